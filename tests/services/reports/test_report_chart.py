"""The link chart in the case report: drawn from the cells of its table, on one page, in words."""

from dataclasses import asdict, replace
from itertools import combinations

import pytest
from tests.formats.test_ftm import OWNER, line
from tests.services.entities.test_exchange import ORIGIN, a_file
from tests.services.sample_office import ANALYST, CONSIGNEE, REASON, REF, Office, declared

from landwaiter.domain.chart.chart_parts import Edge, Node
from landwaiter.domain.chart.chart_used import CASE
from landwaiter.domain.chart.whole_chart import Chart
from landwaiter.domain.entities.deeds import ImportEntities
from landwaiter.reports.dossier.dossier import CellMark, Table, TableDrawing
from landwaiter.services.chart.charts import report_chart
from landwaiter.services.deeds.engine import run
from landwaiter.services.reports.dossier.chart_tables import MOST_DRAWN, chart_table
from landwaiter.services.reports.freezing import freeze
from landwaiter.services.warm.session import Session


def text(table: Table, row: int, column: int) -> str:
    cell = table.rows[row][column]
    return cell.text if isinstance(cell, CellMark) else str(cell)


def drawing_of(table: Table) -> TableDrawing:
    assert table.drawing is not None
    return table.drawing


@pytest.fixture
def table(office: Office) -> Table:
    session = office.session(ANALYST)
    berg = line("b", "Company", name=["Berg Tools"], jurisdiction=["no"])
    owns = line("c", "Ownership", owner=["a"], asset=["b"], percentage=["51"])
    run(
        session,
        ImportEntities(file=a_file(office.path.parent, OWNER, berg, owns), **asdict(ORIGIN)),
    )
    party = next(one for one in office.case().parties if one.name == CONSIGNEE)
    office.act(ANALYST, "link", party=party.id, to="Berg Tools", basis=REASON)
    office.take_in(declared(lrn="LW-2"))
    dossier = freeze(session, REF).report
    return next(one for one in dossier.tables if one.id == "chart")


def test_every_link_is_a_row_and_owners_of_the_entities_are_among_them(table: Table) -> None:
    rows = {
        tuple(text(table, row, column) for column in range(3)) for row in range(len(table.rows))
    }
    assert ("Anna Berg", "owns 51 %", "Berg Tools") in rows
    assert (REF, "consignee", CONSIGNEE) in rows


def test_boxes_and_lines_take_their_words_from_the_cells(table: Table) -> None:
    drawing = drawing_of(table)
    names = {text(table, box.row, box.column) for box in drawing.boxes}
    assert {REF, CONSIGNEE, "Berg Tools", "Anna Berg"} <= names
    for drawn in drawing.lines:
        ends = (drawing.boxes[drawn.source], drawing.boxes[drawn.target])
        said = tuple(text(table, box.row, box.column) for box in ends)
        assert said == (text(table, drawn.row, 0), text(table, drawn.row, 2))


def test_other_cases_are_not_in_the_report(table: Table) -> None:
    said = {text(table, row, column) for row in range(len(table.rows)) for column in (0, 2)}
    assert "PL1-2026-000002" not in said


def test_a_claim_is_a_heavy_frame_and_a_sentence(table: Table) -> None:
    heavy = [box for box in drawing_of(table).boxes if box.strong]
    assert {text(table, box.row, box.column) for box in heavy} >= {CONSIGNEE}
    assert f"{CONSIGNEE}: Unconfirmed identity: perhaps listed in watched." in table.notes


def test_each_kind_of_claim_is_a_tag_in_words(table: Table) -> None:
    tags = {text(table, box.row, box.column): box.tags for box in drawing_of(table).boxes}
    assert tags[CONSIGNEE] == ("unconfirmed_identity",)
    assert tags[REF] == ()


def test_a_link_that_a_raised_rule_rests_on_is_heavy_and_names_the_rule(table: Table) -> None:
    heavy = [line for line in drawing_of(table).lines if line.strong]
    assert {text(table, line.row, 5) for line in heavy} == {"RF-G07"}


