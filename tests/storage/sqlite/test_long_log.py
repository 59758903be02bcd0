"""Beside works that read nearly all the time, the write-ahead log is begun anew all the same."""

from contextlib import nullcontext
from pathlib import Path

import pytest

from landwaiter.storage.sqlite import engine as engine_module
from landwaiter.storage.sqlite.engine import (
    WRITES,
    application_engine,
    giving_way,
    log_of,
    migration_engine,
)

KEY = bytes(32)
LONG, ROW, WRITES_DONE = 6 << 20, 1 << 20, 24


@pytest.mark.parametrize(("gives_way", "is_long"), [(True, False), (False, True)])
def test_a_long_log_is_begun_anew_though_each_write_is_seen_by_a_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gives_way: bool, is_long: bool
) -> None:
    """Each reader begins before a write is committed, and ends before the next one begins."""
    monkeypatch.setattr(engine_module, "_LONG_LOG", LONG)
    file, longest = tmp_path / "casebook.db", 0
    with migration_engine(file, KEY, create=True).begin() as made:
        made.exec_driver_sql("CREATE TABLE said (word BLOB)")
    engine = application_engine(file, KEY, wait_s=1.0)
    writer = engine.execution_options(**{WRITES: True})
    with giving_way() if gives_way else nullcontext():
        for _write in range(WRITES_DONE):
            with engine.connect() as reader:
                with writer.begin() as conn:
                    reader.exec_driver_sql("SELECT count(*) FROM said").scalar_one()
                    conn.exec_driver_sql("INSERT INTO said VALUES (zeroblob(?))", (ROW,))
                longest = max(longest, log_of(file).stat().st_size)
    engine.dispose()
    assert (longest > 2 * LONG) is is_long, longest
