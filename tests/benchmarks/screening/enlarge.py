"""A list of as many names as wanted: real listings, and others put together of their words.

    PYTHONPATH=desktop:. LANDWAITER_TESTDATA=… python -m tests.benchmarks.screening.enlarge \
        --names 1000000 OUT.jsonl

Each made-up listing follows the pattern of a real one: as many names of as many words, each word
drawn from the words of names of the same kind and script, so that common words stay common. Every
third word is changed by a letter or a syllable, because a longer list also has more rare words.
One JSON object a line; the same seed gives the same bytes.
"""

import argparse
import os
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from tests.benchmarks.screening.lists import all_lists

from landwaiter.domain.lists.listing import Listing

SEED = 20261125
_HAN = re.compile("[\u3400-\u9fff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LETTERS = {"latin": "aeiouklmnrstv", "cyrillic": "аеиоуклмнрств"}
_CHANGED = 0.3
"""Share of words that are changed."""
_KEPT = frozenset({"ltd", "llc", "co", "inc", "ooo", "limited", "company"})


def script(word: str) -> str:
    """`han`, `cyrillic` or, for all others, `latin`."""
    if _HAN.search(word):
        return "han"
    return "cyrillic" if _CYRILLIC.search(word) else "latin"


class Pool:
    """Words of real names by kind and script, as often as they stand there."""

    def __init__(self, listings: Iterable[Listing]) -> None:
        self._words: dict[tuple[str, str], list[str]] = {}
        for one in listings:
            for name in (one.name, *one.aliases):
                for word in name.split():
                    self._words.setdefault((one.schema, script(word)), []).append(word)

    def another(self, schema: str, word: str, chance: random.Random) -> str:
        """A word that could stand where `word` stands."""
        found = chance.choice(self._words[schema, script(word)])
        if chance.random() > _CHANGED or found.lower().strip(".,") in _KEPT:
            return found
        return changed(found, chance)


def changed(word: str, chance: random.Random) -> str:
    """`word` with a sign more, less or other; short words, numbers and others stay."""
    kind = script(word)
    if kind == "han":
        at = chance.randrange(len(word))
        return word[:at] + chr(chance.randrange(0x4E00, 0x5E00)) + word[at + 1 :]
    if len(word) < 4 or not word.isalpha():
        return word
    at = chance.randrange(1, len(word))
    letter = chance.choice(_LETTERS[kind])
    tail = (word[at:], word[at + 1 :], chance.choice(_LETTERS[kind]) + word[at:])
    return word[:at] + letter + chance.choice(tail)


def enlarged(listings: list[Listing], names: int) -> Iterator[Listing]:
    """The listings themselves, then made-up ones until there are `names` names."""
    chance, pool = random.Random(SEED), Pool(listings)  # noqa: S311  # no secret
    there = 0
    for number, one in enumerate(listings):
        there += 1 + len(one.aliases)
        yield _numbered(one, number)
    number = len(listings)
    while there < names:
        one = made_up(chance.choice(listings), pool, chance)
        there += 1 + len(one.aliases)
        yield _numbered(one, number)
        number += 1


def made_up(pattern: Listing, pool: Pool, chance: random.Random) -> Listing:
    """A listing with names of the same shape as those of `pattern`."""
    names = [
        " ".join(pool.another(pattern.schema, word, chance) for word in name.split())
        for name in (pattern.name, *pattern.aliases)
    ]
    numbers = tuple(f"{chance.randrange(10**9, 10**10)}" for _ in pattern.identifiers)
    first, *others = dict.fromkeys(names)
    return Listing(
        "", pattern.schema, first, tuple(others), countries=pattern.countries, identifiers=numbers
    )


def _numbered(one: Listing, number: int) -> Listing:
    """Identifiers that sort as the listings stand."""
    return msgspec.convert({**msgspec.to_builtins(one), "listing_id": f"L{number:08d}"}, Listing)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--names", type=int, default=1_000_000)
    asked = parser.parse_args()
    testdata = Path(os.environ["LANDWAITER_TESTDATA"])
    encoder = msgspec.json.Encoder()
    with asked.out.open("wb") as file:
        for one in enlarged(all_lists(testdata), asked.names):
            file.write(encoder.encode(one) + b"\n")


if __name__ == "__main__":
    main()
