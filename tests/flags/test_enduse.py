"""Rules about what the goods are said to be for, by example and in six languages."""

from typing import Any

import pytest
from tests.flags.driver import (
    Example,
    Fact,
    Given,
    Loaded,
    Offices,
    check,
    fires,
    given,
    learned,
    skips,
    spares,
    waits,
)

CHINA = {"country_destination": "CN", "country_routing": "PL|CN"}
HONG_KONG = {"country_destination": "HK", "country_routing": "PL|HK"}
POLICY = "policy.china_arms_embargo_triggers_art4"


def use(text: Any, source: str = "contract", *rows: dict[str, Any], **more: Any) -> Given:
    """A case whose contract (or another source) states an end use."""
    return given(*rows, learned=(learned("end_use", text, source),), **more)


def known_use(text: str) -> Given:
    """End use and end user both on file: each of them could raise a rule."""
    about = learned("end_user", {"name": "Northern Pump Works", "country": "BR"})
    return given(learned=(learned("end_use", text), about))


def described(text: str, **changes: Any) -> Given:
    return given({"description": text, **changes})


def use_of_nothing() -> Given:
    return given({"description": ""}, learned=(learned("end_use", "cleaning of floors"),))


def user(name: str, *rows: dict[str, Any]) -> Given:
    return given(*rows, learned=(learned("end_user", {"name": name, "country": "CN"}),))


MILITARY = (
    "test bench for ship radar of the navy",
    "spare parts for armoured vehicles",
    "Prüfstand für Lenkflugkörper",
    "Ersatzteile für Panzer der Bundeswehr",
    "pièces pour navires de guerre",
    "essais de missiles sol-air",
    "części do czołgów",
    "stanowisko badawcze dla sił zbrojnych",
    "детали для боевых кораблей",
    "испытания ракет",
    "海军雷达测试台",
    "用于导弹生产",
)
CIVIL = (
    "test bench for merchant ships and the coast guard",
    "uniforms for the police",
    "paint, colour navy blue",
    "Panzerglas für Schaufenster von Banken",
    "Ausrüstung der Polizei",
    "bateaux de la garde côtière",
    "dons pour l'Armée du Salut",
    "rakiety tenisowe dla klubów",
    "łodzie dla straży przybrzeżnej",
    "теннисные ракетки для клуба",
    "насосы для танкеров",
    "海岸警卫队的船只",
    "民用船舶的测试台",
)
WMD = (
    "isotope enrichment line",
    "storage of nerve agents",
    "Gaszentrifugen zur Urananreicherung",
    "Sprengköpfe",
    "centrifugeuses à gaz pour le plutonium",
    "armes chimiques",
    "wzbogacanie uranu w wirówkach gazowych",
    "głowice bojowe",
    "обогащение урана",
    "боеголовки ракет",
    "铀浓缩离心机级联",
    "弹道导弹弹头",
)
HARMLESS = (
    "department of nuclear medicine",
    "licences of antivirus software",
    "nuclear magnetic resonance spectrometer",
    "Geräte für die Nuklearmedizin",
    "Antivirus-Programme",
    "service de médecine nucléaire",
    "logiciel antivirus",
    "oddział medycyny nuklearnej",
    "głowica drukująca do drukarek",
    "oprogramowanie antywirusowe",
    "отделение ядерной медицины",
    "антивирусные программы",
    "医院核医学科设备",
    "杀毒软件许可证",
)

