"""What stands in a PDF beside its pages: whoever changes it is found out, by both verifiers."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from tests.reports.paper.marks_check import elements
from tests.reports.received import changed_pdf, checked
from tests.reports.test_pades import signed
from tests.test_verify_report import alone


def retag(pdf: pikepdf.Pdf) -> None:
    next(one for one in elements(pdf.Root.StructTreeRoot) if one.S == "/TH").S = pikepdf.Name.TD


def unscope(pdf: pikepdf.Pdf) -> None:
    del next(one for one in elements(pdf.Root.StructTreeRoot) if one.S == "/TH").A


def reorder(pdf: pikepdf.Pdf) -> None:
    kids = pdf.Root.StructTreeRoot.K.K
    kids[0], kids[1] = kids[1], kids[0]


def say_otherwise(pdf: pikepdf.Pdf) -> None:
    next(
        one for one in elements(pdf.Root.StructTreeRoot) if "/ActualText" in one
    ).ActualText = pikepdf.String("released")


def forget_parents(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.ParentTree = pdf.make_indirect(pikepdf.Dictionary(Nums=[]))


def map_roles(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap = pikepdf.Dictionary(TH=pikepdf.Name.TD)


def unmark(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def hide_the_title(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences


def rename_bookmark(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.First.Title = pikepdf.String("Released")


def lead_elsewhere(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.First.Dest[0] = pdf.pages[1].obj


def drop_bookmark(pdf: pikepdf.Pdf) -> None:
    top = pdf.Root.Outlines.First
    top.First = top.First.Next


def drop_bookmarks(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Outlines


def add_field(pdf: pikepdf.Pdf) -> None:
    field = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=pikepdf.String("released"))
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[pdf.make_indirect(field)])


def reword_metadata(pdf: pikepdf.Pdf) -> None:
    said = pdf.Root.Metadata.read_bytes().replace(b"Pomorze", b"Elsewhere")
    pdf.Root.Metadata.write(said)


def recolour(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].OutputConditionIdentifier = pikepdf.String("other")


def redate(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/ModDate"] = "D:20300101000000Z"


def add_keywords(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Keywords"] = "released"


def relate(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["dossier.json"].obj.AFRelationship = pikepdf.Name.Unspecified


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (retag, "tags and structure of the document"),
        (unscope, "tags and structure of the document"),
        (reorder, "tags and structure of the document"),
        (say_otherwise, "tags and structure of the document"),
        (forget_parents, "tags and structure of the document"),
        (map_roles, "tags and structure of the document"),
        (unmark, "settings of the document"),
        (hide_the_title, "settings of the document"),
        (rename_bookmark, "bookmarks"),
        (lead_elsewhere, "bookmarks"),
        (drop_bookmark, "bookmarks"),
        (drop_bookmarks, "bookmarks"),
        (add_field, "form and its fields"),
        (reword_metadata, "metadata of the document (XMP)"),
        (recolour, "colour profile of the document"),
        (redate, "dates and program of the document"),
        (add_keywords, "dates and program of the document"),
        (relate, "dossier.json"),
    ],
)
def test_a_changed_part_of_a_document_is_named_by_both_verifiers(
    tmp_path: Path, change: Callable[[pikepdf.Pdf], None], place: str
) -> None:
    data = changed_pdf(change)
    found = checked(tmp_path, data, "r.pdf")
    assert [one.place for one in found.changes] == [place]
    report = alone.Report("r.pdf", data)
    assert [said.partition(":")[0] for said in report.changes] == [place]


def test_a_changed_field_of_a_signature_is_named(tmp_path: Path) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(signed())) as pdf:
        pdf.Root.AcroForm.Fields[0].TU = pikepdf.String("Signature of the exporter")
        pdf.save(out)
    found = checked(tmp_path, out.getvalue(), "r.pdf")
    assert "form and its fields" in [change.place for change in found.changes]
