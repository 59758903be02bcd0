"""What follows elsewhere when a judgement that was taken over no longer stands."""

from typing import Any

from landwaiter.domain.lists.listing import Judgement
from landwaiter.i18n import _
from landwaiter.services.cases.judging import take_over
from landwaiter.services.cases.refresh import SETTLED, refresh
from landwaiter.services.deeds.case_handler import CaseDoing
from landwaiter.storage.base import records
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.hits import judgements


def follow_elsewhere(doing: CaseDoing[Any], ended: Judgement) -> None:
    """End what was taken over from it on cases in work, and take over what stands instead.

    Cases under review, decided or ended rest on what was signed: they stay, and are named.
    """
    conn, stay = doing.work.conn, []
    registry = doing.session.registry(conn)
    for row in judgements.taken_over_from(conn, ended.id):
        if row["stage"] in SETTLED:
            stay.append(row["reference"])
            continue
        _end(doing, row["id"])
        case = load_case(conn, row["case_id"], registry)
        doing.work.audit(
            "case.revoke_judgement",
            f"case/{case.id}",
            {
                "reference": case.reference,
                "hit": row["hit_id"],
                "judgement": ended.value,
                "reason": _origin_ended(),
                "taken_over_from": doing.case.reference,
                "origin": ended.id,
            },
        )
        take_over(doing.work, case)
        if case.id != doing.case.id:
            refresh(doing.session, doing.work, case, registry, rescreen=False)
            doing.work.changed("cases", case.id)
    if stay:
        doing.work.say(
            _("It was taken over on {cases}, which stay as they were decided.").format(
                cases=", ".join(dict.fromkeys(stay))
            )
        )


def _end(doing: CaseDoing[Any], judgement_id: str) -> None:
    records.end(
        doing.work.conn,
        "judgement",
        judgement_id,
        revoked_at=doing.work.now,
        revoked_by=doing.actor.name,
        revoke_reason=_origin_ended(),
    )


def _origin_ended() -> str:
    return _("the judgement it was taken over from no longer stands")
