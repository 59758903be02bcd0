"""End-use, route, research and vessel rules."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from tests.domain.builders import (
    a_case,
    a_container,
    a_declaration,
    a_finding,
    a_hit,
    a_list,
    a_party,
    a_ship,
    an_item,
    learned,
    some_facts,
)
from tests.domain.flags.example import fires, skips, spares, waits
from tests.domain.packs import inline

from landwaiter.domain.cases.case import ClassificationState
from landwaiter.domain.flags.inputs_of_rules import Bases, Facts, Licence, Registers, TradeHistory
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.declaration import Address, Declaration, Role
from landwaiter.domain.lists.listing import JudgementValue

BUYER = a_party(Role.CONSIGNEE, "Aurora Trading")
CONFIRMED = (a_finding("2B001.b.2", ClassificationState.CONFIRMED),)
TRADER = learned("consignee.kind", "trader", "company_register")


def use(text: str | None, source: str = "exporter_answer", **facts: Any) -> Facts:
    return some_facts(a_case(enrichment=(learned("end_use", text, source),)), **facts)


def known_use(text: str) -> Facts:
    """End use and end user both on file: each of them could raise a rule."""
    user = learned("end_user", {"name": "Harbour Authority", "country": "HK"})
    return of(learned("end_use", text), user)


def of(*rows: Any, **declaration: Any) -> Facts:
    return some_facts(a_case(declaration=a_declaration(**declaration), enrichment=rows))


def described(text: str, country: str = "HK", **item: Any) -> dict[str, Any]:
    return {"items": (an_item(description=text, **item),), "country_destination": country}


POLICE = learned("end_user", {"name": "City Police Force", "country": "HK"})
OLD = {"date": "1985-03-01", "military_items": True}


def contract(value: Any, country: str = "CN") -> Facts:
    return of(learned("contract", value, "contract"), country_destination=country)


def site(city: str, **more: Any) -> Facts:
    placed = replace(BUYER, address=Address("1 Bund", None, "Shanghai", "CN"))
    user = a_party(Role.END_USER, "Plant 4", address=Address("2 Road", None, "Shanghai", "CN"))
    stated = learned("end_use.site", {"city": city} | more)
    return some_facts(a_case(parties=(placed, user), enrichment=(stated,)))


def hub(
    *rows: Any, cn: str = "88073000", country: str = "AE", packs: Any = None, **more: Any
) -> Facts:
    declaration = a_declaration(
        items=(an_item(cn=cn, description="wing spars for survey aircraft"),),
        country_destination=country,
        country_routing=("PL", country),
        **more,
    )
    buyer = a_party(Role.CONSIGNEE, "Aurora Trading", country)
    case = a_case(declaration=declaration, enrichment=rows, parties=(buyer,))
    return some_facts(case, packs=packs)


ANNEX_7 = {
    "eu_833_annexes": inline("eu_833_annexes", "goods_annex", {"annex": "VII", "cn": "9031"})
}
EVERY_ANNEX = {
    **some_facts().packs,
    **ANNEX_7,
    "annex_xxxvii": inline("annex_xxxvii", "goods_annex", {"hs6": "840999"}),
    "eu_765_annexes": inline("eu_765_annexes", "goods_annex", {"hs6": "840999"}),
}
HARMLESS = (
    learned("consignee.kind", "manufacturer"),
    learned("consignee.incorporated", "2001-05-01"),
    learned("end_user", {"name": "Plant 4"}),
)


def through(route: tuple[str, ...], cn: str = "84571010", classifications: Any = ()) -> Facts:
    declaration = a_declaration(country_routing=route, items=(an_item(cn=cn),))
    return some_facts(a_case(declaration=declaration, classifications=classifications))


def history(coverage: str | None = "all exports", **years: int) -> Facts:
    values = {key: Decimal(value) for key, value in years.items()}
    trade = TradeHistory("Lager", "848210", "KG", coverage, values)
    case = a_case(kind=CaseKind.AUDIT, versions=())
    return some_facts(case, trade=trade)


JUMP: dict[str, Any] = {"KG_2020": 100, "KG_2021": 100, "KG_2022": 301}
INVERSION: dict[str, Any] = {"KG_2020": 0, "KG_2021": 0, "KG_2022": 90, "RU_2021": 80}


def embargo(country: str, classifications: Any = (), **row: str) -> Facts:
    annex = inline(
        "embargo_annexes",
        "goods_annex",
        {"country": "BY", "hs6": "845710", "regulation": "765/2006", **row},
    )
    declaration = a_declaration(country_destination=country)
    return some_facts(
        a_case(declaration=declaration, classifications=classifications),
        packs={"embargo_annexes": annex},
    )


def project(
    *,
    registers: Registers | None = None,
    kind: CaseKind = CaseKind.INTANGIBLE,
    judgement: JudgementValue | None = JudgementValue.SAME,
    **changes: Any,
) -> Facts:
    stated = {"partner": "Northern Institute", "technology": "1E103", "medium": "e-mail"}
    partner = a_party(Role.PROJECT_PARTNER, "Northern Institute")
    hit = a_hit(
        partner, "prc_entities", "institutions", programme="pla-academy", judgement=judgement
    )
    case = a_case(kind=kind, versions=(), parties=(partner,), hits=(hit,), project=stated | changes)
    return some_facts(case, registers=registers)


EMPTY = Registers(licence_issuers=("PL",))
LICENSED = Registers(
    licence_issuers=("PL",),
    licences=(Licence("1", "PL", "individual", consignee="Northern Institute"),),
)


def ship(
    imo: str = "9074729", *, bases: Bases | None = None, listed: bool = True, equal: bool = True
) -> Facts:
    declaration: Declaration = a_declaration(transport=(a_ship(imo),))
    vessel = a_party(Role.VESSEL, "TEST VESSEL", None, identifier=imo)
    hit = a_hit(vessel, "vessels", "vessel_list", identifier_equal=equal)
    lists = (a_list("vessels", "vessel_list"),) if listed else ()
    case = a_case(declaration=declaration, parties=(vessel,), hits=(hit,) if listed else ())
    return some_facts(case, lists=lists, bases=bases)


CHINA = {"china_arms_embargo_triggers_art4": True}
NO_CHINA = {"china_arms_embargo_triggers_art4": False}
EXAMPLES = (
    fires("RF-E01", "navy, policy not set", use("radar test bench for the navy"), "high"),
    fires("RF-E01", "policy false", use("radar for the navy", policy=NO_CHINA), "high"),
    fires("RF-E01", "policy true", use("radar for the navy", policy=CHINA), "critical"),
    fires("RF-E01", "in Chinese", use("用于海军雷达试验台"), "high"),
    fires("RF-E01", "in Polish, inflected", use("dla wojskowego laboratorium"), "high"),
    fires(
        "RF-E01",
        "by the end user's name",
        of(learned("end_user", {"name": "Air Force Engineering College"})),
        "high",
    ),
    spares("RF-E01", "part of a word", known_use("navigation of harbour ferries")),
    spares("RF-E01", "police does not count", known_use("training of the police and coast guard")),
    waits("RF-E01", "asked in vain", use(None), "end_use||end_user.name"),
    waits("RF-E01", "the end user alone is open", use("ferries of the harbour"), "end_user.name"),
    fires("RF-E02", "enrichment line", use("parts of an isotope enrichment line"), "high"),
    fires(
        "RF-E02",
        "meaning confirmed",
        some_facts(
            a_case(
                enrichment=(
                    learned("end_use", "isotope enrichment line"),
                    learned("analyst_note", {"rule": "RF-E02", "reason": "asked"}, "analyst"),
                )
            )
        ),
        "critical",
    ),
    spares("RF-E02", "nuclear medicine", use("imaging in nuclear medicine")),
    waits(
        "RF-E02",
        "no text at all",
        of(items=(an_item(description=None),)),
        "end_use||items.description",
    ),
    waits("RF-E02", "a description never clears the end use", of(), "end_use"),
    fires("RF-E03", "only generic words", use("for general industry and research"), "medium"),
    fires("RF-E03", "14 letters", use("repairs of fan"), "medium"),
    fires("RF-E03", "five Han", use("水泵厂维修"), "medium"),
    fires("RF-E03", "asked in vain", use(None), "medium"),
    spares("RF-E03", "15 letters", use("repairs of fans")),
    spares("RF-E03", "six Han", use("水泵厂的维修")),
    waits(
        "RF-E03",
        "said elsewhere only",
        use("resale", "order"),
        "source:contract|source:end_use_statement|source:exporter_answer",
    ),
    fires("RF-E04", "water cannon to Hong Kong", of(**described("water cannon monitors")), "high"),
    fires(
        "RF-E04",
        "confirmed 5A004 to Macao",
        some_facts(
            a_case(
                declaration=a_declaration(**described("cryptanalytic system", "MO")),
                classifications=(a_finding("5A004.a", ClassificationState.CONFIRMED),),
            )
        ),
        "high",
    ),
    spares("RF-E04", "to Brazil", of(**described("water cannon monitors", "BR"))),
    spares("RF-E04", "another item", of(**described("coffee roasting drum"))),
    waits(
        "RF-E04",
        "neither text nor table",
        some_facts(
            a_case(declaration=a_declaration(items=(an_item(description=None),))),
            without=("hs_control",),
        ),
        "items.description||items.classification",
    ),
    waits(
        "RF-E04",
        "no word, and no table",
        some_facts(
            a_case(declaration=a_declaration(**described("coffee roasting drum"))),
            without=("hs_control",),
        ),
        "items.classification",
    ),
    fires(
        "RF-E05",
        "interception for police",
        of(POLICE, **described("lawful interception rack")),
        "high",
    ),
    spares(
        "RF-E05",
        "another end user",
        of(learned("end_user", {"name": "Telecom Plc"}), **described("lawful interception rack")),
    ),
    spares("RF-E05", "another item", of(POLICE, **described("coffee roasting drum"))),
    waits(
        "RF-E05", "end user not known", of(**described("lawful interception rack")), "end_user.name"
    ),
    fires("RF-E06", "contract of 1985", contract(OLD), "high"),
    spares("RF-E06", "on the day itself", contract(OLD | {"date": "1989-06-27"})),
    skips("RF-E06", "to Hong Kong", contract(OLD, "HK")),
    waits("RF-E06", "not marked", contract({"date": "1985-03-01"}), "contract.military_items"),
    fires("RF-E07", "another city", site("Mianyang"), "medium"),
    fires("RF-E07", "another city, declared as a site", site("Mianyang", declared=True), "low"),
    spares("RF-E07", "the same city", site("Shanghai")),
    waits("RF-E07", "no site", of(), "end_use.site"),
    fires("RF-R01", "trader in a hub", hub(TRADER), "medium"),
    fires("RF-R01", "free zone", hub(delivery_place="Jebel Ali Free Zone"), "medium"),
    fires("RF-R01", "end user asked in vain", hub(learned("end_user", None)), "medium"),
    skips("RF-R01", "no hub", hub(TRADER, country="BR")),
    waits("RF-R01", "not on the one list", hub(TRADER, cn="94036000"), "pack:eu_833_annexes"),
    skips("RF-R01", "on neither list", hub(TRADER, cn="94036000", packs=ANNEX_7)),
    waits(
        "RF-R01",
        "a manufacturer, nothing else known",
        hub(learned("consignee.kind", "manufacturer")),
        "consignee.incorporated||end_user.name||delivery_place",
    ),
    waits(
        "RF-R01",
        "a delivery place alone clears nothing",
        hub(delivery_place="Deira, 7 Street"),
        "consignee.kind||consignee.incorporated||end_user.name",
    ),
    spares("RF-R01", "none of the circumstances", hub(*HARMLESS, delivery_place="Deira")),
    spares("RF-R01", "RF-R02 takes its place", hub(TRADER, cn="85423190")),
    waits(
        "RF-R01",
        "nothing known of the firm",
        hub(),
        "consignee.kind||consignee.incorporated||end_user.name||delivery_place",
    ),
    fires("RF-R02", "tier 1 to a hub", hub(TRADER, cn="85423190"), "high"),
    skips("RF-R02", "tier 3", hub(TRADER)),
    spares(
        "RF-R02",
        "none of the circumstances",
        hub(*HARMLESS, cn="85423190", delivery_place="Deira"),
    ),
    waits(
        "RF-R02",
        "no list",
        some_facts(a_case(enrichment=(TRADER,)), without=("chpl",)),
        "pack:chpl",
    ),
    fires("RF-R03", "candidate through Russia", through(("PL", "RU", "KZ")), "high"),
    fires(
        "RF-R03",
        "confirmed through Belarus",
        through(("PL", "BY"), classifications=CONFIRMED),
        "critical",
    ),
    spares("RF-R03", "another way", through(("PL", "TR", "KZ"))),
    waits(
        "RF-R03",
        "not listed as far as loaded",
        through(("PL", "RU"), cn="94036000"),
        "pack:annex_xxxvii||pack:eu_833_annexes||pack:eu_765_annexes",
    ),
    spares(
        "RF-R03",
        "not listed anywhere",
        replace(through(("PL", "RU"), cn="94036000"), packs=EVERY_ANNEX),
    ),
    waits("RF-R03", "no routing stated", through(()), "country_routing"),
    fires("RF-R07", "more than three times the mean", history(**JUMP), "medium"),
    spares("RF-R07", "three times the mean", history(**(JUMP | {"KG_2022": 300}))),
    waits("RF-R07", "coverage not declared", history(None, **JUMP), "exports.coverage"),
    fires("RF-R08", "from Russia to Kyrgyzstan", history(**INVERSION), "high"),
    spares("RF-R08", "it went there before", history(**(INVERSION | {"KG_2021": 5}))),
    spares(
        "RF-R08",
        "Russia ended long ago",
        history(**{k: v for k, v in INVERSION.items() if k != "RU_2021"} | {"RU_2019": 80}),
    ),
    waits("RF-R08", "coverage not declared", history(None, **INVERSION), "exports.coverage"),
    fires("RF-R09", "free zone", of(delivery_place="Jebel Ali Free Zone"), "low"),
    fires("RF-R09", "bonded", of(delivery_place="BONDED warehouse 3"), "low"),
    spares("RF-R09", "a street", of(delivery_place="Deira, 7 Zone Street")),
    waits("RF-R09", "no place", of(), "delivery_place"),
    fires("RF-R10", "listed goods", embargo("BY"), "high"),
    fires("RF-R10", "confirmed", embargo("BY", CONFIRMED), "critical"),
    fires("RF-R10", "part of the heading", embargo("BY", CONFIRMED, part="y"), "high"),
    fires(
        "RF-R10",
        "part of the heading, its own entry confirmed",
        embargo("BY", CONFIRMED, part="y", code=CONFIRMED[0].code),
        "critical",
    ),
    spares("RF-R10", "another country", embargo("BR")),
    waits("RF-R10", "no pack", of(country_destination="BY"), "pack:embargo_annexes"),
    fires("RF-S01", "academy in a project", project(), "high"),
    spares("RF-S01", "judged different", project(judgement=JudgementValue.DIFFERENT)),
    skips("RF-S01", "an export of goods", of()),
    waits("RF-S01", "not judged yet", project(judgement=None), "hits.judgement"),
    fires("RF-S02", "no authorisation", project(registers=EMPTY), "high"),
    spares("RF-S02", "authorised", project(registers=LICENSED)),
    skips("RF-S02", "no technology", project(registers=EMPTY, technology="1C010")),
    waits("RF-S02", "no register", project(), "register:licences"),
    fires("RF-S03", "a defence programme", project(funding="863 Program"), "medium"),
    spares("RF-S03", "a science foundation", project(funding="National Science Foundation")),
    waits("RF-S03", "not stated", project(), "project.funding"),
    fires("RF-V01", "equal IMO number", ship(), "high"),
    spares("RF-V01", "similar name only", ship(equal=False)),
    waits("RF-V01", "no vessel list", ship(listed=False), "list:vessels"),
    waits("RF-V01", "no IMO number", of(), "transport.id"),
    fires("RF-V02", "check digit", ship("1234560"), "medium"),
    fires(
        "RF-V02", "another name on record", ship(bases=Bases(vessels={"9074729": "MOON"})), "medium"
    ),
    spares("RF-V02", "the name on record", ship(bases=Bases(vessels={"9074729": "Test vessel"}))),
    spares("RF-V02", "no record, right digit", ship()),
    waits("RF-V02", "no IMO number", of(), "transport.id"),
    fires("RF-V03", "check digit", of(containers=(a_container("MSCU6639871"),)), "medium"),
    spares("RF-V03", "right digit", of(containers=(a_container("MSCU6639870"),))),
    waits("RF-V03", "no container", of(), "container"),
    fires(
        "RF-V04",
        "an analyst's note",
        of(learned("analyst_note", {"rule": "RF-V04", "reason": "gap near the strait"}, "analyst")),
        "medium",
    ),
    waits("RF-V04", "no note", of(), "analyst_note|import:ais"),
    spares("RF-E07", "the end user's street", site("Shanghai", street="2 Road")),
    fires("RF-E07", "another street of the same city", site("Shanghai", street="9 Road"), "low"),
    waits(
        "RF-E02", "text but no word lists", some_facts(without=("vocabulary",)), "pack:vocabulary"
    ),
)
