"""An amendment of what was sifted is judged whichever way it comes, and hides nothing."""

from pathlib import Path
from typing import Any

import pytest
from tests.services.intake.message_files import MRN, TRANSIT_MRN, on_declaration, transit
from tests.services.sample_office import ANALYST, HEAD, LISTED, Office, declared, write_csv
from tests.services.trade.test_amended import QUIET
from tests.services.trade.test_messages import AMENDED
from tests.services.trade.test_sift import policy
from tests.taking_in import taken_in

from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.trade.deeds import OpenTradeCase, Sift
from landwaiter.domain.trade.sift_reasons import SiftReason, reasons_said
from landwaiter.errors import Invalid
from landwaiter.services.audit.audit_history import AuditFilter, audit_page
from landwaiter.services.casebook.case_checks import check
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.trade.sift_desk import sift_of_today
from landwaiter.services.trade.trade_view import declaration_shown, figures, queue, why_lines

FIRST = "PL1-2026-000002"


def came(office: Office, how: type[TakeIn | Sift], *files: Path, **options: Any) -> Any:
    """The last of what the files gave, taken in or sifted."""
    if how is Sift:
        return run(office.session(ANALYST), Sift(files, **options))[-1]
    return taken_in(office.session(ANALYST), TakeIn(files, **options))[-1]


def xml(office: Office, name: str, text: str) -> Path:
    path = office.path.parent / f"{name}.xml"
    path.write_text(text, encoding="utf-8")
    return path


def csv(office: Office, name: str, **changes: Any) -> Path:
    rows = [declared(**{**QUIET, "mrn": MRN, **changes})]
    return write_csv(office.path.parent / f"{name}.csv", rows)


def export_amended(office: Office) -> Path:
    return xml(office, "cc513c", AMENDED.format(mrn=MRN))


def transit_amended(office: Office) -> Path:
    text = transit(code="CC013C", mrn=TRANSIT_MRN, lrn="", kind="T2")
    return xml(office, "cc013c", text.replace(">CNC lathe<", ">Lathe<"))


def transit_first(office: Office) -> Path:
    return xml(office, "cc015c", transit(mrn=TRANSIT_MRN, kind="T2"))


@pytest.mark.parametrize("tried", [True, False])
@pytest.mark.parametrize(
    ("first", "amended", "number"),
    [
        (lambda office: csv(office, "first"), export_amended, MRN),
        (transit_first, transit_amended, TRANSIT_MRN),
    ],
)
def test_an_amendment_that_intake_brings_opens_a_case_of_both_versions(
    office: Office, first: Any, amended: Any, number: str, tried: bool
) -> None:
    policy(office, one_in=0)
    came(office, Sift, first(office))
    result = came(office, TakeIn, amended(office), dry_run=tried)
    assert (result.created, result.updated, result.kept, result.duplicates) == (1, 0, 0, 0)
    if tried:
        return
    assert result.cases == (FIRST,)
    case = office.case(FIRST)
    assert len(case.versions) == 2
    assert [one.kind for one in case.requests] == ["correction"]
    page = declaration_shown(office.session(ANALYST), number)
    assert page.case == FIRST
    again = came(office, TakeIn, amended(office))
    assert (again.created, again.updated, again.duplicates) == (0, 0, 1)


@pytest.mark.parametrize("given", [False, True])
@pytest.mark.parametrize("how", [TakeIn, Sift])
def test_an_amendment_that_had_waited_opens_it_too(office: Office, how: Any, given: bool) -> None:
    """Until its declaration is sifted, or customs give that its number."""
    policy(office, one_in=0)
    came(office, TakeIn, export_amended(office))
    if given:
        came(office, Sift, csv(office, "first", mrn=""))
        file = xml(office, "given", on_declaration("CC528C", MRN, lrn="A-1"))
        result = came(office, how, file)
    else:
        result = came(office, Sift, csv(office, "first"))
    if how is Sift or not given:
        (told,) = result.cases_earlier
        assert (told.reference, told.reasons, told.file) == (FIRST, (), "cc513c.xml")
    else:
        assert FIRST in result.cases
    assert len(office.case(FIRST).versions) == 2


@pytest.mark.parametrize("how", [TakeIn, Sift])
@pytest.mark.parametrize(
    "text",
    [
        f"<CC513C><ExportOperation><MRN>{MRN}</MRN></ExportOperation></CC513C>",
        f"<CC013C><TransitOperation><MRN>{MRN}</MRN></TransitOperation></CC013C>",
    ],
)
def test_an_amendment_without_goods_is_refused(office: Office, how: Any, text: str) -> None:
    policy(office, one_in=0)
    came(office, Sift, csv(office, "first"))
    result = came(office, how, xml(office, "empty", text))
    assert [one.message for one in result.rejected] == ["The declaration has no goods item."]
    assert declaration_shown(office.session(ANALYST), MRN).version == 1


