"""Views of sensitive entities: who is sensitive, and that somebody looked, in the audit chain.

One entry for each person, entity, case and day: enough to say who saw whom, and no flood.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from landwaiter.canonical import canonical_bytes
from landwaiter.errors import NotFound
from landwaiter.i18n import _
from landwaiter.services.audit.audit_history import AuditFilter
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.settings import settings_with
from landwaiter.storage.cases.case_rows import case_id_of, reference_of
from landwaiter.storage.entities import sensitivity
from landwaiter.storage.entities.entity_rows import by_id_or_name
from landwaiter.storage.entities.entity_statements import kinds_of, merges_of
from landwaiter.storage.entities.sensitivity import VIEWED

PREFIX = "sensitive."
PERSONS, LISTED = f"{PREFIX}persons", f"{PREFIX}listed"
"""Settings, true unless set to false: natural persons, and who is the same as a listing."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody whose view is recorded, and why."""

    object: str
    name: str
    why: str


def note_case_opened(session: Session, reference: str, *, through: str) -> int:
    """Record that the person looks at the sensitive entities of a case; how many entries."""
    with session.reading() as conn:
        case_id = case_id_of(conn, reference)
    return note_cases_seen(session, (case_id,), through=through)


def note_cases_seen(session: Session, case_ids: Collection[str], *, through: str) -> int:
    """The same of several cases that are seen at once."""
    with session.reading() as conn:
        seen = [
            (subject, {"reference": reference_of(conn, case_id), "through": through})
            for case_id in sorted(sensitivity.cases_with_somebody(conn, case_ids))
            for subject in _new(session, conn, _sensitive_in(conn, case_id))
        ]
    return _note(session, seen)


def note_entity_opened(session: Session, entity: str, *, through: str) -> int:
    """Record that the person looks at an entity, where it is sensitive; how many entries."""
    with session.reading() as conn:
        entity_id, name = _named(conn, entity)
        why = whys(conn, [entity_id]).get(entity_id, "")
        subject = Subject(f"entity/{entity_id}", name, why)
        subjects = tuple(_new(session, conn, (subject,) if why else ()))
    return _note(session, [(one, {"through": through}) for one in subjects])


def note_audit_read(session: Session, wanted: AuditFilter | None = None) -> bool:
    """Record that the person reads the audit trail: once a day for each filter."""
    payload = {"filter": (wanted or AuditFilter()).stated()}
    with session.reading() as conn:
        if sensitivity.was_noted(
            conn,
            "audit.read",
            "audit",
            actor=session.casebook.user.name,
            since=session.midnight(),
            payload=canonical_bytes(payload).decode(),
        ):
            return False
    with session.writing("read_audit") as work:
        work.audit("audit.read", "audit", payload)
    return True


def _named(conn: Reader, entity: str) -> tuple[str, str]:
    found = by_id_or_name(conn, entity)
    if found is None:
        raise NotFound(
            _("There is no such entity."),
            field="entity",
            value=entity,
            remedy=_("List the entities to see their names."),
        )
    return found


def _sensitive_in(conn: Reader, case_id: str) -> Iterator[Subject]:
    """The case's sensitive entities, and parties without one that are listed."""
    names = sensitivity.linked_entities(conn, case_id)
    for entity_id, why in whys(conn, tuple(names)).items():
        yield Subject(f"case/{case_id}/entity/{entity_id}", names[entity_id], why)
    if _counts(conn, LISTED):
        for party_id, name in sensitivity.listed_parties(conn, case_id).items():
            yield Subject(f"case/{case_id}/party/{party_id}", name, _("listed"))


def whys(conn: Reader, entity_ids: Sequence[str]) -> Mapping[str, str]:
    """Entity → why it is sensitive; what the office marked goes before what follows by itself.

    An entity is as sensitive as every one that it stands for.
    """
    if not entity_ids:
        return {}
    merges = merges_of(conn)
    groups = {one: merges.group(one) for one in entity_ids}
    found = _whys(conn, tuple(dict.fromkeys(m for group in groups.values() for m in group)))
    return {
        one: next(found[member] for member in group if member in found)
        for one, group in groups.items()
        if any(member in found for member in group)
    }


def _whys(conn: Reader, entity_ids: Sequence[str]) -> Mapping[str, str]:
    """The same of each entity alone."""
    marks, kinds = sensitivity.marks_of(conn, entity_ids), kinds_of(conn, entity_ids)
    persons = _counts(conn, PERSONS)
    listed = sensitivity.listed_among(conn, entity_ids) if _counts(conn, LISTED) else frozenset()
    found = {}
    for entity_id in entity_ids:
        if entity_id in marks:
            why = _("marked by the office") if marks[entity_id] else ""
        elif persons and kinds.get(entity_id) == "person":
            why = _("a person")
        else:
            why = _("listed") if entity_id in listed else ""
        if why:
            found[entity_id] = why
    return found


def _counts(conn: Reader, key: str) -> bool:
    return settings_with(conn, PREFIX).get(key.removeprefix(PREFIX), "true") != "false"


def _new(session: Session, conn: Reader, subjects: Any) -> Iterator[Subject]:
    """Those that the person has not been recorded with today."""
    actor, since = session.casebook.user.name, session.midnight()
    for subject in subjects:
        if not sensitivity.was_noted(conn, VIEWED, subject.object, actor=actor, since=since):
            yield subject


def _note(session: Session, seen: Sequence[tuple[Subject, Mapping[str, str]]]) -> int:
    """Subjects, each with what the entry says beside it."""
    if seen:
        with session.writing("note_view") as work:
            for subject, beside in seen:
                told = {"name": subject.name, "basis": subject.why, **beside}
                work.audit(VIEWED, subject.object, told)
            work.changed("audit")
    return len(seen)
