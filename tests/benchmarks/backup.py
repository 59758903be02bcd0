"""A backup beside its parts: bare `backup()` for the database, `cp` and SHA-256 for the vault.

    python tests/benchmarks/backup.py [--database 256] [--vault 512]

Sizes are MiB; the vault holds files of 16 MiB. Each is done three times and the fastest counts.
The backup of a casebook is timed whole, with everything that verifies it; the share of database
and vault is told by backing up each nearly alone. Prints a Markdown table; nothing is asserted.
"""

import argparse
import hashlib
import io
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from landwaiter.domain.casebook.deeds import BackUp
from landwaiter.services.deeds.engine import run
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session
from landwaiter.storage.schema import intake as tables
from landwaiter.storage.sqlite.engine import connect, copy_database

PASSWORD = "a sentence that is long enough"
FILE_MIB, TIMES, MIB = 16, 3, 1 << 20


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  # a report for a person


def fastest(deed: Callable[[Path], None], folder: Path) -> float:
    """Seconds of the fastest of a few runs; each has a fresh name to write to."""
    took = []
    for number in range(TIMES):
        place = folder / f"run {number}"
        begun = time.perf_counter()
        deed(place)
        took.append(time.perf_counter() - begun)
        for left in folder.glob(f"{place.name}*"):
            left.unlink()
    return min(took)


def a_casebook(folder: Path) -> Session:
    return sessions.create_casebook(
        folder,
        office=sessions.CasebookOffice("PL1", "PL"),
        user="Adam",
        password=PASSWORD,
        packs=(),
    ).session


def fill_database(session: Session, size_mib: int) -> None:
    """Drafts of a MiB each, straight into the file: what they hold does not matter."""
    casebook = session.casebook
    connection = connect(casebook.database, casebook.keys.database, wait_s=1.0)
    connection.execute("BEGIN")
    for number in range(size_mib):
        row = ("nobody", str(number), os.urandom(MIB // 2).hex(), "2026-01-01T00:00:00Z")
        connection.execute("INSERT INTO draft VALUES (?, ?, ?, ?)", row)
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()


def fill_vault(session: Session, size_mib: int) -> None:
    for number in range(size_mib // FILE_MIB):
        stored = session.casebook.vault.put(io.BytesIO(os.urandom(FILE_MIB * MIB)))
        row = {"id": str(number), "sha256": stored.sha256, "name": f"{number}.bin"}
        row |= {"size": str(stored.size), "format": "x", "vault_name": stored.name}
        row |= {"author": "Adam", "at": "2026-01-01T00:00:00Z"}
        with session.writing("fill") as work:
            work.quiet()
            work.conn.execute(tables.raw_file.insert().values(row))


def bare_backup(session: Session) -> Callable[[Path], None]:
    casebook = session.casebook
    return lambda place: copy_database(casebook.database, place, casebook.keys.database)


def copied_and_hashed(session: Session) -> Callable[[Path], None]:
    def deed(place: Path) -> None:
        for name in session.casebook.vault.names():
            target = place.with_name(f"{place.name} {name}")
            shutil.copyfile(session.casebook.vault_folder / name, target)
            digest = hashlib.sha256()
            with target.open("rb") as file:
                while block := file.read(MIB):
                    digest.update(block)

    return deed


def whole(session: Session) -> Callable[[Path], None]:
    def deed(place: Path) -> None:
        run(session, BackUp(place))

    return deed


def measured(folder: Path, database_mib: int, vault_mib: int) -> None:
    out = folder / "out"
    out.mkdir()
    say("| what | MiB | parts alone, s | backup, s | speed of the backup |")
    say("|---|---:|---:|---:|---:|")
    for name, size, fill, parts in (
        ("database", database_mib, fill_database, bare_backup),
        ("vault", vault_mib, fill_vault, copied_and_hashed),
    ):
        session = a_casebook(folder / name)
        fill(session, size)
        alone, backup = fastest(parts(session), out), fastest(whole(session), out)
        session.casebook.close()
        say(f"| {name} | {size} | {alone:.2f} | {backup:.2f} | {alone / backup:.2f}× |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", type=int, default=256)
    parser.add_argument("--vault", type=int, default=512)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measured(Path(folder), asked.database, asked.vault)
