"""What letters say that ask for something: information, what is missing of it, a point of view."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from landwaiter.domain.cases.appeals import law_of
from landwaiter.domain.cases.case import Action, ActionKind, Case
from landwaiter.domain.cases.clocks import information_request_due
from landwaiter.domain.cases.court import AppealLaw
from landwaiter.domain.cases.life_cycle import LetterOut, MailJudgement
from landwaiter.domain.evidence.piece import Evidence
from landwaiter.domain.law.periods import add_working_days
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _, day_said, joined
from landwaiter.services.cases.clocks import is_legal
from landwaiter.services.letters.letter_blank import LetterBlank
from landwaiter.services.letters.letter_conditions import asked, overdue
from landwaiter.services.letters.letter_words import letter_day

CELLS: Final = "|"
"""Between the cells of a question, as who writes gives them."""
_COLUMNS: Final = 3
REMINDED_DAYS: Final = 5
"""Working days that a reminder gives where who writes names no day."""


def fill_information(blank: LetterBlank) -> None:
    """The questions of the open request, or those that are stated and would open one."""
    view = blank.view
    blank.claim("basis.ucc", view.case.declaration)
    stated, open_one = blank.order.rows, asked(view.case, blank.today)
    if stated or open_one is None:
        blank.deadline("request.due", _due(blank) if stated else None)
        blank.rows("questions", _numbered(stated))
        return
    _refuse_other_day(blank, open_one)
    blank.deadline("request.due", open_one.due)
    lines = [one.strip() for one in open_one.question.splitlines() if one.strip()]
    blank.rows("questions", _numbered(asked_in(one) for one in lines))


def _refuse_other_day(blank: LetterBlank, action: Action) -> None:
    """Invalid where the letter would ask by another day than the request that it asks."""
    by = blank.order.day("request.due")
    if by is not None and action.due is not None and by != action.due:
        raise Invalid(
            _("The request that the letter asks is due on {due}.").format(due=day_said(action.due)),
            field="by",
            value=by.isoformat(),
            remedy=_("Leave the day out, or ask questions of its own with --row."),
        )


def asked_in(line: str) -> tuple[str, ...]:
    """A line of a request as a row: the question, why it is asked, with which document."""
    cells = [one.strip() for one in line.split(CELLS)]
    return (*cells, *[""] * (_COLUMNS - len(cells))) if len(cells) <= _COLUMNS else (line, "", "")


def _due(blank: LetterBlank) -> date:
    legal = [one.due for one in blank.view.clocks if is_legal(one) and one.ended is None]
    ahead = [day for day in legal if day >= blank.today]
    statutory = min(ahead, default=None)
    return information_request_due(blank.today, blank.calendar, statutory_due=statutory).due


def _numbered(rows: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    for number, row in enumerate(rows, start=1):
        yield str(number), *row


def fill_reminder(blank: LetterBlank) -> None:
    """What the overdue request asked for by when, and what came of it."""
    case = blank.view.case
    action = overdue(case, blank.today)
    if action is None:
        return
    blank.day("earlier.date", blank.local(action.sent_at))
    letter = asking_letter(case, LetterKind.INFORMATION, action)
    service = letter.service if letter else None
    blank.day("earlier.served", service.day if service else None)
    blank.day("earlier.due", action.due)
    _fill_partial(blank, case, action)
    blank.deadline("reminder.due", add_working_days(blank.today, REMINDED_DAYS, blank.calendar))


def asking_letter(case: Case, kind: LetterKind, action: Action | None) -> LetterOut | None:
    """The newest letter of this kind that stands and asked the request."""
    found = [
        one
        for one in case.letters
        if action and (one.kind, one.action_id, one.ending) == (kind, action.id, None)
    ]
    return found[-1] if found else None


def _fill_partial(blank: LetterBlank, case: Case, action: Action) -> None:
    parts = [
        one
        for one in case.mail_answers
        if one.action_id == action.id and one.judgement is MailJudgement.IN_PART
    ]
    blank.claim("answer.partial", parts)
    if parts:
        blank.day("answer.date", blank.local(parts[-1].at))
        blank.text("answer.open", None)


def fill_hearing(blank: LetterBlank) -> None:
    """What is intended and why; the period by the law under which the party is heard."""
    case = blank.view.case
    action = open_hearing(case)
    law = (action.law if action else None) or law_of(case, ())
    blank.claim("basis.ucc", law is AppealLaw.CUSTOMS)
    blank.claim("hearing.declared", case.declaration)
    blank.claim("hearing.undeclared", not case.declaration)
    blank.text("decision.intended", None)
    blank.text("decision.grounds", action.question if action else None)
    if action is not None:
        blank.instant("hearing.due_time", action.due_at)
    blank.rows("relied_on", _relied_on(blank))


def open_hearing(case: Case) -> Action | None:
    """The newest hearing that nobody answered yet."""
    newest = newest_hearing(case)
    return newest if newest and newest.answered_at is None else None


def newest_hearing(case: Case) -> Action | None:
    found = [one for one in case.actions if one.kind is ActionKind.HEARING]
    return found[-1] if found else None


def _relied_on(blank: LetterBlank) -> Iterator[tuple[str, ...]]:
    for number, label in enumerate(blank.order.exhibits, start=1):
        piece = _piece(blank.view.case, label)
        day = blank.local(piece.at)
        if piece.is_in_confidence:
            # Its name, its hash and its day would tell whose it is.
            exhibit = _("exhibit {number}").format(number=number)
            yield str(number), exhibit, "", "", _("S, source in confidence")
        else:
            yield str(number), piece.name, _source(blank, piece), letter_day(day), ""


def _source(blank: LetterBlank, piece: Evidence) -> str:
    """Whether it is the recipient's own; who else gave it is not told to a party."""
    own = piece.received_from.casefold() in {one.casefold() for one in blank.recipient.to.names}
    return _("from you") if own else _("file of this office")


def _piece(case: Case, label: str) -> Evidence:
    known = [one for one in case.evidence if one.wipe is None]
    for piece in known:
        if label.strip().casefold() in {piece.label.casefold(), str(piece.no)}:
            return piece
    raise NotFound(
        _("There is no such evidence on the case."),
        field="exhibit",
        value=label,
        remedy=_("Give one of: {wanted}.").format(
            wanted=joined(", ", (one.label for one in known)) or _("none")
        ),
    )
