"""How long the office keeps declarations without a case, what is restricted, what was put right."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from landwaiter.domain.trade.erasure import Effect, TradePeriod
from landwaiter.domain.trade.erasure_deeds import LIFT_RESTRICTION, RESTRICT_TRADE
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.audit.told_rows import add_told
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.flags.restricted_trade import is_anything_restricted
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.audit import audit_entry
from landwaiter.storage.schema.data_protection import trade_erasure as e
from landwaiter.storage.sqlite.dialect import json_text
from landwaiter.storage.trade import standings
from landwaiter.storage.trade.batches import newest_row


def period(conn: Reader) -> TradePeriod | None:
    """What the office has said last; None where it has said nothing."""
    query = select(e.trade_period).order_by(e.trade_period.c.no.desc()).limit(1)
    row = conn.execute(query).first()
    return TradePeriod(int(row.years), str(row.source)) if row else None


def add_period(work: UnitOfWork, said: TradePeriod, motion_id: str) -> dict[str, str]:
    """Keep what the office says from now on; what its entry must tell of the row."""
    no = int(work.conn.execute(select(func.max(e.trade_period.c.no))).scalar() or 0) + 1
    stated = {"years": said.years, "source": said.source}
    return add_told(work, "trade_period", no=no, **stated, motion_id=motion_id)


def restrictions(conn: Reader, *, in_force: bool = False) -> Sequence[Mapping[str, Any]]:
    """Every hold and restriction in the store, the oldest first, each with how it ended."""
    on, end = e.trade_restriction, e.trade_restriction_end
    party, declared = t.trade_party.c, t.trade_declaration.c
    query = (
        select(
            on,
            party.name.label("party"),
            func.coalesce(declared.mrn, declared.local_reference).label("number"),
            end.c.reason.label("end_reason"),
            end.c.author.label("ended_by"),
            end.c.at.label("ended_at"),
        )
        .join(end, end.c.restriction_id == on.c.id, isouter=True)
        .join(t.trade_party, party.id == on.c.party_id, isouter=True)
        .join(t.trade_declaration, declared.id == on.c.declaration_id, isouter=True)
        .order_by(on.c.id)
    )
    if in_force:
        query = query.where(end.c.at.is_(None))
    return records.plain_rows(conn, query)


def restrictions_on(conn: Reader, number: int) -> Sequence[Mapping[str, Any]]:
    """What is in force on a declaration, on an earlier version of it, or on a party of it."""
    on, role, party = e.trade_restriction.c, t.trade_role.c, t.trade_party.c
    of_parties = select(role.party_id).where(role.declaration_id == number)
    query = (
        select(e.trade_restriction, party.name.label("party"))
        .join(t.trade_party, party.id == on.party_id, isouter=True)
        .where(
            or_(on.declaration_id.in_(_versions(conn, number)), on.party_id.in_(of_parties)),
            _in_force(),
        )
        .order_by(on.id)
    )
    return records.plain_rows(conn, query)


def restricting(conn: Reader, number: int) -> Sequence[Mapping[str, Any]]:
    """Of these the restrictions alone; asked of whatever is listed, and most offices have none."""
    if not is_anything_restricted(conn):
        return ()
    found = restrictions_on(conn, number)
    return [row for row in found if row["effect"] == Effect.RESTRICTION.value]


def restricting_case(conn: Reader, case_id: str) -> Sequence[Mapping[str, Any]]:
    """The same of the declaration that became a case; its newest version counts."""
    if not is_anything_restricted(conn):
        return ()
    mark = t.trade_mark.c
    found = select(func.max(mark.declaration_id)).where(mark.opened_case == case_id)
    number = conn.execute(found).scalar()
    return restricting(conn, int(number)) if number is not None else ()


def restricted_parties(conn: Reader) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Identity of a party → the restrictions on it."""
    if not is_anything_restricted(conn):
        return {}
    on, party = e.trade_restriction.c, t.trade_party.c
    query = (
        select(e.trade_restriction, party.name.label("party"), party.identity)
        .join(t.trade_party, party.id == on.party_id)
        .where(on.effect == Effect.RESTRICTION.value, _in_force())
        .order_by(on.id)
    )
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in records.plain_rows(conn, query):
        found.setdefault(row["identity"], []).append(row)
    return found


def _in_force() -> ColumnElement[bool]:
    return e.trade_restriction.c.id.not_in(select(e.trade_restriction_end.c.restriction_id))


