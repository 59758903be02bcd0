"""The words printed in a report: in the language of its dossier, whoever prints or verifies it."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from landwaiter.i18n import DOMAIN
from landwaiter.resources import root

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
    return _catalogue(_language.get()).gettext(text)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    folder = root() / "translations"
    return gettext.translation(
        DOMAIN,
        localedir=str(folder) if isinstance(folder, Path) else None,
        languages=[language],
        fallback=True,
    )
