"""A process that takes declarations in and reviews them until it is killed.

Forked from a warm server, so that fifty of them fit into a test. Passwords were stretched by the
parent, who gives the result.
"""

from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from uuid import uuid4

from tests.services.office import ANALYST, REASON, REVIEWER, Office, declared, write_csv

from landwaiter.services.evidence import add_evidence
from landwaiter.services.intake import take_in
from landwaiter.storage import keys
from landwaiter.storage.audit import head

Told = tuple[str, str, int, str]
"""Deed, reference, number and hash of the audit head after it."""
Stretched = dict[tuple[object, ...], bytes]


def work(folder: Path, known: Stretched, tell: Connection) -> None:
    """Tells `ready`, then each deed after its commit, for ever."""
    keys._stretched = lambda *given: known[given]
    office = Office(folder)
    analyst = office.session(ANALYST)
    office.session(REVIEWER)
    office.view()
    tell.send("ready")

    def done(deed: str, reference: str) -> None:
        with analyst.reading() as conn:
            last = head(conn)
        tell.send((deed, reference, last.seq, last.sha256))

    for _ in count():
        name = uuid4().hex
        rows = [declared(lrn=f"{name}-{number}") for number in range(3)]
        path = write_csv(folder.parent / f"{name}.csv", rows)
        (result,) = take_in(analyst, [path])
        for reference in result.cases:
            done("intake", reference)
        reference = result.cases[0]
        office.act(ANALYST, "assess", reference=reference)
        done("assess", reference)
        office.act(ANALYST, "hold", reference=reference, item=1)
        done("hold", reference)
        add_evidence(analyst, reference, path)
        done("evidence", reference)
        office.act(ANALYST, "propose", reference=reference, outcome="hold-and-refer", reason=REASON)
        done("propose", reference)
        office.act(REVIEWER, "approve", reference=reference)
        done("approve", reference)
