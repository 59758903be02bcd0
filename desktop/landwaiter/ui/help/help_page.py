"""What a page of the help consists of, and how pages are searched."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from landwaiter.i18n import _


@dataclass(frozen=True, slots=True)
class HelpPart:
    """One part of a screen: its place as attributes of the screen's widget, and its words."""

    path: str
    words: str


@dataclass(frozen=True, slots=True)
class HelpQuestion:
    """What people ask, and the answer."""

    asked: str
    answer: str


@dataclass(frozen=True, slots=True)
class HelpPage:
    """The page of one screen; its keys are those of the screen and stand in no page."""

    purpose: str
    parts: tuple[HelpPart, ...]
    questions: tuple[HelpQuestion, ...] = ()
    see: tuple[str, ...] = ()
    """Other screens whose pages go on from here."""

    def sentences(self) -> Iterator[str]:
        """Everything that it says, in the language spoken."""
        yield _(self.purpose)
        for part in self.parts:
            yield _(part.words)
        for question in self.questions:
            yield _(question.asked)
            yield _(question.answer)


@dataclass(frozen=True, slots=True)
class HelpMatch:
    """A page in which every word that was typed stands."""

    name: str
    title: str
    sentence: str
    """The first that has one of the words; the first of all where only the title has."""


def search(pages: Iterable[tuple[str, str, tuple[str, ...]]], typed: str) -> tuple[HelpMatch, ...]:
    """Of pages (name, title, sentences) those with every word; those named by one come first."""
    wanted = _plain(typed).split()
    if not wanted:
        return ()
    found = []
    for name, title, sentences in pages:
        whole = _plain(" ".join((title, *sentences)))
        if not all(word in whole for word in wanted):
            continue
        told = (one for one in sentences if any(word in _plain(one) for word in wanted))
        is_named = any(word in _plain(title) for word in wanted)
        sentence = next(told, sentences[0] if sentences else "")
        found.append((not is_named, HelpMatch(name, title, sentence)))
    return tuple(match for _rank, match in sorted(found, key=lambda one: one[0]))


_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d"})
"""Letters that no decomposition takes apart."""


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
