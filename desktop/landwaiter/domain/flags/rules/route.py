"""Rules about where the goods go and by which way."""

from collections.abc import Iterable, Mapping
from typing import Final

from landwaiter.domain.base.days import told_day
from landwaiter.domain.cases.case import ActionKind, Severity
from landwaiter.domain.flags.embargo.embargo_words import prohibited_words
from landwaiter.domain.flags.embargo.item_standings import prohibitions, transit_of
from landwaiter.domain.flags.embargo.matrix import MATRIX
from landwaiter.domain.flags.evidence import (
    of_cells,
    of_cn,
    of_codes,
    of_declaration,
    of_enrichment,
    of_pack,
    of_party,
)
from landwaiter.domain.flags.finding import ORDER, Finding, alternatives, any_of, judge, unknown
from landwaiter.domain.flags.rule import Rule, day
from landwaiter.domain.flags.rules.firm import MIDDLEMEN, kind_in
from landwaiter.domain.flags.view import Code, Goods, View
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import Row, derived
from landwaiter.i18n import _, joined

ANYWHERE: Final = "*"
"""In a route table: every country of export, or every destination."""


def routing(view: View) -> tuple[str, ...]:
    return view.declaration.country_routing if view.declaration else ()


def hub_in_route(view: View, rule: Rule) -> Finding:
    """RF-R01, medium where the hub is the destination; gives way to RF-R02."""
    return any_of(
        (
            _hub(
                view,
                rule,
                line,
                {view.destination_of(line), *_on_the_way(view)},
                _listed_for_hubs(view, line),
            )
            for line in view.goods
        ),
        otherwise=unknown("items.cn8"),
    )


def hub_with_first_tiers(view: View, rule: Rule) -> Finding:
    """RF-R02: RF-R01 with a first tier, and with the destination itself as the hub."""
    return any_of(
        (
            _hub(
                view,
                rule,
                line,
                {view.destination_of(line)},
                {"pack:chpl" if line.cn else "items.cn8": in_first_tiers(view, line)},
            )
            for line in view.goods
        ),
        otherwise=unknown("items.cn8"),
    )


def _on_the_way(view: View) -> tuple[str | None, ...]:
    return (*(party.country for party in view.parties(Role.CONSIGNEE)), *routing(view))


def in_first_tiers(view: View, line: Goods) -> bool | None:
    """Whether the line stands in a first tier of the high-priority list; None: cannot tell."""
    row, tiers = view.priority_row(line), view.code_set("priority_tier")
    if row is None:
        return view.on_priority_list(line)
    return None if tiers is None else row["tier"].partition(".")[0] in tiers


def _hub(
    view: View,
    rule: Rule,
    line: Goods,
    countries: Iterable[str | None],
    listed: Mapping[str, bool | None],
) -> Finding:
    met = _hubs_among(view, countries)
    is_end = view.destination_of(line) in (met or ())
    circumstances = _circumstances(view, rule)
    row = view.priority_row(line)
    return judge(
        {
            "country_destination": None if met is None else bool(met),
            **listed,
            **alternatives(*((name, holds) for name, _why, holds, _proof in circumstances)),
        },
        _(
            "Item {no} ({cn}, Annex XL tier {tier}) goes by the hub {hubs}, outside the partners "
            "of Annex VIII, and {why}."
        ).format(
            no=line.no,
            cn=line.cn,
            tier=row["tier"] if row else "–",
            hubs=", ".join(met or ()),
            why=_(" and ").join(why for _name, why, holds, _proof in circumstances if holds),
        ),
        severity=max(rule.severity, Severity.MEDIUM, key=ORDER.index) if is_end else rule.severity,
        evidence=(
            of_cn(line),
            *_stated_hubs(view, line, met or ()),
            *(proof for _name, _why, holds, proof in circumstances if holds),
            of_pack(view.packs.get("chpl"), f"{row['hs6']}, {row['tier']}" if row else None),
        ),
    )


