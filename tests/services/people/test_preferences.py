"""Preferences are the person's own: they come along to any machine, and nobody else's change."""

import pytest
from tests.services.sample_office import ANALYST, REVIEWER, Office

from landwaiter.domain.people.preferences import Mode, Preferences
from landwaiter.errors import Invalid
from landwaiter.services.audit.audit_history import audit_page
from landwaiter.services.people.preferences import preferences, set_preferences
from landwaiter.storage.people import preference_rows


def test_who_has_set_nothing_has_the_usual_ones(office: Office) -> None:
    assert preferences(office.session(ANALYST)) == Preferences()


def test_what_a_person_set_is_theirs_at_the_next_sign_in_and_nobody_elses(office: Office) -> None:
    made = set_preferences(office.session(ANALYST), {"text_size": "150", "theme": "dark"})
    assert made == Preferences(text_size=150, theme=Mode.DARK)
    again = set_preferences(
        office.session(ANALYST), {"single_keys": "false", "lock_after": "5", "theme": "light"}
    )
    assert again == preferences(office.session(ANALYST))
    assert (again.text_size, again.theme, again.single_keys) == (150, Mode.LIGHT, False)
    assert again.lock_after == 5
    assert preferences(office.session(REVIEWER)) == Preferences()


def test_they_are_no_deed_of_the_audit_chain(office: Office) -> None:
    session = office.session(ANALYST)
    before = audit_page(session).rows[0].seq
    set_preferences(session, {"theme": "dark"})
    assert audit_page(session).rows[0].seq == before


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        (
            "colour",
            "red",
            "language, theme, text_size, single_keys, undo_seconds, lock_after, side, first_steps",
        ),
        ("language", "xx", "system or one of: en"),
        ("language", "", "system or one of: en"),
        ("theme", "pink", "system, light or dark"),
        ("text_size", "89", "from 90 to 200"),
        ("text_size", "201", "from 90 to 200"),
        ("text_size", "1e2", "from 90 to 200"),
        ("single_keys", "yes", "true or false"),
        ("lock_after", "0", "1 to 240 minutes"),
        ("lock_after", "241", "1 to 240 minutes"),
        ("side", "open", "true or false"),
    ],
)
def test_an_impossible_one_is_refused_with_what_there_is(
    name: str, value: str, remedy: str, office: Office
) -> None:
    session = office.session(ANALYST)
    with pytest.raises(Invalid) as refused:
        set_preferences(session, {"theme": "dark", name: value})
    assert remedy in refused.value.sentence()
    assert preferences(session) == Preferences()


def test_the_least_and_the_largest_are_taken(office: Office) -> None:
    session = office.session(ANALYST)
    for size, minutes in (("90", "1"), ("200", "240")):
        made = set_preferences(session, {"text_size": size, "lock_after": minutes})
        assert made.values()["text_size"] == size
        assert made.values()["lock_after"] == minutes


def test_a_stored_one_that_means_nothing_any_more_is_as_if_never_set(office: Office) -> None:
    session = office.session(ANALYST)
    with session.writing("set_preferences") as work:
        work.quiet()
        preference_rows.set_preferences(
            work.conn,
            session.casebook.user.id,
            {"theme": "pink", "ink": "blue", "text_size": "110"},
            at=work.now,
        )
    assert preferences(session) == Preferences(text_size=110)
