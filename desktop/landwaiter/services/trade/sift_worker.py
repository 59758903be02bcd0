"""The process that judges parts of a batch beside the sift, and how the sift talks to it.

It judges on the same entry of the audit chain, or not at all. Where it ends early, its answer
cannot be read, or the casebook went on meanwhile, the sift judges the part itself: what is found
is the same.
"""

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any, Final

from landwaiter.domain.intake.declaration import Declaration
from landwaiter.screening import Query
from landwaiter.screening.store import Unusable
from landwaiter.services.base.line_process import LineProcess
from landwaiter.services.base.long_run import LongRun
from landwaiter.services.base.own_process import processors
from landwaiter.services.base.process_beside import ProcessBeside, shared_out
from landwaiter.services.base.program_arguments import SIFT_PART
from landwaiter.services.lists.joint_index import JointIndex, JointPlace, joint_at
from landwaiter.services.trade.day_knowledge import FreshAnswers, PartyAnswers
from landwaiter.services.trade.judge import SiftJudge
from landwaiter.services.trade.trade_rows import TradeFinding
from landwaiter.services.warm.references import References
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import chain
from landwaiter.storage.audit.unit_of_work import reading
from landwaiter.storage.base.records import from_json, to_bytes
from landwaiter.storage.sqlite.engine import application_engine, keep_few_pages

WORTH_IT: Final = 1_500
"""Declarations from which a second process is started: it takes some seconds to be ready."""
PART: Final = 20
"""Declarations judged together: some tenths of a second."""
_WAIT_S: Final = 10.0
_AT_ONCE, _PARTS_OF_STEP = 2, 20
"""Parts before each of which, and then from so many to so many, what is in memory is held: to
look through it all again for what may go would cost a tenth of the time."""


@dataclass(frozen=True, slots=True)
class SiftOrder:
    """The first line: where, of which office and day, and which indexes are asked before lists."""

    database: str
    key: bytes
    member_state: str
    today: date
    joint: tuple[JointPlace, ...]


@dataclass(frozen=True, slots=True)
class SiftQuestion:
    """A declaration, the version of it that came before, and the case that it has."""

    declared: Declaration
    replaces: int | None = None
    case_id: str | None = None


@dataclass(frozen=True, slots=True)
class NamesOfDay:
    """Names with the day whose lists are asked."""

    day: date
    names: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class SiftPart:
    """Some of a batch, or names that lists are asked for before they are judged."""

    entry: int
    """Of the audit chain, up to which it is judged."""
    questions: tuple[SiftQuestion, ...] = ()
    names: NamesOfDay | None = None


NO_ENTRY: Final = -1
"""Where nothing is judged."""


@dataclass(frozen=True, slots=True)
class SiftAnswer:
    """What was found of each, with what it was judged, and what lists answered to new names."""

    found: tuple[TradeFinding, ...]
    grounds: Mapping[str, Any]
    answers: FreshAnswers
    scopes: Mapping[str, Mapping[str, Any]]


def serve(source: IO[bytes] | None = None, sink: IO[bytes] | None = None) -> int:
    """Judge what standard input asks for until it ends; the exit code."""
    given, told = source or sys.stdin.buffer, sink or sys.stdout.buffer
    order = from_json(given.readline(), SiftOrder)
    database = Path(order.database)
    engine = application_engine(database, order.key, wait_s=_WAIT_S)
    answers = PartyAnswers(joint=tuple(_joint(order)))
    judge = SiftJudge(order.member_state, order.today, References(), answers)
    try:
        with suppress(BrokenPipeError), LongRun() as run:
            for number, line in enumerate(given):
                if number < _AT_ONCE or number % _PARTS_OF_STEP == 0:
                    run.step()
                part = from_json(line, SiftPart)
                with reading(engine, database) as conn:
                    keep_few_pages(conn)
                    if part.names is not None:
                        judge.ask(conn, part.names.day, part.names.names)
                    is_same = part.entry in {NO_ENTRY, chain.head(conn).seq}
                    found = tuple(
                        judge.finding(
                            conn, one.declared, replaces=one.replaces, case_id=one.case_id
                        )
                        for one in (part.questions if is_same else ())
                    )
                fresh, scopes = answers.fresh()
                answer = SiftAnswer(found, judge.grounds(), fresh, scopes)
                told.write(to_bytes(answer if is_same else None) + b"\n")
                told.flush()
    finally:
        engine.dispose()
    return 0


