"""Words are found without accents and case, in any script, and marked where they stand."""

import re
import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landwaiter.domain.finding.codes import codes_in
from landwaiter.domain.finding.words import (
    _FOLDING,
    LONGEST,
    MOST_ASKED,
    MOST_TERMS,
    WordRun,
    asked,
    fold,
    indexed,
    snippet,
)
from landwaiter.errors import Invalid


def marked(text: str, words: str) -> list[str]:
    return [part for part, is_match in snippet(text, asked(words)).parts if is_match]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Łódź, Gdańsk", ["lodz", "gdansk"]),
        ("Straße Ærø", ["strasse", "aro"]),
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
        WordRun(("end", "user"), quoted=True),
        WordRun(("valv",), begins=True),
        WordRun(("a", "b"), begins=True, quoted=True),
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
        ("Müller, Mueller", "muller", ["Müller", "Mueller"]),
        ("Müller, Mueller", "Mueller", ["Müller", "Mueller"]),
        ("Boehler and Böhler", "boe*", ["Boehler", "Böhler"]),
        ("Код 8419 89 98, 8419.89.98", "84198998", ["8419 89 98", "8419.89.98"]),
        ("MRN 26 PL 3210 1000 01A2 A7.", "26pl3210100001a2a7", ["26 PL 3210 1000 01A2 A7"]),
        ("2B350i or 2B350.i", "2B350.i", ["2B350i", "2B350.i"]),
        ("Росхимпром", "Roskhim*", ["Росхимпром"]),
        ("Roskhimprom", "Росхимпром", ["Roskhimprom"]),
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


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("26 PL 3210 1000 01A2 A7", ["26pl3210100001a2a7"]),
        ("MSCU 663987 0, MSCU663987-0", ["mscu6639870", "mscu6639870"]),
        ("8419 89, 8419.89.98, 8419 89 98 90", ["841989", "84198998", "8419899890"]),
        ("1C350.24 and ML10.c and ML 10", ["1c35024", "ml10c", "ml10"]),
        ("2026 11 30, 2026-11-30, 12 KG OF GREEN TEA 1", []),
        ("84198998, 2B350i, 8419*", []),
    ],
)
def test_codes_are_one_word_however_they_are_written(text: str, codes: list[str]) -> None:
    assert [one.word for one in codes_in(text)] == codes


def test_short_words_are_no_umlauts() -> None:
    assert fold("UE AE due Mueller").split() == ["ue", "ae", "due", "muller"]


def test_a_text_is_found_by_what_it_is_also_called() -> None:
    assert indexed("Росхим 8419 89").split() == ["росхим", "8419", "89", "roskhim", "841989"]


@pytest.mark.parametrize("letters", ["x", "xu", "ue", "Образцовый", "e\u0301", "a-", "lathe "])
@pytest.mark.parametrize("fold_it", [fold, indexed, lambda text: snippet(text, asked("needle"))])
def test_no_text_is_gone_through_anew_from_each_of_its_letters(
    fold_it: Callable[[str], object], letters: str
) -> None:
    """Ten times as long takes ten times the time; gone through anew it would be a hundred."""

    def took(length: int) -> float:
        text, begun = (letters * length)[:length], time.process_time()
        fold_it(text)
        return time.process_time() - begun

    short = max(min(took(6_000) for _time in range(3)), 0.001)
    assert took(60_000) < 40 * short


@given(st.text(alphabet="aoueexyß \n\u00a0\u3000", max_size=30))
def test_vowels_are_evened_in_words_of_more_than_three_letters(text: str) -> None:
    def evened(found: re.Match[str]) -> str:
        word = found[0]
        return re.sub("([aou])e", r"\1", word) if len(word) > 3 else word

    plain = unicodedata.normalize("NFC", text).translate(_FOLDING)
    assert fold(text) == re.sub(r"\S+", evened, plain)
