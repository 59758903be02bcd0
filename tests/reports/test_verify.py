"""Verifying reports: what was changed is named, what was not is left in peace."""

import io
import os
import shutil
import subprocess
import zlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pytest
from tests.pseudo import BEGINS, Pseudo
from tests.reports.builders import a_dossier, a_rich_dossier, a_signer, a_table
from tests.reports.paper_office import KEEPER, OFFICE
from tests.reports.received import (
    a_pdf,
    an_xlsx,
    changed_pdf,
    changed_xlsx,
    checked,
    member,
    rezipped,
    saved,
)

from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import speaking
from landwaiter.reports.dossier.dossier import CellType, Dossier
from landwaiter.reports.dossier.shown import WordsState
from landwaiter.reports.paper.pdf import render_pdf
from landwaiter.reports.proof.verify import Origin, State, verify_reports
from landwaiter.reports.workbook.xlsx import render_xlsx


def a_key_sheet(folder: Path) -> Path:
    """Of the office that makes the reports here."""
    return saved(folder, OFFICE.sheet(KEEPER.name), "keys.json")


def test_an_untouched_pdf_is_unchanged_and_its_origin_not_proven(tmp_path: Path) -> None:
    found = verify_reports([saved(tmp_path, a_pdf(), "r.pdf")], key_sheet=None)
    assert found.files[0].state is State.UNCHANGED
    assert found.files[0].signature_valid
    assert found.passed
    assert found.sentences()[-1] == "Consistent; origin not proven."


def test_an_untouched_workbook_is_unchanged(tmp_path: Path) -> None:
    found = verify_reports([saved(tmp_path, an_xlsx(), "r.xlsx")], key_sheet=None)
    assert found.files[0].state is State.UNCHANGED
    assert found.passed


def test_both_files_of_one_dossier_belong_together(tmp_path: Path) -> None:
    paths = [saved(tmp_path, a_pdf(), "r.pdf"), saved(tmp_path, an_xlsx(), "r.xlsx")]
    assert verify_reports(paths, key_sheet=None).same_dossier is True


def test_files_of_two_dossiers_do_not_pass_together(tmp_path: Path) -> None:
    other = render_xlsx(a_dossier(), signer=a_signer())
    paths = [saved(tmp_path, a_pdf(), "r.pdf"), saved(tmp_path, other, "r.xlsx")]
    found = verify_reports(paths, key_sheet=None)
    assert found.same_dossier is False
    assert not found.passed


def test_a_key_sheet_with_the_key_proves_the_origin(tmp_path: Path) -> None:
    found = verify_reports([saved(tmp_path, a_pdf(), "r.pdf")], key_sheet=a_key_sheet(tmp_path))
    assert found.origin is Origin.PROVEN
    assert found.closing.startswith("Origin proven: signed by Marta Zielińska, key ")
    assert found.closing.endswith("key sheet of Customs office Pomorze.")


def test_a_key_sheet_without_the_key_does_not_pass(tmp_path: Path) -> None:
    data = render_pdf(a_rich_dossier(), signer=a_signer(seed=9))
    found = verify_reports([saved(tmp_path, data, "r.pdf")], key_sheet=a_key_sheet(tmp_path))
    assert found.origin is Origin.REFUTED
    assert not found.passed
    assert "who signed the report in r.pdf, is not in the key sheet" in found.closing


def test_a_pdf_saved_by_another_program_is_resaved(tmp_path: Path) -> None:
    assert checked(tmp_path, changed_pdf(lambda pdf: None), "r.pdf").state is State.RESAVED


