"""What a page of the help consists of, and how pages are searched."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from landwaiter.i18n import _
from landwaiter.services.help import screen_keys
from landwaiter.services.help.screen_keys import ScreenKey


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
class ScreenPage:
    """The page of one screen; its keys are those of the screen and stand in no page."""

    purpose: str
    parts: tuple[HelpPart, ...]
    questions: tuple[HelpQuestion, ...] = ()
    see: tuple[str, ...] = ()
    """Other screens whose pages go on from here."""


class TopicKind(StrEnum):
    """What a page is about."""

    SCREEN = "screen"
    DIALOG = "dialog"
    FORM = "form"
    """A deed: the form that asks for it, and its command."""


@dataclass(frozen=True, slots=True)
class HelpRow:
    """One line of a section: what it is about, which may be empty, and what is said of it."""

    about: str
    words: str


@dataclass(frozen=True, slots=True)
class HelpSection:
    """Lines under a heading."""

    title: str
    rows: tuple[HelpRow, ...]


@dataclass(frozen=True, slots=True)
class TopicPage:
    """A page in the language spoken, as window and terminal show it."""

    topic: str
    title: str
    kind: TopicKind
    purpose: str
    parts: tuple[str, ...] = ()
    """Of a screen: its parts, in the order of their numbers."""
    sections: tuple[HelpSection, ...] = ()
    questions: tuple[HelpRow, ...] = ()
    keys: tuple[ScreenKey, ...] = ()
    deeds: tuple[str, ...] = ()
    """Topics of the deeds that begin here."""
    see: tuple[str, ...] = ()
    """Topics that go on from here."""

    def sentences(self) -> Iterator[str]:
        """Everything that it says, its title aside."""
        yield self.purpose
        yield from self.parts
        for row in (*(row for section in self.sections for row in section.rows), *self.questions):
            yield from filter(None, (row.about, row.words))
        for key in self.keys:
            yield screen_keys.words(key)


def told_questions(asked: Iterable[HelpQuestion]) -> tuple[HelpRow, ...]:
    """Questions and answers in the language spoken."""
    return tuple(HelpRow(_(one.asked), _(one.answer)) for one in asked)


@dataclass(frozen=True, slots=True)
class HelpMatch:
    """A page in which every word that was typed stands."""

    topic: str
    title: str
    sentence: str
    """The first that has one of the words; the first of all where only the title has."""


def search(pages: Iterable[TopicPage], typed: str) -> tuple[HelpMatch, ...]:
    """Of these pages those with every word; those named by one come first, screens before forms."""
    wanted = plain(typed).split()
    if not wanted:
        return ()
    found = []
    for page in pages:
        sentences = tuple(page.sentences())
        if not all(word in plain(" ".join((page.title, *sentences))) for word in wanted):
            continue
        told = (one for one in sentences if any(word in plain(one) for word in wanted))
        is_named = any(word in plain(page.title) for word in wanted)
        match = HelpMatch(page.topic, page.title, next(told, sentences[0]))
        found.append((not is_named, match))
    return tuple(match for _rank, match in sorted(found, key=lambda one: one[0]))


_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d"})
"""Letters that no decomposition takes apart."""


def plain(text: str) -> str:
    """A text as it is searched: without capitals and accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
