"""Load of the office: held against what the audit chain and each case say, computed plainly."""

import json
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from tests.demonstration import NOON, Demonstration
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    HEAD,
    REASON,
    REF,
    REVIEWER,
    Office,
)

from landwaiter.domain.base.zones import local_date
from landwaiter.domain.cases.case import Stage
from landwaiter.domain.cases.clocks import STATUTORY, Clock
from landwaiter.domain.office.load import (
    ClockOutcome,
    DueClock,
    LoadPeriod,
    clock_counts,
    spread_of,
)
from landwaiter.errors import Invalid, NotAllowed
from landwaiter.services.cases.calendars_in_force import office_calendar
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.office.load import OfficeLoad, office_load, officer_said, spread_said
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session
from landwaiter.storage.schema.audit import audit_entry, audit_payload
from landwaiter.storage.schema.cases import case_file

HEAD_OF_SAMPLE = ("Helena Kowalczyk", "sample password of Helena")


@pytest.fixture(scope="module")
def sample(
    demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    user, password = HEAD_OF_SAMPLE
    session = sessions.open_casebook(
        demonstration.casebook_in(tmp_path_factory.mktemp("load")),
        user=user,
        password=password,
        now=lambda: NOON,
    )
    with session.casebook:
        yield session


# plain figures


@given(st.lists(st.integers(0, 60), max_size=40))
def test_a_spread_is_what_its_definition_says(days: list[int]) -> None:
    found = spread_of(days)
    if not days:
        assert found is None
        return
    assert found is not None
    assert found.count == len(days)
    assert float(found.median) == statistics.median(days)
    if len(days) < 10:
        assert (found.p90, found.values) == (None, tuple(sorted(days)))
        return
    assert found.p90 is not None
    within = [sum(one <= bound for one in days) * 10 >= 9 * len(days) for bound in range(61)]
    assert found.p90 == within.index(True)


_DAYS = st.dates(date(2026, 1, 1), date(2026, 2, 28))
_CLOCKS = st.builds(
    DueClock,
    name=st.sampled_from(["A", "B", "hearing"]),
    legal=st.just(value=True),
    due=_DAYS,
    ended=st.none() | _DAYS,
)


@given(st.lists(_CLOCKS, max_size=20), _DAYS, _DAYS, _DAYS)
def test_clocks_are_counted_once_where_they_ended_or_run(
    clocks: list[DueClock], one: date, other: date, today: date
) -> None:
    period = LoadPeriod(min(one, other), max(one, other))
    plain: Counter[tuple[str, str]] = Counter()
    for clock in clocks:
        if clock.ended is not None and clock.ended <= clock.due:
            plain[clock.name, "kept"] += period.first <= clock.ended <= period.last
        elif clock.ended is not None or today > clock.due:
            plain[clock.name, "missed"] += period.first <= clock.due <= period.last
        else:
            plain[clock.name, "running"] += 1
    now = datetime(2026, 1, 1, tzinfo=UTC)
    found = {
        (row.name, state.value): getattr(row, state.value)
        for row in clock_counts(clocks, period, today, now)
        for state in ClockOutcome
    }
    assert {key: n for key, n in found.items() if n} == {key: n for key, n in plain.items() if n}


def test_a_clock_in_hours_is_kept_by_the_hour() -> None:
    at = datetime(2026, 1, 5, 9, tzinfo=UTC)
    clock = DueClock("N", legal=True, due=at.date(), ended=at.date(), due_at=at, ended_at=at)
    later = DueClock(
        "N",
        legal=True,
        due=at.date(),
        ended=at.date(),
        due_at=at,
        ended_at=at + timedelta(minutes=1),
    )
    assert clock.state(at.date(), at) is ClockOutcome.KEPT
    assert later.state(at.date(), at) is ClockOutcome.MISSED


# the whole view beside a slow plain recomputation


def _stays_of_chain(session: Session) -> list[tuple[str, date, date]]:
    """Stage, first and last day, from what the audit chain says of each case, entry by entry."""
    state = session.casebook.member_state
    with session.reading() as conn:
        begun = dict(conn.execute(select(case_file.c.id, case_file.c.created_at)).fetchall())
        rows = conn.execute(
            select(audit_entry.c.case_id, audit_entry.c.at, audit_payload.c.content)
            .join(audit_payload, audit_payload.c.seq == audit_entry.c.seq)
            .where(audit_entry.c.case_id.is_not(None))
            .order_by(audit_entry.c.seq)
        ).fetchall()
    since = {case: datetime.fromisoformat(str(at)) for case, at in begun.items()}
    found = []
    for case, at, content in rows:
        stage = json.loads(content).get("stage") if content else None
        if isinstance(stage, list) and stage[0] != stage[1]:
            if since[case] < at:
                found.append((stage[0], local_date(since[case], state), local_date(at, state)))
            since[case] = at
    return found


def _plainly(session: Session, first: date, last: date) -> dict[str, tuple[list[int], list[int]]]:
    with session.reading() as conn:
        calendar = office_calendar(session, conn)
    days: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for stage, since, until in _stays_of_chain(session):
        if first <= until <= last:
            whole = [since + timedelta(days=n) for n in range(1, (until - since).days + 1)]
            days[stage][0].append(len(whole))
            days[stage][1].append(sum(calendar.is_working_day(day) for day in whole))
    return days


@pytest.mark.parametrize("back", [(89, 0), (30, 10), (12, 12), (5, 0), (400, 300)])
def test_days_in_a_stage_are_those_of_the_audit_chain(
    sample: Session, back: tuple[int, int]
) -> None:
    today = sample.today()
    first, last = (today - timedelta(days=days) for days in back)
    view = office_load(sample, first=first, last=last)
    plain = _plainly(sample, first, last)
    assert {row.stage for row in view.stages if row.left} == plain.keys()
    for row in view.stages:
        calendar, working = plain.get(row.stage, ([], []))
        assert (row.calendar, row.working) == (spread_of(calendar), spread_of(working))
        assert row.left == len(calendar)


def _references(session: Session) -> list[str]:
    with session.reading() as conn:
        return [str(row[0]) for row in conn.execute(select(case_file.c.reference))]


def _state(clock: Clock, today: date) -> str:
    if clock.ended is None:
        return "running" if today <= clock.due else "missed"
    return "kept" if clock.ended <= clock.due else "missed"


def test_clocks_are_those_that_each_case_says(sample: Session) -> None:
    today = sample.today()
    first = today - timedelta(days=89)
    plain: Counter[tuple[str, str]] = Counter()
    for reference in _references(sample):
        for clock in case_view(sample, reference).clocks:
            if clock.kind in STATUTORY or clock.kind in ("information_request", "hearing"):
                state = _state(clock, today)
                settled = min(clock.ended or clock.due, clock.due)
                if state == "running" or first <= settled <= today:
                    plain[clock.track or clock.kind, state] += 1
    view = office_load(sample)
    found = {
        (row.name, state.value): getattr(row, state.value)
        for row in view.clocks
        for state in ClockOutcome
        if row.legal or row.name in ("information_request", "hearing")
    }
    assert {key: n for key, n in found.items() if n} == dict(plain)


def test_open_cases_are_those_of_the_list(sample: Session) -> None:
    view = office_load(sample)
    cases = [case_view(sample, reference).case for reference in _references(sample)]
    for row in view.stages:
        assert row.now == sum(case.stage is row.stage for case in cases)
    open_now = {row.officer: row.total for row in view.officers}
    closed = {Stage.CLOSED, Stage.DISMISSED, Stage.MERGED}
    plain = Counter(case.assignee or "" for case in cases if case.stage not in closed)
    # what is executed is open no more for the one who has it
    for case in cases:
        plain[case.assignee or ""] -= case.stage is Stage.EXECUTED
    assert open_now == {name: n for name, n in plain.items() if n}


# who reads it, and what is said


def _load(office: Office, who: str) -> OfficeLoad:
    return office_load(office.session(who))


def test_a_head_reads_names_and_others_only_their_own(office: Office) -> None:
    office.act(ANALYST, "assess")
    assert [one.officer for one in _load(office, HEAD).officers] == [ANALYST]
    assert [one.officer for one in _load(office, ANALYST).officers] == [ANALYST]
    (others,) = _load(office, REVIEWER).officers
    assert (others.officer, officer_said(others), others.total) == (None, "colleagues", 1)


def test_an_administrator_as_such_reads_nothing(office: Office) -> None:
    with pytest.raises(NotAllowed, match="those who work on cases"):
        _load(office, ADMIN)


def test_a_stage_is_left_with_the_days_it_took(office: Office) -> None:
    office.clock.at += timedelta(days=1)
    office.act(ANALYST, "assess")
    rows = {row.stage: row for row in _load(office, HEAD).stages}
    left = rows[Stage.NEW]
    assert (left.left, left.now) == (1, 0)
    assert left.calendar is not None
    assert left.calendar.median == Decimal(1)
    assert spread_said(left.calendar) == "1 only: 1; median 1"
    assert spread_said(rows[Stage.ASSESSMENT].calendar) == "not evaluated: no case left it"


def test_a_period_that_ends_before_it_begins_is_refused(office: Office) -> None:
    with pytest.raises(Invalid) as refused:
        office_load(office.session(HEAD), first=date(2026, 3, 30), last=date(2026, 3, 1))
    assert refused.value.field == "from"
    assert refused.value.value == "2026-03-30"


def test_a_seconded_deed_leaves_a_stage_too(office: Office) -> None:
    office.clock.at += timedelta(hours=1)
    office.act(ANALYST, "assess")
    office.clock.at += timedelta(days=3)
    office.act(ANALYST, "propose", outcome="hold-and-refer", reason=REASON)
    office.clock.at += timedelta(days=2)
    office.act(REVIEWER, "approve")
    rows = {row.stage: row for row in _load(office, HEAD).stages}
    review = rows[Stage.DECISION_REVIEW].calendar
    assert review is not None
    assert review.values == (2,)
    assert rows[Stage.DECIDED].now == 1
    assert office.case(REF).stage is Stage.DECIDED
