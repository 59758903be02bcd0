"""Every kind of document × script × language, held against both checkers and the check of marks.

    python -m tests.services.reports.every_kind FOLDER              all of them: four minutes
    python -m tests.services.reports.every_kind FOLDER --sample     each kind, script, language once
    python -m tests.services.reports.every_kind FOLDER seizure he   those that all words name

FOLDER keeps each document that has a fault, with --keep every one. Exit 1 where there is a fault.
The register is read by the check of marks alone: one checker refuses tables of that many rows.
"""
# ruff: noqa: T201 (it speaks to a terminal)

import argparse
import io
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import page as validation
import pdfua
import pikepdf
from tests.reports.builders import a_signer
from tests.reports.paper.marks_check import faults
from tests.reports.paper.test_archive import NAMES
from tests.services.cases.test_kinds import opened
from tests.services.listings.test_listings import FIRM as LISTED
from tests.services.listings.test_listings import approved
from tests.services.reports.test_access_answer import told_in_confidence
from tests.services.reports.test_report_types import OF_OTHER_KINDS, READY, counted
from tests.services.sample_office import ANALYST, HEAD, REF, Office, an_office

from landwaiter.domain.entities.deeds import MakeEntity
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.reports.case_reports import CaseReport, SheetSize
from landwaiter.domain.reports.deeds import ReportCase, ReportHoldSlip, ReportReleaseSlip
from landwaiter.domain.reports.subject_deeds import (
    ReportEntity,
    ReportHandover,
    ReportListing,
    ReportLoad,
    ReportRegister,
    ReportReviewers,
    ReportStates,
    ReportStatistics,
)
from landwaiter.domain.retention.access_deeds import ReportAccessAnswer
from landwaiter.domain.retention.privacy_deeds import ReportPrivacy
from landwaiter.i18n import catalogue, joined, languages, speaking
from landwaiter.reports.dossier.dossier import Cell, CellMark, CellType, Dossier, Table
from landwaiter.reports.paper.pdf import render_pdf
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.reports.dossier.types import REPORT_TYPES
from landwaiter.storage.reports import dossiers

MARKS_ALONE: Final = frozenset({"register"})
_FALSE_ALARM: Final = "PDFA3A-STREAM-LENGTH-001"
"""WORKAROUND(page-validation): it takes the last byte of a packed stream for the end of a line."""
_FIRM: Final = "Obrabiarki Wisla"
_YEAR: Final = (date(2026, 1, 1), date(2026, 3, 31))


def released(office: Office) -> None:
    """Item 1 was held, with a slip, and let go."""
    counted(office)
    slip = ReportHoldSlip(REF, 1, office.path.parent / "hold.pdf")
    run(office.session(ANALYST), slip)
    office.act(ANALYST, "release", item=1)


def entity_made(office: Office) -> None:
    do(office.session(ANALYST), MakeEntity(_FIRM, "organisation", "a letter"))


def _of_case(kind: str) -> Callable[[Office], Any]:
    def said(office: Office) -> Any:
        reference = opened(office, CaseKind(kind)) if kind in OF_OTHER_KINDS else REF
        return ReportCase(CaseReport(kind), reference)

    return said


def _slip(kind: type[Any], sheet: SheetSize) -> Callable[[Office], Any]:
    return lambda office: kind(REF, 1, office.path.parent / "slip.pdf", sheet=sheet)


@dataclass(frozen=True, slots=True)
class Making:
    """How a document is made: what comes before it, what is said, and who says it."""

    said: Callable[[Office], Any]
    before: Callable[[Office], Any] = bool
    by: str = ANALYST


MAKINGS: Final[Mapping[str, Making]] = {
    **{one.name: Making(_of_case(one.name), READY.get(one.name, bool)) for one in REPORT_TYPES},
    **{
        f"hold-slip-{sheet.value}": Making(_slip(ReportHoldSlip, sheet), counted)
        for sheet in SheetSize
    },
    **{
        f"release-slip-{sheet.value}": Making(_slip(ReportReleaseSlip, sheet), released)
        for sheet in SheetSize
    },
    "entity": Making(lambda _: ReportEntity(_FIRM), entity_made),
    "states": Making(lambda _: ReportStates(("CN", "RU"))),
    "load": Making(lambda _: ReportLoad(), by=HEAD),
    "reviewers": Making(lambda _: ReportReviewers(), by=HEAD),
    "handover": Making(lambda _: ReportHandover()),
    "statistics": Making(lambda _: ReportStatistics(*_YEAR), by=HEAD),
    "register": Making(lambda _: ReportRegister(*_YEAR), by=HEAD),
    "listing": Making(lambda _: ReportListing(LISTED), approved),
    "privacy": Making(lambda _: ReportPrivacy(), by=HEAD),
    "access-answer": Making(lambda office: ReportAccessAnswer(told_in_confidence(office)), by=HEAD),
}
"""Each document by its name."""


