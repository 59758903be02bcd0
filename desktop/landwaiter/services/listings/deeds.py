"""Carrying out deeds on proposals for a listing; submitted, one waits for a second person."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from landwaiter.canonical import canonical_bytes, plain, sha256_hex
from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.deeds.motion import NOT_BY
from landwaiter.domain.entities.entity import EntityFact
from landwaiter.domain.listings import deeds
from landwaiter.domain.listings.deeds import (
    DropPart,
    GiveCounter,
    GiveReason,
    ProposeListing,
    StateSearch,
    SubmitListing,
    WithdrawListing,
)
from landwaiter.domain.listings.listing_proposal import (
    OPEN_STATES,
    ListingPart,
    ListingPartKind,
    ListingState,
    TypedPart,
    checked_part,
    counting,
    part_label,
)
from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound
from landwaiter.i18n import _, joined
from landwaiter.services.deeds.handler import Account, Doing, Handler, Mover
from landwaiter.services.deeds.motion_form import MotionForm, Plain
from landwaiter.services.entities.entity_page import entity_named, read_entity
from landwaiter.services.entities.entity_views import EntityView
from landwaiter.services.entities.listing_statements import (
    StatementForListing,
    standing_ids,
    statements_of_view,
)
from landwaiter.services.listings.evidence_pieces import file_sha256, piece_named
from landwaiter.services.listings.proposals import (
    content_of,
    digest_of,
    proposal_named,
    quoted_sentence,
    stated_id,
    why_not_ready,
)
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.entities.entity_statements import merges_of
from landwaiter.storage.listings import listing_rows as stored
from landwaiter.storage.listings.listing_rows import ListingRecord, object_of

SHORTEST_RESTATED = 12
"""Characters of an alleged statement from which on a sentence that holds it is refused."""
_OnProposal = GiveReason | GiveCounter | StateSearch | DropPart | SubmitListing | WithdrawListing
_Given = GiveReason | GiveCounter


@dataclass(frozen=True, slots=True)
class ListingDeedResult:
    """What a deed made: the row, the proposal that it is about, and the entity."""

    id: str
    proposal_id: str
    name: str
    row: str = ""
    """`R2`, where it is one."""


def propose_listing(doing: Doing, said: ProposeListing, _none: None) -> Account:
    """Conflict where the very same is proposed already and goes on."""
    entity_id, name = entity_named(doing.conn, said.entity)
    under = tuple(" ".join(one.split()) for one in (said.act, said.annex, said.criterion))
    registry = doing.session.registry(doing.conn)
    group = merges_of(doing.conn).group(entity_id)
    for one in stored.records_on(doing.conn, registry, group):
        same = (one.proposal.act, one.proposal.annex, one.proposal.criterion) == under
        if same and one.state is not ListingState.WITHDRAWN:
            raise Conflict(
                _("{name} is proposed under this criterion already.").format(name=name),
                remedy=_("Go on with the proposal {id}.").format(id=one.proposal.id),
            )
    act, annex, criterion = under
    proposal_id = stored.add_proposal(
        doing.work, entity_id, act=act, annex=annex, criterion=criterion
    )
    payload = {"entity": entity_id, "name": name, "act": act, "annex": annex}
    done = ListingDeedResult(proposal_id, proposal_id, name)
    return Account(
        object_of(proposal_id),
        {**payload, "criterion": criterion},
        (proposal_id, entity_id),
        proposal_id,
        done,
    )


def named(doing: Doing, said: _OnProposal) -> ListingRecord:
    """The proposal that the deed names."""
    return proposal_named(doing.session, doing.conn, said.proposal)


def give_reason(doing: Doing, said: GiveReason, record: ListingRecord) -> Account:
    return _give(doing, said, record, ListingPartKind.REASON)


def give_counter(doing: Doing, said: GiveCounter, record: ListingRecord) -> Account:
    return _give(doing, said, record, ListingPartKind.COUNTER)


def _give(doing: Doing, said: _Given, record: ListingRecord, kind: ListingPartKind) -> Account:
    entity = read_entity(doing.session, doing.conn, record.proposal.entity_id)
    typed = TypedPart(
        said.sentence,
        said.certainty,
        said.source,
        said.read_on,
        said.published,
        said.evidence,
        _hash_of(said),
        said.grade,
        said.releasable,
    )
    if said.statement.strip():
        typed = _quoting(entity, said.statement.strip(), typed)
    else:
        _refuse_alleged(entity, typed.sentence)
    checked = _with_evidence(doing, checked_part(kind, typed, doing.session.today()))
    return _added(doing, record, entity, kind, checked, instead=said.instead)


def _hash_of(said: _Given) -> str:
    """The hash that is typed, or of the file that is named; Invalid where they differ."""
    if said.file is None:
        return said.sha256
    digest = file_sha256(said.file)
    if said.sha256.strip().lower() not in {"", digest}:
        raise Invalid(
            _("This is not the hash of {file}.").format(file=said.file.name),
            field="sha256",
            value=said.sha256,
            remedy=_("Leave it out: the hash of the file is taken."),
        )
    return digest


def _quoting(entity: EntityView, statement: str, typed: TypedPart) -> TypedPart:
    """The row as the statement has it: what is typed beside may fill gaps and changes nothing."""
    found = next((s for s in statements_of_view(entity) if stated_id(s) == statement), None)
    if found is None:
        raise NotFound(
            _("No such statement on {name} stands.").format(name=entity.name),
            field="statement",
            value=statement,
            remedy=_("Show the entity: each statement has its identity there."),
        )
    if found.why_not:
        raise NotAllowed(
            _("This statement may not stand in a proposal: {why}.").format(why=found.why_not),
            remedy=_("Leave it on the page of the entity."),
        )
    if typed.sentence.strip():
        raise Invalid(
            _("A row quotes a statement, or has a sentence of its own."),
            field="sentence",
            value=typed.sentence,
            remedy=_("Give one of the two; a sentence of your own may be another row."),
        )
    stated = found.stated if isinstance(found.stated, EntityFact) else found.stated.link
    kept: dict[str, Any] = {
        name: _as_stated(name, getattr(typed, name), getattr(stated, name))
        for name in ("certainty", "source", "grade", "evidence")
    }
    if typed.read_on is None and stated.read_on:
        kept["read_on"] = date.fromisoformat(stated.read_on)
    return replace(typed, sentence=quoted_sentence(entity, found), statement_id=statement, **kept)


def _as_stated(name: str, typed: Any, stated: Any) -> Any:
    if typed and stated and typed != stated:
        raise Invalid(
            _("The statement says “{stated}”.").format(stated=str(stated)),
            field=name,
            value=str(typed),
            remedy=_("A quoted statement is told as it was stated: leave this out."),
        )
    return stated or typed


def _refuse_alleged(entity: EntityView, sentence: str) -> None:
    """A sentence by hand that repeats what is alleged would make it surer."""
    folded = " ".join(sentence.split()).casefold()
    for one in statements_of_view(entity):
        told = one.told.casefold()
        if len(told) >= SHORTEST_RESTATED and told in folded and _is_alleged(one):
            raise NotAllowed(
                _("This is alleged on the page of the entity: “{told}”.").format(told=one.told),
                remedy=_("What is alleged enters no proposal, in whatever words."),
            )


def _is_alleged(one: StatementForListing) -> bool:
    stated = one.stated if isinstance(one.stated, EntityFact) else one.stated.link
    return stated.certainty is Certainty.ALLEGED


def _with_evidence(doing: Doing, said: TypedPart) -> TypedPart:
    """With the hash of the piece that it names; a piece in confidence is not releasable."""
    if not said.evidence:
        return said
    piece = piece_named(doing.session, doing.conn, said.evidence)
    if said.sha256 and said.sha256 != piece.sha256:
        raise Invalid(
            _("This is not the hash of {piece}.").format(piece=said.evidence),
            field="sha256",
            value=said.sha256,
            remedy=_("Leave it out: the hash of the piece is taken."),
        )
    if said.releasable and piece.in_confidence:
        raise NotAllowed(
            _("{piece} came in confidence.").format(piece=said.evidence),
            remedy=_("Say that the row is not releasable, or rest it on an open source."),
        )
    return replace(said, sha256=piece.sha256)


def state_searched(doing: Doing, said: StateSearch, record: ListingRecord) -> Account:
    """NotAllowed while something speaks against it: nothing known would not be true."""
    if counting(record.parts, ListingPartKind.COUNTER):
        raise NotAllowed(
            _("Counter-evidence stands in the proposal: something is known."),
            remedy=_("Say in its row where it was found."),
        )
    kind = ListingPartKind.SEARCHED
    typed = TypedPart(said.where, read_on=said.read_on)
    entity = read_entity(doing.session, doing.conn, record.proposal.entity_id)
    return _added(doing, record, entity, kind, checked_part(kind, typed, doing.session.today()))


def _added(
    doing: Doing,
    record: ListingRecord,
    entity: EntityView,
    kind: ListingPartKind,
    said: TypedPart,
    *,
    instead: str = "",
) -> Account:
    proposal_id = record.proposal.id
    replaced = _standing(record, instead) if instead.strip() else None
    if replaced is not None:
        if replaced.kind is not kind:
            raise Invalid(
                _("The row {row} is of another kind.").format(row=replaced.label),
                field="instead",
                value=instead,
                remedy=_("Drop it, and give this one a number of its own."),
            )
        stored.end_part(doing.work, replaced.id, f"→ {replaced.label}")  # in no language: signed
    no = (
        replaced.no
        if replaced
        else max((part.no for part in record.parts if part.kind is kind), default=0) + 1
    )
    row_id = stored.add_part(doing.work, proposal_id, kind, no, said)
    label = ListingPart(
        id=row_id,
        proposal_id=proposal_id,
        no=no,
        kind=kind,
        sentence=said.sentence,
        releasable=said.releasable,
        author=doing.work.actor,
        at=doing.work.now,
    ).label
    payload = {
        "name": entity.name,
        "row": label,
        **plain(said),
        **({"replaces": replaced.id} if replaced else {}),
    }
    done = ListingDeedResult(row_id, proposal_id, entity.name, label)
    return Account(object_of(proposal_id), payload, (proposal_id, entity.id), row_id, done)


def _standing(record: ListingRecord, text: str) -> ListingPart:
    """The row of this label that stands; NotFound else."""
    kind, no = part_label(text)
    for part in record.parts:
        if part.stands and (part.kind, part.no) == (kind, no):
            return part
    raise NotFound(
        _("The proposal has no such row."),
        field="row",
        value=text,
        remedy=_("Show the proposal to see its rows."),
    )


def drop_part(doing: Doing, said: DropPart, record: ListingRecord) -> Account:
    """It stays readable; what spoke against the proposal is told to the second person."""
    part, why = _standing(record, said.row), said.reason.strip()
    stored.end_part(doing.work, part.id, why)
    name = entity_named(doing.conn, record.proposal.entity_id)[1]
    proposal_id = record.proposal.id
    payload = {"name": name, "row": part.label, "sentence": part.sentence, "reason": why}
    done = ListingDeedResult(part.id, proposal_id, name, part.label)
    ids = (proposal_id, record.proposal.entity_id)
    return Account(object_of(proposal_id), payload, ids, part.id, done)


def withdraw_listing(doing: Doing, said: WithdrawListing, record: ListingRecord) -> Account:
    proposal, why = record.proposal, said.reason.strip()
    stored.end_proposal(doing.work, proposal.id, why)
    name = entity_named(doing.conn, proposal.entity_id)[1]
    payload = {"name": name, "under": str(proposal.under), "reason": why}
    done = ListingDeedResult(proposal.id, proposal.id, name)
    ids = (proposal.id, proposal.entity_id)
    return Account(object_of(proposal.id), payload, ids, proposal.id, done)


def submission(doing: Doing, _said: SubmitListing, record: ListingRecord) -> Plain:
    """What is signed: the content whole, and which statements on the entity stood."""
    entity = read_entity(doing.session, doing.conn, record.proposal.entity_id)
    return {
        "listing": record.proposal.id,
        "content": plain(content_of(record, entity)),
        "standing": list(standing_ids(entity)),
    }


def submission_title(args: Plain, _facts: Plain) -> str:
    content = args["content"]
    said = _(
        "Propose {name} for a listing under {act}: {criterion}; reasons {reasons}, against {no}"
    )
    return said.format(
        name=content["name"],
        act=joined(", ", filter(None, (content["act"], content["annex"]))),
        criterion=content["criterion"],
        reasons=len(content["reasons"]),
        no=len(content["counter"]),
    )


def submission_object(args: Plain) -> str:
    return object_of(str(args["listing"]))


def submission_facts(session: Session, conn: Reader, args: Plain) -> Plain:
    """The hash of what it says now, and who wrote it; Invalid where a row lacks something."""
    record = _record(session, conn, args)
    entity = read_entity(session, conn, record.proposal.entity_id)
    if missing := tuple(why_not_ready(session, conn, record, entity)):
        raise Invalid(
            joined(" ", missing),
            field="proposal",
            value=entity.name,
            remedy=_("Give what is missing in a row in place of the one named, or drop it."),
        )
    content = content_of(record, entity)
    return {deeds.CONTENT_HASH: digest_of(content), NOT_BY: list(content.authors)}


def _record(session: Session, conn: Reader, args: Mapping[str, Any]) -> ListingRecord:
    return proposal_named(session, conn, str(args["listing"]))


def approve_listing(session: Session, work: UnitOfWork, args: Plain, motion_id: str) -> Plain:
    """Conflict where the signed content is not what its rows say."""
    record = _record(session, work.conn, args)
    entity = read_entity(session, work.conn, record.proposal.entity_id)
    digest = digest_of(content_of(record, entity))
    signed = sha256_hex(canonical_bytes(args["content"]))
    if record.state not in {ListingState.SUBMITTED, *OPEN_STATES} or signed != digest:
        raise Conflict(
            _("The proposal says something else than what was submitted."),
            remedy=_("Decline it, and have it submitted anew."),
        )
    stored.add_approval(work, record.proposal.id, motion_id, digest)
    for topic in deeds.SUBMIT_LISTING.topics:
        work.changed(topic, record.proposal.id, record.proposal.entity_id)
    return {"name": entity.name, "under": str(record.proposal.under), "sha256": digest}


_PROPOSE: Handler[ProposeListing, None] = Handler(deeds.PROPOSE_LISTING, propose_listing)
_REASON: Handler[GiveReason, ListingRecord] = Handler(deeds.GIVE_REASON, give_reason, named)
_COUNTER: Handler[GiveCounter, ListingRecord] = Handler(deeds.GIVE_COUNTER, give_counter, named)
_SEARCHED: Handler[StateSearch, ListingRecord] = Handler(
    deeds.STATE_SEARCHED, state_searched, named
)
_DROP: Handler[DropPart, ListingRecord] = Handler(deeds.DROP_PART, drop_part, named)
_SUBMIT: Mover[SubmitListing, ListingRecord] = Mover(
    deeds.SUBMIT_LISTING,
    submission,
    MotionForm(submission_title, submission_object, submission_facts, approve_listing),
    named,
)
_WITHDRAW: Handler[WithdrawListing, ListingRecord] = Handler(
    deeds.WITHDRAW_LISTING, withdraw_listing, named
)
HANDLERS = (_PROPOSE, _REASON, _COUNTER, _SEARCHED, _DROP, _SUBMIT, _WITHDRAW)
