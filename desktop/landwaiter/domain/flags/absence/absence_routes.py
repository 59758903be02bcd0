"""Facts about destination, way, procedure and time that leave rules without a subject."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from landwaiter.domain.flags.absence.absence import AbsenceFact, once, stated
from landwaiter.domain.flags.evidence import at, of_declaration, of_enrichment, of_party
from landwaiter.domain.flags.non_union import is_declared_t1, is_stated_non_union
from landwaiter.domain.flags.rule import Rule, number
from landwaiter.domain.flags.rules.exits import messages, released_on
from landwaiter.domain.flags.rules.route import routing
from landwaiter.domain.flags.view import View, imo_numbers
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.declaration import Role
from landwaiter.i18n import N_, _, joined

_AT_SEA: Final = "RF-V04"
"""The rule on which an analyst notes what a voyage shows."""
_NOT_BY_WATER: Final = {
    "2": N_("rail"),
    "3": N_("road"),
    "4": N_("air"),
    "5": N_("post"),
    "7": N_("fixed installation"),
}
"""Modes of transport; 1 is sea, 8 inland water, and 9, own propulsion, may be a ship."""
_WITHOUT_CONTAINER: Final = frozenset({"3", "4"})


def _destinations(view: View) -> tuple[str, ...] | None:
    """Every destination of the goods; None where one is not known."""
    found = [view.destination_of(line) for line in view.goods] or [view.destination]
    return None if None in found else tuple(dict.fromkeys(str(one) for one in found))


def _outside(view: View, name: str, countries: Iterable[str | None]) -> bool:
    """Whether all of the countries are known and none is in the set."""
    members, stated_ones = view.country_set(name), tuple(countries)
    return (
        members is not None
        and bool(stated_ones)
        and members.isdisjoint(stated_ones)
        and all(stated_ones)
    )


def _bound_for(view: View, text: str, places: tuple[str, ...]) -> AbsenceFact:
    return AbsenceFact(
        text.format(countries=", ".join(places)),
        stated(of_declaration("country_destination", places)),
    )


# hubs


@once
def off_hubs(view: View) -> AbsenceFact | None:
    """Destination, consignee's country and all countries on the way are known; none is a hub."""
    places, consignees = _destinations(view), view.parties(Role.CONSIGNEE)
    if not places or not consignees or not routing(view):
        return None
    countries = (*places, *(party.country for party in consignees), *routing(view))
    if not _outside(view, "hub", countries):
        return None
    text = _("Neither destination nor consignee nor a country on the way is a hub: {countries}.")
    return AbsenceFact(
        text.format(countries=", ".join(dict.fromkeys(str(one) for one in countries))),
        stated(
            of_declaration("country_destination", places),
            of_declaration("country_routing", routing(view)),
            *(of_party(party, "country", party.country) for party in consignees),
        ),
    )


@once
def bound_for_no_hub(view: View) -> AbsenceFact | None:
    places = _destinations(view)
    if not places or not _outside(view, "hub", places):
        return None
    return _bound_for(view, _("The destination is known and is no hub: {countries}."), places)


# other destinations


@once
def bound_for_partner(view: View) -> AbsenceFact | None:
    """A partner of Annex VIII of Reg. 833/2014, or a Member State."""
    places = _destinations(view)
    partners, union = view.country_set("annex_viii"), view.country_set("union")
    if not places or not partners or not union or not set(places) <= partners | union:
        return None
    text = _(
        "The destination is a partner of Annex VIII of Reg. 833/2014 or in the Union: {countries}."
    )
    return _bound_for(view, text, places)


@once
def outside_repression(view: View) -> AbsenceFact | None:
    """Destination and the country of everybody who will use the goods are known and outside."""
    places, users = _destinations(view), view.parties(Role.END_USER, Role.PROJECT_PARTNER)
    if not places or not users:
        return None
    if not _outside(view, "repression_destination", (*places, *(one.country for one in users))):
        return None
    text = _("Neither destination nor end user is where the rule looks: {countries}.")
    countries = (*places, *(str(one.country) for one in users))
    return AbsenceFact(
        text.format(countries=", ".join(dict.fromkeys(countries))),
        stated(
            of_declaration("country_destination", places),
            *(of_party(one, "country", one.country) for one in users),
        ),
    )


