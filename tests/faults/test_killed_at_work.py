"""SIGKILL at fifty random moments of intake and review: no deed lost, none half done."""

import multiprocessing
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from tests.faults import deeds
from tests.faults.deeds import Stretched, Told
from tests.services.office import ANALYST, REVIEWER, Office, an_office

from landwaiter.domain.case import GoodsStatus, Stage
from landwaiter.services import casebooks
from landwaiter.services.cases import case_view
from landwaiter.services.evaluation import policy_of
from landwaiter.services.projection import read_model
from landwaiter.services.refresh import calendars
from landwaiter.services.session import Session
from landwaiter.services.views import CaseView
from landwaiter.storage import keys, tables
from landwaiter.storage.records import columns

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext  # Windows has none

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")

KILLS, MOST_S = 50, 0.5
HOLDS: Mapping[str, Callable[[CaseView], bool]] = {
    "intake": lambda view: bool(view.case.versions),
    "assess": lambda view: view.case.stage is not Stage.NEW,
    "hold": lambda view: view.case.items[0].status is GoodsStatus.HELD,
    "evidence": lambda view: len(view.case.evidence) == 1,
    "propose": lambda view: view.case.decision is not None,
    "approve": lambda view: view.approved_valid and view.case.stage is Stage.DECIDED,
}
"""What is true of a case once a deed on it was committed."""


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Stretched:
    """Every password that was stretched, by what it was stretched from."""
    stretch, found = keys._stretched, Stretched()

    def remembering(*given: object) -> bytes:
        if given not in found:
            found[given] = stretch(*given)  # type: ignore[arg-type]  # passed on as they came
        return found[given]

    monkeypatch.setattr(keys, "_stretched", remembering)
    return found


def killed_at(
    life_s: float, folder: Path, known: Stretched, context: "ForkServerContext"
) -> list[Told]:
    """What a worker told before it was killed."""
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=deeds.work, args=(folder, known, theirs))
    process.start()
    theirs.close()
    assert ours.poll(30)
    assert ours.recv() == "ready"
    process.join(life_s)
    assert process.exitcode is None, "the worker ended by itself"
    process.kill()
    process.join()
    process.close()
    return list(received(ours))


def received(pipe: "multiprocessing.connection.Connection") -> Iterator[Told]:
    """Messages until the other end is gone; the kill may have cut the last one."""
    while True:
        try:
            yield pipe.recv()
        except (EOFError, OSError):
            pipe.close()
            return


def assert_whole(session: Session, reference: str) -> None:
    """Everything that belongs to a case is there, and its line says what it is."""
    view = case_view(session, reference)
    case = view.case
    assert case.versions
    assert case.items
    assert case.parties
    assert case.flags
    assert {row.object for row in view.history} == {reference}
    assert len(view.history) == case.revision
    with session.reading() as conn:
        line = conn.execute(
            tables.case_file.select().where(tables.case_file.c.id == case.id)
        ).mappings()
        row = line.one()
        expected = columns(read_model(case, calendars(session, conn, case), policy_of(conn)))
        assert {name: row[name] for name in expected} == expected
        words = tables.case_search.select().where(tables.case_search.c.rowid == row["serial"])
        assert conn.execute(words).one()


def test_no_committed_deed_is_lost_and_none_is_half_done(tmp_path: Path, known: Stretched) -> None:
    office = an_office(tmp_path)
    office.session(ANALYST)
    office.session(REVIEWER)
    office.close()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.deeds"])
    moments = Random(20260330)  # noqa: S311  # moments to repeat, not secrets
    checked: set[str] = set()
    seen: set[str] = set()
    for _ in range(KILLS):
        told = killed_at(moments.uniform(0, MOST_S), office.path, known, context)
        after = Office(office.path)
        session = after.session(ANALYST)
        assert casebooks.check(session).findings == ()
        assert not list(session.casebook.vault_folder.glob("*.part"))
        with session.reading() as conn:
            chain = dict(conn.exec_driver_sql("SELECT seq, sha256 FROM audit_entry").all())
            there = set(conn.exec_driver_sql("SELECT reference FROM case_file").scalars())
        for deed, reference, seq, sha256 in told:
            assert chain[seq] == sha256
            assert HOLDS[deed](after.view(reference)), (deed, reference)
            seen.add(deed)
        for reference in sorted(there - checked):
            assert_whole(session, reference)
        checked |= there
        after.close()
    assert seen == HOLDS.keys(), "the moments reach every deed"
