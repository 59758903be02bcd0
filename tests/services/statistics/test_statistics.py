"""Statistics of two offices: counted, cut off, withheld, kept, reconciled."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.demonstration import NOON, Demonstration
from tests.reports.test_pdf import text_of
from tests.services.office.test_load import HEAD_OF_SAMPLE
from tests.services.sample_office import ADMIN, ANALYST, HEAD, REASON, REVIEWER, Office, declared

from landwaiter.domain.base.zones import local_date
from landwaiter.domain.cases.case import Stage
from landwaiter.domain.office.deeds import ChangeSetting
from landwaiter.domain.reports.statistic_tables import StatisticSet, StatisticTable
from landwaiter.domain.reports.subject_deeds import ReportStatistics
from landwaiter.domain.statistics.figures import ColumnKind, FigureTable
from landwaiter.domain.statistics.known_print import place_in
from landwaiter.errors import Invalid, NotAllowed
from landwaiter.i18n import in_english
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.reports import reporting
from landwaiter.services.reports.statistics_report import bars_drawn, freeze_statistics
from landwaiter.services.statistics.counting import STEPS
from landwaiter.services.statistics.statistics_view import StatisticsView, statistics_view
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session
from landwaiter.storage.schema.cases import case_file

FIRST, LAST = date(2026, 1, 1), date(2026, 11, 30)


@pytest.fixture(scope="module")
def sample(
    demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    user, password = HEAD_OF_SAMPLE
    folder = demonstration.casebook_in(tmp_path_factory.mktemp("statistics"))
    session = sessions.open_casebook(folder, user=user, password=password, now=lambda: NOON)
    with session.casebook:
        yield session


def references(session: Session) -> list[str]:
    with session.reading() as conn:
        return list(conn.execute(select(case_file.c.reference)).scalars())


def table(view: StatisticsView, name: str) -> FigureTable:
    return next(one for one in view.statistics.tables if one.table == name)


def value(view: StatisticsView, name: str, row: str, column: str) -> object:
    return table(view, name).figure(row, column).value


def of_march(session: Session, **given: object) -> StatisticsView:
    days = {"first": date(2026, 3, 1), "last": date(2026, 3, 31), "whole": True}
    return statistics_view(session, **{**days, **given})  # type: ignore[arg-type]  # a test's own


# what is counted


class Interruption(Exception):
    """What a job raises that is cancelled."""


def test_each_step_of_counting_is_told_and_what_is_raised_there_stops_it(sample: Session) -> None:
    told: list[tuple[int, int, str]] = []

    def tell(done: int, total: int, text: str) -> None:
        told.append((done, total, text))

    statistics_view(sample, first=FIRST, last=LAST, tell=tell)
    assert {total for _done, total, _text in told} == {STEPS}
    assert sorted({done for done, _total, _text in told}) == list(range(STEPS))
    assert [done for done, _total, _text in told] == sorted(done for done, _total, _text in told)
    assert all(text for _done, _total, text in told)

    def stops(done: int, total: int, text: str) -> None:
        if done == STEPS - 3:
            raise Interruption(text)

    with pytest.raises(Interruption, match="counting T13"):
        statistics_view(sample, first=FIRST, last=LAST, tell=stops)


def test_cases_and_holds_are_those_of_the_cases_read_one_by_one(sample: Session) -> None:
    view = statistics_view(sample, first=FIRST, last=LAST, whole=True)
    state = sample.casebook.member_state
    every = [case_view(sample, reference).case for reference in references(sample)]
    cases = [one for one in every if one.stage != Stage.MERGED]
    received = [one.reference for one in cases if FIRST <= one.received <= LAST]
    assert value(view, "T1", "all", "all") == len(received) > 20
    held = {
        (one.reference, no, track.letter)
        for one in cases
        for track in one.tracks
        for no in {item.no for item in one.items} & set(track.items)
        if FIRST <= local_date(track.opened_at, state) <= LAST
    }
    found = table(view, "T2")
    for letter in {letter for _ref, _no, letter in held}:
        wanted = sum(one[2] == letter for one in held)
        assert found.figure(letter.value, "all").value == wanted
    assert found.figure("all", "all").value == len({one[:2] for one in held}) > 3
    value_held = sum(
        item.statistical_value.amount
        for one in cases
        if one.declaration
        for item in one.declaration.items
        if (one.reference, item.no) in {each[:2] for each in held}
        and item.statistical_value
        and item.statistical_value.currency == "EUR"
    )
    assert value(view, "T4", "all", "value_EUR") == value_held


def test_each_figure_knows_what_it_counts(sample: Session) -> None:
    view = statistics_view(sample, first=FIRST, last=LAST, whole=True)
    for one in view.tables:
        for column in one.columns:
            if column.kind is ColumnKind.COUNT:
                for row in one.rows:
                    figure = one.figure(row.key, column.key)
                    assert figure.value is None or figure.value == len(figure.ids)


def test_what_no_case_holds_is_not_known_and_never_nothing(sample: Session) -> None:
    view = statistics_view(sample, first=FIRST, last=LAST, whole=True)
    assert value(view, "T6", "penalties", "count") is None
    assert value(view, "T6", "final", "count") is None  # the register is not loaded
    assert value(view, "T11", "staff", "value") is None


def test_a_hold_that_ended_is_counted_as_it_stood_at_the_cut_off(office: Office) -> None:
    office.act(ANALYST, "assess")
    office.act(ANALYST, "hold", item=1, track="N", reason=REASON)
    held = of_march(office.session(HEAD))
    assert (value(held, "T2", "N", "held"), value(held, "T2", "all", "all")) == (1, 1)
    office.clock.move(days=1)
    office.act(ANALYST, "end_track", track="N", reason=REASON)
    office.act(ANALYST, "release", item=1, reason=REASON)
    assert value(of_march(office.session(HEAD)), "T2", "N", "released") == 1
    before = statistics_view(
        office.session(HEAD), first=date(2026, 3, 1), last=date(2026, 3, 30), whole=True
    )
    assert value(before, "T2", "N", "held") == 1
    assert value(before, "T2", "N", "released") == 0


def test_figures_are_provisional_until_the_cut_off(office: Office) -> None:
    session = office.session(HEAD)
    assert of_march(session).statistics.period.provisional
    dossier = freeze_statistics(session, ReportStatistics(*_march()))
    assert dossier.report_type == "Provisional statistics"
    office.clock.move(days=2)
    assert not of_march(session).statistics.period.provisional
    assert of_march(session, cut_off=date(2026, 4, 30)).statistics.period.provisional


def test_days_that_do_not_fit_are_refused(office: Office) -> None:
    session = office.session(HEAD)
    with pytest.raises(Invalid, match="ends before it begins"):
        statistics_view(session, first=date(2026, 4, 1), last=date(2026, 3, 1))
    with pytest.raises(Invalid, match="cut-off"):
        of_march(session, cut_off=date(2026, 3, 2))


def test_an_administrator_counts_nothing(office: Office) -> None:
    with pytest.raises(NotAllowed, match="who work on cases"):
        of_march(office.session(ADMIN))
    with pytest.raises(NotAllowed, match="needs the role"):
        run(office.session(ADMIN), ReportStatistics(FIRST, LAST))


# withheld


def test_for_others_few_are_withheld_and_no_case_is_named(sample: Session, tmp_path: Path) -> None:
    view = statistics_view(sample, first=FIRST, last=LAST)
    few = [
        (one, row.key, column.key)
        for one in view.tables
        for row in one.rows
        for column in one.columns
        if column.kind is ColumnKind.COUNT and one.figure(row.key, column.key).value in (1, 2)
    ]
    assert few
    assert all(view.said(*cell) == "s" for cell in few)
    dossier = freeze_statistics(sample, ReportStatistics(FIRST, LAST))
    said = dossier.canonical().decode()
    assert '"s"' in said
    assert not [reference for reference in references(sample) if reference in said]
    assert not re.search(r"\d of \d+ counted", said)
    assert "T2 Suspensions and holds" in text_of(dossier, tmp_path)


def test_for_the_office_everything_is_told(sample: Session) -> None:
    dossier = freeze_statistics(sample, ReportStatistics(FIRST, LAST, whole=True))
    t2 = next(one for one in dossier.tables if one.id == "t2")
    assert not any(
        getattr(cell, "text", cell) == "s" for row in t2.rows for cell in row if cell is not None
    )


def test_a_year_is_held_against_the_part_that_was_printed(office: Office) -> None:
    """Three cases of March are out; of the one that came in April nothing may be told by a year."""
    for number in (2, 3):
        office.take_in(declared(lrn=f"LW-{number}"))
    session, march = office.session(HEAD), date(2026, 3, 31)
    freeze_statistics(session, ReportStatistics(date(2026, 3, 1), march))
    office.clock.move(days=10)
    office.take_in(declared(lrn="LW-4"))
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    for_others = statistics_view(session, first=first, last=last)
    t1 = table(for_others, "T1")
    assert (t1.figure("all", "all").value, for_others.said(t1, "all", "all")) == (4, "s")
    assert for_others.crossing == ()
    freeze_statistics(session, ReportStatistics(first, last))
    crossing = statistics_view(session, first=date(2026, 3, 15), last=date(2026, 4, 30))
    assert [one.partition("-ST-")[2] for one in crossing.crossing] == ["2026-03-01--2026-03-31-D1"]
    dossier = freeze_statistics(session, ReportStatistics(date(2026, 3, 15), date(2026, 4, 30)))
    said = [
        str(in_english(cell))
        for row in dossier.tables[0].rows
        for cell in row
        if isinstance(cell, str)
    ]
    assert any("2026-03-31-D1 cross this one" in one for one in said)


# kept and reconciled


def test_a_later_print_names_each_figure_that_moved_with_its_cases(office: Office) -> None:
    session = office.session(HEAD)
    march = ReportStatistics(date(2026, 3, 1), date(2026, 3, 31), whole=True)
    first = freeze_statistics(session, march)
    assert not of_march(session).moved
    office.clock.move(hours=1)
    office.take_in(declared(lrn="LW-2"))
    moved = of_march(session).moved
    cells = {(one.table.value, one.row, one.column): one for one in moved}
    entered = cells["T1", "All", "Cases"]
    assert (entered.then, entered.now) == ("1", "2")
    assert (entered.dossier, entered.cases) == (first.id, ("PL1-2026-000002",))
    assert entered.why == "Cases were entered after it was counted."
    assert [one.dossier for one in moved if one.table == "T2"] == []
    again = freeze_statistics(session, ReportStatistics(*_march()))
    assert again.id.endswith("--2026-03-31-D2")
    assert "PL1-2026-000002" not in again.canonical().decode()


def _march() -> tuple[date, date]:
    return date(2026, 3, 1), date(2026, 3, 31)


def test_others_are_not_told_that_a_figure_moved_which_is_withheld(office: Office) -> None:
    session = office.session(HEAD)
    freeze_statistics(session, ReportStatistics(*_march()))
    office.clock.move(hours=1)
    office.take_in(*(declared(lrn=f"LW-{n}") for n in range(2, 12)))
    others = of_march(session, whole=False)
    assert others.earlier == 1
    assert not any("s" in (one.then, one.now) for one in others.moved)
    told = freeze_statistics(session, ReportStatistics(*_march())).canonical().decode()
    assert "Cases were entered after" not in told
    own = {(one.table.value, one.row, one.column): one for one in of_march(session).moved}
    assert (own["T1", "All", "Cases"].then, own["T1", "All", "Cases"].now) == ("s", "11")


def test_what_an_office_printed_for_itself_is_told_to_nobody_else(office: Office) -> None:
    session = office.session(HEAD)
    freeze_statistics(session, ReportStatistics(*_march(), whole=True))
    office.clock.move(hours=1)
    office.take_in(declared(lrn="LW-2"))
    others = of_march(session, whole=False)
    assert (others.earlier, others.moved) == (0, ())


def test_a_print_stays_as_it_is(office: Office) -> None:
    freeze_statistics(office.session(HEAD), ReportStatistics(*_march()))
    for statement in ("DELETE FROM statistic_print", "UPDATE statistic_print SET whole = 1"):
        with (
            pytest.raises(NotAllowed, match="never changed or removed"),
            office.session(REVIEWER).writing("attack") as work,
        ):
            work.conn.exec_driver_sql(statement)


def test_the_files_verify_and_hold_the_figures(office: Office, tmp_path: Path) -> None:
    pdf, xlsx = tmp_path / "s.pdf", tmp_path / "s.xlsx"
    run(office.session(HEAD), ReportStatistics(*_march(), pdf=pdf, xlsx=xlsx))
    found = reporting.verify_reports([pdf, xlsx])
    assert (found.passed, found.same_dossier) == (True, True)


def test_tables_that_are_named_are_printed_alone(office: Office) -> None:
    wanted = (StatisticTable.T2, StatisticTable.T12)
    dossier = freeze_statistics(office.session(HEAD), ReportStatistics(*_march(), tables=wanted))
    assert [one.id for one in dossier.tables if one.id.startswith("t")] == ["t2", "t12"]


# the contribution to the annual report


def test_the_contribution_to_the_annual_report_is_its_five_tables(
    office: Office, tmp_path: Path
) -> None:
    asked = ReportStatistics(*YEAR_2025, chosen=StatisticSet.ANNUAL_REPORT)
    dossier = freeze_statistics(office.session(HEAD), asked)
    assert dossier.report_type == "Contribution to the annual report"
    printed = [one.id for one in dossier.tables if one.id.startswith("t")]
    assert printed == ["t5", "t6", "t7", "t9", "t11"]
    assert "Art. 26(3)" in text_of(dossier, tmp_path)


def test_it_is_of_a_calendar_year_and_takes_no_tables_besides(office: Office) -> None:
    session, chosen = office.session(HEAD), StatisticSet.ANNUAL_REPORT
    with pytest.raises(Invalid, match="calendar year") as refused:
        freeze_statistics(
            session, ReportStatistics(date(2025, 1, 1), date(2025, 11, 30), chosen=chosen)
        )
    assert "2025-12-31" in str(refused.value.remedy)
    both = ReportStatistics(*YEAR_2025, tables=(StatisticTable.T2,), chosen=chosen)
    with pytest.raises(Invalid, match="tables besides"):
        freeze_statistics(session, both)


YEAR_2025 = date(2025, 1, 1), date(2025, 12, 31)


# lists that were too old


def gaps_of(office: Office) -> dict[str, tuple[str, ...]]:
    """What was wanting in lists → the last figure of the references, of everything until now."""
    today = local_date(office.clock(), "PL")
    view = of_march(office.session(HEAD), last=today)
    found = table(view, "T12")
    assert "watched" not in str(found)  # a list is never named
    return {
        row.key.removeprefix("list "): tuple(one[-1] for one in found.figure(row.key, "cases").ids)
        for row in found.rows
        if row.key.startswith("list ")
    }


def test_a_list_is_too_old_by_the_limit_of_the_day_on_which_it_was_used(office: Office) -> None:
    def limit(days: str) -> None:
        office.clock.move(hours=1)
        do(office.session(HEAD), ChangeSetting("age_limit.watched", days))
        office.clock.move(hours=1)

    assert gaps_of(office) == {"no_limit": ("1",)}
    limit("30")
    assert gaps_of(office) == {"no_limit": ("1",)}  # it was screened before there was one
    office.take_in(declared(lrn="LW-2"))
    assert gaps_of(office) == {"no_limit": ("1",)}
    office.clock.move(days=60)
    office.take_in(declared(lrn="LW-3"))
    assert gaps_of(office) == {"no_limit": ("1",), "too_old": ("3",)}
    limit("999")
    assert gaps_of(office) == {"no_limit": ("1",), "too_old": ("3",)}
    office.take_in(declared(lrn="LW-4"))
    limit("1")
    assert gaps_of(office) == {"no_limit": ("1",), "too_old": ("3",)}


def test_a_chart_of_figures_that_are_all_withheld_is_not_drawn(sample: Session) -> None:
    view = statistics_view(sample, first=FIRST, last=LAST, whole=True)
    (gaps,) = [one for one in view.tables if one.table is StatisticTable.T12]
    places = [place_in(gaps, row.key, gaps.chart) for row in gaps.rows]
    assert bars_drawn(view, gaps) is not None
    assert bars_drawn(replace(view, withheld=frozenset(places[1:])), gaps) is not None
    assert bars_drawn(replace(view, withheld=frozenset(places)), gaps) is None