WORDS = (
    *(fires("RF-E01", "high", text, use(text), f"enrichment/end_use: {text}") for text in MILITARY),
    *(spares("RF-E01", text, known_use(text)) for text in CIVIL),
    fires(
        "RF-E01",
        "high",
        "the end user is a ministry of defence",
        user("Ministry of Defence, Department 9"),
        "parties/end_user/name: Ministry of Defence, Department 9",
    ),
    fires(
        "RF-E01",
        "critical",
        "the office counts the destination as embargoed",
        use("for the navy", "contract", CHINA),
        f"settings/{POLICY}: true",
        "declaration/country_destination: CN",
        loaded=Loaded(settings={POLICY: "true"}),
    ),
    fires(
        "RF-E01",
        "high",
        "the office does not",
        use("for the navy", "contract", CHINA),
        f"settings/{POLICY}: false",
        loaded=Loaded(settings={POLICY: "false"}),
    ),
    fires(
        "RF-E01",
        "high",
        "the policy is not set",
        use("for the navy", "contract", CHINA),
    ),
    fires(
        "RF-E01",
        "high",
        "the policy on China says nothing of Hong Kong",
        use("for the navy", "contract", HONG_KONG),
        loaded=Loaded(settings={POLICY: "true"}),
    ),
    spares("RF-E01", "no whole word", known_use("navybean canning line for the foodarmy group")),
    waits("RF-E01", "the end user is open", use("navybean canning line"), "end_user.name"),
    waits("RF-E01", "the end use is open", user("Northern Pump Works"), "end_use"),
    waits("RF-E01", "goods are no end use", described("missile parts"), "end_use||end_user.name"),
    waits("RF-E01", "asked for and not known", use(None), "end_use||end_user.name"),
    waits(
        "RF-E01",
        "no word lists",
        use("for the navy"),
        "pack:vocabulary",
        loaded=Loaded(without=("vocabulary",)),
    ),
    *(fires("RF-E02", "high", text, use(text), f"enrichment/end_use: {text}") for text in WMD),
    *(spares("RF-E02", text, use(text)) for text in HARMLESS),
    fires(
        "RF-E02",
        "high",
        "the description says it",
        described("parts for uranium enrichment"),
        "items/1/description: parts for uranium enrichment",
    ),
    fires(
        "RF-E02",
        "critical",
        "a person confirmed the meaning",
        given(
            learned=(
                learned("end_use", "isotope enrichment line"),
                learned("analyst_note", {"rule": "RF-E02", "reason": "stable no, uranium"}),
            )
        ),
        "enrichment/analyst_note",
    ),
    fires(
        "RF-E02",
        "high",
        "a person says that it means something else",
        given(
            learned=(
                learned("end_use", "isotope enrichment line"),
                learned("analyst_note", {"rule": "RF-E02", "reason": "oxygen", "holds": False}),
            )
        ),
    ),
    fires(
        "RF-E02",
        "high",
        "a false hit does not hide a true one",
        use("nuclear medicine and uranium enrichment"),
    ),
    waits(
        "RF-E02",
        "nothing is said",
        described(""),
        "end_use||items.description",
    ),
    waits("RF-E02", "a description never clears the end use", given(), "end_use"),
    waits("RF-E02", "an end use never clears the goods", use_of_nothing(), "items.description"),
)
VAGUE = (
    fires("RF-E03", "medium", "empty", use("", "end_use_statement"), "enrichment/end_use"),
    fires("RF-E03", "medium", "asked for and not known", use(None, "exporter_answer")),
    fires("RF-E03", "medium", "14 letters", use("pump repairs 1")),
    fires("RF-E03", "medium", "14 Cyrillic letters", use("ремонт насосов")),
    fires("RF-E03", "medium", "five Chinese characters", use("水泵维修厂")),
    fires("RF-E03", "medium", "generic words alone", use("general industry, resale, research")),
    fires("RF-E03", "medium", "generic words in German", use("allgemeine Industrie, Forschung")),
    spares("RF-E03", "15 letters", use("pump repairs 12")),
    spares("RF-E03", "six Chinese characters", use("水泵外壳维修")),
    spares(
        "RF-E03",
        "an answer beside a vague contract",
        given(
            learned=(
                learned("end_use", "industry", "contract"),
                learned("end_use", "machining of pump housings in Kutno", "exporter_answer"),
            )
        ),
    ),
    fires(
        "RF-E03",
        "medium",
        "one of two items",
        given(
            {},
            {},
            learned=(
                learned("end_use", "machining of pump housings", item=1),
                learned("end_use", "industry", item=2),
            ),
        ),
    ),
    waits(
        "RF-E03",
        "only a tip speaks of it",
        use("industry", "tip"),
        "source:contract|source:end_use_statement|source:exporter_answer",
    ),
    waits(
        "RF-E03",
        "a contract is on file, its end use was not read",
        given(learned=(learned("documents", ["contract"], "other"),)),
        "end_use",
    ),
    waits(
        "RF-E03",
        "one item has a statement, the other none",
        given({}, {}, learned=(learned("end_use", "machining of pump housings", item=1),)),
        "end_use",
    ),
)
REPRESSION = (
    fires(
        "RF-E04",
        "high",
        "water cannon parts to Hong Kong",
        described("nozzles for water cannon", **HONG_KONG),
        "items/1/description: nozzles for water cannon",
        "declaration/country_destination: HK",
    ),
    fires("RF-E04", "high", "to Macao", described("tear gas", country_destination="MO")),
    *(
        fires("RF-E04", "high", f"to China: {text}", described(text, **CHINA))
        for text in (
            "Wasserwerfer",
            "canons à eau",
            "armatki wodne",
            "водомет",
            "防暴装备",
            "speed boats for police",
            "lawful interception servers",
        )
    ),
    fires(
        "RF-E04",
        "high",
        "a person found 5A001.j",
        given({**CHINA, "description": "network servers"}, classified=(("5A001.j", "confirmed"),)),
        "classifications/1/5A001.j: confirmed",
    ),
    spares("RF-E04", "another destination", described("nozzles for water cannon")),
    spares("RF-E04", "no such goods", described("cleaning agent for floors", **HONG_KONG)),
    spares(
        "RF-E04",
        "another entry of 5A001",
        given({**CHINA, "description": "network servers"}, classified=(("5A001.b", "confirmed"),)),
    ),
    waits(
        "RF-E04",
        "nothing says what the goods are",
        described("", **HONG_KONG),
        "items.description||items.classification",
        loaded=Loaded(without=("hs_control",)),
    ),
    waits(
        "RF-E04",
        "no destination",
        described("water cannon", country_destination="", country_routing=""),
        "country_destination",
    ),
    fires(
        "RF-E05",
        "high",
        "a monitoring centre for the police",
        user("Provincial Police Department", {"description": "monitoring centre, 40 seats"}),
        "items/1/description",
        "parties/end_user/name: Provincial Police Department",
    ),
    *(
        fires(
            "RF-E05",
            "high",
            f"the end user is {name}",
            user(name, {"description": "IMSI catchers"}),
        )
        for name in (
            "Ministry of the Interior",
            "Bundesnachrichtendienst, Geheimdienste",
            "Ministère de l'Intérieur",
            "Policja Wodna",
            "МВД области",
            "某市公安局",
        )
    ),
    fires(
        "RF-E05",
        "high",
        "a person found 5D001.e",
        given(
            {"description": "servers"},
            learned=(learned("end_user", {"name": "State Security Bureau"}),),
            classified=(("5D001.e", "confirmed"),),
        ),
        "classifications/1/5D001.e: confirmed",
    ),
    spares(
        "RF-E05", "a telecom operator", user("Northern Telecom", {"description": "IMSI catchers"})
    ),
    spares("RF-E05", "the police buy cleaning agents", user("Provincial Police Department")),
    waits("RF-E05", "no end user", described("IMSI catchers"), "end_user.name"),
)


