"""The check names what is damaged and counts what is whole, whatever was done to the files."""

import random
from pathlib import Path
from typing import Any

import pytest
from tests.services.sample_office import ANALYST, HEAD, PASSWORD, REF, Office, declared

from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.errors import Fault
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds.engine import run
from landwaiter.services.reports.freezing import freeze
from landwaiter.services.table import sessions
from landwaiter.storage.casebook import check_words
from landwaiter.storage.casebook.check import CheckReport
from landwaiter.storage.sqlite.engine import connect

PAGE = 4096


def changed(office: Office, *statements: str) -> None:
    """The database changed with its key, behind the program's back."""
    casebook = office.session(HEAD).casebook
    connection = connect(casebook.database, casebook.keys.database, wait_s=1.0)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def report(office: Office) -> CheckReport:
    return casebooks.check(office.session(HEAD))


def with_evidence(office: Office, *names: str) -> list[Path]:
    """Pieces of evidence; their files in the vault."""
    session = office.session(ANALYST)
    before = set(session.casebook.vault.names())
    for name in names:
        path = office.path.parent / name
        path.write_text(f"the content of {name}", encoding="utf-8")
        run(session, AddFile(REF, path))
    new = sorted(set(session.casebook.vault.names()) - before)
    return [session.casebook.vault_folder / name for name in new]


def test_swapped_files_of_the_vault_are_both_found(office: Office) -> None:
    one, other = with_evidence(office, "a.txt", "b.txt")
    kept = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(kept)
    found = report(office)
    objects = {finding.object for finding in found.findings}
    assert {f"vault/{one.name}", f"vault/{other.name}"} <= objects
    assert {f"evidence {n} of {REF}" for n in (1, 2)} <= objects
    assert (found.intact.evidence.whole, found.intact.evidence.total) == (0, 2)


def test_a_row_that_points_to_another_file_is_found(office: Office) -> None:
    with_evidence(office, "a.txt", "b.txt")
    changed(
        office,
        "DROP TRIGGER evidence_no_update",
        "UPDATE evidence SET vault_name = (SELECT vault_name FROM evidence WHERE no = 2)",
    )
    (finding,) = [one for one in report(office).findings if one.check == "files"]
    assert finding.object == f"evidence 1 of {REF}"
    assert "its row was changed" in finding.message


def test_a_dossier_that_was_changed_is_found(office: Office) -> None:
    freeze(office.session(ANALYST), REF)
    changed(
        office,
        "DROP TRIGGER dossier_no_update",
        "UPDATE dossier SET body = CAST(replace(CAST(body AS TEXT), 'CNC', 'XXX') AS BLOB)",
    )
    found = report(office)
    assert [one.object for one in found.findings if one.check == "dossiers"] == [
        f"dossier of {REF}"
    ]
    assert found.intact.cases.whole == found.intact.cases.total - 1


def test_damage_of_one_case_leaves_the_others_whole(office: Office) -> None:
    office.take_in(declared(lrn="A-1"), declared(lrn="A-2"))
    (file,) = with_evidence(office, "a.txt")
    file.unlink()
    found = report(office)
    assert found.damaged == (f"evidence 1 of {REF}",)
    assert (found.intact.cases.whole, found.intact.cases.total) == (2, 3)


def test_flipped_bytes_anywhere_in_the_database_are_found(office: Office) -> None:
    with_evidence(office, "a.txt")
    office.close()
    database = office.path / "casebook.db"
    whole, chance = database.read_bytes(), random.Random(7)  # noqa: S311  # the same places each time
    for _round in range(6):
        at = chance.randrange(len(whole))
        data = bytearray(whole)
        data[at] ^= 0x40
        _replaced(office.path, bytes(data))
        found = _checked(office.path)
        assert not found.sound, at
        assert found.intact.files.whole == found.intact.files.total == 2, at
        _replaced(office.path, whole)
    assert _checked(office.path).sound


def _replaced(folder: Path, data: bytes) -> None:
    for rest in folder.glob("casebook.db*"):
        rest.unlink()
    (folder / "casebook.db").write_bytes(data)


def _checked(folder: Path) -> CheckReport:
    return sessions.check_folder(folder, user=HEAD, password=PASSWORD)


