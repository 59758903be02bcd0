"""Deputies in the window: named by two, and in office while somebody is said to be away."""

from pathlib import Path

import pytest
from tests.ui.casebook.test_outside_deeds import deed, sign_in
from tests.ui.desk_office import ADMINISTRATOR, ANALYST, PASSWORD, REVIEWER, Answers, Hands

from landwaiter.domain.people.deeds import NameDeputy
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds.engine import do
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session


@pytest.fixture
def path(hands: Hands) -> Path:
    sign_in(hands, ADMINISTRATOR)
    return hands.room.desk.known_session.casebook.path


def roles(hands: Hands, name: str) -> tuple[str, ...]:
    return casebooks.user_row(hands.room.desk.known_session, name).roles


def test_a_deputy_is_named_and_holds_the_roles_meanwhile(
    hands: Hands, answers: Answers, path: Path
) -> None:
    answers.answers = {"deputy": ANALYST, "absent": REVIEWER, "roles": " reviewer, "}
    deed(hands, "name_deputy")
    with sessions.open_casebook(path, user=REVIEWER, password=PASSWORD).casebook as casebook:
        assert do(
            Session(casebook, sessions.every_handler),
            NameDeputy(ANALYST, REVIEWER, frozenset(["reviewer"])),
        ).outcome
    deed(hands, "end_absence")
    assert "Nobody is said to be away" in answers.told[-1][1]
    answers.answers = {"person": REVIEWER}
    deed(hands, "begin_absence")
    assert "reviewer" in roles(hands, ANALYST)
    deed(hands, "end_absence")
    assert "reviewer" not in roles(hands, ANALYST)
