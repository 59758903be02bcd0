"""The layout: nothing over another, the same for the same chart, beside the window, cancelled."""

from itertools import combinations

import pytest

from landwaiter.domain.chart.chart_parts import Edge, Node
from landwaiter.domain.chart.whole_chart import Chart
from landwaiter.services.chart.chart_layout import ChartLayout, laid_out
from landwaiter.services.chart.chart_points import INLINE, NODE


class Stopped(Exception):
    """What a person who cancels raises."""


def a_tree(count: int, *, fan: int = 3) -> Chart:
    nodes = tuple(Node(str(n), "entity", f"Firm {n}") for n in range(count))
    edges = tuple(Edge(str((n - 1) // fan), str(n), "owns", "", "x") for n in range(1, count))
    return Chart(nodes, edges)


def overlaps(layout: ChartLayout) -> int:
    wide, high = NODE
    return sum(
        abs(one.x - other.x) < wide and abs(one.y - other.y) < high
        for one, other in combinations(layout.places, 2)
    )


@pytest.mark.parametrize("drawn", [a_tree(1), a_tree(2), a_tree(40), a_tree(120, fan=119)])
def test_no_node_lies_over_another_and_all_lie_inside(drawn: Chart) -> None:
    layout = laid_out(drawn)
    assert overlaps(layout) == 0
    wide, high = NODE
    assert all(one.x >= wide / 2 and one.y >= high / 2 for one in layout.places)
    assert max(one.x for one in layout.places) + wide / 2 == pytest.approx(layout.width)


def test_parts_that_nothing_joins_lie_beside_each_other() -> None:
    whole, other = a_tree(9), a_tree(6)
    nodes = (*whole.nodes, *(Node(f"o{node.id}", "entity", "") for node in other.nodes))
    edges = (
        *whole.edges,
        *(Edge(f"o{e.source}", f"o{e.target}", "owns", "", "") for e in other.edges),
    )
    assert overlaps(laid_out(Chart(nodes, edges))) == 0


def test_the_same_chart_is_laid_out_the_same_in_this_process_and_another() -> None:
    for count in (30, INLINE + 20):
        assert laid_out(a_tree(count)) == laid_out(a_tree(count))


def test_nodes_that_were_there_stay_about_where_they_were() -> None:
    before = laid_out(a_tree(13))
    after = laid_out(a_tree(22), before=before)
    was = {one.id: (one.x, one.y) for one in before.places}
    now = {one.id: (one.x, one.y) for one in after.places}
    turned = sum(
        (was[a][0] < was[b][0]) != (now[a][0] < now[b][0]) for a, b in combinations(was, 2)
    )
    assert turned <= len(was)
    assert overlaps(after) == 0


def test_a_large_layout_ends_when_it_is_cancelled() -> None:
    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        laid_out(a_tree(INLINE + 500), tell=stop)
