"""RF-G14 by example: strength, destination, authorisation, circumstances, what it gives way to."""

import pytest
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
    skips,
    spares,
    waits,
)

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
FEWER = Loaded(also=(*MATRIX, *WORDS), settings={f"rule.{RULE}.hub_joint": "999",
                                                 f"rule.{RULE}.hub_words": "999"})  # fmt: skip

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


def goods(
    line: dict[str, str],
    country: str,
    docs: str = "",
    *,
    consignee_name: str = "Aurora Import",
    delivery_place: str = "",
    learned: tuple[Fact, ...] = (),
    classified: tuple[tuple[str, str], ...] = (),
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
    return given(row, learned=learned, classified=classified)


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
           f"{SAYS}No authorisation is declared"),
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
           f"{SAYS}Art. 2(1)"),
    raised("medium", "a heading without a code to a hub", goods(CIRCUIT, "KZ")),
    quiet("a heading with Y901 to a hub is told with the case alone",
          goods(CIRCUIT, "KZ", "Y901")),
    quiet("a heading whose words speak against it", goods(PUMP, "CN", "Y901")),
    raised("high", "a weak candidate to a naval yard",
           goods(DIESEL, "CN", "Y901", consignee_name="Eastern Naval Shipyard"), f"{SAYS}ML9",
           f"{SAYS}8A002", f"{SAYS}“naval”"),
    quiet("the same engine to a civil yard", goods(DIESEL, "CN", "Y901")),
    raised("high", "arms to where a decision prohibits", goods(VEST, "MM"), f"{SAYS}ML13"),
    raised("medium", "an authorisation of Annex I says nothing of arms",
           goods(SCOPE, "RS", "X060:AT-1"), f"{SAYS}ML5"),
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
