"""A letter on the fictional case, as it stands while somebody writes it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

from PySide6.QtWidgets import QWidget
from tests.ui import fiction, fictional_case, places
from tests.ui.letters.long_words import LONG

from landwaiter.domain.law.periods import Calendar
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.letters.letter_text import LETTER_TEXTS, LetterText
from landwaiter.i18n import _
from landwaiter.reports.paper.letter_pdf import letter_pdf
from landwaiter.services.letters.letter_draft import LetterChance, LetterFrame, proof_letter
from landwaiter.services.letters.letter_form import (
    LetterForm,
    LetterInput,
    LetterProof,
    OfferedQuestion,
    drawn_pages,
)
from landwaiter.services.letters.letter_output import letter_lines, letter_sheet
from landwaiter.services.letters.letter_recipient import recipients_of
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.frame.tabs import Tab
from landwaiter.ui.letters.letter_screen import LetterScreen

REFERENCE = fictional_case.CASE_VIEW.case.reference
CALENDAR = Calendar("PL", "1", frozenset(), 2020, 2040)
SINCE = date(2026, 1, 1)
LACKING = "office.access_to_file"


def _text(field: str) -> LetterText:
    said = f"What the office says of {field}: it is laid down in the Customs Act."
    at = datetime(2026, 1, 2, tzinfo=UTC)
    return LetterText(field, "en", said, "Customs Act", SINCE, None, "A. Berg", at)


FRAME = LetterFrame(
    "Customs office Gdynia",
    fiction.at(9),
    CALENDAR,
    tuple(_text(one) for one in LETTER_TEXTS if one != LACKING),
    fiction.USER,
)
PARTIES = recipients_of(fictional_case.CASE_VIEW.case)


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
        tuple((one.id, f"Exporter: {one.name}") for one in PARTIES),
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
def proof(rows: tuple[str, ...] = ()) -> LetterProof:
    """The pages of a request for information to the exporter."""
    said = LetterInput(LetterKind.INFORMATION, PARTIES[0].id, "en", rows=rows)
    draft, gaps = proof_letter(fictional_case.CASE_VIEW, said.order(REFERENCE), FRAME)
    pages = drawn_pages(letter_pdf(letter_sheet(draft)))
    return LetterProof(draft, gaps, pages, tuple(letter_lines(draft)))


def empty(shell: Shell) -> LetterScreen:
    """Nothing is chosen yet."""
    shell.show_status(fiction.STATUS)
    screen = LetterScreen()
    screen.show_form(form())
    tab = Tab(f"letter-{REFERENCE}", f"Letter {REFERENCE}", "mail")
    shell.open_tab(tab, lambda: screen, screen="letter", place="cases")
    return screen


def letter(shell: Shell) -> QWidget:
    """A request for information with a question, that lacks a text of the office."""
    screen = empty(shell)
    rows = "Who is the end user of the machine? | to check the declaration | contract"
    screen.fill({"kind": "information", "to": PARTIES[0].id, "language": "en", "rows": rows})
    screen.show_proof(proof((rows,)))
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
                fields=("decision.intended", "office.answer_address", "declaration.mrn"),
                tables=("relied_on",),
            ),
        )
    )
    return screen


SCENES = {"letter": letter, "letter_empty": empty, "letter_longest": longest}
