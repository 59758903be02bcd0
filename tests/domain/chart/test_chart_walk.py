"""Walking a chart: what grew and is folded again, what a filter leaves, the shortest ways."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from landwaiter.domain.cases.case import Severity
from landwaiter.domain.chart.chart_parts import Edge, Node
from landwaiter.domain.chart.chart_time import ChartPeriod
from landwaiter.domain.chart.chart_walk import (
    ChartFilter,
    GrownChart,
    joined,
    narrowed,
    neighbours,
    shortest_ways,
)
from landwaiter.domain.chart.whole_chart import Chart, ChartPattern


def a_chart(*pairs: tuple[str, str], alone: tuple[str, ...] = ()) -> Chart:
    ids = dict.fromkeys((*(one for pair in pairs for one in pair), *alone))
    nodes = tuple(Node(one, "entity", one.upper()) for one in ids)
    return Chart(nodes, tuple(Edge(one, two, "owns", "51 %", "register") for one, two in pairs))


def ids(drawn: Chart) -> list[str]:
    return [node.id for node in drawn.nodes]


def test_what_a_node_brought_goes_when_it_is_folded_with_what_that_brought() -> None:
    grown = GrownChart(a_chart(("a", "b")))
    grown = grown.with_opened("b", a_chart(("b", "c"))).with_opened("c", a_chart(("c", "d")))
    assert ids(grown.chart) == ["a", "b", "c", "d"]
    assert ids(grown.closed("b").chart) == ["a", "b"]
    assert ids(grown.closed("c").chart) == ["a", "b", "c"]


def test_what_another_node_brought_too_stays() -> None:
    grown = GrownChart(a_chart(("a", "b"), ("a", "x")))
    grown = grown.with_opened("b", a_chart(("b", "c"))).with_opened("x", a_chart(("x", "c")))
    assert ids(grown.closed("b").chart) == ["a", "b", "x", "c"]


def test_two_opened_nodes_that_brought_only_each_other_go_together() -> None:
    grown = GrownChart(a_chart(("a", "b")))
    grown = grown.with_opened("b", a_chart(("b", "c")))
    grown = grown.with_opened("c", a_chart(("c", "d"))).with_opened("d", a_chart(("d", "c")))
    assert ids(grown.closed("b").chart) == ["a", "b"]


def test_a_link_that_both_ends_bring_is_drawn_once() -> None:
    both = joined(a_chart(("a", "b")), a_chart(("a", "b"), ("b", "c")))
    assert [(edge.source, edge.target) for edge in both.edges] == [("a", "b"), ("b", "c")]


def test_a_rule_still_names_its_links_after_others_are_left_out() -> None:
    drawn = a_chart(("a", "b"), ("b", "c"), ("c", "d"))
    early = Edge("a", "b", "directs", "directs", "register")
    pattern = ChartPattern("RF-X", Severity.HIGH, "found", (2, 3), ("d",))
    whole = Chart(drawn.nodes, (early, *drawn.edges), (pattern,))
    left = narrowed(whole, ChartFilter(kinds=frozenset({"directs"})))
    (moved,) = left.patterns
    assert [left.edges[number].target for number in moved.edges] == ["c", "d"]
    assert moved.nodes == ("d",)


def test_a_day_leaves_links_that_held_then_and_those_without_days() -> None:
    nodes = a_chart(("a", "b")).nodes
    held = Edge("a", "b", "owns", "1", "x", date(2020, 1, 1), date(2021, 12, 31))
    always = Edge("a", "b", "owns", "2", "x")
    drawn = Chart(nodes, (held, always))
    days = (date(2019, 12, 31), date(2020, 1, 1), date(2021, 12, 31), date(2022, 1, 1))
    shown = [len(narrowed(drawn, ChartFilter(ChartPeriod(day, day))).edges) for day in days]
    assert shown == [1, 2, 2, 1]


def test_whoever_no_link_joins_any_more_is_left_out_but_the_root_stays() -> None:
    drawn = a_chart(("a", "b"), alone=("c",))
    left = narrowed(drawn, ChartFilter(kinds=frozenset({"owns"})), keep=("a",))
    assert ids(left) == ["a", "c"]


def test_a_kind_of_node_is_left_out_with_its_links() -> None:
    place = Node("p", "address", "Road 1")
    drawn = a_chart(("a", "b"))
    whole = Chart((*drawn.nodes, place), (*drawn.edges, Edge("a", "p", "address", "at", "x")))
    left = narrowed(whole, ChartFilter(forms=frozenset({"address"})))
    assert ids(left) == ["a", "b"]
    assert len(left.edges) == 1


def test_every_shortest_way_is_found_over_links_in_both_directions() -> None:
    drawn = a_chart(
        ("a", "b"), ("c", "b"), ("a", "x"), ("x", "c"), ("a", "y"), ("y", "z"), ("z", "c")
    )
    ways = shortest_ways(drawn, "a", "c")
    assert {way.nodes for way in ways} == {("a", "b", "c"), ("a", "x", "c")}
    assert shortest_ways(drawn, "a", "a") == ()
    assert shortest_ways(a_chart(("a", "b"), alone=("c",)), "a", "c") == ()


def test_so_many_ways_are_told_and_no_more() -> None:
    pairs = [pair for n in range(50) for pair in (("a", f"m{n}"), (f"m{n}", "b"))]
    assert len(shortest_ways(a_chart(*pairs), "a", "b", most=7)) == 7


NODES = st.sampled_from("abcdefg")


@given(st.lists(st.tuples(NODES, NODES).filter(lambda pair: pair[0] != pair[1]), max_size=14))
def test_a_shortest_way_is_as_long_as_a_search_by_layers_says(pairs: list[tuple[str, str]]) -> None:
    drawn = a_chart(*pairs, alone=("a", "b"))
    layers, met = [{"a"}], {"a"}
    while layers[-1]:
        beside = {two for one, two in [*pairs, *((b, a) for a, b in pairs)] if one in layers[-1]}
        layers.append(beside - met)
        met |= beside
    far = next((n for n, layer in enumerate(layers) if "b" in layer), None)
    ways = shortest_ways(drawn, "a", "b", most=1000)
    assert {len(way.edges) for way in ways} == ({far} if far is not None else set())
    near = neighbours(drawn)
    for way in ways:
        for one, two in pairwise(way.nodes):
            assert two in {step.node for step in near[one]}
    assert len({(way.nodes, way.edges) for way in ways}) == len(ways)
