"""Gists in the casebook, with their ends."""

from typing import Final

from landwaiter.domain.deeds.motion import Motion, MotionState
from landwaiter.domain.reports.gist_deeds import RELEASE_GIST
from landwaiter.domain.reports.gists import Gist
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_plain
from landwaiter.storage.reports.ended_rows import cases_with, rows_with_ends
from landwaiter.storage.schema import tables as t

_SIGNED: Final = (
    "case",
    "report",
    "reader",
    "place",
    "class",
    "salt",
    "commitment",
    "context",
    "text",
)
"""What two persons signed of a gist, and its row repeats."""


def carries_gist(motion: Motion | None, gist: Gist, case_id: str) -> bool:
    """Whether two persons signed this very row, on this case."""
    if motion is None or not motion.valid or motion.state is not MotionState.CARRIED_OUT:
        return False
    second = motion.second
    if motion.deed != RELEASE_GIST.motion or second is None or second.by_one:
        return False
    kept = (
        case_id,
        gist.report_type,
        gist.profile.value,
        gist.place,
        gist.content.value,
        gist.salt,
        gist.commitment,
        gist.context,
        gist.text,
    )
    signed = tuple(motion.args.get(name) for name in _SIGNED)
    return (gist.author, *kept) == (motion.author, *signed)


def cases_with_gists(conn: Reader) -> tuple[str, ...]:
    """The cases on which there ever was one."""
    return cases_with(conn, t.gist)


def gists_of(conn: Reader, case_id: str) -> tuple[Gist, ...]:
    """Every gist there ever was on a case, by its number."""
    rows = rows_with_ends(conn, t.gist, t.gist_end, "gist_id", case_id)
    return tuple(from_plain(row, Gist) for row in rows)
