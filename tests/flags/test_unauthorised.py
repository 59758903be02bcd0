"""RF-G14 by example: strength, destination, authorisation, circumstances, what it gives way to."""

import pytest
from tests.domain.packs import shipped
from tests.flags.driver import (
    SAYS,
    Example,
    Fact,
    Given,
    Loaded,
    Offices,
    check,
    fires,
    given,
    learned,
    no_declaration,
    skips,
    spares,
    waits,
)

from landwaiter.domain.intake.case_kind import CaseKind

RULE = "RF-G14"
MATRIX = ("embargo_matrix", "item_groups")
WORDS = ("cml", "glossary", "substances", "trade_words")
FULL = Loaded(also=(*MATRIX, *WORDS))
NO_MATRIX = Loaded(also=WORDS)
GRANTED = Loaded(
    also=(*MATRIX, *WORDS),
    packs={
        "licences:licence_register": (
            {"issuer": "PL", "ref": "PL-77", "type": "individual", "valid_to": "2026-12-31",
             "consignee": "Aurora Import", "destination": "IN", "items": "1C350"},
        )
    },
)  # fmt: skip


def asking(**thresholds: str) -> Loaded:
    """The office's own thresholds of the rule."""
    settings = {f"rule.{RULE}.{name}": value for name, value in thresholds.items()}
    return Loaded(also=FULL.also, settings=settings)


FEWER = asking(hub_joint="999", hub_words="999")
LISTED = Loaded(
    also=FULL.also, lists={"us_csl:export_list": ({"name": "Aurora Import", "country": "KZ"},)}
)
SAME = (("consignee", "same"),)
COUNTRIES = (*shipped("countries").rows, {"set": "sensitive", "country": "BR"})
SENSITIVE = Loaded(without=("countries",), also=FULL.also, packs={"countries": COUNTRIES})
ANTI_TORTURE = Loaded(
    also=FULL.also,
    packs={"correlation_official:correlation": (
        {"cn": "04069078", "taric": "", "control_code": "ATR", "list": "atr"},
    )},
)  # fmt: skip
US_LIST = Loaded(
    also=FULL.also,
    packs={"correlation_official:correlation": (
        {"cn": "85423190", "taric": "", "control_code": "7A002", "list": "us"},
    )},
)  # fmt: skip

PRECURSOR = {"cn8": "28121700", "description": "Thionyl chloride, CAS 7719-09-7, drums"}
CREAM = {"cn8": "33049900", "description": "Hand cream with triethanolamine CAS 102-71-6"}
CONVERTER = {"cn8": "85044095", "description": "Frequency converter 600 Hz"}
CIRCUIT = {"cn8": "85423190", "description": "FPGA"}
DIESEL = {"cn8": "84081081", "description": "Marine diesel engine 2,720 kW, 20 cylinders"}
VEST = {"cn8": "62113390", "description": "Ballistic body armour"}
SCOPE = {"cn8": "90131010", "description": "Rifle scopes"}
KRYTRON = {"cn8": "85365080", "description": "Krytrons KN-22, 40 pcs"}
LAMP_SOCKET = {"cn8": "85366190", "description": "Sockets for lamps E27"}
JET = {"cn8": "88033000", "description": "Spare parts for Su-27 fighter aircraft"}
KIT = {"cn8": "95030075", "description": "Plastic kit of the Su-27 fighter aircraft 1:72"}
TUBE = {"cn8": "85402080", "description": "Image intensifier tubes, third generation"}
CHEESE = {"cn8": "04069078", "description": "Gouda cheese"}
SPECTROMETER = {
    "cn8": "90278005",
    "description": "Mass spectrometer for uranium hexafluoride with nickel plated source",
}
PUMP = {"cn8": "84141025", "description": "Milking machine vacuum pump"}
SEAL = {
    "cn8": "40169300",
    "description": "Fluorinated seal, household gasket, components made from fluorinated compounds",
}
GYRO = {"cn8": "90142020", "description": "MEMS gyro"}
ANOTHER_GYRO = {"cn8": "85423190", "description": "MEMS gyro"}
"""Its commodity code is of other goods."""
CONNECTOR = {"cn8": "85369000", "description": "Umbilical subsea"}
SIGHT = {"cn8": "39269097", "description": "Aiming device"}
PETROL = {"cn8": "84079000", "description": "Petrol engine"}
INTERCEPTION = {"cn8": "85176200", "description": "Interception system 5A001.f"}