@pytest.mark.parametrize("reason", [SiftReason.PERSON, SiftReason.TAKEN_IN])
def test_nothing_waits_for_a_reason_that_made_a_case(office: Office, reason: SiftReason) -> None:
    """The trail says which it was; a list of what waits for it is refused, not empty."""
    policy(office, one_in=0)
    came(office, Sift, csv(office, "first"))
    if reason is SiftReason.PERSON:
        do(office.session(ANALYST), OpenTradeCase(MRN, "Customs asked."))
    else:
        came(office, TakeIn, export_amended(office))
    rows = audit_page(office.session(ANALYST), wanted=AuditFilter(deed="trade.opened")).rows
    assert [reasons_said([reason]) in one.text for one in rows] == [True]
    with pytest.raises(Invalid, match="is a case already"):
        queue(office.session(ANALYST), reason)


def test_a_reason_that_an_amendment_takes_is_told(office: Office) -> None:
    """A hit waited; the firm is another now, and what it was stays in sight."""
    policy(office, (SiftReason.SEVERE_FLAG, 0), one_in=0)
    came(office, Sift, csv(office, "first", consignee_name=LISTED))
    session = office.session(ANALYST)
    waited = declaration_shown(session, MRN).line.reasons
    assert SiftReason.OTHER_HIT in waited
    result = came(office, Sift, csv(office, "second"))
    page = declaration_shown(session, MRN)
    assert SiftReason.OTHER_HIT not in page.line.reasons
    (told,) = [one for one in result.warnings if "the version before waited" in one]
    assert "Hit on another list" in told
    assert [(one.version, one.reasons) for one in page.earlier] == [(1, waited)]
    assert f"Version 1 had a reason: {reasons_said(waited)}." in why_lines(page)


def test_the_bytes_of_an_older_version_open_a_case_of_the_newest(office: Office) -> None:
    older, newer = csv(office, "older", value_eur=10), csv(office, "newer", value_eur=20)
    came(office, Sift, older)
    came(office, Sift, newer)
    assert came(office, TakeIn, older).created == 1
    case = office.case(FIRST)
    assert case.declaration is not None
    (item,) = case.declaration.items
    assert item.statistical_value is not None
    assert item.statistical_value.amount == 20


@pytest.mark.parametrize("amended", [False, True])
def test_what_waited_in_the_store_waits_no_more_once_it_is_a_case(
    office: Office, amended: bool
) -> None:
    """It takes no room of the day, and nothing opens it again."""
    policy(office, one_in=0)
    came(office, Sift, csv(office, "first", consignee_name=LISTED))
    session = office.session(ANALYST)
    assert figures(session).waiting == 1
    brought = export_amended(office) if amended else csv(office, "first", consignee_name=LISTED)
    assert came(office, TakeIn, brought).cases == (FIRST,)
    assert figures(session).waiting == 0
    page = declaration_shown(session, MRN)
    (mark,) = page.marks
    assert (mark["reasons"].split()[-1], mark["mark"], page.case) == ("taken_in", "opened", FIRST)
    policy(office, (SiftReason.OTHER_HIT, 1))
    other = declared(**{**QUIET, "consignee_name": LISTED, "mrn": "", "lrn": "T-2"})
    result = came(office, Sift, write_csv(office.path.parent / "other.csv", [other]))
    assert (result.opened, result.opened_earlier, result.waiting) == (1, 0, 0)
    assert check(office.session(HEAD)).findings == ()


def test_what_was_drawn_and_is_taken_in_was_not_missed(office: Office) -> None:
    policy(office, one_in=1)
    came(office, Sift, csv(office, "first"))
    session = office.session(ANALYST)
    assert figures(session).sample.drawn == 1
    assert came(office, TakeIn, csv(office, "first")).created == 1
    sample = figures(session).sample
    assert (sample.drawn, sample.looked, sample.opened) == (1, 0, 0)
    assert check(office.session(HEAD)).findings == ()


def test_today_counts_what_the_sift_opened_alone(office: Office) -> None:
    """Neither what was taken in, nor a later version of it, nor what an amendment opened."""
    policy(office, one_in=0)
    came(office, Sift, csv(office, "first"))
    came(office, TakeIn, csv(office, "first"))
    came(office, Sift, csv(office, "second", value_eur=7))
    today = sift_of_today(office.session(ANALYST))
    assert today is not None
    assert (today.sifted, today.opened) == (1, 0)
    policy(office, (SiftReason.OTHER_HIT, 1))
    other = declared(**{**QUIET, "mrn": "", "lrn": "T-2", "consignee_name": LISTED})
    came(office, Sift, write_csv(office.path.parent / "other.csv", [other]))
    today = sift_of_today(office.session(ANALYST))
    assert today is not None
    assert (today.sifted, today.opened) == (2, 1)
