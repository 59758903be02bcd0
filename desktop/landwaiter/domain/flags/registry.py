"""Rule id → what decides it, its gate, and which packs of the office's own choices it reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from landwaiter.domain.flags import descriptions
from landwaiter.domain.flags.finding import Finding
from landwaiter.domain.flags.gates import (
    goods_gates,
    paper_gates,
    party_gates,
    register_gates,
    route_gates,
    use_gates,
)
from landwaiter.domain.flags.gates.gate import RuleGate
from landwaiter.domain.flags.rule import Rule
from landwaiter.domain.flags.rules import (
    claims,
    contacts,
    denials,
    documents,
    embargoed,
    enduse,
    exits,
    firm,
    goods,
    institutions,
    licensing,
    ownership,
    party,
    price,
    research,
    route,
    trade,
    unauthorised,
    vessel,
)
from landwaiter.domain.flags.view import View

Predicate = Callable[[View, Rule], Finding]


@dataclass(frozen=True, slots=True)
class Decider:
    """A predicate, its gate, and the packs it reads beyond the inputs that the rule names."""

    predicate: Predicate
    gate: RuleGate
    """Where it is shut the predicate cannot hold; see `gates`."""
    reads: tuple[str, ...] = ()


WORDS: Final = "vocabulary"
PLACES: Final = "countries"
CODES: Final = "code_sets"
TABLE: Final = "hs_control"
VALUES: Final = "deciding_parameters"

RULES: Final[Mapping[str, Decider]] = {
    "RF-P01": Decider(party.listed_party, party_gates.LISTED),
    "RF-P02": Decider(party.annex_iv_party, party_gates.LISTED, (TABLE,)),
    "RF-P03": Decider(party.export_list_hit, party_gates.LISTED),
    "RF-P04": Decider(party.near_match, party_gates.LISTED),
    "RF-P05": Decider(institutions.armed_forces_end_user, party_gates.ASSESSED),
    "RF-P06": Decider(institutions.civil_university, party_gates.ASSESSED, (TABLE,)),
    "RF-P07": Decider(institutions.defence_group, party_gates.GROUP, (TABLE,)),
    "RF-P08": Decider(firm.new_firm, party_gates.NEW_FIRM, (PLACES, WORDS)),
    "RF-P09": Decider(firm.young_firm, party_gates.YOUNG_FIRM),
    "RF-P10": Decider(firm.forwarder_consignee, party_gates.ANSWERED, (WORDS,)),
    "RF-P11": Decider(firm.no_end_user, party_gates.ANSWERED),
    "RF-P12": Decider(firm.shared_address, party_gates.ADDRESS, (WORDS,)),
    "RF-P13": Decider(licensing.party_changed, party_gates.CHANGED, (CODES,)),
    "RF-P14": Decider(firm.recorded_by_analyst, party_gates.NOTED),
    "RF-P15": Decider(ownership.changed_after_listing, party_gates.OWNER_CHANGED),
    "RF-P16": Decider(denials.denied_counterparty, party_gates.DENIED_BUYER),
    "RF-P17": Decider(denials.informed_exporter, party_gates.INFORMED),
    "RF-P18": Decider(ownership.owned_by_listed, party_gates.OWNED),
    "RF-E01": Decider(enduse.military_end_use, use_gates.MILITARY, (WORDS,)),
    "RF-E02": Decider(enduse.weapons_of_mass_destruction, use_gates.WMD, (WORDS,)),
    "RF-E03": Decider(enduse.vague_end_use, use_gates.END_USE, (WORDS,)),
    "RF-E04": Decider(enduse.internal_repression, use_gates.REPRESSION, (WORDS, PLACES, TABLE)),
    "RF-E05": Decider(enduse.surveillance_item, use_gates.SERVICES, (WORDS, TABLE)),
    "RF-E06": Decider(enduse.pre_embargo_contract, use_gates.OLD_CONTRACT),
    "RF-E07": Decider(enduse.other_site, use_gates.SITE),
    "RF-R01": Decider(route.hub_in_route, route_gates.HUB, (PLACES, WORDS, CODES)),
    "RF-R02": Decider(
        route.hub_with_first_tiers, route_gates.HUB_OF_FIRST_TIERS, (PLACES, WORDS, CODES)
    ),
    "RF-R03": Decider(route.through_russia, route_gates.TRANSIT_BAN, (TABLE, PLACES, CODES)),
    "RF-R04": Decider(route.illogical_route, route_gates.ROUTE_TABLE),
    "RF-R05": Decider(exits.other_destination, route_gates.OTHER_DESTINATION, (CODES,)),
    "RF-R06": Decider(exits.no_exit_result, route_gates.NO_EXIT, (CODES,)),
    "RF-R07": Decider(trade.volume_jump, route_gates.HISTORY, (PLACES,)),
    "RF-R08": Decider(trade.trade_inversion, route_gates.HISTORY, (PLACES,)),
    "RF-R09": Decider(route.free_zone_delivery, route_gates.FREE_ZONE, (WORDS,)),
    "RF-R10": Decider(embargoed.embargoed_goods, route_gates.EMBARGOED, (PLACES,)),
    "RF-G01": Decider(goods.priority_item, goods_gates.PRIORITY, (PLACES,)),
    "RF-G02": Decider(
        claims.y901_against_evidence, goods_gates.Y901, ("annex1", VALUES, "prc_entities", CODES)
    ),
    "RF-G03": Decider(claims.no_dual_use_code, goods_gates.OFFICIAL, (CODES,)),
    "RF-G04": Decider(claims.licence_without_number, goods_gates.LICENCE_CODE, (CODES,)),
    "RF-G05": Decider(
        claims.outside_general_authorisation, goods_gates.GENERAL_CODE, (WORDS, CODES)
    ),
    "RF-G06": Decider(goods.contradicts_heading, goods_gates.OTHER_CHAPTER, descriptions.PACKS),
    "RF-G07": Decider(goods.vague_description, goods_gates.VAGUE, (*descriptions.PACKS, TABLE)),
    "RF-G08": Decider(goods.parameter_above_threshold, goods_gates.VALUES, (TABLE, VALUES, CODES)),
    "RF-G09": Decider(goods.firearm_or_torture_good, goods_gates.ARMS_GOODS, (WORDS, CODES)),
    "RF-G10": Decider(goods.military_list, goods_gates.MILITARY_LIST, (WORDS, CODES)),
    "RF-G11": Decider(goods.used_machine, goods_gates.USED, (TABLE,)),
    "RF-G12": Decider(goods.us_origin, goods_gates.OF_US),
    "RF-G13": Decider(licensing.confirmed_without_authorisation, goods_gates.CONFIRMED, (CODES,)),
    "RF-G14": Decider(
        unauthorised.strong_candidate_unauthorised,
        goods_gates.CANDIDATE,
        (TABLE, WORDS, CODES, "item_groups"),
    ),
    "RF-W01": Decider(price.unusual_price, paper_gates.PRICE),
    "RF-W02": Decider(price.overpaid, paper_gates.OVERPAID),
    "RF-W03": Decider(price.just_below_threshold, paper_gates.VALUE_THRESHOLD),
    "RF-W04": Decider(price.implausible_mass, paper_gates.MASS),
    "RF-D01": Decider(documents.no_re_export_clause, paper_gates.CLAUSE, (PLACES, CODES)),
    "RF-D02": Decider(embargoed.old_contract, route_gates.OLD_EMBARGO, (PLACES,)),
    "RF-D03": Decider(documents.invoice_differs, paper_gates.INVOICE, (CODES,)),
    "RF-D04": Decider(documents.failing_identifier, paper_gates.IDENTIFIER),
    "RF-D05": Decider(licensing.exhausted_or_expired, register_gates.LICENCE, (CODES,)),
    "RF-D06": Decider(licensing.statement_missing, register_gates.LICENCE, (CODES, WORDS)),
    "RF-D07": Decider(documents.unanswered_request, paper_gates.REQUEST),
    "RF-D08": Decider(documents.third_country_payment, paper_gates.PAYMENT),
    "RF-S01": Decider(research.research_partner, use_gates.RESEARCH),
    "RF-S02": Decider(research.intangible_transfer, use_gates.PROJECT, (WORDS,)),
    "RF-S03": Decider(research.military_funding, use_gates.PROJECT, (WORDS,)),
    "RF-V01": Decider(vessel.listed_vessel, party_gates.LISTED),
    "RF-V02": Decider(vessel.wrong_imo, party_gates.SHIP),
    "RF-V03": Decider(vessel.wrong_container, party_gates.CONTAINER),
    "RF-V04": Decider(vessel.gap_at_sea, party_gates.AT_SEA),
    "RF-C01": Decider(denials.denial_match, register_gates.DENIED, (TABLE,)),
    "RF-C02": Decider(contacts.shared_contact, party_gates.SHARED, (WORDS,)),
    "RF-C03": Decider(party.transaction_ban_bank, party_gates.LISTED),
    "RF-C04": Decider(denials.final_finding, party_gates.EXPORTER_FOUND),
}
"""Rules without an entry wait for inputs that no case can hold yet: they are not evaluated."""
