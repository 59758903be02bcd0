"""Relations of states on a chart: between countries that are on it, and never surer than stated."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.chart.chart_parts import Node
from landwaiter.domain.chart.chart_relations import RELATED, states_on, with_relations
from landwaiter.domain.chart.whole_chart import Chart
from landwaiter.domain.entities.entity import End
from landwaiter.domain.relations.relation import CountryRelation, RelationKind

NOON = datetime(2026, 3, 30, 12, tzinfo=UTC)
DRAWN = Chart(
    (
        Node("case", "case", "PL1-2026-000001"),
        *(Node(f"country/{one}", "country", one) for one in ("CN", "RU", "ZA")),
    ),
    (),
)


def related(*states: str, **given: Any) -> CountryRelation:
    said: dict[str, Any] = {
        "kind": RelationKind.EXERCISE,
        "certainty": Certainty.REPORTED,
        "source": "a paper",
        "grade": "F6",
        "read_on": "2026-03-02",
        **given,
    }
    return CountryRelation(id="r", states=states, author="Ana", at=NOON, **said)


def pairs(*relations: CountryRelation) -> list[tuple[str, str]]:
    drawn = with_relations(DRAWN, relations)
    return [(edge.source[-2:], edge.target[-2:]) for edge in drawn.edges]


def test_only_countries_of_the_chart_are_joined_and_none_is_added() -> None:
    assert states_on(DRAWN) == ("CN", "RU", "ZA")
    assert pairs(related("CN", "KP")) == []
    assert pairs(related("CN", "RU", "KP")) == [("CN", "RU")]
    assert pairs(related("CN", "RU", "ZA")) == [("CN", "RU"), ("CN", "ZA"), ("RU", "ZA")]
    assert with_relations(DRAWN, (related("CN", "KP"),)).nodes == DRAWN.nodes


def test_of_a_directed_kind_the_line_goes_from_the_one_that_gives() -> None:
    assert pairs(related("RU", "CN", "ZA", kind=RelationKind.ARMS_SUPPLY)) == [
        ("RU", "CN"),
        ("RU", "ZA"),
    ]


@pytest.mark.parametrize("certainty", list(Certainty))
def test_each_line_says_how_sure_it_is(certainty: Certainty) -> None:
    one = related("CN", "RU", certainty=certainty, grade="C3", name="Mosi II", since="2023-02")
    (edge,) = with_relations(DRAWN, (one,)).edges
    assert (edge.kind, edge.label) == (RELATED, f"{certainty.value}: Mosi II")
    assert (edge.certainty, edge.is_solid) == (certainty, certainty is not Certainty.ALLEGED)
    assert edge.origin == f"{certainty.value}; a paper, C3"
    assert "Feb 2023" in edge.span


def test_what_was_ended_is_not_drawn() -> None:
    assert pairs(replace(related("CN", "RU"), end=End("wrong", "Ana", NOON))) == []
