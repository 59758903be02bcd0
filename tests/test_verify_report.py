"""docs/verify_report.py, the file a court's expert runs, beside the program's own verifier.

Every test of the program's verifier runs here once more; whatever it verifies, the stand-alone one
verifies too, and both must say the same.
"""

import base64
import contextlib
import functools
import importlib.util
import io
import itertools
import json
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pikepdf
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.properties.length import LONGER
from tests.reports import (
    received,
    test_approval,
    test_countersignature,
    test_key_sheet,
    test_origin,
    test_pades,
    test_report_attacks,
    test_verify,
    test_workbook_display,
)
from tests.reports.builders import MADE_AT, a_dossier, a_signer, a_table
from tests.reports.paper_office import Member, PaperOffice, public_key
from tests.reports.received import a_pdf, an_xlsx, changed_pdf, member, rezipped, saved
from tests.standalone import imported_by

from landwaiter.errors import Fault
from landwaiter.reports.dossier.dossier import CellMark, CellType, Dossier
from landwaiter.reports.dossier.signing import ReportSeal
from landwaiter.reports.paper.pdf import render_pdf
from landwaiter.reports.paper.pdf_seal import page_hashes
from landwaiter.reports.proof import key_sheet as key_sheets
from landwaiter.reports.proof.approval import ApprovalWorth, approval_of, countersignature_of
from landwaiter.reports.proof.audit_entries import KnownEntries, entry_in
from landwaiter.reports.proof.compare import RemadeReport
from landwaiter.reports.proof.compare import rendered_again as compare_rendered
from landwaiter.reports.proof.key_sheet import KeySheet
from landwaiter.reports.proof.verify import CheckedFile, Origin, State, Verification, verify_reports
from landwaiter.reports.workbook.xlsx import render_xlsx
from landwaiter.trust.pairs import why_no_pair
from landwaiter.trust.statements import read as read_statements

VERIFIER = Path(__file__).parents[1] / "docs" / "verify_report.py"
ITEMS = test_workbook_display.ITEMS
_MODULES = (
    received,
    test_approval,
    test_countersignature,
    test_key_sheet,
    test_origin,
    test_pades,
    test_report_attacks,
    test_verify,
    test_workbook_display,
)
_APART = re.compile(
    r"libreoffice|language|certificate_(?:that|for)|authorit|password|weak|rsa|fonts_or_fills"
    r"|part_of_a_text|theme|looks_as_it_did|without_end|zip_bomb|only_a_library|by_another_name"
    r"|without_its_protection|without_both_protections|not_seen_alone"
)
"""Tests that are slow, or about what the stand-alone verifier has no part in."""

for _module in _MODULES:
    for _name, _value in vars(_module).items():
        if _name.startswith("test_") and callable(_value) and not _APART.search(_name):
            globals().setdefault(_name, _value)


def _loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verify_report", VERIFIER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


alone: Any = _loaded()
# It computes signatures in plain Python, milliseconds each; the same few come again in every test.
alone.signature_holds = functools.cache(alone.signature_holds)


def said_alone(*arguments: object) -> tuple[int, list[str]]:
    """Exit code and lines of the stand-alone verifier, within this process."""
    out = io.StringIO()
    before, sys.argv = sys.argv, ["verify_report.py", *map(str, arguments)]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            code = alone.main()
    finally:
        sys.argv = before
    return code, out.getvalue().splitlines()


def alone_on(paths: Sequence[Path], sheets: Path | Sequence[Path] | None) -> tuple[int, list[str]]:
    given = [sheets] if isinstance(sheets, Path) else list(sheets or ())
    return said_alone(*paths, *(word for sheet in given for word in ("--keys", sheet)))


def expected(found: Verification) -> int:
    """The exit code for what the stand-alone verifier can see."""
    if not all(seen(file) for file in found.files) or found.same_dossier is False:
        return 1
    if all(file.consistent for file in found.files):
        return {Origin.PROVEN: 0, Origin.NOT_PROVEN: 3, Origin.REFUTED: 1}[found.origin]
    return 3


