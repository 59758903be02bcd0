"""What a source in confidence is called on a case, and where a text names it in whatever spelling.

Looked for are who gave a piece and who had it in hands, how its file is called, and its hash: the
matcher of the screening finds names in other orders, spellings and scripts. Whether a find means
the source, a person says.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final

from anyascii import anyascii

from landwaiter.domain.cases.case import Case
from landwaiter.domain.evidence.piece import Evidence
from landwaiter.domain.reports.finds import NamingWords
from landwaiter.screening import Query, compare_names, passages
from landwaiter.services.reports.sources.name_shapes import is_anothers, shapes
from landwaiter.services.reports.sources.name_surroundings import surroundings
from landwaiter.services.reports.sources.stated_name import (
    StatedName,
    folded,
    is_legal_form,
    is_person,
    is_title,
    stated_name,
)
from landwaiter.services.reports.sources.unbroken import unbroken

_LIKENESS: Final = 600
"""Thousandths from which words of a text may be a name: inflected, misspelt, in another script."""
_LIKENESS_OF_WORD: Final = 700
"""The same of one word alone."""
_KINDS: Final = ("person", None)
_SHORTEST_STEM, _LONGEST_ENDING, _LEAST_IN_SMALL = 4, 5, 6
"""Characters of a surname that is found in its inflected forms, and of what follows it."""
_SHORTEST_SKELETON: Final = 3
"""Consonants of a surname whose vowels come and go: Gołąb, Gołębia."""
_OF_ENDINGS: Final = frozenset({"", "m", "v", "ch", "g", "s"})
"""Consonants of the endings of such names."""
_WORDS_BESIDE, _SHORTEST_BESIDE = 2, 3
_SHORTEST_PARTED, _SHORTEST_RUN = 2, 5
"""Words of a name that may stand as one, and letters of that."""
_SHORTEST_FILE, _SHORTEST_HASH, _SHORTEST_PHONE, _LOCAL_PHONE = 8, 8, 7, 9
_TELLING: Final = re.compile(r"[\d\s_\-]")
"""A name of a file without its ending is looked for where it is more than one word."""
_VOWELS: Final = "aeiou"
_CASE_ENDING: Final = re.compile("[aeiou]s$")
"""Of Lithuanian, Latvian and Greek names, which comes off in other cases."""
_SHORTEST_STEM_OF_CASE: Final = 5
_WORD: Final = re.compile(r"[^\W\d_]+")
_OF_WORD: Final = re.compile(r"\w")
_GEORGIAN: Final = re.compile("[\u10d0-\u10ff]")
_FIGURED: Final = re.compile(r"(?<!\w)[^\W\d_](?=[^\W_]*\d)(?:\d?[^\W\d_]){2,}\d?(?!\w)")
"""A word with figures among its letters, no two of them together."""
_PARTED: Final = re.compile(r"[,;<>()]|\btel\b\.?", re.IGNORECASE)
_MAIL: Final = re.compile(r"(?<![^\s@<>,;])[^\s@<>,;]+@[^\s@<>,;]+")
_FIGURES: Final = re.compile(r"\+?\d[\d\s()./\-]{5,}\d")
_HEXADECIMAL: Final = re.compile(r"(?<![0-9A-Za-z])[0-9A-Fa-f][0-9A-Fa-f\s]{6,}[0-9A-Fa-f]")
_UNSPACED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")
"""A name in a script that writes no blanks: somebody may put one between its signs."""
_SPACE: Final = r"[\s·・]*"
_BETWEEN: Final = r"(?:[_\-\s.]|%20)*"
_BETWEEN_ALONE: Final = re.compile(_BETWEEN)


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

    def found_beside(self, declared: Collection[str], text: str) -> tuple[NamingWords, ...]:
        """The words that may name one, and where they stand; for who declared these texts, which
        are looked for nowhere: words taken out of what the reader wrote would tell who the source
        is. A text that is little more than the name hides none."""
        for own in declared:
            if own in text and self._is_more(own):
                text = text.replace(own, "\n" * len(own))
        return self._found(text)

    def _is_more(self, own: str) -> bool:
        said = {word for one in self.found_in(own) for word in _WORD.findall(one)}
        others = [one for one in _WORD.findall(own) if one not in said]
        return sum(1 for one in others if len(one) >= _SHORTEST_BESIDE) >= _WORDS_BESIDE

    def found_in(self, text: str) -> tuple[str, ...]:
        """The words of the text that may name one of them, each once as it stands there."""
        return tuple(one.words for one in self._found(text))

    def _found(self, text: str) -> tuple[NamingWords, ...]:
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
                part
                for said in _people(piece)
                for part in (said, *_parts_of(said))
                if part and not known & {part.casefold(), said.casefold()}
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


def _parts_of(said: str) -> Iterator[str]:
    """Name, address and telephone, where one field holds them all; of Kowalski, Jan the surname."""
    if is_person(said):
        yield said.partition(",")[0].strip()
        return
    mails = _MAIL.findall(said)
    yield from mails
    for part in _PARTED.split(_MAIL.sub(",", said)):
        if part.strip() and part.strip() != said:
            yield part.strip()


def _stem(piece: Evidence) -> Iterator[str]:
    stem = piece.name.rpartition(".")[0]
    if len(stem) >= _SHORTEST_FILE and _TELLING.search(stem):
        yield stem


@lru_cache(maxsize=1 << 14)
def _found_in(known: SourceNames, written: str) -> tuple[NamingWords, ...]:
    whole = unbroken(written)
    text = whole.text
    named = (span for said in (text, *_with_letters(text)) for span in _of_names(known, said))
    spans = sorted({*_of_signs(known, text), *named}, key=lambda s: (s[0], -s[1]))
    if not spans:
        return ()
    found: dict[str, list[tuple[int, int]]] = {}
    words, end = "", 0
    beside, own = surroundings(text), _own_words(_beginnings(known), text)
    for first, last in spans:
        if first >= end:
            words, end = text[first:last], last
        # What runs over the end of other words is taken out with them.
        place = own.beside(*beside.of(first, last))
        found.setdefault(words, []).append(whole.span(*place))
    return tuple(NamingWords(one, tuple(places)) for one, places in found.items())


def _with_letters(text: str) -> Iterator[str]:
    """The text with letters for figures that look like them, each in its place: K0walski."""
    for ones in "li":
        told = _FIGURED.sub(partial(_in_letters, ones), text)
        if told != text:
            yield told


def _in_letters(ones: str, met: re.Match[str]) -> str:
    return met.group().translate(str.maketrans("01345789", f"o{ones}eastbg"))


@dataclass(frozen=True, slots=True)
class _OwnWords:
    """Words of a text that may be part of a name, with a blank between each two of them."""

    begins: Mapping[int, int]
    """Behind the blank after a word → where the first of them begins that stand before it."""
    ends: Mapping[int, int]
    """At the blank before a word → where the last of them ends that follow it."""

    def beside(self, first: int, last: int) -> tuple[int, int]:
        """With those beside a name: Anny beside Kowalskiej."""
        return self.begins.get(first, first), self.ends.get(last, last)


def _own_words(beginnings: Collection[str], text: str) -> _OwnWords:
    begins, ends = dict[int, int](), dict[int, int]()
    own = [one for one in _WORD.finditer(text) if _begins(one.group(), beginnings)]
    for one in own:
        first, last = one.span()
        if text[last : last + 1] == " " and not _is_of_word(text, first - 1):
            begins[last + 1] = begins.get(first, first)
    for one in reversed(own):
        first, last = one.span()
        if text[max(0, first - 1) : first] == " " and not _is_of_word(text, last):
            ends[first - 1] = ends.get(last, last)
    return _OwnWords(begins, ends)


def _is_of_word(text: str, at: int) -> bool:
    return 0 <= at < len(text) and bool(_OF_WORD.match(text, at))


def _begins(word: str, beginnings: Collection[str]) -> bool:
    return _may_be_name(word) and folded(word)[:_SHORTEST_BESIDE] in beginnings


@lru_cache(maxsize=256)
def _beginnings(known: SourceNames) -> frozenset[str]:
    """How the parts of the names begin."""
    plain = (folded(part) for name in known.names for part in _WORD.findall(name))
    return frozenset(one[:_SHORTEST_BESIDE] for one in plain if len(one) >= _SHORTEST_BESIDE)


def _of_signs(known: SourceNames, text: str) -> Iterator[tuple[int, int]]:
    for sign in (*known.signs, *known.stems):
        pattern = _BETWEEN.join(map(re.escape, _parts_of_sign(sign)))
        for met in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE):
            yield met.span()
    for met in _HEXADECIMAL.finditer(text):
        figures = "".join(met.group().split()).casefold()
        if any(figures == sign[: max(_SHORTEST_HASH, len(figures))] for sign in known.signs):
            yield met.span()


@lru_cache(maxsize=256)
def _parts_of_sign(sign: str) -> tuple[str, ...]:
    """Its words; what is nothing but signs that may stand between words is none."""
    parts = tuple(filter(None, re.split(r"[_\-\s]+", sign)))
    return tuple(one for one in parts if not _BETWEEN_ALONE.fullmatch(one)) or parts[:1]


def _of_names(known: SourceNames, text: str) -> Iterator[tuple[int, int]]:
    for name in known.names:
        if "@" in name:
            for met in re.finditer(re.escape(name), text, re.IGNORECASE):
                yield met.span()
            continue
        figures = _digits(name)
        if len(figures) >= _SHORTEST_PHONE:
            for met in _FIGURES.finditer(text):
                if _digits(met.group()).endswith(figures[-_LOCAL_PHONE:]):
                    yield met.span()
            continue
        stated = stated_name(name)
        for kind in _KINDS:
            for one in passages(Query(name, kind), text, threshold=_LIKENESS):
                if _names_it(stated, one.text):
                    yield one.start, one.end
        signs = "".join(name.split()).replace("・", "")
        if _UNSPACED.fullmatch(signs):
            for met in re.finditer(_SPACE.join(signs), text):
                yield met.span()
        yield from _alone(stated, text)
        yield from _run_together(stated, text)
        yield from _by_initials(stated, text)
        yield from shapes(name, text)


def _names_it(stated: StatedName, said: str) -> bool:
    """Whether more of a firm meets than legal form and words of its trade, and of a short name more
    than the beginning of a word."""
    if stated.is_firm:
        tells = tuple(folded(one)[:_SHORTEST_STEM] for one in stated.words if stated.alone(one))
        words = (one for one in _WORD.findall(said) if not is_legal_form(one) and len(one) > 1)
        return any(not one[0].islower() or folded(one).startswith(tells) for one in words)
    return len(stated.words) > 1 or not _is_common(stated.words[0], said)


def _is_common(name: str, said: str) -> bool:
    """A short name is the beginning of many words that are written small: Kowal, kowalski."""
    whole = folded(name)
    return said[0].islower() and len(whole) < _LEAST_IN_SMALL and folded(said) != whole


def _alone(stated: StatedName, text: str) -> Iterator[tuple[int, int]]:
    """Each word that names it by itself; a given name is somebody else's before another surname."""
    for word in stated.words:
        is_long = len(word) >= _SHORTEST_STEM
        if is_long and _may_be_name(word) and stated.alone(word) and not is_title(word):
            for first, last in _inflected(word, text):
                if stated.is_firm and text[first].islower():
                    continue
                if word not in stated.given or not is_anothers(stated, text, last):
                    yield first, last


