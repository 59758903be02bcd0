"""Rules about who owns, owned or controls a party, by example."""

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
    spares,
    waits,
)

from landwaiter.errors import Invalid

BUYER = "Aurora Import"
OWNER = {"name": "Ivan Petrovich Sokolov", "country": "RU", "kind": "person"}
LISTED = {**OWNER, "listed_on": "2022-02-25"}
GROUP = "Aviation Industry Corporation of China"
MACHINE = {"cn8": "84571010", "description": "machining centre for metal"}
ORLOV = "Pavel Orlov"
STRICT = "> (Council best practices of 2018)"
OPERATOR, TESTS = "rule.RF-P18.ownership_operator", "rule.RF-P18.control_tests"


def freeze(row: dict[str, Any] = OWNER, **settings: str) -> Loaded:
    named = {OPERATOR if key == "operator" else TESTS: value for key, value in settings.items()}
    return Loaded(lists={"eu_fsf:asset_freeze": (row,)}, settings=named)


def two_listed(**changes: Any) -> Loaded:
    """Both owners on the list, and more than half asked for."""
    rows = (OWNER, {"name": ORLOV, "country": "RU", "kind": "person"})
    return Loaded(lists={"eu_fsf:asset_freeze": rows}, settings={OPERATOR: STRICT}, **changes)


def stake(owner: str, owned: str, percent: Any = None, **more: Any) -> dict[str, Any]:
    country = {"owner_country": "RU"} if owner == OWNER["name"] else {}
    return {"owner": owner, "owned": owned, "percent": percent, **country, **more}


def owned(*stakes: dict[str, Any], row: dict[str, Any] | None = None, **changes: Any) -> Given:
    about = (learned("ownership", list(stakes), "company_register"),)
    return given(row or {}, learned=about, **changes)


def moved(day: str, **more: Any) -> Given:
    change = {"firm": BUYER, "person": OWNER["name"], "person_country": "RU", "date": day, **more}
    return given(learned=(learned("ownership.changes", [change], "company_register"),))


SOKOLOV = OWNER["name"]
SAME: dict[str, Any] = {"judged": (("shareholder", "same"),)}

