"""A relation of states in one sentence, with everything that it may not be printed without."""

from landwaiter.domain.base.certainty import read_said, source_said, worded
from landwaiter.domain.base.days import told_day
from landwaiter.domain.relations.relation import (
    DIRECTED,
    KIND_WORDS,
    CountryRelation,
    StatedOfStates,
)
from landwaiter.domain.relations.share import CountryShare
from landwaiter.i18n import _, joined, plural
from landwaiter.services.base.wording import shown_country
from landwaiter.services.relations.supplier_shares import DealCounts


def span_said(since: str | None, until: str | None, recurring: str = "") -> str:
    """From and to at the precision known; empty where nothing is said of it."""
    first, last = told_day(since), told_day(until)
    if first and last:
        said = first if since == until else _("{first} to {last}").format(first=first, last=last)
    elif first:
        said = _("since {day}").format(day=first)
    else:
        said = _("until {day}").format(day=last) if last else ""
    return joined(", ", filter(None, (said, recurring)))


def states_said(states: tuple[str, ...]) -> str:
    """China (CN), Russia (RU)."""
    return joined(", ", (shown_country(one) for one in states))


def direction_said(one: CountryRelation) -> str:
    """Who gives to whom where the kind has a direction; else the states beside each other."""
    unnamed = (_("others: {others}").format(others=one.others),) if one.others else ()
    if one.kind not in DIRECTED:
        return joined(", ", (states_said(one.states), *unnamed))
    giver = one.from_others or shown_country(one.states[0])
    named = one.states if one.from_others else one.states[1:]
    others = joined(", ", filter(None, (states_said(named), one.others)))
    return _("{giver} to {others}").format(giver=giver, others=others)


def figure_said(one: CountryRelation) -> str:
    """The figure with its unit; empty where there is none."""
    return f"{one.figure} {one.unit}" if one.figure else ""


def relation_title(one: CountryRelation) -> str:
    """Kind and name with the codes of the states: what lists call it by."""
    return _("{kind}, {states}").format(kind=_named(one), states=joined(", ", one.states))


def _named(one: CountryRelation) -> str:
    kind = _(KIND_WORDS[one.kind])
    return _("{kind} “{name}”").format(kind=kind, name=one.name) if one.name else kind


def relation_said(one: CountryRelation) -> str:
    """Kind, name, states, days, place and figure; certainty and source stand beside it."""
    parts = (
        _named(one),
        span_said(one.since, one.until, one.recurring),
        one.place,
        one.service,
        one.equipment,
        figure_said(one),
        worded(one.wording),
    )
    return _("{states}: {what}").format(
        states=direction_said(one), what=joined(", ", filter(None, parts))
    )


def share_quoted(one: CountryShare) -> str:
    """What is counted, of what, in which period: and the percentage with its parts or without."""
    said = _("{counted}, of {population}, {period}: {share} ({edition}; {method})").format(
        counted=one.counted,
        population=one.population,
        period=span_said(one.period_from, one.period_to),
        share=one.said,
        edition=one.edition,
        method=one.method,
    )
    return joined(", ", filter(None, (said, worded(one.wording))))


def statement_said(one: CountryRelation | CountryShare) -> str:
    """A statement of either kind in one sentence."""
    return share_quoted(one) if isinstance(one, CountryShare) else relation_said(one)


def sourced(one: StatedOfStates) -> str:
    """Certainty, source and grade: they stand wherever the statement does."""
    return source_said(one.certainty, one.source, one.grade)


def read_from(one: StatedOfStates) -> str:
    """The source, and the day on which it was read."""
    return joined("; ", (one.source, read_said(one.read_on)))


def relation_row(one: CountryRelation) -> tuple[str, ...]:
    """The cells of a line: days, states, kind, name and what else, certainty, source, grade."""
    more = (one.name, one.place, one.service, one.equipment, figure_said(one), worded(one.wording))
    return (
        span_said(one.since, one.until, one.recurring) or "–",
        direction_said(one),
        _(KIND_WORDS[one.kind]),
        joined(", ", filter(None, more)) or "–",
        _(one.certainty.value),
        read_from(one),
        one.grade,
    )


def deals_said(one: DealCounts) -> str:
    """What the register has of a pair in one direction, with its source."""
    years = _("ordered {first} to {last}").format(first=one.first, last=one.last)
    return plural(
        one.deals,
        "{supplier} supplied to {recipient}: {n} deal, {years}; {source} {edition}",
        "{supplier} supplied to {recipient}: {n} deals, {years}; {source} {edition}",
        supplier=shown_country(one.supplier),
        recipient=shown_country(one.recipient),
        years=years if one.first else _("years of order not known"),
        source=one.source,
        edition=one.edition,
    )
