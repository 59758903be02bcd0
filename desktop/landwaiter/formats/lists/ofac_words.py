"""Remarks of the lists of OFAC: `DOB 14 Jun 1975; POB Leningrad, Russia; Linked To: USA REALLY.`

The lists as XML carry the same facts under the names these phrases begin with.
"""

import re
from collections.abc import Callable, Mapping

from landwaiter.domain.lists.listing import Tie
from landwaiter.formats.lists.dates import dates_in, day_of
from landwaiter.formats.lists.entry import ListEntry, tidy
from landwaiter.formats.lists.papers import paper_kind
from landwaiter.i18n import _

_PHRASE = re.compile(r";\s+|;$")
_ALTERNATIVE = re.compile(r"^(?:alt\.|\()\s*", re.IGNORECASE)
_WEAK = re.compile(r"^(?P<kind>[afn])\.k\.a\.\s+'(?P<name>.*)'\)?$", re.IGNORECASE)
_TIE = re.compile(r"^\(?linked to:?\s+(?P<name>.+?)\)?$", re.IGNORECASE)
_PAPER = re.compile(
    r"^(?P<kind>.*?(?:No\.?|Number|#|ID|IMO|MMSI|\(MSN\)|S/N or F/N\)|Passport"
    r"|Registry|\(USCC\)|SWIFT/BIC|C\.U\.R\.P\.|R\.F\.C\.|D\.N\.I\.|LE Number|Mercantil"
    r"|Tail Number|V\.A\.T\.|\(RU\)|BIK))\s+(?P<number>\S.*)$"
)
_MARK = re.compile(r"^(?:(?:No\.?|Number|#|\([^()]*\))\s+)+", re.IGNORECASE)
_BRACKET = re.compile(r"\s*\(([^()]*)\)\s*$")
_ISSUED = re.compile(
    r"\s+(?:issued|expires|expired|valid|exp\.?|country of issue)\b.*$", re.IGNORECASE
)

RELATIONS: Mapping[str, str] = {
    "owned or controlled by": "owned_by",
    "owns, controls, or operates": "controls",
    "acting for or on behalf of": "acts_for",
    "providing support to": "supports",
    "family member of": "family",
    "leader or official of": "directs",
    "associate of": "associate",
    "playing a significant role in": "directs",
    "principal executive officer": "directs",
    "linked to": "linked",
}
"""What OFAC calls a relation → what the listing does to the other one."""


def take_remarks(entry: ListEntry, text: str) -> None:
    """Every fact of the remarks, and the remarks themselves."""
    entry.remark(text)
    for part in _PHRASE.split(tidy(text).rstrip(".")):
        phrase = _ALTERNATIVE.sub("", tidy(part)).rstrip(".").strip()
        if phrase:
            _take(entry, phrase)


def _take(entry: ListEntry, phrase: str) -> None:
    weak, tied = _WEAK.match(phrase), _TIE.match(phrase)
    if weak:
        put_alias(entry, weak["kind"] + "ka", weak["name"], is_weak=True)
    elif tied:
        entry.ties.append(Tie("linked", tied["name"]))
    else:
        _take_named(entry, phrase)


def _take_named(entry: ListEntry, phrase: str) -> None:
    for beginning, take in _BEGINNINGS.items():
        if phrase.lower().startswith(beginning):
            take(entry, phrase[len(beginning) :].strip(" :-"))
            return
    found = _PAPER.match(phrase)
    if found:
        take_number(entry, found["kind"], found["number"])


def take_number(entry: ListEntry, words: str, text: str) -> None:
    """`Passport 717637093 (Russia)`: kind, number and country; what is no identifier is left."""
    kind = paper_kind(words)
    if not kind:
        return
    issued = _ISSUED.search(text)
    number = _MARK.sub("", _ISSUED.sub("", text))
    bracket = _BRACKET.search(number)
    country = bracket[1] if bracket else ""
    entry.paper(
        kind,
        _BRACKET.sub("", number),
        country=country,
        note=issued[0].strip() if issued else "",
    )


def put_alias(entry: ListEntry, kind: str, name: str, *, is_weak: bool) -> None:
    """`aka`, `fka`, `nka` (now known as), with or without points."""
    if kind.replace(".", "").lower().startswith("f"):
        entry.former_name(name)
    elif is_weak:
        entry.weak_alias(name)
    else:
        entry.name(name)


def take_feature(entry: ListEntry, words: str, value: str) -> bool:
    """A fact that is named by a phrase of its own; whether it was one."""
    take = _BEGINNINGS.get(words.strip().rstrip(":-. ").lower())
    if take is None:
        return False
    take(entry, value)
    return True


def _born(entry: ListEntry, text: str) -> None:
    entry.born.extend(dates_in(text))


def _birth_place(entry: ListEntry, text: str) -> None:
    entry.birth_places.append(text)


def _country(entry: ListEntry, text: str) -> None:
    entry.country(text)


def _former_flag(entry: ListEntry, text: str) -> None:
    if text.lower() != "none identified":
        entry.was("flag", text)


def _flag(entry: ListEntry, text: str) -> None:
    entry.was("flag", text)
    entry.country(text)


def _operator(entry: ListEntry, text: str) -> None:
    entry.ties.append(Tie("operated_by", text))


def _leader(entry: ListEntry, text: str) -> None:
    entry.ties.append(Tie("directed_by", text))


def _listed(entry: ListEntry, text: str) -> None:
    entry.listed_on = entry.listed_on or day_of(text)


def _effective(entry: ListEntry, text: str) -> None:
    entry.sanctions.append(_("in effect from {day}").format(day=day_of(text) or text))


_BEGINNINGS: Mapping[str, Callable[[ListEntry, str], None]] = {
    "dob": _born,
    "birthdate": _born,
    "pob": _birth_place,
    "place of birth": _birth_place,
    "nationality of registration": _country,
    "nationality country": _country,
    "nationality": _country,
    "citizenship country": _country,
    "citizen": _country,
    "former vessel flag": _former_flag,
    "vessel flag": _flag,
    "aircraft operator": _operator,
    "ceo": _leader,
    "listing date (cmic)": _listed,
    "effective date (cmic)": _effective,
}
