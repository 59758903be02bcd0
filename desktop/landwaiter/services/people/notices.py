"""What waits for a person beside their queue: each with one act, gone when it is done.

Nothing of it is stored: a notice is derived whenever it is asked for. What changed on a person's
cases while they were away is read from the audit chain.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from landwaiter.i18n import Words, _, joined, plural
from landwaiter.services.casebook import casebooks, kept_backups
from landwaiter.services.casebook.casebooks import Status
from landwaiter.services.cases.queue import Queue, queue_of
from landwaiter.services.deeds.motions import waiting_page
from landwaiter.services.evidence.previews import VIEWED
from landwaiter.services.people.today import News, TodayView, news_of, today_view
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import chain
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.settings import draft_keys
from landwaiter.storage.cases.case_rows import references_of

OLD_BACKUP = timedelta(days=7)
MOST_NEWS = 100
"""Entries of the time away that are told."""
_MOST_READ = 5_000
_SILENT = frozenset({VIEWED})
"""Entries that change nothing."""


class NoticeWay(StrEnum):
    """Where the one act of a notice leads."""

    AUDIT = "audit"
    BACKUP = "backup"
    CASE = "case"
    HITS = "hits"
    MOTIONS = "motions"
    REFERENCE = "reference"
    REVIEW = "review"
    USERS = "users"


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """Something that waits; `way` and `reference` say where it is done."""

    icon: str
    title: Words
    text: Words
    way: NoticeWay
    reference: str = ""


@dataclass(frozen=True, slots=True)
class TimeAway:
    """What others did on a person's cases since they last did something themselves."""

    since: datetime | None
    """None: they never did."""
    news: tuple[News, ...] = ()
    """The newest first."""
    more: int = 0
    """How many are not told."""


def notices(session: Session) -> tuple[NoticeRow, ...]:
    """What waits for who is signed in, what presses most first."""
    view, status = today_view(session), casebooks.status(session)
    return (
        *_clocks(view),
        *_reviews(view, status.user),
        *_hits(view),
        *_motions(session),
        *_drafts(session),
        *_keys(session, status.user),
        *_cautions(session, status),
        *_stale(view),
    )


def _clocks(view: TodayView) -> Iterator[NoticeRow]:
    for row in view.queue:
        if row.clock is not None and row.clock.legal and row.clock.ran_out:
            title = _("The clock of {reference} ran out").format(reference=row.reference)
            text = joined(", ", (row.clock.label, row.clock.says))
            yield NoticeRow("clock", title, text, NoticeWay.CASE, row.reference)


def _reviews(view: TodayView, me: str) -> Iterator[NoticeRow]:
    for row in view.reviews:
        if row.author != me:
            title = _("{reference} waits for your review").format(reference=row.reference)
            text = _("Proposed by {author}.").format(author=row.author)
            yield NoticeRow("four-eyes", title, text, NoticeWay.REVIEW, row.reference)


def _hits(view: TodayView) -> Iterator[NoticeRow]:
    if view.hits_open:
        title = plural(view.hits_open, "{n} hit to judge", "{n} hits to judge")
        yield NoticeRow("screening", title, _("On the cases of your queue."), NoticeWay.HITS)


def _motions(session: Session) -> Iterator[NoticeRow]:
    page = waiting_page(session)
    found = [row for row in page.rows if row.may_second and not row.mine]
    if found:
        title = plural(
            len(found), "{n} deed waits for you to second", "{n} deeds wait for you to second"
        )
        text = joined("; ", [row.motion.title for row in found[:3]])
        yield NoticeRow("countersign", title, text, NoticeWay.MOTIONS)


def _drafts(session: Session) -> Iterator[NoticeRow]:
    """Forms on cases that were begun and not sent."""
    with session.reading() as conn:
        keys = draft_keys(conn, user_id=session.casebook.user.id, beginning="act/")
        ids = dict.fromkeys(key.split("/")[1] for key in keys)
        named = references_of(conn, ids)
    for case_id, reference in named.items():
        count = sum(key.split("/")[1] == case_id for key in keys)
        title = plural(
            count,
            "{n} form begun on {reference}",
            "{n} forms begun on {reference}",
            reference=reference,
        )
        text = _("What you typed is kept; nothing was done.")
        yield NoticeRow("edit", title, text, NoticeWay.CASE, reference)


def _keys(session: Session, me: str) -> Iterator[NoticeRow]:
    for user in casebooks.list_users(session):
        if not user.active:
            continue
        if user.name == me and user.key and not user.key_counts:
            title, text = (
                _("Your key does not count yet"),
                _("A colleague compares and confirms it."),
            )
            yield NoticeRow("key", title, text, NoticeWay.USERS)
        elif me in user.may_confirm:
            title = _("The key of {name} waits to be confirmed").format(name=user.name)
            text = _("Compare it with the person, then confirm it.")
            yield NoticeRow("key", title, text, NoticeWay.USERS)


def _cautions(session: Session, status: Status) -> Iterator[NoticeRow]:
    backup = status.backup
    of_backup = tuple(kept_backups.caution(backup)) if backup else ()
    for one in status.cautions:
        way = NoticeWay.BACKUP if one in of_backup else NoticeWay.AUDIT
        yield NoticeRow("warning", one.title, one.text, way)
    if backup is None or of_backup:
        return
    if backup.made_at is None or session.now() - backup.made_at >= OLD_BACKUP:
        text = _("What was done since is on this disk alone.")
        yield NoticeRow("disk", status.backup_age, text, NoticeWay.BACKUP)


def _stale(view: TodayView) -> Iterator[NoticeRow]:
    if view.stale:
        title = plural(
            len(view.stale), "{n} list or pack is too old", "{n} lists or packs are too old"
        )
        text = joined("; ", [row.title for row in view.stale[:3]])
        yield NoticeRow("reference", title, text, NoticeWay.REFERENCE)


def time_away(session: Session) -> TimeAway:
    """What others did on the person's cases since the last thing that they did themselves."""
    me = session.casebook.user.name
    with session.reading() as conn:
        own = chain.entries(conn, actor=me, limit=1, newest_first=True)
        if not own:
            return TimeAway(None)
        mine = _references(queue_of(session, conn, me))
        found = _by_others(conn, own[0].seq, me, mine)
    news = tuple(_news(row, mine) for row in found[:MOST_NEWS])
    return TimeAway(own[0].at, news, max(0, len(found) - MOST_NEWS))


def _news(row: chain.AuditRow, mine: Mapping[str, str]) -> News:
    """What happened, with the case that it happened to."""
    news = news_of(row)
    if news.reference:
        return news
    reference = mine[row.object.split("/")[1]]
    return replace(news, title=f"{news.title}, {reference}", reference=reference)


def _references(queue: Queue) -> dict[str, str]:
    """Identity → reference of the cases that a person holds or acts on."""
    return {row.id: row.reference for row in (*queue.own, *queue.delegated)}


def _by_others(conn: Reader, since: int, me: str, mine: Mapping[str, str]) -> list[chain.AuditRow]:
    count = min(chain.head(conn).seq - since, _MOST_READ)
    rows = chain.entries(conn, limit=count, newest_first=True) if count else ()
    return [
        row
        for row in rows
        if row.actor != me
        and row.deed not in _SILENT
        and row.object.startswith("case/")
        and row.object.split("/")[1] in mine
    ]
