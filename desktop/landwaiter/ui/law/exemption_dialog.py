"""An exemption claimed for a contract from before an embargo, asked question by question."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.flags.embargo.old_contracts import ClaimedExemption
from landwaiter.i18n import N_, _
from landwaiter.services.flags.embargo import Claimable
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, clear, column, facts
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.field_row import choice_box, chosen, field_row
from landwaiter.ui.kit.inline import Gap, Line, Text
from landwaiter.ui.kit.keys import on_submit
from landwaiter.ui.kit.text import text_field

WIDTH = 230
QUESTIONS: tuple[tuple[str, str, str], ...] = (
    ("contract_date", N_("Date of the contract"), N_("1985-06-30")),
    ("contract", N_("Its reference"), N_("as printed on it")),
    ("parties", N_("Between whom"), N_("as printed on it")),
    ("article", N_("Provision that exempts it"), N_("article and paragraph")),
    ("scope", N_("What it covers"), N_("goods and services, in its own words")),
    ("items", N_("Items it covers"), N_("1, 2")),
    ("evidence", N_("Where it is on file"), N_("E-01")),
    ("amended", N_("Last amended"), N_("day; leave empty where it is not known")),
    ("last_delivery", N_("Last delivery"), N_("day; empty: of this declaration")),
    ("wind_down", N_("Wind-down ends"), N_("day; leave empty where there is none")),
    ("source", N_("Who says so"), N_("contract, exporter_answer …")),
)
"""Field of the claim, question, and what stands in it while it is empty."""


class ExemptionDialog(Pane):
    """`claim_asked(fields, source)`; answer with `show_checked`."""

    claim_asked = Signal(object, str)

    def __init__(self, reference: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Exemption of an old contract"),
            _("claimed on {reference}; the office decides").format(reference=reference),
            width=760,
            parent=parent,
        )
        self.instrument = choice_box(_("Instrument"), (), empty=True)
        self.exemption = choice_box(_("Exemption"), ())
        self._claimable: dict[str, tuple[str, ...]] = {}
        self.fields = {name: text_field(_(hint), name=_(title)) for name, title, hint in QUESTIONS}
        self.act = ActButton(_("Record and check"), keys="Ctrl+Enter", kind=ButtonKind.PRIMARY)
        self._found = Card(_("What the file says of it"))
        rows = [
            field_row(_(title), self.fields[name], width=WIDTH) for name, title, _hint in QUESTIONS
        ]
        instrument = field_row(_("Instrument"), self.instrument, 0, width=WIDTH)
        exemption = field_row(_("Exemption named by its row"), self.exemption, width=WIDTH)
        self.build(column(instrument, exemption, *rows, self._found, gap=6), self.act)
        self._found.hide()
        for field in self.fields.values():
            field.textChanged.connect(lambda _text: self._check())
        self.instrument.currentIndexChanged.connect(lambda _index: self._offer())
        self.instrument.currentIndexChanged.connect(lambda _index: self._check())
        self.exemption.currentIndexChanged.connect(lambda _index: self._take())
        self.act.clicked.connect(self.ask)
        on_submit(self, self.ask)
        self.setFocusProxy(self.fields["contract_date"])
        self._check()

    def show_instruments(self, instruments: Sequence[Claimable]) -> None:
        """Each instrument of the matrix with the exemptions that its rows name."""
        self._claimable = {one.instrument: one.exemptions for one in instruments}
        for one in instruments:
            self.instrument.addItem(one.title, one.instrument)
        self.fields["contract_date"].setFocus()

    def _offer(self) -> None:
        """The exemptions of the instrument; none is chosen beforehand."""
        named = self._claimable.get(chosen(self.instrument), ())
        self.exemption.clear()
        for one in named:
            self.exemption.addItem(one, one)
        self.exemption.setCurrentIndex(-1)
        self.exemption.setEnabled(bool(named))
        self.exemption.setPlaceholderText(_("choose…") if named else _("its rows name none"))

    def _take(self) -> None:
        """The exemption that was chosen is the provision that is claimed; it may be reworded."""
        if named := chosen(self.exemption):
            self.fields["article"].setText(named)

    def show_checked(self, found: ClaimedExemption) -> None:
        """Every check, and what they come to."""
        clear(self._found.body)
        pairs: list[tuple[str, Line]] = [
            (one.name, (Text(_(one.answer.value), bold=True), Gap(8), Text(one.text, "text2")))
            for one in found.checks
        ]
        self._found.add(facts(pairs, width=WIDTH))
        self._found.show()
        said = _("Recorded. All checks together: {verdict}.")
        self.show_done(said.format(verdict=_(found.verdict.value)))

    def ask(self) -> None:
        """Hand the claim over."""
        if self.act.isEnabled():
            self.outcome.forget()
            self.claim_asked.emit(self._said(), self.fields["source"].text().strip())

    def _said(self) -> Mapping[str, Any]:
        said = {name: field.text().strip() for name, field in self.fields.items()}
        del said["source"]
        items = [part.strip() for part in said["items"].split(",") if part.strip()]
        return {**said, "items": items, "instrument": chosen(self.instrument)}

    def _check(self) -> None:
        if not chosen(self.instrument):
            self.act.refuse(_("choose the instrument"))
        elif not self.fields["contract_date"].text().strip():
            self.act.refuse(_("type the date of the contract"))
        elif not self.fields["source"].text().strip():
            self.act.refuse(_("say who says so"))
        else:
            self.act.allow()