def goods(
    line: dict[str, str],
    country: str,
    docs: str = "",
    *,
    consignee_name: str = "Aurora Import",
    delivery_place: str = "",
    learned: tuple[Fact, ...] = (),
    classified: tuple[tuple[str, str], ...] = (),
    judged: tuple[tuple[str, str], ...] = (),
) -> Given:
    row = {
        **line,
        "country_destination": country,
        "country_routing": f"PL|{country}",
        "docs": docs,
        "consignee_name": consignee_name,
        "consignee_country": country,
        "delivery_place": delivery_place,
    }
    return given(row, learned=learned, classified=classified, judged=judged)


def given_two(first: dict[str, str], second: dict[str, str], country: str) -> Given:
    common = {"country_destination": country, "country_routing": f"PL|{country}", "docs": "",
              "consignee_name": "Aurora Import", "consignee_country": country}  # fmt: skip
    return given({**common, **first}, {**common, **second})


def raised(severity: str, says: str, case: Given, *names: str, loaded: Loaded = FULL) -> Example:
    return fires(RULE, severity, says, case, *names, loaded=loaded)


def quiet(says: str, case: Given, *, loaded: Loaded = FULL) -> Example:
    return spares(RULE, says, case, loaded=loaded)


EXAMPLES: tuple[Example, ...] = (
    raised("high", "a number to where the act prohibits; Y901 authorises nothing",
           goods(PRECURSOR, "IR", "Y901"),
           f"{SAYS}may fall under 1C350", f"{SAYS}267/2012", f"{SAYS}“prohibited”",
           "items/1/cn8", "classifications/1/1C350: candidate", "items/1/documents: Y901"),
    raised("high", "a number to any third country", goods(PRECURSOR, "BR"),
           f"{SAYS}an authorisation for every third country. No authorisation is declared"),
    raised("low", "a number to a destination of EU001 without a code", goods(PRECURSOR, "US")),
    quiet("an individual authorisation is declared", goods(PRECURSOR, "BR", "X060:PL-1")),
    quiet("EU001 covers the destination", goods(PRECURSOR, "US", "X061")),
    raised("high", "EU001 does not cover China", goods(CONVERTER, "CN", "X061"),
           f"{SAYS}declared: X061"),
    raised("medium", "whether a general authorisation covers is not known",
           goods(PRECURSOR, "BR", "X063"), f"{SAYS}is not known"),
    raised("high", "a general authorisation of other goods covers nothing",
           goods(PRECURSOR, "IN", "X065")),
    raised("medium", "a substance in a mixture", goods(CREAM, "TR"), f"{SAYS}concentration"),
    raised("medium", "words towards a hub", goods(SPECTROMETER, "KG"), f"{SAYS}its words say so"),
    raised("high", "the same where Y901 disputes the words", goods(SPECTROMETER, "KG", "Y901")),
    raised("high", "the same to a recipient of the armed forces",
           goods(SPECTROMETER, "KG", consignee_name="Army Supplies Bishkek"), f"{SAYS}“army”",
           "parties/consignee/name: Army Supplies Bishkek"),
    raised("high", "the same for a military end use",
           goods(SPECTROMETER, "KG", learned=(learned("end_use", "laboratory of the army"),)),
           "enrichment/end_use"),
    raised("medium", "a free zone raises no severity",
           goods(SPECTROMETER, "KG", delivery_place="Bishkek free economic zone"),
           "declaration/delivery_place"),
    raised("high", "a name of arms towards a hub", goods(TUBE, "KG"), f"{SAYS}ML15",
           f"{SAYS}its name is one"),
    raised("high", "a heading to where the act prohibits", goods(CIRCUIT, "RU", "Y901"),
           f"{SAYS}Art. 2(1)", "items/1/description"),
    raised("medium", "a heading without a code to a hub", goods(CIRCUIT, "KZ")),
    quiet("a heading with Y901 to a hub is told with the case alone",
          goods(CIRCUIT, "KZ", "Y901")),
    quiet("a heading whose words speak against it", goods(PUMP, "CN")),
    quiet("words of an entry beside words against it", goods(SEAL, "KZ")),
    raised("high", "a weak candidate to a naval yard",
           goods(DIESEL, "CN", "Y901", consignee_name="Eastern Naval Shipyard"), f"{SAYS}ML9",
           f"{SAYS}8A002", f"{SAYS}“naval”"),
    quiet("the same engine to a civil yard", goods(DIESEL, "CN", "Y901")),
    raised("high", "arms to where a decision prohibits", goods(VEST, "MM"), f"{SAYS}ML13"),
    raised("medium", "an authorisation of Annex I says nothing of arms",
           goods(SCOPE, "RS", "X060:AT-1"), f"{SAYS}ML5"),
    skips(RULE, "non-Union goods in transit",
          given({**PRECURSOR, "country_destination": "IR", "declaration_type": "T1"},
                kind=CaseKind.TRANSIT), loaded=FULL),
    skips(RULE, "what a person rejected",
          goods(TUBE, "KG", classified=(("6A002", "rejected"), ("cml:ML15", "rejected"))),
          loaded=FULL),
    quiet("what a person confirmed is for another rule",
          goods(TUBE, "KG", classified=(("6A002.a", "confirmed"), ("cml:ML15", "rejected")))),
    quiet("a licence of the register covers item, destination and consignee",
          goods(PRECURSOR, "IN"), loaded=GRANTED),
    raised("medium", "a name that only such goods bear, to any third country",
           goods(KRYTRON, "BR"), f"{SAYS}its name is one", f"{SAYS}3A228"),
    raised("high", "the same to a sensitive destination", goods(KRYTRON, "CN", "Y901")),
    raised("low", "the same to a destination of EU001", goods(KRYTRON, "US")),
    quiet("another name", goods(LAMP_SOCKET, "CN")),
    raised("high", "arms by name are arms everywhere", goods(JET, "BR"), f"{SAYS}ML10"),
    quiet("under a heading of toys the same name says nothing", goods(KIT, "CN")),
    raised("high", "one item of two, the other plain",
           given_two(PRECURSOR, CHEESE, "BR"), "items/1/cn8", "classifications/1/1C350: candidate"),
    raised("high", "the second item of two", given_two(CHEESE, PRECURSOR, "BR"), "items/2/cn8"),
    raised("low", "a name towards a partner is low, arms are medium", goods(KRYTRON, "US")),
    raised("medium", "a heading to a naval institute of a hub",
           goods(CIRCUIT, "KZ", consignee_name="Institute of Naval Aviation"), f"{SAYS}“naval”"),
    raised("high", "the same where goods are sensitive",
           goods(CIRCUIT, "CN", consignee_name="Institute of Naval Aviation")),
    raised("medium", "little said of a heading in a free zone of a hub",
           goods(CIRCUIT, "KZ", "Y901", delivery_place="Khorgos free economic zone"),
           "declaration/delivery_place"),
    quiet("a trade that is civil raises nothing",
          goods(CIRCUIT, "KZ", "Y901", consignee_name="Dairy of Almaty")),
    quiet("the trade of a recipient counts towards no partner",
          goods(DIESEL, "US", "Y901", consignee_name="Eastern Naval Shipyard")),
    quiet("a stricter threshold of the office", goods(CIRCUIT, "KZ"), loaded=FEWER),
    quiet("plain goods", goods(CHEESE, "CN")),
    raised("high", "a number where no commodity code is declared",
           goods({**PRECURSOR, "cn8": ""}, "BR"), f"{SAYS}no commodity code"),
    quiet("a heading without a word", goods({**CIRCUIT, "description": ""}, "KZ"),
          loaded=asking(hub_joint="700")),
    quiet("the first item is authorised, the second plain",
          given_two({**PRECURSOR, "docs": "X060:PL-1"}, CHEESE, "BR")),
    quiet("an entry of no control list",
          goods(CHEESE, "CN", consignee_name="Institute of Naval Aviation"), loaded=ANTI_TORTURE),
    raised("medium", "the armed forces of a country that is not sensitive",
           goods(KRYTRON, "BR", consignee_name="Army Supplies")),
    raised("high", "a self-declaration disputes no arms", goods(JET, "BR", "Y901"), f"{SAYS}ML10"),
    raised("high", "armed forces in a free zone",
           goods(SPECTROMETER, "KG", consignee_name="Army Supplies Bishkek",
                 delivery_place="Bishkek free economic zone")),
    raised("high", "a heading in a free zone, to a recipient judged to be a listed one",
           goods(CIRCUIT, "KZ", judged=SAME, delivery_place="Khorgos free economic zone"),
           f"{SAYS}was judged the same as an entry of us_csl", loaded=LISTED),
    raised("medium", "nobody judged whether it is", goods(CIRCUIT, "KZ"), loaded=LISTED),
    raised("high", "a name, to a recipient judged to be a listed one",
           goods(KRYTRON, "KZ", judged=SAME), loaded=LISTED),
    raised("medium", "a free zone where goods are sensitive",
           goods(CIRCUIT, "CN", "Y901", delivery_place="Shanghai free trade zone")),
    raised("medium", "a heading under an arms embargo", goods(CIRCUIT, "SD")),
    raised("high", "a destination that the office's own set of countries counts as sensitive",
           goods(KRYTRON, "BR"), f"{SAYS}a sensitive destination", loaded=SENSITIVE),
    raised("high", "an entry of Annex I under a heading of tools",
           goods({**KRYTRON, "cn8": "84672900"}, "CN"), f"{SAYS}3A228"),
    raised("medium", "words at the very threshold", goods(CIRCUIT, "KZ"),
           f"{SAYS}its words say so", loaded=asking(hub_words="535", hub_joint="999")),
    raised("medium", "a heading and words at the very thresholds", goods(CIRCUIT, "KZ"),
           f"{SAYS}commodity code and words agree",
           loaded=asking(hub_support="535", hub_joint="861")),
    quiet("a candidate too weak for any recipient",
          goods(PETROL, "CN", consignee_name="Eastern Naval Shipyard")),
    raised("high", "words of arms need less", goods(SIGHT, "CN"), f"{SAYS}ML5"),
    raised("high", "words that the commodity code bears out", goods(GYRO, "CN"), f"{SAYS}7A002"),
    quiet("the same words under a code of another entry", goods(ANOTHER_GYRO, "CN")),
    quiet("the same under a code of an entry of another list", goods(ANOTHER_GYRO, "CN"),
          loaded=US_LIST),
    quiet("a code that correlates loosely bears out nothing", goods(CONNECTOR, "IR")),
    raised("high", "what a declaration leaves to each state", goods(VEST, "CN"),
           f"{SAYS}leaves the answer to each state"),
    raised("high", "only what prohibits is told where anything does",
           goods(INTERCEPTION, "BY"), f"{SAYS}documents. It goes to BY; of Annex I"),
    waits(RULE, "no embargo matrix", goods(PRECURSOR, "IR"), "pack:embargo_matrix",
          loaded=NO_MATRIX),
    waits(RULE, "no destination", given({**PRECURSOR, "country_destination": ""}),
          "country_destination", loaded=FULL),
)  # fmt: skip


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_strong_candidate_without_an_authorisation(offices: Offices, example: Example) -> None:
    check(offices, example)


