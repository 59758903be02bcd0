"""`case act REF ACT`: options of each deed's own, and what is said of words that do not fit."""

from pathlib import Path
from typing import Any

import pytest
from tests.cli.terminal import Desk
from tests.deeds.command_line import command_of
from tests.deeds.said import REF, anything

from landwaiter.domain.cases.deed_on_case import CaseDeed
from landwaiter.domain.deeds.shape import Argument, arguments
from landwaiter.domain.table.deeds import ON_CASE

HERE = tuple(deed for deed in ON_CASE.values() if deed.command.startswith("case act"))
NEEDY = [
    (deed, one) for deed in HERE for one in arguments(deed.args) if one.needed and not one.ask.given
]
CHOOSING = [deed for deed in HERE if deed.outcomes]


def refused(desk: Desk, *words: object) -> dict[str, Any]:
    ended = desk.types(*words, "--json")
    assert ended.code == 1, ended.out
    error: dict[str, Any] = ended.data["error"]
    return error


@pytest.mark.parametrize(("deed", "need"), NEEDY, ids=lambda one: getattr(one, "act", None))
def test_what_a_deed_needs_is_named_when_it_is_missing(
    reader: Desk, deed: CaseDeed[Any], need: Argument
) -> None:
    words = list(command_of(deed, anything(deed, reference=REF)))
    at = words.index(f"--{need.option}")
    error = refused(reader, *words[:at], *words[at + 2 :])
    assert (error["kind"], error["field"]) == ("invalid", need.option)
    assert need.ask.title in error["message"]


@pytest.mark.parametrize("deed", CHOOSING, ids=lambda deed: deed.act)
def test_an_outcome_outside_the_table_is_refused(reader: Desk, deed: CaseDeed[Any]) -> None:
    words = list(command_of(deed, anything(deed, reference=REF)))
    words[words.index("--outcome") + 1] = "shrug"
    error = refused(reader, *words)
    assert (error["kind"], error["value"]) == ("invalid", "shrug")
    assert deed.outcomes[0] in error["remedy"]


def test_an_unknown_act_names_those_there_are(reader: Desk) -> None:
    error = refused(reader, "case", "act", REF, "bless")
    assert (error["kind"], error["value"]) == ("not_found", "bless")
    assert "record_reply" in error["remedy"]


def test_what_comes_with_a_file_names_its_own_command(reader: Desk) -> None:
    assert "evidence add REF FILE" in refused(reader, "case", "act", REF, "add-evidence")["remedy"]


@pytest.mark.parametrize("word", ["record-answer", "record_answer", "Record-Answer"])
def test_a_name_is_written_with_hyphens_or_lines(reader: Desk, word: str) -> None:
    assert "Request" in refused(reader, "case", "act", REF, word)["message"]


def test_each_has_help_of_its_own(reader: Desk) -> None:
    text = reader.types("case", "act", REF, "hold", "--help").out
    assert "--seal" in text
    assert "--outcome" not in text
    assert "--equal" in reader.types("case", "act", REF, "judge", "--help").out
    for words in (("--help",), (REF, "--help")):
        assert "record-answer" in reader.types("case", "act", *words).out


def test_an_option_of_another_deed_is_wrong_usage(reader: Desk) -> None:
    assert reader.types("case", "act", REF, "note", "--reason", "x", "--item", "1").code == 2


def test_options_may_stand_before_the_act(reader: Desk, tmp_path: Path) -> None:
    error = refused(reader, "case", "act", "PL1-2026-999999", "--item", "1", "hold")
    assert error["kind"] == "not_found"
