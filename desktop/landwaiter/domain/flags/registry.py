"""Rule id → what decides it and which packs of the office's own choices it reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from landwaiter.domain.flags import descriptions
from landwaiter.domain.flags.finding import Finding
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
    """A predicate and the packs it reads beyond the inputs that the rule names."""

    predicate: Predicate
    reads: tuple[str, ...] = ()


WORDS: Final = "vocabulary"
PLACES: Final = "countries"
CODES: Final = "code_sets"
TABLE: Final = "hs_control"
VALUES: Final = "deciding_parameters"

RULES: Final[Mapping[str, Decider]] = {
    "RF-P01": Decider(party.listed_party),
    "RF-P02": Decider(party.annex_iv_party, (TABLE,)),
    "RF-P03": Decider(party.export_list_hit),
    "RF-P04": Decider(party.near_match),
    "RF-P05": Decider(institutions.armed_forces_end_user),
    "RF-P06": Decider(institutions.civil_university, (TABLE,)),
    "RF-P07": Decider(institutions.defence_group, (TABLE,)),
    "RF-P08": Decider(firm.new_firm, (PLACES, WORDS)),
    "RF-P09": Decider(firm.young_firm),
    "RF-P10": Decider(firm.forwarder_consignee, (WORDS,)),
    "RF-P11": Decider(firm.no_end_user),
    "RF-P12": Decider(firm.shared_address, (WORDS,)),
    "RF-P13": Decider(licensing.party_changed, (CODES,)),
    "RF-P14": Decider(firm.recorded_by_analyst),
    "RF-P15": Decider(ownership.changed_after_listing),
    "RF-P16": Decider(denials.denied_counterparty),
    "RF-P17": Decider(denials.informed_exporter),
    "RF-P18": Decider(ownership.owned_by_listed),
    "RF-E01": Decider(enduse.military_end_use, (WORDS,)),
    "RF-E02": Decider(enduse.weapons_of_mass_destruction, (WORDS,)),
    "RF-E03": Decider(enduse.vague_end_use, (WORDS,)),
    "RF-E04": Decider(enduse.internal_repression, (WORDS, PLACES, TABLE)),
    "RF-E05": Decider(enduse.surveillance_item, (WORDS, TABLE)),
    "RF-E06": Decider(enduse.pre_embargo_contract),
    "RF-E07": Decider(enduse.other_site),
    "RF-R01": Decider(route.hub_in_route, (PLACES, WORDS, CODES)),
    "RF-R02": Decider(route.hub_with_first_tiers, (PLACES, WORDS, CODES)),
    "RF-R03": Decider(route.through_russia, (TABLE, PLACES, CODES)),
    "RF-R04": Decider(route.illogical_route),
    "RF-R05": Decider(exits.other_destination, (CODES,)),
    "RF-R06": Decider(exits.no_exit_result, (CODES,)),
    "RF-R07": Decider(trade.volume_jump, (PLACES,)),
    "RF-R08": Decider(trade.trade_inversion, (PLACES,)),
    "RF-R09": Decider(route.free_zone_delivery, (WORDS,)),
    "RF-R10": Decider(embargoed.embargoed_goods, (PLACES,)),
    "RF-G01": Decider(goods.priority_item, (PLACES,)),
    "RF-G02": Decider(claims.y901_against_evidence, ("annex1", VALUES, "prc_entities", CODES)),
    "RF-G03": Decider(claims.no_dual_use_code, (CODES,)),
    "RF-G04": Decider(claims.licence_without_number, (CODES,)),
    "RF-G05": Decider(claims.outside_general_authorisation, (WORDS, CODES)),
    "RF-G06": Decider(goods.contradicts_heading, descriptions.PACKS),
    "RF-G07": Decider(goods.vague_description, (*descriptions.PACKS, TABLE)),
    "RF-G08": Decider(goods.parameter_above_threshold, (TABLE, VALUES, CODES)),
    "RF-G09": Decider(goods.firearm_or_torture_good, (WORDS, CODES)),
    "RF-G10": Decider(goods.military_list, (WORDS, CODES)),
    "RF-G11": Decider(goods.used_machine, (TABLE,)),
    "RF-G12": Decider(goods.us_origin),
    "RF-G13": Decider(licensing.confirmed_without_authorisation, (CODES,)),
    "RF-G14": Decider(
        unauthorised.strong_candidate_unauthorised, (TABLE, WORDS, CODES, "item_groups")
    ),
    "RF-W01": Decider(price.unusual_price),
    "RF-W02": Decider(price.overpaid),
    "RF-W03": Decider(price.just_below_threshold),
    "RF-W04": Decider(price.implausible_mass),
    "RF-D01": Decider(documents.no_re_export_clause, (PLACES, CODES)),
    "RF-D02": Decider(embargoed.old_contract, (PLACES,)),
    "RF-D03": Decider(documents.invoice_differs, (CODES,)),
    "RF-D04": Decider(documents.failing_identifier),
    "RF-D05": Decider(licensing.exhausted_or_expired, (CODES,)),
    "RF-D06": Decider(licensing.statement_missing, (CODES, WORDS)),
    "RF-D07": Decider(documents.unanswered_request),
    "RF-D08": Decider(documents.third_country_payment),
    "RF-S01": Decider(research.research_partner),
    "RF-S02": Decider(research.intangible_transfer, (WORDS,)),
    "RF-S03": Decider(research.military_funding, (WORDS,)),
    "RF-V01": Decider(vessel.listed_vessel),
    "RF-V02": Decider(vessel.wrong_imo),
    "RF-V03": Decider(vessel.wrong_container),
    "RF-V04": Decider(vessel.gap_at_sea),
    "RF-C01": Decider(denials.denial_match, (TABLE,)),
    "RF-C02": Decider(contacts.shared_contact, (WORDS,)),
    "RF-C03": Decider(party.transaction_ban_bank),
    "RF-C04": Decider(denials.final_finding),
}
"""Rules without an entry wait for inputs that no case can hold yet: they are not evaluated."""
