"""What the program seals, to the byte: before a restructuring and after it the same.

    python -m tests.golden_bytes PART            prints its lines; PART is `deeds` or `samples`
    python -m tests.golden_bytes PART --write    writes them into golden_bytes.csv, on purpose
    python -m tests.golden_bytes --unreached     deeds of the chain that no line is of

One line for each motion, decision, approval, statement, entry of the audit chain, declaration and
dossier. Clock, randomness, keys and version of the program are fixed. `sha256` is of the bytes
themselves, `content` of the same without identities and hashes: who draws one identity more changes
the former of all that follows, and none of the latter.
"""

import argparse
import csv
import hashlib
import json
import os
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

TABLE = Path(__file__).with_suffix(".csv")
NOON = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)
VERSION = "0"
OFFICE = "the sample office"
SEALED = (
    ("declaration", "content"),
    ("audit_entry", "entry"),
    ("audit_payload", "content"),
    ("seal", "signature"),
    ("statement", "text"),
    ("motion", "text"),
    ("motion", "statement"),
    ("motion_second", "statement"),
    ("decision", "text"),
    ("decision", "statement"),
    ("approval", "statement"),
    ("countersignature", "statement"),
    ("dossier", "body"),
    ("subject_dossier", "body"),
    ("monitor_run", "dossier"),
)
"""Tables and columns; of what a signature is made, its own bytes prove."""
_IDENTITY = re.compile(
    "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{16,128}"
)


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """A sealed thing: where it arises, in which column, which of several; and its two hashes."""

    part: str
    scene: str
    kind: str
    name: str
    sha256: str
    content: str

    @property
    def key(self) -> str:
        return f"{self.scene}: {self.kind} {self.name}"


def line(part: str, scene: str, kind: str, name: str, data: bytes) -> Line:
    return Line(part, scene, kind, name, _short(data), _content(kind, data))


def _short(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:20]


def _content(kind: str, data: bytes) -> str:
    """The hash without identities: each becomes the number of its first appearance."""
    if kind.endswith("signature"):
        return ""
    numbers: dict[str, str] = {}

    def number(found: re.Match[str]) -> str:
        return numbers.setdefault(found[0], f"#{len(numbers)}")

    return _short(_IDENTITY.sub(number, data.decode()).encode())


class Fixed:
    """In the place of all randomness: always the same, from the beginning of each scene on.

    It stands before the program is imported, which takes `os.urandom` for defaults.
    """

    def __init__(self) -> None:
        self.begin("")

    def begin(self, scene: str) -> None:
        self._scene = scene
        self._next = defaultdict[int, Iterator[int]](count)

    def __call__(self, size: int) -> bytes:
        # Of each size a series of its own: a temporary name more is no other salt.
        seed = f"{self._scene}/{size}/{next(self._next[size])}".encode()
        return hashlib.shake_256(seed).digest(size)

    def set_up(self) -> None:
        import landwaiter  # noqa: PLC0415  # nothing of the program before this

        os.urandom = self  # for this process
        random._urandom = self  # type: ignore[attr-defined]  # of which `secrets` takes
        made = Ed25519PrivateKey.from_private_bytes
        Ed25519PrivateKey.generate = lambda: made(self(32))  # type: ignore[method-assign]
        landwaiter.__version__ = VERSION


FIXED = Fixed()
Rows = dict[tuple[str, str, int], bytes]
"""Table, column, row: the bytes."""


def sealed(folder: Path, user: str, password: str) -> Rows:
    """Read with a plain connection: nobody's reading is one more entry."""
    from landwaiter.storage.keys import casebook_keys  # noqa: PLC0415  # after the randomness
    from landwaiter.storage.keys.key_file import read_key_file  # noqa: PLC0415
    from landwaiter.storage.people.open_casebook import DATABASE  # noqa: PLC0415
    from landwaiter.storage.sqlite.engine import connect  # noqa: PLC0415

    key_file = read_key_file(folder)
    data_key = casebook_keys.unlock(key_file, user, password).data_key
    key = casebook_keys.sub_keys(data_key, key_file.casebook_id).database
    found: Rows = {}
    with closing(connect(folder / DATABASE, key, wait_s=1.0)) as connection:
        for table, column in SEALED:
            query = f"SELECT rowid, {column} FROM {table} ORDER BY rowid"  # noqa: S608  # of the list
            for row, value in connection.execute(query):
                data = value if isinstance(value, bytes) else str(value or "").encode()
                found[table, column, row] = data
    return found


def lines_of(part: str, scene: str, rows: Rows) -> Iterator[Line]:
    """Numbered anew within the scene; an entry is called by its deed."""
    numbers: dict[tuple[str, str], Iterator[int]] = {}
    for (table, column, row), data in rows.items():
        kind = f"{table}.{column}"
        name = f"{next(numbers.setdefault((table, column), count(1))):03}"
        entry = rows.get(("audit_entry", "entry", row), b"") if table.startswith("audit_") else b""
        deed = json.loads(entry)["deed"] if entry else ""
        yield line(part, scene, kind, f"{name} {deed}".rstrip(), data)


