"""The words printed in a report: in the language of its dossier, whoever prints or verifies it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from landwaiter.i18n import catalogue

_language: ContextVar[str] = ContextVar("language of the report", default="en")


@contextmanager
def worded_in(language: str) -> Iterator[None]:
    """Within it, `_` of this module speaks `language` (ISO 639-1); unknown ones speak English."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def _(text: str) -> str:
    """`text` in the language of the report at hand."""
    return catalogue(_language.get()).gettext(text)
