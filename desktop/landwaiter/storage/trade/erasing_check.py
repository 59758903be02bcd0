"""What erasures say that they took away, held against their entries and against what is left.

What is gone cannot be counted again: each count is what the entry of its step sealed, and as many
numbers, files and rows as that says are marked as erased. What stays in sums is sealed at the end.
"""

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any, Final, NamedTuple

from sqlalchemy import Text, func, select, type_coerce

from landwaiter.domain.trade.erasure_deeds import CARRY_OUT_ERASURE
from landwaiter.i18n import _
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema.data_protection import trade_erasure as e
from landwaiter.storage.schema.intake import raw_file
from landwaiter.storage.trade import erased_files, erasing, seals

_ABOUT: Final = "trade/erasure/"
_BESIDE: Final = frozenset(
    ("first", "last", "erasure", "motion", "done", "cells_sha256", "files_sha256")
)
"""What an entry says besides counts."""


_SEALED: Final = {
    "cells_sha256": ("trade_erased_cell", erasing.cells_sha256),
    "files_sha256": ("trade_erased_file", erased_files.files_sha256),
}


class _Counted(NamedTuple):
    """What a step, or the end, of an erasure says."""

    erasure: int
    counts: Mapping[str, str]
    """As entries have them."""
    author: str
    at: str


def erased_faults(conn: Reader) -> Iterator[str]:
    """Counts that their entries did not seal, and more or less marked as erased than they say."""
    steps, ends = list[_Counted](), list[_Counted]()
    spans: dict[int, set[int]] = {}
    ended = set[int]()
    for one in seals.said_in(conn, (CARRY_OUT_ERASURE.entry,)):
        said = one.said
        counts = {name: str(said[name]) for name in said.keys() - _BESIDE}
        no = int(one.about.removeprefix(_ABOUT))
        (ends if "done" in said else steps).append(_Counted(no, counts, one.actor, one.at))
        if "done" in said:
            ended.add(no)
        elif no in ended:
            # Nothing is left to do for it: whoever invents a step hides what is no longer sealed.
            yield _("{table}, {object}: it is not what its entry says.").format(
                table="trade_erasure_step", object=len(steps)
            )
        if "first" in said:
            spans.setdefault(no, set()).update((int(said["first"]), int(said["last"])))
    newest = ends[-1:]
    ends.sort(key=lambda one: one.erasure)
    for table, sealed in ((e.trade_erasure_step, steps), (e.trade_erasure_end, ends)):
        kept = list(_kept(conn, table))
        for at, (stands, wanted) in enumerate(zip_longest(kept, sealed), start=1):
            if stands != wanted:
                yield _("{table}, {object}: it is not what its entry says.").format(
                    table=table.name, object=at
                )
    number = e.trade_erasure_step.c.no
    numbered = [int(no) for no in conn.execute(select(number).order_by(number)).scalars()]
    if numbered != list(range(1, len(numbered) + 1)):
        yield _("{table}, {object}: it is not what its entry says.").format(
            table="trade_erasure_step", object=", ".join(map(str, numbered))
        )
    erased = dict[int, int]()
    for step in steps:
        more = int(step.counts.get("declarations", 0))
        erased[step.erasure] = erased.get(step.erasure, 0) + more
    for no in sorted(erased.keys() | _numbers(conn)):
        numbers = erasing.erased_by(conn, no)
        if len(numbers) != erased.get(no, 0) or not spans.get(no, set()) <= set(numbers):
            yield _(
                "trade_erased, erasure {number}: {stands} declarations are marked as erased, its"
                " entries say {sealed}."
            ).format(number=no, stands=len(numbers), sealed=erased.get(no, 0))
    for last in newest:
        yield from _files(conn, sum(int(one.counts["files"]) for one in ends), last)


def _kept(conn: Reader, table: Any) -> Iterator[_Counted]:
    mine = table.c
    query = select(mine.erasure, mine.counts, mine.author, type_coerce(mine.at, Text).label("at"))
    for row in conn.execute(query.order_by(table.primary_key.columns.values()[0])):
        said = records.written(row.counts, dict)
        counts = {name: str(one) for name, one in ({"": ""} if said is None else said).items()}
        yield _Counted(int(row.erasure), counts, row.author, row.at)


def _numbers(conn: Reader) -> set[int]:
    return set(conn.execute(select(e.trade_erased.c.erasure).distinct()).scalars())


def _files(conn: Reader, went: int, newest: _Counted) -> Iterator[str]:
    """Files that went and stayed, while no erasure is under way."""
    if any(not one.is_done and one.counts for one in erasing.erasures(conn)):
        return
    stay = int(newest.counts["files_that_stay"])
    whole = select(func.count()).select_from(e.trade_erased_file)
    of_gone = whole.where(e.trade_erased_file.c.raw_file_id.not_in(select(raw_file.c.id)))
    noted, gone = (int(conn.execute(query).scalar() or 0) for query in (whole, of_gone))
    # One that stayed may have gone since, with the last case that needed it.
    if gone < went or noted - gone > stay or noted < went + stay:
        yield _(
            "trade_erased_file: {noted} files are noted, {gone} of them gone; entries say that"
            " {went} went and {stay} stay."
        ).format(noted=noted, gone=gone, went=went, stay=stay)


def cell_faults(conn: Reader) -> Iterator[str]:
    """What they leave since the newest erasure ended; while one is under way that is not sealed."""
    said: Mapping[str, Any] = dict.fromkeys(_SEALED, erasing.NO_CELLS)
    newest = ""
    for one in seals.said_in(conn, (CARRY_OUT_ERASURE.entry,)):
        newest = one.about
        if "done" in one.said:
            said = one.said
    if any(
        not one.is_done and newest == f"trade/erasure/{one.no}" for one in erasing.erasures(conn)
    ):
        return
    for name, (table, made) in _SEALED.items():
        if said.get(name) != made(conn):
            yield _("{table}: it is not what the newest erasure sealed.").format(table=table)
