"""Rules about where the goods go and by which way, and about trade patterns of an audit."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from landwaiter.domain.case import ActionKind, Severity
from landwaiter.domain.flags.finding import Finding, any_of, either, judge, unknown
from landwaiter.domain.flags.firm import TRADERS, founded_late, kind_in
from landwaiter.domain.flags.rule import Rule, number
from landwaiter.domain.flags.view import Goods, View, covers
from landwaiter.i18n import _

TRANSIT_ANNEXES: Final = ("I", "VII", "XI", "XX", "XXXV", "XXXVII")
_LISTED_FOR_TRANSIT: Final = (
    "pack:annex_xxxvii|pack:eu_833_annexes|pack:eu_765_annexes|items.classification"
)
WAR_YEAR: Final = 2022
"""The trade patterns are compared before and after 24 February 2022, in whole years."""
SANCTIONED: Final = ("RU", "BY")


def routing(view: View) -> tuple[str, ...]:
    return view.declaration.country_routing if view.declaration else ()


def hub_in_route(view: View, rule: Rule) -> Finding:
    """RF-R01; gives way to RF-R02."""
    return any_of(
        (_hub(view, rule, line, {}) for line in view.goods), otherwise=unknown("items.cn8")
    )


def hub_with_first_tiers(view: View, rule: Rule) -> Finding:
    """RF-R02: RF-R01 with tier 1 or 2 and a hub as destination."""
    return any_of(
        (
            _hub(
                view,
                rule,
                line,
                {
                    "pack:chpl": _in_first_tiers(view, line),
                    "country_destination": view.in_set("hub", view.destination_of(line)),
                },
            )
            for line in view.goods
        ),
        otherwise=unknown("items.cn8"),
    )


def _in_first_tiers(view: View, line: Goods) -> bool | None:
    row = view.priority_row(line)
    return row["tier"][:1] in ("1", "2") if row else view.on_priority_list(line)


def _hub(view: View, rule: Rule, line: Goods, also: dict[str, bool | None]) -> Finding:
    consignees = [p.country for p in view.parties() if p.role.value == "consignee"]
    countries = [view.destination_of(line), *consignees, *routing(view)]
    hubs = view.country_set("hub")
    partners = view.country_set("annex_viii")
    met = sorted({c for c in countries if c and hubs and c in hubs} - (partners or frozenset()))
    circumstances = _circumstances(view, rule)
    row = view.priority_row(line)
    return judge(
        {
            "country_destination": bool(met) if hubs is not None and any(countries) else None,
            "items.cn8": either(
                view.on_priority_list(line), view.in_annex(line, "eu_833_annexes", "VII")
            ),
            "consignee.kind|consignee.incorporated|end_user.name|delivery_place": either(
                *circumstances.values()
            ),
            **also,
        },
        _(
            "Item {no} ({cn}, Annex XL tier {tier}) goes by the hub {hubs}, outside the partners "
            "of Annex VIII, and {why}."
        ).format(
            no=line.no,
            cn=line.cn,
            tier=row["tier"] if row else "–",
            hubs=", ".join(met),
            why=_(" and ").join(text for text, holds in circumstances.items() if holds),
        ),
        evidence=(f"items.cn8: {line.cn}", f"country_destination: {view.destination_of(line)}"),
    )


def _circumstances(view: View, rule: Rule) -> dict[str, bool | None]:
    """The facts of which one is enough, by the words that state them."""
    place = view.declaration.delivery_place if view.declaration else None
    zone = view.words("free_zone", place)
    return {
        _("the consignee is a {kind}").format(kind=view.value("consignee.kind")): kind_in(
            view, TRADERS
        ),
        _("no end user was named when asked for"): end_user_unknown(view),
        _("the firm was incorporated on {day}").format(
            day=view.value("consignee.incorporated") or view.value("intermediary.incorporated")
        ): founded_late(view, rule),
        _("delivery is in a free zone"): None if zone is None else bool(zone),
    }


def end_user_unknown(view: View) -> bool | None:
    """True when the end user was asked for in vain; None when nobody asked."""
    if view.end_user_names:
        return False
    requests = (a for a in view.case.actions if a.kind is ActionKind.INFORMATION_REQUEST)
    in_vain = any(a.answered_at or (a.due and a.due < view.facts.today) for a in requests)
    return True if view.end_user_asked or in_vain else None


def through_russia(view: View, rule: Rule) -> Finding:
    """RF-R03: listed goods routed through Russia or Belarus."""
    met = [country for country in routing(view) if country in SANCTIONED]
    through = bool(met) if routing(view) else None
    return any_of(
        (_through(view, line, through, met) for line in view.goods),
        otherwise=judge({"country_routing": through, "items.cn8": None}, ""),
    )


def _through(view: View, line: Goods, through: bool | None, met: list[str]) -> Finding:
    memberships = (
        view.in_annex(line, "annex_xxxvii"),
        view.in_annex(line, "eu_833_annexes", *TRANSIT_ANNEXES),
        view.in_annex(line, "eu_765_annexes"),
        view.listed_in_annex_1(line),
    )
    return judge(
        {
            "country_routing": through,
            _LISTED_FOR_TRANSIT: either(*memberships),
        },
        _("Item {no} ({cn}) is listed or a candidate and is routed through {countries}.").format(
            no=line.no, cn=line.cn, countries=", ".join(met)
        ),
        severity=Severity.CRITICAL if view.confirmed(line, "eu") else Severity.HIGH,
        evidence=(f"country_routing: {', '.join(met)}", f"items.cn8: {line.cn}"),
    )


def volume_jump(view: View, rule: Rule) -> Finding:
    """RF-R07: any year's value above the factor times the mean of the two years before."""
    trade = view.facts.trade
    if trade is None or not trade.coverage:
        return unknown("exports.history" if trade is None else "exports.coverage")
    years = _years(trade.destination, trade.history_eur)
    factor = number(rule.thresholds, "factor")
    return any_of(
        (
            judge(
                {
                    "exports.destination": view.in_set("hub", trade.destination),
                    "exports.history": years[year] > factor * _mean(years, year),
                },
                _(
                    "Exports of {hs6} to {country} were {value} EUR in {year}, {mean} EUR a year "
                    "in the two years before."
                ).format(
                    hs6=trade.hs6,
                    country=trade.destination,
                    value=years[year],
                    year=year,
                    mean=_mean(years, year),
                ),
                evidence=(f"exports.history: {trade.destination}_{year} {years[year]}",),
            )
            for year in years
            if year - 1 in years and year - 2 in years
        ),
        otherwise=unknown("exports.history"),
    )


