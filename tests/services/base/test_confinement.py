"""The process that reads hostile files: what it tries fails, what it is for still works."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, combinations
from pathlib import Path

import pytest

from landwaiter.services.base import confinement, landlock, seccomp
from landwaiter.services.base.confinement import PROTECTIONS, Confinement, kept, not_confined
from landwaiter.services.base.confinement_words import caution, notes, summary
from landwaiter.services.base.own_process import surroundings

linux = pytest.mark.skipif(sys.platform != "linux", reason="these protections are of Linux")
ALL = ("landlock", "limits", "seccomp")

TRIES = """
import ctypes, mmap, os, signal, socket, sys
from landwaiter.services.base import confinement

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
