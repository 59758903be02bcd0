"""Listings that resemble a name: one line each, and below it why."""

from PySide6.QtWidgets import QWidget

from landwaiter.i18n import N_, _, plural
from landwaiter.services.base.wording import shown_score
from landwaiter.services.hits.screening_jobs import NameHit, ScreenedEdition, ScreeningResult
from landwaiter.ui.hits.contribution import ScoreScale
from landwaiter.ui.hits.explanation import Explanation
from landwaiter.ui.kit import fonts, marks
from landwaiter.ui.kit.cards import Card, across, column
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.inline import Gap, Glyph, InlineCell, Line, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView

LEAST_ROWS, MOST_ROWS = 4, 8
ROW, HEAD = 28, 24


def _score(hit: NameHit) -> InlineCell:
    return InlineCell(((Text(shown_score(hit.match.score), bold=True, whole=True),),), right=True)


NAME_HIT_COLUMNS: tuple[TableColumn[NameHit], ...] = (
    TableColumn(
        N_("Score"), _score, value=lambda hit: hit.match.score, width=64, right=True, fixed=True
    ),
    TableColumn(
        N_("Name that met"),
        lambda hit: InlineCell(((Text(hit.match.matched_name, bold=True),),)),
        fixed=True,
    ),
    TableColumn(N_("Listing"), lambda hit: InlineCell(((Text(hit.name),),))),
    TableColumn(N_("List"), lambda hit: InlineCell(((Text(hit.list),),)), width=110),
    TableColumn(
        N_("Edition"), lambda hit: InlineCell(((Text(hit.edition, whole=True),),)), width=100
    ),
    TableColumn(
        N_("Claim"),
        lambda hit: InlineCell((marks.claim(hit.claim),)),
        width=190,
        widest=marks.claims,
    ),
)


class NameHits(QWidget):
    """`show_result` shows the hits of one name; the row under the cursor is explained."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model: RowModel[NameHit] = RowModel(NAME_HIT_COLUMNS)
        self.list = ListView(self.model)
        self.nothing = EmptyState(
            "screening",
            _("Nothing was screened yet"),
            _("Type a name at the left and press Ctrl+Enter. Nothing is saved."),
        )
        self.scale, self.explanation = ScoreScale(), Explanation()
        self.editions = MarkLabel(wrap=True)
        self._result: ScreeningResult | None = None
        self._build()
        self.list.shown.connect(self._explain)

    def show_result(self, result: ScreeningResult) -> None:
        self._result = result
        self.model.show_rows(result.hits)
        self._fit(len(result.hits))
        said = plural(len(result.hits), "{n} hit", "{n} hits")
        self._card.name(_("Hits"), f"{result.query.name} · {said}")
        self.nothing.text.show_lines((Text(_none(result), "text2"),))
        self.editions.show_lines(*_against(result.editions))
        for part in (self.scale, self.explanation):
            part.setVisible(bool(result.hits))

    def _build(self) -> None:
        self._card = Card(_("Hits"))
        self._stack = or_nothing(self.model, self.list, self.nothing)  # type: ignore[arg-type]  # any rows
        self._card.add(self._stack)
        self._fit(0)
        for part in (self.scale, self.explanation):
            part.hide()
        foot = across(self.editions, self.scale, gap=16, margins=(4, 0, 4, 0))
        self.setLayout(column(self._card, foot, self.explanation, 0, gap=10))

    def _fit(self, rows: int) -> None:
        """As high as its rows within limits, so that the explanation stays in sight."""
        shown = min(MOST_ROWS, max(LEAST_ROWS, rows))
        self._stack.setFixedHeight(fonts.px(HEAD + shown * ROW))

    def _explain(self, hit: NameHit) -> None:
        if self._result is None:
            return
        used = next((one for one in self._result.editions if one.list == hit.list), None)
        if used is not None:
            self.scale.show_score(hit.match.score, used.threshold, used.engine)
        self.explanation.show_match(hit.match)


def _none(result: ScreeningResult) -> str:
    if not result.editions:
        return _("There is no list to screen against. Import a watch list first.")
    return _(
        "No listing reaches the threshold of its list. That is no clearance: it says only that "
        "these editions hold nothing alike."
    )


def _against(editions: tuple[ScreenedEdition, ...]) -> tuple[Line, ...]:
    """The editions a name was held against, with threshold and trust."""
    if not editions:
        return ()
    head: Line = (Glyph("reference", 12, "text2"), Gap(6), Text(_("Screened against"), bold=True))
    lines = tuple(
        (
            Text(one.list),
            Gap(6),
            Text(one.edition, "text2", whole=True),
            Gap(6),
            Text(
                plural(
                    one.listings,
                    "{n} listing, threshold {threshold}, {trust}",
                    "{n} listings, threshold {threshold}, {trust}",
                    threshold=shown_score(one.threshold),
                    trust=_(one.trust),
                ),
                "text2",
            ),
        )
        for one in editions
    )
    return (head, *lines)
