"""The queue as a person works through it: parts that add up, marks as drafts, sealed by groups."""

import csv

import pytest
from sqlalchemy import select
from tests.services.sample_office import ANALYST, HEAD, REVIEWER, Office
from tests.services.trade.test_sift import policy, rows_of, sift, table, traffic

from landwaiter.domain.trade.deeds import OpenTradeCase
from landwaiter.domain.trade.sift_marks import SiftMark
from landwaiter.domain.trade.sift_reasons import SiftReason
from landwaiter.services.deeds.engine import do
from landwaiter.services.trade import sift_desk, sift_marks
from landwaiter.services.trade.sift_desk import TODAY, SiftQuery, SiftRow
from landwaiter.storage.schema import trade as t
from landwaiter.storage.trade import sift_parts, sifted_rows, standings
from landwaiter.storage.trade.queue_rows import in_ranges

WHY = "looked at the papers of all of these"


@pytest.fixture
def sifted(office: Office) -> Office:
    """Forty declarations: four resemble a listing, all without a reason are in the sample."""
    policy(office, (SiftReason.FREEZE_HIT, 0))
    sift(office, traffic(office))
    return office


def audited(office: Office) -> int:
    return len(rows_of(office, "audit_entry"))


def test_the_parts_add_up_to_what_was_read(sifted: Office) -> None:
    session = sifted.session(ANALYST)
    for scope in ("", TODAY):
        found = sift_desk.heads(session, SiftQuery(scope=scope)).parts
        assert (found.read, found.again, found.declarations) == (40, 0, 40)
        assert found.worth + found.without_reason + found.again == found.read
        assert found.worth
        assert found.without_reason
    sift(sifted, traffic(sifted))
    again = sift_desk.heads(session, SiftQuery()).parts
    assert (again.read, again.again, again.declarations) == (80, 40, 40)


def test_each_declaration_stands_once_under_its_first_reason_page_by_page(sifted: Office) -> None:
    session = sifted.session(ANALYST)
    whole = sift_desk.queue_page(session, SiftQuery())
    found = sift_desk.heads(session, SiftQuery())
    assert len(whole.rows) == found.any_waiting > 2
    assert len({row.id for row in whole.rows}) == len(whole.rows)
    paged: list[SiftRow] = []
    after: str | None = None
    while True:
        page = sift_desk.queue_page(session, SiftQuery(), after=after, limit=2)
        paged += page.rows
        after = page.after
        if after is None:
            break
    assert tuple(paged) == whole.rows
    for reason, count in found.waiting.items():
        rows = sift_desk.queue_page(session, SiftQuery(reason)).rows
        assert len(rows) == count
        assert all(row.why for row in rows)
    assert len(sift_desk.queue_page(session, SiftQuery(SiftReason.SAMPLE)).rows) == (
        found.sample_waiting
    )


def test_text_and_run_narrow_the_queue(sifted: Office) -> None:
    session = sifted.session(ANALYST)
    (run,) = sift_desk.heads(session, SiftQuery()).runs
    rows = sift_desk.queue_page(session, SiftQuery(scope=run.id)).rows
    assert rows == sift_desk.queue_page(session, SiftQuery()).rows
    (one,) = sift_desk.queue_page(session, SiftQuery(text=rows[0].number)).rows[:1]
    assert one.number.startswith(rows[0].number)
    named = sift_desk.queue_page(session, SiftQuery(text=rows[0].consignee.lower())).rows
    assert {row.consignee for row in named} == {rows[0].consignee}
    assert sift_desk.queue_page(session, SiftQuery(text="no such party")).rows == ()


def test_a_mark_is_a_draft_of_one_person_and_seals_nothing(sifted: Office) -> None:
    before = audited(sifted)
    mine, other = sifted.session(ANALYST), sifted.session(HEAD)
    first, second, *_rest = sift_desk.queue_page(mine, SiftQuery()).rows
    sift_marks.mark(mine, [first.id], SiftMark.OPEN)
    sift_marks.mark(mine, [second.id], SiftMark.LATER)
    again = sifted.another_session(ANALYST)
    assert sift_marks.marks(again) == {first.id: SiftMark.OPEN, second.id: SiftMark.LATER}
    assert sift_marks.marks(other) == {}
    sift_marks.mark(mine, [first.id], None)
    assert sift_marks.marks(mine) == {second.id: SiftMark.LATER}
    assert audited(sifted) == before


def test_groups_are_sealed_with_their_reason_and_the_rest_keeps_its_mark(sifted: Office) -> None:
    session = sifted.session(ANALYST)
    one, two, three, *_rest = sift_desk.queue_page(session, SiftQuery()).rows
    sample = sift_desk.queue_page(session, SiftQuery(SiftReason.SAMPLE)).rows[0]
    sift_marks.mark(session, [one.id], SiftMark.OPEN)
    sift_marks.mark(session, [two.id, sample.id], SiftMark.ASIDE)
    sift_marks.mark(session, [three.id], SiftMark.LATER)
    groups = sift_marks.groups(sift_marks.marked_rows(session))
    assert set(groups) == {
        (SiftMark.OPEN, one.group),
        (SiftMark.ASIDE, two.group),
        (SiftMark.ASIDE, SiftReason.SAMPLE),
    }
    report = sift_marks.seal(session, dict.fromkeys(groups, WHY))
    assert (report.opened, report.aside, report.refused) == (1, 2, ())
    assert sift_marks.marks(session) == {three.id: SiftMark.LATER}
    (case,) = report.cases
    assert sifted.case(case).declaration is not None
    sealed = {row["declaration_id"]: row for row in rows_of(sifted, "trade_mark")}
    assert {sealed[row.id]["reason"] for row in (one, two, sample)} == {WHY}
    found = sift_desk.heads(session, SiftQuery())
    assert (found.looked, found.parts.opened) == (1, 1)