def seen(file: CheckedFile) -> bool:
    """Whether it is sound but for a PAdES signature, which only the program verifies."""
    without = replace(file, pades=None)
    return without.consistent and (file.pades is None or file.pades.present or file.pades.sound)


def both(
    paths: Sequence[Path],
    *,
    key_sheet: Path | Sequence[Path] | None,
    authorities: Sequence[Path] = (),
    today: datetime | None = None,
) -> Verification:
    """What the program finds, once the stand-alone verifier has found the same."""
    code, said = alone_on(paths, key_sheet)
    try:
        found = verify_reports(paths, key_sheet=key_sheet, authorities=authorities, today=today)
    except Fault:
        assert code == 2, said
        raise
    pades = any(file.pades is not None for file in found.files)
    assert code == expected(found) or (pades and code == 2), (said, found)
    if code == 2 or pades:
        return found
    assert said[-1] == found.closing
    assert (found.same_dossier is None) is not any("are made from" in line for line in said)
    for sentence in found.sentences():
        about_whole = ": unchanged" in sentence or ": re-saved" in sentence
        about_cell = re.search(r"![A-Z]+\d+: |appearance is not|cell was changed", sentence)
        if not about_whole and not about_cell and "it expired on" not in sentence:
            assert sentence in said
    return found


def approval_beside(dossier: Dossier) -> ApprovalWorth:
    """What the program makes of an approval, once the stand-alone verifier made the same of it."""
    decision = alone.decision_of(json.loads(dossier.canonical()))
    found = approval_of(dossier)
    assert alone.approval_of(decision) == found
    return found


def countersignature_beside(dossier: Dossier) -> ApprovalWorth:
    decision = alone.decision_of(json.loads(dossier.canonical()))
    found = countersignature_of(dossier)
    assert alone.countersignature_of(decision) == found
    return found


read_sheet = key_sheets.read


def sheet_beside(path: Path) -> KeySheet:
    """A key sheet as the program reads it, once the stand-alone verifier has read the same."""
    try:
        found = read_sheet(path)
    except Fault:
        with pytest.raises(alone.Unreadable):
            alone.named(str(path), alone.MOST_SHEET, alone.KeySheet)
        raise
    other = alone.named(str(path), alone.MOST_SHEET, alone.KeySheet)
    assert said_of(other.registry) == said_of(found.registry)
    return found


def said_of(registry: Any) -> Any:
    """What both readers must make of the same statements."""
    heads = [
        tuple(one) if isinstance(one, tuple) else (one.place, one.sha256) for one in registry.heads
    ]
    keys = {
        public: (
            *(key.user_id, key.made, key.issuer, key.is_founders, key.since, key.until),
            *(key.confirmers, registry.approves(key)),
        )
        for public, key in registry.keys.items()
    }
    people = {
        who: (one.name, one.roles_now, one.disabled, bool(one.ticket))
        for who, one in registry.people.items()
    }
    waiting = {seq: (one.kind, one.by, one.about) for seq, one in registry.waiting.items()}
    problems, authorities = list(registry.problems), {*registry.authorities}
    return heads, keys, people, waiting, problems, registry.is_alone, authorities


_MADE: dict[tuple[Any, ReportSeal], RemadeReport] = {}


def made_once(render: Any, dossier: Dossier, held: ReportSeal) -> RemadeReport:
    """A file made again from its dossier; from the same dossier it is the same."""
    if (render, held) not in _MADE:
        _MADE[render, held] = compare_rendered(render, dossier, held)
    return _MADE[render, held]


@pytest.fixture(autouse=True)
def _beside_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in _MODULES:
        if hasattr(module, "verify_reports"):
            monkeypatch.setattr(module, "verify_reports", both)
    monkeypatch.setattr("landwaiter.reports.proof.compare.rendered_again", made_once)
    monkeypatch.setattr(key_sheets, "read", sheet_beside)
    monkeypatch.setattr(test_approval, "approval_of", approval_beside)
    monkeypatch.setattr(test_countersignature, "countersignature_of", countersignature_beside)