def _may_be_name(word: str) -> bool:
    """It begins as names do: not all scripts have capitals, and Georgian writes names without."""
    return not word[0].islower() or bool(_GEORGIAN.match(word))


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _inflected(word: str, text: str) -> Iterator[tuple[int, int]]:
    """A proper name alone, with any ending, in whatever script: a surname without first name; and
    its beginning at the end of the text, since a chart cuts off what it has no room for."""
    whole = folded(word)
    stem = whole.rstrip(_VOWELS)
    if len(stem) < _SHORTEST_STEM:
        stem = whole
    ending = _CASE_ENDING.search(whole)
    is_long = ending is not None and ending.start() >= _SHORTEST_STEM_OF_CASE
    stems = (stem, whole[: ending.start()]) if ending and is_long else (stem,)
    for start, said in _words(text):
        plain, is_small = folded(said), said[0].islower()
        is_inflected = plain.startswith(stems) and len(plain) <= len(whole) + _LONGEST_ENDING
        is_inflected = is_inflected and not _is_common(word, said)
        is_cut = start + len(said) == len(text) and len(plain) >= _SHORTEST_STEM and not is_small
        if (
            (is_cut and whole.startswith(plain))
            or is_inflected
            or _is_declined(word, said)
            or _sounds_alike(word, said)
        ):
            yield start, start + len(said)


