"""Proposals for a listing: rows that are whole, nothing alleged, two persons, one exact content."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from tests.pseudo import BEGINS, Pseudo
from tests.services.sample_office import (
    ANALYST,
    EVERYTHING,
    HEAD,
    REASON,
    REF,
    REVIEWER,
    Clock,
    Office,
)

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.base.people import UserRole
from landwaiter.domain.deeds.motion_deeds import (
    DeclineOpenMotion,
    SecondOpenMotions,
    WithdrawOpenMotion,
)
from landwaiter.domain.entities.deeds import (
    EndStatement,
    LinkEntities,
    MakeEntity,
    MergeEntities,
    StateFact,
)
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.listings.deeds import (
    DropPart,
    GiveCounter,
    GiveReason,
    ProposeListing,
    StateSearch,
    SubmitListing,
    WithdrawListing,
)
from landwaiter.domain.listings.listing_proposal import ListingState
from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound
from landwaiter.i18n import speaking
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds import motions
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.entities.entity_page import entity_view
from landwaiter.services.listings.proposal_views import ProposalView
from landwaiter.services.listings.proposals import proposal_page, proposal_view
from landwaiter.services.people.today import today_view
from landwaiter.services.reports.dossier.listing_tables import proposal_tables
from landwaiter.services.table import sessions
from landwaiter.services.table.motion_details import details_of

FIRM, OTHER = "Grey Heron Trading", "Heron Holding"
ACT, CRITERION = "an act of the office's choice", "Art. 2(1)(a)"
REPORTED = Certainty.REPORTED
HASH = "0f" * 32
READ = date(2026, 3, 2)
SAID = "It sold machine tools to a plant under embargo."


def proposed(office: Office, who: str = ANALYST) -> str:
    """A firm with identifiers and statements, and the proposal that it be listed."""
    session = office.session(who)
    do(session, MakeEntity(FIRM, "organisation", "register", "CN"))
    do(session, MakeEntity(OTHER, "organisation", "register", "CN"))
    do(session, StateFact(FIRM, "identifier", "register", field=number_of(), grade="A1"))
    return do(session, ProposeListing(FIRM, ACT, CRITERION, "Annex IV")).made


def number_of() -> dict[str, str]:
    return {"kind": "REGISTRATION", "number": "HR-4711"}


def whole(proposal: str, sentence: str = SAID, **changes: object) -> GiveReason:
    """A reason that lacks nothing."""
    reason = GiveReason(
        proposal,
        releasable=True,
        sentence=sentence,
        certainty=REPORTED,
        source="an annual report",
        read_on=READ,
        sha256=HASH,
        grade="b2",
    )
    return replace(reason, **changes)  # type: ignore[arg-type]  # of its own members


def complete(office: Office, who: str = ANALYST) -> str:
    """A proposal that can be submitted."""
    proposal = proposed(office, who)
    do(office.session(who), whole(proposal))
    do(office.session(who), StateSearch(proposal, "court registers of two states", READ))
    return proposal


def submitted(office: Office, who: str = ANALYST) -> tuple[str, str]:
    """A proposal that waits, and its motion."""
    proposal = complete(office, who)
    return proposal, submit(office, proposal, who)


def submit(office: Office, proposal: str, who: str = ANALYST) -> str:
    motion = do(office.session(who), SubmitListing(proposal, REASON)).motion_id
    assert motion is not None
    return motion


def approved(office: Office) -> str:
    proposal, motion = submitted(office)
    do(office.session(REVIEWER), SecondOpenMotions((motion,)))
    return proposal


def shown(office: Office, proposal: str = FIRM) -> ProposalView:
    return proposal_view(office.session(ANALYST), proposal)


def fact_of(office: Office, kind: str) -> str:
    return entity_view(office.session(ANALYST), FIRM).of_kind(kind)[0].id


def test_a_proposal_goes_from_draft_to_approved_by_two(office: Office) -> None:
    proposal, motion = submitted(office)
    view = shown(office)
    assert (view.state, view.motion_id) == (ListingState.SUBMITTED, motion)
    do(office.session(REVIEWER), SecondOpenMotions((motion,)))
    view = shown(office)
    assert (view.state, view.approver, view.submitted_by) == (
        ListingState.APPROVED,
        REVIEWER,
        ANALYST,
    )
    assert view.id == proposal
    assert view.why_not_valid == ""
    assert [row.said for row in view.content.reasons] == [f"{SAID} (reported)"]
    assert [one.value for one in view.content.identifiers] == ["HR-4711"]
    assert [row.sentence for row in view.content.searched] == ["court registers of two states"]


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"source": ""}, "an open source"),
        ({"read_on": None}, "a day: read on, or published"),
        ({"sha256": ""}, "the hash of its evidence"),
        ({"grade": ""}, "a grade"),
        ({"certainty": None}, "how sure it is"),
    ],
)
def test_a_sentence_that_lacks_something_blocks_and_is_named(
    office: Office, changes: dict[str, object], missing: str
) -> None:
    proposal = complete(office)
    do(office.session(ANALYST), whole(proposal, "It is owned by the state.", **changes))
    with pytest.raises(Invalid, match=f"R2 “It is owned by the state.” lacks {missing}"):
        submit(office, proposal)
    mended = whole(proposal, "It is owned by the state.", instead="R2")
    do(office.session(ANALYST), mended)
    assert [row.label for row in shown(office).content.reasons] == ["R1", "R2"]
    assert submit(office, proposal)


def test_every_gap_is_told_at_once(office: Office) -> None:
    proposal = proposed(office)
    with pytest.raises(Invalid) as refused:
        submit(office, proposal)
    assert "It gives no reason." in refused.value.message
    assert "Nobody says what speaks against it" in refused.value.message
    bare = GiveReason(proposal, releasable=True, sentence="It trades.")
    do(office.session(ANALYST), bare)
    lacks = "an open source and a day: read on, or published and the hash of its evidence"
    assert lacks in shown(office).missing[0]


def test_what_is_alleged_enters_in_no_way(office: Office) -> None:
    proposal = complete(office)
    session = office.session(ANALYST)
    alleged = Certainty.ALLEGED
    rumour = "it ships for the navy at night"
    do(session, StateFact(FIRM, "remark", "a rival", rumour, certainty=alleged))
    statement = fact_of(office, "remark")
    with pytest.raises(NotAllowed, match="it is alleged"):
        do(session, GiveReason(proposal, releasable=True, statement=statement))
    with pytest.raises(Invalid, match="does not fit"):
        do(session, whole(proposal, certainty=alleged))
    by_hand = "As is known, It ships for  the Navy at night, year by year."
    with pytest.raises(NotAllowed, match="This is alleged on the page of the entity"):
        do(session, whole(proposal, by_hand, certainty=Certainty.ESTABLISHED))
    assert ("it ships for the navy at night", "it is alleged") in shown(office).left_out


def test_what_nobody_said_to_be_sure_stays_out(office: Office) -> None:
    proposal = complete(office)
    do(
        office.session(ANALYST),
        StateFact(FIRM, "remark", "a paper", "it trades in tools"),
    )
    with pytest.raises(NotAllowed, match="nobody said how sure it is"):
        do(
            office.session(ANALYST),
            GiveReason(proposal, releasable=True, statement=fact_of(office, "remark")),
        )


def test_a_statement_is_quoted_as_it_stands_and_no_surer(office: Office) -> None:
    proposal = complete(office)
    session = office.session(ANALYST)
    do(session, LinkEntities(OTHER, "owns", FIRM, "a register", certainty=Certainty.ASSESSED))
    link = entity_view(session, FIRM).links[0].link.id
    quoting = GiveReason(
        proposal, releasable=True, statement=link, read_on=READ, sha256=HASH, grade="B2"
    )
    with pytest.raises(Invalid, match="The statement says “assessed”"):
        do(session, replace(quoting, certainty=Certainty.ESTABLISHED))
    with pytest.raises(Invalid, match="The statement says “a register”"):
        do(session, replace(quoting, source="a court"))
    with pytest.raises(Invalid, match="quotes a statement, or has a sentence"):
        do(session, replace(quoting, sentence="It is surely owned."))
    do(session, quoting)
    row = shown(office).content.reasons[1]
    assert row.said == f"“{FIRM} is owned by {OTHER}” (assessed)"
    assert (row.source, row.quotes) == ("a register", link)


def test_a_quoted_statement_that_ended_blocks_the_submission(office: Office) -> None:
    proposal = complete(office)
    session = office.session(ANALYST)
    do(session, LinkEntities(OTHER, "owns", FIRM, "a register", certainty=Certainty.ASSESSED))
    link = entity_view(session, FIRM).links[0].link.id
    quoting = GiveReason(
        proposal, releasable=True, statement=link, read_on=READ, sha256=HASH, grade="B2"
    )
    do(session, quoting)
    do(session, EndStatement(link, REASON))
    with pytest.raises(Invalid, match="R2 quotes a statement that may not stand here"):
        submit(office, proposal)


def test_counter_evidence_blocks_a_word_of_none_known_and_is_told_once_dropped(
    office: Office,
) -> None:
    proposal = complete(office)
    session = office.session(ANALYST)
    against = GiveCounter(proposal, releasable=False, sentence="It stopped in 2024.")
    do(session, against)
    assert shown(office).content.searched == ()
    with pytest.raises(Invalid, match=r"C1 “It stopped in 2024\.” lacks an open source"):
        submit(office, proposal)
    with pytest.raises(NotAllowed, match="something is known"):
        do(session, StateSearch(proposal, "registers"))
    do(session, replace(against, source="its own letter", instead="C1"))
    assert shown(office).missing == ()
    do(session, DropPart(proposal, "C1", "it is about another firm"))
    assert "Nobody says what speaks against it" in shown(office).missing[0]
    do(session, StateSearch(proposal, "registers, once more"))
    content = shown(office).content
    assert [row.label for row in content.searched] == ["S2"]
    assert "it is about another firm" in [one.reason for one in content.dropped]


def test_nobody_approves_what_they_wrote_a_part_of(office: Office) -> None:
    """Otto is everything at once, and wrote one sentence of it."""
    proposal = complete(office)
    do(office.session(EVERYTHING), whole(proposal, "It is owned by the state."))
    motion = submit(office, proposal)
    for who in (ANALYST, EVERYTHING):
        with pytest.raises(NotAllowed):
            do(office.session(who), SecondOpenMotions((motion,)))
    (row,) = motions.waiting(office.session(EVERYTHING))
    assert not row.may_second
    assert EVERYTHING not in row.waiting.here
    assert motions.waiting_page(office.session(EVERYTHING)).total == 0
    assert motions.waiting_page(office.session(REVIEWER)).total == 1
    do(office.session(REVIEWER), SecondOpenMotions((motion,)))
    assert shown(office).approver == REVIEWER


def test_who_dropped_a_row_is_an_author_too(office: Office) -> None:
    proposal = complete(office)
    session = office.session(ANALYST)
    against = GiveCounter(proposal, releasable=True, sentence="It stopped.", source="a letter")
    do(session, against)
    do(office.session(REVIEWER), DropPart(proposal, "C1", "it is about another firm"))
    do(session, StateSearch(proposal, "registers"))
    motion = submit(office, proposal)
    with pytest.raises(NotAllowed, match="wrote a part"):
        do(office.session(REVIEWER), SecondOpenMotions((motion,)))
    do(office.session(HEAD), SecondOpenMotions((motion,)))


def test_an_analyst_approves_nothing(office: Office) -> None:
    office.add("Ben", UserRole.ANALYST)
    _proposal, motion = submitted(office)
    with pytest.raises(NotAllowed, match="role"):
        do(office.session("Ben"), SecondOpenMotions((motion,)))


def test_what_is_submitted_changes_no_more_and_a_new_version_is_another_motion(
    office: Office,
) -> None:
    proposal, motion = submitted(office)
    read = shown(office).digest
    for deed in (
        whole(proposal),
        DropPart(proposal, "R1", REASON),
        StateSearch(proposal, "elsewhere"),
        SubmitListing(proposal, REASON),
        WithdrawListing(proposal, REASON),
    ):
        with pytest.raises(NotAllowed, match="waits for a second person"):
            do(office.session(HEAD), deed)
    do(office.session(ANALYST), WithdrawOpenMotion(motion, REASON))
    assert shown(office).state is ListingState.DRAFT
    do(office.session(ANALYST), whole(proposal, "It is owned by the state."))
    again = submit(office, proposal)
    with pytest.raises(NotAllowed, match="has ended"):
        do(office.session(REVIEWER), SecondOpenMotions((motion,)))
    assert shown(office).digest != read
    do(office.session(REVIEWER), SecondOpenMotions((again,)))


def test_what_the_entity_is_known_by_changed_between_reading_and_approval(office: Office) -> None:
    _proposal, motion = submitted(office)
    other = {"kind": "REGISTRATION", "number": "HR-4712"}
    do(office.session(HEAD), StateFact(FIRM, "identifier", "register", field=other))
    with pytest.raises(NotAllowed, match="has changed since it was moved"):
        do(office.session(REVIEWER), SecondOpenMotions((motion,)))
    assert shown(office).state is ListingState.SUBMITTED


def test_a_returned_proposal_says_why_and_comes_back(office: Office) -> None:
    proposal, motion = submitted(office)
    do(office.session(REVIEWER), DeclineOpenMotion(motion, "give a second source"))
    view = shown(office)
    assert (view.state, view.why) == (ListingState.RETURNED, "give a second source")
    do(office.session(ANALYST), whole(proposal, "A second source says so too."))
    do(office.session(REVIEWER), SecondOpenMotions((submit(office, proposal),)))
    assert shown(office).state is ListingState.APPROVED


def test_an_approved_proposal_never_changes_and_names_what_changed_since(office: Office) -> None:
    proposal = approved(office)
    digest = shown(office).digest
    for who in (ANALYST, REVIEWER, HEAD):
        with pytest.raises(NotAllowed, match="never changes"):
            do(office.session(who), whole(proposal, "One more thing."))
    session = office.session(HEAD)
    (number,) = (one.fact for one in entity_view(session, FIRM).identifiers)
    assert number is not None
    do(session, EndStatement(number.id, "it is another firm's number"))
    do(session, StateFact(FIRM, "remark", "a paper", "it moved", certainty=REPORTED))
    view = shown(office)
    assert view.digest == digest
    assert [one.value for one in view.content.identifiers] == ["HR-4711"]
    assert view.changed == (
        "Stated since: Remark: it moved (reported)",
        "Ended since: Identifier: REGISTRATION HR-4711, because it is another firm's number",
    )


def test_an_approved_proposal_is_withdrawn_by_who_might_approve_it(office: Office) -> None:
    proposal = approved(office)
    with pytest.raises(NotAllowed, match="a reviewer or head withdraws it"):
        do(office.session(ANALYST), WithdrawListing(proposal, REASON))
    do(office.session(HEAD), WithdrawListing(proposal, REASON))
    view = shown(office, proposal)
    assert (view.state, view.why) == (ListingState.WITHDRAWN, REASON)
    assert view.approver == REVIEWER
    with pytest.raises(NotAllowed, match="withdrawn"):
        do(office.session(ANALYST), whole(proposal))


def test_a_name_that_is_alleged_identifies_nobody(office: Office) -> None:
    proposed(office)
    alias = {"text": "Night Heron", "kind": "alias"}
    do(
        office.session(ANALYST),
        StateFact(FIRM, "name", "a rival", field=alias, certainty=Certainty.ALLEGED),
    )
    assert [one.value for one in shown(office).content.names] == [FIRM]


def test_a_row_takes_the_hash_of_its_piece_and_none_in_confidence_is_released(
    office: Office, tmp_path: Path
) -> None:
    photo = tmp_path / "page.txt"
    photo.write_text("what the page said")
    proposal = complete(office)
    session = office.session(ANALYST)
    run(session, AddFile(REF, photo, received_from="a customs officer"))
    piece = office.case().evidence[0]
    resting = whole(proposal, "The plant is named there.", sha256="", evidence=f"{REF}/e-1")
    do(session, resting)
    assert shown(office).content.reasons[1].sha256 == piece.sha256
    with pytest.raises(Invalid, match="not the hash of"):
        do(session, replace(resting, sha256=HASH))
    office.act(ANALYST, "confide_source", evidence=1, outcome="in_confidence")
    with pytest.raises(NotAllowed, match="came in confidence"):
        do(session, resting)
    for row in (resting, replace(resting, releasable=False, instead="R2")):
        if not row.releasable:
            do(session, row)
        with pytest.raises(Invalid, match=r"R2: .* came in confidence, so it is no open source"):
            submit(office, proposal)
    do(session, DropPart(proposal, "R2", REASON))
    assert submit(office, proposal)


def test_days_to_come_and_hashes_that_are_none_are_refused(office: Office) -> None:
    proposal = proposed(office)
    session = office.session(ANALYST)
    with pytest.raises(Invalid, match="still to come"):
        do(session, whole(proposal, read_on=date(2026, 4, 1)))
    with pytest.raises(Invalid, match="still to come"):
        do(session, whole(proposal, published="2026-04"))
    with pytest.raises(Invalid, match="read before it was published"):
        do(session, whole(proposal, published="2026-03-20"))
    with pytest.raises(Invalid, match="no SHA-256"):
        do(session, whole(proposal, sha256="4711"))
    with pytest.raises(Invalid, match="no such grading"):
        do(session, whole(proposal, grade="G9"))


def test_the_same_is_not_proposed_twice_and_one_is_found_by_its_entity(office: Office) -> None:
    proposal = proposed(office)
    session = office.session(ANALYST)
    with pytest.raises(Conflict, match="already"):
        do(session, ProposeListing(FIRM, ACT, CRITERION, "Annex IV"))
    assert shown(office).id == proposal
    do(session, ProposeListing(FIRM, ACT, "Art. 3(2)"))
    with pytest.raises(NotFound, match="Several proposals"):
        shown(office)
    with pytest.raises(NotFound, match="Nobody proposed"):
        shown(office, OTHER)


def test_a_proposal_follows_its_entity_into_a_merge(office: Office) -> None:
    proposal = approved(office)
    do(office.session(ANALYST), MergeEntities(OTHER, FIRM, REASON))
    view = shown(office, proposal)
    assert (view.name, view.content.name) == (OTHER, FIRM)
    (row,) = proposal_page(office.session(ANALYST), over=True).rows
    assert row.name == OTHER


def test_open_proposals_are_listed_and_others_on_demand(office: Office) -> None:
    approved(office)
    session = office.session(ANALYST)
    do(session, ProposeListing(OTHER, ACT, CRITERION, "Annex IV"))
    assert [row.name for row in proposal_page(session).rows] == [OTHER]
    assert [row.name for row in proposal_page(session, over=True).rows] == [FIRM, OTHER]


def test_the_dossier_tells_what_may_be_released_alone(office: Office) -> None:
    proposal = complete(office)
    secret = whole(proposal, "A driver told us.", releasable=False, source="a driver")
    do(office.session(ANALYST), secret)
    view = entity_view(office.session(ANALYST), FIRM)
    proposals, rows = proposal_tables(view)
    assert str(proposals.rows[0][3]) == "draft"
    assert [row[0] for row in rows.rows] == ["R1"]
    assert "driver" not in str(proposals) + str(rows)
    assert [str(note) for note in rows.notes] == ["Rows that are not releasable: 2."]


def test_the_dossier_names_who_approved_and_what_changed(office: Office) -> None:
    approved(office)
    do(
        office.session(HEAD),
        StateFact(FIRM, "remark", "a paper", "it moved", certainty=REPORTED),
    )
    proposals, _rows = proposal_tables(entity_view(office.session(ANALYST), FIRM))
    told = [str(cell) for cell in proposals.rows[0]]
    assert told[3] == f"approved: {REASON}"
    assert told[6] == REVIEWER
    assert told[7] == shown(office).digest
    assert told[8] == "Stated since: Remark: it moved (reported)"


def test_today_asks_the_second_person_alone(office: Office) -> None:
    submitted(office)
    for who, count in ((ANALYST, 0), (REVIEWER, 1), (HEAD, 1)):
        assert len(today_view(office.session(who)).listings) == count


def test_the_second_person_reads_it_beside_what_is_signed(office: Office) -> None:
    proposal, motion = submitted(office)
    session = office.session(REVIEWER)
    told = details_of(session, motions.motion_view(session, motion))
    assert f"  R1  {SAID} (reported)" in told
    assert "  REGISTRATION HR-4711 (A1)" in told
    text = motions.motion_view(session, motion)
    assert text.args["listing"] == proposal
    assert SAID in text.text


def test_the_hash_of_a_file_elsewhere_is_taken(office: Office, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(b"what the page said")
    digest = sha256(b"what the page said").hexdigest()
    proposal = proposed(office)
    session = office.session(ANALYST)
    with pytest.raises(Invalid, match=r"not the hash of page\.html"):
        do(session, whole(proposal, file=page))
    with pytest.raises(NotFound):
        do(session, whole(proposal, sha256="", file=tmp_path / "none.html"))
    do(session, whole(proposal, sha256="", file=page))
    assert shown(office).content.reasons[0].sha256 == digest


def test_what_is_signed_is_in_no_language(office: Office) -> None:
    """One person submits in one language, another reads and signs in another."""
    proposal = complete(office)
    session = office.session(ANALYST)
    wrong = {"kind": "LEI", "number": "5493001KJTIIGC8Y1R13"}
    do(session, StateFact(FIRM, "identifier", "register", field=wrong))
    against = GiveCounter(proposal, releasable=True, sentence="It stopped.", source="a letter")
    do(session, against)
    do(session, replace(against, source="another letter", instead="C1"))
    do(session, LinkEntities(OTHER, "owns", FIRM, "a register", certainty=Certainty.ASSESSED))
    link = entity_view(session, FIRM).links[0].link.id
    do(session, whole(proposal, "", statement=link, certainty=None, source=""))
    motion = submit(office, proposal)
    digest = shown(office).digest
    with speaking(Pseudo()):
        assert shown(office).digest == digest
        do(office.session(REVIEWER), SecondOpenMotions((motion,)))
        quoted = str(shown(office).content.reasons[1].sentence)
    view = shown(office)
    assert view.state is ListingState.APPROVED
    assert BEGINS not in str(view.content)
    assert BEGINS in quoted


def test_in_an_office_of_one_it_is_approved_by_one_and_called_so(tmp_path: Path) -> None:
    made = sessions.create_casebook(
        tmp_path / "alone",
        office=sessions.CasebookOffice("PL1", "PL"),
        user="Solo",
        password="a sentence that is long enough",
        now=Clock(),
        packs=(),
    )
    with made.session.casebook:
        session = made.session
        do(session, MakeEntity(FIRM, "organisation", "register", "CN"))
        proposal = do(session, ProposeListing(FIRM, ACT, CRITERION, "Annex IV")).made
        do(session, whole(proposal))
        do(session, StateSearch(proposal, "registers"))
        motion = do(session, SubmitListing(proposal, REASON)).motion_id
        do(session, SecondOpenMotions((str(motion),)))
        view = proposal_view(session, FIRM)
        assert view.state is ListingState.APPROVED
        assert (view.approver, view.why_not_valid) == ("Solo, by one person", "")
        assert casebooks.check(session).sound
