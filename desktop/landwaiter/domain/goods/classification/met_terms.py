"""The terms of the glossary that a line meets, each worked out only where something rests on it.

A line of ten words meets a word or two of a hundred terms, of which few come to anything. What the
words gain for each is added up first, term by term; which place of the line gives how much, and
whether the words of a name stand together, is asked of those alone that may decide.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from landwaiter.domain.goods.classification.folding import Token, has_han, stem
from landwaiter.domain.goods.classification.glossary import ControlFrequency, Glossary, Term
from landwaiter.domain.goods.classification.vocabulary import EXACT

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
        postings, least = self._glossary.postings, self._glossary.columns.least
        for word, one in self.said.items():
            value = one.value
            for number in postings.get(word, ()):
                gained[number] = gained.get(number, 0) + value
        found: dict[int, int] = {}
        for number, value in gained.items():
            enough = least[number]
            if not enough:
                self._meet_phrase(number, found)
            elif value >= enough:
                found[number] = value
        return found

    def _meet_phrase(self, number: int, found: dict[int, int]) -> None:
        """Among what was met, where the phrase stands there whole."""
        said = self.said
        for word in self._glossary.terms[number].words:
            if word not in said:
                return
        one = self.met(number)
        if one.is_sure:
            self._phrases[number] = one
            found[number] = sum(one.full.values())

    def met(self, number: int) -> MetTerm:
        """One of the terms of which enough was met, worked out."""
        term, columns, said = self._glossary.terms[number], self._glossary.columns, self.said
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
        covered = 1000 * gained // columns.total[number]
        part = columns.part_of(number, covered)
        places = {place: value * part // 1000 for place, value in full.items()}
        is_sure = met == len(term.words) and _is_sure(term, least, full)
        return MetTerm(term, covered, places, full, is_sure)

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


def _is_sure(term: Term, least: int, places: Iterable[int]) -> bool:
    """Of a term all of whose words were met, at least with this likeness, at these places."""
    return least >= term.surely and max(places) - min(places) < len(term.words) + term.room


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
