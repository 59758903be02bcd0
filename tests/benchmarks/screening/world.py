"""All that is asked and all that is to be found, once real and once with exchanged names."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from tests.benchmarks.screening import lists, pairs, questions
from tests.benchmarks.screening.generated import Exchange
from tests.benchmarks.screening.pairs import Pair
from tests.benchmarks.screening.questions import Asked

from landwaiter.domain.lists.listing import Listing

_Item = TypeVar("_Item")
PERTURBED, OTHER_SCRIPT = 2000, 600
_SCRIPTS = {
    "Cyrillic": questions.is_cyrillic,
    "Latin": questions.is_latin,
    "Han": questions.is_han,
}
_DIRECTIONS = (("Cyrillic", "Latin"), ("Latin", "Cyrillic"), ("Han", "Latin"), ("Latin", "Han"))

Hidden = tuple[list[Listing], list[tuple[str, Sequence[Asked]]]]
"""Listings that keep one script of two, and what is asked of them, by titles."""


@dataclass(frozen=True)
class World:
    """Listings, names to ask, and pairs by their title."""

    listings: list[Listing]
    treated_listings: list[Listing]
    treated: list[Asked]
    innocents: list[Asked]
    pairs: dict[str, list[Pair]]

    def names(self) -> Iterator[str]:
        """All names of all listings, one by one."""
        for one in self.listings:
            yield from (one.name, *one.aliases)

    def asked(self, step: int) -> Iterator[tuple[str, Sequence[Asked]]]:
        """Title and questions that all listings are asked."""
        yield "perturbed list names", questions.perturbed(self.listings, PERTURBED // step)
        yield "treated UN names", self.treated[::step]

    def hidden(self, step: int) -> Iterator[Hidden]:
        """Of listings in two scripts, one is asked and the other stays listed."""
        for asks, stays in _DIRECTIONS:
            kept, asked = questions.hidden(self.listings, _SCRIPTS[asks], _SCRIPTS[stays])
            parts = _by_source(asked, f"{asks} asked, {stays} listed")
            yield kept, [(title, _sampled(part, OTHER_SCRIPT // step)) for title, part in parts]


def read(testdata: Path, step: int) -> World:
    """The real names; of pairs and innocents one in `step`, by a fixed seed."""
    listings = lists.all_lists(testdata)
    treated_listings, treated = questions.treated(testdata)
    labelled = {title: each(testdata) for title, each in pairs.PAIR_SETS}
    labelled["Cyrillic and Latin names of a list"] = pairs.two_scripts_of_a_list(listings)
    innocents = [
        Asked(name, "person", frozenset()) for name in questions.innocents(testdata)[::step]
    ]
    sampled = {title: _sampled(some, len(some) // step) for title, some in labelled.items()}
    return World(listings, treated_listings, treated, innocents, sampled)


def exchanged(world: World, exchange: Exchange) -> World:
    """`world` with all names exchanged; a question alike with the listing that it must find."""
    treated_listings: list[Listing] = []
    treated: list[Asked] = []
    for one in world.treated_listings:
        asked = [each for each in world.treated if one.listing_id in each.listing_ids]
        name, *others = exchange.names((one.name, *(each.name for each in asked)))
        treated_listings.append(replace(one, name=name))
        treated += [replace(each, name=other) for each, other in zip(asked, others, strict=True)]
    return World(
        [exchange.listing(one) for one in world.listings],
        treated_listings,
        treated,
        [replace(one, name=exchange.names((one.name,))[0]) for one in world.innocents],
        {title: list(map(exchange.pair, some)) for title, some in world.pairs.items()},
    )


def _by_source(asked: Sequence[Asked], title: str) -> Iterator[tuple[str, list[Asked]]]:
    """Names of foreign firms in Chinese are mostly translations: they are counted apart."""
    translated = [any(key.startswith("cn-") for key in one.listing_ids) for one in asked]
    for apart, kind in ((False, title), (True, f"{title}: foreigners whom China names")):
        part = [one for one, foreign in zip(asked, translated, strict=True) if foreign is apart]
        if part:
            yield kind, part


def _sampled(items: Sequence[_Item], most: int) -> list[_Item]:
    chance = random.Random(4)  # noqa: S311 (a sample, not a secret)
    return list(items) if len(items) <= most else chance.sample(items, most)
