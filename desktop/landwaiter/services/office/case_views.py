"""Views of the list of cases: those there always are, the office's, and each person's own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from landwaiter.domain.cases.case import Stage
from landwaiter.domain.cases.case_query import (
    ME,
    NOBODY,
    OPEN,
    RAN_OUT,
    USUAL_COLUMNS,
    CaseQuery,
    query_line,
    read_columns,
    read_query,
)
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import N_, _
from landwaiter.services.cases.listed_cases import filter_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.cases import case_list
from landwaiter.storage.cases.saved_views import (
    OFFICE,
    StoredView,
    forget_view,
    keep_view,
    stored_views,
)

LONGEST_NAME = 60
_LOOKS = "/columns"
"""Ends the owner of a row that says how a person wants to see a view that is not theirs."""


class ViewOwner(StrEnum):
    """Whose a view is."""

    ALWAYS = "always"
    OFFICE = "office"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class NamedView:
    """What is looked at, and how."""

    name: str
    """As the command line takes it; of those there always are, a word that has no language."""
    owner: ViewOwner
    query: CaseQuery
    columns: tuple[str, ...] = USUAL_COLUMNS

    @property
    def title(self) -> str:
        """As shown to a person."""
        if self.owner is ViewOwner.ALWAYS:
            return _(ALWAYS[self.name][0])
        return self.name

    @property
    def line(self) -> str:
        return query_line(self.query)


@dataclass(frozen=True, slots=True)
class CountedView:
    """A view with how many cases it finds now."""

    view: NamedView
    cases: int
    is_more: bool = False
    """There are more than that; how many was not counted."""


_DUE: Mapping[str, Any] = {"sort": "due", "descending": False}
ALWAYS: Mapping[str, tuple[str, CaseQuery]] = {
    "open": (N_("All open cases"), CaseQuery(stage=OPEN, **_DUE)),
    "mine": (N_("Mine"), CaseQuery(stage=OPEN, assignee=ME, **_DUE)),
    "ran-out": (N_("Run out by law"), CaseQuery(stage=OPEN, clock=RAN_OUT, **_DUE)),
    "due-3": (N_("Due in 3 days"), CaseQuery(stage=OPEN, clock="3", **_DUE)),
    "returned": (N_("Returned to me"), CaseQuery(returned=ME, **_DUE)),
    "nobody": (N_("Nobody has them"), CaseQuery(stage=OPEN, assignee=NOBODY, **_DUE)),
    "review": (N_("Second person"), CaseQuery(stage=Stage.DECISION_REVIEW, **_DUE)),
    "all": (N_("All cases"), CaseQuery()),
}
"""Name → title and query of the views there always are; the first is shown first."""


def named_views(session: Session) -> tuple[NamedView, ...]:
    """Those there always are, the office's, and those of who is signed in."""
    with session.reading() as conn:
        return _views(session, conn)


def counted_views(session: Session, most: int | None = None) -> tuple[CountedView, ...]:
    """The same with how many cases each finds, up to `most`, from one snapshot."""
    with session.reading() as conn:
        return tuple(_counted(session, conn, view, most) for view in _views(session, conn))


def _counted(session: Session, conn: Reader, view: NamedView, most: int | None) -> CountedView:
    found = case_list.count(conn, filter_of(session, conn, view.query), most=most)
    is_more = most is not None and found > most
    return CountedView(view, most if is_more and most else found, is_more=is_more)


def view_named(session: Session, name: str) -> NamedView:
    """The view of this name: one's own before the office's; NotFound where there is none."""
    wanted = name.strip().casefold()
    found = [
        one for one in named_views(session) if wanted in {one.name.casefold(), one.title.casefold()}
    ]
    if not found:
        raise NotFound(
            _("There is no such view."),
            field="view",
            value=name,
            remedy=_("List the views to see their names."),
        )
    return found[-1]


def save_own_view(session: Session, name: str, line: str, columns: str = "") -> NamedView:
    """Keep a view of who is signed in, in the place of the one of that name."""
    view = read_view(name, line, columns)
    with session.writing("save_case_view") as work:
        work.quiet()
        me = session.casebook.user
        keep_view(work.conn, _stored(view, me.id, me.name, work.now))
    return view


def remove_own_view(session: Session, name: str) -> None:
    """It is gone; NotFound where there is none."""
    with session.writing("save_case_view") as work:
        work.quiet()
        owner = session.casebook.user.id
        forget_view(work.conn, owner, known_view(work.conn, owner, name).name)


def keep_columns(session: Session, view: NamedView, columns: tuple[str, ...]) -> None:
    """The columns in which who is signed in wants to see a view from now on, whosever it is."""
    with session.writing("save_case_view") as work:
        work.quiet()
        me = session.casebook.user
        if view.owner is ViewOwner.OWN:
            keep_view(work.conn, _stored(replace(view, columns=columns), me.id, me.name, work.now))
            return
        look = StoredView(me.id + _LOOKS, view.name, view.owner, columns, me.name, work.now)
        keep_view(work.conn, look)


def keep_office_view(conn: Writer, view: NamedView, *, author: str, at: datetime) -> None:
    """Everybody sees it from now on; the audit entry is the caller's."""
    keep_view(conn, _stored(view, OFFICE, author, at))


def known_view(conn: Reader, owner: str, name: str) -> StoredView:
    """The saved view of an owner; NotFound where there is none."""
    wanted = name.strip().casefold()
    for one in stored_views(conn, (owner,)):
        if one.name.casefold() == wanted:
            return one
    raise NotFound(
        _("There is no such view."),
        field="name",
        value=name,
        remedy=_("List the views to see their names."),
    )


def read_view(name: str, line: str, columns: str) -> NamedView:
    """What was typed, as a view; Invalid where name, line or columns do not fit."""
    wanted = " ".join(name.split())
    if not wanted or len(wanted) > LONGEST_NAME:
        raise Invalid(
            _("A view has a name of one line."),
            field="name",
            value=name,
            remedy=_("Give a name of 1 to {most} characters.").format(most=LONGEST_NAME),
        )
    if wanted.casefold() in ALWAYS:
        raise Invalid(
            _("A view of this name is always there."),
            field="name",
            value=name,
            remedy=_("Choose another name."),
        )
    return NamedView(wanted, ViewOwner.OWN, read_query(line, strict=True), read_columns(columns))


def _views(session: Session, conn: Reader) -> tuple[NamedView, ...]:
    me = session.casebook.user.id
    saved = stored_views(conn, (OFFICE, me, me + _LOOKS))
    looks = {(one.asked, one.name): one.columns for one in saved if one.owner == me + _LOOKS}
    always = (NamedView(name, ViewOwner.ALWAYS, asked) for name, (_title, asked) in ALWAYS.items())
    found = (
        *always,
        *_named(one for one in saved if one.owner == OFFICE),
        *_named(one for one in saved if one.owner == me),
    )
    return tuple(
        replace(one, columns=looks.get((one.owner, one.name), one.columns)) for one in found
    )


def _named(saved: Iterable[StoredView]) -> Iterable[NamedView]:
    for one in saved:
        owner = ViewOwner.OFFICE if one.owner == OFFICE else ViewOwner.OWN
        yield NamedView(one.name, owner, read_query(one.asked), read_columns(",".join(one.columns)))


def _stored(view: NamedView, owner: str, author: str, at: datetime) -> StoredView:
    return StoredView(owner, view.name, view.line, view.columns, author, at)
