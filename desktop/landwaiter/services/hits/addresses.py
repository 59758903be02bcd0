"""Whether the address of a party is that of a listing: word by word, beside the score."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from landwaiter.domain.cases.case import CaseParty
from landwaiter.domain.law.word_lists import has_han
from landwaiter.domain.lists.listing import Listing
from landwaiter.i18n import _
from landwaiter.screening.languages.romanise import romanised
from landwaiter.services.base.wording import country_codes


class AddressAnswer(StrEnum):
    SAME = "same"
    PARTLY = "partly"
    NONE = "none"
    NOT_COMPARED = "not_compared"


@dataclass(frozen=True, slots=True)
class AddressCheck:
    """What became of the addresses of both sides; it counts in no score."""

    answer: AddressAnswer
    said: str
    listed: str = ""
    """The address of the listing that has most in common with the party's."""
    common: tuple[str, ...] = ()
    """Words of both, as they were compared."""


_GENERIC: Final = frozenset(
    {
        "street", "st", "str", "road", "rd", "avenue", "ave", "boulevard", "blvd", "lane",
        "drive", "square", "highway", "way", "strasse", "gasse", "weg", "platz", "rue", "via",
        "calle", "ulica", "ul", "ulitsa", "prospekt", "pr", "per", "pereulok", "dom", "no", "nr",
        "number", "room", "rm", "floor", "fl", "building", "bldg", "block", "house", "office",
        "suite", "unit", "flat", "apt", "box", "po", "pob", "city", "town", "village", "district",
        "county", "province", "region", "oblast", "area", "zone", "industrial", "estate", "park",
        "economic", "development", "science", "technology", "technological", "high", "tech",
        "new", "north", "south", "east", "west", "central", "the", "of", "and", "at", "in", "de",
        "la", "le", "el", "al", "del", "des", "du", "d", "lu", "shi", "qu", "sheng",
    }
)  # fmt: skip
"""Words that stand in addresses of any town: two addresses may share them and nothing else."""
_WORD: Final = re.compile(r"\w+")
_ALPHABETS: Final = ("LATIN", "CYRILLIC", "GREEK")
"""Scripts whose letters are spelled in Latin ones, sign by sign; others leave sounds unwritten."""
_LEAST_HAN: Final = 4
"""Signs in a row that both have: a town and the beginning of a street."""
_LEAST_POSTCODE: Final = 5
"""Figures from which a number is one of few."""
_LEAST_WHOLE: Final = 3
"""Words from which an address that stands wholly in another one is the same."""


def party_address(party: CaseParty) -> str:
    """Street, postcode and city as stated; the country is compared for itself."""
    place = party.address
    return ", ".join(part for part in (place.street, place.postcode, place.city) if part)


def no_hit(party: CaseParty) -> str:
    """That screening by name found nothing; an address is held against hits alone."""
    return _("no hit; address not compared") if party_address(party) else _("no hit")


def compared(party: CaseParty, listing: Listing) -> AddressCheck:
    """The party's address against each of the listing's, by the one that fits best.

    What is in Latin, Cyrillic or Greek letters on both sides, or in Han signs on both; of anything
    else it is said that it was not compared.
    """
    stated = party_address(party)
    if not stated:
        return _not(_("the party states none"))
    if not listing.addresses:
        return _not(_("the list states none"))
    codes = {party.country, party.address.country, *listing.countries} - {None}
    countries = frozenset(_names_of(str(code)) for code in codes)
    words = frozenset().union(*countries)
    found = [_pair(stated, listed, words) for listed in listing.addresses]
    return min(found, key=lambda one: (_BEST.index(one.answer), -len(one.common)))


_BEST: Final = (
    AddressAnswer.SAME,
    AddressAnswer.PARTLY,
    AddressAnswer.NONE,
    AddressAnswer.NOT_COMPARED,
)


def _not(why: str, listed: str = "") -> AddressCheck:
    said = _("address not compared: {why}").format(why=why)
    return AddressCheck(AddressAnswer.NOT_COMPARED, said, listed)


