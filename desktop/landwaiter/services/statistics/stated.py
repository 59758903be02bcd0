"""What the office states of itself, as two persons signed it: their motions are its only store."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from landwaiter.domain.base.zones import local_date
from landwaiter.domain.deeds.motion import Motion, MotionState
from landwaiter.domain.statistics.deeds import IMPORT_FIGURE_LIST, STATE_FIGURE
from landwaiter.domain.statistics.stated_figures import (
    ListedFigure,
    StatedFigure,
    checked_value,
)
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_plain
from landwaiter.storage.deeds.motion_rows import motions_of_deed

LIST_OBJECT: Final = "figures/2024-1226"
"""The one list there is, as the audit chain names it."""


@dataclass(frozen=True, slots=True)
class OfficeFigures:
    """The list that counts, and the newest statement on each figure and year."""

    listed: tuple[ListedFigure, ...]
    stated: Mapping[tuple[str, int], StatedFigure]
    standing: Mapping[str, str]
    """What the audit chain names → the motion that counts now; a later one rests on it."""


def figure_object(code: str, year: int) -> str:
    """A figure of a year, as the audit chain names it."""
    return f"figure/{year}/{code}"


def office_figures(session: Session, conn: Reader) -> OfficeFigures:
    """What counts by signatures: motions that were carried out, and of each object the newest.

    One moved before another is not carried out after it, as it rests on what stood.
    """
    registry = session.registry(conn)
    deeds = (IMPORT_FIGURE_LIST.motion, STATE_FIGURE.motion)
    newest = {
        one.object: one
        for deed in deeds
        for one in motions_of_deed(conn, registry, deed)
        if one.state is MotionState.CARRIED_OUT and one.valid
    }
    listed = newest.pop(LIST_OBJECT, None)
    state = session.casebook.member_state
    stated = (_stated(one, state) for one in newest.values())
    return OfficeFigures(
        from_plain(list(listed.args["figures"]), tuple[ListedFigure, ...]) if listed else (),
        {(one.code, one.year): one for one in stated},
        {one.object: one.id for one in (*newest.values(), *((listed,) if listed else ()))},
    )


def _stated(motion: Motion, member_state: str) -> StatedFigure:
    args, second = motion.args, motion.second
    return StatedFigure(
        args["code"],
        int(args["year"]),
        checked_value(args["value"]),
        args["source"],
        motion.author,
        "" if second is None or second.by_one else second.seconder,
        local_date(motion.at, member_state),
    )
