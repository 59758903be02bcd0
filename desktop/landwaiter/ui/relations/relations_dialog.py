"""Relations of states and shares: pairs with their counts, and the page of one pair."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.certainty import Certainty, read_said
from landwaiter.domain.base.facts import title_ids
from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import Deed
from landwaiter.domain.relations import deeds
from landwaiter.domain.relations.facts import RELATION
from landwaiter.domain.relations.relation import KIND_WORDS, CountryRelation
from landwaiter.domain.relations.share import CountryShare
from landwaiter.domain.reports.subject_deeds import REPORT_STATES
from landwaiter.i18n import N_, _, joined, plural
from landwaiter.services.base.wording import shown_country
from landwaiter.services.entities.entity_background import disclaimer
from landwaiter.services.relations.relation_words import (
    deals_said,
    read_from,
    relation_row,
    sourced,
    span_said,
    statement_said,
    states_said,
)
from landwaiter.services.relations.relations import PairCount, PairView, StatesView, codes_of
from landwaiter.services.relations.supplier_shares import beside_said
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, column
from landwaiter.ui.kit.dialog_pane import DeedsPane
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.inline import InlineCell, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.theme import Ink

WIDTH, SIDE, HEIGHT = 1240, 400, 380
Statement = CountryRelation | CountryShare
_INKS: Mapping[Certainty, Ink] = {
    Certainty.ESTABLISHED: "text",
    Certainty.ASSESSED: "text2",
    Certainty.REPORTED: "med",
    Certainty.ALLEGED: "high",
}


def _cell(text: str, ink: Ink = "text", *, bold: bool = False, right: bool = False) -> InlineCell:
    return InlineCell(((Text(text, ink, bold=bold, whole=right),),), right=right)


def _pair(row: PairCount) -> str:
    if not row.other:
        return _("{one} alone").format(one=shown_country(row.one))
    return _("{one} and {other}").format(one=shown_country(row.one), other=shown_country(row.other))


PAIRS: tuple[TableColumn[PairCount], ...] = (
    TableColumn(N_("Two states"), lambda row: _cell(_pair(row), bold=True), width=230),
    TableColumn(N_("Relations"), lambda row: _cell(str(row.relations), right=True), right=True),
    TableColumn(N_("Shares"), lambda row: _cell(str(row.shares), right=True), right=True),
)
_SINCE, _SURE, _SOURCE, _GRADE = title_ids(RELATION, "since", "certainty", "source", "grade")


def _days(row: Statement) -> str:
    if isinstance(row, CountryShare):
        return span_said(row.period_from, row.period_to)
    return relation_row(row)[0]


def _said(row: Statement) -> str:
    if isinstance(row, CountryShare):
        return _("{share}: {counted}").format(share=row.said, counted=row.counted)
    _days, states, kind, more, *_rest = relation_row(row)
    return joined(", ", (states, kind, *((more,) if more != "–" else ())))


STATEMENTS: tuple[TableColumn[Statement], ...] = (
    TableColumn(_SINCE, lambda row: _cell(_days(row)), width=130),
    TableColumn(N_("Stated"), lambda row: _cell(_said(row))),
    TableColumn(_SURE, lambda row: _cell(_(row.certainty.value), _INKS[row.certainty]), width=90),
    TableColumn(_SOURCE, lambda row: _cell(read_from(row), "text2"), width=130),
    TableColumn(_GRADE, lambda row: _cell(row.grade, "text2"), width=50),
)
DEEDS: Mapping[str, tuple[Deed[Any, Any], ...]] = {
    "relation": (deeds.STATE_RELATION,),
    "share": (deeds.STATE_SHARE,),
    "end": (deeds.END_RELATION, deeds.END_SHARE),
    "report": (REPORT_STATES,),
}
"""Button → deed; of `end` by what the row is."""


class RelationsDialog(DeedsPane):
    """`asked(deed, row)` with a name of `DEEDS`; `pair_asked(PairCount)` wants `show_page`."""

    pair_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Relations of states"),
            _("background: it says nothing of any party and feeds no flag"),
            width=WIDTH,
            parent=parent,
        )
        self.view: StatesView | None = None
        self.search = text_field(_("country or code"), name=_("Find a country"), searches=True)
        self.pairs: RowModel[PairCount] = RowModel(PAIRS, key=lambda row: (row.one, row.other))
        self.matrix = ListView(self.pairs)
        self.statements: RowModel[Statement] = RowModel(STATEMENTS, key=lambda row: row.id)
        self.list = ListView(self.statements)
        self.relation = ActButton(
            _("State a relation…"), icon="plus", keys="Ctrl+R", kind=ButtonKind.PRIMARY
        )
        self.share = ActButton(_("State a share…"), icon="plus", keys="Ctrl+H")
        self.end = ActButton(_("End…"), icon="cross", keys="Ctrl+E")
        self.report = ActButton(_("Report…"), icon="reports", keys="Ctrl+D")
        self._kinds, self._register, self._whole = (
            MarkLabel(wrap=True, yields=True) for _part in range(3)
        )
        self._no_pair = EmptyState(
            "entities",
            _("No relation of states is stated"),
            _("State one: an alliance, an exercise, arms supplied, with its source."),
        )
        self._page = Card(_("Between the two"))
        self._known: Sequence[PairCount] = ()
        self._actor: Actor | None = None
        self._build()
        self._connect()
        self.check()

    def show_pairs(self, found: Sequence[PairCount]) -> None:
        """Every pair of which something stands; the cursor stays on the pair that is shown."""
        self._known = found
        self._filter()

    def show_page(self, view: StatesView) -> None:
        """The page of a pair, or of all that names one state: by days, then shares."""
        self.view = view
        self.statements.show_rows((*view.relations, *view.shares))
        named = states_said(codes_of(view))
        self._page.name(
            named if isinstance(view, PairView) else _("All of {state}").format(state=named)
        )
        self._kinds.show_lines(*((Text(line),) for line in _counted(view)))
        self._register.show_lines(*((Text(line, "text2"),) for line in _beside(view)))
        self.check()

    def show_actor(self, actor: Actor) -> None:
        """What the signed-in person may do here."""
        self._actor = actor
        self.check()

    @property
    def pair(self) -> PairCount | None:
        """The pair under the cursor."""
        found: PairCount | None = self.matrix.current_row()
        return found

    def under_cursor(self) -> object:
        return self.list.current_row()

    def refusals(self) -> dict[str, str]:
        return {name: self._why_not(name, found) for name, found in DEEDS.items()}

    def _why_not(self, name: str, found: Sequence[Deed[Any, Any]]) -> str:
        if self._actor is None:
            return _("reading who may do it")
        row = self.under_cursor() if name == "end" else None
        if name == "end" and row is None:
            return found[0].why_no_role(self._actor) or _("choose a statement")
        return found[0].why_not(self._actor, row)

    def _build(self) -> None:
        pairs = Card(_("Pairs of states"))
        pairs.add(or_nothing(self.pairs, self.matrix, self._no_pair))  # type: ignore[arg-type]  # any rows
        pairs.setMinimumHeight(fonts.px(HEIGHT))
        left = column(self.search, pairs, gap=8)
        nothing = EmptyState(
            "list",
            _("Nothing yet"),
            _("Choose a pair at the left: what is stated between the two stands here."),
        )
        self._page.add(or_nothing(self.statements, self.list, nothing))  # type: ignore[arg-type]  # any rows
        self._page.setMinimumHeight(fonts.px(HEIGHT - 60))
        right = column(self._kinds, self._page, self._whole, self._register, gap=8)
        right.setStretch(1, 1)
        side = QWidget()
        side.setLayout(left)
        self.build(
            self.side_by_side(side, right, sides={side: SIDE}),
            *(self._button(name) for name in DEEDS),
        )

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._filter())
        self.matrix.shown.connect(self._show)
        self.list.shown.connect(self._look_at)
        self.bind((name, self._button(name).keys) for name in DEEDS)
        self.setFocusProxy(self.matrix)

    def _look_at(self, row: Statement | None) -> None:
        """The whole of a statement, of which the list may show the beginning alone."""
        lines = _whole(row) if row is not None else ()
        self._whole.show_lines(*((Text(line),) for line in lines))
        self.check()

    def _filter(self) -> None:
        """The pairs of the countries that are typed: code or part of the name."""
        wanted = self.search.text().strip().casefold()
        rows = [row for row in self._known if wanted in _pair(row).casefold()]
        if self._known:
            self._no_pair.say(_("Nothing here"), _("No pair has a state of this name or code."))
        view = self.view
        at = [
            n
            for n, row in enumerate(rows)
            if view and tuple(filter(None, (row.one, row.other))) == codes_of(view)
        ]
        with QSignalBlocker(self.matrix):
            self.pairs.show_rows(tuple(rows))
            if rows:
                self.matrix.selectRow(at[0] if at else 0)
        self._show(self.pair)

    def _show(self, row: PairCount | None) -> None:
        if row is not None:
            self.pair_asked.emit(row)
        else:
            self.view = None
            self.statements.show_rows(())
            self._page.name(_("Between the two"))
            self._kinds.show_lines()
            self._register.show_lines()
            self.check()


def _whole(row: Statement) -> Iterator[str]:
    sure = joined("; ", filter(None, (sourced(row), read_said(row.read_on))))
    yield _("{said} ({sure})").format(said=statement_said(row), sure=sure)
    if more := joined("; ", filter(None, (row.note, row.evidence))):
        yield more


def _counted(view: StatesView) -> Iterator[str]:
    """Each kind with how often it is stated."""
    said = joined(
        ", ",
        (
            _("{kind}: {count}").format(kind=_(KIND_WORDS[kind]), count=count)
            for kind, count in view.by_kind.items()
        ),
    )
    if said:
        yield said


def _beside(view: StatesView) -> Iterator[str]:
    """What the trade register has, what ended, and what all of it is worth."""
    if isinstance(view, PairView):
        yield from map(deals_said, view.register)
    for one in view.arms:
        yield from beside_said(one, codes_of(view) if isinstance(view, PairView) else ())
    if view.ended:
        yield plural(
            len(view.ended),
            "{n} statement was ended; the command line tells it.",
            "{n} statements were ended; the command line tells them.",
        )
    yield disclaimer()
