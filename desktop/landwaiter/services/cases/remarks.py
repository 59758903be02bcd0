"""Returning a proposal with remarks bound to places, answering them, and feedback on a return."""

from typing import Any

from landwaiter.domain.cases.case import Decision
from landwaiter.domain.cases.deeds import RETURN, ReturnProposal
from landwaiter.domain.cases.deeds_between_people import (
    ANSWER_REMARK,
    RATE_RETURN,
    AnswerRemark,
    RateReturn,
)
from landwaiter.domain.cases.remarks import checked_place, open_remarks
from landwaiter.domain.deeds.shape import HEADS
from landwaiter.domain.review.remark import Remark
from landwaiter.domain.review.returns import ReturnWorth
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.i18n import _, plural
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
            plural(
                MOST_REMARKS,
                "A proposal is returned with at most {n} remark.",
                "A proposal is returned with at most {n} remarks.",
            ),
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


def rate_return(doing: CaseDoing[RateReturn]) -> Payload:
    """What the author or a head says of a return; who returned it says nothing of it."""
    decision = _returned(doing)
    records.add(
        doing.work.conn,
        "return_feedback",
        id=doing.work.new_id(),
        case_id=doing.case.id,
        decision_id=decision.id,
        helpful=doing.said.outcome is ReturnWorth.HELPFUL,
        reason=doing.said.reason.strip(),
        author=doing.actor.name,
        at=doing.work.now,
    )
    return {
        "decision": decision.id,
        "version": decision.version,
        "outcome": doing.said.outcome,
        "reason": doing.said.reason,
    }


def _returned(doing: CaseDoing[RateReturn]) -> Decision:
    returned = [one for one in doing.case.decisions if one.state == "returned"]
    found = next((one for one in returned if one.version == doing.said.proposal), None)
    if found is None:
        raise NotFound(
            _("This version was not returned."),
            field="proposal",
            value=str(doing.said.proposal),
            remedy=_("Returned were: {versions}.").format(
                versions=", ".join(str(one.version) for one in returned)
            ),
        )
    if found.returned_by == doing.actor.name:
        raise NotAllowed(_("Who returned a proposal does not judge their own return."))
    if found.author != doing.actor.name and not doing.actor.has(*HEADS):
        raise NotAllowed(_("The author of this version says whether its return helped, or a head."))
    return found


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
    CaseHandler(RATE_RETURN, rate_return),
)
