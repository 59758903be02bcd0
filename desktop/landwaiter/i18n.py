"""Translation of the strings a user reads; English is the source text.

`_` gives a `Message` (`landwaiter.message`): words to whoever shows them, and a form without a
language to whoever seals them.
"""

import gettext
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from landwaiter.message import (
    Message,
    MessageForm,
    Words,
    apart,
    capitalised,
    fits,
    form_of,
    is_form,
    joined,
    worded,
)
from landwaiter.resources import root

__all__ = [
    "ENGLISH",
    "SOURCE",
    "Catalogue",
    "Message",
    "Words",
    "_",
    "apart",
    "capitalised",
    "catalogue",
    "form_of",
    "in_english",
    "in_words",
    "joined",
    "language",
    "message",
    "shown",
    "speaking",
    "spoken",
]

DOMAIN = "landwaiter"
SOURCE: Final = "en"
"""The language of the ids of messages: they are its texts, and its catalogue is empty."""


class Catalogue:
    """The texts of one language by the id of their message; what has none stays English."""

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        self.language = language
        self.texts: Mapping[str, str] = MappingProxyType(dict(texts))
        self._messages: dict[str, Message] = {}

    def message(self, text: str) -> Message:
        """The message of this id, without arguments."""
        made = self._messages.get(text)
        if made is None:
            form: MessageForm = {"m": text} if text else ""  # nothing to say is said in no language
            made = self._messages[text] = Message(self.text(text) if text else "", form)
        return made

    def text(self, text: str) -> str:
        """The text of this id; English where a translation asks for arguments that it has not."""
        found = self.texts.get(text, text)
        return found if found is text or fits(found, text) else text

    @cached_property
    def sha256(self) -> str:
        """Of the canonical JSON of its language and texts."""
        told = {"language": self.language, "texts": dict(self.texts)}
        data = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(data.encode()).hexdigest()


_LANGUAGE: Final = re.compile("[a-z]{2,3}")
ENGLISH: Final = Catalogue(SOURCE, {})


@cache
def catalogue(language: str | None = None) -> Catalogue:
    """The texts in `language` (ISO 639-1), or in the system's; English where there are none."""
    folder = root() / "translations"
    if not isinstance(folder, Path) or language == SOURCE:
        return ENGLISH
    if language and not _LANGUAGE.fullmatch(language):
        return ENGLISH  # whoever wrote a report may call it anything, and no file is named so
    path = gettext.find(DOMAIN, str(folder), [language] if language else None)
    if path is None:
        return ENGLISH
    from babel.messages.mofile import read_mo  # noqa: PLC0415  # slow to import

    with Path(path).open("rb") as file:
        texts = {str(one.id): str(one.string) for one in read_mo(file) if one.id and one.string}
    return Catalogue(Path(path).parts[-3], texts)


_spoken: ContextVar[Catalogue | None] = ContextVar("what is spoken", default=None)


def spoken() -> Catalogue:
    """The catalogue of what is said now: that of the system, unless something else is spoken."""
    return _spoken.get() or catalogue()


def language() -> str:
    """ISO 639-1 of what is said now."""
    return spoken().language


def shown() -> Mapping[str, str]:
    """In which words somebody reads what is signed: language, and hash of its catalogue."""
    return {"language": spoken().language, "catalogue": spoken().sha256}


@contextmanager
def speaking(words: Catalogue) -> Iterator[None]:
    """Within it, `_` and `in_words` speak by this catalogue."""
    token = _spoken.set(words)
    try:
        yield
    finally:
        _spoken.reset(token)


def _(text: str) -> str:
    """`text` as a `Message` in the language that is spoken; unknown texts stay English."""
    return (_spoken.get() or catalogue()).message(text)


def in_words(value: Any) -> Any:
    """Plain values with each form in them as a message in the language that is spoken.

    What is no form stays as it is, however deep it lies.
    """
    if isinstance(value, dict):
        if is_form(value):
            return message(value)
        return {name: in_words(item) for name, item in value.items()}
    if isinstance(value, list):
        return [in_words(item) for item in value]
    return value


def in_english(text: str) -> str:
    """A text in the words of its ids, whatever is spoken."""
    return str(worded(form_of(text), ENGLISH.text))


def message(value: Any) -> str:
    """A text as it was sealed, in the language that is spoken; what is neither text nor form, as
    it is written."""
    try:
        return value if isinstance(value, str) else worded(value, spoken().text)
    except ValueError:
        return str(value)
