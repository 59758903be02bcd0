"""Options before and after the command, the environment, passwords, exit codes of usage."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.terminal import ANALYST, PASSWORDS, Desk, typed

from landwaiter import __version__
from landwaiter.cli.base.answer import Window


def test_options_count_after_the_command_as_before_it(reader: Desk) -> None:
    after = typed("case", "list", "--casebook", reader.path, "--json", user=ANALYST)
    before = typed("--casebook", reader.path, "--json", "case", "list", user=ANALYST)
    between = typed("case", "--casebook", reader.path, "--json", "list", user=ANALYST)
    assert after.code == before.code == between.code == 0
    assert after.data == before.data == between.data
    assert len(after.data) == 3


def test_the_option_nearest_to_the_end_wins(reader: Desk) -> None:
    seen = typed("--casebook", "/nowhere", "case", "list", "--casebook", reader.path, user=ANALYST)
    assert seen.code == 0


def test_the_environment_names_the_casebook(reader: Desk) -> None:
    seen = typed(
        "case", "list", user=ANALYST, environment={"LANDWAITER_CASEBOOK": str(reader.path)}
    )
    assert seen.code == 0


def test_an_option_wins_over_the_environment(reader: Desk) -> None:
    elsewhere = {"LANDWAITER_CASEBOOK": "/nowhere"}
    seen = typed("case", "list", "--casebook", reader.path, user=ANALYST, environment=elsewhere)
    assert seen.code == 0


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
def test_a_password_file_may_end_with_one_line_feed(
    reader: Desk, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / "password"
    file.write_bytes((PASSWORDS[ANALYST] + ending).encode())
    seen = typed(
        "case", "list", "--casebook", reader.path, "--user", ANALYST, "--password-file", file
    )
    assert seen.code == 0


def test_only_one_line_feed_of_a_password_file_is_taken_off(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text(PASSWORDS[ANALYST] + "\n\n")
    seen = typed(
        "case", "list", "--casebook", desk.path, "--user", ANALYST, "--password-file", file
    )
    assert seen.code == 1


def test_the_password_file_wins_over_the_environment(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("another one entirely")
    seen = typed("case", "list", "--casebook", desk.path, "--password-file", file, user=ANALYST)
    assert seen.code == 1


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["case", "list"], "--casebook"),
        (["case", "list", "--casebook", "x"], "--user"),
        (["case", "list", "--casebook", "x", "--user", "y"], "--password-file"),
        (["screen"], "--file"),
        (["compare", "one"], "two names"),
        (["report", "case", "X"], "--pdf"),
        (["case", "show"], "REF"),
        (["nonsense"], "nonsense"),
        (["case", "list", "--nonsense"], "--nonsense"),
        (["case", "act", "X", "approve", "--item", "two"], "--item"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_is_wrong(arguments: list[str], named: str) -> None:
    seen = typed(*arguments)
    assert seen.code == 2
    assert seen.out == ""
    assert named in seen.err
    assert len(seen.err.strip().splitlines()) == 1


def test_wrong_usage_is_told_in_json_too() -> None:
    seen = typed("case", "list", "--json")
    assert seen.code == 2
    assert seen.data["error"]["kind"] == "usage"
    assert "--casebook" in seen.data["error"]["message"]


def test_a_group_without_a_command_shows_its_commands() -> None:
    seen = typed("casebook")
    assert seen.code == 2
    assert "restore" in seen.err


def test_a_call_without_a_command_is_the_wish_for_the_window() -> None:
    assert typed().code == Window()


def test_the_window_is_wished_for_with_the_casebook_named() -> None:
    assert typed("--casebook", "x", "--user", "y").code == Window(Path("x"), "y")


def test_the_version_is_printed() -> None:
    seen = typed("--version")
    assert (seen.code, seen.out) == (0, f"landwaiter {__version__}\n")


def test_a_wrong_password_is_one_sentence_and_1(desk: Desk) -> None:
    seen = desk.types("case", "list", environment={"LANDWAITER_PASSWORD": "not the password"})
    assert (seen.code, seen.out) == (1, "")
    assert "password" in seen.err
    assert len(seen.err.strip().splitlines()) == 1


def test_a_refusal_is_an_error_object_in_json(reader: Desk) -> None:
    seen = reader.types("case", "show", "PL1-1999-000001", "--json")
    assert seen.code == 1
    assert list(seen.data) == ["error"]
    assert list(seen.data["error"]) == [
        "kind",
        "message",
        "file",
        "row",
        "field",
        "value",
        "remedy",
    ]
    assert seen.data["error"]["kind"] == "not_found"
    assert seen.data["error"]["message"] in seen.err


def _started(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "landwaiter", *arguments],
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
    )


def test_the_module_starts_as_a_program() -> None:
    seen = _started("compare", "Иванов", "Ivanov", "--json")
    assert seen.returncode == 0
    [pair] = json.loads(seen.stdout)
    assert pair["name1"] == "Иванов"


def test_an_output_that_knows_ascii_alone_gets_valid_json() -> None:
    seen = _started("compare", "Иванов", "Ivanov", "--json", PYTHONIOENCODING="ascii")
    assert seen.returncode == 0
    assert json.loads(seen.stdout)[0]["name1"] == "Иванов"


def test_an_output_that_knows_ascii_alone_gets_readable_text() -> None:
    seen = _started("compare", "Иванов", "Ivanov", PYTHONIOENCODING="ascii")
    assert seen.returncode == 0
    assert b"Ivanov" in seen.stdout


def test_bytes_that_are_no_text_are_wrong_usage() -> None:
    seen = subprocess.run(
        [sys.executable.encode(), b"-m", b"landwaiter", b"compare", b"\xff\xfe", b"x"],
        capture_output=True,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    assert seen.returncode == 2
    assert b"Traceback" not in seen.stderr


def test_a_reader_that_goes_away_causes_no_noise() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "landwaiter", "--help"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_help_loads_no_database_no_report_library_and_no_qt(argument: str) -> None:
    code = (
        "import sys; from landwaiter.__main__ import main; main(sys.argv[1:]);"
        "print([m for m in ('sqlalchemy', 'reportlab', 'openpyxl', 'PySide6', 'lxml', 'numpy',"
        " 'pydantic', 'rich') if m in sys.modules], file=sys.stderr)"
    )
    seen = subprocess.run(
        [sys.executable, "-c", code, argument], capture_output=True, text=True, check=True
    )
    assert seen.stderr.strip() == "[]"
