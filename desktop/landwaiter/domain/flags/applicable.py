"""Which rules a case has no subject for: rule → the known facts of which each says so.

Decided by what is known and never by what is missing, before packs, lists and registers are asked
for. A condition that was tested and fails is *not raised*; a rule that is not in this table always
has a subject.
"""

from collections.abc import Mapping
from typing import Final

from landwaiter.domain.flags.absence import absence_goods as goods
from landwaiter.domain.flags.absence import absence_papers as papers
from landwaiter.domain.flags.absence import absence_parties as parties
from landwaiter.domain.flags.absence import absence_routes as ways
from landwaiter.domain.flags.absence.absence import AbsenceFact, AbsenceTest
from landwaiter.domain.flags.rule import Rule
from landwaiter.domain.flags.view import View

ABSENT: Final[Mapping[str, tuple[AbsenceTest, ...]]] = {
    "RF-P02": (goods.not_listed_in_833, parties.other_technology),
    "RF-P05": (parties.END_USERS_ELSEWHERE,),
    "RF-P06": (parties.ALL_ELSEWHERE, goods.other_categories),
    "RF-P07": (parties.owners_elsewhere,),
    "RF-P08": (goods.without_goods, goods.off_priority_list, ways.off_hubs),
    "RF-P09": (goods.without_goods,),
    "RF-P10": (goods.without_goods,),
    "RF-P11": (goods.without_goods, goods.not_listed),
    "RF-P12": (goods.without_goods, parties.authority_consignee),
    "RF-P13": (goods.without_declaration, papers.no_authorisation_nor_amendment),
    "RF-P15": (parties.no_listed_link,),
    "RF-E03": (goods.without_end_use,),
    "RF-E04": (goods.without_goods, ways.outside_repression),
    "RF-E05": (goods.without_goods,),
    "RF-E06": (goods.without_goods, ways.outside_1989, goods.not_listed),
    "RF-E07": (goods.without_goods, parties.person_end_user),
    "RF-R01": (goods.without_goods, goods.off_priority_list_and_annex_7, ways.off_hubs),
    "RF-R02": (goods.without_goods, goods.off_first_tiers, ways.bound_for_no_hub),
    "RF-R03": (goods.without_goods,),
    "RF-R04": (goods.without_goods, ways.without_way),
    "RF-R05": (papers.no_exit,),
    "RF-R06": (goods.without_declaration, ways.not_released_long),
    "RF-R07": (goods.without_goods,),
    "RF-R08": (goods.without_goods,),
    "RF-R09": (goods.without_declaration,),
    "RF-R10": (goods.without_goods,),
    "RF-G01": (goods.without_goods, goods.off_priority_list, ways.bound_for_partner),
    "RF-G02": (goods.without_declaration, goods.y901_not_in_doubt),
    "RF-G03": (goods.without_declaration, ways.under_t1),
    "RF-G04": (goods.without_declaration, ways.under_t1, papers.LICENCE_CODES),
    "RF-G05": (goods.without_declaration, papers.GENERAL_CODES),
    "RF-G06": (goods.without_declaration,),
    "RF-G07": (goods.without_declaration, goods.substances_named),
    "RF-G08": (goods.without_goods, goods.not_listed),
    "RF-G09": (goods.without_goods,),
    "RF-G10": (goods.without_goods,),
    "RF-G11": (goods.without_goods, goods.other_categories),
    "RF-G12": (goods.without_goods, goods.without_us_part),
    "RF-G13": (goods.without_goods, ways.under_t1, goods.not_listed),
    "RF-G14": (goods.without_goods, ways.under_t1, goods.not_listed),
    "RF-W01": (goods.without_declaration, goods.without_value),
    "RF-W02": (goods.without_goods, goods.off_priority_list),
    "RF-W03": (goods.without_declaration, papers.no_value_threshold),
    "RF-W04": (goods.without_declaration,),
    "RF-D01": (
        goods.without_goods,
        ways.bound_for_partner,
        papers.public_contract,
        goods.outside_clause,
    ),
    "RF-D02": (goods.without_goods, papers.contract_after_measures),
    "RF-D03": (goods.without_declaration, papers.without_invoice),
    "RF-D04": (papers.without_identifier,),
    "RF-D05": (goods.without_declaration, papers.no_authorisation),
    "RF-D06": (goods.without_declaration, papers.no_authorisation, papers.no_condition),
    "RF-D07": (papers.no_request,),
    "RF-D08": (papers.without_payment,),
    "RF-S01": (parties.no_research,),
    "RF-S02": (parties.no_transfer, parties.other_technology),
    "RF-S03": (parties.no_funding,),
    "RF-V01": (goods.without_goods, ways.off_water),
    "RF-V02": (goods.without_goods, ways.off_water),
    "RF-V03": (goods.without_goods, ways.without_container),
    "RF-V04": (goods.without_goods, ways.off_water),
    "RF-C01": (goods.denials_of_unlisted,),
    "RF-C02": (parties.own_side_alone,),
    "RF-C03": (papers.without_bank,),
    "RF-C04": (parties.exporter_outside_union,),
}


def not_applicable(view: View, rule: Rule) -> AbsenceFact | None:
    """The fact that leaves the rule without a subject; None: there is or may be one."""
    for absent in ABSENT.get(rule.id, ()):
        fact = absent(view, rule)
        if fact is not None:
            return fact
    return None
