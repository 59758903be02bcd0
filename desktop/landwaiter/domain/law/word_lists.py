"""Word lists of the vocabulary pack, met as whole words in any of its languages."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from landwaiter.domain.base.marks import with_few_marks
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import derived, rows_by

_JOINERS: Final = re.compile(r"[\s\u00a0_/'’`´.,;:()\[\]\"“”„«»-]+")
_HAN: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """`text` in one case, one compatibility form, with single blanks for punctuation."""
    return _JOINERS.sub(" ", unicodedata.normalize("NFKC", with_few_marks(text)).casefold()).strip()


def same_name(one: str | None, other: str | None) -> bool:
    """True when two names are equal but for case, punctuation and blanks."""
    return bool(one and other) and folded(one or "") == folded(other or "")


def has_han(text: str) -> bool:
    """True when `text` holds Chinese characters."""
    return bool(_HAN.search(text))


def found_words(vocabulary: Pack, name: str, text: str | None) -> tuple[str, ...]:
    """Words of the list `name` met in `text`, as they stand there (folded), in order.

    Whole words; a listed `*` takes any ending; Chinese phrases are met anywhere. Phrases of the
    list `<name>_false`, where there is one, are taken out of the text first.
    """
    if not text:
        return ()
    plain = folded(text)
    if not _may_hold(vocabulary, name, plain):
        return ()
    patterns = derived(_patterns, vocabulary)
    harmless = patterns.get(f"{name}_false")
    if harmless:
        plain = harmless.sub(" ", plain)
    pattern = patterns.get(name)
    return tuple(dict.fromkeys(pattern.findall(plain))) if pattern else ()


_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Beginnings:
    """What a text must hold for a phrase of a list to be met at all: far cheaper to ask."""

    words: frozenset[str]
    stems: tuple[str, ...]
    parts: tuple[str, ...]


def _may_hold(vocabulary: Pack, name: str, plain: str) -> bool:
    """False where no phrase of the list can be met: no word of the text begins one."""
    begins = derived(_beginnings, vocabulary).get(name)
    if begins is None:
        return False
    words = _split(plain)
    if not begins.words.isdisjoint(words):
        return True
    # Thirty lists are asked of each description: loops, no generators.
    if stems := begins.stems:
        for word in words:
            if word.startswith(stems):
                return True
    for part in begins.parts:  # noqa: SIM110
        if part in plain:
            return True
    return False


@lru_cache  # many rules read the same description of a case
def _split(plain: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(plain))


def _beginnings(vocabulary: Pack) -> Mapping[str, _Beginnings]:
    return {
        name: _begun([row["word"] for row in rows])
        for name, rows in rows_by(vocabulary, "set").items()
    }


def _begun(phrases: list[str]) -> _Beginnings:
    words, stems, parts = set(), [], []
    for phrase in phrases:
        plain = folded(phrase.replace("*", "\ue000"))
        first = _WORD.search(plain.split("\ue000")[0])
        if has_han(plain) or first is None or plain[: first.start()].strip():
            parts.append(_longest_plain(plain))
        elif "\ue000" in plain.split()[0]:
            stems.append(first.group())
        else:
            words.add(first.group())
    return _Beginnings(frozenset(words), tuple(stems), tuple(parts))


def _longest_plain(phrase: str) -> str:
    """The longest piece without an open ending; empty holds everywhere."""
    return max(phrase.split("\ue000"), key=len)


def only_words_of(vocabulary: Pack, name: str, text: str) -> bool:
    """True when `text` is one phrase of the list `name` or made of its words alone."""
    words = derived(_word_sets, vocabulary).get(name, frozenset())
    plain = folded(text)
    return plain in words or all(word in words for word in plain.split())


def without_words(vocabulary: Pack, name: str, text: str) -> str:
    """`text` folded and without the phrases of the list `name`, the longest taken first."""
    pattern = derived(_patterns, vocabulary).get(name)
    plain = folded(text)
    return pattern.sub(" ", plain) if pattern else plain


@lru_cache
def phrase_pattern(phrases: str) -> re.Pattern[str]:
    """What meets one of the phrases, parted by semicolons, in a folded text: whole words, as in a
    list of the vocabulary."""
    return _any_of({phrase for phrase in phrases.split(";") if phrase.strip()})


def _patterns(vocabulary: Pack) -> Mapping[str, re.Pattern[str]]:
    return {
        name: _any_of({row["word"] for row in rows})
        for name, rows in rows_by(vocabulary, "set").items()
    }


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Meets the longest of the phrases that stands at a place.

    The border of a word is asked once for all of them: a pattern of its own for each phrase is read
    to its end at every letter of a text.
    """
    folds = sorted(
        {folded(phrase.replace("*", "\ue000")) for phrase in phrases}, key=_longest_first
    )
    escaped = {plain: re.escape(plain).replace("\ue000", r"\w*") for plain in folds}
    anywhere = [escaped[plain] for plain in folds if has_han(plain)]
    words = [escaped[plain] for plain in folds if not has_han(plain)]
    if words:
        anywhere.append(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")
    return re.compile("|".join(anywhere))


def _longest_first(phrase: str) -> tuple[int, str]:
    return (-len(phrase), phrase)


def _word_sets(vocabulary: Pack) -> Mapping[str, frozenset[str]]:
    return {
        name: frozenset(folded(row["word"]) for row in rows)
        for name, rows in rows_by(vocabulary, "set").items()
    }
