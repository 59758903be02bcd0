"""Dossiers that are about no case: what surrounds them, and how they are numbered and kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from landwaiter.domain.base.people import roles_said
from landwaiter.domain.deeds.shape import Deed
from landwaiter.domain.reports.subjects import READ_BY, SubjectReport
from landwaiter.errors import NotAllowed
from landwaiter.i18n import Words, _, spoken
from landwaiter.reports.dossier.dossier import ChainHead, Dossier
from landwaiter.reports.dossier.shown import with_words
from landwaiter.services.base.marking import marking_in
from landwaiter.services.base.wording import shown_date
from landwaiter.services.casebook.casebooks import SAMPLE
from landwaiter.services.hits.confidential_lists import withheld
from landwaiter.services.reports.dossier.compose import Frame
from landwaiter.services.reports.dossier.decision import SigningContext
from landwaiter.services.reports.paper_readers import ReportReader, addressed, for_reader
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.anchors import add_anchor
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.settings import settings_with
from landwaiter.storage.reports import dossiers


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierSubject:
    """What a dossier is about, and what the audit chain says of it."""

    deed: Deed[Any, Any]
    kind: SubjectReport
    key: str
    """Tells it from others of its kind; dossiers are numbered by it."""
    letter: str
    """Begins its identity after the office: E of `E-…-D3`."""
    shown: str = ""
    """In the identity, where the key is too long."""
    said: Mapping[str, Any]
    reader: ReportReader | None = None
    """None: it is for the office itself."""


def keep(
    session: Session,
    work: UnitOfWork,
    about: DossierSubject,
    compose: Callable[[Frame, ChainHead], Dossier],
) -> Dossier:
    """Composed, stored with its hash in the audit chain, and the head it prints made an anchor."""
    wording = settings_with(work.conn, "report.")
    office, head = session.casebook.office_code, work.head
    number = dossiers.subject_dossier_count(work.conn, about.kind, about.key) + 1
    frame = Frame(
        id=f"{office}-{about.letter}-{about.shown or about.key}-D{number}",
        office=wording.get("office", office),
        marking=marking_in(wording),
        caveat=wording.get("caveat", ""),
        distribution=wording.get("distribution", ""),
        sample=settings_with(work.conn, SAMPLE).get("") == "true",
        made_at=session.now(),
        editions=(),
        signing=SigningContext(session.registry(work.conn)),
    )
    composed = compose(frame, ChainHead(head.seq, head.sha256))
    report = for_reader(work.conn, withheld(work.conn, composed), about.reader)
    dossier = with_words(report.dossier, spoken(), texts=session.texts)
    subject = {"kind": about.kind, "subject": about.key, "title": dossier.title, "no": number}
    kept = {"body": dossier.canonical(), "sha256": dossier.sha256()}
    who = {"author": work.actor, "at": work.now, **report.kept}
    records.add(work.conn, "subject_dossier", id=work.new_id(), **subject, **kept, **who)
    # The head printed on each page is now known outside: later changes before it show.
    add_anchor(work, session.casebook.id, head, kind="report", note=dossier.id)
    made = {"dossier": dossier.id, "sha256": dossier.sha256()}
    work.audit(
        about.deed.entry,
        f"{about.kind}/{about.key}",
        {**about.said, **made, **addressed(about.reader)},
    )
    work.changed("reports", about.key)
    return dossier


def days_key(first: date, last: date) -> str:
    """Tells a period from others: 2026-09-01--2026-11-30, as ISO 8601 has it in names of files."""
    return f"{first.isoformat()}--{last.isoformat()}"


def days_printed(first: date, last: date) -> str:
    """The same as it heads a page."""
    return f"{first.isoformat()} – {last.isoformat()}"


def days_said(first: date, last: date) -> Words:
    """Both days, included."""
    return _("{first} to {last}").format(first=shown_date(first), last=shown_date(last))


def refuse_reader(session: Session, conn: Reader, dossier_id: str) -> None:
    """NotAllowed where a frozen dossier says what the person may not read."""
    found = dossiers.subject_and_author(conn, dossier_id)
    if found is None:
        return
    kind, author = found
    actor, readers = session.actor(session.registry(conn)), READ_BY.get(SubjectReport(kind))
    if readers is not None and author != actor.name and not actor.has(*readers):
        raise NotAllowed(
            _("What this report says is for {author}, and for the role {roles}.").format(
                author=author, roles=roles_said(readers)
            ),
            remedy=_("Make a report of your own: it says what you may read."),
        )
