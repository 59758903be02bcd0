"""Who waits for the lock gets it in the moment that long work leaves it, not by chance."""

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest
from sqlalchemy import Engine

from landwaiter.storage.sqlite.engine import (
    WRITES,
    application_engine,
    giving_way,
    migration_engine,
)

KEY = bytes(32)
HELD_S = 0.25
TURNS, TRIALS, MOST = 30, 4, 6
"""Of so many turns of the long work; asking ten times a second finds one gap in three by chance."""
MOST_BESIDE = 1
"""Of those that give way to whoever waits besides them."""


def casebook(folder: Path) -> Engine:
    file = folder / "casebook.db"
    with migration_engine(file, KEY, create=True).begin() as made:
        made.exec_driver_sql("CREATE TABLE said (word TEXT)")
    return application_engine(file, KEY, wait_s=10.0).execution_options(**{WRITES: True})


def turns_until_written(
    engine: Engine, works: int, left_s: float, beside: Callable[[], AbstractContextManager[None]]
) -> int:
    turns, begun, written = [0], threading.Event(), threading.Event()

    def work() -> None:
        with beside():
            while not written.is_set() and turns[0] < TURNS:
                with engine.begin() as conn:
                    conn.exec_driver_sql("INSERT INTO said VALUES ('work')")
                    turns[0] += 1
                    begun.set()
                    time.sleep(HELD_S)
                time.sleep(left_s)

    threads = [threading.Thread(target=work) for _work in range(works)]
    for thread in threads:
        thread.start()
    assert begun.wait(10)
    before = turns[0]
    with engine.begin() as conn:
        conn.exec_driver_sql("INSERT INTO said VALUES ('deed')")
        waited = turns[0] - before
        written.set()
    for thread in threads:
        thread.join()
    return waited


@pytest.mark.parametrize(
    ("works", "left_s", "beside", "most"),
    [(1, 0.03, nullcontext, MOST), (3, 0.0, giving_way, MOST_BESIDE)],
)
def test_a_deed_is_written_in_the_first_gaps_that_work_leaves(
    tmp_path: Path,
    works: int,
    left_s: float,
    beside: Callable[[], AbstractContextManager[None]],
    most: int,
) -> None:
    engine = casebook(tmp_path)
    waited = [turns_until_written(engine, works, left_s, beside) for _trial in range(TRIALS)]
    engine.dispose()
    assert sum(waited) <= most, waited
