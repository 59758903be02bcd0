"""The vault beside `cp` and SHA-256: a large attachment in, and out again verified.

python -m tests.benchmarks.vault [--mib 1024] [--turns 3] [--folder FOLDER]

Prints seconds and the ratio to the bare work (goal: at least 0.8), and the growth of memory.
"""

import argparse
import hashlib
import os
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from landwaiter.storage.keys.casebook_keys import sub_keys
from landwaiter.storage.keys.vault import CHUNK, Vault

Taken = tuple[float, float]
"""Seconds on the wall, seconds of processors."""


def seconds(work: Callable[[], object], turns: int, clear: Callable[[], None]) -> Taken:
    """The medians of some turns; `clear` is not counted."""
    wall, processors = [], []
    for _turn in range(turns):
        clear()
        begun, worked = time.perf_counter(), time.process_time()
        work()
        wall.append(time.perf_counter() - begun)
        processors.append(time.process_time() - worked)
    return statistics.median(wall), statistics.median(processors)


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copied(source: Path, target: Path) -> None:
    """What `cp` and `sha256sum` do, with the copy durable as the vault's is."""
    shutil.copyfile(source, target)
    descriptor = os.open(target, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
    sha256_of(source)


def compare(mib: int, turns: int, folder: Path) -> None:
    source, copy, out = (folder / name for name in ("source", "copy", "out"))
    with source.open("wb") as file:
        for _piece in range(mib):
            file.write(os.urandom(CHUNK))
    (folder / "vault").mkdir()
    vault = Vault(folder / "vault", sub_keys(bytes(32), "benchmark"))
    name = ""

    def empty() -> None:
        for path in (copy, out, *vault.folder.iterdir()):
            path.unlink(missing_ok=True)
        os.sync()

    def put() -> None:
        nonlocal name
        with source.open("rb", buffering=0) as file:
            name = vault.put(file).name

    def get() -> None:
        with out.open("wb") as file:
            for chunk in vault.chunks(name):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    bare = seconds(lambda: copied(source, copy), turns, empty)
    into = seconds(put, turns, empty)
    kept = seconds(get, turns, lambda: out.unlink(missing_ok=True))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"{mib} MiB: cp + SHA-256 {bare[0]:.2f} s, {bare[1]:.2f} s of processors")  # noqa: T201
    for title, taken in (("into the vault", into), ("out, verified", kept)):
        ratios = f"{bare[0] / taken[0]:.2f} and {bare[1] / taken[1]:.2f} of the bare speed"
        print(f"  {title}: {taken[0]:.2f} s, {taken[1]:.2f} s, {ratios}")  # noqa: T201
    print(f"  memory grew by {grown / 1024:.0f} MiB")  # noqa: T201


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mib", type=int, default=1024)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        compare(given.mib, given.turns, Path(folder))


if __name__ == "__main__":
    main()
