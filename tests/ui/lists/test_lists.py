"""Lists on the screen of reference data: editions, differences, ages, cases screened again."""

from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.services.sample_office import write_list
from tests.ui.desk_office import Answers, Hands

from landwaiter.domain.lists.deeds import ImportList
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.deeds.engine import run
from landwaiter.services.hits.rescreening import waiting
from landwaiter.services.law.edition_tasks import list_tasks
from landwaiter.services.lists.list_imports import ListHead
from landwaiter.ui.law.reference_place import ReferencePlace

REF = "PL1-2026-000001"
Key = Qt.Key


def came(hands: Hands, folder: Path, edition: str, *names: str, confidential: bool = False) -> None:
    head = ListHead(
        "ports", kind="other", edition=edition, published=date(2026, 1, int(edition)),
        title="Ports", confidential=confidential,
    )  # fmt: skip
    session = hands.room.desk.known_session
    run(
        session, ImportList(files=(write_list(folder / f"{edition}.csv", *names),), **asdict(head))
    )[0]


def place(hands: Hands) -> ReferencePlace:
    hands.room.to_place("reference")
    hands.settle()
    view = hands.room.desk.view
    assert isinstance(view, ReferencePlace)
    view.reload()
    hands.settle()
    model = view.screen.model
    rows = [row.id for row in model.rows()]
    view.screen.list.setCurrentIndex(model.index(rows.index("ports"), 0))
    return view


def test_r_screens_open_cases_again_after_a_list_changed(at_work: Hands, tmp_path: Path) -> None:
    session = at_work.room.desk.known_session
    party = next(p for p in case_view(session, REF).case.parties if p.name)
    came(at_work, tmp_path, "1", party.name)
    screen = place(at_work).screen
    assert screen._waits.isVisible()
    at_work.press(Key.Key_R)
    at_work.settle()
    assert waiting(session) == ()
    assert not screen._waits.isVisible()
    assert "new hits: " in at_work.room.desk.shell.notice.text
    assert any(task.pack_id == "ports" for task in list_tasks(session))


def test_c_compares_a_list_with_the_edition_before(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    came(at_work, tmp_path, "1", "Grey Pier", "Old Quay")
    place(at_work)
    at_work.press(Key.Key_C)
    at_work.settle()
    assert "no edition of Ports before" in at_work.room.desk.shell.notice.text
    came(at_work, tmp_path, "2", "Grey Pier", "New Quay")
    place(at_work)
    at_work.press(Key.Key_C)
    at_work.settle()
    assert "name: “Old Quay” → “New Quay”" in answers.told[-1][1]


def test_enter_tells_all_editions_of_a_list(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    came(at_work, tmp_path, "1", "Grey Pier", confidential=True)
    came(at_work, tmp_path, "2", "Grey Pier", "New Quay")
    view = place(at_work)
    shown = str(view.screen.model.index(view.screen.list.currentIndex().row(), 0).data())
    assert "confidential" in shown
    at_work.press(Key.Key_Return)
    at_work.settle()
    title, text = answers.told[-1]
    assert title == "Ports"
    assert "2: counts from 2 Jan 2026, 2 entries, screened against" in text
    assert "no report names it" in text


@pytest.mark.parametrize(
    ("days", "said"),
    [("3", "needs the role administrator or head"), ("many", "1 to 3650 days")],
)
def test_a_asks_how_old_a_list_may_be_and_says_why_not(
    at_work: Hands, answers: Answers, tmp_path: Path, days: str, said: str
) -> None:
    came(at_work, tmp_path, "1", "Grey Pier")
    place(at_work)
    answers.answers = {"days": days}
    at_work.press(Key.Key_A)
    at_work.settle()
    assert said in at_work.room.desk.shell.notice.text
