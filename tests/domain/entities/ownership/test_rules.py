"""What the rules of EU and US make of a firm, by example."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from tests.domain.entities.ownership.builders import (
    DAY,
    HALF_IS_ENOUGH,
    MORE_THAN_HALF,
    a_graph,
    a_rule,
    held,
)
from tests.domain.packs import shipped

from landwaiter.domain.entities.ownership.cascade import OwnershipAnswer, outcome
from landwaiter.domain.entities.ownership.interests import joint
from landwaiter.domain.entities.ownership.judging import Claim, FirmVerdict, standings
from landwaiter.domain.entities.ownership.rules import (
    OfficeWord,
    OwnershipRule,
    RuleReading,
    rules_on,
)
from landwaiter.domain.entities.ownership.stated import HolderMark, HoldingStatement
from landwaiter.domain.entities.ownership.words import verdict_text
from landwaiter.domain.flags.inputs import means

MULTIPLIED = replace(HALF_IS_ENOUGH, carries="product")
ALONE = replace(HALF_IS_ENOUGH, aggregate=False)
TWO_STEPS = (held("L", "A", 51), held("A", "F", 51))


@pytest.mark.parametrize(
    ("said", "rows", "reading", "answer"),
    [
        ("two steps of 51 each", TWO_STEPS, MORE_THAN_HALF, OwnershipAnswer.OWNED),
        ("two steps multiplied", TWO_STEPS, MULTIPLIED, OwnershipAnswer.REMAINDER_OPEN),
        ("half is enough", (held("L", "F", 50),), HALF_IS_ENOUGH, OwnershipAnswer.OWNED),
        (
            "half is not more",
            (held("L", "F", 50), held("P", "F", 50)),
            MORE_THAN_HALF,
            OwnershipAnswer.NOT_OWNED,
        ),
        (
            "the rest is not known",
            (held("L", "F", 30),),
            MORE_THAN_HALF,
            OwnershipAnswer.REMAINDER_OPEN,
        ),
        (
            "half of a firm that is held by half and a tenth directly",
            (held("L", "A", 50), held("L", "F", 10), held("A", "F", 40)),
            HALF_IS_ENOUGH,
            OwnershipAnswer.OWNED,
        ),
        (
            "a quarter of each of two firms that share the third passes nothing on",
            (
                held("L", "A", 25),
                held("P", "A", 75),
                held("L", "B", 25),
                held("P", "B", 75),
                held("A", "F", 50),
                held("B", "F", 50),
            ),
            HALF_IS_ENOUGH,
            OwnershipAnswer.NOT_OWNED,
        ),
        (
            "a holder whose share nobody states",
            (held("L", "F"), held("P", "F", 40)),
            MORE_THAN_HALF,
            OwnershipAnswer.STATED_OPEN,
        ),
        (
            "two owners together",
            (held("L", "F", 30), held("M", "F", 20), held("P", "F", 50)),
            HALF_IS_ENOUGH,
            OwnershipAnswer.OWNED,
        ),
        (
            "two owners, each alone",
            (held("L", "F", 30), held("M", "F", 20), held("P", "F", 50)),
            ALONE,
            OwnershipAnswer.NOT_OWNED,
        ),
        (
            "a ring of two firms with the owner on one side",
            (held("A", "F", 60), held("F", "A", 40), held("L", "A", 60), held("P", "F", 40)),
            MORE_THAN_HALF,
            OwnershipAnswer.OWNED,
        ),
        (
            "a ring that holds itself whole",
            (held("A", "F", 100), held("F", "A", 100)),
            HALF_IS_ENOUGH,
            OwnershipAnswer.NOT_OWNED,
        ),
        (
            "own shares are taken out",
            (held("F", "F", 20), held("L", "F", 40), held("P", "F", 40)),
            HALF_IS_ENOUGH,
            OwnershipAnswer.OWNED,
        ),
        (
            "two registers that contradict each other",
            (held("L", "F", 60), held("P", "F", 60)),
            MORE_THAN_HALF,
            OwnershipAnswer.STATED_OPEN,
        ),
        ("a band", (held("L", "F", "50-75"),), HALF_IS_ENOUGH, OwnershipAnswer.OWNED),
        (
            "a band about the half",
            (held("L", "F", "25-75"),),
            HALF_IS_ENOUGH,
            OwnershipAnswer.STATED_OPEN,
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else "",
)
def test_a_rule_reads_shares_as_it_says(
    said: str, rows: tuple[HoldingStatement, ...], reading: RuleReading, answer: OwnershipAnswer
) -> None:
    assert outcome(a_graph(*rows), "F", ("L", "M"), reading).answer is answer, said


def test_several_paths_of_one_owner_add_up_and_one_way_counts_once() -> None:
    graph = a_graph(held("L", "A", 40), held("A", "F", 50), held("L", "B", 60), held("B", "F", 50))
    assert joint(graph, "F", ("L",)).least == Fraction(1, 2)
    assert joint(graph, "F", ("L", "A")).least == Fraction(8, 10)


def test_cross_holdings_do_not_count_twice() -> None:
    graph = a_graph(held("L", "F", 50), held("A", "F", 50), held("F", "A", 20), held("P", "A", 80))
    assert joint(graph, "F", ("L",)).least == Fraction(5, 9)
    assert joint(graph, "F", ("P",)).least == Fraction(4, 9)


def test_a_contradiction_is_named_and_leaves_each_what_the_others_leave() -> None:
    graph = a_graph(held("L", "F", 60), held("P", "F", 60))
    assert graph.contradictions == {"F": Fraction(6, 5)}
    (first, second) = graph.of("F")
    assert (first.share.least, first.share.most) == (Fraction(2, 5), Fraction(3, 5))
    assert first.share == second.share


@pytest.mark.parametrize(
    ("rows", "bounds"),
    [
        ((held("L", "F", 30, since="2021"), held("L", "F", 60, since="2023-05")), (60, 60)),
        ((held("L", "F", 30), held("L", "F", 60, source="press")), (30, 60)),
        ((held("L", "F", 30), held("L", "F", source="press")), (30, 30)),
        ((held("L", "F", 30, until="2026-03-26"),), None),
        ((held("L", "F", 30, since="2026"),), (0, 30)),
        ((held("L", "F", 30, since="2026-03", until="2026-03-27"),), (0, 30)),
        ((held("L", "F", 30, since="2026-03-27"),), (30, 30)),
    ],
    ids=[
        "a later one replaces an earlier one",
        "sources that differ are bounds",
        "one without a share says nothing",
        "it ended the day before",
        "the year alone leaves the day open",
        "the month alone leaves the day open",
        "it began that day",
    ],
)
def test_statements_on_one_holding_become_one(
    rows: tuple[HoldingStatement, ...], bounds: tuple[int, int] | None
) -> None:
    held_now = a_graph(*rows).of("F")
    found = [(int(one.share.least * 100), int(one.share.most * 100)) for one in held_now]
    assert found == ([] if bounds is None else [bounds])


def mark(holder: str, claim: str = "listed", **changes: str) -> HolderMark:
    fields: dict[str, Any] = {
        "list_id": "eu_fsf", "list_kind": "asset_freeze", "edition": "2026-03",
        "listing_id": f"{holder}-1", "name": holder, **changes,
    }  # fmt: skip
    return HolderMark(holder, claim, **fields)


def judged(
    *rows: HoldingStatement, marks: tuple[HolderMark, ...], **rule: object
) -> dict[Claim, FirmVerdict]:
    found = standings(a_graph(*rows), "F", (a_rule(**rule),), marks, means)
    return {one.claim: one.verdict for one in found}


def test_a_chain_through_an_unconfirmed_owner_is_another_claim() -> None:
    found = judged(held("L", "F", 60), marks=(mark("L", "unconfirmed_identity"),))
    assert found == {
        Claim.BY_PATH: FirmVerdict.NOT_OWNED,
        Claim.UNCONFIRMED_IDENTITY: FirmVerdict.OWNED,
    }


def test_a_chain_through_a_step_known_by_name_alone_is_another_claim() -> None:
    found = judged(held("A", "F", 60), held("L", "A", 100, is_certain=False), marks=(mark("L"),))
    assert found[Claim.UNCONFIRMED_IDENTITY] is FirmVerdict.OWNED
    assert found[Claim.BY_PATH] is FirmVerdict.REMAINDER_OPEN


def test_an_unset_operator_decides_what_both_readings_decide() -> None:
    assert judged(held("L", "F", 51), marks=(mark("L"),), operator="") == {
        Claim.BY_PATH: FirmVerdict.OWNED
    }
    assert judged(held("L", "F", 50), marks=(mark("L"),), operator="") == {
        Claim.BY_PATH: FirmVerdict.SETTING_OPEN
    }


def test_an_assessed_institution_is_no_listed_owner() -> None:
    found = judged(held("L", "F", 100), marks=(mark("L", "assessment"),))
    assert found == {Claim.BY_PATH: FirmVerdict.NOT_OWNED}


def test_a_listing_of_another_programme_is_no_owner_of_the_rule() -> None:
    csl = {"list_id": "us_csl", "list_kind": "export_list"}
    blocked = replace(mark("L", **csl), programmes=("Specially Designated Nationals (SDN)",))
    other = replace(mark("L", **csl), programmes=("Non-SDN Military-Industrial (CMIC)",))
    rule = {"lists": ("us_csl:(SDN)",)}
    assert judged(held("L", "F", 51), marks=(blocked,), **rule)[Claim.BY_PATH] is FirmVerdict.OWNED
    assert (
        judged(held("L", "F", 51), marks=(other,), **rule)[Claim.BY_PATH] is not FirmVerdict.OWNED
    )


def controls(tests: tuple[str, ...] | None, *rows: HoldingStatement) -> bool | None:
    (found,) = standings(a_graph(*rows), "F", (a_rule(tests=tests),), (mark("L"),), means)
    return found.is_controlled


GOLDEN = held("L", "F", kind="controls", test="golden share")


@pytest.mark.parametrize(
    ("tests", "row", "answer"),
    [
        (("golden share",), GOLDEN, True),
        (("Golden Share",), GOLDEN, True),
        (("controls",), GOLDEN, True),
        (("board majority",), GOLDEN, False),
        ((), GOLDEN, False),
        (None, GOLDEN, None),
        (("golden share",), replace(GOLDEN, since="2026"), None),
    ],
)
def test_control_other_than_by_shares_is_a_claim_of_its_own(
    tests: tuple[str, ...] | None, row: HoldingStatement, answer: bool | None
) -> None:
    assert controls(tests, row, held("L", "F", 10)) is answer


def test_control_passes_through_a_firm_that_is_owned() -> None:
    rows = (held("L", "A", 60), held("A", "F", kind="controls", test="golden share"))
    assert controls(("golden share",), *rows) is True


def test_a_firm_owned_without_any_test_is_not_said_to_be_controlled() -> None:
    assert controls(("golden share",), held("L", "F", 60)) is False


SILENT = OfficeWord()


def rules(day: date, office: OfficeWord = SILENT) -> dict[str, OwnershipRule]:
    return {one.id: one for one in rules_on(shipped("ownership_rules"), day, office)}


def test_the_european_rule_is_what_the_office_says() -> None:
    assert rules(DAY)["eu"].operator == ""
    assert rules(DAY)["eu"].tests is None
    office = OfficeWord(">=", Fraction(1, 2), ("veto",))
    assert (rules(DAY, office)["eu"].operator, rules(DAY, office)["eu"].tests) == (">=", ("veto",))


def test_the_american_rule_is_not_the_offices_to_say() -> None:
    office = OfficeWord(">", Fraction(3, 4), ("veto",))
    found = rules(DAY, office)["us"]
    assert (found.operator, found.percent, found.tests) == (">=", Fraction(1, 2), ())


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2025, 9, 28), None),
        (date(2025, 9, 29), "in_force"),
        (date(2025, 11, 10), "suspended"),
        (date(2026, 11, 9), "suspended"),
        (date(2026, 11, 10), "unknown"),
    ],
)
def test_the_affiliates_rule_is_told_as_it_stood(day: date, state: str | None) -> None:
    found = rules(day).get("us_affiliates")
    assert (found.state if found else None) == state


def test_every_rule_says_where_it_comes_from_and_how_far_it_is_checked() -> None:
    assert all(one.basis and one.source and one.trust for one in rules(DAY).values())


def test_the_sentence_says_at_least_and_at_most() -> None:
    graph = a_graph(held("L", "F", 30), held("P", "F", 25))
    (found,) = standings(graph, "F", (a_rule(),), (mark("L"),), means)
    assert "at least 30 %, at most 75 %" in verdict_text(graph, "F", found)
