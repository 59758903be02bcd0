"""Lists that are read page by page, all of them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from landwaiter.services.base.page import Page

Row = TypeVar("Row")


def every_row(fetch: "Callable[[str | None], Page[Row]]") -> tuple[Row, ...]:
    """All rows of a list; `fetch` reads the page after a mark, no snapshot outlasts a page."""
    rows: list[Row] = []
    after: str | None = None
    while True:
        page = fetch(after)
        rows += page.rows
        after = page.after
        if after is None:
            return tuple(rows)
