"""The Member State of a casebook can be another until the first case, and never after it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.services.sample_office import ADMIN, HEAD, NOW, PASSWORD, Office
from tests.settings import change_settings

from landwaiter.domain.base.zones import MEMBER_STATE
from landwaiter.errors import Invalid, NotAllowed, Unavailable
from landwaiter.resources import root
from landwaiter.services.law.packs import shipped_packs
from landwaiter.services.people.first_steps import first_steps
from landwaiter.services.table import sessions
from landwaiter.services.table.sessions import CasebookOffice
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import chain
from landwaiter.storage.base.settings import set_setting

EWA = "Ewa Nowak"


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Session]:
    packs = [one for one in shipped_packs(root()) if one.id in {"calendar_PL", "calendar_DE"}]
    made = sessions.create_casebook(
        tmp_path / "fresh",
        office=CasebookOffice("PL9", "PL"),
        user=EWA,
        password=PASSWORD,
        now=lambda: NOW,
        packs=packs,
    )
    yield made.session
    made.session.casebook.close()


def test_a_fresh_casebook_takes_another_state_at_once_and_keeps_it(fresh: Session) -> None:
    change_settings(fresh, {MEMBER_STATE: "DE"})
    assert fresh.casebook.member_state == "DE"
    path = fresh.casebook.path
    fresh.casebook.close()
    again = sessions.open_casebook(path, user=EWA, password=PASSWORD, now=lambda: NOW)
    with again.casebook:
        assert again.casebook.member_state == "DE"
        assert "Germany" in first_steps(again).steps[0].says
        with again.reading() as conn:
            newest = chain.entries(conn, limit=1, newest_first=True)[0]
    assert (newest.deed, newest.object) == ("office.setting_changed", f"setting/{MEMBER_STATE}")
    assert '"DE"' in (newest.payload or "")


def test_a_window_that_was_open_before_works_by_the_new_state(fresh: Session) -> None:
    other = sessions.open_casebook(
        fresh.casebook.path, user=EWA, password=PASSWORD, now=lambda: NOW
    )
    with other.casebook:
        change_settings(fresh, {MEMBER_STATE: "DE"})
        with other.writing("save_draft") as work:
            work.quiet()
            assert other.casebook.member_state == "DE"


@pytest.mark.parametrize("state", ["XX", "de", "Germany"])
def test_what_is_no_state_is_refused(fresh: Session, state: str) -> None:
    with pytest.raises(Invalid, match="no value of the setting"):
        change_settings(fresh, {MEMBER_STATE: state})
    assert fresh.casebook.member_state == "PL"


def test_a_state_without_a_calendar_is_refused(fresh: Session) -> None:
    with pytest.raises(Unavailable, match="no calendar of FR"):
        change_settings(fresh, {MEMBER_STATE: "FR"})
    assert fresh.casebook.member_state == "PL"


@pytest.mark.parametrize("who", [HEAD, ADMIN])
def test_with_the_first_case_it_is_fixed(office: Office, who: str) -> None:
    with pytest.raises(NotAllowed, match="fixed since the first case"):
        change_settings(office.session(who), {MEMBER_STATE: "DE"})
    assert office.session(who).casebook.member_state == "PL"


def test_the_database_refuses_it_too(office: Office) -> None:
    session = office.session(ADMIN)
    with (
        pytest.raises(NotAllowed, match="fixed since the first case"),
        session.writing("set_preferences") as work,
    ):
        set_setting(work.conn, MEMBER_STATE, "DE", by=work.actor, at=work.now)
