"""A letter on the fictional case, as it stands while somebody writes it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from tests.ui import fiction, fictional_case, places
from tests.ui.letters.long_words import LONG
from tests.ui.signed_in import signed_in

from landwaiter.domain.cases.case import ActionKind
from landwaiter.domain.cases.life_cycle import (
    LetterEntry,
    LetterOut,
    LetterStep,
    MailAnswer,
    MailJudgement,
)
from landwaiter.domain.intake.declaration import Address
from landwaiter.domain.law.periods import Calendar
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.letters.letter_text import LETTER_TEXTS, LetterText
from landwaiter.i18n import _
from landwaiter.reports.paper.letter_pdf import letter_pdf
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.letters.letter_draft import (
    ADDRESS,
    LetterChance,
    LetterFrame,
    proof_letter,
)
from landwaiter.services.letters.letter_form import (
    LetterForm,
    LetterInput,
    LetterProof,
    OfferedQuestion,
    drawn_pages,
)
from landwaiter.services.letters.letter_output import letter_lines, letter_sheet
from landwaiter.services.letters.letter_recipient import recipients_of
from landwaiter.services.letters.letters_kept import KeptLetter
from landwaiter.services.letters.linked_entities import LetterEntity
from landwaiter.ui.cases.case_screen import CaseScreen
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.frame.tabs import Tab
from landwaiter.ui.letters.letter_screen import LetterScreen

REFERENCE = fictional_case.CASE_VIEW.case.reference
CALENDAR = Calendar("PL", "1", frozenset(), 2020, 2040)
SINCE = date(2026, 1, 1)
LACKING = "office.access_to_file"


SAID: Mapping[str, str] = {
    "office.answer_address": "Customs Office Gdynia, 1 Quay Street, 81-340 Gdynia",
    "office.access_to_file": "Ask us for access to the file; we name a day within a week.",
    "office.data_notice": "We process your data to control this export, and keep it ten years "
    "after the case is closed.",
    "office.caution": "Whoever makes a wrong or incomplete statement answers for it.",
    "office.storage_costs": "The declarant bears the costs of storage.",
    "office.remedy_hold": "You may appeal to this office within 14 days after service.",
    "office.information_national": "section 12 of the Customs Act",
    "office.hearing_national": "You may be heard in writing within 30 days after service.",
    "office.disposal_and_costs": "The goods stay at the terminal until the appeal is decided.",
    "office.remedy": "An appeal is lodged with this office within 14 days after service.",
    "office.remedy_national": "A complaint to the administrative court is lodged in 30 days.",
    "office.suspension_national": "The complaint does not suspend the decision.",
    "office.storage_costs_end": "Costs of storage are charged until the day of the release.",
    "office.advice_basis": "section 4 of the Customs Act",
    "office.advice_contact": "Research desk, telephone 58 000 00 00",
}


def _text(field: str) -> LetterText:
    at = datetime(2026, 1, 2, tzinfo=UTC)
    return LetterText(field, "en", SAID[field], "office order 3", SINCE, None, "A. Berg", at)


FRAME = LetterFrame(
    "Customs office Gdynia",
    fiction.at(9),
    CALENDAR,
    tuple(_text(one) for one in LETTER_TEXTS if one != LACKING),
    fiction.USER,
)
PARTIES = recipients_of(fictional_case.CASE_VIEW.case)
UNIVERSITY = LetterEntity(
    "university",
    ("Westhafen University",),
    Address(country="DE"),
    frozenset(),
    f"researches with {PARTIES[0].name}",
)
"""Nobody stated its address yet."""


def form() -> LetterForm:
    """Two kinds may be made, the others say why not."""
    why = {
        LetterKind.REMINDER: _("No request for information of this case is overdue."),
        LetterKind.DECISION: _("No decision of this case is approved."),
        LetterKind.RELEASE: _("No goods of this case are released and still here."),
        LetterKind.ADVICE: _("No advice against a cooperation is approved on this case."),
    }
    return LetterForm(
        REFERENCE,
        fictional_case.CASE_VIEW.case.title,
        tuple(
            LetterChance(kind, title, why.get(kind, ""))
            for kind, title in (
                (LetterKind.HOLD, "Hold notice"),
                (LetterKind.INFORMATION, "Request for information"),
                (LetterKind.REMINDER, "Reminder"),
                (LetterKind.HEARING, "Right to be heard"),
                (LetterKind.DECISION, "Decision"),
                (LetterKind.RELEASE, "Release"),
                (LetterKind.ADVICE, "Advice"),
            )
        ),
        (
            *((one.id, f"Exporter: {one.name}") for one in PARTIES),
            (UNIVERSITY.id, f"{UNIVERSITY.name}, {UNIVERSITY.joined}"),
        ),
        ("de", "en", "es", "fr", "it", "pl"),
        (("E-01", "contract with the maker.pdf"), ("E-02", "data sheet.pdf")),
        "",
        (
            OfferedQuestion("The end use", ("RF-E01", "RF-E02")),
            OfferedQuestion("The date of the contract", ("RF-D01",)),
        ),
        places.ANALYST,
    )


@cache
def proof(rows: tuple[str, ...] = (), by: str = "") -> LetterProof:
    """The pages of a request for information to the exporter."""
    said = LetterInput(LetterKind.INFORMATION, PARTIES[0].id, "en", rows=rows, by=by)
    draft, gaps = proof_letter(fictional_case.CASE_VIEW, said.order(REFERENCE), FRAME)
    pages = drawn_pages(letter_pdf(letter_sheet(draft)))
    return LetterProof(draft, gaps, pages, tuple(letter_lines(draft)))


@cache
def proof_to_university(rows: tuple[str, ...] = ()) -> LetterProof:
    """The same to an entity that is no party, of which no address is stated."""
    said = LetterInput(LetterKind.INFORMATION, UNIVERSITY.id, "en", rows=rows)
    frame = replace(FRAME, entities=(UNIVERSITY,))
    draft, gaps = proof_letter(fictional_case.CASE_VIEW, said.order(REFERENCE), frame)
    pages = drawn_pages(letter_pdf(letter_sheet(draft)))
    return LetterProof(draft, gaps, pages, tuple(letter_lines(draft)))


def empty(shell: Shell) -> LetterScreen:
    """Nothing is chosen yet."""
    signed_in(shell)
    screen = LetterScreen()
    screen.show_form(form())
    tab = Tab(f"letter-{REFERENCE}", f"Letter {REFERENCE}", "mail")
    shell.open_tab(tab, lambda: screen, screen="letter", place="cases")
    return screen


def letter(shell: Shell) -> QWidget:
    """A request for information with a question, that lacks a text of the office."""
    screen = empty(shell)
    rows = "Who is the end user of the machine? | to check the declaration | contract"
    said = {"kind": "information", "to": PARTIES[0].id, "language": "en", "rows": rows}
    screen.fill({**said, "by": "2026-04-24", "remind": "2026-04-22"})
    screen.show_proof(proof((rows,), "2026-04-24"))
    return screen


def to_university(shell: Shell) -> QWidget:
    """A request to an entity that is linked to the case: its address is missing."""
    screen = empty(shell)
    rows = "Who pays for the joint work? | to check the declaration | contract"
    screen.fill({"kind": "information", "to": UNIVERSITY.id, "language": "en", "rows": rows})
    screen.show_proof(proof_to_university((rows,)))
    return screen


def longest(shell: Shell) -> QWidget:
    """A hearing with long names and reasons, much of it missing."""
    screen = empty(shell)
    whole = form()
    screen.show_form(
        replace(
            whole,
            title=LONG,
            chances=tuple(replace(one, title=f"{one.title}: {LONG}") for one in whole.chances),
            recipients=tuple((key, LONG) for key, _name in whole.recipients),
            evidence=tuple((label, f"{LONG}.pdf") for label, _name in whole.evidence),
        )
    )
    screen.fill(
        {"kind": "hearing", "to": PARTIES[0].id, "language": "en", "decision.grounds": LONG}
    )
    screen.show_proof(
        replace(
            proof(),
            gaps=replace(
                proof().gaps,
                fields=(ADDRESS, "decision.intended", "office.answer_address", "declaration.mrn"),
                tables=("relied_on",),
            ),
        )
    )
    return screen


def _out(no: int, kind: LetterKind, **more: Any) -> LetterOut:
    """A letter that was issued on 9 April."""
    said = {"recipient": PARTIES[0].name, "author": fiction.USER, **more}
    at = fiction.at(9, 9)
    said |= dict.fromkeys(("sha256", "template_sha256", "pdf_sha256"), "41d9" * 16)
    return LetterOut(f"out-{no}", no, kind, "pl", at=at, **said)


def _step(no: int, step: LetterStep, day: date | None = None, **more: Any) -> LetterEntry:
    at = fiction.at(9, 12)
    return LetterEntry(f"step-{no}-{day}", f"out-{no}", step, fiction.USER, at, day, **more)


def with_letters(recipient: str = "", how: str = "registered post", reason: str = "") -> CaseView:
    """A request that is asked and answered in part, a hearing without service, one withdrawn."""
    view = fiction.anew(fictional_case.CASE_VIEW)
    case = view.case
    to, why = recipient or PARTIES[0].name, reason or "The receipt says the tenth."
    first, wrong = date(2026, 4, 10), date(2026, 4, 9)
    hearing = replace(
        case.actions[0],
        id="heard",
        kind=ActionKind.HEARING,
        addressee=to,
        question="No licence was shown for the machine.",
        due=None,
        period="30d",
        answered_at=None,
    )
    asked = replace(
        case.actions[0],
        id="asked",
        kind=ActionKind.INFORMATION_REQUEST,
        addressee=to,
        question="Who is the end user of the machine?",
        due=date(2026, 4, 24),
        remind=date(2026, 4, 22),
        answered_at=None,
    )
    letters = (
        _out(
            1,
            LetterKind.INFORMATION,
            recipient=to,
            action_id="asked",
            due=date(2026, 4, 24),
            evidence_id=case.evidence[0].id,
            steps=(
                _step(1, LetterStep.SERVED, wrong, how=how),
                _step(1, LetterStep.SERVED, first, how=how, reason=why),
            ),
        ),
        _out(2, LetterKind.HEARING, recipient=to, action_id="heard"),
        _out(
            3,
            LetterKind.HOLD,
            recipient=to,
            steps=(_step(3, LetterStep.WITHDRAWN, reason=reason or "Sent to another address."),),
        ),
    )
    answer = MailAnswer(
        "mail-1", case.evidence[0].id, "asked", MailJudgement.IN_PART, why, fiction.USER, SAID_AT
    )
    told = replace(
        case, letters=letters, actions=(*case.actions, asked, hearing), mail_answers=(answer,)
    )
    return replace(view, case=told)


SAID_AT = fiction.at(10)


def _of_case(shell: Shell, view: CaseView) -> CaseScreen:
    """The letters of a case, with the words of the one that was asked for."""
    signed_in(shell)
    screen = CaseScreen()
    screen.show_view(view)
    shell.open_tab(
        Tab("case-412", REFERENCE, "cases"), lambda: screen, screen="case", place="cases"
    )
    card = screen.page.letters
    assert card is not None
    card.table.selectRow(2)
    issued = replace(proof().draft, number=f"{REFERENCE}/1")
    first = card.rows.rows()[2]
    card.show_letter(KeptLetter(first, tuple(letter_lines(issued))))
    QTimer.singleShot(0, screen, lambda: screen.show_section("letters"))
    return screen


def of_case(shell: Shell) -> QWidget:
    """A case with three letters."""
    return _of_case(shell, with_letters())


def of_case_longest(shell: Shell) -> QWidget:
    """The same with long names and reasons."""
    return _of_case(shell, with_letters(LONG, f"registered post, to {LONG}", LONG))


SCENES = {
    "letter": letter,
    "letter_empty": empty,
    "letter_longest": longest,
    "letter_to_university": to_university,
    "letters_of_case": of_case,
    "letters_of_case_longest": of_case_longest,
}
