"""What a casebook says of its declarations, verdicts and approvals, for a version to compare."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.taking_in import taken_in

from landwaiter.domain.intake.declaration import Declaration
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.services.base.content_forms import identity
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.cases.recheck import recheck
from landwaiter.services.table.sessions import open_casebook
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.records import from_json

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
RAW = """SELECT raw.name, raw.vault_name, EXISTS (
    SELECT 1 FROM declaration AS d WHERE d.raw_file_id = raw.id AND EXISTS (
        SELECT 1 FROM declaration AS newer
        WHERE newer.case_id = d.case_id AND newer.version > d.version)) AS is_old
FROM raw_file AS raw WHERE raw.format IN ('csv', 'cc515c', 'wco') ORDER BY raw.id"""


def told(casebook: Path, user: str, password: str, wanted: Collection[str]) -> dict[str, Any]:
    session = open_casebook(casebook, user=user, password=password, now=lambda: NOW)
    with session.casebook:
        said: dict[str, Any] = {"declarations": dict(declarations(session))}
        if "whole" not in wanted:
            said |= {"cases": dict(cases(session))}
        if "again" in wanted:
            said |= {"again": list(again(session, casebook.parent))}
        return said


def declarations(session: Session) -> Iterator[tuple[str, Any]]:
    """Each version: the hash that is kept, and those of itself, its items and its parties now."""
    query = "SELECT id, content, content_sha256, form FROM declaration ORDER BY id"
    with session.reading() as conn:
        for row in conn.exec_driver_sql(query):
            content = from_json(row.content, Declaration)
            parts = [identity(one) for one in (*content.items, *content.parties)]
            yield row.id, [row.content_sha256, identity(content, row.form), *parts]


def cases(session: Session) -> Iterator[tuple[str, Any]]:
    """Each case: its verdict now and again, why its approval does not count, its stage."""
    for row in list_cases(session, limit=500).rows:
        found, view = recheck(session, row.reference), case_view(session, row.reference)
        verdict = [found.form, found.sha256, found.again_sha256, found.is_same]
        said = [view.approved_valid, view.why_not_valid, view.case.stage.value]
        yield row.reference, {"verdict": verdict, "approval": said}


def again(session: Session, folder: Path) -> Iterator[list[int]]:
    """What each file gives that comes again, as it was and with other bytes of the same meaning."""
    with session.reading() as conn:
        rows = list(conn.exec_driver_sql(RAW))
    for row in rows:
        data = session.casebook.vault.read(row.vault_name)
        # Of a version that was amended since, other bytes are an amendment back to it.
        for other in (data,) if row.is_old else (data, data + b"\n"):
            path = folder / row.name
            path.write_bytes(other)
            (result,) = taken_in(session, TakeIn((path,)))
            assert not result.rejected, result.rejected
            yield [result.read, result.duplicates, result.created, result.updated]
