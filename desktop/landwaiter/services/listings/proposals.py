"""Proposals for a listing read: page by page, one whole, and what a second person signs."""

from collections.abc import Iterator, Mapping
from typing import Any

from landwaiter.canonical import canonical_bytes, plain, sha256_hex
from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.entities.entity import FACT_KINDS, EntityFact
from landwaiter.domain.listings.listing_proposal import (
    OPEN_STATES,
    ContentPart,
    DroppedPart,
    EntityDesignation,
    ListingPart,
    ListingPartKind,
    ListingState,
    ProposalContent,
    content_part,
    counting,
    why_not_complete,
)
from landwaiter.errors import NotFound
from landwaiter.i18n import Words, _
from landwaiter.services.audit.viewing import note_entity_opened
from landwaiter.services.base.page import Page
from landwaiter.services.entities.entity_page import entity_named, read_entity
from landwaiter.services.entities.entity_views import EntityView, IdentifierRow, NameRow
from landwaiter.services.entities.listing_statements import (
    StatementForListing,
    changed_since,
    statements_of_view,
)
from landwaiter.services.listings.evidence_pieces import piece_named
from landwaiter.services.listings.proposal_views import ProposalRow, ProposalView
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.paging import PAGE
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.entities import entity_rows
from landwaiter.storage.entities.entity_statements import merges_of
from landwaiter.storage.listings import listing_rows as stored
from landwaiter.storage.listings.listing_rows import ListingRecord


def proposal_named(session: Session, conn: Reader, wanted: str) -> ListingRecord:
    """The proposal of this identity, or the one alone of an entity that is not withdrawn.

    NotFound where there is none, or where the entity has several.
    """
    registry = session.registry(conn)
    if found := stored.record_of(conn, registry, wanted.strip()):
        return found
    entity_id, _name = entity_named(conn, wanted)
    group = merges_of(conn).group(entity_id)
    open_ones = [
        one
        for one in stored.records_on(conn, registry, group)
        if one.state is not ListingState.WITHDRAWN
    ]
    if len(open_ones) == 1:
        return open_ones[0]
    if open_ones:
        raise NotFound(
            _("Several proposals are about this entity."),
            field="proposal",
            value=wanted,
            remedy=_("Name one by its identity: {ids}.").format(
                ids=", ".join(one.proposal.id for one in open_ones)
            ),
        )
    raise NotFound(
        _("Nobody proposed this entity for a listing."),
        field="proposal",
        value=wanted,
        remedy=_("List the proposals, or begin one."),
    )


def proposal_page(
    session: Session, *, over: bool = False, after: str | None = None, limit: int = PAGE
) -> Page[ProposalRow]:
    """Proposals by the name of their entity; with `over` those approved and withdrawn too."""
    with session.reading() as conn:
        registry = session.registry(conn)
        found, mark = stored.record_page(conn, registry, over=over, after=after, limit=limit)
        names = _names(conn, found)
    return Page(tuple(_row(one, *names[one.proposal.id]) for one in found), mark)


def _names(conn: Reader, found: tuple[ListingRecord, ...]) -> Mapping[str, tuple[str, str]]:
    """Proposal → identity and name of the entity, or of the one that stands for it."""
    merges = merges_of(conn)
    kept = {one.proposal.id: merges.kept(one.proposal.entity_id) for one in found}
    rows: Mapping[str, Mapping[str, Any]] = entity_rows.rows_of(conn, kept.values())
    return {one: (entity_id, str(rows[entity_id]["name"])) for one, entity_id in kept.items()}


def _row(one: ListingRecord, entity_id: str, name: str) -> ProposalRow:
    proposal = one.proposal
    return ProposalRow(
        proposal.id,
        entity_id,
        name,
        proposal.under,
        one.state,
        len(counting(one.parts, ListingPartKind.REASON)),
        proposal.author,
        proposal.at,
    )


def proposal_view(session: Session, proposal: str) -> ProposalView:
    """One proposal, by its identity or its entity; NotFound else."""
    with session.reading() as conn:
        return read_proposal(session, conn, proposal_named(session, conn, proposal))


def proposal_opened(session: Session, proposal: str, *, through: str) -> ProposalView:
    """The same for whoever looks at it: a view of a sensitive entity is recorded."""
    view = proposal_view(session, proposal)
    note_entity_opened(session, view.entity_id, through=through)
    return view


def read_proposal(session: Session, conn: Reader, record: ListingRecord) -> ProposalView:
    """The same, on a connection that is open."""
    entity = read_entity(session, conn, record.proposal.entity_id)
    statements = statements_of_view(entity)
    signed, newest, approved = record.signed, record.newest, record.approved
    content = record.signed_content or content_of(record, entity)
    state = record.state
    is_open = state in OPEN_STATES
    second = approved.second if approved else None
    return ProposalView(
        id=record.proposal.id,
        entity_id=entity.id,
        name=entity.name,
        under=record.proposal.under,
        author=record.proposal.author,
        at=record.proposal.at,
        state=state,
        why=record.why,
        motion_id=newest.id if newest and state is ListingState.SUBMITTED else "",
        submitted_by=signed.author if signed else "",
        approver=record.approver,
        approved_at=second.at if second else None,
        why_not_valid=record.why_not_valid,
        content=content,
        digest=digest_of(content),
        ended=tuple(part for part in record.parts if not part.stands),
        missing=tuple(why_not_ready(session, conn, record, entity)) if is_open else (),
        left_out=tuple((one.told, one.why_not) for one in statements if one.why_not),
        changed=changed_since(entity, record.standing_then) if signed else (),
        quotable=tuple((stated_id(one), _quotable(one)) for one in statements if not one.why_not),
    )


