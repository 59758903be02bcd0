"""Gates of the rules about ways and exits, of audits, and of goods annexes of embargoes."""

from collections.abc import Iterable
from typing import Final

from landwaiter.domain.flags.embargo.item_standings import may_prohibit
from landwaiter.domain.flags.embargo.matrix import EXPORT
from landwaiter.domain.flags.gates.gate import RuleGate, is_known, is_loaded, is_stated, once
from landwaiter.domain.flags.gates.party_gates import has_another_version
from landwaiter.domain.flags.rules.embargoed import PACKS, places_of
from landwaiter.domain.flags.rules.route import routing
from landwaiter.domain.flags.view import View
from landwaiter.domain.intake.customs_messages import EXIT_MESSAGES
from landwaiter.domain.intake.declaration import Role


def _is_hub(view: View, countries: Iterable[str | None]) -> bool:
    hubs, partners = view.country_set("hub") or (), view.country_set("annex_viii") or ()
    return any(country in hubs and country not in partners for country in countries)


@once
def is_bound_for_hub(view: View) -> bool:
    """The destination of some line is a hub and no partner of Annex VIII."""
    return _is_hub(view, (view.destination_of(line) for line in view.goods))


def is_by_hub(view: View) -> bool:
    """The country of a consignee, or one on the way, is a hub."""
    return _is_hub(view, (*(p.country for p in view.parties(Role.CONSIGNEE)), *routing(view)))


@once
def is_on_priority_list(view: View) -> bool:
    """Some line is on the high-priority list."""
    return any(view.priority_row(line) is not None for line in view.goods)


@once
def is_in_annex_of_833(view: View) -> bool:
    """A row of a loaded goods annex of Reg. 833/2014 covers some line, be it in part."""
    return any(view.annex_rows(line, "eu_833_annexes") for line in view.goods)


@once
def is_in_free_zone(view: View) -> bool:
    """The delivery place has a word of free zones."""
    place = view.declaration.delivery_place if view.declaration else None
    return bool(place and view.words("free_zone", place))


def has_actions(view: View) -> bool:
    """A request was sent, of whatever kind."""
    return bool(view.case.actions)


def is_by_banned_country(view: View) -> bool:
    """A country on the way is one of the transit bans."""
    banned = view.country_set("transit_ban") or frozenset()
    return not banned.isdisjoint(routing(view))


def has_way(view: View) -> bool:
    """A country on the way, or an office of exit, is stated."""
    return bool(routing(view) or (view.declaration and view.declaration.office_exit))


def has_history(view: View) -> bool:
    return view.facts.trade is not None


def is_in_embargo_annex(view: View) -> bool:
    """A row of a goods annex covers some line, whatever the place."""
    return any(view.annex_rows(line, name) for name in PACKS for line in view.goods)


def is_place_embargoed(view: View) -> bool:
    """The embargo matrix may prohibit exports to where goods, consignee or end user are."""
    return may_prohibit(view, EXPORT, tuple(places_of(view)))


_CIRCUMSTANCE: Final = (
    is_known("consignee.kind"),
    is_known("consignee.incorporated"),
    is_stated("end_user"),
    has_actions,
    is_in_free_zone,
)
"""One of the facts of `_circumstances`: a kind or a day of incorporation that is known; an end user
who was asked for in vain, by a statement without a name or by a request; a free zone."""

HUB: Final = RuleGate(
    (
        (is_bound_for_hub, is_by_hub),
        (is_on_priority_list, is_in_annex_of_833),
        _CIRCUMSTANCE,
    )
)
"""RF-R01: `_hubs_among` of destination, consignees and route; the line on the high-priority list or
in the annex; one circumstance."""

HUB_OF_FIRST_TIERS: Final = RuleGate(((is_bound_for_hub,), (is_on_priority_list,), _CIRCUMSTANCE))
"""RF-R02: as RF-R01, with the destination as the hub and a row of the list whose tier counts."""

TRANSIT_BAN: Final = RuleGate(((is_by_banned_country,),))
"""RF-R03: `country_routing` is True only where the line passes through a country of the set."""

ROUTE_TABLE: Final = RuleGate(((is_loaded("route_table"),), (has_way,)))
"""RF-R04: by a country that the table does not know, on the way or of the office of exit."""

OTHER_DESTINATION: Final = RuleGate(
    (
        (
            is_stated(EXIT_MESSAGES),
            is_known("transport_document.destination"),
            has_another_version,
        ),
    )
)
"""RF-R05: another destination is shown by an exit message, by a transport document or by a version
after the first."""

NO_EXIT: Final = RuleGate(((is_stated(EXIT_MESSAGES),),))
"""RF-R06: while exit messages were never imported, that none is there is not known."""

HISTORY: Final = RuleGate(((has_history,),))
"""RF-R07 and R08: they judge the history of an audit alone."""

FREE_ZONE: Final = RuleGate(((is_in_free_zone,),))
"""RF-R09: its only condition."""

EMBARGOED: Final = RuleGate(((is_in_embargo_annex, is_place_embargoed),))
"""RF-R10: a row of a goods annex covers a line, or `prohibitions` has a cell for one of the places,
which first asks the same."""

OLD_EMBARGO: Final = RuleGate(
    (
        (is_in_embargo_annex,),
        (is_known("contract.date"), is_known("exemption_claim.contract_date")),
    )
)
"""RF-D02: it looks at rows of goods annexes that cover a line; the day of the contract is known, of
the contract itself or of the exemption claimed for it."""
