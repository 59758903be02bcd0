"""Rules about prices and masses."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from landwaiter.domain.flags.evidence import at, of_cn, of_item, of_pack, of_setting
from landwaiter.domain.flags.finding import Finding, any_of, judge, unknown
from landwaiter.domain.flags.inputs_of_rules import PriceLine, Shipment
from landwaiter.domain.flags.rule import Rule, number
from landwaiter.domain.flags.rules.claims import declared_lines
from landwaiter.domain.flags.view import Goods, View, value_eur
from landwaiter.i18n import _, plural

_CN: int = 8
"""Figures of the code whose lines are compared."""


def unusual_price(view: View, rule: Rule) -> Finding:
    """RF-W01: value per kilogram outside the casebook's first to ninety-ninth percentile."""
    return any_of(
        (_price(view, rule, line) for line in declared_lines(view)),
        otherwise=unknown("items.value_eur"),
    )


def _price(view: View, rule: Rule, line: Goods) -> Finding:
    price, base = per_kg(line), _enough(view.facts.bases.prices, rule, line)
    outside = None if price is None or base is None else not base.p01 <= price <= base.p99
    text = _(
        "Item {no} costs {price} EUR per kg; the casebook's range for {cn} is {low} to {high}."
    )
    return judge(
        {**_stated(line, price), "base:price_lines": outside},
        _with_own(
            text.format(
                no=line.no,
                price=_rounded(price),
                cn=line.cn,
                low=base.p01 if base else None,
                high=base.p99 if base else None,
            ),
            base,
        ),
        evidence=(
            of_item(line, "value_eur", value_eur(line)),
            of_item(line, "net_mass_kg", line.item.net_mass_kg if line.item else None),
            of_cn(line),
            at("history/price_lines", f"{base.lines}, {base.p01} – {base.p99}" if base else None),
            *_of_own(base),
        ),
    )


def _with_own(said: str, base: PriceLine | None) -> str:
    """The sentence, with what the same exporter's lines had, where there were any."""
    if base is None or not base.own_lines:
        return said
    return plural(
        base.own_lines,
        "{said} The exporter's own {n} line had a median of {median}.",
        "{said} The exporter's own {n} lines had a median of {median}.",
        said=said,
        median=_rounded(base.own_median),
    )


def _of_own(base: PriceLine | None) -> tuple[str, ...]:
    if base is None or not base.own_lines:
        return ()
    return (at("history/own_price_lines", f"{base.own_lines}, {base.own_median}"),)


def overpaid(view: View, rule: Rule) -> Finding:
    """RF-W02: high-priority goods above the factor times the casebook's median.

    Per supplementary unit where the line and enough of the casebook have it, else per kilogram.
    """
    return any_of(
        (_overpaid(view, rule, line) for line in declared_lines(view)),
        otherwise=unknown("items.value_eur"),
    )


def _overpaid(view: View, rule: Rule, line: Goods) -> Finding:
    price, base, field = _per_unit(line), None, "supplementary_units"
    if price is not None:
        base = _enough(view.facts.bases.unit_prices, rule, line)
    if base is None:
        price, field = per_kg(line), "net_mass_kg"
        base = _enough(view.facts.bases.prices, rule, line)
    factor = number(rule.thresholds, "factor")
    text = _("Item {no} ({cn}, CHPL) costs {price} EUR per {unit}, the median is {median}.")
    return judge(
        {
            "pack:chpl": view.on_priority_list(line),
            **_stated(line, price),
            "base:price_lines": None
            if price is None or base is None
            else price > factor * base.median,
        },
        _with_own(
            text.format(
                no=line.no,
                cn=line.cn,
                price=_rounded(price),
                unit=_("kg") if field == "net_mass_kg" else _("unit"),
                median=base.median if base else None,
            ),
            base,
        ),
        evidence=(
            of_item(line, "value_eur", value_eur(line)),
            of_item(line, field, getattr(line.item, field, None)),
            of_cn(line),
            of_pack(view.packs.get("chpl"), line.hs6),
            at("history/price_lines", f"{base.lines}, {base.median}" if base else None),
            *_of_own(base),
        ),
    )


def _stated(line: Goods, price: Decimal | None) -> Mapping[str, bool | None]:
    """The value, and what it is divided by: which of them keeps the price from being known."""
    return {
        "items.value_eur": None if value_eur(line) is None else True,
        "items.net_mass_kg": None if price is None else True,
    }


def per_kg(line: Goods) -> Decimal | None:
    """EUR per kilogram; None where value or mass are not known."""
    return _per(line, line.item.net_mass_kg if line.item else None)


