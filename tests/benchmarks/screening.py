"""Quality and speed of the matcher on other people's real files, beside bare rapidfuzz.

    LANDWAITER_TESTDATA=… python tests/benchmarks/screening.py

Prints a Markdown table. Quality is counted at the operating point: the lowest threshold at
which 2,000 innocent names raise at most 10 alerts per 1,000.
"""

import csv
import gzip
import os
import random
import re
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from landwaiter.domain.listing import Listing
from landwaiter.screening import DEFAULT_THRESHOLD, ENGINE, Index, Query, compare_names

FLOOR = 400
"""Thousandths below which no operating point is looked for."""
ALERTS_PER_1000 = 10
KINDS = {"Person": "person", "Vessel": "vessel", "Company": "organisation"}
CSL_KINDS = {"Individual": "Person", "Vessel": "Vessel", "Entity": "Organization"}

CYRILLIC = re.compile("[\u0400-\u04ff\\W\\d]*[\u0400-\u04ff][\u0400-\u04ff\\W\\d]*")


@dataclass(frozen=True)
class Asked:
    """A name that must find a listing."""

    name: str
    kind: str | None
    listing_id: str


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file, plain or gzipped."""
    csv.field_size_limit(1 << 24)
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8", newline="") as packed:
            yield from csv.DictReader(packed)
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def ukraine(testdata: Path) -> list[Listing]:
    """War & Sanctions, 5,600 targets."""
    return [
        Listing(
            listing_id=row["id"],
            schema=row["schema"],
            name=row["name"],
            aliases=parts(row["aliases"]),
            birth_dates=parts(row["birth_date"]),
            countries=parts(row["countries"].upper()),
            identifiers=parts(row["identifiers"]),
        )
        for row in rows(testdata / "opensanctions" / "targets.simple_ua.csv")
    ]


def united_states(testdata: Path) -> list[Listing]:
    """The consolidated screening list, about 14,000 entries."""
    return [
        Listing(
            listing_id=row["_id"],
            schema=CSL_KINDS.get(row["type"], "LegalEntity"),
            name=row["name"],
            aliases=parts(row["alt_names"]),
        )
        for row in rows(testdata / "lists" / "us_csl_consolidated.csv.gz")
    ]


def united_nations(testdata: Path) -> tuple[list[Listing], list[Asked]]:
    """Listed names of the UN and the misspelt ones that must find them."""
    pairs = list(rows(testdata / "matching" / "un_treated_dev.csv"))
    ids = {name: f"un-{at}" for at, name in enumerate(dict.fromkeys(p["listed"] for p in pairs))}
    listings = [Listing(listing_id=key, schema="Person", name=name) for name, key in ids.items()]
    return listings, [Asked(p["treated"], "person", ids[p["listed"]]) for p in pairs]


def innocents(testdata: Path) -> list[str]:
    """2,000 made-up persons that are on no list."""
    return [
        row["full_name"]
        for part in ("global", "us")
        for row in rows(testdata / "matching" / f"yente_validation_negatives_{part}.csv")
    ]


def across_scripts(listings: Iterable[Listing]) -> tuple[list[Listing], list[Asked]]:
    """Listings without their Cyrillic names, and these names as questions."""
    kept: list[Listing] = []
    asked: list[Asked] = []
    for listing in listings:
        names = (listing.name, *listing.aliases)
        cyrillic = [name for name in names if CYRILLIC.fullmatch(name)]
        latin = [name for name in names if name.isascii()]
        if not cyrillic or not latin:
            kept.append(listing)
            continue
        kept.append(Listing(listing.listing_id, listing.schema, latin[0], aliases=tuple(latin[1:])))
        kind = KINDS.get(listing.schema)
        asked += [Asked(name, kind, listing.listing_id) for name in cyrillic[:1]]
    return kept, asked


def perturbed(listings: Sequence[Listing], count: int, seed: int = 5) -> list[Asked]:
    """Names of `listings` with one mishap each: a slip of a letter, reordered, a word less."""
    chance = random.Random(seed)  # noqa: S311 (a sample, not a secret)
    mishaps: tuple[Callable[[list[str]], list[str]], ...] = (
        lambda words: chance.sample(words, len(words)),
        lambda words: _slip(words, chance, lambda w, at: w[:at] + w[at + 1 :]),
        lambda words: _slip(words, chance, lambda w, at: w[:at] + w[at + 1] + w[at] + w[at + 2 :]),
        lambda words: _slip(words, chance, lambda w, at: w[:at] + w[at] + w[at:]),
        lambda words: words[:-1] if len(words) > 3 else words[::-1],
    )
    asked: list[Asked] = []
    while len(asked) < count:
        listing = chance.choice(listings)
        words = listing.name.split()
        if len(words) < 2:
            continue
        name = " ".join(chance.choice(mishaps)(words))
        asked.append(Asked(name, KINDS.get(listing.schema), listing.listing_id))
    return asked


def _slip(words: list[str], chance: random.Random, change: Callable[[str, int], str]) -> list[str]:
    at = max(range(len(words)), key=lambda place: len(words[place]))
    word = words[at]
    if len(word) < 4:
        return words
    return [*words[:at], change(word, chance.randrange(1, len(word) - 2)), *words[at + 1 :]]


def alert_scores(index: Index, names: Iterable[str]) -> list[int]:
    """The best score of each innocent name, the highest first."""
    best = []
    for name in names:
        found = index.search(Query(name, "person"), threshold=FLOOR, limit=1)
        best.append(found[0].score if found else 0)
    return sorted(best, reverse=True)


def operating_point(scores: Sequence[int]) -> int:
    """The lowest threshold with at most 10 alerts per 1,000."""
    allowed = len(scores) * ALERTS_PER_1000 // 1000
    return scores[allowed] + 1


def found_at(index: Index, asked: Iterable[Asked], threshold: int) -> tuple[int, int]:
    """How many of `asked` find their listing at `threshold`, and how many were asked."""
    hits = total = 0
    for one in asked:
        matches = index.search(Query(one.name, one.kind), threshold=threshold, limit=50)
        hits += any(match.listing_id == one.listing_id for match in matches)
        total += 1
    return hits, total


def pair_quality(path: Path, threshold: int) -> tuple[int, int, int]:
    """True positives, false positives, false negatives of a file of labelled pairs."""
    true_positive = false_positive = false_negative = 0
    for row in rows(path):
        kind = KINDS.get(row["schema"], "organisation")
        said = compare_names(row["name1"], row["name2"], kind).score >= threshold
        same = row["is_match"] == "true"
        true_positive += said and same
        false_positive += said and not same
        false_negative += same and not said
    return true_positive, false_positive, false_negative


def f1(true_positive: int, false_positive: int, false_negative: int) -> float:
    return 2 * true_positive / (2 * true_positive + false_positive + false_negative)


def latencies(search: Callable[[str], object], names: Sequence[str]) -> tuple[float, float]:
    """Milliseconds of one search: median and 95th percentile."""
    spent = []
    for name in names:
        begun = time.perf_counter()
        search(name)
        spent.append(1000 * (time.perf_counter() - begun))
    return statistics.median(spent), statistics.quantiles(spent, n=20)[-1]


def resident_megabytes() -> int:
    """The most memory this process has held so far (Linux counts it in kilobytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def main() -> int:
    folder = os.environ.get("LANDWAITER_TESTDATA")
    if not folder:
        print("LANDWAITER_TESTDATA is not set: no third-party data to measure on.")  # noqa: T201
        return 1
    for name, value in measure(Path(folder)):
        print(f"| {name} | {value} |")  # noqa: T201
    return 0


def measure(testdata: Path) -> Iterator[tuple[str, str]]:
    """Lines of the table as they become known."""
    yield "measure", "value"
    yield "---", "---"
    un_listings, un_asked = united_nations(testdata)
    war, cyrillic_asked = across_scripts(ukraine(testdata))
    listings = [*war, *united_states(testdata), *un_listings]
    before = resident_megabytes()
    begun = time.perf_counter()
    index = Index.build(listings)
    seconds = time.perf_counter() - begun
    grown = resident_megabytes() - before
    names = [name for one in listings for name in (one.name, *one.aliases)]
    yield "engine", ENGINE
    yield "listings, names", f"{len(listings):,}, {len(names):,}"
    yield "build; peak memory it adds, caches included", f"{seconds:.1f} s; {grown} MB"

    people = innocents(testdata)
    scores = alert_scores(index, people)
    threshold = operating_point(scores)
    yield "threshold at ≤ 10 alerts per 1,000", str(threshold)
    alerts = sum(score >= DEFAULT_THRESHOLD for score in scores)
    yield f"alerts at the default {DEFAULT_THRESHOLD}", f"{alerts} of {len(scores):,}"
    unknown = sum(
        bool(index.search(Query(name), threshold=DEFAULT_THRESHOLD, limit=1)) for name in people
    )
    yield "the same, kind not known", f"{unknown} of {len(people):,}"
    samples = {
        "treated UN names": un_asked,
        "Cyrillic names of Latin listings": cyrillic_asked,
        "perturbed list names": perturbed(listings, 1000),
    }
    for title, asked in samples.items():
        for at in sorted({threshold, DEFAULT_THRESHOLD}):
            hits, total = found_at(index, asked, at)
            yield f"{title} found at {at}", f"{hits} of {total:,} ({hits / total:.3f})"
    for file in ("nomenklatura_name_bench_cases", "alias_pairs_dev"):
        counts = pair_quality(testdata / "matching" / f"{file}.csv", DEFAULT_THRESHOLD)
        yield f"{file}: F1 (TP, FP, FN)", f"{f1(*counts):.3f} {counts}"

    sample = [*people[:100], *(one.name for one in samples["perturbed list names"][:100])]
    ours = latencies(
        lambda name: index.search(Query(name), threshold=DEFAULT_THRESHOLD, limit=20), sample
    )
    bare = latencies(
        lambda name: process.extract(name, names, scorer=fuzz.token_sort_ratio, limit=20),
        sample[::10],
    )
    yield "one name, p50 and p95", f"{ours[0]:.1f} ms, {ours[1]:.1f} ms"
    yield "bare rapidfuzz token_sort_ratio", f"{bare[0]:.1f} ms, {bare[1]:.1f} ms"
    yield "ratio of the medians", f"{bare[0] / ours[0]:.1f} times faster"


if __name__ == "__main__":
    sys.exit(main())
