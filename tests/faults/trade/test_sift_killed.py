"""SIGKILL while a file is sifted: a batch is there whole or not at all, and `--resume` goes on.

The process could be killed in each declaration that is judged, and before and after each commit. At
all of these moments a child is killed indeed; what the store holds after the resumed run is, to the
byte, what it holds after a run at once, but for what is drawn by chance: salts and the sample.
"""

import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from unittest import mock

import pytest
from tests.faults import small_disk
from tests.faults.moments import Moments, killed_at, moments_of
from tests.machines import unseen
from tests.services.sample_office import ANALYST, PASSWORD, Clock, Office
from tests.services.trade.test_sift import policy, traffic

from landwaiter.domain.trade.deeds import Sift
from landwaiter.domain.trade.sift_reasons import SiftReason
from landwaiter.errors import Unavailable
from landwaiter.services.casebook.case_checks import check
from landwaiter.services.deeds.engine import run
from landwaiter.services.table import sessions
from landwaiter.services.trade import judge
from landwaiter.services.trade.runs import sift_file
from landwaiter.services.trade.runs.sift_file import SiftResult
from landwaiter.storage.audit import chain
from landwaiter.storage.trade.packing import unpacked

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")

COUNT: Final = 70
SAMPLE: Final = (2, 23, 55, 81)
"""Moments that are tried in each run."""
FINDINGS: Final = {
    "declarations": "SELECT id, content_sha256, verdict_sha256, raw_row, replaces "
    "FROM trade_declaration ORDER BY id",
    "reasons": "SELECT declaration_id, reason FROM trade_reason ORDER BY 1, 2",
    "findings": "SELECT declaration_id, kind, code, weight FROM trade_finding ORDER BY 1, 2, 3",
    "items": "SELECT * FROM trade_item ORDER BY 1, 2",
    "roles": "SELECT declaration_id, role, name FROM trade_role JOIN trade_party AS p "
    "ON p.id = party_id ORDER BY 1, 2, 3",
    "sums": "SELECT * FROM trade_rollup ORDER BY 1, 2, 3",
    "opened": "SELECT declaration_id, mark, reasons FROM trade_mark ORDER BY 1",
    "cases": "SELECT reference, local_reference, content_sha256 FROM declaration AS d "
    "JOIN case_file AS c ON c.id = d.case_id ORDER BY 1, 2",
    "batches": "SELECT no, json_remove(counts, '$.sample'), policy, grounds FROM trade_batch "
    "ORDER BY no",
}
"""What a store is compared by: neither who is who by chance, nor when."""


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sift_file, "MOST", 5)


def sifted(path: Path, file: Path, *, resume: bool = False) -> SiftResult:
    session = sessions.open_casebook(path, user=ANALYST, password=PASSWORD, now=Clock())
    with session.casebook:
        result: SiftResult = run(session, Sift((file,), resume=resume))[0]
        return result


def counted(path: Path, file: Path) -> Callable[[Moments], object]:
    """A sift with its moments: each declaration that is judged, and the commits."""

    def work(moments: Moments) -> None:
        finding = judge.SiftJudge.finding

        def found(*given: Any, **more: Any) -> Any:
            moments.passed()
            return finding(*given, **more)

        mock.patch.object(judge.SiftJudge, "finding", found).start()
        moments.at_commits()
        sifted(path, file)

    return work


def left_in(path: Path) -> Mapping[str, Any]:
    """What the store holds, and whether all of it is as it was sealed."""
    session = sessions.open_casebook(path, user=ANALYST, password=PASSWORD, now=Clock())
    with session.casebook, session.reading() as conn:
        found: dict[str, Any] = {
            name: [tuple(map(str, row)) for row in conn.exec_driver_sql(query)]
            for name, query in FINDINGS.items()
        }
        kept = conn.exec_driver_sql("SELECT bases, content FROM trade_declaration ORDER BY id")
        found["bases"] = [json.loads(unpacked(one, unpacked(beside))) for one, beside in kept]
        found["faults"] = [one.message for one in check(session).findings]
        return found


@dataclass(frozen=True, slots=True)
class Trial:
    path: Path
    file: Path
    whole: Mapping[str, Any]
    moments: int


@pytest.fixture
def trial(office: Office, tmp_path: Path) -> Trial:
    """The office with a file before it, and what comes of it at once."""
    policy(office, (SiftReason.OTHER_HIT, 3))
    file = traffic(office, COUNT)
    office.close()
    copy = unseen(Path(shutil.copytree(office.path, tmp_path / "whole")))
    moments = moments_of(counted(copy, file))
    return Trial(office.path, file, left_in(copy), moments)


