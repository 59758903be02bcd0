"""The preview under the list of cases: facts, parties, flags and last events of one case."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from landwaiter.i18n import _
from landwaiter.services.cases.case_row import CaseRow
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.flags.undecided import of_officer
from landwaiter.ui.kit import fonts, item_words, marks, party_words
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, clear, column, panel
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Line, Text, spaced
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.words import clock_time, day, local_day, not_stated

MOST, MOST_CODES = 5, 2
GAP = 10
_LEAST = (210, 280, 170, 170)
"""Width of each card at scale 1 below which it says nothing whole."""


class CasePreview(QWidget):
    """Follows the cursor row, not the ticks."""

    open_asked = Signal(str)
    propose_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(fonts.px(218))
        self._reference = ""
        self._title = MarkLabel(ground="window").elastic()
        self._clock = MarkLabel(ground="window")
        self.propose = ActButton(_("Propose decision"), icon="edit", small=True)
        self.opening = ActButton(_("Open"), keys="Enter", kind=ButtonKind.PRIMARY, small=True)
        propose, opening = self.propose, self.opening
        propose.clicked.connect(lambda: self.propose_asked.emit(self._reference))
        opening.clicked.connect(lambda: self.open_asked.emit(self._reference))
        self._cards: QHBoxLayout = across(gap=GAP)
        self.setLayout(
            column(
                across(self._title, self._clock, propose, opening, margins=(12, 4, 12, 4)),
                across(self._cards, margins=(12, 0, 12, 10)),
            )
        )

    @property
    def reference(self) -> str:
        """Of the case that its buttons are about; empty while they rest."""
        return self._reference

    def rest(self) -> None:
        """What stands here may be of another row soon: no button of it can be pressed."""
        self._reference = ""
        for button in (self.propose, self.opening):
            button.setEnabled(False)

    def empty(self) -> None:
        """No row is under the cursor."""
        self.rest()
        self._title.show_lines((Text(_("No case is chosen."), "muted"),))
        self._clock.show_lines(())
        clear(self._cards)

    def begin(self, row: CaseRow) -> None:
        """This row is read now: its name stands here, and nothing of another."""
        self.rest()
        self._show_head(row)
        clear(self._cards)

    def show_view(self, view: CaseView) -> None:
        row = view.row
        self._reference = row.reference
        for button in (self.propose, self.opening):
            button.setEnabled(True)
        self._show_head(row)
        clear(self._cards)
        for made, stretch in (
            (_facts(view), 37),
            (_parties(view), 45),
            (_flags(view), 26),
            (_events(view), 28),
        ):
            self._cards.addWidget(made, stretch)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As many cards as have room, from the first; the others stand in the case itself."""
        room = self.width() - fonts.px(12 + 12)
        for place in range(self._cards.count()):
            needed = sum(_LEAST[: place + 1]) + GAP * place
            item = self._cards.itemAt(place)
            card = item.widget() if item is not None else None
            if card is not None:
                card.setVisible(place == 0 or fonts.px(needed) <= room)

    def _show_head(self, row: CaseRow) -> None:
        self._title.show_lines(
            spaced(
                Text(row.reference, "muted", mono=True, whole=True),
                marks.stage_pill(row.stage),
                Text(row.title, size=Size.BODY, bold=True),
                gap=10,
            )
        )
        self._clock.show_lines(marks.clock(row.clock))


def _facts(view: CaseView) -> Card:
    declaration = view.case.declaration
    mrn = view.case.mrn or not_stated()
    rows: list[tuple[str, Line]] = []
    if declaration and declaration.items:
        rows.append((_("Item 1"), (Text(item_words.summary(declaration.items[0])),)))
    codes = tuple(dict.fromkeys(candidate.shown for candidate in view.case.candidates))
    code_line: Line = (
        (*spaced(*map(marks.code, codes[:MOST_CODES]), gap=6), Gap(6), Text(_others(codes)))
        if codes
        else (Text(_("no candidate"), "muted"),)
    )
    rows.append((_("Codes"), code_line))
    rows.append((_("Route"), (Text(item_words.route(declaration)),)))
    rows.append((_("Goods"), marks.goods_counts(view.row.goods)))
    open_tracks = [f"{t.letter}, {t.basis}" for t in view.case.tracks if t.ended_at is None]
    rows.append((_("Tracks"), (Text(" · ".join(open_tracks) or _("none open")),)))
    lines = [((Text(name, "muted"),), value) for name, value in rows]
    return _lines_card(_("Facts"), mrn, lines, (48, 0))


def _others(codes: Sequence[str]) -> str:
    """How many more there are; where all are shown, what they are."""
    left = len(codes) - MOST_CODES
    return f"+{left}" if left > 0 else _("candidates")


def _parties(view: CaseView) -> Card:
    rows = [
        (
            (Text(party_words.role(party)),),
            (party_words.name(party),),
            party_words.screening(view, party),
        )
        for party in view.case.parties[:MOST]
    ]
    return _lines_card(_("Parties"), str(len(view.case.parties)), rows, (60, 0, 116))


def _flags(view: CaseView) -> Card:
    rows = [
        (
            marks.severity(flag.severity, said=False),
            (Text(flag.rule, mono=True, whole=True),),
            (Text(flag.explanation),),
        )
        for flag in view.raised[:MOST]
    ]
    said = _("{raised} raised, {lacking} not evaluated").format(
        raised=len(view.raised), lacking=len(of_officer(view.not_evaluated))
    )
    return _lines_card(_("Flags"), said, rows, (18, 46, 0))


def _events(view: CaseView) -> Card:
    rows = [
        (
            (
                Text(
                    f"{day(local_day(e.at), today=local_day(e.at))} {clock_time(e.at)}",
                    "muted",
                    whole=True,
                ),
            ),
            (Text(e.sentence),),
        )
        for e in [row for row in view.history if not row.is_view][:MOST]
    ]
    return _lines_card(_("Last events"), "", rows, (64, 0))


def _lines_card(
    title: str, count: str, rows: Sequence[tuple[Line, ...]], widths: tuple[int, ...]
) -> Card:
    """Rows of a card; a width of 0 takes the room that is left, and the first names are whole."""
    card = Card(title, count, head=26)
    made_rows = [[MarkLabel(line) for line in row] for row in rows]
    names = max((row[0].sizeHint().width() for row in made_rows), default=0)
    for labels in made_rows:
        for place, (made, width) in enumerate(zip(labels, widths, strict=True)):
            if width:
                made.setFixedWidth(max(fonts.px(width), 0 if place else names))
            else:
                made.elastic()
        holder = panel("ruled")
        holder.setFixedHeight(fonts.px(24))
        holder.setLayout(across(*labels, gap=8, margins=(10, 0, 10, 0)))
        card.add(holder)
    card.body.addStretch(1)
    return card
