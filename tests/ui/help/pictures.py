"""The pictures of the manual: each screen with the numbers of its page; what each was made from.

python -m tests.ui.help.pictures            says which pictures are old
python -m tests.ui.help.pictures --write    makes them anew, in docs/manual/pictures
python -m tests.ui.help.pictures --write case hit    makes these anew

A picture is never compared: faces are drawn otherwise on other machines. Beside the pictures stands
what each was made from, the parts with their words and places, and that is compared.
"""

import io
import json
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QWidget
from tests.ui.grab import settle
from tests.ui.help.help_scenes import SCENES

from landwaiter.domain.people.preferences import Mode
from landwaiter.services.help.screen_pages import PAGES
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.help.numbered_picture import PlacedPart, draw_numbers, placed_parts
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.theme import theme_of
from landwaiter.ui.kit.window_settings import Settings
from landwaiter.ui.window.app import make_application

FOLDER = Path(__file__).parents[3] / "docs" / "manual" / "pictures"
REGIONS = FOLDER / "regions.json"
WIDTH, HEIGHT = 1280, 800
COLOURS = 128
"""Of a palette: more are seen by nobody, and cost."""
NEAR = 40
"""Pixels that a part may stand elsewhere before the picture is old."""


def regions(name: str, shell: Shell, screen: QWidget) -> dict[str, Any]:
    """What the picture of a screen is made from: its parts, the buttons that it shows, and which
    of these cannot be pressed.
    """
    parts = PAGES[name].parts
    buttons = [one for one in screen.findChildren(ActButton) if one.isVisibleTo(screen)]
    return {
        "parts": [
            {
                "number": one.number,
                "words": parts[one.number - 1].words,
                "place": [round(value) for value in one.place.getRect()],  # type: ignore[attr-defined]  # a tuple of four
            }
            for one in placed_in_window(name, shell, screen)
        ],
        "buttons": sorted({one.title for one in buttons}),
        "refused": sorted({one.title for one in buttons if not one.isEnabled()}),
    }


def placed_in_window(name: str, shell: Shell, screen: QWidget) -> tuple[PlacedPart, ...]:
    corner = QPointF(screen.mapTo(shell, QPoint(0, 0)))
    return tuple(
        PlacedPart(one.number, one.place.translated(corner))
        for one in placed_parts(screen, PAGES[name].parts)
    )


def is_old(made: dict[str, Any], now: dict[str, Any]) -> bool:
    """Whether a picture shows other parts, words or buttons, or parts at other places, or a button
    that could be pressed and is refused now, or the other way round.
    """
    told = [(one["number"], one["words"]) for one in made["parts"]]
    if told != [(one["number"], one["words"]) for one in now["parts"]]:
        return True
    if any(made[name] != now[name] for name in ("buttons", "refused")):
        return True
    pairs = zip(made["parts"], now["parts"], strict=True)
    return any(
        abs(before - after) > NEAR
        for one, other in pairs
        for before, after in zip(one["place"], other["place"], strict=True)
    )


def drawn(name: str, shell: Shell, screen: QWidget) -> QPixmap:
    """The window with the numbers of the page in it."""
    picture = shell.grab()
    placed, theme = placed_in_window(name, shell, screen), theme_of(shell.palette())
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("accentfill"), fonts.px(2)))
    for one in placed:
        painter.drawRect(one.place)
    # At the corner: in the middle a number would hide what a button says.
    corners = [PlacedPart(one.number, QRectF(one.place.topRight(), QSizeF())) for one in placed]
    draw_numbers(painter, theme, corners, scale=1.0, room=QRectF(picture.rect()))
    painter.end()
    return picture


def saved(picture: QPixmap) -> bytes:
    """A PNG with a palette: a fraction of what it would be."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    image = Image.open(io.BytesIO(data.data())).convert("RGB")
    made = io.BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
    return made.getvalue()


def screens(
    application: QApplication, wanted: Collection[str] = ()
) -> Iterator[tuple[str, Shell, QWidget]]:
    """Each screen, or those that are wanted, in a window of its own, drawn."""
    for name in wanted or SCENES:
        jobs = Jobs()
        shell = Shell(jobs)
        screen = SCENES[name](shell)
        shell.resize(WIDTH, HEIGHT)
        shell.show()
        settle(application, jobs)
        yield name, shell, screen
        shell.hide()
        jobs.close()


def known() -> dict[str, Any]:
    """Screen → what its picture was made from."""
    found: dict[str, Any] = json.loads(REGIONS.read_text("utf-8"))
    return found


def main(arguments: Sequence[str]) -> int:
    application = make_application(["pictures"], Settings(Mode.LIGHT))
    writes, old = "--write" in arguments, []
    wanted = [one for one in arguments if one != "--write"]
    before = {} if writes and not wanted else known()
    now = dict(before) if writes else {}
    for name, shell, screen in screens(application, wanted):
        now[name] = regions(name, shell, screen)
        if writes:
            FOLDER.mkdir(exist_ok=True)
            (FOLDER / f"{name}.png").write_bytes(saved(drawn(name, shell, screen)))
        elif name not in before or is_old(before[name], now[name]):
            old.append(name)
    if writes:
        said = json.dumps(now, indent=1, ensure_ascii=False, sort_keys=True)
        REGIONS.write_text(f"{said}\n", encoding="utf-8")
    sys.stdout.writelines(f"{name}\n" for name in old)
    return int(bool(old))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