def resumed(trial: Trial, folder: Path, moment: int) -> None:
    copy = unseen(Path(shutil.copytree(trial.path, folder / f"killed-{moment}")))
    killed_at(counted(copy, trial.file), moment)
    assert not left_in(copy)["faults"]
    sifted(copy, trial.file, resume=True)
    after = left_in(copy)
    for name, wanted in trial.whole.items():
        assert after[name] == wanted, f"{name}, killed at {moment} of {trial.moments}"
    shutil.rmtree(copy)


def test_killed_at_some_moments_a_sift_goes_on(trial: Trial, tmp_path: Path) -> None:
    assert trial.moments >= 100
    assert not trial.whole["faults"]
    assert len(trial.whole["declarations"]) == COUNT
    assert trial.whole["opened"]
    for moment in SAMPLE:
        resumed(trial, tmp_path, moment)


@pytest.mark.thorough
def test_killed_at_every_moment_a_sift_goes_on(trial: Trial, tmp_path: Path) -> None:
    for moment in range(1, trial.moments + 1):
        resumed(trial, tmp_path, moment)


class Cancelled(BaseException):
    """Somebody breaks off."""


def break_off(way: str, path: Path, file: Path) -> None:
    """A sift that ends within its first batch, which nothing of is written."""
    if way == "killed":
        killed_at(counted(path, file), 4)
        return
    filler = path.parent / "filler"

    def tell(done: int, _total: int, _told: str) -> None:
        if done and way == "cancelled":
            raise Cancelled
        if done and not filler.exists():
            small_disk.fill(path.parent)

    session = sessions.open_casebook(path, user=ANALYST, password=PASSWORD, now=Clock())
    with (
        session.casebook,
        pytest.raises(Cancelled if way == "cancelled" else Unavailable),
    ):
        run(session, Sift((file,)), tell)
    filler.unlink(missing_ok=True)


def drawn_in(path: Path) -> set[str]:
    session = sessions.open_casebook(path, user=ANALYST, password=PASSWORD, now=Clock())
    with session.casebook, session.reading() as conn:
        query = "SELECT content_sha256 FROM trade_declaration WHERE drawn = 1"
        return {str(one) for (one,) in conn.exec_driver_sql(query)}


def told_in(path: Path, deed: str) -> list[dict[str, Any]]:
    """What entries of this deed say, and what they are about, the oldest first."""
    session = sessions.open_casebook(path, user=ANALYST, password=PASSWORD, now=Clock())
    with session.casebook, session.reading() as conn:
        found = chain.entries(conn, deed=deed, limit=None)
        return [{"object": one.object, **json.loads(one.payload or "{}")} for one in found]


@pytest.mark.parametrize("way", ["killed", "full disk", "cancelled"])
def test_who_breaks_off_draws_nothing_else_and_it_stands_in_the_audit_trail(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """The same declarations are drawn as at once, in other bytes too; the entry of the next run
    names the one that could say nothing of its end."""
    monkeypatch.setattr(sift_file, "MOST", 50)
    policy(office, one_in=2)
    run(office.session(ANALYST), Sift((traffic(office, 3),)))
    file, again = traffic(office, 20), tmp_path / "again.csv"
    again.write_bytes(file.read_bytes() + b"\r\n")
    office.close()
    whole = unseen(Path(shutil.copytree(office.path, tmp_path / "whole")))
    sifted(whole, file)
    with small_disk.mounted(tmp_path / "disk", 100_000) as disk:
        copy = unseen(Path(shutil.copytree(office.path, disk / "casebook")))
        break_off(way, copy, file)
        assert not told_in(copy, "trade.sifted")[1:], "nothing of it was written"
        broken = told_in(copy, "trade.begun")[-1]["object"].rpartition("/")[2]
        sifted(copy, again)
        assert drawn_in(copy) == drawn_in(whole)
        assert 4 < len(drawn_in(copy)) < 20
        ends = {one["object"]: one["state"] for one in told_in(copy, "trade.ended")}
        last = told_in(copy, "trade.begun")[-1]
        if way == "cancelled":
            assert ends[f"trade/run/{broken}"] == "cancelled"
        else:
            assert last["not_ended"] == [broken]
        assert not left_in(copy)["faults"]
