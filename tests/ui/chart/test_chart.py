"""The link chart in its tab: walked, narrowed, opened and folded, marked, sought in, saved."""

from dataclasses import asdict, replace
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication
from tests.formats.test_ftm import OWNED, OWNER, line
from tests.services.entities.test_exchange import a_file
from tests.services.sample_office import ANALYST, CONSIGNEE, REF, Office
from tests.ui.hands import press

from landwaiter.domain.chart.chart_parts import ClaimKind, Edge, Node, NodeClaim
from landwaiter.domain.chart.chart_walk import GrownChart
from landwaiter.domain.chart.whole_chart import Chart
from landwaiter.domain.entities.deeds import ImportEntities
from landwaiter.errors import Unavailable
from landwaiter.services.chart.chart_layout import laid_out
from landwaiter.services.chart.chart_network import opened
from landwaiter.services.chart.charts import ChartView, chart_view, entity_view
from landwaiter.services.deeds.engine import run
from landwaiter.services.entities.exchange_in import ExchangeOrigin
from landwaiter.services.warm.session import Session
from landwaiter.ui.chart.chart_legend import LegendArea
from landwaiter.ui.chart.chart_nodes import NAMED, broken
from landwaiter.ui.chart.chart_picture import READABLE, ChartPicture, Lens
from landwaiter.ui.chart.chart_screen import ChartScreen
from landwaiter.ui.chart.chart_shapes import stroke_of
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.frame.tabs import Tab
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.theme import DARK
from landwaiter.ui.window.app import wear

TODAY = date(2026, 3, 30)


@pytest.fixture
def session(office: Office) -> Session:
    session = office.session(ANALYST)
    links = (
        line("c", "Ownership", owner=["a"], asset=["b"], percentage=["51"], startDate=["2021"]),
        line("f", "Company", name=["Far Away"]),
        line("g", "Ownership", owner=["b"], asset=["f"], percentage=["100"]),
    )
    run(
        session,
        ImportEntities(
            file=a_file(office.path.parent, OWNER, OWNED, *links),
            **asdict(ExchangeOrigin("A register")),
        ),
    )
    return session


def shown(shell: Shell, view: ChartView) -> ChartScreen:
    screen = ChartScreen()
    shell.open_tab(
        Tab("chart", "Links", "link-chart"), lambda: screen, screen="chart", place="cases"
    )
    screen.show_chart(view, view.grown, laid_out(view.grown.chart))
    screen.canvas.setFocus()
    return screen


@pytest.fixture
def case_screen(office: Office, shell: Shell) -> ChartScreen:
    return shown(shell, chart_view(office.session(ANALYST), REF))


def names(screen: ChartScreen) -> set[str]:
    return {node.label for node in screen.drawn.nodes}


def test_tab_goes_round_from_the_drawing_to_the_lists_the_head_and_what_is_left_out(
    session: Session, shell: Shell
) -> None:
    screen = shown(shell, entity_view(session, "Berg Tools"))
    time, met = screen.filters.time, []
    for _step in range(14):
        focused = screen.focusWidget()
        assert focused is not None
        met.append(focused)
        press(focused, Qt.Key.Key_Tab)
    stops = [
        screen.canvas,
        screen.side.lists[0],
        screen.exporting,
        time.first,
        time.last,
        time.slider,
    ]
    places = [met.index(one) for one in stops]
    assert places == sorted(places)
    assert met.index(screen.filters.chips["link", "owns"]) > places[-1]


def test_where_nothing_is_joined_it_is_said_what_to_do(shell: Shell) -> None:
    alone = Chart((Node("entity/a", "entity", "Firm"),), ())
    screen = shown(shell, ChartView("Firm", "entity/a", GrownChart(alone), TODAY, TODAY))
    assert "Nothing joins it" in screen.side.words()


def test_where_every_link_is_left_out_it_is_said_how_they_come_back(
    session: Session, shell: Shell
) -> None:
    screen = shown(shell, entity_view(session, "Anna Berg"))
    screen.filters.chips["link", "owns"].click()
    assert not screen.drawn.edges
    assert "Every link is left out" in screen.side.words()


