"""Decoding by the confined process: the same bytes as without, and what it says of itself."""

import io
import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from openpyxl import Workbook
from PIL import Image
from tests.services.base.test_confinement import ALL, linux
from tests.services.evidence.test_previews import pdf, png

from landwaiter.errors import Unavailable
from landwaiter.services.base import decoding
from landwaiter.services.base.confinement_words import caution
from landwaiter.services.base.decoding import WHY, DecodingAnswer
from landwaiter.services.base.own_process import surroundings
from landwaiter.services.base.program_arguments import READ_FORM


def image(form: str, mode: str = "RGB", size: tuple[int, int] = (120, 90), **how: object) -> bytes:
    file = io.BytesIO()
    noise = Image.frombytes("RGB", size, random.Random(3).randbytes(3 * size[0] * size[1]))  # noqa: S311
    noise.convert(mode).save(file, form, **how)
    return file.getvalue()


def workbook() -> bytes:
    book, file = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in range(400):
        sheet.append([row, f"Zażółć {row}", 1.5])
    book.save(file)
    return file.getvalue()


FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "bmp": ("image", lambda: image("BMP")),
    "gif": ("image", lambda: image("GIF")),
    "jpeg": ("image", lambda: image("JPEG")),
    "jpeg cmyk": ("image", lambda: image("JPEG", "CMYK")),
    "png": ("image", lambda: image("PNG", "RGBA")),
    "tiff": ("image", lambda: image("TIFF")),
    "tiff lzw": ("image", lambda: image("TIFF", compression="tiff_lzw")),
    "tiff fax": ("image", lambda: image("TIFF", "1", compression="group4")),
    "tiff jpeg": ("image", lambda: image("TIFF", compression="jpeg")),
    "webp": ("image", lambda: image("WEBP")),
    "large": ("image", lambda: image("PNG", size=(4_000, 2_500))),
    "large webp": ("image", lambda: image("WEBP", size=(3_000, 2_000), method=0)),
    "pdf": ("pdf", lambda: pdf("one", "Zażółć")),
    "pdf words": ("pdf_words", lambda: pdf(*(f"page {n}" for n in range(60)))),
    "text": ("text", lambda: "Zażółć gęślą\n".encode() * 9_000),
    "wide text": ("text", lambda: "Zażółć".encode("utf-16")),
    "words": ("text_words", lambda: b"abc \xff" * 9_000),
    "office": ("office_words", workbook),
    "cells": ("cells", workbook),
}
BARE = """
from landwaiter.services.base import confinement
from landwaiter.services.evidence import preview_child
confinement.PROTECTIONS = {}
preview_child.serve()
"""


FEWER = """
from landwaiter.services.base import seccomp
from landwaiter.services.evidence import preview_child
NEEDED = {"read", "write", "munmap", "brk", "mremap", "futex", "exit_group"}
for machine in seccomp.MACHINES.values():
    for name in machine.allowed.keys() - NEEDED:
        machine.allowed.pop(name)
preview_child.serve()
"""


def answered(kind: str, content: bytes) -> DecodingAnswer | str:
    asked = {"kind": kind, "page": 1, "width": 600, "height": 800}
    try:
        return decoding.decoded(asked, iter([content]), lambda: None)
    except Unavailable as fault:
        return fault.message


@contextmanager
def bare() -> Iterator[None]:
    """The same process with no protection at all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(decoding, "command", lambda: [sys.executable, "-c", BARE])
        yield


def same_twice(kind: str, content: bytes) -> None:
    confined = answered(kind, content)
    with bare():
        free = answered(kind, content)
    if isinstance(confined, str) or isinstance(free, str):
        assert confined == free
        return
    assert set(free.holds.missing) == set(ALL)
    assert confined.body == free.body
    assert (confined.width, confined.pages, confined.cut) == (free.width, free.pages, free.cut)


@linux
@pytest.mark.parametrize("name", sorted(FILES))
def test_a_confined_process_gives_the_same_bytes_as_a_free_one(name: str) -> None:
    kind, made = FILES[name]
    same_twice(kind, made())


@linux
@pytest.mark.parametrize("name", ["pdf", "png", "cells", "text"])
def test_decoding_needs_no_call_but_those_of_memory_and_pipes(name: str) -> None:
    """So it works with C libraries that ask newfstatat(2), which is refused, for fstat."""
    kind, made = FILES[name]
    content = made()
    whole = answered(kind, content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(decoding, "command", lambda: [sys.executable, "-c", FEWER])
        fewer = answered(kind, content)
    assert isinstance(whole, DecodingAnswer)
    assert fewer == whole


@linux
@pytest.mark.parametrize("name", ["pdf", "office", "png", "tiff lzw"])
def test_a_confined_process_gives_the_same_of_fuzzed_files(name: str) -> None:
    kind, made = FILES[name]
    chosen, content = random.Random(11), bytearray(made())  # noqa: S311  # the same in each run
    for _turn in range(3):
        for _place in range(6):
            content[chosen.randrange(len(content))] = chosen.randrange(256)
        same_twice(kind, bytes(content))


@linux
def test_what_holds_is_probed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    decoding._said_by_a_process.cache_clear()
    holds = decoding.confinement()
    monkeypatch.setattr(decoding, "command", lambda: ["no such program"])
    assert decoding.confinement() is holds
    assert holds.memory


def test_a_process_that_does_not_start_is_no_confinement(monkeypatch: pytest.MonkeyPatch) -> None:
    decoding._said_by_a_process.cache_clear()
    monkeypatch.setattr(decoding, "command", lambda: [sys.executable, "-c", "exit(1)"])
    assert decoding.confinement().missing == ("process",)
    monkeypatch.undo()
    assert decoding.confinement().missing != ("process",)


@pytest.mark.parametrize("lie", ['{"files": true}', '{"missing": ["me"]}', "[]", "x", "{}"])
def test_a_process_that_does_not_say_what_holds_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, lie: str
) -> None:
    line = json.dumps({"width": 0, "height": 0, "pages": 1, "cut": False, "guessed": False})
    script = f"import sys; sys.stdout.write('''{lie}\\n{line[:-1]}, \"bytes\": 1}}\\nx''')"
    monkeypatch.setattr(decoding, "command", lambda: [sys.executable, "-c", script])
    assert answered("text", b"") == WHY["too_large"]


def test_what_holds_is_said_before_anything_of_the_file_is_read() -> None:
    child = subprocess.Popen(
        decoding.command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=surroundings()
    )
    assert child.stdin is not None
    assert child.stdout is not None
    said = json.loads(child.stdout.readline())  # nothing was given to it yet
    child.kill()
    child.communicate()
    assert set(said) == {"files", "network", "processes", "memory", "missing"}


@linux
def test_a_preview_of_a_process_that_is_not_confined_says_so() -> None:
    with bare():
        answer = answered("image", png())
    assert isinstance(answer, DecodingAnswer)
    assert "not fully confined" in caution(answer.holds)


@linux
def test_what_reads_forms_is_confined_before_anything_of_the_file_is_read() -> None:
    child = subprocess.Popen(
        decoding.command(READ_FORM),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=surroundings(),
    )
    assert child.stdin is not None
    assert child.stdout is not None
    said = json.loads(child.stdout.readline())  # nothing was given to it yet
    out, _ = child.communicate(b'{"kind": "form"}\n%PDF-1.7 no more')
    assert (said["files"], said["network"], said["processes"]) == (True, True, True)
    assert json.loads(out) == {"not_shown": "damaged"}
