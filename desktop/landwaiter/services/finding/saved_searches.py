"""Searches that a person saved: their own, under a name, found again by it."""

from dataclasses import dataclass

from landwaiter.domain.finding.words import asked
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _
from landwaiter.services.finding.find import FindQuery
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.records import from_plain
from landwaiter.storage.finding import saved_rows as stored

LONGEST_NAME = 60
MOST = 100
"""Searches that one person keeps."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    name: str
    query: FindQuery


def saved_searches(session: Session) -> tuple[SavedSearch, ...]:
    """Those of who is signed in, by name."""
    with session.reading() as conn:
        rows = stored.saved_of(conn, session.casebook.user.id)
    return tuple(SavedSearch(row["name"], from_plain(row["asked"], FindQuery)) for row in rows)


def saved_search(session: Session, name: str) -> SavedSearch:
    """The one of this name; NotFound."""
    found = next((one for one in saved_searches(session) if one.name == name.strip()), None)
    if found is None:
        raise NotFound(
            _("You have saved no search of this name."),
            field="name",
            value=name,
            remedy=_("List your searches: landwaiter find list."),
        )
    return found


def save_search(session: Session, name: str, query: FindQuery) -> SavedSearch:
    """Save a search, in place of an own one of the same name."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise Invalid(
            _("A saved search has a name of at most {most} letters.").format(most=LONGEST_NAME),
            field="name",
            value=name,
            remedy=_("Give it a short name."),
        )
    asked(query.words)
    known = {one.name for one in saved_searches(session)}
    if name not in known and len(known) >= MOST:
        raise Invalid(
            _("You have saved {most} searches, the most there can be.").format(most=MOST),
            field="name",
            value=name,
            remedy=_("Remove one that you no longer need."),
        )
    with session.writing("save_search") as work:
        work.quiet()
        stored.save(work.conn, session.casebook.user.id, name, query, at=work.now)
    return SavedSearch(name, query)


def remove_search(session: Session, name: str) -> SavedSearch:
    """Forget an own search; what it was."""
    found = saved_search(session, name)
    with session.writing("save_search") as work:
        work.quiet()
        stored.remove(work.conn, session.casebook.user.id, found.name)
    return found
