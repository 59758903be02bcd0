"""Files of watched folders that were refused: why, and what to do about each."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.people import Actor
from landwaiter.domain.intake.deeds import DEAL_WITH_FILE, TAKE_IN, WATCH_FOLDER
from landwaiter.i18n import N_, _, plural
from landwaiter.services.base.page import Page
from landwaiter.services.intake.watched_files import RefusedFile
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, column, panel, scrolled
from landwaiter.ui.kit.dialog_pane import DeedsPane
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.inline import InlineCell, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import PageModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.theme import Ink
from landwaiter.ui.kit.words import day, local_day

WIDTH, FILES_HEIGHT, WHY_HEIGHT, MOST_TOLD = 1080, 240, 220, 12
BUTTONS = ("by_hand", "settle", "look")


def _cell(text: str, ink: Ink = "text", *, bold: bool = False, right: bool = False) -> InlineCell:
    return InlineCell(((Text(text, ink, bold=bold, whole=right),),), right=right)


FILES: tuple[TableColumn[RefusedFile], ...] = (
    TableColumn(N_("File"), lambda row: _cell(row.file, bold=True), width=300),
    TableColumn(N_("Since"), lambda row: _cell(_since(row), "text2"), width=120),
    TableColumn(
        N_("Faults"), lambda row: _cell(str(row.fault_count), right=True), right=True, width=80
    ),
    TableColumn(N_("Lies in"), lambda row: _cell(row.place, "text2")),
)


class WatchedDialog(DeedsPane):
    """`asked("by_hand", RefusedFile)` takes that file in by hand, `asked("settle", …)` says that it
    is dealt with; `asked("look", …)` takes in what lies in a folder now.

    `file_asked(Path)` leads to where a table is mended.
    """

    file_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Watched folders"),
            _("what a gateway dropped and was refused; it is kept in the folder “refused”"),
            width=WIDTH,
            parent=parent,
        )
        self.model: PageModel[RefusedFile] = PageModel(FILES, key=lambda row: row.id)
        self.list = ListView(self.model)
        self.by_hand = ActButton(_("Take in by hand…"), keys="Ctrl+E", kind=ButtonKind.PRIMARY)
        self.settle = ActButton(_("Dealt with…"), keys="Ctrl+G")
        self.look = ActButton(_("Take in what lies in a folder…"), icon="take-in", keys="Ctrl+D")
        self.about = MarkLabel(wrap=True)
        self._actor: Actor | None = None
        self._build()
        self.list.shown.connect(self._look)
        self.list.opened.connect(lambda row: self.asked.emit("by_hand", row))
        self.bind((name, getattr(self, name).keys) for name in BUTTONS)
        self.setFocusProxy(self.list)
        self.check()

    def show_files(self, page: Page[RefusedFile]) -> None:
        """The first page; the cursor stays where it was."""
        at = max(self.list.currentIndex().row(), 0)
        with QSignalBlocker(self.list):
            self.model.show_page(page)
            self.list.selectRow(at)
        self._look(self.list.current_row())

    def show_actor(self, actor: Actor) -> None:
        """What the signed-in person may do here."""
        self._actor = actor
        self.check()

    def under_cursor(self) -> RefusedFile | None:
        found: RefusedFile | None = self.list.current_row()
        return found

    def refusals(self) -> dict[str, str]:
        if self._actor is None:
            waits = _("reading who may do it")
            return dict.fromkeys(BUTTONS, waits)
        row = self.under_cursor()
        chosen = "" if row else _("choose a file")
        return {
            "settle": DEAL_WITH_FILE.why_no_role(self._actor)
            or (DEAL_WITH_FILE.why_not(self._actor, row) if row else chosen),
            "by_hand": TAKE_IN.why_no_role(self._actor) or chosen,
            "look": WATCH_FOLDER.why_no_role(self._actor),
        }

    def _build(self) -> None:
        nothing = EmptyState(
            "tick",
            _("Nothing was refused"),
            _("What came into watched folders is taken in, or no folder is watched."),
        )
        files = Card(_("Refused"))
        files.add(or_nothing(self.model, self.list, nothing))  # type: ignore[arg-type]  # any rows
        files.setMinimumHeight(fonts.px(FILES_HEIGHT))
        told = panel("base")
        told.setLayout(column(self.about, 0, margins=(13, 6, 13, 9)))
        why = Card(_("Why, and what to do")).add(scrolled(told))
        why.setFixedHeight(fonts.px(WHY_HEIGHT))
        body = column(files, why, gap=10)
        body.setStretch(0, 1)
        self.build(body, self.look, self.settle, self.by_hand)

    def _look(self, row: RefusedFile | None) -> None:
        lines = _told(row) if row else ()
        self.about.show_lines(*((Text(line, ink),) for line, ink in lines))
        self.check()


def _told(row: RefusedFile) -> Iterator[tuple[str, Ink]]:
    """Each fault with its place, and the remedy below it."""
    for fault in row.faults[:MOST_TOLD]:
        number = _("row {row}").format(row=fault.row) if fault.row is not None else ""
        value = f"“{fault.value}”" if fault.value else ""
        place = ", ".join(filter(None, (number, fault.field or "", value)))
        yield (f"{place}: {fault.message}" if place else fault.message), "text"
        if fault.remedy:
            yield fault.remedy, "text2"
    more = row.fault_count - min(len(row.faults), MOST_TOLD)
    if more > 0:
        yield plural(more, "and {n} more fault", "and {n} more faults"), "muted"


def _since(row: RefusedFile) -> str:
    return day(local_day(row.at)) if row.at else ""


def path_of(row: RefusedFile) -> Path:
    """Where the file lies."""
    return Path(row.place)
