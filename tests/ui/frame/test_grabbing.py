"""A picture of the window, as the self-test wants it."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from tests.ui.desk_office import ANALYST, PASSWORD

from landwaiter.errors import Fault
from landwaiter.ui.window.self_portrait import grab


@pytest.mark.usefixtures("application")
def test_the_window_is_drawn_signed_in(office_template: Path, tmp_path: Path) -> None:
    file = grab(office_template, ANALYST, PASSWORD, tmp_path / "window.png")
    picture = QImage(str(file))
    assert (picture.width(), picture.height()) == (1440, 900)
    colours = {picture.pixel(x, y) for x in range(0, 1440, 9) for y in range(0, 900, 9)}
    assert len(colours) > 20


@pytest.mark.usefixtures("application")
def test_a_window_that_cannot_sign_in_is_no_picture(
    office_template: Path, tmp_path: Path, qapp: QApplication
) -> None:
    with pytest.raises(Fault):
        grab(office_template, ANALYST, "not the password", tmp_path / "window.png")
    assert not (tmp_path / "window.png").exists()
