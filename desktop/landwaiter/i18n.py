"""Translation of the strings a user reads; English is the source text."""

import gettext
from functools import cache
from pathlib import Path

from landwaiter.resources import root

DOMAIN = "landwaiter"


@cache
def catalogue(language: str | None = None) -> gettext.NullTranslations:
    """The texts in `language` (ISO 639-1), or in the system's; what has none stays English."""
    folder = root() / "translations"
    return gettext.translation(
        DOMAIN,
        localedir=str(folder) if isinstance(folder, Path) else None,
        languages=[language] if language else None,
        fallback=True,
    )


def _(text: str) -> str:
    """`text` in the language of the system; unknown texts stay English."""
    return catalogue().gettext(text)
