"""Reports on what is no case: the figures of the screen, for whoever may read them there."""

import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.deeds.proposals import do_with_care
from tests.demonstration import NOON, Demonstration
from tests.reports.test_pdf import text_of
from tests.services.casebook.test_checking import changed
from tests.services.casebook.test_checking import report as checked
from tests.services.office.test_load import HEAD_OF_SAMPLE
from tests.services.practice.practising import NOON as BEGUN
from tests.services.practice.practising import PASSWORD, TRAINEE, practice_casebook
from tests.services.reports.test_report_types import table, words
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    HEAD,
    REASON,
    REF,
    REVIEWER,
    Office,
    declared,
)

from landwaiter.domain.cases.deeds import BeginAssessment
from landwaiter.domain.cases.stages import stage_title
from landwaiter.domain.practice.grading import PointState
from landwaiter.domain.reports.subject_deeds import (
    ReportLoad,
    ReportPractice,
    ReportReviewers,
    ReportStates,
)
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.office.load import office_load
from landwaiter.services.practice.grades import grade_exercise, grade_exercises
from landwaiter.services.reports import reporting
from landwaiter.services.reports.load_report import freeze_load
from landwaiter.services.reports.practice_report import freeze_practice
from landwaiter.services.reports.reviewers_report import freeze_reviewers
from landwaiter.services.review.returns import reviewers
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session

__all__ = ["practice_casebook"]
CAMERA = "TRAIN1-2026-000012"
SECOND = "PL1-2026-000002"
WHY_RETURNED = "the end user is not named anywhere"


