"""Background made a ground of a case, quoted as it stands; and withdrawn.

Another kind of background is a word of `GroundKind` and a row of `QUOTES`.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from landwaiter.domain.cases import deeds_on_findings as deeds
from landwaiter.domain.cases.deeds_on_findings import MakeGround, WithdrawGround
from landwaiter.domain.cases.ground import TOPICS, GroundKind, Quotation, standing_grounds
from landwaiter.errors import NotAllowed, NotFound
from landwaiter.i18n import _
from landwaiter.services.deeds.case_handler import CaseDoing, CaseHandler, Payload
from landwaiter.services.incidents.incident_page import quoted_incident
from landwaiter.services.relations.relations import quoted_relation, quoted_share
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader

QUOTES: Final[Mapping[GroundKind, Callable[[Reader, str], Quotation]]] = {
    GroundKind.RELATION: quoted_relation,
    GroundKind.SHARE: quoted_share,
    GroundKind.INCIDENT: quoted_incident,
}
"""What says a statement of each kind as it stands; refuses one that is not there, or ended."""


def make_ground(doing: CaseDoing[MakeGround]) -> Payload:
    said = doing.said
    quotation = QUOTES[said.what](doing.work.conn, said.statement)
    standing = standing_grounds(doing.case.grounds)
    if any(one.statement_id == quotation.statement_id for one in standing):
        raise NotAllowed(
            _("This is a ground of the case already."),
            field="statement",
            value=said.statement,
            remedy=_("Withdraw it first, if it is to be quoted anew."),
        )
    row = {
        "kind": said.what,
        "statement_id": quotation.statement_id,
        "title": quotation.title,
        "quoted": quotation.quoted,
        "certainty": quotation.certainty,
        "source": quotation.source,
        "grade": quotation.grade,
        "reason": said.reason.strip(),
    }
    doing.work.changed(TOPICS[said.what], quotation.statement_id)
    return {"ground": _add(doing, row), **row}


def _add(doing: CaseDoing[Any], row: Mapping[str, Any]) -> str:
    row_id = doing.work.new_id()
    about = {"id": row_id, "case_id": doing.case.id, "author": doing.actor.name}
    records.add(doing.work.conn, "case_ground", **about, **row, at=doing.work.now)
    return row_id


def withdraw_ground(doing: CaseDoing[WithdrawGround]) -> Payload:
    said = doing.said
    standing = {one.id: one for one in standing_grounds(doing.case.grounds)}
    if said.ground not in standing:
        raise NotFound(
            _("The case has no such ground."),
            field="ground",
            value=said.ground,
            remedy=_("It has {grounds}.").format(grounds=", ".join(standing)),
        )
    why = said.reason.strip()
    records.add(
        doing.work.conn,
        "case_ground_end",
        ground_id=said.ground,
        reason=why,
        author=doing.actor.name,
        at=doing.work.now,
    )
    one = standing[said.ground]
    doing.work.changed(TOPICS[one.kind], one.statement_id)
    return {"ground": said.ground, "quoted": one.quoted, "reason": why}


HANDLERS = (
    CaseHandler(deeds.MAKE_GROUND, make_ground),
    CaseHandler(deeds.WITHDRAW_GROUND, withdraw_ground),
)
