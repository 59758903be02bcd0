"""What the words of a trade line say for each head of a control list.

A word counts by how telling it is, by how sure the meeting was, and by how much of the term it
belongs to was met: `pump` alone says little for `vacuum pump`. Each word counts once per head, in
its best term, so long lists of synonyms weigh no more than one.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from landwaiter.domain.goods.classification.folding import Token, has_han, stem
from landwaiter.domain.goods.classification.followers import CLAIMS, followed_goods
from landwaiter.domain.goods.classification.glossary import PHRASE, ControlFrequency, Glossary, Term
from landwaiter.domain.goods.classification.leads import EVERYTHING
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
_WHOLE: Final = 950
_FOREIGN_TO_THE_GOODS: Final = 300
_HALF: Final = 3000
"""Sum of weights at which a score is one half, in a line of no length."""
_SHARE_OF_LINE: Final = 20
"""Each such part of what the whole line could say raises that sum: a long text proves less."""
_MOST: Final = 900
_LEAST_COVERED: Final = 250
"""Thousandths of a term below which meeting it says nothing."""
_SURELY: Final = 850
"""Likeness in thousandths that each word of a name must have to be met surely; one that is all
of the name must be exact."""
_AT_LEAST: Final[Mapping[ControlFrequency, int]] = {
    ControlFrequency.MOSTLY: 850,
    ControlFrequency.OFTEN: 700,
    ControlFrequency.SELDOM: 0,
}
"""What a head scores of which a name was met that goods of it mostly or often bear."""
NAMES: Final = ("name", PHRASE)
MOST_HEADS: Final = 25
MOST_TERMS: Final = 3
"""Terms told of one head."""


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A term that words of the line met, with those words and the part of the term met."""

    term: Term
    words: tuple[str, ...]
    covered: int
    """Thousandths of the term's weight."""
    is_sure: bool = False
    """Each word was met surely, and they stand together."""


@dataclass(frozen=True, slots=True)
class HeadEvidence:
    """What the line says for one head: thousandths, and the terms that say it, best first."""

    head: str
    score: int
    terms: tuple[TermMatch, ...]
    follows: str = ""
    """The head of goods that an entry of software or technology follows."""
    controlled: ControlFrequency = ControlFrequency.SELDOM
    """The most that a name says which was met surely and which nothing speaks against."""


@dataclass(frozen=True, slots=True)
class WordEvidence:
    """What the words of a line say: for heads, best first, and against them."""

    speaking: tuple[HeadEvidence, ...]
    against: Mapping[str, tuple[str, ...]]
    """Head (or `EVERYTHING`) → the terms met whole that speak against it."""


@dataclass(slots=True)
class _Met:
    """A term of which enough was met, with what each place of the line gives for it."""

    term: Term
    words: Mapping[int, str]
    covered: int
    places: Mapping[int, int]
    full: Mapping[int, int]
    """The same as if the whole term had been met."""
    is_sure: bool
    """Each word was met surely, and they stand together."""

    def controlled(self, head: str) -> ControlFrequency:
        return self.term.heads[head] if self.is_sure else ControlFrequency.SELDOM


def _met(text: str, glossary: Glossary) -> Mapping[int, _Met]:
    tokens = _with_joins(glossary.folding.tokens(text, letters=True), glossary)
    surface = {place: token.said for token, place in reversed(tokens)}
    best: dict[str, tuple[int, int]] = {}
    for token, place in tokens:
        for word, likeness in glossary.vocabulary.meetings(token):
            if word not in best or likeness > best[word][0]:
                best[word] = (likeness, place)
    numbers = dict.fromkeys(n for word in best for n in glossary.postings.get(word, ()))
    found = ((number, _weighed(glossary.terms[number], best, surface)) for number in numbers)
    return {number: one for number, one in found if one is not None}


