"""A process that writes deeds into the sample casebook until it is killed."""

import io
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from tests.faults.killing import READY
from tests.storage import sample


def main(folder: str) -> None:
    """Each deed: a file into the vault, two rows of one setting, an audit entry."""
    with sample.opened(Path(folder)) as casebook:
        print(READY, flush=True)  # noqa: T201  # the parent reads it
        for number in count():
            now = datetime.now(UTC)
            stored = casebook.vault.put(io.BytesIO(f"{now} {number}".encode() * 1000))
            with casebook.write("note", now=now) as work:
                for half in ("first", "second"):
                    work.conn.exec_driver_sql(
                        "INSERT INTO office_setting VALUES (?, ?, 'writer', 'now')",
                        (f"{stored.name}/{half}", stored.name),
                    )
                head = work.audit("case.noted", f"case/{stored.name}", {"file": stored.name})
            print(head.seq, head.sha256, stored.name, flush=True)  # noqa: T201
