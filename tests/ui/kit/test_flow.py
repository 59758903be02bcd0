"""Lines of pieces: what is cut, what is wrapped, and what is never either."""

from landwaiter.ui.kit import flow, marks
from landwaiter.ui.kit.inline import Gap, InlineCell, Text, words_of

LONG = "Five-axis machining centre to Xi’an Huarui Education Technology"


def shown(layout: flow.Layout) -> list[str]:
    return [words_of(tuple(piece.inline for piece in row.pieces)) for row in layout.rows]


def test_a_text_too_long_for_its_line_is_cut_with_an_ellipsis() -> None:
    layout = flow.lay_out(InlineCell(((Text(LONG),),)), 120.0)
    assert layout.cut
    assert shown(layout)[0].endswith("…")
    assert layout.width <= 121


def test_a_name_that_runs_to_the_left_is_cut_where_it_ends() -> None:
    name = "شركة المشاريع الصناعية المتقدمة للتجارة العامة"
    layout = flow.lay_out(InlineCell(((Text(name),),)), 120.0)
    assert layout.cut
    assert shown(layout)[0].endswith("…\u200f")


def test_a_reference_is_never_cut() -> None:
    line = (Text("PL1-2026-000412", whole=True), Gap(8), Text(LONG))
    layout = flow.lay_out(InlineCell((line,)), 180.0)
    assert shown(layout)[0].startswith("PL1-2026-000412")


def test_a_wrapped_text_keeps_all_its_words() -> None:
    layout = flow.lay_out(InlineCell(((Text(LONG),),), wrap=True), 120.0)
    assert len(layout.rows) > 2
    assert " ".join(shown(layout)) == LONG
    assert layout.width <= 121


def test_a_word_wider_than_the_line_is_broken_between_letters() -> None:
    name = "西北工业大学机电学院" * 4
    layout = flow.lay_out(InlineCell(((Text(name),),), wrap=True), 100.0)
    assert "".join(shown(layout)) == name
    assert layout.width <= 101


def test_a_word_that_just_fits_is_not_broken_for_the_space_behind_it() -> None:
    word = Text("Opublikowano")
    layout = flow.lay_out(InlineCell(((word,),), wrap=True), flow.width_of(word))
    assert shown(layout) == ["Opublikowano"]
    two = Text("Opublikowano dzisiaj")
    layout = flow.lay_out(InlineCell(((two,),), wrap=True), flow.width_of(word))
    assert shown(layout) == ["Opublikowano", "dzisiaj"]


def test_markup_in_a_text_stays_a_text() -> None:
    hostile = "<b>bold</b> <img src='file:///etc/hostname'>"
    layout = flow.lay_out(InlineCell(((Text(hostile),),)), None)
    assert shown(layout) == [hostile]
    assert layout.width > flow.lay_out(InlineCell(((Text("bold"),),)), None).width * 3


def test_a_mark_says_its_word_though_only_its_count_is_seen() -> None:
    assert words_of(marks.severity(None, count=20, said=False)) == "Not evaluated 20"
