"""The report to the ministry: two pages, and annexes with all that has no room there."""

import re
from datetime import date
from pathlib import Path

from tests.services.cases.test_goods_places import text_of
from tests.services.reports.kinds.test_records import of_sixty
from tests.services.reports.test_report_types import made, table, words
from tests.services.sample_office import ANALYST, REASON, Office

from landwaiter.domain.cases.case import TrackLetter
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.services.deeds.engine import run
from landwaiter.services.reports import reporting
from landwaiter.services.reports.kinds.ministry_body import LONGEST, MOST_ASKED, in_brief

QUESTION = "To whom did you sell these goods, and who will use them where? " * 20


def pages(pdf: Path) -> list[str]:
    return [" ".join(page.split()) for page in text_of(pdf).split("\f")]


def test_an_ugly_case_has_a_body_of_two_pages_and_then_annexes(
    office: Office, tmp_path: Path
) -> None:
    reference = of_sixty(office)
    office.act(ANALYST, "assess", reference=reference)
    for no in (1, 2, 3):
        office.act(
            ANALYST, "open_track", reference=reference, item=no,
            track=TrackLetter.L, basis="UCC 188",
        )  # fmt: skip
    for _no in range(MOST_ASKED + 2):
        office.act(
            ANALYST, "request_information", reference=reference, to="the exporter",
            reason=QUESTION, date=date(2026, 4, 20),
        )  # fmt: skip
    pdf, xlsx = tmp_path / "ministry.pdf", tmp_path / "ministry.xlsx"
    run(office.session(ANALYST), ReportCase(CaseReport.MINISTRY, reference, pdf, xlsx))
    found = pages(pdf)
    first = next(no for no, page in enumerate(found) if "Annex A, goods: Outcome per" in page)
    assert first <= 2
    body, annexes = found[:first], found[first:]
    said = " ".join(body)
    for part in (
        "Total of the case: 60 items",
        "by Mon 20 Apr 2026, 24:00",
        "2 more stand in the annexes.",
        "Why this report comes to you",
        "holds items 1–3 since 30 Mar 2026",
        "What speaks for a measure, and against it",
        "Not checked",
    ):
        assert part in said
    whole = " ".join(annexes)
    for letter in "ABCDE":
        assert f"Annex {letter}, " in whole
    assert whole.count(QUESTION.strip()[-62:]) >= MOST_ASKED + 2
    assert reporting.verify_reports([pdf, xlsx]).passed


def test_the_decision_in_full_begins_after_the_body(office: Office, tmp_path: Path) -> None:
    office.act(ANALYST, "assess")
    office.act(ANALYST, "propose", outcome="release", reason=REASON)
    pdf = tmp_path / "ministry.pdf"
    run(office.session(ANALYST), ReportCase(CaseReport.MINISTRY, office.case().reference, pdf))
    found = pages(pdf)
    (first,) = (no for no, page in enumerate(found) if "Decision and approval" in page)
    (unchecked,) = (no for no, page in enumerate(found) if "nothing here may be read" in page)
    assert first == unchecked + 1
    assert "Status proposed" in found[first]


def test_items_of_one_outcome_are_told_in_one_line(office: Office, tmp_path: Path) -> None:
    office.act(ANALYST, "assess")
    office.act(
        ANALYST, "propose", outcome="release", reason=REASON, items={1: "release", 2: "release"}
    )
    pdf = tmp_path / "ministry.pdf"
    run(office.session(ANALYST), ReportCase(CaseReport.MINISTRY, office.case().reference, pdf))
    first = pages(pdf)[0]
    assert re.search(r"Decision Items 1–2: release", first)


def test_what_speaks_against_stands_beside_what_speaks_for(office: Office) -> None:
    office.act(ANALYST, "assess")
    office.act(
        ANALYST, "classify", item=1, code="2B001", outcome="rejected", reason="above the limits"
    )
    said = words(table(made(office, "ministry"), "for_against"))
    assert "Against\nItem 1 is not under 2B001." in said


def test_a_short_text_stays_whole_and_a_long_one_says_that_it_goes_on() -> None:
    assert in_brief("short") == "short"
    assert in_brief("x" * LONGEST) == "x" * LONGEST
    assert in_brief("y" * (LONGEST + 1)) == f"{'y' * LONGEST} …"
