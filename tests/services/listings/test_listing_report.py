"""The proposal for a listing as it goes out: approved alone, with rows that may be told alone."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.services.listings.test_listings import (
    ACT,
    CRITERION,
    FIRM,
    HASH,
    READ,
    SAID,
    approved,
    complete,
    shown,
    submit,
    submitted,
    whole,
)
from tests.services.reports.test_report_types import table, words
from tests.services.sample_office import ANALYST, REASON, REVIEWER, Office

from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.listings.deeds import GiveCounter, WithdrawListing
from landwaiter.domain.reports.profiles import Profile
from landwaiter.domain.reports.subject_deeds import ReportListing
from landwaiter.errors import NotAllowed
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.reports import reporting
from landwaiter.services.reports.listing_report import freeze_listing
from landwaiter.services.reports.paper_readers import ReportReader

HIDDEN = "A partner told the office of a second plant."
AGAINST = "The firm says that it stopped."


def signed(office: Office, *given: object) -> str:
    """A proposal with these rows beside, approved by two."""
    proposal = complete(office)
    for one in given:
        do(office.session(ANALYST), replace(one, proposal=proposal))  # type: ignore[type-var]
    motion = submit(office, proposal)
    do(office.session(REVIEWER), SecondOpenMotions((motion,)))
    return proposal


def test_nothing_goes_out_before_a_second_person_signed(office: Office) -> None:
    submitted(office)
    with pytest.raises(NotAllowed, match="not approved by a second person"):
        freeze_listing(office.session(ANALYST), FIRM)
    assert reporting.reports_made(office.session(ANALYST)).rows == ()


def test_nothing_goes_out_once_it_was_withdrawn(office: Office) -> None:
    proposal = approved(office)
    do(office.session(REVIEWER), WithdrawListing(proposal, REASON))
    with pytest.raises(NotAllowed, match="not approved by a second person"):
        freeze_listing(office.session(ANALYST), proposal)


def test_each_sentence_has_its_open_source_day_hash_and_grade(office: Office) -> None:
    approved(office)
    dossier = freeze_listing(office.session(ANALYST), FIRM)
    (row,) = table(dossier, "listing_reasons").rows
    assert row[0] == "R1"
    assert SAID in str(row[1])
    assert row[2:] == ("an annual report", READ.isoformat(), None, "B2", HASH)
    head = {str(what): str(said) for what, said in table(dossier, "listing").rows[1:]}
    assert (head["Act"], head["Criterion"]) == (ACT, CRITERION)
    assert head["Hash of what was signed"] == shown(office).digest
    assert head["Approved"].endswith("by a second person")
    assert "HR-4711" in words(table(dossier, "listing_known"))
    assert "designates nobody" in words(table(dossier, "listing"))
    assert "not a designation" in str(dossier.kind)


def test_rows_that_may_not_be_released_are_counted_and_not_told(office: Office) -> None:
    hidden = whole("", HIDDEN, releasable=False)
    signed(office, hidden)
    dossier = freeze_listing(office.session(ANALYST), FIRM)
    assert HIDDEN not in dossier.canonical().decode()
    assert "Rows that are not releasable: 1." in words(table(dossier, "listing_reasons"))


def test_where_no_reason_may_be_released_nothing_goes_out(office: Office) -> None:
    proposal = complete(office)
    do(office.session(ANALYST), whole(proposal, HIDDEN, releasable=False, instead="R1"))
    do(office.session(REVIEWER), SecondOpenMotions((submit(office, proposal),)))
    with pytest.raises(NotAllowed, match="None of its reasons may be released"):
        freeze_listing(office.session(ANALYST), FIRM)


def test_what_speaks_against_it_is_told_or_where_it_was_searched(office: Office) -> None:
    approved(office)
    told = table(freeze_listing(office.session(ANALYST), FIRM), "listing_counter")
    assert told.empty == ("No counter-evidence is known. Searched: court registers of two states.")


def test_counter_evidence_stands_beside_the_reasons(office: Office) -> None:
    signed(office, GiveCounter("", releasable=True, sentence=AGAINST, source="a letter"))
    dossier = freeze_listing(office.session(ANALYST), FIRM)
    assert AGAINST in words(table(dossier, "listing_counter"))


def test_it_is_for_the_ministry_which_reads_its_sentences_and_verifies(
    office: Office, tmp_path: Path
) -> None:
    approved(office)
    pdf, xlsx = tmp_path / "r.pdf", tmp_path / "r.xlsx"
    made = run(office.session(ANALYST), ReportListing(FIRM, pdf, xlsx))
    assert made.redaction is not None
    assert made.redaction.profile is Profile.MINISTRY
    dossier = freeze_listing(office.session(ANALYST), FIRM, ReportReader(Profile.MINISTRY))
    assert SAID in words(table(dossier, "listing_reasons"))
    assert "HR-4711" in words(table(dossier, "listing_known"))
    found = reporting.verify_reports([pdf, xlsx])
    assert (found.passed, found.same_dossier) == (True, True)