def test_the_links_of_the_rule_under_the_cursor_are_marked(case_screen: ChartScreen) -> None:
    plain = case_screen.canvas.grab().toImage()
    case_screen.side.tabs[3].click()
    case_screen.side.lists[3].selectRow(0)
    assert "RF-G07" in {row.rule for row in case_screen.side.patterns.rows()}
    assert case_screen.canvas.grab().toImage() != plain


def test_an_arrow_goes_to_a_neighbour_and_n_goes_through_all(case_screen: ChartScreen) -> None:
    canvas = case_screen.canvas
    first = canvas.node
    assert first is not None
    beside = {row.node.id for row in case_screen.side.beside.rows()}
    met = set()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Down):
        canvas.go_to(first.id)
        press(canvas, key)
        assert canvas.node is not None
        met.add(canvas.node.id)
    assert met - {first.id}
    assert met & beside
    walked = set()
    for _node in case_screen.drawn.nodes:
        press(canvas, Qt.Key.Key_N)
        assert canvas.node is not None
        walked.add(canvas.node.id)
    assert walked == {node.id for node in case_screen.drawn.nodes}


def test_it_is_zoomed_and_fitted_again(case_screen: ChartScreen) -> None:
    canvas = case_screen.canvas
    plain = canvas.grab().toImage()
    press(canvas, Qt.Key.Key_Minus)
    assert canvas.grab().toImage() != plain
    press(canvas, Qt.Key.Key_0)
    assert canvas.grab().toImage() == plain


def test_a_kind_of_links_is_left_out_with_whom_nothing_else_joins(
    case_screen: ChartScreen,
) -> None:
    before = names(case_screen)
    case_screen.filters.chips["link", "goods"].click()
    gone = before - names(case_screen)
    assert gone == {"84571010", "34029090"}
    assert all(edge.kind != "goods" for edge in case_screen.drawn.edges)
    case_screen.filters.chips["link", "goods"].click()
    assert names(case_screen) == before


def test_only_links_that_held_on_the_day_are_shown(session: Session, shell: Shell) -> None:
    screen = shown(shell, entity_view(session, "Berg Tools"))
    assert names(screen) == {"Berg Tools", "Anna Berg", "Far Away"}
    time = screen.filters.time
    for field in (time.first, time.last):
        field.setText("2020-12-31")
    screen.narrow()
    assert names(screen) == {"Berg Tools", "Far Away"}
    time.last.setText("yesterday")
    screen.narrow()
    assert "not a date" in screen.outcome.words()
    time.last.setText("2020-12-30")
    screen.narrow()
    assert "ends before it begins" in screen.outcome.words()


def test_the_years_are_walked_through_with_the_links_that_held_then(
    session: Session, shell: Shell
) -> None:
    screen = shown(shell, entity_view(session, "Berg Tools"))
    time = screen.filters.time
    press(screen.canvas, Qt.Key.Key_Period)
    assert time.slider.year == 2021
    assert (time.first.text(), time.last.text()) == ("2021-01-01", "2021-12-31")
    assert names(screen) == {"Berg Tools", "Anna Berg", "Far Away"}
    assert "links that begin: 1" in time.slider.accessibleName()
    press(screen.canvas, Qt.Key.Key_Comma)
    assert time.slider.year == 2021, "no link states an earlier year"
    time.slider.setFocus()
    press(time.slider, Qt.Key.Key_End)
    assert time.slider.year == screen.view.today.year  # type: ignore[union-attr]  # just shown
    press(time.slider, Qt.Key.Key_Left)
    assert time.last.text() == f"{time.slider.year}-12-31"
    press(screen.canvas, Qt.Key.Key_A)
    assert not time.first.text()
    assert time.period().is_open


def test_a_chart_without_days_has_no_years_to_walk_through(session: Session, shell: Shell) -> None:
    screen = shown(shell, entity_view(session, "Far Away"))
    slider = screen.filters.time.slider
    assert not slider.isEnabled()
    assert "no link states a day" in slider.accessibleName()
    press(screen.canvas, Qt.Key.Key_Period)
    assert slider.year is None


