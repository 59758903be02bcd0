"""What the casebook has seen of addresses, vessels and prices, looked up as rules ask."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import TypeVar

from landwaiter.domain.cases.case import Case
from landwaiter.domain.flags.inputs_of_rules import Bases
from landwaiter.domain.flags.rules.firm import address_line
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.law.word_lists import folded
from landwaiter.services.entities.entity_names import ship_name
from landwaiter.services.warm.price_base import PriceBase
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.flags import history_bases, trade_history
from landwaiter.storage.flags.trade_history import OwnVersions

T = TypeVar("T")


class QuestionLookup(Mapping[str, T]):
    """A look-up by question: it holds the keys of the case and answers no others.

    Each question is put to the casebook once: what it has seen does not change meanwhile.
    """

    def __init__(self, keys: tuple[str, ...], answer: Callable[[str], T | None]) -> None:
        self._keys = tuple(dict.fromkeys(keys))
        self._answer = cache(answer)

    def __getitem__(self, key: str) -> T:
        found = self._answer(key) if key in self._keys else None
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        return (key for key in self._keys if self._answer(key) is not None)

    def __len__(self) -> int:
        return sum(1 for _key in self)


def bases_of(conn: Reader, case: Case, prices: PriceBase, own: OwnVersions | None = None) -> Bases:
    """Addresses with how many firms are there, vessels with the name known of them, prices of
    the case's codes, and other consignments between its parties.

    `own` is what of all this is the declaration itself: without it what the case came from.
    """
    mine = own or OwnVersions(case.id)

    @cache
    def sifted() -> tuple[int, ...]:
        return mine.rows or trade_history.sifted_as(conn, mine.case_id)

    # No rule asks where others are: a forwarder stands on every second declaration.
    streets = {
        address_line(party.address): party.address.street
        for party in case.parties
        if party.role is Role.CONSIGNEE and party.address.street
    }
    means = case.declaration.transport if case.declaration else ()
    numbers = tuple(one.identifier for one in means if one.identifier)

    def firms(line: str) -> int:
        street = streets[line] or ""
        found = chain(
            history_bases.at_street(conn, street, but=mine.case_id),
            trade_history.at_street(conn, street, but=sifted()),
        )
        names = {folded(name) for name, address in found if address_line(address) == line}
        own = {folded(p.name) for p in case.parties if address_line(p.address) == line}
        return len((names | own) - {""})

    items = case.declaration.items if case.declaration else ()
    codes = tuple(item.cn8 for item in items if item.cn8)

    return Bases(
        addresses=QuestionLookup(tuple(streets), firms),
        vessels=QuestionLookup(
            numbers,
            lambda imo: (
                ship_name(conn, imo, case.judged_as_of)
                or history_bases.vessel_name(conn, imo, but=mine.case_id)
                or trade_history.vessel_name(conn, imo, but=sifted())
            ),
        ),
        prices=QuestionLookup(codes, lambda cn: prices.prices(conn, case, cn, own=mine)),
        unit_prices=QuestionLookup(
            codes, lambda cn: prices.prices(conn, case, cn, per_unit=True, own=mine)
        ),
        shipments=prices.shipments(conn, case, own=mine),
    )
