"""Acts that ask somebody and record what came back."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from landwaiter.domain.base.terms import low
from landwaiter.domain.base.zones import local_date
from landwaiter.domain.cases import deeds_on_tracks as deeds
from landwaiter.domain.cases.appeals import law_of
from landwaiter.domain.cases.case import Action, ActionKind, Case, Reply, Track, TrackLetter
from landwaiter.domain.cases.clocks import (
    BETWEEN_STATES,
    HEARING_CALENDAR_DAYS,
    Clock,
    art_21_4,
    consultation_of_states,
    information_request_due,
    remind_day,
)
from landwaiter.domain.cases.court import AppealLaw
from landwaiter.domain.cases.deeds_on_evidence import JUDGE_MAIL, JudgeMail
from landwaiter.domain.cases.deeds_on_tracks import (
    Consult,
    ExceptHearing,
    Hear,
    RecordAnswer,
    RecordReply,
)
from landwaiter.domain.cases.hearings import UNDER_UCC
from landwaiter.domain.cases.life_cycle import MailJudgement
from landwaiter.domain.cases.tracks import held_by, licences_stated, open_tracks
from landwaiter.domain.evidence.piece import Evidence
from landwaiter.domain.law.arms_embargo import needs_no_embargo
from landwaiter.domain.law.periods import Calendar, period_end, period_of
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.i18n import _, joined
from landwaiter.services.cases.before_deeds import clocks_before
from landwaiter.services.cases.clocks import is_legal, late_request
from landwaiter.services.deeds.case_handler import CaseDoing, CaseHandler, Payload
from landwaiter.services.evidence.evidence_acts import evidence_of
from landwaiter.services.flags.evaluation import policy_of
from landwaiter.storage.base import records
from landwaiter.storage.base.settings import setting

HEARING_BASIS_NATIONAL: Final = "decision.hearing_basis_national"
"""The office's provision on the right to be heard under national law."""
HEARING_DAYS_NATIONAL: Final = "decision.hearing_days_national"
"""Calendar days to answer under it; nothing is assumed."""
_LEGAL = frozenset({TrackLetter.A, TrackLetter.B})


@dataclass(frozen=True, slots=True)
class Due:
    """When an answer is due, and what is wrong with that."""

    day: date | None
    at: datetime | None = None
    warning: str = ""


def send(doing: CaseDoing[Any]) -> Payload:
    """A new request; its due date is given, or follows from its kind and the case's clocks."""
    return ask(doing)


def ask(doing: CaseDoing[Any], *, served: bool = True) -> Payload:
    """The same; of a letter that is not yet `served` no period in days runs, and no day is due."""
    kind = ActionKind(doing.deed.action or "")
    track = _consulted_track(doing) if kind is ActionKind.CONSULTATION else None
    law = _law(doing)
    basis = _basis(doing, law)
    period = _period(doing, law)
    due = _due(doing, kind, track, period)
    if period is not None and not served:
        due = replace(due, day=None if due.at is None else due.day)
    remind = _remind(doing, due.day)
    if due.warning:
        doing.work.say(due.warning)
    action_id = doing.work.new_id()
    records.add(
        doing.work.conn,
        "action",
        id=action_id,
        case_id=doing.case.id,
        kind=kind,
        addressee=doing.said.to,
        sent_at=doing.work.now,
        author=doing.actor.name,
        due=due.day,
        question=doing.said.reason,
        track_id=track.id if track else None,
        calendar=_state(doing),
        basis=basis,
        remind=remind,
        due_at=due.at,
        calendar_edits=doing.calendar_edits(_state(doing)),
        law=law,
        period=period,
    )
    return {
        "action": action_id,
        "kind": kind,
        "to": doing.said.to,
        "due": due.at or due.day,
        "remind": remind,
        "track": track.letter if track else None,
        **({"law": law} if law else {}),
        "basis": basis,
        "question": doing.said.reason,
        "warning": due.warning,
    }


def _law(doing: CaseDoing[Any]) -> AppealLaw | None:
    """Under which law a party is heard: the one named, else that of the tracks."""
    if not isinstance(doing.said, Hear):
        return None
    return doing.said.law or law_of(doing.case, ())