def test_a_changed_text_names_its_page(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[1]
        text = page.Contents.read_bytes()
        page.Contents = pdf.make_stream(text.replace(b" Tj", b" Tj 0 -1 Td", 1))

    found = checked(tmp_path, changed_pdf(change), "r.pdf")
    assert [change.place for change in found.changes] == ["page 2"]
    assert found.state is State.CHANGED


def test_swapped_pages_are_named(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages.reverse()

    found = checked(tmp_path, changed_pdf(change), "r.pdf")
    assert [change.sentence() for change in found.changes] == [
        "page 1: here stands what was page 2.",
        "page 2: here stands what was page 1.",
    ]


def test_a_removed_page_is_named(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[1]

    found = checked(tmp_path, changed_pdf(change), "r.pdf")
    assert "page 2: it was removed." in [change.sentence() for change in found.changes]


def test_an_annotation_laid_over_a_page_names_the_page(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.FreeText,
            Rect=[50, 700, 300, 760],
            Contents=pikepdf.String("released"),
        )
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))

    found = checked(tmp_path, changed_pdf(change), "r.pdf")
    assert [change.place for change in found.changes] == ["page 1"]


def test_a_changed_font_is_noticed_though_no_page_content_is(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        font = next(iter(pdf.pages[0].Resources.Font.values()))
        font.ToUnicode = pdf.make_stream(b"other letters")

    found = checked(tmp_path, changed_pdf(change), "r.pdf")
    assert [change.place for change in found.changes] == ["fonts and resources"]


def test_an_action_added_to_a_pdf_is_named(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")

    found = checked(tmp_path, changed_pdf(change), "r.pdf")
    assert [change.place for change in found.changes] == ["/OpenAction"]


def test_a_pdf_without_its_dossier_is_refused(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.attachments["dossier.json"]

    with pytest.raises(Invalid, match=r"carries no dossier\.json"):
        checked(tmp_path, changed_pdf(change), "r.pdf")


def test_a_changed_manifest_in_a_pdf_breaks_the_signature(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        manifest = pdf.attachments["manifest.json"].get_file().read_bytes()
        pdf.attachments["manifest.json"] = pikepdf.AttachedFileSpec(
            pdf, manifest.replace(b"Marta", b"Maria"), filename="manifest.json"
        )

    found = checked(tmp_path, changed_pdf(change), "r.pdf")
    assert not found.signature_valid
    assert not found.consistent


def test_another_dossier_under_the_same_manifest_is_noticed(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        other = a_rich_dossier(title="Another title").canonical()
        pdf.attachments["dossier.json"] = pikepdf.AttachedFileSpec(
            pdf, other, filename="dossier.json"
        )

    found = checked(tmp_path, changed_pdf(change), "r.pdf")
    assert not found.manifest_fits
    assert not found.consistent


def test_a_report_signed_anew_with_another_key_fails_against_the_key_sheet(tmp_path: Path) -> None:
    forged = render_pdf(a_rich_dossier(title="Forged"), signer=a_signer(seed=7))
    found = verify_reports([saved(tmp_path, forged, "r.pdf")], key_sheet=a_key_sheet(tmp_path))
    assert found.files[0].signature_valid
    assert found.origin is Origin.REFUTED


def test_a_changed_cell_is_named_with_its_old_and_new_value(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book["Items"]["D2"] = 98

    found = checked(tmp_path, changed_xlsx(change), "r.xlsx")
    assert [change.sentence() for change in found.changes] == ["Items!D2: was 9800, is 98."]


def test_a_text_cell_made_a_formula_is_named(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book["Red flags"]["D2"] = "=1+1"

    found = checked(tmp_path, changed_xlsx(change), "r.xlsx")
    assert [change.sentence() for change in found.changes] == [
        "Red flags!D2: was “raised”, is “the formula =1+1”."
    ]


def test_a_changed_date_is_named(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book["Editions used"]["B2"] = datetime(2026, 4, 9)

    found = checked(tmp_path, changed_xlsx(change), "r.xlsx")
    assert [change.sentence() for change in found.changes] == [
        "Editions used!B2: was 2026-04-08, is 2026-04-09."
    ]


def test_added_and_removed_sheets_are_named(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        del book["Chronology"]
        book.create_sheet("Extra")

    found = checked(tmp_path, changed_xlsx(change), "r.xlsx")
    assert [change.sentence() for change in found.changes] == [
        "Extra: the sheet was added.",
        "Chronology: the sheet was removed.",
    ]


def test_an_added_row_is_named_cell_by_cell(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book["Chronology"]["B5"] = "Nobody"

    found = checked(tmp_path, changed_xlsx(change), "r.xlsx")
    assert [change.sentence() for change in found.changes] == [
        "Chronology!B5: was empty, is “Nobody”."
    ]


def test_a_report_verifies_whatever_language_the_reader_speaks(tmp_path: Path) -> None:
    paths = [saved(tmp_path, a_pdf(), "r.pdf"), saved(tmp_path, an_xlsx(), "r.xlsx")]
    with speaking(Pseudo()):
        found = verify_reports(paths, key_sheet=None)
    assert [file.state for file in found.files] == [State.UNCHANGED, State.UNCHANGED]
    assert found.closing.startswith(BEGINS)


def test_a_report_is_worded_in_the_language_of_its_dossier() -> None:
    dossier = a_dossier(language="xx", words={"Read me": "xx Read me"})
    data = render_xlsx(dossier, signer=a_signer())
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames[0] == "xx Read me"


def test_words_that_are_not_those_of_the_catalogue_are_told(tmp_path: Path) -> None:
    """Who signs a report could print “released” for what is held; of English nothing else fits."""
    dossier = a_dossier(language="en", words={"Read me": "Otherwise"})
    data = render_xlsx(dossier, signer=a_signer())
    (found,) = verify_reports([saved(tmp_path, data, "r.xlsx")], key_sheet=None).files
    assert (found.words, found.consistent) == (WordsState.OTHERS, False)


@pytest.mark.parametrize("language", ["xx", "../../etc", "", "EN"])
def test_words_of_a_catalogue_that_is_not_known_are_told(tmp_path: Path, language: str) -> None:
    dossier = a_dossier(language=language, words={"Read me": "xx Read me"}, catalogue="0" * 64)
    data = render_xlsx(dossier, signer=a_signer())
    found = verify_reports([saved(tmp_path, data, "r.xlsx")], key_sheet=None)
    assert (found.files[0].words, found.passed) == (WordsState.UNKNOWN, True)
    assert any("not known here" in sentence for sentence in found.sentences())


def test_a_changed_sheet_whose_cells_cannot_be_named_is_still_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(book: Any) -> None:
        book["Items"]["D2"] = 98

    data = changed_xlsx(change)
    monkeypatch.setattr("landwaiter.reports.proof.compare.sheets", lambda _dossier: iter(()))
    found = checked(tmp_path, data, "r.xlsx")
    assert [change.place for change in found.changes] == ["Items"]


def test_a_workbook_saved_by_openpyxl_is_resaved(tmp_path: Path) -> None:
    assert checked(tmp_path, changed_xlsx(lambda book: None), "r.xlsx").state is State.RESAVED


def test_a_workbook_without_its_hidden_sheet_is_refused(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        del book["_landwaiter"]

    with pytest.raises(Invalid, match="carries no dossier"):
        checked(tmp_path, changed_xlsx(change), "r.xlsx")


def test_a_damaged_hidden_part_is_refused(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        page = book["_landwaiter"]
        page["C1"] = str(page["C1"].value)[:-40]

    with pytest.raises(Invalid, match="embedded dossier"):
        checked(tmp_path, changed_xlsx(change), "r.xlsx")


_LOCALE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>{locale}</value></prop></item></oor:items>"""


@pytest.mark.parametrize("locale", ["en-US", "pl-PL"])
def test_a_workbook_saved_by_libreoffice_is_resaved(tmp_path: Path, locale: str) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed: nothing else saves a workbook as it does")
    source = saved(tmp_path, an_xlsx(), "r.xlsx")
    target = tmp_path / "out"
    settings = tmp_path / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_LOCALE.format(locale=locale))
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            office,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(target),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
        env={**os.environ, "HOME": str(tmp_path)},
    )
    found = verify_reports([target / "r.xlsx"], key_sheet=None).files[0]
    assert [change.sentence() for change in found.changes] == []
    assert found.state is State.RESAVED
    assert found.consistent


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"%PDF-1.7\nnothing",
        b"PK\x03\x04nothing",
        *(a_pdf()[:size] for size in (200, 5000, 30_000)),
        *(an_xlsx()[:size] for size in (200, 5000, 15_000)),
        an_xlsx()[:900] + an_xlsx()[940:],
    ],
)
def test_what_is_no_report_is_refused_with_a_sentence(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Invalid) as caught:
        checked(tmp_path, data, "r.bin")
    assert caught.value.file == "r.bin"


def test_a_page_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        packed = zlib.compress(bytes(200 * 1024 * 1024), 1)
        pdf.pages[0].Contents.write(packed, filter=pikepdf.Name.FlateDecode)

    with pytest.raises(Invalid, match="more than 128 MiB"):
        checked(tmp_path, changed_pdf(change), "r.pdf")


def test_an_attachment_added_to_a_pdf_is_named(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["more.txt"] = pikepdf.AttachedFileSpec(pdf, b"x", filename="more.txt")

    found = checked(tmp_path, changed_pdf(change), "r.pdf")
    assert [change.place for change in found.changes] == ["more.txt"]


def retitle(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "Release of the goods"


def reword(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = pikepdf.String("de")


def forget_author(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/Author"]


def describe(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["dossier.json"].obj.Desc = pikepdf.String("The goods are released")


def rename(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["dossier.json"].obj.UF = pikepdf.String("release.json")


def attach_twice(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["dossier.json"].obj.EF.F = pdf.make_stream(
        b"{}", Type=pikepdf.Name.EmbeddedFile, Subtype=pikepdf.Name("/application/json")
    )


def associate(pdf: pikepdf.Pdf) -> None:
    spec = pikepdf.AttachedFileSpec(pdf, b"x", filename="more.txt")
    pdf.Root.AF.append(pdf.make_indirect(spec.obj))


def attach_a_namesake(pdf: pikepdf.Pdf) -> None:
    """Another dossier of the same name, which a reader lists and a library may leave out."""
    spec = pikepdf.AttachedFileSpec(pdf, b"{}", filename="dossier.json")
    names = pdf.Root.Names.EmbeddedFiles.Names
    names.insert(0, pdf.make_indirect(spec.obj))
    names.insert(0, pikepdf.String("dossier.json"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            retitle,
            "title of the document: was “Case report PL1-2026-000412”, is “Release of the goods”.",
        ),
        (reword, "language of the document: was “en”, is “de”."),
        (
            forget_author,
            "author of the document: was “Customs office Pomorze, strategic trade unit”, is empty.",
        ),
        (describe, "dossier.json: it is attached otherwise than it was."),
        (rename, "dossier.json: it is attached otherwise than it was."),
        (attach_a_namesake, "dossier.json: it is attached otherwise than it was."),
        (attach_twice, "dossier.json: it is attached otherwise than it was."),
        (associate, "/AF: it was added to the file."),
    ],
)
def test_what_a_pdf_shows_beside_its_pages_is_named_where_it_was_changed(
    tmp_path: Path, change: Callable[[pikepdf.Pdf], None], said: str
) -> None:
    found = checked(tmp_path, changed_pdf(change), "r.pdf")
    assert [change.sentence() for change in found.changes] == [said]
    assert found.state is State.CHANGED


@pytest.mark.parametrize("held", [5, "x", pikepdf.Dictionary()])
def test_an_attachment_without_contents_is_refused(tmp_path: Path, held: Any) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["dossier.json"].obj.EF.F = held
        pdf.attachments["dossier.json"].obj.EF.UF = held

    with pytest.raises(Invalid, match="not a readable PDF"):
        checked(tmp_path, changed_pdf(change), "r.pdf")


def test_an_encrypted_pdf_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(a_pdf())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(Invalid, match="encrypted"):
        checked(tmp_path, out.getvalue(), "r.pdf")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_workbook_with_entities_is_refused(tmp_path: Path, encoding: str) -> None:
    text = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(encoding)
    with pytest.raises(Invalid, match="DOCTYPE"):
        checked(tmp_path, rezipped({"xl/worksheets/sheet1.xml": text}), "r.xlsx")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = rezipped({"xl/media/x.bin": bytes(64 * 1024 * 1024)})
    with pytest.raises(Invalid, match="suspiciously small"):
        checked(tmp_path, bomb, "r.xlsx")


def test_a_workbook_with_broken_xml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="not a readable Excel file"):
        checked(tmp_path, rezipped({"xl/workbook.xml": b"<workbook"}), "r.xlsx")


def test_a_workbook_whose_sheet_breaks_off_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="not a readable Excel file"):
        checked(
            tmp_path, rezipped({"xl/worksheets/sheet2.xml": b"<worksheet><sheetData>"}), "r.xlsx"
        )


def test_a_cell_in_a_row_without_end_is_refused(tmp_path: Path) -> None:
    name = "xl/worksheets/sheet6.xml"
    row = b'<row r="99999999999"><c r="A1"><v>1</v></c></row></sheetData>'
    with pytest.raises(Invalid, match="too many rows"):
        checked(tmp_path, rezipped({name: member(name).replace(b"</sheetData>", row)}), "r.xlsx")


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        verify_reports([tmp_path / "no.pdf"], key_sheet=None)


def test_long_texts_and_odd_texts_verify(tmp_path: Path) -> None:
    rows = ((" blanks ", "\x00\x1f", "_x0041_", "x" * 40_000, "𠀀" * 20_000), ("", "", "", "", ""))
    table = a_table(rows, *[CellType.TEXT] * 5)
    dossier: Dossier = a_dossier(tables=(table,))
    found = checked(tmp_path, render_xlsx(dossier, signer=a_signer()), "r.xlsx")
    assert (found.state, found.changes) == (State.UNCHANGED, ())
