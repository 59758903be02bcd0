"""The audit chain as people read it: of one case, or of the whole casebook."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from landwaiter.domain.cases.case import Case
from landwaiter.domain.entities.entity_merges import traces_of
from landwaiter.domain.table.deeds import TITLES
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _
from landwaiter.services.audit.audit_half import FEWEST, verified_beside
from landwaiter.services.audit.deed_sentence import DeedSentence, said, sentence_of
from landwaiter.services.audit.deed_titles import deed_title
from landwaiter.services.audit.entry_places import ChainNames, EntryWords, entry_of
from landwaiter.services.audit.sentences_of_office import OF_OFFICE
from landwaiter.services.audit.sentences_on_cases import ON_CASES, VIEWS
from landwaiter.services.base.own_process import processors
from landwaiter.services.base.page import Page
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import chain
from landwaiter.storage.audit.anchors import read_anchor_file
from landwaiter.storage.audit.exported_entries import Proofs
from landwaiter.storage.audit.object_names import reference_named
from landwaiter.storage.audit.verification import AuditReport
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases.case_rows import case_id_of
from landwaiter.storage.deeds.proof import verify_all
from landwaiter.storage.entities.entity_rows import by_id_or_name
from landwaiter.storage.entities.entity_statements import merges_of, merges_taken_back

SENTENCES: Mapping[str, DeedSentence] = {**ON_CASES, **OF_OFFICE}
"""Name in the audit chain → its sentence."""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One entry of the audit chain as shown."""

    seq: int
    at: datetime
    actor: str
    deed: str
    """Its title."""
    object: str
    """What it was done to, by the name that people have for it."""
    text: str
    """What was done, as a sentence without who did it."""
    name: str = ""
    """Of the deed, in the chain."""
    path: str = ""
    """Of its object, in the chain."""
    entry: str = ""
    """As it is stored and hashed."""
    payload: str | None = None
    """The same of what it says; None once that was erased."""

    @property
    def is_view(self) -> bool:
        """Somebody looked, or took a copy, and nothing was changed."""
        return self.name in VIEWS

    @property
    def sentence(self) -> str:
        """The whole of it: who, and what."""
        return _("{who} – {told}").format(who=self.actor, told=self.text)

    @property
    def stored(self) -> str:
        """The entry as the chain holds it, and what it says, each member on a line of its own."""
        parts = [part for part in (self.entry, self.payload) if part]
        return "\n".join(
            json.dumps(json.loads(part), indent=2, ensure_ascii=False) for part in parts
        )


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which entries: all that are stated must fit. Days are those of the office, both included."""

    case: str = ""
    """The reference of a case; finds what lies under the case too."""
    person: str = ""
    deed: str = ""
    """Name or title of a deed, such as case.approve or “Approve and sign”."""
    entity: str = ""
    """Name or identity of an entity: what was done to it and to those that are one with it."""
    first: date | None = None
    last: date | None = None

    def stated(self) -> Mapping[str, str]:
        """What was asked for, by name; empty when it is the whole chain."""
        asked = {**asdict(self), "first": self.first or "", "last": self.last or ""}
        return {name: str(value) for name, value in asked.items() if value}


def case_history(conn: Reader, case: Case, *, limit: int | None = 200) -> tuple[HistoryRow, ...]:
    """What was done on a case, newest first; without a limit all of it."""
    rows = chain.entries(conn, object=f"case/{case.id}", limit=limit, newest_first=True)
    names = ChainNames(conn, case.member_state)
    return tuple(history_row(row, names) for row in rows)


def audit_page(
    session: Session,
    *,
    after: str | None = None,
    limit: int = 200,
    text: str = "",
    wanted: AuditFilter | None = None,
) -> Page[HistoryRow]:
    """The chain, newest first; `text` is a person, a deed or the reference of a case."""
    chosen = wanted or AuditFilter()
    with session.reading() as conn:
        narrowed = {**_narrowed(conn, text.strip()), **conditions(session, conn, chosen)}
        rows = chain.entries(
            conn, after_seq=int(after or 0), limit=limit + 1, newest_first=True, **narrowed
        )
        total = chain.head(conn).seq
        names = ChainNames(conn, session.casebook.member_state)
        shown = tuple(history_row(row, names) for row in rows[:limit])
    cursor = str(rows[limit - 1].seq) if len(rows) > limit else None
    return Page(shown, cursor, None if narrowed else total)


def _narrowed(conn: Reader, text: str) -> dict[str, Any]:
    """The filter that a text means: a deed by its title or name, a case by reference, a person."""
    if not text:
        return {}
    deed = _deed_named(text)
    if deed is not None:
        return {"deed": deed}
    try:
        return {"object": f"case/{case_id_of(conn, text)}"}
    except NotFound:
        return {"actor": text}


def deed_choices() -> tuple[tuple[str, str], ...]:
    """Every deed as name and title, by title: what a filter offers."""
    return tuple(sorted(((name, deed_title(name)) for name in TITLES), key=lambda one: one[1]))


def _deed_named(text: str) -> str | None:
    wanted = text.casefold()
    for deed in TITLES:
        if wanted in {deed, deed_title(deed).casefold()}:
            return deed
    return None


def conditions(session: Session, conn: Reader, wanted: AuditFilter) -> dict[str, Any]:
    """A filter as storage takes it; NotFound for a case or an entity that is not there."""
    found: dict[str, Any] = {}
    if wanted.case:
        found["object"] = f"case/{case_id_of(conn, wanted.case)}"
    if wanted.entity:
        entity = by_id_or_name(conn, wanted.entity)
        if entity is None:
            raise NotFound(_("There is no such entity."), field="entity", value=wanted.entity)
        found["entity"] = traces_of(entity[0], merges_of(conn), merges_taken_back(conn))
    if wanted.person:
        found["actor"] = chain.known_actor(conn, wanted.person)
    if wanted.deed:
        found["deed"] = _deed_named(wanted.deed) or wanted.deed
    if wanted.first and wanted.last and wanted.first > wanted.last:
        raise Invalid(
            _("The first day lies after the last."), field="from", value=wanted.first.isoformat()
        )
    if wanted.first:
        found["since"] = session.midnight(wanted.first)
    if wanted.last:
        found["before"] = session.midnight(wanted.last + timedelta(days=1))
    return found


def history_row(row: chain.AuditRow, names: ChainNames) -> HistoryRow:
    """An entry of the chain as a person reads it."""
    entry, title = entry_of(row, names), deed_title(row.deed)
    return HistoryRow(
        seq=row.seq,
        at=row.at,
        actor=row.actor,
        deed=title,
        object=_object(row, entry, names),
        text=_told(row.deed, entry, title),
        name=row.deed,
        path=row.object,
        entry=row.entry,
        payload=row.payload,
    )


def _told(deed: str, entry: EntryWords | None, title: str) -> str:
    if entry is None:
        return _("{deed}: the content of this entry was erased under four eyes.").format(deed=title)
    return sentence_of(SENTENCES.get(deed) or said(), entry, title)


def _object(row: chain.AuditRow, entry: EntryWords | None, names: ChainNames) -> str:
    """What it was done to, by its name; empty where nobody gave it one."""
    if entry is not None and (reference := entry.facts.get("reference")):
        return str(reference)
    if case := chain.case_of(row.object):
        return reference_named(names.conn, case)
    return next(filter(None, map(entry.place, _CALLED)), "") if entry is not None else ""


_CALLED = ("name", "list_title", "pack_title", "setting", "account", "title")
"""Facts and places that name what an entry is about, beside its case."""


def verify_chain(
    session: Session, anchor_files: Iterable[Path] = (), *, full: bool = False
) -> AuditReport:
    """Every change up to the last anchor is found; later entries are counted as not anchored.

    Beside the anchors that the casebook remembers (reports, backups, time-stamps), those kept in
    files count. `full` verifies the signature of every seal, else of the last one of each key.
    Half of a long chain is verified by another process.
    """
    outside = [read_anchor_file(path) for path in anchor_files]
    with session.reading() as conn:
        is_long = chain.head(conn).seq >= FEWEST and processors() > 1
        beside = partial(verified_beside, session.casebook, full=full) if is_long else None
        return verify_all(conn, outside, casebook_id=session.casebook.id, full=full, beside=beside)


def exported(
    session: Session, narrowed: Mapping[str, Any], extract: Mapping[str, Any]
) -> Iterator[str]:
    """The chain as JSON Lines, which is a deed first: `docs/verify_audit.py` reads them.

    Each line holds the stored entry, its hash, its payload with the salt, the seal that ends with
    it, and what was signed where the entry names it. With a filter each line also says that it
    belongs to an extract, of what, and at which head of the chain.
    """
    with session.reading() as conn:
        after, proofs = 0, Proofs(conn)
        while rows := chain.entries(conn, after_seq=after, limit=1_000, **narrowed):
            for row in rows:
                line = {
                    "entry": row.entry,
                    "sha256": row.sha256,
                    "payload": row.payload,
                    "salt": row.salt.hex() if row.salt is not None else None,
                    "seal": proofs.seal_at(row.seq),
                    "signed": proofs.signed_as(row.object),
                    **extract,
                }
                yield json.dumps(line, ensure_ascii=False)
            after = rows[-1].seq
