"""Parts that the office assessed before, by part number, kept warm for a session."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from landwaiter.domain.goods.classification.seen import PartFinding, part_numbers
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.goods.assessed import findings_after, newest_finding

MOST_PER_PART = 5
"""Findings told of one part, the newest first."""


@dataclass(slots=True)
class AssessedParts:
    """Part number → findings; only findings made since the last look are read."""

    _by_part: dict[str, dict[tuple[str, str, str], tuple[str, PartFinding]]] = field(
        default_factory=dict
    )
    _mark: tuple[int, int] = (0, 0)

    def naming(self, conn: Reader, text: str, *, but: str | None = None) -> tuple[PartFinding, ...]:
        """Findings on items of other cases whose description names a part that `text` names."""
        parts = part_numbers(text)
        if not parts:
            return ()
        self._freshen(conn)
        return tuple(one for part in parts for one in self._of(part, but))

    def _of(self, part: str, but: str | None) -> Iterable[PartFinding]:
        rows = reversed(tuple(self._by_part.get(part, {}).values()))
        others = [one for case_id, one in rows if case_id != but]
        return others[:MOST_PER_PART]

    def _freshen(self, conn: Reader) -> None:
        mark = newest_finding(conn)
        if mark == self._mark:
            return
        if mark[1] <= self._mark[1]:
            self._by_part.clear()
            self._mark = (0, 0)
        for row in findings_after(conn, self._mark[0]):
            one = PartFinding("", row.reference, row.item_no, row.list, row.code, row.confirmed)
            for part in part_numbers(row.description):
                key = (row.case_id, row.list, row.code)
                known = self._by_part.setdefault(part, {})
                known.pop(key, None)
                known[key] = (row.case_id, replace(one, part=part))
        self._mark = mark
