"""Ours, nomenklatura's logic-v2 and rapidfuzz's WRatio on the same names, pairs and lists.

    LANDWAITER_TESTDATA=… python -m tests.benchmarks.screening [--alone] [--quick]

`--alone` leaves the comparators out, `--quick` asks a quarter. Markdown on standard output.
Intervals hold 95 %: Wilson's for shares, drawn again 1,000 times for F1.
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tests.benchmarks.screening import comparator, generated, lists, pairs, questions
from tests.benchmarks.screening.figures import Outcome, Share, bootstrapped, f1
from tests.benchmarks.screening.matchers import Likely, Matcher, Other, Ours
from tests.benchmarks.screening.questions import Asked

from landwaiter.domain.listing import Listing
from landwaiter.screening import ENGINE

ALERTS_PER_1000 = 10
FIXED = {"logic-v2": 700, "WRatio": 900}
"""Thresholds of the others: logic-v2's own, and one that the makers of WRatio often show."""
PERTURBED, OTHER_SCRIPT = 2000, 600


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def row(*cells: object) -> None:
    say(f"| {' | '.join(map(str, cells))} |")


def matchers(listings: Sequence[Listing], *, alone: bool) -> list[Matcher]:
    """Each of the three over the same listings."""
    ours = Ours(listings)
    if alone:
        return [ours]
    likely = Likely(listings)
    return [
        ours,
        Other("logic-v2", comparator.logic_v2, FIXED["logic-v2"], likely),
        Other("WRatio", comparator.w_ratio, FIXED["WRatio"], likely),
    ]


