"""The PDF says what the dossier says, to the eye, to a search and byte for byte."""

import io
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from tests.reports.builders import a_decision, a_dossier, a_rich_dossier, a_signer, a_table
from tests.reports.builders import an_approval as approved
from tests.reports.paper_office import OFFICE

from landwaiter.canonical import sha256_hex
from landwaiter.domain.base.facts import Content
from landwaiter.errors import Unavailable
from landwaiter.reports.dossier.dossier import (
    CellMark,
    CellType,
    Dossier,
    DossierColumn,
    DrawnBox,
    DrawnLine,
    Table,
    TableDrawing,
    TableForm,
    Voucher,
)
from landwaiter.reports.paper.pdf import render_pdf
from landwaiter.reports.paper.pdf_seal import PDF_LAYOUT, page_hashes
from landwaiter.reports.paper.typesetting import fonts

_RENDER = """
import hashlib, sys
from landwaiter.reports.paper.pdf import render_pdf
from landwaiter.reports.paper.pdf_seal import PDF_LAYOUT, page_hashes
from landwaiter.reports.workbook.xlsx import render_xlsx
from tests.reports.builders import a_rich_dossier, a_signer
for render in (render_pdf, render_xlsx):
    sys.stdout.write(hashlib.sha256(render(a_rich_dossier(), signer=a_signer())).hexdigest())
"""


