"""Letters that run leftwards stand where UAX 9 has them."""

import random
from unicodedata import mirrored

import pytest
from bidi import get_display

from landwaiter.reports.paper.typesetting.bidi import in_visual_order, levels


def shown(text: str) -> str:
    """A text as it stands from left to right, without mirrored signs."""
    return "".join(text[place] for place in in_visual_order(levels(text)[1]))


@pytest.mark.parametrize(
    ("text", "base", "wanted"),
    [
        ("", 0, []),
        ("abc", 0, [0, 0, 0]),
        ("אבג", 1, [1, 1, 1]),
        ("abc אבג", 0, [0, 0, 0, 0, 1, 1, 1]),
        ("אבג abc", 1, [1, 1, 1, 1, 2, 2, 2]),
        ("12 אב", 1, [2, 2, 1, 1, 1]),
        ("אב 12", 1, [1, 1, 1, 2, 2]),
        ("شركة 12", 1, [1, 1, 1, 1, 1, 2, 2]),
        ("a 12", 0, [0, 0, 0, 0]),
        ("א 1,2", 1, [1, 1, 2, 2, 2]),
        ("א 1+2", 1, [1, 1, 2, 2, 2]),
        ("ش 1+2", 1, [1, 1, 2, 1, 2]),
        ("א $5", 1, [1, 1, 2, 2]),
        ("a (א)", 0, [0, 0, 0, 1, 0]),
        ("א (a)", 1, [1, 1, 1, 2, 1]),
        ("a א (ב) c", 0, [0, 0, 1, 1, 1, 1, 1, 0, 0]),
        ("א\u05b0ב", 1, [1, 1, 1]),
        ("1 - א", 1, [2, 1, 1, 1, 1]),
    ],
)
def test_levels_are_those_of_the_standard(text: str, base: int, wanted: list[int]) -> None:
    assert levels(text) == (base, wanted)


_SIGNS = "abאבגشر\u05b0\u064b 019٠١+-,.:/%$€()[]«»!?'\u200d"


@pytest.mark.parametrize("seed", range(40))
def test_random_texts_stand_as_another_implementation_has_them(seed: int) -> None:
    drawn = random.Random(seed)  # noqa: S311  # the same texts each time
    for _turn in range(50):
        text = "".join(drawn.choices(_SIGNS, k=drawn.randint(1, 14))).rstrip()
        text = f"{drawn.choice('aאش')}{text}x"  # no blanks at its end, which are not drawn
        wanted = get_display(text, base_dir=None)
        assert without_mirrors(shown(text)) == without_mirrors(wanted), ascii(text)


def without_mirrors(text: str) -> str:
    """Joiners are not drawn, and which way a bracket looks is for the typeface."""
    return "".join("|" if mirrored(sign) else sign for sign in text if sign != "\u200d")