def _listed_for_hubs(view: View, line: Goods) -> Mapping[str, bool | None]:
    """On the high-priority list, or in the annex of hubs; the code may tell neither."""
    if not line.cn:
        return {"items.cn8": None}
    return alternatives(
        ("pack:chpl", view.on_priority_list(line)),
        (
            view.input_of_annex("eu_833_annexes"),
            view.in_annexes(line, "eu_833_annexes", "hub_annex"),
        ),
    )


def _hubs_among(view: View, countries: Iterable[str | None]) -> tuple[str, ...] | None:
    """Hubs that are no partner of Annex VIII; None where sets or countries are not known."""
    hubs, partners = view.country_set("hub"), view.country_set("annex_viii") or frozenset()
    stated = {country for country in countries if country}
    if hubs is None or not stated:
        return None
    return tuple(sorted((stated & hubs) - partners))


def _stated_hubs(view: View, line: Goods, hubs: tuple[str, ...]) -> tuple[str, ...]:
    """The fields in which the hubs stand."""
    destination = view.destination_of(line)
    by_party = [p for p in view.parties(Role.CONSIGNEE) if p.country in hubs]
    return (
        of_declaration("country_destination", destination if destination in hubs else None),
        of_declaration("country_routing", tuple(c for c in routing(view) if c in hubs)),
        *(of_party(party, "country", party.country) for party in by_party),
    )


def _circumstances(view: View, rule: Rule) -> tuple[tuple[str, str, bool | None, str], ...]:
    """The facts of which one is enough: input, words that state it, whether it holds, evidence."""
    kind, founded = view.value("consignee.kind"), view.day_of("consignee.incorporated")
    place = view.declaration.delivery_place if view.declaration else None
    zone = view.words("free_zone", place)
    return (
        (
            "consignee.kind",
            _("the consignee is a {kind}").format(kind=kind),
            kind_in(view, MIDDLEMEN),
            of_enrichment("consignee.kind", kind),
        ),
        (
            "end_user.name",
            _("no end user was named when asked for"),
            end_user_unknown(view),
            of_enrichment("end_user", _("asked for, not named")),
        ),
        (
            "consignee.incorporated",
            _("the firm was incorporated on {day}").format(day=told_day(founded)),
            None if founded is None else founded >= day(rule.thresholds, "incorporated_from"),
            of_enrichment("consignee.incorporated", founded),
        ),
        (
            "delivery_place",
            _("delivery is in a free zone"),
            None if zone is None else bool(zone),
            of_declaration("delivery_place", place),
        ),
    )


def end_user_unknown(view: View) -> bool | None:
    """True when the end user was asked for in vain; None when nobody asked."""
    if view.end_user_names:
        return False
    requests = (a for a in view.case.actions if a.kind is ActionKind.INFORMATION_REQUEST)
    in_vain = any(a.answered_at or (a.due and a.due < view.facts.today) for a in requests)
    return True if view.end_user_asked or in_vain else None


def through_russia(view: View, rule: Rule) -> Finding:
    """RF-R03: listed goods routed through a country of the transit bans."""
    banned = view.country_set("transit_ban")
    through = None if banned is None or not routing(view) else bool(banned & {*routing(view)})
    return any_of(
        (_through(view, line, banned or frozenset(), through) for line in view.goods),
        otherwise=judge({"country_routing": through, "items.cn8": None}, ""),
    )


def _through(view: View, line: Goods, banned: frozenset[str], through: bool | None) -> Finding:
    """`through` says whether the way is known, and whether any part of it is banned."""
    met = [country for country in transit_of(view, line) if country in banned]
    named = {
        "annex_xxxvii": view.may_be_in_annex(line, "annex_xxxvii"),
        "eu_833_annexes": view.may_be_in_annexes(line, "eu_833_annexes", "transit_annex"),
        "eu_765_annexes": view.may_be_in_annex(line, "eu_765_annexes"),
    }
    confirmed = view.confirmed(line, "eu", "ru-annex-vii")
    codes = [code for code in view.codes(line) if code.list in ("eu", "ru-annex-vii")]
    barred = prohibitions(view, line, transit=met) if met else ()
    said = _listed_text(confirmed, codes).format(
        no=line.no,
        cn=line.cn,
        codes=", ".join(dict.fromkeys(code.code for code in confirmed or codes)),
        countries=", ".join(met),
    )
    return judge(
        {
            "country_routing": None if through is None else bool(met),
            **alternatives(
                *((view.input_of_annex(name), listed) for name, listed in named.items()),
                ("items.classification", True if codes else view.listed_in_annex_1(line)),
            ),
        },
        joined(" ", (said, *prohibited_words(barred))),
        severity=Severity.CRITICAL if confirmed else Severity.HIGH,
        evidence=(
            of_declaration("country_routing", met),
            of_cn(line),
            *of_codes(line, confirmed or codes),
            *(of_pack(view.packs.get(name), line.cn) for name, found in named.items() if found),
            *of_cells(view.packs.get(MATRIX), barred),
        ),
    )


