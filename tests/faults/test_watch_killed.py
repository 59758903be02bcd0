"""A watch killed by SIGKILL wherever it is: nothing is lost, nothing doubled, nothing half."""

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.faults.moments import in_own_python, some_of
from tests.services.intake.watched import Gate
from tests.services.sample_office import ANALYST, Office, an_office

from landwaiter.services.audit.audit_history import verify_chain

POINTS = 12
"""Kills in each of the two ways, chosen among all calls; more on another day."""
GOOD, BAD = 5, 2


class Left(NamedTuple):
    """Everything that is there afterwards."""

    files: list[str]
    rows: list[tuple[str, str]]
    sifted: int
    declared: int


def watch(gate: Gate, how: str, at: int = 0) -> int:
    """How many calls a watch made; 0 where it was killed at its `at`-th."""
    names = (gate.office.path, gate.folder, how)
    return in_own_python("tests.faults.watch_child", *names, at=at)


def a_gate(folder: Path) -> Gate:
    gate = Gate.of(an_office(folder))
    for number in range(GOOD):
        gate.drop(f"good-{number}.csv", lrn=f"LW-K{number}")
    for number in range(BAD):
        gate.drop(f"bad-{number}.csv", lrn=f"LW-B{number}", cn8="no code")
    gate.office.close()
    return Gate(Office(gate.office.path), gate.folder)


def left(gate: Gate) -> Left:
    session = gate.office.session(ANALYST)
    assert not verify_chain(session).findings

    def all_of(conn: Any, statement: str) -> list[tuple[Any, ...]]:
        return sorted(tuple(row) for row in conn.exec_driver_sql(statement).fetchall())

    with session.reading() as conn:
        rows = all_of(conn, "SELECT name, state FROM watched_file")
        ((sifted,),) = all_of(conn, "SELECT count(*) FROM trade_declaration")
        ((declared,),) = all_of(conn, "SELECT count(*) FROM declaration")
    gate.office.close()
    return Left(gate.files, [(str(a), str(b)) for a, b in rows], sifted, declared)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def names(gate: Gate) -> set[str]:
    return {name.rpartition("/")[2] for name in gate.files}


@pytest.mark.thorough
@pytest.mark.parametrize("how", ["intake", "sift"])
def test_wherever_it_is_killed_the_next_watch_heals_it(how: str, tmp_path: Path) -> None:
    whole = a_gate(_made(tmp_path / "whole"))
    calls = watch(whole, how)
    wanted = left(whole)
    assert (len(wanted.files), len(wanted.rows)) == (GOOD + BAD, GOOD + BAD)
    for at in some_of(calls, POINTS, seed=18):
        gate = a_gate(_made(tmp_path / str(at)))
        watch(gate, how, at)
        assert names(gate) == names(whole), at
        watch(gate, how)
        assert left(gate) == wanted, at
