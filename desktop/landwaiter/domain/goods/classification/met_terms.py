"""The terms of the glossary that a line meets, each worked out only where something rests on it.

A line of ten words meets a word or two of a hundred terms, of which few come to anything. What the
words gain for each is added up first, term by term; which place of the line gives how much, and
whether the words of a name stand together, is asked of those alone that may decide.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from landwaiter.domain.goods.classification.folding import Token, has_han, stem
from landwaiter.domain.goods.classification.glossary import ControlFrequency, Glossary, Term

Tokens = tuple[tuple[Token, int], ...]
"""Words of a line with their places."""
Said = tuple[int, int, int]
"""What a word of the glossary that the line said is worth (its weight, by how sure it was met),
the place where it was met best, and the likeness there in thousandths."""


@dataclass(slots=True)
class MetTerm:
    """A term of which enough was met, with what each place of the line gives for it."""

    term: Term
    covered: int
    """Thousandths of the term's weight."""
    places: Mapping[int, int]
    is_sure: bool
    """Each word was met surely, and they stand together."""

    def controlled(self, head: str) -> ControlFrequency:
        return self.term.heads[head] if self.is_sure else ControlFrequency.SELDOM


class LineTerms:
    """What a line says, term by term; `gained` has those of which enough was met, in order."""

    def __init__(self, tokens: Tokens, glossary: Glossary) -> None:
        self._glossary = glossary
        self.said = _said(tokens, glossary)
        self._phrases: dict[int, Mapping[int, int]] = {}
        """Phrases that were met whole, with what their words are worth at each place."""
        self.gained: Mapping[int, int] = self._gained()
        """Place of a term in the glossary → what its words gain."""

    def _gained(self) -> dict[int, int]:
        gained: dict[int, int] = {}
        get = gained.get
        postings, least = self._glossary.postings, self._glossary.columns.least
        for word, (value, _place, _likeness) in self.said.items():
            for number in postings.get(word, ()):
                gained[number] = get(number, 0) + value
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
        said, term = self.said, self._glossary.terms[number]
        for word in term.words:
            if word not in said:
                return
        worth = self._worth(term)
        if self._is_sure(term, worth):
            self._phrases[number] = worth
            found[number] = sum(worth.values())

    def met(self, number: int) -> MetTerm:
        """One of the terms of which enough was met, worked out."""
        term, columns = self._glossary.terms[number], self._glossary.columns
        covered = 1000 * self.gained[number] // columns.total[number]
        part = columns.part_of(number, covered)
        places = self._worth(term)
        is_sure = self._is_sure(term, places)
        for place in places:
            places[place] = places[place] * part // 1000
        return MetTerm(term, covered, places, is_sure)

    def _worth(self, term: Term) -> dict[int, int]:
        """What the words of a term are worth at each place of the line."""
        said = self.said
        worth: dict[int, int] = {}
        for word in term.words:
            if word in said:
                value, place, _likeness = said[word]
                worth[place] = worth.get(place, 0) + value
        return worth

    def _is_sure(self, term: Term, places: Iterable[int]) -> bool:
        """Whether each word was met surely, and they stand together."""
        said, surely = self.said, term.surely
        for word in term.words:
            if word not in said or said[word][2] < surely:
                return False
        return max(places) - min(places) < len(term.words) + term.room

    def could_say(self) -> int:
        """What all words of the line are worth that a term knows of which enough was met."""
        words_at: dict[int, list[str]] = {}
        for word, (_value, place, _likeness) in self.said.items():
            words_at.setdefault(place, []).append(word)
        best = {place: self._most_at(words) for place, words in words_at.items()}
        for worth in self._phrases.values():
            for place, value in worth.items():
                best[place] = max(best[place], value)
        return sum(best.values())

    def _most_at(self, words: list[str]) -> int:
        """The most that a term makes of words met at one place: most are one word."""
        postings, gained = self._glossary.postings, self.gained
        if len(words) == 1:
            is_met = not gained.keys().isdisjoint(postings.get(words[0], ()))
            return self.said[words[0]][0] if is_met else 0
        sums: dict[int, int] = {}
        for word in words:
            value = self.said[word][0]
            for number in postings.get(word, ()):
                if number in gained:
                    sums[number] = sums.get(number, 0) + value
        return max(sums.values(), default=0)


def _said(tokens: Tokens, glossary: Glossary) -> Mapping[str, Said]:
    """Every word of the glossary that the line said."""
    found: dict[str, Said] = {}
    meetings, weights = glossary.vocabulary.meetings, glossary.weights
    for token, place in tokens:
        for word, likeness in meetings(token):
            before = found.get(word)
            if word in weights and (before is None or likeness > before[2]):
                found[word] = (weights[word] * likeness // 1000, place, likeness)
    return found


def with_joins(tokens: tuple[Token, ...], glossary: Glossary) -> Tokens:
    """The words with their places, and two neighbours as one where a term writes them so."""
    known, may_be_known = glossary.vocabulary.keys, glossary.vocabulary.may_hold
    found = [(token, place) for place, token in enumerate(tokens)]
    for place, (one, two) in enumerate(pairwise(tokens)):
        if not has_han(one.plain):
            plain = one.plain + two.plain
            if may_be_known(plain) and (key := stem(plain)) in known:
                found.append((Token(plain, key), place))
    characters = glossary.vocabulary.characters
    found += [
        (characters[char], place)
        for place, token in enumerate(tokens)
        if has_han(token.key)
        for char in token.key
        if char in characters
    ]
    return tuple(found)
