"""Proposals for a listing and their rows, written once; how they ended, and the motions on them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from landwaiter.domain.deeds.motion import Motion, MotionState
from landwaiter.domain.listings.deeds import APPROVE
from landwaiter.domain.listings.listing_proposal import (
    ListingPart,
    ListingPartKind,
    ListingProposal,
    ListingState,
    ProposalContent,
    TypedPart,
)
from landwaiter.i18n import _
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.paging import beyond, key_in, mark_of
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import add, from_plain, plain_rows
from landwaiter.storage.deeds.motion_rows import motions_about
from landwaiter.storage.entities.entity_statements import parts as in_parts
from landwaiter.storage.schema import listings as t
from landwaiter.storage.schema.entities import entity
from landwaiter.trust.registry import Registry

_PROPOSAL = t.listing_proposal.c


@dataclass(frozen=True, slots=True)
class ListingRecord:
    """A proposal with its rows, ended ones too, and its motions, the newest last."""

    proposal: ListingProposal
    parts: tuple[ListingPart, ...]
    motions: tuple[Motion, ...]

    @property
    def state(self) -> ListingState:
        """Derived: an approval counts only with both signatures."""
        if self.proposal.end is not None:
            return ListingState.WITHDRAWN
        last = self.motions[-1] if self.motions else None
        match last.state if last else None:
            case MotionState.OPEN:
                return ListingState.SUBMITTED
            case MotionState.DECLINED:
                return ListingState.RETURNED
            case MotionState.CARRIED_OUT:
                return ListingState.APPROVED
        return ListingState.DRAFT

    @property
    def newest(self) -> Motion | None:
        """The motion that counts; None where it was never submitted."""
        return self.motions[-1] if self.motions else None

    @property
    def approved(self) -> Motion | None:
        """The motion that two persons carried, though it was withdrawn later."""
        return next((m for m in self.motions if m.state is MotionState.CARRIED_OUT), None)

    @property
    def signed(self) -> Motion | None:
        """The motion whose content is what it says; None while its rows may change."""
        return self.newest if self.state is ListingState.SUBMITTED else self.approved

    @property
    def signed_content(self) -> ProposalContent | None:
        found = self.signed
        return from_plain(dict(found.args["content"]), ProposalContent) if found else None

    @property
    def standing_then(self) -> tuple[str, ...]:
        """Identities of the statements on the entity that stood when it was submitted."""
        return tuple(self.signed.args["standing"]) if self.signed else ()

    @property
    def why(self) -> str:
        """With which reason it was submitted, returned or withdrawn; empty for a draft."""
        if self.proposal.end is not None:
            return self.proposal.end.reason
        if self.newest is None or self.state is ListingState.DRAFT:
            return ""
        is_returned = self.state is ListingState.RETURNED
        return str(self.newest.end_reason if is_returned else self.newest.reason)

    @property
    def approver(self) -> str:
        """Whose signature approved it, and whether it was the mover's own; empty: nobody's."""
        second = self.approved.second if self.approved else None
        if second is None:
            return ""
        one = _("{name}, by one person").format(name=second.seconder)
        return one if second.by_one else second.seconder

    @property
    def why_not_valid(self) -> str:
        """Why its approval does not count, though it was carried out; empty: it counts."""
        found = self.approved
        if found is None or found.valid:
            return ""
        second = found.second.why_not if found.second else ""
        return str(found.unsound or second)


def object_of(proposal_id: str) -> str:
    """How the audit chain names a proposal."""
    return f"listing/{proposal_id}"


def add_proposal(work: UnitOfWork, entity_id: str, *, act: str, annex: str, criterion: str) -> str:
    """A new proposal; its identity."""
    row_id = work.new_id()
    add(
        work.conn,
        "listing_proposal",
        id=row_id,
        entity_id=entity_id,
        act=act,
        annex=annex,
        criterion=criterion,
        author=work.actor,
        at=work.now,
    )
    return row_id


def add_part(
    work: UnitOfWork, proposal_id: str, kind: ListingPartKind, no: int, said: TypedPart
) -> str:
    """A new row of a proposal; its identity."""
    row_id = work.new_id()
    add(
        work.conn,
        "listing_part",
        id=row_id,
        proposal_id=proposal_id,
        no=no,
        kind=kind,
        sentence=said.sentence,
        statement_id=said.statement_id,
        certainty=said.certainty,
        source=said.source,
        read_on=said.read_on.isoformat() if said.read_on else None,
        published=said.published,
        evidence=said.evidence,
        sha256=said.sha256,
        grade=said.grade,
        releasable=said.releasable,
        author=work.actor,
        at=work.now,
    )
    return row_id


def end_part(work: UnitOfWork, part_id: str, reason: str) -> None:
    """The row counts no longer; it stays readable."""
    about = {"part_id": part_id, "reason": reason, "author": work.actor, "at": work.now}
    add(work.conn, "listing_part_end", **about)


def end_proposal(work: UnitOfWork, proposal_id: str, reason: str) -> None:
    about = {"proposal_id": proposal_id, "reason": reason, "author": work.actor, "at": work.now}
    add(work.conn, "listing_end", **about)


def add_approval(work: UnitOfWork, proposal_id: str, motion_id: str, sha256: str) -> None:
    """That a second person signed exactly this content."""
    add(
        work.conn,
        "listing_approval",
        proposal_id=proposal_id,
        motion_id=motion_id,
        sha256=sha256,
        author=work.actor,
        at=work.now,
    )


def record_of(conn: Reader, registry: Registry, proposal_id: str) -> ListingRecord | None:
    found = _records(conn, registry, select(t.listing_proposal).where(_PROPOSAL.id == proposal_id))
    return found[0] if found else None


def records_on(
    conn: Reader, registry: Registry, entity_ids: Collection[str]
) -> tuple[ListingRecord, ...]:
    """Proposals on entities in the order in which they were begun, withdrawn ones too."""
    return tuple(
        record
        for some in in_parts(entity_ids)
        for record in _records(
            conn,
            registry,
            select(t.listing_proposal).where(_PROPOSAL.entity_id.in_(some)).order_by(_PROPOSAL.id),
        )
    )


def record_page(
    conn: Reader, registry: Registry, *, over: bool, after: str | None, limit: int
) -> tuple[tuple[ListingRecord, ...], str | None]:
    """Proposals by the name of their entity, and the mark of the last where more follow.

    `over`: those that were approved or withdrawn too.
    """
    key = (entity.c.name, _PROPOSAL.id)
    query = select(t.listing_proposal, entity.c.name.label("entity_name")).join(
        entity, entity.c.id == _PROPOSAL.entity_id
    )
    if not over:
        query = query.where(
            _PROPOSAL.id.not_in(select(t.listing_approval.c.proposal_id)),
            _PROPOSAL.id.not_in(select(t.listing_end.c.proposal_id)),
        )
    if after is not None:
        query = query.where(beyond(key, key_in(after, len(key))))
    rows = plain_rows(conn, query.order_by(*key).limit(limit + 1))
    shown = rows[:limit]
    mark = mark_of(shown[-1]["entity_name"], shown[-1]["id"]) if len(rows) > limit else None
    return _with_rows(conn, registry, shown), mark


def approvals(conn: Reader) -> list[dict[str, Any]]:
    """Every approval there is, for the check of the casebook."""
    return plain_rows(conn, select(t.listing_approval).order_by(t.listing_approval.c.proposal_id))


def parts_on_entities(
    conn: Reader, entity_ids: Collection[str]
) -> tuple[tuple[str, ListingPart], ...]:
    """Entity and each row of a proposal on it, ended ones too."""
    found: list[tuple[str, ListingPart]] = []
    for some in in_parts(entity_ids):
        query = select(_PROPOSAL.id, _PROPOSAL.entity_id).where(_PROPOSAL.entity_id.in_(some))
        owners = {str(one): str(entity_id) for one, entity_id in conn.execute(query)}
        for proposal_id, parts in _parts(conn, tuple(owners)).items():
            found += ((owners[proposal_id], part) for part in parts)
    return tuple(found)


def _records(conn: Reader, registry: Registry, query: Select[Any]) -> tuple[ListingRecord, ...]:
    return _with_rows(conn, registry, plain_rows(conn, query))


def _with_rows(
    conn: Reader, registry: Registry, rows: Collection[dict[str, Any]]
) -> tuple[ListingRecord, ...]:
    ids = [str(row["id"]) for row in rows]
    parts = _parts(conn, ids)
    ends = _ends(conn, t.listing_end, "proposal_id", ids)
    motions = motions_about(conn, registry, APPROVE, [object_of(one) for one in ids])
    return tuple(
        ListingRecord(
            from_plain({**row, "end": ends.get(row["id"])}, ListingProposal),
            tuple(parts.get(row["id"], ())),
            motions.get(object_of(row["id"]), ()),
        )
        for row in rows
    )


def _parts(conn: Reader, proposal_ids: Collection[str]) -> dict[str, list[ListingPart]]:
    rows: list[dict[str, Any]] = []
    part = t.listing_part.c
    for some in in_parts(proposal_ids):
        query = select(t.listing_part).where(part.proposal_id.in_(some)).order_by(part.id)
        rows += plain_rows(conn, query)
    ends = _ends(conn, t.listing_part_end, "part_id", [row["id"] for row in rows])
    found: dict[str, list[ListingPart]] = {}
    for row in rows:
        one = from_plain({**row, "end": ends.get(row["id"])}, ListingPart)
        found.setdefault(one.proposal_id, []).append(one)
    return found


def _ends(
    conn: Reader, table: Any, owner: str, row_ids: Collection[str]
) -> Mapping[str, dict[str, Any]]:
    ends: dict[str, dict[str, Any]] = {}
    for some in in_parts(row_ids):
        found = plain_rows(conn, select(table).where(table.c[owner].in_(some)))
        ends |= {row.pop(owner): row for row in found}
    return ends