def _quotable(one: StatementForListing) -> str:
    certainty = stated_certainty(one)
    return _("{said} ({certainty})").format(
        said=one.told, certainty=_(certainty.value) if certainty else ""
    )


def stated_id(one: StatementForListing) -> str:
    """The identity of the statement, be it a fact or a link."""
    return one.stated.id if isinstance(one.stated, EntityFact) else one.stated.link.id


def stated_certainty(one: StatementForListing) -> Certainty | None:
    stated = one.stated if isinstance(one.stated, EntityFact) else one.stated.link
    return stated.certainty


def quoted_sentence(entity: EntityView, one: StatementForListing) -> Words:
    """A statement as a sentence of a proposal: of whom, and what."""
    if not isinstance(one.stated, EntityFact):
        row = one.stated
        said = _("{name} {words} {other}").format(
            name=entity.name, words=row.words, other=row.other_name
        )
        return _("{said} ({how})").format(said=said, how=row.how) if row.how else said
    of = {fact.id: name for fact, name in entity.channels_of_others}.get(one.stated.id, entity.name)
    kind = FACT_KINDS[one.stated.kind]
    return _("{name}, {kind}: {told}").format(name=of, kind=_(kind.title), told=one.told)


def content_of(record: ListingRecord, entity: EntityView) -> ProposalContent:
    """What would be signed now: rows that count, and who the entity is as it is stated."""
    proposal, parts = record.proposal, record.parts
    reasons, counter, searched = (
        tuple(content_part(one) for one in counting(parts, kind)) for kind in ListingPartKind
    )
    return ProposalContent(
        entity.id,
        entity.name,
        proposal.act,
        proposal.annex,
        proposal.criterion,
        proposal.author,
        tuple(_named(one) for one in entity.names if _may_tell(one)),
        tuple(_numbered(one) for one in entity.identifiers if _may_tell(one)),
        reasons,
        counter,
        searched,
        tuple(_dropped(parts)),
    )


def _may_tell(one: NameRow | IdentifierRow) -> bool:
    """An alleged name or number would be taken for the entity's."""
    return one.fact is None or one.fact.certainty is not Certainty.ALLEGED


def _named(one: NameRow) -> EntityDesignation:
    kind = "" if one.kind == "own" else one.kind
    return EntityDesignation(kind, one.text, *_stated(one.fact))


def _numbered(one: IdentifierRow) -> EntityDesignation:
    return EntityDesignation(one.kind, one.number, *_stated(one.fact))


def _stated(fact: EntityFact | None) -> tuple[str, str]:
    if fact is None:
        return "", ""
    return fact.certainty.value if fact.certainty else "", fact.grade


def _dropped(parts: tuple[ListingPart, ...]) -> Iterator[DroppedPart]:
    for part in parts:
        if part.kind is ListingPartKind.COUNTER and part.end is not None:
            yield DroppedPart(part.sentence, str(part.end.reason), part.end.author)


def digest_of(content: ProposalContent) -> str:
    """SHA-256 of the canonical bytes of a content: by it a second person knows what was read."""
    return sha256_hex(canonical_bytes(plain(content)))


def why_not_ready(
    session: Session, conn: Reader, record: ListingRecord, entity: EntityView
) -> Iterator[str]:
    """What keeps it from being submitted, each as a sentence; none: nothing does."""
    yield from why_not_complete(record.parts)
    if not record.proposal.annex:
        yield _("It names no annex: withdraw it, and propose it anew with the annex.")
    statements = {stated_id(one): one for one in statements_of_view(entity)}
    for part in record.parts:
        if not part.stands:
            continue
        if part.statement_id:
            found = statements.get(part.statement_id)
            why = found.why_not if found else _("it was ended, or is about another entity now")
            if why:
                yield _("{label} quotes a statement that may not stand here: {why}.").format(
                    label=part.label, why=why
                )
        if part.evidence:
            yield from _why_not_evidence(session, conn, part)


def _why_not_evidence(session: Session, conn: Reader, part: ListingPart) -> Iterator[str]:
    try:
        piece = piece_named(session, conn, part.evidence)
    except NotFound as gone:
        yield _("{label}: {why}").format(label=part.label, why=gone.sentence())
        return
    if piece.in_confidence and part.kind is ListingPartKind.REASON:
        yield _(
            "{label}: {piece} came in confidence, so it is no open source: leave the row out, the "
            "piece stays on file."
        ).format(label=part.label, piece=part.evidence)
    elif piece.in_confidence and part.releasable:
        yield _("{label}: {piece} came in confidence and is not releasable.").format(
            label=part.label, piece=part.evidence
        )


def rows_now(record: ListingRecord) -> Iterator[ContentPart]:
    """Its rows that count, as they stand in the tables."""
    for kind in ListingPartKind:
        yield from (content_part(one) for one in counting(record.parts, kind))


def rows_of(content: ProposalContent) -> tuple[ContentPart, ...]:
    """Every row in the order in which it is shown."""
    return (*content.reasons, *content.counter, *content.searched)


def told_parts_of_proposals(
    conn: Reader, entity_ids: tuple[str, ...]
) -> Iterator[tuple[str, ListingPart, str]]:
    """Entity, row and sentence of what proposals say of entities, ended rows too."""
    names = entity_rows.rows_of(conn, entity_ids)
    for entity_id, part in stored.parts_on_entities(conn, entity_ids):
        if part.kind is not ListingPartKind.SEARCHED:
            said = _("{name}, proposed for a listing: {sentence}")
            yield (
                entity_id,
                part,
                said.format(name=names[entity_id]["name"], sentence=content_part(part).said),
            )