def run_apart(*arguments: object) -> tuple[int, str]:
    """Exit code and words of the verifier, run apart from everything of ours."""
    seen = subprocess.run(
        [sys.executable, "-I", "-W", "error", "-X", "utf8", str(VERIFIER), *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return seen.returncode, seen.stdout + seen.stderr


def test_both_reports_and_the_key_sheet_prove_the_origin(tmp_path: Path) -> None:
    reports = [saved(tmp_path, a_pdf(), "r.pdf"), saved(tmp_path, an_xlsx(), "r.xlsx")]
    code, said = run_apart(*reports, "--keys", test_verify.a_key_sheet(tmp_path))
    assert code == 0, said
    assert "r.pdf: its 2 pages are those that were signed." in said
    assert "r.xlsx: the values of its 15 sheets are those that were signed." in said
    assert "The files are made from the same dossier." in said
    assert "Origin proven: signed by Marta Zielińska, key " in said


def test_without_a_key_sheet_it_ends_with_3(tmp_path: Path) -> None:
    code, said = run_apart(saved(tmp_path, a_pdf(), "r.pdf"))
    assert (code, said.splitlines()[-1]) == (3, "Consistent; origin not proven.")


def test_a_changed_report_ends_with_1(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book["Items"]["D2"] = 98

    report = saved(tmp_path, received.changed_xlsx(change), "r.xlsx")
    code, said = run_apart(report)
    assert code == 1
    assert "r.xlsx: Items: its values are not those of the manifest." in said


@pytest.mark.parametrize("data", [b"", b"hello", b"%PDF-1.7\n", b"PK\x03\x04", a_pdf()[:9000]])
def test_what_is_no_report_ends_with_2(tmp_path: Path, data: bytes) -> None:
    code, said = run_apart(saved(tmp_path, data, "r.bin"))
    assert code == 2
    assert said.startswith("CANNOT BE VERIFIED: r.bin: ")
    assert said.count("\n") == 1


def test_a_wrong_call_ends_with_2(tmp_path: Path) -> None:
    report = saved(tmp_path, a_pdf(), "r.pdf")
    assert run_apart()[0] == 2
    for arguments in ([tmp_path / "no.pdf"], [tmp_path], [report, "--keys", report]):
        assert said_alone(*arguments)[0] == 2


def test_the_verifier_shares_no_code_with_the_program() -> None:
    assert imported_by(VERIFIER) <= sys.stdlib_module_names


def test_an_old_python_runs_it(tmp_path: Path) -> None:
    old = shutil.which("python3.8")
    if old is None or subprocess.run([old, "-c", ""], check=False, capture_output=True).returncode:
        pytest.skip("Python 3.8 is not installed: nothing shows that it runs there")
    reports = [saved(tmp_path, a_pdf(), "r.pdf"), saved(tmp_path, an_xlsx(), "r.xlsx")]
    keys = test_verify.a_key_sheet(tmp_path)
    done = subprocess.run(
        [old, "-I", str(VERIFIER), *map(str, reports), "--keys", str(keys)],
        check=False, capture_output=True,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")


# Signatures


def by_the_library(key: bytes, signature: bytes, data: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, data)
    except (ValueError, InvalidSignature):
        return False
    return True


def test_signatures_hold_where_they_hold_for_the_library() -> None:
    chance = random.Random(8032)  # noqa: S311  # the same examples each time
    for _turn in range(40):
        private = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
        key, data = private.public_key().public_bytes_raw(), chance.randbytes(chance.randrange(200))
        signature = private.sign(data)
        assert alone.signature_holds(key.hex(), signature, data)
        parts = [key, signature, data + b"x"]
        which = chance.randrange(3)
        flipped = bytearray(parts[which])
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        parts[which] = bytes(flipped)
        held = by_the_library(*parts)
        assert alone.signature_holds(parts[0].hex(), parts[1], parts[2]) is held


@pytest.mark.parametrize("times", [1, 2, 7, 15])
def test_a_number_of_a_signature_must_be_the_least(times: int) -> None:
    private = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
    key, signature = private.public_key().public_bytes_raw(), private.sign(b"data")
    more = int.from_bytes(signature[32:], "little") + times * alone.ORDER
    forged = signature[:32] + more.to_bytes(32, "little")
    assert not by_the_library(key, forged, b"data")
    assert not alone.signature_holds(key.hex(), forged, b"data")


@pytest.mark.parametrize(
    "key",
    [
        (2**255 - 18).to_bytes(32, "little"),  # 1, not as its least number
        b"\x01" + bytes(30) + b"\x80",  # x is 0 and said to be odd
        b"\x02" + bytes(31),  # no point has this y
        bytes(31),
    ],
)
def test_a_key_that_is_no_proper_point_holds_nothing(key: bytes) -> None:
    assert alone.point_of(key) is None
    assert not alone.signature_holds(key.hex(), bytes(64), b"data")


# PDFs that other programs saved


def written(data: bytes, **how: Any) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, **how)
    return out.getvalue()


_NO_STREAMS = {"object_stream_mode": pikepdf.ObjectStreamMode.disable}


@pytest.mark.parametrize(
    "how",
    [
        {},
        _NO_STREAMS,
        {"linearize": True},
        {"linearize": True, **_NO_STREAMS},
        {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.generalized},
        {"qdf": True},
        {"preserve_pdfa": True, "recompress_flate": True},
    ],
)
def test_a_pdf_that_says_the_same_is_sound_however_it_is_stored(
    tmp_path: Path, how: dict[str, Any]
) -> None:
    report = saved(tmp_path, written(a_pdf(), **how), "r.pdf")
    found = both([report], key_sheet=None)
    assert found.passed
    assert found.files[0].state is State.RESAVED


def updated(change: Callable[[bytes], bytes]) -> bytes:
    """A PDF with a later addition: the tree of its pages, changed."""
    data = written(a_pdf(), **_NO_STREAMS)
    pages = re.search(rb"\d+ 0 obj\s*<<[^>]*/Type /Pages[^>]*>>\s*endobj\s", data)
    assert pages
    number = pages.group().split()[0]
    root = re.search(rb"/Root \d+ 0 R", data)
    info = re.search(rb"/Info \d+ 0 R", data)
    size = re.search(rb"/Size \d+", data)
    assert root and info and size  # noqa: PT018  # the parts of one trailer
    before = re.findall(rb"startxref\s+(\d+)", data)[-1]
    whole = data + change(pages.group())
    return whole + b"xref\n%s 1\n%010d 00000 n \ntrailer\n<< %s %s %s /Prev %s >>\n" % (
        number, len(data), root.group(), info.group(), size.group(), before,
    ) + b"startxref\n%d\n%%%%EOF\n" % len(whole)  # fmt: skip


def test_an_addition_that_changes_nothing_is_read(tmp_path: Path) -> None:
    report = saved(tmp_path, updated(lambda pages: pages), "r.pdf")
    assert both([report], key_sheet=None).passed


@pytest.mark.parametrize("entry", [b"/CropBox [0 0 200 200]", b"/Rotate 90", b"/UserUnit 2"])
def test_what_pages_inherit_counts_as_theirs(tmp_path: Path, entry: bytes) -> None:
    data = updated(lambda pages: pages.replace(b"/Type /Pages", entry + b" /Type /Pages"))
    found = both([saved(tmp_path, data, "r.pdf")], key_sheet=None)
    changed = [change.place for change in found.files[0].changes]
    assert changed == (["page 1", "page 2"] if b"Crop" in entry else [])


def hide_an_entry(pdf: pikepdf.Pdf) -> None:
    """A name that reads as two entries joined as a hash once joined them."""
    page = pdf.pages[0].obj
    page["/Rotate=0;/Trans"] = page.Trans
    del page.Rotate, page.Trans


def outline(pdf: pikepdf.Pdf) -> None:
    first = pdf.make_indirect(
        pikepdf.Dictionary(Title="Released", Dest=[pdf.pages[1].obj, pikepdf.Name.Fit])
    )
    pdf.Root.Outlines = pdf.make_indirect(pikepdf.Dictionary(First=first, Last=first, Count=1))
    first.Parent = pdf.Root.Outlines


@pytest.mark.parametrize("change", [hide_an_entry, outline])
def test_a_pdf_that_says_more_or_less_is_changed(
    tmp_path: Path, change: Callable[[pikepdf.Pdf], None]
) -> None:
    report = saved(tmp_path, changed_pdf(change), "r.pdf")
    assert not both([report], key_sheet=None).passed


def odd_objects(pdf: pikepdf.Pdf) -> None:
    """Every kind of object, circles among them, on the first page."""
    name = pikepdf.Name("/A B#(é")
    inner = pdf.make_indirect(pikepdf.Dictionary(Deep=[1, [2, [3, {"/Four": 4}]]], Self=name))
    inner.Self = inner
    stream = pdf.make_stream(b"\x00\xff" * 99, Parent=inner, P=5)
    ascii85 = pdf.make_stream(b"87cURDZ~>")
    ascii85.Filter = pikepdf.Array([pikepdf.Name.ASCII85Decode])
    values = [
        True, False, None, 0, -7, pikepdf.Object.parse(b"-0.50"), pikepdf.Object.parse(b"00612.0"),
        pikepdf.Object.parse(b"-.0"), name, pikepdf.String("naïve (t) \\ \r\n 华"), inner, stream,
        ascii85, pikepdf.String(""), pikepdf.Array([]), pikepdf.Dictionary(), pdf.pages[1].obj,
    ]  # fmt: skip
    pdf.pages[0].obj.PieceInfo = pikepdf.Array(values)
    pdf.pages[0].obj["/Ends"] = pdf.make_indirect(pikepdf.Array([inner, stream]))


@pytest.mark.parametrize("how", [{}, {"qdf": True}, {"linearize": True}, _NO_STREAMS])
def test_every_kind_of_object_has_the_hash_of_the_program(how: dict[str, Any]) -> None:
    data = written(changed_pdf(odd_objects), **how)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        wanted = page_hashes(pdf)
    report = alone.PdfReport(data)
    shared, pages = alone.Digest(report.pdf).of_report(report.pages)
    assert (shared, tuple(pages)) == (wanted.shared, wanted.pages)
    info = report.pdf.dictionary(report.pdf.trailer.get("/Info"))
    assert alone.Digest(report.pdf).of_parts(report.catalog, info) == wanted.parts


# Workbooks


def test_a_workbook_of_shared_texts_is_read(tmp_path: Path) -> None:
    rows = ((" blanks ", "_x0041_", "a\nb", CellMark("9800.50", "kg"), "2026-04-08"),)
    kinds = (CellType.TEXT, CellType.CODE, CellType.TEXT, CellType.NUMBER, CellType.DATE)
    data = render_xlsx(a_dossier(tables=(a_table(rows, *kinds),)), signer=a_signer())
    for name, content in (("1.xlsx", data), ("2.xlsx", received.saved_again(data))):
        assert both([saved(tmp_path, content, name)], key_sheet=None).passed


@pytest.mark.parametrize(
    "row",
    [
        b'<row r="99999999999"><c r="A1"><v>1</v></c></row>',
        b'<row r="1"><c r="A1"><v>1</v></c></row>',
        b'<row><c r="ZZZ9"><v>1</v></c></row>',
        b'<row><c r="A9" t="d"><v>14:30:00</v></c></row>',
        b'<row><c r="A9" t="s"><v>99</v></c></row>',
        b"<row><c><v>inf</v></c></row>",
    ],
)
def test_odd_rows_end_neither_well_nor_never(tmp_path: Path, row: bytes) -> None:
    data = rezipped({ITEMS: member(ITEMS).replace(b"</sheetData>", row + b"</sheetData>")})
    assert said_alone(saved(tmp_path, data, "r.xlsx"))[0] in (1, 2)


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (ITEMS, b"<t>Five-axis", b"<t>Four-axis</t><t>Five-axis"),
        (ITEMS, b"<v>9800</v>", b"<v>9800</v><v>1</v>"),
        (ITEMS, b"<row ", b"<c/><row "),
        ("xl/workbook.xml", b"<sheet ", b"<shoot "),
        ("xl/workbook.xml", b"<sheets>", b"<sheets><a/>"),
    ],
)
def test_what_programs_read_in_different_ways_is_refused(
    tmp_path: Path, part: str, old: bytes, new: bytes
) -> None:
    data = rezipped({part: member(part).replace(old, new, 1)})
    assert data != an_xlsx()
    report = saved(tmp_path, data, "r.xlsx")
    assert said_alone(report)[0] in (1, 2)
    with contextlib.suppress(Fault):
        assert not verify_reports([report], key_sheet=None).passed


def test_a_workbook_that_hides_another_behind_its_links_is_refused(tmp_path: Path) -> None:
    links = member("_rels/.rels").replace(b"workbook.xml", b"other.xml")
    data = rezipped({"_rels/.rels": links, "xl/other.xml": member("xl/workbook.xml")})
    assert said_alone(saved(tmp_path, data, "r.xlsx"))[0] == 2


def test_a_report_of_little_verifies(tmp_path: Path) -> None:
    dossier = a_dossier(title="", office="", marking="", sample=True)
    reports = [
        saved(tmp_path, render_pdf(dossier, signer=a_signer()), "r.pdf"),
        saved(tmp_path, render_xlsx(dossier, signer=a_signer()), "r.xlsx"),
    ]
    assert both(reports, key_sheet=None).passed


def test_names_cannot_play_tricks_on_a_terminal(tmp_path: Path) -> None:
    signer = a_signer(name="Marta\x1b[2K\u202e\nOrigin proven: signed by all")
    report = saved(tmp_path, render_xlsx(a_dossier(), signer=signer), "r.xlsx")
    _code, said = said_alone(report)
    assert "Marta[U+001B][2K[U+202E]" in "\n".join(said)
    assert not any(line.startswith("Origin proven") for line in said)


# Key sheets


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("Z", "+00:00"),
        lambda text: text.replace("{", "{ ", 3),
        lambda text: text.replace('"expires"', '"x": null, "expires"', 1),
        lambda text: text.replace("Baran", "Baron"),
        lambda text: text.replace('"statements":[', '"statements":[5,'),
        lambda text: text.replace('"office"', '"other":1,"office"'),
        lambda text: text.replace('"v":2}', '"v":1}'),
        lambda text: text.replace('"v":2}', '"v":2.0}'),
        lambda text: text.replace('"v":2}', '"v":2,"v":2}'),
        lambda text: "[" * 100_000,
        lambda text: "5",
    ],
)
def test_a_key_sheet_is_read_as_the_program_reads_it(
    tmp_path: Path, change: Callable[[str], str]
) -> None:
    report = saved(tmp_path, a_pdf(), "r.pdf")
    path = test_origin.written(tmp_path, "k.json")
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with contextlib.suppress(Fault):
        assert both([report], key_sheet=path).origin is Origin.PROVEN


