"""Entities and links of another system: chosen, looked at, then brought in whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.i18n import N_, _, plural
from landwaiter.services.entities.exchange_in import ExchangeOrigin, ExchangePreview
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, column
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.dropzone import DropZone
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.field_row import field_row
from landwaiter.ui.kit.inline import InlineCell, Text
from landwaiter.ui.kit.jobs import TrayJob
from landwaiter.ui.kit.keys import on_key, on_submit
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.text import text_field

TABLE_HEIGHT = 240
_MOST_UNREAD = 8


@dataclass(frozen=True, slots=True)
class ExchangeRemark:
    """Something a person should see before the file comes in."""

    row: int
    what: str
    why: str


REMARK_COLUMNS: tuple[TableColumn[ExchangeRemark], ...] = (
    TableColumn(N_("Row"), lambda row: InlineCell(((Text(str(row.row)),),)), width=60),
    TableColumn(N_("What"), lambda row: InlineCell(((Text(row.what),),)), width=260),
    TableColumn(
        N_("What becomes of it"), lambda row: InlineCell(((Text(row.why, "text2"),),)), fixed=True
    ),
)


class ExchangeDialog(Pane):
    """`choose_asked`, `preview_asked(Path, ExchangeOrigin)`, `import_asked(Path,
    ExchangeOrigin)`, `stopped`.
    """

    choose_asked = Signal()
    preview_asked = Signal(object, object)
    import_asked = Signal(object, object)
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Import entities and links"),
            _("FollowTheMoney; what comes in is stated by its source, and merged with nobody"),
            width=900,
            parent=parent,
        )
        self.path: Path | None = None
        self._is_seen = False
        self.drop = DropZone(
            _("Drop a file of FollowTheMoney entities here"), _("Choose a file…"), keys="Ctrl+O"
        )
        self.source = text_field(_("from whom the file is"), name=_("Source"))
        self.grade = text_field(_("A1 to F6, empty: not graded"), name=_("Grading"))
        self.model: RowModel[ExchangeRemark] = RowModel(REMARK_COLUMNS)
        self.list = ListView(self.model)
        self.figures = MarkLabel(wrap=True, yields=True)
        self._nothing = EmptyState("list", *_not_looked_at())
        self.stop = ActButton(_("Cancel"))
        self.look = ActButton(_("Look at it"), keys="Ctrl+L")
        self.act = ActButton(_("Import"), keys="Ctrl+Enter", kind=ButtonKind.PRIMARY)
        self._lay_out()
        self._connect()
        self._check()

    def show_file(self, path: Path) -> None:
        """A file is chosen; what was seen of another one is forgotten."""
        self.path, self._is_seen = path, False
        self.figures.show_lines((Text(path.name, bold=True),))
        self.model.show_rows(())
        self._nothing.say(*_not_looked_at())
        self.outcome.forget()
        self._check()

    def show_running(self) -> None:
        """A look or an import is under way."""
        self.stop.show()
        self._check()

    def show_step(self, job: TrayJob) -> None:
        """How far it is."""
        said = _("{done} of {total}: {text}") if job.total else _("{text}")
        self.outcome.show_done(said.format(done=job.done, total=job.total, text=job.text))

    def show_ended(self) -> None:
        self.stop.hide()
        self._check()

    def show_preview(self, seen: ExchangePreview) -> None:
        """What would come, with everything that is left out or looks like somebody else."""
        self._is_seen = True
        self.outcome.forget()
        self.figures.show_lines(*((Text(line),) for line in _figures(seen)))
        self.model.show_rows(tuple(_remarks(seen)))
        none = _("Nothing is left out, and nobody looks like an entity that is known.")
        self._nothing.say(_("Nothing here"), none)
        self._check()

    def show_imported(self, seen: ExchangePreview) -> None:
        """Everything of the file is stated."""
        self.path, self._is_seen = None, False
        said = plural(
            seen.entities,
            "Imported: {n} new entity, {facts}, {links}.",
            "Imported: {n} new entities, {facts}, {links}.",
            facts=plural(seen.facts, "{n} fact", "{n} facts"),
            links=plural(seen.links, "{n} link", "{n} links"),
        )
        self.show_done(said)
        self._check()

    def _lay_out(self) -> None:
        card = Card(_("Before it comes in"))
        card.add(or_nothing(self.model, self.list, self._nothing))  # type: ignore[arg-type]  # any rows
        card.setMinimumHeight(fonts.px(TABLE_HEIGHT))
        self.stop.hide()
        self.build(
            column(
                self.drop,
                field_row(_("Source"), self.source),
                field_row(_("Grading"), self.grade),
                self.figures,
                card,
                gap=8,
            ),
            self.stop,
            self.look,
            self.act,
        )

    def _connect(self) -> None:
        self.drop.dropped.connect(lambda paths: self.show_file(paths[0]))
        self.drop.choose_asked.connect(self.choose_asked)
        self.look.clicked.connect(self._ask_look)
        self.act.clicked.connect(self._ask_import)
        self.stop.clicked.connect(self.stopped)
        for field in (self.source, self.grade):
            field.textChanged.connect(lambda _text: self._check())
        on_key("Ctrl+O", self, self.choose_asked.emit)
        on_key("Ctrl+L", self, self._ask_look)
        on_submit(self, self._ask_import)

    def _origin(self) -> ExchangeOrigin:
        return ExchangeOrigin(self.source.text().strip(), self.grade.text().strip().upper())

    def _ask_look(self) -> None:
        if self.look.isEnabled() and self.path is not None:
            self.preview_asked.emit(self.path, self._origin())

    def _ask_import(self) -> None:
        if self.act.isEnabled() and self.path is not None:
            self.import_asked.emit(self.path, self._origin())

    def _why_not(self) -> str:
        if not self.stop.isHidden():
            return _("a job is running")
        if self.path is None:
            return _("choose a file")
        return "" if self.source.text().strip() else _("say from whom it is")

    def _check(self) -> None:
        why = self._why_not()
        self.look.refuse(why) if why else self.look.allow()
        why = why or ("" if self._is_seen else _("look at it first"))
        self.act.refuse(why) if why else self.act.allow()


def _not_looked_at() -> tuple[str, str]:
    return _("Nothing was checked yet"), _(
        "Choose a file and look at it: what is left out, and who looks like an entity that is "
        "known, stands here."
    )


def _figures(seen: ExchangePreview) -> Iterator[str]:
    yield plural(
        seen.entities,
        "{n} new entity, {known}, {facts}, {links}.",
        "{n} new entities, {known}, {facts}, {links}.",
        known=plural(seen.known, "{n} known one", "{n} known ones"),
        facts=plural(seen.facts, "{n} fact", "{n} facts"),
        links=plural(seen.links, "{n} link", "{n} links"),
    )
    if seen.claims:
        yield plural(
            seen.claims,
            (
                "{n} listing of a publisher is left out: it is no fact of an entity. Import the "
                "file as a watch list to screen against it."
            ),
            (
                "{n} listings of publishers are left out: they are no facts of an entity. Import "
                "the file as a watch list to screen against them."
            ),
        )
    if seen.unread:
        names = ", ".join(name for name, _count in seen.unread[:_MOST_UNREAD])
        more = len(seen.unread) - _MOST_UNREAD
        told = (
            _("Not taken over: {names}, and {more} more.")
            if more > 0
            else _("Not taken over: {names}.")
        )
        yield told.format(names=names, more=more)


def _remarks(seen: ExchangePreview) -> Iterator[ExchangeRemark]:
    for one in seen.alike:
        said = _("Perhaps {name}: {why} Proposed, not merged.")
        yield ExchangeRemark(one.row, one.name, said.format(name=one.other_name, why=one.why))
    for left in seen.left_out:
        yield ExchangeRemark(left.row, left.what, _("Left out: {why}.").format(why=left.why))
