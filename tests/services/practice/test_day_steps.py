"""The day in twelve steps, as the casebook tells it; and throwing the training casebook away."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from tests.deeds.proposals import do_with_care
from tests.deeds.said import said
from tests.services.practice.practising import NOON, PASSWORD, TRAINEE, practice_casebook
from tests.services.sample_office import HEAD, Office

from landwaiter.domain.casebook.deeds import BackUp
from landwaiter.domain.cases.case import Action, ActionKind, Case
from landwaiter.domain.cases.deeds import BeginTriage, TakeCase
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.reports.deeds import CaseReport, ReportCase
from landwaiter.errors import NotAllowed, Unavailable
from landwaiter.resources import root
from landwaiter.services.cases import case_reads
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.demo.script import read_script
from landwaiter.services.practice.day_steps import COLLEAGUE, day_steps, declaration_beside
from landwaiter.services.practice.exercises import practice_folder
from landwaiter.services.practice.removal import throw_away
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import machine_mark
from landwaiter.storage.base.settings import set_setting

__all__ = ["practice_casebook"]
WHY = "stated on page 4 of the catalogue"


def opened(book: Path) -> Session:
    return sessions.open_casebook(book, user=TRAINEE, password=PASSWORD, now=lambda: NOON)


@pytest.fixture
def book(practice_casebook: Path, tmp_path: Path) -> Path:
    shutil.copytree(practice_casebook.parent, tmp_path / "practice")
    return tmp_path / "practice" / "casebook"


@pytest.fixture
def session(book: Path) -> Iterator[Session]:
    made = opened(book)
    yield made
    made.casebook.close()


def done(session: Session) -> list[str]:
    return [one.key for one in day_steps(session).steps if one.done]


def test_nothing_of_the_day_is_done_at_first(session: Session) -> None:
    found = day_steps(session)
    assert (len(found.steps), found.done) == (12, 0)
    present = found.present()
    assert present is not None
    assert present.key == "take_in"
    assert found.present({"take_in"}) == found.steps[1]
    assert all(one.text and "{" not in one.text for one in found.steps)


def test_a_step_is_done_by_its_deed(session: Session, book: Path, tmp_path: Path) -> None:
    run(session, TakeIn((declaration_beside(book),)))
    assert done(session) == ["take_in"]
    triage = day_steps(session).steps[1].reference
    do(session, BeginTriage(triage))
    run(session, BackUp(tmp_path / "practice.backup"))
    assert done(session) == ["take_in", "today", "backup"]


def case_for(
    session: Session, act: str, fits: Callable[[CaseView], bool] = lambda _view: True
) -> Case:
    """The first case on which this person may do this, and that fits."""
    rows = case_reads.list_cases(session, limit=100).rows
    views = (case_reads.case_view(session, row.reference) for row in rows)
    return next(
        view.case
        for view in views
        if fits(view) and any(one.allowed for one in view.acts if one.act == act)
    )


def judge(session: Session) -> None:
    case = case_for(session, "judge", lambda view: any(not one.judgement for one in view.case.hits))
    hit = next(one for one in case.hits if not one.judgement)
    do(session, said("judge", reference=case.reference, hit=hit.id, outcome="unsure", reason=WHY))


def classify(session: Session) -> None:
    case = case_for(session, "classify", lambda view: bool(view.case.items))
    given = {"item": case.items[0].no, "code": "2B001", "outcome": "insufficient", "reason": WHY}
    do(session, said("classify", reference=case.reference, **given))


def dismiss_a_flag(session: Session) -> None:
    reference = case_for(session, "dismiss_flag", lambda view: bool(view.raised)).reference
    flag = case_reads.case_view(session, reference).raised[0].rule
    do(session, said("dismiss_flag", reference=reference, flag=flag, reason=WHY))


def request(session: Session) -> None:
    reference = case_for(session, "request_information").reference
    do(session, said("request_information", reference=reference, to="the exporter", reason=WHY))


def open_questions(case: Case) -> list[Action]:
    kinds = (ActionKind.INFORMATION_REQUEST, ActionKind.TECHNICAL_OPINION)
    return [one for one in case.actions if one.kind in kinds and one.answered_at is None]


def answer(session: Session) -> None:
    case = case_for(session, "record_answer", lambda view: bool(open_questions(view.case)))
    asked = open_questions(case)[0].id
    do(session, said("record_answer", reference=case.reference, action=asked, reason=WHY))


def propose(session: Session) -> None:
    reference = case_for(session, "propose").reference
    do_with_care(session, "propose", reference, outcome="release", reason=WHY)


def is_of_trainee(view: CaseView) -> bool:
    return view.case.decision is not None and view.case.decision.author == TRAINEE


def approve(session: Session) -> None:
    do_with_care(session, "approve", case_for(session, "return", is_of_trainee).reference)


def give_back(session: Session) -> None:
    do(session, said("return", reference=case_for(session, "return").reference, reason=WHY))


def report(session: Session) -> None:
    pdf = session.casebook.path.parent / "report.pdf"
    run(session, ReportCase(CaseReport.CASE, case_for(session, "note").reference, pdf))


WORKED: Mapping[str, Callable[[Session], object]] = {
    "take_in": lambda session: run(session, TakeIn((declaration_beside(session.casebook.path),))),
    "today": lambda session: do(session, TakeCase(case_for(session, "take").reference)),
    "judge": judge,
    "classify": classify,
    "flag": dismiss_a_flag,
    "request": request,
    "answer": answer,
    "propose": propose,
    "approve": approve,
    "return": give_back,
    "report": report,
    "backup": lambda session: run(session, BackUp(session.casebook.path.parent / "b.backup")),
}
"""Each step → the deed that its text names."""
BY_REVIEWER = ("approve", "return")


def test_all_twelve_steps_are_done_each_by_its_own_deed(session: Session, book: Path) -> None:
    person = read_script(practice_folder()).person("reviewer")
    reviewer = sessions.open_casebook(
        book, user=person.name, password=person.password, now=lambda: NOON
    )
    with reviewer.casebook:
        assert list(WORKED) == [one.key for one in day_steps(session).steps]
        for number, (key, work) in enumerate(WORKED.items(), start=1):
            if key == "return":
                propose(session)  # “another proposal”: there is none but the trainee's own
            work(reviewer if key in BY_REVIEWER else session)
            assert done(session) == list(WORKED)[:number]
    found = day_steps(session)
    assert (found.done, found.present()) == (12, None)


def test_the_second_person_is_named_with_the_password_that_signs_them_in(session: Session) -> None:
    script = read_script(practice_folder())
    reviewer = script.person("reviewer")
    assert script.person("colleague").name == COLLEAGUE
    approve = next(one for one in day_steps(session).steps if one.key == "approve")
    assert reviewer.name in approve.text
    assert reviewer.password in approve.text


def test_the_training_casebook_is_thrown_away_and_nothing_beside_it(book: Path) -> None:
    session = opened(book)
    assert throw_away(session) == book
    assert not book.exists()
    assert declaration_beside(book).is_file()
    assert not machine_mark.place_of(session.casebook.id).exists()


def test_another_casebook_is_never_thrown_away(office: Office) -> None:
    session = office.session(HEAD)
    folder = session.casebook.path
    with session.writing("set_preferences") as work:  # even one that is marked as a sample
        set_setting(work.conn, "sample", "true", by=work.actor, at=work.now)
        work.quiet()
    with pytest.raises(NotAllowed, match="no training casebook"):
        day_steps(session)
    with pytest.raises(NotAllowed, match="no training casebook"):
        throw_away(session)
    assert (folder / "casebook.db").is_file()
    assert (folder / "keys.json").is_file()
    with session.reading() as conn:  # it is still open
        assert session.registry(conn).people


def test_cases_named_like_exercises_make_no_training_casebook(session: Session, book: Path) -> None:
    with session.writing("set_preferences") as work:
        set_setting(work.conn, "sample", "false", by=work.actor, at=work.now)
        work.quiet()
    with pytest.raises(NotAllowed, match="no training casebook"):
        throw_away(session)
    assert (book / "casebook.db").is_file()


def test_one_that_is_open_elsewhere_stays(session: Session, book: Path) -> None:
    other = opened(book)
    with pytest.raises(Unavailable, match="open elsewhere"):
        throw_away(other)
    assert (book / "casebook.db").is_file()
    assert day_steps(session).done == 0


def test_the_declaration_of_the_first_step_is_the_shipped_sample(book: Path) -> None:
    shipped = root() / "samples" / "aes_cc515c.xml"
    assert declaration_beside(book).read_text("utf-8") == shipped.read_text("utf-8")
