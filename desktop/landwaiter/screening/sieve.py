"""Many names against few listings: which of them are worth a search at all.

What the search works out name by name is bounded here for thousands at once: of each name with each
listed one the greatest weight that can meet, and the least that cannot. Where even so nothing comes
near the score, or nothing is like a word, the search brings nothing. Of what is left only the pairs
that may be near are weighed, as the search weighs them. So nothing is lost that the search finds,
which a test shows (tests/screening/test_sieve.py).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from landwaiter.screening.alternatives import LONGEST_FIELD, alternatives
from landwaiter.screening.arrays import Ints, Sounds, bounds, distinct, ranges
from landwaiter.screening.cutting import FEW, RUN_TOGETHER
from landwaiter.screening.feature import key_of, sound_of_joined
from landwaiter.screening.features import identifier_keys
from landwaiter.screening.index import ESTIMATED, ESTIMATED_OF_HAN, Index
from landwaiter.screening.met_words import AskedWord, MetNames, MetWords
from landwaiter.screening.name import parse, readings
from landwaiter.screening.neighbours import ALIKE_JOINED
from landwaiter.screening.postings import CONTRADICTION, LEAST_MET, LONGEST_RUN, OMISSION
from landwaiter.screening.query import Query
from landwaiter.screening.weighing import PairWeigher

MOST_NAMES: Final = 20_000
"""Listed names up to which it is faster than searching."""
_CELLS: Final = 2_000_000
"""Names asked × listed ones that are summed up together: some 50 MB."""
_EPSILON: Final = 1e-3
"""The search reckons with four bytes, this with four and eight."""
_SHORTEST: Final = 6
"""Letters below which hardly a slip is allowed, and hardly a letter is sure to stay."""


class _Row(NamedTuple):
    """One reading of a name that is asked."""

    asked: int
    words: tuple[AskedWord, ...]
    least: float
    """Score that the name needs: country and birth may add the rest."""


class _Numbered(NamedTuple):
    """Rows with the numbers of their words, one row's after another's."""

    asked: Ints
    least: Ints
    words: Ints
    ends: Ints

    def between(self, first: int, last: int) -> "_Numbered":
        begin = int(self.ends[first - 1]) if first else 0
        end = int(self.ends[last - 1])
        of = slice(first, last)
        return _Numbered(
            self.asked[of], self.least[of], self.words[begin:end], self.ends[of] - begin
        )


class _Pairs(NamedTuple):
    """Rows or names that are asked, each with a listed name."""

    of: Ints
    names: Ints


@dataclass(slots=True)
class Sieve:
    """Over an index of few listings."""

    index: Index
    threshold: int
    _sounds: Sounds = field(init=False)
    _words: MetWords = field(init=False)
    _weigher: PairWeigher = field(init=False)
    _texts: list[str] = field(init=False)
    """Listed names without blanks, by sound."""
    _lengths: Ints = field(init=False)
    _ends: dict[int, tuple[set[str], set[str]]] = field(default_factory=dict)
    """How many letters → the beginnings and the ends of all sounds."""

    def __post_init__(self) -> None:
        arrays = self.index.arrays
        self._sounds = Sounds(arrays)
        self._words = MetWords(arrays, self._sounds)
        self._weigher = PairWeigher(self.index, self.threshold)
        starts, ends = bounds(arrays.name_word_ends, np.arange(arrays.names))
        sizes = ends - starts
        said = self._sounds.at(arrays.word_sounds[arrays.name_words[ranges(starts, sizes)]])
        cuts = pairwise([0, *np.cumsum(sizes).tolist()])
        self._texts = ["".join(said[first:end]) for first, end in cuts]
        self._lengths = np.array([len(text) for text in self._texts], np.float64)

    def worth_searching(self, queries: Sequence[Query]) -> list[bool]:
        """For each query whether the index must be searched."""
        found = [False] * len(queries)
        rows: list[_Row] = []
        for at, query in enumerate(queries):
            if self._is_numbered(query) or not self._read(at, query, rows):
                found[at] = True
        for at, names in self._pairs([row for row in rows if not found[row.asked]]):
            found[at] = self._weigher.may_match(queries[at], names)
        return found

    def _pairs(self, rows: Sequence[_Row]) -> Iterator[tuple[int, list[int]]]:
        """Names asked that may be near to a listed one, each with all of those."""
        names = self.index.arrays.names
        if not rows or not names:
            return
        keys = [np.empty(0, np.int64), *(pair.of * names + pair.names for pair in self._near(rows))]
        of, listed = np.divmod(distinct(np.concatenate(keys)), names)
        asked, firsts = np.unique(of, return_index=True)
        for at, some in zip(asked.tolist(), np.split(listed, firsts)[1:], strict=True):
            yield at, some.tolist()

    def _is_numbered(self, query: Query) -> bool:
        keys = sorted(identifier_keys(query.identifiers))
        return any(len(self.index.arrays.with_identifier(key_of(key))) for key in keys)

    def _read(self, at: int, query: Query, rows: list[_Row]) -> bool:
        """False where the name is in Chinese, which is met in too many ways, or longer than any."""
        least = self._weigher.least(query)
        if any(len(text) > LONGEST_FIELD for text in (query.name, *query.aliases)):
            return False
        for text in _texts_of(query):
            for words in readings(parse(text, query.kind)):
                if any(word.script == "han" for word in words):
                    return False
                if words:
                    is_few = len(words) <= FEW
                    rows.append(_Row(at, tuple([(word, is_few) for word in words]), least))
        return True

    def _near(self, found: Sequence[_Row]) -> Iterator[_Pairs]:
        """Names asked with the listed ones that they may be near to."""
        sizes = [len(row.words) for row in found]
        rows = _Numbered(
            np.array([row.asked for row in found], np.int64),
            np.array([row.least for row in found], np.float64),
            self._words.numbers([word for row in found for word in row.words]),
            np.cumsum(sizes),
        )
        yield from self._joined(rows)
        most = max(1, _CELLS // max(1, self.index.arrays.names))
        for first in range(0, len(found), most):
            some = rows.between(first, min(first + most, len(found)))
            for pairs in self._like(some):
                yield _Pairs(some.asked[pairs.of], pairs.names)

    def _joined(self, rows: _Numbered) -> Iterator[_Pairs]:
        """Who has neighbouring words that are like one listed word, with the names that hold it."""
        by_length: dict[int, dict[str, list[int]]] = {}
        for at, sounds in zip(rows.asked.tolist(), self._spoken(rows), strict=True):
            for length in range(2, min(LONGEST_RUN, len(sounds)) + 1):
                for first in range(len(sounds) - length + 1):
                    run = sound_of_joined(sounds[first : first + length])
                    if length > 2 or self._may_be_joined(run):
                        by_length.setdefault(len(run), {}).setdefault(run, []).append(at)
        arrays = self.index.arrays
        for length, joined in by_length.items():
            first, last = self._sounds.of_lengths(length * ALIKE_JOINED, length / ALIKE_JOINED)
            if first == last:
                continue
            likeness = process.cdist(
                [*joined],
                self._sounds.at(np.arange(first, last)),
                scorer=OSA.normalized_similarity,
                score_cutoff=ALIKE_JOINED - _EPSILON,
                dtype=np.float32,
            )
            asked = [*joined.values()]
            for run, place in zip(*likeness.nonzero(), strict=True):
                starts, ends = bounds(arrays.sound_name_ends, np.array([first + place]))
                names = arrays.sound_names[int(starts[0]) : int(ends[0])].astype(np.int64)
                for at in asked[run]:
                    yield _Pairs(np.full(len(names), at), names)

    def _spoken(self, rows: _Numbered) -> Iterator[list[str]]:
        """The sounds of the words of each row."""
        sounds = [self._words.sound(number) for number in rows.words.tolist()]
        for first, last in pairwise([0, *rows.ends.tolist()]):
            yield sounds[first:last]

    def _may_be_joined(self, run: str) -> bool:
        """Whether a sound may be so like neighbours read as one that only a slip parts them."""
        longest = int(len(run) / ALIKE_JOINED)
        if int((1 - ALIKE_JOINED) * longest + _EPSILON) > 1 or len(run) < _SHORTEST:
            return True
        # One slip leaves the beginning or the end as it is, two letters at most apart.
        part = (len(run) - 2) // 2
        if part not in self._ends:
            texts = self._sounds.at(np.arange(len(self.index.arrays.sound_ends)))
            self._ends[part] = ({t[:part] for t in texts}, {t[-part:] for t in texts})
        begins, ends = self._ends[part]
        return run[:part] in begins or run[-part:] in ends

    def _like(self, rows: _Numbered) -> Iterator[_Pairs]:
        """Of these rows those that some listed name may be near to, with that name."""
        names, met = self.index.arrays.names, self._words.met(rows.words)
        sizes = np.diff(rows.ends, prepend=0)
        row_of = np.repeat(np.arange(len(sizes)), sizes)
        whole, alone, optional = self._words.weights(rows.words)
        cells = row_of[met.of] * names + met.names
        summed = np.bincount(cells, met.met, minlength=len(sizes) * names)
        needed = np.maximum(np.floor(_sum(row_of, whole, sizes) * LEAST_MET) - 1, 1)
        is_rough = (summed.reshape(-1, names) >= needed[:, None]).ravel()
        rough = is_rough.nonzero()[0]
        if not len(rough):
            return
        within = _within(met, cells, is_rough, rough)
        pairs = _Pairs(*np.divmod(rough, names))
        covered = np.bincount(within.of, within.covered, minlength=len(rough))
        is_met = np.bincount(within.of, alone[within.words], minlength=len(rough))
        across = self.index.arrays.are_han[pairs.names]
        left_out = np.where(across, _sum(row_of, optional, sizes)[pairs.of], 0)
        lonely = np.maximum(_sum(row_of, alone, sizes)[pairs.of] - is_met - left_out, 0)
        totals = self._words.totals[pairs.names]
        # What is kept of sums has four bytes each.
        other = np.where(across, 0, np.maximum(totals - covered, 0))
        lost = CONTRADICTION * np.minimum(lonely, other) + OMISSION * np.abs(lonely - other)
        best = summed[rough]
        share = best / (best + lost + 1)
        least = rows.least[pairs.of]
        hopeful = share >= least * np.where(across, ESTIMATED_OF_HAN, ESTIMATED) / 1000 - _EPSILON
        yield _Pairs(pairs.of[hopeful], pairs.names[hopeful])
        yield self._run_together(rows, _Pairs(pairs.of[~hopeful], pairs.names[~hopeful]))

    def _run_together(self, rows: _Numbered, pairs: _Pairs) -> _Pairs:
        """Those of the pairs that are alike once both are written without blanks."""
        texts = ["".join(sounds) for sounds in self._spoken(rows)]
        lengths = np.array([len(text) for text in texts], np.float64)[pairs.of]
        others = self._lengths[pairs.names]
        # Twice the shorter over both is the most that the likeness can be.
        may_be = 2 * np.minimum(lengths, others) >= (RUN_TOGETHER - _EPSILON) * (lengths + others)
        of, names = pairs.of[may_be], pairs.names[may_be]
        likeness = process.cpdist(
            [texts[at] for at in of.tolist()],
            [self._texts[name] for name in names.tolist()],
            scorer=Indel.normalized_similarity,
            score_cutoff=RUN_TOGETHER - _EPSILON,
            dtype=np.float32,
        )
        return _Pairs(of[likeness > 0], names[likeness > 0])


class _Within(NamedTuple):
    """What is met in some cells: which of them, by which word, and how much it covers."""

    of: Ints
    words: Ints
    covered: Ints


def _within(met: MetNames, cells: Ints, is_in: Ints, those: Ints) -> _Within:
    kept = is_in[cells].nonzero()[0]
    return _Within(those.searchsorted(cells[kept]), met.of[kept], met.covered[kept])


def _sum(row_of: Ints, weights: Ints, sizes: Ints) -> Ints:
    return np.bincount(row_of, weights, minlength=len(sizes))


def _texts_of(query: Query) -> Iterable[str]:
    """Every name that is asked, as the search takes a field apart."""
    found: dict[str, None] = {}
    for said in (query.name, *query.aliases):
        found.setdefault(said)
        found |= dict.fromkeys(one.text for one in alternatives(said, query.kind))
    return found
