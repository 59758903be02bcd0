"""What the words of a trade line say for each head of a control list.

A word counts by how telling it is, by how sure the meeting was, and by how much of the term it
belongs to was met: `pump` alone says little for `vacuum pump`. Each word counts once per head, in
its best term, so long lists of synonyms weigh no more than one.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

from landwaiter.domain.goods.classification.followers import CLAIMS, followed_goods
from landwaiter.domain.goods.classification.glossary import WHOLE, ControlFrequency, Glossary, Term
from landwaiter.domain.goods.classification.leads import EVERYTHING
from landwaiter.domain.goods.classification.met_terms import LineTerms, MetTerm, with_joins

_FOREIGN_TO_THE_GOODS: Final = 300
_REMEMBERED: Final = 500
"""Letters of a line up to which what it says is remembered."""
_HALF: Final = 3000
"""Sum of weights at which a score is one half, in a line of no length."""
_SHARE_OF_LINE: Final = 20
"""Each such part of what the whole line could say raises that sum: a long text proves less."""
_MOST: Final = 900
_AT_LEAST: Final[Mapping[ControlFrequency, int]] = {
    ControlFrequency.MOSTLY: 850,
    ControlFrequency.OFTEN: 700,
    ControlFrequency.SELDOM: 0,
}
"""What a head scores of which a name was met that goods of it mostly or often bear."""
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


def words_of(text: str, glossary: Glossary, *, least: int = 0) -> WordEvidence:
    """What the words of `text` say; scores are thousandths, `least` to 900."""
    found: WordEvidence | None = glossary.lines[text, least]
    if found is None:
        found = _words_of(text, glossary, least)
        if len(text) <= _REMEMBERED:
            glossary.lines.put((text, least), found)
    return found


def _words_of(text: str, glossary: Glossary, least: int) -> WordEvidence:
    tokens = with_joins(glossary.folding.tokens(text, letters=True), glossary)
    line = LineTerms(tokens, glossary)
    bounds = _bounds(line, glossary)
    half = _HALF + line.could_say() // _SHARE_OF_LINE
    found = _evidence(line, bounds, glossary, half, least)
    surface = {place: token.said for token, place in reversed(tokens)} if found else {}
    return WordEvidence(tuple(one.told(surface) for one in found), bounds.against)


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What a line says at first sight: no head can come to more."""

    most: Mapping[int, int]
    """Place of a head → the sum of what all terms give for it, though each place counts once."""
    claims: frozenset[str]
    """Groups of software and technology that a name claims which was met whole."""
    against: Mapping[str, tuple[str, ...]]
    sure: tuple[MetTerm, ...]
    """Names met surely of goods that are mostly or often controlled."""


