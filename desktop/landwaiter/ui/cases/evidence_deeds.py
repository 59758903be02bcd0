"""What the window does with evidence: take files in, preview, export, ask that one is wiped."""

import threading
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from landwaiter.domain.cases.life_cycle import MailJudgement
from landwaiter.domain.cases.mail_answers import MailProposal, proposed_answers
from landwaiter.domain.evidence.custody import GRADES
from landwaiter.domain.evidence.deeds import WIPE_EVIDENCE, AddFile, ExportEvidence
from landwaiter.domain.evidence.piece import Evidence
from landwaiter.errors import Fault
from landwaiter.i18n import _
from landwaiter.services.deeds.engine import run
from landwaiter.services.evidence import previews
from landwaiter.services.evidence.adding_evidence import EnteredFile
from landwaiter.services.evidence.evidence_words import told_grade
from landwaiter.services.evidence.text_reading import read_new_texts
from landwaiter.services.reports.filled_forms import FilledForm, form_in_evidence
from landwaiter.ui.cases.case_screen import CaseScreen
from landwaiter.ui.deeds.at_desk import begin_at
from landwaiter.ui.evidence.evidence_screen import ANSWERS, EXPORT, FORM, WIPE
from landwaiter.ui.frame.changed_topics import TEXTS
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.kit.fields import Field
from landwaiter.ui.kit.jobs import Cancellation


class EvidenceDeeds:
    """Deeds on the evidence of one case; `begin_act` opens the form of an act of the table."""

    def __init__(
        self,
        desk: Desk,
        screen: CaseScreen,
        reference: str,
        begin_act: Callable[[str, dict[str, str]], None],
    ) -> None:
        self._desk, self._screen, self._reference = desk, screen, reference
        self._begin_act = begin_act
        self._drawing = threading.Event()
        page = screen.page
        page.evidence_deed_asked.connect(self.do)
        page.mail_answer_asked.connect(self.answer)
        page.preview_asked.connect(self.preview)
        page.preview_left.connect(self.give_up)

    def add(self) -> None:
        """Files chosen by the person, kept unchanged in the vault with their hash."""
        files = self._desk.prompts.open_files(_("Add evidence"))
        if not files:
            return
        names = ", ".join(file.name for file in files)
        fields = (_source(files, self._desk.user), *_fields(self._known()))
        answers = self._desk.prompts.ask(_("Add evidence"), _("Add"), fields, note=names)
        if answers is not None:
            for file in files:
                self._add_file(_said(self._reference, file, answers))

    def do(self, name: str, piece: Evidence) -> None:
        """A deed on one piece: an act of the table, an export, or a wipe."""
        own = {EXPORT: self._export, WIPE: self._wipe, FORM: self._read_form}
        if name in own:
            own[name](piece)
        else:
            self._begin_act(name, {"evidence": str(piece.no), **self._proposed(name, piece)})

    def answer(self, proposal: MailProposal, judgement: MailJudgement) -> None:
        """The form of what a mail answers, with what the person pressed."""
        said = {"evidence": str(proposal.evidence), "action": proposal.action}
        self._begin_act(ANSWERS, {**said, "outcome": judgement.value})

    def _read_form(self, piece: Evidence) -> None:
        """The form of the deed, with what the reply form says: a person confirms or changes it."""
        self._desk.read(
            lambda session: form_in_evidence(session, self._reference, piece.no),
            lambda form: self._begin_reply(piece, form),
            slot=f"form-{self._reference}",
            owner=self._screen,
        )

    def _begin_reply(self, piece: Evidence, form: FilledForm) -> None:
        if form.remarks:
            self._desk.warn(" ".join(form.remarks))
        self._begin_act(form.act, {**form.chosen(), "evidence": str(piece.no)})

    def _proposed(self, name: str, piece: Evidence) -> dict[str, str]:
        """The request that a mail may answer; how much of it, only a person says."""
        view = self._screen.view
        if name != ANSWERS or view is None:
            return {}
        found = (one for one in proposed_answers(view.case) if one.evidence == piece.no)
        return next(({"action": one.action} for one in found), {})

    def preview(self, piece: Evidence, page: int) -> None:
        """Have a page drawn; one that is still being drawn is given up."""
        self.give_up()
        stop = self._drawing = threading.Event()
        self._screen.page.show_no_preview(_("The preview is being drawn …"))

        def tell() -> None:
            if stop.is_set():
                raise Cancellation

        self._desk.read(
            lambda session: previews.preview(
                session, self._reference, piece.no, page=page, tell=tell
            ),
            self._screen.page.show_preview,
            slot=f"preview-{self._reference}",
            owner=self._screen,
            on_fault=self._refused,
        )

    def give_up(self) -> None:
        """Nobody looks any more: the process that draws is ended."""
        self._drawing.set()

    def _refused(self, fault: Fault) -> None:
        parts = (fault.message, fault.remedy or "")
        self._screen.page.show_no_preview(" ".join(part for part in parts if part))

    def _known(self) -> tuple[Evidence, ...]:
        view = self._screen.view
        return view.case.evidence if view else ()

    def _add_file(self, said: AddFile) -> None:
        self._desk.run(
            _("Evidence {name}").format(name=said.file.name),
            lambda session, tell: run(session, said, tell),
            self._added,
        )

    def _added(self, entered: EnteredFile) -> None:
        self._desk.say(" ".join(entered.sentences()))
        self._desk.tell(entered.changes)
        self._desk.run(
            _("Reading texts of evidence"),
            lambda session, tell: read_new_texts(session, entered.reference, tell),
            lambda _count: self._desk.tell_topic(TEXTS),
        )

    def _export(self, piece: Evidence) -> None:
        target = self._desk.prompts.save_file(_("Export evidence"), piece.name)
        if target is None:
            return
        answers = self._desk.prompts.ask(
            _("Export {label}").format(label=piece.label),
            _("Export it"),
            (Field("reason", _("For whom and why"), minimum=1),),
            note=_("The audit chain says who took it, and why."),
        )
        if answers is not None:
            said = ExportEvidence(self._reference, piece.no, target, answers["reason"])
            self._desk.run(
                _("Export of {name}").format(name=piece.name),
                lambda session, tell: run(session, said, tell),
                lambda _piece: self._exported(target),
            )

    def _exported(self, target: Path) -> None:
        self._desk.say(_("The original is written to {file}.").format(file=target))
        self._desk.tell_topic("cases")

    def _wipe(self, piece: Evidence) -> None:
        asked = _("{label} waits for a second person to wipe it.").format(label=piece.label)
        begin_at(
            self._desk,
            WIPE_EVIDENCE,
            {"reference": self._reference, "number": piece.no},
            lambda _result: self._desk.say(asked),
            title=_("Wipe {label} for good").format(label=piece.label),
            button=_("Ask a second person"),
            note=_(
                "“{name}” goes once a second person has seconded it. What is recorded about it and "
                "its hash stay."
            ).format(name=piece.name),
        )


