"""A name taken apart into words, ready to be compared."""

import re
from dataclasses import dataclass
from functools import lru_cache

from landwaiter.screening import given_names, han, legal_forms, romanise, vocabulary

_WORD = re.compile("[a-z0-9]+")
_DOTTED = re.compile(r"(?<![a-z0-9])(?:[a-z]\.){2,}[a-z]?(?![a-z0-9])")
_SLASHED = re.compile(r"(?<![a-z0-9])([a-z])/([a-z])(?![a-z0-9])")
_RUN_TOGETHER = re.compile(r"(?<=[a-zа-яёіїєґ]{4})(?=[A-ZА-ЯЁІЇЄҐ][a-zа-яёіїєґ])")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th|ya|y|i|oy|go)$")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name in plain Latin letters."""

    text: str
    spellings: tuple[str, ...]
    """`text` and the other spellings under which the word may be met."""
    written: str
    """As it stood, romanised, before abbreviations were spelled out."""
    script: str
    personal: bool
    """It stands in the name of a person."""

    @property
    def is_number(self) -> bool:
        return self.text.isdigit()

    @property
    def is_initial(self) -> bool:
        return len(self.text) == 1 and not self.is_number


@dataclass(frozen=True, slots=True)
class Name:
    """The words of a name without its legal forms, and these as classes."""

    words: tuple[Word, ...]
    legal: tuple[str, ...]
    """Classes of `legal_forms`, sorted."""

    @property
    def legal_that_tells(self) -> frozenset[str]:
        return frozenset(self.legal) - legal_forms.WITHOUT_MEANING


@lru_cache(maxsize=1 << 16)
def parse(name: str, kind: str | None) -> Name:
    """`name` taken apart; legal forms are looked for unless it is a person or a vessel."""
    words: list[Word] = []
    for chunk in _RUN_TOGETHER.sub(" ", romanise.composed(name)).split():
        words.extend(_words_of(chunk, kind))
    if not _may_be_corporate(kind):
        return Name(tuple(words), ())
    return _without_legal_forms(words)


def normalised(name: str, kind: str | None) -> str:
    """The words that name somebody, romanised; sorted for a person, in order for all others.

    Legal forms are left out: whether they agree is told by `compare_names(...).name_equal`.
    """
    texts = [word.text for word in parse(name, kind).words]
    return " ".join(sorted(texts) if kind == "person" else texts)


def _may_be_corporate(kind: str | None) -> bool:
    return kind not in {"person", "vessel"}


@lru_cache(maxsize=1 << 16)
def _words_of(chunk: str, kind: str | None) -> tuple[Word, ...]:
    if chunk.isascii():
        return tuple(_plain_words(chunk, "latin", kind))
    words: list[Word] = []
    at = 0
    for run in han.RUN.finditer(chunk):
        words += _plain_words(chunk[at : run.start()], None, kind)
        words += _han_words(run.group(), kind)
        at = run.end()
    return (*words, *_plain_words(chunk[at:], None, kind))


def _han_words(run: str, kind: str | None) -> list[Word]:
    personal = kind == "person" or (kind is None and len(run) <= 3 and not han.is_known(run))
    readings = han.person(run) if personal else han.organisation(run)
    return [Word(reading[0], reading, reading[0], "han", personal) for reading in readings]


def _plain_words(chunk: str, script: str | None, kind: str | None) -> list[Word]:
    if not chunk:
        return []
    if chunk.isascii() and chunk.isalpha():
        return [_word(chunk.lower(), script or "latin", kind)]
    script = script or romanise.script_of(chunk)
    text = romanise.romanised(chunk).replace("&", " and ")
    if _may_be_corporate(kind):
        text = _DOTTED.sub(lambda match: match.group().replace(".", ""), text)
        text = _SLASHED.sub(r"\1\2", text)
    return [_word(written, script, kind) for written in _WORD.findall(text)]


def _word(written: str, script: str, kind: str | None) -> Word:
    text = written
    if _may_be_corporate(kind):
        written = legal_forms.corrected(written)
        text = vocabulary.SPELLED_OUT.get(written, written)
    text = vocabulary.NUMBER_WORDS.get(text, text)
    if text[0].isdigit():
        text = _ORDINAL.sub(r"\1", text)
        text = (text.lstrip("0") or "0") if text.isdigit() else text
    variant = None if kind in {"vessel", "organisation"} else given_names.canonical(text)
    spellings = (text, variant) if variant and variant != text else (text,)
    return Word(text, spellings, written, script, kind == "person")


def _without_legal_forms(words: list[Word]) -> Name:
    kept: list[Word] = []
    legal: set[str] = set()
    at = 0
    while at < len(words):
        length, legal_class = _legal_form_at(words, at)
        if length:
            legal.add(legal_class)
            at += length
            continue
        kept.append(words[at])
        at += 1
    # A name of nothing but legal forms ("AB Company") still names somebody.
    return Name(tuple(kept or words), tuple(sorted(legal)) if kept else ())


def _legal_form_at(words: list[Word], at: int) -> tuple[int, str]:
    if words[at].written not in legal_forms.STARTS:
        return 0, ""
    for length in range(min(legal_forms.LONGEST, len(words) - at), 0, -1):
        phrase = tuple(word.written for word in words[at : at + length])
        legal_class = legal_forms.PHRASES.get(phrase)
        if legal_class:
            return length, legal_class
    return 0, ""
