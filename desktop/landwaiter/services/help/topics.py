"""Every topic of the help, by name and by its words: screens, dialogs, forms of deeds."""

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache, lru_cache

from landwaiter.errors import Invalid
from landwaiter.i18n import Catalogue, _, spoken
from landwaiter.services.help import deed_pages, dialog_pages, screen_pages
from landwaiter.services.help.help_page import HelpMatch, TopicPage, plain, search

_NEAREST, _ALIKE = 5, 0.7
"""How many topics are named where none is meant, and how alike they are at least."""


@cache
def _makers() -> Mapping[str, Callable[[str], TopicPage]]:
    return {
        **dict.fromkeys(screen_pages.PAGES, screen_pages.page_of_screen),
        **dict.fromkeys(dialog_pages.PAGES, dialog_pages.page_of_dialog),
        **dict.fromkeys(deed_pages.deeds_by_name(), deed_pages.page_of_deed),
    }


def topics() -> tuple[str, ...]:
    """The names of all pages: screens, dialogs, deeds."""
    return tuple(_makers())


def has_page(topic: str) -> bool:
    return topic in _makers()


def page_of(topic: str) -> TopicPage:
    """The page of a topic that there is, in the language spoken."""
    return _makers()[topic](topic)


def pages() -> tuple[TopicPage, ...]:
    """All pages, in the language spoken."""
    return _pages(spoken())


@lru_cache(maxsize=2)
def _pages(_language: Catalogue) -> tuple[TopicPage, ...]:
    """Who types a search asks for them at every key."""
    return tuple(map(page_of, topics()))


def searched(typed: str) -> tuple[HelpMatch, ...]:
    """The pages with every word that was typed, in the language spoken."""
    return search(pages(), typed)


def page_named(asked: str) -> TopicPage:
    """The page of a topic, of the short name of an act on cases, or of a title.

    Invalid where there is none, with the nearest names.
    """
    typed = plain(asked.strip())
    for topic in topics():
        if typed in (
            topic,
            topic.removeprefix("case."),
            topic.removeprefix("case.").replace("_", "-"),
        ):
            return page_of(topic)
    by_title = {plain(page.title): page for page in reversed(pages())}
    if typed in by_title:
        return by_title[typed]
    raise _unknown(asked, typed, by_title)


def _unknown(asked: str, typed: str, by_title: Mapping[str, TopicPage]) -> Invalid:
    acts = {topic.removeprefix("case."): topic for topic in reversed(topics())}
    names = {title: page.topic for title, page in by_title.items()} | acts
    near = get_close_matches(typed, names, _NEAREST, _ALIKE)
    found = dict.fromkeys(names[one] for one in near)
    found |= dict.fromkeys(_by_words_of_titles(typed, by_title))
    found |= dict.fromkeys(match.topic for match in searched(asked))
    nearest = ", ".join(list(found)[:_NEAREST])
    return Invalid(
        _("The help has no such topic."),
        field="topic",
        value=asked,
        remedy=_("The nearest are: {topics}.").format(topics=nearest)
        if nearest
        else _("`landwaiter help` lists them all."),
    )


def _by_words_of_titles(typed: str, by_title: Mapping[str, TopicPage]) -> Iterator[str]:
    """Topics whose titles have most of the words; short ones stand in every title."""
    words = [word for word in typed.split() if len(word) > 3]
    counted = [(sum(word in title for word in words), page) for title, page in by_title.items()]
    for count, page in sorted(counted, key=lambda one: -one[0]):
        if count:
            yield page.topic
