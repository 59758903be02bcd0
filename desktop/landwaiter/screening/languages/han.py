"""Chinese names read aloud (pinyin) and, for organisations, word by word in English."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from landwaiter.screening.languages import asian, han_words, transcription, vocabulary

RUN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")

Reading = tuple[str, ...]
"""The spellings under which one word may be met, the most usual first."""

_Meaning = tuple[tuple[str, ...], ...]
"""Alternatives, each one or more English words that stand together."""


_OPTIONAL = "?"
"""Before an English word that a translation may leave out."""


def _read(table: str) -> dict[str, _Meaning]:
    found: dict[str, _Meaning] = {}
    for line in table.split(";"):
        chinese, *english = line.split()
        found[chinese] = tuple(tuple(map(_usual, one.split("+"))) for one in english)
    return found


def _usual(word: str) -> str:
    """The spelling that a word of an English name is brought to as well."""
    optional, plain = word[0] == _OPTIONAL, word.lstrip(_OPTIONAL)
    return optional * _OPTIONAL + vocabulary.SPELLED_OUT.get(plain, plain)


_PLACES = _read(han_words.PLACES)
_WORDS = {**_read(han_words.WORDS), **_PLACES}

_LONGEST = max(map(len, _WORDS))
_AND, _ONLY_AND = frozenset("和与及暨"), frozenset("与及暨")
"""And; of these the sign that is a syllable of names as well needs known words about it."""
_DIVISIONS = frozenset("省市县区镇")
"""What a place may be followed by and English leaves out."""

_SURNAMES = {
    "单": "shan",
    "仇": "qiu",
    "解": "xie",
    "曾": "zeng",
    "查": "zha",
    "任": "ren",
    "区": "ou",
    "盖": "ge",
    "翟": "zhai",
    "乐": "yue",
    "缪": "miao",
    "覃": "qin",
    "朴": "piao",
    "秘": "bi",
    "种": "chong",
    "尉迟": "yuchi",
    "万俟": "moqi",
    "长孙": "zhangsun",
    "欧阳": "ouyang",
    "司马": "sima",
    "上官": "shangguan",
    "诸葛": "zhuge",
    "夏侯": "xiahou",
    "东方": "dongfang",
    "皇甫": "huangfu",
    "慕容": "murong",
    "令狐": "linghu",
}
"""Surnames of two characters, and those read otherwise than the same character elsewhere."""


@cache
def _simplifier() -> Any:
    from opencc import OpenCC  # type: ignore[import-untyped]  # noqa: PLC0415 (slow to load)

    return OpenCC("t2s")


def simplified(text: str) -> str:
    """`text` with traditional characters replaced by simplified ones."""
    return str(_simplifier().convert(text))


def pinyin(text: str) -> str:
    """The characters of `text` in pinyin without tones, joined."""
    return "".join(syllables(text))


@dataclass(frozen=True, slots=True)
class HanReading:
    """One word read from Chinese."""

    spellings: Reading
    characters: str
    """Simplified; empty where the reading is a translation into several English words."""
    optional: bool = False
    """A translation may leave it out."""

    @property
    def signs(self) -> str:
        """Classes of consonants, for what may be a foreign name; see `transcription`."""
        return transcription.of_each(syllables(self.characters)) if self.characters else ""


@lru_cache(maxsize=1 << 12)
def syllables(text: str) -> tuple[str, ...]:
    """The characters of `text` in pinyin without tones, one by one."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 (slow to load)

    return tuple(one.replace("ü", "v").lower() for one in lazy_pinyin(text))


def person(text: str, *, foreign: bool = False) -> list[HanReading]:
    """Surname and given name of a run that begins with a Chinese surname, else one word.

    `foreign`: the run stands beside a dot, which parts only the names of foreigners.
    """
    text = simplified(text)
    double = len(text) > 2 and text[:2] in _SURNAMES
    usual = 2 <= len(text) <= 4 and (double or text[0] in han_words.SURNAMES)
    if foreign or not usual:
        return [_named(text)]
    at = 2 if double else 1
    surname = _SURNAMES.get(text[:at])
    return [_named(text[:at], surname), _named(text[at:])]


