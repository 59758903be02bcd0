"""`ownership` at the terminal."""

from tests.cli.cases.test_life_cycle import refused
from tests.cli.terminal import Desk


def test_who_is_behind_an_entity_is_told_in_words_and_in_json(desk: Desk) -> None:
    for name in ("Grey Heron", "Heron Holding"):
        desk.types("entity", "add", name, "--kind", "organisation", "--source", "register")
    desk.types(
        *("entity", "link", "Heron Holding", "owns", "Grey Heron", "--percent", "51"),
        *("--since", "2021-03", "--source", "register", "--grade", "B2"),
    )
    said = desk.types("ownership", "Grey Heron").out
    assert "Grey Heron ← Heron Holding (51 %)" in said
    assert "Not known to whom: 49 %." in said
    data = desk.types("ownership", "Grey Heron", "--rule", "us", "--json").data
    (holder,) = data["holders"]
    assert (holder["least_percent"], holder["most_percent"]) == ("51", "100")
    assert (holder["least"], holder["most"]) == ("51/100", "1")
    assert {one["rule"] for one in data["standings"]} == {"us"}
    (path,) = data["paths"]
    assert path[0]["statements"][0]["grade"] == "B2"


def test_before_the_stake_began_nobody_holds_it(desk: Desk) -> None:
    for name in ("Grey Heron", "Heron Holding"):
        desk.types("entity", "add", name, "--kind", "organisation", "--source", "register")
    desk.types(
        *("entity", "link", "Heron Holding", "owns", "Grey Heron", "--percent", "51"),
        *("--since", "2021-03", "--source", "register"),
    )
    said = desk.types("ownership", "Grey Heron", "--date", "2020-05-01").out
    assert "Nobody is stated to hold any part of it." in said


def test_an_entity_or_a_rule_that_is_not_there_is_refused_with_a_remedy(desk: Desk) -> None:
    error = refused(desk, "ownership", "Nobody")
    assert (error["field"], error["value"]) == ("entity", "Nobody")
    desk.types("entity", "add", "Grey Heron", "--kind", "organisation", "--source", "register")
    assert refused(desk, "ownership", "Grey Heron", "--rule", "uk")["field"] == "rule"
