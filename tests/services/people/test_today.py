"""Today: what the head of the screen says to each role, and the parts of a queue."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.services.act_examples import PROPOSED
from tests.services.sample_office import (
    ANALYST,
    EVERYTHING,
    HEAD,
    REASON,
    REF,
    REVIEWER,
    Office,
    two_items,
)
from tests.storage.plans import plans_of

from landwaiter.domain.cases.case import TrackLetter
from landwaiter.domain.people.deeds import EnterAbsence
from landwaiter.services.deeds.engine import do
from landwaiter.services.people.today import QueuePart, TodayView, today_view
from landwaiter.services.people.today_said import headline

OTHER = f"{REF[:-1]}2"
LAST = date(2026, 4, 14)
"""Ten working days after the consultation of 30 March (Reg. 2021/821 Art. 21(4))."""


def seen(office: Office, who: str) -> TodayView:
    return today_view(office.session(who))


def told(office: Office, who: str) -> str:
    said = headline(seen(office, who))
    return " · ".join(filter(None, (said.late, said.first, *said.rest)))


def consulted(office: Office) -> date:
    """A clock of law runs on the case of the analyst; its last day."""
    office.act(ANALYST, "take")
    office.act(ANALYST, "suspend", item=1, track=TrackLetter.A, reason=REASON)
    office.act(ANALYST, "consult", to="licensing authority")
    return next(one.due for one in office.view().clocks if one.kind == "art_21_4")


def to(office: Office, day: date) -> None:
    office.clock.move(days=(day - office.session(ANALYST).today()).days)


def judged(office: Office, reference: str = REF) -> None:
    """No hit of the case is left to judge."""
    for hit in office.case(reference).hits:
        office.act(
            ANALYST, "judge", reference=reference, hit=hit.id, outcome="unsure", reason=REASON
        )


def proposed(office: Office) -> None:
    judged(office)
    for step in PROPOSED:
        step(office)


def returned(office: Office) -> None:
    proposed(office)
    office.act(REVIEWER, "return", reason=REASON, kind="facts_missing")


def late(office: Office) -> None:
    office.clock.move(days=(consulted(office) - office.session(ANALYST).today()).days + 1)


NOTHING, NEW = "Nothing waits for you.", "1 case has nobody"
SAID: list[tuple[Callable[[Office], object], dict[str, list[str]]]] = [
    (lambda office: None, {ANALYST: [NEW], REVIEWER: [NEW], HEAD: [NEW], "Adam": [NOTHING]}),
    (
        late,
        {
            ANALYST: ["1 legal clock has run out."],
            REVIEWER: [NOTHING],
            HEAD: ["1 legal clock has run out in the unit."],
            EVERYTHING: ["1 legal clock has run out in the unit."],
        },
    ),
    (
        proposed,
        {ANALYST: [NOTHING], REVIEWER: ["1 review waits for you."], HEAD: ["1 review waits"]},
    ),
    (returned, {ANALYST: ["1 returned to you"], REVIEWER: [NOTHING], HEAD: [NOTHING]}),
]


@pytest.mark.parametrize(("step", "said"), SAID, ids=["new", "overdue", "review", "returned"])
def test_each_role_is_told_what_waits(
    office: Office, step: Callable[[Office], object], said: dict[str, list[str]]
) -> None:
    step(office)
    for who, wanted in said.items():
        for text in wanted:
            assert text in told(office, who), who
        assert (NOTHING in told(office, who)) == (wanted == [NOTHING]), who


def test_the_queue_stands_in_the_order_of_the_law(office: Office) -> None:
    last = consulted(office)
    office.take_in(*two_items(lrn="LW-2"))
    office.act(ANALYST, "take", reference=OTHER)
    assert list(seen(office, ANALYST).parts) == [QueuePart.REST]
    to(office, last)
    parts: Any = seen(office, ANALYST).parts
    assert {part: [row.reference for row in rows] for part, rows in parts.items()} == {
        QueuePart.PRESSING: [REF],
        QueuePart.REST: [OTHER],
    }
    assert "1 legal clock ends today" in told(office, ANALYST)
    office.clock.move(days=1)
    assert list(seen(office, ANALYST).parts) == [QueuePart.RAN_OUT, QueuePart.REST]
    assert seen(office, ANALYST).deadlines[0].counts["ran_out"] == 1
    assert seen(office, ANALYST).queue[0].reference == REF


def test_own_work_alone_is_no_nothing(office: Office) -> None:
    office.act(ANALYST, "take")
    judged(office)
    assert told(office, ANALYST) == "1 case is yours."


def test_a_proposal_waits_for_others_and_never_for_its_author(office: Office) -> None:
    proposed(office)
    mine = seen(office, ANALYST)
    assert (mine.queue, mine.reviews) == ((), ())
    assert [row.reference for row in mine.submitted] == [REF]
    assert not mine.approves


def test_a_reviewer_sees_what_was_returned_and_signed(office: Office) -> None:
    returned(office)
    assert [one.reference for one in seen(office, REVIEWER).returned] == [REF]
    assert seen(office, HEAD).returned == ()


def test_news_are_what_others_did_since_an_earlier_day(office: Office) -> None:
    proposed(office)
    assert seen(office, ANALYST).away_since is None
    office.clock.move(days=1)
    office.act(REVIEWER, "return", reason=REASON, kind="facts_missing")
    view = seen(office, ANALYST)
    assert view.away_since is not None
    assert [(one.kind, one.reference) for one in view.news] == [("return", REF)]
    assert seen(office, REVIEWER).news == ()


def test_a_head_sees_who_is_away_where_work_is_given(office: Office) -> None:
    late(office)
    day = office.session(HEAD).today()
    do(office.session(ANALYST), EnterAbsence(day, day, deputy=REVIEWER))
    unit = seen(office, HEAD).unit
    assert unit is not None
    assert [row.reference for row in unit.ran_out] == [REF]
    assert REVIEWER in unit.presence_said(ANALYST, day)
    assert unit.presence_said(REVIEWER, day) == "here today"
    assert seen(office, HEAD).deadlines[0].away == (ANALYST,)
    assert seen(office, ANALYST).unit is None


def test_what_falls_due_is_counted_on_each_of_ten_working_days(office: Office) -> None:
    last = consulted(office)
    today = office.session(ANALYST).today()
    days = [one.day for one in seen(office, ANALYST).deadlines]
    assert (len(days), days[0], days) == (10, today, sorted(set(days)))
    to(office, last)
    first, *others = seen(office, ANALYST).deadlines
    assert first.day == last
    assert sum(first.counts.values()) > 0
    assert len(others) == 9


@pytest.mark.parametrize("who", [REVIEWER, HEAD, ANALYST])
def test_whoever_works_sees_who_is_absent_and_who_stands_in(office: Office, who: str) -> None:
    day = office.session(HEAD).today()
    do(office.session(EVERYTHING), EnterAbsence(day, day, deputy=REVIEWER))
    assert [(one.person, one.deputy) for one in seen(office, who).absent] == [
        (EVERYTHING, REVIEWER)
    ]


def test_a_deputy_has_the_case_in_the_own_queue_and_its_holder_among_the_delegated(
    office: Office,
) -> None:
    office.act(ANALYST, "take")
    day = office.session(ANALYST).today()
    do(office.session(ANALYST), EnterAbsence(day, day, deputy=REVIEWER))
    (row,) = seen(office, REVIEWER).queue
    assert (row.reference, ANALYST in row.remark) == (REF, True)
    office.clock.move(days=1)
    assert seen(office, REVIEWER).queue == ()
    until = office.session(ANALYST).today()
    office.act(ANALYST, "delegate", to=REVIEWER, date=until)
    assert [one.reference for one in seen(office, REVIEWER).queue] == [REF]
    (row,) = seen(office, ANALYST).delegated
    assert (row.reference, REVIEWER in row.remark) == (REF, True)


def test_cases_of_nobody_are_counted_beyond_those_that_are_shown(office: Office) -> None:
    office.take_in(*(row for no in range(2, 8) for row in two_items(lrn=f"LW-{no}")))
    view = seen(office, ANALYST)
    assert (len(view.unheld), view.unheld_total) == (4, 7)


@pytest.mark.parametrize("who", [ANALYST, REVIEWER, HEAD])
def test_the_screen_begins_with_no_case_of_nobody(office: Office, who: str) -> None:
    """They may be many: what waits is looked up first, and then whose case it is on."""
    session = office.session(who)
    with session.reading() as conn:
        plans = plans_of(conn, lambda: today_view(session))
    assert any("edition_task" in statement for statement in plans)
    for statement, steps in plans.items():
        assert "MULTI-INDEX OR" not in steps, statement
        if "FROM edition_task" in statement:
            assert "edition_task" in steps[0], steps
        if "count(" in statement and "case_file.assignee" in statement:
            # By an index alone, or of the few rows that another index gave.
            assert "COVERING" in steps[0] or "json_each" in statement, (statement, steps)
        assert not any(one.startswith("SCAN case_file") and "INDEX" not in one for one in steps)
