"""What Today shows who begins: the checklist of a fresh casebook, the present step of practice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.i18n import _
from landwaiter.services.people.first_steps import FirstStep, FirstSteps, works_said
from landwaiter.services.practice.day_steps import DaySteps
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, ruled
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Line, Text
from landwaiter.ui.kit.label import MarkLabel

_EDGES = (12, 5, 8, 5)


class FirstStepsCard(Card):
    """The checklist. Signals: `step_asked(key)`, `put_away_asked()`."""

    step_asked = Signal(str)
    put_away_asked = Signal()

    def __init__(self) -> None:
        self.away = ActButton(_("Put away"), small=True)
        super().__init__(_("Getting ready"), acts=(self.away,))
        self.away.clicked.connect(self.put_away_asked)
        self.hide()

    def show_steps(self, found: FirstSteps | None) -> None:
        """The rows as they stand; nothing where all is done, or it was put away."""
        self.empty()
        self.setVisible(found is not None and found.done < len(found.steps))
        if found is None:
            return
        said = _("{done} of {n} done").format(done=found.done, n=len(found.steps))
        self.name(_("Getting {office} ready").format(office=found.office), said)
        first = next((one for one in found.steps if not one.done), None)
        for one in found.steps:
            self.add(self._row(one, is_next=one is first))
        self.add(ruled(across(MarkLabel((Text(works_said(found)),), wrap=True), margins=_EDGES)))

    def _row(self, step: FirstStep, *, is_next: bool) -> QWidget:
        mark = Glyph("tick", 14, "ok") if step.done else Glyph("warning", 14, "med")
        title: Line = (mark, Gap(8), Text(step.title, size=Size.BODY, bold=True))
        said = step.who if step.why_not and not step.done else step.says
        label = MarkLabel(title, (Text(said, "text2"),), wrap=True)
        label.setAccessibleName(
            f"{step.title}, {_('done') if step.done else _('not done')}: {said}"
        )
        kind = ButtonKind.PRIMARY if is_next and not step.why_not else ButtonKind.SECONDARY
        opening = ActButton(_("Show") if step.done else _("Begin…"), small=True, kind=kind)
        opening.setMinimumWidth(fonts.px(64))
        opening.setAccessibleName(f"{opening.text()}: {step.title}")
        if step.why_not and not step.done:
            opening.refuse(step.why_not)  # read out in the place of its name
        opening.clicked.connect(lambda _checked=False: self.step_asked.emit(step.key))
        return ruled(across(label, opening, margins=_EDGES))


class PracticeCard(Card):
    """The present step of the day.

    Signals: `step_asked(DayStep)`, `skipped()`, `begin_anew_asked()`, `throw_away_asked()`.
    """

    step_asked = Signal(object)
    skipped = Signal()
    begin_anew_asked = Signal()
    throw_away_asked = Signal()

    def __init__(self) -> None:
        self.anew = ActButton(_("Begin anew…"), small=True)
        self.throwing = ActButton(_("Throw away…"), small=True)
        super().__init__(_("Practice"), acts=(self.anew, self.throwing))
        self._found: DaySteps | None = None
        self.left_out: set[str] = set()
        """Steps that the person skipped in this session."""
        self.going = ActButton(_("Go there"), small=True, kind=ButtonKind.PRIMARY)
        self.skipping = ActButton(_("Skip"), small=True)
        self._said = MarkLabel(wrap=True)
        self.add(across(self._said, self.skipping, self.going, margins=(12, 6, 8, 8)))
        self.anew.clicked.connect(self.begin_anew_asked)
        self.throwing.clicked.connect(self.throw_away_asked)
        self.going.clicked.connect(self._go)
        self.skipping.clicked.connect(self._skip)
        self.hide()

    def show_steps(self, found: DaySteps | None) -> None:
        """Where the trainee is; nothing in another casebook. What was skipped stays so."""
        self._found = found
        self.setVisible(found is not None)
        if found is None:
            return
        present = found.present(self.left_out)
        self.going.setVisible(present is not None)
        self.skipping.setVisible(present is not None)
        count = _("{done} of {n} done").format(done=found.done, n=len(found.steps))
        self.name(_("Practice: the day in twelve steps"), count)
        if present is None:
            over = _("All twelve steps are done.") if found.done == len(found.steps) else ""
            self._said.show_lines((Text(over or _("No step is left but skipped ones.")),))
            return
        title = _("{number}. {title}").format(number=present.number, title=present.title)
        self._said.show_lines(
            (Text(title, size=Size.BODY, bold=True),), (Text(present.text, "text2"),)
        )

    def _go(self) -> None:
        present = self._found.present(self.left_out) if self._found else None
        if present is not None:
            self.step_asked.emit(present)

    def _skip(self) -> None:
        """It is asked again in the next session: nothing of it is kept."""
        present = self._found.present(self.left_out) if self._found else None
        if present is not None:
            self.left_out.add(present.key)
            self.show_steps(self._found)
            self.skipped.emit()
