"""Lists are asked for the names of the next batch meanwhile; what is found is the same."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from threading import Event
from typing import cast

import pytest
from tests.services.sample_office import ANALYST, LISTED, Office
from tests.services.trade.parity import differing
from tests.services.trade.test_kept_answers import asked_of, found_by_check, fresh
from tests.services.trade.trade_traffic import write_traffic

from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.trade.deeds import Sift
from landwaiter.errors import Conflict
from landwaiter.formats.base.declaration_file import ReadDeclaration
from landwaiter.services.deeds.engine import run
from landwaiter.services.intake.staged_files import staged_file
from landwaiter.services.trade import sift_worker
from landwaiter.services.trade.day_knowledge import PartyAnswers
from landwaiter.services.trade.parties import names_ahead
from landwaiter.services.trade.parties.names_ahead import ReadPart, with_names_ahead
from landwaiter.services.trade.sift_worker import NamesOfDay, SiftWorker, TakeAnswers
from landwaiter.services.warm.session import Session

EACH = 5


def traffic(office: Office, count: int = 20) -> Path:
    return write_traffic(office.path.parent / "trade.csv", count, listed=(LISTED,) * 3)


def read_of(office: Office, count: int = 20) -> Sequence[ReadDeclaration]:
    path = traffic(office, count)
    staged = staged_file(path, TakeIn((path,), None, dry_run=False), lambda *_told: None)
    return tuple(staged.stream().declarations())


def parts_of(read: Sequence[ReadDeclaration]) -> Iterator[ReadPart]:
    for begin in range(0, len(read), EACH):
        yield range(begin, begin + EACH), read[begin : begin + EACH]


class Noted:
    """In place of the process: what it is asked for, and nothing is answered."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def ask(self, names: Iterable[NamesOfDay], _take: TakeAnswers) -> None:
        self.asked.append([query.name for one in names for query in one.names])


def ahead(session: Session, parts: Iterator[ReadPart], noted: Noted) -> Iterator[ReadPart]:
    answers = session.references.kept(PartyAnswers)
    return with_names_ahead(parts, session, answers, cast("SiftWorker", noted))


def named(read: Sequence[ReadDeclaration]) -> set[str]:
    return {party.name or "" for one in read for party in one.declaration.parties}


def test_names_of_the_next_part_are_asked_before_a_part_is_given(office: Office) -> None:
    noted, read = Noted(), read_of(office)
    for place, (part, given) in enumerate(ahead(fresh(office), parts_of(read), noted)):
        assert given == read[part.start : part.stop]
        assert len(noted.asked) == place + 1
        assert set(noted.asked[-1]) <= named(read[part.stop : part.stop + EACH])
    assert set(noted.asked[0]) == named(read[EACH : 2 * EACH])
    assert noted.asked[-1] == []


def test_what_was_answered_before_is_not_asked_again(office: Office) -> None:
    session, read = fresh(office), read_of(office)
    run(session, Sift((traffic(office),)))
    for other in (session, fresh(office)):
        noted = Noted()
        assert len(list(ahead(other, parts_of(read), noted))) == 4
        assert noted.asked == [[]] * 4


def test_what_is_read_before_a_fault_is_given_all_the_same(office: Office) -> None:
    def broken() -> Iterator[ReadPart]:
        yield from parts_of(read_of(office, 2 * EACH))
        raise Conflict("the file is another one now")

    found = ahead(fresh(office), broken(), Noted())
    assert [part for part, _read in (next(found), next(found))] == [range(5), range(5, 10)]
    with pytest.raises(Conflict):
        next(found)


def test_whoever_judges_asks_no_list_for_what_was_answered(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names_ahead, "NAMES", 7)
    session, told = fresh(office), Event()
    answers = session.references.kept(PartyAnswers)
    sizes: list[int] = []

    def take(*said: object) -> None:
        answers.take(*said)  # type: ignore[arg-type]  # as the worker tells it
        sizes.append(sum(map(len, cast("tuple[dict[str, dict[str, bytes]]]", said)[0].values())))
        if sum(sizes) == wanted:
            told.set()

    worker = SiftWorker(session, ())
    try:
        pieces = list(
            names_ahead._new_names(  # what is asked for, whatever the process has time for
                session, answers, [one.declaration for one in read_of(office)]
            )
        )
        wanted = sum(len(one.names) for one in pieces)
        worker.ask(pieces, take)
        assert told.wait(60)
    finally:
        worker.close()
    assert max(sizes) == 7
    run(session, Sift((traffic(office),)))
    assert asked_of(session) == 0
    assert differing(office.session(ANALYST)) == (20, "")
    assert not found_by_check(office)


def test_a_sift_in_several_batches_finds_what_the_exact_path_finds(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sift_worker, "WORTH_IT", 1)
    monkeypatch.setattr(sift_worker, "processors", lambda: 2)
    monkeypatch.setattr("landwaiter.services.trade.runs.sift_file.MOST", 10)
    session = fresh(office)
    (result,) = run(session, Sift((traffic(office, 60),)))
    assert result.sifted == 60
    assert differing(office.session(ANALYST)) == (60, "")
    assert not found_by_check(office)
