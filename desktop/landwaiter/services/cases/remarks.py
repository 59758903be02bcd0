"""Returning a proposal with remarks bound to places, and answering them one by one."""

from landwaiter.domain.cases.remarks import Remark, checked_place, open_remarks
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _
from landwaiter.services.cases import stages
from landwaiter.services.cases.act_in_progress import ActDoing, Payload
from landwaiter.storage.base import records

MOST_REMARKS = 100


def return_proposal(deed: ActDoing) -> Payload:
    """The proposal goes back; each remark is kept with the place it is about."""
    remarks = tuple(_checked(deed))
    payload = stages.return_proposal(deed)
    for place, text in remarks:
        records.add(
            deed.work.conn,
            "remark",
            id=deed.work.new_id(),
            case_id=deed.case.id,
            decision_id=payload["decision"],
            place=place,
            text=text,
            author=deed.actor.name,
            at=deed.work.now,
        )
    return {**payload, "remarks": [list(remark) for remark in remarks]} if remarks else payload


def _checked(deed: ActDoing) -> list[tuple[str, str]]:
    given = deed.args.remarks
    if len(given) > MOST_REMARKS:
        raise Invalid(
            _("A proposal is returned with at most {most} remarks.").format(most=MOST_REMARKS),
            field="remark",
        )
    for place, text in given:
        if not text.strip():
            raise Invalid(
                _("The remark says nothing."),
                field="remark",
                value=place,
                remedy=_("Say what is missing or wrong there."),
            )
    return [(checked_place(deed.case, place), text.strip()) for place, text in given]


def answer(deed: ActDoing) -> Payload:
    """What the author did about a remark, or why nothing."""
    remark = _named(deed)
    records.add(
        deed.work.conn,
        "remark_answer",
        id=deed.work.new_id(),
        remark_id=remark.id,
        text=deed.args.reason.strip(),
        author=deed.actor.name,
        at=deed.work.now,
    )
    return {"remark": remark.id, "place": remark.place, "reason": deed.args.reason}


def _named(deed: ActDoing) -> Remark:
    """By identity, by number from 1, or by place where only one is bound to it."""
    wanted, waiting = str(deed.stated("remark")), open_remarks(deed.case)
    if wanted.isdecimal() and 1 <= int(wanted) <= len(waiting):
        return waiting[int(wanted) - 1]
    found = [remark for remark in waiting if wanted in (remark.id, remark.place)]
    if len(found) == 1:
        return found[0]
    raise NotFound(
        _("There is no such remark on the returned proposal."),
        field="remark",
        value=wanted,
        remedy=_("Name it by its number: {remarks}.").format(
            remarks="; ".join(f"{no} {r.place}" for no, r in enumerate(waiting, start=1))
            or _("there is none")
        ),
    )
