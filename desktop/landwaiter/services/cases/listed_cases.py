"""The list of cases as it is asked for and shown: pages of any filter and order, as of now."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from landwaiter.domain.cases.case import Severity
from landwaiter.domain.cases.case_query import (
    LEGAL,
    ME,
    NO_CLOCK,
    NOBODY,
    OPEN,
    RAN_OUT,
    UNAUTHORISED,
    CaseQuery,
    joined_query,
)
from landwaiter.domain.cases.stages import OPEN_STAGES
from landwaiter.domain.goods.strongest_candidate import StrongestCandidate
from landwaiter.domain.law.control_codes import head_of
from landwaiter.domain.law.periods import add_working_days
from landwaiter.i18n import _
from landwaiter.services.base.page import Page
from landwaiter.services.cases.calendars_in_force import calendars_now, office_calendar
from landwaiter.services.cases.case_row import CaseRow
from landwaiter.services.cases.clocks import Calendars, calendars_in, clock_row, law_row
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.paging import PAGE
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases import case_list


def list_cases(
    session: Session,
    query: CaseQuery | None = None,
    *,
    references: Collection[str] = (),
    after: str | None = None,
    limit: int = PAGE,
    counted: bool = False,
    most: int | None = None,
    early: bool = False,
) -> Page[CaseRow]:
    """One keyset page; `total` is counted only when asked for. `references`: of these alone.

    Beyond `most` cases no more are counted. Where it is asked for `early`, words that very many
    cases have give the newest entry first, whatever the order, and the page says so.
    """
    chosen = query or CaseQuery()
    with session.reading() as conn:
        wanted = replace(filter_of(session, conn, chosen), references=tuple(references) or None)
        read = case_list.soon if early else case_list.in_order
        plan = case_list.planned(conn, wanted) if counted else None
        found = read(
            conn,
            wanted,
            sort=_sort(chosen),
            descending=chosen.descending,
            after=after,
            limit=limit,
            plan=plan,
        )
        total = case_list.count(conn, wanted, most=most, plan=plan) if counted else None
        is_more = most is not None and total is not None and total > most
        return Page(
            case_rows(session, conn, found.rows),
            found.after,
            most if is_more else total,
            is_more=is_more,
            by_entry=found.by_entry,
        )


def by_entry_said() -> str:
    """Why a list is in another order than was asked for."""
    return _("Too many to sort: the latest entered come first. Give more words to sort them.")


def _sort(query: CaseQuery) -> str:
    column = _SORTED_BY.get(query.sort, query.sort)
    return column if column in case_list.SORTS else "received"


_SORTED_BY = {"candidate": "candidate_score"}


def filter_of(session: Session, conn: Reader, query: CaseQuery) -> case_list.CaseFilter:
    """The conditions of a query now, for who reads; what its words narrow counts too."""
    asked = joined_query(query)
    candidate = asked.candidate or ""
    is_unauthorised = candidate.casefold() == UNAUTHORISED
    return case_list.CaseFilter(
        words=tuple(asked.text.split()),
        stages=_stages(asked.stage),
        kind=asked.kind,
        destination=asked.destination.upper() if asked.destination else None,
        flag=asked.flag.upper() if asked.flag else None,
        candidate=head_of(candidate.upper()) if candidate and not is_unauthorised else None,
        unauthorised=is_unauthorised,
        assignee=None if asked.assignee == NOBODY else _person(session, asked.assignee),
        unheld=asked.assignee == NOBODY,
        tag=asked.tag,
        goods=asked.goods,
        codes=asked.code,
        least_value=int(asked.value) if asked.value else None,
        received_from=_day(asked.received_from),
        received_to=_day(asked.received_to),
        returned_to=_person(session, asked.returned),
        **_clock(session, conn, asked.clock),
    )


def _stages(asked: str | None) -> tuple[str, ...]:
    if asked == OPEN:
        return OPEN_STAGES
    return (asked,) if asked else ()


def _person(session: Session, asked: str | None) -> str | None:
    return session.casebook.user.name if asked == ME else asked


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _clock(session: Session, conn: Reader, asked: str | None) -> dict[str, Any]:
    """The conditions on the clock of a case, of those that can be asked for."""
    if asked == NO_CLOCK:
        return {"clockless": True}
    if asked == LEGAL:
        return {"legal": True}
    if asked == RAN_OUT:
        return {"ran_out_at": session.now()}
    if not asked:
        return {}
    last = add_working_days(session.today(), int(asked), office_calendar(session, conn))
    return {"legal_by": last, "ran_out_at": session.now()}


def case_rows(
    session: Session, conn: Reader, lines: Collection[Mapping[str, Any]]
) -> tuple[CaseRow, ...]:
    """Stored lines as of now, each clock in the days of its own calendar."""
    states = {state for line in lines for state in calendars_in(line["clock"])}
    known, at = calendars_now(session, conn, states), session.now()
    return tuple(case_row(line, at, known) for line in lines)


def case_row(row: Mapping[str, Any], at: datetime, calendars: Calendars) -> CaseRow:
    return CaseRow(
        id=row["id"],
        reference=row["reference"],
        kind=row["kind"],
        stage=row["stage"],
        title=row["title"],
        exporter=row["exporter"],
        consignee=row["consignee"],
        end_user=row["end_user"],
        destination=row["destination"],
        goods=row["goods"],
        tracks=tuple(row["tracks"]),
        clock=clock_row(row["clock"], at, calendars),
        flags={Severity(name): number for name, number in row["flags"].items()},
        candidate=_strongest(row),
        not_evaluated=row["not_evaluated"],
        hits_open=row["hits_open"],
        assignee=row["assignee"],
        author=row["proposed_by"],
        received=date.fromisoformat(row["received"]),
        next_step=row["next_step"],
        law=law_row(row["clock"], at, calendars),
        codes=tuple(row["codes"]),
        value=row["value"],
        currency=row["currency"],
        pending=row["pending"],
        returned_to=row["returned_to"],
    )


def _strongest(row: Mapping[str, Any]) -> StrongestCandidate | None:
    if row["candidate_code"] is None:
        return None
    stored = row["candidate_authorised"]
    return StrongestCandidate(
        list=row["candidate_list"],
        code=row["candidate_code"],
        score=row["candidate_score"],
        authorised=None if stored is None else bool(stored),
    )
