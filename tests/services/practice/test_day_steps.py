"""The day in twelve steps, as the casebook tells it; and throwing the training casebook away."""

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.deeds.proposals import do_with_care
from tests.services.practice.practising import NOON, PASSWORD, TRAINEE, practice_casebook
from tests.services.sample_office import HEAD, Office

from landwaiter.domain.casebook.deeds import BackUp
from landwaiter.domain.cases.case import Case, Stage
from landwaiter.domain.cases.deeds import BeginTriage
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.errors import NotAllowed, Unavailable
from landwaiter.resources import root
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.cases.listed_cases import list_cases
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
WHY = "the catalogue states it on page 4"


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


def test_all_twelve_are_done_by_two_persons_in_a_day(
    session: Session, book: Path, tmp_path: Path
) -> None:
    """Each step is done by what it says, and by nothing before it."""
    opened_by = partial(sessions.open_casebook, book, now=lambda: NOON)
    name = read_script(practice_folder()).person("reviewer")
    reviewer = opened_by(user=name.name, password=name.password)

    def work(which: Callable[[Case], bool]) -> str:
        cases = (row.reference for row in list_cases(session).rows)
        return next(one for one in cases if which(case_view(session, one).case))

    def act(deed: str, reference: str, who: Session = session, **given: Any) -> None:
        do_with_care(who, deed, reference, **given)

    def propose(reference: str) -> None:
        if case_view(session, reference).case.stage is not Stage.ASSESSMENT:
            act("assess", reference)
        act("propose", reference, outcome="release", reason=WHY)

    def return_another() -> None:
        propose(second)
        act("return", second, reviewer, reason=WHY)

    first, second = (row.reference for row in list_cases(session).rows[:2])
    hit = work(lambda case: bool(case.hits))
    flagged = next(
        row.reference
        for row in list_cases(session).rows
        if case_view(session, row.reference).raised
    )
    item = work(lambda case: bool(case.candidates))
    day: dict[str, Callable[[], object]] = {
        "take_in": lambda: run(session, TakeIn((declaration_beside(book),))),
        "today": lambda: do(session, BeginTriage(first)),
        "judge": lambda: act(
            "judge", hit, hit=case_view(session, hit).case.hits[0].id, outcome="unsure", reason=WHY
        ),
        "classify": lambda: act(
            "classify",
            item,
            item=case_view(session, item).case.candidates[0].item_no,
            code=case_view(session, item).case.candidates[0].code,
            outcome="rejected",
            reason=WHY,
        ),
        "flag": lambda: act(
            "substantiate", flagged, flag=case_view(session, flagged).raised[0].rule, reason=WHY
        ),
        "request": lambda: act("request_information", first, to="the exporter", reason="for whom?"),
        "answer": lambda: act("record_answer", first, action="information_request", reason=WHY),
        "propose": lambda: propose(first),
        "approve": lambda: act("approve", first, reviewer),
        "return": return_another,
        "report": lambda: run(
            session, ReportCase(CaseReport("case"), first, xlsx=tmp_path / "case.xlsx")
        ),
        "backup": lambda: run(session, BackUp(tmp_path / "practice.backup")),
    }
    with reviewer.casebook:
        assert list(day) == [one.key for one in day_steps(session).steps]
        for number, does in enumerate(day.values()):
            assert done(session) == list(day)[:number]
            does()
    assert day_steps(session).present() is None


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