def deeds() -> Iterator[Line]:
    """Each deed of the table that is also killed, done in a fresh copy of the sample office."""
    with _a_machine() as home, _one_place(home):
        from tests.faults.deed_table import DEEDS  # noqa: PLC0415  # after the randomness
        from tests.golden_deeds import MORE_DEEDS  # noqa: PLC0415
        from tests.services.sample_office import ADMIN, PASSWORD, an_office, template  # noqa: PLC0415

        begin(OFFICE)
        before = sealed(template() / "casebook", ADMIN, PASSWORD)
        yield from lines_of("deeds", OFFICE, before)
        for number, deed in enumerate((*DEEDS, *MORE_DEEDS)):
            begin(deed.name)
            folder = home / str(number)
            folder.mkdir()
            office = an_office(folder)
            try:
                for step in (*deed.before, deed.run):
                    step(office)
            finally:
                office.close()
            after = sealed(office.path, ADMIN, PASSWORD)
            new = {key: data for key, data in after.items() if before.get(key) != data}
            yield from lines_of("deeds", deed.name, new)


def samples() -> Iterator[Line]:
    """The office of samples as it is made, and what its cases are told to be."""
    with _a_machine() as home:
        from tests import languages  # noqa: PLC0415  # after the randomness
        from tests.cli.terminal import typed  # noqa: PLC0415

        begin("samples")
        where = ("--folder", home / "office", "--no-window", "--json")
        seen = typed("demo", *where, now=lambda: NOON)
        if (seen.code, seen.err) != (0, ""):
            raise AssertionError(seen.err)
        made = seen.data
        casebook, user, password = Path(made["casebook"]), made["user"], made["password"]
        yield from lines_of("samples", "samples", sealed(casebook, user, password))
        told = languages.told(casebook, user, password, home)
        for reference, case in told["cases"].items():
            for name, said in case.items():
                yield line("samples", reference, "told", name, canonical(said))
        for number, said in told["stored"].items():
            yield line("samples", "monitoring", "told", number, canonical(said))


def canonical(value: Any) -> bytes:
    from landwaiter.canonical import canonical_bytes  # noqa: PLC0415  # after the randomness

    return canonical_bytes(value)


def begin(scene: str) -> None:
    """Nothing of the scenes before is in the identities of this one."""
    from landwaiter.domain.base.identity import IdentityClock  # noqa: PLC0415  # after the randomness
    from landwaiter.storage.audit import unit_of_work  # noqa: PLC0415

    FIXED.begin(scene)
    unit_of_work._clock = IdentityClock()


@contextmanager
def _one_place(home: Path) -> Iterator[None]:
    """The entry of a watched file tells its folder, which is another one each time."""
    import pytest  # noqa: PLC0415  # after the randomness

    from landwaiter.storage.audit import told_rows  # noqa: PLC0415

    told = told_rows.facts_of

    def facts_of(table: str, row: Mapping[str, Any]) -> dict[str, str]:
        return {name: one.replace(str(home), "") for name, one in told(table, row).items()}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(told_rows, "facts_of", facts_of)
        yield


@contextmanager
def _a_machine() -> Iterator[Path]:
    """A folder of its own, and what thousands of sign-ins would pay again paid once."""
    import pytest  # noqa: PLC0415  # after the randomness
    from tests import paid_once  # noqa: PLC0415

    with (
        pytest.MonkeyPatch.context() as patch,
        TemporaryDirectory(prefix="landwaiter-golden-") as folder,
    ):
        paid_once.everything(patch)
        patch.setenv("XDG_STATE_HOME", str(Path(folder) / "state"))
        yield Path(folder)


PARTS: Mapping[str, Callable[[], Iterator[Line]]] = {"deeds": deeds, "samples": samples}


def written(part: str) -> list[Line]:
    """The lines of the file."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [Line(**row) for row in csv.DictReader(file)]
    return [row for row in rows if row.part == part]


def write(lines: Iterable[Line]) -> None:
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(field.name for field in fields(Line))
        writer.writerows(astuple(one) for one in lines)


def differences(old: Iterable[Line], new: Iterable[Line]) -> list[str]:
    """What differs, in sentences; what does only in identities and hashes comes last."""
    before, now = ({one.key: one for one in lines} for lines in (old, new))
    said = [f"gone    {key}" for key in before if key not in now]
    said += [f"new     {key}" for key in now if key not in before]
    both = [(before[key], now[key]) for key in before if key in now]
    said += [f"content {one.key}" for one, other in both if one.content != other.content]
    said += [
        f"hashes  {one.key}"
        for one, other in both
        if one.content == other.content and one.sha256 != other.sha256
    ]
    return said


def unreached(lines: Iterable[Line]) -> tuple[list[str], int]:
    """Names of deeds in the audit chain that no line is of, and how many names there are."""
    from landwaiter.services.audit.audit_history import deed_choices  # noqa: PLC0415  # after the randomness

    known = {name for name, _title in deed_choices()}
    reached = {one.name.partition(" ")[2] for one in lines if one.kind == "audit_entry.entry"}
    return sorted(known - reached), len(known)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=_AS_WRITTEN)
    parser.add_argument("part", nargs="?", choices=PARTS)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--unreached", action="store_true")
    options = parser.parse_args(arguments)
    if options.unreached:
        names, known = unreached(one for part in PARTS for one in written(part))
        say(f"{len(names)} of {known} deeds are not reached: {', '.join(names)}")
        return 0
    if options.part is None:
        parser.error("one PART, which has this process for itself")
    FIXED.set_up()
    made = list(PARTS[options.part]())
    if options.write:
        kept = {part: written(part) for part in PARTS}
        write(one for part in PARTS for one in {**kept, options.part: made}[part])
        return 0
    csv.writer(sys.stdout, lineterminator="\n").writerows(astuple(one) for one in made)
    return 0


def say(text: str) -> None:
    sys.stdout.write(text + "\n")


_AS_WRITTEN = argparse.RawDescriptionHelpFormatter

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
