"""What is asked wrongly of the trade store is refused, and never answered by an empty table."""

import pytest
from tests.cli.terminal import Desk

LARGE = "9" * 20


@pytest.mark.parametrize(
    "words",
    [
        ("trade", "items"),
        ("trade", "list"),
        ("trade", "history", "--heading", "9403"),
        ("monitor", "watched", "any"),
        ("audit", "list"),
        ("intake", "waiting"),
        ("case", "list"),
        ("entity", "list"),
        ("find", "any"),
    ],
)
@pytest.mark.parametrize("limit", ["0", "-3", LARGE])
def test_a_limit_is_from_one_to_some_thousands(
    reader: Desk, words: tuple[str, ...], limit: str
) -> None:
    seen = reader.types(*words, f"--limit={limit}")
    assert (seen.code, seen.out) == (2, "")
    assert "--limit" in seen.err


def test_a_number_that_no_database_keeps_is_wrong_usage(reader: Desk) -> None:
    for words in (
        ("privacy", "notice", LARGE),
        ("monitor", "watched", "any", f"--after={LARGE}"),
        ("trade", "erase", f"--before={LARGE}", "--reason", "a reason that is long enough"),
    ):
        assert reader.types(*words).code == 2, words


@pytest.mark.parametrize("mark", ["zzz", "[1]", "[1,2,3,4,{}]", f"[1,2,3,4,{LARGE}]"])
def test_a_mark_that_is_none_says_which_to_give(reader: Desk, mark: str) -> None:
    seen = reader.types("trade", "items", "--after", mark)
    assert (seen.code, seen.out) == (1, "")
    assert "This is no mark of a page. Give the mark" in seen.err


@pytest.mark.parametrize("command", ["statistics", "items", "history"])
@pytest.mark.parametrize("heading", ["84571010", "940360", "84x", ""])
def test_a_heading_has_four_digits(reader: Desk, command: str, heading: str) -> None:
    seen = reader.types("trade", command, "--heading", heading)
    assert (seen.code, seen.out) == (1, "")
    assert f"heading, “{heading}”: This is no heading" in seen.err


def test_blanks_around_a_heading_and_a_destination_are_nothing(reader: Desk) -> None:
    seen = reader.types("trade", "statistics", "--heading", " 9403", "--destination", " tr")
    assert seen.code == 0


def test_a_destination_is_that_of_a_state(reader: Desk) -> None:
    for code in ("ZZ", "Turkey", "T"):
        seen = reader.types("trade", "items", "--destination", code)
        assert (seen.code, seen.out) == (1, "")
        assert f"“{code}”" in seen.err


def test_a_first_day_that_has_not_come_is_named(reader: Desk) -> None:
    seen = reader.types("trade", "items", "--from", "2100-01-01")
    assert seen.err.startswith("from, “2100-01-01”: The last day is before the first.")


def test_a_list_that_there_never_was_is_refused(reader: Desk) -> None:
    """Nothing waits for it, which is no answer."""
    seen = reader.types("trade", "again", "--list", "NOSUCH")
    assert (seen.code, seen.out) == (1, "")
    assert "list, “NOSUCH”: There is no such list. Lists are: " in seen.err


def test_an_id_of_no_message_is_refused(reader: Desk) -> None:
    seen = reader.types("intake", "waiting", "--after", "x")
    assert (seen.code, seen.out) == (1, "")
    assert "after, “x”: This is no id of a message." in seen.err


def test_proving_takes_no_file(reader: Desk) -> None:
    for more in (("a.csv",), ("--resume",), ("--dry-run",)):
        seen = reader.types("sift", *more, "--prove", "26PL302010E10001A8")
        assert (seen.code, seen.out) == (2, "")
        assert "--prove stands alone" in seen.err


def test_sealing_with_nothing_marked_says_so(reader: Desk) -> None:
    seen = reader.types("trade", "seal", "--reason", "a reason that is long enough")
    assert (seen.code, seen.out) == (1, "")
    assert "Nothing is marked. Mark declarations first" in seen.err


@pytest.mark.parametrize("words", [("trade", "show"), ("trade", "compare"), ("sift", "--prove")])
@pytest.mark.parametrize("number", ["", " "])
def test_no_number_is_no_declaration(reader: Desk, words: tuple[str, ...], number: str) -> None:
    seen = reader.types(*words, number)
    assert (seen.code, seen.out) == (1, "")
    assert "MRN: No declaration is named. Give its MRN" in seen.err


def test_an_argument_that_does_not_fit_is_named_once(reader: Desk) -> None:
    seen = reader.types("trade", "reason", "other_hit", "abc", "--reason", "a reason long enough")
    assert (seen.code, seen.out) == (2, "")
    assert "CAP: “abc”: Cases a day: this does not fit. Write it as 1." in seen.err


@pytest.mark.parametrize(
    ("words", "first"),
    [(("trade", "list", "--reason"), "freeze_hit"), (("trade", "statistics", "--by"), "month")],
)
def test_a_word_that_is_no_choice_is_told_in_the_programs_words(
    reader: Desk, words: tuple[str, ...], first: str
) -> None:
    seen = reader.types(*words, "nothing")
    assert (seen.code, seen.out) == (2, "")
    assert "Value error" not in seen.err
    assert f"“nothing” is none of '{first}'," in seen.err
