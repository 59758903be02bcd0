"""Whoever hears a form in two languages hears each passage in its own."""

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from tests.reports.paper.marks_check import elements
from tests.services.reports.every_kind import faults_in
from tests.services.reports.kinds.test_records import of_sixty
from tests.services.reports.test_report_types import counted
from tests.services.sample_office import ANALYST, REF, Office

from landwaiter.domain.reports.case_reports import CaseReport, SheetSize
from landwaiter.domain.reports.deeds import ReportCase, ReportHoldSlip
from landwaiter.i18n import catalogue, speaking
from landwaiter.services.deeds.engine import run


def passages(path: Path) -> Iterator[tuple[str, str]]:
    """Each mark with a language of its own, and what its glyphs say there."""
    with pikepdf.open(path) as pdf:
        said = {
            (number, mark): text
            for number, page in enumerate(pdf.pages)
            for mark, text in _marked(page)
        }
        places = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        for one in elements(pdf.Root.StructTreeRoot):
            if "/Lang" not in one:
                continue
            assert one.S == "/Span"
            for kid in one.K if isinstance(one.K, pikepdf.Array) else [one.K]:
                where = kid if isinstance(kid, pikepdf.Dictionary) else one
                number = places[where.Pg.objgen]
                mark = int(kid.MCID if isinstance(kid, pikepdf.Dictionary) else kid)
                yield str(one.Lang), said[number, mark]


def _marked(page: pikepdf.Page) -> Iterator[tuple[int, str]]:
    """Of each mark on a page its number and its letters."""
    letters = {str(name): _letters(font) for name, font in page.Resources.Font.items()}
    mark, font, said = -1, "", ""
    for one in pikepdf.parse_content_stream(page):
        operands, name = list(one.operands), str(one.operator)
        if name == "BDC" and "/MCID" in operands[1]:
            mark, said = int(operands[1].MCID), ""
        elif name == "Tf":
            font = str(operands[0])
        elif name == "Tj":
            data = bytes(operands[0]).hex()
            said += "".join(letters[font][data[at : at + 4]] for at in range(0, len(data), 4))
        elif name == "EMC" and mark >= 0:
            yield mark, said
            mark = -1


def _letters(font: pikepdf.Object) -> dict[str, str]:
    """What each code of a font says."""
    found = {}
    for line in font.ToUnicode.read_bytes().decode().splitlines():
        parts = line.replace("<", " ").replace(">", " ").split()
        if len(parts) == 2 and len(parts[0]) == 4:
            found[parts[0].lower()] = bytes.fromhex(parts[1]).decode("utf-16-be")
    return found


def record(office: Office, pdf: Path, first: str, second: str) -> Path:
    counted(office)
    with speaking(catalogue(first)):
        run(office.session(ANALYST), ReportCase(CaseReport.SEIZURE, REF, pdf, second=second))
    return pdf


def test_what_is_said_in_the_second_language_is_tagged_and_nothing_else(
    office: Office, tmp_path: Path
) -> None:
    found = list(passages(record(office, tmp_path / "r.pdf", "en", "pl")))
    polish = catalogue("pl")
    assert {language for language, _said in found} == {"pl"}
    tagged = " ".join(" ".join(said for _language, said in found).split())
    for label in ("Detention record", "Witness", "Statement of the person concerned", "Signature"):
        assert polish.text(label) in tagged
        assert label not in tagged
    assert "1 crate" not in tagged, "what an officer typed is in no language that is known"


@pytest.mark.parametrize(("first", "second"), [("pl", "es"), ("de", "fr"), ("it", "en")])
def test_a_form_in_two_languages_passes_both_checkers(
    office: Office, tmp_path: Path, first: str, second: str
) -> None:
    pdf = record(office, tmp_path / "r.pdf", first, second)
    with pikepdf.open(pdf) as drawn:
        assert drawn.Root.Lang == first
    assert {language for language, _said in passages(pdf)} == {second}
    assert list(faults_in(pdf.read_bytes(), tmp_path / "c.pdf", marks_alone=False)) == []


@pytest.mark.parametrize("sheet", SheetSize)
def test_a_slip_says_what_is_to_be_done_in_each_language(
    office: Office, tmp_path: Path, sheet: SheetSize
) -> None:
    pdf, reference = tmp_path / "slip.pdf", of_sixty(office)
    run(office.session(ANALYST), ReportHoldSlip(reference, 7, pdf, sheet, second="pl"))
    found = {(language, said.strip()) for language, said in passages(pdf)}
    assert {("pl", "NIE ŁADOWAĆ"), ("de", "NICHT VERLADEN"), ("fr", "NE PAS CHARGER")} <= found
    assert ("es", "NO CARGAR") in found
    assert not any(language == "en" for language, _said in found)
    assert list(faults_in(pdf.read_bytes(), tmp_path / "c.pdf", marks_alone=False)) == []


def test_a_form_in_one_language_tags_no_passage(office: Office, tmp_path: Path) -> None:
    counted(office)
    pdf = tmp_path / "r.pdf"
    run(office.session(ANALYST), ReportCase(CaseReport.SEIZURE, REF, pdf))
    assert list(passages(pdf)) == []
