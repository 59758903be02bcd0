"""A decision that a head countersigns, from the proposal to the recipient's verification."""

from pathlib import Path

import pytest
from tests.deeds.proposals import read_all, waits_for_reading
from tests.services.act_examples import PROPOSED, countersigned_refusals
from tests.services.prepared import prepared
from tests.services.sample_office import ANALYST, HEAD, REF, REVIEWER, Office

from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.errors import NotAllowed
from landwaiter.reports.proof.approval import ApprovalWorth
from landwaiter.reports.proof.verify import Origin, Verification
from landwaiter.services.deeds.engine import run
from landwaiter.services.reports import reporting
from landwaiter.services.review.review_view import review_view


@prepared
def approved(office: Office) -> Office:
    """Approved by one; the office wants a head's signature besides."""
    countersigned_refusals(office)
    for step in PROPOSED:
        step(office)
    office.act(REVIEWER, "approve")
    return office


def verified(office: Office, folder: Path) -> Verification:
    pdf, xlsx, sheet = (folder / name for name in ("r.pdf", "r.xlsx", "keys.json"))
    run(office.session(ANALYST), ReportCase(CaseReport.CASE, REF, pdf=pdf, xlsx=xlsx))
    reporting.write_key_sheet(office.session(HEAD), sheet)
    return reporting.verify_reports([pdf, xlsx], sheet, now=office.clock)


def test_until_the_head_signs_nothing_is_approved_and_the_report_says_so(
    approved: Office, tmp_path: Path
) -> None:
    assert "waits for the countersignature" in approved.view().why_not_valid
    found = verified(approved, tmp_path)
    assert found.passed
    assert {file.countersignature for file in found.files} == {ApprovalWorth.WAITS}


def test_the_head_is_offered_it_and_nobody_else(approved: Office) -> None:
    assert waits_for_reading(approved.session(HEAD), "countersign", REF)
    read_all(approved.session(HEAD), REF)
    assert review_view(approved.session(HEAD), REF).may_countersign
    for who in (ANALYST, REVIEWER):
        view = review_view(approved.session(who), REF)
        assert not view.may_countersign
        assert view.why_not_countersign
        assert not waits_for_reading(approved.session(who), "countersign", REF)
        with pytest.raises(NotAllowed):
            approved.act(who, "countersign")


def test_a_countersigned_decision_is_proven_to_the_recipient(
    approved: Office, tmp_path: Path
) -> None:
    approved.act(HEAD, "countersign")
    assert approved.view().approved_valid
    found = verified(approved, tmp_path)
    assert found.origin is Origin.PROVEN, found.closing
    assert {file.countersignature for file in found.files} == {ApprovalWorth.VERIFIES}
    assert {file.approval for file in found.files} == {ApprovalWorth.VERIFIES}
    said = "\n".join(found.sentences())
    assert "the countersignature of the head verifies" in said
    assert "signed by Hanna (key " in said
