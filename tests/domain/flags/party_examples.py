"""Party and corporate rules."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from tests.domain.builders import (
    a_case,
    a_declaration,
    a_document,
    a_finding,
    a_hit,
    a_list,
    a_party,
    a_version,
    an_item,
    learned,
    some_facts,
)
from tests.domain.flags.example import fires, skips, spares, waits

from landwaiter.domain.cases.case import Case, CaseParty, ClassificationState
from landwaiter.domain.flags.inputs_of_rules import Bases, Denial, Facts, Licence, Registers
from landwaiter.domain.intake.declaration import Address, DeclaredParty, Money, Role
from landwaiter.domain.lists.listing import JudgementValue

BUYER = a_party(Role.CONSIGNEE, "Aurora Trading")
USER = a_party(Role.END_USER, "Northern Institute")
SAME, DIFFERENT = JudgementValue.SAME, JudgementValue.DIFFERENT
FREEZE = a_list("eu_fsf", "asset_freeze")
ANNEX_IV = a_list("eu_833_annex_iv", "export_list")
ANNEX_V = a_list("eu_765_annex_v", "export_list")
CSL = a_list("us_csl", "export_list")
BAN = a_list("eu_transaction_ban", "other")
CONFIRMED = (a_finding("2B001.b.2", ClassificationState.CONFIRMED),)


def case(*parties: CaseParty, **changes: Any) -> Case:
    exporter = a_party(Role.EXPORTER, "Obrabiarki Wisla", "PL", identifier="PL526100001900000")
    return a_case(parties=(exporter, *parties), **changes)


def freeze(**hit: Any) -> Facts:
    found = a_hit(BUYER, "eu_fsf", "asset_freeze", **hit)
    return some_facts(case(BUYER, hits=(found,)), lists=(FREEZE,))


def annex_iv(classifications: Any = (), items: Any = None, lists: Any = None, **hit: Any) -> Facts:
    found = a_hit(BUYER, "eu_833_annex_iv", "export_list", **hit)
    return some_facts(
        case(
            BUYER,
            hits=(found,),
            classifications=classifications,
            declaration=a_declaration(items=items or (an_item(),)),
        ),
        lists=lists or (ANNEX_IV, ANNEX_V),
    )


def csl(programme: str, **hit: Any) -> Facts:
    found = a_hit(BUYER, "us_csl", "export_list", programme=programme, **hit)
    return some_facts(case(BUYER, hits=(found,)), lists=(CSL,))


def near(settings: Any, party: CaseParty = BUYER, **hit: Any) -> Facts:
    found = a_hit(party, "us_csl", "export_list", programme="Entity List", **hit)
    return some_facts(case(party, hits=(found,)), lists=(CSL,), settings=settings)


def institution(
    kind: str, judgement: JudgementValue | None, party: CaseParty = USER, **changes: Any
) -> Facts:
    name = changes.pop("name", party.name)
    hit = a_hit(
        party, "prc_entities", "institutions", programme=kind, judgement=judgement, name=name
    )
    return some_facts(case(BUYER, USER, hits=(hit,), **changes))


def firm(*rows: Any, declaration: Any = None, **facts: Any) -> Facts:
    return some_facts(
        case(BUYER, enrichment=tuple(rows), declaration=declaration or a_declaration()), **facts
    )


CHPL_TO_KG = a_declaration(
    country_destination="KG",
    country_routing=("PL", "KG"),
    items=(an_item(cn="85423190", description="programmable logic processors, packaged"),),
)
POINT = {"RF-P04.operating_point": "900"}
ADDRESSED = replace(BUYER, address=Address("1 Queen Road", None, "Hong Kong", "HK"))
LINE = "1 queen road hong kong hk"


def licensed(consignee: str, **licence: Any) -> Facts:
    entry = Licence("PL-IND-1", "PL", "individual", consignee=consignee, **licence)
    documents = (a_document("X060", reference="PL-IND-1"),)
    return some_facts(
        case(BUYER, declaration=a_declaration(documents=documents)),
        registers=Registers(licence_issuers=("PL",), licences=(entry,)),
    )


def amended(first: str, last: str) -> Facts:
    versions = tuple(
        a_version(a_declaration(parties=(DeclaredParty(Role.CONSIGNEE, name),)), place)
        for place, name in enumerate((first, last), start=1)
    )
    return some_facts(case(BUYER, versions=versions))


def denied(user: str, *, revoked: bool = False, item: str = "2B001", **params: Any) -> Facts:
    denial = Denial("D-1", item, params, user, date(2019, 5, 1), revoked)
    stated = (learned("params", {"axes": 5, "state": "new"}, "data_sheet"),)
    return some_facts(
        case(BUYER, USER, enrichment=stated, classifications=CONFIRMED),
        registers=Registers(denials=(denial,)),
    )


def informed(**letter: Any) -> Facts:
    row = {"exporter": "Obrabiarki Wisla", "items": ["8457"], "basis": "Art. 4"} | letter
    registers = Registers(informed_exporters=(row,), licence_issuers=("PL",))
    return some_facts(case(BUYER), registers=registers)


def finding(**row: Any) -> Facts:
    stated = {"exporter": "Obrabiarki Wisla", "date": "2025-06-01", "final": True} | row
    return some_facts(case(BUYER), registers=Registers(findings=(stated,)))


def bank(**hit: Any) -> Facts:
    party = a_party(Role.BANK, "Bank of the North", "RU")
    found = a_hit(party, "eu_transaction_ban", "other", **hit)
    return some_facts(case(BUYER, party, hits=(found,)), lists=(BAN,))


FOUNDED = learned("consignee.incorporated", "2022-05-01", "company_register")
FORWARDER = learned("consignee.kind", "forwarder", "company_register")
TRADER = learned("consignee.kind", "trader", "company_register")
NO_USER = learned("end_user", None)
ANSWER = learned("end_use", "machining of pump housings in the own workshop")
ORDER = learned("contract", {"date": "2023-01-10"}, "contract")
DESK = replace(ADDRESSED, role=Role.INTERMEDIARY, name="Other Firm", id="other")
ELSEWHERE = replace(DESK, address=Address("2 Queen Road", None, "Hong Kong", "HK"))

EXAMPLES = (
    fires("RF-P01", "an equal identifier is confirmed", freeze(identifier_equal=True), "critical"),
    fires("RF-P01", "a hit judged same is confirmed", freeze(judgement=SAME), "critical"),
    fires(
        "RF-P01",
        "name and country are not judged yet",
        freeze(name_equal=True, country_equal=True),
        "high",
    ),
    fires("RF-P01", "name alone is never critical", freeze(name_equal=True), "high"),
    spares("RF-P01", "judged different", freeze(name_equal=True, judgement=DIFFERENT)),
    spares("RF-P01", "only a similar name", freeze(country_equal=True)),
    waits("RF-P01", "no EU or UN list", some_facts(lists=(CSL,)), "list:eu_fsf|list:un"),
    fires(
        "RF-P02", "candidate classification", annex_iv(name_equal=True, country_equal=True), "high"
    ),
    fires("RF-P02", "confirmed on both sides", annex_iv(CONFIRMED, judgement=SAME), "critical"),
    spares("RF-P02", "no equal name", annex_iv(country_equal=True)),
    waits(
        "RF-P02",
        "one list clears nothing of the other",
        annex_iv(country_equal=True, lists=(ANNEX_IV,)),
        "list:eu_765_annex_v",
    ),
    waits("RF-P02", "no list", some_facts(), "list:eu_833_annex_iv||list:eu_765_annex_v"),
    fires(
        "RF-P03",
        "Entity List by name and country",
        csl(
            "Entity List (EL) - Bureau of Industry and Security",
            name_equal=True,
            country_equal=True,
        ),
        "high",
    ),
    fires("RF-P03", "UVL judged same", csl("Unverified List (UVL)", judgement=SAME), "medium"),
    fires(
        "RF-P03",
        "MEU by identifier",
        csl("Military End User (MEU) List", identifier_equal=True),
        "high",
    ),
    spares(
        "RF-P03",
        "another programme of the file",
        csl("Specially Designated Nationals (SDN)", judgement=SAME),
    ),
    spares(
        "RF-P03",
        "equal name in another country",
        csl("Entity List", name_equal=True, country_equal=False),
    ),
    waits(
        "RF-P03",
        "equal name, no country stated",
        csl("Entity List", name_equal=True),
        "parties.country",
    ),
    waits("RF-P03", "no list", some_facts(), "list:us_csl|list:jp_eul|list:uk_eul"),
    fires(
        "RF-P04",
        "at the operating point, same country",
        near(POINT, score=900, country_equal=True),
        "medium",
    ),
    spares("RF-P04", "below the operating point", near(POINT, score=899, country_equal=True)),
    spares("RF-P04", "another country", near(POINT, country_equal=False)),
    spares("RF-P04", "judged same", near(POINT, country_equal=True, judgement=SAME)),
    spares("RF-P04", "RF-P03 holds for it", near(POINT, name_equal=True, country_equal=True)),
    waits(
        "RF-P04", "operating point not set", near({}, country_equal=True), "setting:operating_point"
    ),
    fires("RF-P05", "Seven Sons judged same", institution("university-seven-sons", SAME), "high"),
    fires("RF-P05", "academy judged same", institution("pla-academy", SAME), "high"),
    spares("RF-P05", "a civil university", institution("university-civil-defence-lab", SAME)),
    spares("RF-P05", "judged different", institution("university-seven-sons", DIFFERENT)),
    waits(
        "RF-P05",
        "a consignee alone may pass the goods on",
        some_facts(case(BUYER)),
        "end_user.name|project.partner",
    ),
    waits("RF-P05", "not judged yet", institution("weapons-institute", None), "hits.judgement"),
    fires("RF-P06", "category 2 item", institution("university-civil-defence-lab", SAME), "medium"),
    spares(
        "RF-P06",
        "category 1 item",
        institution(
            "university-civil-defence-lab",
            SAME,
            declaration=a_declaration(
                items=(an_item(cn="28441000", description="natural uranium"),)
            ),
        ),
    ),
    waits(
        "RF-P06",
        "not judged yet",
        institution("university-civil-defence-lab", None),
        "hits.judgement",
    ),
    fires("RF-P07", "group with a correlating item", institution("defence-soe", SAME), "high"),
    fires(
        "RF-P07",
        "group without correlation",
        institution(
            "defence-soe", SAME, declaration=a_declaration(items=(an_item(cn="94036000"),))
        ),
        "medium",
    ),
    fires(
        "RF-P07",
        "company whose parent is a group",
        institution("defence-subsidiary-or-company", SAME, name="Shenyang Aircraft Corporation"),
        "high",
    ),
    waits(
        "RF-P07",
        "company without a path as far as known",
        institution("defence-subsidiary-or-company", SAME, name="DJI"),
        "ownership",
    ),
    spares(
        "RF-P07",
        "company without a path, its owners stated",
        institution(
            "defence-subsidiary-or-company",
            SAME,
            name="DJI",
            enrichment=(learned("ownership", {"owner": "A. Founder", "owned": "DJI"}),),
        ),
    ),
    waits(
        "RF-P07", "not judged yet", institution("defence-soe", None), "hits.judgement||ownership"
    ),
    fires(
        "RF-P08", "founded in May 2022, hub, CHPL", firm(FOUNDED, declaration=CHPL_TO_KG), "high"
    ),
    fires("RF-P08", "China is milder", firm(FOUNDED), "medium"),
    fires("RF-P08", "unless the firm is a trader", firm(FOUNDED, TRADER), "high"),
    spares(
        "RF-P08",
        "founded a day too early",
        firm(replace(FOUNDED, value="2022-02-23"), declaration=CHPL_TO_KG),
    ),
    spares(
        "RF-P08",
        "no hub",
        firm(
            FOUNDED,
            declaration=replace(CHPL_TO_KG, country_destination="BR", country_routing=("PL", "BR")),
        ),
    ),
    waits(
        "RF-P08", "incorporation not known", firm(declaration=CHPL_TO_KG), "consignee.incorporated"
    ),
    fires("RF-P09", "254 days old", firm(FOUNDED, ORDER), "medium"),
    spares("RF-P09", "365 days old", firm(replace(FOUNDED, value="2022-01-10"), ORDER)),
    spares(
        "RF-P09",
        "at the threshold",
        firm(
            FOUNDED,
            ORDER,
            declaration=a_declaration(
                items=(an_item(statistical_value=Money(Decimal(50000), "EUR")),)
            ),
        ),
    ),
    waits("RF-P09", "no order date", firm(FOUNDED), "contract.date|order.date"),
    fires("RF-P10", "forwarder by kind", firm(FORWARDER, NO_USER), "high"),
    fires(
        "RF-P10",
        "forwarder by name",
        some_facts(case(a_party(Role.CONSIGNEE, "Silk Cargo Logistics"), enrichment=(ANSWER,))),
        "high",
    ),
    spares("RF-P10", "end user named", firm(FORWARDER, learned("end_user", {"name": "Plant 4"}))),
    spares("RF-P10", "a manufacturer", firm(learned("consignee.kind", "manufacturer"), NO_USER)),
    waits(
        "RF-P10",
        "nothing on file yet",
        firm(FORWARDER),
        "source:contract|source:end_use_statement|source:exporter_answer",
    ),
    fires("RF-P11", "trader, no end user", firm(TRADER, NO_USER), "medium"),
    fires(
        "RF-P11",
        "end user is the consignee itself",
        firm(TRADER, learned("end_user", {"name": "AURORA  trading"})),
        "medium",
    ),
    spares("RF-P11", "another end user", firm(TRADER, learned("end_user", {"name": "Plant 4"}))),
    spares(
        "RF-P11",
        "no correlation",
        firm(TRADER, NO_USER, declaration=a_declaration(items=(an_item(cn="94036000"),))),
    ),
    waits("RF-P11", "kind not known", firm(NO_USER), "consignee.kind"),
    fires(
        "RF-P12",
        "five entities there",
        some_facts(case(ADDRESSED), bases=Bases(addresses={LINE: 5})),
        "medium",
    ),
    spares(
        "RF-P12",
        "four entities there",
        some_facts(case(ADDRESSED), bases=Bases(addresses={LINE: 4})),
    ),
    spares(
        "RF-P12",
        "a forwarder",
        some_facts(case(ADDRESSED, enrichment=(FORWARDER,)), bases=Bases(addresses={LINE: 60})),
    ),
    waits("RF-P12", "no base", some_facts(case(ADDRESSED)), "base:addresses"),
    fires("RF-P13", "the licence names another", licensed("Straits Holdings"), "high"),
    fires("RF-P13", "amended after acceptance", amended("Aurora", "Boreal"), "high"),
    spares("RF-P13", "the licence names the same", licensed("Aurora Trading")),
    spares("RF-P13", "amended elsewhere", amended("Aurora", "Aurora")),
    waits(
        "RF-P13",
        "the register of another issuer",
        replace(
            licensed("Straits Holdings"), registers=Registers(licence_issuers=("FR",), licences=())
        ),
        "register:licences",
    ),
    skips("RF-P13", "no authorisation, no amendment", some_facts()),
    waits(
        "RF-P13",
        "no register, no amendment",
        some_facts(case(BUYER, declaration=a_declaration(documents=(a_document("X060"),)))),
        "register:licences|amendments",
    ),
    fires(
        "RF-P14",
        "an analyst's note",
        firm(learned("analyst_note", {"rule": "RF-P14", "reason": "a bakery"}, "analyst")),
        "low",
    ),
    waits(
        "RF-P14",
        "a note on another rule",
        firm(learned("analyst_note", {"rule": "RF-V04", "reason": "gap"}, "analyst")),
        "analyst_note",
    ),
    fires("RF-P16", "an old denial still stands", denied("Aurora Trading"), "high"),
    spares("RF-P16", "revoked", denied("Aurora Trading", revoked=True)),
    spares("RF-P16", "another counterparty", denied("Somebody Else")),
    waits("RF-P16", "no register", some_facts(), "register:denials"),
    fires("RF-P17", "the letter covers the heading", informed(), "critical"),
    fires(
        "RF-P17",
        "the letter covers the buyer",
        informed(items=[], end_users=["Aurora Trading"]),
        "critical",
    ),
    spares("RF-P17", "expired", informed(valid_to="2026-03-26")),
    spares("RF-P17", "another exporter", informed(exporter="Somebody Else")),
    spares("RF-P17", "other goods", informed(items=["8542"])),
    waits("RF-P17", "no register", some_facts(), "register:informed_exporters"),
    fires(
        "RF-C01",
        "same buyer, entry and parameter",
        denied("Northern Institute", axes=5),
        "critical",
    ),
    spares("RF-C01", "another parameter", denied("Northern Institute", axes=3)),
    spares("RF-C01", "another entry", denied("Northern Institute", item="1C350", axes=5)),
    spares("RF-C01", "revoked", denied("Northern Institute", revoked=True, axes=5)),
    waits(
        "RF-C01",
        "parameter not captured",
        denied("Northern Institute", travel_mm=600),
        "items.params",
    ),
    fires("RF-C02", "two firms at one address", some_facts(case(ADDRESSED, DESK)), "medium"),
    waits(
        "RF-C02",
        "two addresses, and nothing else known",
        some_facts(case(ADDRESSED, ELSEWHERE)),
        "parties.directors||parties.phone||parties.domain",
    ),
    spares(
        "RF-C02",
        "nothing shared of all that is compared",
        some_facts(
            case(
                ADDRESSED,
                ELSEWHERE,
                enrichment=tuple(
                    learned(f"parties.{name}", {"consignee": one, "intermediary": other})
                    for name, one, other in (
                        ("directors", "A. Wong", "B. Chan"),
                        ("phone", "+852 1", "+852 2"),
                        ("domain", "a.example", "b.example"),
                    )
                ),
            )
        ),
    ),
    waits(
        "RF-C02",
        "no address",
        some_facts(),
        "parties.directors||parties.address||parties.phone||parties.domain",
    ),
    fires("RF-C03", "bank by name and country", bank(name_equal=True, country_equal=True), "high"),
    spares("RF-C03", "similar name only", bank(country_equal=True)),
    waits("RF-C03", "no bank known", some_facts(lists=(BAN,)), "payment.bank"),
    fires("RF-C04", "final, nine months ago", finding(), "medium"),
    spares("RF-C04", "still open", finding(final=False)),
    spares("RF-C04", "25 months ago", finding(date="2024-02-01")),
    waits("RF-C04", "no register", some_facts(), "register:findings"),
    fires(
        "RF-P07",
        "one of two items correlates",
        institution(
            "defence-soe",
            SAME,
            declaration=a_declaration(items=(an_item(), an_item(2, cn="94036000"))),
        ),
        "high",
    ),
    fires(
        "RF-P02",
        "one of two items is confirmed",
        annex_iv(CONFIRMED, judgement=SAME, items=(an_item(), an_item(2))),
        "critical",
    ),
    fires(
        "RF-P04",
        "the same city",
        near(
            POINT,
            score=900,
            party=replace(BUYER, address=Address(None, None, "Urumqi", "CN")),
            addresses=("Harbin", "7 Road, Urumqi"),
        ),
        "medium",
    ),
    fires(
        "RF-P17",
        "one of two exporters",
        some_facts(
            case(BUYER, a_party(Role.EXPORTER, "Second Exporter", "PL")),
            registers=Registers(
                informed_exporters=({"exporter": "Second Exporter", "items": ["8457"]},),
                licence_issuers=("PL",),
            ),
        ),
        "critical",
    ),
    fires("RF-P17", "met by EORI", informed(exporter=None, eori="PL526100001900000"), "critical"),
    fires("RF-C01", "a parameter in words", denied("Northern Institute", state="NEW"), "critical"),
    spares("RF-C01", "another word", denied("Northern Institute", state="used")),
    fires(
        "RF-C01",
        "equal numbers written otherwise",
        denied("Northern Institute", axes="5.0"),
        "critical",
    ),
    spares("RF-C04", "still open, as a table says it", finding(final="false")),
    fires("RF-C04", "final, as a table says it", finding(final="true"), "medium"),
    fires("RF-P17", "one of the items of a table", informed(items="8542|8457"), "critical"),
)
