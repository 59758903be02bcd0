"""Reports on states: what is stated of one or of two, frozen, numbered and kept."""

from collections.abc import Iterable
from functools import partial

from landwaiter.domain.relations.relation import checked_states
from landwaiter.domain.reports.subject_deeds import REPORT_STATES
from landwaiter.domain.reports.subjects import SubjectReport
from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.services.relations.relations import StatesView, codes_of, read_country, read_pair
from landwaiter.services.reports.kept_dossiers import DossierSubject, keep
from landwaiter.services.reports.paper_readers import ReportReader
from landwaiter.services.reports.states_dossier import states_dossier
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader


def freeze_states(
    session: Session, states: Iterable[str], reader: ReportReader | None = None
) -> Dossier:
    """The dossier of one state or of two as it is now, kept; Invalid for none, or for more."""
    codes = checked_states(states)
    if not 1 <= len(codes) <= 2:
        raise Invalid(
            _("A report on states is one of one state, or of two."),
            field="states",
            value=", ".join(codes),
            remedy=_("Name one code or two: CN, or CN,RU."),
        )
    with session.writing(REPORT_STATES.name) as work:
        view = _view(session, work.conn, codes)
        named = "-".join(codes_of(view))
        about = DossierSubject(
            deed=REPORT_STATES,
            kind=SubjectReport.STATES,
            key=named,
            letter="S",
            said={"states": named},
            reader=reader,
        )
        state = session.casebook.member_state
        return keep(session, work, about, partial(states_dossier, view, member_state=state))


def _view(session: Session, conn: Reader, codes: tuple[str, ...]) -> StatesView:
    if len(codes) == 1:
        return read_country(session, conn, codes[0])
    return read_pair(session, conn, codes)
