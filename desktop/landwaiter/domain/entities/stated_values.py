"""Values that statements on entities carry by name: channel, amount, control entry, what was taken.

The channels are those by which technology is acquired; the word for each is the office's own, and
says nothing of whether it is lawful.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Final

from landwaiter.domain.law import control_codes
from landwaiter.errors import Invalid
from landwaiter.i18n import N_, _, figure, joined

CHANNELS: Final = (
    "company_acquisition",
    "minority_stake",
    "joint_venture",
    "research_cooperation",
    "talent_programme",
    "civil_purchase",
    "licence_or_copying",
    "industrial_espionage",
    "hacking",
    "re_export",
    "transfer_by_third_state",
)
"""How technology is acquired; `resources/kinds/case_kinds.toml` asks a case for one of them."""
OF_SHARES: Final = frozenset({"company_acquisition", "minority_stake", "joint_venture"})
"""Channels by which owners change."""
TITLES: Final[Mapping[str, str]] = {
    "text": N_("Text"),
    "kind": N_("Kind"),
    "number": N_("Number"),
    "country": N_("Country"),
    "date": N_("Date"),
    "channel": N_("Channel"),
    "acquirer": N_("Acquirer"),
    "source_entity": N_("Acquired from"),
    "technology": N_("Technology"),
    "entry": N_("Control entry"),
    "amount": N_("Amount"),
    "currency": N_("Currency"),
    "basis": N_("Basis of the amount"),
    "item": N_("Item or type"),
    "project": N_("Project"),
    "course": N_("Course"),
}
"""Field of a statement → its title in forms and texts."""
HINTS: Final[Mapping[str, str]] = {
    "country": "NO",
    "date": "2026-03-27",
    "acquirer": N_("name or identity of an entity"),
    "source_entity": N_("name or identity of an entity"),
    "entry": "3E001",
    "amount": "100000000000",
    "currency": "USD",
    "basis": N_("a year, estimate of …"),
}
_COUNTRY = re.compile(r"[A-Z]{2}")
_CURRENCY = re.compile(r"[A-Z]{3}")


def checked_values(given: Mapping[str, str]) -> dict[str, str]:
    """The values normalised; Invalid names the field that does not fit, or that is missing beside
    an amount.
    """
    found = {name: _CHECKS[name](said) if name in _CHECKS else said for name, said in given.items()}
    if "amount" in found:
        _refuse_bare_amount(found)
    return found


def told_values(value: Mapping[str, str]) -> str:
    """What a channel or a link carries, as one text without names: item, entry, amount."""
    parts = [
        _(value["channel"].replace("_", " ")) if "channel" in value else "",
        *(value.get(name, "") for name in ("item", "technology", "entry", "project", "course")),
        told_amount(value),
    ]
    return joined(", ", filter(None, parts))


def told_amount(value: Mapping[str, str]) -> str:
    """`100,000,000,000 USD (a year, estimate)`; empty where no amount is stated."""
    if "amount" not in value:
        return ""
    return _("{amount} {currency} ({basis})").format(
        amount=figure(Decimal(value["amount"])), currency=value["currency"], basis=value["basis"]
    )


def told_channel(value: Mapping[str, str]) -> str:
    """`industrial espionage, acquirer Boreal, from Heron Optics, 3E001`."""
    named = (
        _("acquirer {name}").format(name=value["acquirer_name"]),
        _("from {name}").format(name=value["source_entity_name"])
        if "source_entity_name" in value
        else "",
    )
    channel = _(value["channel"].replace("_", " "))
    rest = told_values({name: said for name, said in value.items() if name != "channel"})
    return joined(", ", filter(None, (channel, *named, rest)))


def _country(said: str) -> str:
    if _COUNTRY.fullmatch(said.upper()):
        return said.upper()
    raise Invalid(
        _("A country is two letters."),
        field="country",
        value=said,
        remedy=_("Use the code of ISO 3166-1, such as NO or CN."),
    )


def _channel(said: str) -> str:
    word = said.lower().replace(" ", "_").replace("-", "_")
    if word in CHANNELS:
        return word
    raise Invalid(
        _("There is no such channel."),
        field="channel",
        value=said,
        remedy=_("Use one of {kinds}.").format(kinds=", ".join(CHANNELS)),
    )


def _entry(said: str) -> str:
    return control_codes.parse(said).code


def _amount(said: str) -> str:
    try:
        amount = Decimal(said)
    except InvalidOperation:
        amount = Decimal("NaN")
    if amount.is_finite() and amount >= 0:
        return format(amount, "f")
    raise Invalid(
        _("This is no amount."),
        field="amount",
        value=said,
        remedy=_("Write the figure in full, such as 100000000000."),
    )


def _currency(said: str) -> str:
    if _CURRENCY.fullmatch(said.upper()):
        return said.upper()
    raise Invalid(
        _("A currency is three letters."),
        field="currency",
        value=said,
        remedy=_("Use the code of ISO 4217, such as EUR or USD."),
    )


def _refuse_bare_amount(given: Mapping[str, str]) -> None:
    for name in ("currency", "basis"):
        if name not in given:
            raise Invalid(
                _("An amount is stated with its currency and its basis."),
                field=name,
                remedy=_("Say what the figure counts, of which time, and whether it is estimated."),
            )


_CHECKS: Final[Mapping[str, Callable[[str], str]]] = {
    "country": _country,
    "channel": _channel,
    "entry": _entry,
    "amount": _amount,
    "currency": _currency,
}
