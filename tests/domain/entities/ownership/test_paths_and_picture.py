"""Chains in words and as a picture."""

from hypothesis import given, settings
from tests.domain.entities.ownership.builders import (
    FIRMS,
    OTHER,
    OWNER,
    Parts,
    a_graph,
    a_rule,
    graph_of,
    held,
    parts,
)
from tests.domain.entities.ownership.test_rules import mark

from landwaiter.domain.entities.ownership.judging import standings
from landwaiter.domain.entities.ownership.paths import paths_to
from landwaiter.domain.entities.ownership.picture import MOST_BOXES, NOT_KNOWN, picture
from landwaiter.domain.entities.ownership.words import chain_text, line_text
from landwaiter.domain.flags.inputs import means

CHAIN = a_graph(
    held("L", "A", 51, since="2021-03", grade="B2"),
    held("A", "F", 100),
    held("P", "F", kind="directs", test="board majority"),
)


@settings(deadline=None)
@given(parts())
def test_no_chain_passes_anybody_twice_and_each_is_found_once(given: Parts) -> None:
    found = paths_to(graph_of(given), FIRMS[0], (OWNER, OTHER)).paths
    for path in found:
        below = [step.owned for step in path]
        assert len(set(below)) == len(below)
        assert path[-1].owner in (OWNER, OTHER)
        assert path[0].owned == FIRMS[0]
    assert len(set(found)) == len(found)


@settings(deadline=None)
@given(parts())
def test_every_owner_with_an_interest_has_a_chain(given: Parts) -> None:
    graph = graph_of(given)
    tops = {path[-1].owner for path in paths_to(graph, FIRMS[0], (OWNER, OTHER)).paths}
    assert tops == {OWNER, OTHER} & set(graph.upstream(FIRMS[0]))


def test_the_weightiest_chain_comes_first() -> None:
    graph = a_graph(held("L", "F", 10), held("L", "A", 90), held("A", "F", 60))
    assert [len(path) for path in paths_to(graph, "F", ("L",)).paths] == [2, 1]


def test_a_dense_net_ends_with_the_word_that_there_is_more() -> None:
    firms = [f"X{number}" for number in range(12)]
    rows = [held(one, other, 5) for one in firms for other in firms if one != other]
    graph = a_graph(*rows, held("L", firms[-1], 5))
    found = paths_to(graph, firms[0], ("L",))
    assert found.is_cut
    assert found.paths


def test_a_chain_is_one_sentence_with_sources_and_days() -> None:
    (path,) = paths_to(CHAIN, "F", ("L",)).paths
    assert chain_text(CHAIN, path) == (
        "L holds 51 % of A (company register, B2, since Mar 2021), which holds 100 % of F "
        "(company register)"
    )
    assert line_text(CHAIN, path) == "F ← A (100 %) ← L (51 %)"


def test_the_picture_has_the_firm_at_the_bottom_and_what_is_not_known_dashed() -> None:
    judged = standings(CHAIN, "F", (a_rule(),), (mark("L"),), means)
    chains = paths_to(CHAIN, "F", ("L", "P")).paths
    drawn = picture(CHAIN, "F", chains, (mark("L"),), judged)
    rows = {box.id: box.row for box in drawn.boxes}
    assert rows == {"F": 0, "A": 1, "P": 1, "L": 2, f"{NOT_KNOWN}/A": 2}
    (firm,) = (box for box in drawn.boxes if box.kind == "firm")
    assert firm.id == "F"
    assert {(s.owner, s.is_dashed, s.is_counted) for s in drawn.steps} == {
        ("L", False, True),
        ("A", False, True),
        ("P", True, False),
        (f"{NOT_KNOWN}/A", True, False),
    }


def test_a_step_over_several_rows_passes_between_the_boxes() -> None:
    graph = a_graph(held("L", "F", 40), held("L", "A", 100), held("A", "F", 60))
    drawn = picture(graph, "F", paths_to(graph, "F", ("L",)).paths, ())
    (long,) = (step for step in drawn.steps if (step.owner, step.owned) == ("L", "F"))
    assert [row for row, _place in long.by] == [1]
    places = {(box.row, box.place) for box in drawn.boxes}
    assert not places & set(long.by)


@settings(deadline=None)
@given(parts())
def test_no_two_boxes_stand_in_one_place(given: Parts) -> None:
    graph = graph_of(given)
    chains = paths_to(graph, FIRMS[0], (OWNER, OTHER)).paths
    drawn = picture(graph, FIRMS[0], chains, ())
    points = [(box.row, box.place) for box in drawn.boxes]
    assert len(set(points)) == len(points)


def test_what_finds_no_room_is_counted() -> None:
    rows = [held(f"X{number}", "F", 3) for number in range(30)]
    graph = a_graph(*rows)
    chains = paths_to(graph, "F", [row.owner for row in rows]).paths
    drawn = picture(graph, "F", chains, ())
    assert drawn.left_out == len(rows) + 1 - MOST_BOXES
