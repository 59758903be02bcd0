"""The page of one incident: as it stands, the vessel on that day, who says who did it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.facts import title_ids
from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import Deed
from landwaiter.domain.incidents import deeds
from landwaiter.domain.incidents.facts import ON_INCIDENT
from landwaiter.domain.incidents.incident import IncidentStatement, StatementKind, said_of
from landwaiter.domain.incidents.moments import shown_span
from landwaiter.i18n import _
from landwaiter.services.incidents.incident_views import IncidentView
from landwaiter.ui.incidents.incident_cards import (
    FACT_WIDTH,
    attribution_lines,
    incident_facts,
    padded,
    sourced,
)
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, column, facts, scrolled
from landwaiter.ui.kit.dialog_pane import DeedsPane
from landwaiter.ui.kit.inline import Gap, InlineCell, Text, stated
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.words import word

CARD_HEIGHT, LIST_HEIGHT = 250, 200
DEEDS: Mapping[str, Deed[Any, Any]] = {
    "end": deeds.END_OF_INCIDENT,
    "link": deeds.LINK_INCIDENT,
    "told": deeds.TELL_INCIDENT,
    "attribute": deeds.ATTRIBUTE_INCIDENT,
    "state": deeds.STATE_OF_INCIDENT,
}
"""Button → deed."""


@dataclass(frozen=True, slots=True)
class StatedRow:
    """A standing statement as the list shows it; `entity` is who it links to."""

    statement: IncidentStatement
    entity: str = ""

    @property
    def said(self) -> str:
        """What is stated, and of whom."""
        said, other = said_of(self.statement), self.entity or self.statement.case
        return _("{other}: {said}").format(other=other, said=said) if other else said


def _columns() -> tuple[TableColumn[StatedRow], ...]:
    what, said, day, certainty, source, grade, read = title_ids(
        ON_INCIDENT, "what", "said", "day", "certainty", "source", "grade", "read_on"
    )
    return (
        TableColumn(
            what,
            lambda row: InlineCell(((Text(word(row.statement.kind), "text2"),),)),
            width=110,
            fixed=True,
        ),
        TableColumn(said, lambda row: InlineCell(((Text(row.said),),)), fixed=True),
        TableColumn(day, lambda row: InlineCell(((stated(_day(row.statement), "–"),),)), width=150),
        TableColumn(
            certainty,
            lambda row: InlineCell(((Text(word(row.statement.certainty)),),)),
            width=100,
        ),
        TableColumn(
            source, lambda row: InlineCell(((Text(row.statement.source, "text2"),),)), width=210
        ),
        TableColumn(grade, lambda row: InlineCell(((Text(row.statement.grade),),)), width=56),
        TableColumn(
            read, lambda row: InlineCell(((Text(row.statement.read_on, "text2"),),)), width=92
        ),
    )


def _day(one: IncidentStatement) -> str:
    return "" if one.kind is StatementKind.HAPPENED else shown_span(one.since, one.until)


class IncidentDialog(DeedsPane):
    """`asked(deed, row)` with a name of `DEEDS`."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, _("what is stated stays as it was said"), width=1180, parent=parent)
        self.model: RowModel[StatedRow] = RowModel(_columns(), key=lambda row: row.statement.id)
        self.list = ListView(self.model)
        self.end = ActButton(_("End…"), icon="cross", keys="Ctrl+E")
        self.link = ActButton(_("Link…"), icon="link-chart", keys="Ctrl+L")
        self.told = ActButton(_("Told…"), keys="Ctrl+T")
        self.attribute = ActButton(_("Attribution…"), keys="Ctrl+U")
        self.state = ActButton(_("State…"), icon="plus", keys="Ctrl+S", kind=ButtonKind.PRIMARY)
        self.stands = Card(_("As it stands"))
        self.attributed = Card(_("Who says who did it"))
        self.said_so, self.whole = MarkLabel(wrap=True), MarkLabel(wrap=True)
        self._actor: Actor | None = None
        self._build()
        self.list.shown.connect(self._look_at)
        self.bind(
            (
                ("end", "Ctrl+E"),
                ("link", "Ctrl+L"),
                ("told", "Ctrl+T"),
                ("attribute", "Ctrl+U"),
                ("state", "Ctrl+S"),
            )
        )
        self.setFocusProxy(self.list)
        self.check()

    def show_incident(self, view: IncidentView) -> None:
        """The page anew."""
        self.stands.empty()
        self.stands.add(facts(incident_facts(view), width=FACT_WIDTH))
        self.attributed.name(_("Who says who did it"), view.confirmation)
        self.said_so.show_lines(*attribution_lines(view))
        self.model.show_rows(_rows(view))
        self.list.selectRow(0)
        self.check()

    def show_actor(self, actor: Actor) -> None:
        """What the signed-in person may do here."""
        self._actor = actor
        self.check()

    def _build(self) -> None:
        self.attributed.add(padded(self.said_so))
        both = []
        for card in (self.stands, self.attributed):
            area = scrolled(card)
            area.setMinimumHeight(fonts.px(CARD_HEIGHT))
            both.append(area)
        lines = Card(_("Stated"))
        lines.add(self.list)
        lines.setMinimumHeight(fonts.px(LIST_HEIGHT))
        self.build(
            column(self.side_by_side(*both), lines, self.whole, gap=10),
            self.end,
            self.link,
            self.told,
            self.attribute,
            self.state,
        )

    def _look_at(self, row: StatedRow) -> None:
        """The statement under the cursor in full: the list shows the beginning of what is long."""
        one = row.statement
        said = (Text(word(one.kind), "text2", whole=True), Gap(8), Text(row.said))
        self.whole.show_lines(said, (Text(sourced(one), "muted"),))
        self.check()

    def under_cursor(self) -> object:
        return self.list.current_row()

    def refusals(self) -> dict[str, str]:
        if self._actor is None:
            return dict.fromkeys(DEEDS, _("reading who may do it"))
        found = {name: deed.why_no_role(self._actor) for name, deed in DEEDS.items()}
        none = "" if self.list.current_row() is not None else _("choose a statement")
        return {**found, "end": found["end"] or none}


def _rows(view: IncidentView) -> tuple[StatedRow, ...]:
    return (
        *map(StatedRow, view.statements),
        *map(StatedRow, view.attributions),
        *(StatedRow(one.statement, one.name) for one in view.linked),
        *map(StatedRow, view.cases),
    )
