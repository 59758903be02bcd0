"""What surrounds a casebook goes wrong: disks, clocks, and processes that died holding it."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.faults import small_disk
from tests.faults.child import End, end_of
from tests.faults.damage import check
from tests.faults.deed import Deed
from tests.faults.deed_table import DEEDS
from tests.faults.trial import Trial, looked_at, prepared
from tests.services.sample_office import ADMIN, ANALYST, NOW, REASON, REF, Clock, Office, an_office

from landwaiter.services.warm.session import clock_went_back
from landwaiter.storage.keys import lock

Say = Callable[[str], None]
SPARE_KIB = (8, 64, 160, 320)
"""Room that a deed finds on the small disk beside the casebook."""
ON_A_DISK = (
    "act hold",
    "act propose",
    "act approve",
    "intake",
    "evidence add",
    "report case",
    "casebook backup",
    "casebook users add",
    "list import",
)
"""Deeds that are done on real small disks; the interceptor refuses the writes of all others."""


def report(folder: Path, say: Say) -> int:
    """Print a line for each scene; the number of faults."""
    say("\n## Disks, clocks, and processes that died\n")
    say("| what | tried | faults |")
    say("|---|---|---|")
    faults: list[str] = []
    for number, (what, scene) in enumerate(SCENES.items()):
        place = folder / f"scene-{number}"
        place.mkdir()
        try:
            found = list(scene(place))
        except pytest.skip.Exception as why:
            say(f"| {what} | left out: {why} | 0 |")
            continue
        wrong = [f"{what}, {name}: {fault}" for name, fault in found if fault]
        say(f"| {what} | {len(found)} | {len(wrong)} |")
        faults += wrong
    for fault in faults:
        say(f"- {fault}")
    return len(faults)


Found = Iterator[tuple[str, str]]
"""What was tried, and what was wrong with it; "" when nothing was."""


def small_disks(place: Path) -> Found:
    """A real disk that fills while a deed is done."""
    for deed in _chosen():
        trial = prepared(deed, place / deed.name)
        kib = sum(f.stat().st_size for f in (trial.folder / "base").rglob("*")) // 1024
        for spare in SPARE_KIB:
            with small_disk.mounted(place / "disk", kib + 64 + spare) as disk:
                copy = disk / "copy"
                shutil.copytree(trial.folder / "base", copy)
                end = end_of(deed.run, Office(copy / "casebook", Clock(trial.at)))
                yield f"{deed.name}, {spare} KiB", _on_a_disk(trial, end, disk, copy)
        shutil.rmtree(trial.folder)


def _on_a_disk(trial: Trial, end: End, disk: Path, copy: Path) -> str:
    """The full disk is looked at from a copy of it: looking needs room too."""
    if not (end.done or end.refused):
        return end.said
    aside = trial.folder / "aside"
    shutil.copytree(copy, aside)
    faults = looked_at(trial, aside).faults
    shutil.rmtree(aside)
    return "; ".join(faults)


def read_only(place: Path) -> Found:
    """The disk turns read-only between two deeds.

    Linux turns no disk read-only on which a file is open for writing; what a person meets who is
    signed in at that moment, the interceptor shows.
    """
    with small_disk.mounted(place / "disk", 160_000) as disk:
        for deed in _chosen():
            trial = prepared(deed, place / deed.name)
            copy = disk / "copy"
            shutil.copytree(trial.folder / "base", copy)
            small_disk.make_read_only(disk)
            end = end_of(deed.run, Office(copy / "casebook", Clock(trial.at)))
            small_disk.make_writable(disk)
            wrong = "" if end.refused else f"it ended with {end.code}: {end.said}"
            yield deed.name, wrong or "; ".join(looked_at(trial, copy).faults)
            shutil.rmtree(copy)
            shutil.rmtree(trial.folder)


def clock_set_back(place: Path) -> Found:
    """An hour behind the newest entry: the act is done, the person is told, the chain says so."""
    for deed in DEEDS:
        if not deed.name.startswith("act ") or deed.name == "act add_evidence":
            continue
        folder = place / deed.name.replace(" ", "-")
        folder.mkdir()
        office = an_office(folder)
        for step in deed.before:
            step(office)
        office.clock.move(hours=2)
        office.act(ANALYST, "note", reason=REASON)
        office.clock.move(hours=-1)
        end = end_of(deed.run, office)
        told = any(clock_went_back() in s.notices for s in office._sessions.values())
        wrong = end.said or ("" if told else "nobody was told")
        if not wrong and "clock went backwards 1 time," not in check(folder / "casebook").out:
            wrong = "the chain does not show it"
        yield deed.name, wrong
        shutil.rmtree(folder)


def died_with_the_lock(place: Path) -> Found:
    """Whoever held the casebook was killed: signed in, writing, or alone on it."""
    for name, hold in HOLDS.items():
        folder = place / name
        folder.mkdir()
        office = an_office(folder)
        office.close()
        _killed_while(hold, office.path)
        end = end_of(lambda o: o.act(ANALYST, "note", reason=REASON), Office(office.path))
        seen = check(office.path)
        yield name, end.said or (seen.err and f"{seen.err.strip()} {seen.out.strip()}")


def _signed_in(path: Path) -> None:
    Office(path).session(ANALYST)


def _writing(path: Path) -> None:
    work = Office(path).session(ANALYST).writing("note")
    work.__enter__().audit("case.noted", f"case/{REF}", {})


def _alone(path: Path) -> None:
    lock.owned(path, user=ADMIN, deed="restore a backup", now=NOW).__enter__()


HOLDS: dict[str, Callable[[Path], None]] = {
    "signed in": _signed_in,
    "writing": _writing,
    "alone": _alone,
}


def _killed_while(hold: Callable[[Path], None], path: Path) -> None:
    child = os.fork()
    if child == 0:
        hold(path)
        os.kill(os.getpid(), signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise AssertionError("the process that holds the casebook ended by itself")


def _chosen() -> list[Deed]:
    return [deed for deed in DEEDS if deed.name in ON_A_DISK]


SCENES: dict[str, Callable[[Path], Found]] = {
    "a real small disk": small_disks,
    "a real disk turned read-only": read_only,
    "a clock set back": clock_set_back,
    "a process that died with the lock": died_with_the_lock,
}
