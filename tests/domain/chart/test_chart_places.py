"""Addresses on a chart: one node for one address, the fuller spelling; and why it is the same."""

from landwaiter.domain.chart.chart_parts import Edge, Node
from landwaiter.domain.chart.chart_places import AT, place_node
from landwaiter.domain.chart.chart_walk import GrownChart, joined
from landwaiter.domain.chart.whole_chart import Chart
from landwaiter.domain.intake.places import Place, place_of_text


def a_chart(*addresses: tuple[str, str]) -> Chart:
    """Firms at addresses, each given by its text and country."""
    places = [place_of_text(text, country) for text, country in addresses]
    known: list[Place] = [place for place in places if place is not None]
    firms = tuple(Node(f"entity/{n}", "entity", f"Firm {n}") for n in range(len(known)))
    edges = tuple(
        Edge(firm.id, place_node(place).id, AT, "address", "register", written=place.label)
        for firm, place in zip(firms, known, strict=True)
    )
    return Chart((*firms, *map(place_node, known)), edges)


def reasons(drawn: Chart) -> list[tuple[str, str]]:
    labels = {node.id: node.label for node in drawn.nodes}
    return [(labels[edge.target], edge.why) for edge in drawn.edges]


def test_the_fuller_spelling_stands_for_the_address_and_the_other_says_why() -> None:
    drawn = joined(a_chart(("12 Rd, Bergen", ""), ("Road 12, 5003 Bergen", "NO")))
    assert [node.label for node in drawn.nodes if node.kind == AT] == ["Road 12, 5003 Bergen"]
    assert reasons(drawn) == [
        ("Road 12, 5003 Bergen", "“rd” is “road”; only one spelling gives the postcode 5003; "
         "only one spelling gives the country NO"),
        ("Road 12, 5003 Bergen", ""),
    ]  # fmt: skip


def test_a_spelling_that_may_be_two_addresses_stands_for_itself() -> None:
    drawn = joined(
        a_chart(("Mayor 1, Valencia", ""), *(("Mayor 1, Valencia", one) for one in _BOTH))
    )
    assert len([node for node in drawn.nodes if node.kind == AT]) == 3


_BOTH = ("ES", "VE")


def test_a_chart_that_is_joined_again_says_the_same() -> None:
    once = GrownChart(a_chart(("12 Rd, Bergen", ""), ("Road 12, 5003 Bergen", "NO"))).chart
    assert GrownChart(once).chart == once
