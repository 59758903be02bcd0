"""A copy of a database in use holds what was committed, and nothing that was not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from landwaiter.storage.sqlite import copying
from landwaiter.storage.sqlite.copying import copy_in_use
from landwaiter.storage.sqlite.engine import connect

KEY = bytes(range(32))


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Any]:
    """Somebody who has the database open, with commits that are in the log alone."""
    connection = connect(tmp_path / "a.db", KEY, wait_s=1.0, create=True)
    connection.execute("CREATE TABLE t (x)")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.execute("INSERT INTO t VALUES (1), (2)")
    yield connection
    connection.close()


def rows(path: Path) -> list[int]:
    connection = connect(path, KEY, wait_s=1.0)
    found = [x for (x,) in connection.execute("SELECT x FROM t ORDER BY x")]
    connection.close()
    return found


def test_what_stands_in_the_log_alone_is_copied(writer: Any, tmp_path: Path) -> None:
    copy_in_use(tmp_path / "a.db", tmp_path / "b.db", KEY)
    assert rows(tmp_path / "b.db") == [1, 2]
    assert not (tmp_path / "b.db-wal").exists() or not (tmp_path / "b.db-wal").stat().st_size


def test_what_is_not_committed_is_not_copied(writer: Any, tmp_path: Path) -> None:
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("INSERT INTO t VALUES (3)")
    copy_in_use(tmp_path / "a.db", tmp_path / "b.db", KEY)
    writer.execute("COMMIT")
    assert rows(tmp_path / "b.db") == [1, 2]


def test_a_log_that_is_begun_anew_meanwhile_is_copied_again(
    writer: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heads = iter([b"one", b"another", b"same", b"same"])
    monkeypatch.setattr(copying, "_head", lambda _log: next(heads))
    copy_in_use(tmp_path / "a.db", tmp_path / "b.db", KEY)
    assert rows(tmp_path / "b.db") == [1, 2]
    assert next(heads, None) is None


def test_where_bytes_cannot_be_copied_pages_are(
    writer: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "_copy", lambda _source, _target: False)
    copy_in_use(tmp_path / "a.db", tmp_path / "b.db", KEY)
    assert rows(tmp_path / "b.db") == [1, 2]


def test_the_locks_of_who_has_it_open_are_kept(writer: Any, tmp_path: Path) -> None:
    """A copy by this very process would give them up, and the log could be taken away."""
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("INSERT INTO t VALUES (3)")
    copy_in_use(tmp_path / "a.db", tmp_path / "b.db", KEY)
    other = connect(tmp_path / "a.db", KEY, wait_s=0.0)
    other.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    other.close()
    writer.execute("COMMIT")
    assert rows(tmp_path / "a.db") == [1, 2, 3]