def operating_point(matcher: Matcher, innocents: Sequence[str]) -> int:
    """The lowest threshold at which no more than 10 in 1,000 innocent persons raise an alert."""
    asked = [Asked(name, "person", frozenset()) for name in innocents]
    scores = sorted((answer.best for answer in matcher.answers(asked)), reverse=True)
    return scores[len(scores) * ALERTS_PER_1000 // 1000] + 1


def recall(matcher: Matcher, asked: Sequence[Asked], threshold: int) -> Share:
    answers = matcher.answers(asked)
    return Share(sum(answer.meant >= threshold for answer in answers), len(answers))


def quality(matcher: Matcher, labelled: Sequence[pairs.Pair]) -> str:
    """F1 at the fixed threshold of the matcher, with its interval."""
    scores = matcher.pairs(labelled)
    outcomes = [
        Outcome(score >= matcher.threshold, pair.same)
        for score, pair in zip(scores, labelled, strict=True)
    ]
    low, high = bootstrapped(f1, outcomes)
    return f"{f1(outcomes):.3f} [{low:.3f}, {high:.3f}]"


def main(arguments: Sequence[str]) -> int:
    folder = os.environ.get("LANDWAITER_TESTDATA")
    if not folder:
        say("LANDWAITER_TESTDATA is not set: no third-party data to measure on.")
        return 1
    alone, quick = "--alone" in arguments, "--quick" in arguments
    measure(Path(folder), alone=alone, step=4 if quick else 1)
    return 0


def measure(testdata: Path, *, alone: bool, step: int) -> None:
    """All tables, line by line as they become known."""
    listings = lists.all_lists(testdata)
    names = {name for one in listings for name in (one.name, *one.aliases)}
    say(f"Engine {ENGINE}; {len(listings):,} listings, {len(names):,} different names.\n")
    treated_listings, treated = questions.treated(testdata)
    begun = time.perf_counter()
    compared = matchers([*listings, *treated_listings], alone=alone)
    say(f"Indexes built in {time.perf_counter() - begun:.1f} s.\n")
    row("measure", *(one.title for one in compared))
    row("---", *("---" for _ in compared))
    innocents = questions.innocents(testdata)[::step]
    points = [operating_point(one, innocents) for one in compared]
    row("threshold at ≤ 10 alerts per 1,000", *points)
    for title, asked in _asked(listings, treated, step):
        shares = (recall(one, asked, at) for one, at in zip(compared, points, strict=True))
        row(title, *shares)
    for title, kept, asked in _hidden(listings, step):
        over = matchers(kept, alone=alone)
        shares = (recall(one, asked, at) for one, at in zip(over, points, strict=True))
        row(title, *shares)
    say("\nPairs, F1 at a fixed threshold:\n")
    row("pairs", "same, different", *(f"{one.title} at {one.threshold}" for one in compared))
    row("---", "---", *("---" for _ in compared))
    for title, labelled in _labelled(testdata, listings, step):
        same = sum(pair.same for pair in labelled)
        figures = (quality(one, labelled) for one in compared)
        row(title, f"{same}, {len(labelled) - same}", *figures)
    _times(compared, listings)


def _asked(
    listings: Sequence[Listing], treated: Sequence[Asked], step: int
) -> Iterator[tuple[str, Sequence[Asked]]]:
    yield "recall on perturbed list names", questions.perturbed(listings, PERTURBED // step)
    yield "recall on treated UN names", treated[::step]


def _hidden(
    listings: Sequence[Listing], step: int
) -> Iterator[tuple[str, list[Listing], Sequence[Asked]]]:
    scripts = {
        "Cyrillic": questions.is_cyrillic,
        "Latin": questions.is_latin,
        "Han": questions.is_han,
    }
    for asks, stays in (
        ("Cyrillic", "Latin"),
        ("Latin", "Cyrillic"),
        ("Han", "Latin"),
        ("Latin", "Han"),
    ):
        kept, asked = questions.hidden(listings, scripts[asks], scripts[stays])
        for title, part in _by_source(asked, asks, stays):
            each = max(1, len(part) // OTHER_SCRIPT) * step
            yield title, kept, part[::each]


def _by_source(asked: Sequence[Asked], asks: str, stays: str) -> Iterable[tuple[str, list[Asked]]]:
    """Names of foreign firms in Chinese are mostly translations: they are counted apart."""
    translated = [one for one in asked if any(key.startswith("cn-") for key in one.listing_ids)]
    rest = [one for one in asked if one not in translated]
    yield f"{asks} asked, {stays} listed: recall", rest
    if translated:
        yield "the same, countermeasures of China on foreigners", translated


def _labelled(
    testdata: Path, listings: Sequence[Listing], step: int
) -> Iterator[tuple[str, list[pairs.Pair]]]:
    for title, read in pairs.PAIR_SETS:
        yield title, sampled(read(testdata), step)
    yield "Cyrillic and Latin names of a list", sampled(pairs.two_scripts_of_a_list(listings), step)
    for title, labelled in generated.pair_sets():
        yield title, sampled(labelled, step)


def sampled(labelled: list[pairs.Pair], step: int) -> list[pairs.Pair]:
    """One in `step`, by a fixed seed."""
    return random.Random(4).sample(labelled, len(labelled) // step)  # noqa: S311 (a sample)


def _times(compared: Sequence[Matcher], listings: Sequence[Listing]) -> None:
    ours = compared[0]
    assert isinstance(ours, Ours)
    say("\nTimes:\n")
    row("measure", "median", "p95")
    row("---", "---", "---")
    row("one name against all lists, ms", *_middle(ours.milliseconds))
    sample = [pairs.Pair(one.schema, one.name, one.name, same=True) for one in listings[:400]]
    shifted = [
        pairs.Pair(one.schema, one.one, other.one, same=False)
        for one, other in zip(sample, [*sample[1:], sample[0]], strict=True)
    ]
    for matcher in compared:
        begun = time.perf_counter()
        matcher.pairs(shifted)
        each = 1e6 * (time.perf_counter() - begun) / len(shifted)
        row(f"one pair, {matcher.title}, µs (its start included)", f"{each:.0f}", "")


def _middle(values: Sequence[float]) -> tuple[str, str]:
    return f"{statistics.median(values):.1f}", f"{statistics.quantiles(values, n=20)[-1]:.1f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