def made(name: str, folder: Path, language: str) -> Dossier:
    """The dossier of a document, made in a language by its deed in a copy of the sample office."""
    making, office = MAKINGS[name], an_office(folder)
    try:
        making.before(office)
        session = office.session(making.by)
        with speaking(catalogue(language)):
            run(session, replace(making.said(office), pdf=folder / "made.pdf"))
        with session.reading() as conn:
            newest = dossiers.dossiers(conn, before=None, limit=1)[0]
            return Dossier.from_bytes(dossiers.dossier_body(conn, newest["id"]))
    finally:
        office.close()


def in_script(dossier: Dossier, name: str) -> Dossier:
    """The same with a name in every text, beside what stands there."""
    return replace(
        dossier,
        tables=tuple(_in_script(one, name) for one in dossier.tables),
        closing=tuple(_in_script(one, name) for one in dossier.closing),
        office=f"{dossier.office} {name}",
    )


def _in_script(table: Table, name: str) -> Table:
    types = [column.type for column in table.columns]
    rows = tuple(tuple(map(_beside, row, types, [name] * len(row))) for row in table.rows)
    return replace(table, rows=rows)


def _beside(cell: Cell, kind: CellType, name: str) -> Cell:
    if kind is not CellType.TEXT or not cell:
        return cell
    if isinstance(cell, CellMark):
        return replace(cell, text=joined(" ", (cell.text, name)))
    return joined(" ", (cell, name))


def document(dossier: Dossier, script: str) -> bytes:
    """As it is printed with this script in it."""
    return render_pdf(in_script(dossier, NAMES[script]), signer=a_signer())


def faults_in(data: bytes, file: Path, *, marks_alone: bool) -> Iterator[str]:
    """What the checkers find, one sentence each."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield from (f"marks: {one}" for one in faults(pdf))
        known = _FALSE_ALARM if any(_ends_in_return(one) for one in pdf.objects) else ""
    if marks_alone:
        return
    file.write_bytes(data)
    for profile in ("3a", "ua1"):
        found = validation.validate_pdf(str(file), profile=profile).failures
        yield from (f"{profile}: {one.rule_id}" for one in found if one.rule_id != known)
    for one in pdfua.validate(str(file)).findings:
        yield f"pdfua: {one.rule_id} {one.message}"


def _ends_in_return(one: pikepdf.Object) -> bool:
    return isinstance(one, pikepdf.Stream) and one.read_raw_bytes().endswith(b"\r")


def every() -> Iterator[tuple[str, str, str]]:
    """Document, script and language."""
    for name in MAKINGS:
        for language in languages():
            for script in NAMES:
                yield name, script, language


def sample() -> Iterator[tuple[str, str, str]]:
    """Each document, each script and each language at least once."""
    scripts, spoken = list(NAMES), languages()
    for at, name in enumerate(MAKINGS):
        yield name, scripts[at % len(scripts)], spoken[at % len(spoken)]


def main() -> int:
    parser = argparse.ArgumentParser(description="Check every kind × script × language.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--keep", action="store_true")
    said = parser.parse_args()
    said.folder.mkdir(parents=True, exist_ok=True)
    known: dict[tuple[str, str], Dossier] = {}
    count = wrong = 0
    for name, script, language in sample() if said.sample else every():
        title = f"{name} {script} {language}"
        if not all(word.lower() in title.lower().split() for word in said.words):
            continue
        if (name, language) not in known:
            with TemporaryDirectory() as folder:
                known = {(name, language): made(name, Path(folder), language)}
        file = said.folder / f"{title.replace(' ', '_')}.pdf"
        data = document(known[name, language], script)
        found = list(faults_in(data, file, marks_alone=name in MARKS_ALONE))
        count, wrong = count + 1, wrong + bool(found)
        if found or said.keep:
            file.write_bytes(data)
        else:
            file.unlink(missing_ok=True)
        for one in dict.fromkeys(found):
            print(f"{title}: {one}", flush=True)
    print(f"{count} documents, {wrong} with a fault.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
