"""A list changes: how long distinct parties of the trade store take to be held against it.

    python -m tests.benchmarks.sifting_again [--parties N] [--changed N] [--profile]

Parties are generated names as trade has them (`trade_traffic`); the changed listings are names of
the same kind and of no other, so that as many are alike as in a list of firms. What is printed is
seconds of the processor of one process, parties a second, and what 2.7 million would take.
"""

import argparse
import cProfile
import pstats
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import insert
from tests.services.sample_office import ADMIN, an_office
from tests.services.trade.trade_traffic import FORMS, PLACES, TRADES, Traffic

from landwaiter.domain.lists.listing import Listing
from landwaiter.screening import Index
from landwaiter.services.trade.changed_listings import ChangedListings, ChangedPart, like_them
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
    parser.add_argument("--few-words", action="store_true", help="nearly all words are alike")
    parser.add_argument("--profile", action="store_true")
    said = parser.parse_args()
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
        begun, clock, like = time.process_time(), time.perf_counter(), 0
        with session.reading() as conn:
            for _through, found in like_them(conn, changed, 0, lambda _number: None):
                like += len(found)
        took, clock = time.process_time() - begun, time.perf_counter() - clock
        if said.profile:
            profile.disable()
            pstats.Stats(profile).sort_stats("tottime").print_stats(25)
        office.close()
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    rate = said.parties / took
    print(  # noqa: T201
        f"{said.parties} parties, {said.changed} listings: {took:.1f} s of processor, "
        f"{clock:.1f} s by the clock, {rate:.0f}/s, {like} may be like one; {COUNTRY} at this "
        f"rate: {COUNTRY / rate / 60:.1f} min; memory {before // 1024} to {after // 1024} MiB"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
