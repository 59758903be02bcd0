"""Columns of texts that may be messages: as text where somebody typed it, else as a form in JSON.

A typed text that begins as JSON does is kept as `{"t": text}`: nobody types a message.
"""

import json
from typing import Any

from sqlalchemy import Text, TypeDecorator
from sqlalchemy.engine import Dialect

from landwaiter.canonical import canonical_bytes
from landwaiter.errors import Unavailable
from landwaiter.i18n import _, form_of, spoken
from landwaiter.message import worded

_BEGINS = "{"


class WordedText(TypeDecorator[str]):
    """A text column whose messages are put into the words of what is spoken when it is read."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else kept_text(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else shown_text(value)


def kept_text(text: str) -> str:
    """What a column holds of a text."""
    form = form_of(text)
    if isinstance(form, str):
        return str(text) if not form.startswith(_BEGINS) else canonical_bytes({"t": form}).decode()
    return canonical_bytes(form).decode()


def shown_text(kept: str) -> str:
    """The text that a column holds; Unavailable for JSON that the program does not write."""
    if not kept.startswith(_BEGINS):
        return kept
    try:
        form = json.loads(kept)
        if isinstance(form, dict) and form.keys() == {"t"} and isinstance(form["t"], str):
            return str(form["t"])
        return worded(form, spoken().drawn)
    except (ValueError, RecursionError) as error:
        raise Unavailable(
            _("The database is damaged: its content is not what was written."),
            remedy=_("Restore the newest backup into a new folder."),
        ) from error
