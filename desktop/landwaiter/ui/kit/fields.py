"""What a form asks for: fields as data, and the widgets that take the answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from landwaiter.domain.base.terms import within
from landwaiter.i18n import _, plural, without_isolates
from landwaiter.services.base.wording import countries_offered
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.choice import ChoiceBox
from landwaiter.ui.kit.day_field import DayField, MomentField, iso_of, moment_iso_of, why_no_day
from landwaiter.ui.kit.text import text_area, text_field

MOST_LOOKED_THROUGH = 40
"""Choices; more of them are searched by typing. Outcomes and grades are read whole."""


def _anything(text: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A template as it would stand in a field; without a text, what is said of none."""

    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing asked for: its name, and what kind of answer it takes."""

    name: str
    title: str
    choices: tuple[tuple[str, str], ...] = ()
    """(value, words); empty: free text."""
    minimum: int = 0
    """Least number of characters."""
    long: bool = False
    secret: bool = False
    value: str = ""
    hint: str = ""
    check: Callable[[str], str] = _anything
    """Why a text is refused; empty where it is taken."""
    open: bool = False
    """With choices: another value may be typed."""
    completes: bool = True
    """With `open`: what is typed is completed to a choice; else it is taken as it stands."""
    day: bool = False
    """A day: it may be typed as people write days, and is answered as 2026-03-27."""
    moment: bool = False
    """A day with an hour, typed in the same way and answered as 2026-03-27T14:30."""
    legal: bool = False
    """With choices: a choice of law, that only a person makes, even where there is one alone."""
    templates: tuple[TemplateLine, ...] = ()
    """Of a long text: what it may begin from."""
    deed: str = ""
    """Name of the deed that it is an argument of: the help of the form tells of it."""

    @property
    def required(self) -> bool:
        """Whether an answer must be given: of choices where none of them is to name none."""
        is_closed = bool(self.choices) and not self.open
        return self.minimum > 0 or (is_closed and all(value for value, _words in self.choices))

    @property
    def begun(self) -> str:
        """What stands in it before anybody has answered.

        Of several choices none is made beforehand, unless there is one that names nothing.
        """
        values = [value for value, _words in self.choices]
        if self.open or not values or self.value in values:
            return self.value
        return values[0] if len(values) == 1 and not self.legal else ""


def country_field(
    name: str,
    title: str,
    *,
    value: str = "",
    minimum: int = 0,
    hint: str = "",
    check: Callable[[str], str] = _anything,
) -> Field:
    """A country, found by its name in the language of the reader or by its code; answered as NO."""
    return Field(
        name,
        title,
        countries_offered(),
        minimum=minimum,
        value=value,
        hint=hint,
        check=check,
        open=True,
    )


class Fields(QObject):
    """The inputs of a form by field name; `changed` at every key."""

    changed = Signal()

    def __init__(self, fields: Sequence[Field], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.fields = tuple(fields)
        self.inputs = {field.name: self._input(field) for field in fields}
        self.changed.connect(self._describe)
        self._describe()

    @property
    def deed(self) -> str:
        """Name of the deed that they ask for; empty where they are of none."""
        return next((field.deed for field in self.fields if field.deed), "")

    def answers(self) -> dict[str, str]:
        """What was given, by field name."""
        return {name: given(widget) for name, widget in self.inputs.items()}

    def typed(self) -> bool:
        """Whether something was answered that did not stand there before; passwords aside."""
        return any(
            given(self.inputs[field.name]).strip() != field.begun.strip()
            for field in self.fields
            if not field.secret
        )

    def fill(self, answers: dict[str, str]) -> None:
        """Put answers back: a draft, or what was typed before a fault."""
        for name, text in answers.items():
            if name in self.inputs:
                put(self.inputs[name], text)

    def why_not(self) -> str:
        """Why the answers are not enough yet; empty when they are."""
        lacking = self.lacking()
        return self.why(lacking) if lacking else ""

    def lacking(self) -> Field | None:
        """The first field whose answer is not enough."""
        return next(filter(self.why, self.fields), None)

    def why(self, field: Field) -> str:
        """Why the answer to one field is refused; empty where it is taken."""
        text = given(self.inputs[field.name]).strip()
        if field.day and (why := why_no_day(text)):
            return why
        least = max(field.minimum, 1) if field.required else field.minimum
        return _missing(field) if len(text) < least else field.check(text)

    def _describe(self) -> None:
        """A screen reader says what a field takes, and why its answer is refused."""
        for field in self.fields:
            why = self.why(field)
            hint = field.hint.removesuffix(".") if why else field.hint
            self.inputs[field.name].setAccessibleDescription(". ".join(filter(None, (hint, why))))

    def _input(self, field: Field) -> QWidget:
        if field.choices:
            return self._choice(field)
        if field.long:
            area = text_area(name=field.title)
            area.setPlainText(field.value)
            area.textChanged.connect(self.changed)
            return area
        if field.day or field.moment:
            # What an empty one means is longer than a day is wide: forms show it below.
            made = MomentField if field.moment else DayField
            line: QLineEdit = made(name=field.title)
        else:
            line = text_field(field.hint, name=field.title, secret=field.secret)
        line.setText(field.value)
        line.textChanged.connect(self.changed)
        return line

    def _choice(self, field: Field) -> QComboBox:
        box = ChoiceBox(empty=field.required and not field.open)
        box.setAccessibleName(field.title)
        box.setMinimumWidth(fonts.px(90))
        box.setEditable(field.open)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for value, words in field.choices:
            box.addItem(words, value)
        if len(field.choices) > MOST_LOOKED_THROUGH and not field.open:
            box.search()
        if field.open:
            line = box.lineEdit()
            if line is not None:
                line.setPlaceholderText(field.hint)
            if not field.completes:
                box.setCompleter(None)  # type: ignore[arg-type]  # Qt takes none
            elif len(field.choices) > MOST_LOOKED_THROUGH:
                box.find_anywhere()
            box.setEditText(field.value)
        else:
            box.setCurrentIndex(box.findData(field.begun))
        box.currentTextChanged.connect(self.changed)
        return box


def given(widget: QWidget) -> str:
    """The answer in an input: the value of a choice, a day as 2026-03-27, else its text.

    A text that stood in it may have been a sentence of a language that runs to the left.
    """
    if isinstance(widget, QComboBox):
        at = widget.findText(widget.currentText(), Qt.MatchFlag.MatchExactly)
        if at < 0 and isinstance(widget, ChoiceBox) and widget.is_searched:
            return ""
        return str(widget.itemData(at)) if at >= 0 else without_isolates(widget.currentText())
    if isinstance(widget, QPlainTextEdit):
        return without_isolates(widget.toPlainText())
    if isinstance(widget, MomentField):
        return moment_iso_of(without_isolates(widget.text()))
    if isinstance(widget, DayField):
        return iso_of(without_isolates(widget.text()))
    return without_isolates(widget.text()) if isinstance(widget, QLineEdit) else ""


def put(widget: QWidget, text: str) -> None:
    """Set the answer in an input; a choice that is not offered any more stays as it was."""
    if isinstance(widget, QPlainTextEdit):
        widget.setPlainText(text)
    elif isinstance(widget, QLineEdit):
        widget.setText(text)
    elif isinstance(widget, QComboBox):
        _choose(widget, text)


def _choose(widget: QComboBox, text: str) -> None:
    if widget.findData(text) >= 0:
        widget.setCurrentIndex(widget.findData(text))
    elif widget.isEditable() and not (isinstance(widget, ChoiceBox) and widget.is_searched):
        widget.setEditText(text)


def _missing(field: Field) -> str:
    if field.minimum > 1:
        return plural(
            field.minimum,
            "{title} needs {n} character",
            "{title} needs {n} characters",
            title=within(field.title),
        )
    return _("{title} is missing").format(title=within(field.title))
