"""A name taken apart into words, ready to be compared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from landwaiter.screening.languages import (
    asian,
    dictionary,
    given_names,
    han,
    legal_forms,
    romanise,
    slavic,
    vocabulary,
)

_WORD = re.compile("[a-z0-9]+")
_DOTTED = re.compile(r"(?<![a-z0-9])(?:[a-z]\.){2,}[a-z]?(?![a-z0-9])")
_SLASHED = re.compile(r"(?<![a-z0-9])([a-z])/([a-z])(?![a-z0-9])")
_RUN_TOGETHER = re.compile(r"(?<=[a-zа-яёіїєґ]{4})(?=[A-ZА-ЯЁІЇЄҐ][a-zа-яёіїєґ])")
_ARTICLE = re.compile("(?<![\u0620-\u06ff])(\u0648?)(\u0627\u0644)(?=[\u0620-\u06ff]{3})")
"""The article that Arabic writes together with its word."""
_SERVANT = re.compile("(\u0639\u0628\u062f)\\s+(?=\u0627\u0644)")
"""Abd al-…: one name, however it is written."""
_DOTS = re.compile("[·•・‧∙]")
"""They part the words of foreign names in Chinese."""
_GLUED = re.compile(r"([a-z]{4,}?)(ltda?|llc|gmbh|pjsc|jsc|plc|inc)$")
_RUN_ON = re.compile(
    r"([a-z]{3,})(company|corporation|limited|liability|trading|shipping|enterprise)"
    r"|(company|corporation|limited|liability|trading|shipping|enterprise)([a-z]{3,})"
)
"""A blank forgotten before or after a word that nobody else's name ends or begins with."""
_NUMBERED = re.compile(r"(?<![a-z0-9])n(?:o|r|um)?[.°º]?\s*(?=\d)|№\s*", re.IGNORECASE)
_SHORT_FORM = 2
"""Letters of legal forms that are also syllables of Chinese."""
_ORDINAL = re.compile(r"(?<!\d)(\d+)(?:st|nd|rd|th|ya|y|i|oy|go)$")


_WITHOUT_INITIALS = frozenset({"han", "hangul"})


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
    signs: str = ""
    """Of a word written in Han that may be a foreign name: its consonants, see
    `transcription`; else empty."""
    characters: str = ""
    """Of a word read from Han: its simplified characters; empty for all others and for
    translations."""

    optional: bool = False
    """Read from Han, and a translation may as well leave it out."""
    may_be_personal: bool = False
    """It stands in the name of a person, or of somebody whose kind is not known."""

    @property
    def syllables(self) -> int:
        """Of a word read from Han: how many; 0 for all others."""
        return len(self.characters)

    def __hash__(self) -> int:
        """By the text alone, whose hash is kept: words are looked up a thousand times a query."""
        return hash(self.text)

    def may_be_left_out(self, script: str) -> bool:
        """A translation from `script` adds it or leaves it out."""
        return self.optional or self.text in vocabulary.TRANSLATOR_ADDS[script]

    @property
    def is_number(self) -> bool:
        return self.text.isdigit()

    @property
    def is_initial(self) -> bool:
        return len(self.text) == 1 and not self.is_number and self.script not in _WITHOUT_INITIALS


@dataclass(frozen=True, slots=True)
class Name:
    """The words of a name without its legal forms, and these as classes."""

    words: tuple[Word, ...]
    legal: tuple[str, ...]
    """Classes of `legal_forms`, sorted."""

    @property
    def legal_that_tells(self) -> frozenset[str]:
        return frozenset(self.legal) - legal_forms.WITHOUT_MEANING


@lru_cache(maxsize=1 << 12)
def parse(name: str, kind: str | None) -> Name:
    """`name` taken apart; legal forms are looked for unless it is a person or a vessel."""
    words: list[Word] = []
    for chunk in _chunks(name, kind):
        words.extend(_words_of(chunk, kind))
    if not _may_be_corporate(kind):
        return Name(tuple(words), ())
    return _without_legal_forms(words)


def _chunks(name: str, kind: str | None) -> list[str]:
    text = _RUN_TOGETHER.sub(" ", romanise.composed(name))
    if not text.isascii():
        text = _ARTICLE.sub(r"\1\2 ", _SERVANT.sub(r"\1", text))
        text = han.with_figures(text) if _may_be_corporate(kind) else text
    if _may_be_corporate(kind):
        text = _NUMBERED.sub(" ", text)
    return text.split()


def normalised(name: str, kind: str | None) -> str:
    """The words that name somebody, romanised; sorted for a person, in order for all others.

    Legal forms are left out: whether they agree is told by `compare_names(...).name_equal`.
    """
    texts = [word.text for word in parse(name, kind).words]
    return " ".join(sorted(texts) if kind == "person" else texts)


def readings(name: Name) -> Iterator[tuple[Word, ...]]:
    """The words of a name; once more with each Chinese word of several signs part by part."""
    yield name.words
    if any(_is_of_parts(word) for word in name.words):
        yield tuple(
            part
            for word in name.words
            for part in (_parts(word) if _is_of_parts(word) else (word,))
        )


def _is_of_parts(word: Word) -> bool:
    return len(word.characters) > 1 and not word.personal


def _parts(word: Word) -> Iterator[Word]:
    for part in dictionary.parts(word.characters):
        text = han.pinyin(part)
        yield Word(text, (text, *dictionary.translations(part)), text, "han", personal=False)


def _may_be_corporate(kind: str | None) -> bool:
    return kind not in {"person", "vessel"}