BY_LISTED = (
    fires(
        "RF-P18",
        "high",
        "51 percent in two steps",
        owned(stake("Boreal Holding", BUYER, 100), stake(SOKOLOV, "Boreal Holding", 51)),
        "parties/consignee/name: Aurora Import",
        "enrichment/ownership: Aurora Import ← Boreal Holding (100 %)",
        "enrichment/ownership: Boreal Holding ← Ivan Petrovich Sokolov (51 %)",
        "lists/eu_fsf@2026-03",
        loaded=freeze(operator=STRICT),
    ),
    fires(
        "RF-P18",
        "high",
        "exactly half, and half is enough",
        owned(stake(SOKOLOV, BUYER, 50)),
        loaded=freeze(operator=">="),
    ),
    spares(
        "RF-P18",
        "exactly half, and more is asked",
        owned(stake(SOKOLOV, BUYER, 50)),
        loaded=freeze(operator=STRICT),
    ),
    spares(
        "RF-P18",
        "one step is too small",
        owned(stake("Boreal Holding", BUYER, 100), stake(SOKOLOV, "Boreal Holding", "49.9")),
        loaded=freeze(operator=">="),
    ),
    fires(
        "RF-P18",
        "high",
        "a share that both readings count needs no setting",
        owned(stake(SOKOLOV, BUYER, 51)),
        loaded=freeze(),
    ),
    waits(
        "RF-P18",
        "exactly half, and no setting",
        owned(stake(SOKOLOV, BUYER, 50)),
        "setting:ownership_operator",
        loaded=freeze(),
    ),
    fires(
        "RF-P18",
        "high",
        "controlled by a test that the office counts",
        owned(stake(SOKOLOV, BUYER, None, control="board majority")),
        loaded=freeze(operator=STRICT, tests="veto|Board majority"),
    ),
    fires(
        "RF-P18",
        "high",
        "a small share with control",
        owned(stake(SOKOLOV, BUYER, 10, control="veto")),
        loaded=freeze(operator=STRICT, tests="veto|Board majority"),
    ),
    spares(
        "RF-P18",
        "a test that the office does not count",
        owned(stake(SOKOLOV, BUYER, None, control="family")),
        loaded=freeze(operator=STRICT, tests="veto|Board majority"),
    ),
    waits(
        "RF-P18",
        "no tests of control are set",
        owned(stake(SOKOLOV, BUYER, None, control="veto")),
        "setting:control_tests",
        loaded=freeze(operator=STRICT),
    ),
    spares(
        "RF-P18",
        "the stake had ended",
        owned(stake(SOKOLOV, BUYER, 80, until="2026-03-26")),
        loaded=freeze(operator=STRICT),
    ),
    fires(
        "RF-P18",
        "high",
        "it ended on the day of the declaration",
        owned(stake(SOKOLOV, BUYER, 80, since="2026-03-27", until="2026-03-27")),
        loaded=freeze(operator=STRICT),
    ),
    spares(
        "RF-P18",
        "it began later",
        owned(stake(SOKOLOV, BUYER, 80, since="2026-03-28")),
        loaded=freeze(operator=STRICT),
    ),
    spares(
        "RF-P18",
        "a newer statement says less",
        given(
            learned=(
                learned("ownership", [stake(SOKOLOV, BUYER, 80)], "company_register"),
                learned("ownership", [stake(SOKOLOV, BUYER, 20)], "company_register"),
            )
        ),
        loaded=freeze(operator=STRICT),
    ),
    spares(
        "RF-P18",
        "an owner who resembles nobody",
        owned(stake("Maria Lindqvist", BUYER, 80)),
        loaded=freeze(operator=STRICT),
    ),
    spares(
        "RF-P18",
        "two firms that own each other",
        owned(stake("Boreal Holding", BUYER, 60), stake(BUYER, "Boreal Holding", 60)),
        loaded=freeze(operator=STRICT),
    ),
    waits(
        "RF-P18",
        "nobody judged a similar name",
        owned({"owner": "Ivan Sokolov", "owned": BUYER, "percent": 80, "owner_country": "RU"}),
        "hits.judgement",
        loaded=freeze(operator=STRICT),
    ),
    waits("RF-P18", "no stake is known", given(), "ownership", loaded=freeze(operator=STRICT)),
    waits(
        "RF-P18",
        "no list",
        owned(stake(SOKOLOV, BUYER, 80)),
        "list:eu_fsf|list:un",
        loaded=Loaded(settings={OPERATOR: STRICT}),
    ),
    fires(
        "RF-P18",
        "high",
        "two listed owners together",
        owned(stake(SOKOLOV, BUYER, 30), stake(ORLOV, BUYER, 30, owner_country="RU")),
        "lists/eu_fsf@2026-03: Ivan Petrovich Sokolov",
        "lists/eu_fsf@2026-03: Pavel Orlov",
        loaded=two_listed(),
    ),
    waits(
        "RF-P18",
        "two listed owners together, and nobody says whether they add up",
        owned(stake(SOKOLOV, BUYER, 30), stake(ORLOV, BUYER, 30, owner_country="RU")),
        "pack:ownership_rules",
        loaded=two_listed(without=("ownership_rules",)),
    ),
    fires(
        "RF-P18",
        "high",
        "directly and through a firm that counts as owned",
        owned(
            stake(SOKOLOV, BUYER, 20),
            stake("Boreal Holding", BUYER, 31),
            stake(SOKOLOV, "Boreal Holding", 51),
        ),
        loaded=freeze(operator=STRICT),
    ),
    spares(
        "RF-P18",
        "through a firm that does not count as owned",
        owned(
            stake(SOKOLOV, BUYER, 20),
            stake("Boreal Holding", BUYER, 31),
            stake(SOKOLOV, "Boreal Holding", 49),
        ),
        loaded=freeze(operator=STRICT),
    ),
    fires(
        "RF-P18",
        "high",
        "through a ring",
        owned(
            stake("Boreal Holding", BUYER, 60),
            stake(BUYER, "Boreal Holding", 40),
            stake(SOKOLOV, "Boreal Holding", 60),
        ),
        loaded=freeze(operator=STRICT),
    ),
    waits(
        "RF-P18",
        "two stakes that cannot both be true",
        owned(stake(SOKOLOV, BUYER, 60), stake("Maria Lindqvist", BUYER, 60)),
        "ownership",
        loaded=freeze(operator=STRICT),
    ),
    spares(
        "RF-P01",
        "an owner takes no part in the deal",
        owned(stake(SOKOLOV, BUYER, 5)),
        loaded=freeze(),
    ),
)
AFTER_LISTING = (
    fires(
        "RF-P15",
        "medium",
        "on the last day of six months",
        moved("2022-08-25"),
        "enrichment/ownership.changes: Ivan Petrovich Sokolov, 2022-08-25",
        "lists/eu_fsf@2026-03",
        loaded=freeze(LISTED),
    ),
    fires("RF-P15", "medium", "on the day itself", moved("2022-02-25"), loaded=freeze(LISTED)),
    fires(
        "RF-P15",
        "medium",
        "the day of the listing is stated with the change",
        moved("2022-03-10", listed="2022-02-25"),
        loaded=freeze(),
    ),
    spares("RF-P15", "a day later", moved("2022-08-26"), loaded=freeze(LISTED)),
    spares("RF-P15", "before the listing", moved("2022-02-24"), loaded=freeze(LISTED)),
    spares(
        "RF-P15",
        "a person who resembles nobody",
        moved("2022-03-10", person="Maria Lindqvist"),
        loaded=freeze(LISTED),
    ),
    waits("RF-P15", "the day of the listing is not known", moved("2022-03-10"), loaded=freeze()),
    waits(
        "RF-P15",
        "nobody judged a similar name",
        moved("2022-03-10", person="Ivan Sokolov"),
        "hits.judgement",
        loaded=freeze(LISTED),
    ),
    waits("RF-P15", "no change is known", given(), "ownership.changes", loaded=freeze(LISTED)),
    waits("RF-P15", "no list", moved("2022-03-10", listed="2022-02-25"), "list:eu_fsf"),
)
BY_GROUP = (
    fires(
        "RF-P07",
        "high",
        "a quarter of the consignee belongs to a group",
        owned(stake(GROUP, BUYER, 25, owner_country="CN"), row=MACHINE, **SAME),
        "parties/consignee/name",
        "enrichment/ownership",
        "lists/prc_entities@2026-11",
    ),
    fires(
        "RF-P07",
        "medium",
        "and buys tables",
        owned(
            stake(GROUP, "Boreal Holding", 30, owner_country="CN"),
            stake("Boreal Holding", BUYER, 30),
            row={"cn8": "94036010", "description": "wooden tables"},
            **SAME,
        ),
    ),
    fires(
        "RF-P07",
        "high",
        "the office counts smaller stakes",
        owned(stake(GROUP, BUYER, 10, owner_country="CN"), row=MACHINE, **SAME),
        loaded=Loaded(settings={"rule.RF-P07.ownership_percent": "10"}),
    ),
    spares(
        "RF-P07",
        "less than a quarter",
        owned(stake(GROUP, BUYER, "24.9", owner_country="CN"), row=MACHINE, **SAME),
    ),
    waits(
        "RF-P07",
        "nobody judged the owner",
        owned(stake(GROUP, BUYER, 60, owner_country="CN"), row=MACHINE),
    ),
    waits(
        "RF-P05",
        "an owner of the consignee is no end user",
        owned(
            stake("Harbin Engineering University", BUYER, 60, owner_country="CN"),
            row=MACHINE,
            **SAME,
        ),
        "end_user.name|project.partner",
    ),
)

