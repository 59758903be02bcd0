"""The guided form of Art. 4: each question with its answer, source, evidence and note, in steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from landwaiter.domain.base.terms import STATEMENT_SOURCES, low, shown_source, source_named
from landwaiter.domain.cases.case import Case
from landwaiter.domain.flags import catch_all
from landwaiter.domain.flags.catch_all import (
    Assessment,
    CatchAllQuestion,
    Limb,
    QuestionAnswer,
    QuestionReply,
)
from landwaiter.domain.flags.non_union import is_t1
from landwaiter.domain.law.arms_embargo import embargo_of
from landwaiter.i18n import _
from landwaiter.services.cases.case_view import CaseView
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, column, ruled, scrolled
from landwaiter.ui.kit.choice import ChoiceBox
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.empty_state import EmptyState
from landwaiter.ui.kit.field_row import choice_box, choose, chosen
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Inline, Line, Text
from landwaiter.ui.kit.keys import on_submit
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.theme import Ink
from landwaiter.ui.kit.words import word

HEIGHT = 470
_INKS: Mapping[catch_all.KnowledgeLevel, Ink] = {
    catch_all.KnowledgeLevel.INFORMED: "crit",
    catch_all.KnowledgeLevel.AWARE: "high",
    catch_all.KnowledgeLevel.SUSPICION: "med",
    catch_all.KnowledgeLevel.TRANSIT: "high",
    catch_all.KnowledgeLevel.CANNOT_TELL: "text2",
    catch_all.KnowledgeLevel.NONE: "ok",
    catch_all.KnowledgeLevel.NOT_APPLICABLE: "text2",
}


@dataclass(slots=True)
class QuestionRow:
    """The inputs of one question."""

    question: CatchAllQuestion
    answer: QComboBox
    source: ChoiceBox
    evidence: QComboBox
    note: QLineEdit

    def given(self) -> dict[str, Any] | None:
        """What was answered; None where nothing was."""
        said = chosen(self.answer)
        if not said:
            return None
        number = chosen(self.evidence)
        return {
            "answer": said,
            "source": source_named(self.source.currentText()),
            "evidence": int(number) if number else None,
            "note": self.note.text().strip(),
        }

    def fill(self, answered: QuestionAnswer | None) -> None:
        choose(self.answer, answered.reply.value if answered else "")
        self.source.setEditText(shown_source(answered.source) if answered else "")
        choose(self.evidence, str(answered.evidence or "") if answered else "")
        self.note.setText(answered.note if answered else "")

    def why_not(self) -> str:
        said = chosen(self.answer)
        if (
            said in (QuestionReply.YES.value, QuestionReply.NO.value)
            and not self.source.currentText().strip()
        ):
            return _("“{question}” needs its source").format(question=_(self.question.text))
        return ""


class CatchAllDialog(Pane):
    """`given(item or None, answers)`; what follows is shown while answers are chosen."""

    given = Signal(object, object)

    def __init__(self, view: CaseView, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Assessment of unlisted items"),
            _("{reference}; a new statement supersedes the one that stands").format(
                reference=view.case.reference
            ),
            width=1120,
            parent=parent,
        )
        self._view, self._case = view, view.case
        items = [("", _("The whole case"))]
        items += [(str(i.no), _("Item {no}").format(no=i.no)) for i in view.case.items]
        self.item = choice_box(_("For"), items)
        self.rows = tuple(_row(question, view.case) for question in view.questions)
        self.conclusion = MarkLabel(wrap=True)
        self.act = ActButton(_("State it"), icon="disk", keys="Ctrl+Enter", kind=ButtonKind.PRIMARY)
        self._build()
        self._connect()
        self._show_standing()

    def choose_item(self, number: str) -> None:
        choose(self.item, number)
        self._show_standing()

    def answers(self) -> dict[str, Any]:
        """Question → what was answered, those left open left out."""
        found = ((row.question.id, row.given()) for row in self.rows)
        return {name: said for name, said in found if said is not None}

    def ask(self) -> None:
        """Hand the statement over, if it is whole."""
        if self.why_not():
            return
        self.outcome.forget()
        number = chosen(self.item)
        self.given.emit(int(number) if number else None, self.answers())

    def show_stated(self, view: CaseView) -> None:
        """The statement is kept; what follows from it now."""
        self._view, self._case = view, view.case
        self._show_standing()
        self.show_done(_("The assessment is stated."))

    def why_not(self) -> str:
        """Why it cannot be stated yet; empty when it can."""
        if not self.rows:
            return _("no questions are in force on the day of the case")
        wrong = next(filter(None, (row.why_not() for row in self.rows)), "")
        return wrong or ("" if self.answers() else _("no question is answered"))

    def _standing(self) -> Assessment | None:
        number = chosen(self.item)
        item = int(number) if number else None
        return next((one for one in self._view.assessments if one.item == item), None)

    def _show_standing(self) -> None:
        standing = self._standing()
        for row in self.rows:
            row.fill(standing.answers.get(row.question.id) if standing else None)
        self._check()

    def _build(self) -> None:
        steps = dict.fromkeys(row.question.step for row in self.rows)
        cards: list[QWidget] = [self._step(step) for step in steps]
        if not cards:
            cards = [
                EmptyState(
                    "question",
                    _("No questions are in force"),
                    _("Import the pack {pack} that is valid on the day of the case.").format(
                        pack=catch_all.PACK
                    ),
                )
            ]
        holder = QWidget()
        holder.setLayout(column(*cards, 0, gap=10))
        area = scrolled(holder)
        area.setMinimumHeight(fonts.px(HEIGHT))
        self.item.setMinimumWidth(fonts.px(160))
        self.build(column(across(self.item, 0), area, self.conclusion, gap=10), self.act)

    def _step(self, step: str) -> Card:
        card = Card(_(step))
        for number, row in enumerate(self.rows, start=1):
            if row.question.step == step:
                card.add(_laid_out(number, row))
        return card

    def _connect(self) -> None:
        self.item.currentIndexChanged.connect(lambda _at: self._show_standing())
        for row in self.rows:
            row.answer.currentIndexChanged.connect(lambda _at: self._check())
            row.source.currentTextChanged.connect(lambda _text: self._check())
        self.act.clicked.connect(self.ask)
        on_submit(self, self.ask)
        if self.rows:
            self.setFocusProxy(self.rows[0].answer)

    def _check(self) -> None:
        why = self.why_not()
        if why:
            self.act.refuse(why)
        else:
            self.act.allow()
        self.conclusion.show_lines(*self._conclusion())

    def _conclusion(self) -> Sequence[Line]:
        number = chosen(self.item)
        item = int(number) if number else None
        answers = {
            name: QuestionAnswer(QuestionReply(said["answer"]), said["source"])
            for name, said in self.answers().items()
        }
        destination = catch_all.destination_of(self._case, item)
        policy = self._view.policy
        limbs = catch_all.limbs_of(
            self._view.questions,
            answers,
            destination=destination,
            policy=policy,
            in_transit=is_t1(self._case),
        )
        numbers = {row.question.id: number for number, row in enumerate(self.rows, start=1)}
        return (*_limb_lines(limbs, numbers), *_policy_lines(destination, policy))


def _row(question: CatchAllQuestion, case: Case) -> QuestionRow:
    said = _(question.text)
    answers = (("", "—"), *((reply.value, word(reply)) for reply in QuestionReply))
    source = ChoiceBox()
    source.setAccessibleName(_("Source: {question}").format(question=said))
    source.setEditable(True)
    source.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    for one in STATEMENT_SOURCES:
        source.addItem(low(one), one)
    source.setEditText("")
    line = source.lineEdit()
    if line is not None:
        line.setPlaceholderText(_("source"))
    pieces = [("", _("E-…")), *((str(piece.no), piece.label) for piece in case.evidence)]
    return QuestionRow(
        question,
        choice_box(said, answers),
        source,
        choice_box(_("Evidence: {question}").format(question=said), pieces),
        text_field(_("note"), name=_("Note: {question}").format(question=said)),
    )


def _laid_out(number: int, row: QuestionRow) -> QWidget:
    text = MarkLabel(
        (Text(f"{number}. {_(row.question.text)}"),),
        (Text(row.question.article, "muted", Size.SMALL),),
        wrap=True,
    )
    text.setFixedWidth(fonts.px(450))
    for box, width in ((row.answer, 100), (row.source, 170), (row.evidence, 76)):
        box.setFixedWidth(fonts.px(width))
    return ruled(
        across(text, row.answer, row.source, row.evidence, row.note, gap=8, margins=(12, 6, 12, 6))
    )


def _limb_lines(limbs: Sequence[Limb], numbers: Mapping[str, int]) -> Sequence[Line]:
    """Each provision with its answer, and the questions by number that keep it open."""
    lines = []
    for limb in limbs:
        ink = _INKS[limb.level]
        parts: list[Inline] = [
            Text(_("Art. {limb}").format(limb=limb.name), bold=True),
            Gap(8),
            Text(_(catch_all.LEVELS[limb.level]), ink),
        ]
        if limb.missing:
            still = ", ".join(str(numbers.get(name, low(name))) for name in limb.missing)
            said = _("open: question {numbers}").format(numbers=still)
            if len(limb.missing) > 1:
                said = _("open: questions {numbers}").format(numbers=still)
            parts += [Gap(8), Text(said, "muted")]
        if limb.track:
            grounds = _("grounds for track {track}").format(track=limb.track)
            parts += [Gap(8), Text(grounds, "high")]
        lines.append(tuple(parts))
    return lines


def _policy_lines(destination: str | None, policy: Mapping[str, bool | None]) -> Sequence[Line]:
    """Where law or, on a practice of the state, the office's policy answers, it says so."""
    embargo = embargo_of(destination, policy)
    if embargo is None:
        return ()
    if embargo.by_law:
        by_law = _(
            "{destination} is under an arms embargo by law (Art. 2(19)), whatever is answered here."
        ).format(destination=destination)
        return ((Glyph("warning", 12, "high"), Gap(6), Text(by_law, "text2")),)
    said = embargo.counts
    words = {True: _("yes"), False: _("no"), None: _("not set")}
    text = _(
        "Whether {destination} is under an arms embargo is the office's policy, whatever is "
        "answered here: {policy}."
    ).format(destination=destination, policy=words[said])
    glyph = Glyph("warning", 12, "med") if said is None else Glyph("question", 12, "text2")
    return ((glyph, Gap(6), Text(text, "text2")),)