def _run_together(stated: StatedName, text: str) -> Iterator[tuple[int, int]]:
    """First name, or its letter, and surname as one word, as addresses of mail have them."""
    parts = [part for part in map(folded, stated.words) if part]
    if len(parts) < _SHORTEST_PARTED:
        return
    first, last = parts[0], parts[-1]
    given = {first, first[0]}
    wanted = {one for said in given for one in (said + last, last + said)}
    for start, said in _words(text):
        plain = folded(said)
        if len(plain) >= _SHORTEST_RUN and plain in wanted:
            yield start, start + len(said)


def _by_initials(stated: StatedName, text: str) -> Iterator[tuple[int, int]]:
    """J.K., Jan K.: with the dots, since letters alone mean too much else."""
    parts = stated.words
    if len(parts) < _SHORTEST_PARTED or not _may_be_name(parts[0]):
        return
    first, last = parts[0], parts[-1]
    one, two = re.escape(first[0]), re.escape(last[0])
    near = " " if is_legal_form(first[0] + last[0]) else " ?"
    for pattern in (
        rf"{re.escape(first)} {two}\.",
        rf"{one}\.{near}(?:[^\W\d_]\. ?)?{two}\.",
        rf"{two}\. ?{one}\.",
    ):
        for met in re.finditer(rf"(?<!\w)(?<!\w\.){pattern}(?! ?[^\W\d_]\.)", text):
            yield met.span()


