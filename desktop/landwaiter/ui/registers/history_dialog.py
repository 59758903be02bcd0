"""One entry of a register: every statement on it, what is left of it, and its write-offs."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.people import Actor
from landwaiter.domain.registers.deeds import UNDO_WRITE_OFF
from landwaiter.domain.registers.register_columns import of_entry
from landwaiter.domain.registers.register_entries import RecordedEntry, RegisterEntry
from landwaiter.i18n import N_, _
from landwaiter.services.base.page import Page
from landwaiter.services.registers.register_deeds import EntryState, EntryStatementRow, WriteOffRow
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Card, column, facts, scrolled
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.inline import InlineCell, Text
from landwaiter.ui.kit.keys import on_key
from landwaiter.ui.kit.table import PageModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.theme import Ink
from landwaiter.ui.kit.words import clock_time, day, local_day

LIST_HEIGHT = 220
FACTS_HEIGHT = 260


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A statement or a write-off, as the list shows it."""

    id: str
    when: str
    what: str
    ink: Ink
    text: str
    author: str
    reason: str
    is_write_off: bool = False
    undone: bool = False


def history_line(row: WriteOffRow | EntryStatementRow) -> HistoryLine:
    """What became of an entry, as the list shows it."""
    return _taken(row) if isinstance(row, WriteOffRow) else _stated(row)


def _taken(row: WriteOffRow) -> HistoryLine:
    one = row.taken
    amounts = " ".join(str(part) for part in (one.quantity, one.value) if part is not None)
    of_case = _("case {reference}, item {item}").format(
        reference=one.reference, item=one.case_item or "—"
    )
    text = _("line {item}: {amounts}").format(item=one.item, amounts=amounts)
    ink: Ink = "muted" if row.undone or one.undoes else "high" if one.over else "text"
    return HistoryLine(
        id=one.id,
        when=day(one.day),
        what=_what(row),
        ink=ink,
        text="; ".join(
            filter(None, (text if not one.undoes else "", of_case * bool(one.reference), one.mrn))
        ),
        author=one.author,
        reason=one.reason,
        is_write_off=one.undoes is None,
        undone=row.undone,
    )


def _what(row: WriteOffRow) -> str:
    if row.taken.undoes:
        return _("write-off undone")
    if row.undone:
        return _("written off, undone")
    return _("written off, over-use") if row.taken.over else _("written off")


def _stated(row: EntryStatementRow) -> HistoryLine:
    one = row.stated
    return HistoryLine(
        id=one.id,
        when=_("{day}, {time}").format(day=day(local_day(one.at)), time=clock_time(one.at)),
        what=_("statement {number}").format(number=one.version),
        ink="text",
        text=_difference(row.before, one),
        author=one.author,
        reason=one.reason,
    )


def _difference(before: RegisterEntry | None, now: RecordedEntry) -> str:
    if before is None:
        return _("first statement")
    was, said = before.values, now.entry.values
    moved = [
        f"{name} {was.get(name, '—')} → {said.get(name, '—')}"
        for name in sorted({*was, *said})
        if was.get(name) != said.get(name)
    ]
    return "; ".join(moved) or _("its lines")


def _columns() -> tuple[TableColumn[HistoryLine], ...]:
    return (
        TableColumn(N_("When"), lambda row: InlineCell(((Text(row.when),),)), width=140),
        TableColumn(
            N_("What"), lambda row: InlineCell(((Text(row.what, row.ink, bold=True),),)), width=150
        ),
        TableColumn(
            N_("Content"), lambda row: InlineCell(((Text(row.text, row.ink),),)), fixed=True
        ),
        TableColumn(N_("By"), lambda row: InlineCell(((Text(row.author),),)), width=110),
        TableColumn(
            N_("Reason"), lambda row: InlineCell(((Text(row.reason, "text2"),),)), width=230
        ),
    )


class RegisterHistoryDialog(Pane):
    """`undo_asked(HistoryLine)`: answer with `show_history` again."""

    undo_asked = Signal(object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, _("nothing of it is ever changed"), width=980, parent=parent)
        self.model: PageModel[HistoryLine] = PageModel(_columns(), key=lambda row: row.id)
        self.list = ListView(self.model)
        self.undo = ActButton(_("Undo the write-off…"), keys="Ctrl+U")
        self._facts = Card(_("As it stands"))
        self._actor: Actor | None = None
        lines = Card(_("History"))
        lines.add(self.list)
        lines.setMinimumHeight(fonts.px(LIST_HEIGHT))
        area = scrolled(self._facts)
        area.setMinimumHeight(fonts.px(FACTS_HEIGHT))
        self.build(column(area, lines, gap=10), self.undo)
        self.list.shown.connect(lambda _row: self._check())
        self.undo.clicked.connect(self.ask_undo)
        on_key("Ctrl+U", self, self.ask_undo)
        self.setFocusProxy(self.list)
        self._check()

    def show_actor(self, actor: Actor) -> None:
        """What the signed-in person may do here."""
        self._actor = actor
        self._check()

    def show_history(self, state: EntryState, page: Page[HistoryLine]) -> None:
        """The entry as it stands, and the newest of how it came to that."""
        self._facts.empty()
        self._facts.add(facts(_facts(state), width=130))
        self.model.show_page(page)
        self.list.selectRow(0)
        self._check()

    @property
    def row(self) -> HistoryLine | None:
        found: HistoryLine | None = self.list.current_row()
        return found

    def ask_undo(self) -> None:
        """Ask for it where the line under the cursor is a write-off that holds."""
        if not self._why_not():
            self.undo_asked.emit(self.row)

    def _why_not(self) -> str:
        if self._actor is None:
            return _("reading who may do it")
        if self.row is None or not self.row.is_write_off:
            return UNDO_WRITE_OFF.why_no_role(self._actor) or _("choose a write-off")
        return UNDO_WRITE_OFF.why_not(self._actor, self.row)

    def _check(self) -> None:
        if why := self._why_not():
            self.undo.refuse(why)
        else:
            self.undo.allow()


def _facts(state: EntryState) -> list[tuple[str, tuple[Text, ...]]]:
    newest = state.newest
    values = newest.entry.values
    rows: list[tuple[str, tuple[Text, ...]]] = [
        (_(column.title), (Text(values[column.name]),))
        for column in of_entry(newest.register)
        if column.name in values
    ]
    for line in state.balances:
        said = _("{code}: {quantity} {unit}, {used} used; {value} {currency}, {used_value} used")
        text = said.format(
            code=line.code,
            quantity=line.quantity if line.quantity is not None else "—",
            unit=line.unit,
            used=line.used,
            value=line.value if line.value is not None else "—",
            currency=line.currency,
            used_value=line.used_value,
        )
        rows.append((_("Line {no}").format(no=line.item), (Text(text),)))
    return rows