def _basis(doing: CaseDoing[Any], law: AppealLaw | None) -> str:
    """The article of a consultation, the provision of a hearing; other requests have none."""
    if isinstance(doing.said, Consult):
        return doing.said.basis
    if law is None:
        return ""
    by_rule = UNDER_UCC
    if law is AppealLaw.NATIONAL:
        by_rule = setting(doing.work.conn, HEARING_BASIS_NATIONAL) or ""
    basis: str = doing.said.basis.strip() or by_rule.strip()
    if not basis:
        raise Invalid(
            _("A hearing under national law names its provision."),
            field="basis",
            remedy=_(
                "Give it, or set the office's own: {key}. Before a decision under the customs "
                "legislation, give the law “customs”."
            ).format(key=HEARING_BASIS_NATIONAL),
        )
    return basis


def _state(doing: CaseDoing[Any]) -> str:
    """Whose working days count: those of the authority that is asked.

    Unless another is named, a doubted licence is put to the state that granted it.
    """
    named: str | None = doing.said.calendar
    if named:
        return named.upper()
    return _granting_state(doing) or doing.case.member_state


def _granting_state(doing: CaseDoing[Any]) -> str | None:
    """The one state whose register holds the licences of the goods on track A; None otherwise."""
    if doing.deed.action != ActionKind.CONSULTATION:
        return None
    track = _consulted_track(doing)
    if track is None or track.letter is not TrackLetter.A:
        return None
    stated = licences_stated(doing.case, held_by(track))
    registers = doing.registers()
    issuers = {one.issuer for one in registers.licences if one.ref in stated}
    return issuers.pop() if len(issuers) == 1 else None


def _remind(doing: CaseDoing[Any], due: date | None) -> date | None:
    """The day given, else two working days before the answer is due."""
    today = doing.session.today()
    wanted: date | None = doing.said.remind
    if wanted is None:
        return remind_day(due, today, doing.calendar(_state(doing))) if due else None
    refuse_remind(wanted, today, due)
    return wanted


def refuse_remind(wanted: date, today: date, due: date | None, *, field: str = "remind") -> None:
    """Invalid for a day that is past, or that comes after the answer is due."""
    if wanted < today or (due is not None and wanted > due):
        raise Invalid(
            _("Nobody can be reminded on this day."),
            field=field,
            value=wanted.isoformat(),
            remedy=_("Give a day from today to the day on which the answer is due."),
        )


def _consulted_track(doing: CaseDoing[Any]) -> Track | None:
    """The track that the consultation is about: the one named, else the open A or B.

    A consultation of other Member States (Art. 14, 16) is about none.
    """
    if doing.said.basis in BETWEEN_STATES:
        return None
    open_ones = [track for track in open_tracks(doing.case) if track.letter in _LEGAL]
    if doing.said.track is not None:
        open_ones = [track for track in open_tracks(doing.case) if track.letter is doing.said.track]
        if not open_ones:
            raise NotFound(
                _("No track {letter} is open on this case.").format(letter=doing.said.track.value),
                field="track",
                value=doing.said.track.value,
            )
    return open_ones[0] if open_ones else None


def _due(doing: CaseDoing[Any], kind: ActionKind, track: Track | None, period: str | None) -> Due:
    calendar = doing.calendar(_state(doing))
    today = local_date(doing.work.now, calendar.state)
    if doing.said.date is not None:
        _refuse_impossible(doing.said.date, doing, calendar)
        late = kind is ActionKind.INFORMATION_REQUEST
        warnings = late_request(doing.said.date, _statutory(doing), calendar) if late else ()
        return Due(doing.said.date, warning=joined(" ", warnings))
    if kind is ActionKind.INFORMATION_REQUEST:
        statutory = min((clock.due for clock in _statutory(doing)), default=None)
        request = information_request_due(today, calendar, statutory_due=statutory)
        return Due(request.due, warning=request.warning)
    if period is not None:
        return Due(*period_end(doing.work.now, period_of(period), calendar))
    if kind is ActionKind.CONSULTATION and doing.said.basis in BETWEEN_STATES:
        between = consultation_of_states(doing.said.basis, sent=today, calendar=calendar)
        return Due(between.due)
    if track is not None:
        clock = art_21_4(
            track.letter,
            consulted=today,
            calendar=calendar,
            countries=() if needs_no_embargo(track.basis) else _countries(doing),
            policy=policy_of(doing.work.conn, doing.session.references, doing.case),
        )
        return Due(clock.due if clock else None)
    return Due(None)


