"""Where a text says a name by other means than its letters one by one: by initials, written apart
or together, in another system of romanisation, by title and surname, by a pet name."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise, product
from typing import Final

from anyascii import anyascii

from landwaiter.screening.languages import asian, han
from landwaiter.services.base.wording import is_country_code
from landwaiter.services.reports.sources.pet_names import pet_names_of
from landwaiter.services.reports.sources.stated_name import (
    WORD,
    StatedName,
    folded,
    is_legal_form,
    is_title,
    stated_name,
)

Span = tuple[int, int]
Reading = Callable[[str], tuple[tuple[str, ...], ...]]
"""Each way in which a word may be read in syllables."""
_SIGNS_OF_SURNAME: Final = (1, 2)
_CAPITALS: Final = re.compile(r"(?<![\w.])[^\W\d_]{2,9}(?![\w])")
_FEWEST_LETTERS: Final = 3
"""Of an acronym of a firm; the two letters of a person stand for a name alone where they are no
code of a state and no abbreviation of the trade."""
_ABBREVIATIONS: Final = """
    AG AM AT BL BV CA CC CD CE CN CO CV DB DN EC EG EN EU EX FX GA GE HQ HR HS ID IF IN IP IS IT KG
    KM KO KV KW LC LP MM MS MT MV MW NO NR NV OD OF OJ OK ON OR PC PM PO PP PR QA RE SA SE SP TB TO
    TV TT UK UN UP US UV VW WG ZA ZB ZE