def _joint(order: SiftOrder) -> Iterator[JointIndex]:
    """Without them every list is asked, and the same is found."""
    for place in order.joint:
        with suppress(Unusable):
            yield joint_at(place)


TakeAnswers = Callable[[FreshAnswers, Mapping[str, Mapping[str, Any]]], None]
"""Given what lists answered, and what their scopes are."""


class SiftWorker(ProcessBeside[SiftPart, SiftAnswer]):
    """One such process for a run of the sift."""

    def __init__(self, session: Session, joint: tuple[JointPlace, ...]) -> None:
        casebook = session.casebook
        order = SiftOrder(
            str(casebook.database),
            casebook.keys.database,
            casebook.member_state,
            session.today(),
            joint,
        )
        super().__init__(lambda: LineProcess(SIFT_PART, to_bytes(order)), _answer)
        self._names: deque[NamesOfDay] = deque()

    def ask(self, names: Iterable[NamesOfDay], take: TakeAnswers) -> None:
        """Lists for names while nothing is to be judged; `take` is called in a thread of its own.
        What was asked before, and is not begun, is left out."""
        self._names.clear()
        self._names.extend(names)
        self._thread.submit(self._ask_next, take)

    def close(self) -> None:
        self._names.clear()
        super().close()

    def _ask_next(self, take: TakeAnswers) -> None:
        """The next names; the others come behind what is to be judged by then."""
        with suppress(IndexError, RuntimeError):  # none is left, or no thread any more
            answer = self._answer(SiftPart(NO_ENTRY, names=self._names.popleft()))
            if answer is not None:
                take(answer.answers, answer.scopes)
                self._thread.submit(self._ask_next, take)


def _answer(line: bytes, part: SiftPart) -> SiftAnswer | None:
    found: SiftAnswer | None = from_json(line, SiftAnswer | None)  # type: ignore[arg-type]
    is_whole = found is not None and len(found.found) == len(part.questions)
    return found if is_whole else None


def worker_for(session: Session, count: int, joint: tuple[JointPlace, ...]) -> SiftWorker | None:
    """A process beside this one, where there is work and a processor for it."""
    return SiftWorker(session, joint) if count >= WORTH_IT and processors() > 1 else None


def judged_beside(
    worker: SiftWorker | None,
    entry: int,
    questions: Sequence[SiftQuestion],
    judge: Callable[[SiftQuestion], TradeFinding],
    tell: Callable[[int], None],
) -> tuple[list[TradeFinding], list[SiftAnswer]]:
    """What was found of each question in its order, and the answers of the process beside.

    `tell` is given how many more are done, and may raise to cancel.
    """
    found: dict[int, TradeFinding] = {}
    answers: list[SiftAnswer] = []
    told = 0

    def take(begin: int, answer: SiftAnswer) -> None:
        answers.append(answer)
        found.update(enumerate(answer.found, start=begin))

    def look() -> None:
        nonlocal told
        told = _told(tell, len(found), told)

    def judge_part(begin: int, part: SiftPart) -> None:
        for place, one in enumerate(part.questions, start=begin):
            found[place] = judge(one)
            look()

    shared_out(worker, deque(_parts(entry, questions)), judge_part, take, look)
    _told(tell, len(questions), told)
    return [found[place] for place in range(len(questions))], answers


def _told(tell: Callable[[int], None], done: int, told: int) -> int:
    if done > told:
        tell(done - told)
    return done


def _parts(entry: int, questions: Sequence[SiftQuestion]) -> Iterator[tuple[int, SiftPart]]:
    for begin in range(0, len(questions), PART):
        yield begin, SiftPart(entry, tuple(questions[begin : begin + PART]))
