"""The audit chain as people read it: of one case, or of the whole casebook."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from landwaiter.domain.case import Case
from landwaiter.domain.workflow import BY_NAME
from landwaiter.errors import NotFound
from landwaiter.i18n import _
from landwaiter.services.session import Session
from landwaiter.services.views import HistoryRow, Page
from landwaiter.services.wording import shown_value
from landwaiter.storage import audit
from landwaiter.storage.anchors import known_anchors, read_anchor_file
from landwaiter.storage.cases import case_id_of

_TITLES = {
    "case.opened": "Case created",
    "case.declaration_amended": "Declaration amended",
    "case.correction_attached": "Correction attached",
    "case.invalidation_attached": "Invalidation attached",
    "case.evidence_added": "Evidence added",
    "case.report_made": "Report made",
    "intake.taken_in": "Declarations taken in",
    "pack.imported": "Pack imported",
    "list.imported": "List imported",
    "list.removed": "List removed",
    "user.added": "User added",
    "user.disabled": "User disabled",
    "user.roles_changed": "Roles changed",
    "user.password_changed": "Password changed",
    "user.password_reset": "Password reset",
    "user.key_confirmed": "Key confirmed",
    "office.setting_changed": "Setting changed",
    "casebook.created": "Casebook created",
    "casebook.marked_as_sample": "Casebook marked as sample",
    "casebook.backed_up": "Casebook backed up",
}


def deed_title(deed: str) -> str:
    """A deed as a person reads it; acts on cases take the title of the table of acts."""
    act = BY_NAME.get(deed.removeprefix("case."))
    if act is not None:
        return _(act.title)
    return _(_TITLES[deed]) if deed in _TITLES else deed


def case_history(conn: Any, case: Case, *, limit: int = 200) -> tuple[HistoryRow, ...]:
    """What was done on a case, newest first."""
    rows = audit.entries(conn, object=f"case/{case.id}", limit=limit, newest_first=True)
    return tuple(_row(row) for row in rows)


def audit_page(
    session: Session,
    *,
    after: str | None = None,
    limit: int = 200,
    text: str = "",
) -> Page[HistoryRow]:
    """The whole chain, newest first; `text` is a person, a deed or the reference of a case."""
    before = int(after) if after else None
    with session.reading() as conn:
        rows = audit.entries(
            conn,
            after_seq=before or 0,
            limit=limit + 1,
            newest_first=True,
            **_narrowed(conn, text.strip()),
        )
        total = audit.head(conn).seq
    cursor = str(rows[limit - 1].seq) if len(rows) > limit else None
    return Page(tuple(_row(row) for row in rows[:limit]), cursor, None if text else total)


def _narrowed(conn: Any, text: str) -> dict[str, Any]:
    """The filter that a text means: a deed by its title or name, a case by reference, a person."""
    if not text:
        return {}
    wanted = text.casefold()
    for deed in (*_TITLES, *(f"case.{name}" for name in BY_NAME)):
        if wanted in {deed, deed_title(deed).casefold()}:
            return {"deed": deed}
    try:
        return {"object": f"case/{case_id_of(conn, text)}"}
    except NotFound:
        return {"actor": text}


def _row(row: audit.AuditRow) -> HistoryRow:
    facts = _facts(row.payload)
    return HistoryRow(
        seq=row.seq,
        at=row.at,
        actor=row.actor,
        deed=deed_title(row.deed),
        object=str((facts or {}).get("reference") or row.object),
        text=_told(facts),
    )


def _facts(payload: str | None) -> Mapping[str, Any] | None:
    """What an entry says; None once it was erased."""
    facts: Mapping[str, Any] | None = json.loads(payload) if payload is not None else None
    return facts


_SAID = (
    "item",
    "letter",
    "stage",
    "status",
    "outcome",
    "judgement",
    "state",
    "rule",
    "code",
    "field",
    "value",
    "to",
    "due",
    "reply",
    "version",
    "basis",
    "reason",
    "question",
    "answer",
    "text",
    "assignee",
    "file",
    "changes",
    "edition",
    "name",
    "roles",
    "title",
)


_WORDS = frozenset({"stage", "status", "outcome", "judgement", "state", "reply", "field"})
"""Facts whose values are words of the program, shown with blanks."""


def _told(facts: Mapping[str, Any] | None) -> str:
    """The new facts of an entry in one line; an erased payload says so."""
    if facts is None:
        return _("The content was erased under four eyes.")
    return "; ".join(f"{name}: {_shown(name, facts[name])}" for name in _SAID if facts.get(name))


def _shown(name: str, value: Any) -> str:
    if isinstance(value, list) and len(value) == 2 and not isinstance(value[0], dict):
        text = f"{value[0] if value[0] is not None else '–'} → {value[1]}"
    elif isinstance(value, list):
        text = shown_value(value[:5]) + (" …" if len(value) > 5 else "")
    else:
        text = shown_value(value)
    return text.replace("_", " ").replace("-", " ") if name in _WORDS else text


def verify_chain(session: Session, anchor_files: Iterable[Path] = ()) -> audit.AuditReport:
    """Every change up to the last anchor is found; later entries are counted as not anchored.

    Beside the anchors that the casebook remembers (reports, backups), those kept in files count.
    """
    outside = [read_anchor_file(path) for path in anchor_files]
    with session.reading() as conn:
        anchors = (*known_anchors(conn), *outside)
        return audit.verify(conn, anchors, casebook_id=session.casebook.id)


def export_chain(session: Session) -> Iterator[str]:
    """The chain as JSON Lines: stored entry, its hash, and its payload with salt."""
    with session.reading() as conn:
        after = 0
        while rows := audit.entries(conn, after_seq=after, limit=1_000):
            for row in rows:
                yield json.dumps({"entry": row.entry, "payload": row.payload}, ensure_ascii=False)
            after = rows[-1].seq
