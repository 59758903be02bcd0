"""Rules that read registers: denials, letters, licences, findings, by example."""

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
    no_declaration,
    skips,
    spares,
    waits,
)

from landwaiter.domain.intake.case_kind import CaseKind

MACHINE = {"cn8": "84571010", "description": "machining centre for metal"}
TABLE = {"cn8": "94036010", "description": "wooden tables for offices"}
EORI = "PL526100001900000"
USER = learned("end_user", {"name": "Northern Pump Works", "country": "CN"})
OTHER_USER = learned("end_user", {"name": "Eastern Crane Works", "country": "CN"})
NO_LICENCES = {"issuer": "PL", "ref": ""}
"""The register of Poland, loaded and empty."""


def denials(*rows: dict[str, Any]) -> Loaded:
    return Loaded(packs={"denials:denial_register": rows or ({"issuer": "PL", "id": ""},)})


def denial(**changes: Any) -> dict[str, Any]:
    return {
        "id": "D-2019-14",
        "item": "2B001",
        "params": {"axes": 5},
        "end_user": "Northern Pump Works",
        "notified": "2016-05-01",
        "revoked": "false",
        **changes,
    }


def letters(*rows: dict[str, Any], licences: tuple[dict[str, Any], ...] = (NO_LICENCES,)) -> Loaded:
    packs: dict[str, tuple[dict[str, Any], ...]] = {"letters:informed_exporters": rows}
    if licences:
        packs["licences:licence_register"] = licences
    return Loaded(packs=packs)


def letter(**changes: Any) -> dict[str, Any]:
    return {
        "ref": "L-7",
        "basis": "Art. 4(1)(b)",
        "exporter": "Chemia Wisla",
        "eori": EORI,
        "items": "8457",
        "end_users": "",
        "valid_from": "2026-01-01",
        "valid_to": "2026-12-31",
        **changes,
    }


def licence(**changes: Any) -> dict[str, Any]:
    return {
        "issuer": "PL",
        "ref": "PL-IND-9",
        "type": "individual",
        "valid_to": "2027-01-01",
        "consignee": "Northern Pump Works",
        **changes,
    }


def findings(**changes: Any) -> Loaded:
    row = {"exporter": "Chemia Wisla", "eori": EORI, "date": "2024-03-27", "final": "true"}
    return Loaded(packs={"findings:findings_register": ({**row, **changes},)})


def machine(*facts: Any, **changes: Any) -> Given:
    """The machining centre with its end user and axes."""
    return given({**MACHINE, **changes}, learned=(USER, *facts))


AXES = learned("params", {"axes": 5}, "data_sheet", item=1)
LICENSED = {"licence_ref": "PL-IND-9", "docs": "X060"}

