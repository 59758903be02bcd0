"""The day of the manual is gone through in a Polish window, and its page says what is done."""

import os
from pathlib import Path

import pytest
from PIL import Image
from tests.ui.desk_office import Answers, Hands
from tests.ui.window import officer_day
from tests.ui.window.officer_day import (
    FOLDER,
    PAGE,
    PICTURES,
    SIZE,
    Day,
    Step,
    go_through,
    page,
    pictures,
)

from landwaiter import i18n
from landwaiter.services.reports import reporting
from landwaiter.ui.kit.theme import LIGHT

MOST_BYTES = 1_500_000


@pytest.fixture(autouse=True)
def _polish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n._Process, "words", i18n.catalogue("pl"))


def test_two_officers_go_from_a_table_to_a_signed_report(
    hands: Hands, answers: Answers, tmp_path: Path
) -> None:
    shell = hands.room.desk.shell
    shell.resize(*SIZE)
    day = Day(hands, answers, tmp_path)
    to = os.environ.get(FOLDER)

    def shown(step: Step) -> None:
        if to:
            number = officer_day.STEPS.index(step)
            officer_day.draw(shell, Path(to) / pictures()[number])

    go_through(day, shown)
    verified = reporting.verify_reports(day.made)
    assert verified.passed, verified.sentences()


def test_a_picture_shows_the_window_also_where_tests_do_not_draw_it(
    hands: Hands, tmp_path: Path
) -> None:
    shell = hands.room.desk.shell
    shell.resize(*SIZE)
    officer_day.draw(shell, tmp_path / "window.png")
    with Image.open(tmp_path / "window.png") as drawn:
        at, line = SIZE[0] // 2, SIZE[1] - 3
        foot = drawn.convert("RGB").crop((at, line, at + 1, line + 1)).tobytes()
    assert f"#{foot.hex()}" == LIGHT.colour("rail").name()


def test_the_page_of_the_manual_has_the_words_of_the_steps() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_each_step_has_a_picture_and_all_are_small() -> None:
    found = {file.name: file.stat().st_size for file in PICTURES.glob("*.png")}
    assert set(found) == set(pictures())
    assert sum(found.values()) < MOST_BYTES
