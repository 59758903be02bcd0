"""What a casebook seals, as a process that speaks one language tells it.

All of it is plain content without a language: two processes that speak two languages tell the same.
"""

import json
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest import mock

from tests.pseudo import BEGINS, Pseudo

from landwaiter import i18n
from landwaiter.canonical import canonical_bytes
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.errors import NotAllowed
from landwaiter.reports.dossier.codec import to_plain
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.services.base.content_forms import in_form, newest_form
from landwaiter.services.cases.case_reads import case_view, load
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.cases.recheck import recheck
from landwaiter.services.deeds.engine import run
from landwaiter.services.flags.evaluation import evaluated, verdict_of
from landwaiter.services.reports import case_frame
from landwaiter.services.reports.dossier.types import REPORT_TYPES
from landwaiter.services.table.sessions import open_casebook
from landwaiter.services.warm.session import Session

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
SHOWN = ("language", "catalogue", "words")
"""What a dossier says of the words that it is printed in."""
LANGUAGES = ("en", "xx")


def speak(language: str) -> None:
    """From now on this process speaks it, as if the system did."""
    spoken = Pseudo() if language == "xx" else i18n.ENGLISH
    mock.patch.object(i18n, "catalogue", return_value=spoken).start()


def told(casebook: Path, user: str, password: str, files: Path) -> dict[str, Any]:
    """Verdicts and dossiers of every case; and one report as it is given out."""
    session = open_casebook(casebook, user=user, password=password, now=lambda: NOW)
    with session.casebook:
        references = sorted(row.reference for row in list_cases(session, limit=500).rows)
        said = {one: dict(_case(session, one)) for one in references}
        made = run(
            session,
            ReportCase(CaseReport.CASE, references[0], pdf=files / "r.pdf", xlsx=files / "r.xlsx"),
        )
        return {"cases": said, "stored": dict(_stored(session)), "made": made.dossier}


def _case(session: Session, reference: str) -> Iterator[tuple[str, Any]]:
    with session.reading() as conn:
        case = load(session, conn, reference, session.registry(conn))
        verdict = verdict_of(evaluated(conn, case, session.references, session.today()))
    yield "verdict", in_form(verdict, newest_form("verdict"))
    again = recheck(session, reference)
    yield "recheck", [again.is_same, again.sha256, again.again_sha256]
    view = case_view(session, reference)
    yield "approval", [view.approved_valid, str(view.why_not_valid)]
    for kind in REPORT_TYPES:
        try:
            yield f"{kind.name} report", _neutral(_composed(session, reference, kind))
        except NotAllowed:
            continue


def _composed(session: Session, reference: str, kind: Any) -> Dossier:
    view, frame = case_frame.read_case(session, reference, kind.name)
    composed: Dossier = kind.compose(view, frame)
    return composed


def _neutral(dossier: Dossier) -> Any:
    """Its content as it is sealed, without what tells of words."""
    plain = to_plain(dossier)
    return {name: value for name, value in plain.items() if name not in SHOWN}


def _stored(session: Session) -> Iterator[tuple[str, Any]]:
    """What is kept of each run of a monitoring programme, as it is given out again."""
    with session.reading() as conn:
        for row in conn.exec_driver_sql("SELECT id, dossier FROM monitor_run ORDER BY id"):
            yield str(row.id), _neutral(Dossier.from_bytes(row.dossier))


_IDENTITY = re.compile(
    "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{16,128}"
)


def sealed(casebook: Session) -> list[Any]:
    """Every entry of the chain with its payload, and every text that was signed.

    Identities, hashes and signatures are those of the one casebook, and stand for themselves.
    """
    with casebook.reading() as conn:
        entries = conn.exec_driver_sql(
            "SELECT entry, content FROM audit_entry JOIN audit_payload USING (seq) ORDER BY seq"
        )
        found = [[row.entry, row.content or ""] for row in entries]
        for table, column in _TEXTS:
            query = f"SELECT {column} FROM {table} ORDER BY rowid"  # noqa: S608  # of the list below
            rows = conn.exec_driver_sql(query)
            found += [[table, _text(row[0])] for row in rows]
    return [json.loads(_IDENTITY.sub("…", json.dumps(one))) for one in found]


_TEXTS = (
    ("decision", "text"),
    ("decision", "statement"),
    ("approval", "statement"),
    ("motion", "text"),
    ("motion", "statement"),
    ("motion_second", "statement"),
    ("dossier", "body"),
)


def _text(data: Any) -> str:
    return data.decode() if isinstance(data, bytes) else str(data)


def leaks(value: Any, place: str = "") -> Iterator[str]:
    """Where words of the pseudo language stand in sealed content, outside of what is shown."""
    if isinstance(value, dict):
        for name, item in value.items():
            if name not in SHOWN:
                yield from leaves_of(name, f"{place}.{name}")
                yield from leaks(item, f"{place}.{name}")
    elif isinstance(value, list):
        for item in value:
            yield from leaks(item, f"{place}[]")
    elif isinstance(value, str) and BEGINS in value:
        inner = opened(value)
        yield from leaves_of(value, place) if inner is None else leaks(inner, place)


def opened(text: str) -> Any:
    """The content of a text that is JSON; None of one that is none."""
    try:
        return json.loads(text) if text[:1] in ("{", "[") else None
    except ValueError:
        return None


def leaves_of(value: Any, place: str) -> Iterator[str]:
    if isinstance(value, str) and BEGINS in value:
        yield f"{place}: {value[:120]}"


def columns_with_words(session: Session) -> Iterator[str]:
    """Columns in which words were kept, but for those that a search and an order need."""
    with session.reading() as conn:
        names = "SELECT name FROM sqlite_master WHERE type = 'table'"
        tables = [str(row[0]) for row in conn.exec_driver_sql(names)]
        for table in tables:
            if table.startswith(("case_search", "text_")):
                continue
            rows = conn.exec_driver_sql(f'SELECT * FROM "{table}"')  # noqa: S608  # as it is called
            heads = list(rows.keys())
            for row in rows:
                for name, value in zip(heads, row, strict=True):
                    if name != "title_sort":
                        yield from leaks(_readable(value), f"{table}.{name}")


def _readable(value: Any) -> Any:
    if not isinstance(value, bytes):
        return value
    for read in (lambda data: zlib.decompress(data).decode(), lambda data: data.decode()):
        try:
            return read(value)
        except (zlib.error, UnicodeDecodeError):
            continue
    return None


def same(one: Any, other: Any) -> bool:
    return canonical_bytes(one) == canonical_bytes(other)


_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2}(?:[T ].*)?)?")
_NAMES = frozenset({"edition", "newer", "version", "said", "listed", "rows", "value", "list"})
"""Places where a text may look like a day and be the name of an edition or what was typed."""


def days_as_figures(value: Any) -> Iterator[str]:
    """Sentences that would say a day to their reader as `2026-04-03`, by id and place."""
    if isinstance(value, dict):
        for place, item in value.get("a", {}).items() if "m" in value else ():
            if isinstance(item, str) and _DAY.fullmatch(item) and place not in _NAMES:
                yield f"{value['m']} ({place}: {item})"
        for item in value.values():
            yield from days_as_figures(item)
    elif isinstance(value, list):
        for item in value:
            yield from days_as_figures(item)
    elif isinstance(value, str) and (inner := opened(value)) is not None:
        yield from days_as_figures(inner)
