"""The review before anything is removed: what is due, what is held, what runs, and the deeds."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from landwaiter.domain.base.facts import title_ids
from landwaiter.domain.base.people import Actor
from landwaiter.domain.base.terms import low
from landwaiter.domain.deeds.shape import Deed
from landwaiter.domain.retention import deeds
from landwaiter.domain.retention.facts import REVIEWED
from landwaiter.domain.retention.retention_periods import RetentionRule, RetentionStanding
from landwaiter.i18n import _, plural
from landwaiter.services.base.page import Page
from landwaiter.services.retention.retention_periods import ReviewRow
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, column
from landwaiter.ui.kit.dialog_pane import DeedsPane
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.field_row import choice_box, chosen
from landwaiter.ui.kit.inline import Gap, Glyph, InlineCell, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import PageModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.theme import Ink
from landwaiter.ui.kit.words import day, word

LIST_HEIGHT = 420
_INKS: Mapping[RetentionStanding, Ink] = {
    RetentionStanding.DUE: "high",
    RetentionStanding.ON_HOLD: "med",
    RetentionStanding.RUNNING: "text2",
    RetentionStanding.NOT_STARTED: "text2",
    RetentionStanding.NO_RULE: "muted",
    RetentionStanding.REMOVED: "muted",
}
_GLYPHS: Mapping[RetentionStanding, str] = {
    RetentionStanding.DUE: "clock",
    RetentionStanding.ON_HOLD: "lock",
}


def _standing(row: ReviewRow) -> InlineCell:
    glyph = _GLYPHS.get(row.standing)
    shown = (Glyph(glyph, 12, _INKS[row.standing]), Gap(6)) if glyph else ()
    return InlineCell(((*shown, Text(word(row.standing), _INKS[row.standing])),))


def _due(row: ReviewRow) -> InlineCell:
    return InlineCell(((Text(day(row.due) if row.due else "—", "text" if row.due else "muted"),),))


_WHICH, _KEPT_FOR, _PROTECTED_BY, _STANDING, _DUE, _WHY = title_ids(
    REVIEWED, "reference", "purpose", "regime", "standing", "due", "why"
)
REVIEW_COLUMNS: tuple[TableColumn[ReviewRow], ...] = (
    TableColumn(
        _WHICH,
        lambda row: InlineCell(
            ((Text(row.reference, bold=True), Gap(8), Text(row.title, "text2")),)
        ),
        fixed=True,
    ),
    TableColumn(_KEPT_FOR, lambda row: InlineCell(((Text(word(row.purpose)),),)), width=120),
    TableColumn(
        _PROTECTED_BY,
        lambda row: InlineCell(
            ((Text(row.regime.value.upper() if row.regime else "—", "text2"),),)
        ),
        width=104,
    ),
    TableColumn(_STANDING, _standing, width=128),
    TableColumn(_DUE, _due, width=104),
    TableColumn(_WHY, lambda row: InlineCell(((Text(row.why, "text2"),),)), width=300),
)


DEEDS: Mapping[str, Deed[Any, Any]] = {
    "period": deeds.SET_PERIOD,
    "regime": deeds.STATE_REGIME,
    "proceedings": deeds.END_PROCEEDINGS,
    "hold": deeds.PLACE_HOLD,
    "lift": deeds.LIFT_HOLD,
    "remove": deeds.REMOVE_CASE,
}
"""Button → deed."""


class RetentionDialog(DeedsPane):
    """`asked(deed, row)` with a name of `DEEDS`; `chosen_changed`."""

    chosen_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Retention"),
            _("nothing is removed without this list and a second person"),
            width=1120,
            parent=parent,
        )
        self.model: PageModel[ReviewRow] = PageModel(REVIEW_COLUMNS, key=lambda row: row.id)
        self.list = ListView(self.model)
        every = (
            ("", _("Everything that is kept")),
            *((one.value, word(one)) for one in RetentionStanding),
        )
        self.filter = choice_box(_("Standing"), every)
        self.periods = MarkLabel(wrap=True)
        self.period = ActButton(_("Period…"), keys="Ctrl+P")
        self.regime = ActButton(_("Regime…"), keys="Ctrl+G")
        self.proceedings = ActButton(_("Proceedings…"), keys="Ctrl+J")
        self.hold = ActButton(_("Hold…"), icon="lock", keys="Ctrl+H")
        self.lift = ActButton(_("Lift the hold…"), keys="Ctrl+U")
        self.remove = ActButton(_("Remove…"), keys="Ctrl+E", kind=ButtonKind.PRIMARY)
        self._card = Card(_("Retention review"))
        self._actor: Actor | None = None
        self._build()
        self._connect()
        self.check()

    def show_review(self, page: Page[ReviewRow], rules: tuple[RetentionRule, ...]) -> None:
        """The first page and the periods anew; the cursor stays where it was."""
        was, rows = self.row, page.rows
        self.model.show_page(page)
        at = [n for n, row in enumerate(rows) if was is not None and row.id == was.id]
        if rows:
            self.list.selectRow(at[0] if at else 0)
        due = page.total or 0
        self._card.name(_("Retention review"), plural(due, "{n} due", "{n} due"))
        self.periods.show_lines(*[(Text(line, "text2"),) for line in _periods(rules)])
        self.check()

    def show_actor(self, actor: Actor) -> None:
        """What the signed-in person may do here."""
        self._actor = actor
        self.check()

    @property
    def row(self) -> ReviewRow | None:
        """The row under the cursor."""
        found: ReviewRow | None = self.list.current_row()
        return found

    @property
    def standing(self) -> tuple[RetentionStanding, ...]:
        """What is listed; nothing chosen: everything that is kept."""
        value = chosen(self.filter)
        return (RetentionStanding(value),) if value else ()

    def _build(self) -> None:
        nothing = EmptyState(
            "clock",
            _("Nothing here"),
            _("No case or entity stands so. Choose another standing above."),
        )
        shown: QStackedWidget = or_nothing(self.model, self.list, nothing)  # type: ignore[arg-type]
        self._card.add(shown)
        self._card.setMinimumHeight(fonts.px(LIST_HEIGHT))
        self.filter.setMinimumWidth(fonts.px(200))
        body = column(across(self.filter, 0), self._card, self.periods, gap=10)
        self.build(body, *(self._button(name) for name in DEEDS))

    def _connect(self) -> None:
        self.list.shown.connect(lambda _row: self.check())
        self.filter.currentIndexChanged.connect(lambda _at: self.chosen_changed.emit())
        self.bind((name, self._button(name).keys) for name in DEEDS)
        self.setFocusProxy(self.list)

    def under_cursor(self) -> object:
        return self.row

    def refusals(self) -> dict[str, str]:
        return {name: self._why_not(deed) for name, deed in DEEDS.items()}

    def _why_not(self, deed: Deed[Any, Any]) -> str:
        if self._actor is None:
            return _("reading who may do it")
        if self.row is None and deed is not deeds.SET_PERIOD:
            return deed.why_no_role(self._actor) or _("choose a case")
        return deed.why_not(self._actor, self.row)


def _periods(rules: tuple[RetentionRule, ...]) -> list[str]:
    if not rules:
        return [_("The office has set no period: nothing falls due.")]
    return [
        plural(
            rule.years,
            "{purpose}: {n} year, {start}; {source}.",
            "{purpose}: {n} years, {start}; {source}.",
            purpose=word(rule.purpose),
            start=_("from the end of the year") if rule.from_year_end else low(rule.start),
            source=rule.source,
        )
        for rule in rules
    ]
