"""Many names against few listings: which of them are worth a search at all.

What the search works out name by name is bounded here for thousands at once: of each name with each
listed one the greatest weight that can meet, and the least that cannot. Where even so nothing comes
near the score, or nothing is like a word, the search brings nothing; all others are searched. So
nothing is lost that the search finds, which a test shows (tests/screening/test_sieve.py).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from landwaiter.screening.alignment import weight_alone
from landwaiter.screening.alternatives import alternatives, stretches
from landwaiter.screening.arrays import Counts, Ints, Sounds, bounds, ranges
from landwaiter.screening.batch import MOST_FEATURES_ADD
from landwaiter.screening.cutting import FEW, OF_FEW, RUN_TOGETHER
from landwaiter.screening.feature import key_of, sound_of_joined, sounds_of
from landwaiter.screening.features import identifier_keys
from landwaiter.screening.index import ESTIMATED, ESTIMATED_OF_HAN, Index
from landwaiter.screening.name import Word, parse, readings
from landwaiter.screening.neighbours import ALIKE_JOINED, Neighbours
from landwaiter.screening.postings import CONTRADICTION, LEAST_MET, LONGEST_RUN, OMISSION
from landwaiter.screening.query import Query
from landwaiter.screening.rarity import Rarity

MOST_NAMES: Final = 20_000
"""Listed names up to which it is faster than searching."""
_CELLS: Final = 4_000_000
"""Names asked × listed ones that are summed up together: some 100 MB."""
_MOST_KNOWN: Final = 60_000
"""Words that are kept."""
_EPSILON: Final = 1e-3
"""The search reckons with four bytes, this with eight."""


class _Known(NamedTuple):
    """A word, and what of the listed names is like it: names rising, each once."""

    sound: str
    names: Ints
    met: Ints
    """The most of its weight that meets in each."""
    covered: Ints
    """The weights of the words of each that it may meet."""
    weight: float
    alone: float
    """What it weighs if it meets nobody."""
    optional: bool


class _Row(NamedTuple):
    """One reading of a name that is asked."""

    asked: int
    words: tuple[_Known, ...]
    least: float
    """Score that the name needs: country and birth may add the rest."""


@dataclass(slots=True)
class Sieve:
    """Over an index of few listings."""

    index: Index
    threshold: int
    _sounds: Sounds = field(init=False)
    _neighbours: Neighbours = field(init=False)
    _rarity: Rarity = field(init=False)
    """Of these listings: by it candidates are found, whatever they are scored by."""
    _words: dict[tuple[Word, bool], _Known] = field(default_factory=dict)
    _occurrences: tuple[Ints, Ints, Ints] = field(init=False)
    """Names and weights of the words by sound, and where those of each sound end."""
    _totals: Ints = field(init=False)
    _texts: list[str] = field(init=False)
    """Listed names without blanks, by sound."""
    _lengths: Ints = field(init=False)
    _ends: dict[int, tuple[set[str], set[str]]] = field(default_factory=dict)
    """How many letters → the beginnings and the ends of all sounds."""

    def __post_init__(self) -> None:
        arrays = self.index.arrays
        self._rarity = Rarity(Counts(arrays.count_keys, arrays.counts), arrays.names)
        self._sounds = Sounds(arrays)
        self._neighbours = Neighbours(arrays, self._sounds)
        names = np.arange(arrays.names)
        starts, ends = bounds(arrays.name_word_ends, names)
        sizes = ends - starts
        words = arrays.name_words[ranges(starts, sizes)]
        few = np.repeat(np.where(sizes <= FEW, OF_FEW, 0), sizes)
        weights = np.maximum(arrays.word_weights[words], few).astype(np.float64)
        sounds, owners = arrays.word_sounds[words], np.repeat(names, sizes)
        self._totals = np.bincount(owners, weights, minlength=arrays.names)
        order = np.argsort(sounds, kind="stable")
        last = np.cumsum(np.bincount(sounds, minlength=len(arrays.sound_ends)))
        self._occurrences = owners[order], weights[order], last
        said = self._sounds.at(sounds)
        cuts = pairwise([0, *np.cumsum(sizes).tolist()])
        self._texts = ["".join(said[first:end]) for first, end in cuts]
        self._lengths = np.array([len(text) for text in self._texts], np.float64)

    def worth_searching(self, queries: Sequence[Query]) -> list[bool]:
        """For each query whether the index must be searched."""
        found = [False] * len(queries)
        rows: list[_Row] = []
        joined: dict[str, list[int]] = {}
        for at, query in enumerate(queries):
            if self._is_numbered(query) or not self._read(at, query, rows, joined):
                found[at] = True
        for at in self._joined(joined):
            found[at] = True
        rows = [row for row in rows if not found[row.asked]]
        size = max(1, _CELLS // max(1, self.index.arrays.names))
        for first in range(0, len(rows), size):
            for at in self._near(rows[first : first + size]):
                found[at] = True
        return found

    def _is_numbered(self, query: Query) -> bool:
        keys = sorted(identifier_keys(query.identifiers))
        return any(len(self.index.arrays.with_identifier(key_of(key))) for key in keys)

    def _read(self, at: int, query: Query, rows: list[_Row], joined: dict[str, list[int]]) -> bool:
        """False where the name is in Chinese, which is met in too many ways."""
        least = self.threshold - (MOST_FEATURES_ADD if query.country or query.born else 0)
        for text in _texts_of(query):
            for words in readings(parse(text, query.kind)):
                if any(word.script == "han" for word in words):
                    return False
                if not words:
                    continue
                is_few = len(words) <= FEW
                known = tuple(self._word(word, is_few=is_few) for word in words)
                rows.append(_Row(at, known, least))
                sounds = [one.sound for one in known]
                for length in range(2, LONGEST_RUN + 1):
                    for first in range(len(sounds) - length + 1):
                        run = sound_of_joined(sounds[first : first + length])
                        if length > 2 or self._may_be_joined(run):
                            joined.setdefault(run, []).append(at)
        return True

    def _word(self, word: Word, *, is_few: bool) -> _Known:
        key = (word, is_few)
        known = self._words.get(key)
        if known is None:
            if len(self._words) >= _MOST_KNOWN:
                self._words.clear()
            known = self._words[key] = self._known(word, OF_FEW if is_few else 0)
        return known

    def _known(self, word: Word, least: int) -> _Known:
        weight = max(least, self._rarity.weight(word))
        near = self._neighbours.of(word)
        owners, weights, last = self._occurrences
        starts, ends = bounds(last, near.places)
        sizes = ends - starts
        at = ranges(starts, sizes)
        names, listed = owners[at], weights[at]
        met = np.minimum(listed, weight) * np.repeat(near.likeness, sizes)
        found, inverse = np.unique(names, return_inverse=True)
        most = np.zeros(len(found))
        np.maximum.at(most, inverse, met)
        covered = np.bincount(inverse, listed, minlength=len(found))
        return _Known(
            sounds_of(word)[0],
            found,
            most,
            covered,
            float(weight),
            float(weight_alone(word, weight)),
            word.may_be_left_out("han"),
        )

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

    def _joined(self, joined: dict[str, list[int]]) -> Iterator[int]:
        """Who has neighbouring words that are like one listed word."""
        by_length: dict[int, list[str]] = {}
        for run in joined:
            by_length.setdefault(len(run), []).append(run)
        for length, runs in by_length.items():
            first, last = self._sounds.of_lengths(length * ALIKE_JOINED, length / ALIKE_JOINED)
            if first == last:
                continue
            likeness = process.cdist(
                runs,
                self._sounds.at(np.arange(first, last)),
                scorer=OSA.normalized_similarity,
                score_cutoff=ALIKE_JOINED - _EPSILON,
                dtype=np.float32,
            )
            for place in np.flatnonzero(likeness.max(axis=1)).tolist():
                yield from joined[runs[place]]

    def _near(self, rows: Sequence[_Row]) -> Iterator[int]:
        """Of these rows those that some listed name may be near to."""
        names = self.index.arrays.names
        shape = (len(rows), names)
        parts = [(at, word) for at, row in enumerate(rows) for word in row.words]
        sizes = np.array([len(word.names) for _at, word in parts])
        if not len(sizes) or not sizes.sum():
            return
        place = np.repeat(np.array([at for at, _word in parts]), sizes) * names
        place += np.concatenate([word.names for _at, word in parts])
        total = len(rows) * names

        def summed(weights: Ints) -> Ints:
            return np.bincount(place, weights, minlength=total).reshape(shape)

        met = summed(np.concatenate([word.met for _at, word in parts]))
        whole = np.array([sum(word.weight for word in row.words) for row in rows])[:, None]
        rough = met >= np.maximum(np.floor(whole * LEAST_MET) - 1, 1)
        if not rough.any():
            return
        row_at, name_at = rough.nonzero()
        lonely = np.repeat(np.array([word.alone for _at, word in parts]), sizes)
        alone_all = np.array([sum(word.alone for word in row.words) for row in rows])
        optional = np.array([sum(w.alone for w in row.words if w.optional) for row in rows])
        covered = summed(np.concatenate([word.covered for _at, word in parts]))[row_at, name_at]
        is_met = summed(lonely)[row_at, name_at]
        best = met[row_at, name_at]
        across = self.index.arrays.are_han[name_at]
        left_out = np.where(across, optional[row_at], 0)
        alone = np.maximum(alone_all[row_at] - is_met - left_out, 0)
        other = np.where(across, 0, np.maximum(self._totals[name_at] - covered, 0))
        lost = CONTRADICTION * np.minimum(alone, other) + OMISSION * np.abs(alone - other)
        share = best / (best + lost + 1)
        least = np.array([row.least for row in rows])[row_at]
        needed = least * np.where(across, ESTIMATED_OF_HAN, ESTIMATED) / 1000 - _EPSILON
        hopeful = share >= needed
        yield from {rows[at].asked for at in np.unique(row_at[hopeful]).tolist()}
        yield from self._run_together(
            rows, row_at[~hopeful], name_at[~hopeful], set(row_at[hopeful])
        )

    def _run_together(
        self, rows: Sequence[_Row], row_at: Ints, name_at: Ints, done: set[int]
    ) -> Iterator[int]:
        """Who is like a listed name once both are written without blanks."""
        texts = ["".join(word.sound for word in row.words) for row in rows]
        lengths = np.array([len(text) for text in texts], np.float64)[row_at]
        others = self._lengths[name_at]
        # Twice the shorter over both is the most that the likeness can be.
        may_be = 2 * np.minimum(lengths, others) >= (RUN_TOGETHER - _EPSILON) * (lengths + others)
        row_at, name_at = row_at[may_be], name_at[may_be]
        cuts = np.flatnonzero(np.diff(row_at)) + 1
        for part in np.split(np.arange(len(row_at)), cuts):
            if not len(part) or (at := int(row_at[part[0]])) in done:
                continue
            likeness = process.cdist(
                [texts[at]],
                [self._texts[name] for name in name_at[part].tolist()],
                scorer=Indel.normalized_similarity,
                score_cutoff=RUN_TOGETHER - _EPSILON,
                dtype=np.float32,
            )
            if likeness.any():
                yield rows[at].asked


_SHORTEST: Final = 6
"""Letters below which hardly a slip is allowed, and hardly a letter is sure to stay."""


def _texts_of(query: Query) -> Iterable[str]:
    """Every name that is asked, as the search takes a field apart."""
    found: dict[str, None] = {}
    for said in (query.name, *query.aliases):
        for stretch in stretches(said):
            found.setdefault(stretch)
            found |= dict.fromkeys(one.text for one in alternatives(stretch, query.kind))
    return found
