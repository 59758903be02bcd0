"""What a source in confidence is called on a case, and where a text names it in whatever spelling.

Looked for are who gave a piece and who had it in hands, how its file is called, and its hash: the
matcher of the screening finds names in other orders, spellings and scripts. Whether a find means
the source, a person says.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from anyascii import anyascii

from landwaiter.domain.cases.case import Case
from landwaiter.domain.evidence.piece import Evidence
from landwaiter.screening import Query, compare_names, passages

_LIKENESS: Final = 600
"""Thousandths from which words of a text may be a name: inflected, misspelt, in another script."""
_LIKENESS_OF_WORD: Final = 700
"""The same of one word alone."""
_KINDS: Final = ("person", None)
_SHORTEST_STEM, _LONGEST_ENDING = 4, 5
"""Characters of a surname that is found in its inflected forms, and of what follows it."""
_SHORTEST_FILE: Final = 8
_TELLING: Final = re.compile(r"[\d\s_\-]")
"""A name of a file without its ending is looked for where it is more than one word."""
_VOWELS: Final = "aeiou"
_ALIKE: Final = str.maketrans("wyj", "vii")
_WORD: Final = re.compile(r"[^\W\d_]+")
_CAPITAL: Final = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class SourceNames:
    """What the sources in confidence of a case are called, and what tells their files."""

    names: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    """File names and hashes: as they stand, in capitals or not."""
    stems: tuple[str, ...] = ()
    """File names without their endings."""

    def is_sign(self, text: str) -> bool:
        """Whether it is the name of a file, or its hash, to the letter."""
        return text in self.signs

    def has(self, text: str) -> bool:
        """Whether it is a name or a sign that is looked for."""
        return text in self.signs or " ".join(text.split()) in self.names

    def found_in(self, text: str) -> tuple[str, ...]:
        """The words of the text that may name one of them, each once as it stands there."""
        if not (self.names or self.signs or self.stems) or not text:
            return ()
        return _found_in(self, text)


def source_names(case: Case, colleagues: Collection[str]) -> SourceNames:
    """Of each piece whose source spoke in confidence; who works here is no source."""
    known = {one.casefold() for one in colleagues}
    names: dict[str, None] = {}
    signs: dict[str, None] = {}
    stems: dict[str, None] = {}
    for piece in case.evidence:
        if piece.is_in_confidence:
            names |= dict.fromkeys(
                one for one in _people(piece) if one and one.casefold() not in known
            )
            signs |= dict.fromkeys((piece.name, piece.sha256))
            stems |= dict.fromkeys(_stem(piece))
    return SourceNames(tuple(names), tuple(signs), tuple(stems))


def _people(piece: Evidence) -> Iterator[str]:
    yield " ".join(piece.received_from.split())
    for event in piece.custody:
        yield " ".join(event.party.split())
    if piece.mail is not None:
        yield " ".join(piece.mail.sender.split())


def _stem(piece: Evidence) -> Iterator[str]:
    stem = piece.name.rpartition(".")[0]
    if len(stem) >= _SHORTEST_FILE and _TELLING.search(stem):
        yield stem


@lru_cache(maxsize=1 << 14)
def _found_in(known: SourceNames, text: str) -> tuple[str, ...]:
    spans = sorted({*_of_signs(known, text), *_of_names(known, text)}, key=lambda s: (s[0], -s[1]))
    found: dict[str, None] = {}
    end = 0
    for first, last in spans:
        if first >= end:
            found[text[first:last]] = None
            end = last
    return tuple(found)


def _of_signs(known: SourceNames, text: str) -> Iterator[tuple[int, int]]:
    folded = text.casefold()
    if len(folded) != len(text):
        folded = text.lower()
    for sign in (*known.signs, *known.stems):
        for met in re.finditer(re.escape(sign.casefold()), folded):
            yield met.span()


def _of_names(known: SourceNames, text: str) -> Iterator[tuple[int, int]]:
    for name in known.names:
        for kind in _KINDS:
            for one in passages(Query(name, kind), text, threshold=_LIKENESS):
                yield one.start, one.end
        for word in _CAPITAL.findall(name):
            if word[0].isupper():
                yield from _inflected(word, text)


def _inflected(word: str, text: str) -> Iterator[tuple[int, int]]:
    """A proper name alone, with any ending, in whatever script: a surname without first name."""
    whole = _folded(word)
    stem = whole.rstrip(_VOWELS)
    if len(stem) < _SHORTEST_STEM:
        stem = whole
    for met in _WORD.finditer(text):
        said = _folded(met.group())
        is_inflected = said.startswith(stem) and len(said) <= len(whole) + _LONGEST_ENDING
        if is_inflected or _sounds_alike(word, met.group()):
            yield met.span()


@lru_cache(maxsize=1 << 14)
def _sounds_alike(word: str, said: str) -> bool:
    """The same name in another script; in one script the matcher has looked at the whole name."""
    if anyascii(said) == said or len(said) < _SHORTEST_STEM:
        return False
    return compare_names(word, said).score >= _LIKENESS_OF_WORD


@lru_cache(maxsize=1 << 14)
def _folded(word: str) -> str:
    """In plain Latin letters, those alike as one: Ковальскому and Kowalski begin alike."""
    latin = "".join(filter(str.isalpha, anyascii(word).casefold()))
    return latin.translate(_ALIKE)
