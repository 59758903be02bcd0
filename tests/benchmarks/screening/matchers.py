"""Three matchers asked the same: ours with its whole path, the others over likely names."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from rapidfuzz import fuzz, process
from tests.benchmarks.screening.comparator import Block, Scorer
from tests.benchmarks.screening.pairs import Pair
from tests.benchmarks.screening.questions import Asked

from landwaiter.domain.lists.listing import Listing
from landwaiter.screening import DEFAULT_THRESHOLD, Index, Query, compare_names
from landwaiter.screening.languages.romanise import romanised

FLOOR = 400
"""Thousandths below which ours is not asked for hits."""
NAMES_EACH = 40
"""Names that the others look at for each question: those most like it by token_sort_ratio."""
SCHEMAS = {"person": "Person", "vessel": "Vessel", "organisation": "Company"}


@dataclass
class Answer:
    """The best score for any listing, and for one that was meant."""

    best: int
    meant: int


@dataclass
class Times:
    """Seconds of the processor for each name asked and for each pair."""

    names: list[float] = field(default_factory=list)
    pairs: list[float] = field(default_factory=list)


@dataclass
class Ours:
    """The product's index and scorer."""

    listings: Sequence[Listing]
    times: Times = field(default_factory=Times)
    title: str = "ours"
    threshold: int = DEFAULT_THRESHOLD

    def __post_init__(self) -> None:
        self.index = Index.build(self.listings)

    def answers(self, questions: Sequence[Asked]) -> list[Answer]:
        """One for each question, in order."""
        return [self._answer(one) for one in questions]

    def _answer(self, asked: Asked) -> Answer:
        begun = time.process_time()
        found = self.index.search(Query(asked.name, asked.kind), threshold=FLOOR, limit=100)
        self.times.names.append(time.process_time() - begun)
        meant = (one.score for one in found if one.listing_id in asked.listing_ids)
        return Answer(found[0].score if found else 0, max(meant, default=0))

    def pairs(self, pairs: Sequence[Pair]) -> list[int]:
        """Thousandths for each pair."""
        return [self._pair(pair) for pair in pairs]

    def _pair(self, pair: Pair) -> int:
        begun = time.process_time()
        score = compare_names(pair.one, pair.other, pair.kind).score
        self.times.pairs.append(time.process_time() - begun)
        return score


@dataclass
class Other:
    """A scorer of pairs over a block of likely names."""

    title: str
    score: Scorer
    threshold: int
    likely: "Likely"
    times: Times = field(default_factory=Times)

    def answers(self, questions: Sequence[Asked]) -> list[Answer]:
        """One for each question, in order."""
        blocks = self.likely.blocks(questions)
        found = []
        for asked, block, (scores, seconds) in zip(
            questions, blocks, self.score(blocks), strict=True
        ):
            self.times.names.append(seconds)
            meant = (
                score
                for name, score in zip(block[2], scores, strict=True)
                if self.likely.bearers[name] & asked.listing_ids
            )
            found.append(Answer(max(scores, default=0), max(meant, default=0)))
        return found

    def pairs(self, pairs: Sequence[Pair]) -> list[int]:
        """Thousandths for each pair."""
        blocks = [(pair.schema, pair.one, [pair.other]) for pair in pairs]
        found = []
        for (score,), seconds in self.score(blocks):
            self.times.pairs.append(seconds)
            found.append(score)
        return found


class Likely:
    """The names of listings that are most like a question, romanised, in any order of words."""

    def __init__(self, listings: Iterable[Listing]) -> None:
        self.bearers: dict[str, set[str]] = {}
        for one in listings:
            for name in (one.name, *one.aliases):
                self.bearers.setdefault(name, set()).add(one.listing_id)
        self._names = list(self.bearers)
        self._folded = [romanised(name) for name in self._names]

    def blocks(self, questions: Sequence[Asked]) -> list[Block]:
        """Each question with its likely names."""
        found: list[Block] = []
        for at in range(0, len(questions), 64):
            part = questions[at : at + 64]
            asked = [romanised(one.name) for one in part]
            likeness = process.cdist(
                asked, self._folded, scorer=fuzz.token_sort_ratio, dtype=np.uint8
            )
            for one, row in zip(part, likeness, strict=True):
                best = np.argsort(-row.astype(np.int16), kind="stable")[:NAMES_EACH]
                schema = SCHEMAS.get(one.kind or "", "LegalEntity")
                found.append((schema, one.name, [self._names[place] for place in best]))
        return found


Matcher = Ours | Other
