"""Rules about trade patterns of an audit: exports of one heading to one country over time.

The history states amounts in EUR by year (`KG_2022`) or, finer, by month (`KG_2022-04`). Years
are compared as a whole: what lies in the year of a threshold's day counts as after it.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from landwaiter.domain.base.days import told_day
from landwaiter.domain.flags.evidence import of_enrichment
from landwaiter.domain.flags.finding import Finding, any_of, judge, unknown
from landwaiter.domain.flags.inputs_of_rules import TradeHistory
from landwaiter.domain.flags.rule import Rule, day, number
from landwaiter.domain.flags.view import View
from landwaiter.i18n import _

MONTHS: Final = 12
Amounts = Mapping[int, Decimal]
"""Number of the year, or of the month counted from the year nought → EUR; no gaps."""


def _history(view: View) -> TradeHistory | None:
    """The history of an audit whose coverage is declared: without it a gap proves nothing."""
    trade = view.facts.trade
    return trade if trade and trade.coverage else None


def _not_known(view: View) -> Finding:
    return unknown("exports.history" if view.facts.trade is None else "exports.coverage")


def volume_jump(view: View, rule: Rule) -> Finding:
    """RF-R07: twelve months above the factor times the mean of the twenty-four before."""
    trade = _history(view)
    if trade is None:
        return _not_known(view)
    factor = number(rule.thresholds, "factor")
    hub = view.in_set("hub", trade.destination)
    return any_of(
        (
            judge(
                {"exports.destination": hub, "exports.history": value > factor * mean},
                _(
                    "Exports of {hs6} to {country} were {value} EUR in the twelve months to the "
                    "end of {period}, {mean} EUR a year in the two years before."
                ).format(
                    hs6=trade.hs6, country=trade.destination, value=value, period=period, mean=mean
                ),
                evidence=(
                    of_enrichment("exports/hs6", trade.hs6),
                    of_enrichment("exports/destination", trade.destination),
                    of_enrichment(f"exports/history_eur/{trade.destination}_{period}", value),
                ),
            )
            for period, value, mean in _windows(trade)
        ),
        otherwise=unknown("exports.history"),
    )


def _windows(trade: TradeHistory) -> Iterator[tuple[str, Decimal, Decimal]]:
    """Last period, amount of twelve months, and yearly mean of the twenty-four before."""
    by_month = _is_by_month(trade)
    amounts = _amounts(trade, trade.destination)
    length = MONTHS if by_month else 1
    first = min(amounts, default=0)
    for last in amounts:
        begin = last - length + 1
        if begin - 2 * length < first:
            continue
        value = sum((amounts[n] for n in range(begin, last + 1)), Decimal(0))
        before = sum((amounts[n] for n in range(begin - 2 * length, begin)), Decimal(0))
        yield _period(last, by_month=by_month), value, before / 2


def _is_by_month(trade: TradeHistory) -> bool:
    return any("-" in key for key in trade.history_eur)


def _amounts(trade: TradeHistory, country: str) -> Amounts:
    """Amounts of one country; a period that the data cover without an amount had none."""
    by_month = _is_by_month(trade)
    every = {_number(key.partition("_")[2], by_month=by_month) for key in trade.history_eur}
    stated = {
        _number(key.partition("_")[2], by_month=by_month): amount
        for key, amount in trade.history_eur.items()
        if key.partition("_")[0] == country
    }
    span = range(min(every, default=0), max(every, default=-1) + 1)
    return {period: stated.get(period, Decimal(0)) for period in span}


def _number(period: str, *, by_month: bool) -> int:
    """A year as it is; a month by its place in the count of all months."""
    year, _dash, month = period.partition("-")
    return int(year) * MONTHS + int(month or 1) - 1 if by_month else int(year)


def _period(number: int, *, by_month: bool) -> str:
    return f"{number // MONTHS}-{number % MONTHS + 1:02}" if by_month else str(number)


def trade_inversion(view: View, rule: Rule) -> Finding:
    """RF-R08: none to the hub before the day, begun soon after the last to Russia or Belarus."""
    trade, banned = _history(view), view.country_set("transit_ban")
    if trade is None or banned is None:
        return _not_known(view) if trade is None else unknown("pack:countries")
    by_month = _is_by_month(trade)
    since = day(rule.thresholds, "since")
    start = _number(since.isoformat()[:7] if by_month else str(since.year), by_month=by_month)
    amounts = _amounts(trade, trade.destination)
    before = [amount for period, amount in amounts.items() if period < start]
    first = next((n for n, amount in amounts.items() if amount and n >= start), None)
    last = _last_to(trade, banned)
    near = number(rule.thresholds, "months") / (1 if by_month else MONTHS)
    return judge(
        {
            "exports.destination": view.in_set("hub", trade.destination),
            "exports.history": None if not before else not any(before) and first is not None,
            "exports.last_export_year": None
            if last is None or first is None
            else abs(first - last) <= near,
        },
        _(
            "No {hs6} went to {country} before {since}; it began in {first}, the last to Russia "
            "or Belarus went in {last}."
        ).format(
            hs6=trade.hs6,
            country=trade.destination,
            since=since,
            first=told_day(_period(first or 0, by_month=by_month)),
            last=told_day(_period(last or 0, by_month=by_month)),
        ),
        evidence=(
            of_enrichment("exports/hs6", trade.hs6),
            of_enrichment("exports/destination", trade.destination),
            *(
                of_enrichment(f"exports/history_eur/{key}", amount)
                for key, amount in trade.history_eur.items()
            ),
        ),
    )


def _last_to(trade: TradeHistory, countries: frozenset[str]) -> int | None:
    """The last period with exports to one of the countries, as seen or as stated by year."""
    by_month = _is_by_month(trade)
    stated = [
        _number(f"{year}-{MONTHS}" if by_month else str(year), by_month=by_month)
        for country, year in trade.last_export_year.items()
        if country in countries
    ]
    seen = [
        period
        for country in countries
        for period, amount in _amounts(trade, country).items()
        if amount
    ]
    return max([*stated, *seen], default=None)
