"""The strip over the screens of a training casebook: which step of the day comes next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.i18n import _
from landwaiter.services.practice.day_steps import DaySteps
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import across, panel
from landwaiter.ui.kit.inline import Gap, Glyph, Text
from landwaiter.ui.kit.label import MarkLabel

HEIGHT = 30


class PracticeStrip(QWidget):
    """Hidden outside a training casebook, and where Today shows the step itself. `going()`."""

    going = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._said = MarkLabel(ground="tint").elastic()
        self.go = ActButton(_("Go there"), small=True)
        self.go.clicked.connect(self.going)
        bar = panel("own")
        bar.setFixedHeight(fonts.px(HEIGHT))
        bar.setLayout(across(self._said, self.go, margins=(16, 3, 12, 3)))
        self.setLayout(across(bar, gap=0))
        self.hide()

    def show_steps(self, found: DaySteps, skipped: set[str]) -> None:
        """The step that is neither done nor skipped, or that none is left."""
        present = found.present(skipped)
        self.go.setVisible(present is not None)
        count = _("{done} of {n} done").format(done=found.done, n=len(found.steps))
        if present is None:
            said = _("All twelve steps are done.")
            if found.done < len(found.steps):
                said = _("No step is left but skipped ones.")
        else:
            said = _("{number}. {title}").format(number=present.number, title=present.title)
        self._said.show_lines(
            (
                Glyph("book", 14, "accent"),
                Gap(8),
                Text(_("Practice"), bold=True, whole=True),
                Gap(8),
                Text(said),
                Gap(8),
                Text(count, "text2"),
            )
        )
        self.setToolTip(present.text if present else said)
        self.setAccessibleName(f"{_('Practice')}: {said}, {count}")
