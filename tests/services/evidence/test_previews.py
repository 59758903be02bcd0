"""Previews: pages drawn by a confined process; a hostile file costs one sentence."""

import hashlib
import io
import random
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen import canvas
from tests.services.sample_office import ANALYST, REF, REVIEWER, Office

from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.evidence.deeds import AddFile, WipeEvidence
from landwaiter.errors import NotAllowed, Unavailable
from landwaiter.services.base import decoding
from landwaiter.services.base.decoding import DecodingAnswer
from landwaiter.services.base.own_process import surroundings
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.evidence import previews
from landwaiter.services.evidence.previews import Preview, preview
from landwaiter.services.reports.freezing import freeze

HOLDS = '{"files": true, "network": true, "processes": true, "memory": true, "missing": []}'
IDLE = "import threading; threading.Event().wait()"


def png(width: int = 30, height: int = 20, colour: str = "red") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(file, "PNG")
    return file.getvalue()


def pdf(*pages: str, size: tuple[float, float] = (200, 100)) -> bytes:
    file = io.BytesIO()
    made = canvas.Canvas(file, pagesize=size)
    for text in pages:
        made.drawString(10, 10, text)
        made.showPage()
    made.save()
    return file.getvalue()


def shown(office: Office, name: str, content: bytes, *, page: int = 1) -> Preview:
    """The preview of a file that is evidence of the sample case."""
    path = office.path.parent / name
    path.write_bytes(content)
    entered = run(office.session(ANALYST), AddFile(REF, path))
    return preview(office.session(ANALYST), REF, entered.no, page=page)


def test_an_image_becomes_pixels(office: Office) -> None:
    seen = shown(office, "photo.png", png())
    assert (seen.width, seen.height, len(seen.pixels)) == (30, 20, 30 * 20 * 3)
    assert seen.pixels[:3] == b"\xff\x00\x00"


def test_an_image_is_known_by_its_content_whatever_its_name(office: Office) -> None:
    assert shown(office, "letter.txt", png()).width == 30


def test_a_page_of_a_pdf_becomes_pixels(office: Office) -> None:
    seen = shown(office, "contract.pdf", pdf("first", "second", "third"), page=2)
    assert (seen.page, seen.pages) == (2, 3)
    assert seen.width == 2 * seen.height
    assert len(set(seen.pixels)) > 1


def test_a_text_is_shown_as_plain_text_and_what_would_act_is_named(office: Office) -> None:
    seen = shown(office, "mail.txt", "Zażółć <b>x</b>\x1b[2J\u202egnp".encode())
    assert seen.text == "Zażółć <b>x</b>⟦U+001B⟧[2J⟦RIGHT-TO-LEFT OVERRIDE⟧gnp"


def test_a_text_that_is_not_unicode_says_so(office: Office) -> None:
    assert "not Unicode" in shown(office, "mail.txt", "Zażółć".encode("cp1250")).note


def looks(office: Office) -> list[tuple[str, str]]:
    """Who looked at which piece, as the chain says."""
    rows = [row for row in office.view().history if row.deed == "Evidence viewed"]
    return [(row.actor, row.text.split(";")[0]) for row in rows]


def test_that_evidence_was_viewed_stands_in_the_chain_once_a_day_for_each_person(
    office: Office,
) -> None:
    shown(office, "photo.png", png())
    preview(office.session(ANALYST), REF, 1)
    preview(office.session(REVIEWER), REF, 1)
    once = [(REVIEWER, "Evidence E-01 viewed"), (ANALYST, "Evidence E-01 viewed")]
    assert looks(office) == once
    office.clock.move(days=1)
    preview(office.session(ANALYST), REF, 1)
    assert looks(office) == [(ANALYST, "Evidence E-01 viewed"), *once]


def test_a_report_does_not_tell_who_looked(office: Office) -> None:
    shown(office, "photo.png", png())
    assert "Evidence viewed" not in str(freeze(office.session(ANALYST), REF).report)


