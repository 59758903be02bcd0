"""What waits for a person beside their queue: each with one act, gone when it is done.

Nothing of it is stored: a notice is derived whenever it is asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from landwaiter.domain.deeds.shape import KEEPERS, WORKERS
from landwaiter.domain.intake.customs_standing import customs_standing
from landwaiter.domain.retention.privacy_deeds import ADD_TO_BREACH
from landwaiter.i18n import Words, _, joined, plural
from landwaiter.services.base.customs_words import customs_said
from landwaiter.services.casebook import casebooks, kept_backups
from landwaiter.services.casebook.casebooks import Status
from landwaiter.services.deeds.engine import signed_in
from landwaiter.services.deeds.motions import waiting_page
from landwaiter.services.intake.watched_files import refused_files
from landwaiter.services.people.today import TodayView, today_view
from landwaiter.services.retention.privacy import untold_breaches
from landwaiter.services.retention.privacy_words import telling
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.settings import draft_keys
from landwaiter.storage.cases.case_rows import references_of
from landwaiter.storage.cases.goods_origins import told_of_goods_in_hand

OLD_BACKUP = timedelta(days=7)
MOST_FILES = 50
"""Refused files that are counted; of more it is said that there are."""


class NoticeWay(StrEnum):
    """Where the one act of a notice leads."""

    AUDIT = "audit"
    BACKUP = "backup"
    CASE = "case"
    HITS = "hits"
    MOTIONS = "motions"
    PRIVACY = "privacy"
    REFERENCE = "reference"
    REVIEW = "review"
    USERS = "users"
    WATCHED = "watched"


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """Something that waits; `way` and `reference` say where it is done."""

    icon: str
    title: Words
    text: Words
    way: NoticeWay
    reference: str = ""


def notices(session: Session) -> tuple[NoticeRow, ...]:
    """What waits for who is signed in, what presses most first."""
    view, status = today_view(session), casebooks.status(session)
    return (
        *_clocks(view),
        *_let_go(session),
        *_breaches(session),
        *_reviews(view, status.user),
        *_hits(view),
        *_refused_files(session),
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


def _let_go(session: Session) -> Iterator[NoticeRow]:
    """Cases whose goods customs let go while they are held here: the last alarm, for all who work
    on cases."""
    if not signed_in(session).has(*WORKERS):
        return
    with session.reading() as conn:
        told = told_of_goods_in_hand(conn)
    for reference, declared in told.items():
        standings = [customs_standing(stated) for stated in declared]
        gone = [one for one in standings if one is not None and one.lets_go]
        if gone:
            title = _("{reference} is held here, and let go by customs").format(reference=reference)
            text = joined("; ", dict.fromkeys(map(customs_said, gone)))
            yield NoticeRow("warning", title, text, NoticeWay.CASE, reference)


def _breaches(session: Session) -> Iterator[NoticeRow]:
    """Breaches of personal data until it is said whether the authority was told."""
    if not signed_in(session).has(*ADD_TO_BREACH.roles):
        return
    for one in untold_breaches(session):
        title = _("Breach {number} of personal data: to be told to the authority").format(
            number=one.no
        )
        text = joined(", ", telling(one, session.now(), session.casebook.member_state))
        yield NoticeRow("clock", title, text, NoticeWay.PRIVACY)


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


def _refused_files(session: Session) -> Iterator[NoticeRow]:
    """What a gateway dropped and nobody has taken in since, for who may take it in."""
    if signed_in(session).has(*KEEPERS) and (page := refused_files(session, limit=MOST_FILES)).rows:
        count = len(page.rows)
        title = plural(
            count, "{n} file of a watched folder was refused",
            "{n} files of watched folders were refused",
        )  # fmt: skip
        if page.after:
            title = _("More than {n} files of watched folders were refused").format(n=count)
        text = joined("; ", [one.file for one in page.rows[:3]])
        yield NoticeRow("take-in", title, text, NoticeWay.WATCHED)


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
