"""What follows elsewhere when a judgement that was taken over no longer stands."""

from landwaiter.domain.lists.listing import Judgement
from landwaiter.i18n import _
from landwaiter.services.cases.act_in_progress import ActDoing
from landwaiter.services.cases.refresh import SETTLED, refresh
from landwaiter.services.hits.judging import take_over
from landwaiter.storage.base import records
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.hits import judgements


def follow_elsewhere(deed: ActDoing, ended: Judgement) -> None:
    """End what was taken over from it on cases in work, and take over what stands instead.

    Cases under review, decided or ended rest on what was signed: they stay, and are named.
    """
    conn, stay = deed.work.conn, []
    registry = deed.session.registry(conn)
    for row in judgements.taken_over_from(conn, ended.id):
        if row["stage"] in SETTLED:
            stay.append(row["reference"])
            continue
        _end(deed, row["id"])
        case = load_case(conn, row["case_id"], registry)
        deed.work.audit(
            "case.revoke_judgement",
            f"case/{case.id}",
            {
                "reference": case.reference,
                "hit": row["hit_id"],
                "judgement": ended.value,
                "reason": _origin_ended(),
                "taken_over_from": deed.case.reference,
                "origin": ended.id,
            },
        )
        take_over(deed.work, case)
        if case.id != deed.case.id:
            refresh(deed.session, deed.work, case, registry, rescreen=False)
            deed.work.changed("cases", case.id)
    if stay:
        deed.work.say(
            _("It was taken over on {cases}, which stay as they were decided.").format(
                cases=", ".join(dict.fromkeys(stay))
            )
        )


def _end(deed: ActDoing, judgement_id: str) -> None:
    records.end(
        deed.work.conn,
        "judgement",
        judgement_id,
        revoked_at=deed.work.now,
        revoked_by=deed.actor.name,
        revoke_reason=_origin_ended(),
    )


def _origin_ended() -> str:
    return _("the judgement it was taken over from no longer stands")