@once
def outside_1989(view: View) -> AbsenceFact | None:
    places = _destinations(view)
    if not places or not _outside(view, "declaration_1989", places):
        return None
    text = _("The embargo by declaration is not about the destination: {countries}.")
    return _bound_for(view, text, places)


# the way


@once
def off_water(view: View) -> AbsenceFact | None:
    """The mode at the border is known, and no mode that is stated is by water.

    A ship that is named all the same, or a voyage that somebody looked into, is a subject.
    """
    means = view.declaration.transport if view.declaration else ()
    modes = tuple(dict.fromkeys(one.mode for one in means if one.mode))
    at_border = any(one.mode for one in means if one.stage == "border")
    if not at_border or not set(modes) <= _NOT_BY_WATER.keys() or _is_ship_named(view):
        return None
    words = joined(", ", (_(_NOT_BY_WATER[str(mode)]) for mode in modes))
    return AbsenceFact(
        _("The goods do not go by water: {modes}.").format(modes=words),
        stated(of_declaration("transport", modes)),
    )


def _is_ship_named(view: View) -> bool:
    seen = view.note(_AT_SEA) is not None or view.value("ais") is not None
    return seen or bool(imo_numbers(view) or view.parties(Role.VESSEL))


@once
def without_container(view: View) -> AbsenceFact | None:
    """No container is stated, and the goods go by road or air or are declared as not in one."""
    declared = view.declaration
    if declared is None or declared.containers:
        return None
    if declared.container_indicator is False:
        text = _("The goods are declared as not in a container.")
        return AbsenceFact(text, stated(of_declaration("container_indicator", "0")))
    modes = {one.mode for one in declared.transport if one.mode}
    at_border = any(one.mode for one in declared.transport if one.stage == "border")
    if not at_border or not modes <= _WITHOUT_CONTAINER:
        return None
    text = _("The goods go by {modes}, and no container is stated.")
    words = joined(", ", (_(_NOT_BY_WATER[str(mode)]) for mode in sorted(map(str, modes))))
    return AbsenceFact(
        text.format(modes=words), stated(of_declaration("transport", sorted(map(str, modes))))
    )


@once
def without_way(view: View) -> AbsenceFact | None:
    """An audit looks at goods that left long ago: its declaration states neither way nor exit."""
    declared = view.declaration
    if view.case.kind is not CaseKind.AUDIT or routing(view) or (declared and declared.office_exit):
        return None
    text = _("An audit after clearance: neither way nor office of exit is stated.")
    return AbsenceFact(text, stated(at("case/kind", view.case.kind.value)))


# procedure and time


@once
def under_t1(view: View) -> AbsenceFact | None:
    """Non-Union goods in transit: Annex I asks for no authorisation; Art. 7 may prohibit."""
    declared = view.declaration
    by_type, by_field = is_declared_t1(view.case), is_stated_non_union(view.case)
    if not by_type and not by_field:
        return None
    return AbsenceFact(
        _(
            "Non-Union goods in transit (T1): Annex I asks for no authorisation; Art. 7 may "
            "prohibit the transit."
        ),
        stated(
            of_declaration("type", declared.type if declared and by_type else None),
            at("project/non_union", "true" if by_field else None),
        ),
    )


def not_released_long(view: View, rule: Rule) -> AbsenceFact | None:
    """No item is released, or released fewer days ago than the rule waits.

    Of an audit that is not recorded here: its goods left long before.
    """
    released = released_on(view)
    if released is not None:
        last = released + timedelta(days=int(number(rule.thresholds, "days")))
        if view.facts.today > last:
            return None
        text = _("Released on {day}: an exit result is not due before {last}.")
        evidence = stated(of_enrichment("released_at", released))
        return AbsenceFact(text.format(day=released, last=last), evidence)
    if view.case.kind not in (CaseKind.EXPORT, CaseKind.TRANSIT) or messages(view) is not None:
        return None
    if not view.goods:
        return None
    text = _("No item is recorded as released.")
    return AbsenceFact(text, stated(at("history/releases", _("none"))))