def test_the_original_is_the_same_before_and_after(office: Office) -> None:
    content = pdf("a contract")
    shown(office, "contract.pdf", content)
    vault = office.session(ANALYST).casebook.vault
    digest = hashlib.sha256(content).hexdigest()
    assert hashlib.sha256(vault.read(vault.name_of(digest))).hexdigest() == digest


def test_a_wiped_piece_has_no_preview_but_its_tombstone(office: Office) -> None:
    shown(office, "photo.png", png())
    asked = do(office.session(ANALYST), WipeEvidence(REF, 1, "nobody needs this photograph"))
    do(office.session(REVIEWER), SecondOpenMotions((str(asked.motion_id),)))
    with pytest.raises(NotAllowed, match="was wiped on"):
        preview(office.session(ANALYST), REF, 1)


def chunk(kind: bytes, body: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + body))
    return struct.pack(">I", len(body)) + kind + body + check


def png_bomb(width: int, height: int) -> bytes:
    """A PNG of few bytes that says it is huge."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1 << 20), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def deep_pdf() -> bytes:
    """Page trees and dictionaries without an end."""
    nest = b"<</Kids[" * 5000
    return b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R/X " + nest + b">>endobj\n%%EOF"


HOSTILE: dict[str, Callable[[], bytes]] = {
    "bomb.png": lambda: png_bomb(60_000, 60_000),
    "long.png": lambda: png_bomb(2_000_000_000, 1),
    "cut.png": lambda: png(300, 300)[:200],
    "empty.pdf": lambda: b"%PDF-1.7\n",
    "deep.pdf": deep_pdf,
    "cut.jpg": lambda: b"\xff\xd8\xff\xe0" + bytes(50),
    "wrong.tif": lambda: b"II*\x00" + b"\xff" * 200,
    "wrong.gif": lambda: b"GIF89a" + b"\xff" * 200,
    "program.exe": lambda: b"MZ\x00\x00" + bytes(100),
    "nothing.bin": lambda: b"",
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_file_costs_one_sentence(office: Office, name: str) -> None:
    with pytest.raises(Unavailable) as caught:
        shown(office, name, HOSTILE[name]())
    assert caught.value.file == name
    assert caught.value.message.count(".") == 1


def test_a_pdf_with_javascript_and_a_huge_page_is_a_picture_and_nothing_else(
    office: Office,
) -> None:
    made = pdf("x", size=(14_400, 14_400))
    act = b"/OpenAction<</S/JavaScript/JS(app.launchURL\\('http://x.example'\\))>>/Type /Catalog"
    seen = shown(office, "act.pdf", made.replace(b"/Type /Catalog", act))
    assert (seen.width, seen.height) == (1200, 1200)


def test_of_a_huge_text_only_the_beginning_is_read(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    with path.open("wb") as file:
        for _turn in range(24):
            file.write(b"0123456789abcde\n" * 65_536)
    run(office.session(ANALYST), AddFile(REF, path))
    seen = preview(office.session(ANALYST), REF, 1)
    assert len(seen.text) == 100_000
    assert seen.note == "Only the beginning is shown."


def test_an_image_too_large_for_the_pipe_is_refused_before_it_is_read(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(previews, "LARGEST", 10)
    monkeypatch.setattr(subprocess, "Popen", None)
    with pytest.raises(Unavailable, match="too large for a preview"):
        shown(office, "photo.png", png())


def test_fuzzed_bytes_give_a_picture_or_one_sentence() -> None:
    chosen = random.Random(7)  # noqa: S311  # the same bytes in each run
    for kind, sound in (("image", png(60, 40)), ("pdf", pdf("abc")), ("text", b"abc" * 50)):
        for _turn in range(4):
            content = bytearray(sound)
            for _place in range(8):
                content[chosen.randrange(len(content))] = chosen.randrange(256)
            try:
                answer = drawn(kind, bytes(content))
            except Unavailable as fault:
                assert fault.message.startswith("The file")  # noqa: PT017
            else:
                assert answer.width <= 100


def drawn(kind: str, content: bytes) -> DecodingAnswer:
    asked = {"kind": kind, "page": 1, "width": 100, "height": 100}
    return decoding.decoded(asked, iter([content]), lambda: None)


class Enough(BaseException):
    """What a window raises out of the telling when the person cancels."""


def test_a_cancelled_preview_ends_its_process(monkeypatch: pytest.MonkeyPatch) -> None:
    started = watched(monkeypatch)
    monkeypatch.setattr(decoding, "command", lambda: [sys.executable, "-c", IDLE])

    def cancel() -> None:
        raise Enough

    with pytest.raises(Enough):
        decoding.decoded({}, iter([b"x"]), cancel)
    assert started[0].returncode not in (None, 0)


def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    started = watched(monkeypatch)
    monkeypatch.setattr(decoding, "command", lambda: [sys.executable, "-c", IDLE])
    with pytest.raises(Unavailable, match="took longer"):
        decoding.decoded({}, iter([b"x"]), lambda: None, within_s=0.0)
    assert started[0].returncode not in (None, 0)


def watched(monkeypatch: pytest.MonkeyPatch) -> list["subprocess.Popen[bytes]"]:
    started: list[subprocess.Popen[bytes]] = []
    begin = subprocess.Popen

    def noting(*given: object, **named: object) -> "subprocess.Popen[bytes]":
        started.append(begin(*given, **named))  # type: ignore[call-overload]  # passed on
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", noting)
    return started


@pytest.mark.parametrize(
    "said",
    [
        "nonsense",
        '{"width": 5, "height": 5, "pages": 1, "cut": false, "guessed": false, "bytes": 3}\\nabc',
        '{"not_shown": "whatever it likes"}',
        '{"width": -1, "height": -1, "pages": 1, "cut": false, "guessed": false, "bytes": 3}\\nabc',
        "[]",
        "",
    ],
)
def test_a_process_that_was_taken_over_says_nothing_that_is_believed(
    monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    script = f"import sys; sys.stdout.write('''{HOLDS}\\n{said}''')"
    monkeypatch.setattr(decoding, "command", lambda: [sys.executable, "-c", script])
    with pytest.raises(Unavailable):
        drawn("image", b"x")


def test_the_process_is_told_no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANDWAITER_PASSWORD", "a sentence that is long enough")
    assert not any("LANDWAITER" in name for name in surroundings())


def test_a_damaged_file_of_the_vault_is_told_as_such(office: Office) -> None:
    path = office.path.parent / "photo.png"
    path.write_bytes(png(900, 900, "blue") + bytes(3 << 20))
    run(office.session(ANALYST), AddFile(REF, path))
    vault = office.session(ANALYST).casebook.vault
    file = vault.folder / vault.name_of(office.case().evidence[0].sha256)
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    with pytest.raises(Unavailable, match="vault is damaged"):
        preview(office.session(ANALYST), REF, 1)


def test_a_large_text_under_the_name_of_another_is_not_shown(office: Office) -> None:
    vault = office.session(ANALYST).casebook.vault
    for name, letter in (("one.txt", b"a"), ("two.txt", b"b")):
        path = office.path.parent / name
        path.write_bytes(letter * (3 << 20))
        run(office.session(ANALYST), AddFile(REF, path))
    one, two = (vault.folder / vault.name_of(e.sha256) for e in office.case().evidence)
    one.replace(two)
    with pytest.raises(Unavailable, match="vault is damaged"):
        preview(office.session(ANALYST), REF, 2)


@pytest.mark.parametrize("code", [1, 3])
def test_a_process_that_did_not_start_is_told_as_such(
    monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(decoding, "command", lambda: [sys.executable, "-c", f"exit({code})"])
    with pytest.raises(Unavailable, match="did not start"):
        drawn("image", b"x")
