"""Editions of watch lists: what there is, how two differ, how old one may be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from landwaiter.domain.base.terms import low
from landwaiter.domain.lists.list_editions import (
    LIMITS,
    OFFICE,
    ListDiff,
    age_limit,
    compared_editions,
)
from landwaiter.domain.lists.listing import ListEdition, Listing
from landwaiter.domain.office.deeds import ChangeSetting
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _, plural
from landwaiter.services.law.assents import Assents
from landwaiter.services.law.edition_row import LONGEST_AGE, EditionRow
from landwaiter.services.law.keeping import named_edition
from landwaiter.services.law.packs import list_row
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.settings import settings_with
from landwaiter.storage.hits import rescreening
from landwaiter.storage.lists import list_editions as stored
from landwaiter.storage.lists.list_editions import StoredEdition

MOST_LINES: Final = 200
"""Entries of each kind that a comparison prints as text."""


@dataclass(frozen=True, slots=True)
class ListEditionRow:
    """One edition of a list in the casebook."""

    row: EditionRow
    imported_at: datetime
    removed: bool
    newest: bool
    """Screened against today."""


@dataclass(frozen=True, slots=True)
class ListEditions:
    """A list with all its editions, the newest first."""

    id: str
    title: str
    kind: str
    confidential: bool
    editions: tuple[ListEditionRow, ...]
    waits: bool
    """Open cases are still to be screened again for its last change."""


def show_list(session: Session, list_id: str) -> ListEditions:
    """Every edition of one list, the removed ones too; NotFound where there is none."""
    with session.reading() as conn:
        kept = _editions(conn, list_id)
        newest = stored.standing_lists(conn).get(list_id, ())[-1:]
        rows = aged(session, conn, [one.edition for one in kept])
        waits = any(order.list_id == list_id for order in rescreening.pending(conn))
    head = (newest or kept)[0].edition
    return ListEditions(
        list_id,
        head.title,
        head.kind,
        any(one.edition.confidential for one in kept),
        tuple(
            ListEditionRow(row, one.edition.imported_at, one.removed, one in newest)
            for one, row in zip(kept, rows, strict=True)
        ),
        waits,
    )


def _editions(conn: Reader, list_id: str) -> list[StoredEdition]:
    """The newest first: by the day from which they count, then by their import."""
    found = [one for one in stored.kept_lists(conn) if one.edition.list_id == list_id]
    if not found:
        raise NotFound(
            _("There is no such list."),
            field="list",
            value=list_id,
            remedy=_("Show the lists to see their ids."),
        )
    return sorted(found, key=lambda one: one.edition.dated, reverse=True)


def aged(session: Session, conn: Reader, editions: Iterable[ListEdition]) -> list[EditionRow]:
    """Editions with their age today and the limits that count for them."""
    limits, today = settings_with(conn, "age_limit."), session.today()
    pack = session.references.packs(conn, today).get(LIMITS)
    assent = Assents(conn)
    return [
        replace(
            list_row(one, age_limit(one, limits.get(one.list_id, ""), pack), today),
            assent=assent.to_list(one),
        )
        for one in editions
    ]


@dataclass(frozen=True, slots=True)
class ListComparison:
    """Two editions of a list beside each other."""

    list: str
    title: str
    old: ListEdition
    new: ListEdition
    diff: ListDiff


def diff_lists(session: Session, list_id: str, old: str = "", new: str = "") -> ListComparison:
    """The newest edition against the one before it, or two named ones.

    Named ones may be removed: they stay readable.
    """
    with session.reading() as conn:
        kept = _editions(conn, list_id)
        standing = stored.standing_lists(conn).get(list_id, ()) or tuple(reversed(kept))
        after = named_edition(tuple(reversed(kept)), new) if new else standing[-1]
        before = named_edition(tuple(reversed(kept)), old) if old else _before(after, standing)
        if before.row == after.row:
            raise Invalid(
                _("These are the same edition of the list."),
                field="new",
                value=new or after.edition.edition,
                remedy=_("Name two editions, as “list show {list}” has them.").format(list=list_id),
            )
        gone = stored.only_in(conn, before.row, after.row)
        come = stored.only_in(conn, after.row, before.row)
    return ListComparison(
        list_id,
        after.edition.title,
        before.edition,
        after.edition,
        compared_editions(gone, come, before.edition.listings),
    )


def _before(after: StoredEdition, standing: tuple[StoredEdition, ...]) -> StoredEdition:
    """The edition before another one, from the oldest to the newest."""
    rows = [one.row for one in standing]
    place = rows.index(after.row) if after.row in rows else len(rows)
    if not place:
        raise NotFound(
            _("There is no edition of {list} before this one to compare it with.").format(
                list=after.edition.list_id
            ),
            field="old",
            remedy=_("Import another edition of the list."),
        )
    return standing[place - 1]


def comparison_lines(found: ListComparison) -> Iterator[str]:
    """How many listings came, went and changed, then which, field by field."""
    diff = found.diff
    yield _(
        "{list}: {old} → {new}; added: {added}, removed: {removed}, changed: {changed}, "
        "unchanged: {unchanged}"
    ).format(
        list=found.list,
        old=found.old.edition,
        new=found.new.edition,
        added=len(diff.added),
        removed=len(diff.removed),
        changed=len(diff.changed),
        unchanged=diff.unchanged,
    )
    yield from _some([f"+ {_named(one)}" for one in diff.added])
    yield from _some([f"- {_named(one)}" for one in diff.removed])
    told = _("* {id}  {name}; {field}: “{was}” → “{now}”")
    yield from _some(
        [
            told.format(
                id=one.listing_id,
                name=one.name,
                field=low(change.field),
                was="; ".join(change.was),
                now="; ".join(change.now),
            )
            for one in diff.changed
            for change in one.fields
        ]
    )


def _named(listing: Listing) -> str:
    return f"{listing.listing_id}  {listing.name}"


def _some(lines: list[str]) -> Iterator[str]:
    yield from lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        more = _("… and {count} more; “list diff --json” has all of them.")
        yield more.format(count=len(lines) - MOST_LINES)


def limit_said(row: EditionRow) -> str:
    """How old a list is, how old it may be, and who says so."""
    if row.limit_days is None:
        return _("Age in days: {age}; no limit is set.").format(age=row.age_days)
    if row.limit_trust in {OFFICE, ""}:
        said = _("Age in days: {age}; the office's limit: {limit}.")
    else:
        said = _("Age in days: {age}; the limit for its kind: {limit} ({trust}). {basis}")
    return said.format(
        age=row.age_days, limit=row.limit_days, trust=_(row.limit_trust), basis=row.limit_basis
    )


def too_old(rows: Iterable[EditionRow]) -> Iterator[str]:
    """A sentence for each list that is older than its limit."""
    for row in rows:
        if row.stale:
            yield plural(
                row.age_days or 0,
                "{title} is too old: {n} day, limit {limit}.",
                "{title} is too old: {n} days, limit {limit}.",
                title=row.title,
                limit=row.limit_days,
            )


def not_seconded(rows: Iterable[EditionRow]) -> Iterator[str]:
    """A sentence for each list that only one person has looked at."""
    for row in rows:
        if row.assent:
            yield _("{title}, edition {edition}, is {assent}.").format(
                title=row.title, edition=row.edition, assent=_(row.assent)
            )


def shown_lines(shown: ListEditions) -> Iterator[str]:
    """A list with its editions, a line each, the newest first."""
    for one in shown.editions:
        state = (
            _("removed") if one.removed else _("screened against") if one.newest else _("retained")
        )
        yield plural(
            one.row.rows,
            "{edition}: counts from {day}, {n} entry, {state}; SHA-256 {sha}",
            "{edition}: counts from {day}, {n} entries, {state}; SHA-256 {sha}",
            edition=one.row.edition,
            day=one.row.dated,
            state=state,
            sha=one.row.sha256[:12],
        )
    newest = next((one.row for one in shown.editions if one.newest), None)
    if newest is not None:
        yield limit_said(newest)
        yield _("Source: {source}. Licence: {licence}.").format(
            source=newest.source or _("not stated"), licence=newest.licence or _("not stated")
        )
    if newest is not None and newest.assent:
        yield _("It is {assent}.").format(assent=_(newest.assent))
    if shown.confidential:
        yield _("It is confidential: no report names it, and it is never indexed on the disk.")
    if shown.waits:
        yield _("Open cases are still to be screened again for its last change.")


def age_as_setting(session: Session, list_id: str, days: str) -> ChangeSetting:
    """What sets from how many days the office calls a list too old; `default` takes it away."""
    with session.reading() as conn:
        _editions(conn, list_id)
    value = "" if days.strip().casefold() == "default" else days.strip()
    if value and not (value.isascii() and value.isdecimal() and 0 < int(value) <= LONGEST_AGE):
        raise Invalid(
            _("An age limit is 1 to {most} days, or “default”.").format(most=LONGEST_AGE),
            field="days",
            value=days,
            remedy=_("Write a whole number of days."),
        )
    return ChangeSetting(f"age_limit.{list_id}", value)


def newest_edition(session: Session, list_id: str) -> EditionRow:
    """The edition that is screened against, or else the newest; with the age that is allowed."""
    with session.reading() as conn:
        kept = _editions(conn, list_id)
        standing = stored.standing_lists(conn).get(list_id, tuple(kept[:1]))
        return aged(session, conn, [standing[-1].edition])[0]


def confidential_lists(conn: Reader) -> frozenset[str]:
    """Lists of which any edition is confidential, removed ones too."""
    return frozenset(
        one.edition.list_id for one in stored.kept_lists(conn) if one.edition.confidential
    )
