"""How old the watch lists were that a case was screened against, by what was recorded then."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Final

from landwaiter.domain.law.pack import Pack
from landwaiter.domain.lists.list_editions import age_limit, is_stale
from landwaiter.domain.lists.listing import ListEdition
from landwaiter.domain.statistics.counted import ListGap
from landwaiter.services.base.setting_history import changes_of
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import structure
from landwaiter.storage.base.settings import setting
from landwaiter.storage.lists.list_editions import kept_lists

_SETTING: Final = "age_limit."


class ListAges:
    """Editions that were ever here, and what was set of their age, read once."""

    def __init__(
        self,
        conn: Reader,
        limits_on: Callable[[date], Pack | None],
        day_of: Callable[[str], date],
    ) -> None:
        self._conn, self._limits_on, self._day_of = conn, limits_on, day_of
        self._known = {
            (one.edition.list_id, one.edition.sha256): one.edition for one in kept_lists(conn)
        }
        self._named = cache(self._lists_named)
        self._changes = cache(lambda list_id: changes_of(conn, f"{_SETTING}{list_id}"))

    def gaps(self, at: str, editions: str) -> tuple[ListGap, ...]:
        """What was wanting in the lists that an evaluation names; nothing where all were fit."""
        day, instant = self._day_of(at), datetime.fromisoformat(at)
        found = {self._gap(one, day, instant) for one in self._named(editions)}
        return tuple(gap for gap in ListGap if gap in found)

    def _lists_named(self, editions: str) -> tuple[ListEdition, ...]:
        """Of each list its newest edition; packs and registers are no lists."""
        newest: dict[str, ListEdition] = {}
        for said in structure(editions):
            one = self._known.get((said["id"], said["sha256"]))
            if one is not None:
                before = newest.get(one.list_id)
                newest[one.list_id] = max(one, before or one, key=lambda each: each.dated)
        return tuple(newest.values())

    def _gap(self, one: ListEdition, day: date, at: datetime) -> ListGap | None:
        limit = age_limit(one, self._set_by(one.list_id, at), self._limits_on(day))
        if limit is None:
            return ListGap.NO_LIMIT
        return ListGap.TOO_OLD if is_stale(one, limit, day) else None

    def _set_by(self, list_id: str, at: datetime) -> str:
        """The office's limit as it was set then; empty: it had none."""
        changes = self._changes(list_id)
        earlier = next((one for one in changes if one.at <= at), None)
        if earlier is not None:
            return earlier.after
        if changes:
            return changes[-1].before
        return setting(self._conn, f"{_SETTING}{list_id}") or ""
