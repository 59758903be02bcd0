"""What an entry of each register says: one table of columns for form, table file, list and history.

Licences, denials and letters to informed exporters follow Art. 4, 5, 9, 10, 12 and 16 of Reg. (EU)
2021/821 and Art. 2a(1aa) of Reg. 833/2014 (DOMAIN 4.4); findings are final infringements.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from landwaiter.domain.base.facts import Content
from landwaiter.domain.law.control_codes import recognise, was_made_a_number
from landwaiter.i18n import N_, _, plural


class RegisterKind(StrEnum):
    LICENCES = "licences"
    DENIALS = "denials"
    INFORMED = "informed"
    FINDINGS = "findings"


TITLES: Final[Mapping[RegisterKind, str]] = {
    RegisterKind.LICENCES: N_("Licences"),
    RegisterKind.DENIALS: N_("Denials"),
    RegisterKind.INFORMED: N_("Informed exporters"),
    RegisterKind.FINDINGS: N_("Final findings"),
}
BAR: Final = "|"
"""Between several values in one cell."""
LONGEST: Final = 2000
"""Characters of one value."""


class Unfit(ValueError):
    """A text that is not what its column holds; the message says what it should be."""


@dataclass(frozen=True, slots=True)
class RegisterColumn:
    """One value of an entry; `of_item` columns speak of one line of a licence."""

    name: str
    title: str
    content: Content
    """The class of what it says."""
    holds: str
    read: Callable[[str], str]
    required: bool = False
    of_item: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def is_day(self) -> bool:
        return self.read is _day

    @property
    def is_country(self) -> bool:
        return self.read is _country


def _text(text: str) -> str:
    if len(text) > LONGEST:
        raise Unfit(plural(LONGEST, "at most {n} character", "at most {n} characters"))
    return " ".join(text.split())


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Unfit(_("a date such as 2026-03-27")) from None


_NUMBER: Final = re.compile(r"[0-9]{1,15}(\.[0-9]{1,6})?|[1-9]E\+(0[0-9]|1[0-4])")
"""Figures, or a power of ten as a spreadsheet shows it."""


def _number(text: str) -> str:
    if not _NUMBER.fullmatch(text):
        raise Unfit(_("a number with a decimal point and no separators, such as 1250.5"))
    return format(Decimal(text).normalize(), "f")


def _country(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2}", text):
        raise Unfit(_("a country code of two letters, such as PL"))
    return text.upper()


def _currency(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{3}", text):
        raise Unfit(_("a currency code of three letters, such as EUR"))
    return text.upper()


_YES: Final = frozenset({"yes", "y", "true", "1"})
_NO: Final = frozenset({"no", "n", "false", "0"})


def _yes_no(text: str) -> str:
    word = text.casefold()
    if word not in _YES | _NO:
        raise Unfit(_("yes or no"))
    return "yes" if word in _YES else "no"


_COMMODITY: Final = re.compile(r"[0-9]{4}(?:[0-9]{2}){0,3}")


def code_of(text: str) -> str:
    """A control entry in its canonical spelling, or a commodity code in figures."""
    compact = re.sub(r"[\s\u00a0]+", "", text)
    if _COMMODITY.fullmatch(compact):
        return compact
    if was_made_a_number(compact):
        raise Unfit(_("the code as text: a spreadsheet has made a number of it"))
    found = recognise(text)
    if found is None:
        raise Unfit(_("a control entry such as 2B001.b.2, or a commodity code such as 845710"))
    return found.code


def _each(read: Callable[[str], str]) -> Callable[[str], str]:
    def read_all(text: str) -> str:
        return BAR.join(read(part.strip()) for part in text.split(BAR) if part.strip())

    return read_all


def _parameters(text: str) -> str:
    """`axes=5 | travel_mm=800`: names and values in the order of their names."""
    pairs = [part.partition("=") for part in text.split(BAR) if part.strip()]
    if not all(sign and name.strip() and value.strip() for name, sign, value in pairs):
        raise Unfit(_("names and values such as axes=5|travel_mm=800"))
    said = {name.strip(): value.strip() for name, _sign, value in pairs}
    return BAR.join(f"{name}={said[name]}" for name in sorted(said))


_REF = RegisterColumn(
    "ref",
    "Reference",
    Content.OPEN,
    "as its issuer writes it",
    _text,
    required=True,
    aliases=("reference", "number", "id"),
)
_NOTE = RegisterColumn(
    "note", "Note", Content.INTERNAL, "anything else", _text, aliases=("remark", "remarks")
)
_REVOKED = RegisterColumn(
    "revoked", "Revoked", Content.OPEN, "from which day it no longer stands", _day
)
_DESTINATION = RegisterColumn(
    "destination",
    "Destination",
    Content.OPEN,
    "country of two letters",
    _country,
    aliases=("country", "country_destination"),
)
_CONSIGNEE = RegisterColumn("consignee", "Consignee", Content.PERSONAL, "name", _text)
_END_USER = RegisterColumn("end_user", "End user", Content.PERSONAL, "name", _text)
_EXPORTER = RegisterColumn(
    "exporter", "Exporter", Content.PERSONAL, "name", _text, required=True, aliases=("addressee",)
)
_EORI = RegisterColumn(
    "eori", "EORI", Content.PERSONAL, "of the exporter", _text, aliases=("exporter_eori",)
)

COLUMNS: Final[Mapping[RegisterKind, tuple[RegisterColumn, ...]]] = {
    RegisterKind.LICENCES: (
        _REF,
        RegisterColumn(
            "type", "Kind", Content.OPEN, "individual, global, national general …", _text
        ),
        RegisterColumn(
            "holder",
            "Licence holder",
            Content.PERSONAL,
            "name",
            _text,
            required=True,
            aliases=("exporter",),
        ),
        RegisterColumn(
            "eori", "EORI", Content.PERSONAL, "of the holder", _text, aliases=("holder_eori",)
        ),
        _DESTINATION,
        _CONSIGNEE,
        _END_USER,
        RegisterColumn(
            "conditions", "Conditions", Content.BUSINESS, "with bars between", _each(_text)
        ),
        RegisterColumn("valid_from", "Valid from", Content.OPEN, "first day", _day, required=True),
        RegisterColumn(
            "valid_to", "Valid to", Content.OPEN, "last day", _day, aliases=("expires",)
        ),
        RegisterColumn(
            "code",
            "Item",
            Content.OPEN,
            "control entry or commodity code",
            code_of,
            of_item=True,
            aliases=("item", "entry", "cn"),
        ),
        RegisterColumn(
            "quantity", "Quantity", Content.BUSINESS, "authorised", _number, of_item=True
        ),
        RegisterColumn("unit", "Unit", Content.OPEN, "kg, pieces, litres …", _text, of_item=True),
        RegisterColumn("value", "Value", Content.BUSINESS, "authorised", _number, of_item=True),
        RegisterColumn(
            "currency", "Currency", Content.OPEN, "of the value", _currency, of_item=True
        ),
        RegisterColumn(
            "used",
            "Used before",
            Content.BUSINESS,
            "quantity that had left when it was entered here",
            _number,
            of_item=True,
        ),
        RegisterColumn(
            "used_value",
            "Value used before",
            Content.BUSINESS,
            "value that had left then",
            _number,
            of_item=True,
        ),
        _REVOKED,
        _NOTE,
    ),
    RegisterKind.DENIALS: (
        _REF,
        RegisterColumn(
            "item",
            "Item",
            Content.OPEN,
            "control entry",
            code_of,
            required=True,
            aliases=("code", "entry"),
        ),
        RegisterColumn(
            "parameters",
            "Parameters",
            Content.BUSINESS,
            "axes=5|travel_mm=800",
            _parameters,
            aliases=("params",),
        ),
        _CONSIGNEE,
        _END_USER,
        _DESTINATION,
        RegisterColumn(
            "notified", "Notified", Content.OPEN, "day of the notification", _day, required=True
        ),
        RegisterColumn("reviewed", "Reviewed", Content.OPEN, "day of the last review", _day),
        _REVOKED,
        _NOTE,
    ),
    RegisterKind.INFORMED: (
        _REF,
        RegisterColumn(
            "basis", "Basis", Content.OPEN, "article of the letter", _text, required=True
        ),
        _EXPORTER,
        _EORI,
        RegisterColumn(
            "items",
            "Items",
            Content.OPEN,
            "control entries or commodity codes with bars between",
            _each(code_of),
        ),
        RegisterColumn(
            "end_users", "End users", Content.PERSONAL, "names with bars between", _each(_text)
        ),
        RegisterColumn(
            "valid_from", "Valid from", Content.OPEN, "day of the letter", _day, required=True
        ),
        RegisterColumn("valid_to", "Valid to", Content.OPEN, "last day", _day),
        _REVOKED,
        _NOTE,
    ),
    RegisterKind.FINDINGS: (
        _REF,
        _EXPORTER,
        _EORI,
        RegisterColumn(
            "date", "Date", Content.OPEN, "of the judgment or decision", _day, required=True
        ),
        RegisterColumn(
            "final", "Final", Content.OPEN, "no appeal is open: yes or no", _yes_no, required=True
        ),
        RegisterColumn("offence", "Infringement", Content.PERSONAL, "what was found", _text),
        _NOTE,
    ),
}


def of_entry(kind: RegisterKind) -> tuple[RegisterColumn, ...]:
    """The columns that speak of an entry as a whole."""
    return tuple(column for column in COLUMNS[kind] if not column.of_item)


def of_item(kind: RegisterKind) -> tuple[RegisterColumn, ...]:
    """The columns of one line of a licence; none for the other registers."""
    return tuple(column for column in COLUMNS[kind] if column.of_item)


def column_named(kind: RegisterKind, name: str) -> RegisterColumn | None:
    """The column with this name or other name."""
    plain = "_".join(name.strip().lower().replace("-", " ").split())
    for column in COLUMNS[kind]:
        if plain == column.name:
            return column
    return next((column for column in COLUMNS[kind] if plain in column.aliases), None)
