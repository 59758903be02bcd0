"""Translation of the strings a user reads; English is the source text."""

import gettext
from functools import cache
from pathlib import Path

from landwaiter.resources import root

DOMAIN = "landwaiter"


@cache
def _catalogue(language: str | None) -> gettext.NullTranslations:
    folder = root() / "translations"
    return gettext.translation(
        DOMAIN,
        localedir=str(folder) if isinstance(folder, Path) else None,
        languages=[language] if language else None,
        fallback=True,
    )


class _Language:
    """The language of this process; set once at start from the person's settings."""

    code: str | None = None


def use_language(code: str | None) -> None:
    """Translate from now on into `code` (ISO 639-1); None: the language of the system."""
    _Language.code = code


def _(text: str) -> str:
    """`text` in the language of this process; unknown texts stay English."""
    return _catalogue(_Language.code).gettext(text)