def test_it_says_that_a_sheet_has_expired_since(tmp_path: Path) -> None:
    path = test_origin.written(tmp_path, "k.json", expires=MADE_AT + timedelta(days=1))
    code, said = said_alone(saved(tmp_path, a_pdf(), "r.pdf"), "--keys", path)
    assert code == 0
    assert any("it expired on 15 Apr 2026. What was signed before stays proven" in s for s in said)


# Statements and pairs of offices at random, honest and not


_PEOPLE = tuple(Member(f"Person {seed}", seed, roles) for seed, roles in (
    (1, ("administrator", "reviewer")), (2, ("reviewer",)), (3, ("analyst",)), (4, ("head",)),
    (5, ("administrator",)), (20, ("reviewer",)), (21, ("administrator", "head")),
    (22, ("service",)), (23, ("service", "reviewer")),
))  # fmt: skip
_AUTHORITY = 62
Deed = tuple[int, int, int, int]


class Rehearsed:
    """An office in which anybody tries anything; what is not allowed has no effect."""

    def __init__(self, founders: int) -> None:
        self.office = PaperOffice(*_PEOPLE[:founders], authorities=[_AUTHORITY])
        self.kinds: tuple[Callable[[Member, Member, int], object], ...] = (
            lambda by, who, n: self.office.add(by.name, who),
            lambda by, who, n: self.office.make_key(who, (n % 2 and 150 + who.seed) or 200 + n),
            lambda by, who, n: self.office.confirm(by.name, who.name),
            lambda by, who, n: self.office.confirm(by.name, who.name),
            lambda by, who, n: self.office.confirm_outside(by.name, who.name, _AUTHORITY + n % 2),
            lambda by, who, n: self.office.second(by.name),
            lambda by, who, n: self._answer(by, "declined"),
            lambda by, who, n: self._answer(by, "seconded"),
            lambda by, who, n: self.office.set_roles(by.name, who.name, *_PEOPLE[n % 9].roles),
            lambda by, who, n: self.office.set_roles(by.name, who.name),
            lambda by, who, n: self.office.rotate(who.name, 30 + n),
            lambda by, who, n: self.office.reset(by.name, who.name, 60 + n),
            self._recover,
            lambda by, who, n: self.office.disable(by.name, who.name),
            self._renew,
            lambda by, who, n: self._say(by, "authority_named", key=public_key(_AUTHORITY + 1)),
            lambda by, who, n: self._say(by, "data_key_changed", data_key="another"),
            lambda by, who, n: self._say(by, "rollback_accepted", seen="a", accepted="b"),
            lambda by, who, n: self._say(
                by, ("founded", "unknown", "roles_set", "seconded")[n % 4]
            ),
            lambda by, who, n: self._say(by, "user_disabled", at="2020", user_id=who.id),
            lambda by, who, n: self._say(by, "user_disabled", user_id=[who.id]),
            self._deputise,
            self._deputise,
            lambda by, who, n: self._say(by, "absence_begun", user_id=who.id),
            lambda by, who, n: self._say(by, "absence_begun", user_id=by.id),
            lambda by, who, n: self._say(by, "absence_ended", user_id=(by, who)[n % 2].id),
        )

    def does(self, deed: Deed) -> None:
        kind, by, whom, number = deed
        members = self.office.members
        actor, person = _PEOPLE[by % len(_PEOPLE)], _PEOPLE[whom % len(_PEOPLE)]
        if actor.name in members:
            with contextlib.suppress(KeyError, ValueError):  # of somebody who is not there
                self.kinds[kind % len(self.kinds)](
                    members[actor.name], members.get(person.name, person), number
                )

    def _say(self, by: Member, kind: str, **content: Any) -> None:
        self.office.state(by.name, kind, [by.seed], **content)

    def _deputise(self, by: Member, who: Member, number: int) -> None:
        absent = _PEOPLE[number % len(_PEOPLE)]
        roles = list(absent.roles[: number % 3])
        self._say(by, "deputy_named", **{"user_id": who.id, "for": absent.id, "roles": roles})

    def _answer(self, by: Member, kind: str) -> None:
        of = {"of": str(len(self.office.records)), "of_sha256": self.office.records[-1].sha256}
        self._say(by, kind, **of)

    def _recover(self, by: Member, who: Member, number: int) -> None:
        halves = [100 + one.seed for one in _PEOPLE[: number % 3]]
        about = {"user_id": who.id, "ticket": public_key(200 + number)}
        seeds = [*halves, *([by.seed] if number % 4 else [])]
        self.office.state(by.name, "key_recovered", seeds, **about)

    def _renew(self, by: Member, who: Member, number: int) -> None:
        halves = {by.id: public_key(90 + number), who.id: public_key(120 + number)}
        seeds = [by.seed, who.seed, 90 + number, 120 + number][: 4 - number % 2]
        needs = str(1 + number % 2)
        self.office.state(by.name, "recovery_set", seeds, halves=halves, recovery_needs=needs)


