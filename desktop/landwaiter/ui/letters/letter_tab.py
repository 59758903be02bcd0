"""A letter in its tab: its pages drawn off the GUI thread, saved as a draft, issued by a form."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer

from landwaiter.domain.letters.deeds import ISSUE_LETTER, KEEP_LETTER_TEXT
from landwaiter.domain.letters.field_titles import field_title
from landwaiter.i18n import _, joined
from landwaiter.services.base.wording import language_in_itself
from landwaiter.services.letters.issuing import IssueResult
from landwaiter.services.letters.letter_draft import draft_letter
from landwaiter.services.letters.letter_form import (
    LetterForm,
    LetterProof,
    letter_form,
    letter_proof,
    note_letter_opened,
)
from landwaiter.services.letters.letter_output import write_draft
from landwaiter.services.reports.files.rendering import certificate_path
from landwaiter.services.warm.session import Session
from landwaiter.ui.deeds.begin import DeskDeeds, begin
from landwaiter.ui.frame.changed_topics import ChangedTopics
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.navigation import Ways
from landwaiter.ui.frame.tab_view import PlainPlace
from landwaiter.ui.letters.letter_screen import LetterScreen
from landwaiter.ui.reports.certificate_prompt import ask_certificate

PAUSE_MS = 350
"""Pages are drawn anew when nobody has typed for so long."""


def letter_key(reference: str) -> str:
    """Of the tab in which letters on a case are written."""
    return f"letter-{reference}"


class LetterTab(PlainPlace):
    """Letters on one case, one at a time; what is typed is kept as a draft."""

    def __init__(self, desk: Desk, ways: Ways, reference: str) -> None:
        self.screen = LetterScreen()
        super().__init__(self.screen)
        self._desk, self._ways, self._reference = desk, ways, reference
        self._deeds, self._restored = DeskDeeds(desk), False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._draw)
        screen = self.screen
        screen.changed.connect(self._changed)
        screen.save_asked.connect(self._save)
        screen.issue_asked.connect(self._issue)
        screen.leave_asked.connect(self._leave)
        screen.text_asked.connect(self._supply)
        screen.entity_asked.connect(ways.to_entity)
        desk.note_view(partial(note_letter_opened, reference=reference, through="letter"))

    @property
    def draft_key(self) -> str:
        """Of what is typed and not issued yet."""
        return f"letter/{self._reference}"

    def reload(self) -> None:
        self._desk.read(
            lambda session: letter_form(session, self._reference),
            self._show,
            slot=f"letter-form-{self._reference}",
            owner=self.screen,
            bar=self.screen.bar,
        )

    def concerned(self, touched: ChangedTopics) -> bool:
        return bool({"cases", "entities", "settings"} & touched.topics)

    def _show(self, form: LetterForm) -> None:
        self.screen.show_form(form)
        if not self._restored:
            self._restored = True
            self._desk.drafts.restore(self.draft_key, self.screen.fill, owner=self.screen)

    def _changed(self) -> None:
        if self._restored:
            self._desk.drafts.keep(self.draft_key, self.screen.answers())
        self._pause.start()

    def _draw(self) -> None:
        said, reference = self.screen.said(), self._reference
        if said is None:
            return
        self._desk.read(
            lambda session: letter_proof(session, said, reference),
            self._drawn,
            slot=f"letter-{reference}",
            owner=self.screen,
            bar=self.screen.bar,
            on_fault=self.screen.show_fault,
        )

    def _drawn(self, proof: LetterProof) -> None:
        """Not where something else was typed meanwhile: its pages are on their way."""
        if not self._pause.isActive():
            self.screen.show_proof(proof)

    def _save(self) -> None:
        said = self.screen.said()
        if said is None:
            return
        name = f"{self._reference}-{said.kind}.pdf"
        path = self._desk.prompts.save_file(_("Draft of a letter"), name, _("PDF (*.pdf)"))
        if path is None:
            return
        order = said.order(self._reference)

        def write(session: Session) -> None:
            write_draft(draft_letter(session, order), path)

        self._desk.read(
            write,
            lambda _none: self._desk.say(_("The draft is in {file}.").format(file=path.name)),
            owner=self.screen,
            bar=self.screen.bar,
            on_fault=self._desk.show_fault,
        )

    def _issue(self) -> None:
        """Sealed, unless the person leaves that out, where the office has a certificate."""
        self._desk.read(certificate_path, self._ask, owner=self.screen, bar=self.screen.bar)

    def _ask(self, certificate: Path | None) -> None:
        """The form asks for what a letter does not say: on which basis it goes out."""
        said = self.screen.said()
        if said is None:
            return
        key = ask_certificate(self._desk.prompts, certificate)
        begin(
            self._desk.known_bench,
            self._deeds,
            ISSUE_LETTER,
            {
                "kind": said.kind,
                "reference": self._reference,
                "to": said.to,
                "lang": said.language,
                "say": said.say,
                "rows": said.rows,
                "exhibits": said.exhibits,
                "by": said.by_day(),
                "remind": said.remind_day(),
                "certificate": key.path if key else None,
                "password": key.password if key else "",
            },
            self._issued,
        )

    def _issued(self, made: IssueResult) -> None:
        self.screen.forget()
        self._desk.drafts.forget(self.draft_key)
        self._desk.shell.close_tab(letter_key(self._reference))
        self._ways.to_case(self._reference)
        said = _("Letter {number} is issued: {file}.")
        self._desk.say(said.format(number=made.number, file=made.pdf.name))

    def _supply(self, field: str) -> None:
        proof = self.screen.proof
        if proof is None:
            return
        begin(
            self._desk.known_bench,
            self._deeds,
            KEEP_LETTER_TEXT,
            {"field": field, "lang": proof.draft.language.code},
            lambda _result: None,
            note=joined(", ", (field_title(field), language_in_itself(proof.draft.language.code))),
        )

    def _leave(self) -> None:
        self._desk.drafts.keep_now()
        self._desk.shell.close_tab(letter_key(self._reference))
        self._ways.to_case(self._reference)
