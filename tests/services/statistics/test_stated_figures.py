"""Figures that an office states of itself: by two persons, printed with who said it, never 0."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.deeds.examples.statistics import FIGURES
from tests.reports.test_pdf import text_of
from tests.services.sample_office import ANALYST, HEAD, REASON, REVIEWER, Office, write_csv

from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.reports.subject_deeds import ReportStatistics
from landwaiter.domain.statistics.deeds import ImportFigureList, StateFigure
from landwaiter.errors import Invalid, NotAllowed
from landwaiter.services.deeds import motions
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.reports.statistics_report import freeze_statistics
from landwaiter.services.statistics.statistics_view import (
    StatisticsView,
    figures_of_office,
    statistics_view,
)

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
STAFF = StateFigure("staff", 2025, "7.5", "staff plan of 2 January", REASON)


def agree(office: Office, who: str = REVIEWER) -> None:
    """To everything that waits."""
    session = office.session(who)
    waiting = tuple(row.motion.id for row in motions.waiting(session))
    assert waiting
    do(session, SecondOpenMotions(waiting))


def state(office: Office, said: StateFigure = STAFF, who: str = ANALYST) -> None:
    do(office.session(who), said)
    agree(office)


def listed(office: Office, *rows: dict[str, str]) -> None:
    file = write_csv(office.path.parent / "figures.csv", rows or FIGURES)
    run(office.session(HEAD), ImportFigureList(file, REASON))
    agree(office)


def of_2025(office: Office, *, whole: bool = True, last: date = LAST) -> StatisticsView:
    return statistics_view(office.session(HEAD), first=FIRST, last=last, whole=whole)


def value(view: StatisticsView, name: str, row: str) -> Decimal | int | None:
    (table,) = (one for one in view.tables if one.table == name)
    return table.figure(row, "value").value


def opened(said: str, year: int = 2025, code: str = "opened") -> StateFigure:
    return StateFigure(code, year, said, "letter of the prosecution", REASON)


def test_what_one_person_says_does_not_count_until_another_agrees(office: Office) -> None:
    do(office.session(ANALYST), STAFF)
    assert value(of_2025(office), "T11", "staff") is None
    with pytest.raises(NotAllowed):
        agree(office, ANALYST)
    agree(office)
    assert value(of_2025(office), "T11", "staff") == Decimal("7.5")
    (staff, *_rest) = figures_of_office(office.session(HEAD))
    (said,) = staff.stated
    assert (said.author, said.confirmed, said.day) == (ANALYST, REVIEWER, date(2026, 3, 30))


def test_it_is_of_that_calendar_year_alone(office: Office) -> None:
    state(office)
    half = of_2025(office, last=date(2025, 6, 30))
    assert value(half, "T11", "staff") is None
    (t11,) = (one for one in half.tables if one.table == "T11")
    assert "whole years" in t11.notes[0]


def test_the_list_is_the_office_s_and_none_is_invented(office: Office, tmp_path: Path) -> None:
    (d1,) = (one for one in of_2025(office).tables if one.table == "D1")
    assert (d1.rows, d1.empty[:26]) == ((), "The office has imported no")
    listed(office)
    assert value(of_2025(office), "D1", "opened") is None
    state(office, opened("not-known"))
    assert value(of_2025(office), "D1", "opened") is None
    dossier = freeze_statistics(office.session(HEAD), ReportStatistics(FIRST, LAST, whole=True))
    said = " ".join(text_of(dossier, tmp_path).split())
    assert "not known to customs" in said
    assert f"{ANALYST}, confirmed by {REVIEWER}" in said
    assert "letter of the prosecution" in said
    state(office, opened("0"))
    assert value(of_2025(office), "D1", "opened") == 0


def test_a_later_statement_corrects_it_and_the_print_before_is_told(office: Office) -> None:
    state(office)
    first = freeze_statistics(office.session(HEAD), ReportStatistics(FIRST, LAST, whole=True))
    state(office, replace(STAFF, value="8"))
    (moved,) = of_2025(office).moved
    assert (moved.dossier, moved.then, moved.now) == (first.id, "7.5", "8")
    assert moved.why == "The office stated it later, or anew."
    assert '"7.5"' in first.canonical().decode()


def test_what_was_not_known_is_told_so_and_not_as_0(office: Office) -> None:
    freeze_statistics(office.session(HEAD), ReportStatistics(FIRST, LAST, whole=True))
    state(office)
    (moved,) = of_2025(office).moved
    assert (moved.then, moved.now) == ("not known", "7.5")


def test_two_that_were_moved_on_the_same_ground_do_not_both_count(office: Office) -> None:
    do(office.session(ANALYST), STAFF)
    do(office.session(HEAD), replace(STAFF, value="9"))
    first, second = motions.waiting(office.session(REVIEWER))
    do(office.session(REVIEWER), SecondOpenMotions((first.motion.id,)))
    with pytest.raises(NotAllowed, match="has changed since"):
        do(office.session(REVIEWER), SecondOpenMotions((second.motion.id,)))


def test_one_or_two_of_the_list_withhold_all_of_it_for_others(office: Office) -> None:
    listed(office, *(dict(FIGURES[0], code=code) for code in ("opened", "convicted", "none")))
    for code, said in (("opened", "9"), ("convicted", "2"), ("none", "0")):
        state(office, opened(said, code=code))
    view = of_2025(office, whole=False)
    (d1,) = (one for one in view.tables if one.table == "D1")
    assert [view.said(d1, row.key, "value") for row in d1.rows] == ["s", "s", "0"]
    state(office, opened("3", code="convicted"))
    view = of_2025(office, whole=False)
    (d1,) = (one for one in view.tables if one.table == "D1")
    assert [view.said(d1, row.key, "value") for row in d1.rows] == ["9", "3", "0"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (replace(STAFF, code="budget"), "code"),
        (replace(STAFF, year=2026), "year"),
        (replace(STAFF, year=1999), "year"),
        (replace(STAFF, value="-1"), "value"),
        (replace(STAFF, value="about 7"), "value"),
        (replace(STAFF, value="NaN"), "value"),
        (replace(STAFF, value="1e3"), "value"),
        (replace(STAFF, value="0.00001"), "value"),
        (replace(STAFF, source=" "), "source"),
    ],
)
def test_what_is_no_figure_is_refused_by_field(
    office: Office, said: StateFigure, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        do(office.session(ANALYST), said)
    assert refused.value.field == field
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("rows", "row", "field"),
    [
        ("opened,,cases,own,1", 2, "title"),
        ("opened,Cases,cases,own,1\nopened,Again,cases,own,1", 3, "code"),
        ("staff,Staff,persons,own,1", 2, "code"),
        (f"opened,{'x' * 201},cases,own,1", 2, "title"),
        ("opened,Cases,cases,own,1\nconvicted,Convicted,persons", 3, "source"),
    ],
)
def test_a_row_that_misfits_is_named_and_nothing_is_kept(
    office: Office, rows: str, row: int, field: str
) -> None:
    file = office.path.parent / "figures.csv"
    file.write_text(f"code,title,unit,source,edition\n{rows}\n", encoding="utf-8")
    with pytest.raises(Invalid) as refused:
        run(office.session(HEAD), ImportFigureList(file, REASON))
    assert (refused.value.file, refused.value.row) == ("figures.csv", row)
    assert refused.value.field == field
    assert not motions.waiting(office.session(REVIEWER))


def test_a_file_without_a_column_and_the_same_list_again_are_refused(
    office: Office, tmp_path: Path
) -> None:
    file = tmp_path / "figures.csv"
    file.write_text("code,title\na,b\n", encoding="utf-8")
    with pytest.raises(Invalid, match="column is missing"):
        run(office.session(HEAD), ImportFigureList(file, REASON))
    listed(office)
    with pytest.raises(Invalid, match="the list that the office has"):
        run(office.session(HEAD), ImportFigureList(office.path.parent / "figures.csv", REASON))


def test_what_was_stated_under_an_earlier_list_stays_readable(office: Office) -> None:
    listed(office)
    state(office, opened("12"))
    listed(office, dict(FIGURES[0], code="closed"))
    assert [row.key for row in of_2025(office).tables[-1].rows] == ["closed"]
    gone = figures_of_office(office.session(HEAD))[-1]
    assert (gone.code, gone.title, gone.stated[0].value) == ("opened", "off the list", Decimal(12))