@pytest.fixture(scope="module")
def sample(
    demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    user, password = HEAD_OF_SAMPLE
    folder = demonstration.casebook_in(tmp_path_factory.mktemp("subjects"))
    session = sessions.open_casebook(folder, user=user, password=password, now=lambda: NOON)
    with session.casebook:
        yield session


@pytest.fixture
def training(practice_casebook: Path, tmp_path: Path) -> Iterator[Session]:
    book = Path(shutil.copytree(practice_casebook, tmp_path / "training"))
    now = BEGUN + timedelta(hours=1)
    session = sessions.open_casebook(book, user=TRAINEE, password=PASSWORD, now=lambda: now)
    with session.casebook:
        yield session


@pytest.fixture
def returned(office: Office) -> Office:
    """Version 1 came back, and a changed one was approved."""
    office.act(ANALYST, "assess")
    office.act(ANALYST, "propose", outcome="hold-and-refer", reason=REASON)
    office.act(REVIEWER, "return", reason=WHY_RETURNED, kind="facts_missing")
    office.act(ANALYST, "propose", outcome="release", reason="the contract names the end user")
    office.act(REVIEWER, "approve")
    return office


def both(session: Session, said: Any, folder: Path) -> tuple[Path, Path]:
    """The files of a report, which verify."""
    pdf, xlsx = folder / "r.pdf", folder / "r.xlsx"
    run(session, said(pdf=pdf, xlsx=xlsx))
    found = reporting.verify_reports([pdf, xlsx])
    assert (found.passed, found.same_dossier) == (True, True)
    return pdf, xlsx


def rows(xlsx: Path, sheet: str) -> list[Mapping[str, Any]]:
    """The rows of a sheet by the words over its columns, down to the first empty one."""
    with closing(load_workbook(xlsx, read_only=True)) as book:
        head, *others = book[sheet].iter_rows(values_only=True)
    titles = [str(title) for title in head if title]
    found: list[Mapping[str, Any]] = []
    for row in others:
        if not row or row[0] is None:
            break
        found.append(dict(zip(titles, row, strict=False)))
    return found


# load of the office


def test_the_load_in_the_workbook_is_that_of_the_screen(sample: Session, tmp_path: Path) -> None:
    view = office_load(sample)
    _pdf, xlsx = both(sample, ReportLoad, tmp_path)
    assert [
        (row["Officer"], row["Open cases"], row["Clocks of law"], row["Past due"])
        for row in rows(xlsx, "Open cases")
    ] == [
        (one.officer or "nobody has it", one.total, one.legal, one.overdue) for one in view.officers
    ]
    assert sum(one.total for one in view.officers) > 10
    assert [
        (row["Stage"], row["Cases now"], row["Left it"]) for row in rows(xlsx, "Days in a stage")
    ] == [(stage_title(one.stage), one.now, one.left) for one in view.stages]
    assert [(row["Kept"], row["Missed"], row["Running now"]) for row in rows(xlsx, "Clocks")] == [
        (one.kept, one.missed, one.running) for one in view.clocks
    ]


def test_the_load_on_paper_says_medians_and_every_value_of_few(
    sample: Session, tmp_path: Path
) -> None:
    first, last = date(2026, 10, 1), date(2026, 11, 20)
    said = text_of(freeze_load(sample, ReportLoad(first, last)), tmp_path)
    view = office_load(sample, first=first, last=last)
    assert "1 Oct 2026 to 20 Nov 2026" in said
    for one in view.stages:
        if one.calendar and one.calendar.p90 is not None:
            line = next(
                row
                for row in said.splitlines()
                if row.strip().startswith(f"{stage_title(one.stage)} ")
            )
            median = f"median {one.calendar.median.normalize():f}"
            assert f"{median}, 90 % within {one.calendar.p90}" in line
        elif one.calendar:
            assert f"{one.calendar.count} only: {one.calendar.values[0]}" in said
    assert any(one.calendar for one in view.stages)


def test_only_a_head_prints_the_names_of_colleagues(office: Office) -> None:
    office.act(ANALYST, "assess")
    named = words(table(freeze_load(office.session(HEAD), ReportLoad()), "officers"))
    assert ANALYST in named
    assert "not named" not in named
    hidden = words(table(freeze_load(office.session(REVIEWER), ReportLoad()), "officers"))
    assert ANALYST not in hidden
    assert "colleagues" in hidden
    assert "Colleagues are not named to who made this report." in hidden


def test_an_office_without_work_says_so(office: Office, tmp_path: Path) -> None:
    office.act(ANALYST, "dismiss", reason=REASON)
    days = ReportLoad(date(2025, 1, 1), date(2025, 1, 2))
    dossier = freeze_load(office.session(HEAD), days)
    said = text_of(dossier, tmp_path)
    assert "No case is open." in said
    assert "Not evaluated: no clock ended in these days and none runs." in said


def test_a_period_that_ends_before_it_begins_leaves_nothing_behind(office: Office) -> None:
    session = office.session(HEAD)
    with pytest.raises(Invalid, match="ends before it begins"):
        freeze_load(session, ReportLoad(date(2026, 2, 1), date(2026, 1, 1)))
    assert not reporting.reports_made(session).rows


# reviewers


def test_records_in_the_workbook_are_those_of_the_screen(sample: Session, tmp_path: Path) -> None:
    _period, found = reviewers(sample)
    _pdf, xlsx = both(sample, ReportReviewers, tmp_path)
    shown = rows(xlsx, "Reviewers")
    assert [(row["Reviewer"], row["Approved"], row["Returned"]) for row in shown] == [
        (one.reviewer, one.approved, one.returned) for one in found
    ]
    assert [
        (row["Approved later"], row["Changed before"], row["Fallen since"]) for row in shown
    ] == [(one.approved_later, one.changed, one.reversed) for one in found]
    assert len(rows(xlsx, "Returned proposals")) == sum(one.returned for one in found) > 0


def test_returns_are_printed_with_what_became_of_them_and_without_their_reasons(
    returned: Office, tmp_path: Path
) -> None:
    dossier = freeze_reviewers(returned.session(HEAD), ReportReviewers())
    (row,) = table(dossier, "returns").rows
    assert row[:4] == (REF, "1", ANALYST, REVIEWER)
    assert row[5:] == ("facts missing", "changed, approved as version 2")
    said = text_of(dossier, tmp_path)
    assert "facts missing 1" in said
    assert WHY_RETURNED not in re.sub(r"\s+", " ", said)


def test_a_reviewer_prints_the_own_record_and_nobody_elses(returned: Office) -> None:
    returned.take_in(declared(lrn="A-1"))
    returned.act(ANALYST, "assess", reference=SECOND)
    returned.act(ANALYST, "propose", reference=SECOND, outcome="release", reason=REASON)
    returned.act(HEAD, "approve", reference=SECOND)
    session = returned.session(REVIEWER)
    (own,) = table(freeze_reviewers(session, ReportReviewers()), "reviewers").rows
    assert REVIEWER in str(own[0])
    with pytest.raises(NotAllowed, match="each of their own"):
        freeze_reviewers(session, ReportReviewers(reviewer=HEAD))
    everybody = table(freeze_reviewers(returned.session(HEAD), ReportReviewers()), "reviewers")
    assert len(everybody.rows) == 2
    one = freeze_reviewers(returned.session(HEAD), ReportReviewers(reviewer=HEAD))
    assert len(table(one, "reviewers").rows) == 1
    assert table(one, "returns").rows == ()
    assert HEAD in one.title


def test_days_without_a_review_are_not_evaluated(office: Office, tmp_path: Path) -> None:
    said = text_of(freeze_reviewers(office.session(HEAD), ReportReviewers()), tmp_path)
    assert "Nothing was approved or returned in these days: not evaluated." in said
    assert "Nothing was returned in these days." in said


# practice


def test_grades_in_both_files_are_those_of_the_screen(training: Session, tmp_path: Path) -> None:
    do(training, BeginAssessment(CAMERA))
    do_with_care(
        training, "propose", CAMERA, outcome="hold-and-refer", reason="It looks like a camera."
    )
    graded = grade_exercise(training, CAMERA)
    _pdf, xlsx = both(training, ReportPractice, tmp_path)
    listed = rows(xlsx, "Exercises")
    assert [(row["No."], row["Case"]) for row in listed] == [
        (one.number, one.reference) for one in grade_exercises(training)
    ]
    marks = graded.count(PointState.AS_EXPECTED)
    assert listed[-1]["Points"] == f"{marks} of {len(graded.points)} points"
    points = rows(xlsx, "12. A camera for Norway")
    assert [(row["Point"], row["Expected"], row["Why"]) for row in points] == [
        (one.title, one.expected, one.why) for one in graded.points
    ]
    assert "differs" in {row["Status"] for row in points}
    said = text_of(freeze_practice(training, ReportPractice(CAMERA.lower())), tmp_path)
    assert f"{marks} of {len(graded.points)} points" in said
    assert graded.lesson.split()[0] in said


def test_before_a_proposal_nothing_is_printed_unless_it_is_asked_for(
    training: Session, tmp_path: Path
) -> None:
    silent = freeze_practice(training, ReportPractice())
    assert [one.id for one in silent.tables] == ["exercises"]
    said = text_of(silent, tmp_path)
    assert "not proposed yet, so nothing is" in said
    assert "Exercises that are not proposed yet, so that nothing is told: 12." in said
    told = freeze_practice(training, ReportPractice(solution=True))
    assert len(told.tables) == 13
    assert (silent.id, told.id) == ("TRAIN1-P-exercises-D1", "TRAIN1-P-exercises-D2")


def test_where_nobody_practises_there_is_no_such_report(office: Office, training: Session) -> None:
    with pytest.raises(NotAllowed, match="no training casebook"):
        freeze_practice(office.session(ANALYST), ReportPractice())
    with pytest.raises(NotFound, match="no exercise"):
        freeze_practice(training, ReportPractice("TRAIN1-2026-000099"))


# kept


def test_all_are_kept_in_one_list_each_numbered_by_what_it_is_about(returned: Office) -> None:
    session = returned.session(HEAD)
    days = (date(2026, 1, 1), date(2026, 3, 1))
    for said in (ReportLoad(*days), ReportLoad(*days), ReportReviewers(*days)):
        run(session, replaced(said, returned.path.parent / "r.xlsx"))
    made = reporting.reports_made(session).rows
    assert [(one.report_type, one.reference) for one in made] == [
        ("reviewers", "2026-01-01--2026-03-01"),
        ("load", "2026-01-01--2026-03-01"),
        ("load", "2026-01-01--2026-03-01"),
    ]
    assert made[1].title == "Load of the office, 1 Jan 2026 to 1 Mar 2026"


def replaced(said: ReportLoad | ReportReviewers, xlsx: Path) -> ReportLoad | ReportReviewers:
    return type(said)(said.first, said.last, xlsx=xlsx)


def test_what_a_head_froze_about_colleagues_nobody_else_takes_out_again(
    returned: Office, tmp_path: Path
) -> None:
    out = tmp_path / "again.xlsx"
    for said in (ReportLoad, ReportReviewers):
        run(returned.session(HEAD), said(xlsx=tmp_path / "r.xlsx"))
        row = reporting.reports_made(returned.session(ANALYST)).rows[0]
        for who in (ANALYST, REVIEWER, ADMIN):
            with pytest.raises(NotAllowed, match=f"is for {HEAD}"):
                reporting.render_again(returned.session(who), row.id, pdf=None, xlsx=out)
        assert not out.exists()
        reporting.render_again(returned.session(HEAD), row.id, pdf=None, xlsx=out)
        assert out.read_bytes() == (tmp_path / "r.xlsx").read_bytes()
        out.unlink()


def test_who_made_it_takes_it_out_again_and_so_does_a_head(
    returned: Office, tmp_path: Path
) -> None:
    run(returned.session(REVIEWER), ReportReviewers(xlsx=tmp_path / "r.xlsx"))
    row = reporting.reports_made(returned.session(REVIEWER)).rows[0]
    for who in (REVIEWER, HEAD):
        out = tmp_path / f"{who}.xlsx"
        reporting.render_again(returned.session(who), row.id, pdf=None, xlsx=out)
        assert out.exists()


def test_a_report_on_states_is_for_everybody(office: Office, tmp_path: Path) -> None:
    run(office.session(ANALYST), ReportStates(("CN",), xlsx=tmp_path / "r.xlsx"))
    row = reporting.reports_made(office.session(ADMIN)).rows[0]
    out = tmp_path / "again.xlsx"
    reporting.render_again(office.session(ADMIN), row.id, pdf=None, xlsx=out)
    assert out.exists()


@pytest.mark.parametrize(
    ("who", "said"),
    [(ADMIN, ReportLoad), (ADMIN, ReportReviewers), (ANALYST, ReportReviewers)],
)
def test_who_may_not_read_it_makes_no_report(
    office: Office, tmp_path: Path, who: str, said: Any
) -> None:
    with pytest.raises(NotAllowed, match="needs the role"):
        run(office.session(who), said(pdf=tmp_path / "r.pdf"))
    assert not reporting.reports_made(office.session(who)).rows
    assert not (tmp_path / "r.pdf").exists()


def test_one_that_was_changed_is_found(office: Office) -> None:
    freeze_load(office.session(HEAD), ReportLoad(date(2026, 1, 1), date(2026, 3, 1)))
    changed(
        office,
        "DROP TRIGGER subject_dossier_no_update",
        "UPDATE subject_dossier SET body = "
        "CAST(replace(CAST(body AS TEXT), '2026', '2025') AS BLOB)",
    )
    assert [one.object for one in checked(office).findings if one.check == "dossiers"] == [
        "report on Load of the office, 1 Jan 2026 to 1 Mar 2026"
    ]


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("DELETE FROM subject_dossier", "never changed or removed"),
        ("UPDATE subject_dossier SET title = 'x'", "never changed or removed"),
        ("UPDATE subject_dossier SET kind = 'entity'", "never changed or removed"),
        (
            "INSERT INTO subject_dossier SELECT 'x', 'entity', 'nobody', title, no, body, sha256, "
            "author, at, profile, addressee, withheld FROM subject_dossier",
            "no entity of this identity",
        ),
    ],
)
def test_the_database_keeps_them_as_they_are(office: Office, statement: str, why: str) -> None:
    freeze_load(office.session(HEAD), ReportLoad())
    with (
        pytest.raises(NotAllowed, match=why),
        office.session(REVIEWER).writing("attack") as work,
    ):
        work.conn.exec_driver_sql(statement)