def contract(day: str, *, military: Any = True, row: dict[str, Any] | None = None) -> Given:
    value = {"date": day} | ({} if military is None else {"military_items": military})
    return given(row or CHINA, learned=(learned("contract", value),))


def claimed() -> Fact:
    """An exemption claimed for a contract from before the declaration of 1989."""
    claim = {"instrument": "CN-1989", "contract_date": "1989-06-26"}
    return learned("exemption_claim", claim, "exporter_answer")


CONTRACTS = (
    fires(
        "RF-E06",
        "high",
        "signed the day before",
        contract("1989-06-26"),
        "enrichment/contract.date: 1989-06-26",
        "declaration/country_destination: CN",
    ),
    fires(
        "RF-E06",
        "high",
        "claimed to be older, and marked military",
        given(CHINA, learned=(claimed(), learned("contract", {"military_items": True}))),
        "enrichment/exemption_claim.contract_date: 1989-06-26",
    ),
    spares(
        "RF-E06",
        "the contract on file is younger than what is claimed of it",
        given(
            CHINA,
            learned=(
                claimed(),
                learned("contract", {"date": "1990-01-05", "military_items": True}),
            ),
        ),
    ),
    spares("RF-E06", "signed on the day", contract("1989-06-27")),
    spares("RF-E06", "not military", contract("1985-01-01", military=False)),
    spares("RF-E06", "the record says no in words", contract("1985-01-01", military="no")),
    skips("RF-E06", "to Hong Kong", contract("1985-01-01", row=HONG_KONG)),
    waits("RF-E06", "not marked", contract("1985-01-01", military=None), "contract.military_items"),
    waits("RF-E06", "no contract", given(CHINA), "contract.date"),
)
SHANGHAI = {
    "consignee_name": "Aurora Import",
    "consignee_address": "5 Lake Road",
    "consignee_city": "Shanghai",
    "consignee_country": "CN",
}


