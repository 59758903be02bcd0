"""The scene of an attack: an office at work, somebody signed in, somebody with the disk.

`REF` is decided: proposed by the analyst, approved by the reviewer. `OTHER` waits for its approval.
A protection is taken away on the copy of one test only.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.attacks.released import release
from tests.services.act_examples import DECIDED
from tests.services.sample_office import (
    ANALYST,
    EVERYTHING,
    HEAD,
    REASON,
    REF,
    Office,
    an_office,
    two_items,
)

from landwaiter.canonical import sha256_hex
from landwaiter.domain.casebook.deeds import BackUp
from landwaiter.domain.cases.case import Case, Decision
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds.engine import run
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import chain
from landwaiter.storage.casebook import check as storage_check
from landwaiter.storage.sqlite.engine import connect
from landwaiter.storage.sqlite.migrate import expected_schema

OTHER = "PL1-2026-000002"


def prepared(folder: Path) -> Path:
    """The office before anybody attacks it; `anchor.json` lies outside the casebook."""
    office = an_office(folder)
    for name in ("letter", "catalogue"):
        file = folder / f"{name}.txt"
        file.write_text(f"this is the {name}\n" * 100, encoding="utf-8")
        run(office.session(ANALYST), AddFile(REF, file, received_from="exporter"))
    release(office, folder)
    for step in DECIDED:
        step(office)
    office.take_in(*two_items(lrn="LW-2"))
    office.act(EVERYTHING, "assess", reference=OTHER)
    office.act(EVERYTHING, "propose", reference=OTHER, outcome="hold-and-refer", reason=REASON)
    run(office.session(HEAD), BackUp(folder / "backup.lwb"))
    office.act(ANALYST, "note", reason=REASON)
    session = office.session(HEAD)
    run(session, BackUp(folder / "last.lwb"))
    office.close()
    return folder


@dataclass(slots=True)
class Scene:
    """One copy of the office under attack."""

    folder: Path
    patch: pytest.MonkeyPatch
    office: Office = field(init=False)
    anchors: list[Path] = field(init=False)
    notes: dict[str, Any] = field(default_factory=dict)
    """What an attack remembers to see whether it succeeded."""

    def __post_init__(self) -> None:
        self.office = Office(self.folder / "casebook")
        self.anchors = [self.folder / "last.lwb.anchor.json"]

    def sql(self, who: str, statement: str, *values: Any) -> None:
        """Plain SQL on a connection of the application, as a script of who is signed in."""
        with self.office.session(who).writing("attack") as work:
            work.quiet()
            work.conn.exec_driver_sql(statement, values)

    def one(self, statement: str, *values: Any) -> Any:
        with self.office.session(ANALYST).reading() as conn:
            return conn.exec_driver_sql(statement, values).scalar()

    @contextmanager
    def disk(self) -> Iterator[Any]:
        """A connection of whoever has the key and the file: no guard, and the triggers as they were
        afterwards."""
        with unguarded(self.office.session(ANALYST)) as connection:
            yield connection

    def case(self, reference: str = REF) -> Case:
        return self.office.case(reference)

    def decision(self, reference: str = REF) -> Decision:
        decision = self.case(reference).decision
        if decision is None:
            raise AssertionError("there is a decision on the case")
        return decision

    def silent(self) -> bool:
        """`casebook check`, with the anchors kept elsewhere, finds nothing."""
        return not casebooks.check(self.office.session(HEAD), self.anchors).findings

    def approved(self, reference: str) -> bool:
        return self.office.view(reference, who=HEAD).approved_valid


@contextmanager
def unguarded(session: Session) -> Iterator[Any]:
    """The database of a casebook without its triggers, which stand again afterwards."""
    casebook = session.casebook
    connection = connect(casebook.database, casebook.keys.database, wait_s=1.0)
    try:
        triggers = _triggers(connection)
        for name in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for name in _triggers(connection):
            connection.execute(f"DROP TRIGGER {name}")
        for text in triggers.values():
            connection.execute(text)
    finally:
        connection.close()


def _triggers(connection: Any) -> dict[str, str]:
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {str(name): str(text) for name, text in rows.fetchall()}


Removal = Callable[[Scene], None]
"""Takes one protection away."""


def _expected(scene: Scene) -> dict[str, str]:
    """The schema as the check has it, with what was taken off it on this scene."""
    return dict(scene.notes.get("schema", expected_schema()))


def _expect(scene: Scene, schema: dict[str, str]) -> None:
    scene.notes["schema"] = schema
    scene.patch.setattr(storage_check, "expected_schema", lambda: schema)


def without_trigger(*names: str) -> Removal:
    """The casebook never had these triggers, as far as its check knows."""

    def remove(scene: Scene) -> None:
        casebook = scene.office.session(ANALYST).casebook
        connection = connect(casebook.database, casebook.keys.database, wait_s=1.0)
        for name in names:
            connection.execute(f"DROP TRIGGER {name}")
        connection.close()
        known = _expected(scene)
        for name in names:
            known.pop(f"trigger {name}")
        _expect(scene, known)

    return remove


def without(target: Any, name: str, instead: Any) -> Removal:
    """A function of the product does nothing, or says that all is well."""
    return lambda scene: scene.patch.setattr(target, name, instead)


def without_unique(table: str, column: str) -> Removal:
    """The table does not mind two rows about the same thing."""

    def remove(scene: Scene) -> None:
        with scene.disk() as connection:
            (text,) = connection.execute(
                "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)
            ).fetchone()
            loose = text.replace(f"UNIQUE ({column}),", "")
            if loose == text:
                raise AssertionError(f"{table} does not hold {column} unique")
            connection.execute("PRAGMA foreign_keys = OFF").fetchall()
            connection.execute(f"CREATE TEMP TABLE kept AS SELECT * FROM {table}")  # noqa: S608
            connection.execute(f"DROP TABLE {table}")
            connection.execute(loose)
            connection.execute(f"INSERT INTO {table} SELECT * FROM kept")  # noqa: S608
        _expect(scene, {**_expected(scene), f"table {table}": loose})

    return remove


def without_check(name: str) -> Removal:
    """`casebook check` does not look at this."""

    def remove(scene: Scene) -> None:
        kept = tuple(check for check in storage_check.CORE_CHECKS if check[0] != name)
        scene.patch.setattr(storage_check, "CORE_CHECKS", kept)

    return remove


def without_anchor(scene: Scene) -> None:
    """Nobody wrote the head down elsewhere."""
    scene.anchors = []


def rehashed(connection: Any, first: int) -> None:
    """Every entry from `first` on follows the one before it again, in the chain and on its case."""
    before = ""
    of_cases: dict[str, str] = {}
    rows = connection.execute("SELECT seq, entry, sha256 FROM audit_entry ORDER BY seq").fetchall()
    for seq, entry, stored in rows:
        said = json.loads(entry)
        case = chain.case_of(said["object"])
        if seq < first:
            before = of_cases[case] = stored
            continue
        said["prev"] = before
        if case:
            said["case_prev"] = of_cases.get(case, chain.GENESIS)
        text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        before = of_cases[case] = sha256_hex(text.encode())
        connection.execute(
            "UPDATE audit_entry SET entry = ?, sha256 = ? WHERE seq = ?", (text, before, seq)
        )
