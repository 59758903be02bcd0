"""Who waits for the lock gets it in the moment that long work leaves it, not by chance."""

import threading
import time
from pathlib import Path

from sqlalchemy import Engine

from landwaiter.storage.sqlite.engine import WRITES, application_engine, migration_engine

KEY = bytes(32)
HELD_S, LEFT_S = 0.25, 0.03
TURNS, MOST = 30, 4
"""Of so many turns of the long work; asking ten times a second finds one gap in three by chance."""


def casebook(folder: Path) -> Engine:
    file = folder / "casebook.db"
    with migration_engine(file, KEY, create=True).begin() as made:
        made.exec_driver_sql("CREATE TABLE said (word TEXT)")
    return application_engine(file, KEY, wait_s=10.0).execution_options(**{WRITES: True})


def turns_until_written(engine: Engine) -> int:
    turns, begun, written = [0], threading.Event(), threading.Event()

    def work() -> None:
        while not written.is_set() and turns[0] < TURNS:
            with engine.begin() as conn:
                conn.exec_driver_sql("INSERT INTO said VALUES ('work')")
                turns[0] += 1
                begun.set()
                time.sleep(HELD_S)
            time.sleep(LEFT_S)

    thread = threading.Thread(target=work)
    thread.start()
    assert begun.wait(10)
    before = turns[0]
    with engine.begin() as conn:
        conn.exec_driver_sql("INSERT INTO said VALUES ('deed')")
        waited = turns[0] - before
        written.set()
    thread.join()
    return waited


def test_a_deed_is_written_in_the_first_gaps_that_work_leaves(tmp_path: Path) -> None:
    engine = casebook(tmp_path)
    waited = [turns_until_written(engine) for _trial in range(3)]
    engine.dispose()
    assert sum(waited) <= MOST, waited
