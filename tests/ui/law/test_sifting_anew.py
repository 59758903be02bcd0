"""Sift again in the window: which list, whom, and a dry run, as the command has them."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from tests.services.sample_office import declared, write_csv, write_list
from tests.translation.longer import Longer
from tests.ui import rooms
from tests.ui.desk_office import Answers, Hands

from landwaiter import i18n
from landwaiter.domain.lists.deeds import ImportList
from landwaiter.domain.trade.again_deeds import SIFT_AGAIN, SiftAgain
from landwaiter.domain.trade.deeds import Sift
from landwaiter.services.deeds.engine import run
from landwaiter.services.lists.list_imports import ListHead
from landwaiter.services.trade.again_difference import ChangedList
from landwaiter.services.trade.again_plan import waiting_again
from landwaiter.services.trade.sifting_again import AgainResult
from landwaiter.ui.help.front_page import page_of_dialog_now
from landwaiter.ui.kit.fields import Field
from landwaiter.ui.kit.prompts import FormDialog
from landwaiter.ui.law import sifting_anew
from landwaiter.ui.law.reference_place import ReferencePlace
from landwaiter.ui.law.sifting_anew import fields_for

Key = Qt.Key


class Asked(Answers):
    """Keeps what was asked for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.asked: list[Sequence[Field]] = []

    def ask(
        self, title: str, deed: str, fields: Sequence[Field], *, note: str = ""
    ) -> dict[str, str] | None:
        self.asked.append(fields)
        return super().ask(title, deed, fields, note=note)


@pytest.fixture
def answers(shell: QWidget) -> Asked:
    return Asked(shell)


def came(hands: Hands, folder: Path, list_id: str, name: str) -> None:
    head = ListHead(list_id, kind="asset_freeze", edition="1", published=date(2026, 1, 1))
    file = write_list(folder / f"{list_id}.csv", name)
    run(hands.room.desk.known_session, ImportList(files=(file,), **asdict(head)))


def at_reference(hands: Hands) -> ReferencePlace:
    hands.room.to_place("reference")
    hands.settle()
    view = hands.room.desk.view
    assert isinstance(view, ReferencePlace)
    view.reload()
    hands.settle()
    view.screen.list.setFocus()
    return view


def waits(hands: Hands) -> int:
    with hands.room.desk.known_session.reading() as conn:
        return waiting_again(conn).declarations


@pytest.fixture
def waiting(at_work: Hands, tmp_path: Path) -> Hands:
    """Two declarations wait for two lists, one of which has the consignee of one."""
    rows = [
        declared(lrn=f"S-{number}", consignee_name=name)
        for number, name in enumerate(("Grey Pier Chandlers", "Quiet Harbour"))
    ]
    run(at_work.room.desk.known_session, Sift((write_csv(tmp_path / "two.csv", rows),)))
    came(at_work, tmp_path, "ports", "Grey Pier Chandlers")
    came(at_work, tmp_path, "yards", "Nobody At All")
    return at_work


def test_a_dry_run_saves_nothing_and_then_it_is_done(waiting: Hands, answers: Asked) -> None:
    screen = at_reference(waiting).screen
    answers.answers = {"dry_run": "yes"}
    waiting.press(Key.Key_S)
    waiting.settle()
    (asked,) = answers.asked
    assert [one.name for one in asked] == ["list_id", "dry_run", "every"]
    assert [value for value, _words in asked[0].choices] == ["", "ports", "yards"]
    assert [one.begun for one in asked] == ["", "no", "no"]
    assert "Dry run, nothing was saved:" in waiting.room.desk.shell.notice.text
    assert "1 declaration judged again" in waiting.room.desk.shell.notice.text
    assert waits(waiting) == 2
    assert screen._sift_again.isEnabled()
    answers.answers = {}
    waiting.press(Key.Key_S)
    waiting.settle()
    assert "1 declaration judged again" in waiting.room.desk.shell.notice.text
    assert waits(waiting) == 0
    assert not screen._sift_waits.isVisible()


@pytest.mark.parametrize("said", [{"list_id": "yards"}, {"every": "yes"}])
def test_what_is_chosen_is_what_the_command_is_told(
    waiting: Hands, answers: Asked, said: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[SiftAgain] = []

    def noted(_session: object, asked: SiftAgain, _tell: object) -> AgainResult:
        told.append(asked)
        return AgainResult()

    monkeypatch.setattr(sifting_anew, "run", noted)
    at_reference(waiting)
    answers.answers = said
    waiting.press(Key.Key_S)
    waiting.settle()
    assert told == [SiftAgain(said.get("list_id", ""), every="every" in said)]


def test_who_gives_up_changes_nothing(waiting: Hands, answers: Asked) -> None:
    screen = at_reference(waiting).screen
    answers.answers = None
    waiting.press(Key.Key_S)
    waiting.settle()
    assert len(answers.asked) == 1
    assert waits(waiting) == 2
    assert screen._sift_again.isEnabled()


def test_without_a_list_that_changed_none_is_asked_for(shell: QWidget) -> None:
    fields = fields_for(())
    assert [one.name for one in fields] == ["dry_run", "every"]
    named = fields_for((ChangedList("ports", "", "1"),))
    assert named[0].choices == (("", "not named"), ("ports", "ports"))
    dialog = FormDialog("Sift again", "Sift", named, "", shell)
    page = page_of_dialog_now(dialog)
    assert page is not None
    assert page.topic == SIFT_AGAIN.name


@pytest.mark.parametrize("language", [*i18n.languages(), "+40 %"])
def test_it_has_room_in_every_language(
    shell: QWidget, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = i18n.catalogue(language) if language in i18n.languages() else Longer()
    monkeypatch.setattr(i18n._Process, "words", words)
    note = i18n._(
        "Sifted declarations are judged again where other lists, packs, rules or programmes "
        "can matter. What is new waits for a person or opens a case, as the policy says."
    )
    fields = fields_for((ChangedList("eu_fsf", "", "1"), ChangedList("us_csl", "", "1")))
    dialog = FormDialog(i18n._("Sift again"), i18n._("Sift"), fields, note, shell)
    dialog.show()
    rooms.settle(dialog)
    assert dialog.minimumSizeHint().boundedTo(dialog.size()) == dialog.minimumSizeHint()
    assert list(rooms.cut(dialog)) == []
    dialog.close()
