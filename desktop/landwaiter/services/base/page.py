"""A page of a list that is read piece by piece."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")
MOST_COUNTED = 10_000
"""Rows that are counted for who waits; of more it is said that they are more."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """A keyset page; `after` continues it, None at the end."""

    rows: tuple[Row, ...]
    after: str | None
    total: int | None = None
    is_more: bool = False
    """There are more than `total`; how many was not counted."""
    by_entry: bool = False
    """The newest entry first, whatever order was asked for: too many fit to be sorted."""
