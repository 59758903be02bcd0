"""Reports on an entity: its dossier frozen, numbered and kept with its hash in the audit chain."""

from landwaiter.domain.reports.deeds import REPORT_ENTITY
from landwaiter.i18n import spoken
from landwaiter.reports.dossier.dossier import ChainHead, Dossier
from landwaiter.reports.dossier.shown import with_words
from landwaiter.services.casebook.casebooks import SAMPLE
from landwaiter.services.entities.entity_page import read_entity
from landwaiter.services.hits.confidential_lists import withheld
from landwaiter.services.reports.dossier.compose import Frame
from landwaiter.services.reports.dossier.decision import SigningContext
from landwaiter.services.reports.dossier.entity import entity_dossier
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.anchors import add_anchor
from landwaiter.storage.base import records
from landwaiter.storage.base.settings import settings_with
from landwaiter.storage.reports import dossiers


def freeze_entity(session: Session, entity: str) -> Dossier:
    """The dossier of an entity as it is now, kept; NotFound where there is no such entity."""
    with session.writing(REPORT_ENTITY.name) as work:
        view = read_entity(session, work.conn, entity)
        wording = settings_with(work.conn, "report.")
        sample = settings_with(work.conn, SAMPLE).get("") == "true"
        number = dossiers.entity_dossier_count(work.conn, view.id) + 1
        office = session.casebook.office_code
        head = work.head
        dossier = entity_dossier(
            view,
            Frame(
                id=f"{office}-E-{view.id[-12:]}-D{number}",
                office=wording.get("office", office),
                marking=wording.get("marking", "LIMITE"),
                caveat=wording.get("caveat", ""),
                distribution=wording.get("distribution", ""),
                sample=sample,
                made_at=session.now(),
                editions=(),
                signing=SigningContext(session.registry(work.conn)),
            ),
            ChainHead(head.seq, head.sha256),
            member_state=session.casebook.member_state,
        )
        dossier = with_words(withheld(work.conn, dossier), spoken())
        records.add(
            work.conn,
            "entity_dossier",
            id=work.new_id(),
            entity_id=view.id,
            no=number,
            body=dossier.canonical(),
            sha256=dossier.sha256(),
            author=work.actor,
            at=work.now,
        )
        # The head printed on each page is now known outside: later changes before it show.
        add_anchor(work, session.casebook.id, head, kind="report", note=dossier.id)
        work.audit(
            REPORT_ENTITY.entry,
            f"entity/{view.id}",
            {"name": view.name, "dossier": dossier.id, "sha256": dossier.sha256()},
        )
        work.changed("reports", view.id)
    return dossier