def site(place: Any, street: str | None = "9 Hill Road", city: str = "Shanghai") -> Given:
    named = {"name": "Northern Pump Works", "country": "CN", "city": city}
    about = named | ({"street": street} if street else {})
    return given(
        SHANGHAI, learned=(learned("end_user", about), learned("end_use.site", place, "data_sheet"))
    )


SITES = (
    fires(
        "RF-E07",
        "medium",
        "in another city",
        site({"street": "1 Valley", "city": "Mianyang"}),
        "enrichment/end_use.site: 1 Valley, Mianyang",
        "parties/consignee/address: 5 Lake Road, Shanghai",
        "parties/end_user/address: 9 Hill Road, Shanghai",
    ),
    fires("RF-E07", "medium", "the city alone is stated", site("Mianyang")),
    fires(
        "RF-E07",
        "low",
        "declared as a site",
        site({"city": "Mianyang", "declared": True}),
    ),
    fires(
        "RF-E07",
        "low",
        "another street of the city",
        site({"street": "1 Quay", "city": "Shanghai"}),
    ),
    spares(
        "RF-E07", "the consignee's address", site({"street": "5 LAKE ROAD", "city": "Shanghai"})
    ),
    spares("RF-E07", "the end user's address", site({"street": "9 Hill Road", "city": "shanghai"})),
    spares("RF-E07", "the same city, no street stated", site("Shanghai")),
    waits("RF-E07", "no site", given(SHANGHAI), "end_use.site"),
    waits(
        "RF-E07",
        "the end user's street is not known",
        site({"street": "1 Quay", "city": "Shanghai"}, street=None),
        "end_user.address",
    ),
    waits(
        "RF-E07",
        "no end user",
        given(SHANGHAI, learned=(learned("end_use.site", "Mianyang", "data_sheet"),)),
        "end_user.address",
    ),
)

EXAMPLES: tuple[Example, ...] = (*WORDS, *VAGUE, *REPRESSION, *CONTRACTS, *SITES)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_of_end_use_finds_what_its_text_says(offices: Offices, example: Example) -> None:
    check(offices, example)


def test_a_policy_that_is_not_set_is_said(offices: Offices) -> None:
    result = offices.result(
        Example("RF-E01", "", use("for the navy", "contract", CHINA), Loaded(), WORDS[0].evaluation)
    )
    assert "policy for CN is not set" in result.explanation
