"""Icons are asked for by meaning: each meaning used has a drawing that takes the theme's ink."""

import re
from pathlib import Path

import pytest

import landwaiter.ui
from landwaiter.domain.cases.case import ActionKind, GoodsStatus, Stage
from landwaiter.resources import root
from landwaiter.ui.frame.rail import PLACES
from landwaiter.ui.kit import icons, marks
from landwaiter.ui.kit.inline import Glyph, InlineBox
from landwaiter.ui.kit.theme import DARK, LIGHT

MEANINGS = sorted(
    entry.name.removesuffix(".svg")
    for entry in (root() / "icons").iterdir()
    if entry.name.endswith(".svg")
)
SOURCE = "\n".join(
    file.read_text(encoding="utf-8") for file in Path(landwaiter.ui.__file__).parent.rglob("*.py")
)


def inks(meaning: str, theme: object) -> set[str]:
    image = icons.pixmap(meaning, 32, theme, ink="accent").toImage()  # type: ignore[arg-type]
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(32)
        for y in range(32)
        if image.pixelColor(x, y).alpha() == 255
    }


@pytest.mark.parametrize("meaning", MEANINGS)
def test_a_drawing_takes_the_ink_of_either_theme(meaning: str) -> None:
    assert LIGHT.accent in inks(meaning, LIGHT)
    assert DARK.accent in inks(meaning, DARK)


def test_every_meaning_asked_for_is_drawn() -> None:
    asked = set(re.findall(r'(?:Glyph\(|icon=|icon_button\()\s*"([a-z-]+)"', SOURCE))
    assert asked
    assert asked <= set(MEANINGS)


def test_every_place_of_the_rail_is_drawn() -> None:
    assert {place.key for place in PLACES} <= set(MEANINGS)


def glyphs(box: InlineBox) -> set[str]:
    return {piece.meaning for piece in box.inlines if isinstance(piece, Glyph)}


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_has_a_glyph(stage: Stage) -> None:
    assert glyphs(marks.stage_pill(stage)) <= set(MEANINGS)


@pytest.mark.parametrize("status", list(GoodsStatus))
def test_every_goods_status_has_a_glyph(status: GoodsStatus) -> None:
    glyph = marks.goods(status)[0]
    assert isinstance(glyph, Glyph)
    assert glyph.meaning in MEANINGS


@pytest.mark.parametrize("kind", list(ActionKind))
def test_every_action_has_a_glyph(kind: ActionKind) -> None:
    assert glyphs(marks.action(kind, "open")) <= set(MEANINGS)
