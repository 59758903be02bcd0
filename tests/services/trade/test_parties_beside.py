"""A process beside holds parts of the parties against what changed: the same are like a listing."""

import io
import json
import subprocess
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import insert
from tests.screening.test_sieve import names
from tests.services.sample_office import ADMIN, Office, declared
from tests.services.trade.failing_processes import EndedProcess, GarbledProcess, refused
from tests.services.trade.list_change_examples import Listed
from tests.services.trade.test_sift import policy, sift, table
from tests.services.trade.test_sifting_again import again, edition, numbers_waiting, unlike_fresh

from landwaiter.domain.lists.listing import Listing
from landwaiter.domain.trade.again_deeds import SiftAgain
from landwaiter.domain.trade.sift_reasons import SiftReason
from landwaiter.screening import Index, Query
from landwaiter.services.base.line_process import LineProcess
from landwaiter.services.base.process_beside import ProcessBeside
from landwaiter.services.deeds.engine import run
from landwaiter.services.trade import sifting_again
from landwaiter.services.trade.parties import like_parties, parties_beside
from landwaiter.services.trade.parties.changed_listings import ChangedListings, ChangedPart
from landwaiter.services.trade.parties.parties_beside import (
    ListOrder,
    PartiesBeside,
    PartiesOrder,
    PartiesPart,
    serve,
)
from landwaiter.storage.base.records import from_json, to_bytes
from landwaiter.storage.schema import trade as t

_FIRM = "Zolotaya Strela Export"


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parties_beside, "WORTH_IT", 1)
    monkeypatch.setattr(parties_beside, "processors", lambda: 2)
    monkeypatch.setattr(like_parties, "PART", 40)
    monkeypatch.setattr(like_parties, "TOGETHER", 8)


def changed_listings() -> ChangedListings:
    """Two lists, in one of which words are more common than these listings say."""
    listed = (*names(30, 9), "Kowal Dredging")
    some = [Listing(str(at), "Company", one) for at, one in enumerate(listed)]
    more = [
        Listing(str(at), "Company", one, countries=("CN",)) for at, one in enumerate(names(50, 4))
    ]
    whole = Index.build([*some, *(Listing(f"w{at}", "Company", f"Kowal {at}") for at in range(90))])
    one = replace(Index.build(some), rarity=whole.rarity)
    return ChangedListings((ChangedPart.of(one, 700), ChangedPart.of(Index.build(more), 640)))


@pytest.fixture
def parties(office: Office) -> list[tuple[int, str]]:
    session = office.session(ADMIN)
    found = list(enumerate((*names(90, 4), *names(90, 9)), start=1))
    rows = [
        {"id": n, "identity": f"{n:064x}", "name": name, "country": "CN", "address": "{}"}
        for n, name in found
    ]
    with session.casebook.write("test", now=session.now()) as work:
        work.quiet()
        work.conn.execute(insert(t.trade_party), rows)
    return found


def like(
    office: Office, changed: ChangedListings, tell: Callable[[int], None] = lambda _number: None
) -> list[int]:
    with office.session(ADMIN).reading() as conn:
        parts = like_parties.like_them(conn, changed, 0, 180, tell)
        return [number for _through, found in parts for number in found]