def _bounds(line: LineTerms, glossary: Glossary) -> _Bounds:
    columns, terms = glossary.columns, glossary.terms
    total, part, whole, surely = columns.total, columns.part, columns.whole, columns.surely
    claiming, begins, heads = columns.claims, columns.begins, columns.heads
    most: dict[int, int] = {}
    claims: set[str] = set()
    against: dict[str, list[str]] = {}
    sure: list[MetTerm] = []
    # A hundred terms a line: what `TermColumns.part_of` says, without a call for each.
    for number, value in line.gained.items():
        covered = 1000 * value // total[number]
        counts = covered * covered // 1000
        if covered >= WHOLE:
            counts = whole[number] or counts
            if not part[number]:
                for name in terms[number].heads:
                    against.setdefault(name, []).append(terms[number].text)
            if claiming[number]:
                claims.update(CLAIMS.intersection(terms[number].heads))
        if value >= surely[number]:
            sure.append(line.met(number))
        gives = value * (counts * part[number] // 1000) // 1000
        for place in range(begins[number], begins[number + 1]):
            head = heads[place]
            most[head] = most.get(head, 0) + gives
    said = {head: tuple(names) for head, names in against.items()}
    return _Bounds(most, frozenset(claims), said, tuple(one for one in sure if one.is_sure))


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


@dataclass(frozen=True, slots=True)
class _Told:
    """A head that is told, with the terms that say it."""

    head: str
    score: int
    met: list[MetTerm]
    follows: str
    controlled: ControlFrequency

    def told(self, surface: Mapping[int, str]) -> HeadEvidence:
        terms = _best(self.met, self.head, surface)
        return HeadEvidence(self.head, self.score, terms, self.follows, self.controlled)


def _evidence(
    line: LineTerms, bounds: _Bounds, glossary: Glossary, half: int, least: int
) -> tuple[_Told, ...]:
    against = frozenset(bounds.against)
    controlled = _controlled(bounds.sure, against)
    wanted = _wanted(bounds, controlled, glossary, half, least)
    if not wanted:
        return ()
    speaking = [line.met(number) for number in _speaking_for(wanted, line, glossary)]
    sums = _sums(speaking, against, wanted)
    if not (bounds.claims or controlled or _score(max(sums.values(), default=0), half) >= least):
        return ()
    followed = [
        one
        for one in followed_goods(sums, claims=bounds.claims, heads=glossary.heads)
        if one.head not in CLAIMS
    ]
    followed.sort(key=lambda one: (-one.value, one.head))
    controlled = _of_claims(controlled, [one.head for one in followed])
    first = followed[:MOST_HEADS] + [o for o in followed[MOST_HEADS:] if o.head in controlled]
    said = {one.head: controlled.get(one.head, ControlFrequency.SELDOM) for one in first}
    scores = {o.head: max(_score(o.value, half), _AT_LEAST[said[o.head]]) for o in first}
    told = [one for one in first if scores[one.head] >= least]
    of_head = _by_head(speaking, {one.head for one in told})
    return tuple(
        _Told(o.head, scores[o.head], of_head[o.head], o.follows, said[o.head]) for o in told
    )


def _speaking_for(heads: Set[str], line: LineTerms, glossary: Glossary) -> Iterator[int]:
    """Terms that were met and stand for one of the heads, in the order of the line."""
    columns, places = glossary.columns, {glossary.place_of[head] for head in heads}
    part, begins, heads_of = columns.part, columns.begins, columns.heads
    for number in line.gained:
        if part[number]:
            for place in range(begins[number], begins[number + 1]):
                if heads_of[place] in places:
                    yield number
                    break


def _wanted(
    bounds: _Bounds,
    controlled: Mapping[str, ControlFrequency],
    glossary: Glossary,
    half: int,
    least: int,
) -> Set[str]:
    """Heads that may reach what is asked, or are told by their names; where software or technology
    is spoken of, which follows its goods, all of them."""
    names = glossary.heads
    if bounds.claims or not CLAIMS.isdisjoint(controlled):
        return {names[place] for place in bounds.most}
    enough = {names[n] for n, most in bounds.most.items() if _score(most, half) >= least}
    return enough | controlled.keys()


def _by_head(met: Iterable[MetTerm], heads: Collection[str]) -> Mapping[str, list[MetTerm]]:
    found: dict[str, list[MetTerm]] = {head: [] for head in heads}
    for one in met:
        for head in one.term.heads:
            if head in found:
                found[head].append(one)
    return found


def _controlled(met: Iterable[MetTerm], against: frozenset[str]) -> Mapping[str, ControlFrequency]:
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


def _sums(met: Iterable[MetTerm], against: frozenset[str], heads: Set[str]) -> dict[str, int]:
    """Head → what the line gives for it, each place by the best of its terms."""
    points: dict[str, dict[int, int]] = {}
    for one in met:
        for head in one.term.heads:
            if head in heads:
                of_head = points.setdefault(head, {})
                for place, value in one.places.items():
                    if value > of_head.get(place, 0):
                        of_head[place] = value
    return {head: _lowered(head, sum(own.values()), against) for head, own in points.items()}


def _lowered(head: str, value: int, against: frozenset[str]) -> int:
    if head in against or EVERYTHING in against:
        return value * _FOREIGN_TO_THE_GOODS // 1000
    return value


def _best(met: Iterable[MetTerm], head: str, surface: Mapping[int, str]) -> tuple[TermMatch, ...]:
    """The terms that say most for their head, each word told once, as it stands in the line."""
    ranked = sorted(met, key=lambda one: _firmness(one, head))
    chosen: list[TermMatch] = []
    told: set[int] = set()
    for one in ranked:
        if not told.issuperset(one.places):
            words = tuple(surface[place] for place in sorted(one.places))
            chosen.append(TermMatch(one.term, words, one.covered, one.is_sure))
            told.update(one.places)
        if len(chosen) == MOST_TERMS:
            break
    return tuple(chosen)


def _firmness(met: MetTerm, head: str) -> tuple[int, int, str]:
    """Names that say most of being controlled come first."""
    return (-_AT_LEAST[met.controlled(head)], -sum(met.places.values()), met.term.text)
