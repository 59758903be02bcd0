"""Addresses as they are compared: which two spellings are one address, and why.

Two spellings are one where the same words and, in the same order, the same numbers are left after
capitals, accents, punctuation and what stands for a whole word are evened out. A postcode or a
country that only one of them gives is no difference; two that differ are. Whoever leaves out a
district or writes in another script is not found: a wrong link is worse than a missing one.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from landwaiter.domain.intake.declaration import Address
from landwaiter.domain.law.word_lists import folded
from landwaiter.i18n import _

_TOKEN: Final = re.compile(r"[0-9]+|[^\W\d_]+")
_POSTCODE: Final = re.compile(
    r"\b(?:[0-9]{2}-[0-9]{3}|[0-9]{4} ?[A-Z]{2}|[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}"
    r"|[0-9]{3} [0-9]{2}|[0-9]{4,6})\b"
)
"""Forms of postcodes in a free text: Polish, Dutch, British, Swedish, and four to six figures."""
_LETTERS: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
"""Letters that no mark can be taken from."""
_WHOLE: Final[Mapping[str, str]] = {
    "rd": "road", "st": "street", "ave": "avenue", "av": "avenue", "blvd": "boulevard",
    "bd": "boulevard", "ln": "lane", "hwy": "highway", "sq": "square", "bldg": "building",
    "bld": "building", "fl": "floor", "flr": "floor", "rm": "room", "ste": "suite",
    "apt": "apartment", "dist": "district", "ind": "industrial", "est": "estate",
    "center": "centre", "ctr": "centre", "prov": "province", "os": "osiedle", "al": "aleja",
    "str": "strasse", "pr": "prospekt", "просп": "проспект", "пер": "переулок",
}  # fmt: skip
"""What stands for a whole word, by the habits of postal writing."""
_NO_WORDS: Final = frozenset(
    {"no", "nr", "num", "number", "numero", "ul", "ulica", "ул", "улица", "д", "дом", "号"}
)
"""Words that say only that a number or the name of a street follows."""
_APOSTROPHES: Final = re.compile("['’`´ʹʼ]")
"""“Xi'an” is “Xian”, and no two words."""
_BOX: Final = re.compile(r"\bp\s?o\s?box\b")
_STRASSE: Final = re.compile(r"^(\w{3,})str$")
"""“Hauptstr” is “Hauptstrasse”."""


@dataclass(frozen=True)
class Place:
    """One spelling of an address, taken apart."""

    tokens: tuple[str, ...]
    """Words and numbers in their order, evened out, without postcode and country."""
    postcode: str = ""
    country: str = ""
    """ISO 3166-1 alpha-2, upper case."""
    label: str = ""
    """As it is written, the street first."""

    @cached_property
    def core(self) -> str:
        """What must be equal: words in any order, numbers in theirs."""
        numbers = (token for token in self.tokens if token.isdigit())
        words = sorted(token for token in self.tokens if not token.isdigit())
        return f"{' '.join(words)}|{' '.join(numbers)}"

    @property
    def key(self) -> str:
        """The place as a text, from which `with_key` makes it again."""
        return f"{self.core}|{self.postcode}|{self.country}"

    @property
    def longest_number(self) -> str:
        """The number that finds it best; empty where it has none."""
        return max((token for token in self.tokens if token.isdigit()), key=len, default="")

    def is_same(self, other: "Place") -> bool:
        """Whether two spellings are one address."""
        return (
            self.core == other.core
            and _may_be(self.postcode, other.postcode)
            and _may_be(self.country, other.country)
        )


def with_key(key: str) -> Place:
    """The place behind a key."""
    words, numbers, postcode, country = key.split("|")
    return Place((*words.split(), *numbers.split()), postcode, country)


def _may_be(one: str, other: str) -> bool:
    return not one or not other or one == other


