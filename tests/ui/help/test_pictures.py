"""The manual shows each screen as it is: its picture has the parts, words and buttons of today."""

import copy

import pytest
from PIL import Image
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.grab import settle
from tests.ui.help import pictures
from tests.ui.help.help_scenes import SCENES

from landwaiter.services.help.screen_pages import PAGES
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.theme import LIGHT
from landwaiter.ui.trade.sift_screen import SiftScreen

MOST = 3_000_000
"""Bytes of all pictures together: they stay in the history of the repository."""


@pytest.mark.parametrize("name", SCENES)
def test_the_picture_of_a_screen_is_not_old(
    name: str, shell: Shell, application: QApplication
) -> None:
    """Where this fails: python -m tests.ui.help.pictures --write."""
    screen = SCENES[name](shell)
    shell.resize(pictures.WIDTH, pictures.HEIGHT)
    settle(application, shell.jobs)
    assert not pictures.is_old(pictures.known()[name], pictures.regions(name, shell, screen))


def test_a_picture_is_old_when_a_part_moved_or_says_something_else() -> None:
    made = pictures.known()["case"]
    assert not pictures.is_old(made, made)
    moved, other, fewer, renamed, refused = (copy.deepcopy(made) for _each in range(5))
    moved["parts"][0]["place"][0] += pictures.NEAR + 1
    other["parts"][0]["words"] = "Something else."
    fewer["parts"].pop()
    renamed["buttons"][0] = "Renamed"
    refused["refused"] = refused["buttons"]
    for one in (moved, other, fewer, renamed, refused):
        assert pictures.is_old(made, one)


def test_a_button_that_is_refused_now_makes_a_picture_old(
    shell: Shell, application: QApplication
) -> None:
    """Nobody can press what the page tells to press."""
    screen = SCENES["sift"](shell)
    shell.resize(pictures.WIDTH, pictures.HEIGHT)
    settle(application, shell.jobs)
    made = pictures.regions("sift", shell, screen)
    assert isinstance(screen, SiftScreen)
    screen.seal.refuse("nothing is marked")
    assert pictures.is_old(made, pictures.regions("sift", shell, screen))


def test_every_screen_has_a_picture_of_the_right_size_and_all_are_small() -> None:
    files = {file.stem: file for file in pictures.FOLDER.glob("*.png")}
    assert files.keys() == PAGES.keys() == pictures.known().keys()
    for file in files.values():
        with Image.open(file) as image:
            assert (image.size, image.mode) == ((pictures.WIDTH, pictures.HEIGHT), "P")
    assert sum(file.stat().st_size for file in files.values()) < MOST


def test_a_picture_is_drawn_with_a_number_at_each_part(shell: Shell, qtbot: QtBot) -> None:
    screen = SCENES["today"](shell)
    shell.resize(pictures.WIDTH, pictures.HEIGHT)
    qtbot.waitUntil(lambda: shell.jobs.idle)
    drawn, fill = pictures.drawn("today", shell, screen).toImage(), LIGHT.colour("accentfill")
    for one in pictures.placed_in_window("today", shell, screen):
        corner = one.place.topRight().toPoint()
        near = [corner + QPoint(x, y) for x in range(-9, 10) for y in range(-9, 10)]
        filled = [point for point in near if drawn.pixelColor(point) == fill]
        assert len(filled) > 100, one.number
    assert pictures.saved(shell.grab())[:4] == b"\x89PNG"
