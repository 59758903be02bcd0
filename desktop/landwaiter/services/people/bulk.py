"""One deed on many cases: for how many it is possible and why not for the rest, then one by one.

Cases are read page by page and never held together, so that all that a filter finds may be meant.
Each deed has its own unit of work and its own entry; who cancels keeps those that were done.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import Any

from landwaiter.domain.cases.case import Stage
from landwaiter.domain.cases.case_of_kind import stages_of
from landwaiter.domain.cases.case_query import OPEN, CaseQuery, joined_query
from landwaiter.domain.cases.deed_on_case import CaseDeed
from landwaiter.domain.cases.deeds import (
    ASSIGN,
    TAKE,
    TRIAGE_CASE,
    AssignCase,
    BeginTriage,
    TakeCase,
)
from landwaiter.domain.cases.stages import OPEN_STAGES, stage_title
from landwaiter.errors import Fault
from landwaiter.i18n import _
from landwaiter.services.base.page import Page
from landwaiter.services.cases.case_reads import load
from landwaiter.services.cases.case_row import CaseRow
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.deeds.engine import do
from landwaiter.services.deeds.handler import Tell
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import Changes

PAGE = 200
FEW = 200
"""So many cases are asked one by one before; of more their stages alone are looked at."""
MOST_WAITING = 50
"""So many cases wait together and can be undone; it is tried on each of them before."""


class BulkAct(StrEnum):
    """What can be done to many cases at once."""

    TAKE = "take"
    ASSIGN = "assign"
    TRIAGE = "triage"


_DEEDS: Mapping[BulkAct, CaseDeed[Any]] = {
    BulkAct.TAKE: TAKE,
    BulkAct.ASSIGN: ASSIGN,
    BulkAct.TRIAGE: TRIAGE_CASE,
}


@dataclass(frozen=True, slots=True)
class CaseChoice:
    """The cases that are meant: these, or every one that a query finds."""

    query: CaseQuery
    references: tuple[str, ...] = ()
    """Empty: all that the query finds."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """For how many cases a deed is possible, before it is done."""

    act: BulkAct
    total: int
    possible: int
    refused: tuple[tuple[str, int], ...]
    """Why not, and for how many; the commonest first."""
    exact: bool
    """Each case was asked; else their stages alone, and each is asked when its turn comes."""
    able: tuple[str, ...] = ()
    """The cases for which it is possible, where each was asked."""

    @property
    def waits(self) -> bool:
        """Whether it is few enough cases to wait together until they are sealed."""
        return 0 < len(self.able) <= MOST_WAITING


@dataclass(frozen=True, slots=True)
class BulkReport:
    """What became of a deed on many cases."""

    done: int
    refused: tuple[tuple[str, int], ...]
    changes: Changes
    """Topics alone: views look at all of it again."""


def outlook(session: Session, meant: CaseChoice, act: BulkAct, tell: Tell) -> Outlook:
    """What is to be expected of the deed on these cases."""
    page = _page(session, meant, None, 1, counted=True)
    total = page.total or 0
    if total > FEW:
        return _by_stage(session, meant, act, total)
    why: Counter[str] = Counter()
    able: list[str] = []
    with session.snapshot() as still, still.reading() as conn:
        registry = still.registry(conn)
        actor = still.actor(registry)
        for number, reference in enumerate(_references(still, meant)):
            tell(number, total, reference)
            if why_not := _DEEDS[act].why_not(actor, load(still, conn, reference, registry)):
                why[why_not] += 1
            else:
                able.append(reference)
    return Outlook(act, total, len(able), tuple(why.most_common()), exact=True, able=tuple(able))


def _by_stage(session: Session, meant: CaseChoice, act: BulkAct, total: int) -> Outlook:
    """By the stages in which the deed can be done, as the database counts them."""
    deed = _DEEDS[act]
    why: Counter[str] = Counter()
    for stage in Stage:
        if stage in stages_of(deed, None):
            continue
        count = _count(session, meant, stage)
        if count:
            said = _("{title}: not in the stage {stage}.")
            why[said.format(title=_(deed.title), stage=stage_title(stage))] += count
    possible = total - sum(why.values())
    return Outlook(act, total, possible, tuple(why.most_common()), exact=False)


def carry_out(
    session: Session, meant: CaseChoice, said: Callable[[str], Any], tell: Tell
) -> BulkReport:
    """Do it to each case in turn, made of its reference; a refusal stops none of the others."""
    total = _page(session, meant, None, 1, counted=True).total or 0
    why: Counter[str] = Counter()
    done, topics = 0, frozenset[str]()
    for number, reference in enumerate(_references(session, meant)):
        tell(number, total, reference)
        try:
            topics |= do(session, said(reference)).changes.topics
            done += 1
        except Fault as fault:
            why[str(fault.message)] += 1
    return BulkReport(done, tuple(why.most_common()), Changes(topics))


def _references(session: Session, meant: CaseChoice) -> Iterator[str]:
    after: str | None = None
    while True:
        page = _page(session, meant, after, PAGE)
        yield from (row.reference for row in page.rows)
        after = page.after
        if after is None:
            return


def _page(
    session: Session, meant: CaseChoice, after: str | None, limit: int, *, counted: bool = False
) -> Page[CaseRow]:
    """By reference, which no deed changes: what is done meanwhile moves no other case."""
    return list_cases(
        session,
        replace(meant.query, sort="reference", descending=False),
        references=meant.references,
        after=after,
        limit=limit,
        counted=counted,
    )


def _count(session: Session, meant: CaseChoice, stage: Stage) -> int:
    """How many of them are in a stage; none where the query asks for another."""
    asked = joined_query(meant.query)
    if asked.stage not in {None, OPEN, stage}:
        return 0
    if asked.stage == OPEN and stage not in OPEN_STAGES:
        return 0
    narrowed = CaseChoice(replace(asked, stage=stage), meant.references)
    return _page(session, narrowed, None, 1, counted=True).total or 0


def deed_of(act: BulkAct, *, to: str = "") -> Callable[[str], Any]:
    """The deed on a case, of its reference."""
    made: Mapping[BulkAct, Callable[[str], Any]] = {
        BulkAct.TAKE: TakeCase,
        BulkAct.ASSIGN: partial(_assigned, to=to),
        BulkAct.TRIAGE: BeginTriage,
    }
    return made[act]


def _assigned(reference: str, to: str) -> AssignCase:
    return AssignCase(reference, to)
