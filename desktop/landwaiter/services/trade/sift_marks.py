"""Marks of a person on sifted declarations, and how they are sealed by groups.

A mark is a draft in the casebook: it stays when the window ends without a word, nobody else sees
it, and nothing was done by it. Sealing does the deed of each declaration by itself, so that one
that is refused stops no other and keeps its mark.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from landwaiter.domain.trade.deeds import OPEN_SIFTED, SET_ASIDE, OpenTradeCase, SetAside
from landwaiter.domain.trade.sift_marks import SEALED, SiftMark
from landwaiter.domain.trade.sift_reasons import SiftReason
from landwaiter.errors import Conflict, Fault, NotAllowed
from landwaiter.i18n import _
from landwaiter.services.deeds.engine import do_within, signed_in
from landwaiter.services.deeds.handler import Tell, untold
from landwaiter.services.trade.opening import standing_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import Changes, UnitOfWork
from landwaiter.storage.base import settings as stored
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.trade import queue_rows, sifted_rows

PREFIX: Final = "trade/mark/"
"""Begins the key of the draft, which the number of the declaration in its version ends."""
_DEEDS: Final[Mapping[SiftMark, str]] = {
    SiftMark.OPEN: OPEN_SIFTED.name,
    SiftMark.ASIDE: SET_ASIDE.name,
}
Group = tuple[SiftMark, SiftReason]
"""What is sealed together with one reason: a mark, and why the declarations were in the queue."""


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A marked declaration as it stands."""

    id: int
    number: str
    mark: SiftMark
    group: SiftReason
    problem: str
    """Why it cannot be sealed as it is; empty where it can."""


@dataclass(frozen=True, slots=True)
class SealRefusal:
    """A declaration that keeps its mark, and why."""

    number: str
    why: str


@dataclass(frozen=True, slots=True)
class SealReport:
    """What became of marks that were sealed."""

    opened: int
    aside: int
    cases: tuple[str, ...]
    refused: tuple[SealRefusal, ...]
    changes: Changes


def marks(session: Session) -> Mapping[int, SiftMark]:
    """Declaration → own mark, the oldest mark first."""
    with session.reading() as conn:
        return marks_in(session, conn)


def marks_in(session: Session, conn: Reader) -> Mapping[int, SiftMark]:
    """The same on one snapshot."""
    kept = stored.drafts_with(conn, user_id=session.casebook.user.id, prefix=PREFIX)
    return {int(key.removeprefix(PREFIX)): SiftMark(mark) for key, mark in kept.items()}


def mark(session: Session, ids: Iterable[int], said: SiftMark | None) -> None:
    """Mark declarations by their numbers in the store; None takes their marks away."""
    actor = signed_in(session)
    if said is not None and (why := OPEN_SIFTED.refusal_by_role(actor)):
        raise NotAllowed(why)
    with session.writing("save_draft") as work:
        work.quiet()
        for one in ids:
            _save(session, work, one, said.value if said else "")


def _save(session: Session, work: UnitOfWork, one: int, content: str) -> None:
    me = session.casebook.user.id
    stored.save_draft(work.conn, user_id=me, key=f"{PREFIX}{one:012}", content=content, at=work.now)


def mark_named(session: Session, numbers: Sequence[str], said: SiftMark | None) -> None:
    """The same by MRN or reference; NotFound where the store has none of a number."""
    with session.reading() as conn:
        ids = [standing_of(conn, number).row.id for number in numbers]
    mark(session, ids, said)


def marked_rows(session: Session) -> tuple[MarkRow, ...]:
    """Own marks as they stand, the oldest first."""
    with session.reading() as conn:
        kept = marks_in(session, conn)
        rows = {row.id: row for row in queue_rows.queued(conn, tuple(kept))}
        return tuple(
            MarkRow(one, row.number, said, group_of(row.reasons), _problem(conn, one, row.number))
            for one, said in kept.items()
            if (row := rows.get(one)) is not None
        )


def group_of(reasons: Iterable[str]) -> SiftReason:
    """The first reason in their order; without any it was looked at as one of the sample."""
    held = set(reasons)
    return next((one for one in SiftReason if one.value in held), SiftReason.SAMPLE)


def _problem(conn: Reader, one: int, number: str) -> str:
    """What others did since it was marked."""
    standing = standing_of(conn, number)
    if standing.row.id != one:
        return _("{number} was amended after it was marked: look at it again.").format(
            number=number
        )
    made = sifted_rows.marks_of(conn, one)
    if not made:
        return ""
    said = (
        _("{number} was made a case by {who} meanwhile.")
        if made[-1]["mark"] == "opened"
        else _("{number} was set aside by {who} meanwhile.")
    )
    return said.format(number=number, who=made[-1]["author"])


def groups(rows: Iterable[MarkRow]) -> Mapping[Group, int]:
    """What can be sealed: how many declarations in each group, in the order of sealing."""
    count = Counter((row.mark, row.group) for row in rows if not row.problem)
    return {
        (said, why): count[said, why] for said in SEALED for why in SiftReason if count[said, why]
    }


def seal(session: Session, reasons: Mapping[Group, str], tell: Tell = untold) -> SealReport:
    """Do the deed of each marked declaration of these groups, with the reason of its group.

    One unit of work each; what is told of progress may raise: what was sealed by then stays.
    """
    rows = [row for row in marked_rows(session) if (row.mark, row.group) in reasons]
    rows.sort(key=lambda row: (SEALED.index(row.mark), list(SiftReason).index(row.group)))
    done: Counter[SiftMark] = Counter()
    cases: list[str] = []
    refused: list[SealRefusal] = []
    topics: frozenset[str] = frozenset()
    for number, row in enumerate(rows):
        tell(number, len(rows), row.number)
        try:
            made, changes = _seal_one(session, row, reasons[row.mark, row.group])
        except Fault as fault:
            refused.append(SealRefusal(row.number, fault.sentence()))
            continue
        done[row.mark] += 1
        cases += [made] if made else []
        topics |= changes.topics
    tell(len(rows), len(rows), "")
    return SealReport(
        done[SiftMark.OPEN], done[SiftMark.ASIDE], tuple(cases), tuple(refused), Changes(topics)
    )


def _seal_one(session: Session, row: MarkRow, reason: str) -> tuple[str, Changes]:
    """Under the lock it is asked once more whether it stands as it was marked."""
    with session.writing(_DEEDS[row.mark]) as work:
        if problem := _problem(work.conn, row.id, row.number):
            raise Conflict(problem, remedy=_("Take the mark away, or look at it again."))
        args = OpenTradeCase if row.mark is SiftMark.OPEN else SetAside
        result = do_within(session, work, args(row.number, reason))
        _save(session, work, row.id, "")
    return result.made, work.changes


def let_go(session: Session) -> int:
    """Take away the marks that cannot be sealed any more; how many."""
    stale = [row.id for row in marked_rows(session) if row.problem]
    with suppress(NotAllowed):
        mark(session, stale, None)
    return len(stale)