def test_escape_goes_back_to_the_drawing(case_screen: ChartScreen) -> None:
    canvas, time = case_screen.canvas, case_screen.filters.time
    press(canvas, Qt.Key.Key_Slash)
    assert time.first.hasFocus()
    press(time.first, Qt.Key.Key_Escape)
    assert canvas.hasFocus()


def test_a_node_is_opened_and_folded_again(session: Session, shell: Shell) -> None:
    screen = shown(shell, entity_view(session, "Anna Berg"))
    asked: list[Node] = []
    screen.open_asked.connect(asked.append)
    berg = next(node for node in screen.drawn.nodes if node.label == "Berg Tools")
    screen.canvas.go_to(berg.id)
    press(screen.canvas, Qt.Key.Key_Return)
    assert asked == [berg]
    assert screen.view is not None
    grown = screen.grown.with_opened(berg.id, opened(session, berg).chart)
    before = screen.layout_now
    screen.show_chart(screen.view, grown, laid_out(grown.chart, before=before))
    assert names(screen) == {"Anna Berg", "Berg Tools", "Far Away"}
    asked_close: list[Node] = []
    screen.close_asked.connect(asked_close.append)
    press(screen.canvas, Qt.Key.Key_C)
    assert asked_close == [berg]
    screen.show_chart(screen.view, grown.closed(berg.id), screen.layout_now)
    assert names(screen) == {"Anna Berg", "Berg Tools"}


def test_a_node_that_has_more_is_opened_again(session: Session, shell: Shell) -> None:
    view = entity_view(session, "Berg Tools")
    grown = replace(view.grown, left={view.root: 12})
    screen = shown(shell, replace(view, grown=grown))
    asked: list[Node] = []
    screen.open_asked.connect(asked.append)
    assert (screen.opening.text(), screen.opening.isVisible()) == ("More", True)
    assert screen.folding.isVisible()
    press(screen.canvas, Qt.Key.Key_Return)
    assert [node.id for node in asked] == [view.root]


def test_escape_cancels_what_is_under_way_and_forgets_the_beginning_of_a_way(
    case_screen: ChartScreen,
) -> None:
    asked: list[bool] = []
    case_screen.cancelled.connect(lambda: asked.append(True))
    press(case_screen.canvas, Qt.Key.Key_W)
    assert "A way begins" in case_screen.outcome.words()
    press(case_screen.canvas, Qt.Key.Key_Escape)
    assert (asked, case_screen.outcome.isVisible()) == ([], False)
    case_screen.show_working("Laying out 5,000 nodes…")
    press(case_screen.canvas, Qt.Key.Key_Escape)
    assert asked == [True]


def test_the_shortest_way_is_sought_between_two_nodes_and_told(
    session: Session, shell: Shell
) -> None:
    screen = shown(shell, entity_view(session, "Anna Berg", depth=2))
    by_name = {node.label: node.id for node in screen.drawn.nodes}
    screen.canvas.go_to(by_name["Far Away"])
    press(screen.canvas, Qt.Key.Key_W)
    screen.canvas.go_to(by_name["Anna Berg"])
    plain = screen.canvas.grab().toImage()
    press(screen.canvas, Qt.Key.Key_W)
    (row,) = screen.side.ways.rows()
    assert row.says == (
        "Far Away › owned by: 100 % › Berg Tools › owned by: 51 %, since 2021 › Anna Berg"
    )
    assert screen.canvas.grab().toImage() != plain


def test_the_list_says_what_the_drawing_shows(session: Session, shell: Shell) -> None:
    screen = shown(shell, entity_view(session, "Berg Tools"))
    told = {(row.node.label, row.says, row.rests_on) for row in screen.side.beside.rows()}
    assert told == {
        ("Anna Berg", "owned by: 51 %, since 2021", "A register"),
        ("Far Away", "owns: 100 %", "A register"),
    }
    index = screen.side.beside.index(0, 0)
    assert screen.side.beside.data(index, Qt.ItemDataRole.AccessibleTextRole).startswith(
        "Anna Berg, "
    )


