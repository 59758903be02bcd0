"""The log of disclosures: what went out to whom, on which basis, with the hash of the file."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from landwaiter.canonical import sha256_hex
from landwaiter.errors import Invalid
from landwaiter.i18n import Words, _
from landwaiter.services.warm.session import Session
from landwaiter.storage.base import records
from landwaiter.storage.cases.case_rows import case_id_of
from landwaiter.storage.retention import access_requests as stored


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What went out to whom, when and on which basis; the hash is that of the file."""

    reference: str
    request: int | None
    recipient: str
    basis: str
    what: Words
    file: str
    sha256: str
    author: str
    at: str


def disclose(
    session: Session,
    *,
    recipient: str,
    basis: str,
    what: str,
    file: str,
    sha256: str,
    reference: str | None = None,
    request: int | None = None,
) -> Disclosure:
    """Log that something went out; each disclosure names its basis (DOMAIN 5)."""
    require_text(recipient, "recipient")
    require_text(basis, "basis")
    with session.writing("disclose") as work:
        row_id = work.new_id()
        case_id = case_id_of(work.conn, reference) if reference else None
        content = {
            "recipient": recipient.strip(),
            "basis": basis.strip(),
            "what": what,
            "file": file,
            "sha256": sha256,
        }
        asked = stored.request(work.conn, request)["id"] if request else None
        records.add(
            work.conn,
            "disclosure",
            id=row_id,
            case_id=case_id,
            request_id=asked,
            author=work.actor,
            at=work.now,
            **content,
        )
        work.audit("disclosure.made", f"disclosure/{row_id}", {**content, "reference": reference})
        work.changed("disclosures", row_id)
    return next(one for one in disclosures(session) if one.sha256 == sha256)


def disclose_report(
    session: Session, reference: str, files: Iterable[Path], *, recipient: str, basis: str
) -> tuple[Disclosure, ...]:
    """Log that the files of a report go out to somebody."""
    return tuple(
        disclose(
            session,
            recipient=recipient,
            basis=basis,
            what=_("Report of {reference}").format(reference=reference),
            file=file.name,
            sha256=sha256_hex(file.read_bytes()),
            reference=reference,
        )
        for file in files
    )


def disclosures(session: Session) -> tuple[Disclosure, ...]:
    """The disclosure log, the newest first."""
    with session.reading() as conn:
        return records.from_plain(stored.disclosures(conn), tuple[Disclosure, ...])


def require_text(text: str, field: str) -> None:
    """Invalid unless something is said."""
    if not text.strip():
        raise Invalid(
            _("“{field}” must be given.").format(field=field),
            field=field,
            remedy=_("Give it and try again."),
        )
