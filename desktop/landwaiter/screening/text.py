"""A name met inside running text, in any of its spellings: where, how much alike, and why."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from landwaiter.domain.lists.listing import Listing, ScoreReason
from landwaiter.i18n import _
from landwaiter.screening.features import identifier_key
from landwaiter.screening.languages import han
from landwaiter.screening.languages.romanise import rough_sound
from landwaiter.screening.name import parse
from landwaiter.screening.query import Query
from landwaiter.screening.scorer import compare

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*", re.UNICODE)
_ALIKE = 80
"""Percent of likeness from which a word is looked at together with its neighbours."""
_HAN_LENGTHS = (2, 3, 4)
_GAP = 2
"""Words between two that meet: initials, titles, "und"."""
_BETWEEN = r"[\s.\-–/]{0,2}"
_AROUND = 60


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a text that may name the person; `start` and `end` are places in the text."""

    start: int
    end: int
    text: str
    score: int
    """Thousandths, as in screening; an equal identifier gives 980."""
    reasons: tuple[ScoreReason, ...]


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    words: frozenset[int]
    """Which words of the sought name it may be."""


def passages(query: Query, text: str, *, threshold: int) -> tuple[Passage, ...]:
    """Every passage of `text` that may name who is sought, best first; none overlaps another."""
    found = [*_by_identifier(query, text)]
    for name in (query.name, *query.aliases):
        found += _by_name(query, name, text, threshold)
    found.sort(key=lambda passage: (-passage.score, passage.start))
    kept: list[Passage] = []
    places: list[tuple[int, int]] = []
    for passage in found:
        at = bisect_left(places, (passage.start, passage.end))
        is_clear = at == 0 or places[at - 1][1] <= passage.start
        if is_clear and (at == len(places) or passage.end <= places[at][0]):
            places.insert(at, (passage.start, passage.end))
            kept.append(passage)
    return tuple(kept)


def around(text: str, passage: Passage) -> str:
    """The passage with some of the text on either side, on one line."""
    start, end = max(0, passage.start - _AROUND), min(len(text), passage.end + _AROUND)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return " ".join(f"{before}{text[start:end]}{after}".split())


def _by_identifier(query: Query, text: str) -> Iterator[Passage]:
    for identifier in query.identifiers:
        key = identifier_key(identifier)
        if key is None:
            continue
        pattern = _BETWEEN.join(re.escape(sign) for sign in key)
        edges = rf"(?<![A-Za-z0-9]){pattern}(?![A-Za-z0-9])"
        for met in re.finditer(edges, text, re.IGNORECASE):
            said = _("Identifier {identifier} is the same.").format(identifier=key)
            reason = ScoreReason("identifier", said, 980)
            yield Passage(met.start(), met.end(), met.group(), 980, (reason,))


def _by_name(query: Query, name: str, text: str, threshold: int) -> Iterator[Passage]:
    sought = tuple(word.spellings for word in parse(name, query.kind).words)
    if not sought:
        return
    spans = [*_plain_spans(text, sought), *_han_spans(text, sought, query)]
    spans.sort(key=lambda span: span.start)
    needed = min(2, len(sought))
    for group in _groups(text, spans):
        met = frozenset().union(*(span.words for span in group))
        if len(met) >= needed:
            yield from _judged(query, name, text, group, threshold)


def _plain_spans(text: str, sought: tuple[tuple[str, ...], ...]) -> Iterator[_Span]:
    for token in _TOKEN.finditer(text):
        if not han.RUN.search(token.group()):
            words = _may_be(token.group(), sought)
            if words:
                yield _Span(token.start(), token.end(), words)


def _han_spans(text: str, sought: tuple[tuple[str, ...], ...], query: Query) -> Iterator[_Span]:
    """Chinese has no blanks: each two to four signs may be a whole name."""
    if query.kind not in {"person", None}:
        for run in han.RUN.finditer(text):
            words = _may_be(run.group(), sought)
            if words:
                yield _Span(run.start(), run.end(), words)
        return
    for run in han.RUN.finditer(text):
        for length in _HAN_LENGTHS:
            for at in range(run.start(), run.end() - length + 1):
                words = _may_be(text[at : at + length], sought)
                if len(words) >= min(2, len(sought)):
                    yield _Span(at, at + length, words)


@lru_cache(maxsize=1 << 12)
def _may_be(token: str, sought: tuple[tuple[str, ...], ...]) -> frozenset[int]:
    """Which words of the sought name a word of the text may be."""
    kind = "person" if han.RUN.search(token) and len(token) <= max(_HAN_LENGTHS) else None
    spelled = {spelling for word in parse(token, kind).words for spelling in word.spellings}
    return frozenset(
        place
        for place, spellings in enumerate(sought)
        if any(_alike(one, other) for one in spellings for other in spelled)
    )


def _alike(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0] and len(one) == len(other) == 1
    if one == other or fuzz.ratio(one, other, score_cutoff=_ALIKE) > 0:
        return True
    return rough_sound(one) == rough_sound(other)


def _groups(text: str, spans: list[_Span]) -> Iterator[list[_Span]]:
    """Spans that stand together, with no more than `_GAP` other words between them."""
    group: list[_Span] = []
    for span in spans:
        if group and not _is_near(text, group[-1], span):
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def _is_near(text: str, one: _Span, other: _Span) -> bool:
    between = text[one.end : other.start]
    same_line = "\n\n" not in between and len(between) < _AROUND
    return other.start <= one.end or (same_line and len(_TOKEN.findall(between)) <= _GAP)


def _judged(
    query: Query, name: str, text: str, group: list[_Span], threshold: int
) -> Iterator[Passage]:
    """The stretch of the group that is most alike, if it is alike enough, and of what follows."""
    words = len(parse(name, query.kind).words)
    best: list[Passage | None] = [None]
    for at in range(len(group) - 1, -1, -1):
        best.append(best[-1])
        for last in reversed(_lasts(group, at, words)):
            made = _passage(query, name, text, group[at], last)
            least = threshold if best[-1] is None else best[-1].score
            if made.score >= least:
                best[-1] = made
    best.reverse()
    at = 0
    while (found := best[at]) is not None:
        yield found
        while at < len(group) and group[at].start < found.end:
            at += 1


def _passage(query: Query, name: str, text: str, first: _Span, last: _Span) -> Passage:
    piece = text[first.start : last.end]
    listing = Listing(listing_id="", schema="", name=" ".join(piece.split()))
    match = compare(Query(name, query.kind, born=query.born), listing)
    return Passage(first.start, last.end, piece, match.score, match.reasons)


def _lasts(group: list[_Span], at: int, words: int) -> list[_Span]:
    """The spans that end a stretch from one of them, as long as a name of so many words may be."""
    return [one for one in group[at : at + words + _GAP] if one.end > group[at].start]
