"""Files of a casebook damaged, cut, exchanged, missing or of another time: what is said of each.

Every damage is done to a fresh copy and told by two commands, `casebook check` and `case show`.
Each must end with 0 and the very same answer as before, or with 1 and one sentence. At least one of
them must refuse, unless the damaged file still says the same. With the damage undone, the
casebook is as it was: looking at it changed nothing.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.cli.terminal import Seen, typed
from tests.faults.facts import facts_of
from tests.machines import unseen
from tests.services.act_examples import DECIDED
from tests.services.sample_office import ADMIN, ANALYST, HEAD, NOW, PASSWORD, REF, Office, an_office

from landwaiter.storage.keys import casebook_keys
from landwaiter.storage.keys.key_file import KEY_FILE, read_key_file
from landwaiter.storage.people.open_casebook import DATABASE, VAULT
from landwaiter.storage.sqlite.engine import connect

NEW_PASSWORD = "another sentence that is long enough"
Say = Callable[[str], None]
Harm = Callable[[Path], None]
"""Damages the casebook in a folder."""


@dataclass(slots=True)
class Told:
    """What one kind of damage led to."""

    what: str
    tried: int = 0
    refused: int = 0
    """Not opened at all."""
    found: int = 0
    """Opened, and named by the check."""
    harmless: int = 0
    faults: list[str] = field(default_factory=list)


class Estate:
    """A casebook with a decided case and two pieces of evidence, copied for each damage."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        office = an_office(folder)
        for number, text in enumerate(("a letter\n", "a catalogue\n"), start=1):
            file = folder / f"evidence-{number}.txt"
            file.write_text(text * 3000, encoding="utf-8")
            _add_evidence(office, file)
        for step in DECIDED:
            step(office)
        office.close()
        self.path = office.path
        self.older_keys = Path(shutil.copy(self.path / KEY_FILE, folder / "older-keys.json"))
        _give_a_new_password(self.path)
        self.facts = facts_of(self.path, ADMIN, PASSWORD)
        self.answer = show(self.path).out
        self.vault = sorted(path.name for path in (self.path / VAULT).iterdir())

    @contextmanager
    def copied(self) -> Iterator[Path]:
        copy = self.folder / "copy"
        unseen(Path(shutil.copytree(self.path, copy)))
        try:
            yield copy
        finally:
            shutil.rmtree(copy)


def _add_evidence(office: Office, file: Path) -> None:
    seen = _types(office.path, "evidence", "add", REF, str(file))
    if seen.code != 0:
        raise AssertionError(seen.err)


def _give_a_new_password(path: Path) -> None:
    seen = typed(
        *("casebook", "users", "password", HEAD, "--casebook", path),
        environment={
            "LANDWAITER_USER": HEAD,
            "LANDWAITER_PASSWORD": PASSWORD,
            "LANDWAITER_NEW_PASSWORD": NEW_PASSWORD,
        },
        now=lambda: NOW,
    )
    if seen.code != 0:
        raise AssertionError(seen.err)


def show(path: Path) -> Seen:
    return _types(path, "case", "show", REF, "--json")


def check(path: Path) -> Seen:
    return _types(path, "casebook", "check")


def _types(path: Path, *words: str, who: str = ANALYST) -> Seen:
    environment = {"LANDWAITER_USER": who, "LANDWAITER_PASSWORD": PASSWORD}
    return typed(*words, "--casebook", path, environment=environment, now=lambda: NOW)


def tried(estate: Estate, told: Told, harm: Harm, name: str) -> None:
    """Do one damage to a copy and count what it led to."""
    with estate.copied() as copy:
        before = {path: path.read_bytes() for path in _files(copy)}
        harm(copy)
        shown, checked = show(copy), check(copy)
        told.tried += 1
        told.faults += [f"{told.what}, {name}: {fault}" for fault in _wrong(estate, shown, checked)]
        told.refused += shown.code == 1
        told.found += shown.code == 0 and checked.code == 1
        told.harmless += shown.code == 0 and checked.code == 0
        if shown.code == 0 and checked.code == 0 and not _says_the_same(estate, copy):
            told.faults.append(f"{told.what}, {name}: nobody noticed")
        for path, data in before.items():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        for beside in copy.glob(f"{DATABASE}-*"):
            beside.unlink()
        if not _says_the_same(estate, copy):
            told.faults.append(f"{told.what}, {name}: looking at it changed it")


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _says_the_same(estate: Estate, copy: Path) -> bool:
    now = facts_of(copy, ADMIN, PASSWORD)
    return now.rows == estate.facts.rows


