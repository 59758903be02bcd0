"""The check of a casebook finds what was changed behind its back."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from tests.storage import sample
from tests.storage.sample import REVIEWER

from landwaiter.storage.casebook.check import check_casebook
from landwaiter.storage.casebook.lifecycle import Casebook
from landwaiter.storage.keys.key_file import read_key_file, write_key_file
from landwaiter.storage.people import user_keys, users
from landwaiter.storage.sqlite.engine import connect


def found(casebook: Casebook) -> dict[str, str]:
    return {finding.check: finding.message for finding in check_casebook(casebook).findings}


def changed(casebook: Casebook, *statements: str) -> None:
    """Change the database with the key but without the application."""
    connection = connect(casebook.database, casebook.keys.database, wait_s=1.0)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_a_casebook_as_it_should_be_has_no_findings(casebook: Casebook) -> None:
    casebook.vault.put(io.BytesIO(b"invoice"))
    assert check_casebook(casebook).sound


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("DROP TRIGGER audit_entry_chain", "trigger audit_entry_chain is missing"),
        ("DROP INDEX audit_entry_deed", "index audit_entry_deed is missing"),
        ("CREATE TABLE extra (x)", "table extra does not belong"),
        (
            "CREATE TRIGGER quiet BEFORE INSERT ON draft BEGIN SELECT 1; END",
            "trigger quiet does not belong",
        ),
    ],
)
def test_a_changed_structure_is_named(casebook: Casebook, statement: str, says: str) -> None:
    changed(casebook, statement)
    assert says in found(casebook)["schema"]


def test_a_weakened_trigger_is_named(casebook: Casebook) -> None:
    changed(
        casebook,
        "DROP TRIGGER user_no_delete",
        "CREATE TRIGGER user_no_delete BEFORE DELETE ON user BEGIN SELECT 1; END",
    )
    assert found(casebook)["schema"] == "trigger user_no_delete was changed in the database."


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE user SET active = 0 WHERE name LIKE 'Cyd%'", "disabled is not what"),
        ("UPDATE user SET name = 'Someone' WHERE name LIKE 'Cyd%'", "vouches for the user Someone"),
        ("UPDATE user_role SET role = 'head' WHERE role = 'reviewer'", "roles of Cyd Dorn"),
        (
            "INSERT INTO user VALUES ('eve', 'Eve', 'eve', 1, 'x', NULL)",
            "vouches for the user Eve",
        ),
    ],
)
def test_rows_about_users_that_nobody_signed_are_found(
    casebook: Casebook, statement: str, says: str
) -> None:
    changed(casebook, statement)
    assert says in found(casebook)["users"]


def test_a_dangling_reference_is_found(casebook: Casebook) -> None:
    changed(
        casebook,
        "PRAGMA foreign_keys = OFF",
        "INSERT INTO user_role VALUES ('nobody', 'head')",
    )
    assert "Row" in found(casebook)["foreign keys"]


def test_a_damaged_vault_file_is_found(casebook: Casebook) -> None:
    stored = casebook.vault.put(io.BytesIO(b"invoice"))
    file = casebook.vault_folder / stored.name
    file.write_bytes(file.read_bytes()[:-1])
    assert "damaged" in found(casebook)["vault"]


def test_a_changed_audit_entry_is_found(casebook: Casebook) -> None:
    changed(
        casebook,
        "DROP TRIGGER audit_payload_erase",
        "UPDATE audit_payload SET content = '{}' WHERE seq = 2",
    )
    assert found(casebook)["audit"] == "The payload of entry 2 was changed."


def test_a_slot_with_another_signing_key_is_found(path: Path) -> None:
    old = (path / "keys.json").read_bytes()
    with sample.opened(path) as casebook:
        with casebook.write("reset", now=sample.LATER) as work:
            user_keys.reset_password(work, casebook, name=REVIEWER, new_password="a new password")
        (path / "keys.json").write_bytes(old)
        assert REVIEWER in found(casebook)["key file"]


NOT_THE_NEWEST = (
    "keys.json is not the file that the newest change of users wrote: "
    "an older one, or another, lies in its place."
)


def key_file_findings(casebook: Casebook) -> list[str]:
    findings = check_casebook(casebook).findings
    return [finding.message for finding in findings if finding.check == "key file"]


def test_a_slot_that_somebody_took_out_is_named(casebook: Casebook) -> None:
    keys = read_key_file(casebook.path)
    slot = next(slot for slot in keys.users if slot.user == REVIEWER)
    write_key_file(casebook.path, keys.without_user(slot.user_id))
    assert key_file_findings(casebook) == [
        NOT_THE_NEWEST,
        f"{REVIEWER} is active but has no slot in keys.json and cannot sign in.",
        f"{REVIEWER} is active but keys.json lists the name as disabled.",
    ]


def test_a_name_listed_as_disabled_beside_its_slot_is_named(casebook: Casebook) -> None:
    keys = read_key_file(casebook.path)
    write_key_file(casebook.path, replace(keys, disabled=(REVIEWER.upper(),)))
    assert key_file_findings(casebook) == [
        NOT_THE_NEWEST,
        f"{REVIEWER} is active but keys.json lists the name as disabled.",
    ]


def test_a_disabled_user_without_a_slot_is_as_it_should_be(casebook: Casebook) -> None:
    with casebook.write("disable", now=sample.LATER) as work:
        users.disable_user(work, casebook, name=REVIEWER)
    assert check_casebook(casebook).sound


def test_further_checks_take_part(casebook: Casebook) -> None:
    report = check_casebook(casebook, further=[("approvals", lambda _book, _conn: ["One is not."])])
    assert [(finding.check, finding.message) for finding in report.findings] == [
        ("approvals", "One is not.")
    ]
    assert "approvals" in report.checks
