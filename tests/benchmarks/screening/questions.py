"""What is asked of the lists: innocent names, mishandled names, names in another script."""

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.benchmarks.screening.lists import KINDS, rows

from landwaiter.domain.lists.listing import Listing

HAN = re.compile("[\u3400-\u9fff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LETTERS = re.compile(r"[^\W\d_]", re.UNICODE)


@dataclass(frozen=True)
class Asked:
    """A name that must find one of some listings."""

    name: str
    kind: str | None
    listing_ids: frozenset[str]


def innocents(testdata: Path) -> list[str]:
    """2,000 made-up persons that are on no list."""
    return [
        row["full_name"]
        for part in ("global", "us")
        for row in rows(testdata / "matching" / f"yente_validation_negatives_{part}.csv")
    ]


def treated(testdata: Path) -> tuple[list[Listing], list[Asked]]:
    """Listed names of the UN and the mishandled ones that must find them."""
    pairs = list(rows(testdata / "matching" / "un_treated_dev.csv"))
    ids = {name: f"tr-{at}" for at, name in enumerate(dict.fromkeys(p["listed"] for p in pairs))}
    listings = [Listing(key, "Person", name) for name, key in ids.items()]
    return listings, [
        Asked(pair["treated"], "person", frozenset({ids[pair["listed"]]})) for pair in pairs
    ]


def is_cyrillic(name: str) -> bool:
    letters = _LETTERS.findall(name)
    return bool(letters) and all(_CYRILLIC.match(letter) for letter in letters)


def is_han(name: str) -> bool:
    letters = _LETTERS.findall(name)
    return bool(letters) and all(HAN.match(letter) for letter in letters)


def is_latin(name: str) -> bool:
    letters = _LETTERS.findall(name)
    return bool(letters) and all(letter <= "\u024f" for letter in letters)


def hidden(
    listings: Iterable[Listing], asks: Callable[[str], bool], stays: Callable[[str], bool]
) -> tuple[list[Listing], list[Asked]]:
    """Listings that keep only names that `stays` accepts where they have both, and the first
    name that `asks` accepts as a question."""
    kept: list[Listing] = []
    asked: list[Asked] = []
    for one in listings:
        names = (one.name, *one.aliases)
        questions = [name for name in names if asks(name)]
        left = [name for name in names if stays(name)]
        if not questions or not left:
            kept.append(one)
            continue
        kept.append(replace(one, name=left[0], aliases=tuple(left[1:])))
        asked.append(Asked(questions[0], KINDS.get(one.schema), frozenset({one.listing_id})))
    return kept, asked


_Words = list[str]
_Mishap = Callable[[_Words, random.Random], _Words]

_RESPELLINGS = (
    ("ph", "f"), ("kh", "h"), ("h", "kh"), ("sch", "sh"), ("ts", "c"), ("x", "ks"), ("ya", "ia"),
    ("yu", "iu"), ("iy", "y"), ("ey", "ei"), ("w", "v"), ("v", "w"), ("c", "k"), ("k", "c"),
    ("q", "k"), ("ou", "u"), ("oo", "u"), ("u", "o"), ("o", "u"), ("ee", "i"), ("i", "y"),
    ("y", "i"), ("j", "y"), ("zh", "j"), ("dj", "j"), ("ss", "s"), ("mm", "m"), ("ll", "l"),
    ("s", "ss"), ("e", "i"), ("a", "e"), ("z", "s"), ("th", "t"),
)  # fmt: skip


def _somewhere(words: _Words, chance: random.Random, change: Callable[[str], str]) -> _Words:
    places = [at for at, word in enumerate(words) if len(word) > 3]
    if not places:
        return words
    at = chance.choice(places)
    return [*words[:at], change(words[at]), *words[at + 1 :]]


def _typing_error(words: _Words, chance: random.Random) -> _Words:
    def change(word: str) -> str:
        at = chance.randrange(0, len(word) - 1)
        letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
        return chance.choice(
            (
                word[:at] + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + letter + word[at + 1 :],
                word[:at] + letter + word[at:],
            )
        )

    return _somewhere(words, chance, change)


def _respelling(words: _Words, chance: random.Random) -> _Words:
    def change(word: str) -> str:
        lower = word.lower()
        fit = [pair for pair in _RESPELLINGS if pair[0] in lower[1:]]
        if not fit:
            return word
        sign, other = chance.choice(fit)
        return lower[0] + lower[1:].replace(sign, other, 1)

    return _somewhere(words, chance, change)


def _reordered(words: _Words, chance: random.Random) -> _Words:
    return chance.sample(words, len(words))


def _word_less(words: _Words, chance: random.Random) -> _Words:
    if len(words) < 3:
        return words
    gone = chance.randrange(len(words))
    return [*words[:gone], *words[gone + 1 :]]


def _word_more(words: _Words, chance: random.Random) -> _Words:
    return [*words, chance.choice(("Mr", "Dr", "Co", "Branch", "No 2", "Hassan", "Trading"))]


def _joined(words: _Words, chance: random.Random) -> _Words:
    if len(words) < 2:
        return words
    at = chance.randrange(len(words) - 1)
    return [*words[:at], words[at] + words[at + 1], *words[at + 2 :]]


def _initial(words: _Words, chance: random.Random) -> _Words:
    if len(words) < 2:
        return words
    at = chance.randrange(len(words))
    return [*words[:at], words[at][:1] + ".", *words[at + 1 :]]


_MISHAPS: tuple[_Mishap, ...] = (
    _typing_error,
    _typing_error,
    _typing_error,
    _respelling,
    _respelling,
    _respelling,
    _reordered,
    _word_less,
    _word_more,
    _joined,
    _initial,
)
MISHAPS_EACH = (1, 2)


def perturbed(listings: Sequence[Listing], count: int, seed: int = 5) -> list[Asked]:
    """Latin names of `listings` of two words or more, each with one or two mishaps.

    Whatever listing bears the same name, in whatever order of words, answers the question.
    """
    chance = random.Random(seed)  # noqa: S311 (a sample, not a secret)
    bearers: dict[str, set[str]] = {}
    for one in listings:
        for name in (one.name, *one.aliases):
            bearers.setdefault(_bag(name), set()).add(one.listing_id)
    asked: list[Asked] = []
    while len(asked) < count:
        one = chance.choice(listings)
        name = chance.choice((one.name, *one.aliases))
        words = name.split()
        if not 2 <= len(words) <= 9 or not is_latin(name):
            continue
        changed = misheard(name, chance)
        if changed != name:
            asked.append(Asked(changed, KINDS.get(one.schema), frozenset(bearers[_bag(name)])))
    return asked


def misheard(name: str, chance: random.Random) -> str:
    """`name` with one or two mishaps."""
    words = name.split()
    for _ in range(chance.randint(*MISHAPS_EACH)):
        words = chance.choice(_MISHAPS)(words, chance)
    return " ".join(words)


def _bag(name: str) -> str:
    return " ".join(sorted(re.findall(r"\w+", name.lower())))
