"""SIGKILL while a file is taken in: what was saved stays, and the same command again goes on.

The process could be killed in each declaration, and before and after each commit. At all of these
moments a child is killed indeed; what comes of the same file afterwards is what comes of it at
once.
"""

import json
import os
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from tests.faults.moments import Moments, killed_at, moments_of
from tests.machines import unseen
from tests.services.sample_office import (
    ANALYST,
    PASSWORD,
    REF,
    REVIEWER,
    Clock,
    Office,
    declared,
    write_csv,
)

from landwaiter.domain.cases.deeds_between_people import AddNote
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.intake import taking_in
from landwaiter.services.intake.taking_in import IntakeResult
from landwaiter.services.table import sessions
from landwaiter.storage.audit import verification

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")

COUNT = 13
SAMPLE = (1, 9, 16)
"""Moments that are tried in each run: in the first unit, in a later one, and at a commit."""


@pytest.fixture(autouse=True)
def small_units(monkeypatch: pytest.MonkeyPatch) -> None:
    """Units of work of three declarations."""
    for name in ("FIRST_BATCH", "LEAST", "MOST"):
        monkeypatch.setattr(taking_in, name, 3)


def a_table(folder: Path) -> Path:
    """Declarations of which the fifth comes again further down, changed, and once as it was."""
    rows = [
        declared(lrn=f"K-{number}", declaration=f"D{number}", net_mass_kg=100 + number)
        for number in range(COUNT - 2)
    ]
    changed = declared(lrn="K-5", declaration="again", net_mass_kg=4)
    back = declared(lrn="K-5", declaration="back", net_mass_kg=105)
    return write_csv(folder / "killed.csv", [*rows, changed, back])


def taken_in(path: Path, file: Path) -> IntakeResult:
    session = sessions.open_casebook(path, user=ANALYST, password=PASSWORD, now=Clock())
    with session.casebook:
        result: IntakeResult = run(session, TakeIn((file,)))[0]
        return result


def counted(path: Path, file: Path) -> Callable[[Moments], object]:
    """An intake with its moments: each declaration that is taken in, and the commits."""

    def work(moments: Moments) -> None:
        carry_out = taking_in._Intake._carry_out

        def carried_out(*given: Any) -> None:
            carry_out(*given)
            moments.passed()

        mock.patch.object(taking_in._Intake, "_carry_out", carried_out).start()
        moments.at_commits("intake.taken_in")
        taken_in(path, file)

    return work


@dataclass(frozen=True, slots=True)
class Left:
    """What a casebook holds of the declarations, whatever their identities."""

    versions: tuple[tuple[str, int, str, int | None], ...]
    raw_files: int
    created: int
    updated: int
    is_sound: bool


def left_in(path: Path) -> Left:
    session = sessions.open_casebook(path, user=ANALYST, password=PASSWORD, now=Clock())
    with session.casebook, session.reading() as conn:
        versions = conn.exec_driver_sql(
            "SELECT local_reference, version, content_sha256, first_row FROM declaration "
            "ORDER BY local_reference, version"
        )
        files = conn.exec_driver_sql("SELECT count(*) FROM raw_file").scalar_one()
        entries = conn.exec_driver_sql(
            "SELECT p.content FROM audit_payload AS p JOIN audit_entry AS e ON e.seq = p.seq "
            "WHERE e.deed = 'intake.taken_in'"
        )
        told = [file for (content,) in entries for file in json.loads(content)["files"]]
        sound = verification.verify(conn, [], casebook_id=session.casebook.id).sound
        return Left(
            tuple((str(a), int(b), str(c), d) for a, b, c, d in versions),
            int(files),
            sum(int(file["created"]) for file in told),
            sum(int(file["updated"]) for file in told),
            sound,
        )


@dataclass(frozen=True, slots=True)
class Trial:
    path: Path
    file: Path
    whole: Left
    moments: int


@pytest.fixture
def trial(office: Office, tmp_path: Path) -> Trial:
    """The office with a table before it, and what comes of it at once."""
    office.close()
    file = a_table(tmp_path)
    copy = unseen(Path(shutil.copytree(office.path, tmp_path / "whole")))
    moments = moments_of(counted(copy, file))
    return Trial(office.path, file, left_in(copy), moments)


def resumed(trial: Trial, folder: Path, moment: int) -> None:
    copy = unseen(Path(shutil.copytree(trial.path, folder / f"killed-{moment}")))
    killed_at(counted(copy, trial.file), moment)
    before = left_in(copy)
    assert before.is_sound
    result = taken_in(copy, trial.file)
    assert left_in(copy) == trial.whole, f"killed at {moment} of {trial.moments}"
    there = before.created - 1 + before.updated  # one case is of the office itself
    assert result.created + result.updated == COUNT - there
    assert result.duplicates == there
    shutil.rmtree(copy)


def test_killed_at_some_moments_an_intake_goes_on(trial: Trial, tmp_path: Path) -> None:
    assert trial.moments > 20
    for moment in SAMPLE:
        resumed(trial, tmp_path, moment)


@pytest.mark.thorough
def test_killed_at_every_moment_an_intake_goes_on(trial: Trial, tmp_path: Path) -> None:
    for moment in range(1, trial.moments + 1):
        resumed(trial, tmp_path, moment)


def test_who_writes_beside_a_long_intake_comes_to_write(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_in, "HELD_S", 0.2)
    monkeypatch.setattr(taking_in, "MOST", 5)
    rows = [declared(lrn=f"W-{number}") for number in range(300)]
    file = write_csv(office.path.parent / "long.csv", rows)
    begun = threading.Event()
    analyst, reviewer = office.session(ANALYST), office.session(REVIEWER)

    def intake() -> None:
        run(analyst, TakeIn((file,)), lambda done, _total, _what: begun.set() if done else None)

    thread = threading.Thread(target=intake)
    thread.start()
    assert begun.wait(60)
    do(reviewer, AddNote(REF, "written beside it"))
    thread.join()
    with reviewer.reading() as conn:
        deeds = conn.exec_driver_sql(
            "SELECT deed FROM audit_entry WHERE deed IN ('intake.taken_in', 'case.note') "
            "ORDER BY seq"
        )
        order = [str(deed) for (deed,) in deeds]
    assert order[-1] == "intake.taken_in"
    assert "case.note" in order
