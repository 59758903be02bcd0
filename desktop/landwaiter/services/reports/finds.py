"""Finds of sources in confidence: shown before a report is issued, and judged by a person."""

from landwaiter.domain.reports.deeds import JUDGE_FIND, CaseReport, JudgeFind
from landwaiter.domain.reports.finds import SHORTEST_ID, SourceFind
from landwaiter.domain.reports.profiles import Profile
from landwaiter.errors import NotFound
from landwaiter.i18n import _
from landwaiter.services.deeds.handler import Result, Tell
from landwaiter.services.reports.dossier.types import report_type
from landwaiter.services.reports.paper_readers import ReportReader
from landwaiter.services.reports.reporting import finds_in_report
from landwaiter.services.warm.session import Session
from landwaiter.storage.base import records


def finds_known(
    session: Session, reference: str, kind: CaseReport, reader: Profile
) -> tuple[SourceFind, ...]:
    """Where a report of now would name a source in confidence, and what was said of each; each
    text once, what nobody has judged first."""
    found = _finds(session, reference, kind, reader)[1]
    each: dict[str, SourceFind] = {}
    for one in found:
        each.setdefault(one.digest, one)
    return tuple(sorted(each.values(), key=lambda one: one.outcome is not None))


def _finds(
    session: Session, reference: str, kind: CaseReport, reader: Profile
) -> tuple[str, tuple[SourceFind, ...]]:
    one = report_type(kind.value)
    return finds_in_report(
        session,
        reference,
        compose=one.compose,
        report_type=one.name,
        reader=ReportReader(reader),
    )


def judge_find(session: Session, said: JudgeFind, _tell: Tell) -> Result:
    """Kept for the very text that the find stands in; NotFound where no find has this name.

    The audit entry tells neither the text nor the words in it.
    """
    case_id, found = _finds(session, said.reference, said.kind, said.reader)
    wanted = said.find.strip().lower()
    one = next(
        (o for o in found if len(wanted) >= SHORTEST_ID and o.digest.startswith(wanted)), None
    )
    if one is None:
        raise NotFound(
            _("The report has no such find."),
            field="find",
            value=said.find,
            remedy=_("List them: landwaiter report finds {reference}.").format(
                reference=said.reference
            ),
        )
    with session.writing(JUDGE_FIND.name) as work:
        records.add(
            work.conn,
            "find_judgement",
            id=work.new_id(),
            case_id=case_id,
            digest=one.digest,
            outcome=said.outcome.value,
            reason=said.reason.strip(),
            author=work.actor,
            at=work.now,
        )
        work.audit(
            JUDGE_FIND.entry,
            f"case/{case_id}/find/{one.id}",
            {
                "reference": said.reference,
                "find": one.id,
                "outcome": said.outcome.value,
                "place": one.place,
            },
        )
        work.changed("reports", case_id)
    return Result(work.changes, made=one.id)
