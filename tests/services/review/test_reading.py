"""Who signs a decision has read it: all of it, this version, and the person itself."""

import pytest
from tests.deeds.proposals import read_all
from tests.deeds.said import said
from tests.services.act_examples import ASSESS, UNHEARD, countersigned_refusals
from tests.services.sample_office import (
    ANALYST,
    EVERYTHING,
    HEAD,
    REASON,
    REF,
    REVIEWER,
    Office,
)

from landwaiter.domain.cases.deeds_between_people import ReadProposal
from landwaiter.domain.cases.remarks import REMARKS
from landwaiter.domain.review.reading import ReviewSection
from landwaiter.errors import Conflict, NotAllowed
from landwaiter.services.audit.audit_history import AuditFilter, audit_page
from landwaiter.services.deeds.engine import do
from landwaiter.services.office.office_settings import save_draft
from landwaiter.services.review.reading import sections_to_read
from landwaiter.services.review.review_view import review_view
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records


@pytest.fixture
def proposed(office: Office) -> Office:
    ASSESS(office)
    office.act(ANALYST, "propose", outcome="release", reason=REASON)
    return office


def refusal(office: Office, who: str, deed: str = "approve") -> str:
    with pytest.raises(NotAllowed) as refused:
        do(office.session(who), said(deed))
    return refused.value.message


def read(office: Office, who: str, *sections: ReviewSection, version: int = 1) -> None:
    do(office.session(who), ReadProposal(REF, sections, version))


def test_nobody_approves_what_was_not_read(proposed: Office) -> None:
    told = refusal(proposed, REVIEWER)
    for title in ("Hits and judgements", "Left open", "Not checked", "Editions"):
        assert title in told
    assert not review_view(proposed.session(REVIEWER), REF).may_approve


@pytest.mark.parametrize("left", ReviewSection)
def test_one_section_that_was_not_read_is_enough(proposed: Office, left: ReviewSection) -> None:
    read(proposed, REVIEWER, *(one for one in ReviewSection if one is not left))
    (told,) = refusal(proposed, REVIEWER).removeprefix("To be read first: ").split("; ")
    assert told == next(
        f"{one.title}."
        for one in sections_to_read(
            review_view(proposed.session(REVIEWER), REF),
            proposed.session(REVIEWER).casebook.user.id,
        )
        if one.section is left
    )
    read(proposed, REVIEWER, left)
    do(proposed.session(REVIEWER), said("approve"))
    assert proposed.view().approved_valid


def test_what_another_person_read_counts_for_nobody_else(proposed: Office) -> None:
    read_all(proposed.session(HEAD), REF)
    assert "To be read first" in refusal(proposed, REVIEWER)


def test_a_new_version_is_read_anew(proposed: Office) -> None:
    read_all(proposed.session(REVIEWER), REF)
    proposed.act(REVIEWER, "return", reason=REASON)
    proposed.act(ANALYST, "propose", outcome="release", reason=f"{REASON}, as shown")
    assert "To be read first" in refusal(proposed, REVIEWER)
    with pytest.raises(Conflict, match="Another version"):
        read(proposed, REVIEWER, *ReviewSection, version=1)
    read(proposed, REVIEWER, *ReviewSection, version=2)
    do(proposed.session(REVIEWER), said("approve"))


def test_reading_is_audited_with_what_was_shown_and_once(proposed: Office) -> None:
    read(proposed, REVIEWER, ReviewSection.HITS)
    read(proposed, REVIEWER, ReviewSection.HITS)
    (entry,) = audit_page(proposed.session(HEAD), wanted=AuditFilter(deed="case.read")).rows
    (one,) = proposed.case().readings
    shown = sections_to_read(review_view(proposed.session(HEAD), REF), "nobody")
    hits = next(section for section in shown if section.section is ReviewSection.HITS)
    assert (entry.actor, one.sha256) == (REVIEWER, hits.sha256)


def test_reading_is_no_change_of_the_case(proposed: Office) -> None:
    before = proposed.case().revision
    read_all(proposed.session(REVIEWER), REF)
    assert proposed.case().revision == before


def test_who_countersigns_reads_as_well(office: Office) -> None:
    countersigned_refusals(office)
    for step in (ASSESS, UNHEARD):
        step(office)
    office.act(ANALYST, "propose", outcome="refuse", reason=REASON, appeal="within 14 days")
    office.act(REVIEWER, "approve")
    assert "To be read first" in refusal(office, HEAD, "countersign")
    read_all(office.session(HEAD), REF)
    do(office.session(HEAD), said("countersign"))
    assert office.view().approved_valid


def test_who_has_a_conflict_reads_nothing_and_nothing_is_read_of_no_proposal(
    office: Office,
) -> None:
    with pytest.raises(NotAllowed, match="Nothing is proposed"):
        read(office, REVIEWER, *ReviewSection)
    ASSESS(office)
    office.act(ANALYST, "propose", outcome="release", reason=REASON)
    with pytest.raises(NotAllowed, match="role"):
        read(office, ANALYST, *ReviewSection)
    office.act(HEAD, "declare_conflict", to=REVIEWER, reason=REASON)
    with pytest.raises(NotAllowed, match="conflict of interest"):
        read(office, REVIEWER, *ReviewSection)


def test_remarks_that_are_not_sent_keep_their_writer_from_signing(proposed: Office) -> None:
    decision = proposed.case().decision
    assert decision is not None
    for who in (REVIEWER, HEAD):
        read_all(proposed.session(who), REF)
    session, key = proposed.session(REVIEWER), f"{REMARKS}{decision.id}"
    save_draft(session, key, '{"reason": "which page?"}')
    assert "not sent" in refusal(proposed, REVIEWER)
    save_draft(session, key, "")
    do(session, said("approve"))
    assert proposed.view().approved_valid


def test_another_persons_remarks_keep_nobody_from_signing(proposed: Office) -> None:
    decision = proposed.case().decision
    assert decision is not None
    save_draft(proposed.session(EVERYTHING), f"{REMARKS}{decision.id}", '{"reason": "why?"}')
    proposed.act(REVIEWER, "approve")
    assert proposed.view().approved_valid


def test_the_database_lets_nobody_sign_who_has_not_read(
    proposed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever gets round the rules still meets the guard."""
    monkeypatch.setattr("landwaiter.domain.cases.deeds.unread", lambda *_: ())
    with pytest.raises(Exception, match="has read all of it"):
        do(proposed.session(REVIEWER), said("approve"))


def test_nothing_is_read_of_another_cases_proposal(proposed: Office) -> None:
    """A row that names a case it is not of."""

    def forge(work: UnitOfWork) -> None:
        records.add(
            work.conn,
            "section_reading",
            id=work.new_id(),
            case_id=proposed.case().id,
            decision_id="another",
            section="hits",
            sha256="0" * 64,
            reader_id="r",
            author=REVIEWER,
            at=work.now,
        )

    with (
        pytest.raises(Exception, match=r"waits for a second person|FOREIGN KEY"),
        proposed.session(REVIEWER).writing("case.read") as work,
    ):
        forge(work)
