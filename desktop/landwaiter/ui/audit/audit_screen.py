"""The audit chain: every entry, the newest first, narrowed, verified, exported and anchored."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QLineEdit, QWidget

from landwaiter.i18n import N_, _, figure, plural
from landwaiter.services.audit.audit_history import AuditFilter, HistoryRow
from landwaiter.services.base.page import Page
from landwaiter.ui.kit import fonts, keys
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import across, column, panel
from landwaiter.ui.kit.filter_chips import Choice, FilterChip
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, InlineCell, Text
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.loading import LoadingBar
from landwaiter.ui.kit.table import Fetch, Order, PagedModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.words import audit_number, clock_time, day, local_day
from landwaiter.ui.kit.wrapping import AlongLine, WrappedActs


def _at(row: HistoryRow) -> InlineCell:
    return InlineCell(((Text(f"{day(local_day(row.at))} {clock_time(row.at)}", whole=True),),))


AUDIT_COLUMNS: tuple[TableColumn[HistoryRow], ...] = (
    TableColumn(
        N_("Number"),
        lambda row: InlineCell(((Text(audit_number(row.seq), mono=True, whole=True),),)),
        width=96,
        fixed=True,
    ),
    TableColumn(N_("When"), _at, width=140),
    TableColumn(N_("Who"), lambda row: InlineCell(((Text(row.actor),),)), width=160),
    TableColumn(N_("Object"), lambda row: InlineCell(((Text(row.object, "text2"),),)), width=190),
    TableColumn(N_("What"), lambda row: InlineCell(((Text(row.text),),))),
)


class AuditScreen(QWidget):
    """`fetch(after, order, AuditFilter)`; the filter in force is `wanted`."""

    verify_asked = Signal()
    compare_asked = Signal()
    export_asked = Signal()
    anchor_asked = Signal()
    stamp_asked = Signal()
    erase_asked = Signal(object)
    opened = Signal(object)
    narrowed = Signal(object)

    def __init__(
        self,
        fetch: Fetch[HistoryRow],
        jobs: Jobs,
        *,
        people: Sequence[str] = (),
        deeds: Sequence[Choice] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.wanted = AuditFilter()
        self.bar = LoadingBar()
        self.model: PagedModel[HistoryRow] = PagedModel(
            AUDIT_COLUMNS,
            fetch,
            jobs,
            order=Order("seq", descending=True),
            key=lambda row: row.seq,
            bar=self.bar,
            on_page=self._show_count,
        )
        self.list = ListView(self.model, row_height=26)
        self._title, self._verdict = MarkLabel().elastic(), MarkLabel()
        self._say = MarkLabel(ground="base", wrap=True)
        self.case = _short_field(_("reference"), _("Case"), 150)
        self.entity = _short_field(_("entity"), _("Entity"), 150)
        self.first = _short_field(_("from 2026-03-01"), _("First day"), 146)
        self.last = _short_field(_("to 2026-03-31"), _("Last day"), 130)
        self.person = FilterChip(_("Who"), [(name, name) for name in people])
        self.deed = FilterChip(_("Deed"), deeds)
        self.verify = ActButton(
            _("Verify the chain"), icon="audit", keys="V", kind=ButtonKind.PRIMARY
        )
        self.export = ActButton(_("Export…"), icon="export")
        self.compare = ActButton(_("Compare…"), small=True)
        self.anchor = ActButton(_("Anchor…"), small=True)
        self.stamp = ActButton(_("Time-stamp…"), small=True)
        self.erase = ActButton(_("Erase content…"), small=True)
        self.details = ActButton(_("Details…"), small=True)
        self._build()
        self._connect()

    def refresh(self) -> None:
        self.model.reload(filter=self.wanted)

    def show_case(self, reference: str) -> None:
        """Narrow to one case."""
        self.case.setText(reference)
        self._narrow()

    def show_verdict(self, sentence: str, *, good: bool) -> None:
        """What verifying found."""
        self._verdict.show_lines((Text(sentence, "ok" if good else "crit", bold=True),))

    def _build(self) -> None:
        head = panel("head")
        head.setLayout(
            across(self._title, self._verdict, self.export, self.verify, margins=(16, 9, 16, 10))
        )
        narrowing = panel("base")
        narrowing.setLayout(
            across(
                AlongLine(
                    AlongLine(
                        self.case,
                        self.person,
                        self.deed,
                        self.entity,
                        self.first,
                        self.last,
                        self._say,
                        gap=6,
                    ),
                    WrappedActs(
                        (self.details, self.compare, self.anchor, self.stamp, self.erase), gap=6
                    ),
                    apart=True,
                ),
                margins=(12, 6, 12, 6),
            )
        )
        self.setLayout(column(head, narrowing, self.bar, self.list))

    def _connect(self) -> None:
        self.list.opened.connect(self.opened)
        self.verify.clicked.connect(self.verify_asked)
        self.export.clicked.connect(self.export_asked)
        self.compare.clicked.connect(self.compare_asked)
        self.anchor.clicked.connect(self.anchor_asked)
        self.stamp.clicked.connect(self.stamp_asked)
        self.erase.clicked.connect(lambda: self._with_chosen(self.erase_asked))
        self.details.clicked.connect(lambda: self._with_chosen(self.opened))
        for field in (self.case, self.entity, self.first, self.last):
            field.editingFinished.connect(self._narrow)
        for chip in (self.person, self.deed):
            chip.chosen.connect(lambda _value: self._narrow())
        self.setFocusProxy(self.list)
        keys.bind("audit", self, {"verify": self.verify_asked.emit, "filter": self.case.setFocus})

    def _narrow(self) -> None:
        """Read anew where the filter is another one; a day that is none is said, and left."""
        try:
            wanted = AuditFilter(
                case=self.case.text().strip(),
                person=self.person.value,
                deed=self.deed.value,
                entity=self.entity.text().strip(),
                first=_day(self.first.text()),
                last=_day(self.last.text()),
            )
        except ValueError:
            self._say.show_lines((Text(_("Write a day as 2026-03-31."), "crit"),))
            return
        self._say.show_lines(())
        if wanted != self.wanted:
            self.wanted = wanted
            self.refresh()
            self.narrowed.emit(wanted)

    def _with_chosen(self, asked: SignalInstance) -> None:
        """Ask for it with the entry that is chosen."""
        row = self.list.current_row()
        if row is None:
            self._say.show_lines((Text(_("Choose an entry first."), "crit"),))
        else:
            asked.emit(row)

    def _show_count(self, page: Page[HistoryRow]) -> None:
        count = page.total if page.total is not None else len(page.rows)
        if page.total is None and not page.rows:
            said = _("no entry fits")
        elif page.total is None:
            said = _("the newest {count} that fit").format(count=figure(count))
        else:
            said = plural(
                count,
                "{n} entry, each carries the hash of the one before",
                "{n} entries, each carries the hash of the one before",
            )
        self._title.show_lines(
            (Text(_("Audit"), size=Size.TITLE, bold=True), Gap(8), Text(said, "text2"))
        )


def _short_field(hint: str, name: str, width: int) -> QLineEdit:
    field = text_field(hint, name=name)
    field.setFixedWidth(fonts.px(width))
    return field


def _day(text: str) -> date | None:
    return date.fromisoformat(text.strip()) if text.strip() else None
