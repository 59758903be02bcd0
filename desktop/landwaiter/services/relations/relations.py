"""Relations of states and shares as pages, tables of a pair, and the matrix of pairs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from landwaiter.domain.cases.ground import CaseGround, GroundKind, Quotation, standing_grounds
from landwaiter.domain.relations.relation import (
    CountryRelation,
    RelationKind,
    begins,
    checked_states,
    pair_of,
)
from landwaiter.domain.relations.share import CountryShare
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.i18n import _
from landwaiter.services.base.page import Page
from landwaiter.services.entities.entity_background import background_of
from landwaiter.services.entities.entity_views import Background
from landwaiter.services.relations.relation_words import relation_said, relation_title, share_quoted
from landwaiter.services.relations.supplier_shares import (
    ArmsShares,
    DealCounts,
    arms_beside,
    deals_of_pair,
)
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.paging import PAGE
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.relations.relation_rows import RELATIONS, SHARES


@dataclass(frozen=True, slots=True)
class PairCount:
    """How much stands between two states, their codes in order; or is stated of one alone."""

    one: str
    other: str
    """Empty: of statements that name one state, and others that the source leaves unnamed."""
    relations: int
    shares: int


@dataclass(frozen=True, slots=True)
class PairView:
    """Two states: what stands between them, in the order of its days, and what ended."""

    one: str
    other: str
    relations: tuple[CountryRelation, ...]
    by_kind: Mapping[RelationKind, int]
    shares: tuple[CountryShare, ...]
    ended: tuple[CountryRelation | CountryShare, ...]
    register: tuple[DealCounts, ...]
    arms: tuple[ArmsShares, ...]
    """Computed of the register, beside publishers' figures of the same period."""


@dataclass(frozen=True, slots=True)
class CountryView:
    """One state: with whom it has what, its shares, and what packs record of it."""

    state: str
    pairs: tuple[PairCount, ...]
    relations: tuple[CountryRelation, ...]
    by_kind: Mapping[RelationKind, int]
    shares: tuple[CountryShare, ...]
    ended: tuple[CountryRelation | CountryShare, ...]
    background: tuple[Background, ...]
    arms: tuple[ArmsShares, ...]


StatesView = PairView | CountryView


def codes_of(view: StatesView) -> tuple[str, ...]:
    """The state, or both in the order of their codes."""
    return (view.one, view.other) if isinstance(view, PairView) else (view.state,)


def list_relations(
    session: Session,
    *,
    state: str = "",
    kind: str = "",
    after: str | None = None,
    limit: int = PAGE,
) -> Page[CountryRelation]:
    """A page of all relations, the newest statement first, ended ones too."""
    if kind and kind not in tuple(RelationKind):
        raise Invalid(
            _("There is no such kind."),
            field="kind",
            value=kind,
            remedy=_("Use one of {kinds}.").format(kinds=", ".join(RelationKind)),
        )
    wanted = checked_states((state,), "state")[0] if state else ""
    with session.reading() as conn:
        return Page(*RELATIONS.page(conn, state=wanted, kind=kind, after=after, limit=limit))


def list_shares(
    session: Session, *, state: str = "", after: str | None = None, limit: int = PAGE
) -> Page[CountryShare]:
    """A page of all shares, the newest statement first, ended ones too."""
    wanted = checked_states((state,), "state")[0] if state else ""
    with session.reading() as conn:
        return Page(*SHARES.page(conn, state=wanted, kind="", after=after, limit=limit))


def relation_named(session: Session, identity: str) -> CountryRelation:
    """One relation by its identity; NotFound where there is none."""
    with session.reading() as conn:
        return read_relation(conn, identity)


def share_named(session: Session, identity: str) -> CountryShare:
    """One share by its identity; NotFound where there is none."""
    with session.reading() as conn:
        return read_share(conn, identity)


def matrix(session: Session) -> tuple[PairCount, ...]:
    """Every pair of states between which something stands, and each of which something is stated
    alone; those with most first."""
    with session.reading() as conn:
        return _counts(conn)


def pair_view(session: Session, one: str, other: str) -> PairView:
    """The page of two states; Invalid where they are one."""
    states = checked_states((one, other))
    if len(states) < 2:
        raise Invalid(
            _("A pair is two states."),
            field="states",
            value=f"{one}, {other}",
            remedy=_("Name two of them: CN RU."),
        )
    with session.reading() as conn:
        return read_pair(session, conn, states)


