"""The process that reads hostile files: what it tries fails, what it is for still works."""

import ctypes
import importlib.util
import io
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, combinations
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from openpyxl import Workbook
from PIL import Image
from tests.services.test_previews import pdf, png

from landwaiter.errors import Unavailable
from landwaiter.services import confinement, job_object, landlock, previews, seccomp
from landwaiter.services.confinement import PROTECTIONS, Confinement, kept, not_confined
from landwaiter.services.confinement_words import caution, notes, summary
from landwaiter.services.own_process import surroundings

linux = pytest.mark.skipif(sys.platform != "linux", reason="these protections are of Linux")
ALL = ("landlock", "limits", "seccomp")

TRIES = """
import ctypes, mmap, os, signal, socket, sys
from landwaiter.services import confinement

port, wanted = int(sys.argv[1]), sys.argv[2].split(",")
libc, talk = ctypes.CDLL(None, use_errno=True), socket.socket()
victim = os.fork()
if not victim:
    signal.pause()

def asked(given):
    if given < 0:
        raise OSError(ctypes.get_errno())

def fork():
    if not os.fork():
        os._exit(0)

def seize():
    asked(libc.ptrace(0x4206, victim, None, None))
    os.kill(victim, signal.SIGSTOP)
    os.waitpid(victim, 0x40000000)
    asked(libc.ptrace(17, victim, None, None))

ATTEMPTS = (
    ("read", lambda: open("/etc/passwd").read()),
    ("write", lambda: open("written", "w")),
    ("unlink", lambda: os.unlink("there")),
    ("rename", lambda: os.rename("other", "renamed")),
    ("folder", lambda: os.mkdir("made")),
    ("rights", lambda: os.chmod("kept", 0o777)),
    ("socket", lambda: socket.socket()),
    ("pipe", lambda: os.pipe()),
    ("connect", lambda: talk.connect(("127.0.0.1", port))),
    ("memory", lambda: mmap.mmap(-1, 2 << 30, flags=0x4022)),
    ("code", lambda: mmap.mmap(-1, 4096, flags=0x22, prot=7)),
    ("fork", fork),
    ("ptrace", seize),
    ("kill", lambda: os.kill(victim, signal.SIGKILL)),
)
holds = confinement.confine({
    name: protect for name, protect in confinement.PROTECTIONS.items() if name in wanted
})
os.write(1, (" ".join(("missing", *holds.missing)) + "\\n").encode())
for name, attempt in ATTEMPTS:
    try:
        attempt()
        os.write(1, (name + "\\n").encode())
    except (OSError, MemoryError):
        pass
try:
    os.execv("/bin/true", ["true"])
except OSError:
    os.write(1, b"end\\n")
os._exit(0)
"""
EVERYTHING = set(re.findall(r'^    \("(\w+)"', TRIES, re.MULTILINE)) | {"execve"}


LATER = {"connect", "kill"}
"""What Landlock refuses since its versions 4 and 6 alone."""


def tried(folder: Path, *wanted: str) -> set[str]:
    """What a process under these protections did of everything it tried; skipped without them."""
    folder.mkdir(exist_ok=True)
    for name in ("there", "other", "kept"):
        (folder / name).write_text("x")
    with socket.create_server(("127.0.0.1", 0)) as server:
        script = [sys.executable, "-c", TRIES, str(server.getsockname()[1]), ",".join(wanted)]
        process = subprocess.Popen(
            script,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=surroundings(),
            start_new_session=True,
        )
        process.wait(30)
        end_group(process.pid)
        first, *said = process.communicate()[0].decode().splitlines()
    lacking = set(first.split()[1:]) & set(wanted)
    if lacking:
        pytest.skip(f"this system offers no {', '.join(sorted(lacking))}")
    done = set(said)
    return done - {"end"} if "end" in done else done | {"execve"}


def end_group(leader: int) -> None:
    """End whom the process started: who is left of them holds the pipe open."""
    with suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)  # type: ignore[attr-defined,unused-ignore]  # of POSIX


@linux
def test_a_confined_process_can_do_nothing_of_what_it_tries(tmp_path: Path) -> None:
    assert tried(tmp_path / "all", *ALL) == set()
    assert {one.name for one in (tmp_path / "all").iterdir()} == {"there", "other", "kept"}


@linux
def test_a_process_without_protections_can_do_all_of_it(tmp_path: Path) -> None:
    assert tried(tmp_path / "none") == EVERYTHING


