"""A deed prepared once, done under one fault after another, and looked at after each."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest import mock

from tests.faults.child import End, end_of, forked
from tests.faults.deed import NEW_PASSWORD, Deed
from tests.faults.facts import Change, Facts, change, facts_of
from tests.faults.shim import Fault, arm, disarm
from tests.machines import unseen
from tests.services.sample_office import ADMIN, ANALYST, NOW, PASSWORD, Clock, Office, template

from landwaiter.errors import Fault as Refusal
from landwaiter.services.casebook import casebooks
from landwaiter.services.table import sessions
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.keys import casebook_keys
from landwaiter.storage.keys.key_file import read_key_file
from landwaiter.storage.sqlite.migrate import upgrade

NOTHING: Change = frozenset()


@dataclass(slots=True)
class Trial:
    """A prepared copy, what the deed does to it, and the calls it makes meanwhile."""

    deed: Deed
    folder: Path
    before: Facts
    at: datetime
    """The time of the office after what was prepared."""
    calls: str = ""
    steps: list[Change] = field(default_factory=list)
    """What has changed after each commit of the deed."""
    made: dict[str, Change] = field(default_factory=dict)
    """What is in each casebook that the deed makes."""

    @property
    def whole(self) -> Change:
        return self.steps[-1] if self.steps else NOTHING


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found after one fault: `faults` are sentences, empty when all is well."""

    faults: tuple[str, ...]
    changed: Change


def prepared(deed: Deed, folder: Path) -> Trial:
    """The deed on its own copy, done once here without a fault to know what it does."""
    base = folder / "base"
    base.mkdir(parents=True)
    unseen(Path(shutil.copytree(template() / "casebook", base / "casebook")))
    office = Office(base / "casebook")
    for step in deed.before:
        step(office)
    office.close()
    trial = Trial(deed, folder, facts_of(base / "casebook", ADMIN, PASSWORD), office.clock.at)
    for step in deed.broken_off:
        with a_copy(trial) as copy, _told_of_commits(trial, copy):
            step(Office(copy / "casebook", Clock(trial.at)))
    _measure(trial)
    return trial


def _measure(trial: Trial) -> None:
    """Do the deed in this process, so that its children find what it imports in memory."""
    with a_copy(trial) as copy, _told_of_commits(trial, copy):
        arm(Fault(copy))
        end = end_of(trial.deed.run, Office(copy / "casebook", Clock(trial.at)))
        trial.calls = disarm()
        if not end.done:
            raise AssertionError(f"{trial.deed.name} does not work: {end.said}")
        trial.steps.append(change(trial.before, _facts(trial, copy)))
        for name in trial.deed.casebooks:
            trial.made[name] = _content(copy / name)
        if seen := looked_at(trial, copy, repeat=False).faults:
            raise AssertionError(f"{trial.deed.name} leaves something: {seen}")


@contextmanager
def a_copy(trial: Trial) -> Iterator[Path]:
    """A fresh copy of the prepared folder, gone afterwards."""
    copy = trial.folder / "copy"
    shutil.copytree(trial.folder / "base", copy)
    unseen(copy / "casebook")
    try:
        yield copy
    finally:
        shutil.rmtree(copy)


@contextmanager
def _told_of_commits(trial: Trial, copy: Path) -> Iterator[None]:
    """What changed is noted after each commit on the copy's own casebook."""
    complete = UnitOfWork.complete

    def noting(work: UnitOfWork, commit: object) -> None:
        complete(work, commit)  # type: ignore[arg-type]  # passed on as it came
        trial.steps.append(change(trial.before, _facts(trial, copy)))

    def noting_upgrade(*given: Any, **options: Any) -> None:
        upgrade(*given, **options)
        if (copy / "casebook").exists():
            trial.steps.append(change(trial.before, _facts(trial, copy)))

    with (
        mock.patch.object(UnitOfWork, "complete", noting),
        mock.patch("landwaiter.storage.casebook.lifecycle.upgrade", noting_upgrade),
    ):
        yield


def _facts(trial: Trial, copy: Path) -> Facts:
    return facts_of(copy / "casebook", ADMIN, PASSWORD)


