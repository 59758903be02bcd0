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
    except ValueError:
        key = None
    if not isinstance(key, list) or len(key) != length:
        raise Invalid(_("This is no mark of a page."), field="after", value=mark)
    return tuple(key)


def beyond(
    columns: Sequence[ColumnElement[Any]], key: Sequence[Any], *, descending: bool = False
) -> ColumnElement[bool]:
    """Rows that follow a sort key; no column of it may be empty."""
    here = tuple_(*columns)
    there = tuple_(*key)
    return here < there if descending else here > there
