"""The thresholds that count: of a list and, where the office set one, of a kind in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from landwaiter.domain.lists.listing import Match
from landwaiter.screening import DEFAULT_THRESHOLD, kind_of_schema
from landwaiter.services.warm.screened_list import ScreenedList
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.settings import setting, settings_with

USUAL: Final = "threshold."
OF_KIND: Final = "kind_threshold."
LEAST: Final = 400
"""Thousandths below which everybody resembles somebody."""
KINDS: Final = ("person", "organisation", "vessel")


@dataclass(frozen=True, slots=True)
class Points:
    """The thresholds of one list in thousandths."""

    usual: int
    kinds: Mapping[str, int] = field(default_factory=dict)
    """Kind → its own threshold, where the office set one."""

    @property
    def least(self) -> int:
        """What a search must ask for."""
        return min((self.usual, *self.kinds.values()))

    def of(self, schema: str) -> int:
        """The threshold of a listing of `schema`."""
        return self.kinds.get(kind_of_schema(schema) or "", self.usual)


def points_of(conn: Reader, list_id: str) -> Points:
    """The office's thresholds for a list, or the engine's own."""
    usual = int(setting(conn, f"{USUAL}{list_id}") or DEFAULT_THRESHOLD)
    own = settings_with(conn, f"{OF_KIND}{list_id}.")
    return Points(usual, {kind: int(value) for kind, value in own.items() if value})


def limits_of(conn: Reader, lists: Iterable[ScreenedList]) -> dict[str, int]:
    """List → its threshold, and "list kind" → that of a kind, for searches that go elsewhere."""
    found: dict[str, int] = {}
    for one in lists:
        points = points_of(conn, one.edition.list_id)
        found[one.edition.list_id] = points.usual
        for kind, threshold in points.kinds.items():
            found[f"{one.edition.list_id} {kind}"] = threshold
    return found


def points_in(limits: Mapping[str, int], list_id: str) -> Points:
    """The thresholds of a list out of `limits_of`."""
    own = {kind: limits[key] for kind in KINDS if (key := f"{list_id} {kind}") in limits}
    return Points(limits[list_id], own)


def reaching(
    screened: ScreenedList, matches: Iterable[Match], points: Points
) -> tuple[tuple[Match, int], ...]:
    """The matches that reach the threshold of their listing's kind, each with it."""
    if not points.kinds:
        return tuple((match, points.usual) for match in matches)
    with_theirs = (
        (match, points.of(screened.listings[match.listing_id].schema)) for match in matches
    )
    return tuple((match, point) for match, point in with_theirs if match.score >= point)
