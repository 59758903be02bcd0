"""A bar on standard error while something long runs; silence where nobody watches."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bars

Progress = Callable[[int, int, str], None]
"""Done, total and what is done."""


@contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """Tell it how far the work is; None when standard error is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.completed}/{task.total}"), BarColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        yield partial(_show, bars)


def _show(bars: "Bars", done: int, total: int, _what: str) -> None:
    """Move the one bar; there is none before the work has said how much it is."""
    if not bars.task_ids:
        bars.add_task("", total=total)
    bars.update(bars.task_ids[0], completed=done, total=total)