def place_of(address: Address) -> Place | None:
    """A declared address; None where it names no street."""
    if not address.street:
        return None
    label = ", ".join(filter(None, (address.street, address.city)))
    return _place(label, address.postcode or "", address.country or "", label)


def place_of_text(text: str, country: str = "") -> Place | None:
    """An address in one line, of which the country is known or not; None where it has no word.

    Its last number of the form of a postcode is one where another number is left without it.
    """
    found = list(_POSTCODE.finditer(text))
    last = found[-1] if found else None
    if last is not None and re.search("[0-9]", text[: last.start()] + text[last.end() :]):
        body = f"{text[: last.start()]} {text[last.end() :]}"
        return _place(body, last.group(), country, text)
    return _place(text, "", country, text)


def without_country(text: str, codes: Mapping[str, str]) -> tuple[str, str]:
    """The text without the country that its last part names, and that country's code.

    `codes`: folded name or code → code.
    """
    head, comma, last = text.rpartition(",")
    code = codes.get(folded(last), "")
    return (head, code) if comma and code else (text, "")


def _place(body: str, postcode: str, country: str, label: str) -> Place | None:
    tokens = tuple(one.whole for one in _words(body) if one.whole)
    if all(token.isdigit() for token in tokens):
        return None
    figures, letters = ("".join(_TOKEN.findall(folded(one))) for one in (postcode, country))
    return Place(tokens, figures, letters.upper(), label)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word or number as it is written, without its marks, and as the whole word it stands for."""

    written: str
    plain: str
    whole: str
    """Empty: it does not count."""

    @property
    def evened(self) -> Iterator[str]:
        """What was evened out, in sentences."""
        if self.plain != self.written:
            said = _("“{one}” is “{other}” without its marks")
            yield said.format(one=self.written, other=self.plain)
        if not self.whole:
            yield _("“{word}” does not count").format(word=self.plain)
        elif self.whole != self.plain:
            yield _("“{short}” is “{whole}”").format(short=self.plain, whole=self.whole)


@lru_cache(maxsize=4096)
def _words(body: str) -> tuple[_Word, ...]:
    text = _BOX.sub("pobox", folded(_APOSTROPHES.sub("", body)))
    plain = ((one, _without_marks(one)) for one in _TOKEN.findall(text))
    return tuple(_Word(one, other, _whole(other)) for one, other in plain)


def _whole(word: str) -> str:
    if word in _NO_WORDS:
        return ""
    return _WHOLE.get(word) or _STRASSE.sub(r"\1strasse", word)


def _without_marks(word: str) -> str:
    apart = unicodedata.normalize("NFD", word.translate(_LETTERS))
    return unicodedata.normalize("NFC", "".join(sign for sign in apart if not _is_mark(sign)))


def _is_mark(sign: str) -> bool:
    """A mark of a Latin, Greek or Cyrillic letter; those of other scripts are letters."""
    return "\u0300" <= sign <= "\u036f"


def why_same(one: Place, other: Place) -> str:
    """Why two spellings that are one address are one; empty where they are written alike."""
    said = [*_of_one_only(*(tuple(_evened(place.label)) for place in (one, other)))]
    for mine, theirs, left_out in (
        (one.postcode, other.postcode, _("only one spelling gives the postcode {value}")),
        (one.country, other.country, _("only one spelling gives the country {value}")),
    ):
        if mine != theirs:
            said.append(left_out.format(value=mine or theirs))
    if one.label == other.label or said:
        return "; ".join(said)
    if one.tokens != other.tokens:
        return _("the order of words does not count")
    return _("the same words and numbers; capitals and punctuation do not count")


def _evened(label: str) -> Iterator[str]:
    return (sentence for word in _words(label) for sentence in word.evened)


def _of_one_only(mine: tuple[str, ...], theirs: tuple[str, ...]) -> Iterator[str]:
    yield from dict.fromkeys(one for one in mine if one not in theirs)
    yield from dict.fromkeys(one for one in theirs if one not in mine)