def _mean(years: dict[int, Decimal], year: int) -> Decimal:
    return (years[year - 1] + years[year - 2]) / 2


def _years(country: str, history: Mapping[str, Decimal]) -> dict[int, Decimal]:
    """Year → EUR of one country; a year that the data cover without an amount had none."""
    years = {int(key.partition("_")[2]) for key in history}
    span = range(min(years, default=0), max(years, default=-1) + 1)
    return {year: history.get(f"{country}_{year}", Decimal(0)) for year in span}


def trade_inversion(view: View, rule: Rule) -> Finding:
    """RF-R08: none to the hub before 2022, begun within a year of the last to Russia or Belarus."""
    trade = view.facts.trade
    if trade is None or not trade.coverage:
        return unknown("exports.history" if trade is None else "exports.coverage")
    years = _years(trade.destination, trade.history_eur)
    before = [value for year, value in years.items() if year < WAR_YEAR]
    first = next((year for year, value in years.items() if value and year >= WAR_YEAR), None)
    last = _last_sanctioned_year(view)
    return judge(
        {
            "exports.destination": view.in_set("hub", trade.destination),
            "exports.history": None if not before else not any(before) and first is not None,
            "exports.last_export_year": None
            if last is None or first is None
            else abs(first - last) <= 1,
        },
        _(
            "No {hs6} went to {country} before 2022; it began in {first}, the last to Russia or "
            "Belarus went in {last}."
        ).format(hs6=trade.hs6, country=trade.destination, first=first, last=last),
        evidence=tuple(
            f"exports.history: {key} {value}" for key, value in trade.history_eur.items()
        ),
    )


def _last_sanctioned_year(view: View) -> int | None:
    trade = view.facts.trade
    if trade is None:
        return None
    stated = [trade.last_export_year[c] for c in SANCTIONED if c in trade.last_export_year]
    seen = [
        year
        for country in SANCTIONED
        for year, value in _years(country, trade.history_eur).items()
        if value
    ]
    return max([*stated, *seen], default=None)


def free_zone_delivery(view: View, rule: Rule) -> Finding:
    """RF-R09."""
    place = view.declaration.delivery_place if view.declaration else None
    words = view.words("free_zone", place)
    if words is None:
        return unknown("delivery_place" if not place else "pack:vocabulary")
    return judge(
        {"delivery_place": bool(words)},
        _("The delivery place is “{place}”.").format(place=place),
        evidence=(f"delivery_place: {place}",),
    )


def embargoed_goods(view: View, rule: Rule) -> Finding:
    """RF-R10: rows of `embargo_annexes` {country, a heading column, regulation}."""
    pack = view.packs.get("embargo_annexes")
    if pack is None:
        return unknown("pack:embargo_annexes")
    buyers = {p.country for p in view.parties() if p.role.value in ("consignee", "end_user")}
    places = {view.destination, *buyers} - {None}
    if not places:
        return unknown("country_destination")
    return any_of(
        (
            judge(
                {
                    "country_destination": row.get("country") in places,
                    "items.cn8": covers(row, line) if line.cn else None,
                },
                _(
                    "Item {no} ({cn}) stands in a goods annex ({regulation}) against {country}."
                ).format(
                    no=line.no,
                    cn=line.cn,
                    regulation=row.get("regulation") or row.get("annex") or pack.id,
                    country=row.get("country"),
                ),
                severity=Severity.CRITICAL
                if view.confirmed(line, "eu", "ru-annex-vii")
                else Severity.HIGH,
                evidence=(f"items.cn8: {line.cn}",),
            )
            for row in pack.rows
            for line in view.goods
        ),
        otherwise=unknown("items.cn8"),
    )