def test_shapes_tell_a_case_and_a_person_apart_without_colour(table: Table) -> None:
    drawing = drawing_of(table)
    shapes = {text(table, box.row, box.column): box.shape for box in drawing.boxes}
    assert (shapes[REF], shapes["Anna Berg"], shapes["Berg Tools"]) == ("tab", "round", "box")
    assert any("rounded ends, a person" in sentence for sentence in drawing.legend)


def test_what_has_no_room_is_in_the_table_and_said() -> None:
    nodes = [Node(CASE, "case", REF), *(Node(f"party/{n}", "party", f"P {n}") for n in range(60))]
    edges = tuple(Edge(CASE, node.id, "consignee", "consignee", "x") for node in nodes[1:])
    table = chart_table(Chart(tuple(nodes), edges))
    assert table is not None
    drawing = drawing_of(table)
    assert (len(table.rows), len(drawing.boxes)) == (60, MOST_DRAWN)
    assert any("Not drawn" in sentence and "13" in sentence for sentence in drawing.legend)


def test_every_box_lies_on_the_page() -> None:
    nodes = tuple(Node(f"party/{n}", "party", f"P {n}") for n in range(MOST_DRAWN))
    edges = tuple(
        Edge(f"party/{n // 4}", f"party/{n}", "owns", "51 %", "x") for n in range(1, MOST_DRAWN)
    )
    table = chart_table(Chart(nodes, edges))
    assert table is not None
    drawing = drawing_of(table)
    assert all(47 <= box.x <= drawing.width - 46 for box in drawing.boxes)
    assert all(11 <= box.y <= drawing.height - 11 for box in drawing.boxes)


@pytest.mark.parametrize("fan", [1, 2, 4, 47])
@pytest.mark.parametrize("count", [3, 30, MOST_DRAWN])
def test_no_box_of_the_drawing_lies_over_another(count: int, fan: int) -> None:
    nodes = tuple(Node(f"party/{n}", "party", f"P {n}") for n in range(count))
    edges = tuple(
        Edge(f"party/{(n - 1) // fan}", f"party/{n}", "owns", "51 %", "x") for n in range(1, count)
    )
    table = chart_table(Chart(nodes, edges))
    assert table is not None
    boxes = drawing_of(table).boxes
    assert len(boxes) == count
    assert not [
        (one, other)
        for one, other in combinations(boxes, 2)
        if abs(one.x - other.x) < 94 and abs(one.y - other.y) < 23
    ]
    assert all(47 <= box.x <= drawing_of(table).width - 46 for box in boxes)


def test_where_nothing_is_joined_there_is_no_chart() -> None:
    assert chart_table(None) is None
    assert chart_table(Chart((Node(CASE, "case", REF),), ())) is None


def test_words_that_are_withheld_from_the_cells_are_gone_from_the_drawing(table: Table) -> None:
    rows = tuple(tuple("█" for _cell in row) for row in table.rows)
    hidden = replace(table, rows=rows)
    drawing = drawing_of(hidden)
    assert {text(hidden, box.row, box.column) for box in drawing.boxes} == {"█"}


def test_the_drawing_is_of_the_moment_of_the_report_whatever_a_colleague_saves_meanwhile(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_later(session: Session, reference: str) -> Chart:
        office.act(ANALYST, "link", party="consignee", basis=REASON)
        return report_chart(session, reference)

    monkeypatch.setattr("landwaiter.services.reports.case_frame.report_chart", read_later)
    dossier = freeze(office.session(ANALYST), REF).report
    chart = next(one for one in dossier.tables if one.id == "chart")
    said = {text(chart, row, 1) for row in range(len(chart.rows))}
    assert "consignee" in said
    assert "is" not in said
    assert any(one.link is not None for one in office.case().parties)


def test_an_alleged_link_is_dashed_and_the_notes_say_so() -> None:
    nodes = (Node("a", "entity", "Boreal"), Node("b", "entity", "Optik Nord"))
    edge = Edge("a", "b", "stole_from", "alleged: took technology from", "a newspaper")
    for is_solid, style in ((True, "solid"), (False, "dashed")):
        table = chart_table(Chart(nodes, (replace(edge, is_solid=is_solid),)))
        assert table is not None
        (line,) = drawing_of(table).lines
        assert line.style == style
        assert any("alleged" in note for note in table.notes) is not is_solid
