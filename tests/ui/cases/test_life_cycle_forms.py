"""The life cycle in the window: places and slips, releases, other cases, and the forms of acts."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests.services import sample_office as sample
from tests.services.act_examples import CONSULTED, SECOND, second_case
from tests.services.intake.message_files import TRANSIT_MRN, on_declaration
from tests.services.intake.test_messages_decide_nothing import GIVEN, takes
from tests.services.sample_office import ANALYST, REASON, Office

from landwaiter.domain.cases.case import TrackLetter
from landwaiter.domain.cases.deeds_on_goods import LOCATE
from landwaiter.domain.deeds.shape import arguments
from landwaiter.domain.law.result_codes import ResultCode
from landwaiter.domain.table.deeds import ON_CASE
from landwaiter.services.cases.case_view import CaseView
from landwaiter.ui.cases.case_screen import CaseScreen
from landwaiter.ui.cases.clock_box import ClockBox
from landwaiter.ui.deeds.acting import FieldBasis, form_of
from landwaiter.ui.deeds.form import said_of
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table_view import CardTable


def shown(qtbot: QtBot, view: CaseView) -> CaseScreen:
    screen = CaseScreen()
    qtbot.addWidget(screen)
    screen.show_view(view)
    return screen


def words(screen: CaseScreen) -> str:
    return "\n".join(label.words() for label in screen.findChildren(MarkLabel))


def button(screen: CaseScreen, name: str) -> QPushButton:
    found = [one for one in screen.findChildren(QPushButton) if one.accessibleName() == name]
    assert found, [one.accessibleName() for one in screen.findChildren(QPushButton)]
    return found[0]


def test_the_place_of_each_item_is_shown_with_who_was_told(qtbot: QtBot, office: Office) -> None:
    office.act(ANALYST, "hold", item=1, place="yard C 14", seal="S-1", told="the carrier")
    text = words(shown(qtbot, office.view()))
    assert "Location yard C 14; Seal S-1" in text
    assert "Told: the carrier" in text
    assert "nothing is recorded of its place" in text


def test_an_item_is_located_and_its_slip_made_from_its_row(qtbot: QtBot, office: Office) -> None:
    office.act(ANALYST, "hold", item=1)
    screen = shown(qtbot, office.view())
    asked: list[tuple[str, int]] = []
    screen.page.goods_asked.connect(lambda act, item: asked.append((act, item)))
    button(screen, "Locate item 2").click()
    button(screen, "Slip item 1").click()
    assert asked == [("locate", 2), ("slip", 1)]


def test_a_release_that_is_due_offers_to_release_or_to_say_why_not(
    qtbot: QtBot, office: Office
) -> None:
    for step in CONSULTED:
        step(office)
    office.clock.move(days=20)
    screen = shown(qtbot, office.view())
    assert "Item 1 is to be released since" in words(screen)
    asked: list[tuple[str, int]] = []
    screen.page.goods_asked.connect(lambda act, item: asked.append((act, item)))
    for title in ("Release…", "Keep held on another track…"):
        next(b for b in screen.findChildren(QPushButton) if title in b.accessibleName()).click()
    assert asked == [("release", 1), ("stay_held", 1)]


def test_who_keeps_goods_held_is_asked_for_another_track_and_its_basis(
    qtbot: QtBot, office: Office
) -> None:
    """Art. 21(4) releases at once what no other ground holds."""
    for step in CONSULTED:
        step(office)
    office.clock.move(days=20)
    asked = form_of(FieldBasis(ON_CASE["stay_held"], office.view(), {"item": "1"}), ANALYST)
    qtbot.addWidget(asked)
    needed = {one.name for one in asked.fields.fields if asked.fields.why(one)}
    assert needed >= {"track", "basis", "reason"}
    assert asked.fields.answers()["item"] == "1"
    assert [asked.fields.answers()[one] for one in ("track", "basis", "reason")] == [""] * 3
    given: list[object] = []
    asked.given.connect(given.append)
    asked.fields.fill({"track": "N", "reason": "the police asked for them"})
    asked.give()
    assert given == [], "no basis, no hold"
    asked.fields.fill({"basis": "Police Act s. 24"})
    asked.give()
    assert len(given) == 1


def test_another_case_is_read_here_and_opened_there(qtbot: QtBot, office: Office) -> None:
    second_case(office)
    office.act(ANALYST, "merge", to=SECOND, reason=REASON)
    screen = shown(qtbot, office.view(SECOND))
    text = words(screen)
    assert "was merged into this case" in text
    assert "1 5-axis CNC machining centre, not presented" in text
    asked: list[str] = []
    screen.page.case_asked.connect(asked.append)
    next(b for b in screen.findChildren(QPushButton) if sample.REF in b.accessibleName()).click()
    assert asked == [sample.REF]


def test_what_customs_state_of_goods_that_were_taken_over_is_shown_with_them(
    qtbot: QtBot, office: Office
) -> None:
    second_case(office)
    takes(office, GIVEN, on_declaration("CC529C", TRANSIT_MRN))
    office.act(ANALYST, "hold", item=1)
    office.act(ANALYST, "merge", to=SECOND, reason=REASON, take_over=True)
    text = words(shown(qtbot, office.view(SECOND)))
    assert "Stated by customs: released for export, 29 Mar 2026 (CC529C)" in text
    assert "while item 1001 is held here" in text


def test_a_split_case_shows_its_own_items_alone(qtbot: QtBot, office: Office) -> None:
    office.act(ANALYST, "split", numbers=(2,), reason=REASON)
    text = words(shown(qtbot, office.view()))
    assert "5-axis CNC machining centre" in text
    assert "34029090 · various goods" not in text


def test_the_large_clock_shows_the_hour_and_both_readings(qtbot: QtBot, office: Office) -> None:
    office.act(ANALYST, "suspend", item=1, track=TrackLetter.A)
    office.clock.move(days=2)
    office.act(ANALYST, "assess")
    office.act(ANALYST, "consult", to="licensing authority")
    box = ClockBox()
    qtbot.addWidget(box)
    view = office.view()
    box.show_clock(view.row.clock, view.clocks)
    assert "held safely until 14 Apr 2026 only" in "".join(
        label.words() for label in box.findChildren(MarkLabel)
    )
    office.act(ANALYST, "start_clock", basis="national act", period="24h")
    view = office.view()
    box.show_clock(view.row.clock, view.clocks)
    said = "".join(label.words() for label in box.findChildren(MarkLabel))
    assert "Due Thu 2 Apr 2026, 12:00" in said
    assert "national act" in said


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("hold presented_at", "2026-03-27 14:30", datetime(2026, 3, 27, 14, 30)),
        ("hold cut_off", "2026-03-27T14:30+02:00", datetime(2026, 3, 27, 12, 30, tzinfo=UTC)),
        ("consult remind", "2026-03-27", date(2026, 3, 27)),
        ("split numbers", "1, 3", (1, 3)),
        ("merge take_over", "yes", True),
        ("merge take_over", "", False),
        ("start_clock period", "48h", "48h"),
        ("consult calendar", "DE", "DE"),
        ("propose appeal", "within 14 days", "within 14 days"),
        ("propose items 2", "seize", {2: "seize"}),
        (
            "return remarks",
            "reason = why?\n\nitems/1 = which?",
            (("reason", "why?"), ("items/1", "which?")),
        ),
        ("enrich value", '{"a": 1}', {"a": 1}),
        ("enrich value", "null", None),
    ],
)
def test_what_is_typed_is_read_as_the_deed_takes_it(name: str, text: str, value: object) -> None:
    act, field = name.split(" ", 1)
    deed = ON_CASE[act]
    needed = {one.name: "said at length" for one in arguments(deed.args) if one.needed}
    typed = {"item": "1", "numbers": "1", "outcome": "refuse", "period": "48h", "value": "x"}
    said = said_of(deed, {**needed, **typed, field: text}, {"reference": "X"})
    assert getattr(said, field.split()[0]) == value


@pytest.mark.parametrize(
    ("act", "name", "text", "why"),
    [
        ("hold", "presented_at", "at noon", "Write it as 2026-03-27T14:30"),
        ("start_clock", "period", "soon", "Write 48h"),
        ("split", "numbers", "one", "does not fit"),
        ("return", "remarks", "items/9 = which?", "no such place"),
        ("consult", "remind", "Monday", "Write it as 2026-03-27"),
    ],
)
def test_what_cannot_be_read_is_said_at_the_field(
    office: Office, act: str, name: str, text: str, why: str
) -> None:
    view = office.view()
    field = next(one for one in FieldBasis(ON_CASE[act], view, {}).fields() if one.name == name)
    assert why in field.check(text)
    assert field.check("") == ""


def test_what_is_known_of_a_place_stands_as_the_hint(office: Office) -> None:
    office.act(ANALYST, "hold", item=1, office="PL322080")
    office.act(ANALYST, "hold", item=2, office="PL322080")
    view = office.view()
    hints = {field.name: field.hint for field in FieldBasis(LOCATE, view, {}).fields()}
    assert hints["office"] == "now: PL322080"
    assert {one.name for one in arguments(LOCATE.args)} >= hints.keys()


def test_a_control_result_is_shown_and_its_form_offers_the_codes_of_the_office(
    qtbot: QtBot, office: Office
) -> None:
    assert "Control results" not in words(shown(qtbot, office.view()))
    said = {"code": "Z9", "controlled": "2026-03-30T07:15", "by": "Sgt A. Nowak"}
    office.act(ANALYST, "record_control", **said, found="one crate more")
    (card,) = (
        one
        for one in shown(qtbot, office.view()).findChildren(CardTable)
        if one.model().rowCount() == 1 and _row(one)[0] == "whole declaration"
    )
    assert _row(card)[1:] == ["Z9", "one crate more", "30 Mar 2026 07:15", "Sgt A. Nowak"]
    listed = replace(
        office.view(), result_codes=(ResultCode("Q1", "as it should be", "l", "L", ""),)
    )
    fields = {one.name: one for one in FieldBasis(ON_CASE["record_control"], listed, {}).fields()}
    assert fields["code"].choices == (("Q1", "Q1, as it should be"),)
    assert fields["code"].value == "", "a person chooses"
    assert fields["controlled"].moment


def _row(table: CardTable) -> list[str]:
    model = table.model()
    return [str(model.index(0, n).data()) for n in range(model.columnCount())]
