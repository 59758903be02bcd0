"""What the files of a casebook tell somebody who has no password."""

import sqlite3
import zlib
from pathlib import Path

import pytest
from tests.services.sample_office import ANALYST, REF, REVIEWER, Office, declared, write_csv

from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.trade.deeds import Sift
from landwaiter.services.deeds.engine import run

CLEAR = b"a photograph of crate seventeen, found behind the second door"
SAID = "the driver named a quarry near the border"
SIFTED = "Kestrel Quarry Machinery Sarl"
ENOUGH = 4_096
"""Bytes of a file that is as if random: so many give no byte away when they are compressed."""


@pytest.fixture
def stolen(office: Office, tmp_path: Path) -> Path:
    """The folder of a casebook with a note, evidence and a sifted declaration; nobody is in it."""
    photo = tmp_path / "crate-17.txt"
    photo.write_bytes(CLEAR)
    run(office.session(ANALYST), AddFile(REF, photo, received_from="exporter"))
    office.act(ANALYST, "note", reason=SAID)
    rows = [declared(mrn="", lrn="SIFTED-1", consignee_name=SIFTED)]
    run(office.session(ANALYST), Sift((write_csv(tmp_path / "trade.csv", rows),)))
    assert (photo.name, SAID) == (office.case().evidence[0].name, office.case().notes[-1].text)
    office.close()
    return office.path


def test_no_word_of_a_case_is_in_any_of_them(stolen: Path) -> None:
    files = [path for path in stolen.rglob("*") if path.is_file()]
    words = (CLEAR.decode(), SAID, SIFTED, "SIFTED-1", "crate-17", REF, "exporter")
    for path in files:
        content = path.read_bytes() + str(path.relative_to(stolen)).encode()
        found = [word for word in words for one in _written(word) if one in content]
        assert not found, path.name
    assert {"casebook.db", "keys.json"} <= {path.name for path in files}


def test_database_and_vault_are_as_if_random(stolen: Path) -> None:
    files = [stolen / "casebook.db", *(stolen / "vault").rglob("*")]
    contents = [path.read_bytes() for path in files if path.is_file()]
    long = [content for content in contents if len(content) >= ENOUGH]
    assert long
    assert all(len(zlib.compress(content, 9)) >= len(content) for content in long)


def test_the_database_opens_for_nobody_without_its_key(stolen: Path) -> None:
    conn = sqlite3.connect(stolen / "casebook.db")
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        conn.execute("select count(*) from sqlite_master")
    conn.close()


def test_the_names_of_its_users_are_told(stolen: Path) -> None:
    """The page on evidence says so: whoever has the folder reads who may sign in."""
    content = (stolen / "keys.json").read_text(encoding="utf-8")
    assert ANALYST in content
    assert REVIEWER in content


def _written(word: str) -> set[bytes]:
    """A word as files may hold it."""
    return {word.encode(), word.encode("utf-16-le"), word.casefold().encode()}
