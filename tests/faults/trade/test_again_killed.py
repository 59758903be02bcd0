"""Sifting again killed by SIGKILL wherever it is: the next goes on, and nothing is doubled."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.faults.moments import in_own_python, some_of
from tests.machines import unseen
from tests.services.sample_office import ANALYST, Office, an_office, declared
from tests.services.trade.list_change_examples import Listed
from tests.services.trade.test_sift import policy, sift, table
from tests.services.trade.test_sifting_again import edition, unlike_fresh, waits

from landwaiter.domain.trade.deeds import SetAside
from landwaiter.domain.trade.sift_reasons import SiftReason
from landwaiter.services.casebook.case_checks import check
from landwaiter.services.deeds.engine import do
from landwaiter.services.trade.runs import sift_file

POINTS = 24
"""Kills, chosen among all calls; more on another day."""
_FIRM = "Zolotaya Strela Export"


def again(path: Path, at: int = 0) -> int:
    """How many calls it made; 0 where it was killed at its `at`-th."""
    return in_own_python("tests.faults.trade.again_child", path, at=at)


def an_office_that_waits(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Ten declarations in five batches, of four parties that a later edition lists."""
    monkeypatch.setattr(sift_file, "MOST", 2)
    office = an_office(folder)
    policy(office, (SiftReason.FREEZE_HIT, 1), (SiftReason.SEVERE_FLAG, 0))
    edition(office, "first", (Listed("q-1", "Baltic Dredging"),), published=date(2026, 2, 1))
    rows = [
        declared(lrn=f"K-{n}", consignee_name=_FIRM if n % 3 else f"Quiet Harbour {n}")
        for n in range(10)
    ]
    sift(office, table(folder / "ten.csv", *rows))
    do(office.session(ANALYST), SetAside("K-4", "the firm is a school"))
    office.clock.move(days=2)
    edition(office, "second", (Listed("n-1", _FIRM),), published=date(2026, 3, 31))
    office.close()
    return office.path


def left(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that is there afterwards."""
    office = Office(path)
    office.clock.move(days=2)
    session = office.session(ANALYST)
    assert not check(session).findings
    assert waits(office) == 0
    assert unlike_fresh(office) == []
    statements = {
        "verdicts": "SELECT declaration_id, verdict_sha256, reasons FROM trade_again_verdict",
        "judged": "SELECT batch, count(*) FROM trade_judged GROUP BY batch",
        "reasons": "SELECT declaration_id, reason FROM trade_reason",
        "marks": "SELECT declaration_id, mark, reasons FROM trade_mark",
        "cases": "SELECT reference FROM case_file",
        "tasks": "SELECT pack_id, edition FROM edition_task",
    }
    with session.reading() as conn:
        found = {
            name: sorted(tuple(row) for row in conn.exec_driver_sql(text).fetchall())
            for name, text in statements.items()
        }
    office.close()
    return found


@pytest.mark.thorough
def test_wherever_it_is_killed_the_next_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = an_office_that_waits(tmp_path, monkeypatch)
    whole = unseen(Path(shutil.copytree(waiting, tmp_path / "whole" / "casebook")))
    calls = again(whole)
    wanted = left(whole)
    assert len(wanted["verdicts"]) == 6
    assert len(wanted["cases"]) == 2
    assert ("returned" in {mark for _id, mark, _why in wanted["marks"]}) is True
    for at in some_of(calls, POINTS, seed=27):
        killed = unseen(Path(shutil.copytree(waiting, tmp_path / str(at) / "casebook")))
        again(killed, at)
        again(killed)
        assert left(killed) == wanted, at
