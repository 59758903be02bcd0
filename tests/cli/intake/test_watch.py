"""`watch`: signed in as a service user by its password file, and told line by line."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pytest
from tests.cli.terminal import ADMIN, PASSWORDS, REVIEWER, SAMPLES, Desk, Seen, typed

from landwaiter.cli.intake import watch_commands

GATEWAY, FIRST, OWN = "Gateway", "the first word of the gateway", "what a machine signs in with"
KEYS = {"file", "state", "moved_to", "sha256", "faults", "fault_count", "why"}


@dataclass
class Gate:
    """A folder and a service user at the sample desk."""

    desk: Desk
    folder: Path
    password: Path

    def types(self, *arguments: object, file: Path | None = None) -> Seen:
        """As the service user, by its password file."""
        return typed(
            *arguments,
            "--casebook",
            self.desk.path,
            "--user",
            GATEWAY,
            "--password-file",
            file or self.password,
        )


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    class Hurried(Event):
        def wait(self, timeout: float | None = None) -> bool:
            return self.is_set()

    monkeypatch.setattr(watch_commands, "Event", Hurried)


@pytest.fixture
def gate(desk: Desk, tmp_path: Path) -> Gate:
    folder, password, first = tmp_path / "in", tmp_path / "own.password", tmp_path / "first"
    folder.mkdir()
    for file, text in ((password, OWN), (first, FIRST)):
        file.write_text(text + "\n", encoding="utf-8")
        file.chmod(0o600)
    made = Gate(desk, folder, password)
    new = {"LANDWAITER_NEW_PASSWORD": FIRST}
    added = ("casebook", "users", "add", GATEWAY, "--roles", "service")
    assert desk.colleague(ADMIN).types(*added, environment=new).code == 0
    assert typed(
        "casebook", "sign-in", "--casebook", desk.path, "--user", GATEWAY,
        "--password-file", first, environment={"LANDWAITER_NEW_PASSWORD": OWN},
    ).code == 0  # fmt: skip
    (key,) = (
        one["key"] for one in desk.gets("casebook", "users", "list") if one["name"] == GATEWAY
    )
    desk.colleague(REVIEWER).gets("casebook", "users", "confirm", GATEWAY, key)
    desk.colleague(REVIEWER).gets("casebook", "users", "second", GATEWAY)
    return made


def test_each_file_is_a_line(gate: Gate) -> None:
    for name in ("wco_declaration.xml", "aes_cc515c.xml"):
        (gate.folder / name).write_bytes((SAMPLES / name).read_bytes())
    (gate.folder / "bad.csv").write_text("mrn,x\n1,2\n", encoding="utf-8")
    seen = gate.types("watch", gate.folder, "--once")
    assert seen.code == 1
    assert "wco_declaration.xml: taken in, now done/2026-04-01/wco_declaration.xml." in seen.out
    assert "Refused, now refused/bad.csv." in seen.out
    assert seen.err.strip() == "1 file was refused: landwaiter watch list."


def test_with_json_each_line_is_an_object(gate: Gate) -> None:
    (gate.folder / "a.xml").write_bytes((SAMPLES / "wco_declaration.xml").read_bytes())
    seen = gate.types("watch", gate.folder, "--once", "--json", "--sift")
    assert (seen.code, seen.err) == (0, "")
    (line,) = seen.out.splitlines()
    said = json.loads(line)
    assert {*said} == KEYS
    assert (said["file"], said["state"]) == ("a.xml", "taken")


def test_a_person_lists_what_was_refused(gate: Gate) -> None:
    (gate.folder / "bad.csv").write_text("mrn,x\n1,2\n", encoding="utf-8")
    gate.types("watch", gate.folder, "--once")
    (row,) = gate.desk.gets("watch", "list")
    assert row["place"] == str(gate.folder / "refused" / "bad.csv")
    assert row["faults"][0]["remedy"]
    seen = gate.desk.colleague(REVIEWER).types("watch", "list")
    assert "bad.csv, row 1: The content is not one" in seen.out
    assert gate.desk.gets("watch", "list", "--all") == [row]
    gate.desk.types("watch", "settle", row["id"], "--reason", "the sender withdrew it")
    assert gate.desk.gets("watch", "list") == []
    (row,) = gate.desk.gets("watch", "list", "--all")
    assert row["settled"]["reason"] == "the sender withdrew it"
    assert "dealt with by" in gate.desk.types("watch", "list", "--all").out


OTHERS = (
    ("case", "list"),
    ("watch", "list"),
    ("casebook", "users", "list"),
    ("casebook", "check"),
    ("audit", "list"),
    ("intake", "mapping", "list"),
    ("sift", "--prove", "26PL302010E10001A8"),
    ("trade", "figures"),
    ("today",),
    ("casebook", "users", "password", GATEWAY),
    ("casebook", "backup", "elsewhere.lwb"),
)


def test_in_every_other_command_it_is_refused(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANDWAITER_NEW_PASSWORD", "a new one that is long enough")
    for words in OTHERS:
        seen = gate.types(*words)
        assert seen.code == 1, words
        assert "it takes declarations in and does nothing else" in seen.err, words


def test_it_takes_in_by_hand_too(gate: Gate) -> None:
    for command in ("intake", "sift"):
        assert gate.types(command, SAMPLES / "wco_declaration.xml").code == 0


def test_a_password_file_that_others_read_is_refused_and_nothing_is_taken_in(gate: Gate) -> None:
    gate.password.chmod(0o644)
    (gate.folder / "a.xml").write_bytes((SAMPLES / "wco_declaration.xml").read_bytes())
    for command in (("intake",), ("sift",), ("watch", "--once")):
        seen = gate.types(*command, gate.folder)
        assert seen.code == 1
        assert str(gate.password) in seen.err
        assert "0644" in seen.err
        assert OWN not in seen.err + seen.out
        assert (gate.folder / "a.xml").exists()


def test_a_password_in_the_environment_is_no_file(gate: Gate) -> None:
    seen = typed(
        "watch", gate.folder, "--once", "--casebook", gate.desk.path, "--user", GATEWAY,
        environment={"LANDWAITER_PASSWORD": OWN},
    )  # fmt: skip
    assert seen.code == 1
    assert "signs in with a password file" in seen.err


def test_a_person_may_have_a_password_file_as_before(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text(PASSWORDS[REVIEWER], encoding="utf-8")
    file.chmod(0o644)
    assert typed(
        "case", "list", "--casebook", desk.path, "--user", REVIEWER, "--password-file", file
    ).code == 0  # fmt: skip


def test_no_folder_is_wrong_usage(desk: Desk) -> None:
    seen = desk.types("watch")
    assert seen.code == 2
    assert "No folder is named" in seen.err


def test_its_roles_are_its_own_alone(gate: Gate) -> None:
    admin = gate.desk.colleague(ADMIN)
    refused = admin.types("casebook", "users", "roles", GATEWAY, "reviewer")
    assert "A service user stays one" in refused.err
    refused = admin.types("casebook", "users", "roles", REVIEWER, "service")
    assert "a person never becomes one" in refused.err
    new = {"LANDWAITER_NEW_PASSWORD": FIRST}
    both = ("casebook", "users", "add", "Two", "--roles", "service,analyst")
    assert "holds no other role" in admin.types(*both, environment=new).err


def test_nobody_else_is_asked_to_confirm_its_key(gate: Gate) -> None:
    (row,) = (r for r in gate.desk.gets("casebook", "users", "list") if r["name"] == GATEWAY)
    assert (row["key_counts"], row["approves"], row["may_confirm"]) == (True, False, [])


def test_the_folder_of_a_lock_that_cannot_be_made_is_named(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def closed(path: object, *more: object, **how: object) -> int:
        if str(path).endswith(".landwaiter.lock"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *more, **how)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(os, "open", closed)
    seen = gate.types("watch", gate.folder, "--once")
    assert seen.code == 1
    assert "Permission denied" in seen.err
    assert "Let the user of the service read, write and rename in it." in seen.err


def test_a_first_password_comes_from_a_file_of_its_own_too(desk: Desk, tmp_path: Path) -> None:
    first = tmp_path / "first"
    first.write_text(FIRST + "\n", encoding="utf-8")
    new = {"LANDWAITER_NEW_PASSWORD": FIRST}
    added = ("casebook", "users", "add", GATEWAY, "--roles", "service")
    assert desk.colleague(ADMIN).types(*added, environment=new).code == 0
    words = ("casebook", "sign-in", "--casebook", desk.path, "--user", GATEWAY)
    own = {"LANDWAITER_NEW_PASSWORD": OWN}
    first.chmod(0o644)
    seen = typed(*words, "--password-file", first, environment=own)
    assert (seen.code, "0644" in seen.err) == (1, True)
    typed_in = typed(*words, environment={**own, "LANDWAITER_PASSWORD": FIRST})
    assert "signs in with a password file" in typed_in.err
    first.chmod(0o600)
    assert typed(*words, "--password-file", first, environment=own).code == 0
