"""A key that ended: what it signed before counts, what it signs afterwards does not."""

import pytest
from tests.services.act_examples import PROPOSED
from tests.services.office import ADMIN, PASSWORD, REVIEWER, Office
from tests.services.prepared import prepared

from landwaiter.errors import Fault, NotAllowed
from landwaiter.services import casebooks
from landwaiter.services.session import Session


@prepared
def proposed(office: Office) -> Office:
    for step in PROPOSED:
        step(office)
    return office


def retire(office: Office) -> None:
    """The reviewer's password is reset an hour later: the key they had ends."""
    office.clock.move(hours=1)
    casebooks.reset_password(office.session(ADMIN), REVIEWER, PASSWORD)


def test_an_approval_from_before_still_counts(proposed: Office) -> None:
    proposed.act(REVIEWER, "approve")
    retire(proposed)
    assert proposed.view().approved_valid


def test_whoever_kept_the_old_key_approves_nothing_now(proposed: Office) -> None:
    proposed.session(REVIEWER)
    retire(proposed)
    with pytest.raises(Fault):
        proposed.act(REVIEWER, "approve")


def test_an_approval_with_the_clock_set_back_is_told_by_the_order_of_the_chain(
    proposed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed.session(REVIEWER)
    retire(proposed)
    proposed.clock.move(minutes=-30)
    with pytest.raises(NotAllowed, match="does not count at this time"):
        proposed.act(REVIEWER, "approve")
    monkeypatch.setattr(Session, "require_key", lambda *_given: None)  # a program that lets it be
    proposed.act(REVIEWER, "approve")
    view = proposed.view()
    assert not view.approved_valid
    assert "dated back: the key of Rev was retired before" in view.why_not_valid
    report = casebooks.check(proposed.session(ADMIN))
    assert not report.sound