def _source(files: Sequence[Path], user: str) -> Field:
    """From whom it came: a mail states its sender, which is taken where nothing else is said."""
    if all(file.suffix.lower() == ".eml" for file in files):
        return Field("source", _("Received from"), hint=_("empty: the sender that the mail states"))
    return Field("source", _("Received from"), minimum=1, value=user)


def _fields(known: tuple[Evidence, ...]) -> tuple[Field, ...]:
    grades = (("", _("not graded")), *((grade, told_grade(grade)) for grade in GRADES))
    pieces = tuple((str(one.no), f"{one.label}, {one.name}") for one in known)
    asked = [
        Field("date", _("Received on"), hint=_("2026-03-27; empty: today"), day=True),
        Field("place", _("Place")),
        Field("seal", _("Seal number")),
        Field("grade", _("Grading of source and information"), grades),
        Field(
            "confidence",
            _("Source"),
            (("", _("may be named in reports")), ("yes", _("kept in confidence: never printed"))),
        ),
    ]
    if pieces:
        none = (("", _("no, an original")),)
        asked.append(Field("redacts", _("Redacted copy of"), none + pieces))
    return tuple(asked)


def _said(reference: str, file: Path, answers: dict[str, str]) -> AddFile:
    day, redacts = answers["date"].strip(), answers.get("redacts", "")
    return AddFile(
        reference,
        file,
        received_from=answers["source"],
        date=date.fromisoformat(day) if day else None,
        place=answers["place"],
        seal=answers["seal"],
        grade=answers["grade"],
        in_confidence=bool(answers["confidence"]),
        redacts=int(redacts) if redacts else None,
    )
