"""How dates, amounts and codes read in sentences of reports and lists."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from landwaiter.domain.candidates import spaced
from landwaiter.domain.case import Case
from landwaiter.domain.declaration import Item, Money, TransportMeans
from landwaiter.i18n import _

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NOT_STATED = "not stated"


def shown_date(day: date | None) -> str:
    """“9 Apr 2026”; absent dates are not stated."""
    return f"{day.day} {_(MONTHS[day.month - 1])} {day.year}" if day else _(_NOT_STATED)


def shown_money(money: Money | None) -> str:
    """“EUR 412,000.00”."""
    return f"{money.currency} {money.amount:,.2f}" if money else _(_NOT_STATED)


def shown_mass(mass: Decimal | None) -> str:
    """“9,800 kg”."""
    if mass is None:
        return _(_NOT_STATED)
    text = f"{mass:,f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text} kg"


def shown_code(cn: str | None) -> str:
    """“8457 10 10”."""
    return spaced(cn) if cn else _(_NOT_STATED)


def or_not_stated(text: str | None) -> str:
    return text or _(_NOT_STATED)


def goods_sentence(case: Case) -> str:
    """What the goods are, in one line."""
    items = case.declaration.items if case.declaration else ()
    if not items:
        project = case.project or {}
        technology = project.get("technology")
        return _("No goods. Technology {technology}: {topic}.").format(
            technology=or_not_stated(technology), topic=or_not_stated(project.get("topic"))
        )
    first = _item_sentence(items[0])
    if len(items) == 1:
        return first
    return _("{first} And {more} more items.").format(first=first, more=len(items) - 1)


def _item_sentence(item: Item) -> str:
    value = item.statistical_value or item.invoice_value
    return _("{goods}, CN {code}, {mass}, {value}.").format(
        goods=or_not_stated(item.description),
        code=shown_code(item.cn),
        mass=shown_mass(item.net_mass_kg),
        value=shown_money(value),
    )


def shown_means(means: TransportMeans) -> str:
    """A means of transport with the kind of its identification."""
    identified = {"10": "IMO {id}", "41": "aircraft {id}", "30": "road vehicle {id}"}
    template = identified.get(means.id_type or "", "{id}")
    number = template.format(id=means.identifier) if means.identifier else ""
    return " ".join(part for part in (number, means.name) if part) or _(_NOT_STATED)


def shown_value(value: object) -> str:
    """An enrichment's value as a person reads it."""
    match value:
        case None:
            return _("asked for, not known")
        case bool():
            return _("yes") if value else _("no")
        case Mapping():
            return "; ".join(
                f"{str(name).replace('_', ' ')}: {shown_value(item)}"
                for name, item in value.items()
            )
        case list() | tuple():
            return ", ".join(shown_value(item) for item in value)
    return str(value)
