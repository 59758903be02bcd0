"""Carries out the deed: a court bundle is frozen and kept, then written as folder and PDF."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from landwaiter.canonical import sha256_hex
from landwaiter.domain.cases.case import Case
from landwaiter.domain.reports.bundle_deeds import BUNDLE, ReportBundle
from landwaiter.domain.reports.profiles import Profile
from landwaiter.errors import Invalid
from landwaiter.i18n import _, spoken
from landwaiter.reports.dossier.bundled import PAGES, SEAL, BundledFile, FileRelation, stated_files
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.reports.dossier.shown import with_words
from landwaiter.reports.dossier.signing import ReportSigner, seal
from landwaiter.reports.proof.certificate import OfficeCertificate
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.deeds.handler import Tell
from landwaiter.services.evidence.evidence_files import refuse_taken
from landwaiter.services.reports import freezing
from landwaiter.services.reports.bundle.bundle_anchors import BundleAnchor, anchors_since
from landwaiter.services.reports.bundle.bundle_files import bundle_files
from landwaiter.services.reports.bundle.contents import bundle_dossier
from landwaiter.services.reports.bundle.exhibits import Exhibit, commitments_table, exhibits_of
from landwaiter.services.reports.bundle.index_pages import with_pages
from landwaiter.services.reports.files import file_names, rendering
from landwaiter.services.reports.files.received import Certificate
from landwaiter.services.reports.freezing import Composed
from landwaiter.services.reports.paper_readers import ReportReader
from landwaiter.services.reports.reporting import ReportResult
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.chain import entries
from landwaiter.whole_file import new_file, whole_file, whole_folder, writable


@dataclass(frozen=True, slots=True)
class BundleResult(ReportResult):
    """What was made of one bundle."""

    folder: Path | None = None
    files: int = 0
    """Beside the pages and what is sealed with them."""


def report_bundle(session: Session, said: ReportBundle, tell: Tell) -> BundleResult:
    """The bundle as it was asked for; nothing is left where the disk is full or somebody cancels.

    NotAllowed while there is nothing for a court to judge, Invalid where it is for another reader.
    """
    _refuse(said)
    received = Certificate(said.certificate, said.password) if said.certificate else None
    certificate = rendering.opened(session, received)  # a key that does not count signs nothing
    tell(0, 0, said.reference)
    what = contents_of(session, case_view(session, said.reference).case)
    exhibits = what.exhibits
    frozen = freezing.freeze(
        session,
        said.reference,
        compose=what.composed,
        report_type=BUNDLE,
        reader=ReportReader(Profile.COURT, said.to.strip()),
        finish=partial(_finished, texts=session.texts),
        noted={"exhibits": [one.piece.label for one in exhibits if one.file]},
        order=said.order,
    )
    dossier = frozen.report
    files = bundle_files(session, dossier, what.case_id, exhibits, what.anchors)
    progress = _Progress(files, tell, bool(said.folder and said.pdf))
    written = _Writing(session, dossier, files, progress, certificate)
    if said.folder is not None:
        written.folder(said.folder.absolute())
    if said.pdf is not None:
        written.pdf(said.pdf)
    return BundleResult(
        said.reference,
        dossier.id,
        dossier.sha256(),
        said.pdf,
        None,
        dossier.redaction,
        annex=rendering.write_annex(session, frozen.annex, said.annex, certificate),
        folder=said.folder,
        files=len(files),
    )


@dataclass(frozen=True, slots=True)
class BundleContents:
    """What lies in a bundle of a case beside its pages, which tell of it."""

    case_id: str
    exhibits: tuple[Exhibit, ...]
    anchors: tuple[BundleAnchor, ...]

    @property
    def composed(self) -> Composed:
        """Makes its pages."""
        return partial(bundle_dossier, exhibits=self.exhibits, anchors=self.anchors)


def contents_of(session: Session, case: Case) -> BundleContents:
    """The exhibits of a case as it is now, and the anchors since it began."""
    with session.reading() as conn:
        first = next(iter(entries(conn, object=f"case/{case.id}", limit=1)))
        return BundleContents(case.id, exhibits_of(case), anchors_since(conn, first.seq))


def _refuse(said: ReportBundle) -> None:
    if said.reader not in {None, Profile.COURT}:
        raise Invalid(
            _("A bundle is made for a court."),
            field="for",
            value=said.reader.value if said.reader else "",
            remedy=_("Make another report for another reader."),
        )
    if said.folder is None and said.pdf is None:
        raise Invalid(
            _("A bundle is written as a folder, as one PDF, or as both."),
            remedy=_("Name a folder or a file."),
        )
    if said.folder is not None:
        refuse_taken(said.folder)
    if said.pdf is not None:
        file_names.refuse_names(said.pdf, None)
    file_names.refuse_annex_names(said.order, said.annex, said.pdf, said.folder)


def _finished(dossier: Dossier, *, texts: Any) -> Dossier:
    """With what each exhibit that is withheld is held to, and an index that names pages."""
    found = commitments_table(dossier)
    if found is not None:
        tables = dossier.tables
        dossier = replace(dossier, tables=(*tables[:2], found, *tables[2:]))
    return with_pages(with_words(dossier, spoken(), texts=texts))


class _Progress:
    """Counts the bytes of all files through to who waits; what it raises ends the work."""

    def __init__(self, files: Sequence[BundledFile], tell: Tell, is_twice: bool) -> None:
        self._sizes = {one.name: one.size for one in files}
        self._total = sum(self._sizes.values()) * (2 if is_twice else 1)
        self._tell, self._before = tell, 0

    def file(self, name: str, done: int) -> None:
        self._tell(self._before + done, self._total, name)
        if done == self._sizes[name]:
            self._before += done


@dataclass(frozen=True, slots=True)
class _Writing:
    session: Session
    dossier: Dossier
    files: tuple[BundledFile, ...]
    progress: _Progress
    certificate: OfficeCertificate | None
    """Of the office: the pages are signed as PAdES besides."""

    def folder(self, target: Path) -> None:
        """Pages, files, and a manifest over all of them that is sealed as a report is."""
        signer = rendering.signer_of(self.session)
        with whole_folder(target) as aside:
            pages = self._signed(self._pages(signer, ()))
            own = BundledFile(
                PAGES,
                sha256_hex(pages),
                len(pages),
                "application/pdf",
                FileRelation.SUPPLEMENT,
                lambda: iter((pages,)),
            )
            for one in self.files:
                self._write(aside / one.name, one)
            _write_whole(aside / PAGES, pages)
            sealed = seal(
                self.dossier,
                file_kind="folder",
                contents=stated_files((own, *self.files)),
                signer=signer,
            )
            for part, name in SEAL.items():
                _write_whole(aside / name, getattr(sealed, part))

    def pdf(self, target: Path) -> None:
        """One file: the pages, to which every other file is attached."""
        from landwaiter.reports.paper.portfolio import append_files  # noqa: PLC0415  # slow

        signer = rendering.signer_of(self.session)
        pages = self._pages(signer, self.files)
        with whole_file(target) as aside, writable(target), aside.open("wb") as out:
            append_files(out, pages, self.files, at=self.dossier.made_at, tell=self.progress.file)
            out.close()
            if self.certificate is not None:
                from landwaiter.reports.proof.pades import sign_file  # noqa: PLC0415  # slow

                sign_file(aside, self.certificate, at=self.session.now())

    def _signed(self, pages: bytes) -> bytes:
        if self.certificate is None:
            return pages
        from landwaiter.reports.proof.pades import signed_pdf  # noqa: PLC0415  # slow to import

        return signed_pdf(pages, self.certificate, at=self.session.now())

    def _pages(self, signer: ReportSigner, files: Sequence[BundledFile]) -> bytes:
        from landwaiter.reports.paper.pdf import render_pdf  # noqa: PLC0415  # slow to import

        dossier = Dossier.from_bytes(self.dossier.canonical())
        if self.certificate is not None:
            signer = replace(signer, certificate=self.certificate.fingerprint)
        return render_pdf(dossier, signer=signer, files=files)

    def _write(self, path: Path, file: BundledFile) -> None:
        done = 0
        with new_file(path) as out:
            for chunk in file.chunks():
                out.write(chunk)
                done += len(chunk)
                self.progress.file(file.name, done)
            out.flush()
            os.fsync(out.fileno())


def _write_whole(path: Path, data: bytes) -> None:
    with new_file(path) as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
