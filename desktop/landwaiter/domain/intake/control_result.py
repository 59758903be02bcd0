"""What a control of declared goods found, as a person recorded it to be keyed in elsewhere."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ControlResult:
    """One result; the newest of an item, or of the whole declaration, counts."""

    id: str
    code: str
    words: str
    """What the list says of the code; empty: no list was in force."""
    listed: str
    """Title and edition of the list."""
    trust: str
    """How far to rely on the list."""
    controlled_at: datetime
    controlled_by: str
    found: str
    author: str
    at: datetime
    item_no: int | None = None
    """None: the whole declaration."""
    seals: str = ""
    remarks: str = ""


def standing_results(
    results: Iterable[ControlResult], numbers: Collection[int], since: datetime | None
) -> tuple[ControlResult, ...]:
    """Those that are not superseded: by a newer one, or by a version of the declaration that came
    at `since`. Of the whole declaration first, then by item; `numbers` are those of the case.
    """
    newest = {one.item_no: one for one in results}
    stand = (
        one
        for no, one in newest.items()
        if (no is None or no in numbers) and (since is None or one.at >= since)
    )
    return tuple(sorted(stand, key=lambda one: one.item_no or 0))