def _period(doing: CaseDoing[Any], law: AppealLaw | None) -> str | None:
    """How long a party may answer: thirty days, or the shorter period that is named (UCC-DA Art. 8:
    24 hours in some cases). None where a last day is given, and for every other request.

    Under national law the period is named, or the office's own; none is assumed.
    """
    if law is None or doing.said.date is not None:
        return None
    if doing.said.period:
        return str(doing.said.period)
    if law is not AppealLaw.NATIONAL:
        return f"{HEARING_CALENDAR_DAYS}d"
    days = setting(doing.work.conn, HEARING_DAYS_NATIONAL)
    if not days:
        raise Invalid(
            _("How long a party may answer under national law is not set."),
            field="period",
            remedy=_("Give a period or a date, or set {key}.").format(key=HEARING_DAYS_NATIONAL),
        )
    return f"{int(days)}d"


def _refuse_impossible(due: date, doing: CaseDoing[Any], calendar: Calendar) -> None:
    """A due date lies after the sending, and where the calendar can count to it."""
    if due < doing.session.today() or due.year > calendar.last_year:
        raise Invalid(
            _("An answer cannot be due on this day."),
            field="date",
            value=due.isoformat(),
            remedy=_("Give a day from today to the end of {year}.").format(year=calendar.last_year),
        )


def _countries(doing: CaseDoing[Any]) -> tuple[str, ...]:
    destination = doing.case.declaration.country_destination if doing.case.declaration else None
    return (destination,) if destination else ()


def _statutory(doing: CaseDoing[Any]) -> list[Clock]:
    """The running clocks of law."""
    return [clock for clock in clocks_before(doing) if is_legal(clock) and clock.ended is None]


def record_answer(doing: CaseDoing[RecordAnswer]) -> Payload:
    action = open_action(doing.case, doing.said.action)
    doing.refuse_before(action.sent_at, _("the request was sent"))
    number = doing.said.evidence
    piece = evidence_of(doing, number) if number is not None else None
    records.end(
        doing.work.conn,
        "action",
        action.id,
        answered_at=doing.at,
        answer=doing.said.reason,
        compelled=doing.said.compelled,
    )
    if piece is not None:
        _answers(doing, piece, action, MailJudgement.IN_FULL)
    return {
        "action": action.id,
        "kind": action.kind,
        "answer": doing.said.reason,
        **({"compelled": True} if doing.said.compelled else {}),
        **({"evidence": piece.label} if piece else {}),
    }


def _answers(
    doing: CaseDoing[Any],
    piece: Evidence,
    action: Action,
    judgement: MailJudgement,
    *,
    reason: str = "",
) -> None:
    """How much of the request the piece answers, as was said."""
    records.add(
        doing.work.conn,
        "mail_answer",
        id=doing.work.new_id(),
        case_id=doing.case.id,
        evidence_id=piece.id,
        action_id=action.id,
        judgement=judgement,
        reason=reason,
        author=doing.actor.name,
        at=doing.work.now,
    )


def judge_mail(doing: CaseDoing[JudgeMail]) -> Payload:
    """How much of a request a mail answers; what it answers in part stays open."""
    said, piece = doing.said, evidence_of(doing, doing.said.evidence)
    action = open_action(doing.case, said.action)
    if piece.mail is None:
        raise NotAllowed(
            _("{label} is no mail.").format(label=piece.label),
            remedy=_("Record what came back to the request as its answer."),
        )
    if said.outcome is MailJudgement.IN_FULL and action.kind is ActionKind.CONSULTATION:
        raise NotAllowed(
            _("What a consulted authority replies has a meaning in law of its own."),
            remedy=_("Record the authority's reply."),
        )
    doing.refuse_before(action.sent_at, _("the request was sent"))
    if said.outcome is MailJudgement.IN_PART:
        doing.needed("reason")
    reason = said.reason.strip()
    _answers(doing, piece, action, said.outcome, reason=reason)
    told = {"evidence": piece.label, "action": action.id, "kind": action.kind}
    if said.outcome is MailJudgement.IN_FULL:
        answer = joined(": ", filter(None, (piece.label, reason or piece.mail.subject)))
        records.end(doing.work.conn, "action", action.id, answered_at=doing.at, answer=answer)
    return {**told, "outcome": said.outcome, "reason": reason}


def open_action(case: Case, wanted: str) -> Action:
    """The request with the identity given, or the newest open one of the kind given."""
    waiting = [a for a in case.actions if a.answered_at is None]
    for action in reversed(waiting):
        if wanted in {action.id, action.kind.value}:
            return action
    raise NotFound(
        _("No open request of this kind or identity is on the case."),
        field="action",
        value=wanted,
        remedy=_("Open are: {open}.").format(
            open=", ".join(a.kind.value for a in waiting) or _("none")
        ),
    )