def under(trial: Trial, fault: Fault, copy: Path) -> tuple[End, Seen]:
    """The deed under the fault, and what is found afterwards."""
    end = forked(trial.deed.run, copy, trial.at, fault)
    return end, looked_at(trial, copy)


def looked_at(trial: Trial, copy: Path, *, repeat: bool = True) -> Seen:
    """Whether everything committed is there, nothing is half done, and it can be done again."""
    faults = list(_check(trial, copy)) if trial.deed.settles else []
    after = _facts(trial, copy)
    changed = change(trial.before, after)
    faults += _lost_or_half(trial, after, changed)
    faults += _check(trial, copy)
    faults += _beside(trial, copy)
    faults += _sign_ins(trial, copy, changed)
    if repeat and not faults and changed == NOTHING and not _is_made(trial, copy):
        faults += _repeated(trial, copy)
    return Seen(tuple(faults), changed)


def _lost_or_half(trial: Trial, after: Facts, changed: Change) -> Iterator[str]:
    for seq, sha256 in trial.before.chain.items():
        if after.chain.get(seq) != sha256:
            yield f"audit entry {seq} is not the one that was committed"
    if changed not in (NOTHING, *trial.steps):
        yield f"half done: {sorted(changed)[:3]}"


def _check(trial: Trial, copy: Path) -> Iterator[str]:
    """Somebody whom the deed leaves alone signs in and has everything checked."""
    try:
        session = sessions.open_casebook(
            copy / "casebook", user=ANALYST, password=PASSWORD, now=lambda: trial.at
        )
    except Refusal as fault:
        yield f"it does not open: {fault.sentence()}"
        return
    with session.casebook:
        for finding in casebooks.check(session).findings:
            yield f"the check: {finding.sentence()}"
    for left in (copy / "casebook" / "vault").glob("*.part"):
        yield f"{left.name} is left in the vault"


def _beside(trial: Trial, copy: Path) -> Iterator[str]:
    """A backup or casebook that is there can be used; one that is not there is not half there."""
    for name in trial.deed.backups:
        if (copy / name).exists():
            yield from _restored(copy / name, copy / "proof")
    for name, content in trial.made.items():
        if (copy / name).exists() and _content(copy / name) != content:
            yield f"the casebook {name} is there, but not whole"


def _restored(file: Path, path: Path) -> Iterator[str]:
    try:
        casebooks.restore(file, path, user=ADMIN, password=PASSWORD)
    except Refusal as fault:
        yield fault.sentence()
    finally:
        shutil.rmtree(path, ignore_errors=True)


def _content(path: Path) -> Change:
    """Everything in a casebook that opens and is whole; nothing else in any other."""
    unseen(path)  # a restored one is older than what this machine has seen
    session = sessions.open_casebook(path, user=ADMIN, password=PASSWORD, now=lambda: NOW)
    with session.casebook:
        findings = casebooks.check(session).findings
    if findings:
        return frozenset({("!", str(findings), "", 1)})
    return change(Facts({}, {}), facts_of(path, ADMIN, PASSWORD))


def _is_made(trial: Trial, copy: Path) -> bool:
    names = (*trial.deed.backups, *trial.deed.casebooks, *trial.deed.files)
    return any((copy / name).exists() for name in names)


def _sign_ins(trial: Trial, copy: Path, changed: Change) -> Iterator[str]:
    """Of two passwords exactly the one in force signs its user in."""
    if not trial.deed.renewed:
        return
    works = {word for word in (PASSWORD, NEW_PASSWORD) if _signs_in(copy, trial.deed, word)}
    expected = {PASSWORD if changed == NOTHING else NEW_PASSWORD}
    if works != expected:
        yield f"{len(works)} passwords sign in, or the wrong one does"


def _signs_in(copy: Path, deed: Deed, password: str) -> bool:
    """By the key file alone, which whoever checked the casebook has settled."""
    try:
        casebook_keys.unlock(read_key_file(copy / "casebook"), deed.renewed, password)
    except Refusal:
        return False
    return True


def _repeated(trial: Trial, copy: Path) -> Iterator[str]:
    """What was not done is done when it is asked for again."""
    end = forked(trial.deed.run, copy, trial.at, None)
    if not end.done:
        yield f"it cannot be repeated: {end.said}"
    elif change(trial.before, _facts(trial, copy)) != trial.whole:
        yield "repeated, it does something else"