def _listed_text(confirmed: tuple[Code, ...], codes: list[Code]) -> str:
    """Why the line counts as listed: confirmed, perhaps by a code, or by its heading alone."""
    if confirmed:
        return _("Item {no} ({cn}) is confirmed as {codes} and is routed through {countries}.")
    if codes:
        return _(
            "Item {no} ({cn}) may fall under {codes} (candidate, not confirmed) and is routed "
            "through {countries}."
        )
    return _(
        "Item {no} ({cn}) stands or may stand by its heading in a goods annex and is routed "
        "through {countries}."
    )


def illogical_route(view: View, rule: Rule) -> Finding:
    """RF-R04: rows of `route_table` {export, destination, country}, `*` for every country.

    A table without a row for the pair says nothing about it.
    """
    home = (view.declaration.country_export if view.declaration else None) or view.case.member_state
    pack, target = view.packs.get("route_table"), view.destination
    if pack is None or target is None:
        return unknown("country_destination" if pack else "pack:route_table")
    allowed = _allowed(pack, home, target)
    if allowed is None:
        return unknown(f"pack:route_table/{home}-{target}")
    office = view.declaration.office_exit if view.declaration else None
    return any_of(
        (
            _beside(pack, (home, target), "country_routing", routing(view), allowed),
            _beside(pack, (home, target), "office_exit", (office,) if office else (), allowed),
        )
    )


def _beside(
    pack: Pack,
    ends: tuple[str, str],
    field: str,
    stated: tuple[str, ...],
    allowed: frozenset[str],
) -> Finding:
    """Countries of the route, or of the office of exit, that the table does not know."""
    strange = [place for place in stated if place[:2] not in allowed]
    home, target = ends
    return judge(
        {field: bool(strange) if stated else None},
        _("From {home} to {target} the route table knows no way through {countries}.").format(
            home=home, target=target, countries=", ".join(dict.fromkeys(p[:2] for p in strange))
        ),
        evidence=(of_declaration(field, strange), of_pack(pack, f"{home}-{target}")),
    )


def _allowed(pack: Pack, home: str, target: str) -> frozenset[str] | None:
    """Countries on the way from `home` to `target`, both ends among them; None: no row."""
    table = derived(_ways, pack)
    pairs = ((home, target), (ANYWHERE, target), (home, ANYWHERE))
    found = [table[pair] for pair in pairs if pair in table]
    return frozenset({home, target}).union(*found) if found else None


def _ways(pack: Pack) -> Mapping[tuple[str, str], frozenset[str]]:
    ways: dict[tuple[str, str], set[str]] = {}
    for row in pack.rows:
        pair = (row.get("export") or ANYWHERE, row.get("destination") or ANYWHERE)
        ways.setdefault(pair, set()).update(_countries(row))
    return {pair: frozenset(countries) for pair, countries in ways.items()}


def _countries(row: Row) -> Iterable[str]:
    """One country a row, or several with bars between."""
    return filter(None, (part.strip() for part in row.get("country", "").split("|")))


def free_zone_delivery(view: View, rule: Rule) -> Finding:
    """RF-R09."""
    place = view.declaration.delivery_place if view.declaration else None
    words = view.words("free_zone", place)
    if words is None:
        return unknown("delivery_place" if not place else "pack:vocabulary")
    return judge(
        {"delivery_place": bool(words)},
        _("The delivery place is “{place}”.").format(place=place),
        evidence=(of_declaration("delivery_place", place),),
    )