@settings(max_examples=40 * LONGER, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    founders=st.integers(1, 5),
    deeds=st.lists(st.tuples(*[st.integers(0, 20)] * 4), max_size=25),
)
def test_both_readers_make_the_same_of_any_statements(founders: int, deeds: list[Deed]) -> None:
    rehearsed = Rehearsed(founders)
    for deed in deeds:
        rehearsed.does(deed)
    office = rehearsed.office
    entries = KnownEntries(tuple(entry_in(one.entry) for one in office.statements))
    registry = read_statements(office.records, entries)
    texts = alone.Entries(one.entry for one in office.statements)
    statements = [alone.Statement(one.text, one.signatures) for one in office.records]
    other = alone.registry_of(statements, texts)
    assert (other.broken, said_of(other)) == (registry.broken, said_of(registry))
    for one, two in itertools.product(registry.keys, repeat=2):
        said = alone.why_no_pair(other, other.keys[one], other.keys[two])
        assert said == why_no_pair(registry, registry.keys[one], registry.keys[two])


# Damage


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damaged")


def mutated(data: bytes) -> st.SearchStrategy[bytes]:
    """The bytes with some of them changed, cut out or put in again."""
    place = st.integers(0, len(data) - 1)
    return st.builds(
        lambda changes, cut, size: _mutated(data, changes, cut, size),
        st.lists(st.tuples(place, st.integers(0, 255)), max_size=4),
        st.none() | place,
        st.integers(0, 40),
    )


