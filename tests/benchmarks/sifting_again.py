"""A list changes: how long distinct parties of the trade store take to be held against it.

    python -m tests.benchmarks.sifting_again [--parties N] [--changed N] [--alone] [--profile]
    python -m tests.benchmarks.sifting_again --names

Parties are generated names as trade has them (`trade_traffic`); the changed listings are names of
the same kind and of no other, so that as many are alike as in a list of firms. What is printed is
seconds of the processor of this process and the one beside it, microseconds a party, and what 2.7
million would take on two quiet cores. With --names: names of real files that no threshold was tuned
to, as they stand and misspelt, against some of them; what a search finds must be let through.
"""

import argparse
import cProfile
import os
import pstats
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import insert
from tests.benchmarks.sift import other_names
from tests.screening.test_sieve import spelt
from tests.services.sample_office import ADMIN, an_office
from tests.services.trade.trade_traffic import FORMS, PLACES, TRADES, Traffic

from landwaiter.domain.lists.listing import Listing
from landwaiter.screening import Index, Query
from landwaiter.screening.sieve import Sieve
from landwaiter.services.base.own_process import processors
from landwaiter.services.trade.parties import parties_beside
from landwaiter.services.trade.parties.changed_listings import ChangedListings, ChangedPart
from landwaiter.services.trade.parties.like_parties import like_them
from landwaiter.storage.schema import trade as t

Names = Callable[[int, int], Iterator[tuple[str, str]]]
COUNTRY = 2_700_000
"""Distinct parties of a country in a year."""


_SYLLABLES = (
    "ba be bi bo da de di do fa fe ga ge go ha ka ke ki ko la le li lo ma me mi mo na ne ni "
)
_MORE = (
    "no pa pe po ra re ri ro sa se si so sta ta te ti to tra va ve vi vo wa ze zi zo str nd rt ng"
)


def firms(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """Names with as many words as trade has: their number grows with that of the names."""
    chance = random.Random(seed)  # noqa: S311  # generated data, no secret
    parts = (_SYLLABLES + _MORE).split()
    own = random.Random(3)  # noqa: S311  # the same words whatever the seed
    words = ["".join(own.choice(parts) for _ in range(own.choice((2, 3, 3, 4)))).title()
             for _ in range(400_000)]  # fmt: skip
    seen = set[str]()
    while len(seen) < count:
        # Zipf-like: some words in very many names, most of them in one or two.
        drawn = [
            words[int(len(words) * chance.random() ** 2.2)] for _ in range(chance.choice((1, 2, 2)))
        ]
        name = " ".join((*drawn, chance.choice(TRADES), chance.choice(FORMS)))
        if name not in seen:
            seen.add(name)
            yield name, chance.choice(PLACES)


def names(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """Names of firms with their country, none twice; of 38 words and some thousand syllables."""
    traffic, seen = Traffic(seed), set[str]()
    while len(seen) < count:
        for row in traffic.declaration("2026-03-02"):
            name = row["consignee_name"]
            if name not in seen:
                seen.add(name)
                yield name, row["consignee_country"]


def listings(count: int, of: Names) -> dict[tuple[str, str], Listing]:
    """Changed listings, each with two other spellings."""
    chance = random.Random(7)  # noqa: S311  # generated data, no secret
    found = {}
    for number, (name, country) in enumerate(of(count, 99)):
        words = name.split()
        aliases = (" ".join(reversed(words)), f"{words[0]} {chance.choice(words[1:])}")
        found["list", str(number)] = Listing(
            str(number), "Company", name, aliases=aliases, countries=(country,)
        )
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parties", type=int, default=100_000)
    parser.add_argument("--changed", type=int, default=500)
    parser.add_argument("--alone", action="store_true", help="without a process beside")
    parser.add_argument("--names", action="store_true", help="real names, each also searched")
    parser.add_argument("--few-words", action="store_true", help="nearly all words are alike")
    parser.add_argument("--profile", action="store_true")
    said = parser.parse_args()
    if said.names:
        return real_names(1_500, 20261201)
    if said.alone:
        parties_beside.WORTH_IT = said.parties + 1  # type: ignore[misc]
    of = names if said.few_words else firms
    with tempfile.TemporaryDirectory() as folder:
        office = an_office(Path(folder))
        session = office.session(ADMIN)
        with session.casebook.write("benchmark", now=session.now()) as work:
            work.quiet()
            rows = [
                {
                    "id": n,
                    "identity": f"{n:064x}",
                    "name": name,
                    "country": country,
                    "address": "{}",
                }
                for n, (name, country) in enumerate(of(said.parties, 1), start=1)
            ]
            work.conn.execute(insert(t.trade_party), rows)
            del rows
        index = Index.build(listings(said.changed, of).values())
        changed = ChangedListings((ChangedPart.of(index, 700),))
        profile = cProfile.Profile()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        if said.profile:
            profile.enable()
        begun, clock, like = worked(), time.perf_counter(), 0
        with session.reading() as conn:
            for _through, found in like_them(conn, changed, 0, said.parties, lambda _number: None):
                like += len(found)
        took, clock = worked() - begun, time.perf_counter() - clock
        if said.profile:
            profile.disable()
            pstats.Stats(profile).sort_stats("tottime").print_stats(25)
        office.close()
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    each = took / said.parties
    processes = 1 if said.alone or processors() < 2 else 2
    print(  # noqa: T201
        f"{said.parties} parties, {said.changed} listings: {took:.1f} s of processor, "
        f"{clock:.1f} s by the clock, {1e6 * each:.0f} us each, {like} may be like one; {COUNTRY} "
        f"in {processes} processes at this rate: {COUNTRY * each / processes / 60:.1f} min; "
        f"memory {before // 1024} to {after // 1024} MiB; load {os.getloadavg()[0]:.1f}"
    )
    return 0


def worked() -> float:
    """Seconds of the processor of this process and those that it has ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def real_names(each: int, seed: int) -> int:
    """How many names a search finds, how many of these the sieve loses, what it lets through."""
    chance, sources = random.Random(seed), other_names()  # noqa: S311
    some = {source: chance.sample(found, min(len(found), 200)) for source, found in sources.items()}
    index = Index.build(
        Listing(str(at), chance.choice(("Company", "Person", "Vessel", "LegalEntity")), name,
                countries=chance.choice(((), ("CN",), ("RU", "IR"))))
        for at, name in enumerate(name for found in some.values() for name in found)
    )  # fmt: skip
    total = [0, 0, 0, 0]
    for source, found in sources.items():
        drawn = chance.sample(found, min(len(found), each))
        asked = [*drawn, *(spelt(chance, name) for name in some[source])]
        queries = [
            Query(name, chance.choice((None, None, "vessel")), chance.choice((None, "CN", "RU")))
            for name in asked
        ]
        for threshold in (500, 640):
            worth = Sieve(index, threshold).worth_searching(queries)
            hits = [bool(index.search(query, threshold=threshold, limit=1)) for query in queries]
            lost = sum(hit and not kept for hit, kept in zip(hits, worth, strict=True))
            figures = [len(queries), sum(hits), lost, sum(worth)]
            total = [one + other for one, other in zip(total, figures, strict=True)]
            _told(f"{source} at {threshold}", figures)
    _told("all", total)
    return total[2]


def _told(what: str, figures: list[int]) -> None:
    asked, found, lost, kept = figures
    print(f"{what:>24}: {asked} names, {found} found, {lost} lost, {kept} let through")  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
