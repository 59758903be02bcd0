"""The words printed in a report: those of its dossier, whoever prints or verifies it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from landwaiter.i18n import ENGLISH, Catalogue

_printed: ContextVar[Catalogue] = ContextVar("words of the report", default=ENGLISH)


@contextmanager
def worded_in(words: Catalogue) -> Iterator[None]:
    """Within it, `_` and `text_of` of this module speak by this catalogue."""
    token = _printed.set(words)
    try:
        yield
    finally:
        _printed.reset(token)


def _(text: str) -> str:
    """`text` in the language of the report at hand."""
    return _printed.get().message(text)


def text_of(text: str) -> str:
    """The text of a message's id in the language of the report at hand."""
    return _printed.get().text(text)


def words_of(language: Any, words: Any) -> Catalogue:
    """The catalogue that a dossier brings along; English where it is none."""
    texts = words if isinstance(words, Mapping) else {}
    told = {key: text for key, text in texts.items() if isinstance(text, str)}
    return Catalogue(language if isinstance(language, str) else ENGLISH.language, told)


class RecordingCatalogue(Catalogue):
    """A catalogue that remembers what it was asked for."""

    def __init__(self, words: Catalogue) -> None:
        super().__init__(words.language, {})
        self._words = words
        self.asked: set[str] = set()

    def text(self, text: str) -> str:
        self.asked.add(text)
        return self._words.text(text)
