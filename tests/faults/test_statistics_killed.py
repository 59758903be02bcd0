"""Statistics that are printed for others: killed while they are, and printed twice at once."""

import multiprocessing
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.faults.shim import ROOT
from tests.faults.test_harness import WANTED
from tests.services.sample_office import HEAD, PASSWORD, Clock, Office

from landwaiter.domain.reports.subject_deeds import ReportStatistics
from landwaiter.services.deeds.engine import run
from landwaiter.services.reports import reporting
from landwaiter.services.table import sessions
from landwaiter.storage.audit import verification
from landwaiter.storage.schema.reports import statistic_print

POINTS = 24
DAYS = date(2026, 1, 1), date(2026, 12, 31)


@pytest.mark.skipif(not WANTED, reason="takes minutes: set LANDWAITER_REQUIRE_FAULTS=1")
def test_wherever_a_print_is_killed_it_is_kept_whole_or_not_at_all() -> None:
    """Each time every row is looked at: of the print, of its figures, and of the audit chain."""
    paths = os.pathsep.join([str(ROOT / "desktop"), str(ROOT)])
    asked = ("--part", "deeds", "--only", "^report statistics$", "--points", str(POINTS))
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.harness", *asked, "--refusals", "6"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    row = next(one for one in done.stdout.splitlines() if one.startswith("| report statistics |"))
    _calls, struck, *_where, as_before, saved, faults = (int(one) for one in row.split("|")[2:-1])
    assert (struck, faults) == (POINTS, 0)
    assert as_before
    assert saved


def _print(path: Path, pdf: Path) -> None:
    """What another process does: sign in, and print."""
    session = sessions.open_casebook(path, user=HEAD, password=PASSWORD, now=Clock())
    with session.casebook:
        run(session, ReportStatistics(*DAYS, pdf=pdf))


@pytest.mark.thorough
def test_two_that_print_at_once_are_both_kept_and_each_knows_the_one_before(
    office: Office, tmp_path: Path
) -> None:
    context = multiprocessing.get_context("spawn")
    files = [tmp_path / "one.pdf", tmp_path / "other.pdf"]
    both = [context.Process(target=_print, args=(office.path, file)) for file in files]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert [one.exitcode for one in both] == [0, 0]
    assert all(reporting.verify_reports([file]).passed for file in files)
    session = office.session(HEAD)
    with session.reading() as conn:
        kept = conn.execute(select(statistic_print.c.dossier)).scalars().all()
        assert verification.verify(conn, [], casebook_id=session.casebook.id).sound
    assert sorted(one.rpartition("-")[2] for one in kept) == ["D1", "D2"]
