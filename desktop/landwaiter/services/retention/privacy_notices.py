"""Notices that inform of the processing of personal data: recorded with what they said.

The office says to whom, on which basis, where it can be read and from when it counts; the text, or
the file as it was given, is kept with it. Nothing is changed afterwards: a new version is a notice
of its own.
"""

import io
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from landwaiter.domain.reports.subjects import PRIVACY_READERS
from landwaiter.domain.retention.privacy import NOTICE_WORDS, NoticeTo
from landwaiter.domain.retention.privacy_deeds import RECORD_NOTICE, RecordNotice
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import Words, _
from landwaiter.services.deeds.engine import signed_in
from landwaiter.services.deeds.handler import Job, Tell, refuse
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.told_rows import ROW
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.intake.declarations import raw_file_id
from landwaiter.storage.keys.vault import StoredFile
from landwaiter.storage.retention import privacy_rows as stored
from landwaiter.user_file import file_bytes
from landwaiter.whole_file import whole_file, writable

LARGEST: Final = 64 << 20
"""Bytes of a notice: some pages, and what they show."""


@dataclass(frozen=True, slots=True)
class PrivacyNotice:
    """A notice as it was recorded."""

    no: int
    to: NoticeTo
    version: str
    given: date
    """The day on which it was published or given."""
    since: date
    """The day from which it counts."""
    place: str
    """Where it can be read."""
    basis: str
    whom: str
    """The person or exporter; empty: the public."""
    said: str
    """Its text; empty: its file alone is kept."""
    file: str
    """The name of its file; empty: its text alone is kept."""
    sha256: str
    author: str
    at: str


def notices_in(conn: Reader) -> tuple[PrivacyNotice, ...]:
    """Every notice, the newest first."""
    return tuple(
        PrivacyNotice(
            no=row["no"],
            to=NoticeTo(row["audience"]),
            version=row["version"],
            given=date.fromisoformat(row["given"]),
            since=date.fromisoformat(row["since"]),
            place=row["place"],
            basis=row["basis"],
            whom=row["whom"],
            said=row["said"],
            file=row["file"] or "",
            sha256=row["sha256"] or "",
            author=row["author"],
            at=row["at"],
        )
        for row in stored.notices(conn)
    )


def notice_said(one: PrivacyNotice) -> Words:
    """Who was informed, and of which version."""
    words = _(NOTICE_WORDS[one.to])
    if not one.whom:
        return _("{notice}, version {version}").format(notice=words, version=one.version)
    return _("{notice}, {whom}, version {version}").format(
        notice=words, whom=one.whom, version=one.version
    )


def notice_details(one: PrivacyNotice) -> Iterator[Words]:
    """When, where, on which basis, and what is kept of it; a sentence each."""
    yield _("given on {day}, counts from {since}").format(
        day=one.given.isoformat(), since=one.since.isoformat()
    )
    yield _("to be read: {place}").format(place=one.place)
    yield _("basis: {basis}").format(basis=one.basis)
    if one.said:
        yield _("text: {text}").format(text=one.said)
    if one.file:
        yield _("file {name}, SHA-256 {sha256}").format(name=one.file, sha256=one.sha256)


def record(session: Session, said: RecordNotice, _tell: Tell) -> int:
    """Its number. The file is in the vault before the unit of work begins."""
    refuse(RECORD_NOTICE, signed_in(session), None)
    _check(said)
    kept: StoredFile | None = None
    if said.file is not None:
        content = file_bytes(said.file, most=LARGEST)
        session.casebook.vault.require_room(len(content))
        kept = session.casebook.vault.put(io.BytesIO(content))
    with session.writing(RECORD_NOTICE.name) as work:
        refuse(RECORD_NOTICE, session.actor(session.registry(work.conn)), None)
        return _written(work, said, kept)


def _written(work: UnitOfWork, said: RecordNotice, kept: StoredFile | None) -> int:
    content = {
        "audience": said.to.value,
        "version": said.version.strip(),
        "given": said.at.isoformat(),
        "since": said.since.isoformat(),
        "place": said.where.strip(),
        "basis": said.basis.strip(),
        "whom": said.whom.strip(),
        "said": said.text.strip(),
    }
    file = _raw_file(work, said.file, kept) if said.file and kept else None
    row = stored.add_notice(work, **content, raw_file_id=file)
    no = row["no"]
    told: dict[str, Any] = {"notice": no, **content, ROW: row}
    if said.file and kept:
        told |= {"file": said.file.name, "sha256": kept.sha256}
    work.audit(RECORD_NOTICE.entry, f"privacy/notice/{no}", told)
    for topic in RECORD_NOTICE.topics:
        work.changed(topic, no)
    return int(no)


def _raw_file(work: UnitOfWork, path: Path, kept: StoredFile) -> str:
    """The row of the file; one however often the same bytes come."""
    known = raw_file_id(work.conn, kept.sha256)
    if known is not None:
        return known
    made = work.new_id()
    records.add(
        work.conn,
        "raw_file",
        id=made,
        sha256=kept.sha256,
        name=path.name,
        size=kept.size,
        format="notice",
        vault_name=kept.name,
        author=work.actor,
        at=work.now,
    )
    return made


def _check(said: RecordNotice) -> None:
    if not said.text.strip() and said.file is None:
        raise Invalid(
            _("What the notice says is missing."),
            field="text",
            remedy=_("Give its text or its file."),
        )
    is_public = said.to is NoticeTo.PUBLIC
    if is_public and said.whom.strip():
        raise Invalid(
            _("A public notice is given to nobody by name."),
            field="whom",
            value=said.whom,
            remedy=_("Leave the name out, or say that it is for a person or an exporter."),
        )
    if not is_public and not said.whom.strip():
        raise Invalid(
            _("To whom the notice was given is missing."), field="whom", remedy=_("Give a name.")
        )


def write_notice_file(session: Session, number: int, target: Path) -> PrivacyNotice:
    """The file of a notice written as it was given; NotFound where there is none."""
    with session.reading() as conn:
        session.require(conn, *PRIVACY_READERS)
        found = next((row for row in stored.notices(conn) if row["no"] == number), None)
        notice = next((one for one in notices_in(conn) if one.no == number), None)
    if found is None or notice is None or not found["vault_name"]:
        raise NotFound(
            _("There is no notice of this number with a file."),
            field="n",
            value=str(number),
            remedy=_("`privacy notices` lists them."),
        )
    chunks = session.casebook.vault.chunks(found["vault_name"])
    with writable(target), closing(chunks) as parts, whole_file(target) as aside:
        aside.write_bytes(b"".join(parts))
    return notice


_RECORD: Job[RecordNotice] = Job(RECORD_NOTICE, record)
HANDLERS = (_RECORD,)
