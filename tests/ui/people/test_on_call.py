"""On call in the window: the head decides on what others held, one after the other."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.services.sample_office import ANALYST, HEAD, PASSWORD, REASON, REF, Office, an_office
from tests.ui import duty_scenes, fictional_duty
from tests.ui.desk_office import Answers, Hands

from landwaiter.domain.cases.case import GoodsStatus, TrackLetter
from landwaiter.storage.audit import chain
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.people.duty_place import DutyPlace
from landwaiter.ui.people.on_call_place import OnCallPlace
from landwaiter.ui.today.today_place import TodayPlace
from landwaiter.ui.window.window_opening import open_room
from landwaiter.ui.window.window_routes import Room

Key = Qt.Key
ACT = "Police Act s. 24"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The analyst holds an item on track S."""
    made = an_office(tmp_path)
    made.act(ANALYST, "hold", item=1, track=TrackLetter.S, reason=REASON)
    yield made
    made.close()


@pytest.fixture
def sign_in(
    office: Office, shell: Shell, jobs: Jobs, answers: Answers, qtbot: QtBot
) -> Iterator[Callable[[str], Hands]]:
    """Somebody of the office signs in and sees Today."""
    rooms: list[Room] = []

    def signed_in(who: str) -> Hands:
        rooms.append(open_room(shell, jobs, casebook=office.path, user=who, prompts=answers))
        hands = Hands(rooms[-1], qtbot)
        hands.settle()
        hands.type(PASSWORD)
        hands.press(Key.Key_Return)
        return hands

    yield signed_in
    for room in rooms:
        room.desk.get_up()
    jobs.close()


@pytest.fixture
def head(sign_in: Callable[[str], Hands]) -> Hands:
    return sign_in(HEAD)


def place(hands: Hands) -> OnCallPlace:
    view = hands.room.desk.view
    assert isinstance(view, OnCallPlace)
    return view


def sealed(hands: Hands) -> list[str]:
    with hands.room.desk.known_session.reading() as conn:
        return [entry.deed for entry in chain.entries(conn, limit=None)]


def test_today_leads_to_what_was_held_and_the_head_keeps_it_held(
    head: Hands, office: Office
) -> None:
    today = head.room.desk.view
    assert isinstance(today, TodayPlace)
    assert today.screen._on_call.isVisible()
    head.press(Key.Key_O)
    view = place(head)
    (row,) = view.screen.model.rows()
    assert (row.reference, row.by, row.reason) == (REF, ANALYST, REASON)
    before = sealed(head)
    head.press(Key.Key_H)
    form = view.acting.form
    assert form is not None
    assert sealed(head) == before, "a single key seals nothing"
    assert form.fields.answers()["reason"] == ""
    head.type("the licence is not there, the number is nobody's")
    head.give()
    assert sealed(head)[-1] == "case.continue_hold"
    assert view.screen.model.rows() == ()
    assert office.case().continued[-1].author == HEAD


def test_release_ends_the_track_and_then_lets_the_goods_go(head: Hands, office: Office) -> None:
    head.press(Key.Key_O)
    view = place(head)
    head.press(Key.Key_R)
    form = view.acting.form
    assert form is not None
    assert form.fields.answers()["track"] == "S"
    form.fields.fill({"reason": REASON})
    head.give()
    assert sealed(head)[-1] == "case.end_track"
    (row,) = view.screen.model.rows()
    assert (row.release.act, row.tracks) == ("release", ())
    head.press(Key.Key_R)
    assert view.acting.form is not None
    view.acting.form.fields.fill({"reason": REASON})
    head.give()
    assert office.case().items[0].status in {GoodsStatus.RELEASED, GoodsStatus.HELD}
    assert sealed(head)[-1] in {"case.release", "motion.moved"}


def test_goods_on_no_track_want_one_with_a_basis_and_a_reason(office: Office, head: Hands) -> None:
    office.act(HEAD, "end_track", item=1, track=TrackLetter.S, reason=REASON)
    head.press(Key.Key_O)
    view = place(head)
    head.press(Key.Key_H)
    form = view.acting.form
    assert form is not None
    asked = {one.name: one for one in form.fields.fields}
    assert all(asked[name].required for name in ("track", "basis", "reason"))
    assert form.fields.answers()["track"] == ""
    head.give()
    assert view.acting.form is form, "nothing is held on no basis"
    form.fields.fill({"track": "N", "basis": ACT, "reason": REASON})
    head.give()
    assert view.screen.model.rows() == ()
    (track,) = [one for one in office.case().tracks if one.ended_at is None]
    assert (track.letter, str(track.basis)) == (TrackLetter.N, ACT)


def test_duty_leads_there_and_back(head: Hands) -> None:
    head.press(Key.Key_U)
    assert isinstance(head.room.desk.view, DutyPlace)
    head.press(Key.Key_O)
    place(head)
    head.press(Key.Key_U)
    assert isinstance(head.room.desk.view, DutyPlace)


def test_an_analyst_reads_and_presses_in_vain(sign_in: Callable[[str], Hands]) -> None:
    hands = sign_in(ANALYST)
    hands.room.to_on_call()
    hands.settle()
    view = place(hands)
    assert len(view.screen.model.rows()) == 1
    for key in (Key.Key_R, Key.Key_H):
        hands.press(key)
        assert view.acting.form is None
    assert "needs the role head" in view.screen.keep.why_not


def test_next_goes_round_and_the_own_hold_is_refused_with_its_reason(shell: Shell) -> None:
    screen = duty_scenes.an_on_call_screen(shell, fictional_duty.ON_CALL)
    assert screen.list.current_row().id == "h1"
    screen.go_on()
    assert screen.list.current_row().id == "h2"
    assert screen.keep.why_not == screen.release.why_not == fictional_duty.OWN_HOLD
    screen.go_on()
    assert screen.list.current_row().id == "h1"
