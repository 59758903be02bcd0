"""After a proposal was signed or sent back: what the case waits for, and what waits for me."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.i18n import _, joined, plural
from landwaiter.services.cases.case_row import CaseRow
from landwaiter.services.cases.case_view import CaseView
from landwaiter.ui.cases.acts_of_case import waiting_acts
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Card, across, column, ruled
from landwaiter.ui.kit.inline import Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.today.today_cards import MOST_ROWS, quiet, review_row


class AfterDecision(QWidget):
    """Signals: `act_asked(act)` on this case, `review_asked(reference)` of another."""

    act_asked = Signal(str)
    review_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.waits = Card(_("What the case waits for"), head=30)
        self.mine = Card(_("Awaiting my review"), " ", head=30)
        self.setLayout(column(self.waits, self.mine, gap=10))

    def show_view(self, view: CaseView, others: Sequence[CaseRow]) -> None:
        """What is owed on this case now, and the other proposals, the shortest clock first."""
        self.waits.empty()
        owed = tuple(waiting_acts(view))
        plain = ((one.title, one.act) for one in owed if not one.detail)
        self._wait(view.row.next_step, *plain, (_("Open the case"), "open_case"))
        for one in owed:
            if one.detail:
                self._wait(one.detail, (one.title, one.act))
        self._wait(_("Case report"), (_("Make it"), "report"))
        self.mine.empty()
        count = len(others)
        self.mine.name(
            _("Awaiting my review"),
            plural(count, "{n}, shortest legal clock first", "{n}, shortest legal clock first"),
        )
        for row in others[:MOST_ROWS]:
            title = _("Countersign") if row.pending == "countersign" else _("Review it")
            asked = partial(self.review_asked.emit, row.reference)
            self.mine.add(review_row(row, title, asked))
        if count > MOST_ROWS:
            self.mine.add(quiet(plural(count - MOST_ROWS, "{n} more", "{n} more")))
        if not count:
            self.mine.add(quiet(_("No proposal waits for a second person.")))

    def _wait(self, said: str, *offered: tuple[str, str]) -> None:
        """A sentence, and what is done about it: words of a button and its act."""
        buttons = []
        for title, act in offered:
            button = ActButton(title, small=True)
            button.setAccessibleName(joined(": ", (title, said)))
            button.clicked.connect(partial(self._ask, act))
            buttons.append(button)
        row = across(MarkLabel((Text(said),), wrap=True), *buttons, margins=(12, 6, 12, 6))
        row.setStretch(0, 1)
        self.waits.add(ruled(row))

    def _ask(self, act: str) -> None:
        self.act_asked.emit(act)