def _weighed(
    term: Term,
    best: Mapping[str, tuple[int, int]],
    surface: Mapping[int, str],
) -> _Met | None:
    """What the words met give; None where too little of the term was met."""
    if term.kind == PHRASE and not all(map(best.__contains__, term.words)):
        return None
    full: dict[int, int] = {}
    gained, met, least = 0, 0, EXACT
    for word, weight in zip(term.words, term.weights, strict=True):
        if found := best.get(word):
            likeness, place = found
            value = weight * likeness // 1000
            full[place] = full.get(place, 0) + value
            gained += value
            met += 1
            least = min(least, likeness)
    covered = 1000 * gained // term.total
    if covered < _LEAST_COVERED:
        return None
    is_sure = met == len(term.words) and _is_sure(term, least, full)
    if term.kind == PHRASE and not is_sure:
        return None
    part = _part(covered, term) * _PART_OF_KIND[term.kind] // 1000
    places = {place: value * part // 1000 for place, value in full.items()}
    return _Met(term, surface, covered, places, full, is_sure)


def _is_sure(term: Term, least: int, places: Collection[int]) -> bool:
    """Of a term all of whose words were met, at least with this likeness, at these places."""
    wanted = _SURELY if len(term.words) > 1 else EXACT
    return least >= wanted and max(places) - min(places) < len(term.words) + term.room


def words_of(text: str, glossary: Glossary, *, least: int = 0) -> WordEvidence:
    """What the words of `text` say; scores are thousandths, `least` to 900."""
    met = _met(text, glossary)
    speaking = tuple(one for one in met.values() if one.term.kind != "not")
    against = _against(one for one in met.values() if one.term.kind == "not")
    return WordEvidence(_evidence(met, speaking, frozenset(against), glossary, least), against)


def _of_claims(
    controlled: Mapping[str, ControlFrequency], ranked: Sequence[str]
) -> Mapping[str, ControlFrequency]:
    """What names of software or technology say holds for the first entry of that group."""
    found = dict(controlled)
    for group in CLAIMS & controlled.keys():
        first = next((head for head in ranked if head[1:2] == group), None)
        if first and found.get(first) is not ControlFrequency.MOSTLY:
            found[first] = controlled[group]
    return found


def _against(met: Iterable[_Met]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for one in met:
        for head in one.term.heads if one.covered >= _WHOLE else ():
            found.setdefault(head, []).append(one.term.text)
    return {head: tuple(terms) for head, terms in found.items()}


def _evidence(
    met: Mapping[int, _Met],
    speaking: tuple[_Met, ...],
    against: frozenset[str],
    glossary: Glossary,
    least: int,
) -> tuple[HeadEvidence, ...]:
    sums = _sums(speaking, against)
    claims = _heads_of(one for one in speaking if one.term.kind in NAMES) & CLAIMS
    followed = [
        one
        for one in followed_goods(sums, claims=claims, heads=glossary.heads)
        if one.head not in CLAIMS
    ]
    followed.sort(key=lambda one: (-one.value, one.head))
    half = _HALF + _could_say(met.values()) // _SHARE_OF_LINE
    controlled = _of_claims(_controlled(speaking, against), [one.head for one in followed])
    first = followed[:MOST_HEADS] + [o for o in followed[MOST_HEADS:] if o.head in controlled]
    said = {one.head: controlled.get(one.head, ControlFrequency.SELDOM) for one in first}
    scores = {o.head: max(_score(o.value, half), _AT_LEAST[said[o.head]]) for o in first}
    told = [one for one in first if scores[one.head] >= least]
    of_head = _by_head(speaking, {one.head for one in told})
    return tuple(
        HeadEvidence(
            one.head,
            scores[one.head],
            _best(of_head[one.head], one.head),
            one.follows,
            said[one.head],
        )
        for one in told
    )


def _by_head(met: Iterable[_Met], heads: Collection[str]) -> Mapping[str, list[_Met]]:
    found: dict[str, list[_Met]] = {head: [] for head in heads}
    for one in met:
        for head in one.term.heads:
            if head in found:
                found[head].append(one)
    return found


def _controlled(met: Iterable[_Met], against: frozenset[str]) -> Mapping[str, ControlFrequency]:
    """Head → the most that its names say; none of goods that something speaks against."""
    if EVERYTHING in against:
        return {}
    found: dict[str, ControlFrequency] = {}
    for one in met:
        for head, said in one.term.heads.items() if one.is_sure else ():
            if said and head not in against and found.get(head) is not ControlFrequency.MOSTLY:
                found[head] = said
    return found


def _score(value: int, half: int) -> int:
    """A sum of weights as thousandths, which never reach what a written code counts."""
    return _MOST * value // (value + half)


def _could_say(met: Iterable[_Met]) -> int:
    """The weights of all words of the line that any term knows."""
    best: dict[int, int] = {}
    for one in met:
        for place, value in one.full.items():
            if value > best.get(place, 0):
                best[place] = value
    return sum(best.values())


def _sums(met: Iterable[_Met], against: frozenset[str]) -> dict[str, int]:
    """Head → what the line gives for it, each place by the best of its terms."""
    points: dict[str, dict[int, int]] = {}
    for one in met:
        for head in one.term.heads:
            of_head = points.setdefault(head, {})
            for place, value in one.places.items():
                if value > of_head.get(place, 0):
                    of_head[place] = value
    return {head: _lowered(head, sum(own.values()), against) for head, own in points.items()}


def _heads_of(met: Iterable[_Met]) -> frozenset[str]:
    """Heads of terms that were met whole."""
    return frozenset(head for one in met if one.covered >= _WHOLE for head in one.term.heads)


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


def _part(covered: int, term: Term) -> int:
    """What a met word counts for in thousandths: the square of the part of the term met."""
    if covered >= _WHOLE and len(term.words) > 1:
        return _WHOLE_PHRASE
    return covered * covered // 1000


def _lowered(head: str, value: int, against: frozenset[str]) -> int:
    if head in against or EVERYTHING in against:
        return value * _FOREIGN_TO_THE_GOODS // 1000
    return value


def _best(met: Iterable[_Met], head: str) -> tuple[TermMatch, ...]:
    """The terms that say most for their head, each word told once."""
    ranked = sorted(met, key=lambda one: _firmness(one, head))
    chosen: list[TermMatch] = []
    told: set[int] = set()
    for one in ranked:
        if not told.issuperset(one.places):
            words = tuple(one.words[place] for place in sorted(one.places))
            chosen.append(TermMatch(one.term, words, one.covered, one.is_sure))
            told.update(one.places)
        if len(chosen) == MOST_TERMS:
            break
    return tuple(chosen)


def _firmness(met: _Met, head: str) -> tuple[int, int, str]:
    """Names that say most of being controlled come first."""
    return (-_AT_LEAST[met.controlled(head)], -sum(met.places.values()), met.term.text)
