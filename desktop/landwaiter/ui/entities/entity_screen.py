"""One entity in its tab: what is stated of it, what it is involved in, its timeline."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from landwaiter.domain.base.days import told_day
from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import Deed
from landwaiter.domain.entities import deeds
from landwaiter.domain.listings.deeds import PROPOSE_LISTING
from landwaiter.domain.reports.subject_deeds import REPORT_ENTITY
from landwaiter.i18n import _, plural
from landwaiter.services.entities.entity_views import EntityView, Moment
from landwaiter.ui.deeds.form_room import FormRoom
from landwaiter.ui.entities.acquisition_card import acquisition_card
from landwaiter.ui.entities.background_card import background_card
from landwaiter.ui.entities.entity_rows import (
    INVOLVED,
    MOMENTS,
    STATEMENTS,
    InvolvedRow,
    StatementRow,
    involved_rows,
    statement_rows,
)
from landwaiter.ui.entities.incidents_card import incidents_card
from landwaiter.ui.entities.proposals_card import proposals_card
from landwaiter.ui.kit import fonts, keys
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Banner, Card, across, clear, column, panel, scrolled
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Line, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.loading import LoadingBar
from landwaiter.ui.kit.table import RowModel
from landwaiter.ui.kit.table_view import CardTable, ListView
from landwaiter.ui.kit.words import word
from landwaiter.ui.kit.wrapping import AlongLine

_SIDE = 360
MOST_PATTERNS = 2
"""Shown over the page, those that stand first; a ship may have had many flags and owners."""
_ICONS = {"person": "person", "vessel": "vessel", "university": "university"}


class EntityScreen(QWidget):
    """Signals: `deed_asked(name)`, `entity_asked(identity)`, `case_asked(reference)`,
    `hit_asked(reference, identity)`, `proposal_asked(identity)`, `duplicates_asked`. A
    form stands at the foot."""

    deed_asked = Signal(str)
    entity_asked = Signal(str)
    case_asked = Signal(str)
    hit_asked = Signal(str, str)
    proposal_asked = Signal(str)
    duplicates_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = LoadingBar()
        self.view: EntityView | None = None
        self.statements: RowModel[StatementRow] = RowModel(
            STATEMENTS, key=lambda row: row.id or (row.what, row.value)
        )
        self.list = ListView(self.statements)
        self.involved: RowModel[InvolvedRow] = RowModel(
            INVOLVED, key=lambda row: (row.kind, row.case, row.hit, str(row.what))
        )
        self.behind = ListView(self.involved)
        self.moments: RowModel[Moment] = RowModel(MOMENTS, key=lambda row: row)
        self.timeline = CardTable(self.moments, wraps=True)
        self._form: QWidget | None = None
        self._actor: Actor | None = None
        self._build()
        self._connect()

    def show_view(self, view: EntityView) -> None:
        """The entity as it is now; the cursor stays on the statement it was on."""
        self.view = view
        self._title.show_lines(_name(view), tuple(_known(view)))
        self.statements.show_rows(statement_rows(view))
        self.involved.show_rows(involved_rows(view))
        self.moments.show_rows(view.timeline)
        self._stated.name(_("Stated of it"), str(self.statements.rowCount()))
        self._involved.name(_("Cases, hits, evidence"), str(self.involved.rowCount() or ""))
        self._show_banners(view)
        self._show_cards(view)
        self._check()

    def show_duplicates(self, count: int) -> None:
        """How many other entities look like this one."""
        self._alike.setVisible(count > 0)
        said = plural(
            count, "{n} other entity may be the same.", "{n} other entities may be the same."
        )
        self._alike_said.show_lines((Glyph("question", 12, "text2"), Gap(6), Text(said)))

    def show_form(self, form: QWidget | None) -> None:
        """A form below the head; None takes it away."""
        self._room.show_form(form)

    @property
    def current(self) -> StatementRow | None:
        """The statement under the cursor."""
        found: StatementRow | None = self.list.current_row()
        return found

    def _build(self) -> None:
        self.state = ActButton(_("State…"), icon="plus", keys="S", kind=ButtonKind.PRIMARY)
        self.holding = ActButton(_("Holding…"), icon="plus", keys="H")
        self.link = ActButton(_("Link…"), icon="link-chart", keys="L")
        self.end = ActButton(_("End…"), icon="cross", keys="E")
        self.owners = ActButton(_("Who is behind it…"), icon="link-chart", keys="O")
        self.history = ActButton(_("History…"), icon="reports", keys="Y")
        self.merge = ActButton(_("Merge…"), icon="merge", keys="M")
        self.unmerge = ActButton(_("Unmerge…"), icon="previous", keys="U")
        self.apart = ActButton(_("Tell apart…"), icon="entities", keys="T")
        self.propose = ActButton(_("Propose for a listing…"), icon="list", keys="P")
        self.report = ActButton(_("Report…"), icon="reports", keys="Ctrl+P")
        self._title = MarkLabel().elastic()
        of_it = (self.state, self.holding, self.link, self.end, self.owners, self.history)
        of_two = (self.merge, self.unmerge, self.apart, self.propose, self.report)
        acts = AlongLine(*of_it, *of_two)
        head = panel("head")
        head.setLayout(column(self._title, acts, gap=8, margins=(16, 9, 16, 10)))
        self._banners = column(gap=4)
        self._build_alike()
        page = panel("page")
        page.setLayout(self._columns())
        middle = QWidget()
        middle.setLayout(column(self._alike, self._banners, scrolled(page)))
        middle.layout().setStretch(2, 1)  # type: ignore[union-attr]  # just set
        self._room = FormRoom(middle)
        self.setLayout(column(head, self.bar, self._room))
        self.layout().setStretch(2, 1)  # type: ignore[union-attr]  # just set
        self.setFocusProxy(self.list)

    def _build_alike(self) -> None:
        self._alike_said = MarkLabel().elastic()
        self.look = ActButton(_("Look at them…"), keys="D")
        self._alike = panel("foot")
        self._alike.setLayout(across(self._alike_said, self.look, margins=(16, 4, 16, 4)))
        self._alike.hide()

    def _columns(self) -> QHBoxLayout:
        self._stated, self._involved = Card(_("Stated of it")), Card(_("Cases, hits, evidence"))
        self._stated.add(self.list)
        none = EmptyState(
            "cases",
            _("No case yet"),
            _("Link a party of a case to this entity: its cases, hits and evidence stand here."),
        )
        self._involved.add(or_nothing(self.involved, self.behind, none))  # type: ignore[arg-type]  # any rows
        self._cards = column(gap=10)
        times = Card(_("Timeline"))
        undated = EmptyState(
            "clock",
            _("Nothing yet"),
            _("What is stated, cases, hits and judgements stand here by day."),
        )
        times.add(or_nothing(self.moments, self.timeline, undated))  # type: ignore[arg-type]  # any rows
        side = panel("page")
        side.setLayout(column(times, self._cards, 0, gap=10))
        area = scrolled(side)
        area.setFixedWidth(fonts.px(_SIDE))
        left = column(self._stated, self._involved, gap=10)
        left.setStretch(0, 3)
        left.setStretch(1, 2)
        both = across(left, area, gap=10, margins=(12, 10, 12, 10))
        both.setStretch(0, 1)
        return both

    def _connect(self) -> None:
        self.list.opened.connect(self._open_other)
        self.list.shown.connect(lambda _row: self._check())
        self.behind.opened.connect(self._open_involved)
        buttons = {
            "state": self.state,
            "holding": self.holding,
            "link": self.link,
            "end": self.end,
            "owners": self.owners,
            "history": self.history,
            "merge": self.merge,
            "unmerge": self.unmerge,
            "apart": self.apart,
            "propose": self.propose,
            "report": self.report,
        }
        for name, button in buttons.items():
            button.clicked.connect(lambda _checked=False, name=name: self.deed_asked.emit(name))
        self.look.clicked.connect(self.duplicates_asked)
        keys.bind(
            "entity",
            self,
            {
                **{name: button.click for name, button in buttons.items()},
                "proposals": lambda: self.deed_asked.emit("proposals"),
                "duplicates": self.look.click,
                "cases": self.behind.setFocus,
            },
        )

    def _open_other(self, row: StatementRow) -> None:
        if row.other:
            self.entity_asked.emit(row.other)

    def _open_involved(self, row: InvolvedRow) -> None:
        if row.hit:
            self.hit_asked.emit(row.case, row.hit)
        else:
            self.case_asked.emit(row.case)

    def _show_banners(self, view: EntityView) -> None:
        clear(self._banners)
        for line, ground, edge in _banners(view):
            self._banners.addWidget(Banner(*line, ground=ground, edge=edge))  # type: ignore[arg-type]  # inks by name

    def _show_cards(self, view: EntityView) -> None:
        clear(self._cards)
        if view.acquisitions:
            self._cards.addWidget(acquisition_card(view.acquisitions))
        if view.incidents:
            self._cards.addWidget(incidents_card(view.incidents))
        if view.proposals:
            self._cards.addWidget(proposals_card(view.proposals, self.proposal_asked.emit))
        if view.background:
            self._cards.addWidget(background_card(view.background))

    def show_actor(self, actor: Actor) -> None:
        """What the signed-in person may do here."""
        self._actor = actor
        self._check()

    def _unmandated(self, deed: Deed[Any, Any]) -> str:
        return "" if self._actor is None else deed.why_no_role(self._actor)

    def _check(self) -> None:
        """Grey what cannot be done now, with the reason."""
        row, view = self.current, self.view
        merged = "" if view and view.merged else _("none")
        reasons: Sequence[tuple[ActButton, str]] = (
            (self.state, self._unmandated(deeds.STATE_FACT)),
            (self.holding, self._unmandated(deeds.LINK_ENTITIES)),
            (self.link, self._unmandated(deeds.LINK_ENTITIES)),
            (self.end, self._unmandated(deeds.END_STATEMENT) or _why_not_end(row)),
            (self.merge, self._unmandated(deeds.MERGE_ENTITIES)),
            (self.unmerge, self._unmandated(deeds.UNMERGE_ENTITY) or merged),
            (self.apart, self._unmandated(deeds.TELL_APART)),
            (self.propose, self._unmandated(PROPOSE_LISTING)),
            (self.report, self._unmandated(REPORT_ENTITY)),
        )
        for button, why in reasons:
            if why:
                button.refuse(why)
            else:
                button.allow()


def _why_not_end(row: StatementRow | None) -> str:
    if row is None:
        return _("no statement is chosen")
    return "" if row.id else _("made with it")


def _name(view: EntityView) -> Line:
    """The name alone, so that a long one leaves what is known in sight."""
    icon = Glyph(_ICONS.get(view.kind, "entities"), 18, "text2")
    return icon, Gap(8), Text(view.name, size=Size.TITLE, bold=True)


def _known(view: EntityView) -> Iterable[Glyph | Gap | Text]:
    country = view.country or _("no country stated")
    yield Text(f"{word(view.kind)}, {country}", "text2")
    if view.sensitive:
        yield Gap(12)
        yield Glyph("audit", 12, "text2")
        yield Gap(5)
        yield Text(_("views are recorded: {why}").format(why=view.sensitive), "text2")


def _banners(view: EntityView) -> Iterable[tuple[Line, str, str]]:
    standing_first = sorted(view.patterns, key=lambda one: one.until is not None)
    for pattern in standing_first[:MOST_PATTERNS]:
        days = _days(pattern.since, pattern.until)
        yield (Glyph("vessel", 12, "text2"), Gap(6), Text(f"{pattern.text} {days}")), "medbg", "med"
    if (more := len(view.patterns) - MOST_PATTERNS) > 0:
        said = _("More such patterns, all of them in its report: {count}.").format(count=more)
        yield (Glyph("vessel", 12, "text2"), Gap(6), Text(said)), "nebg", "line2"
    if view.merged:
        names = ", ".join(one.name for one in view.merged)
        said = _("It stands for {names} too.").format(names=names)
        yield (Glyph("stage-merged", 12, "text2"), Gap(6), Text(said)), "nebg", "line2"


def _days(since: str | None, until: str | None) -> str:
    first, last = told_day(since), told_day(until)
    if first and last:
        return _("From {first} to {last}.").format(first=first, last=last)
    if first:
        return _("Since {first}.").format(first=first)
    return _("Until {last}.").format(last=last) if last else ""
