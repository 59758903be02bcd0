"""What is restricted about a declaration, said before anybody acts on it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from landwaiter.i18n import Words, _
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.trade import keeping
from landwaiter.storage.trade.batches import TradeRow

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


def restrictions_of(conn: Reader, number: int) -> tuple[StandingRestriction, ...]:
    """In force on a declaration, an earlier version of it, or a party of it."""
    return _said(keeping.restricting(conn, number))


def restrictions_of_case(conn: Reader, case_id: str) -> tuple[StandingRestriction, ...]:
    """The same of the declaration that became a case."""
    return _said(keeping.restricting_case(conn, case_id))


def restricted_among(conn: Reader, rows: Sequence[TradeRow]) -> tuple[RestrictedDeclaration, ...]:
    """Those of declarations about to be kept that name a restricted party, or amend a restricted
    declaration."""
    return tuple(_among(conn, rows))


def _among(conn: Reader, rows: Sequence[TradeRow]) -> Iterator[RestrictedDeclaration]:
    parties = keeping.restricted_parties(conn)
    for row in rows:
        found = [one for party in row.parties for one in parties.get(party.identity, ())]
        if row.replaces is not None:
            before = keeping.restricting(conn, row.replaces)
            found += [one for one in before if one["declaration_id"] is not None]
        each = {one["id"]: one for one in found}
        if each:
            number = row.mrn or row.local_reference or ""
            yield RestrictedDeclaration(number, _said(each.values()))


def _said(rows: Iterable[Mapping[str, Any]]) -> tuple[StandingRestriction, ...]:
    return tuple(
        StandingRestriction(row["id"], row["party"] or "", row["basis"], row["at"][:10])
        for row in sorted(rows, key=lambda one: str(one["id"]))
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
