"""Rules about what kind of firm takes part and what the registers say of it."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from landwaiter.domain.case import CaseParty, Severity
from landwaiter.domain.declaration import Address, Role
from landwaiter.domain.flags.finding import Finding, any_of, either, judge, unknown
from landwaiter.domain.flags.rule import Rule, number
from landwaiter.domain.flags.view import View, value_eur
from landwaiter.domain.words import folded, same_name
from landwaiter.i18n import _

TRADERS: Final = frozenset({"trader", "forwarder"})
MIDDLEMEN: Final = TRADERS | {"distributor"}


def kind_in(view: View, kinds: frozenset[str]) -> bool | None:
    """Whether the consignee's kind is one of these; None while it is not known."""
    kind = view.value("consignee.kind")
    return None if kind is None else str(kind) in kinds


def founded_late(view: View, rule: Rule) -> bool | None:
    """Whether consignee or intermediary was incorporated on or after the rule's day."""
    days = [view.day_of(f"{role}.incorporated") for role in ("consignee", "intermediary")]
    first = date.fromisoformat(rule.thresholds["incorporated_from"])
    return either(*(None if day is None else day >= first for day in days))


def new_firm(view: View, rule: Rule) -> Finding:
    """RF-P08: founded after 24 February 2022, hub, high-priority goods."""
    routing = view.declaration.country_routing if view.declaration else ()
    late = founded_late(view, rule)
    trading = kind_in(view, TRADERS) or forwarder_name(view)
    return any_of(
        (
            judge(
                {
                    "consignee.incorporated": late,
                    "country_destination": view.in_set("hub", view.destination_of(line), *routing),
                    "items.cn8": view.on_priority_list(line),
                },
                _(
                    "The firm was incorporated on {day}; item {no} ({cn}, CHPL) goes to {country}."
                ).format(
                    day=view.value("consignee.incorporated")
                    or view.value("intermediary.incorporated"),
                    no=line.no,
                    cn=line.cn,
                    country=view.destination_of(line),
                ),
                severity=Severity.MEDIUM
                if view.in_set("milder_hub", view.destination_of(line)) and not trading
                else None,
                evidence=(
                    f"consignee.incorporated: {view.value('consignee.incorporated')}",
                    f"items.cn8: {line.cn}",
                ),
            )
            for line in view.goods
        ),
        otherwise=_without_goods({"consignee.incorporated": late}),
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
        _("The consignee was {age} days old when it ordered goods for {total} EUR.").format(
            age=age, total=total
        ),
        evidence=(f"consignee.incorporated: {founded}", f"order.date: {ordered}"),
    )


def forwarder_name(view: View) -> tuple[str, ...] | None:
    return view.words("forwarder", *view.consignee_names)


def forwarder_consignee(view: View, rule: Rule) -> Finding:
    """RF-P10."""
    words = forwarder_name(view)
    kind = kind_in(view, frozenset({"forwarder"}))
    pattern = None if words is None else bool(words)
    return judge(
        {
            "consignee.name|consignee.kind": either(kind, pattern),
            "source:contract|source:end_use_statement|source:exporter_answer": view.answered
            or None,
            "end_user.name": not view.end_user_names,
        },
        _("The consignee {name} is a forwarder and no end user is named on file.").format(
            name=", ".join(view.consignee_names)
        ),
        evidence=(
            f"consignee.name: {', '.join(view.consignee_names)}",
            f"consignee.kind: {view.value('consignee.kind')}",
        ),
    )


def no_end_user(view: View, rule: Rule) -> Finding:
    """RF-P11."""
    same = bool(view.end_user_names) and all(
        any(same_name(user, consignee) for consignee in view.consignee_names)
        for user in view.end_user_names
    )
    return any_of(
        (
            judge(
                {
                    "source:contract|source:end_use_statement|source:exporter_answer": view.answered
                    or None,
                    "end_user.name": not view.end_user_names or same,
                    "consignee.kind": kind_in(view, MIDDLEMEN),
                    "items.cn8": view.correlates(line),
                },
                _(
                    "The consignee is a {kind}, {missing}, and item {no} ({cn}) correlates with "
                    "{codes}."
                ).format(
                    kind=view.value("consignee.kind"),
                    missing=_("the end user stated is the consignee itself")
                    if same
                    else _("no end user is stated"),
                    no=line.no,
                    cn=line.cn,
                    codes=", ".join(dict.fromkeys(code.code for code in view.codes(line))),
                ),
                evidence=(
                    f"consignee.kind: {view.value('consignee.kind')}",
                    f"items.cn8: {line.cn}",
                ),
            )
            for line in view.goods
        ),
        otherwise=unknown("items.cn8"),
    )


def shared_address(view: View, rule: Rule) -> Finding:
    """RF-P12: forwarders and free-zone desks are left out."""
    bases = view.facts.bases.addresses
    return any_of(
        (_shared(view, rule, party, bases) for party in view.parties(Role.CONSIGNEE)),
        otherwise=unknown("consignee.address"),
    )


def _shared(view: View, rule: Rule, party: CaseParty, bases: Mapping[str, int] | None) -> Finding:
    line = address_line(party.address)
    there = (bases or {}).get(line, 0)
    virtual = view.words("virtual_office", line)
    crowded = None if bases is None else there >= number(rule.thresholds, "n")
    return judge(
        {
            "consignee.address": True if line else None,
            "base:addresses": True if virtual else crowded,
            "consignee.kind": not (kind_in(view, frozenset({"forwarder"})) or forwarder_name(view)),
            "delivery_place": not view.words("free_zone", line),
        },
        _("The address of the consignee is a virtual office: {address}.").format(address=line)
        if virtual
        else _("The address of the consignee is shared by {there} entities: {address}.").format(
            there=there, address=line
        ),
        evidence=(f"consignee.address: {line}",),
    )


def address_line(address: Address) -> str:
    """An address as one folded line, the key of the casebook's address counts."""
    parts = (address.street, address.postcode, address.city, address.country)
    return folded(" ".join(part for part in parts if part))


def recorded_by_analyst(view: View, rule: Rule) -> Finding:
    """RF-P14, RF-V04: only a person can judge; the recorded reason is the flag."""
    reason = view.note(rule.id)
    if reason is None:
        return unknown("analyst_note")
    return judge(
        {"analyst_note": True},
        _("The analyst records: {reason}").format(reason=reason),
        evidence=(f"analyst_note: {reason}",),
    )


def shared_contact(view: View, rule: Rule) -> Finding:
    """RF-C02, by address: two differently named parties at one address."""
    left_out = {Role.EXPORTER, Role.DECLARANT, Role.REPRESENTATIVE, Role.CONSIGNOR, Role.CARRIER}
    placed = [
        (address_line(party.address), party)
        for party in view.parties()
        if party.role not in left_out and party.address.street
    ]
    if len(placed) < 2:
        return unknown("parties.directors|parties.address|parties.phone|parties.domain")
    return any_of(
        judge(
            {"parties.address": line == other_line and not same_name(one.name, other.name)},
            _("{one} and {other} share the address {address}.").format(
                one=one.name, other=other.name, address=line
            ),
            evidence=(f"parties.address: {line}",),
        )
        for place, (line, one) in enumerate(placed)
        for other_line, other in placed[place + 1 :]
    )
