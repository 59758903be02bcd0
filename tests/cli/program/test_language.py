"""The language that is spoken: by option, by environment, and never by JSON."""

import json

import pytest
from installer.translations import catalogues, compile_all
from tests.cli import terminal
from tests.cli.terminal import Desk, typed
from typer.main import get_command

from landwaiter import i18n
from landwaiter.cli.program import program

POLISH = {"LANDWAITER_LANGUAGE": "pl"}


def fresh(_word: str | None = None) -> object:
    """Not those that are kept for all tests: their help is translated where it stands."""
    return get_command(program.build())


@pytest.fixture(autouse=True)
def _compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation compiles the catalogues; whoever changed one since does not have to."""
    if any(not path.with_suffix(".mo").exists() for path in catalogues()):
        compile_all()
        i18n.catalogue.cache_clear()
    monkeypatch.setattr(i18n._Process, "words", None)
    monkeypatch.setattr(terminal, "commands", fresh)


def test_every_language_is_there() -> None:
    assert i18n.languages() == ("en", "de", "es", "fr", "it", "pl")


def test_a_language_that_is_not_spoken_is_refused_with_those_that_are() -> None:
    seen = typed("--language", "xx", "kinds")
    assert (seen.code, seen.out) == (2, "")
    assert "“xx”" in seen.err
    assert "en, de, es, fr, it, pl" in seen.err


def test_refusals_are_said_in_the_language_asked_for() -> None:
    english, polish = typed("case", "list"), typed("case", "list", "--language=pl")
    assert english.code == polish.code == 2
    assert english.err.startswith("No casebook is named")
    assert polish.err.startswith("Nie wskazano księgi spraw")
    assert typed("case", "list", environment=POLISH).err == polish.err
    assert typed("--language", "en", "case", "list", environment=POLISH).err == english.err


def test_help_is_said_in_it() -> None:
    assert "Ordner des Fallbuchs" in typed("--language", "de", "case", "--help").out


@pytest.mark.parametrize("words", [("case", "list", "--help"), ("case", "act", "--help")])
def test_no_heading_or_mark_of_the_library_stays_english(words: tuple[str, ...]) -> None:
    english, polish = typed(*words).out, typed(*words, environment=POLISH).out
    for told in ("Usage:", "Options:", "Show this message and exit."):
        assert told in english
        assert told not in polish


@pytest.mark.parametrize(
    "words",
    [
        ("case", "list", "--limit", "x"),
        ("case", "list", "--limit"),
        ("case", "list", "--lim", "3"),
        ("case", "list", "--nothing"),
        ("case", "list", "3", "4"),
        ("case", "list", "--json=3"),
        ("case", "show"),
        ("lits",),
        ("nothing-like-it",),
    ],
)
def test_a_wrong_command_line_is_told_in_it(words: tuple[str, ...]) -> None:
    english, polish = typed(*words), typed(*words, environment=POLISH)
    assert english.code == polish.code == 2
    assert english.err
    assert english.err != polish.err


def test_json_is_the_same_in_every_language_but_for_a_text_beside(desk: Desk) -> None:
    english = desk.gets("audit", "verify")
    polish = json.loads(desk.types("audit", "verify", "--json", "--language", "pl").out)
    text = polish.pop("text")
    assert polish == english
    assert any("wpis" in line for line in text)


def test_a_fault_in_json_is_english_with_a_text_beside() -> None:
    seen = typed("case", "list", "--json", environment=POLISH)
    told = json.loads(seen.out)
    assert told["error"]["message"].startswith("No casebook is named")
    assert told["text"][0].startswith("Nie wskazano księgi spraw")
