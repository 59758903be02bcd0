"""What is restricted about a declaration, said before anybody acts on it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from landwaiter.domain.cases.case import Case, CaseParty
from landwaiter.domain.intake.declaration import Declaration
from landwaiter.i18n import Words, _
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.flags.restricted_trade import is_anything_restricted
from landwaiter.storage.trade import keeping, sifted_rows
from landwaiter.storage.trade.batches import TradeParty, TradeRow

MOST_NAMED: Final = 100
"""Declarations that a result names; of more it says how many there are."""


@dataclass(frozen=True, slots=True)
class StandingRestriction:
    """A restriction in force, and on what."""

    restriction: str
    """Its identity."""
    party: str
    """As declared; empty: it is on the declaration, or on an earlier version of it."""
    basis: str
    since: str
    """The day on which it was placed."""


@dataclass(frozen=True, slots=True)
class RestrictedDeclaration:
    """A declaration that was judged though something about it is restricted."""

    number: str
    restrictions: tuple[StandingRestriction, ...]


@dataclass(slots=True)
class RestrictedTally:
    """How many of what was judged are restricted, and the first of them by name."""

    count: int = 0
    first: list[RestrictedDeclaration] = field(default_factory=list)

    def add(self, found: Sequence[RestrictedDeclaration]) -> None:
        self.count += len(found)
        self.first += found[: MOST_NAMED - len(self.first)]


def restrictions_of(conn: Reader, number: int) -> tuple[StandingRestriction, ...]:
    """In force on a declaration, an earlier version of it, or a party of it."""
    return _said(keeping.restricting(conn, number))


def restrictions_of_case(conn: Reader, case: Case) -> tuple[StandingRestriction, ...]:
    """The same of a case: of what it became of in the store, and of what it says itself."""
    if not is_anything_restricted(conn):
        return ()
    own = _declared(conn, case.declaration, case.parties)
    return _said([*keeping.restricting_case(conn, case.id), *own])


def restricted_declaration(
    conn: Reader, declared: Declaration, parties: Iterable[CaseParty]
) -> tuple[RestrictedDeclaration, ...]:
    """A declaration that is taken in without the sift, where it names a restricted party or is
    restricted in the store; else nothing.
    """
    if not is_anything_restricted(conn):
        return ()
    found = _declared(conn, declared, parties)
    number = declared.mrn or declared.local_reference or ""
    return (RestrictedDeclaration(number, _said(found)),) if found else ()


def _declared(
    conn: Reader, declared: Declaration | None, parties: Iterable[CaseParty]
) -> list[Mapping[str, Any]]:
    known = declared and sifted_rows.newest_version(
        conn,
        mrn=declared.mrn,
        local_reference=declared.local_reference,
        eori=declared.declarant_eori,
    )
    named = (TradeParty.of(party) for party in parties)
    return _met(conn, keeping.restricted_parties(conn), named, known.id if known else None)


def restricted_among(conn: Reader, rows: Sequence[TradeRow]) -> tuple[RestrictedDeclaration, ...]:
    """Those of declarations about to be kept that name a restricted party, or amend a restricted
    declaration."""
    return tuple(_among(conn, rows))


def _among(conn: Reader, rows: Sequence[TradeRow]) -> Iterator[RestrictedDeclaration]:
    parties = keeping.restricted_parties(conn)
    for row in rows:
        found = _met(conn, parties, row.parties, row.replaces)
        if found:
            yield RestrictedDeclaration(row.mrn or row.local_reference or "", _said(found))


def _met(
    conn: Reader,
    restricted: Mapping[str, Sequence[Mapping[str, Any]]],
    parties: Iterable[TradeParty],
    version: int | None,
) -> list[Mapping[str, Any]]:
    """What is on one of the parties, or on a version of the declaration that the store holds."""
    found = [one for party in parties for one in restricted.get(party.identity, ())]
    if version is not None:
        before = keeping.restricting(conn, version)
        found += [one for one in before if one["declaration_id"] is not None]
    return found


def _said(rows: Iterable[Mapping[str, Any]]) -> tuple[StandingRestriction, ...]:
    """Each once, the oldest first."""
    each = {str(row["id"]): row for row in rows}
    return tuple(
        StandingRestriction(one, row["party"] or "", row["basis"], row["at"][:10])
        for one, row in sorted(each.items())
    )


def said_of(one: StandingRestriction) -> Words:
    """One sentence."""
    if one.party:
        return _("Processing of {party} is restricted since {day}: {basis}").format(
            party=one.party, day=one.since, basis=one.basis
        )
    return _(
        "This declaration, or an earlier version of it, is restricted since {day}: {basis}"
    ).format(day=one.since, basis=one.basis)
