"""Control codes: one grammar per list, one canonical spelling, one ladder of likeness.

Grammar: Annex I of Reg. (EU) 2021/821 and national lists (9xx, 19xx), the US Commerce Control
List, the Common Military List, Annex VII of Reg. 833/2014; `atr` is the anti-torture regulation
as a whole (Reg. 2019/125), which has no codes of this kind.
"""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from typing import Any, Final

from landwaiter.errors import Invalid
from landwaiter.i18n import _


@dataclass(frozen=True, slots=True)
class ControlCode:
    """A code in its canonical spelling. The same string may stand in several lists."""

    list: str
    code: str
    head: str
    known_head: bool | None
    """False: it parses, but the list's edition has no such head. None: no heads were given."""


class Likeness(IntEnum):
    """How far two codes of one list agree, best last."""

    NONE = 0
    HEAD = 1
    """Only the head is shared, or one side says no more than the head."""
    PREFIX = 2
    """One is a sub-entry of the other."""
    EQUAL = 3


@dataclass(frozen=True, slots=True)
class _Grammar:
    head: re.Pattern[str]
    level: re.Pattern[str]


def _grammar(head: str, level: str) -> _Grammar:
    return _Grammar(re.compile(head, re.IGNORECASE), re.compile(level))


_ROMAN = "VIII|VII|III|IX|IV|VI|II|I|V|X"
LISTS: Final[Mapping[str, _Grammar]] = {
    "eu": _grammar(r"[0-9][A-E][0-9]{3}", r"[a-z]|[0-9]{1,3}"),
    "national": _grammar(r"[0-9][A-E](?:19[0-9]{2}|9[0-9]{2})", r"[a-z0-9]+"),
    "us": _grammar(r"EAR99|[0-9][A-E][0-9]{3}", r"[a-z0-9]+"),
    "cml": _grammar(r"ML(?:1[0-9]|2[0-2]|[1-9])", r"[a-z]|[0-9]{1,2}"),
    "ru-annex-vii": _grammar(rf"X\.[A-E]\.(?:{_ROMAN})\.[0-9]{{3}}", r"[a-z0-9]+"),
    "atr": _grammar(r"ATR", r"(?!)"),
}
"""List → its grammar. Names as used everywhere a code is stored."""
OWN_SPELLING: Final = ("cml", "ru-annex-vii", "atr")
"""Lists whose codes no other list can have: ML9, X.A.III.101."""

FOREIGN: Final = frozenset({"us"})
"""Lists of other states: a register of a Member State means none of their codes, although many
strings are the same."""
_DEEP_HEAD: Final = 4
"""Levels of a head of Annex VII; of every other list a head is one."""
_SPACE: Final = re.compile(r"[\s\u00a0]+")
_LEVELS: Final = re.compile(r"[a-z]+|[0-9]+")
_POWER_OF_TEN: Final = re.compile(r"[0-9]+([.,][0-9]+)?E\+[0-9]+", re.IGNORECASE)
_LIKE_A_NUMBER: Final = re.compile(r"[0-9]E[0-9]{3}", re.IGNORECASE)


def parse(text: str, list: str = "", *, heads: Collection[str] | None = None) -> ControlCode:
    """`text` as a code of `list` (a key of `LISTS`); what does not parse is Invalid.

    Where no list is named it is the one that spells codes so, as `spelled_in` tells it. `heads` are
    the heads of that list's edition in force; without them `known_head` is None.
    """
    list = list or spelled_in(text)
    grammar = LISTS.get(list)
    if grammar is None:
        remedy = _("Use one of {lists}.").format(lists=", ".join(LISTS))
        raise Invalid(_("There is no such control list."), field="list", value=list, remedy=remedy)
    compact = _SPACE.sub("", text).rstrip(".")
    match = grammar.head.match(compact)
    levels = _levels(compact[match.end() :].lower()) if match else None
    if match is None or levels is None or not all(map(grammar.level.fullmatch, levels)):
        raise _unreadable(text, list)
    head = match.group().upper()
    return ControlCode(
        list=list,
        code=".".join([head, *levels]),
        head=head,
        known_head=None if heads is None else head in heads,
    )