def _versions(conn: Reader, number: int) -> Sequence[int]:
    """A declaration and the versions that it replaces, the newest first."""
    found: list[int] = []
    declared = t.trade_declaration.c
    at: int | None = number
    while at is not None and at not in found:
        found.append(at)
        before: Select[Any] = select(declared.replaces).where(declared.id == at)
        at = conn.execute(before).scalar()
    return found


def add_restriction(
    work: UnitOfWork,
    effect: Effect,
    *,
    declaration: int | None,
    party: int | None,
    basis: str,
    reason: str,
) -> dict[str, str]:
    """Restrict a declaration or a party; what its entry must tell of the row."""
    told = add_told(
        work,
        "trade_restriction",
        effect=effect.value,
        declaration_id=declaration,
        party_id=party,
        newest=newest_row(work.conn),
        basis=basis,
        reason=reason,
    )
    _keep_standings(work, declaration, party)
    return told


def end_restriction(work: UnitOfWork, restriction_id: str, reason: str) -> dict[str, str]:
    """The same of its end."""
    told = add_told(work, "trade_restriction_end", restriction_id=restriction_id, reason=reason)
    on = e.trade_restriction.c
    ended = select(on.declaration_id, on.party_id).where(on.id == restriction_id)
    _keep_standings(work, *work.conn.execute(ended).one())
    return told


def _keep_standings(work: UnitOfWork, declaration: int | None, party: int | None) -> None:
    """What is restricted waits no more, and what is restricted no more waits again."""
    if declaration is not None:
        standings.keep(work.conn, [declaration])
    if party is not None:
        standings.keep_of_party(work.conn, party)


def add_note(work: UnitOfWork, number: int, note: str, reason: str) -> dict[str, str]:
    """Put a declaration right by a note beside it; what its entry must tell of the row."""
    return add_told(work, "trade_note", declaration_id=number, note=note, reason=reason)


def notes_on(conn: Reader, number: int) -> Sequence[Mapping[str, Any]]:
    """What is said to put a declaration right, the oldest first."""
    note = e.trade_note
    query = select(note).where(note.c.declaration_id == number).order_by(note.c.id)
    return records.plain_rows(conn, query)


def has_party(conn: Reader, party: int) -> bool:
    found = select(t.trade_party.c.id).where(t.trade_party.c.id == party)
    return conn.execute(found).first() is not None


def declaration_of(conn: Reader, restriction_id: str) -> int | None:
    """The declaration that a restriction is on; None where it is on a party."""
    on = e.trade_restriction.c
    found = conn.execute(select(on.declaration_id).where(on.id == restriction_id)).scalar()
    return int(found) if found is not None else None


def periods(conn: Reader) -> Sequence[tuple[int, str, TradePeriod]]:
    """Every period that was ever said: its number, the motion, and what it says."""
    query = select(e.trade_period).order_by(e.trade_period.c.no)
    return [
        (int(row.no), str(row.motion_id), TradePeriod(int(row.years), str(row.source)))
        for row in conn.execute(query)
    ]


@dataclass(frozen=True, slots=True)
class SaidRestriction:
    """An entry that says that something is held or restricted, or is no more."""

    seq: int
    about: str
    is_lifted: bool


def said_restrictions(conn: Reader) -> Iterator[SaidRestriction]:
    """What entries say of restrictions, in their order. Objects, deeds and persons stay when what
    they say was erased; whoever lifts one without the role for it has lifted nothing."""
    entry = audit_entry.c
    query = (
        select(entry.seq, entry.object, entry.deed, json_text(entry.entry, "by").label("by"))
        .where(entry.deed.in_((RESTRICT_TRADE.entry, LIFT_RESTRICTION.entry)))
        .order_by(entry.seq)
    )
    rows = conn.execute(query).all()
    people = load_registry(conn).people if rows else {}
    for row in rows:
        person = people.get(row.by)
        held = person.roles(int(row.seq)) if person else frozenset[str]()
        is_lifted = row.deed == LIFT_RESTRICTION.entry
        if not is_lifted or held & {role.value for role in LIFT_RESTRICTION.roles}:
            yield SaidRestriction(int(row.seq), str(row.object), is_lifted)


def unsaid_restrictions(conn: Reader) -> Sequence[str]:
    """Objects of which not as many are in force as entries say: what holds a declaration is asked
    of the rows alone, and one person with a program of their own may take them away."""
    said = Counter[str]()
    for one in said_restrictions(conn):
        said[one.about] += -1 if one.is_lifted else 1
    for row in restrictions(conn, in_force=True):
        number, party = row["declaration_id"], row["party_id"]
        said[f"trade/party/{party}" if number is None else f"trade/declaration/{number}"] -= 1
    return sorted(about for about, count in said.items() if count)
