"""Nothing secret in logs, reports of bugs, temporary files, or in plain bytes of the casebook.

Real processes sign in and work, with markers for what must not be found anywhere afterwards.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.terminal import SAMPLES, typed

from landwaiter.cli.base import bug_log
from landwaiter.storage.keys import casebook_keys
from landwaiter.storage.keys.key_file import read_key_file
from landwaiter.ui.frame.crash import report_of

ROOT = Path(__file__).resolve().parents[3]
ADMIN, ANALYST = "Marta Keller", "Nils Okafor"
PASSWORD, NEW_PASSWORD = "zebra quartz under ice", "walrus amber over fog"
PARTY = "Xylophone Turbine Trading House"


class Machine:
    """A home of its own for the program: settings, logs, temporary files and a casebook."""

    def __init__(self, home: Path) -> None:
        self.home, self.casebook = home, home / "office" / "casebook"
        self.said: list[str] = []
        for name in ("tmp", "state", "config", "work"):
            (home / name).mkdir()

    def runs(self, *arguments: object, code: int = 0, user: str = ADMIN, **secrets: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "landwaiter", *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            cwd=self.home / "work",
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT / "desktop"),
                "HOME": str(self.home),
                "TMPDIR": str(self.home / "tmp"),
                "XDG_STATE_HOME": str(self.home / "state"),
                "XDG_CONFIG_HOME": str(self.home / "config"),
                "LANDWAITER_CASEBOOK": str(self.casebook),
                "LANDWAITER_USER": user,
                "LANDWAITER_PASSWORD": PASSWORD,
                **secrets,
            },
        )
        assert done.returncode == code, done.stderr
        self.said += [done.stdout, done.stderr]
        return done.stdout


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """After a day's work: two users, a case, a wrong password, a mistake of the program."""
    made = Machine(tmp_path_factory.mktemp("machine"))
    made.runs("casebook", "create", "--state", "PL", "--office", "PL1")
    made.runs(
        "casebook", "users", "add", ANALYST, "--roles", "analyst",
        LANDWAITER_NEW_PASSWORD=NEW_PASSWORD,
    )  # fmt: skip
    declaration = (SAMPLES / "aes_cc515c.xml").read_text(encoding="utf-8")
    assert "Shanghai Sample Machine Import Co., Ltd." in declaration
    file = made.home.parent / f"{made.home.name}.xml"
    text = declaration.replace("Shanghai Sample Machine Import Co., Ltd.", PARTY)
    file.write_text(text, encoding="utf-8")
    made.runs("intake", file)
    made.runs("case", "list", code=1, LANDWAITER_PASSWORD="zebra quartz under snow")
    assert PARTY in made.runs("case", "show", "PL1-2026-000001")
    made.runs("casebook", "rekey")
    made.runs("casebook", "check")
    yield made
    file.unlink()


def files_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def places_of(machine: Machine, *secrets: bytes) -> list[tuple[str, bytes]]:
    """Where one of them stands in plain bytes, in any file the program left."""
    return [
        (str(path.relative_to(machine.home)), secret)
        for path in files_of(machine.home)
        for secret in secrets
        if secret in path.read_bytes()
    ]


@pytest.mark.thorough
def test_no_file_holds_a_password_or_a_name_of_a_case(machine: Machine) -> None:
    secrets = (PASSWORD, NEW_PASSWORD, "zebra quartz under snow", PARTY)
    written = [form for text in secrets for form in (text.encode(), text.encode("utf-16-le"))]
    assert places_of(machine, *written) == []


@pytest.mark.thorough
def test_the_search_finds_what_is_there(machine: Machine) -> None:
    assert places_of(machine, ADMIN.encode()) == [("office/casebook/keys.json", ADMIN.encode())]


@pytest.mark.thorough
def test_no_file_holds_a_key(machine: Machine) -> None:
    found = casebook_keys.unlock(read_key_file(machine.casebook), ADMIN, PASSWORD)
    sub_keys = casebook_keys.sub_keys(found.data_key, read_key_file(machine.casebook).casebook_id)
    secret = (
        found.data_key, found.signing_key, sub_keys.database, sub_keys.vault, sub_keys.names
    )  # fmt: skip
    written = [form for key in secret for form in (key, key.hex().encode())]
    assert places_of(machine, *written) == []


@pytest.mark.thorough
def test_no_temporary_file_is_left(machine: Machine) -> None:
    assert files_of(machine.home / "tmp") == []
    assert files_of(machine.home / "work") == []


@pytest.mark.thorough
def test_what_was_printed_holds_no_password(machine: Machine) -> None:
    for text in machine.said:
        assert PASSWORD not in text
        assert NEW_PASSWORD not in text


@pytest.mark.thorough
def test_the_files_of_the_casebook_are_for_their_owner_alone(machine: Machine) -> None:
    for path in (machine.casebook, *machine.casebook.rglob("*")):
        assert not path.stat().st_mode & 0o077, path


def a_bug_with_secrets() -> Exception:
    password = PASSWORD
    try:
        try:
            raise KeyError(password)
        except KeyError as cause:
            raise ValueError(f"{PARTY} and {password}") from cause
    except ValueError as error:
        return error


def test_neither_report_of_a_bug_holds_what_the_bug_was_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bug_log, "log_file", lambda: tmp_path / "log" / "landwaiter.log")
    bug = a_bug_with_secrets()
    file = bug_log.write_down(bug)
    assert file is not None
    for text in (file.read_text(encoding="utf-8"), report_of(bug)):
        assert "a_bug_with_secrets" in text or "ValueError" in text
        assert PASSWORD not in text
        assert PARTY not in text


def test_every_file_of_the_log_of_bugs_is_readable_by_its_owner_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bug_log, "log_file", lambda: tmp_path / "landwaiter.log")
    monkeypatch.setattr(bug_log, "_MOST_BYTES", 200)
    before = os.umask(0)
    for _time in range(4):
        bug_log.write_down(a_bug_with_secrets())
    os.umask(before)
    rights = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
    assert len(rights) == 4
    assert set(rights.values()) == {0o600}


def test_no_command_takes_a_password_as_an_argument() -> None:
    for command in ((), ("casebook", "create"), ("casebook", "users", "password")):
        helped = typed(*command, "--help")
        assert helped.code == 0
        words = helped.out
        assert "--password " not in words
        assert "--recovery-key " not in words