EXAMPLES: tuple[Example, ...] = (*BY_LISTED, *AFTER_LISTING, *BY_GROUP)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_of_ownership_finds_what_its_text_says(offices: Offices, example: Example) -> None:
    check(offices, example)


def test_the_path_is_shown(offices: Offices) -> None:
    result = offices.result(BY_LISTED[0])
    chain = "Aurora Import ← Boreal Holding (100 %) ← Ivan Petrovich Sokolov (51 %)"
    assert chain in result.explanation
    assert STRICT in result.explanation


_WRONG: tuple[Fact, ...] = (
    learned("ownership", "owned by a bank"),
    learned("ownership", [{"owner": SOKOLOV}]),
    learned("ownership", [stake(SOKOLOV, BUYER)]),
    learned("ownership", [stake(SOKOLOV, BUYER, 101)]),
    learned("ownership", [stake(SOKOLOV, BUYER, 5, since="spring")]),
    learned("ownership.changes", [{"firm": BUYER, "person": SOKOLOV, "date": "spring"}]),
)


@pytest.mark.parametrize("fact", _WRONG, ids=str)
def test_a_statement_of_another_form_is_refused(offices: Offices, fact: Fact) -> None:
    with pytest.raises(Invalid):
        offices.view(given(learned=(fact,)), Loaded())
