"""How the rules and figures of a programme read."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from landwaiter.domain.base.terms import low
from landwaiter.domain.monitoring.programme import Watch
from landwaiter.i18n import _, figure, joined
from landwaiter.services.base.wording import shown_country, shown_date

RULES: Mapping[str, str] = {
    "headings": "Headings",
    "codes": "Control entries",
    "tiers": "Tiers of the high priority list",
    "words": "Words of the description",
    "destinations": "Destinations",
    "route": "On the way through",
    "parties": "Parties",
    "kinds": "Kinds of case",
}
"""Rule → how it is called."""
_SPOKEN: Final = {"destinations": shown_country, "route": shown_country, "kinds": low}


def told_rules(watch: Watch) -> Iterator[tuple[str, str]]:
    """Each rule that is asked, with what it takes."""
    for name, title in RULES.items():
        values = getattr(watch, name)
        if values:
            spoken = _SPOKEN.get(name, str)
            shown = [spoken(str(value)) for value in values]
            yield _(title), joined(", ", shown)
    if watch.first or watch.last:
        yield _("Period"), told_period(watch)


def told_period(watch: Watch) -> str:
    """From when to when, as far as it is bounded."""
    if watch.first and watch.last:
        return _("{first} to {last}").format(
            first=shown_date(watch.first), last=shown_date(watch.last)
        )
    if watch.first:
        return _("from {first}").format(first=shown_date(watch.first))
    return _("until {last}").format(last=shown_date(watch.last))


def told_values(values: Mapping[str, Decimal]) -> str:
    """“EUR 412,000.00”, one sum per currency; a dash where none is stated."""
    sums = (
        _("{currency} {amount}").format(currency=currency, amount=figure(amount, 2))
        for currency, amount in values.items()
    )
    return joined(", ", sums) or "–"