def test_no_sentence_claims_what_nobody_confirmed(offices: Offices) -> None:
    for example in EXAMPLES:
        said = offices.result(example).explanation
        assert "is listed" not in said
        assert "is controlled" not in said


AUTHORISED: tuple[tuple[str, bool | None], ...] = (("", False), ("X060:PL-1", True), ("X063", None))


@pytest.mark.parametrize(("docs", "authorised"), AUTHORISED)
def test_a_candidate_says_whether_it_is_authorised(
    offices: Offices, docs: str, authorised: bool | None
) -> None:
    found = _candidates(offices, goods(PRECURSOR, "BR", docs))
    assert found["eu", "1C350"] is authorised


def test_a_candidate_of_no_control_list_is_not_asked_for_an_authorisation(offices: Offices) -> None:
    found = _candidates(offices, goods(CHEESE, "BR"), ANTI_TORTURE)
    assert found == {("atr", "ATR"): None}


def test_technology_without_a_declaration_is_not_asked_for_an_authorisation(
    offices: Offices,
) -> None:
    project = {"technology": "drawings of 3A001.a"}
    found = _candidates(offices, no_declaration(CaseKind.RESEARCH, project))
    assert found["eu", "3A001"] is None


def _candidates(
    offices: Offices, case: Given, loaded: Loaded = FULL
) -> dict[tuple[str, str], bool | None]:
    found = offices.view(case, loaded).case.candidates
    return {(one.list, one.code): one.authorised for one in found}
