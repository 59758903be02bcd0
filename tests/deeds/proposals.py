"""Proposing and approving with care: what is open has a reason, all of it is read first."""

from typing import Any

from tests.deeds.said import said

from landwaiter.domain.cases.before_proposal import OpenKind
from landwaiter.domain.cases.deeds_between_people import ReadProposal
from landwaiter.domain.review.reading import ReviewSection
from landwaiter.i18n import in_english
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.deeds.engine import do
from landwaiter.services.warm.session import Session

BASIS = "UCC Art. 188, 194(1)"
"""Of an outcome that needs one, where the test is about something else."""
KNOWINGLY = "left open knowingly in this test"


def reasons(session: Session, reference: str) -> dict[OpenKind, str]:
    """A reason for everything that is open on the case."""
    return {one.kind: KNOWINGLY for one in case_view(session, reference).unsettled}


def read_all(session: Session, reference: str) -> None:
    """Everything of the proposal that waits, read by who is signed in."""
    decision = case_view(session, reference).case.decision
    assert decision is not None
    do(session, ReadProposal(reference, tuple(ReviewSection), decision.version))


def waits_for_reading(session: Session, name: str, reference: str) -> bool:
    """Whether the deed is refused for that alone."""
    verdicts = {one.act: one.why_not for one in case_view(session, reference).acts}
    return in_english(verdicts[name]).startswith("To be read first")


def do_with_care(session: Session, name: str, reference: str, **given: Any) -> None:
    """A deed on a case; before it what it asks for, where the test does not say so itself."""
    if name == "propose":
        given.setdefault("open", reasons(session, reference))
        given.setdefault("basis", BASIS)
    if name in ("approve", "countersign") and waits_for_reading(session, name, reference):
        read_all(session, reference)
    do(session, said(name, reference=reference, **given))