def test_what_somebody_else_did_meanwhile_is_told_and_stops_no_other(sifted: Office) -> None:
    session = sifted.session(ANALYST)
    one, two, *_rest = sift_desk.queue_page(session, SiftQuery()).rows
    sift_marks.mark(session, [one.id, two.id], SiftMark.OPEN)
    do(sifted.session(REVIEWER), OpenTradeCase(one.number, WHY))
    stale, good = sift_marks.marked_rows(session)
    assert REVIEWER in stale.problem
    assert good.problem == ""
    report = sift_marks.seal(session, {(SiftMark.OPEN, one.group): WHY})
    assert report.opened == 1
    (refused,) = report.refused
    assert refused.number == one.number
    assert REVIEWER in refused.why
    assert set(sift_marks.marks(session)) == {one.id}
    assert sift_marks.let_go(session) == 1
    assert sift_marks.marks(session) == {}


def test_what_was_amended_after_it_was_marked_is_not_sealed(sifted: Office) -> None:
    session = sifted.session(ANALYST)
    one, *_rest = sift_desk.queue_page(session, SiftQuery()).rows
    sift_marks.mark(session, [one.id], SiftMark.ASIDE)
    with (sifted.path.parent / "traffic.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["lrn"] == one.number]
    sift(sifted, table(sifted.path.parent / "amended.csv", {**rows[0], "value_eur": "77"}))
    before = audited(sifted)
    report = sift_marks.seal(session, {(SiftMark.ASIDE, one.group): WHY})
    assert report.aside == 0
    assert "amended" in report.refused[0].why
    assert audited(sifted) == before
    assert set(sift_marks.marks(session)) == {one.id}


def test_who_breaks_off_keeps_what_was_sealed(sifted: Office) -> None:
    session = sifted.session(ANALYST)
    rows = sift_desk.queue_page(session, SiftQuery()).rows[:3]
    sift_marks.mark(session, [row.id for row in rows], SiftMark.ASIDE)

    def tell(done: int, total: int, text: str) -> None:
        if done == 2:
            raise KeyboardInterrupt

    groups = sift_marks.groups(sift_marks.marked_rows(session))
    with pytest.raises(KeyboardInterrupt):
        sift_marks.seal(session, dict.fromkeys(groups, WHY), tell)
    assert len(sift_marks.marks(session)) == 1


def test_beside_the_queue_each_reason_stands_alone(sifted: Office) -> None:
    session = sifted.session(ANALYST)
    row = sift_desk.queue_page(session, SiftQuery()).rows[0]
    page = sift_desk.sift_page(session, row.id)
    assert page is not None
    assert page.row.id == row.id
    assert page.lines
    assert [reason for reason, why in page.reasons if why]
    assert page.exports == 39
    assert sift_desk.not_evaluated(session, row.id)


def test_the_day_in_one_line(sifted: Office) -> None:
    found = sift_desk.sift_of_today(sifted.session(ANALYST))
    assert found is not None
    assert (found.sifted, found.opened, found.waits_for_list) == (40, 0, 0)
    assert found.sample


def test_the_window_and_the_command_count_alike_what_was_looked_at(office: Office) -> None:
    policy(office, one_in=1)
    sift(office, traffic(office, 6))
    drawn = [row["id"] for row in rows_of(office, "trade_declaration") if row["drawn"]]
    assert len(drawn) > 2
    with office.session(ANALYST).writing("note_view") as work:
        # A list brought one up later; a person looked at another.
        sifted_rows.add_mark(work, drawn[0], "opened", reasons=("other_hit",), opened_case="c")
        sifted_rows.add_mark(work, drawn[1], "aside", why="looked at")
        work.quiet()
    with office.session(ANALYST).reading() as conn:
        told = sift_parts.parts(conn, None, None).sample_looked
        assert (told, standings.sample(conn).looked) == (1, 1)


def test_a_run_whose_batches_lie_between_those_of_another_is_shown(office: Office) -> None:
    """Two large files that are sifted side by side leave each a thousand ranges."""
    sift(office, traffic(office))
    odd, row = [(number, number) for number in range(1, 3_000, 2)], t.trade_declaration.c.id
    with office.session(ANALYST).reading() as conn:
        for ranges in (odd[:100], odd):
            found = conn.execute(select(row).where(in_ranges(row, ranges))).scalars().all()
            every = conn.execute(select(row)).scalars().all()
            assert sorted(found) == [one for one in sorted(every) if one % 2]
