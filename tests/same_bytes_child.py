"""Judges every case of a casebook again and as of two days; prints the JSON as the program does.

The lines for a person are in the language of the surrounding.

`CASEBOOK USER PASSWORD`, run as a process of its own in another surrounding.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.output import print_json
from landwaiter.cli.cases.case_commands import recheck
from landwaiter.cli.flags.flag_commands import flags
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.table.sessions import open_casebook

NOW = datetime(2026, 11, 26, 23, 30, tzinfo=UTC)
"""In half of the zones it is the next day."""
DAYS = ("2025-12-01", "2026-11-01")


def show(answer: CommandAnswer) -> None:
    print_json(answer.data)


def main(casebook: Path, user: str, password: str) -> None:
    session = open_casebook(casebook, user=user, password=password, now=lambda: NOW)
    call: Any = SimpleNamespace(session=lambda: session, screening_session=lambda: session)
    with session.casebook:
        for reference in sorted(row.reference for row in list_cases(session, limit=500).rows):
            show(recheck(call, reference))
            for day in DAYS:
                show(flags(call, reference, as_of=day))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
