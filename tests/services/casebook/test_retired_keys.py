"""A key that ended: what it signed before counts, what it signs afterwards does not."""

import pytest
from tests.services.act_examples import PROPOSED
from tests.services.prepared import prepared
from tests.services.sample_office import ADMIN, FIRST, PASSWORD, REVIEWER, Office

from landwaiter.domain.people.deeds import ChangePassword, DisableUser, ResetPassword
from landwaiter.errors import NotAllowed
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds.engine import do
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import unit_of_work
from landwaiter.storage.keys.key_file import KEY_FILE

ANOTHER = "another sentence, long enough"


@prepared
def proposed(office: Office) -> Office:
    for step in PROPOSED:
        step(office)
    return office


def retire(office: Office) -> None:
    """The reviewer's password is reset an hour later: the key they had ends."""
    office.clock.move(hours=1)
    do(office.session(ADMIN), ResetPassword(REVIEWER, FIRST))


def rotated(office: Office) -> Office:
    """The reviewer chooses another password, and with it another key."""
    do(office.session(REVIEWER), ChangePassword(PASSWORD, ANOTHER))
    return office


def test_an_approval_from_before_still_counts(proposed: Office) -> None:
    proposed.act(REVIEWER, "approve")
    retire(proposed)
    assert proposed.view().approved_valid


def test_an_approval_from_before_the_password_was_changed_still_counts(proposed: Office) -> None:
    proposed.act(REVIEWER, "approve")
    rotated(proposed)
    assert proposed.view().approved_valid
    assert casebooks.check(proposed.session(REVIEWER)).sound


def test_so_does_one_by_a_colleague_who_was_disabled_since(proposed: Office) -> None:
    proposed.act(REVIEWER, "approve")
    do(proposed.session(ADMIN), DisableUser(REVIEWER))
    assert proposed.view().approved_valid
    assert casebooks.check(proposed.session(ADMIN)).sound


def test_a_new_password_approves_as_the_old_one_did(proposed: Office) -> None:
    rotated(proposed).act(REVIEWER, "approve")
    assert proposed.view().approved_valid
    assert casebooks.check(proposed.session(ADMIN)).sound


def test_whoever_kept_the_old_key_approves_nothing_now(proposed: Office) -> None:
    proposed.session(REVIEWER)
    retire(proposed)
    with pytest.raises(NotAllowed, match="no longer in force: nothing was saved"):
        proposed.act(REVIEWER, "approve")


def test_an_approval_that_a_changed_program_makes_with_it_is_told_by_the_place_in_the_chain(
    proposed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever time it claims: the key ended at an entry before it."""
    proposed.session(REVIEWER)
    retire(proposed)
    proposed.clock.move(minutes=-90)
    monkeypatch.setattr(Session, "require_pair", lambda *_given: None)
    for check in ("_require_sealing", "require_sealing"):
        monkeypatch.setattr(unit_of_work, check, lambda *_given: None)
    proposed.act(REVIEWER, "approve")
    view = proposed.view()
    assert not view.approved_valid
    assert "The key does not count there" in view.why_not_valid
    said = [one.message for one in casebooks.check(proposed.session(ADMIN)).findings]
    assert any("The key does not count there" in one for one in said)
    assert any("the key did not count there" in one for one in said), said


def test_an_old_key_file_with_its_password_signs_in_nobody(proposed: Office) -> None:
    old = (proposed.path / KEY_FILE).read_bytes()
    rotated(proposed)
    (proposed.path / KEY_FILE).write_bytes(old)
    with pytest.raises(NotAllowed, match="a key that is no longer in force"):
        proposed.another_session(REVIEWER)
