"""The table of four eyes: which deed waits for whom; the office's own rows can be moved anew."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.terms import low
from landwaiter.i18n import N_, _
from landwaiter.services.deeds.motions import PolicyRow
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, column
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.field_row import field_row
from landwaiter.ui.kit.inline import Gap, Glyph, InlineCell, Text
from landwaiter.ui.kit.keys import on_submit
from landwaiter.ui.kit.label import label
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.text import text_field

TABLE_HEIGHT = 470


def _deed(row: PolicyRow) -> InlineCell:
    glyph = Glyph("edit" if row.setting else "lock", 12, "text2")
    return InlineCell(((glyph, Gap(8), Text(row.title)),))


POLICY_COLUMNS: tuple[TableColumn[PolicyRow], ...] = (
    TableColumn(N_("Deed"), _deed, width=250, fixed=True),
    TableColumn(N_("Waits when"), lambda row: InlineCell(((Text(row.condition),),))),
    TableColumn(
        N_("Second person"),
        lambda row: InlineCell(((Text(", ".join(low(role) for role in row.seconders)),),)),
        width=190,
    ),
    TableColumn(
        N_("Never"), lambda row: InlineCell(((Text(row.who_may_not, "text2"),),)), width=330
    ),
)


class FourEyesDialog(Pane):
    """`change_asked(setting, value, reason)`; answer with `show_rows` and `show_moved`."""

    change_asked = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Four eyes"),
            _("rows with a lock are fixed; the others are changed by two persons"),
            width=1240,
            parent=parent,
        )
        self._refused = _("reading who may do it")
        self.model: RowModel[PolicyRow] = RowModel(POLICY_COLUMNS)
        self.list = ListView(self.model)
        self.value = text_field(name=_("Value"))
        self.reason = text_field(_("the second person judges by it"), name=_("Reason"))
        self.act = ActButton(
            _("Move the change"), icon="four-eyes", keys="Ctrl+Enter", kind=ButtonKind.PRIMARY
        )
        self._hint = label("", "text2")
        table = Card(_("Which deed waits for whom")).add(self.list)
        table.setMinimumHeight(fonts.px(TABLE_HEIGHT))
        self.build(
            column(
                table,
                self._hint,
                field_row(_("Value"), self.value),
                field_row(_("Reason"), self.reason),
                gap=8,
            ),
            self.act,
        )
        self.list.shown.connect(lambda _row: self._show())
        for field in (self.value, self.reason):
            field.textChanged.connect(lambda _text: self._check())
        self.act.clicked.connect(self.ask)
        on_submit(self, self.ask)
        self.setFocusProxy(self.list)
        self._check()

    def show_rows(self, rows: tuple[PolicyRow, ...], *, refused: str) -> None:
        """The table; `refused`: why this person may not change it, empty where they may."""
        self._refused = refused
        self.model.show_rows(rows)
        first = next((n for n, row in enumerate(rows) if row.setting), 0)
        self.list.selectRow(first)
        self.list.setFocus()
        self._show()

    def show_moved(self, sentence: str) -> None:
        self.reason.clear()
        self.show_done(sentence)

    @property
    def row(self) -> PolicyRow | None:
        """The row under the cursor."""
        found: PolicyRow | None = self.list.current_row()
        return found

    def ask(self) -> None:
        """Hand the change over, to wait for a second person."""
        if self.act.isEnabled() and self.row is not None:
            self.outcome.forget()
            value, reason = self.value.text().strip(), self.reason.text().strip()
            self.change_asked.emit(self.row.setting, value, reason)

    def _show(self) -> None:
        row = self.row
        self.value.setText(row.value if row else "")
        hint = _("{setting} of this office").format(setting=row.setting) if row else ""
        self._hint.show_lines((Text(hint if row and row.setting else "", "text2"),))
        self._check()

    def _check(self) -> None:
        row = self.row
        why = next(
            (
                reason
                for refused, reason in (
                    (bool(self._refused), self._refused),
                    (row is None or not row.setting, _("this row is fixed")),
                    (row is not None and self.value.text().strip() == row.value, _("no change")),
                    (not self.reason.text().strip(), _("type the reason")),
                )
                if refused
            ),
            "",
        )
        if why:
            self.act.refuse(why)
        else:
            self.act.allow()
