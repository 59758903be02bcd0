"""Chinese names exchanged on both sides: characters, and the pinyin that spells them."""

import random
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from pypinyin import Style, pinyin

from landwaiter.screening.languages import asian, dictionary, han, han_words, vocabulary

_INITIALS = {"b": "p", "p": "b", "d": "t", "t": "d", "g": "k", "k": "g"}
_FINALS = {
    "an": "en", "en": "an", "ang": "eng", "eng": "ang", "ai": "ei", "ei": "ai", "ao": "ou",
    "ou": "ao",
}  # fmt: skip
"""Wade–Giles writes all of these as pinyin does."""
_SOFT = frozenset({"ge", "ke"})
"""Latin words of this beginning are also read with another sound."""
_LONGEST = 4
"""Signs of a word that is looked for in a dictionary."""
_STEM = 5
_COMMON = range(0xB0, 0xD8)
"""Rows of the common characters in the Chinese standard set."""


class HanExchange:
    """One character for another, one syllable for another."""

    def __init__(self, chance: random.Random) -> None:
        self._towns, self._latin_towns = _towns(chance)
        self._letters_of = dict(zip(self._towns, self._latin_towns, strict=True))
        self._dictionary = frozenset(_entries(han_words.WORDS)) | frozenset(
            _entries(han_words.PLACES)
        )
        self._longest = max(map(len, self._dictionary))
        self._pool = _by_reading(self._dictionary)
        self._syllables = {full: _pairs(self._pool, full=full) for full in (False, True)}

    def town(self, word: str, runs: Iterable[str]) -> str | None:
        """Another town for one that stands in `runs` too; Latin, lower case."""
        beside = any(
            self._letters_of.get(part) == word for run in runs for part, _ in self._parts(run)
        )
        return self._latin_towns.get(word) if beside else None

    def meant(self, run: str, words: AbstractSet[str]) -> set[str]:
        """Those of the Latin `words` that translate a part of `run`."""
        meanings = {stem for _, part in _windows(han.simplified(run)) for stem in _meanings(part)}
        return {word for word in words if _stem(word) in meanings}

    def pinyin(self, word: str) -> str:
        """A word of pinyin with its syllables exchanged."""
        pairs = self._syllables[True]
        return "".join(pairs.get(one, one) for one in asian.syllables(word))

    def spells(self, word: str, runs: Iterable[str], words: Sequence[str]) -> bool:
        """The Latin `word`, one of `words`, is pinyin of something in `runs` that is exchanged."""
        return bool(asian.syllables(word)) and any(
            word in "".join(spelled) and _is_pinyin(spelled, words)
            for spelled in self._spelled(runs)
        )

    def _spelled(self, runs: Iterable[str]) -> Iterator[tuple[str, ...]]:
        """Syllables of each part of `runs` that is no word of the dictionary."""
        for run in runs:
            for part, known in self._parts(run):
                if not known:
                    yield han.syllables(part)

    def run(self, run: str, words: Sequence[str]) -> str:
        """`run` exchanged; `words`: the Latin words of the names beside it, in their order."""
        return "".join(
            (self._towns.get(part, part) if self._letters_of.get(part) in words else part)
            if known
            else self._named(part, words)
            for part, known in self._parts(run)
        )

    def _parts(self, run: str) -> list[tuple[str, bool]]:
        """Words of the dictionary, and what lies between them."""
        text, at, parts = han.simplified(run), 0, list[tuple[str, bool]]()
        while at < len(text):
            length = next(
                (
                    length
                    for length in range(min(self._longest, len(text) - at), 1, -1)
                    if text[at : at + length] in self._dictionary
                ),
                0,
            )
            if length:
                parts.append((text[at : at + length], True))
            elif parts and not parts[-1][1]:
                parts[-1] = (parts[-1][0] + text[at], False)
            else:
                parts.append((text[at], False))
            at += length or 1
        return parts

    def _named(self, text: str, words: Sequence[str]) -> str:
        spelled = han.syllables(text)
        if len(spelled) != len(text):
            return text
        known, full = frozenset(map(_stem, words)), _is_pinyin(spelled, words)
        translated = {
            place
            for start, part in _windows(text)
            if not known.isdisjoint(_meanings(part))
            for place in range(start, start + len(part))
        }
        return "".join(
            sign if at in translated else self._character(sign, syllable, first=not at, full=full)
            for at, (sign, syllable) in enumerate(zip(text, spelled, strict=True))
        )

    def _character(self, sign: str, syllable: str, *, first: bool, full: bool) -> str:
        if sign in self._dictionary:
            return sign
        found = self._pool.get(self._syllables[full].get(syllable, syllable), "")
        if first and sign in han_words.SURNAMES:
            found = "".join(one for one in found if one in han_words.SURNAMES)
        others = found.replace(sign, "") or sign
        return others[ord(sign) % len(others)]


