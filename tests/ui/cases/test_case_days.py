"""A case as of another day, its recheck, tasks of new editions and comparisons, in the window."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from tests.by_two import furnish
from tests.services.cases.test_recheck import ROW, a_correlation
from tests.ui.desk_office import Answers, Hands

from landwaiter.formats.law.pack_folder import read_pack
from landwaiter.services.cases import as_of
from landwaiter.services.law.edition_tasks import list_tasks
from landwaiter.services.law.packs import edition_of
from landwaiter.ui.cases.case_tab import CaseTab
from landwaiter.ui.kit.cards import Banner
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.law.reference_place import ReferencePlace
from landwaiter.ui.today.today_place import TodayPlace

REF = "PL1-2026-000001"
Key = Qt.Key


def open_case(hands: Hands) -> CaseTab:
    hands.room.to_case(REF)
    hands.settle()
    view = hands.room.desk.view
    assert isinstance(view, CaseTab)
    return view


def words_of(widget: QWidget) -> str:
    return " ".join(label.words() for label in widget.findChildren(MarkLabel))


def edge_of(hands: Hands) -> str:
    """The colour in which the window says what it says now."""
    return hands.room.desk.shell.notice.findChildren(Banner)[-1]._edge


def shown_as_of(hands: Hands) -> str:
    return hands.room.desk.shell.top.as_of.text()


def test_d_shows_another_day_and_esc_goes_back(at_work: Hands, answers: Answers) -> None:
    tab = open_case(at_work)
    plain = shown_as_of(at_work)
    answers.answers = {"which": "other", "day": "2025-11-14"}
    at_work.press(Key.Key_D)
    assert tab.screen.as_of.isVisible()
    assert "not the day of the declaration" in words_of(tab.screen.as_of)
    assert "annex1" in words_of(tab.screen.as_of)
    assert "14 Nov 2025" in shown_as_of(at_work)
    at_work.press(Key.Key_Escape)
    assert not tab.screen.as_of.isVisible()
    assert shown_as_of(at_work) == plain
    assert tab.days.day is None


def test_no_act_and_no_report_while_another_day_is_shown(at_work: Hands, answers: Answers) -> None:
    tab = open_case(at_work)
    tab.days.show_day(date(2025, 11, 14))
    at_work.settle()
    view = tab.screen.view
    assert view is not None
    assert not any(act.allowed for act in view.acts)
    for name in ("note", "report", "hold-slip", "bundle", "letter", "add_evidence"):
        tab.act(name)
        assert "You look at another day" in at_work.room.desk.shell.notice.text
        assert edge_of(at_work) == "high"
    assert tab.acting.form is None
    assert {found.key for found in tab.acts()} >= {"as_of", "recheck"}


def test_a_deed_elsewhere_leaves_the_chosen_day(at_work: Hands) -> None:
    tab = open_case(at_work)
    tab.days.show_day(date(2025, 11, 14))
    at_work.settle()
    tab.reload()
    at_work.settle()
    assert tab.screen.as_of.isVisible()
    assert tab.days.day == date(2025, 11, 14)


def test_a_day_without_rules_is_refused_and_the_case_goes_back(
    at_work: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    from landwaiter.errors import NotFound  # noqa: PLC0415

    def refuse(*_given: object) -> None:
        raise NotFound("No flag rules are in force on this day.")

    tab = open_case(at_work)
    monkeypatch.setattr(as_of, "case_as_of", refuse)
    tab.days.show_day(date(1990, 1, 1))
    at_work.settle()
    assert tab.days.day is None
    assert not tab.screen.as_of.isVisible()
    assert "No flag rules" in at_work.room.desk.shell.notice.text


def test_g_rechecks_and_tells_the_hash(at_work: Hands, answers: Answers) -> None:
    open_case(at_work)
    at_work.press(Key.Key_G)
    title, text = answers.told[-1]
    assert REF in title
    assert text.startswith("The same (in form 1): ")


def test_today_lists_the_cases_an_edition_touches_and_ends_their_tasks(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    session = at_work.room.desk.known_session
    furnish(session, [read_pack(a_correlation(tmp_path, "2026-04", ROW))])
    at_work.room.to_place("today")
    view = at_work.room.desk.view
    assert isinstance(view, TodayPlace)
    view.reload()
    at_work.settle()
    (task,) = list_tasks(session)
    assert task.reference in words_of(view.screen)
    answers.answers = {"reason": "the goods are not of this kind"}
    view.screen.task_asked.emit(task, "dismissed")
    at_work.settle()
    assert list_tasks(session) == ()
    assert not view.screen._tasks.isVisible()


def test_c_compares_an_edition_with_the_one_before(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    session = at_work.room.desk.known_session
    pack = read_pack(a_correlation(tmp_path, "2026-04", ROW))
    furnish(session, [pack])
    row = edition_of(session, pack.sha256)
    at_work.room.to_place("reference")
    at_work.settle()
    view = at_work.room.desk.view
    assert isinstance(view, ReferencePlace)
    view.screen.compare_asked.emit(row)
    at_work.settle()
    assert "touches " + REF in answers.told[-1][1]
    model = view.screen.model
    at = next(no for no in range(model.rowCount()) if model.row(no).id == "annex1")  # type: ignore[union-attr]  # counted
    view.screen.list.setCurrentIndex(model.index(at, 0))
    at_work.press(Key.Key_C)
    assert "no edition of" in at_work.room.desk.shell.notice.text