@linux
@pytest.mark.parametrize(
    ("away", "back"),
    [
        ("landlock", set()),
        ("limits", {"memory"}),
        ("seccomp", {"rights", "code"}),
    ],
)
def test_what_one_protection_lets_through_the_others_stop(
    tmp_path: Path, away: str, back: set[str]
) -> None:
    """Forks are not counted without the filter: limits do not bind an administrator."""
    can = tried(tmp_path / "some", *(name for name in ALL if name != away))
    assert can - {"fork"} - LATER == back
    assert can < EVERYTHING


@linux
@pytest.mark.parametrize(
    ("name", "fails"),
    [
        ("landlock", {"read", "write", "unlink", "rename", "folder", "ptrace"}),
        ("limits", {"read", "write", "socket", "pipe", "memory"}),
        ("seccomp", EVERYTHING - {"memory"}),
    ],
)
def test_each_protection_by_itself_stops_what_it_is_for(
    tmp_path: Path, name: str, fails: set[str]
) -> None:
    assert not tried(tmp_path / "one", name) & fails


@linux
@pytest.mark.parametrize("lacking", ["landlock", "seccomp"])
def test_what_a_system_does_not_offer_is_told_and_the_rest_holds(lacking: str) -> None:
    def refused() -> None:
        raise OSError("not offered")

    chosen = {name: lambda: None for name in PROTECTIONS} | {lacking: refused}
    assert lacking in confinement.confine(chosen).missing


@linux
def test_without_limits_the_process_does_not_work() -> None:
    def refused() -> None:
        raise OSError("not permitted")

    with pytest.raises(OSError, match="not permitted"):
        confinement.confine({"limits": refused})


@linux
def test_a_machine_whose_calls_are_not_listed_has_no_filter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(seccomp, "MACHINES", {})
    with pytest.raises(OSError, match="not implemented"):
        seccomp.apply()


def subsets() -> Iterator[frozenset[str]]:
    sizes = range(len(ALL) + 1)
    yield from map(frozenset, chain.from_iterable(combinations(ALL, size) for size in sizes))


@linux
def test_no_more_is_claimed_than_the_protections_that_hold_can_keep() -> None:
    for is_administrator in (False, True):
        for held in subsets():
            holds = kept(held, is_administrator=is_administrator)
            assert set(holds.missing) == set(ALL) - held
            for fewer in (held - {name} for name in held):
                less = kept(fewer, is_administrator=is_administrator)
                assert less.files <= holds.files
                assert less.network <= holds.network
                assert less.processes <= holds.processes
                assert less.memory <= holds.memory
    assert kept(frozenset(ALL), is_administrator=True).is_complete
    assert kept(frozenset(), is_administrator=False) == Confinement(
        files=False, network=False, processes=False, memory=False, missing=ALL
    )
    assert not kept(frozenset({"limits"}), is_administrator=True).memory


def test_every_right_of_each_version_of_landlock_is_taken() -> None:
    widths = [[part.bit_length() for part in landlock.rights_of(n)] for n in range(1, 9)]
    assert widths == [
        [13, 0, 0],
        [14, 0, 0],
        [15, 0, 0],
        [15, 2, 0],
        [16, 2, 0],
        [16, 2, 2],
        [16, 2, 2],
        [16, 2, 2],
    ]
    for version in range(1, 9):
        for part in landlock.rights_of(version):
            assert part == (1 << part.bit_length()) - 1


@pytest.mark.parametrize("why", confinement.PROTECTION_NAMES)
def test_every_thing_that_is_missing_has_a_sentence(why: str) -> None:
    holds = not_confined(why)
    assert len(notes(holds)) == 2
    assert "files, network, other programs" in caution(holds)


def test_of_a_whole_confinement_nothing_is_said_beside_a_preview() -> None:
    whole = Confinement(files=True, network=True, processes=True, memory=True)
    assert caution(whole) == ""
    assert "Kept from the process" in summary(whole)


def test_what_nobody_tried_on_macos_is_told_as_not_confined(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert confinement.confine({}) == not_confined("macos")


def as_on_windows(monkeypatch: pytest.MonkeyPatch, module: ModuleType) -> ModuleType:
    """The module loaded anew as it is on Windows."""
    monkeypatch.setattr(sys, "platform", "win32")
    spec = importlib.util.spec_from_file_location("as_on_windows", str(module.__file__))
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "as_on_windows", loaded)
    spec.loader.exec_module(loaded)
    return loaded


