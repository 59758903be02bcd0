"""A bar on standard error while something long runs; silence where nobody watches."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

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
        task = bars.add_task("", total=None)

        def tell(done: int, total: int, what: str) -> None:
            bars.update(task, completed=done, total=total)

        yield tell
