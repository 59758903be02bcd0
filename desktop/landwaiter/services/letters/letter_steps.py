"""What becomes of a letter once it is issued: served, withdrawn, replaced.

The period of a hearing counts from the service of the newest letter that stands and asks it. The
service of a decision's letter is that of the decision, from which the period to appeal runs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from landwaiter.domain.base.zones import local_date, zone_name
from landwaiter.domain.cases.appeals import appeal_clock, service_of
from landwaiter.domain.cases.case import Action, ActionKind
from landwaiter.domain.cases.clocks import remind_day
from landwaiter.domain.cases.court import AppealEntry
from landwaiter.domain.cases.deeds_in_court import SERVE_DECISION, ServeDecision
from landwaiter.domain.cases.life_cycle import LetterEntry, LetterOut, LetterStep
from landwaiter.domain.evidence.custody import label
from landwaiter.domain.law.periods import PeriodUnit, period_end, period_of
from landwaiter.domain.letters import deeds_on_letters as deeds
from landwaiter.domain.letters.deeds_on_letters import (
    RemindOfLetter,
    ReplaceLetter,
    ServeLetter,
    WithdrawLetter,
    standing_letters,
)
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.letters.letter_state import asked_in
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.i18n import _, day_said, joined
from landwaiter.services.cases.proceedings import correct_service, serve_decision
from landwaiter.services.cases.requests import refuse_remind
from landwaiter.services.deeds.case_handler import CaseDoing, CaseHandler, Payload
from landwaiter.services.evidence.evidence_acts import evidence_of
from landwaiter.storage.base import records


def serve_letter(doing: CaseDoing[ServeLetter]) -> Payload:
    """The day of service; the periods that the letter gives are counted from it."""
    said, letter = doing.said, _standing(doing, doing.said.letter)
    doing.refuse_before(letter.at, _("the letter was issued"))
    hour = _hour(doing)
    reason = doing.needed("reason") if letter.service else said.reason.strip()
    proof = evidence_of(doing, said.evidence) if said.evidence is not None else None
    entry = _step(
        doing,
        letter.id,
        LetterStep.SERVED,
        day=doing.day(),
        how=said.how.strip(),
        evidence_id=proof.id if proof else None,
        reason=reason,
    )
    told: dict[str, Any] = {
        "number": letter.number(doing.case.reference),
        "day": doing.day(),
        "how": said.how.strip(),
        **({"proof": label(proof.no)} if proof else {}),
        **({"reason": reason} if reason else {}),
        **({"before": letter.service.day} if letter.service else {}),
    }
    others = (one for one in doing.case.letters if one.id != letter.id)
    served = replace(letter, steps=(*letter.steps, entry))
    told |= _counted(doing, letter.action_id, (*others, served), hour)
    return told | _serve_decision(doing, letter)


def remind_of_letter(doing: CaseDoing[RemindOfLetter]) -> Payload:
    """Another day on which the letter is due to be looked at, or none."""
    letter = _standing(doing, doing.said.letter)
    action = asked_in(doing.case, letter)
    if action is not None and action.answered_at is not None:
        raise NotAllowed(
            _("What the letter {number} asks is answered.").format(
                number=letter.number(doing.case.reference)
            ),
            field="no",
            value=str(letter.no),
        )
    due = action.due if action and letter.due is None else letter.due
    return {
        "number": letter.number(doing.case.reference),
        **note_reminder(doing, letter.id, doing.said.on, action=action, due=due, field="on"),
    }


def note_reminder(
    doing: CaseDoing[Any],
    letter_id: str,
    day: date | None,
    *,
    action: Action | None,
    due: date | None,
    field: str = "remind",
) -> dict[str, Any]:
    """The day stands on the letter, and on the clock of the request that is its own `action`."""
    if day is not None:
        refuse_remind(day, doing.session.today(), due, field=field)
    _step(doing, letter_id, LetterStep.REMINDER, day=day)
    if action is not None:
        records.end(doing.work.conn, "action", action.id, remind=day)
    return {"remind": day} if day else {}


def withdraw_letter(doing: CaseDoing[WithdrawLetter]) -> Payload:
    """The letter asks and tells nothing any more; what it asked stays open until it is answered."""
    letter, reason = _standing(doing, doing.said.letter), doing.said.reason.strip()
    _step(doing, letter.id, LetterStep.WITHDRAWN, reason=reason)
    told = {"number": letter.number(doing.case.reference), "reason": reason}
    return told | _ended(doing, letter)


def replace_letter(doing: CaseDoing[ReplaceLetter]) -> Payload:
    """A later letter of the same kind takes its place."""
    said, reason = doing.said, doing.said.reason.strip()
    letter, later = _standing(doing, said.letter), _standing(doing, said.successor, field="by")
    if later.no <= letter.no or later.kind != letter.kind:
        raise Invalid(
            _("A letter is replaced by a later one of the same kind."),
            field="by",
            value=str(said.successor),
            remedy=_("Issue that letter first, then name it here."),
        )
    _step(doing, letter.id, LetterStep.REPLACED, successor_id=later.id, reason=reason)
    reference = doing.case.reference
    told = {
        "number": letter.number(reference),
        "successor": later.number(reference),
        "reason": reason,
    }
    return told | _ended(doing, letter)


def _standing(doing: CaseDoing[Any], no: int, *, field: str = "no") -> LetterOut:
    """The letter with this number; refused where it was withdrawn or replaced."""
    reference = doing.case.reference
    found = next((one for one in doing.case.letters if one.no == no), None)
    if found is None:
        numbers = joined(", ", (str(one.no) for one in standing_letters(doing.case)))
        raise NotFound(
            _("No letter with this number was issued on the case."),
            field=field,
            value=str(no),
            remedy=_("Give one of: {wanted}.").format(wanted=numbers or _("none")),
        )
    ending = found.ending
    if ending is not None:
        number = found.number(reference)
        later = [one for one in doing.case.letters if one.id == ending.successor_id]
        raise NotAllowed(
            _("The letter {number} was replaced by {successor}.").format(
                number=number, successor=later[0].number(reference)
            )
            if later
            else _("The letter {number} was withdrawn.").format(number=number),
            field=field,
            value=str(no),
        )
    return found


def _hour(doing: CaseDoing[ServeLetter]) -> datetime | None:
    """The hour that was given, on the day of service."""
    hour = doing.instant(doing.said.at)
    if hour is None:
        return None
    if local_date(hour, doing.case.member_state) != doing.said.date or hour > doing.work.now:
        raise Invalid(
            _("The hour is not one of the day of service that has come."),
            field="at",
            value=hour.isoformat(),
            remedy=_("Give the hour of that day, or correct the day."),
        )
    return hour


def _step(doing: CaseDoing[Any], letter_id: str, step: LetterStep, **said: Any) -> LetterEntry:
    entry = LetterEntry(
        id=doing.work.new_id(),
        letter_id=letter_id,
        step=step,
        author=doing.actor.name,
        at=doing.work.now,
        **said,
    )
    values = {name: getattr(entry, name) for name in LetterEntry.__dataclass_fields__}
    records.add(doing.work.conn, "letter_step", case_id=doing.case.id, **values)
    return entry


def _ended(doing: CaseDoing[Any], letter: LetterOut) -> dict[str, Any]:
    """What follows for the hearing that the letter asked: another letter of it counts, or none."""
    return _counted(doing, letter.action_id, (one for one in doing.case.letters if one != letter))


def _counted(
    doing: CaseDoing[Any],
    action_id: str | None,
    letters: Iterable[LetterOut],
    hour: datetime | None = None,
) -> dict[str, Any]:
    """The last day of an open request as its letters now stand, as the entry says it."""
    action = next((one for one in doing.case.actions if one.id == action_id), None)
    if action is None or action.answered_at is not None:
        return {}
    if action.kind is not ActionKind.HEARING:
        _tell_late(doing, action)
        return {}
    asking = [one for one in letters if one.action_id == action_id and one.ending is None]
    served = [one.service for one in asking if one.service]
    newest = max(served, key=lambda one: one.id, default=None)
    day = newest.day if newest else None
    values: dict[str, Any] = {"served": day}
    if action.period:
        values |= _period_from(doing, action, day, hour)
        values |= _wanted_reminder(doing, asking, values)
    records.end(doing.work.conn, "action", action.id, **values)
    due = values.get("due_at") or values.get("due") or action.due
    moved = _tell_moved(doing, action.due, values.get("due", action.due))
    return {"action": action.id, "due": due, **moved}


def _tell_moved(doing: CaseDoing[Any], before: date | None, due: date | None) -> dict[str, date]:
    """No period changes its end in silence: the entry has both days, and who did it is told."""
    if before is None or due is None or before == due:
        return {}
    doing.work.say(
        _("The period is counted anew: it ends on {due}, not on {before}.").format(
            due=day_said(due), before=day_said(before)
        )
    )
    if due < before:
        doing.work.say(_("It became shorter: look whether somebody relied on the day before."))
    return {"due_before": before}


def _period_from(
    doing: CaseDoing[Any], action: Action, day: date | None, hour: datetime | None
) -> dict[str, Any]:
    """When the period ends that counts from the day of service; not due before there is one."""
    if day is None:
        return {"due": None, "due_at": None, "remind": None}
    period = period_of(action.period or "")
    if period.unit is PeriodUnit.HOURS and hour is None:
        raise Invalid(
            _("The period is one in hours: it counts from the hour of service."),
            field="at",
            remedy=_("Give the hour at which the letter was served."),
        )
    calendar = doing.calendar(action.calendar)
    noon = datetime.combine(day, time(12), ZoneInfo(zone_name(calendar.state)))
    due, due_at = period_end(hour or noon, period, calendar)
    today = doing.session.today()
    return {
        "due": due,
        "due_at": due_at,
        "remind": remind_day(due, today, calendar) if due >= today else None,
        "calendar_edits": doing.calendar_edits(action.calendar),
    }


def _wanted_reminder(
    doing: CaseDoing[Any], asking: Iterable[LetterOut], values: Mapping[str, Any]
) -> dict[str, date | None]:
    """The day that a person named stays, while it lies before the day on which the period ends."""
    said = [one for letter in asking for one in letter.steps if one.step is LetterStep.REMINDER]
    newest = max(said, key=lambda one: one.id, default=None)
    due = values["due"]
    if newest is None or due is None:
        return {}
    day = newest.day
    is_ahead = day is None or doing.session.today() <= day <= due
    return {"remind": day} if is_ahead else {}


def _tell_late(doing: CaseDoing[Any], action: Action) -> None:
    """A letter that came after the day by which it asks gives nobody time."""
    day = getattr(doing.said, "date", None)
    if day is not None and action.due is not None and day > action.due:
        doing.work.say(
            _("It was served after {due}, the day by which it asks for an answer.").format(
                due=day_said(action.due)
            )
        )


def _serve_decision(doing: CaseDoing[ServeLetter], letter: LetterOut) -> dict[str, Any]:
    """The decision that the letter tells is served by it: the period to appeal runs from there."""
    case, day = doing.case, doing.day()
    if letter.kind != LetterKind.DECISION or letter.decision_id is None:
        return {}
    served = service_of(case, letter.decision_id)
    if served is not None and served.day != day:
        return _correct_decision(doing, letter, served)
    is_newest = case.decision is not None and case.decision.id == letter.decision_id
    if served or not is_newest or SERVE_DECISION.why_not(doing.actor, case):
        return {}
    number = letter.number(case.reference)
    said = ServeDecision(case.reference, letter.recipient, number=number, date=day)
    _audit_service(doing, serve_decision(_of_decision(doing, said)))
    return {}


def _correct_decision(
    doing: CaseDoing[ServeLetter], letter: LetterOut, served: AppealEntry
) -> dict[str, Any]:
    """The day of the letter was wrong, and with it that of the decision; the earlier one stays on
    file. Where the decision was served by other means, the letter has to say the same day.
    """
    day, calendar = doing.day(), doing.calendar()
    if letter.service is None or letter.service.day != served.day:
        raise NotAllowed(
            _("The decision is recorded as served on {day}.").format(day=day_said(served.day)),
            field="date",
            value=day.isoformat(),
            remedy=_("Give that day: the period to appeal runs from it."),
        )
    before = appeal_clock(doing.case, served, calendar)
    told = correct_service(_of_decision(doing, None), served, day)
    _audit_service(doing, {**told, "before": served.day, "reason": doing.said.reason.strip()})
    after = appeal_clock(doing.case, replace(served, day=day), calendar)
    return _tell_moved(doing, before.due if before else None, after.due if after else None)


def _of_decision(doing: CaseDoing[ServeLetter], said: Any) -> CaseDoing[Any]:
    return CaseDoing(doing.session, doing.work, doing.case, doing.actor, SERVE_DECISION, said)


def _audit_service(doing: CaseDoing[ServeLetter], told: Mapping[str, Any]) -> None:
    case = doing.case
    doing.work.audit(SERVE_DECISION.name, f"case/{case.id}", {"reference": case.reference, **told})


HANDLERS = (
    CaseHandler(deeds.SERVE_LETTER, serve_letter),
    CaseHandler(deeds.REMIND_OF_LETTER, remind_of_letter),
    CaseHandler(deeds.WITHDRAW_LETTER, withdraw_letter),
    CaseHandler(deeds.REPLACE_LETTER, replace_letter),
)
