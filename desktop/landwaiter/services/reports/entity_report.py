"""Reports on an entity: its dossier frozen, numbered and kept with its hash in the audit chain."""

from functools import partial

from landwaiter.domain.reports.subject_deeds import REPORT_ENTITY
from landwaiter.domain.reports.subjects import SubjectReport
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.services.entities.entity_page import read_entity
from landwaiter.services.reports.dossier.entity import entity_dossier
from landwaiter.services.reports.kept_dossiers import DossierSubject, keep
from landwaiter.services.reports.paper_readers import ReportReader
from landwaiter.services.warm.session import Session


def freeze_entity(session: Session, entity: str, reader: ReportReader | None = None) -> Dossier:
    """The dossier of an entity as it is now, kept; NotFound where there is no such entity."""
    with session.writing(REPORT_ENTITY.name) as work:
        view = read_entity(session, work.conn, entity)
        about = DossierSubject(
            deed=REPORT_ENTITY,
            kind=SubjectReport.ENTITY,
            key=view.id,
            letter="E",
            shown=view.id[-12:],
            said={"name": view.name},
            reader=reader,
        )
        state = session.casebook.member_state
        return keep(session, work, about, partial(entity_dossier, view, member_state=state))
