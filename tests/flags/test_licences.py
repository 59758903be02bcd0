"""Rules of document codes, authorisations and the register of licences by example."""

from typing import Any

import pytest
from tests.flags.driver import (
    Example,
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

MACHINE = {"cn8": "84571010", "description": "heavy thing of steel, painted green"}
BUYER = "Aurora Import"
"""The consignee of every declaration."""
NO_SETS = Loaded(without=("code_sets",))


def register(*entries: dict[str, Any], issuer: str = "PL", packs: Any = None) -> Loaded:
    """A register of licences of an issuer, loaded with these entries."""
    rows = ({"issuer": issuer, "ref": ""}, *({"issuer": issuer, **entry} for entry in entries))
    return Loaded(packs={"licences:licence_register": rows, **(packs or {})})


def licence(ref: str = "PL-77", **more: Any) -> dict[str, Any]:
    return {"ref": ref, "type": "individual", "valid_to": "2026-12-31", **more}


T1 = {"declaration_type": "T1"}
"""Non-Union goods in transit: Annex I asks for no licence, Art. 7 may prohibit."""


def papers(docs: str, country: str = "BR", *, row: Any = None, **more: Any) -> Given:
    """A machining centre under document codes."""
    line = {
        **MACHINE,
        "docs": docs,
        "country_destination": country,
        "country_routing": f"PL|{country}",
    }
    return given({**line, **(row or {})}, **more)


ENTITY_LIST = {
    "us_csl:export_list": ({"name": BUYER, "country": "BR", "programme": "Entity List"},)
}
LISTED_BUYER = Loaded(lists=ENTITY_LIST)
DENIALS = Loaded(
    packs={
        "denials:denial_register": (
            {"id": "D1", "item": "2B001.b", "end_user": BUYER, "revoked": "false"},
            {"id": "D2", "item": "7A003", "end_user": BUYER, "revoked": "false"},
            {"id": "D3", "item": "2B350.i", "end_user": BUYER, "revoked": "true"},
        )
    }
)
MET = {
    "machine_kind": "milling",
    "simultaneous_axes": 5,
    "unidirectional_positioning_repeatability_um": [0.8],
    "travel_mm": [600],
}

CLAIMS = (
    fires(
        "RF-G02",
        "high",
        "the consignee was judged the same as a listed entity",
        papers("Y901", judged=(("consignee", "same"),)),
        "items/1/documents/Y901",
        "items/1/cn8: 84571010",
        f"parties/consignee/name: {BUYER}",
        f"lists/us_csl@2026-03: {BUYER}",
        "says: stands on us_csl",
        loaded=LISTED_BUYER,
    ),
    waits(
        "RF-G02",
        "nobody judged the hit on the consignee",
        papers("Y901"),
        "hits.judgement",
        loaded=LISTED_BUYER,
    ),
    fires(
        "RF-G02",
        "high",
        "the values of the data sheet meet the entry",
        papers("Y901", learned=(learned("params", MET, "data_sheet", item=1),)),
        "items/1/params/simultaneous_axes: 5",
    ),
    fires(
        "RF-G02",
        "high",
        "the same part was assessed as listed",
        papers("Y901", classified=(("2B001.b.2", "confirmed"),)),
        "classifications/1/2B001.b.2: confirmed",
    ),
    fires(
        "RF-G02",
        "high",
        "an item of the entry was denied to the buyer",
        papers("Y901"),
        "registers/denials: D1",
        loaded=DENIALS,
    ),
    fires(
        "RF-G02",
        "high",
        "an item of the entry was licensed to the buyer",
        papers("Y901"),
        loaded=register(licence(consignee=BUYER, items="2B001"), issuer="DE"),
    ),
    spares("RF-G02", "the bare case is the lawful answer", papers("Y901")),
    skips("RF-G02", "no Y901 is declared", papers("N380:7"), loaded=LISTED_BUYER),
    spares(
        "RF-G02",
        "the code correlates with nothing",
        papers("Y901", row={"cn8": "34029090"}),
        loaded=LISTED_BUYER,
    ),
    spares(
        "RF-G02",
        "denied to somebody else",
        papers("Y901", row={"consignee_name": "Zodiac Import"}),
        loaded=DENIALS,
    ),
    spares(
        "RF-G02",
        "licensed to somebody else",
        papers("Y901"),
        loaded=register(licence(consignee="Zodiac Import", items="2B001"), issuer="DE"),
    ),
    spares(
        "RF-G02",
        "another entry was licensed to the buyer",
        papers("Y901"),
        loaded=register(licence(consignee=BUYER, items="7A003"), issuer="DE"),
    ),
    spares(
        "RF-G02",
        "values without a table that they could meet",
        papers("Y901", learned=(learned("params", MET, "data_sheet", item=1),)),
        loaded=Loaded(without=("deciding_parameters",)),
    ),
    spares(
        "RF-G02",
        "a denial of another entry, and one that was revoked",
        papers("Y901", row={"cn8": "84137045"}),
        loaded=DENIALS,
    ),
    waits(
        "RF-G02",
        "nothing says what correlates",
        papers("Y901"),
        "pack:hs_control|pack:correlation_official",
        loaded=Loaded(lists=ENTITY_LIST, without=("hs_control",)),
    ),
    waits(
        "RF-G02",
        "no sets of codes",
        papers("Y901"),
        "pack:code_sets",
        loaded=Loaded(lists=ENTITY_LIST, without=("code_sets",)),
    ),
    waits("RF-G02", "there are no goods", Given(rows=()), "items.docs"),
)

OFFICIAL = Loaded(
    packs={
        "correlation_official:correlation": (
            {"cn": "8457 10 10", "taric": "", "control_code": "2B001", "list": "eu"},
            {"cn": "", "taric": "8526 10 00 90", "control_code": "6A008", "list": "eu"},
            {"cn": "848210", "taric": "", "control_code": "2A001", "list": "eu"},
        )
    }
)

NO_CODE = (
    fires(
        "RF-G03",
        "high",
        "the table has the eight figures",
        papers("N380:7"),
        "items/1/cn8: 84571010",
        "packs/correlation_official@example",
        loaded=OFFICIAL,
    ),
    fires("RF-G03", "high", "no document at all", papers(""), loaded=OFFICIAL),
    skips("RF-G03", "non-Union goods in transit", papers("", row=T1), loaded=OFFICIAL),
    fires(
        "RF-G03",
        "high",
        "the ten figures of TARIC",
        papers("", row={"cn8": "8526100090"}),
        loaded=OFFICIAL,
    ),
    fires(
        "RF-G03",
        "high",
        "eight figures that a finer line begins with",
        papers("", row={"cn8": "85261000"}),
        loaded=OFFICIAL,
    ),
    fires(
        "RF-G03",
        "high",
        "ten figures of which the table has the eight alone",
        papers("", row={"cn8": "8457101090"}),
        loaded=OFFICIAL,
    ),
    *(
        spares("RF-G03", f"{code} is declared", papers(f"{code}:1"), loaded=OFFICIAL)
        for code in ("Y901", "X060", "X065", "X072")
    ),
    spares(
        "RF-G03", "six figures are too coarse", papers("", row={"cn8": "84821010"}), loaded=OFFICIAL
    ),
    spares(
        "RF-G03", "another line of TARIC", papers("", row={"cn8": "8526100010"}), loaded=OFFICIAL
    ),
    waits("RF-G03", "no official table", papers(""), "pack:correlation_official"),
    waits(
        "RF-G03",
        "a code of six figures",
        papers("", row={"cn8": "845710"}),
        "items.cn8",
        loaded=OFFICIAL,
    ),
)

EMPTY = register()

NUMBERS = (
    *(
        fires(
            "RF-G04",
            "critical",
            f"{code} without a reference, whatever is loaded",
            papers(code),
            f"items/1/documents/{code}",
        )
        for code in ("X060", "X070", "X072")
    ),
    fires(
        "RF-G04",
        "critical",
        "unknown in the register of its issuer",
        papers("X060:PL-78"),
        "items/1/documents/X060: PL-78",
        loaded=register(licence()),
    ),
    fires("RF-G04", "critical", "unknown in an empty register", papers("X060:PL-78"), loaded=EMPTY),
    fires(
        "RF-G04",
        "critical",
        "expired the day before",
        papers("X060:PL-77"),
        "registers/licences: PL-77, 2026-03-26",
        loaded=register(licence(valid_to="2026-03-26")),
    ),
    spares(
        "RF-G04",
        "valid to the day",
        papers("X060:PL-77"),
        loaded=register(licence(valid_to="2026-03-27")),
    ),
    spares(
        "RF-G04",
        "the reference stands at the item",
        papers("X060", row={"licence_ref": "PL-77"}),
        loaded=register(licence()),
    ),
    spares(
        "RF-G04",
        "no end is stated",
        papers("X060:PL-77"),
        loaded=register(licence(valid_to="")),
    ),
    skips("RF-G04", "a code that claims no single licence", papers("X064")),
    skips("RF-G04", "no authorisation is claimed", papers("Y901")),
    skips("RF-G04", "non-Union goods in transit", papers("X060:PL-78", row=T1)),
    waits("RF-G04", "no register", papers("X060:PL-78"), "register:licences"),
    waits(
        "RF-G04",
        "the register of another issuer",
        papers("X060:DE-78"),
        "register:licences",
        loaded=register(licence()),
    ),
    waits("RF-G04", "no sets of codes", papers("X060"), "pack:code_sets", loaded=NO_SETS),
    waits("RF-G04", "there are no goods", Given(rows=()), "items.docs"),
)

ANNEX_2 = {
    "annex2:general_authorisations": (
        {"authorisation": "EU001", "destination": "US", "covered": "true"},
        {"authorisation": "EU001", "destination": "IS", "covered": ""},
        {"authorisation": "EU001", "destination": "BR", "covered": "false"},
        {"authorisation": "EU004", "destination": "BR", "covered": "true", "free_zone": "excluded"},
        {"authorisation": "EU004", "destination": "CL", "covered": "true"},
        {"authorisation": "EU005", "destination": "BR", "covered": "true"},
        {"authorisation": "EU002", "destination": "BR", "valid_to": "2026-03-26"},
        {"authorisation": "EU005", "destination": "", "excluded": "2B001"},
    )
}
WITH_ANNEX_2 = Loaded(packs=ANNEX_2)
ZONE = {"delivery_place": "Free Zone of Manaus"}

GENERAL = (
    fires(
        "RF-G05",
        "critical",
        "a destination that it says it does not cover",
        papers("X061"),
        "items/1/documents/X061",
        "declaration/country_destination: BR",
        "packs/annex2@example: EU001",
        loaded=WITH_ANNEX_2,
    ),
    fires(
        "RF-G05",
        "critical",
        "a destination it does not name",
        papers("X061", "VN"),
        loaded=WITH_ANNEX_2,
    ),
    fires("RF-G05", "critical", "an item that it excludes", papers("X065"), loaded=WITH_ANNEX_2),
    fires(
        "RF-G05",
        "critical",
        "a free zone that it excludes",
        papers("X064", row=ZONE),
        "declaration/delivery_place",
        loaded=WITH_ANNEX_2,
    ),
    spares("RF-G05", "a destination that it covers", papers("X061", "US"), loaded=WITH_ANNEX_2),
    spares(
        "RF-G05", "a destination it names without more", papers("X061", "IS"), loaded=WITH_ANNEX_2
    ),
    spares(
        "RF-G05",
        "an item that it does not exclude",
        papers("X065", row={"cn8": "84137045"}),
        loaded=WITH_ANNEX_2,
    ),
    spares(
        "RF-G05", "a town", papers("X064", row={"delivery_place": "Manaus"}), loaded=WITH_ANNEX_2
    ),
    spares(
        "RF-G05", "a free zone that it allows", papers("X061", "US", row=ZONE), loaded=WITH_ANNEX_2
    ),
    skips("RF-G05", "no general authorisation", papers("X060:PL-1"), loaded=WITH_ANNEX_2),
    waits("RF-G05", "no pack", papers("X061"), "pack:annex2"),
    waits(
        "RF-G05",
        "its only row ended",
        papers("X062"),
        "pack:annex2/EU002",
        loaded=WITH_ANNEX_2,
    ),
    waits(
        "RF-G05",
        "no destination",
        papers("X061", row={"country_destination": None}),
        "country_destination",
        loaded=WITH_ANNEX_2,
    ),
    *(
        waits(
            "RF-G05",
            f"no row of EU00{number}",
            papers(f"X06{number}"),
            f"pack:annex2/EU00{number}",
            loaded=WITH_ANNEX_2,
        )
        for number in (6, 7, 8)
    ),
    waits(
        "RF-G05",
        "the pack has no row of it",
        papers("X063"),
        "pack:annex2/EU003",
        loaded=WITH_ANNEX_2,
    ),
    waits(
        "RF-G05",
        "a free zone, and no word lists",
        papers("X064", row=ZONE),
        "pack:vocabulary",
        loaded=Loaded(packs=ANNEX_2, without=("vocabulary",)),
    ),
    waits(
        "RF-G05",
        "excluded items, and nothing says what it is",
        papers("X065"),
        loaded=Loaded(packs=ANNEX_2, without=("hs_control",)),
    ),
    waits(
        "RF-G05",
        "no sets of codes",
        papers("X061"),
        "pack:code_sets",
        loaded=Loaded(packs=ANNEX_2, without=("code_sets",)),
    ),
)

CONFIRMED = (("2B001.b.2", "confirmed"),)
FOR_ALL = licence(consignee=BUYER, destination="BR", items="2B001.b.2")


def confirmed(docs: str, code: str = "2B001.b.2", **more: Any) -> Given:
    return papers(docs, classified=((code, "confirmed"),), **more)


UNAUTHORISED = (
    skips("RF-G13", "non-Union goods in transit", confirmed("Y901", row=T1)),
    fires(
        "RF-G13",
        "critical",
        "confirmed and declared as not listed",
        confirmed("Y901"),
        "classifications/1/2B001.b.2: confirmed",
        "items/1/documents: Y901",
        f"parties/consignee/name: {BUYER}",
        "declaration/country_destination: BR",
        loaded=register(licence()),
    ),
    fires("RF-G13", "critical", "on the military list", confirmed("", "cml:ML6"), loaded=EMPTY),
    fires(
        "RF-G13",
        "critical",
        "expired",
        confirmed("X060:PL-77"),
        loaded=register(licence(valid_to="2026-03-26")),
    ),
    fires(
        "RF-G13",
        "critical",
        "for another destination",
        confirmed("X060:PL-77"),
        loaded=register(licence(destination="CL")),
    ),
    fires(
        "RF-G13",
        "critical",
        "for another consignee",
        confirmed("X060:PL-77"),
        loaded=register(licence(consignee="Zodiac Import")),
    ),
    fires(
        "RF-G13",
        "critical",
        "for another item",
        confirmed("X060:PL-77"),
        loaded=register(licence(items="7A003")),
    ),
    fires(
        "RF-G13",
        "critical",
        "unknown to its issuer",
        confirmed("X060:PL-78"),
        loaded=register(licence()),
    ),
    fires(
        "RF-G13",
        "critical",
        "a general authorisation for other countries",
        confirmed("X061"),
        loaded=register(packs=ANNEX_2),
    ),
    fires(
        "RF-G13",
        "critical",
        "a general authorisation says nothing of arms",
        confirmed("X064", "cml:ML6"),
        "classifications/1/ML6: confirmed",
        loaded=register(packs=ANNEX_2),
    ),
    spares(
        "RF-G13",
        "licensed for item, destination and consignee",
        confirmed("X060:PL-77"),
        loaded=register(FOR_ALL),
    ),
    spares(
        "RF-G13",
        "licensed for whoever buys",
        confirmed("X060:PL-77"),
        loaded=register(licence(items="7A003|2B001")),
    ),
    spares(
        "RF-G13",
        "licensed by its heading",
        confirmed("X060:PL-77"),
        loaded=register(licence(items="845710")),
    ),
    fires(
        "RF-G13",
        "critical",
        "another heading is licensed",
        confirmed("X060:PL-77"),
        loaded=register(licence(items="845811")),
    ),
    waits(
        "RF-G13",
        "licensed more finely than it is confirmed",
        confirmed("X060:PL-77", "2B001"),
        "register:licences",
        loaded=register(licence(items="2B001.b.2")),
    ),
    waits(
        "RF-G13",
        "another code is still open",
        papers("", classified=(("2B001", "rejected"),)),
        "items.classification.confirmed",
        loaded=EMPTY,
    ),
    spares(
        "RF-G13",
        "one of two authorisations covers it",
        confirmed("X060:PL-78|X070:PL-77"),
        loaded=register(FOR_ALL),
    ),
    spares(
        "RF-G13",
        "a general authorisation for the country",
        confirmed("X064"),
        loaded=register(packs=ANNEX_2),
    ),
    skips(
        "RF-G13",
        "a national list is neither",
        papers("", row={"cn8": "34029090"}, classified=(("national:2B909", "rejected"),)),
        loaded=EMPTY,
    ),
    skips(
        "RF-G13",
        "every code was rejected",
        papers("", row={"cn8": "34029090"}, classified=(("2B001", "rejected"),)),
        loaded=EMPTY,
    ),
    waits("RF-G13", "only a candidate", papers(""), "items.classification.confirmed", loaded=EMPTY),
    waits("RF-G13", "no register", confirmed("Y901"), "register:licences"),
    waits("RF-G13", "the register of another issuer", confirmed("X060:DE-1"), loaded=EMPTY),
    waits(
        "RF-G13",
        "a general authorisation, and nothing says what it covers",
        confirmed("X061"),
        loaded=EMPTY,
    ),
)


def left(quantity: str, used: str | None, **more: Any) -> Loaded:
    return register(licence(quantity=quantity, used=used, **more))


def units(count: int | None, **row: Any) -> Given:
    return papers("X060:PL-77", row={"supplementary_units": count, **row})


BALANCES = (
    fires(
        "RF-D05",
        "high",
        "expired the day before",
        units(1),
        "registers/licences: PL-77, 2026-03-26",
        "items/1/licence: PL-77",
        loaded=register(licence(valid_to="2026-03-26")),
    ),
    fires(
        "RF-D05",
        "high",
        "more than the rest",
        units(3),
        "registers/licences/PL-77: 8 / 10",
        "says: used of authorised before this export: 8 / 10.",
        loaded=left("10", "8"),
    ),
    fires("RF-D05", "high", "used up, whatever leaves now", units(None), loaded=left("10", "10")),
    fires(
        "RF-D05",
        "high",
        "worth more than the rest",
        units(1),
        "registers/licences/PL-77",
        loaded=register(licence(value="12000", used_value="1")),
    ),
    spares(
        "RF-D05",
        "worth exactly the rest",
        units(1),
        loaded=register(licence(value="12000", currency="EUR")),
    ),
    waits(
        "RF-D05",
        "authorised in another currency",
        units(1),
        "register:licences",
        loaded=register(licence(value="12000", currency="USD")),
    ),
    spares("RF-D05", "exactly the rest", units(2), loaded=left("10", "8")),
    spares("RF-D05", "valid to the day", units(1), loaded=register(licence(valid_to="2026-03-27"))),
    spares("RF-D05", "no bound is stated", units(None), loaded=register(licence())),
    spares(
        "RF-D05",
        "an authorisation that its issuer does not know",
        papers("X060:PL-78"),
        loaded=register(licence()),
    ),
    skips("RF-D05", "no authorisation", papers("Y901"), loaded=register(licence())),
    waits(
        "RF-D05",
        "what was used is not known",
        units(2),
        "register:licences",
        loaded=left("10", None),
    ),
    waits(
        "RF-D05",
        "what leaves is not declared",
        units(None),
        "register:licences",
        loaded=left("10", "8"),
    ),
    waits("RF-D05", "no register", units(2), "register:licences"),
    waits(
        "RF-D05",
        "the register of another issuer",
        papers("X060:DE-1"),
        "register:licences",
        loaded=register(licence()),
    ),
    waits("RF-D05", "there are no goods", Given(rows=()), "items.docs", loaded=register(licence())),
)

STATEMENT = learned("end_use", "milling of lift parts", "end_use_statement")


def on_condition(text: str) -> Loaded:
    return register(licence(conditions=f"report every quarter|{text}"))


STATEMENTS = (
    *(
        fires(
            "RF-D06",
            "low",
            text,
            papers("X060:PL-77"),
            "items/1/licence: PL-77",
            loaded=on_condition(text),
        )
        for text in (
            "end-use statement to accompany the goods",
            "Endverbleibserklärung ist beizufügen",
            "joindre un certificat d’utilisateur final",
            "dołączyć oświadczenie o końcowym użyciu",
            "приложить сертификат конечного пользователя",
            "须附最终用户证明",
        )
    ),
    spares(
        "RF-D06",
        "a statement is on file",
        papers("X060:PL-77", learned=(STATEMENT,)),
        loaded=on_condition("end-use statement at export"),
    ),
    skips(
        "RF-D06",
        "no condition demands one",
        papers("X060:PL-77"),
        loaded=on_condition("use within the Union ends"),
    ),
    skips("RF-D06", "there are no conditions", papers("X060:PL-77"), loaded=register(licence())),
    waits("RF-D06", "no register", papers("X060:PL-77"), "register:licences"),
    waits(
        "RF-D06",
        "no word lists",
        papers("X060:PL-77"),
        "pack:vocabulary",
        loaded=Loaded(
            packs={"licences:licence_register": ({"issuer": "PL", **licence(conditions="all")},)},
            without=("vocabulary",),
        ),
    ),
)
EXAMPLES: tuple[Example, ...] = (
    *CLAIMS,
    *NO_CODE,
    *NUMBERS,
    *GENERAL,
    *UNAUTHORISED,
    *BALANCES,
    *STATEMENTS,
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_of_licences_finds_what_its_text_says(offices: Offices, example: Example) -> None:
    check(offices, example)


PART = Loaded(settings={"rule.RF-G11.on": "true"})
"""A casebook of its own, in which a part was assessed before."""
SEEN = {"cn8": "84571010", "description": "spindle head of type HX7710-B for machining"}


def test_a_part_that_was_assessed_as_listed_before_speaks_against_the_statement(
    offices: Offices,
) -> None:
    offices.view(given({**SEEN, "docs": "Y901"}, classified=(("2B001.b.2", "confirmed"),)), PART)
    again = papers("Y901", row={"description": "new spindle head HX7710-B, crated"})
    check(offices, fires("RF-G02", "high", "the same part", again, "history/parts", loaded=PART))
    other = papers("Y901", row={"description": "new spindle head HX7711-C, crated"})
    check(offices, spares("RF-G02", "another part", other, loaded=PART))


def test_a_part_that_was_found_not_to_be_listed_speaks_against_nothing(offices: Offices) -> None:
    row = {**SEEN, "description": "spindle head of type KY9920-D for machining", "docs": "Y901"}
    offices.view(given(row, classified=(("2B001.b.2", "rejected"),)), PART)
    again = papers("Y901", row={"description": "new spindle head KY9920-D, crated"})
    check(offices, spares("RF-G02", "the same part", again, loaded=PART))