def text_of(dossier: Dossier, folder: Path) -> str:
    """The text as a reader's program finds it, runs of blanks joined."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed: nothing reads the text of a PDF")
    path = folder / "r.pdf"
    path.write_bytes(render_pdf(dossier, signer=a_signer()))
    out = subprocess.run([program, "-layout", str(path), "-"], check=True, capture_output=True)
    return re.sub(r"[ \xa0]+", " ", out.stdout.decode())


@cache
def rich_text(folder: Path) -> str:
    return text_of(a_rich_dossier(), folder)


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    return rich_text(tmp_path_factory.mktemp("text"))


def test_two_processes_with_other_hash_seeds_give_the_same_bytes() -> None:
    def start(seed: str) -> "subprocess.Popen[bytes]":
        path = os.pathsep.join([str(Path.cwd() / "desktop"), str(Path.cwd())])
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path, "TZ": "UTC-5"}
        command = [sys.executable, "-c", _RENDER]
        return subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)

    running = [start("1"), start("2")]
    first, second = (process.communicate()[0] for process in running)
    assert [process.returncode for process in running] == [0, 0]
    assert first == second


@pytest.mark.parametrize(
    "words",
    [
        "Case report PL1-2026-000412",
        "Obrabiarki Wisła Sp. z o.o.",
        "Εκτελωνιστές Αιγαίου Α.Ε.",
        "ТОВ «Чорноморські перевезення»",
        "西安华瑞教育科技有限公司",
        "Page 1 of 2",
        "founding " + " ".join(OFFICE.casebook[at : at + 4] for at in (0, 4, 8, 12)),
        "Signed by Marta Zielińska, analyst, author; key of a founder",
        "Jan Wójcik, reviewer, approval; key of a founder",
        "Page 2 of 2",
        "Sample data: companies are fictional.",
        "audit head #18 524",
        "Dossier PL1-2026-000412-D1",
        "The machine was not measured; values are the maker’s.",
        "Signed by Jan Wójcik, reviewer, key",
        "9,800 kg",
        "412,000.00 EUR",
        "13 Apr 2026 16:20",
    ],
)
def test_the_report_can_be_searched(text: str, words: str) -> None:
    assert words in text


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?i)track L\b",
        r"(?i)no Art\. ?21\(4\) clock",
        r"China as arms embargo, Art\. 4\(1\)\(b\): [^\n]{0,80}true",
        r"2B001",
        r"8457 ?10",
    ],
)
def test_phrases_of_law_stand_on_one_line(text: str, pattern: str) -> None:
    assert re.search(pattern, text)


def test_arabic_is_found_after_compatibility_normalisation(text: str) -> None:
    assert "شركة الخليج" in unicodedata.normalize("NFKC", text)


def test_the_marking_stands_at_head_and_foot_of_each_page(text: str) -> None:
    pages = text.split("\f")[:-1]
    assert [page.count("LIMITE") for page in pages] == [2, 2]


def test_the_answer_comes_before_everything_but_the_title(text: str) -> None:
    places = [text.index(label) for label in ("Goods ", "Asked of you", "Decision", "Tracks")]
    assert places == sorted(places)


def test_markup_in_case_text_is_printed_and_not_obeyed(tmp_path: Path) -> None:
    hostile = "<b>x</b> <img src='/etc/passwd'/> <a href='javascript:1'>y</a> Jan <jan@x> & </para>"
    table = a_table(((hostile,),), subtitle=hostile, notes=(hostile,), title=hostile)
    dossier = a_dossier(title=hostile, office=hostile, tables=(table,), not_checked=(hostile,))
    text = re.sub(r"\s+", " ", text_of(dossier, tmp_path))
    assert text.count("<img src='/etc/passwd'/>") == 7
    assert "Jan <jan@x> & </para>" in text


def test_no_page_carries_a_link_or_a_picture() -> None:
    table = a_table((("<a href='https://x.example'>x</a> <img src='x.png'/>",),))
    data = render_pdf(a_dossier(tables=(table,)), signer=a_signer())
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert all("/Annots" not in page.obj for page in pdf.pages)
        assert all("/XObject" not in page.obj.Resources for page in pdf.pages)


def test_what_no_font_has_is_shown_with_code_point_and_reading(tmp_path: Path) -> None:
    text = text_of(a_dossier(tables=(a_table((("ཀཁ 𐌰 \u202egnp.exe",),)),)), tmp_path)
    assert "[U+0F40 U+0F41 = kkh]" in text
    assert "U+10330" in text
    assert "[U+202E]gnp.exe" in text


def test_rare_han_of_names_is_drawn(tmp_path: Path) -> None:
    assert "堃䶮㛃𬭚" in text_of(a_dossier(tables=(a_table((("堃䶮㛃𬭚",),)),)), tmp_path)


def test_a_long_identifier_wraps_and_is_not_cut(tmp_path: Path) -> None:
    code = "".join(f"{number:04d}" for number in range(200))
    table = a_table(((code, "x"),), CellType.CODE, CellType.TEXT)
    text = text_of(a_dossier(tables=(table,)), tmp_path)
    assert code in re.sub(r"[\sx]", "", text)


def test_a_row_taller_than_a_page_goes_on_over_the_pages(tmp_path: Path) -> None:
    words = " ".join(f"w{number}" for number in range(9_000))
    text = text_of(
        a_dossier(tables=(a_table(((words, "side"), ("last", "row")), *_TWO),)), tmp_path
    )
    assert re.findall(r"\bw\d+\b", text) == words.split()
    assert text.count("Column 0") == text.count("\f")


def test_a_long_table_repeats_its_head_once_on_each_page(tmp_path: Path) -> None:
    rows = tuple((f"row {number}.", "b") for number in range(500))
    text = text_of(a_dossier(tables=(a_table(rows, *_TWO),)), tmp_path)
    pages = text.split("\f")[:-1]
    assert re.findall(r"row (\d+)\.", text) == [str(number) for number in range(500)]
    assert {page.count("Column 0") for page in pages if "row " in page} == {1}


def test_an_empty_table_says_so(tmp_path: Path) -> None:
    table = a_table((), empty="No flags were raised.")
    assert "No flags were raised." in text_of(a_dossier(tables=(table,)), tmp_path)


def test_a_report_without_anything_unchecked_says_so(tmp_path: Path) -> None:
    assert "Nothing was named as not checked." in text_of(a_dossier(), tmp_path)


def test_pages_carry_embedded_subset_fonts_only() -> None:
    with pikepdf.open(io.BytesIO(render_pdf(a_rich_dossier(), signer=a_signer()))) as pdf:
        below = [
            font.DescendantFonts[0] for page in pdf.pages for font in page.Resources.Font.values()
        ]
        used = {str(font.BaseFont) for font in below}
        assert all("/FontFile2" in font.FontDescriptor for font in below)
    assert used
    assert all("+Landwaiter" in name for name in used)


def test_missing_fonts_are_refused_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "root", lambda: tmp_path)
    fonts.load_faces.cache_clear()
    try:
        with pytest.raises(Unavailable) as caught:
            fonts.load_faces()
    finally:
        fonts.load_faces.cache_clear()
    assert caught.value.file == "LandwaiterSans-Regular.ttf"
    assert caught.value.remedy


_TWO = (CellType.TEXT, CellType.TEXT)


def test_stops_of_a_way_are_drawn_on_lines_with_an_arrow_into_each_but_the_first(
    tmp_path: Path,
) -> None:
    columns = (
        DossierColumn("stop", "Stop", Content.OPEN),
        DossierColumn("why", "As", Content.OPEN),
        DossierColumn("says", "Matrix", Content.OPEN),
    )
    stops = tuple(
        (f"Stop {n}", "routing", CellMark("prohibited", strong=True) if n == 5 else None)
        for n in range(1, 7)
    )
    way = Table("way", "Way", columns, stops, form=TableForm.STRIP)
    dossier = replace(a_dossier(), tables=(way,))
    text = text_of(dossier, tmp_path)
    assert re.search(r"Stop 1 +Stop 2 +Stop 3 +Stop 4\n", text)
    assert re.search(r"Stop 5 +Stop 6\n", text)
    assert text.count("Matrix: prohibited") == 1
    data = render_pdf(dossier, signer=a_signer())
    plain = render_pdf(replace(dossier, tables=(replace(way, rows=stops[:1]),)), signer=a_signer())
    with pikepdf.open(io.BytesIO(data)) as many, pikepdf.open(io.BytesIO(plain)) as one:
        drawn, alone = many.pages[0].Contents.read_bytes(), one.pages[0].Contents.read_bytes()
    heavy = b"1.6 w"
    assert (drawn.count(heavy), alone.count(heavy)) == (1, 0)
    arrow = b".8 w"
    assert drawn.count(arrow) - alone.count(arrow) == len(stops) - 1


def test_a_drawing_is_vector_graphics_over_its_table_with_a_legend_in_words(tmp_path: Path) -> None:
    columns = (
        DossierColumn("from", "From", Content.OPEN),
        DossierColumn("what", "What", Content.OPEN),
        DossierColumn("to", "To", Content.OPEN),
    )
    rows = (
        ("哈尔滨工业大学", "owns 51 %", "Berg Tools"),
        ("Berg Tools", "is", "Ελληνική Εταιρεία"),
    )
    boxes = (
        DrawnBox(0, 0, 60, 20, "cut", strong=True, tags=("listed", "unconfirmed_identity")),
        DrawnBox(0, 2, 260, 120, "box"),
        DrawnBox(1, 2, 400, 40, "round"),
    )
    lines = (
        DrawnLine(0, 1, 0, 1, "solid", arrow=True, strong=True),
        DrawnLine(1, 1, 1, 2, "dotted"),
    )
    drawing = TableDrawing(500, 140, boxes, lines, ("Cut corners: a university.",))
    table = Table("chart", "Link chart", columns, rows, drawing=drawing)
    dossier = replace(a_dossier(), tables=(table,))
    text = text_of(dossier, tmp_path)
    assert "Every link of the drawing" in text
    assert "Listed" in text
    assert "Unconfirmed identity" in text
    assert "By path" not in text
    assert "Cut corners: a university." in text
    assert text.count("哈尔滨工业大学") == 2
    assert text.count("Ελληνική Εταιρεία") == 2
    first, again = (render_pdf(dossier, signer=a_signer()) for _turn in range(2))
    assert first == again
    with pikepdf.open(io.BytesIO(first)) as pdf:
        assert not any(page.get_images() for page in pdf.pages)
    assert Dossier.from_bytes(dossier.canonical()) == dossier


@pytest.mark.parametrize(
    ("vouched", "said"),
    [
        (Voucher(), "approval; key confirmed by nobody"),
        (Voucher(by=("Ana",)), "approval; key confirmed by Ana"),
        (Voucher(by=("Ana", "Bea", "Cem")), "approval; key confirmed by Ana, Bea and Cem"),
        (
            Voucher(by=("Ana",), authority=True),
            "approval; key confirmed by Ana and an authority outside the office",
        ),
    ],
)
def test_page_one_says_by_whom_a_key_is_confirmed(
    tmp_path: Path, vouched: Voucher, said: str
) -> None:
    decision = a_decision(approval=approved(vouched=vouched))
    assert said in text_of(a_dossier(decision=decision), tmp_path)


def test_page_one_says_that_one_person_decided(tmp_path: Path) -> None:
    alone = approved(valid=False, by_one=True, why_not="Done by one person.")
    dossier = a_dossier(decision=a_decision(approval=alone), founded_by_one=True)
    text = text_of(dossier, tmp_path)
    assert "own decision; key of a founder" in text
    assert "Decided by one person: one person founded the office." in text
    assert "Not validly approved" not in text


def test_page_one_says_that_an_approval_does_not_count(tmp_path: Path) -> None:
    void = approved(valid=False, why_not="The case changed since the approval.")
    text = text_of(a_dossier(decision=a_decision(approval=void)), tmp_path)
    assert "Not validly approved: The case changed since the approval." in text.split("Version")[0]


def test_the_pages_of_a_dossier_change_with_the_layout_alone() -> None:
    """Whoever makes this fail raises PDF_LAYOUT: reports of before are then told from forged."""
    dossier = a_dossier(casebook="ab" * 32, tables=a_rich_dossier().tables)
    with pikepdf.open(io.BytesIO(render_pdf(dossier, signer=a_signer()))) as pdf:
        pages = page_hashes(pdf).pages
    assert (PDF_LAYOUT, sha256_hex("".join(pages).encode())) == (
        4,
        "955f2db328ba025a1d0dc6074115a2b021bc1cabb00a3917df67499c2bc7cecb",
    )


def test_figures_stand_unit_below_unit_under_their_title(tmp_path: Path) -> None:
    rows = (("7", "a"), ("12345", "b"))
    table = a_table(rows, CellType.NUMBER, CellType.TEXT)
    file = tmp_path / "figures.pdf"
    file.write_bytes(render_pdf(a_dossier(tables=(table,)), signer=a_signer()))
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed: nothing tells where a word stands")
    out = subprocess.run([program, "-layout", file, "-"], check=True, capture_output=True)
    ends = {
        found.end()
        for line in out.stdout.decode().splitlines()
        if (found := re.match(r" *(?:Column 0|7|12345)(?= )", line))
    }
    # pdftotext places words by characters of one width, to within one of them.
    assert max(ends) - min(ends) <= 1


@pytest.mark.parametrize("word", ["Aufbewahrungspflicht", "Rechtsgrundlage", "Źródło"])
def test_a_label_of_one_long_word_is_not_broken(tmp_path: Path, word: str) -> None:
    columns = (
        DossierColumn("what", "What", Content.OPEN),
        DossierColumn("value", "As recorded", Content.OPEN),
    )
    rows = ((word, "one " * 20), (f"{word} of all", "two"))
    table = Table("facts", "Key facts", columns, rows, form=TableForm.FACTS)
    said = text_of(a_dossier(tables=(table,)), tmp_path)
    assert said.count(word) == 2


def test_the_head_of_a_narrow_column_is_not_broken(tmp_path: Path) -> None:
    columns = (
        DossierColumn("grade", "Calificación", Content.OPEN, width=10),
        DossierColumn("says", "Significa", Content.OPEN, width=100),
        DossierColumn("blank", "", Content.OPEN, width=0),
    )
    table = Table("grades", "Grades", columns, (("A", "totalmente fiable", ""),))
    assert "Calificación" in text_of(a_dossier(tables=(table,)), tmp_path)
