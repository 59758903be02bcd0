"""What a person sets for themselves: kept in the casebook, quiet, and the own person's alone."""

from collections.abc import Mapping

from landwaiter.domain.people.preferences import Preferences
from landwaiter.services.warm.session import Session
from landwaiter.storage.people import preference_rows as stored


def preferences(session: Session) -> Preferences:
    """Those of who is signed in."""
    with session.reading() as conn:
        return Preferences.stored(stored.preferences_of(conn, session.casebook.user.id))


def set_preferences(session: Session, values: Mapping[str, str]) -> Preferences:
    """Change these, as they were typed; all that hold now.

    Invalid, and nothing is changed, where one of them is none or cannot have its value.
    """
    me = session.casebook.user.id
    checked = Preferences().changed(values).values()
    with session.writing("set_preferences") as work:
        work.quiet()
        known = Preferences.stored(stored.preferences_of(work.conn, me))
        said = {name: checked[name] for name in values}
        stored.set_preferences(work.conn, me, said, at=work.now)
    return known.changed(said)
