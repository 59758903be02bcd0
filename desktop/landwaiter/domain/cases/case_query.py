"""What is asked of the list of cases, and the one line that says it: `to:CN clock:ran_out valve`.

The line is what a person types, what a view keeps and what the command line takes.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final

from landwaiter.domain.cases.case import GoodsStatus, Stage
from landwaiter.errors import Invalid
from landwaiter.i18n import N_, _

OPEN: Final = "open"
"""As a stage: every stage in which somebody has still to do something."""
ME: Final = "me"
"""As a person: who reads the list, whoever that is."""
NOBODY: Final = "nobody"
UNAUTHORISED: Final = "unauthorised"
RAN_OUT, NO_CLOCK, LEGAL = "ran_out", "none", "legal"
SORTS = (
    "reference",
    "title",
    "exporter",
    "end_user",
    "destination",
    "stage",
    "due",
    "assignee",
    "candidate",
    "value",
    "received",
)
COLUMNS: Mapping[str, str] = {
    "reference": N_("Reference"),
    "title": N_("Title"),
    "exporter": N_("Exporter"),
    "end_user": N_("End user"),
    "destination": N_("To"),
    "stage": N_("Stage"),
    "goods": N_("Goods"),
    "due": N_("Clock"),
    "flags": N_("Flags"),
    "candidate": N_("Candidate, authorised"),
    "assignee": N_("Assignee"),
    "received": N_("Received"),
    "code": N_("CN code"),
    "value": N_("Value"),
}
"""The columns of the list and their titles; a view has some of them."""
USUAL_COLUMNS = (
    "reference",
    "title",
    "destination",
    "stage",
    "goods",
    "due",
    "assignee",
    "received",
)
"""Those that fit beside the views in a window of 1280 pixels."""
_MOST_DAYS = 3
"""Figures of a number of working days."""


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """Filter and order of the list of cases; None and empty mean any."""

    text: str = ""
    """Words, MRN or reference; `to:CN`, `flag:RF-P05`, `stage:triage` in it narrow too."""
    stage: str | None = None
    """A stage, or `open`."""
    kind: str | None = None
    destination: str | None = None
    flag: str | None = None
    candidate: str | None = None
    """Head of the strongest candidate, such as 1C350, or `unauthorised`."""
    assignee: str | None = None
    """A name, `me` or `nobody`."""
    goods: str | None = None
    """A goods status that some item has."""
    clock: str | None = None
    """`ran_out`: a clock of law; a number: it ends within so many working days; `legal`, `none`."""
    code: str | None = None
    """How the commodity code of some item begins."""
    value: str | None = None
    """The least value of the goods, in the currency of the declaration."""
    received_from: str | None = None
    """ISO 8601, as the day after it."""
    received_to: str | None = None
    returned: str | None = None
    """Author of a proposal that was returned, or `me`."""
    tag: str | None = None
    """A tag of the office."""
    sort: str = "received"
    """One of SORTS."""
    descending: bool = True


_NAMES: Mapping[str, str] = {
    "stage": "stage",
    "kind": "kind",
    "to": "destination",
    "flag": "flag",
    "candidate": "candidate",
    "by": "assignee",
    "goods": "goods",
    "clock": "clock",
    "code": "code",
    "value": "value",
    "from": "received_from",
    "until": "received_to",
    "returned": "returned",
    "tag": "tag",
}
"""The word before the colon → the field."""
_WORDS = {field: word for word, field in _NAMES.items()}
_ORDER = "sort"
_PART = re.compile(r'(?P<word>[a-z]+):(?:"(?P<quoted>[^"]*)"|(?P<value>[^\s"]+))|(?P<other>\S+)')


@dataclass(frozen=True, slots=True)
class _Values:
    """Whether a value fits a field, and what is said where none does."""

    fit: Callable[[str], bool]
    said: str


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_clock(text: str) -> bool:
    is_days = text.isascii() and text.isdecimal() and len(text) <= _MOST_DAYS
    return is_days or text in {RAN_OUT, NO_CLOCK, LEGAL}


def _is_figure(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 15


_FIT: Mapping[str, _Values] = {
    "stage": _Values(lambda text: text in {OPEN, *Stage}, N_("Give open or a stage.")),
    "goods": _Values(lambda text: text in set(GoodsStatus), N_("Give a goods status.")),
    "clock": _Values(_is_clock, N_("Give ran_out, legal, none or a number of working days.")),
    "code": _Values(_is_figure, N_("Give the first figures of a commodity code.")),
    "value": _Values(_is_figure, N_("Give a whole number.")),
    "received_from": _Values(_is_day, N_("Give a day such as 2026-03-27.")),
    "received_to": _Values(_is_day, N_("Give a day such as 2026-03-27.")),
}


def read_query(line: str, *, strict: bool = False) -> CaseQuery:
    """What a line asks for; the words that are left are searched.

    Where `strict`, Invalid for a value that does not fit; else it is a word like others, as it is
    while somebody types it.
    """
    said: dict[str, Any] = {}
    words: list[str] = []
    for part in _PART.finditer(line):
        word, value = part["word"], part["value"] if part["quoted"] is None else part["quoted"]
        if word == _ORDER and value:
            said |= _order(value, strict=strict)
        elif word in _NAMES and value and _fits(_NAMES[word], value, strict=strict):
            said[_NAMES[word]] = value
        else:
            words.append(part[0])
    return CaseQuery(text=" ".join(words), **said)


def read_columns(text: str) -> tuple[str, ...]:
    """Names of columns parted by commas, in the order of the list; the usual ones without any.

    The reference is always among them. Invalid for a name that there is not.
    """
    asked = [name.strip() for name in text.split(",") if name.strip()]
    for name in asked:
        if name not in COLUMNS:
            raise Invalid(
                _("The list of cases has no such column."),
                field="columns",
                value=name,
                remedy=_("Use one of {known}.").format(known=", ".join(COLUMNS)),
            )
    chosen = {"reference", *asked}
    return tuple(name for name in COLUMNS if name in chosen) if asked else USUAL_COLUMNS


def _fits(field: str, value: str, *, strict: bool) -> bool:
    known = _FIT.get(field)
    if known is None or known.fit(value):
        return True
    if strict:
        raise Invalid(
            _("The list of cases cannot be narrowed so."),
            field=_WORDS[field],
            value=value,
            remedy=_(known.said),
        )
    return False


def why_unfit(field: str, value: str) -> str:
    """Why a field cannot have a value; empty where it can, or has none."""
    known = _FIT.get(field)
    return "" if not value or known is None or known.fit(value) else _(known.said)


def _order(value: str, *, strict: bool) -> dict[str, Any]:
    by = value.removeprefix("-")
    if by in SORTS:
        return {"sort": by, "descending": value.startswith("-")}
    if strict:
        raise Invalid(
            _("The list of cases cannot be sorted so."),
            field=_ORDER,
            value=value,
            remedy=_("Use one of {known}.").format(known=", ".join(SORTS)),
        )
    return {}


def query_line(query: CaseQuery) -> str:
    """The line that asks for the same; `read_query` reads it back."""
    parts = [
        f"{word}:{_quoted(value)}"
        for word, field in _NAMES.items()
        if (value := getattr(query, field))
    ]
    if (query.sort, query.descending) != ("received", True):
        parts.append(f"{_ORDER}:{'-' if query.descending else ''}{query.sort}")
    return " ".join(filter(None, (*parts, query.text)))


def _quoted(value: str) -> str:
    return f'"{value}"' if re.search(r"\s", value) else value


def joined_query(query: CaseQuery) -> CaseQuery:
    """With what its own words narrow as fields; a field that is set counts before a word."""
    typed = read_query(query.text)
    named = {
        one.name: getattr(query, one.name) or getattr(typed, one.name)
        for one in fields(CaseQuery)
        if one.name in _WORDS
    }
    return replace(query, text=typed.text, **named)
