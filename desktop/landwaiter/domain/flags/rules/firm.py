"""Rules about what kind of firm takes part and what the registers say of it."""

from collections.abc import Mapping
from typing import Final

from landwaiter.domain.base.days import told_day
from landwaiter.domain.cases.case import CaseParty, Severity
from landwaiter.domain.flags.evidence import (
    at,
    of_cn,
    of_codes,
    of_declaration,
    of_enrichment,
    of_item,
    of_pack,
    of_party,
)
from landwaiter.domain.flags.finding import Finding, alternatives, any_of, judge, unknown
from landwaiter.domain.flags.rule import Rule, day, number
from landwaiter.domain.flags.view import ANSWER_SOURCES, Goods, View, value_eur
from landwaiter.domain.intake.declaration import Address, Role
from landwaiter.domain.law.word_lists import folded, same_name
from landwaiter.i18n import _, plural

TRADERS: Final = frozenset(
    {
        *("trader", "trade", "trading", "trading_company", "trading_house", "general_trading"),
        *("reseller", "wholesaler", "broker", "forwarder", "freight_forwarder"),
    }
)
"""What people write who mean a firm that passes goods on."""
MIDDLEMEN: Final = TRADERS | {"distributor"}
FORWARDERS: Final = frozenset({"forwarder", "freight_forwarder"})
DESKS: Final = FORWARDERS | {"company_registry", "company_agent"}
"""Kinds of consignee that many firms share an address with by their trade."""


def kind_in(view: View, kinds: frozenset[str]) -> bool | None:
    """Whether the consignee's kind is one of these; None while it is not known."""
    return _kind_in(view, "consignee", kinds)


def _kind_in(view: View, role: str, kinds: frozenset[str]) -> bool | None:
    kind = view.value(f"{role}.kind")
    return None if kind is None else str(kind).casefold().replace(" ", "_") in kinds


def founded_late(view: View, rule: Rule) -> bool | None:
    """Whether consignee or intermediary was incorporated on or after the rule's day.

    An intermediary counts where its incorporation is known; the consignee's must be.
    """
    late = [_is_late(view, rule, role) for role in _FIRMS]
    return late[0] if not any(late) else True


_FIRMS: Final = ("consignee", "intermediary")


def _is_late(view: View, rule: Rule, role: str) -> bool | None:
    founded = view.day_of(f"{role}.incorporated")
    return None if founded is None else founded >= day(rule.thresholds, "incorporated_from")


def new_firm(view: View, rule: Rule) -> Finding:
    """RF-P08: founded on or after the rule's day, hub, high-priority goods."""
    firms = [role for role in _FIRMS if _is_late(view, rule, role)] or [_FIRMS[0]]
    return any_of(
        (_new_firm(view, rule, role, line) for role in firms for line in view.goods),
        otherwise=_without_goods({"consignee.incorporated": founded_late(view, rule)}),
    )


def _new_firm(view: View, rule: Rule, role: str, line: Goods) -> Finding:
    routing = view.declaration.country_routing if view.declaration else ()
    destination = view.destination_of(line)
    names = [party.name for party in view.parties(Role(role))]
    trading = _kind_in(view, role, TRADERS) or view.words("forwarder", *names)
    mild = view.in_set("milder_hub", destination) and not trading
    founded = view.value(f"{role}.incorporated")
    return judge(
        {
            "consignee.incorporated": founded_late(view, rule),
            "country_destination": view.in_set("hub", destination, *routing),
            "items.cn8": view.on_priority_list(line),
        },
        _("The firm was incorporated on {day}; item {no} ({cn}, CHPL) goes to {country}.").format(
            day=told_day(founded), no=line.no, cn=line.cn, country=destination
        ),
        severity=Severity.MEDIUM if mild else rule.severity,
        evidence=(
            of_enrichment(f"{role}.incorporated", founded),
            of_enrichment(f"{role}.kind", view.value(f"{role}.kind")) if trading else "",
            of_declaration("country_destination", destination),
            of_declaration("country_routing", routing),
            of_cn(line),
            of_pack(view.packs.get("chpl"), line.hs6),
        ),
    )


def _without_goods(conditions: Mapping[str, bool | None]) -> Finding:
    return judge({**conditions, "items.cn8": None}, "")


def young_firm(view: View, rule: Rule) -> Finding:
    """RF-P09: younger than 12 months at the order, shipment above the threshold."""
    founded = view.day_of("consignee.incorporated")
    ordered = view.day_of("order.date") or view.day_of("contract.date")
    values = [value_eur(line) for line in view.goods]
    total = sum(value for value in values if value is not None)
    limit = number(rule.thresholds, "value_eur")
    enough = True if total > limit else None if None in values or not values else False
    age = (ordered - founded).days if ordered and founded else None
    young = None if age is None else age < number(rule.thresholds, "days")
    return judge(
        {
            "consignee.incorporated": True if founded else None,
            "contract.date|order.date": young if founded or not ordered else True,
            "items.value_eur": enough,
        },
        _(
            "The consignee was incorporated on {founded} and ordered goods for {total} EUR on "
            "{ordered}."
        ).format(founded=founded, ordered=ordered, total=total),
        evidence=(
            of_enrichment("consignee.incorporated", founded),
            of_enrichment("order.date" if view.day_of("order.date") else "contract.date", ordered),
            *(of_item(line, "value", value_eur(line)) for line in view.goods),
        ),
    )


