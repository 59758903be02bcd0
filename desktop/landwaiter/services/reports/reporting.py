"""Reports that were made, their files once more, and what received ones are worth."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from landwaiter.errors import Conflict
from landwaiter.i18n import Words, _, joined, plural, spoken
from landwaiter.reports.dossier.dossier import Dossier, Redaction
from landwaiter.reports.dossier.sections import redaction_said
from landwaiter.reports.dossier.wording import worded_in
from landwaiter.reports.proof import key_sheet
from landwaiter.services.base.page import Page
from landwaiter.services.monitoring.runs import frozen
from landwaiter.services.reports.court_orders import refuse_annex
from landwaiter.services.reports.files.file_names import refuse_names, refuse_other_file
from landwaiter.services.reports.files.received import Certificate, received
from landwaiter.services.reports.files.rendering import (
    MadeAnnex,
    opened,
    render,
    signer_of,
    write_file,
)
from landwaiter.services.reports.kept_dossiers import refuse_reader
from landwaiter.services.warm.session import Session, wall_clock
from landwaiter.storage.audit.sealed_chain import StoredChain
from landwaiter.storage.audit.statements import stored_statements
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.settings import settings_with
from landwaiter.storage.reports import dossiers
from landwaiter.trust.registry import Registry

if TYPE_CHECKING:
    from landwaiter.reports.proof.verify import Verification


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A dossier that was frozen, and who made it when."""

    id: str
    reference: str
    """Of the case; else the key of what it is about, such as the codes of states."""
    title: Words
    report_type: str
    sha256: str
    author: str
    at: datetime
    profile: str = ""
    """For whom it was redacted; empty: for the office itself."""
    addressee: str = ""


@dataclass(frozen=True, slots=True)
class ReportResult:
    """What was made of one dossier."""

    reference: str
    dossier: str
    dossier_sha256: str
    pdf: Path | None
    xlsx: Path | None
    redaction: Redaction | None = None
    """For whom it was redacted, and what is withheld; None: for the office itself."""
    annex: MadeAnnex | None = None
    """Under seal, on the order of a court."""
    lapsed: tuple[str, ...] = ()
    """Places in which a gist was released for another passage than stands there now."""
    lapsed_consents: tuple[str, ...] = ()
    """The same of passages that their owner let this reader have."""

    @property
    def lapsed_said(self) -> str:
        """That gists and consents have lapsed, and where; empty where none has."""
        return joined(" ", filter(None, (self._gists_said(), self._consents_said())))

    def _consents_said(self) -> str:
        if not self.lapsed_consents:
            return ""
        return plural(
            len(self.lapsed_consents),
            "{n} consent of an owner does not count, since its passage changed: {places}.",
            "{n} consents of owners do not count, since their passages changed: {places}.",
            places=", ".join(self.lapsed_consents),
        )

    def _gists_said(self) -> str:
        if not self.lapsed:
            return ""
        return plural(
            len(self.lapsed),
            "{n} gist is not printed, since its passage changed: {places}.",
            "{n} gists are not printed, since their passages changed: {places}.",
            places=", ".join(self.lapsed),
        )

    @property
    def redaction_said(self) -> str:
        """“Redacted for party: 1 T, 3 S.”; empty: for the office itself."""
        if self.redaction is None:
            return ""
        with worded_in(spoken()):
            return redaction_said(self.redaction)


def reports_made(
    session: Session, *, after: str | None = None, limit: int = 256
) -> Page[ReportRow]:
    """Every dossier that was frozen, newest first."""
    with session.reading() as conn:
        rows = dossiers.dossiers(conn, before=after, limit=limit + 1)
    found = tuple(records.from_plain(row, ReportRow) for row in rows[:limit])
    return Page(found, rows[limit - 1]["id"] if len(rows) > limit else None)


def export_run(
    session: Session,
    name: str,
    *,
    head: int | None = None,
    pdf: Path | None = None,
    xlsx: Path | None = None,
    certificate: Certificate | None = None,
) -> ReportResult:
    """The files of a run of a monitoring programme, from its frozen dossier."""
    refuse_names(pdf, xlsx)
    key = opened(session, certificate)
    dossier = frozen(session, name, head=head)
    render(session, dossier, pdf, xlsx, key)
    return ReportResult(dossier.reference, dossier.id, dossier.sha256(), pdf, xlsx)


def render_again(
    session: Session,
    dossier_id: str,
    *,
    pdf: Path | None,
    xlsx: Path | None,
    certificate: Certificate | None = None,
) -> None:
    """The files of a stored dossier once more: the same bytes for the same signer.

    A PAdES signature is made anew, with the time of now. NotAllowed where it says of colleagues
    what the person may not read, or is an annex under seal whose order stands no more.
    """
    key = opened(session, certificate)
    with session.reading() as conn:
        refuse_reader(session, conn, dossier_id)
        dossier = Dossier.from_bytes(dossiers.dossier_body(conn, dossier_id))
        refuse_annex(session, conn, dossier)
    render(session, dossier, pdf, xlsx, key)


def verify_received(
    paths: Sequence[Path], *, now: Callable[[], datetime] = wall_clock
) -> "Verification":
    """What reports are worth, by the key sheets and certificates that lie beside them."""
    found = received(paths)
    return verify_reports(found.reports, found.sheets, authorities=found.authorities, now=now)


def verify_reports(
    paths: Sequence[Path],
    keys: Path | Sequence[Path] | None = None,
    *,
    authorities: Sequence[Path] = (),
    passages: Path | None = None,
    now: Callable[[], datetime] = wall_clock,
) -> "Verification":
    """What reports are worth; needs no casebook.

    `keys` are key sheets of offices, `authorities` certificates that a PAdES signature must chain
    to; `passages` a file of what was disclosed later, to be held against what was withheld.
    """
    from landwaiter.reports.proof import verify  # noqa: PLC0415  # slow to import

    return verify.verify_reports(
        paths, key_sheet=keys, authorities=authorities, passages=passages, today=now()
    )


SHEET_DAYS = 400
"""How long a key sheet answers for new signatures: a year, and the weeks to hand over the next."""


def write_key_sheet(session: Session, path: Path) -> int:
    """The office's statements about people and keys for recipients of reports; how many keys count.

    Signed by who writes it; NotAllowed while that person's key does not count, Conflict where the
    statements themselves do not hold.
    """
    with session.reading() as conn:
        registry = session.registry(conn)
        if registry.broken:
            raise Conflict(registry.broken, remedy=_("Check the casebook; nothing was written."))
        session.require_key(registry)
        office = settings_with(conn, "report.").get("office", session.casebook.office_code)
        statements = tuple(_sheet_statements(conn, registry))
    refuse_other_file(path, b"{")
    sheet = key_sheet.SheetFile(
        office=office,
        casebook=registry.casebook,
        made_at=session.now(),
        expires=session.now() + timedelta(days=SHEET_DAYS),
        statements=statements,
    )
    write_file(path, key_sheet.write(sheet, signer_of(session)))
    return sum(key.in_force for key in registry.keys.values())


def _sheet_statements(conn: Reader, registry: Registry) -> Iterator[key_sheet.SheetStatement]:
    """Every statement that holds, with the entry that seals it."""
    chain = StoredChain(conn)
    for one, head in zip(stored_statements(conn), registry.heads, strict=False):
        entry = chain.text(head.place) or ""
        yield key_sheet.SheetStatement(one.text.decode(), one.signatures, entry)
