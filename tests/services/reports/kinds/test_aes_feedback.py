"""A control result, and the sheet by which it is keyed into the export system."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.services.cases.test_goods_places import text_of
from tests.services.lists.test_lists_and_packs import a_pack
from tests.services.reports.kinds.test_paper_kinds import refused, why_not
from tests.services.reports.test_report_types import (
    authority_refused,
    controlled,
    made,
    numbered,
    shown,
    table,
    words,
)
from tests.services.sample_office import ANALYST, CONSIGNEE, REASON, REF, Office, two_items

from landwaiter.domain.law.pack import Pack, Trust
from landwaiter.domain.law.result_codes import code_named, codes_offered, listed_results
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.errors import Invalid
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.services.deeds.engine import run
from landwaiter.services.reports import reporting

MRN = "26PL302010E10009A0"


def a_list(folder: Path, *rows: dict[str, str], name: str = "results") -> Path:
    """A list of codes as an office writes one."""
    folder.mkdir(exist_ok=True)
    place = a_pack(folder, "2026", *rows)
    manifest = place / "pack.toml"
    text = manifest.read_text(encoding="utf-8")
    for old, new in (
        ('id = "denials"', f'id = "{name}"'),
        ('"Denials"', '"Codes of a test"'),
        ('"denial_register"', '"control_results"'),
    ):
        text = text.replace(old, new)
    manifest.write_text(text, encoding="utf-8")
    return place


def boxes(dossier: Dossier, name: str) -> dict[str, str]:
    return {shown(what): shown(said) for what, said in table(dossier, name).rows}


@pytest.fixture
def listed(office: Office, tmp_path: Path) -> Office:
    """An office with a list of two codes, and a case whose declaration has an MRN."""
    numbered(office)
    rows = ({"code": "Q1", "words": "as it should be"}, {"code": "Q2", "words": "something else"})
    office.pack_by_two(a_list(tmp_path / "lists", *rows))
    return office


# the list of codes


def pack(name: str, *codes: str) -> Pack:
    rows = tuple({"code": code, "words": f"{code} of {name}"} for code in codes)
    return Pack(
        id=name, kind="control_results", edition="1", title=name, source="s", licence="l",
        trust=Trust.TRANSCRIBED, sha256="0" * 64, rows=rows,
    )  # fmt: skip


def test_a_code_of_several_lists_is_named_with_its_list() -> None:
    known = listed_results((pack("exit", "Q1", "Q2"), pack("export", "Q1")))
    assert [name for name, _said in codes_offered(known)] == ["exit:Q1", "Q2", "export:Q1"]
    assert code_named(" EXPORT:q1 ", known).words == "Q1 of export"
    with pytest.raises(Invalid) as told:
        code_named("Q1", known)
    assert "exit:Q1, Q2, export:Q1" in str(told.value.remedy)


@pytest.mark.parametrize("typed", ["Q", "Q11", "Q-", "ß1", ""])
def test_without_a_list_a_code_is_two_letters_or_figures(typed: str) -> None:
    assert (code_named("q1", ()).code, code_named("q1", ()).words) == ("Q1", "")
    with pytest.raises(Invalid, match="two letters or figures"):
        code_named(typed, ())


# the deed


def test_a_code_that_the_list_lacks_is_refused_and_nothing_is_recorded(listed: Office) -> None:
    with pytest.raises(Invalid) as told:
        controlled(listed, code="Z9")
    assert (told.value.field, "Q1, Q2" in str(told.value.remedy)) == ("code", True)
    assert listed.case().control_results == ()


def test_a_result_keeps_what_its_list_said_of_the_code(listed: Office) -> None:
    controlled(listed, code="q2", seals="S-7", remarks="two crates opened")
    (one,) = listed.case().control_results
    assert (one.code, one.words, one.item_no) == ("Q2", "something else", 1)
    assert (one.listed, one.trust) == ("Codes of a test, 2026", "own knowledge")
    assert (one.seals, one.remarks, one.author) == ("S-7", "two crates opened", ANALYST)
    assert one.controlled_at.isoformat() == "2026-03-30T05:15:00+00:00"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"controlled": "2027-01-01T08:00"}, "controlled"),
        ({"by": "  "}, "by"),
        ({"found": " "}, "found"),
        ({"item": 9}, "item"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(
    office: Office, said: dict[str, Any], field: str
) -> None:
    with pytest.raises(Exception, match=r"\w") as told:
        controlled(office, **said)
    assert getattr(told.value, "field", None) == field
    assert office.case().control_results == ()


def test_it_moves_no_status_and_no_clock(office: Office) -> None:
    office.act(ANALYST, "hold", item=1)
    before = office.view()
    controlled(office)
    after = office.view()
    assert [one.status for one in after.case.items] == [one.status for one in before.case.items]
    assert (after.clocks, after.case.stage) == (before.clocks, before.case.stage)


def test_the_history_says_of_what_it_is(office: Office) -> None:
    controlled(office, seals="S-7")
    controlled(office, item=None, code="Y8")
    told = list(sentences(office))
    assert "Control result Z9 of item 1 recorded, controlled Mon 30 Mar 2026, 07:15" in told[-2]
    assert "seal S-7" in told[-2]
    assert "Control result Y8 of the declaration recorded" in told[-1]


def sentences(office: Office) -> Iterator[str]:
    for line in reversed(office.view().history):
        yield str(line.sentence)


# the sheet


def test_the_sheet_needs_a_result_and_an_mrn(office: Office) -> None:
    assert "nothing to key in" in refused(office, "aes-feedback")
    given = {"code": "Z9", "controlled": "2026-03-30T07:15", "by": "Sgt A. Nowak"}
    office.act(ANALYST, "record_control", **given, found="as declared")
    assert "has no MRN" in refused(office, "aes-feedback")


def test_a_later_version_of_the_declaration_supersedes_the_result(office: Office) -> None:
    controlled(office)
    assert why_not(office, "aes-feedback") == ""
    office.clock.move(days=1)
    office.take_in(*two_items(mrn=MRN, gross_mass_kg=9900))
    assert "amended on 31 Mar 2026, after the control" in refused(office, "aes-feedback")
    controlled(office)
    assert why_not(office, "aes-feedback") == ""


def test_it_holds_exactly_what_is_keyed_in(listed: Office) -> None:
    controlled(listed, code="Q1", item=2)
    controlled(listed, code="Q2", found="one crate more", seals="S-7", remarks="photographed")
    dossier = made(listed, "aes-feedback")
    assert boxes(dossier, "feedback_result_1") == {
        "MRN": MRN,
        "Item": "1",
        "Control result": "Q2",
        "In words": "something else",
        "List of codes": "Codes of a test, 2026, own knowledge",
        "Controlled at": "30 Mar 2026 07:15",
        "Controlled by": "Sgt A. Nowak",
        "What was found": "one crate more",
        "Seals": "S-7",
        "Remarks": "photographed",
    }
    assert boxes(dossier, "feedback_result_2")["Item"] == "2"
    assert [one.id for one in dossier.tables] == [
        "feedback_result_1", "feedback_result_2", "feedback_risk", "feedback_flags", "transaction",
    ]  # fmt: skip
    assert (dossier.closing, dossier.answer, dossier.decision) == ((), None, None)


def test_the_newest_result_of_an_item_is_keyed_in_and_the_case_report_tells_both(
    office: Office,
) -> None:
    controlled(office, code="Z1")
    controlled(office, code="Z2")
    dossier = made(office, "aes-feedback")
    assert boxes(dossier, "feedback_result_1")["Control result"] == "Z2"
    assert not any(one.id == "feedback_result_2" for one in dossier.tables)
    rows = table(made(office, "case"), "control_results").rows
    assert [(shown(row[1]), shown(row[-1])) for row in rows] == [
        ("Z1", "superseded"),
        ("Z2", "stands"),
    ]


def test_without_a_list_the_sheet_says_so(office: Office) -> None:
    controlled(office)
    said = boxes(made(office, "aes-feedback"), "feedback_result_1")
    assert said["In words"] == ""
    assert said["List of codes"] == "no list was in force: the code is as it was entered"


def test_the_risk_form_tells_flags_that_a_person_found_to_hold(office: Office) -> None:
    controlled(office)
    none = table(made(office, "aes-feedback"), "feedback_flags")
    assert (none.rows, none.empty) == ((), "No flag is substantiated.")
    flag = office.view().raised[0].rule
    office.act(ANALYST, "substantiate", flag=flag, reason=REASON)
    dossier = made(office, "aes-feedback")
    assert [shown(row[1]) for row in table(dossier, "feedback_flags").rows] == [flag]
    assert REASON not in words(table(dossier, "feedback_flags"))
    assert CONSIGNEE in boxes(dossier, "feedback_risk")["Consignee"]


def test_the_entry_in_the_system_of_denials_is_drafted_once_the_authority_refused(
    office: Office,
) -> None:
    controlled(office)
    assert not any(one.id == "feedback_dues" for one in made(office, "aes-feedback").tables)
    authority_refused(office)
    said = boxes(made(office, "aes-feedback"), "feedback_dues")
    assert said["Authority that refused"] == "licensing authority"
    assert said["Number of the denial"] == "", "the authority gives it"
    assert said["Reasons"] == "Refused."


def test_it_is_one_page_verifies_and_names_each_box(office: Office, tmp_path: Path) -> None:
    controlled(office, found="one crate more", seals="S-7")
    pdf, xlsx = tmp_path / "r.pdf", tmp_path / "r.xlsx"
    run(office.session(ANALYST), ReportCase(CaseReport.AES_FEEDBACK, REF, pdf, xlsx))
    assert reporting.verify_reports([pdf, xlsx]).passed
    said = " ".join(text_of(pdf).split())
    for word in (MRN, "Z9", "one crate more", "S-7", "Sgt A. Nowak", "Risk form"):
        assert word in said
