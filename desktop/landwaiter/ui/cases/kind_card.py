"""The card of a case on what its kind asks for: stated, asked for, or missing for a decision."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.table.workflow import Permission
from landwaiter.i18n import _
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.kinds import KindFact, kind_facts
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Banner, Card, column, facts
from landwaiter.ui.kit.inline import Gap, Glyph, Line, Text

_WIDTH = 236


class KindCard(QWidget):
    """Signal: `state_asked`, the form of the kind's fields."""

    state_asked = Signal()

    def __init__(self, view: CaseView, rows: tuple[KindFact, ...]) -> None:
        super().__init__()
        kind = view.case.of_kind
        self.state = ActButton(_("State…"), icon="edit", small=True)
        self.state.clicked.connect(self.state_asked)
        _follow(self.state, view)
        card = Card(_(kind.title) if kind else "", acts=(self.state,), head=32)
        basis = [(_("Legal basis"), (Text(kind.basis, "text2"),))] if kind else []
        card.add(facts([*basis, *(pair for one in rows for pair in _pairs(one))], width=_WIDTH))
        missing = [one.title for one in rows if one.missing]
        parts: list[QWidget] = []
        if missing:
            said = _("Needed before a decision is proposed: {fields}.").format(
                fields=", ".join(missing)
            )
            parts.append(Banner(Glyph("warning", 14, "med"), Gap(8), Text(said)))
        self.setLayout(column(*parts, card, gap=8))


def kind_card(view: CaseView) -> KindCard | None:
    """The card, or None where the kind asks nothing beside what is declared."""
    rows = tuple(kind_facts(view.case))
    return KindCard(view, rows) if rows else None


def _follow(button: ActButton, view: CaseView) -> None:
    verdict: Permission | None = next((one for one in view.acts if one.act == "enrich"), None)
    if verdict is None or not verdict.allowed:
        button.refuse(verdict.why_not if verdict else "")


def _pairs(one: KindFact) -> list[tuple[str, Line]]:
    """Name and value; each row of a table on a line of its own."""
    if not one.stated:
        return [(one.title, (Text(one.text, "med" if one.missing else "muted"),))]
    lines = one.text.splitlines()
    return [(one.title if no == 0 else "", (Text(line),)) for no, line in enumerate(lines)]
