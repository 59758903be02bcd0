"""Outcome and legal basis of a proposal, item by item: nothing is chosen beforehand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from landwaiter.domain.cases.before_proposal import ProposalStop
from landwaiter.domain.cases.decision import BASED
from landwaiter.domain.law.legal_bases import LegalBasis
from landwaiter.i18n import _, joined, plural
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Card, across, column, ruled
from landwaiter.ui.kit.fields import given, put
from landwaiter.ui.kit.inline import Gap, Glyph, Text
from landwaiter.ui.kit.label import MarkLabel

_OTHER = "…"
"""The choice that opens a line; no provision has this name."""
_WIDEST = 560
"""Of a list that drops down, at scale 1."""
ITEM, BASIS = "items ", "bases "
"""Begin the names of the fields of an item's outcome, and of its legal basis."""


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """What is chosen for one item; number 0: the case, or its only item."""

    number: int
    outcome: QComboBox
    basis: QWidget

    @property
    def chosen(self) -> tuple[str, str]:
        """Outcome and basis as they stand."""
        return given(self.outcome), given(self.basis).strip()

    @property
    def lacks_basis(self) -> bool:
        outcome, basis = self.chosen
        return outcome in BASED and not basis


class OutcomesCard(Card):
    """The rows over the inputs of a form, which stay the form's.

    The decision as a whole is asked for where the items differ: what it is called is for a person
    to say. `read_anew()` follows what was chosen; `origin` says who made the choices that stand.
    """

    def __init__(
        self,
        inputs: Mapping[str, QWidget],
        words: Mapping[int, str],
        bases: Sequence[LegalBasis],
        origin: str,
    ) -> None:
        self._same = ActButton(_("Same for all…"), small=True)
        numbers = [int(name.removeprefix(ITEM)) for name in inputs if name.startswith(ITEM)]
        super().__init__(
            _("Outcome, item by item"),
            origin,
            acts=(self._same,) if numbers else (),
        )
        self._bases, self._offered, self._is_own = bases, dict[int, str](), False
        self._whole_bases = dict[QWidget, MarkLabel]()
        self._whole = _box(inputs["outcome"])
        self.rows = tuple(
            OutcomeRow(no, _box(inputs[f"{ITEM}{no}"]), inputs[f"{BASIS}{no}"]) for no in numbers
        ) or (OutcomeRow(0, self._whole, inputs["basis"]),)
        self.chain: list[QWidget] = [self._same] if numbers else []
        """What Tab goes along."""
        for row in self.rows:
            self.add(self._shown(words[row.number], row.outcome, row.basis))
        self._differs = self._shown(_("The decision as a whole"), self._whole) if numbers else None
        if self._differs is not None:
            self.add(self._differs)
            inputs["basis"].setParent(self)
            inputs["basis"].hide()  # each item has its own
        self._asks()
        self.add(self._told())
        for row in self.rows:
            if isinstance(row.basis, QComboBox):
                row.basis.currentIndexChanged.connect(partial(self._write_out, row.basis))
                row.basis.activated.connect(partial(self._other, row.basis))
                if (line := row.basis.lineEdit()) is not None:
                    line.editingFinished.connect(partial(self._write_out, row.basis))
        self._same.clicked.connect(self._ask)
        self.read_anew()

    def _shown(self, words: str, *boxes: QWidget) -> QWidget:
        """Below each other: an outcome in few words and a basis in many are read whole."""
        said = MarkLabel((Text(words, bold=True),), wrap=True)
        row = across(*boxes, gap=12)
        for at, box in enumerate(boxes):
            box.setMinimumWidth(fonts.px(150))
            row.setStretch(at, at + 1)
            self.chain.append(box)
        whole = self._whole_bases[boxes[-1]] = MarkLabel(wrap=True)
        whole.hide()
        return ruled(column(said, row, whole, gap=4, margins=(12, 6, 12, 6)))

    def _told(self) -> QWidget:
        """Which lists the bases are from, how new these are, and how far to rely on them."""
        said = _("{title}, edition {edition}, {trust}")
        lists = dict.fromkeys(
            said.format(title=one.listed, edition=one.edition, trust=_(one.trust))
            for one in self._bases
        )
        words = joined(": ", (_("Bases"), joined("; ", lists) or _("none")))
        made = QWidget()
        made.setLayout(
            across(MarkLabel((Text(words, "text2"),), wrap=True), margins=(12, 6, 12, 6))
        )
        return made

    def _asks(self) -> None:
        """Where it is asked whether other choices may be written over."""
        self._asked = MarkLabel(wrap=True, ground="medbg")
        self.replace = ActButton(_("Replace"), small=True)
        self.replace.clicked.connect(self._copy)
        self.keep = ActButton(_("Leave"), small=True)
        self.keep.clicked.connect(self._settle)
        self._question = ruled(across(self._asked, self.replace, self.keep, margins=(12, 6, 12, 6)))
        self._question.hide()
        self.add(self._question)
        self.chain += [self.replace, self.keep]
        self._from = self.rows[0]

    @property
    def same(self) -> ActButton:
        """What one item has, for all."""
        return self._same

    def outcomes(self) -> set[str]:
        """Every outcome that is chosen."""
        return {*(row.chosen[0] for row in self.rows), given(self._whole)} - {""}

    def stops(self) -> Iterator[ProposalStop]:
        """What is missing here before anything can be proposed."""
        without = [row.number for row in self.rows if not row.chosen[0]]
        if without and not any(without):
            yield ProposalStop(_("No outcome is chosen."))
        elif without:
            yield ProposalStop(
                _("Without an outcome: item {items}.").format(items=_numbers(without))
            )
        elif not given(self._whole):
            yield ProposalStop(_("The items differ: say what the decision is as a whole."))

    def unbased(self) -> Iterator[ProposalStop]:
        """Outcomes that need a legal basis and have none."""
        without = [row.number for row in self.rows if row.lacks_basis]
        if any(without):
            said = _("The outcome of item {items} needs a legal basis.")
            yield ProposalStop(said.format(items=_numbers(without)))
        elif without:
            yield ProposalStop(_("The outcome needs a legal basis."))

    def read_anew(self) -> None:
        """Offer what fits each outcome, and ask for the whole where the items differ."""
        for row in self.rows:
            self._offer(row)
        chosen = {row.chosen[0] for row in self.rows}
        if self._differs is None:
            return
        (first, *others) = chosen
        differ = "" not in chosen and bool(others)
        if not differ:
            with QSignalBlocker(self._whole):
                self._whole.setCurrentIndex(self._whole.findData(first) if not others else -1)
        elif not self._is_own:
            with QSignalBlocker(self._whole):
                self._whole.setCurrentIndex(-1)
        self._is_own = differ
        self._differs.setVisible(differ)

    def show_beginnings(self) -> None:
        """Each basis from its beginning, after they were filled in."""
        for row in self.rows:
            if isinstance(row.basis, QComboBox):
                self._write_out(row.basis)

    def _write_out(self, box: QComboBox, *_at: int) -> None:
        """One of the list from its beginning, and below it in full."""
        line = box.lineEdit()
        if line is not None:
            line.setCursorPosition(0)
        listed = box.itemText(box.currentIndex()) if box.currentData() != _OTHER else ""
        whole = self._whole_bases[box]
        whole.show_lines((Text(box.currentText(), "text2"),))
        whole.setVisible(listed != "" and listed == box.currentText())

    def _offer(self, row: OutcomeRow) -> None:
        outcome, basis = row.chosen
        row.basis.setEnabled(bool(outcome) or bool(basis))
        box = row.basis
        if self._offered.get(row.number) == outcome or not isinstance(box, QComboBox):
            return
        self._offered[row.number] = outcome
        fitting = [one for one in self._bases if outcome and one.fits(outcome)]
        is_known = any(one.provision == basis for one in self._bases)
        with QSignalBlocker(box):
            box.clear()
            for one in fitting:
                box.addItem(joined(": ", filter(None, (one.provision, one.about))), one.provision)
            box.addItem(_("other…"), _OTHER)
            box.setCurrentIndex(-1)
            box.setEditText("")
            if not outcome or not is_known or any(one.provision == basis for one in fitting):
                put(box, basis)
        wanted = box.view().sizeHintForColumn(0) + fonts.px(24)
        box.view().setMinimumWidth(min(wanted, fonts.px(_WIDEST)))
        line = box.lineEdit()
        if line is not None:
            line.setPlaceholderText(_("choose…") if outcome else _("after the outcome"))
        self._write_out(box)

    def _other(self, box: QComboBox, at: int) -> None:
        """A line to type another basis in."""
        line = box.lineEdit()
        if line is not None and box.itemData(at) == _OTHER:
            box.setCurrentIndex(-1)
            box.setEditText("")
            line.setPlaceholderText(_("another provision, with its article"))
            line.setFocus()

    def _ask(self) -> None:
        """The row where the cursor is, else the first that is chosen; others are asked about."""
        focus = QApplication.focusWidget()
        chosen = [row for row in self.rows if row.chosen[0]]
        last = [row for row in chosen if focus in (row.outcome, row.basis)]
        if not chosen:
            self.rows[0].outcome.setFocus()
            return
        self._from = (*last, *chosen)[0]
        others = [row for row in chosen if row.chosen != self._from.chosen]
        if not others:
            self._copy()
            return
        said = plural(
            len(others),
            "What is chosen for item {no} replaces what is chosen for {n} other.",
            "What is chosen for item {no} replaces what is chosen for {n} others.",
            no=self._from.number,
        )
        self._asked.show_lines((Glyph("warning", 14, "med"), Gap(6), Text(said)))
        self._question.show()
        self.keep.setFocus()

    def _copy(self) -> None:
        outcome, basis = self._from.chosen
        for row in self.rows:
            put(row.outcome, outcome)
            put(row.basis, basis)
        self._settle()

    def _settle(self) -> None:
        self._question.hide()
        self._from.outcome.setFocus()


def _numbers(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


def _box(widget: QWidget) -> QComboBox:
    assert isinstance(widget, QComboBox)  # noqa: S101  # an outcome is chosen
    return widget
