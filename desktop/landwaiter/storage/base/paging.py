"""Lists page by page: a mark names the last row by its sort key, and a condition what follows it.

A page is found by its key and never by counting rows off, so that rows which come or go meanwhile
make no other row stand twice or not at all.
"""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, tuple_

from landwaiter.errors import Invalid
from landwaiter.i18n import _

PAGE = 256
"""Rows of a page where nobody asks for another number."""


def mark_of(*key: Any) -> str:
    """The mark of a row with this sort key."""
    return json.dumps(key)


def key_in(mark: str, length: int) -> tuple[Any, ...]:
    """The sort key that a mark names; Invalid for a text that is none."""
    try:
        key = json.loads(mark)
    except (ValueError, RecursionError):
        key = None
    if not isinstance(key, list) or len(key) != length or not all(map(_is_part, key)):
        raise Invalid(
            _("This is no mark of a page."),
            field="after",
            value=mark,
            remedy=_("Give the mark that the page before ends with, or none for the first page."),
        )
    return tuple(key)


def _is_part(part: Any) -> bool:
    """Whether it may stand in a key; a number may be as large as a database keeps it."""
    if isinstance(part, int):
        return abs(part) < 2**63
    return part is None or isinstance(part, str | float)


def beyond(
    columns: Sequence[ColumnElement[Any]], key: Sequence[Any], *, descending: bool = False
) -> ColumnElement[bool]:
    """Rows that follow a sort key; no column of it may be empty."""
    here = tuple_(*columns)
    there = tuple_(*key)
    return here < there if descending else here > there
