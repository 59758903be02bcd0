"""Prints for docs/evidence.md how many canaries each kind of document has, and how many leak:
`python -m tests.services.reports.leaks.counting`."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.services.reports.leaks.papers import PAPERS
from tests.services.reports.leaks.tale import Tale, told_everything


def counted(tale: Tale, folder: Path, kind: str) -> str:
    """One line of the table: heard in the first of its files, in those of every reader, leaked."""
    paper, heard, leaked = PAPERS[kind], [], 0
    for reader in paper.readers:
        place = folder / f"{kind}-{reader}"
        place.mkdir()
        found = paper.heard(tale, reader, place)
        heard.append(frozenset().union(*found.values()))
        leaked += len(paper.leaks(tale, reader, found))
    readers = len(paper.readers)
    return f"| {kind} | {readers} | {len(heard[0])} | {min(map(len, heard))} | {leaked} |"


def main() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        tale = told_everything(folder)
        said = f"{len(tale.aviary.content)} canaries in {len(tale.sung)} fields of deeds\n"
        sys.stdout.write(said)
        for kind in PAPERS:
            sys.stdout.write(counted(tale, folder, kind) + "\n")
        tale.office.close()


if __name__ == "__main__":
    main()
