"""What narrows the list of cases: chips in a row, and more of them behind a button."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from landwaiter.domain.base.terms import low
from landwaiter.domain.cases.case import GoodsStatus, Stage
from landwaiter.domain.cases.case_query import (
    LEGAL,
    ME,
    NO_CLOCK,
    NOBODY,
    OPEN,
    RAN_OUT,
    CaseQuery,
    why_unfit,
)
from landwaiter.domain.cases.stages import stage_title
from landwaiter.domain.intake.case_kind import CaseKind, kind_word
from landwaiter.i18n import N_, _, capitalised
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.filter_chips import Choice, FilterChip
from landwaiter.ui.kit.prompts import Field
from landwaiter.ui.kit.wrapping import FlowLayout

_TITLES: Mapping[str, str] = {
    "stage": N_("Stage"),
    "received": N_("Received"),
    "destination": N_("To"),
    "flag": N_("Red flag"),
    "assignee": N_("Assignee"),
    "goods": N_("Goods"),
    "clock": N_("Clock"),
    "code": N_("CN code"),
    "value": N_("Value from"),
    "candidate": N_("Candidate"),
    "kind": N_("Kind"),
    "tag": N_("Tag"),
}
"""Chip → its title; the first stand in the row, the others where they narrow."""
FIRST = ("stage", "received", "destination", "flag")
_TYPED: Mapping[str, str] = {
    "received": N_("From … to …"),
    "code": N_("First figures…"),
    "value": N_("At least…"),
}
_SPAN = ".."


class CaseFilters(QWidget):
    """`changed` when a chip narrows otherwise; `typing_asked(chip)` where a value is to be typed.

    `chips` by name; `query_of` gives a query what they say.
    """

    changed = Signal()
    typing_asked = Signal(str)

    def __init__(
        self, choices: Mapping[str, Sequence[Choice]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        offered = {**_choices(), **choices}
        self.chips = {
            name: FilterChip(_(title), offered.get(name, ()), typed=_(_TYPED.get(name, "")) or "")
            for name, title in _TITLES.items()
            if offered.get(name) or name in _TYPED
        }
        self.more = ActButton(_("More"), icon="plus", small=True)
        self.more.clicked.connect(self._offer_more)
        self._showing = False
        for name, chip in self.chips.items():
            chip.chosen.connect(lambda _value, name=name: self._chosen(name))
            chip.typing_asked.connect(lambda name=name: self.typing_asked.emit(name))
        row = FlowLayout(gap=6)
        row.add(*self.chips.values(), self.more)
        self.setLayout(row)
        for name, chip in self.chips.items():
            chip.setVisible(name in FIRST)

    def show_query(self, query: CaseQuery) -> None:
        """The chips as the query has them, without a word to anybody."""
        self._showing = True
        for name, chip in self.chips.items():
            chip.choose(_value(query, name))
            chip.setVisible(name in FIRST or bool(chip.value))
        self._showing = False

    def query_of(self, query: CaseQuery) -> CaseQuery:
        """The same with what the chips narrow."""
        said: dict[str, str | None] = {}
        for name, chip in self.chips.items():
            if name == "received":
                first, _dots, last = chip.value.partition(_SPAN)
                said |= {"received_from": first or None, "received_to": last or None}
            else:
                said[name] = chip.value or None
        return replace(query, **said)  # type: ignore[arg-type]  # its fields

    def typed(self, name: str, answers: Mapping[str, str]) -> None:
        """What somebody typed for a chip."""
        if name == "received":
            first, last = answers["from"].strip(), answers["to"].strip()
            self.chips[name].choose(f"{first}{_SPAN}{last}" if first or last else "")
        else:
            self.chips[name].choose(answers[name].strip())

    def fields_of(self, name: str) -> tuple[Field, ...]:
        """What is asked for a chip whose value is typed."""
        if name != "received":
            check = partial(why_unfit, name)
            return (Field(name, _(_TITLES[name]), value=self.chips[name].value, check=check),)
        first, _dots, last = self.chips[name].value.partition(_SPAN)
        hint = _("Such as 2026-03-27; empty: any.")
        check = partial(why_unfit, "received_from")
        return (
            Field("from", _("First day"), value=first, hint=hint, check=check, day=True),
            Field("to", _("Last day"), value=last, hint=hint, check=check, day=True),
        )

    def _chosen(self, name: str) -> None:
        chip = self.chips[name]
        chip.setVisible(name in FIRST or bool(chip.value))
        if not self._showing:
            self.changed.emit()

    def _offer_more(self) -> None:
        """The chips that do not stand in the row, each with its values."""
        menu = QMenu(self)
        for name, chip in self.chips.items():
            if chip.isHidden():
                action = menu.addAction(_(_TITLES[name]))
                action.triggered.connect(lambda _on=False, name=name: self._open(name))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))

    def _open(self, name: str) -> None:
        chip = self.chips[name]
        chip.show()
        chip.setFocus()
        if chip.offers_choices:
            chip.click()
        else:
            self.typing_asked.emit(name)


def _value(query: CaseQuery, name: str) -> str:
    if name != "received":
        return getattr(query, name) or ""
    if not (query.received_from or query.received_to):
        return ""
    return f"{query.received_from or ''}{_SPAN}{query.received_to or ''}"


def _choices() -> dict[str, Sequence[Choice]]:
    return {
        "stage": [(OPEN, _("open")), *((str(one), stage_title(one)) for one in Stage)],
        "kind": [(str(kind), capitalised(kind_word(kind))) for kind in CaseKind],
        "goods": [(str(one), low(one)) for one in GoodsStatus],
        "clock": [
            (RAN_OUT, _("run out by law")),
            ("3", _("3 working days or fewer")),
            (LEGAL, _("a clock of law")),
            (NO_CLOCK, _("none")),
        ],
        "assignee": [(ME, _("me")), (NOBODY, _("nobody"))],
    }
