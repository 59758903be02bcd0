"""A process beside the sift judges a part of each batch; whoever judges, the same is found."""

import io
import json
import os
import subprocess
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.services.sample_office import ANALYST, HEAD, LISTED, REF, Office
from tests.services.trade.failing_processes import EndedProcess, GarbledProcess, refused
from tests.services.trade.parity import differing
from tests.services.trade.test_kept_answers import found_by_check, fresh
from tests.services.trade.test_sift import rows_of
from tests.services.trade.trade_traffic import write_traffic

from landwaiter.domain.cases.deeds_between_people import AddNote
from landwaiter.domain.trade.deeds import Sift
from landwaiter.services.base.line_process import EarlyEnd, LineProcess
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.trade import sift_worker
from landwaiter.services.trade.sift_worker import SiftAnswer, SiftPart, SiftWorker, serve
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import chain
from landwaiter.storage.base.records import from_json, to_bytes


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sift_worker, "WORTH_IT", 1)
    monkeypatch.setattr(sift_worker, "PART", 5)
    monkeypatch.setattr(sift_worker, "processors", lambda: 2)


def traffic(office: Office, count: int = 60) -> Path:
    return write_traffic(office.path.parent / "trade.csv", count, listed=(LISTED,) * 3)


def waited_for(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """This process judges nothing while the other one answers; sizes of the answers."""
    sizes: list[int] = []
    real = sift_worker.judged_beside

    def first_beside(
        worker: SiftWorker | None, entry: int, questions: Any, judge: Any, tell: Any
    ) -> Any:
        if worker is None:
            return real(worker, entry, questions, judge, tell)
        helping = worker.helping

        def finished(
            waiting: "deque[tuple[int, SiftPart]]", take: Callable[[int, SiftAnswer], None]
        ) -> Any:
            future = helping(waiting, take)
            future.result(60)
            return future

        monkeypatch.setattr(worker, "helping", finished, raising=False)
        found, answers = real(worker, entry, questions, judge, tell)
        sizes.extend(len(one.found) for one in answers)
        return found, answers

    monkeypatch.setattr("landwaiter.services.trade.sifting.judged_beside", first_beside)
    return sizes


def verdicts(office: Office) -> list[tuple[bytes, bytes, str]]:
    return [
        (row["verdict"], row["bases"], row["content_sha256"])
        for row in rows_of(office, "trade_declaration")
    ]


def test_what_the_process_beside_finds_is_what_the_exact_path_finds(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = waited_for(monkeypatch)
    session = fresh(office)
    (result,) = run(session, Sift((traffic(office),)))
    assert not result.rejected
    assert sum(sizes) == 60
    assert differing(office.session(ANALYST)) == (60, "")
    assert not found_by_check(office)
    batch = rows_of(office, "trade_batch")[0]
    assert any("watched" in one for one in json.loads(batch["grounds"])["lists"])
    assert len(rows_of(office, "trade_screening")) > 20


def test_a_process_that_ends_early_is_stood_in_for(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sift_worker, "LineProcess", EndedProcess)
    sizes = waited_for(monkeypatch)
    (result,) = run(fresh(office), Sift((traffic(office, 30),)))
    assert result.sifted == 30
    assert sizes == [5]
    assert differing(office.session(ANALYST)) == (30, "")


class _Short(LineProcess):
    """Answers of a part only."""

    def answer(self, line: bytes) -> bytes:
        said = json.loads(super().answer(line))
        said["found"].pop()
        return json.dumps(said).encode() + b"\n"


@pytest.mark.parametrize("process", [GarbledProcess, _Short])
def test_an_answer_that_cannot_be_read_is_stood_in_for(
    office: Office, monkeypatch: pytest.MonkeyPatch, process: type[LineProcess]
) -> None:
    monkeypatch.setattr(sift_worker, "LineProcess", process)
    sizes = waited_for(monkeypatch)
    (result,) = run(fresh(office), Sift((traffic(office, 12),)))
    assert (result.sifted, sizes) == (12, [])
    assert differing(office.session(ANALYST)) == (12, "")


def test_a_process_that_cannot_start_is_done_without(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sift_worker, "LineProcess", refused)
    (result,) = run(fresh(office), Sift((traffic(office, 12),)))
    assert result.sifted == 12


def order_of(session: Session) -> bytes:
    seen: list[bytes] = []

    class Noted:
        def __init__(self, _argument: str, first: bytes) -> None:
            seen.append(first)

        def close(self) -> None:
            """Nothing was started."""

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sift_worker, "LineProcess", Noted)
        SiftWorker(session, ()).close()
    return seen[0]


def test_it_judges_on_the_same_entry_or_not_at_all(office: Office) -> None:
    session = office.session(ANALYST)
    with session.reading() as conn:
        entry = chain.head(conn).seq
    sink = io.BytesIO()
    lines = (order_of(session), to_bytes(SiftPart(entry, ())), to_bytes(SiftPart(entry - 1, ())))
    assert serve(io.BytesIO(b"\n".join(lines) + b"\n"), sink) == 0
    same, other = sink.getvalue().splitlines()
    assert from_json(same, SiftAnswer).found == ()
    assert other == b"null"


def test_what_others_write_meanwhile_changes_no_verdict(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = waited_for(monkeypatch)
    head, real = office.session(HEAD), SiftWorker.helping

    def noted(worker: SiftWorker, *said: Any) -> Any:
        do(head, AddNote(REF, "written meanwhile"))
        return real(worker, *said)

    monkeypatch.setattr(SiftWorker, "helping", noted)
    (result,) = run(fresh(office), Sift((traffic(office, 20),)))
    assert (result.sifted, sizes) == (20, [])
    assert differing(office.session(ANALYST)) == (20, "")


def test_no_process_is_left_when_somebody_cancels(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Kept(LineProcess):
        def __init__(self, argument: str, first: bytes) -> None:
            super().__init__(argument, first)
            started.append(self._process)

    class Cancelled(Exception):
        pass

    def cancel(done: int, _total: int, what: str) -> None:
        if what == "trade.csv" and done >= 20:
            raise Cancelled

    monkeypatch.setattr(sift_worker, "LineProcess", Kept)
    path = traffic(office)
    with pytest.raises(Cancelled):
        run(fresh(office), Sift((path,)), cancel)
    assert started
    assert all(one.poll() is not None for one in started)


def test_the_key_stands_in_no_argument_and_no_surroundings(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[Any, Any]] = []
    real = subprocess.Popen

    def noted(argv: Any, **more: Any) -> Any:
        told.append((argv, more["env"]))
        return real(argv, **more)

    monkeypatch.setattr(subprocess, "Popen", noted)
    session = office.session(ANALYST)
    worker = SiftWorker(session, ())
    worker.close()
    key = session.casebook.keys.database
    ((argv, surroundings),) = told
    assert argv[-1] == "--sift-part"
    assert key.hex() not in repr((argv, surroundings))
    assert not {"LANDWAITER_PASSWORD"} & set(surroundings)
    assert os.environ is not surroundings


def test_a_line_process_that_is_gone_says_so(office: Office) -> None:
    process = LineProcess("--sift-part", order_of(office.session(ANALYST)))
    process.close()
    with pytest.raises(EarlyEnd):
        process.answer(b"{}")
