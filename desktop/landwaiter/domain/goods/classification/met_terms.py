"""The terms of the glossary that a line meets, each worked out only where something rests on it.

A line of ten words meets a word or two of a hundred terms, of which few come to anything. What the
words gain for each is added up first, term by term; which place of the line gives how much, and
whether the words of a name stand together, is asked of those alone that may decide.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from landwaiter.domain.goods.classification.folding import Token, has_han, stem
from landwaiter.domain.goods.classification.glossary import PHRASE, ControlFrequency, Glossary, Term
from landwaiter.domain.goods.classification.vocabulary import EXACT

_PART_OF_KIND: Final[Mapping[str, int]] = {
    "name": 1000,
    PHRASE: 1000,
    "maker": 600,
    "context": 400,
    "title": 700,
    "not": 1000,
}
_WHOLE_PHRASE: Final = 1150
"""Thousandths for a word of a term of several words that was met whole."""
WHOLE: Final = 950
"""Thousandths of a term from which it counts as met whole."""

Tokens = tuple[tuple[Token, int], ...]
"""Words of a line with their places."""


class Said(NamedTuple):
    """A word of the glossary that the line said, at the place where it was met best."""

    value: int
    """Its weight, by how sure the meeting was."""
    place: int
    likeness: int


@dataclass(slots=True)
class MetTerm:
    """A term of which enough was met, with what each place of the line gives for it."""

    term: Term
    covered: int
    """Thousandths of the term's weight."""
    places: Mapping[int, int]
    full: Mapping[int, int]
    """The same as if the whole term had been met."""
    is_sure: bool
    """Each word was met surely, and they stand together."""

    def controlled(self, head: str) -> ControlFrequency:
        return self.term.heads[head] if self.is_sure else ControlFrequency.SELDOM


class LineTerms:
    """What a line says, term by term; `gained` has those of which enough was met, in order."""

    def __init__(self, tokens: Tokens, glossary: Glossary) -> None:
        self._glossary = glossary
        self.said = _said(tokens, glossary)
        self._phrases: dict[int, MetTerm] = {}
        self.gained: Mapping[int, int] = self._gained()
        """Place of a term in the glossary → what its words gain; phrases were met whole."""

    def _gained(self) -> dict[int, int]:
        gained: dict[int, int] = {}
        postings, least = self._glossary.postings, self._glossary.least
        for word, one in self.said.items():
            value = one.value
            for number in postings.get(word, ()):
                gained[number] = gained.get(number, 0) + value
        return {
            number: value if least[number] else self._of_phrase(number)
            for number, value in gained.items()
            if value >= least[number] and (least[number] or self._is_phrase_met(number))
        }

    def _is_phrase_met(self, number: int) -> bool:
        term = self._glossary.terms[number]
        if not all(word in self.said for word in term.words):
            return False
        found = _weighed(term, self.said)
        if found.is_sure:
            self._phrases[number] = found
        return found.is_sure

    def _of_phrase(self, number: int) -> int:
        return sum(self._phrases[number].full.values())

    def met(self, number: int) -> MetTerm:
        """One of the terms of which enough was met."""
        found = self._phrases.get(number)
        return found or _weighed(self._glossary.terms[number], self.said)

    def could_say(self) -> int:
        """The weights of all words of the line that a term knows of which enough was met."""
        words_at: dict[int, list[str]] = {}
        for word, one in self.said.items():
            words_at.setdefault(one.place, []).append(word)
        best = {place: self._most_at(words) for place, words in words_at.items()}
        for phrase in self._phrases.values():
            for place, value in phrase.full.items():
                best[place] = max(best[place], value)
        return sum(best.values())

    def _most_at(self, words: list[str]) -> int:
        """The most that a term makes of words met at one place: most are one word."""
        postings, gained = self._glossary.postings, self.gained
        if len(words) == 1:
            met = any(number in gained for number in postings.get(words[0], ()))
            return self.said[words[0]].value if met else 0
        sums: dict[int, int] = {}
        for word in words:
            value = self.said[word].value
            for number in postings.get(word, ()):
                if number in gained:
                    sums[number] = sums.get(number, 0) + value
        return max(sums.values(), default=0)


def _said(tokens: Tokens, glossary: Glossary) -> Mapping[str, Said]:
    """Every word of the glossary that the line said."""
    best: dict[str, tuple[int, int]] = {}
    meetings = glossary.vocabulary.meetings
    for token, place in tokens:
        for word, likeness in meetings(token):
            if word not in best or likeness > best[word][0]:
                best[word] = (likeness, place)
    weights = glossary.weights
    return {
        word: Said(weights[word] * likeness // 1000, place, likeness)
        for word, (likeness, place) in best.items()
        if word in weights
    }


def _weighed(term: Term, said: Mapping[str, Said]) -> MetTerm:
    """What the words met give for the term."""
    full: dict[int, int] = {}
    gained, met, least = 0, 0, EXACT
    for word in term.words:
        found = said.get(word)
        if found is not None:
            value, place, likeness = found
            full[place] = full.get(place, 0) + value
            gained += value
            met += 1
            least = min(least, likeness)
    is_sure = met == len(term.words) and _is_sure(term, least, full)
    covered = 1000 * gained // term.total
    part = part_of(covered, term)
    places = {place: value * part // 1000 for place, value in full.items()}
    return MetTerm(term, covered, places, full, is_sure)


def _is_sure(term: Term, least: int, places: Iterable[int]) -> bool:
    """Of a term all of whose words were met, at least with this likeness, at these places."""
    return least >= term.surely and max(places) - min(places) < len(term.words) + term.room


def part_of(covered: int, term: Term) -> int:
    """What a met word counts for in thousandths: the square of the part of the term met."""
    is_phrase = covered >= WHOLE and len(term.words) > 1
    part = _WHOLE_PHRASE if is_phrase else covered * covered // 1000
    return part * _PART_OF_KIND[term.kind] // 1000


def with_joins(tokens: tuple[Token, ...], glossary: Glossary) -> Tokens:
    """The words with their places, and two neighbours as one where a term writes them so."""
    known = glossary.vocabulary.keys
    found = [(token, place) for place, token in enumerate(tokens)]
    for place, (one, two) in enumerate(pairwise(tokens)):
        if not has_han(one.plain):
            plain = one.plain + two.plain
            key = stem(plain)
            if key in known:
                found.append((Token(plain, key), place))
    found += [
        (Token(char, char), place)
        for place, token in enumerate(tokens)
        if has_han(token.key)
        for char in token.key
        if char in known
    ]
    return tuple(found)
