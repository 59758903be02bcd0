"""What somebody would try who reads a gate beside its rule and looks for a way around it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from tests.domain.builders import a_document, a_finding, a_party, an_item, learned
from tests.domain.flags.gates.held import hidden, raised
from tests.domain.flags.gates.ways import BUYER, EXPORTER, HALL, MEMORIES, TRADER, about, given
from tests.domain.flags.test_examples import EXAMPLES
from tests.domain.packs import inline, shipped

from landwaiter.domain.cases.case import ClassificationState
from landwaiter.domain.flags.inputs_of_rules import Bases, Denial, Facts, Registers
from landwaiter.domain.intake.declaration import Role

AT_HALL = replace(BUYER, address=HALL)
LETTER = {"items": "3402", "valid_from": "2020-01-01"}


def informed(**letter: str) -> Registers:
    return Registers(informed_exporters=({**LETTER, **letter},))


TRICKS: Mapping[str, tuple[str, Facts]] = {
    "a code of four figures under a heading of arms": ("RF-G09", given(an_item(cn="9303"))),
    "a code of four figures of a tank": ("RF-G10", given(an_item(cn="8710"))),
    "the item goes elsewhere than the declaration": (
        "RF-E04",
        given(an_item(description="water cannon", destination="HK")),
    ),
    "the item alone goes to a hub": (
        "RF-R02",
        given(replace(MEMORIES, destination="KZ"), to="JP", **about(TRADER)),
    ),
    "the buyer writes its name otherwise than the denial": (
        "RF-P16",
        given(registers=Registers(denials=(Denial("d", "1C350", {}, "AURORA - TRADING."),))),
    ),
    "the end user alone was denied, and is known by enrichment": (
        "RF-P16",
        given(
            registers=Registers(denials=(Denial("d", "1C350", {}, "Boreal"),)),
            **about(learned("end_user", {"name": "boreal"})),
        ),
    ),
    "the letter names the exporter's number with blanks and in small letters": (
        "RF-P17",
        given(registers=informed(eori=" pl526100001900000 ", exporter="Somebody Else")),
    ),
    "the letter names the exporter, who states no number": (
        "RF-P17",
        given(
            parties=(replace(EXPORTER, identifier=None), BUYER),
            registers=informed(exporter="obrabiarki wisla", eori="PL1"),
        ),
    ),
    "the finding names the exporter in other letters": (
        "RF-C04",
        given(
            registers=Registers(
                findings=({"exporter": "OBRABIARKI, WISLA", "date": "2026-01-01", "final": "true"},)
            )
        ),
    ),
    "an office to which one entity at an address is a crowd": (
        "RF-P12",
        given(
            parties=(EXPORTER, AT_HALL),
            settings={"RF-P12.n": "0"},
            bases=Bases(addresses={}),
        ),
    ),
    "an empty description": ("RF-G07", given(an_item(description=""), to="RU")),
    "a code of the military list in a document of the whole declaration": (
        "RF-G10",
        given(of_documents=(a_document("N380", item_no=None, text="goods of ML10.b"),)),
    ),
    "a licence without a number, claimed for all items": (
        "RF-G04",
        given(of_documents=(a_document("X060", item_no=None),)),
    ),
    "two parties share an address that each writes otherwise": (
        "RF-C02",
        given(
            parties=(
                EXPORTER,
                AT_HALL,
                a_party(
                    Role.NOTIFY,
                    "Boreal Shipping",
                    "BR",
                    address=replace(HALL, street="RUA AUGUSTA, 9", city="SAO-PAULO"),
                ),
            )
        ),
    ),
    "a person confirmed a code of the military list, and no word says so": (
        "RF-G10",
        given(classifications=(a_finding("ML10", ClassificationState.CONFIRMED, "cml"),)),
    ),
    "the contract stands in one mapping": (
        "RF-D01",
        given(
            MEMORIES,
            to="TR",
            **about(learned("contract", {"date": "2025-03-01", "no_re_export_clause": False})),
        ),
    ),
    "a rule that is off by default and on in the office": (
        "RF-G12",
        given(an_item(origin="US"), settings={"RF-G12.on": "true"}),
    ),
    "the law of another day": (
        "RF-R10",
        replace(
            given(
                packs={
                    "embargo_annexes": inline(
                        "embargo_annexes",
                        "goods_annex",
                        {"heading": "3402", "country": "BR", "valid_to": "2025-12-31"},
                    )
                }
            ),
            as_of=date(2025, 6, 1),
        ),
    ),
}


@pytest.mark.parametrize("trick", TRICKS)
def test_a_trick_gets_past_no_gate(trick: str) -> None:
    rule, facts = TRICKS[trick]
    assert rule in {one.rule for one in raised(facts)}
    assert hidden(facts) == ()


@pytest.mark.parametrize("inputs", ["analyst_note;pack:nothing", "", "items.cn8||owner.name"])
def test_gates_do_not_believe_what_a_pack_calls_necessary(inputs: str) -> None:
    """An office may import rules with other inputs: they word what is missing and hide nothing."""
    rules = shipped("flag_rules")
    rows = tuple({**row, "inputs": inputs} for row in rules.rows)
    other = replace(rules, rows=rows)
    for one in EXAMPLES[::7]:
        facts = replace(one.facts, packs={**one.facts.packs, rules.id: other})
        assert hidden(facts) == (), one.says
