"""Who has which case open: seen by others, quiet, gone when the window is gone."""

from tests.services.sample_office import ANALYST, REF, REVIEWER, Office, two_items

from landwaiter.services.audit.audit_history import audit_page
from landwaiter.services.people.presence import (
    look_round,
    new_window,
    others_on,
    sentence,
    show_open,
)

SECOND = "PL1-2026-000002"


def test_a_case_open_in_one_window_is_seen_in_the_other(office: Office) -> None:
    ana, rev = office.session(ANALYST), office.session(REVIEWER)
    hers, his = new_window(ana), new_window(rev)
    show_open(ana, hers, (REF,))
    office.clock.move(minutes=1)
    show_open(ana, hers, (REF,))
    assert sentence(rev, look_round(rev, his).on(REF)) == "Ana has this case open since 11:00."
    assert look_round(ana, hers).others == ()


def test_the_same_person_elsewhere_is_said_as_such(office: Office) -> None:
    session = office.session(ANALYST)
    show_open(session, new_window(session), (REF,))
    found = look_round(session, new_window(session)).on(REF)
    assert sentence(session, found, ANALYST) == "You have this case open elsewhere since 11:00."
    assert others_on(session, REF) == ()


def test_a_closed_case_and_a_closed_window_are_gone_at_once(office: Office) -> None:
    office.take_in(*two_items(lrn="LW-2"))
    ana, rev = office.session(ANALYST), office.session(REVIEWER)
    window = new_window(ana)
    show_open(ana, window, (REF, SECOND))
    show_open(ana, window, (SECOND,))
    assert [one.reference for one in look_round(rev).others] == [SECOND]
    show_open(ana, window, ())
    assert look_round(rev).others == ()


def test_a_window_that_was_not_seen_for_ninety_seconds_is_gone(office: Office) -> None:
    ana, rev = office.session(ANALYST), office.session(REVIEWER)
    show_open(ana, new_window(ana), (REF,))
    office.clock.move(seconds=90)
    assert len(others_on(rev, REF)) == 1
    office.clock.move(seconds=1)
    assert others_on(rev, REF) == ()


def test_presence_writes_no_audit_and_changes_no_case(office: Office) -> None:
    session, before = office.session(ANALYST), office.view()
    show_open(session, new_window(session), (REF,))
    assert office.view() == before
    assert audit_page(session, limit=1).total == before.audit_seq


def test_presence_is_in_nobodys_way(office: Office) -> None:
    session = office.session(ANALYST)
    show_open(session, new_window(session), (REF,))
    office.act(REVIEWER, "note", reason="nothing stops me")
    assert [note.author for note in office.case().notes] == [REVIEWER]
