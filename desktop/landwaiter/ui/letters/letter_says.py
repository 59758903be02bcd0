"""What who writes a letter says in it: its fields, rows of its table, evidence that it lists."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.facts import ValueKind
from landwaiter.domain.letters.field_titles import LONG, field_title
from landwaiter.domain.letters.letter_fields import BLOCKS, FIELDS, LetterKind
from landwaiter.domain.letters.letter_order import ASKED_BY, TYPED_BLOCKS, WRITTEN
from landwaiter.i18n import N_, _, joined
from landwaiter.services.letters.letter_form import LetterForm, LetterInput, OfferedQuestion
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Card, across, clear, column
from landwaiter.ui.kit.fields import Field, Fields
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Line, Text
from landwaiter.ui.kit.label import MarkLabel, label
from landwaiter.ui.kit.tickbox import TickBox
from landwaiter.ui.kit.wrapping import AlongLine

ROWS = "rows"
"""The field of the rows of a table."""
BY, REMIND = "by", "remind"
"""The fields of the day by which an answer is asked for, and of the day to be reminded on."""
_EXHIBIT = "exhibit "
_COLUMNS: Mapping[str, str] = {
    "question": N_("question"),
    "why": N_("why"),
    "document": N_("document"),
    "source": N_("source"),
    "date": N_("date"),
    "says": N_("what it says"),
}
_TABLES: Mapping[str, str] = {
    "questions": N_("Questions"),
    "open_sources": N_("Open sources"),
    "relied_on": N_("Evidence that it lists"),
}


def table_title(name: str) -> str:
    """What a table that a person fills is called; of another its name, as a template writes it."""
    return _(_TABLES[name]) if name in _TABLES else name


def fields_asked(kind: LetterKind) -> tuple[Field, ...]:
    """One for each field that who writes a letter of this kind may fill."""
    fields = [Field(BY, _("Answer by"), day=True)] if kind in ASKED_BY else []
    fields.append(Field(REMIND, _("Remind me"), day=True))
    fields += [
        Field(
            path,
            field_title(path),
            long=path in LONG,
            day=FIELDS[path].kind is ValueKind.DAY,
        )
        for path in WRITTEN[kind]
    ]
    block = TYPED_BLOCKS.get(kind)
    if block is not None:
        columns = " | ".join(_(_COLUMNS[one]) for one in BLOCKS[block].columns[1:])
        hint = _("One in a line: {columns}").format(columns=columns)
        fields.append(Field(ROWS, table_title(block), long=True, hint=hint))
    return tuple(fields)


class LetterSays(Card):
    """`changed` whenever something is typed or ticked."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What you say"), parent=parent)
        self.kind: LetterKind | None = None
        self.fields: Fields | None = None
        self.ticks: dict[str, TickBox] = {}
        """Label of evidence → whether the letter lists it."""
        self.offers: list[ActButton] = []

    def show_kind(self, kind: LetterKind, form: LetterForm, answers: Mapping[str, str]) -> None:
        """The fields of this kind, with what was typed in them before."""
        clear(self.body)
        if self.fields is not None:
            self.fields.deleteLater()
        self.kind, self.offers = kind, []
        self.fields = Fields(fields_asked(kind), self)
        self.fields.fill(dict(answers))
        self.fields.changed.connect(self.changed)
        self._show_ticks(kind, form, answers)
        parts: list[QWidget] = []
        short = [self._named(one) for one in self.fields.fields if not one.long]
        if short:
            parts.append(AlongLine(*short, gap=12))
        parts += [self._named(one) for one in self.fields.fields if one.long]
        if kind is LetterKind.INFORMATION:
            parts += list(self._asking(form))
        if self.ticks:
            parts.append(label(table_title("relied_on"), "text2", size=Size.SMALL))
            parts += self.ticks.values()
        elif kind is LetterKind.HEARING:
            parts.append(_told(_("There is no evidence on the case that the letter could list.")))
        self.add(column(*parts, gap=8, margins=(12, 10, 12, 12)))

    def answers(self) -> dict[str, str]:
        """By field, as they are kept while somebody writes."""
        found = self.fields.answers() if self.fields is not None else {}
        listed = {f"{_EXHIBIT}{name}": "yes" for name, box in self.ticks.items() if box.isChecked()}
        return {**found, **listed}

    def said(self, kind: LetterKind, to: str, language: str) -> LetterInput:
        """The letter with what was said."""
        typed = self.fields.answers() if self.fields is not None else {}
        rows, by, remind = (typed.pop(name, "") for name in (ROWS, BY, REMIND))
        return LetterInput(
            kind,
            to,
            language,
            tuple(f"{path}={text.strip()}" for path, text in typed.items() if text.strip()),
            tuple(line.strip() for line in rows.splitlines() if line.strip()),
            tuple(name for name, box in self.ticks.items() if box.isChecked()),
            by.strip(),
            remind.strip(),
        )

    def begin_at(self, path: str) -> None:
        """The cursor into a field."""
        if self.fields is not None and self.has(path):
            self.fields.inputs[_input_of(path)].setFocus()

    def has(self, path: str) -> bool:
        return self.fields is not None and _input_of(path) in self.fields.inputs

    def _show_ticks(self, kind: LetterKind, form: LetterForm, answers: Mapping[str, str]) -> None:
        self.ticks = {}
        for name, file in form.evidence if kind is LetterKind.HEARING else ():
            box = TickBox(_("{label}, {name}").format(label=name, name=file), elides=True)
            box.setToolTip(file)
            box.setChecked(f"{_EXHIBIT}{name}" in answers)
            box.toggled.connect(self.changed)
            self.ticks[name] = box

    def _asking(self, form: LetterForm) -> list[QWidget]:
        """What the open request asks, else what the rules lack, to begin from."""
        if form.asked:
            said = _("Left empty, it asks what the request on the case asks: {question}")
            return [_told(said.format(question=form.asked))]
        if not form.questions:
            return []
        parts: list[QWidget] = [
            label(_("What the rules of this case lack"), "text2", size=Size.SMALL, wrap=True)
        ]
        return parts + [self._offer(one) for one in form.questions]

    def _offer(self, question: OfferedQuestion) -> QWidget:
        button = ActButton(_("Ask it"), icon="plus", small=True)
        button.setAccessibleName(joined(": ", (_("Ask it"), question.text)))
        button.clicked.connect(lambda: self._insert(question.text))
        self.offers.append(button)
        rules = joined(", ", question.rules)
        told = MarkLabel((Text(question.text),), (Text(rules, "muted", Size.SMALL),), wrap=True)
        held = QWidget()
        row = across(told, button)
        row.setStretch(0, 1)
        held.setLayout(row)
        return held

    def _insert(self, line: str) -> None:
        if self.fields is None:
            return
        known = self.fields.answers()[ROWS]
        if line not in known.splitlines():
            self.fields.fill({ROWS: "\n".join(filter(None, (known.rstrip(), line)))})

    def _named(self, field: Field) -> QWidget:
        assert self.fields is not None  # noqa: S101  # just made
        widget, held = self.fields.inputs[field.name], QWidget()
        if field.long:
            widget.setFixedHeight(fonts.px(74 if field.name == ROWS else 58))
        else:
            widget.setMinimumWidth(fonts.px(170))
        title = label(field.title, "text2", size=Size.SMALL)
        below = [_told(field.hint, Size.SMALL)] if field.long and field.hint else []
        held.setLayout(column(title, widget, *below, gap=2))
        return held


def _input_of(path: str) -> str:
    """The name of the input in which a field of the letter is typed."""
    return BY if path in ASKED_BY.values() else path


def _told(text: str, size: Size = Size.DENSE) -> MarkLabel:
    line: Line = (Text(text, "muted", size),)
    return MarkLabel(line, wrap=True)
