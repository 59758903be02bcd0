"""Gists of a case: sentences that stand for withheld passages, and what became of each."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.people import Actor
from landwaiter.domain.base.terms import low
from landwaiter.domain.deeds.shape import Deed
from landwaiter.domain.reports.gist_deeds import RELEASE_GIST, WITHDRAW_GIST
from landwaiter.domain.reports.gists import has_gists
from landwaiter.domain.reports.profiles import PROFILE_WORDS, Profile
from landwaiter.i18n import N_, _, joined
from landwaiter.services.reports.gists import GistRow
from landwaiter.services.reports.reporting import ReportRow
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across
from landwaiter.ui.kit.dialog_pane import DeedsPane
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.inline import Inline, InlineCell, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.theme import Ink
from landwaiter.ui.kit.words import day, local_day, word

WIDTH, HEIGHT = 1180, 360
DEEDS: Mapping[str, Deed[Any, Any]] = {"write": RELEASE_GIST, "withdraw": WITHDRAW_GIST}
"""Button → deed."""


def _cell(text: str, ink: Ink = "text", *, mono: bool = False) -> InlineCell:
    return InlineCell(((Text(text or "–", ink if text else "muted", mono=mono, whole=mono),),))


def _day(at: str) -> str:
    """The day of an instant of UTC, as its row has it."""
    return day(local_day(datetime.fromisoformat(at)))


def _of_reports(row: GistRow) -> InlineCell:
    """In which reports it stands: their type, and for whom."""
    return _cell(joined(", ", (word(row.gist.report_type), low(row.gist.profile))))


def _by(row: GistRow) -> InlineCell:
    written = f"{row.gist.author}, {_day(row.gist.at)}"
    return InlineCell(((Text(written, "text2"),),))


def _state(row: GistRow) -> InlineCell:
    stands = Text(_("stands"), "ok", bold=True)
    return InlineCell(((stands if row.stands else Text(row.why_not, "med", bold=True),),))


def _told(row: GistRow) -> Iterator[tuple[Inline, ...]]:
    """The whole sentence, and why it was withdrawn."""
    yield (Text(row.gist.text),)
    if row.gist.ended_at:
        ended = f"{row.gist.ended_by}, {_day(row.gist.ended_at)}"
        said = _("Withdrawn, {who}: {reason}").format(who=ended, reason=row.gist.end_reason)
        yield (Text(said, "text2"),)


COLUMNS: tuple[TableColumn[GistRow], ...] = (
    TableColumn(N_("Number"), lambda row: _cell(row.gist.label, mono=True), width=70, fixed=True),
    TableColumn(N_("Gist"), lambda row: InlineCell(((Text(row.gist.text, bold=True),),))),
    TableColumn(N_("Place"), lambda row: _cell(row.gist.place, "text2"), width=130),
    TableColumn(N_("Report"), _of_reports, width=190),
    TableColumn(N_("By"), _by, width=170),
    TableColumn(N_("Released by"), lambda row: _cell(row.released_by, "text2"), width=120),
    TableColumn(N_("State"), _state, width=190),
)


class GistsDialog(DeedsPane):
    """Of the case of one report: `asked("write", GistRow | None)` is about what that withholds,
    `asked("withdraw", GistRow)` about the gist under the cursor.
    """

    def __init__(self, report: ReportRow, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Gists"),
            _("{reference}: sentences in place of what is withheld, by two persons").format(
                reference=report.reference
            ),
            width=WIDTH,
            parent=parent,
        )
        self.report = report
        self.model: RowModel[GistRow] = RowModel(COLUMNS, key=lambda row: row.gist.id)
        self.list = ListView(self.model)
        self.write = ActButton(_("Write a gist…"), keys="Ctrl+O", kind=ButtonKind.PRIMARY)
        self.withdraw = ActButton(_("Withdraw…"), keys="Ctrl+E")
        self.told = MarkLabel(wrap=True, yields=True)
        self._actor: Actor | None = None
        nothing = EmptyState(
            "note",
            _("No gist was released"),
            _("One that was written waits for a second person."),
        )
        card = Card(_("Gists of the case"))
        card.add(or_nothing(self.model, self.list, nothing))  # type: ignore[arg-type]  # any rows
        card.add(across(self.told, margins=(13, 6, 13, 9)))
        card.setMinimumHeight(fonts.px(HEIGHT))
        self.build(card, self.withdraw, self.write)
        self.bind((name, self._button(name).keys) for name in DEEDS)
        self.list.shown.connect(lambda _row: self._row_shown())
        self.setFocusProxy(self.list)
        self.check()

    def show_gists(self, rows: Sequence[GistRow]) -> None:
        """Every gist there ever was; the cursor stays where it was."""
        at = max(self.list.currentIndex().row(), 0)
        self.model.show_rows(tuple(rows))
        if rows:
            self.list.selectRow(min(at, len(rows) - 1))
        self._row_shown()

    def show_actor(self, actor: Actor) -> None:
        """What the signed-in person may do here."""
        self._actor = actor
        self.check()

    def under_cursor(self) -> GistRow | None:
        found: GistRow | None = self.list.current_row()
        return found

    def refusals(self) -> dict[str, str]:
        row = self.under_cursor()
        over = _("this gist was withdrawn already") if row and row.gist.ended_at else ""
        none = _("choose a gist") if row is None else over
        return {
            "write": self._why_no_role(RELEASE_GIST) or self._why_no_gist(),
            "withdraw": self._why_no_role(WITHDRAW_GIST) or none,
        }

    def _row_shown(self) -> None:
        row = self.under_cursor()
        self.told.show_lines(*(_told(row) if row is not None else ()))
        self.check()

    def _why_no_gist(self) -> str:
        """Why nobody writes one for the reader of this report."""
        if not self.report.profile:
            return _("nothing is withheld in this report: it is the office's own")
        reader = Profile(self.report.profile)
        if has_gists(reader):
            return ""
        return _("the {reader} gets no gist of anything").format(reader=_(PROFILE_WORDS[reader]))

    def _why_no_role(self, deed: Deed[Any, Any]) -> str:
        if self._actor is None:
            return _("reading who may do it")
        return deed.why_no_role(self._actor)