def _named(text: str, pinyin_known: str | None = None) -> HanReading:
    """Characters of a name as pinyin, then as Hong Kong spells them."""
    spelled = [pinyin_known or pinyin(text)]
    spelled.append(asian.wade_giles(syllables(text)))
    hong_kong = asian.cantonese(text)
    if hong_kong:
        spelled.append("".join(hong_kong))
    return HanReading(tuple(dict.fromkeys(spelled)), text)


def is_person(text: str) -> bool:
    """Without a stated kind: short, begins with a surname, no word of a body's name in it."""
    text = simplified(text)
    return 2 <= len(text) <= 3 and text[0] in han_words.SURNAMES and not is_known(text)


_NUMERAL = re.compile("[第]?([〇零一二三四五六七八九十百千]+)(?=[研所院厂部局机大医飞军总分号集])")
_DIGITS = {sign: at for at, sign in enumerate("零一二三四五六七八九")} | {"〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def _number(signs: str) -> str:
    """A Chinese numeral as figures; signs without units are read one by one (六一三九八)."""
    if not any(sign in _UNITS for sign in signs):
        return "".join(str(_DIGITS[sign]) for sign in signs)
    total, digit = 0, 0
    for sign in signs:
        if sign in _UNITS:
            total += (digit or 1) * _UNITS[sign]
            digit = 0
        else:
            digit = _DIGITS[sign]
    return str(total + digit)


def with_figures(text: str) -> str:
    """Numerals before a kind of body become figures: 第三十八研究所 → 38研究所."""
    if not RUN.search(text):
        return text
    text = _NUMERAL.sub(lambda met: f" {_number(met.group(1))} ", text)
    return re.sub("第(?=[0-9])", " ", text)


def organisation(text: str) -> list[HanReading]:
    """Known words with their English spellings and pinyin; what lies between, as names."""
    text = simplified(text)
    readings: list[HanReading] = []
    unknown, at, after_place = "", 0, False
    while at < len(text):
        if text[at] in _DIVISIONS and (after_place or len(unknown) > 1):
            readings += [_named(unknown)] if unknown else []
            unknown, at, after_place = "", at + 1, False
            continue
        word = _word_at(text, at, begun=bool(unknown))
        if word is None:
            unknown, at, after_place = unknown + text[at], at + 1, False
            continue
        readings += [_named(unknown)] if unknown else []
        unknown, at, after_place = "", at + len(word), word in _PLACES
        readings += _translated(word)
    return readings + ([_named(unknown)] if unknown else [])


def _word_at(text: str, at: int, *, begun: bool) -> str | None:
    """The longest known word; a single sign counts only at the end, where it names a kind."""
    for length in range(min(_LONGEST, len(text) - at), 0, -1):
        word = text[at : at + length]
        if word in _WORDS and (length > 1 or _stands_alone(text, at, begun=begun)):
            return word
    return None


def _stands_alone(text: str, at: int, *, begun: bool) -> bool:
    """One sign is a word at the end, where it names a kind, or as "and" between two words."""
    if at + 1 == len(text):
        return begun or at > 0
    return (
        text[at] in _AND
        and at > 0
        and (text[at] in _ONLY_AND or not begun)
        and (text[at] in _ONLY_AND or _word_at(text, at + 1, begun=False) is not None)
    )


def _translated(word: str) -> list[HanReading]:
    """One reading for each English word of the first translation, with what other translations
    say in its place; those that leave out the optional words count as well."""
    first, *others = _WORDS[word]
    required = [at for at, one in enumerate(first) if one[0] != _OPTIONAL]
    spellings = [[one.lstrip(_OPTIONAL)] for one in first]
    for other in others:
        places = range(len(first)) if len(other) == len(first) else required
        for at, one in zip(places, other, strict=True):
            spellings[at].append(one.lstrip(_OPTIONAL))
    if len(required) == 1:
        heard = [pinyin(word)]
        if word in _PLACES:
            heard.append(asian.wade_giles(syllables(word)))
        spellings[required[0]] += heard
    return [
        HanReading(tuple(dict.fromkeys(some)), "", optional=at not in required)
        for at, some in enumerate(spellings)
    ]


def is_known(text: str) -> bool:
    """Some word of an organisation's name stands in `text`."""
    text = simplified(text)
    return any(word in text for word in _WORDS if len(word) > 1)