def _pair(stated: str, listed: str, countries: Collection[str]) -> AddressCheck:
    if has_han(stated) and has_han(listed):
        return _han(stated, listed)
    ours, theirs = _words(stated, countries), _words(listed, countries)
    is_whole = _is_spelled(stated) and _is_spelled(listed)
    if is_whole and not (ours and theirs):
        return _not(_("one side says no more than a country"), listed)
    if not is_whole and not _common(ours, theirs):
        return _not(_("the two are in different scripts"), listed)
    return _answered(ours, theirs, listed, is_whole=is_whole)


def _answered(
    ours: tuple[str, ...], theirs: tuple[str, ...], listed: str, *, is_whole: bool
) -> AddressCheck:
    """`is_whole` False: words of another script were left out, so they are never the same."""
    common = _common(ours, theirs)
    if not common:
        said = _("address: no word in common with the list’s")
        return AddressCheck(AddressAnswer.NONE, said, listed)
    shorter = min((ours, theirs), key=len)
    if is_whole and len(shorter) >= _LEAST_WHOLE and set(shorter) == set(common):
        return AddressCheck(
            AddressAnswer.SAME, _("address: the same words as on the list"), listed, common
        )
    said = _("address: in common with the list’s: {words}").format(words=", ".join(common))
    return AddressCheck(AddressAnswer.PARTLY, said, listed, common)


def _common(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """Words of both; a house number alone is in every street."""
    found = tuple(word for word in ours if word in theirs)
    tells = any(not word.isdigit() or len(word) >= _LEAST_POSTCODE for word in found)
    return found if tells else ()


def _han(stated: str, listed: str) -> AddressCheck:
    """By the longest run of signs that both have: there are no words to part them by."""
    ours, theirs = ("".join(_WORD.findall(_plain(text))) for text in (stated, listed))
    if min(ours, theirs, key=len) in max(ours, theirs, key=len):
        return AddressCheck(
            AddressAnswer.SAME, _("address: the same words as on the list"), listed, (ours,)
        )
    run = _longest_run(ours, theirs)
    if len(run) < _LEAST_HAN:
        said = _("address: no word in common with the list’s")
        return AddressCheck(AddressAnswer.NONE, said, listed)
    said = _("address: in common with the list’s: {words}").format(words=run)
    return AddressCheck(AddressAnswer.PARTLY, said, listed, (run,))


def _longest_run(one: str, other: str) -> str:
    best, before = "", [0] * (len(other) + 1)
    for at, sign in enumerate(one):
        now = [0] * (len(other) + 1)
        for place, known in enumerate(other):
            if sign == known:
                now[place + 1] = before[place] + 1
                if now[place + 1] > len(best):
                    best = one[at + 1 - now[place + 1] : at + 1]
        before = now
    return best


def _plain(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize(
        "NFC", "".join(sign for sign in spread if not unicodedata.combining(sign))
    )


def _is_spelled(text: str) -> bool:
    """Whether every letter is of an alphabet that writes all its sounds."""
    letters = (unicodedata.name(sign, "") for sign in text if sign.isalpha())
    return all(name.startswith(_ALPHABETS) for name in letters)


def _words(text: str, countries: Collection[str]) -> tuple[str, ...]:
    """What tells an address from others, each word once and in its order; in letters that can be
    compared.
    """
    spelled = " ".join(word for word in text.split() if _is_spelled(word))
    found = _WORD.findall(_plain(romanised(spelled)))
    return tuple(
        dict.fromkeys(
            word
            for word in found
            if word not in _GENERIC and word not in countries and (len(word) > 1 or word.isdigit())
        )
    )


@cache
def _names_of(code: str) -> frozenset[str]:
    """Words of the names of a country in the languages of the Union, and its code."""
    names: Iterable[str] = (name for name, known in country_codes().items() if known == code)
    return frozenset(word for name in (*names, code) for word in _WORD.findall(_plain(name)))