def waited_for(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """This process does nothing while the other one answers; sizes of the answers."""
    sizes: list[int] = []
    real = ProcessBeside.helping

    def finished(
        beside: PartiesBeside, waiting: "deque[Any]", take: Callable[[int, list[bool]], None]
    ) -> "Future[None]":
        def noted(begin: int, answer: list[bool]) -> None:
            sizes.append(len(answer))
            take(begin, answer)

        future = real(beside, waiting, noted)
        future.result(60)
        return future

    monkeypatch.setattr(PartiesBeside, "helping", finished)
    return sizes


def test_the_same_parties_are_like_a_listing_whoever_looks(
    office: Office, parties: list[tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = changed_listings()
    asked = [Query(name, country="CN") for _number, name in parties]
    wanted = [
        n for (n, _name), is_like in zip(parties, changed.like(asked), strict=True) if is_like
    ]
    assert 20 < len(wanted) < 180
    told: list[int] = []
    assert like(office, changed, told.append) == wanted
    assert told == sorted(told)
    sizes = waited_for(monkeypatch)
    assert like(office, changed) == wanted
    assert sum(sizes) == len({query.name for query in asked})
    monkeypatch.setattr(parties_beside, "WORTH_IT", 1_000)
    sizes.clear()
    assert like(office, changed) == wanted
    assert sizes == []


class _Short(LineProcess):
    """Answers of a part only."""

    def answer(self, line: bytes) -> bytes:
        return json.dumps(json.loads(super().answer(line))[1:]).encode() + b"\n"


@pytest.mark.parametrize(
    ("process", "answers"), [(EndedProcess, 1), (GarbledProcess, 0), (_Short, 0), (refused, 0)]
)
def test_a_process_that_fails_is_stood_in_for(
    office: Office,
    parties: list[tuple[int, str]],
    monkeypatch: pytest.MonkeyPatch,
    process: Any,
    answers: int,
) -> None:
    changed = changed_listings()
    monkeypatch.setattr(parties_beside, "WORTH_IT", 1_000)
    wanted = like(office, changed)
    monkeypatch.setattr(parties_beside, "WORTH_IT", 1)
    monkeypatch.setattr(parties_beside, "LineProcess", process)
    sizes = waited_for(monkeypatch)
    assert like(office, changed) == wanted
    assert len(sizes) == answers
    assert parties


def test_no_process_is_left_when_somebody_cancels(
    office: Office, parties: list[tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Kept(LineProcess):
        def __init__(self, argument: str, first: bytes) -> None:
            super().__init__(argument, first)
            started.append(self._process)

    class Cancelled(Exception):
        pass

    def cancel(number: int) -> None:
        if number > 50:
            raise Cancelled

    monkeypatch.setattr(parties_beside, "LineProcess", Kept)
    with pytest.raises(Cancelled):
        like(office, changed_listings(), cancel)
    assert len(started) == 1
    assert started[0].poll() is not None
    assert parties


def test_it_is_told_no_key(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[bytes] = []

    class Noted:
        def __init__(self, argument: str, first: bytes) -> None:
            told.append(argument.encode() + first)

        def close(self) -> None:
            """Nothing was started."""

    monkeypatch.setattr(parties_beside, "LineProcess", Noted)
    PartiesBeside(changed_listings()).close()
    key = office.session(ADMIN).casebook.keys.database
    assert key not in told[0]
    assert key.hex().encode() not in told[0]
    assert str(office.path).encode() not in told[0]


def test_words_are_as_rare_there_as_here() -> None:
    changed = changed_listings()
    order = PartiesOrder(tuple(ListOrder.of(one, one.index.rarity) for one in changed.parts))
    queries = tuple(Query(name) for name in (*names(200, 5), *names(60, 9), "Kowal"))
    assert ChangedPart.of(Index.build(changed.parts[0].index.listings), 700).like(queries)[-1]
    assert not changed.like(queries)[-1]
    sink = io.BytesIO()
    lines = to_bytes(order), to_bytes(PartiesPart(queries)), to_bytes(PartiesPart(()))
    assert serve(io.BytesIO(b"\n".join(lines) + b"\n"), sink) == 0
    some, none = sink.getvalue().splitlines()
    assert from_json(some, list[bool]) == list(changed.like(queries))
    assert none == b"[]"


def test_who_cancelled_looks_at_every_party_anew_with_a_process_beside(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy(office, (SiftReason.FREEZE_HIT, 0), (SiftReason.SEVERE_FLAG, 0))
    edition(office, "first", (Listed("q-1", "Baltic Dredging"),), published=date(2026, 2, 1))
    rows = [
        declared(lrn=f"K-{n}", consignee_name=name) for n, name in enumerate((*names(60, 5), _FIRM))
    ]
    sift(office, table(office.path.parent / "many.csv", *rows))
    office.clock.move(days=2)
    edition(office, "second", (Listed("n-1", _FIRM),), published=date(2026, 3, 31))

    class Cancelled(Exception):
        pass

    def cancel(done: int, _total: int, _what: str) -> None:
        if done > 45:
            raise Cancelled

    monkeypatch.setattr(like_parties, "PART", 10)
    with pytest.raises(Cancelled):
        run(office.session(ADMIN), SiftAgain(), cancel)
    begun, look = list[int](), like_parties.like_them

    def looking(conn: Any, changed: Any, after: int, *told: Any) -> Any:
        begun.append(after)
        return look(conn, changed, after, *told)

    monkeypatch.setattr(sifting_again, "like_them", looking)
    found = again(office)
    # How far somebody came is kept nowhere: no row can say that nobody is left to look at.
    assert begun == [0]
    assert found.like >= 1
    assert "K-60" in numbers_waiting(office)
    assert unlike_fresh(office) == []
