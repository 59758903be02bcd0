"""What an office does first: told from the casebook alone, with its act and who may do it."""

from pathlib import Path

from tests.services.sample_office import (
    ANALYST,
    HEAD,
    NOW,
    PASSWORD,
    REVIEWER,
    Office,
)

from landwaiter.domain.casebook.deeds import BackUp
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.resources import root
from landwaiter.services.deeds.engine import run
from landwaiter.services.people.first_steps import FirstSteps, first_steps, works_said
from landwaiter.services.table import sessions
from landwaiter.services.table.sessions import CasebookOffice
from landwaiter.services.warm.session import Session

ROWS = (
    "office",
    "recovery",
    "users",
    "import_list",
    "registers",
    "take_in",
    "backup",
    "four_eyes",
)


def fresh(folder: Path) -> Session:
    made = sessions.create_casebook(
        folder / "fresh",
        office=CasebookOffice("PL9", "PL"),
        user="Ewa Nowak",
        password=PASSWORD,
        now=lambda: NOW,
        packs=(),
    )
    return made.session


def done(found: FirstSteps) -> set[str]:
    return {one.key for one in found.steps if one.done}


def test_a_fresh_casebook_of_one_person_has_all_but_the_member_state_to_do(tmp_path: Path) -> None:
    session = fresh(tmp_path)
    found = first_steps(session)
    session.casebook.close()
    assert tuple(one.key for one in found.steps) == ROWS
    assert done(found) == {"office"}
    says = {one.key: one.says for one in found.steps}
    assert says["import_list"].startswith("No watch list is loaded")
    assert "until the first case" in says["office"]
    assert found.works_now == ("take in declarations", "classify goods")
    assert all(one.command.startswith("landwaiter ") for one in found.steps)


def test_an_office_with_people_and_lists_is_told_what_works(office: Office) -> None:
    found = first_steps(office.session(HEAD))
    assert {"office", "recovery", "users", "four_eyes"} <= done(found)
    assert "approve decisions" in works_said(found)


def test_who_may_not_do_an_act_is_told_who_may(office: Office) -> None:
    steps = {one.key: one for one in first_steps(office.session(REVIEWER)).steps}
    assert "administrator" in steps["users"].why_not
    assert steps["users"].people
    assert REVIEWER not in steps["users"].who
    assert not steps["backup"].why_not


def test_taking_in_fixes_the_member_state_and_a_backup_is_seen(
    office: Office, tmp_path: Path
) -> None:
    session = office.session(ANALYST)
    file = tmp_path / "declaration.xml"
    file.write_bytes((root() / "samples" / "aes_cc515c.xml").read_bytes())
    run(session, TakeIn((file,)))
    assert "backup" not in done(first_steps(session))
    run(session, BackUp(tmp_path / "office.backup"))
    steps = {one.key: one for one in first_steps(session).steps}
    assert steps["backup"].done
    assert steps["take_in"].done
    assert "fixed since the first case" in steps["office"].says
