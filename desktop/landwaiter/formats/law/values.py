"""Cells of official tables as values: commodity codes, control codes, days, countries."""

import re
from datetime import date

from landwaiter.domain.law.control_codes import parse, was_made_a_number
from landwaiter.errors import Invalid
from landwaiter.formats.base.values import UnreadableValue, read_country
from landwaiter.i18n import _

_EX = re.compile(r"^ex\b[\s.]*", re.IGNORECASE)
_EXPONENT = re.compile(r"[0-9]+([.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE)
_LENGTHS = (4, 6, 8, 10)
_DAYS = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})(?:[T ].*)?"),
    re.compile(r"(?P<day>[0-9]{1,2})[./-](?P<month>[0-9]{1,2})[./-](?P<year>[0-9]{4})"),
)
"""The year first, or the day first: authorities of Europe write no other."""
_SEVERAL = re.compile(r"[;,\n/|]+|\s+(?:and|or|und|oder|et|ou|oraz|lub)\s+")
_FOOTNOTE = re.compile(
    r"(?:goods\s+)?(?P<code>[0-9][A-E]\s?[0-9]{3}[A-Za-z0-9. ]*?)(?:\s+from the dual[- ]use list)?",
    re.IGNORECASE,
)
YES = frozenset({"y", "yes", "true", "1", "x", "ja", "oui", "tak"})
NO = frozenset({"n", "no", "false", "0", "", "nein", "non", "nie", "-"})


def text(cell: str) -> str:
    """Words with single blanks between them."""
    return " ".join(cell.split())


def commodity(cell: str, *, lengths: tuple[int, ...] = _LENGTHS) -> str:
    """The figures of a commodity code; a zero that a spreadsheet dropped is put back.

    Chapters 01 to 09 lose it, so that one figure is missing. An `ex` before the code is dropped.
    """
    bare = _EX.sub("", cell.strip())
    if _EXPONENT.fullmatch(bare):
        raise UnreadableValue(
            _("A spreadsheet turned the code into a rounded number."),
            _("Format the column as text and enter the code again."),
        )
    figures = re.sub(r"[\s.\u00a0\u2009\u202f-]", "", bare)
    if figures.isascii() and figures.isdigit() and len(figures) + 1 in lengths:
        figures = f"0{figures}"
    if not re.fullmatch(r"[0-9]+", figures) or len(figures) not in lengths:
        raise UnreadableValue(
            _("This is not a commodity code of {lengths} figures.").format(
                lengths=", ".join(map(str, lengths))
            ),
            _("Correct the code; what is not a code does not belong in this column."),
        )
    if figures.startswith("00"):
        raise UnreadableValue(
            _("There is no chapter 00."), _("Correct the code or remove the row.")
        )
    return figures


def is_part(cell: str) -> bool:
    """Whether only a part of the heading is meant: `ex 8479 89 97`."""
    return bool(_EX.match(cell.strip()))


def codes(cell: str, list_id: str = "eu") -> tuple[str, ...]:
    """Every control code of a cell in canonical spelling, also as TARIC footnotes write them."""
    pieces = [piece.strip() for piece in _SEVERAL.split(cell) if piece.strip()]
    return tuple(dict.fromkeys(code(piece, list_id) for piece in pieces))


def code(cell: str, list_id: str) -> str:
    """One control code; Unreadable where the list cannot have it."""
    if was_made_a_number(cell):
        raise UnreadableValue(
            _("A spreadsheet turned the code into a rounded number."),
            _("Format the column as text and enter the code again."),
        )
    found = _FOOTNOTE.fullmatch(cell.strip()) if list_id == "eu" else None
    try:
        return parse(found["code"] if found else cell, list_id).code
    except Invalid as fault:
        raise UnreadableValue(fault.message, fault.remedy or "") from None


def day(cell: str) -> str:
    """A date in ISO 8601; Unreadable for what is none."""
    for pattern in _DAYS:
        found = pattern.fullmatch(cell.strip())
        if found:
            try:
                return date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat()
            except ValueError:
                break
    raise UnreadableValue(
        _("There is no such date."), _("Write it as 2026-03-27, or with the day first.")
    )


def country(cell: str) -> str:
    return read_country(cell.strip())


def yes_or_no(cell: str) -> str:
    """`y` or `n`."""
    word = cell.strip().casefold()
    if word in YES:
        return "y"
    if word in NO:
        return "n"
    raise UnreadableValue(_("This is neither yes nor no."), _("Write y or n."))
