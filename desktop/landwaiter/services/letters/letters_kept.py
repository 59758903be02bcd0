"""The letters of a case as they stand: when each went out, what it opened, what came back.

What a letter says is read from what was kept of it when it was issued, never made anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from landwaiter.canonical import sha256_hex
from landwaiter.domain.base.terms import low
from landwaiter.domain.base.zones import local_date
from landwaiter.domain.cases.case import Action, Case
from landwaiter.domain.cases.hearings import waits_for_service
from landwaiter.domain.cases.life_cycle import LetterOut, LetterStep, MailJudgement
from landwaiter.domain.letters.letter_state import (
    answer_due,
    asked_in,
    letter_state,
    reminded_on,
)
from landwaiter.errors import Conflict, NotFound
from landwaiter.i18n import N_, _, day_said, joined
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.letters.letter_draft import LetterDraft
from landwaiter.services.letters.letter_output import letter_lines
from landwaiter.services.letters.model_letters import letter_title
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.records import from_plain, structure
from landwaiter.storage.letters.letters_out import body_of

_JUDGED = {
    MailJudgement.IN_PART: N_("answers in part"),
    MailJudgement.IN_FULL: N_("answers in full"),
    MailJudgement.NOTHING: N_("answers nothing"),
}


@dataclass(frozen=True, slots=True)
class LetterReply:
    """A piece of evidence that somebody said answers the letter, or does not."""

    evidence: str
    """Its label."""
    name: str
    judgement: MailJudgement
    words: str


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """A letter that was issued, as a list of them and its own page show it."""

    letter: LetterOut
    number: str
    title: str
    issued: date
    served: date | None
    proof: str
    """Label of the evidence that proves the service; empty: none was named."""
    due: date | None
    """The day by which an answer is asked for; None also while its period does not run."""
    waits: bool
    """Its period runs from a service that is not recorded."""
    answered: date | None
    remind: date | None
    opened: str
    """What it asks, opened or told, in words; empty: nothing."""
    state: str
    """What became of it."""
    replies: tuple[LetterReply, ...]
    earlier: tuple[str, ...]
    """Days of service that were recorded before the one that counts, and why that was wrong."""


@dataclass(frozen=True, slots=True)
class KeptLetter:
    """The same with every line that it says."""

    facts: LetterFacts
    lines: tuple[str, ...]


def letters_of(case: Case) -> tuple[LetterFacts, ...]:
    """Every letter that was issued on the case, the newest first."""
    return tuple(_facts(case, one) for one in reversed(case.letters))


def kept_letter(session: Session, reference: str, no: int) -> KeptLetter:
    """A letter with all that it says; NotFound where no such number was issued."""
    case = case_view(session, reference).case
    facts = next((one for one in letters_of(case) if one.letter.no == no), None)
    if facts is None:
        numbers = joined(", ", (str(one.no) for one in case.letters))
        raise NotFound(
            _("No letter with this number was issued on the case."),
            field="no",
            value=str(no),
            remedy=_("Give one of: {wanted}.").format(wanted=numbers or _("none")),
        )
    with session.reading() as conn:
        body = body_of(conn, facts.letter.id)
    if sha256_hex(body) != facts.letter.sha256:
        raise Conflict(
            _("What is kept of the letter {number} is not what was issued.").format(
                number=facts.number
            ),
            remedy=_("Tell an administrator, and run “casebook check”."),
        )
    draft = from_plain(structure(body.decode()), LetterDraft)
    return KeptLetter(facts, tuple(letter_lines(draft)))


def facts_told(facts: LetterFacts) -> tuple[tuple[str, str], ...]:
    """What is known of a letter by name, in the order of its life; empty: nobody recorded it."""
    letter, service = facts.letter, facts.letter.service
    issued = _("{day}, {author}").format(day=day_said(facts.issued), author=letter.author)
    how = joined(", ", filter(None, (service.how, facts.proof))) if service else ""
    served = _("not yet served") if letter.ending is None else ""
    if facts.served is not None:
        served = joined(", ", filter(None, (day_said(facts.served), how)))
    return (
        (_("Number"), facts.number),
        (_("Letter"), facts.title),
        (_("To whom"), letter.recipient),
        (_("Issued"), issued),
        (_("Served"), served),
        *((_("Earlier day of service"), one) for one in facts.earlier),
        (_("What it opened"), facts.opened),
        (_("Answer by"), due_said(facts)),
        (_("Remind me"), day_said(facts.remind) if facts.remind else ""),
        (_("Answered"), answered_said(facts)),
        *((_("Reply"), _reply(one)) for one in facts.replies),
        (_("What became of it"), facts.state if letter.ending else ""),
        (_("Reason"), letter.ending.reason if letter.ending else ""),
    )


def due_said(facts: LetterFacts) -> str:
    """The day by which an answer is asked for, or that its period waits for the service."""
    if facts.waits:
        return _("runs from the day of service")
    return day_said(facts.due) if facts.due else ""


def answered_said(facts: LetterFacts) -> str:
    """On which day; “no answer yet” of a letter that asks for one."""
    if facts.answered is not None:
        return day_said(facts.answered)
    asks = facts.letter.ending is None and (facts.waits or facts.due is not None)
    return _("no answer yet") if asks else ""


def _reply(one: LetterReply) -> str:
    return _("{label}, {name}: {words}").format(label=one.evidence, name=one.name, words=one.words)


def _facts(case: Case, letter: LetterOut) -> LetterFacts:
    about = next((one for one in case.actions if one.id == letter.action_id), None)
    own = asked_in(case, letter)
    service = letter.service
    return LetterFacts(
        letter=letter,
        number=letter.number(case.reference),
        title=letter_title(letter.kind),
        issued=local_date(letter.at, case.member_state),
        served=service.day if service else None,
        proof=_label(case, service.evidence_id) if service else "",
        due=answer_due(case, letter),
        waits=own is not None and waits_for_service(own),
        answered=_day(case, about.answered_at) if about else None,
        remind=reminded_on(case, letter),
        opened=_opened(case, letter, about),
        state=letter_state(case, letter),
        replies=tuple(_replies(case, about)) if about else (),
        earlier=tuple(_earlier(letter)),
    )


def _opened(case: Case, letter: LetterOut, about: Action | None) -> str:
    """“request for information to Obrabiarki: Who is the end user?”."""
    if about is not None:
        return _("{kind} to {addressee}: {question}").format(
            kind=low(about.kind), addressee=about.addressee, question=about.question
        )
    told = next((one for one in case.decisions if one.id == letter.decision_id), None)
    return _("decision, version {version}").format(version=told.version) if told else ""


def _replies(case: Case, about: Action) -> Iterator[LetterReply]:
    for one in case.mail_answers:
        piece = next((each for each in case.evidence if each.id == one.evidence_id), None)
        if one.action_id == about.id and piece is not None:
            yield LetterReply(piece.label, piece.name, one.judgement, _(_JUDGED[one.judgement]))


def _earlier(letter: LetterOut) -> Iterator[str]:
    """Each that another took the place of, with the reason that was given for that one."""
    served = [one for one in letter.steps if one.step is LetterStep.SERVED]
    for before, after in pairwise(served):
        if before.day is not None:
            yield _("{day}, corrected by {author}: {reason}").format(
                day=day_said(before.day), author=after.author, reason=after.reason
            )


def _day(case: Case, at: datetime | None) -> date | None:
    """The day of an instant where the case's authorities are."""
    return None if at is None else local_date(at, case.member_state)


def _label(case: Case, evidence_id: str | None) -> str:
    return next((one.label for one in case.evidence if one.id == evidence_id), "")
