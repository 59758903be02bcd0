"""Which stored texts stand in a sentence, so that their class goes with them."""

import re
from collections.abc import Collection, Iterable, Iterator

from landwaiter.domain.base.facts import Content, gravest
from landwaiter.i18n import Words, in_english
from landwaiter.reports.dossier.paper_reader import QuotedText


class QuotedSearch:
    """Which stored texts stand in a sentence, as whole words."""

    def __init__(self, quoted: Iterable[QuotedText]) -> None:
        self._classes: dict[str, Content] = {}
        for one in quoted:
            known = self._classes.get(one.text)
            self._classes[one.text] = gravest(filter(None, (known, one.content))) or one.content
        # The longer first: of two that begin alike the whole one is found.
        texts = sorted(self._classes, key=len, reverse=True)
        self._found = re.compile("|".join(map(_whole_words, texts))) if texts else None

    def classes_in(self, said: Words, but: Collection[Words] = ()) -> Iterator[Content]:
        """Of each that stands in it, but for those parts of it."""
        if self._found is None:
            return
        for words in {_without(str(said), but), _without(in_english(said), but)}:
            for text in self._found.findall(words):
                yield self._classes[text]


def _without(text: str, parts: Collection[Words]) -> str:
    for one in parts:
        for said in (str(one), in_english(one)):
            text = text.replace(said, "\n") if said else text
    return text


def _whole_words(text: str) -> str:
    before = r"(?<!\w)" if text[:1].isalnum() else ""
    after = r"(?!\w)" if text[-1:].isalnum() else ""
    return f"{before}{re.escape(text)}{after}"
