"""The audit chain held against everything outside that vouches for it."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection

from landwaiter.storage.anchors import known_anchors
from landwaiter.storage.audit import Anchor, AuditReport, verify
from landwaiter.storage.erasures import erasure_faults
from landwaiter.storage.statements import load_registry
from landwaiter.storage.timestamps import TimeStamp, kept_stamps


def verify_all(
    connection: Connection,
    outside: Iterable[Anchor] = (),
    *,
    casebook_id: str,
    full: bool = False,
) -> AuditReport:
    """The chain against the anchors that the casebook remembers, its time-stamps, and `outside`.

    A time-stamp that no longer verifies is a finding too, and so is a payload that is gone without
    two persons who wanted that. `full` verifies every seal, else the last one of each key.
    """
    stamps = tuple(kept_stamps(connection))
    anchors = (
        *known_anchors(connection),
        *(stamp.as_anchor() for stamp in stamps if isinstance(stamp, TimeStamp)),
        *outside,
    )
    report = verify(connection, anchors, casebook_id=casebook_id, full=full)
    unsound = (stamp for stamp in stamps if isinstance(stamp, str))
    erased = erasure_faults(connection, load_registry(connection), report.gone)
    return replace(report, findings=(*report.findings, *unsound, *erased))
