"""Reference data of a session: packs in force on a day and indexes of watch lists, kept warm."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from threading import Lock
from typing import Any

from landwaiter.domain.clocks import Calendar, calendar_of
from landwaiter.domain.listing import ListEdition, Listing
from landwaiter.domain.pack import Pack
from landwaiter.errors import Unavailable
from landwaiter.i18n import _
from landwaiter.screening import Index
from landwaiter.storage import reference as stored

INSTITUTIONS = "institutions"
"""Kind of packs that parties are screened against as assessments, never as listings."""


@dataclass(frozen=True, slots=True)
class ScreenedList:
    """A list or institutions pack with its index."""

    edition: ListEdition
    index: Index
    listings: Mapping[str, Listing]
    """By listing identifier."""


@dataclass(slots=True)
class References:
    """Decoded editions by row: rows never change, so nothing here grows stale."""

    _packs: dict[str, Pack] = field(default_factory=dict)
    _lists: dict[str, ScreenedList] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def packs(self, conn: Any, on: date) -> Mapping[str, Pack]:
        """Pack id → edition in force on the day."""
        return {pack_id: self._pack(conn, row) for pack_id, row in _marks(conn, on)}

    def _pack(self, conn: Any, row: str) -> Pack:
        with self._lock:
            if row not in self._packs:
                self._packs[row] = stored.load_pack(conn, row)
            return self._packs[row]

    def lists(self, conn: Any, on: date) -> tuple[ScreenedList, ...]:
        """Every list screened against now, then the institutions packs in force on the day."""
        current = [
            self._list(row, edition, partial(stored.listings_of, conn, row))
            for row, edition in stored.current_lists(conn)
        ]
        institutions = [
            self._list(row, _as_edition(pack), partial(institution_listings, pack))
            for row, pack in self._institutions(conn, on)
        ]
        return (*current, *institutions)

    def _institutions(self, conn: Any, on: date) -> Iterable[tuple[str, Pack]]:
        marked = [(row, self._pack(conn, row)) for _pack_id, row in _marks(conn, on)]
        return [(row, pack) for row, pack in marked if pack.kind == INSTITUTIONS]

    def _list(
        self, row: str, edition: ListEdition, listings: Callable[[], Iterable[Listing]]
    ) -> ScreenedList:
        with self._lock:
            if row not in self._lists:
                index = Index.build(listings())
                by_id = {listing.listing_id: listing for listing in index.listings}
                self._lists[row] = ScreenedList(edition, index, by_id)
            return self._lists[row]

    def calendar(self, conn: Any, state: str, on: date) -> Calendar:
        """The calendar of a state in force on the day, or Unavailable."""
        pack = self.packs(conn, on).get(f"calendar_{state}")
        if pack is None:
            raise Unavailable(
                _("There is no calendar of {state}, so no deadline can be computed.").format(
                    state=state
                ),
                remedy=_("Import a calendar pack of that state."),
            )
        return calendar_of(pack)


def _marks(conn: Any, on: date) -> list[tuple[str, str]]:
    return sorted(stored.pack_marks(conn, on).items())


def _as_edition(pack: Pack) -> ListEdition:
    return ListEdition(
        list_id=pack.id,
        title=pack.title,
        kind=INSTITUTIONS,
        edition=pack.edition,
        sha256=pack.sha256,
        source=pack.source,
        licence=pack.licence,
        trust=pack.trust.value,
        listings=len(pack.rows),
        imported_at=datetime(1970, 1, 1, tzinfo=UTC),
        published=pack.valid_from,
    )


def institution_listings(pack: Pack) -> tuple[Listing, ...]:
    """The rows of an institutions pack in the form the matcher reads."""
    return tuple(
        Listing(
            listing_id=f"{pack.id}/{number}",
            schema="Organization",
            name=row["name_en"],
            aliases=tuple(
                alias
                for alias in (row.get("name_zh", ""), *row.get("aliases", "").split(";"))
                if alias.strip()
            ),
            countries=(row.get("country") or "CN",),
            programmes=(row.get("type", ""),),
            dataset=pack.id,
            note=row.get("note", ""),
        )
        for number, row in enumerate(pack.rows, start=1)
    )
