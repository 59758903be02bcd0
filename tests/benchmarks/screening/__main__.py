"""Ours, nomenklatura's logic-v2 and rapidfuzz's WRatio on the same names, pairs and lists.

    LANDWAITER_TESTDATA=… python -m tests.benchmarks.screening [--alone] [--quick]

`--alone` leaves the comparators out, `--quick` asks a quarter. Markdown on standard output.
Intervals hold 95 %: Wilson's for shares, drawn again 1,000 times for F1. Ours is asked everything
once more with all names exchanged for generated ones (`generated`); `within` tells whether that
figure lies in the interval of the real one.
"""

import os
import statistics
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from operator import ne
from pathlib import Path

from tests.benchmarks.screening import comparator, world
from tests.benchmarks.screening.figures import F1, Figure, OperatingPoint, Outcome, Share, holds
from tests.benchmarks.screening.generated import Exchange
from tests.benchmarks.screening.matchers import NAMES_EACH, Likely, Matcher, Other, Ours, Times
from tests.benchmarks.screening.pairs import Pair
from tests.benchmarks.screening.questions import Asked
from tests.benchmarks.screening.world import World

from landwaiter.domain.lists.listing import Listing
from landwaiter.screening import ENGINE

ALERTS_PER_1000 = 10


class Field:
    """The matchers, ours first; each listing set gives them anew, their times add up."""

    def __init__(self, scorers: Sequence[tuple[str, comparator.Scorer, int]]) -> None:
        self._scorers = scorers
        self.times = {title: Times() for title in ("ours", *(one for one, _, _ in scorers))}

    def over(self, listings: Sequence[Listing]) -> list[Matcher]:
        """Each of them over the same listings."""
        matchers: list[Matcher] = [Ours(listings, self.times["ours"])]
        if self._scorers:
            likely = Likely(listings)
            for title, score, threshold in self._scorers:
                matchers.append(Other(title, score, threshold, likely, self.times[title]))
        return matchers


def main(arguments: Sequence[str]) -> int:
    folder = os.environ.get("LANDWAITER_TESTDATA")
    if not folder:
        say("LANDWAITER_TESTDATA is not set: no third-party data to measure on.")
        return 1
    step = 4 if "--quick" in arguments else 1
    with ExitStack() as opened:
        scorers: list[tuple[str, comparator.Scorer, int]] = []
        if "--alone" not in arguments:
            logic_v2 = opened.enter_context(comparator.LogicV2())
            # The threshold of logic-v2 is its own; that of WRatio one its makers often show.
            scorers = [("logic-v2", logic_v2, 700), ("WRatio", comparator.w_ratio, 900)]
        measure(Path(folder), Field(scorers), step)
    return 0


def measure(testdata: Path, field: Field, step: int) -> None:
    """All tables, line by line as they become known."""
    real = world.read(testdata, step)
    made = world.exchanged(real, Exchange())
    names = set(real.names())
    say(f"Engine {ENGINE}; {len(real.listings):,} listings, {len(names):,} different names.")
    moved = Share(sum(map(ne, real.names(), made.names())), sum(1 for _ in real.names()))
    say(f"Exchanged: {moved} of the names; the others hold words of language only.\n")
    _head("recall", "asked", *field.times)
    _recalls(real, made, field, step)
    compared = field.over(real.listings[:1])
    say("\nPairs, F1 at a fixed threshold:\n")
    _head("pairs", "same + not", *(f"{one.title} at {one.threshold}" for one in compared))
    for title, labelled in real.pairs.items():
        same = sum(pair.same for pair in labelled)
        of = f"{same:,} + {len(labelled) - same:,}"
        figures = [quality(one, labelled) for one in compared]
        _told(title, of, figures, quality(Ours([]), made.pairs[title]))
    _times(field)


def _recalls(real: World, made: World, field: Field, step: int) -> None:
    """Each matcher at its own threshold over all listings, then over those of one script."""
    compared = field.over([*real.listings, *real.treated_listings])
    ours = Ours([*made.listings, *made.treated_listings])
    alerts = [best_scores(one, real.innocents) for one in compared]
    made_alerts = best_scores(ours, made.innocents)
    of = f"{len(real.innocents):,}"
    told = [_alerting(*each) for each in zip(compared, alerts, strict=True)]
    title = "innocent persons that alert at " + ", ".join(str(one.threshold) for one in compared)
    _told(title, of, told, _alerting(ours, made_alerts))
    points = [OperatingPoint(scores, ALERTS_PER_1000 / 1000) for scores in alerts]
    point = OperatingPoint(made_alerts, ALERTS_PER_1000 / 1000)
    _told(f"threshold at ≤ {ALERTS_PER_1000} alerts per 1,000", of, points, point)
    for (title, asked), (_, exchanged) in zip(real.asked(step), made.asked(step), strict=True):
        figures = [recall(*each, asked) for each in zip(compared, points, strict=True)]
        _told(title, f"{len(asked):,}", figures, recall(ours, point, exchanged))
    for (kept, parts), (made_kept, made_parts) in zip(
        real.hidden(step), made.hidden(step), strict=True
    ):
        compared, ours = field.over(kept), Ours(made_kept)
        for (title, asked), (_, exchanged) in zip(parts, made_parts, strict=True):
            figures = [recall(*each, asked) for each in zip(compared, points, strict=True)]
            _told(title, f"{len(asked):,}", figures, recall(ours, point, exchanged))


def best_scores(matcher: Matcher, innocents: Sequence[Asked]) -> list[int]:
    """The best score of each person for any listing."""
    return [answer.best for answer in matcher.answers(innocents)]


def _alerting(matcher: Matcher, scores: Sequence[int]) -> Share:
    return Share(sum(score >= matcher.threshold for score in scores), len(scores))


def recall(matcher: Matcher, point: OperatingPoint, asked: Sequence[Asked]) -> Share:
    """How many names find a listing that they mean."""
    answers = matcher.answers(asked)
    return Share(sum(answer.meant >= point.value for answer in answers), len(answers))


def quality(matcher: Matcher, labelled: Sequence[Pair]) -> F1:
    """F1 at the fixed threshold of the matcher."""
    scores = matcher.pairs(labelled)
    return F1(
        [
            Outcome(score >= matcher.threshold, pair.same)
            for score, pair in zip(scores, labelled, strict=True)
        ]
    )


def _times(field: Field) -> None:
    say(f"\nMedian and p95 of the processor; of a name, the others score {NAMES_EACH} likely ones")
    say("that were found for them beforehand:\n")
    row("time", *field.times)
    row("---", *("---" for _ in field.times))
    times = field.times.values()
    row("one name, all lists, ms", *(_middle(one.names, 1e3) for one in times))
    row("one pair, µs", *(_middle(one.pairs, 1e6) for one in times))


def _middle(seconds: Sequence[float], unit: float) -> str:
    p95 = statistics.quantiles(seconds, n=20)[-1]
    return f"{unit * statistics.median(seconds):,.1f}, {unit * p95:,.1f}"


def _told(title: str, of: str, figures: Sequence[Figure], made: Figure) -> None:
    row(title, of, *figures, made, "yes" if holds(figures[0], made) else "no")


def _head(*cells: str) -> None:
    row(*cells, "ours, generated names", "within")
    row(*("---" for _ in range(len(cells) + 2)))


def row(*cells: object) -> None:
    say(f"| {' | '.join(map(str, cells))} |")


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