def record_reply(doing: CaseDoing[RecordReply]) -> Payload:
    """The consulted authority's reply: only `acts` and an extension leave the track open."""
    action = _consultation(doing)
    doing.refuse_before(action.sent_at, _("the consultation was sent"))
    reply = doing.said.outcome
    number = doing.said.evidence
    piece = evidence_of(doing, number) if number is not None else None
    if reply is Reply.ASKS_EXTENSION:
        if action.extended_at is not None:
            raise Invalid(_("The authority has asked for its extension already."), field="outcome")
        if not doing.said.reason.strip():
            raise Invalid(
                _("Only the authority asks for an extension, in exceptional circumstances."),
                field="reason",
                remedy=_("Quote what it wrote, and which circumstances it names."),
            )
        _refuse_late_extension(doing, action)
        records.end(
            doing.work.conn,
            "action",
            action.id,
            reply=reply,
            extended_at=doing.at,
            due=_cap(doing, action),
            answer=doing.said.reason,
        )
    else:
        records.end(
            doing.work.conn,
            "action",
            action.id,
            reply=reply,
            answered_at=doing.at,
            answer=doing.said.reason,
        )
    if reply in {Reply.MAINTAINED, Reply.NOT_ACTING} and action.track_id:
        records.end(
            doing.work.conn,
            "track",
            action.track_id,
            ended_at=doing.at,
            end_reason=_("reply of {addressee}: {reply}").format(
                addressee=action.addressee, reply=low(reply.value)
            ),
        )
    if piece is not None:
        is_whole = reply is not Reply.ASKS_EXTENSION
        _answers(doing, piece, action, MailJudgement.IN_FULL if is_whole else MailJudgement.IN_PART)
    return {
        "action": action.id,
        "reply": reply,
        "answer": doing.said.reason,
        **({"evidence": piece.label} if piece else {}),
    }


def _consultation(doing: CaseDoing[RecordReply]) -> Action:
    letters = {track.id: track.letter for track in doing.case.tracks}
    for action in reversed(doing.case.actions):
        of_track = doing.said.track in {None, letters.get(action.track_id or "")}
        is_meant = doing.said.action in {"", action.id}
        is_open = action.kind is ActionKind.CONSULTATION and action.answered_at is None
        if is_open and of_track and is_meant:
            return action
    if doing.said.action:
        raise NotFound(
            _("No open consultation of this identity is on the case."),
            field="action",
            value=doing.said.action,
        )
    raise NotFound(_("No consultation is open on this case."), field="track")


def _clock_of(doing: CaseDoing[Any], action: Action) -> Clock | None:
    """The very clock that the consultation runs on."""
    wanted = {action.id, action.track_id}
    found = (clock for clock in clocks_before(doing) if is_legal(clock) and clock.about in wanted)
    return next(found, None)


def _cap(doing: CaseDoing[Any], action: Action) -> date | None:
    clock = _clock_of(doing, action)
    return clock.cap if clock and clock.cap else action.due


def _refuse_late_extension(doing: CaseDoing[Any], action: Action) -> None:
    """An extension is asked for within the period; afterwards there is nothing to extend."""
    clock = _clock_of(doing, action)
    if clock is None or local_date(doing.at, clock.calendar) <= clock.due:
        return
    raise NotAllowed(
        _("The period ended on {due}: it cannot be extended any more.").format(due=clock.due),
        remedy=_("Give the day on which the authority asked, or release the goods."),
    )


def except_hearing(doing: CaseDoing[ExceptHearing]) -> Payload:
    """State why nobody is heard before an adverse decision."""
    reason = doing.said.reason.strip()
    records.add(
        doing.work.conn,
        "hearing_exception",
        id=doing.work.new_id(),
        case_id=doing.case.id,
        basis=doing.said.basis,
        reason=reason,
        author=doing.actor.name,
        at=doing.work.now,
    )
    return {"basis": doing.said.basis, "reason": reason}


HANDLERS = (
    CaseHandler(deeds.REQUEST_INFORMATION, send),
    CaseHandler(deeds.REQUEST_OPINION, send),
    CaseHandler(deeds.CONSULT, send),
    CaseHandler(deeds.HEAR, send),
    CaseHandler(deeds.REFER, send),
    CaseHandler(deeds.EXCEPT_HEARING, except_hearing),
    CaseHandler(deeds.RECORD_ANSWER, record_answer),
    CaseHandler(deeds.RECORD_REPLY, record_reply),
    CaseHandler(JUDGE_MAIL, judge_mail),
)
