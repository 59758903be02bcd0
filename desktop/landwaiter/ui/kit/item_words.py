"""What an item and a route read like in one line."""

from collections.abc import Iterable
from typing import Any

from landwaiter.domain.base.facts import Audience, Fact
from landwaiter.domain.intake.declaration import Declaration, Item
from landwaiter.i18n import _, figure
from landwaiter.services.base.facts_shown import facts_said
from landwaiter.services.base.wording import shown_money
from landwaiter.ui.kit.words import not_stated


def summary(item: Item) -> str:
    """“84571010 · 5-axis CNC machining centre · 9,800 kg net · EUR 412,000.00 · origin PL”."""
    value = item.statistical_value or item.invoice_value
    parts = (
        item.cn or _("no commodity code"),
        item.description,
        _("{mass} kg net").format(mass=figure(item.net_mass_kg)) if item.net_mass_kg else None,
        shown_money(value) if value else None,
        _("origin {country}").format(country=item.origin) if item.origin else None,
    )
    return " · ".join(part for part in parts if part)


def facts_in_line(facts: Iterable[Fact[Any]], subject: Any) -> str:
    """Facts with their titles in one line: “Gross mass 9,900 kg · Procedure 1040”."""
    found = facts_said(facts, subject, Audience.CARD)
    return " · ".join(f"{_(fact.short_title)} {said}" for fact, said in found)


def route(declaration: Declaration | None) -> str:
    """“PL → DE → CN, exit PL322080”."""
    if declaration is None:
        return not_stated()
    stops = (
        declaration.country_export,
        *declaration.country_routing,
        declaration.country_destination,
    )
    way = " → ".join(dict.fromkeys(stop for stop in stops if stop)) or not_stated()
    if declaration.office_exit:
        return _("{way}, exit {office}").format(way=way, office=declaration.office_exit)
    return way
