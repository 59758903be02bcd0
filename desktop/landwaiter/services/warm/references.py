"""Reference data of a session: packs in force on a day and indexes of watch lists, kept warm."""
# ruff: noqa: PLC0415 (the engine that compares names is loaded once somebody is compared)

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar

from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import derived
from landwaiter.domain.law.periods import Calendar, calendar_of
from landwaiter.domain.lists.list_editions import place_on
from landwaiter.domain.lists.list_kinds import INSTITUTIONS
from landwaiter.domain.lists.listing import ListEdition
from landwaiter.errors import Unavailable
from landwaiter.i18n import _
from landwaiter.services.warm.assessed_parts import AssessedParts
from landwaiter.services.warm.price_base import PriceBase
from landwaiter.services.warm.registers_read import RegisterCache
from landwaiter.services.warm.sorted_keys import SortedKeys
from landwaiter.storage.base import reference as stored
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.lists import list_editions
from landwaiter.storage.lists.list_editions import StoredEdition

if TYPE_CHECKING:
    from landwaiter.screening.arrays import Arrays
    from landwaiter.services.warm.screened_list import ScreenedList

Cache = TypeVar("Cache")
CALENDAR = "calendar_"
"""Calendar packs are named after their state: calendar_PL."""


@dataclass(slots=True)
class References:
    """Decoded editions by row: rows never change, so only what is in force can grow stale."""

    registers: RegisterCache = field(default_factory=RegisterCache)
    parts: AssessedParts = field(default_factory=AssessedParts)
    prices: PriceBase = field(default_factory=PriceBase)
    _kept: dict[type[Any], Any] = field(default_factory=dict)
    review: SortedKeys = field(default_factory=SortedKeys)
    """What is reviewed before removal."""
    _packs: dict[str, Pack] = field(default_factory=dict)
    _lists: dict[str, "ScreenedList"] = field(default_factory=dict)
    _since: dict[tuple[str, str], "ScreenedList"] = field(default_factory=dict)
    _calendars: dict[str, Calendar] = field(default_factory=dict)
    _marks: dict[date, Mapping[str, str]] = field(default_factory=dict)
    _in_force: dict[date, Mapping[str, Pack]] = field(default_factory=dict)
    _heads: dict[date, tuple[tuple[ListEdition, bool], ...]] = field(default_factory=dict)
    _screened: dict[date, tuple["ScreenedList", ...]] = field(default_factory=dict)
    _mark: object = None
    _lock: RLock = field(default_factory=RLock)

    def apart(self) -> "References":
        """The same editions in memory, without what was learned of cases and declarations."""
        return References(
            _packs=self._packs, _lists=self._lists, _calendars=self._calendars, _lock=self._lock
        )

    def kept(self, kind: type[Cache]) -> Cache:
        """What a subject keeps with the session, made when it is first asked for."""
        with self._lock:
            if kind not in self._kept:
                self._kept[kind] = kind()
            found: Cache = self._kept[kind]
            return found

    def packs(self, conn: Reader, on: date) -> Mapping[str, Pack]:
        """Pack id → edition in force on the day."""
        with self._lock:
            marks = self._rows(conn, on)
            if on not in self._in_force:
                self._in_force[on] = {name: self._pack(conn, row) for name, row in marks.items()}
            return self._in_force[on]

    def _rows(self, conn: Reader, on: date) -> Mapping[str, str]:
        """Pack id → row in force; everything is looked up again when something was imported."""
        mark = stored.newest_mark(conn)
        if mark != self._mark:
            self._mark = mark
            for kept in (self._marks, self._in_force, self._heads, self._screened, self._since):
                kept.clear()
        if on not in self._marks:
            self._marks[on] = dict(sorted(stored.pack_marks(conn, on).items()))
        return self._marks[on]

    def edition(self, conn: Reader, row: str) -> Pack:
        """One edition by its row, in force or not."""
        with self._lock:
            return self._pack(conn, row)

    def _pack(self, conn: Reader, row: str) -> Pack:
        if row not in self._packs:
            self._packs[row] = stored.load_pack(conn, row)
        return self._packs[row]

    def lists(self, conn: Reader, on: date) -> tuple["ScreenedList", ...]:
        """Every list by its edition of the day and what a newer one says otherwise, then the
        institutions packs in force on the day.
        """
        with self._lock:
            packs = self.packs(conn, on)
            if on not in self._screened:
                from landwaiter.services.warm.screened_list import screened_institutions

                standing = list_editions.standing_lists(conn)
                current = [
                    one for editions in standing.values() for one in self.on(conn, editions, on)
                ]
                institutions = [
                    derived(screened_institutions, pack)
                    for pack in packs.values()
                    if pack.kind == INSTITUTIONS
                ]
                self._screened[on] = (*current, *institutions)
            return self._screened[on]

    def on(
        self, conn: Reader, editions: Sequence[StoredEdition], day: date
    ) -> tuple["ScreenedList", ...]:
        """Of the editions of one list, from the oldest on: that of the day, and what came since."""
        with self._lock:
            of_day = editions[place_on([kept.edition.dated for kept in editions], day)]
            whole, newest = self.whole(conn, of_day), editions[-1]
            if newest is of_day:
                return (whole,)
            pair = (of_day.row, newest.row)
            if pair not in self._since:
                other = list_editions.only_in(conn, newest.row, of_day.row)
                self._since[pair] = whole.part(newest.edition, other, since=True)
            return (whole, self._since[pair])

    def whole(self, conn: Reader, kept: StoredEdition) -> "ScreenedList":
        """One edition of a list with its index."""
        with self._lock:
            if kept.row not in self._lists:
                from landwaiter.services.warm.index_store import indexed
                from landwaiter.services.warm.screened_list import ScreenedList

                self._lists[kept.row] = ScreenedList(kept.edition, *indexed(conn, kept))
            found = self._lists[kept.row]
            return found if found.edition == kept.edition else replace(found, edition=kept.edition)

    def heads(self, conn: Reader, on: date) -> tuple[tuple[ListEdition, bool], ...]:
        """The editions of the lists of a day, and for each whether it is there only for what it
        says otherwise than the one of the day. No index is made for that.
        """
        with self._lock:
            self._rows(conn, on)
            if on not in self._heads:
                standing = list_editions.standing_lists(conn).values()
                self._heads[on] = tuple(one for of in standing for one in _heads_on(of, on))
            return self._heads[on]

    def holds(self, row: str) -> bool:
        """Whether the index of this edition is in memory."""
        return row in self._lists

    def hold(self, conn: Reader, kept: StoredEdition, arrays: "Arrays") -> None:
        """Keep the index of an edition that was made of it, for this session."""
        from landwaiter.services.warm.index_store import over
        from landwaiter.services.warm.screened_list import ScreenedList

        with self._lock:
            self._lists[kept.row] = ScreenedList(kept.edition, *over(conn, kept, arrays))

    def forget(self, row: str) -> None:
        """Look an edition up again: its index lies on the disk from now on."""
        with self._lock:
            self._lists.pop(row, None)
            self._screened.clear()
            self._since.clear()

    def calendars(
        self, conn: Reader, on: date, *, states: Collection[str] | None = None
    ) -> Mapping[str, Calendar]:
        """State → its calendar in force on the day, of these states or of all."""
        with self._lock:
            named = {
                name.removeprefix(CALENDAR): row
                for name, row in self._rows(conn, on).items()
                if name.startswith(CALENDAR)
            }
            return {
                state: self._calendar(self._pack(conn, row))
                for state, row in named.items()
                if states is None or state in states
            }

    def _calendar(self, pack: Pack) -> Calendar:
        if pack.sha256 not in self._calendars:
            self._calendars[pack.sha256] = calendar_of(pack)
        return self._calendars[pack.sha256]

    def calendar(self, conn: Reader, state: str, on: date) -> Calendar:
        """The calendar of a state in force on the day, else its newest edition; or Unavailable."""
        with self._lock:
            name = f"{CALENDAR}{state}"
            row = self._rows(conn, on).get(name) or stored.newest_edition(conn, name)
            if row is None:
                raise Unavailable(
                    _("There is no calendar of {state}, so no deadline can be computed.").format(
                        state=state
                    ),
                    remedy=_("Import a calendar pack of that state."),
                )
            return self._calendar(self._pack(conn, row))


def _heads_on(editions: Sequence[StoredEdition], day: date) -> Iterator[tuple[ListEdition, bool]]:
    of_day = editions[place_on([kept.edition.dated for kept in editions], day)]
    yield of_day.edition, False
    if editions[-1] is not of_day:
        yield editions[-1].edition, True