DENIALS = (
    fires(
        "RF-P16",
        "high",
        "an old denial that was never revoked",
        machine(),
        "parties/end_user/name: Northern Pump Works",
        "registers/denials: D-2019-14",
        loaded=denials(denial()),
    ),
    fires(
        "RF-P16",
        "high",
        "the consignee was denied, whatever the goods",
        given({**TABLE, "consignee_name": "NORTHERN PUMP WORKS"}),
        "parties/consignee/name",
        loaded=denials(denial()),
    ),
    spares("RF-P16", "it was revoked", machine(), loaded=denials(denial(revoked="true"))),
    spares(
        "RF-P16", "another firm", given(MACHINE, learned=(OTHER_USER,)), loaded=denials(denial())
    ),
    waits(
        "RF-P16",
        "the end user may be the denied one",
        given(MACHINE),
        "end_user.name",
        loaded=denials(denial()),
    ),
    spares("RF-P16", "an empty register is an answer", machine(), loaded=denials()),
    waits("RF-P16", "no register", machine(), "register:denials"),
    fires(
        "RF-C01",
        "high",
        "same entry by correlation, parameter and end user",
        machine(AXES),
        "parties/end_user/name",
        "items/1/params/axes: 5",
        "classifications/1/2B001.b: candidate",
        "registers/denials: D-2019-14",
        loaded=denials(denial()),
    ),
    fires(
        "RF-C01",
        "critical",
        "the entry is confirmed",
        given(MACHINE, learned=(USER, AXES), classified=(("2B001.b.2", "confirmed"),)),
        "classifications/1/2B001.b.2: confirmed",
        loaded=denials(denial(item="2B001.b")),
    ),
    fires(
        "RF-C01",
        "high",
        "five and five point nought are one number",
        machine(learned("params", {"axes": "5.0"}, "data_sheet", item=1)),
        loaded=denials(denial()),
    ),
    fires(
        "RF-C01",
        "high",
        "words are compared without their case",
        machine(learned("params", {"material": "maraging  Steel"}, "data_sheet", item=1)),
        loaded=denials(denial(params={"material": "Maraging steel"})),
    ),
    spares(
        "RF-C01",
        "another value of a recorded parameter",
        machine(learned("params", {"axes": 3}, "data_sheet", item=1)),
        loaded=denials(denial()),
    ),
    spares("RF-C01", "another entry", machine(AXES), loaded=denials(denial(item="1C350"))),
    spares(
        "RF-C01",
        "the same string, but of the list of another state",
        given(MACHINE, learned=(USER, AXES), classified=(("us:3A001.a", "confirmed"),)),
        loaded=denials(denial(item="3A001.a")),
    ),
    spares(
        "RF-C01",
        "another end user",
        given(MACHINE, learned=(AXES, OTHER_USER)),
        loaded=denials(denial()),
    ),
    waits(
        "RF-C01",
        "the end user may be the denied one",
        given(MACHINE, learned=(AXES,)),
        "end_user.name",
        loaded=denials(denial()),
    ),
    spares("RF-C01", "revoked", machine(AXES), loaded=denials(denial(revoked="true"))),
    waits(
        "RF-C01", "the parameter is not known", machine(), "items.params", loaded=denials(denial())
    ),
    waits(
        "RF-C01",
        "the candidate says less than the denied entry",
        machine(AXES),
        "items.classification",
        loaded=denials(denial(item="2B001.b.2")),
    ),
    waits("RF-C01", "no register", machine(AXES), "register:denials"),
)
LETTERS = (
    fires(
        "RF-P17",
        "critical",
        "the letter covers the heading",
        given(MACHINE),
        "parties/exporter/identifier: " + EORI,
        "items/1/cn8",
        "registers/informed_exporters: L-7",
        loaded=letters(letter()),
    ),
    fires(
        "RF-P17",
        "critical",
        "the letter covers the end user",
        machine(),
        "parties/end_user/name",
        loaded=letters(letter(items="", end_users="Somebody|Northern Pump Works")),
    ),
    fires(
        "RF-P17",
        "high",
        "an entry that the item is only a candidate for",
        given(MACHINE),
        loaded=letters(letter(items="2B001")),
    ),
    fires(
        "RF-P17",
        "critical",
        "an entry that is confirmed",
        given(MACHINE, classified=(("2B001.b.2", "confirmed"),)),
        loaded=letters(letter(items="2B001")),
    ),
    fires(
        "RF-P17",
        "critical",
        "met by name where the letter has no EORI",
        given(MACHINE),
        loaded=letters(letter(eori="")),
    ),
    fires(
        "RF-P17",
        "high",
        "whether an authorisation exists is not known",
        given(MACHINE),
        loaded=letters(letter(), licences=()),
    ),
    fires(
        "RF-P17",
        "critical",
        "in force on its last day",
        given(MACHINE),
        loaded=letters(letter(valid_to="2026-03-27")),
    ),
    spares("RF-P17", "expired", given(MACHINE), loaded=letters(letter(valid_to="2026-03-26"))),
    spares("RF-P17", "not yet", given(MACHINE), loaded=letters(letter(valid_from="2026-03-28"))),
    spares("RF-P17", "another EORI", given(MACHINE), loaded=letters(letter(eori="PL1"))),
    spares("RF-P17", "other goods", given(MACHINE), loaded=letters(letter(items="8542"))),
    spares(
        "RF-P17",
        "an authorisation is recorded",
        machine(),
        loaded=letters(letter(), licences=(licence(),)),
    ),
    fires(
        "RF-P17",
        "critical",
        "one for another destination is none",
        machine(),
        loaded=letters(letter(), licences=(licence(destination="CN"),)),
    ),
    fires(
        "RF-P17",
        "critical",
        "one that expired is none",
        machine(),
        loaded=letters(letter(), licences=(licence(valid_to="2026-03-26"),)),
    ),
    waits(
        "RF-P17",
        "the letter names an entry under the candidate",
        given(MACHINE),
        "items.cn8|end_user.name",
        loaded=letters(letter(items="2B001.b.2.x")),
    ),
    waits("RF-P17", "no register", given(MACHINE), "register:informed_exporters"),
)
LICENCES = (
    fires(
        "RF-P13",
        "high",
        "the licence names another consignee",
        given({**MACHINE, **LICENSED}),
        loaded=Loaded(packs={"licences:licence_register": (licence(),)}),
    ),
    fires(
        "RF-P13",
        "high",
        "the consignee was amended after acceptance",
        given(MACHINE, amended=(({**MACHINE, "consignee_name": "Boreal Trade"},),)),
        "parties/consignee/name: Boreal Trade",
    ),
    spares(
        "RF-P13",
        "the licence names the same",
        given({**MACHINE, **LICENSED, "consignee_name": "Northern Pump Works"}),
        loaded=Loaded(packs={"licences:licence_register": (licence(),)}),
    ),
    spares(
        "RF-P13",
        "something else was amended",
        given(MACHINE, amended=(({**MACHINE, "net_mass_kg": 981},),)),
    ),
    skips("RF-P13", "no authorisation and no amendment", given(MACHINE)),
    waits(
        "RF-P13",
        "no register and no amendment",
        given({**MACHINE, "docs": "X060:PL-77"}),
        "register:licences|amendments",
    ),
    fires(
        "RF-S02",
        "high",
        "technology goes by a shared repository",
        no_declaration(
            CaseKind.INTANGIBLE,
            {
                "partner": "Northern Pump Works",
                "technology": "2E003",
                "medium": "shared repository",
            },
        ),
        "project/technology: 2E003",
        "project/medium: shared repository",
        loaded=Loaded(packs={"licences:licence_register": (NO_LICENCES,)}),
    ),
    *(
        fires(
            "RF-S02",
            "high",
            f"technology goes by {medium}",
            no_declaration(
                CaseKind.INTANGIBLE,
                {"partner": "Northern Pump Works", "technology": "2E003", "medium": medium},
            ),
            loaded=Loaded(packs={"licences:licence_register": (NO_LICENCES,)}),
        )
        for medium in (
            "oral",
            "e-mail",
            "elektronische Übermittlung",
            "口头讲座",
            "lecture and papers",
        )
    ),
    spares(
        "RF-S02",
        "it goes on paper",
        no_declaration(
            CaseKind.INTANGIBLE,
            {"partner": "Northern Pump Works", "technology": "2E003", "medium": "paper"},
        ),
        loaded=Loaded(packs={"licences:licence_register": (NO_LICENCES,)}),
    ),
    spares(
        "RF-S02",
        "it is software, not technology",
        no_declaration(
            CaseKind.INTANGIBLE,
            {"partner": "Northern Pump Works", "technology": "2D001", "medium": "e-mail"},
        ),
        loaded=Loaded(packs={"licences:licence_register": (NO_LICENCES,)}),
    ),
    spares(
        "RF-S02",
        "an authorisation is recorded",
        no_declaration(
            CaseKind.INTANGIBLE,
            {"partner": "Northern Pump Works", "technology": "2E003", "medium": "e-mail"},
        ),
        loaded=Loaded(packs={"licences:licence_register": (licence(),)}),
    ),
    waits(
        "RF-S02",
        "no register of licences",
        no_declaration(
            CaseKind.INTANGIBLE,
            {"partner": "Northern Pump Works", "technology": "2E003", "medium": "e-mail"},
        ),
        "register:licences",
    ),
    waits(
        "RF-S02",
        "a medium that no list of words knows",
        no_declaration(
            CaseKind.INTANGIBLE,
            {"partner": "Northern Pump Works", "technology": "2E003", "medium": "zzz"},
        ),
        loaded=Loaded(packs={"licences:licence_register": (NO_LICENCES,)}),
    ),
)
FINDINGS = (
    fires(
        "RF-C04",
        "medium",
        "final, on the last day of 24 months",
        given(),
        "parties/exporter/name",
        "registers/findings: 2024-03-27",
        loaded=findings(),
    ),
    spares("RF-C04", "a day older", given(), loaded=findings(date="2024-03-26")),
    spares("RF-C04", "a finding of later", given(), loaded=findings(date="2026-03-28")),
    spares("RF-C04", "open to appeal", given(), loaded=findings(final="false")),
    spares("RF-C04", "another exporter", given(), loaded=findings(eori="DE1", exporter="X")),
    waits("RF-C04", "no register", given(), "register:findings"),
    waits("RF-C04", "a finding without its day", given(), loaded=findings(date="")),
)

EXAMPLES: tuple[Example, ...] = (*DENIALS, *LETTERS, *LICENCES, *FINDINGS)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_of_registers_finds_what_its_text_says(offices: Offices, example: Example) -> None:
    check(offices, example)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, "Its review was due on 1 May 2019 and none is recorded (Art. 16)."),
        ({"reviewed": "2025-04-30"}, "It is to be reviewed by 30 Apr 2028 (Art. 16)."),
        ({"notified": "2023-03-27"}, "It is to be reviewed by 27 Mar 2026 (Art. 16)."),
    ],
)
@pytest.mark.parametrize("rule", ["RF-P16", "RF-C01"])
def test_a_denial_says_by_when_it_is_to_be_reviewed(
    offices: Offices, rule: str, changes: dict[str, str], says: str
) -> None:
    example = fires(rule, "high", "its review", machine(AXES), loaded=denials(denial(**changes)))
    assert offices.result(example).explanation.endswith(says)