def _per_unit(line: Goods) -> Decimal | None:
    return _per(line, line.item.supplementary_units if line.item else None)


def _per(line: Goods, amount: Decimal | None) -> Decimal | None:
    value = value_eur(line)
    return value / amount if value is not None and amount else None


def base_of(base: Mapping[str, PriceLine] | None, line: Goods) -> PriceLine | None:
    """The casebook's prices of the line's code, of however few lines."""
    return (base or {}).get((line.cn or "")[:_CN])


def _enough(base: Mapping[str, PriceLine] | None, rule: Rule, line: Goods) -> PriceLine | None:
    """The casebook's prices of the code where it has seen the rule's number of lines."""
    found = base_of(base, line)
    return found if found and found.lines >= number(rule.thresholds, "lines") else None


def _rounded(price: Decimal | None) -> Decimal | None:
    return None if price is None else price.quantize(Decimal("0.01"))


def just_below_threshold(view: View, rule: Rule) -> Finding:
    """RF-W03: an item just below an amount, or a consignment that was split below it.

    Setting `RF-W03.value_thresholds`: amounts in EUR with commas between.
    """
    limits = _limits(view.setting(f"{rule.id}.value_thresholds"))
    if not limits:
        return unknown("setting:value_thresholds")
    return any_of(
        (
            found
            for limit in limits
            for found in (
                *(_just_below(view, rule, line, limit) for line in declared_lines(view)),
                _split(view, rule, limit),
            )
        ),
    )


def _limits(text: str | None) -> tuple[Decimal, ...]:
    """The amounts; none where one is unreadable, for a wrong setting decides nothing."""
    try:
        return tuple(Decimal(part.strip()) for part in (text or "").split(",") if part.strip())
    except InvalidOperation:
        return ()


def _just_below(view: View, rule: Rule, line: Goods, limit: Decimal) -> Finding:
    value = value_eur(line)
    least = limit * (1 - number(rule.thresholds, "percent") / 100)
    return judge(
        {"items.value_eur": None if value is None else least <= value < limit},
        _("Item {no} is worth {value} EUR, just below {limit} EUR.").format(
            no=line.no, value=value, limit=limit
        ),
        evidence=(
            of_item(line, "value_eur", value),
            of_setting(f"rule.{rule.id}.value_thresholds", limit),
        ),
    )


def _split(view: View, rule: Rule, limit: Decimal) -> Finding:
    """Consignments of the same parties within the rule's days, each below, together not."""
    values = [value_eur(line) for line in declared_lines(view)]
    if not values or None in values:
        return unknown("items.value_eur")
    own = sum((value for value in values if value is not None), Decimal(0))
    near = [
        one
        for one in view.facts.bases.shipments
        if abs((one.day - view.case.judged_as_of).days) <= number(rule.thresholds, "days")
        and one.value_eur < limit
    ]
    total = own + _total(near)
    text = _(
        "This consignment of {own} EUR and {others} between the same parties come to {total} EUR; "
        "each is below {limit} EUR."
    )
    return judge(
        {"items.value_eur": own < limit <= total},
        text.format(
            own=own, others=", ".join(one.reference for one in near), total=total, limit=limit
        ),
        evidence=(
            *(of_item(line, "value_eur", value_eur(line)) for line in declared_lines(view)),
            *(at("history/shipments", f"{one.reference}, {one.value_eur}") for one in near),
            of_setting(f"rule.{rule.id}.value_thresholds", limit),
        ),
    )


def _total(shipments: Iterable[Shipment]) -> Decimal:
    return sum((one.value_eur for one in shipments), Decimal(0))


def implausible_mass(view: View, rule: Rule) -> Finding:
    """RF-W04: gross below net, or more than the ratio above it."""
    return any_of(
        (_mass(rule, line) for line in declared_lines(view)),
        otherwise=unknown("items.gross_mass_kg"),
    )


def _mass(rule: Rule, line: Goods) -> Finding:
    gross = line.item.gross_mass_kg if line.item else None
    net = line.item.net_mass_kg if line.item else None
    if gross is None or net is None:
        return unknown("items.gross_mass_kg" if gross is None else "items.net_mass_kg")
    text = _("Item {no} weighs {gross} kg gross and {net} kg net.")
    return judge(
        {"items.gross_mass_kg": gross < net or gross > number(rule.thresholds, "ratio") * net},
        text.format(no=line.no, gross=gross, net=net),
        evidence=(of_item(line, "gross_mass_kg", gross), of_item(line, "net_mass_kg", net)),
    )