def _is_pinyin(spelled: tuple[str, ...], words: Sequence[str]) -> bool:
    """All syllables, or all but the surname, stand in the Latin `words`, or there are none."""
    latin = "".join(words)
    return not words or any("".join(spelled[at:]) in latin for at in (0, 1) if spelled[at:])


def _windows(text: str) -> Iterator[tuple[int, str]]:
    """All parts of `text` that may be words, and where they begin."""
    for at in range(len(text)):
        for end in range(at + 1, min(at + _LONGEST, len(text)) + 1):
            yield at, text[at:end]


@lru_cache(maxsize=1 << 16)
def _meanings(text: str) -> frozenset[str]:
    """Stems of the English words for a Chinese one."""
    return frozenset(_stem(word) for sense in dictionary.senses(text) for word in sense)


def _stem(word: str) -> str:
    """What democracy and democracies share."""
    return word[:_STEM]


def _entries(table: str) -> list[str]:
    return [entry.split()[0] for entry in table.split(";") if entry.strip()]


def _towns(chance: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    """Town → another that weighs the same, in Han and in Latin letters."""
    towns: dict[str, str] = {}
    for entry in han_words.PLACES.split(";"):
        chinese, *english = entry.split()
        if len(english) == 1 and english[0].isalpha():
            towns[english[0]] = chinese
    groups: dict[int, list[tuple[str, str]]] = {}
    for latin, chinese in towns.items():
        groups.setdefault(vocabulary.PRIOR.get(latin, 1000), []).append((chinese, latin))
    characters: dict[str, str] = {}
    letters: dict[str, str] = {}
    for group in groups.values():
        chance.shuffle(group)
        for one, other in zip(group, [*group[1:], group[0]], strict=True):
            characters[one[0]], letters[one[1]] = other
    return characters, letters


def _by_reading(dictionary: frozenset[str]) -> dict[str, str]:
    """Syllable → common characters that are read so only and are no word of the dictionary."""
    found: dict[str, str] = {}
    for row in _COMMON:
        for cell in range(0xA1, 0xFF):
            sign = bytes((row, cell)).decode("gb2312", errors="ignore")
            if sign and sign not in dictionary:
                readings = {one.replace("ü", "v") for one in _readings(sign)}
                if len(readings) == 1:
                    syllable = readings.pop()
                    found[syllable] = found.get(syllable, "") + sign
    return found


def _readings(sign: str) -> list[str]:
    return pinyin(sign, style=Style.NORMAL, heteronym=True)[0]


def _pairs(pool: dict[str, str], *, full: bool) -> dict[str, str]:
    """Syllables that change places: by their initial alone, or by the final too."""
    pairs: dict[str, str] = {}
    for syllable in sorted(pool):
        for other in _others(syllable, full=full):
            free = other in pool and not {syllable, other} & (pairs.keys() | _SOFT)
            if free and (not full or _both_alike(syllable, other, pool)):
                pairs |= {syllable: other, other: syllable}
                break
    return pairs


def _others(syllable: str, *, full: bool) -> list[str]:
    """With another initial and final, then another final, then another initial."""
    initial, final = syllable[:1], syllable[1:]
    at = 2 if syllable[:2] in {"zh", "ch", "sh"} else 1
    head, tail = syllable[:at], syllable[at:]
    swapped = _INITIALS.get(initial)
    found = []
    if full and tail in _FINALS:
        found += [swapped + _FINALS[tail]] if swapped else []
        found.append(head + _FINALS[tail])
    return found + ([swapped + final] if swapped else [])


def _both_alike(one: str, other: str, pool: dict[str, str]) -> bool:
    """Neither is a word of language, and both or neither may be a surname."""
    surnames = [not han_words.SURNAMES.isdisjoint(pool[syllable]) for syllable in (one, other)]
    return surnames[0] == surnames[1] and vocabulary.PRIOR.keys().isdisjoint((one, other))
