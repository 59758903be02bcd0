"""Which words of the glossary a word of a trade line stands for, and how surely.

The ladder: the word itself or what it abbreviates; two words of a term written as one; the same
word in another language's spelling; the parts of a compound; one letter wrong; the beginning of a
longer word. The first rung that answers is taken.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from landwaiter.domain.base.memory import Memory
from landwaiter.domain.goods.classification.folding import (
    LONGEST_CUT,
    LONGEST_KEPT,
    Token,
    has_han,
    sound,
    stem,
)
from landwaiter.domain.goods.classification.inflection import may_be_forms

Meeting = tuple[str, int]
"""A word of the glossary and the likeness in thousandths."""


class TermWord(NamedTuple):
    """A word as a term of the glossary has it."""

    word: str
    """What terms are found by: the stem, of a short one with its spelling and language."""
    key: str
    """The stem."""
    language: str = ""
    """Empty: the stem alone decides."""
    plain: str = ""


EXACT: Final = 1000
FOREIGN: Final = 400
"""The stem is the same, but no form of the word in the language of the term is spelled so."""
ABBREVIATED: Final = 900
SOUNDS_ALIKE: Final = 850
COMPOUND: Final = 850
MISSPELT: Final = 750
BEGINS: Final = 700
_SHORTEST_COMPOUND: Final = 9
_SHORTEST_PART: Final = 5
_FAR: Final = 8
"""Letters by which two words that were run together rarely begin as a word of the glossary does."""
_SHORTEST_MISSPELT: Final = 5
_SHORTEST_BEGINNING: Final = 5
_SHORTEST_DOTTED: Final = 3
_MOST_COMPLETIONS: Final = 12
_LONGEST_REST: Final = 9
_MOST_KEPT: Final = 1 << 12
"""Words of texts whose meetings are kept: some megabytes, however many texts come."""


class Vocabulary:
    """The words of all terms, looked up in one of six ways; answers are kept."""

    def __init__(
        self,
        keys: Iterable[str],
        abbreviations: Mapping[str, tuple[str, ...]],
        written_as_one: Mapping[str, tuple[str, ...]] | None = None,
        forms: Iterable[TermWord] = (),
    ) -> None:
        """`written_as_one`: neighbours of a term run together, as a stem → the stems of both.

        `forms`: how terms have the words; without any a stem is met as it is.
        """
        self.keys = frozenset(keys)
        self._forms = _grouped_forms(forms)
        self._abbreviations = abbreviations
        self._written_as_one = written_as_one or {}
        self.characters = {
            key: Token(key, key) for key in self.keys if len(key) == 1 and has_han(key)
        }
        """Chinese words of one character, as words of a line."""
        words = sorted(key for key in self.keys if not has_han(key) and key.isalpha())
        # No longer piece of a text is a word of the glossary, so none is looked up: what is tried
        # for a word grows with its length and never with the square of it.
        self._longest_key = max(map(len, self.keys), default=0)
        self._begun = frozenset(key[:_SHORTEST_PART] for key in self.keys)
        self._begun_far = frozenset(key[:_FAR] for key in self.keys)
        self._sorted = words
        self._sounds = _grouped((sound(key), key) for key in words)
        self._cut = _grouped(
            (cut, key) for key in words if len(key) >= _SHORTEST_MISSPELT for cut in _cuts(key)
        )
        self._known: Memory[Token, tuple[Meeting, ...]] = Memory(_MOST_KEPT)

    def may_hold(self, plain: str) -> bool:
        """False where no word of the glossary is the stem of `plain`, which is far cheaper to ask
        than the stem."""
        size = len(plain)
        if size >= _FAR + LONGEST_CUT:
            return plain[:_FAR] in self._begun_far
        return size <= _SHORTEST_PART or not self._begun.isdisjoint(
            (plain[: _SHORTEST_PART - 1], plain[:_SHORTEST_PART])
        )

    def meetings(self, token: Token) -> tuple[Meeting, ...]:
        """Words of the glossary for a word of a text, the likeness beside each."""
        found = self._known[token]
        if found is None:
            found = tuple(self._in_forms(token, self._met(token)))
            if len(token.plain) <= LONGEST_KEPT:
                self._known.put(token, found)
        return found

    def _in_forms(self, token: Token, met: tuple[Meeting, ...]) -> Iterator[Meeting]:
        """Stems as the words that terms are found by."""
        for key, likeness in met:
            for form in self._forms.get(key, (TermWord(key, key),)):
                is_exact = likeness == EXACT and form.language
                same = not is_exact or may_be_forms(token.plain, form.plain, form.language)
                yield form.word, likeness if same else FOREIGN

    def _met(self, token: Token) -> tuple[Meeting, ...]:
        direct = (*self._exact(token), *self._abbreviated(token))
        if direct or has_han(token.key):
            return direct
        rungs: tuple[Callable[[Token], tuple[Meeting, ...]], ...] = (
            self._figures_apart,
            *((self._begins,) if token.dotted else ()),
            self._as_one,
            self._alike,
            self._parts,
            self._misspelt,
            self._begins,
        )
        return next((found for rung in rungs if (found := rung(token))), ())

    def _exact(self, token: Token) -> tuple[Meeting, ...]:
        return ((token.key, EXACT),) if token.key in self.keys else ()

    def _abbreviated(self, token: Token) -> tuple[Meeting, ...]:
        meant = self._abbreviations.get(token.plain, ())
        return tuple((key, ABBREVIATED) for key in meant if key in self.keys)

    def _figures_apart(self, token: Token) -> tuple[Meeting, ...]:
        """`5axis` is 5 and axis; `T800S` is a kind of T800; `6 mm` is no 6."""
        if token.measure or not any(char.isdigit() for char in token.plain):
            return ()
        parts = (part for part in _runs(token.plain) if stem(part) in self.keys)
        apart = tuple((stem(part), COMPOUND) for part in parts if len(part) > 1 or part.isdigit())
        whole = token.plain.rstrip("abcdefghijklmnopqrstuvwxyz")
        return ((whole, COMPOUND),) if whole in self.keys and not whole.isdigit() else apart

    def _as_one(self, token: Token) -> tuple[Meeting, ...]:
        """`startracker` is star and tracker, whatever longer word begins it."""
        return tuple((key, COMPOUND) for key in self._written_as_one.get(token.key, ()))

    def _alike(self, token: Token) -> tuple[Meeting, ...]:
        spoken = sound(token.key)
        return tuple((key, SOUNDS_ALIKE) for key in self._sounds.get(spoken or "", ()))

    def _parts(self, token: Token) -> tuple[Meeting, ...]:
        word = token.plain
        if len(word) < _SHORTEST_COMPOUND:
            return ()
        found: list[Meeting] = []
        at = 0
        while at <= len(word) - _SHORTEST_PART:
            part = self._longest(word, at)
            if part:
                found.append((part, COMPOUND))
            at += len(part) or 1
        return tuple(dict.fromkeys(found))

    def _longest(self, word: str, at: int) -> str:
        if word[at : at + _SHORTEST_PART] not in self._begun:
            return ""
        last = min(len(word), at + self._longest_key)
        ends = range(last, at + _SHORTEST_PART - 1, -1)
        return next((word[at:end] for end in ends if word[at:end] in self.keys), "")

    def _misspelt(self, token: Token) -> tuple[Meeting, ...]:
        word = token.key
        if not _SHORTEST_MISSPELT <= len(word) <= self._longest_key + 1 or not word.isalpha():
            return ()
        near = {key for cut in (word, *_cuts(word)) for key in self._cut.get(cut, ())}
        near |= {cut for cut in _cuts(word) if cut in self.keys and len(cut) >= _SHORTEST_PART}
        return tuple((key, MISSPELT) for key in sorted(near) if _one_apart(word, key))

    def _begins(self, token: Token) -> tuple[Meeting, ...]:
        shortest = _SHORTEST_DOTTED if token.dotted else _SHORTEST_BEGINNING
        start = token.plain
        if len(start) < shortest or not start.isalpha():
            return ()
        at = bisect_left(self._sorted, start)
        longer = self._sorted[at : at + _MOST_COMPLETIONS + 1]
        found = [key for key in longer if key.startswith(start)]
        if len(found) > _MOST_COMPLETIONS:
            return ()
        is_short_form = token.dotted and len(start) >= _SHORTEST_BEGINNING
        likeness = ABBREVIATED if is_short_form else BEGINS
        return tuple((key, likeness) for key in found if len(key) - len(start) <= _LONGEST_REST)


def _grouped(pairs: Iterable[tuple[str | None, str]]) -> Mapping[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for name, key in pairs:
        if name:
            groups.setdefault(name, []).append(key)
    return {name: tuple(keys) for name, keys in groups.items()}


def _grouped_forms(forms: Iterable[TermWord]) -> Mapping[str, tuple[TermWord, ...]]:
    groups: dict[str, dict[TermWord, None]] = {}
    for form in forms:
        groups.setdefault(form.key, {})[form] = None
    return {key: tuple(found) for key, found in groups.items()}


def _cuts(word: str) -> Iterator[str]:
    """`word` without one of its letters, the first kept."""
    return (word[:at] + word[at + 1 :] for at in range(1, len(word)))


def _one_apart(one: str, other: str) -> bool:
    """True when one letter was added, left out, changed, or two neighbours were swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, rest_other = one[start:], other[start:]
    return (
        rest[1:] == rest_other[1:]
        or rest[1:] == rest_other
        or rest == rest_other[1:]
        or (rest[1::-1] + rest[2:] == rest_other and len(rest) > 1)
    )


def _runs(word: str) -> Iterator[str]:
    """Runs of letters and of figures in `word`."""
    start = 0
    for at in range(1, len(word) + 1):
        if at == len(word) or word[at].isdigit() != word[start].isdigit():
            yield word[start:at]
            start = at