def _words(text: str) -> Iterator[tuple[int, str]]:
    """Each word with where it begins; of JanKowalski each of the two."""
    for met in _WORD.finditer(text):
        said, begun = met.group(), 0
        yield met.start(), said
        for at in range(1, len(said) + 1):
            if at == len(said) or (said[at].isupper() and said[at - 1].islower()):
                if (begun, at) != (0, len(said)):
                    yield met.start() + begun, said[begun:at]
                begun = at


@lru_cache(maxsize=1 << 14)
def _is_declined(word: str, said: str) -> bool:
    """The same consonants with other vowels between them, and an ending: Kozioł, Kozła."""
    if not said[0].isupper() or abs(len(word) - len(said)) > _LONGEST_ENDING:
        return False
    one, other = _skeleton(word), _skeleton(said)
    if len(one) < _SHORTEST_SKELETON or not other.startswith(one):
        return False
    return other.removeprefix(one) in _OF_ENDINGS and folded(word)[:2] == folded(said)[:2]


def _skeleton(word: str) -> str:
    return "".join(sign for sign in folded(word) if sign not in _VOWELS).replace("k", "c")


@lru_cache(maxsize=1 << 14)
def _sounds_alike(word: str, said: str) -> bool:
    """The same name in another script; in one script the matcher has looked at the whole name."""
    are_latin = anyascii(said) == said, anyascii(word) == word
    if all(are_latin) or len(said) < _SHORTEST_STEM:
        return False
    return compare_names(word, said).score >= _LIKENESS_OF_WORD