@pytest.mark.parametrize("at", [0.02, 0.5, 0.97])
def test_flipped_bytes_of_the_key_file_are_a_finding_or_a_refusal(
    office: Office, at: float
) -> None:
    office.close()
    file = office.path / "keys.json"
    data = bytearray(file.read_bytes())
    data[int(len(data) * at)] ^= 0x01
    file.write_bytes(data)
    said: Any
    try:
        said = _checked(office.path).damaged
    except Fault as fault:
        said = fault.sentence()
    assert said


def test_a_newer_schema_is_named_and_the_files_are_verified(office: Office) -> None:
    with_evidence(office, "a.txt")
    changed(office, "UPDATE alembic_version SET version_num = '9001'")
    office.close()
    found = _checked(office.path)
    assert "newer version" in found.findings[0].message
    assert len(found.findings) == 1
    assert found.intact.files.whole == 2


def test_a_casebook_that_was_moved_is_whole_where_it_is(office: Office, tmp_path: Path) -> None:
    office.close()
    elsewhere = tmp_path / "another disk" / "office"
    elsewhere.parent.mkdir()
    office.path.rename(elsewhere)
    assert _checked(elsewhere).sound


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE case_search SET words = words || ' more'",
        "UPDATE case_search SET words = 'nothing'",
        "UPDATE case_search SET signs = ''",
        "UPDATE case_search SET signs = signs || 'abc'",
        "DELETE FROM case_search",
        "DELETE FROM text_place WHERE kind = 'cases'",
        "UPDATE case_file SET marks = ' RF-P99 ', revision = revision + 1",
        "UPDATE case_file SET mrn = '26PL999', revision = revision + 1",
    ],
)
def test_a_case_that_a_search_would_not_find_is_named(office: Office, statement: str) -> None:
    assert "words" not in {one.check for one in report(office).findings}
    changed(office, statement)
    told = [one for one in report(office).findings if one.check == "words"]
    assert {one.case for one in told} == {REF}


AT_ONCE = pytest.mark.parametrize("at_once", [1, 2, 30_000])
"""How many are laid beside their words by one statement."""


@AT_ONCE
def test_an_entity_that_a_search_would_not_find_is_named(
    office: Office, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(check_words, "_AT_ONCE", at_once)
    assert "words" not in {one.check for one in report(office).findings}
    # Before all others, between them, and behind them.
    made = "INSERT INTO entity VALUES ('{}', 'Nobody {}', 'organisation', 'PL', 'Ana', '2026')"
    changed(office, *(made.format(one, one) for one in ("0", "01a1", "f1")))
    told = [one.object for one in report(office).findings if one.check == "words"]
    assert sorted(told) == ["entity Nobody 0", "entity Nobody 01a1", "entity Nobody f1"]


@AT_ONCE
def test_words_of_a_register_without_their_entry_are_named(
    office: Office, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(check_words, "_AT_ONCE", at_once)
    stated = [("BAFA", "L-2"), ("BAFA", "L-2"), ("BAFA", "L-3"), ("MRiT", "A-1")]
    entry = (
        "INSERT INTO register_entry VALUES "
        "('{}', 'licences', '{}', '{}', '{{}}', '" + "0" * 64 + "', '', '', '', 'Ana', '2026')"
    )
    changed(office, "DROP TRIGGER register_entry_is_seconded")
    changed(office, *(entry.format(no, *one) for no, one in enumerate(stated)))
    told = [one.object for one in report(office).findings if one.check == "words"]
    assert sorted(told) == [f"entry {one} of a register" for one in ("A-1", "L-2", "L-3")]
    worded = "INSERT INTO register_worded (serial, register, issuer, ref) VALUES "
    words = "INSERT INTO register_words (rowid, words) VALUES ({}, 'x')"
    for no, (issuer, ref) in enumerate(stated, start=50):
        changed(office, words.format(no), f"{worded} ({no}, 'licences', '{issuer}', '{ref}')")
    changed(office, f"{worded} (77, 'licences', 'BAFA', 'L-0')")
    assert "words" not in {one.check for one in report(office).findings}, "no words are there"
    changed(office, words.format(78), f"{worded} (78, 'licences', 'BAFA', 'L-1')")
    told = [one.object for one in report(office).findings if one.check == "words"]
    assert told == ["entry L-1 of a register"]
