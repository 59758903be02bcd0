"""Where a line ends in text without blanks: between words of Thai, beside Han, before no sign."""

import unicodedata

import pytest
from tests.services.reports.ugly_case import PHRASES

from landwaiter.reports.paper.paper import INK
from landwaiter.reports.paper.typesetting.breaks import words_of
from landwaiter.reports.paper.typesetting.fonts import load_faces
from landwaiter.reports.paper.typesetting.lines import TextBlock
from landwaiter.reports.paper.typesetting.style import Style

STYLE = Style(load_faces().regular, 8, 10, INK)


def lines(text: str, width: float) -> list[str]:
    block = TextBlock((text, STYLE))
    block.wrap(width, 1e6)
    return ["".join(run.text for _x, run in line.runs) for line in block._lines]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sea of Thai", ["Sea ", "of ", "Thai"]),
        ("ประเทศไทย", ["ประเทศ", "ไทย"]),
        ("หมู่เกาะเซาท์แซนด์วิช", ["หมู่", "เกาะ", "เซาท์", "แซนด์วิช"]),
        ("7 ประเทศไทย", ["7 ", "ประเทศ", "ไทย"]),
        ("机床、电缆。", ["机", "床、", "电", "缆。"]),
        ("（电缆）", ["（电", "缆）"]),
        ("CNC机床 ", ["CNC", "机", "床 "]),
        ("공작기계와 케이블", ["공작기계와 ", "케이블"]),
    ],
)
def test_a_line_may_end_between_words_alone(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize("phrase", PHRASES.values(), ids=PHRASES)
def test_nothing_is_lost_and_no_sign_parted_from_its_letter(phrase: str) -> None:
    parts = words_of(phrase * 3)
    assert "".join(parts) == phrase * 3
    for part in parts:
        assert unicodedata.category(part[0])[0] != "M"
        assert part[0] not in "ะาำๅๆ、。，）"
        assert part[-1] not in "เแโใไ（"


def test_thai_goes_on_in_the_next_line_at_a_word() -> None:
    text = "เครื่องจักรกลความแม่นยำสูงสำหรับงานโลหะพร้อมสายไฟและอะไหล่ทดแทน"
    found = lines(text, 70)
    assert len(found) > 2
    ends = {len("".join(words_of(text)[:count])) for count in range(len(text))}
    for count in range(1, len(found)):
        assert len("".join(found[:count])) in ends


def test_a_name_that_a_line_holds_stays_on_one_and_a_longer_one_begins_where_the_line_is() -> None:
    name = "西安华瑞教育科技有限公司"
    assert lines(f"to {name}", 100) == ["to ", name] or lines(f"to {name}", 100) == ["to", name]
    first, *_rest = lines(f"9 {name * 3}", 100)
    assert first.startswith("9 西安")


def test_a_long_word_goes_on_behind_a_hyphen() -> None:
    found = lines("Produkcyjno-Usługowo-Handlowe", 90)
    assert found[0] in {"Produkcyjno-Usługowo-", "Produkcyjno-"}
    narrow = lines("a-bcdefghijklmnopqrstuvwxyz", 60)
    assert len(narrow[0]) > 4, "a line is not left empty for a hyphen at its beginning"