def test_the_claims_of_lists_stand_on_the_node_in_the_lists_and_in_the_legend(
    case_screen: ChartScreen,
) -> None:
    said = "Unconfirmed identity: perhaps listed in watched"
    (row,) = case_screen.side.claims.rows()
    assert (row.node.label, row.claim.text) == (CONSIGNEE, said)
    case_screen.side.tabs[2].click()
    case_screen.side.lists[2].selectRow(0)
    press(case_screen.side.lists[2], Qt.Key.Key_Return)
    assert case_screen.canvas.node == row.node
    assert said in case_screen.canvas.accessibleName()
    press(case_screen.canvas, Qt.Key.Key_B)
    beside = case_screen.side.beside
    told = [
        str(beside.data(beside.index(at, 0), Qt.ItemDataRole.AccessibleTextRole))
        for at in range(beside.rowCount())
    ]
    assert any(CONSIGNEE in words and "Unconfirmed identity" in words for words in told)
    for kind in ClaimKind:
        assert kind.words in case_screen.legend.accessibleName()


def test_a_tag_is_drawn_for_each_kind_of_claim_and_none_where_there_is_none(shell: Shell) -> None:
    def grabbed(*kinds: ClaimKind) -> QImage:
        claims = tuple(NodeClaim(kind, f"{kind.words} in a list") for kind in kinds)
        chart = Chart((Node("entity/a", "entity", "Firm", claims=claims),), ())
        view = ChartView("Firm", "entity/a", GrownChart(chart), TODAY, TODAY)
        screen = shown(shell, view)
        return screen.canvas.grab().toImage()

    pictures = [
        grabbed(),
        grabbed(ClaimKind.LISTED),
        grabbed(ClaimKind.BY_PATH),
        grabbed(ClaimKind.UNCONFIRMED),
        grabbed(ClaimKind.LISTED, ClaimKind.BY_PATH),
    ]
    assert all(one != other for one, other in combinations(pictures, 2))


def test_the_tags_of_a_node_have_room_in_what_is_fitted() -> None:
    claims = tuple(NodeClaim(kind, kind.words) for kind in ClaimKind)
    plain, tagged = Node("a", "entity", "A"), Node("a", "entity", "A", claims=claims)
    layout = laid_out(Chart((plain,), ()))
    bare, whole = (ChartPicture(Chart((node,), ()), layout).bounds for node in (plain, tagged))
    assert whole.top() < bare.top() - 20
    assert whole.bottom() > bare.bottom() + 20
    assert whole.left() == bare.left()


def test_a_chart_of_thousands_is_drawn_without_words(shell: Shell) -> None:
    nodes = tuple(Node(f"entity/{n}", "entity", f"Firm {n}") for n in range(2000))
    edges = tuple(
        Edge(f"entity/{n // 3}", f"entity/{n}", "owns", "51 %", "a register")
        for n in range(1, 2000)
    )
    view = ChartView("Firm 0", "entity/0", GrownChart(Chart(nodes, edges)), TODAY, TODAY)
    screen = ChartScreen()
    shell.open_tab(Tab("big", "Links", "link-chart"), lambda: screen, screen="chart", place="cases")
    screen.show_chart(view, view.grown, laid_out(view.grown.chart))
    assert screen.canvas.grab().width() > 0
    assert screen.side.links.rowCount() == 1999
    assert NAMED < READABLE


def test_it_is_drawn_light_and_dark(case_screen: ChartScreen, application: QApplication) -> None:
    light = case_screen.grab().toImage()
    wear(application, DARK)
    assert case_screen.grab().toImage() != light
    assert case_screen.minimumSizeHint().width() <= 1280


def test_the_picture_is_saved_and_a_folder_that_is_not_there_is_said(
    case_screen: ChartScreen, tmp_path: Path
) -> None:
    case_screen.canvas.save(tmp_path / "links.png")
    assert QImage(str(tmp_path / "links.png")).width() > 500
    assert not list(tmp_path.glob(".links*"))
    with pytest.raises(Unavailable, match="cannot be written"):
        case_screen.canvas.save(tmp_path / "nowhere" / "links.png")


UNSURE = "alleged, or an accusation that is not established"