def _wrong(estate: Estate, shown: Seen, checked: Seen) -> Iterable[str]:
    if shown.code == 0 and shown.out != estate.answer:
        yield "the case is shown otherwise"
    for seen in (shown, checked):
        if seen.code not in (0, 1):
            yield f"exit code {seen.code}"
        if seen.code == 1 and not seen.err.strip():
            yield "refused without a sentence"
        if "Traceback" in seen.err or "made a mistake" in seen.err:
            yield f"no sentence: {seen.err.strip()}"


def flip(name: str, at: int, bit: int) -> Harm:
    def harm(folder: Path) -> None:
        data = bytearray((folder / name).read_bytes())
        data[at] ^= 1 << bit
        (folder / name).write_bytes(data)

    return harm


def cut(name: str, size: int) -> Harm:
    def harm(folder: Path) -> None:
        with (folder / name).open("r+b") as file:
            file.truncate(size)

    return harm


def removed(name: str) -> Harm:
    return lambda folder: (folder / name).unlink()


def replaced(name: str, source: Path) -> Harm:
    def harm(folder: Path) -> None:
        shutil.copyfile(source, folder / name)

    return harm


def exchanged(one: str, other: str) -> Harm:
    def harm(folder: Path) -> None:
        (folder / one).rename(folder / "aside")
        (folder / other).rename(folder / one)
        (folder / "aside").rename(folder / other)

    return harm


def schema(version: str) -> Harm:
    """As if another version of the program had written it."""

    def harm(folder: Path) -> None:
        key = _database_key(folder)
        connection = connect(folder / DATABASE, key, wait_s=1.0)
        connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.close()

    return harm


def _database_key(folder: Path) -> bytes:
    file = read_key_file(folder)
    data_key = casebook_keys.unlock(file, ADMIN, PASSWORD).data_key
    return casebook_keys.sub_keys(data_key, file.casebook_id).database


def report(folder: Path, flips: int, seed: int, say: Say) -> int:
    """Print a line for each kind of damage; the number of faults."""
    say("\n## Damaged, cut, exchanged and missing files\n")
    say("| damage | tried | not opened | found by the check | harmless | faults |")
    say("|---|---|---|---|---|---|")
    estate = Estate(folder / "estate")
    faults: list[str] = []
    for what, harms in _damages(estate, folder, flips, Random(seed)):  # noqa: S311  # to repeat
        told = Told(what)
        for name, harm in harms:
            tried(estate, told, harm, name)
        say(
            f"| {what} | {told.tried} | {told.refused} | {told.found} | {told.harmless} | "
            f"{len(told.faults)} |"
        )
        faults += told.faults
    for fault in faults:
        say(f"- {fault}")
    return len(faults)


Named = tuple[str, Harm]


def _damages(
    estate: Estate, folder: Path, flips: int, chance: Random
) -> Iterator[tuple[str, list[Named]]]:
    first, second = (f"{VAULT}/{name}" for name in estate.vault[:2])
    for what, name in (("database", DATABASE), ("key file", KEY_FILE), ("vault file", first)):
        size = (estate.path / name).stat().st_size
        yield (
            f"a bit of the {what} flipped",
            [
                (f"byte {at}", flip(name, at, chance.randrange(8)))
                for at in sorted(chance.sample(range(size), min(flips, size)))
            ],
        )
        sizes = sorted({0, 1, 100, size // 2, size - 4096, size - 1} & set(range(size)))
        yield f"the {what} cut", [(f"at {size}", cut(name, size)) for size in sizes]
        yield f"the {what} missing", [("gone", removed(name))]
    yield "two vault files exchanged", [("both", exchanged(first, second))]
    other = _another(folder / "another")
    yield "the database of another casebook", [("it", replaced(DATABASE, other / DATABASE))]
    yield "the key file of another casebook", [("it", replaced(KEY_FILE, other / KEY_FILE))]
    yield "an older key file", [("before a new password", replaced(KEY_FILE, estate.older_keys))]
    yield "a newer schema", [("9001", schema("9001"))]


def _another(folder: Path) -> Path:
    seen = _types(folder, "casebook", "create", "--state", "PL", who=ADMIN)
    if seen.code != 0:
        raise AssertionError(seen.err)
    return folder