"""
_ABBREVIATED: Final = frozenset(_ABBREVIATIONS.split())
_SHORTEST_JOINED: Final = 5
_BEGINNING: Final = 3
"""Letters by which a word is taken for one of the name."""
_SURNAME_AFTER: Final = re.compile(r" (?:[^\W\d_]\. ?)?([^\W\d_]{3,})(?!\w)")
_GERMAN: Final = re.compile(r"(?<!\w)(?:der|die|das|den|dem|und|ist|nicht|ein|eine|hat|von)(?!\w)")
_LETTER_AFTER: Final = re.compile(r" [^\W\d_]\.")
_SHORT_NAME: Final = 3
_LONGEST_WINDOW: Final = 3
_FEWEST_SYLLABLES: Final = 3
_LONGEST_KOREAN, _LONGEST_CHINESE = 2 * 16, 2 * 24
"""Letters of two words that each may be read in syllables: each place between letters is tried."""
_HANGUL: Final = re.compile("[\uac00-\ud7af]{2,5}")
_UNVOWELLED: Final = re.compile("[\u0590-\u05ff\u0620-\u06ff]")
_LONG_SOUND: Final = 5
_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("sch|sh|sz|zh|rz", "s"),
        ("tch|tsch|ch|kh|cz", "h"),
        ("ts|tz|cs", "c"),
        ("dj|dz", "d"),
        ("ph", "f"),
        ("th", "t"),
        ("q|ck", "k"),
        ("[aeiouyj]", ""),
        ("w", "v"),
        ("z", "s"),
        (r"(.)\1+", r"\1"),
    )
)
_HONORIFIC: Final = re.compile(
    "(?:先生|女士|小姐|太太|总经理|经理|博士|教授|老师|主任|工程师|师傅|總|总|經理|老師|師傅)"
)


def shapes(name: str, text: str) -> Iterator[Span]:
    """Where it may stand in the text in one of these shapes."""
    stated = stated_name(name)
    words = tuple(_words(text))
    yield from _by_letters(stated, text)
    yield from _joined(stated, words, text)
    yield from _by_syllables(stated, words, text)
    yield from _by_honorific(stated, text)
    for start, word in words:
        if _is_short_after_title(stated, text, start, word) or _sounds(stated, word):
            yield start, start + len(word)
    yield from _by_pet_name(stated, words, text)


def _words(text: str) -> Iterator[tuple[int, str]]:
    for met in WORD.finditer(text):
        yield met.start(), met.group()


def _by_letters(stated: StatedName, text: str) -> Iterator[Span]:
    """NMS, JK: as capitals among other words."""
    wanted = _letters(stated)
    if not wanted or text.isupper():
        return
    for met in _CAPITALS.finditer(text):
        if met.group().isupper() and anyascii(met.group()) in wanted:
            yield met.span()


@lru_cache(maxsize=1 << 10)
def _letters(stated: StatedName) -> frozenset[str]:
    words = [one for one in stated.words if len(one) > 1 and one[0].isupper()]
    if stated.is_firm:
        words = [one for one in words if not is_legal_form(one)]
    first = "".join(anyascii(one)[:1].upper() for one in words)
    if not stated.is_firm:
        found = {first, first[-1:] + first[:-1], first[:1] + first[-1:]}
    else:
        found = {first[:length] for length in range(_FEWEST_LETTERS, len(first) + 1)}
    return frozenset(one for one in found if _tells(one, stated))


def _tells(letters: str, stated: StatedName) -> bool:
    if len(letters) >= _FEWEST_LETTERS:
        return True
    is_code = letters in _ABBREVIATED or is_country_code(letters)
    return len(letters) == 2 and not stated.is_firm and not is_code


def _joined(stated: StatedName, words: tuple[tuple[int, str], ...], text: str) -> Iterator[Span]:
    """Words of the name written as one, Vandenberghe; and one of them written as two, Ou Yang."""
    together = _together(stated)
    apart = {one for one in map(folded, stated.words) if len(one) >= _SHORTEST_JOINED}
    for at, (start, word) in enumerate(words):
        if folded(word) in together:
            yield start, start + len(word)
        if at + 1 < len(words) and word[0].isupper():
            other, second = words[at + 1]
            between = text[start + len(word) : other]
            if between in {" ", "-", "’", "'"} and folded(word) + folded(second) in apart:
                yield start, other + len(second)


@lru_cache(maxsize=1 << 10)
def _together(stated: StatedName) -> frozenset[str]:
    parts = [folded(one) for one in stated.words]
    found = {
        "".join(parts[first:last])
        for first in range(len(parts))
        for last in range(first + 2, len(parts) + 1)
        if any(stated.alone(one) for one in stated.words[first:last])
    }
    return frozenset(one for one in found if len(one) > _SHORTEST_JOINED)


def _by_syllables(
    stated: StatedName, words: tuple[tuple[int, str], ...], text: str
) -> Iterator[Span]:
    """Korean and Chinese names in other systems of romanisation, or in their own script."""
    readings: tuple[Reading, ...] = (_korean, _chinese)
    for read in readings:
        wanted = _spoken(stated, read)
        if not wanted:
            continue
        for at, (start, word) in enumerate(words):
            if word[0].islower():
                continue
            for last in range(at, min(at + _LONGEST_WINDOW, len(words))):
                end = words[last][0] + len(words[last][1])
                said = tuple(one for _start, one in words[at : last + 1])
                if not _is_one_name(text, words[at : last + 1]):
                    break
                if any(one in wanted for one in _read(said, read)):
                    yield start, end


def _is_one_name(text: str, words: tuple[tuple[int, str], ...]) -> bool:
    gaps = (text[one + len(word) : two] for (one, word), (two, _other) in pairwise(words))
    return all(gap in {" ", "-", ", "} for gap in gaps)


@lru_cache(maxsize=1 << 10)
def _spoken(stated: StatedName, read: Reading) -> frozenset[tuple[str, ...]]:
    """Its syllables, surname first and surname last."""
    if stated.is_firm or not 1 <= len(stated.words) <= _LONGEST_WINDOW:
        return frozenset()
    words = stated.words
    orders = {words, (*words[1:], words[0]), (words[-1], *words[:-1])}
    found = {one for order in orders for one in _read(order, read)}
    if len(words) == 1:
        found |= {(*one[1:], one[0]) for one in found}
    return frozenset(one for one in found if len(one) >= _FEWEST_SYLLABLES)


@lru_cache(maxsize=1 << 14)
def _read(words: tuple[str, ...], read: Reading) -> tuple[tuple[str, ...], ...]:
    """Each way in which these words may be read in syllables; empty where one is of none."""
    ways = map(read, words)
    return tuple(tuple(part for way in each for part in way) for each in product(*ways))


@lru_cache(maxsize=1 << 14)
def _korean(word: str) -> tuple[tuple[str, ...], ...]:
    """The syllables of a word of Hangul, or of a romanised one, in folded letters."""
    if _HANGUL.fullmatch(word):
        parts = [asian.korean(anyascii(sign).casefold()) for sign in word]
        return (tuple(_folded_korean(one) for one in parts if one),) if all(parts) else ()
    latin = anyascii(word).casefold()
    if len(latin) > _LONGEST_KOREAN:
        return ()
    halves = [(latin[:at], latin[at:]) for at in range(2, len(latin) - 1)]
    found: list[tuple[str, ...]] = []
    if whole := asian.korean(latin):
        found.append((_folded_korean(whole),))
    for pair in halves:
        said = [asian.korean(one) for one in pair]
        if all(said) and _is_syllable(pair[0]) and _is_syllable(pair[1]):
            found.append(tuple(_folded_korean(one or "") for one in said))
    return tuple(dict.fromkeys(found))


def _is_syllable(said: str) -> bool:
    return len(re.findall("[aeiouy]+", said)) == 1


def _folded_korean(said: str) -> str:
    return said.replace("u", "o")


@lru_cache(maxsize=1 << 14)
def _chinese(word: str) -> tuple[tuple[str, ...], ...]:
    """The syllables of pinyin of a romanised word, whichever system it is in."""
    latin = anyascii(word).casefold()
    if len(latin) > _LONGEST_CHINESE:
        return ()
    found = [asian.syllables(latin), *map(asian.syllables, asian.elsewhere(latin))]
    for at in range(2, len(latin) - 1):
        two = (asian.elsewhere(latin[:at]), asian.elsewhere(latin[at:]))
        found += [(*asian.syllables(one), *asian.syllables(other)) for one, other in product(*two)]
    return tuple(dict.fromkeys(filter(None, found)))


def _by_honorific(stated: StatedName, text: str) -> Iterator[Span]:
    """王先生: the surname alone, with what says that it is one."""
    if stated.is_firm:
        return
    surnames = {folded(one) for one in (stated.words[0], stated.words[-1])} if stated.words else ()
    signs = {one[0] for one in stated.words if han.RUN.fullmatch(one)}
    for met in _HONORIFIC.finditer(text):
        for length in _SIGNS_OF_SURNAME:
            said = text[max(0, met.start() - length) : met.start()]
            if said in signs or (said and folded(han.pinyin(said)) in surnames):
                yield met.start() - len(said), met.end()


def _is_short_after_title(stated: StatedName, text: str, start: int, word: str) -> bool:
    """Mr Li: too short to be looked for alone."""
    if stated.is_firm or len(word) > _SHORT_NAME or not word[0].isupper():
        return False
    before = re.search(r"([^\W\d_]+)\.? \Z", text[max(0, start - 12) : start])
    if before is None or not is_title(before[1]):
        return False
    return any(len(one) <= _SHORT_NAME and folded(one) == folded(word) for one in stated.words)


def _sounds(stated: StatedName, word: str) -> bool:
    """The same consonants: of a long name in any romanisation, of a name whose script has none but
    them in any length."""
    if word[0].islower():
        return False
    mine = _sound(word)
    for one in stated.words:
        is_bare = bool(_UNVOWELLED.match(one)) != bool(_UNVOWELLED.match(word))
        if not stated.alone(one) or (one in stated.given and not is_bare):
            continue
        sound = _sound(one)
        least = _FEWEST_LETTERS if is_bare else _LONG_SOUND
        if len(sound) >= least and sound == mine:
            return True
    return False


@lru_cache(maxsize=1 << 14)
def _sound(word: str) -> str:
    said = "".join(filter(str.isalpha, anyascii(word.removeprefix("ال")))).casefold()
    for pattern, sound in _SOUNDS:
        said = pattern.sub(sound, said)
    return said


@lru_cache(maxsize=1 << 10)
def _pets(stated: StatedName) -> re.Pattern[str] | None:
    """Pet names with the endings that cases give them."""
    stems = {
        pet.rstrip("aeiou") if len(pet) > _LONG_SOUND - 1 else pet for pet in pet_names_of(stated)
    }
    return re.compile(f"(?:{'|'.join(sorted(stems))})[aeioumv]{{0,3}}") if stems else None


def is_anothers(stated: StatedName, text: str, last: int) -> bool:
    """Whether a surname follows that is not of this name; in German any noun may."""
    after = _SURNAME_AFTER.match(text, last)
    if after is None or not after[1][0].isupper() or after[1].isupper() or is_title(after[1]):
        return False
    if _is_german(text):
        return False
    beginning = folded(after[1])[:_BEGINNING]
    return not any(folded(one).startswith(beginning) for one in stated.words)


@lru_cache(maxsize=4)
def _is_german(text: str) -> bool:
    """Asked of one text for each name in it."""
    return bool(_GERMAN.search(text))


def _by_pet_name(
    stated: StatedName, words: tuple[tuple[int, str], ...], text: str
) -> Iterator[Span]:
    """Gosia, who is Małgorzata; with the letter of the surname after it."""
    if stated.is_firm:
        return
    pets = _pets(stated)
    if pets is None:
        return
    for start, word in words:
        end = start + len(word)
        if (
            word[0].isupper()
            and pets.fullmatch(folded(word))
            and not is_anothers(stated, text, end)
        ):
            letter = _LETTER_AFTER.match(text, end)
            yield start, letter.end() if letter else end