def forwarder_name(view: View) -> tuple[str, ...] | None:
    return view.words("forwarder", *view.consignee_names)


def forwarder_consignee(view: View, rule: Rule) -> Finding:
    """RF-P10."""
    words = forwarder_name(view)
    kind = kind_in(view, FORWARDERS)
    pattern = None if words is None else bool(words)
    return judge(
        {
            **alternatives(("consignee.name", pattern), ("consignee.kind", kind)),
            "source:contract|source:end_use_statement|source:exporter_answer": view.answered
            or None,
            "end_user.name": not view.end_user_names,
        },
        _("The consignee {name} is a forwarder and no end user is named on file.").format(
            name=", ".join(view.consignee_names)
        ),
        evidence=(
            *(of_party(party) for party in view.parties(Role.CONSIGNEE)),
            of_enrichment("consignee.kind", view.value("consignee.kind")) if kind else "",
            *_answers(view),
        ),
    )


def _answers(view: View) -> tuple[str, ...]:
    """The sources on file that could have named an end user."""
    return tuple(
        of_enrichment("documents", source) for source in ANSWER_SOURCES if source in view.sources
    )


def no_end_user(view: View, rule: Rule) -> Finding:
    """RF-P11: missing, or the consignee itself, in contract, end-use statement or answer."""
    users = _stated_end_users(view)
    same = bool(users) and all(
        any(same_name(user, consignee) for consignee in view.consignee_names) for user in users
    )
    return any_of(
        (_no_end_user(view, line, users, same=same) for line in view.goods),
        otherwise=unknown("items.cn8"),
    )


def _stated_end_users(view: View) -> tuple[str, ...]:
    """End users that a contract, an end-use statement, the exporter or the declaration names."""
    origins = {*ANSWER_SOURCES, "declaration"}
    named = [p.name for p in view.parties(Role.END_USER) if p.origin in origins]
    for row in view.enriched("end_user"):
        if row.source in origins and isinstance(row.value, Mapping) and row.value.get("name"):
            named.append(str(row.value["name"]))
    return tuple(dict.fromkeys(named))


def _no_end_user(view: View, line: Goods, users: tuple[str, ...], *, same: bool) -> Finding:
    kind = view.value("consignee.kind")
    return judge(
        {
            "source:contract|source:end_use_statement|source:exporter_answer": view.answered
            or None,
            "end_user.name": not users or same,
            "consignee.kind": kind_in(view, MIDDLEMEN),
            "items.cn8": view.heading_correlates(line),
        },
        _(
            "The consignee is a {kind}, {missing}, and item {no} ({cn}) correlates with {codes}."
        ).format(
            kind=kind,
            missing=_("the end user stated is the consignee itself")
            if same
            else _("no end user is stated"),
            no=line.no,
            cn=line.cn,
            codes=", ".join(dict.fromkeys(code.code for code in view.codes(line))),
        ),
        evidence=(
            of_enrichment("consignee.kind", kind),
            *(at("parties/end_user/name", user) for user in users),
            *(of_party(party) for party in view.parties(Role.CONSIGNEE)),
            *_answers(view),
            of_cn(line),
            *of_codes(line, view.codes(line)),
        ),
    )


def shared_address(view: View, rule: Rule) -> Finding:
    """RF-P12: forwarders, registries and agents of companies and free-zone desks are left out."""
    bases = view.facts.bases.addresses
    return any_of(
        (_shared(view, rule, party, bases) for party in view.parties(Role.CONSIGNEE)),
        otherwise=unknown("consignee.address"),
    )


def _shared(view: View, rule: Rule, party: CaseParty, bases: Mapping[str, int] | None) -> Finding:
    line = address_line(party.address)
    there = (bases or {}).get(line, 0)
    virtual = view.words("virtual_office", line)
    known = bases is not None and bool(party.address.street)
    crowded = there >= number(rule.thresholds, "n") if known else None
    desk = kind_in(view, DESKS) or any(
        view.words(name, party.name) for name in ("forwarder", "company_agent")
    )
    return judge(
        {
            "consignee.address": True if party.address.street else None,
            "base:addresses": True if virtual else crowded,
            "consignee.kind": not desk,
            "delivery_place": not view.words("free_zone", line),
        },
        _("The address of the consignee is a virtual office: {address}.").format(address=line)
        if virtual
        else plural(
            there,
            "The address of the consignee is shared by {n} entity: {address}.",
            "The address of the consignee is shared by {n} entities: {address}.",
            address=line,
        ),
        evidence=(
            of_party(party, "address", line),
            "" if virtual else at("history/addresses", there),
        ),
    )


def address_line(address: Address) -> str:
    """An address as one folded line, the key of the casebook's address counts."""
    parts = (address.street, address.postcode, address.city, address.country)
    return folded(" ".join(part for part in parts if part))


def recorded_by_analyst(view: View, rule: Rule) -> Finding:
    """RF-P14: only a person can judge; the recorded reason is the flag, unless it says no."""
    note = view.note(rule.id)
    if note is None:
        return unknown("analyst_note")
    return judge(
        {"analyst_note": note.holds},
        _("The analyst records: {reason}").format(reason=note.reason),
        evidence=(of_enrichment("analyst_note", note.reason),),
    )
