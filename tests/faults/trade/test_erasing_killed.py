"""Erasing killed by SIGKILL wherever it is: what is there is sound, and going on ends the same."""

from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from sqlalchemy import select
from tests.faults.moments import in_own_python, some_of
from tests.machines import unseen
from tests.services.sample_office import HEAD, Office, an_office
from tests.services.trade.test_erasing import WHY, a_store, by_two, rows_of
from tests.services.trade.test_erasing_beside import BY_REFERENCE, told

from landwaiter.domain.trade.erasure_deeds import EraseTrade
from landwaiter.services.casebook.case_checks import check
from landwaiter.services.trade.views import note_list_viewed
from landwaiter.storage.schema.audit import audit_payload
from landwaiter.storage.schema.columns import metadata

POINTS = 24
"""Kills, chosen among all calls; more on another day."""
TOLD = ("trade_leaf", "trade_declaration", "trade_party", "trade_item", "trade_role", "raw_file",
        "trade_rollup", "trade_erased", "trade_erased_cell", "trade_screening",
        "trade_message", "waiting_message")  # fmt: skip


def erase(casebook: Path, at: int = 0) -> int:
    """How many calls it made; 0 where it was killed at its `at`-th."""
    return in_own_python("tests.faults.trade.erasing_child", casebook, at=at)


def left(casebook: Path) -> dict[str, Any]:
    """Rows that are there afterwards, and the files of the vault."""
    office = Office(casebook)
    session = office.session(HEAD)
    assert check(session).sound
    with session.reading() as conn:
        rows: dict[str, Any] = {
            name: sorted(map(repr, conn.execute(select(metadata.tables[name])).all()))
            for name in TOLD
        }
        said = conn.execute(select(audit_payload.c.content)).scalars()
        assert not [one for one in said if one and ("Harbour" in one or "E-1" in one)]
        (counts,) = conn.execute(select(metadata.tables["trade_erasure_end"].c.counts)).all()
    office.close()
    vault = sorted(path.name for path in (casebook / "vault").rglob("*") if path.is_file())
    return {**rows, "counts": counts, "vault": vault}


@pytest.mark.thorough
def test_wherever_it_is_killed_it_goes_on_to_the_same_end(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    told(office, "told.xml", BY_REFERENCE)
    a_store(office, 14)
    note_list_viewed(office.session(HEAD), [1, 2, 3], through="history", asked="Quiet Harbour 2")
    assert len(rows_of(office, "trade_message")) == 1
    by_two(office, EraseTrade(WHY, before=2025))
    office.close()

    def copied(name: str) -> Path:
        (tmp_path / name).mkdir()
        return unseen(Path(copytree(office.path, tmp_path / name / "casebook")))

    whole = copied("whole")
    calls = erase(whole)
    wanted = left(whole)
    assert len(wanted["trade_declaration"]) == 3
    for at in some_of(calls, POINTS, seed=18):
        one = copied(str(at))
        erase(one, at)
        erase(one)
        assert left(one) == wanted, at
