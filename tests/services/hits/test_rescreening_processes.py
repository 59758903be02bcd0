"""Two real processes at one casebook: one screens again, one judges, does the same or is killed."""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from tests.services.hits.test_rescreening import came, listed
from tests.services.sample_office import ADMIN, ANALYST, CONSIGNEE, HEAD, LISTED, Office, declared

from landwaiter.domain.lists.deeds import Rescreen
from landwaiter.services.audit.audit_history import verify_chain
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.deeds.engine import run
from landwaiter.services.hits.rescreening import waiting
from landwaiter.services.hits.waiting_hits import open_hits
from landwaiter.services.law.edition_tasks import list_tasks
from landwaiter.storage.schema import hits as t

CASES = 40
EARLIER = date(2026, 3, 20)
"""Before the declarations: the edition of this day counts for them."""

SCREENS_AGAIN = """
import sys
from pathlib import Path
from tests.services.sample_office import Office
from landwaiter.domain.lists.deeds import Rescreen
from landwaiter.services.hits import rescreening
from landwaiter.services.deeds.engine import run
rescreening._LOOKED_AT, rescreening._WRITTEN = 8, 2
session = Office(Path(sys.argv[1])).session(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
found = run(session, Rescreen(), lambda done, _all, _what: print(done, flush=True))
for sentence in rescreening.sentences(found):
    print("said", sentence, flush=True)
"""
JUDGES = """
import json, sys
from pathlib import Path
from tests.services.sample_office import ANALYST, REASON, Office
from tests.deeds.said import said
from landwaiter.errors import Fault
from landwaiter.services.hits import waiting_hits
session = Office(Path(sys.argv[1])).session(ANALYST)
waiting = waiting_hits.open_hits(session, mine=False).rows
print("ready", flush=True)
sys.stdin.readline()
for hit in waiting:
    try:
        seen = waiting_hits.hit_view(session, hit)
        judged = said("judge", reference=seen.reference, hit=hit, outcome="same", reason=REASON)
        waiting_hits.judge_equal(session, judged, (), seen=seen.revision)
        print(json.dumps({"hit": hit}), flush=True)
    except Fault as fault:
        print(json.dumps({"hit": hit, "kind": fault.kind, "said": fault.sentence()}), flush=True)
"""


@pytest.fixture
def busy(office: Office) -> Office:
    """Many open cases, each with a hit that waits; the list has changed under them."""
    office.take_in(*(declared(lrn=f"B-{number}") for number in range(CASES - 1)))
    changed = listed("t-1", LISTED, programmes=("CN-MIL",))
    came(office, "2026-02", (changed, listed("t-9", CONSIGNEE)), published=EARLIER)
    return office


@contextmanager
def started(code: str, *words: str) -> Iterator[subprocess.Popen[str]]:
    """A process that has signed in and waits for a line before it begins."""
    with subprocess.Popen(
        [sys.executable, "-c", code, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            yield process
        finally:
            process.kill()


def begin(*processes: subprocess.Popen[str]) -> None:
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()


def said(process: subprocess.Popen[str]) -> list[str]:
    assert process.stdout is not None
    lines = process.stdout.read().splitlines()
    assert process.wait() == 0
    return lines


def is_as_screened_once(office: Office) -> None:
    """Every case has the hits of the newest edition and one task, and the chain is whole."""
    assert waiting(office.session(ANALYST)) == ()
    for row in list_cases(office.session(ANALYST)).rows:
        found = [(hit.listing.listing_id, hit.edition) for hit in office.case(row.reference).hits]
        assert sorted(found) == [("t-1", "2026-02"), ("t-9", "2026-02")]
    tasks = Counter(task.reference for task in list_tasks(office.session(ANALYST)))
    assert set(tasks.values()) == {1}
    assert len(tasks) == CASES
    assert verify_chain(office.session(ADMIN)).sound


def judgements(office: Office) -> dict[str, int]:
    with office.session(ANALYST).reading() as conn:
        return Counter(conn.execute(select(t.judgement.c.hit_id)).scalars())


@pytest.mark.thorough
def test_no_judgement_is_lost_while_another_process_screens_again(busy: Office) -> None:
    path = str(busy.path)
    with started(SCREENS_AGAIN, path, ADMIN) as one, started(JUDGES, path) as other:
        begin(one, other)
        answers: list[dict[str, Any]] = [json.loads(line) for line in said(other)]
        said(one)
    assert len(answers) == CASES
    kept = judgements(busy)
    for answer in answers:
        assert ("kind" in answer) != (kept.get(answer["hit"]) == 1), answer
    assert kept, "who judges gets a turn between two units of work"
    refused = [answer for answer in answers if "kind" in answer]
    assert all(answer["kind"] in {"not_found", "conflict"} for answer in refused), refused
    assert all("lapsed" in answer["said"] for answer in refused), refused
    is_as_screened_once(busy)


@pytest.mark.thorough
def test_two_processes_that_screen_again_set_each_hit_and_task_once(busy: Office) -> None:
    path = str(busy.path)
    with started(SCREENS_AGAIN, path, ADMIN) as one, started(SCREENS_AGAIN, path, HEAD) as other:
        begin(one, other)
        lines = [*said(one), *said(other)]
    is_as_screened_once(busy)
    told = [line for line in lines if line.startswith("said")]
    assert any("at the same time" in line for line in told), told


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
def test_what_a_killed_process_began_another_one_ends(busy: Office) -> None:
    with started(SCREENS_AGAIN, str(busy.path), ADMIN) as one:
        begin(one)
        assert one.stdout is not None
        for line in one.stdout:
            if int(line) >= CASES // 3:
                break
        os.kill(one.pid, signal.SIGKILL)
        one.wait()
    done = len(list_tasks(busy.session(ANALYST)))
    assert 0 < done < CASES
    assert waiting(busy.session(ANALYST))
    judged = open_hits(busy.session(ANALYST), mine=False).rows[0]
    busy.act(ANALYST, "note", reason="called the firm")
    (found,) = run(busy.session(HEAD), Rescreen())
    assert found.touched == CASES - done
    is_as_screened_once(busy)
    assert judged
