"""Rules about prices and masses."""

from decimal import Decimal

from landwaiter.domain.facts import PriceLine
from landwaiter.domain.flags.finding import Finding, any_of, judge, unknown
from landwaiter.domain.flags.rule import Rule, number
from landwaiter.domain.flags.view import Goods, View, value_eur
from landwaiter.i18n import _


def unusual_price(view: View, rule: Rule) -> Finding:
    """RF-W01: value per kilogram outside the casebook's first to ninety-ninth percentile."""
    return any_of(
        (_price(view, rule, line) for line in _weighed(view)), otherwise=unknown("items.value_eur")
    )


def _price(view: View, rule: Rule, line: Goods) -> Finding:
    price, base = _per_kg(line), _base(view, rule, line)
    outside = None if price is None or base is None else not base.p01 <= price <= base.p99
    text = _(
        "Item {no} costs {price} EUR per kg; the casebook's range for {cn} is {low} to {high}."
    )
    return judge(
        {"items.value_eur": None if price is None else True, "base:price_lines": outside},
        text.format(
            no=line.no,
            price=_rounded(price),
            cn=line.cn,
            low=base.p01 if base else None,
            high=base.p99 if base else None,
        ),
        evidence=(f"items.value_eur: {value_eur(line)}",),
    )


def overpaid(view: View, rule: Rule) -> Finding:
    """RF-W02: high-priority goods above the factor times the casebook's median."""
    return any_of(
        (_overpaid(view, rule, line) for line in _weighed(view)),
        otherwise=unknown("items.value_eur"),
    )


def _overpaid(view: View, rule: Rule, line: Goods) -> Finding:
    price, base = _per_kg(line), _base(view, rule, line)
    factor = number(rule.thresholds, "factor")
    text = _("Item {no} ({cn}, CHPL) costs {price} EUR per kg, the median is {median}.")
    return judge(
        {
            "pack:chpl": view.on_priority_list(line),
            "items.value_eur": None if price is None else True,
            "base:price_lines": None
            if price is None or base is None
            else price > factor * base.median,
        },
        text.format(
            no=line.no, cn=line.cn, price=_rounded(price), median=base.median if base else None
        ),
        evidence=(f"items.value_eur: {value_eur(line)}",),
    )


def _weighed(view: View) -> tuple[Goods, ...]:
    return tuple(line for line in view.goods if line.item)


def _per_kg(line: Goods) -> Decimal | None:
    value = value_eur(line)
    mass = line.item.net_mass_kg if line.item else None
    return value / mass if value is not None and mass else None


def _base(view: View, rule: Rule, line: Goods) -> PriceLine | None:
    base = (view.facts.bases.prices or {}).get((line.cn or "")[:8])
    return base if base and base.lines >= number(rule.thresholds, "lines") else None


def _rounded(price: Decimal | None) -> Decimal | None:
    return None if price is None else price.quantize(Decimal("0.01"))


def just_below_threshold(view: View, rule: Rule) -> Finding:
    """RF-W03: setting `RF-W03.value_thresholds`, amounts in EUR with commas between."""
    stated = view.setting(f"{rule.id}.value_thresholds")
    if not stated:
        return unknown("setting:value_thresholds")
    limits = [Decimal(part.strip()) for part in stated.split(",")]
    share = 1 - number(rule.thresholds, "percent") / 100
    return any_of(
        (
            judge(
                {
                    "items.value_eur": None
                    if value_eur(line) is None
                    else share * limit <= (value_eur(line) or 0) < limit
                },
                _("Item {no} is worth {value} EUR, just below {limit} EUR.").format(
                    no=line.no, value=value_eur(line), limit=limit
                ),
                evidence=(f"items.value_eur: {value_eur(line)}",),
            )
            for line in _weighed(view)
            for limit in limits
        ),
        otherwise=unknown("items.value_eur"),
    )


def implausible_mass(view: View, rule: Rule) -> Finding:
    """RF-W04: gross below net, or more than the ratio above it."""
    return any_of(
        (_mass(rule, line) for line in _weighed(view)), otherwise=unknown("items.gross_mass_kg")
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
        evidence=(f"items.gross_mass_kg: {gross}", f"items.net_mass_kg: {net}"),
    )
