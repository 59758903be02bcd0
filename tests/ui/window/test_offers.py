"""What the window offers: one table, every deed within reach, and who may from its row."""

import datetime as dt
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from tests.taking_in import taken_in
from tests.ui.desk_office import PASSWORD, Answers, Hands, a_declaration

from landwaiter.domain.cases.deed_on_case import CaseDeed
from landwaiter.domain.deeds.shape import Argument, Deed, Lookup, arguments
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.retention.deeds import PLACE_HOLD
from landwaiter.domain.table.deeds import DEEDS, ON_CASE
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.cases.search import PaletteRow
from landwaiter.services.deeds import motions
from landwaiter.ui.deeds.form import fields_of
from landwaiter.ui.frame.palette_box import REFUSED
from landwaiter.ui.opening.sign_in import SignInScreen
from landwaiter.ui.people.users_dialog import UsersDialog
from landwaiter.ui.window.dialog_table import DIALOGS
from landwaiter.ui.window.offer_table import ASKED, BEGUN_AT, OFFERS
from landwaiter.ui.window.palette import ROW

BY_BUTTON = {
    "access.refused": "access",
    "access.searched": "access",
    "accept_root": "bundle",
    "bundle.taken": "bundle",
    "casebook.recovery_made": "recovery",
    "declaration_mapping.kept": "take_in",
    "intake.watched": "watched",
    "list_mapping.kept": "import_list",
    "monitor.run": "monitoring",
    "motion.declined": "motions",
    "motion.seconded": "motions",
    "motion.withdrawn": "motions",
    "office.setting_changed": "office",
    "register.report_made": "statistics",
    "statistics.report_made": "statistics",
    "trade.reason_set": "sift_reasons",
    "trade.sample_set": "sift_reasons",
    "user.added": "users",
    "user.password_changed": "users",
    "user.password_reset": "users",
}
"""Deeds that no form alone can ask for, and where their button is. It only shrinks."""
_READ = (str, int, bool, Decimal, dt.date, dt.datetime, Path)


@pytest.fixture
def at_work(hands: Hands) -> Hands:
    """The analyst, signed in."""
    screen = hands.room.shell.current
    assert isinstance(screen, SignInScreen)
    screen.password.setText(PASSWORD)
    screen.enter.click()
    hands.settle()
    return hands


def _without_a_case() -> list[Deed[Any, Any]]:
    return [deed for deed in DEEDS if not isinstance(deed, CaseDeed)]


def _is_asked(one: Argument) -> bool:
    """Whether a form that knows no subject can ask for it."""
    if not one.needed:
        return True
    if one.ask.seen or one.is_each or one.ask.offered or one.ask.lookup is Lookup.ENTITIES:
        return False
    is_choice = isinstance(one.kind, type) and issubclass(one.kind, Enum)
    return one.kind in _READ or is_choice or one.is_record or one.ask.reads is not None


def test_every_deed_is_within_reach() -> None:
    lines = {one.deed.name for one in OFFERS if one.deed}
    listed = {deed.name for deed in ASKED}
    assert lines | listed == {deed.name for deed in _without_a_case()}
    assert not lines & listed
    for deed in ASKED:
        if deed.name not in BEGUN_AT:
            lacking = [one.name for one in arguments(deed.args) if not _is_asked(one)]
            assert not lacking, f"{deed.name}: no form asks for {lacking}"


def test_few_deeds_have_a_button_alone() -> None:
    assert {name: one.name for name, one in BEGUN_AT.items()} == BY_BUTTON


def test_every_deed_on_a_case_is_an_act_of_its_tab(at_work: Hands, tmp_path: Path) -> None:
    session = at_work.room.desk.known_session
    (taken,) = taken_in(session, TakeIn((a_declaration(tmp_path),)))
    acts = {verdict.act for verdict in case_view(session, taken.cases[0]).acts}
    assert set(ON_CASE) <= acts


def test_a_name_stands_once_and_every_dialog_has_a_line() -> None:
    names = [one.name for one in OFFERS]
    assert len(names) == len(set(names))
    dialogs = {one.name for one in OFFERS if one.opens is None}
    assert dialogs <= set(DIALOGS)
    assert set(DIALOGS) <= set(names)
    assert all(one.title or one.deed for one in OFFERS)


def rows(hands: Hands) -> dict[str, PaletteRow]:
    return {row.key: row for row in hands.room.shell.acts() if row.kind in {"deed", REFUSED}}


def action(hands: Hands, title: str) -> QAction:
    found = [
        one
        for menu in hands.room.shell.top.menus.findChildren(QMenu)
        for one in menu.actions()
        if one.text().partition("\t")[0] == title
    ]
    assert len(found) == 1, title
    return found[0]


def test_the_palette_lists_the_rows_and_says_why_not(at_work: Hands) -> None:
    shown = rows(at_work)
    held = shown[f"{ROW}{PLACE_HOLD.name}"]
    assert (held.kind, held.title) == (REFUSED, PLACE_HOLD.title)
    assert "head" in held.detail
    assert shown[f"{ROW}register.add"].kind == "deed"
    assert set(shown) >= {f"{ROW}{deed.name}" for deed in ASKED}
    at_work.find(PLACE_HOLD.title)
    assert held.detail in at_work.room.shell.notice.text


def test_a_line_of_a_menu_is_greyed_with_its_reason(at_work: Hands) -> None:
    greyed = action(at_work, "Go on with the older casebook…")
    assert not greyed.isEnabled()
    assert "reviewer" in greyed.data()
    assert action(at_work, "Users…").isEnabled()
    at_work.room.desk.get_up()
    assert not action(at_work, "Users…").isEnabled()
    assert action(at_work, "Verify a report…").isEnabled()


def test_a_deed_without_a_line_is_done_by_its_row(at_work: Hands, answers: Answers) -> None:
    answers.answers = {
        "register": "licences",
        "issuer": "PL",
        "reason": "issued in the spring of 2026",
        "ref": "PL-1",
        "holder": "Wisla",
        "valid_from": "2026-01-01",
    }
    at_work.find("Add an entry")
    at_work.settle()
    (row,) = motions.waiting(at_work.room.desk.known_session)
    assert row.motion.args["register"] == "licences"
    assert at_work.room.shell.notice.text


def test_what_asks_for_nothing_is_confirmed_and_runs_in_the_tray(
    at_work: Hands, answers: Answers
) -> None:
    at_work.find("Screen open cases again")
    at_work.settle()
    assert answers.told[-1][0] == "Screen open cases again"
    assert at_work.room.shell.notice.text


def test_a_deed_with_a_button_alone_leads_to_it(at_work: Hands) -> None:
    at_work.find("My password")
    at_work.settle()
    assert any(one.isVisible() for one in at_work.room.shell.findChildren(UsersDialog))


@pytest.mark.parametrize("deed", ["retention.hold_placed", "case.evidence_exported"])
def test_the_case_in_front_is_named(deed: str, at_work: Hands, tmp_path: Path) -> None:
    session = at_work.room.desk.known_session
    (taken,) = taken_in(session, TakeIn((a_declaration(tmp_path),)))
    at_work.room.to_case(taken.cases[0])
    at_work.settle()
    row = next(one for one in ASKED if one.name == deed)
    fields = fields_of(row, None, stands=at_work.room.in_front)
    assert next(one for one in fields if one.name == "reference").value == taken.cases[0]
