"""What a report says of lists: how old they are, and nothing of those in confidence."""

from dataclasses import replace
from datetime import date

from tests.services.hits.test_rescreening import again, listed
from tests.services.sample_office import ADMIN, ANALYST, HEAD, LISTED, REASON, REF, REVIEWER, Office
from tests.settings import change_settings

from landwaiter.domain.lists.listing import ListEdition
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.reports.proof.approval import ApprovalWorth, approval_of
from landwaiter.services.lists.list_imports import import_list
from landwaiter.services.reports.freezing import freeze
from landwaiter.services.review.review_view import review_view

SECRET = "Morning Lathe Trading Quiet Branch"
OUR_LIST = "Observed since the raid of May"


def confidential(office: Office) -> None:
    """The consignee resembles an entry of a list that nobody outside may know of."""
    head = ListEdition(
        list_id="raid_2025",
        title=OUR_LIST,
        kind="export_list",
        edition="raid-7",
        sha256="c" * 64,
        source="the office",
        licence="",
        trust="own knowledge",
        listings=1,
        imported_at=office.clock(),
        published=date(2026, 3, 20),
        confidential=True,
    )
    entry = replace(listed("raid-1", SECRET), programmes=("raid programme",), note="see the raid")
    import_list(office.session(ADMIN), head, (entry,))
    again(office)


def texts(dossier: Dossier) -> str:
    return dossier.canonical().decode()


def notes_on_parties(dossier: Dossier) -> str:
    return " ".join(next(table for table in dossier.tables if table.id == "parties").notes)


def test_a_report_names_neither_a_confidential_list_nor_its_entry(office: Office) -> None:
    confidential(office)
    hits = {hit.listing.name: hit for hit in office.case().hits}
    assert hits.keys() == {LISTED, SECRET}
    office.act(ANALYST, "judge", hit=hits[SECRET].id, outcome="unsure", reason=f"{SECRET}, maybe")
    office.act(ANALYST, "evaluate")
    said = texts(freeze(office.session(ANALYST), REF).report)
    for word in (SECRET, OUR_LIST, "raid_2025", "raid-7", "raid programme", "see the raid"):
        assert word not in said
    assert "a confidential list" in said
    assert "an entry in confidence" in said
    assert LISTED in said


def test_what_is_signed_names_it_as_little_and_verifies(office: Office) -> None:
    confidential(office)
    office.act(ANALYST, "assess")
    office.act(ANALYST, "evaluate")
    office.act(ANALYST, "propose", outcome="release", reason=REASON)
    told = str(review_view(office.session(REVIEWER), REF).not_checked)
    assert OUR_LIST not in told
    office.act(REVIEWER, "approve")
    dossier = freeze(office.session(ANALYST), REF).report
    assert dossier.decision is not None
    assert dossier.decision.approved_valid
    assert approval_of(dossier) is ApprovalWorth.VERIFIES
    for word in (SECRET, OUR_LIST, "raid_2025", "raid-7"):
        assert word not in texts(dossier)


def test_the_editions_screened_against_stand_in_the_report(office: Office) -> None:
    told = notes_on_parties(freeze(office.session(ANALYST), REF).report)
    assert told.startswith("Screened against: watched")


def test_a_list_past_its_limit_makes_a_warning_of_it(office: Office) -> None:
    office.clock.move(days=12)
    change_settings(office.session(HEAD), {"age_limit.watched": "10"})
    dossier = freeze(office.session(ANALYST), REF).report
    told = notes_on_parties(dossier)
    assert told.startswith("Warning: screened against lists that are too old: watched 2026-03 (12 ")
    assert any("past the office's limit of 10" in one for one in dossier.not_checked)
    change_settings(office.session(HEAD), {"age_limit.watched": "12"})
    assert "Warning" not in notes_on_parties(freeze(office.session(ANALYST), REF).report)