@pytest.mark.parametrize("crowded", [False, True])
@pytest.mark.parametrize("marked", [False, True])
@pytest.mark.parametrize("on_way", [False, True])
def test_what_is_not_solid_is_dashed_whatever_else_is_said_of_it(
    crowded: bool, marked: bool, on_way: bool
) -> None:
    for kind in ("owns", "stole_from", "supplies"):
        edge = Edge("a", "b", kind, kind, "a newspaper", is_solid=False)
        stroke = stroke_of(edge, marked=marked, on_way=on_way, crowded=crowded)
        assert stroke.line is Qt.PenStyle.DashLine
        assert stroke.is_unsure


def test_an_alleged_link_is_dashed_from_afar_too(shell: Shell) -> None:
    nodes = tuple(Node(f"entity/{n}", "entity", f"Firm {n}") for n in range(2))

    def painted(*, is_solid: bool) -> QImage:
        edge = Edge("entity/0", "entity/1", "stole_from", "", "a newspaper", is_solid=is_solid)
        chart = Chart(nodes, (edge,))
        picture = ChartPicture(chart, laid_out(chart))
        # What a rule rests on is of one ink and width whatever it is: only the dashes differ.
        picture.mark((0,), ())
        image = QImage(300, 300, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        lens = Lens(NAMED / 2, QPointF(150, 150))
        picture.paint(painter, DARK, QRectF(image.rect()), lens, at="", focus=False)
        painter.end()
        return image

    assert painted(is_solid=True) == painted(is_solid=True)
    assert painted(is_solid=True) != painted(is_solid=False)


def test_the_legend_says_what_an_alleged_link_looks_like(case_screen: ChartScreen) -> None:
    assert UNSURE in case_screen.legend.accessibleName()


def test_a_country_is_named_with_its_code_and_heard_so(case_screen: ChartScreen) -> None:
    assert {"China (CN)", "Germany (DE)"} <= names(case_screen)
    case_screen.canvas.go_to("country/CN")
    assert "China (CN)" in case_screen.canvas.accessibleName()
    (row,) = (one for one in case_screen.side.links.rows() if one.target == "country/CN")
    assert row.ends.endswith("› China (CN)")


def test_a_name_without_a_detail_has_both_lines_of_its_box(shell: Shell) -> None:
    name = "South Georgia & South Sandwich Islands (GS)"
    first, rest = broken(name, 130)
    assert (f"{first} {rest}", "" not in {first, rest}) == (name, True)
    assert broken("China (CN)", 130) == ("China (CN)", "")


def hovered(screen: ChartScreen, spot: QPointF) -> str:
    """What is told of the place under the mouse."""
    kind, none = QEvent.Type.MouseMove, Qt.MouseButton.NoButton
    QApplication.sendEvent(
        screen.canvas, QMouseEvent(kind, spot, spot, none, none, Qt.KeyboardModifier.NoModifier)
    )
    return screen.canvas.toolTip()


def test_the_whole_name_is_told_of_the_node_under_the_mouse(case_screen: ChartScreen) -> None:
    size = case_screen.canvas.size()
    spots = (QPointF(x, y) for x in range(0, size.width(), 8) for y in range(0, size.height(), 8))
    told = {hovered(case_screen, spot) for spot in spots}
    assert told == {
        "",
        *("\n".join(filter(None, (n.label, n.detail))) for n in case_screen.drawn.nodes),
    }


def test_the_chart_fits_a_window_of_1280_by_800_with_large_type(
    application: QApplication, shell: Shell
) -> None:
    application.setFont(fonts.use_scale(1.5))
    try:
        least = ChartScreen().minimumSizeHint()
        assert (least.width() <= 1280 - fonts.px(64), least.height() <= 600) == (True, True)
    finally:
        application.setFont(fonts.use_scale(1.0))


def test_in_a_low_window_the_legend_gives_way_and_is_scrolled(case_screen: ChartScreen) -> None:
    (area,) = case_screen.findChildren(LegendArea)
    case_screen.window().resize(1280, 560)
    for _round in range(5):
        QApplication.processEvents()
    assert area.height() < case_screen.legend.height()
    assert area.verticalScrollBar().maximum() > 0
    case_screen.window().resize(1280, 1000)
    for _round in range(5):
        QApplication.processEvents()
    assert area.height() == case_screen.legend.height()
