"""Reports on an entity: its dossier frozen, numbered and kept with its hash in the audit chain."""

from functools import partial

from landwaiter.domain.reports.deeds import REPORT_ENTITY
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.services.entities.entity_page import read_entity
from landwaiter.services.reports.dossier.entity import entity_dossier
from landwaiter.services.reports.kept_dossiers import DossierPlace, keep
from landwaiter.services.warm.session import Session
from landwaiter.storage.reports import dossiers


def freeze_entity(session: Session, entity: str) -> Dossier:
    """The dossier of an entity as it is now, kept; NotFound where there is no such entity."""
    with session.writing(REPORT_ENTITY.name) as work:
        view = read_entity(session, work.conn, entity)
        number = dossiers.entity_dossier_count(work.conn, view.id) + 1
        place = DossierPlace(
            table="entity_dossier",
            row={"entity_id": view.id, "no": number},
            suffix=f"E-{view.id[-12:]}-D{number}",
            entry=REPORT_ENTITY.entry,
            place=f"entity/{view.id}",
            changed=view.id,
            said={"name": view.name},
        )
        state = session.casebook.member_state
        return keep(session, work, place, partial(entity_dossier, view, member_state=state))
