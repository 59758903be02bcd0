"""Dossiers that are about no case: what surrounds them, and how they are numbered and kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from landwaiter.i18n import spoken
from landwaiter.reports.dossier.dossier import ChainHead, Dossier
from landwaiter.reports.dossier.shown import with_words
from landwaiter.services.casebook.casebooks import SAMPLE
from landwaiter.services.hits.confidential_lists import withheld
from landwaiter.services.reports.dossier.compose import Frame
from landwaiter.services.reports.dossier.decision import SigningContext
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.anchors import add_anchor
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.settings import settings_with


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierPlace:
    """Where a dossier is kept, and what the audit chain says of it."""

    table: str
    row: Mapping[str, Any]
    """Whom it is about and its number among those."""
    suffix: str
    """Ends its identity after the office: `E-…-D3`."""
    entry: str
    place: str
    """`entity/…`: what the audit entry is about."""
    changed: str
    said: Mapping[str, Any]


def keep(
    session: Session,
    work: UnitOfWork,
    place: DossierPlace,
    compose: Callable[[Frame, ChainHead], Dossier],
) -> Dossier:
    """Composed, stored with its hash in the audit chain, and the head it prints made an anchor."""
    wording = settings_with(work.conn, "report.")
    office, head = session.casebook.office_code, work.head
    frame = Frame(
        id=f"{office}-{place.suffix}",
        office=wording.get("office", office),
        marking=wording.get("marking", "LIMITE"),
        caveat=wording.get("caveat", ""),
        distribution=wording.get("distribution", ""),
        sample=settings_with(work.conn, SAMPLE).get("") == "true",
        made_at=session.now(),
        editions=(),
        signing=SigningContext(session.registry(work.conn)),
    )
    composed = compose(frame, ChainHead(head.seq, head.sha256))
    dossier = with_words(withheld(work.conn, composed), spoken())
    kept = {"body": dossier.canonical(), "sha256": dossier.sha256()}
    who = {"author": work.actor, "at": work.now}
    records.add(work.conn, place.table, id=work.new_id(), **place.row, **kept, **who)
    # The head printed on each page is now known outside: later changes before it show.
    add_anchor(work, session.casebook.id, head, kind="report", note=dossier.id)
    about = {"dossier": dossier.id, "sha256": dossier.sha256()}
    work.audit(place.entry, place.place, {**place.said, **about})
    work.changed("reports", place.changed)
    return dossier
