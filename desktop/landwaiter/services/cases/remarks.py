"""Returning a proposal with remarks bound to places, and answering them one by one."""

from typing import Any

from landwaiter.domain.cases.deeds import RETURN, ReturnProposal
from landwaiter.domain.cases.deeds_between_people import ANSWER_REMARK, AnswerRemark
from landwaiter.domain.cases.remarks import checked_place, open_remarks
from landwaiter.domain.review.remark import Remark
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _
from landwaiter.services.cases import stages
from landwaiter.services.deeds.case_handler import CaseDoing, CaseHandler, Payload
from landwaiter.storage.base import records

MOST_REMARKS = 100


def return_proposal(doing: CaseDoing[ReturnProposal]) -> Payload:
    """The proposal goes back; each remark is kept with the place it is about."""
    remarks = tuple(_checked(doing))
    payload = stages.return_proposal(doing)
    for place, text in remarks:
        records.add(
            doing.work.conn,
            "remark",
            id=doing.work.new_id(),
            case_id=doing.case.id,
            decision_id=payload["decision"],
            place=place,
            text=text,
            author=doing.actor.name,
            at=doing.work.now,
        )
    return {**payload, "remarks": [list(remark) for remark in remarks]} if remarks else payload


def _checked(doing: CaseDoing[Any]) -> list[tuple[str, str]]:
    given = doing.said.remarks
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
    return [(checked_place(doing.case, place), text.strip()) for place, text in given]


def answer(doing: CaseDoing[AnswerRemark]) -> Payload:
    """What the author did about a remark, or why nothing."""
    remark = _named(doing)
    records.add(
        doing.work.conn,
        "remark_answer",
        id=doing.work.new_id(),
        remark_id=remark.id,
        text=doing.said.reason.strip(),
        author=doing.actor.name,
        at=doing.work.now,
    )
    return {"remark": remark.id, "place": remark.place, "reason": doing.said.reason}


def _named(doing: CaseDoing[Any]) -> Remark:
    """By identity, by number from 1, or by place where only one is bound to it."""
    wanted, waiting = doing.said.remark, open_remarks(doing.case)
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


HANDLERS = (
    CaseHandler(RETURN, return_proposal),
    CaseHandler(ANSWER_REMARK, answer),
)