@lru_cache(maxsize=1 << 12)
def _words_of(chunk: str, kind: str | None) -> tuple[Word, ...]:
    if chunk.isascii():
        return tuple(_plain_words(chunk, "latin", kind))
    words: list[Word] = []
    at = 0
    foreign = bool(_DOTS.search(chunk))
    for run in han.RUN.finditer(chunk):
        words += _plain_words(chunk[at : run.start()], None, kind)
        words += _han_words(run.group(), kind, foreign=foreign)
        at = run.end()
    return (*words, *_plain_words(chunk[at:], None, kind))


def _han_words(run: str, kind: str | None, *, foreign: bool) -> list[Word]:
    if kind == "person" or (kind is None and not foreign and han.is_person(run)):
        readings, personal = han.person(run, foreign=foreign), True
    else:
        readings, personal = han.organisation(run), False
    return [
        Word(
            text=read.spellings[0],
            spellings=read.spellings,
            written=read.spellings[0],
            script="han",
            personal=personal,
            signs=read.signs,
            characters=read.characters,
            optional=read.optional,
            may_be_personal=personal or kind is None,
        )
        for read in readings
    ]


def _plain_words(chunk: str, script: str | None, kind: str | None) -> list[Word]:
    if not chunk:
        return []
    if chunk.isascii() and chunk.isalpha():
        return _word(chunk.lower(), script or "latin", kind)
    script = script or romanise.script_of(chunk)
    text = romanise.romanised(chunk).replace("&", " and ")
    if _may_be_corporate(kind):
        text = _DOTTED.sub(lambda match: match.group().replace(".", ""), text)
        text = _SLASHED.sub(r"\1\2", text)
    return [
        word for written in _WORD.findall(text) for word in _word(written, script or "latin", kind)
    ]


def _word(written: str, script: str, kind: str | None) -> list[Word]:
    """A word; several where one word is written together or stands for several."""
    if not _may_be_corporate(kind):
        return [_spelled(written, written, script, kind)]
    glued = _GLUED.fullmatch(written) or _RUN_ON.fullmatch(written)
    if glued and legal_forms.corrected(written) == written not in vocabulary.SPELLED_OUT:
        return [word for part in filter(None, glued.groups()) for word in _word(part, script, kind)]
    written = legal_forms.corrected(written)
    text = vocabulary.SPELLED_OUT.get(written)
    meaning = (text,) if text else slavic.meaning(written, script)
    # Legal forms are looked for afterwards, by what is written: their words stay one by one.
    if len(meaning) > 1 and written not in legal_forms.WHOLE:
        return [Word(one, (one,), written, script, False) for one in meaning]
    text = meaning[0] if len(meaning) == 1 else written
    return [_spelled(text, written, script, kind)]


def _spelled(text: str, written: str, script: str, kind: str | None) -> Word:
    text = vocabulary.NUMBER_WORDS.get(text, text)
    if text[0].isdigit():
        text = _ORDINAL.sub(r"\1", text)
        text = (text.lstrip("0") or "0") if text.isdigit() else text
    spellings = (text, *(one for one in _variants(text, kind) if one != text))
    return Word(
        text,
        spellings,
        written,
        script,
        personal=kind == "person",
        may_be_personal=kind in {"person", None},
    )


def _variants(text: str, kind: str | None) -> tuple[str, ...]:
    """The same name in a neighbouring language, or the town of an adjective."""
    found: tuple[str, ...] = ()
    if kind not in {"vessel", "organisation"}:
        name = given_names.canonical(text)
        found = (name,) if name else ()
    if _may_be_corporate(kind):
        found += vocabulary.ALSO.get(text, ()) + slavic.places(text)
    return found


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
    kept = _joined(kept)
    # A name of nothing but legal forms ("AB Company") still names somebody.
    return Name(tuple(kept or words), tuple(sorted(legal)) if kept else ())


def _joined(words: list[Word]) -> list[Word]:
    """Two words that are one by `vocabulary.JOINED` become it."""
    if not any(word.text in vocabulary.JOINED_STARTS for word in words):
        return words
    kept: list[Word] = []
    for word in words:
        kept.append(word)
        while len(kept) > 1 and (kept[-2].text, kept[-1].text) in vocabulary.JOINED:
            kept[-2:] = [_one_word(kept[-2], kept[-1])]
    return kept


def _one_word(before: Word, word: Word) -> Word:
    text = vocabulary.JOINED[before.text, word.text]
    also = (text, *vocabulary.ALSO.get(text, ()))
    return Word(text, also, f"{before.written}{word.written}", word.script, personal=False)


def _legal_form_at(words: list[Word], at: int) -> tuple[int, str]:
    if words[at].written not in legal_forms.STARTS:
        return 0, ""
    if _is_syllable_between(words, at):
        return 0, ""
    for length in range(min(legal_forms.LONGEST, len(words) - at), 0, -1):
        phrase = tuple(word.written for word in words[at : at + length])
        legal_class = legal_forms.PHRASES.get(phrase)
        if legal_class and not _holds_a_longer(words, at, length):
            return length, legal_class
    return 0, ""


def _holds_a_longer(words: list[Word], at: int, length: int) -> bool:
    """A longer form begins within: Industrial Company | Limited Liability Company."""
    written = [word.written for word in words[at : at + length + legal_forms.LONGEST]]
    return any(
        tuple(written[start : start + longer]) in legal_forms.PHRASES
        for start in range(1, length)
        for longer in range(length + 1, len(written) - start + 1)
    )


def _is_syllable_between(words: list[Word], at: int) -> bool:
    """A legal form of two letters amid a Chinese name is a syllable of it: Shandong Ou Rui Ltd."""
    if len(words[at].written) > _SHORT_FORM or not 0 < at < len(words) - 1:
        return False
    return words[at].written in asian.SYLLABLES and words[at + 1].written in asian.SYLLABLES