def spelled_in(text: str) -> str:
    """The one list that can have such a code (ML9, X.A.III.101); of all others Annex I."""
    for list_id in OWN_SPELLING:
        try:
            return parse(text, list_id).list
        except Invalid:
            continue
    return "eu"


def is_like_a_number(text: str) -> bool:
    """Whether the text is a code that programs take for a number: 9E003."""
    return bool(_LIKE_A_NUMBER.fullmatch(text))


def number_or_code(text: str) -> Decimal | str:
    """A number of a JSON text, exactly; 9E003 is no number but a code, and stays the text it is."""
    return text if is_like_a_number(text) else Decimal(text)


def json_or_text(text: str) -> Any:
    """The JSON value that a text is, else the text itself; numbers keep their digits, and a
    control code that looks like one, such as 9E003, is text."""
    try:
        return json.loads(text, parse_float=number_or_code, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return text


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def was_made_a_number(text: str) -> bool:
    """Whether a spreadsheet has written a power of ten, which may have been a code: 9.00E+03."""
    return bool(_POWER_OF_TEN.fullmatch(text.strip()))


def _unreadable(text: str, list: str) -> Invalid:
    return Invalid(
        _("This is not a code of the list {list}.").format(list=list),
        field="code",
        value=text,
        remedy=_("Write it as the list prints it, for example 2B001.b.2, ML9 or X.A.III.101."),
    )


def _levels(rest: str) -> list[str] | None:
    """The levels after the head with missing dots put in; None when figures touch the head."""
    if rest and rest[0].isdigit():
        return None
    parts = rest.split(".")
    if any(not part for part in parts[1:]):
        return None
    levels = [level for part in parts for level in _LEVELS.findall(part)]
    return levels if "".join(levels) == "".join(parts) else None


def recognise(text: str, *, heads: Collection[str] = ()) -> ControlCode | None:
    """The code `text` is in the first list that can hold it, else None.

    An EU spelling counts as EU only with a head of the edition in force; national codes come
    next, because 9xx and 19xx heads are theirs.
    """
    for list_id in ("cml", "atr", "ru-annex-vii", "eu", "national", "us"):
        try:
            code = parse(text, list_id, heads=heads if list_id == "eu" else None)
        except Invalid:
            continue
        if code.known_head is not False:
            return code
    return None


def compare(one: ControlCode, other: ControlCode) -> Likeness:
    """The rung of equal > prefix > head > none on which two codes meet."""
    return likeness(one.code, other.code) if one.list == other.list else Likeness.NONE


def likeness(one: str, other: str) -> Likeness:
    """The same of two codes of one list in their canonical spelling."""
    head = head_of(one)
    if head != head_of(other):
        return Likeness.NONE
    if one == other:
        return Likeness.EQUAL
    short, long = sorted((one, other), key=len)
    if short != head and long.startswith(f"{short}."):
        return Likeness.PREFIX
    return Likeness.HEAD


def head_of(code: str) -> str:
    """The head of a code in its canonical spelling."""
    levels = code.split(".")
    return ".".join(levels[: _DEEP_HEAD if levels[0] == "X" else 1])


def order_of(code: str) -> tuple[tuple[int, int, str], ...]:
    """What codes of one list are sorted by: ML9 before ML10, .9 before .10; letters by alphabet."""
    parts = code.replace("ML", "ML.").split(".")
    return tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts)


def with_paragraphs(head: str, codes: Iterable[str]) -> str:
    """A head and the paragraphs of it that are meant: 2B350 (a, c.2); the head alone without."""
    below = ", ".join(code.removeprefix(f"{head}.") for code in codes)
    return f"{head} ({below})" if below else head


def is_under(code: str, entry: str) -> bool:
    """Whether a code is the entry, or one of its sub-entries; both of one list."""
    return code == entry or code.startswith(f"{entry}.")


def is_open(code: str, entry: str) -> bool:
    """Whether a code says less than the entry, and so may be it or not; both of one list."""
    return code != entry and is_under(entry, code)
