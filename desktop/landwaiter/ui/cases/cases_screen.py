"""Cases: saved views, filters, the keyset-paged list, acts on ticked rows, and the preview."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.cases.case import Stage
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.i18n import _, figure
from landwaiter.services.base.page import Page
from landwaiter.services.cases.case_row import CaseQuery, CaseRow
from landwaiter.services.cases.case_view import CaseView
from landwaiter.ui.cases.case_preview import CasePreview
from landwaiter.ui.cases.queue_columns import CASE_COLUMNS
from landwaiter.ui.kit import fonts, keys, marks
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import across, column, panel
from landwaiter.ui.kit.filter_chips import Choice, FilterChip, ViewTab
from landwaiter.ui.kit.inline import Gap, Text
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.loading import LoadingBar
from landwaiter.ui.kit.table import Fetch, Order, PagedModel
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.words import word

TYPING_MS = 200
ROWS_PER_SCREEN = 50


@dataclass(frozen=True, slots=True)
class SavedView:
    """A named filter; the first one is shown when the screen opens."""

    title: str
    query: CaseQuery


class CasesScreen(QWidget):
    """`fetch(after, order, CaseQuery)` reads pages; signals say what is wanted.

    `case_asked(reference)`, `preview_asked(reference)` (answer with `show_preview`),
    `propose_asked(reference)`, `assign_asked(rows)`, `reference_asked`.
    """

    case_asked = Signal(str)
    preview_asked = Signal(str)
    propose_asked = Signal(str)
    assign_asked = Signal(object)
    reference_asked = Signal()

    def __init__(
        self,
        fetch: Fetch[CaseRow],
        jobs: Jobs,
        *,
        views: Sequence[SavedView],
        choices: Mapping[str, Sequence[Choice]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.query = views[0].query
        self.bar = LoadingBar()
        self.model: PagedModel[CaseRow] = PagedModel(
            CASE_COLUMNS,
            fetch,
            jobs,
            order=Order(self.query.sort, self.query.descending),
            key=lambda row: row.id,
            bar=self.bar,
            on_page=self._show_total,
            tickable=True,
        )
        self.list = ListView(self.model)
        self._views = tuple(views)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._build(choices)
        self._connect()

    def refresh(self) -> None:
        """Read the list anew with the filter there is."""
        self.model.reload(filter=self.query)

    def show_preview(self, view: CaseView) -> None:
        self.preview.show_view(view)

    def _build(self, choices: Mapping[str, Sequence[Choice]]) -> None:
        self._tabs = [ViewTab(view.title) for view in self._views]
        self._tabs[0].setChecked(True)
        tabs = panel("strip")
        tabs.setLayout(across(*self._tabs, 0, gap=2, margins=(12, 1, 12, 1)))
        example = _("words, MRN, to:CN, flag:RF-P05, candidate:1C350")
        self.search = text_field(example, name=_("Filter"))
        self.search.setFixedWidth(fonts.px(300))
        self.chips = {name: FilterChip(title, each) for name, title, each in _chips(choices)}
        self._columns = ActButton(_("Columns"), icon="columns", small=True)
        self._preview_button = ActButton(_("Preview"), icon="preview", keys="P", small=True)
        filters = panel("base")
        filters.setLayout(
            across(
                self.search,
                *self.chips.values(),
                0,
                self._columns,
                self._preview_button,
                gap=6,
                margins=(12, 6, 12, 6),
            )
        )
        self.preview = CasePreview()
        self.setLayout(
            column(tabs, filters, self.bar, self.list, self._bulk(), self._paging(), self.preview)
        )

    def _bulk(self) -> QWidget:
        self._ticked = MarkLabel(ground="tint")
        self._assign = ActButton(_("Assign…"), icon="person", keys="A", small=True)
        one = ActButton(_("Dismiss, approve"), small=True)
        one.refuse(_("one case at a time"))
        self._clear = ActButton(_("Clear"), keys="Esc", small=True)
        self.bulk = panel("bulk")
        self.bulk.setLayout(
            across(self._ticked, self._assign, one, self._clear, 0, margins=(12, 6, 12, 6))
        )
        self.bulk.hide()
        return self.bulk

    def _paging(self) -> QWidget:
        self.counted = MarkLabel(ground="alt")
        hints = MarkLabel(
            (
                *marks.key_hint("J", ""),
                *marks.key_hint("K", _("row")),
                Gap(12),
                *marks.key_hint("Space", _("check")),
                Gap(12),
                *marks.key_hint("PgDn", _("next 50")),
                Gap(12),
                *marks.key_hint("Ctrl+G", _("go to reference")),
            ),
            ground="alt",
        )
        made = panel("alt")
        made.setFixedHeight(fonts.px(30))
        made.setLayout(across(self.counted, 0, hints, margins=(12, 0, 12, 0)))
        return made

    def _connect(self) -> None:
        self.list.opened.connect(lambda row: self.case_asked.emit(row.reference))
        self.list.shown.connect(self._ask_preview)
        self.list.ticks_changed.connect(self._show_ticks)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.search.returnPressed.connect(self.list.setFocus)
        self._typing.timeout.connect(self._narrow)
        for chip in self.chips.values():
            chip.chosen.connect(lambda _value: self._narrow())
        for number, tab in enumerate(self._tabs):
            tab.clicked.connect(lambda _checked=False, number=number: self._take_view(number))
        self._columns.clicked.connect(
            lambda: self.list.head.choose_columns(
                self._columns.mapToGlobal(self._columns.rect().bottomLeft())
            )
        )
        self._preview_button.clicked.connect(self.toggle_preview)
        self._assign.clicked.connect(self._ask_assign)
        self._clear.clicked.connect(self.untick)
        self.preview.open_asked.connect(self.case_asked)
        self.preview.propose_asked.connect(self.propose_asked)
        self.setFocusProxy(self.list)
        keys.bind(
            "cases",
            self,
            {
                "assign": self._ask_assign,
                "filter": self.search.setFocus,
                "preview": self.toggle_preview,
                "go_to": self.reference_asked.emit,
                "clear": self.untick,
            },
        )

    def toggle_preview(self) -> None:
        self.preview.setVisible(self.preview.isHidden())
        row = self.list.current_row()
        if row is not None:
            self._ask_preview(row)

    def untick(self) -> None:
        """Take all ticks away."""
        self.model.untick_all()
        self._show_ticks()

    def _take_view(self, number: int) -> None:
        self.query = self._views[number].query
        self.search.setText(self.query.text)
        for name, chip in self.chips.items():
            chip.choose(getattr(self.query, name) or "")
        self.model.reload(filter=self.query, order=Order(self.query.sort, self.query.descending))

    def _narrow(self) -> None:
        chosen = {name: chip.value or None for name, chip in self.chips.items()}
        query = replace(self.query, text=self.search.text().strip(), **chosen)  # type: ignore[arg-type]  # its fields
        if query != self.query:
            self.query = query
            self.refresh()

    def _ask_preview(self, row: CaseRow) -> None:
        if not self.preview.isHidden():
            self.preview_asked.emit(row.reference)

    def _ask_assign(self) -> None:
        row = self.list.current_row()
        rows = tuple(self.model.ticked.values()) or ((row,) if row else ())
        if rows:
            self.assign_asked.emit(rows)

    def _show_ticks(self) -> None:
        count = len(self.model.ticked)
        self.bulk.setVisible(bool(count))
        said = _("{count} checked").format(count=count)
        self._ticked.show_lines((Text(said, bold=True, size=fonts.Size.BODY),))

    def _show_total(self, page: Page[CaseRow]) -> None:
        total = page.total if page.total is not None else len(page.rows)
        shown = min(len(page.rows), ROWS_PER_SCREEN)
        if not page.rows:
            said = _("No case fits. Clear the filter, or take in declarations.")
        else:
            said = _("Rows 1–{shown} of {total}").format(shown=shown, total=figure(total))
        self.counted.show_lines((Text(said, "text2"),))
        at = next((n for n, view in enumerate(self._views) if view.query == self.query), None)
        if at is not None:
            self._tabs[at].show_count(figure(total))


def _chips(choices: Mapping[str, Sequence[Choice]]) -> list[tuple[str, str, Sequence[Choice]]]:
    stages = [(str(stage), word(stage)) for stage in Stage]
    kinds = [(str(kind), word(kind)) for kind in CaseKind]
    offered = {"stage": stages, "kind": kinds, **choices}
    titles = {
        "stage": _("Stage"),
        "kind": _("Kind"),
        "destination": _("Destination"),
        "flag": _("Red flag"),
        "candidate": _("Candidate"),
        "assignee": _("Assignee"),
        "tag": _("Tag"),
    }
    return [(name, titles[name], offered[name]) for name in titles if offered.get(name)]