def test_what_nobody_tried_on_windows_is_told_as_not_confined(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(job_object, "apply", lambda **most: asked.append(most), raising=False)
    loaded = as_on_windows(monkeypatch, confinement)
    assert loaded.confine().missing == ("windows",)
    assert not loaded.confine().files
    assert asked[0] == {"memory": 1 << 30, "cpu_s": 15}


class FakeWindows:
    """Takes every call as done and keeps its name; a token holds two privileges."""

    def __init__(self, *, refuses: str = "") -> None:
        self.calls: list[str] = []
        self.refuses = refuses
        self.privileges = b""

    def __getattr__(self, name: str) -> Callable[..., int]:
        def call(*given: Any) -> int:
            self.calls.append(name)
            if name == "GetTokenInformation" and given[2] is not None:
                ctypes.memmove(given[2], bytes([2]), 1)
            elif name == "GetTokenInformation":
                given[4]._obj.value = 256
            elif name == "AdjustTokenPrivileges":
                self.privileges = given[2].raw
            return 0 if name == self.refuses else 1

        call.restype = None  # type: ignore[attr-defined]  # as functions of a library have one
        self.__dict__[name] = call
        return call


def on_fake_windows(monkeypatch: pytest.MonkeyPatch, fake: FakeWindows) -> None:
    monkeypatch.setattr(ctypes, "WinDLL", lambda *_a, **_k: fake, raising=False)
    monkeypatch.setattr(ctypes, "get_last_error", lambda: 5, raising=False)
    monkeypatch.setattr(ctypes, "WinError", lambda code: OSError(code, "refused"), raising=False)
    as_on_windows(monkeypatch, job_object).apply(memory=1 << 30, cpu_s=15)


@linux
def test_on_windows_the_job_comes_first_and_privileges_and_integrity_follow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fake = FakeWindows()
    on_fake_windows(monkeypatch, fake)
    assert [name for name in fake.calls if not name.startswith("Get")] == [
        "CreateJobObjectW",
        "SetInformationJobObject",
        "SetInformationJobObject",
        "AssignProcessToJobObject",
        "OpenProcessToken",
        "AdjustTokenPrivileges",
        "SetTokenInformation",
        "CloseHandle",
    ]
    assert fake.privileges.count(4) == 2


@linux
@pytest.mark.parametrize(
    "call", ["AssignProcessToJobObject", "AdjustTokenPrivileges", "SetTokenInformation"]
)
def test_what_windows_refuses_ends_the_process(monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    with pytest.raises(OSError, match="refused"):
        on_fake_windows(monkeypatch, FakeWindows(refuses=call))


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
from landwaiter.services import confinement, preview_child
confinement.PROTECTIONS = {}
preview_child.serve()
"""


FEWER = """
from landwaiter.services import preview_child, seccomp
NEEDED = {"read", "write", "munmap", "brk", "mremap", "futex", "exit_group"}
for machine in seccomp.MACHINES.values():
    for name in machine.allowed.keys() - NEEDED:
        machine.allowed.pop(name)
preview_child.serve()
"""


def answered(kind: str, content: bytes) -> previews._Answer | str:
    asked = {"kind": kind, "page": 1, "width": 600, "height": 800}
    try:
        return previews._drawn(asked, iter([content]), lambda: None)
    except Unavailable as fault:
        return fault.message


@contextmanager
def bare() -> Iterator[None]:
    """The same process with no protection at all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(previews, "command", lambda: [sys.executable, "-c", BARE])
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
        patch.setattr(previews, "command", lambda: [sys.executable, "-c", FEWER])
        fewer = answered(kind, content)
    assert isinstance(whole, previews._Answer)
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
    previews.confinement.cache_clear()
    holds = previews.confinement()
    monkeypatch.setattr(previews, "command", lambda: ["no such program"])
    assert previews.confinement() is holds
    assert holds.memory


def test_a_process_that_does_not_start_is_no_confinement(monkeypatch: pytest.MonkeyPatch) -> None:
    previews.confinement.cache_clear()
    monkeypatch.setattr(previews, "command", lambda: [sys.executable, "-c", "exit(1)"])
    assert previews.confinement().missing == ("process",)
    previews.confinement.cache_clear()


@pytest.mark.parametrize("lie", ['{"files": true}', '{"missing": ["me"]}', "[]", "x", "{}"])
def test_a_process_that_does_not_say_what_holds_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, lie: str
) -> None:
    line = json.dumps({"width": 0, "height": 0, "pages": 1, "cut": False, "guessed": False})
    script = f"import sys; sys.stdout.write('''{lie}\\n{line[:-1]}, \"bytes\": 1}}\\nx''')"
    monkeypatch.setattr(previews, "command", lambda: [sys.executable, "-c", script])
    assert answered("text", b"") == previews._WHY["too_large"]


def test_what_holds_is_said_before_anything_of_the_file_is_read() -> None:
    child = subprocess.Popen(
        previews.command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=surroundings()
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
    assert isinstance(answer, previews._Answer)
    assert "not fully confined" in caution(answer.holds)