def read_pair(session: Session, conn: Reader, states: tuple[str, ...]) -> PairView:
    """The same of two checked states, on a connection that is open."""
    relations, shares = RELATIONS.about(conn, states), SHARES.about(conn, states)
    standing = _standing(relations)
    return PairView(
        *pair_of(states),
        relations=standing,
        by_kind=_by_kind(standing),
        shares=tuple(row for row in shares if row.stands),
        ended=_ended(relations, shares),
        register=deals_of_pair(session, conn, states),
        arms=arms_beside(session, conn, shares),
    )


def country_view(session: Session, state: str) -> CountryView:
    """One state with everything that stands of it."""
    (code,) = checked_states((state,), "state")
    with session.reading() as conn:
        return read_country(session, conn, code)


def read_country(session: Session, conn: Reader, code: str) -> CountryView:
    """The same of a checked code, on a connection that is open."""
    relations, shares = RELATIONS.about(conn, (code,)), SHARES.about(conn, (code,))
    standing = _standing(relations)
    return CountryView(
        code,
        tuple(row for row in _counts(conn) if row.other and code in {row.one, row.other}),
        standing,
        _by_kind(standing),
        tuple(row for row in shares if row.stands),
        _ended(relations, shares),
        background_of(session, conn, (code,)),
        arms_beside(session, conn, shares),
    )


def _standing(relations: Iterable[CountryRelation]) -> tuple[CountryRelation, ...]:
    return tuple(sorted((row for row in relations if row.stands), key=begins))


def _by_kind(relations: Iterable[CountryRelation]) -> Mapping[RelationKind, int]:
    kinds = [row.kind for row in relations]
    return {kind: kinds.count(kind) for kind in RelationKind if kind in kinds}


def _ended(
    relations: Iterable[CountryRelation], shares: Iterable[CountryShare]
) -> tuple[CountryRelation | CountryShare, ...]:
    stated: tuple[CountryRelation | CountryShare, ...] = (*relations, *shares)
    return tuple(row for row in stated if not row.stands)


def relations_behind(conn: Reader, grounds: Iterable[CaseGround]) -> tuple[CountryRelation, ...]:
    """What stands between the states of each relation that is a ground, in order of its days."""
    named = [
        RELATIONS.named(conn, one.statement_id)
        for one in standing_grounds(grounds)
        if one.kind is GroundKind.RELATION
    ]
    found = {
        row.id: row
        for states in dict.fromkeys(one.states for one in named if one is not None)
        for row in RELATIONS.about(conn, states)
        if row.stands
    }
    return tuple(sorted(found.values(), key=begins))


def quoted_relation(conn: Reader, identity: str) -> Quotation:
    """A standing relation as it says now; NotAllowed for one that ended."""
    row = read_relation(conn, identity)
    _refuse_ended(row)
    return Quotation(
        row.id, relation_title(row), relation_said(row), row.certainty, row.source, row.grade
    )


def quoted_share(conn: Reader, identity: str) -> Quotation:
    """A standing share as it says now; NotAllowed for one that ended."""
    row = read_share(conn, identity)
    _refuse_ended(row)
    return Quotation(row.id, row.counted, share_quoted(row), row.certainty, row.source, row.grade)


def _refuse_ended(row: CountryRelation | CountryShare) -> None:
    if row.ended:
        raise NotAllowed(
            _("The statement was ended: {reason}").format(reason=row.ended),
            field="statement",
            value=row.id,
            remedy=_("Rest on a statement that stands."),
        )


def read_relation(conn: Reader, identity: str) -> CountryRelation:
    """The same, on a connection that is open."""
    found = RELATIONS.named(conn, identity)
    if found is None:
        raise NotFound(
            _("There is no such relation."),
            field="statement",
            value=identity,
            remedy=_("List the relations to see their identities."),
        )
    return found


def read_share(conn: Reader, identity: str) -> CountryShare:
    """The same, on a connection that is open."""
    found = SHARES.named(conn, identity)
    if found is None:
        raise NotFound(
            _("There is no such share."),
            field="statement",
            value=identity,
            remedy=_("List the shares to see their identities."),
        )
    return found


def _counts(conn: Reader) -> tuple[PairCount, ...]:
    relations = RELATIONS.pairs(conn) | {(one, ""): n for one, n in RELATIONS.alone(conn).items()}
    shares = SHARES.pairs(conn) | {(one, ""): n for one, n in SHARES.alone(conn).items()}
    found = (
        PairCount(*pair, relations.get(pair, 0), shares.get(pair, 0))
        for pair in dict.fromkeys((*relations, *shares))
    )
    return tuple(sorted(found, key=lambda one: (-one.relations - one.shares, one.one, one.other)))
