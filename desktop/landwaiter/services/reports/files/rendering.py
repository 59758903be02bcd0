"""The files of a frozen dossier, signed by who is signed in."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from landwaiter.reports.dossier.dossier import ChainHead, Dossier
from landwaiter.reports.dossier.signing import ReportSigner
from landwaiter.reports.proof.certificate import OfficeCertificate, open_certificate
from landwaiter.services.reports.files.received import Certificate
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.settings import settings_with
from landwaiter.whole_file import whole_file


@dataclass(frozen=True, slots=True)
class MadeAnnex:
    """The annex under seal of a report."""

    dossier: str
    dossier_sha256: str
    pdf: Path


def certificate_path(session: Session) -> Path | None:
    """Where the office's certificate is, as its setting says; None: it has none."""
    with session.reading() as conn:
        path = settings_with(conn, "report.").get("certificate", "")
    return Path(path) if path else None


def opened(session: Session, certificate: Certificate | None) -> OfficeCertificate | None:
    """Opened before anything is frozen: a wrong password leaves no dossier behind.

    Nor does a key that does not count yet: no recipient could ever take its report for proven.
    """
    with session.reading() as conn:
        session.require_key(session.registry(conn))
    if certificate is None:
        return None
    return open_certificate(certificate.path, certificate.password, at=session.now())


def render(
    session: Session,
    dossier: Dossier,
    pdf: Path | None,
    xlsx: Path | None,
    certificate: OfficeCertificate | None = None,
) -> None:
    """Write the files asked for."""
    signer = signer_of(session)
    dossier = Dossier.from_bytes(dossier.canonical())  # in its own words, whoever renders it
    if pdf is not None:
        write_file(pdf, _pdf(dossier, signer, certificate, session.now()))
    if xlsx is not None:
        from landwaiter.reports.workbook.xlsx import render_xlsx  # noqa: PLC0415  # slow to import

        write_file(xlsx, render_xlsx(dossier, signer=signer))


def signer_of(session: Session) -> ReportSigner:
    """Who is signed in, with the newest statement: by it a recipient judges the key."""
    casebook = session.casebook
    with session.reading() as conn:
        heads = session.registry(conn).heads
    return ReportSigner(
        casebook.user.name,
        bytes.fromhex(casebook.public_key),
        casebook.sign,
        registry=ChainHead(len(heads), heads[-1].sha256),
    )


def _pdf(
    dossier: Dossier, signer: ReportSigner, certificate: OfficeCertificate | None, at: datetime
) -> bytes:
    from landwaiter.reports.paper.pdf import render_pdf  # noqa: PLC0415  # slow to import

    if certificate is None:
        return render_pdf(dossier, signer=signer)
    from landwaiter.reports.proof.pades import signed_pdf  # noqa: PLC0415  # slow to import

    signer = replace(signer, certificate=certificate.fingerprint)
    return signed_pdf(render_pdf(dossier, signer=signer), certificate, at=at)


def write_annex(
    session: Session,
    annex: Dossier | None,
    pdf: Path | None,
    certificate: OfficeCertificate | None = None,
) -> MadeAnnex | None:
    """The annex under seal as a PDF of its own; None where there is none."""
    if annex is None or pdf is None:
        return None
    render(session, annex, pdf, None, certificate)
    return MadeAnnex(annex.id, annex.sha256(), pdf)


def write_file(path: Path, data: bytes) -> None:
    with whole_file(path) as aside:
        aside.write_bytes(data)
