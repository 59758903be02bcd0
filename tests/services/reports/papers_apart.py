"""Papers of every kind with the key sheet of their office, and what somebody changes in them."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

import pikepdf
from tests.reports.paper.marks_check import elements
from tests.services.reports.bundle.court_bundle import bundled, decide, sheet_of
from tests.services.reports.bundle.court_order import COURT, ordered
from tests.services.reports.every_kind import MAKINGS
from tests.services.sample_office import Office, an_office

from landwaiter.services.deeds.engine import run


class PaperApart(NamedTuple):
    """A document as its recipient has it, and the key sheet that came by another way."""

    file: Path
    sheet: Path


def _of_kind(name: str, folder: Path, **given: Any) -> PaperApart:
    making, pdf = MAKINGS[name], folder / "paper.pdf"

    def make(office: Office) -> None:
        making.before(office)
        run(office.session(making.by), replace(making.said(office), pdf=pdf, **given))

    return _made(folder, make, pdf)


def _for_court(name: str, folder: Path) -> PaperApart:
    """The bundle of a decided case, and the annex of what a court ordered."""
    files = {
        "folder": folder / "bundle",
        "pdf": folder / "paper.pdf",
        "annex": folder / "annex.pdf",
    }

    def make(office: Office) -> None:
        decide(office)
        ordered(office)
        bundled(office, **files, to=COURT, order=1)

    return _made(folder, make, files[name])


def _made(folder: Path, make: Callable[[Office], None], file: Path) -> PaperApart:
    office = an_office(folder)
    try:
        make(office)
        return PaperApart(file, sheet_of(office, folder))
    finally:
        office.close()


PAPERS: Final[Mapping[str, Callable[[Path], PaperApart]]] = {
    **{name: partial(_of_kind, name) for name in MAKINGS},
    "seizure-in-two-languages": partial(_of_kind, "seizure", second="pl"),
    "hold-slip-in-two-languages": partial(_of_kind, "hold-slip-A4", second="pl"),
    "bundle": partial(_for_court, "pdf"),
    "bundle-folder": partial(_for_court, "folder"),
    "annex-under-seal": partial(_for_court, "annex"),
}
"""Each document by its name."""


def retag(pdf: pikepdf.Pdf) -> None:
    """A paragraph is a heading."""
    next(one for one in elements(pdf.Root.StructTreeRoot) if one.S == "/P").S = pikepdf.Name.H1


def rename_bookmark(pdf: pikepdf.Pdf) -> None:
    """The first says something else; where there is none it is the first."""
    if "/Outlines" not in pdf.Root:
        pdf.Root.Outlines = pdf.make_indirect(pikepdf.Dictionary())
    with pdf.open_outline() as outline:
        if not outline.root:
            outline.root.append(pikepdf.OutlineItem("Released", 0))
        outline.root[0].title = "Released"


def change_field(pdf: pikepdf.Pdf) -> None:
    """The first asks for something else; where there is none it is the first."""
    if "/AcroForm" in pdf.Root and len(pdf.Root.AcroForm.Fields):
        pdf.Root.AcroForm.Fields[0].TU = pikepdf.String("released")
        return
    field = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=pikepdf.String("released"))
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[pdf.make_indirect(field)])


def reword_metadata(pdf: pikepdf.Pdf) -> None:
    said = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(said.replace(b"<dc:title>", b"<dc:title >", 1).replace(b"en", b"fr", 1))


def change_attachment(pdf: pikepdf.Pdf) -> None:
    """The dossier that comes along says something else."""
    said = pdf.attachments["dossier.json"].get_file().read_bytes()
    stream = pdf.attachments["dossier.json"].obj.EF.F
    stream.write(said.replace(b"PL1", b"PL2", 1))


def change_figure(pdf: pikepdf.Pdf) -> None:
    """The first text of the last page that reads otherwise backwards is printed backwards."""
    page = pdf.pages[-1]
    shown = pikepdf.parse_content_stream(page)
    for one in shown:
        said = bytes(one.operands[0]) if str(one.operator) == "Tj" else b""
        if said != said[::-1]:
            one.operands[0] = pikepdf.String(said[::-1])
            break
    else:
        raise AssertionError("the page prints no text")
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(shown))


CHANGES: Final[Mapping[str, Callable[[pikepdf.Pdf], None]]] = {
    "tag": retag,
    "bookmark": rename_bookmark,
    "field": change_field,
    "metadata": reword_metadata,
    "attachment": change_attachment,
    "figure": change_figure,
}


def changed(paper: Path) -> Iterator[tuple[str, bytes]]:
    """What was changed, and the document with it; nothing of a folder."""
    if paper.is_dir():
        return
    for name, change in CHANGES.items():
        out = io.BytesIO()
        with pikepdf.open(paper) as pdf:
            change(pdf)
            pdf.save(out)
        yield name, out.getvalue()
