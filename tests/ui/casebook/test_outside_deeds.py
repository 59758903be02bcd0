"""An authority whose word confirms keys, and an older casebook that two accept, in the window."""

import shutil
from pathlib import Path

import pytest
from tests.ui.desk_office import ADMINISTRATOR, ANALYST, PASSWORD, REVIEWER, Answers, Hands

from landwaiter.domain.casebook.deeds import NameAuthority
from landwaiter.services.deeds.engine import do
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session
from landwaiter.ui.opening.sign_in import SignInScreen
from landwaiter.ui.window.offer_table import BY_NAME

KEY = "ab" * 32


def sign_in(hands: Hands, name: str) -> None:
    screen = hands.room.desk.shell.current
    assert isinstance(screen, SignInScreen)
    screen.user.setCurrentText(name)
    screen.password.setText(PASSWORD)
    screen.enter.click()
    hands.settle()


@pytest.fixture
def path(hands: Hands) -> Path:
    sign_in(hands, ADMINISTRATOR)
    return hands.room.desk.known_session.casebook.path


def deed(hands: Hands, name: str) -> None:
    BY_NAME[name].begin(hands.room)
    hands.settle()


def test_an_authority_is_asked_for_and_waits(hands: Hands, answers: Answers, path: Path) -> None:
    answers.answers = {"name": "the ministry", "key": KEY}
    deed(hands, "name_authority")
    with sessions.open_casebook(path, user=REVIEWER, password=PASSWORD).casebook as casebook:
        session = Session(casebook, sessions.every_handler)
        assert do(session, NameAuthority(KEY, "the ministry")).outcome


def test_a_request_is_written_and_somebody_elses_word_is_not_taken(
    hands: Hands, answers: Answers, path: Path, tmp_path: Path
) -> None:
    answers.answers = {"user": ANALYST}
    asked, answered = tmp_path / "asked.json", tmp_path / "answered.json"
    answers.saved = [asked, answered]
    deed(hands, "ask_authority")
    assert asked.is_file()
    answers.files = (asked,)
    deed(hands, "answer_for_authority")
    assert not answered.exists(), "nobody is the authority of the own office"
    deed(hands, "take_answer")
    assert path.is_dir()


def test_a_casebook_that_is_not_behind_needs_no_acceptance(
    hands: Hands, answers: Answers, path: Path
) -> None:
    deed(hands, "accept_older")
    assert "not older" in answers.told[-1][1]
    assert path.is_dir()


def test_an_older_casebook_is_accepted_by_two(hands: Hands, answers: Answers, path: Path) -> None:
    kept = Path(shutil.copytree(path, path.with_name("kept")))
    opened = sessions.open_casebook(path, user=ANALYST, password=PASSWORD)
    with opened.casebook as casebook, casebook.write("note", now=opened.now()) as work:
        work.audit("office.noted", "office", {})
    hands.room.desk.get_up()
    hands.settle()
    path.rename(path.with_name("newer"))
    kept.rename(path)
    for name in (ADMINISTRATOR, REVIEWER):
        hands.room.desk.get_up()
        hands.room.door.show_sign_in(path, name)
        hands.settle()
        sign_in(hands, name)
        assert hands.room.desk.known_session.casebook.seen.behind
        deed(hands, "accept_older")
    assert "older than what this machine has seen" in answers.told[-1][1]
    assert not hands.room.desk.known_session.casebook.seen.behind
