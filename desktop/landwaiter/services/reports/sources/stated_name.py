"""A name as an officer stated it, taken apart: which of its words are given names, which say of a
firm what any firm may be called."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from anyascii import anyascii

from landwaiter.screening.languages.legal_forms import WHOLE
from landwaiter.screening.languages.vocabulary import PRIOR, TITLES
from landwaiter.screening.name import parse

WORD: Final = re.compile(r"[^\W\d_]+")
_ASIDE: Final = re.compile(r"[(\"“”„«»)]|\b(?:geb|née|née|z domu|vel|aka)\b\.?", re.IGNORECASE)
_GENERIC, _OF_ANY_FIRM, _PARTICLE = 320, 180, 80
"""Weights that the screening gives to words of many names: of a trade, of any firm, of none."""
_TRADE: Final = """
    forwarding forwarder forwarders freight cargo kravu spedition speditions spedycja spedycyjna
    spediteur broker brokers brokerage customs celna celne celnych zoll douane aduanas agencja
    agence agencia usługi usług przedsiębiorstwo firma handlowa handlowe handel serviss services
    servis warehouse warehousing terminal terminals container surveyor surveyors inspection
    consulting partner partners solutions
    شركة الشركة مؤسسة تجارة التجارة للتجارة العامة المحدودة
"""
_OF_THE_TRADE: Final = frozenset(_TRADE.split())
"""Of those who give most tips: the screening weighs these words as any others."""
_MOST_SURNAMES, _MOST_GIVEN = 5, 4
_ALIKE: Final = str.maketrans("wyj", "vii")
_UMLAUTS: Final = (("ae", "a"), ("oe", "o"), ("ue", "u"))


@lru_cache(maxsize=1 << 14)
def folded(word: str) -> str:
    """In plain Latin letters, those alike as one: Ковальскому and Kowalski begin alike."""
    latin = "".join(filter(str.isalpha, anyascii(word).casefold()))
    for two, one in _UMLAUTS:
        latin = latin.replace(two, one)
    return latin.translate(_ALIKE)


@dataclass(frozen=True, slots=True)
class StatedName:
    """The words of a name in the order in which it is spoken: Kowalski, Jan is Jan Kowalski."""

    words: tuple[str, ...]
    given: frozenset[str]
    """Those of them that are known to be given names, since a comma parts them."""
    is_firm: bool

    def alone(self, word: str) -> bool:
        """Whether the word names it without the others; of a firm of such words the first does."""
        if not self.is_firm or not is_generic(word):
            return True
        names = [one for one in self.words if not is_legal_form(one)]
        return bool(names) and word == names[0] and all(map(is_generic, names))


@lru_cache(maxsize=1 << 10)
def stated_name(name: str) -> StatedName:
    """It taken apart."""
    surname, comma, given = name.partition(",")
    if comma and is_person(name):
        first = _names(_ASIDE.split(given)[0])
        spoken = (*first, *_names(surname))
        others = (one for one in _names(given) if one not in spoken)
        return StatedName((*others, *spoken), frozenset(first), is_firm=False)
    return StatedName(tuple(WORD.findall(name)), frozenset(), is_firm=_is_firm(name))


def is_person(said: str) -> bool:
    """Whether it is a surname, a comma and given names: Kowalski, Jan; no firm, no address."""
    surname, comma, given = said.partition(",")
    if not comma or "," in given or any(map(str.isdigit, said)) or "@" in said:
        return False
    names, others = _names(surname), _names(given)
    if not (0 < len(names) <= _MOST_SURNAMES and 0 < len(others) <= _MOST_GIVEN):
        return False
    return not any(is_generic(one) for one in (*names, *others))


def _names(said: str) -> tuple[str, ...]:
    return tuple(one for one in WORD.findall(_ASIDE.sub(" ", said)) if not is_title(one))


def is_title(word: str) -> bool:
    """Mr, Dr, Herr …"""
    plain = anyascii(word).casefold()
    return plain in TITLES or PRIOR.get(plain) == _PARTICLE


def is_legal_form(word: str) -> bool:
    """GmbH, SIA, شركة."""
    return any(one.written in WHOLE and len(one.written) > 1 for one in parse(word, None).words)


def is_generic(word: str) -> bool:
    """A legal form, or a word of a trade: Trading, Baltic."""
    said = parse(word, None).words
    if is_legal_form(word) or word.casefold() in _OF_THE_TRADE:
        return True
    return any(_PARTICLE < PRIOR.get(one.text, 1000) <= _GENERIC for one in said)


def _is_firm(name: str) -> bool:
    found = parse(name, None)
    if any(one.casefold() in _OF_THE_TRADE for one in WORD.findall(name)):
        return True
    weights = (PRIOR.get(one.text, 1000) for one in found.words)
    return bool(found.legal) or any(_PARTICLE < one <= _OF_ANY_FIRM for one in weights)