def _mutated(data: bytes, changes: list[tuple[int, int]], cut: int | None, size: int) -> bytes:
    changed = bytearray(data)
    for place, byte in changes:
        changed[place] = byte
    if cut is not None:
        del changed[cut : cut + size]
    return bytes(changed)


@settings(
    max_examples=30 * LONGER, deadline=None, suppress_health_check=[HealthCheck.data_too_large]
)
@given(data=mutated(written(a_pdf(), **_NO_STREAMS)) | mutated(a_pdf()) | mutated(an_xlsx()))
def test_no_damage_ends_otherwise_than_with_an_exit_code(folder: Path, data: bytes) -> None:
    path = saved(folder, data, "r.bin")
    code, said = said_alone(path)
    assert code in (1, 2, 3)
    assert said
    if code == 3:
        assert verify_reports([path], key_sheet=None).passed


@settings(max_examples=30 * LONGER, deadline=None)
@given(
    name=st.sampled_from([ITEMS, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"]),
    data=st.data(),
)
def test_no_damage_inside_a_workbook_does_either(
    folder: Path, name: str, data: st.DataObject
) -> None:
    path = saved(folder, rezipped({name: data.draw(mutated(member(name)))}), "r.xlsx")
    code, said = said_alone(path)
    assert code in (1, 2, 3)
    assert said


@settings(max_examples=100 * LONGER, deadline=None)
@given(
    data=st.binary(max_size=60) | st.text("<>[]()/#\\ 0R.-+%ab\r\n", max_size=40).map(str.encode)
)
def test_any_bytes_are_a_value_or_are_refused(data: bytes) -> None:
    with contextlib.suppress(alone.Unreadable, *alone.DAMAGED):
        alone.Scanner(data).value(0)


def test_a_hidden_part_that_is_too_large_is_refused(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        page = book["_landwaiter"]
        page["C1"] = base64.b64encode(b"no zlib").decode()

    assert said_alone(saved(tmp_path, received.changed_xlsx(change), "r.xlsx"))[0] == 2


def test_it_says_what_it_does_not_compare(tmp_path: Path) -> None:
    data = received.changed_xlsx(test_workbook_display.obscure)
    code, said = said_alone(saved(tmp_path, data, "r.xlsx"))
    assert code == 3
    assert any("fonts and colours were not compared" in line for line in said)
    signed = saved(tmp_path, test_pades.signed(), "r.pdf")
    assert any("its PAdES signature is not verified here" in line for line in said_alone(signed)[1])
    assert not any("PAdES" in line for line in said_alone(saved(tmp_path, a_pdf(), "p.pdf"))[1])
