"""What the words of a trade line say for each head of a control list.

A word counts by how telling it is, by how sure the meeting was, and by how much of the term it
belongs to was met: `pump` alone says little for `vacuum pump`. Each word counts once per head, in
its best term, so long lists of synonyms weigh no more than one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from landwaiter.domain.classification.folding import Token, has_han, stem
from landwaiter.domain.classification.followers import CLAIMS, followed_goods
from landwaiter.domain.classification.glossary import EVERYTHING, Glossary, Term

_PART_OF_KIND: Final[Mapping[str, int]] = {
    "name": 1000,
    "maker": 600,
    "context": 400,
    "title": 700,
    "not": 1000,
}
_WHOLE_PHRASE: Final = 1150
"""Thousandths for a word of a term of several words that was met whole."""
_WHOLE: Final = 950
_FOREIGN_TO_THE_GOODS: Final = 300
_HALF: Final = 4000
"""Sum of weights at which a score is one half."""
_MOST: Final = 850
MOST_TERMS: Final = 3
"""Terms told of one head."""


@dataclass(frozen=True, slots=True)
class TermMet:
    """A term that words of the line met, with those words and the part of the term met."""

    term: Term
    words: tuple[str, ...]
    covered: int
    """Thousandths of the term's weight."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the line says for one head: thousandths, and the terms that say it, best first."""

    head: str
    score: int
    terms: tuple[TermMet, ...]
    follows: str = ""
    """The head of goods that an entry of software or technology follows."""


def evidence(text: str, glossary: Glossary) -> tuple[Evidence, ...]:
    """Heads the words of `text` speak for, best first; scores are thousandths below 850."""
    tokens = _with_joins(glossary.folding.tokens(text), glossary)
    met = tuple(_terms_met(tokens, glossary))
    against = _speaking_against(met)
    by_head: dict[str, dict[int, int]] = {}
    told: dict[str, list[tuple[int, TermMet]]] = {}
    for one, places in met:
        if one.term.kind == "not":
            continue
        for head in one.term.heads:
            points = by_head.setdefault(head, {})
            for place, value in places.items():
                points[place] = max(points.get(place, 0), value)
            told.setdefault(head, []).append((sum(places.values()), one))
    sums = {head: sum(points.values()) for head, points in by_head.items()}
    sums = {head: _lowered(head, value, against) for head, value in sums.items()}
    followed = followed_goods(sums, claims=_claims(met), heads=glossary.heads)
    found = [
        Evidence(one.head, score(one.value), _best(told.get(one.head, ())), one.follows)
        for one in followed
        if one.head not in CLAIMS
    ]
    found.sort(key=lambda one: (-one.score, one.head))
    return tuple(found)


def score(value: int) -> int:
    """A sum of weights as thousandths, which never reach what a written code counts."""
    return min(_MOST, 1000 * value // (value + _HALF))


def _with_joins(tokens: tuple[Token, ...], glossary: Glossary) -> tuple[tuple[Token, int], ...]:
    """The words with their places, and two neighbours as one where a term writes them so."""
    known = glossary.vocabulary.keys
    joined = (
        (Token(one.plain + two.plain, stem(one.plain + two.plain)), place)
        for place, (one, two) in enumerate(pairwise(tokens))
        if not has_han(one.plain)
    )
    single = ((token, place) for place, token in enumerate(tokens))
    characters = (
        (Token(char, char), place)
        for place, token in enumerate(tokens)
        if has_han(token.key)
        for char in token.key
        if char in known
    )
    return (
        *single,
        *((token, place) for token, place in joined if token.key in known),
        *characters,
    )


def _terms_met(
    tokens: tuple[tuple[Token, int], ...], glossary: Glossary
) -> Iterable[tuple[TermMet, dict[int, int]]]:
    """Each term met in part or whole, with what each place of the line gives for it."""
    partial: dict[int, dict[str, tuple[int, int]]] = {}
    surface: dict[int, str] = {}
    for token, place in tokens:
        surface.setdefault(place, token.plain)
        for word, likeness in glossary.vocabulary.meetings(token):
            for number in glossary.postings[word]:
                met = partial.setdefault(number, {})
                if likeness > met.get(word, (0, 0))[0]:
                    met[word] = (likeness, place)
    for number, met in partial.items():
        term = glossary.terms[number]
        weights = glossary.weights
        covered = sum(weights[word] * like for word, (like, _place) in met.items()) // term.total
        part = _part(covered, term) * _PART_OF_KIND[term.kind] // 1000
        places: dict[int, int] = {}
        for word, (like, place) in met.items():
            value = weights[word] * like // 1000 * part // 1000
            places[place] = places.get(place, 0) + value
        yield TermMet(term, tuple(surface[place] for place in sorted(places)), covered), places


def _part(covered: int, term: Term) -> int:
    """What a met word counts for in thousandths: the square of the part of the term met."""
    if covered >= _WHOLE and len(term.words) > 1:
        return _WHOLE_PHRASE
    return covered * covered // 1000


def _speaking_against(met: Iterable[tuple[TermMet, dict[int, int]]]) -> frozenset[str]:
    return frozenset(
        head
        for one, _places in met
        if one.term.kind == "not" and one.covered >= _WHOLE
        for head in one.term.heads
    )


def _claims(met: Iterable[tuple[TermMet, dict[int, int]]]) -> frozenset[str]:
    """Groups of software and technology that the line names outright, not in passing."""
    return frozenset(
        head
        for one, _places in met
        if one.term.kind == "name" and one.covered >= _WHOLE
        for head in one.term.heads
        if head in CLAIMS
    )


def _lowered(head: str, value: int, against: frozenset[str]) -> int:
    if head in against or EVERYTHING in against:
        return value * _FOREIGN_TO_THE_GOODS // 1000
    return value


def _best(told: Iterable[tuple[int, TermMet]]) -> tuple[TermMet, ...]:
    """The terms that say most, each word told once."""
    chosen: list[TermMet] = []
    words: set[str] = set()
    for _value, one in sorted(told, key=lambda pair: (-pair[0], pair[1].term.text)):
        if not words.issuperset(one.words):
            chosen.append(one)
            words.update(one.words)
        if len(chosen) == MOST_TERMS:
            break
    return tuple(chosen)
