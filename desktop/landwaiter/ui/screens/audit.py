"""The audit chain: every entry, the newest first, and its verification."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.i18n import _
from landwaiter.services.views import HistoryRow, Page
from landwaiter.ui import fonts, keys
from landwaiter.ui.button import ActButton, Kind
from landwaiter.ui.cards import across, column, panel
from landwaiter.ui.fonts import Size
from landwaiter.ui.inline import Cell, Gap, Text
from landwaiter.ui.jobs import Jobs
from landwaiter.ui.label import MarkLabel
from landwaiter.ui.loading import LoadingBar
from landwaiter.ui.table import Column, Fetch, Order, PagedModel
from landwaiter.ui.text import text_field
from landwaiter.ui.view import ListView
from landwaiter.ui.words import audit_number, clock_time, day, local_day, thousands, word


def _at(row: HistoryRow) -> Cell:
    return Cell(((Text(f"{day(local_day(row.at))} {clock_time(row.at)}", whole=True),),))


AUDIT_COLUMNS: tuple[Column[HistoryRow], ...] = (
    Column(
        _("Number"),
        lambda row: Cell(((Text(audit_number(row.seq), mono=True, whole=True),),)),
        width=96,
        fixed=True,
    ),
    Column(_("When"), _at, width=140),
    Column(_("Who"), lambda row: Cell(((Text(row.actor),),)), width=160),
    Column(_("Deed"), lambda row: Cell(((Text(word(row.deed), bold=True),),)), width=220),
    Column(_("On"), lambda row: Cell(((Text(row.object, "text2", mono=True),),)), width=250),
    Column(_("What"), lambda row: Cell(((Text(row.text),),))),
)


class AuditScreen(QWidget):
    """`fetch(after, order, text)`; signals: `verify_asked`, `export_asked`, `anchor_asked`."""

    verify_asked = Signal()
    export_asked = Signal()
    opened = Signal(object)

    def __init__(self, fetch: Fetch[HistoryRow], jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        self.search = text_field(_("actor, deed or reference"), name=_("Filter"))
        self.verify = ActButton(
            _("Verify the chain"), icon="audit", keys="Ctrl+Enter", kind=Kind.PRIMARY
        )
        self.export = ActButton(_("Export…"), icon="export")
        self._build()
        self.list.opened.connect(self.opened)
        self.verify.clicked.connect(self.verify_asked)
        self.export.clicked.connect(self.export_asked)
        self.search.textChanged.connect(lambda text: self.model.reload(filter=text.strip()))
        self.search.returnPressed.connect(self.list.setFocus)
        self.setFocusProxy(self.list)
        keys.bind("audit", self, {"verify": self.verify_asked.emit, "filter": self.search.setFocus})

    def refresh(self) -> None:
        self.model.reload(filter=self.search.text().strip())

    def show_verdict(self, sentence: str, *, good: bool) -> None:
        """What verifying found."""
        self._verdict.show_lines((Text(sentence, "ok" if good else "crit", bold=True),))

    def _build(self) -> None:
        self.search.setFixedWidth(fonts.px(260))
        head = panel("head")
        head.setLayout(
            across(self._title, self._verdict, self.search, self.export, self.verify,
                   margins=(16, 9, 16, 10))
        )  # fmt: skip
        self.setLayout(column(head, self.bar, self.list))

    def _show_count(self, page: Page[HistoryRow]) -> None:
        count = page.total if page.total is not None else len(page.rows)
        said = _("{count} entries, each carries the hash of the one before").format(
            count=thousands(count)
        )
        self._title.show_lines(
            (Text(_("Audit"), size=Size.TITLE, bold=True), Gap(8), Text(said, "text2"))
        )
