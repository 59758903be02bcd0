"""Words are found without accents and case, in any script, and marked where they stand."""

import pytest

from landwaiter.domain.finding.words import (
    LONGEST,
    MOST_ASKED,
    MOST_TERMS,
    WordRun,
    asked,
    fold,
    snippet,
)
from landwaiter.errors import Invalid


def marked(text: str, words: str) -> list[str]:
    return [part for part, is_match in snippet(text, asked(words)).parts if is_match]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Łódź, Gdańsk", ["lodz", "gdansk"]),
        ("Straße Ærø", ["strasse", "aero"]),
        ("Αθήνα ΟΔΟΣ", ["αθηνα", "οδοσ"]),
        ("Королёв й", ["королев", "и"]),
        ("香港 Pump", ["香", "港", "pump"]),
        ("ポンプ", ["ポ", "ン", "プ"]),
        ("서울", ["서울"]),
        ("PL1-2026-000412", ["pl1", "2026", "000412"]),
        ("re\u00adex\u200bport", ["reexport"]),
        ("مُضَخَّة", ["مضخة"]),
    ],
)
def test_a_text_is_folded_into_plain_words(text: str, words: list[str]) -> None:
    assert fold(text).split() == words


def test_a_question_has_words_phrases_and_beginnings() -> None:
    assert asked('Pump “End User” valv* "a b*"').terms == (
        WordRun(("pump",)),
        WordRun(("end", "user")),
        WordRun(("valv",), begins=True),
        WordRun(("a", "b"), begins=True),
    )


def test_a_word_with_signs_in_it_is_words_in_a_row() -> None:
    assert asked("PL1-2026-7 香港").terms == (WordRun(("pl1", "2026", "7")), WordRun(("香", "港")))


MANY = " ".join(f"w{number}" for number in range(MOST_TERMS + 1))


@pytest.mark.parametrize("text", ["", "   ", "***", '" "', "x" * (MOST_ASKED + 1), MANY])
def test_a_question_that_asks_nothing_or_too_much_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        asked(text)


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("The Pump of Łódź, pumps", "lodz pump", ["Pump", "Łódź"]),
        ("pumps and a pump", "pump*", ["pumps", "pump"]),
        ("user end, the end user", '"end user"', ["end user"]),
        ("kept in 香港仓库", "香港", ["香港"]),
        ("Короле\u0308в и Королёв", "королев", ["Королёв", "Королёв"]),
        ("½ inch", "1 inch", ["½", "inch"]),
    ],
)
def test_every_match_is_marked_as_it_was_written(text: str, words: str, found: list[str]) -> None:
    assert marked(text, words) == found


def test_a_snippet_is_short_and_stands_around_the_first_match() -> None:
    text = "before " * 100 + "the\npump\u202e here " + "after " * 100
    found = snippet(text, asked("pump"))
    assert found.text.startswith("…before")
    assert found.text.endswith("after…")
    assert "the pump here" in found.text.replace("  ", " ")
    assert "\u202e" not in found.text
    assert len(found.text) <= LONGEST + 2


def test_a_snippet_knows_the_line_of_its_match() -> None:
    assert snippet("one\ntwo\nthree pump", asked("pump")).line == 2
