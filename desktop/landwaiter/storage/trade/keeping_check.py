"""What erased declarations leave, in sums and of their files, held against the newest entry."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from landwaiter.domain.trade.erasure_deeds import CARRY_OUT_ERASURE
from landwaiter.i18n import _
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.trade import erased_files, erasing, seals

_SEALED: Final = {
    "cells_sha256": ("trade_erased_cell", erasing.cells_sha256),
    "files_sha256": ("trade_erased_file", erased_files.files_sha256),
}


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
