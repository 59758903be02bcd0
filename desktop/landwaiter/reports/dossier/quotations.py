"""Which stored texts stand in a sentence, so that their class goes with them.

Who quotes a text begins it with a capital, ends it with a stop, puts other quotation marks around
it or breaks its lines: it is the same text. A text of one word keeps its capitals, since a name is
often a common word too: *Hold*, and *hold*.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import Final, NamedTuple

from landwaiter.domain.base.facts import Content, gravest
from landwaiter.i18n import Words, in_english
from landwaiter.reports.dossier.paper_reader import QuotedText

_WORD: Final = re.compile(r"\w+")
_BLANKS: Final = re.compile(r"\s+")
_MARKS: Final = str.maketrans(
    dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛‹›`´", "'") | dict.fromkeys("‐‑–—", "-")
)
_AT_ENDS: Final = " \"'.,:;!?…"
_TAKEN_OUT: Final = "\0"
"""In place of a part that is let out: no text runs across it."""


def _written(text: str) -> str:
    """With marks of one kind and one blank between words."""
    return _BLANKS.sub(" ", text.translate(_MARKS))


def _small(text: str) -> str:
    """Without capitals, sign by sign, so that each keeps its place."""
    small = text.casefold()
    if len(small) == len(text):
        return small
    signs = ((sign, sign.casefold()) for sign in text)
    return "".join(small if len(small) == 1 else sign for sign, small in signs)


def without_marks(text: str) -> str:
    """The text without stops and quotation marks at its ends."""
    return _written(text).strip(_AT_ENDS)


def looked_for(text: str) -> str:
    """What is looked for of a stored text; two texts that are looked for alike are one."""
    bare = without_marks(text)
    return _small(bare) if " " in bare else bare


class SaidText:
    """What is said somewhere, to be asked for stored texts."""

    def __init__(self, said: str) -> None:
        self.written = _written(said)
        self.small = _small(self.written)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self.small))

    def says(self, text: str) -> bool:
        """Whether the text stands in it, in whatever words it is a part of."""
        wanted = _small(looked_for(text))
        first = _WORD.search(wanted)
        return first is not None and first.group() in self.words and wanted in self.small


class _Wanted(NamedTuple):
    text: str
    """As it is looked for."""
    small: str
    before: int
    """Signs before its first word."""
    content: Content


class QuotedSearch:
    """Which stored texts stand in a sentence, as whole words."""

    def __init__(self, quoted: Iterable[QuotedText]) -> None:
        classes: dict[str, Content] = {}
        for one in quoted:
            text = looked_for(one.text)
            classes[text] = gravest(filter(None, (classes.get(text), one.content))) or one.content
        self._by_word: dict[str, list[_Wanted]] = {}
        # The longer first: of two that begin alike the whole one is found.
        for text in sorted(classes, key=len, reverse=True):
            small = _small(text)
            if first := _WORD.search(small):
                wanted = _Wanted(text, small, first.start(), classes[text])
                self._by_word.setdefault(first.group(), []).append(wanted)

    def classes_in(self, said: Words, but: Collection[Words] = ()) -> Iterator[Content]:
        """Of each that stands in it, but for those parts of it."""
        if not self._by_word:
            return
        for words in {_without(str(said), but), _without(in_english(said), but)}:
            yield from self._found(SaidText(words))

    def _found(self, said: SaidText) -> Iterator[Content]:
        """The first and the longest; what shows a source also within a longer one, since its owner
        may let a reader have that."""
        end = 0
        for word in _WORD.finditer(said.small):
            for wanted in self._by_word.get(word.group(), ()):
                first = word.start() - wanted.before
                if first < end and wanted.content is not Content.SOURCE:
                    continue
                if _stands(wanted, said, first):
                    end = max(end, first + len(wanted.small))
                    yield wanted.content


def _stands(wanted: _Wanted, said: SaidText, first: int) -> bool:
    """Whether it stands there as whole words; one word with the capitals that it has."""
    last = first + len(wanted.small)
    if not said.small.startswith(wanted.small, first):
        return False
    if wanted.small[-1].isalnum() and _WORD.match(said.small, last):
        return False
    if " " in wanted.small:
        return True
    pairs = zip(wanted.text, said.written[first:last], strict=True)
    return all(one == other or not one.isupper() for one, other in pairs)


def _without(text: str, parts: Collection[Words]) -> str:
    for one in parts:
        for said in (str(one), in_english(one)):
            text = text.replace(said, _TAKEN_OUT) if said else text
    return text
