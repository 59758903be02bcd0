"""The name pairs of a hit, the one under the cursor explained; and what speaks against the hit."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from landwaiter.domain.base.terms import low
from landwaiter.domain.lists.listing import Match
from landwaiter.i18n import N_, _, plural
from landwaiter.services.base.wording import shown_score
from landwaiter.services.hits.hit_rows import Against, EqualHit, HitView
from landwaiter.services.hits.hit_sides import method_word
from landwaiter.ui.hits.word_alignment import WordAlignment
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Card, clear, column
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, InlineCell, Text
from landwaiter.ui.kit.label import MarkLabel, label
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.tickbox import TickBox

ROW, HEAD, MOST_ROWS = 28, 24, 4


@dataclass(frozen=True, slots=True)
class HitPair:
    """A name of the party with a name of the listing; `number` from 1."""

    number: int
    match: Match


def _method(pair: HitPair) -> InlineCell:
    """By what most of the words met."""
    methods = [one.method for one in pair.match.words if one.query and one.listed]
    if not methods:
        return InlineCell(((Text(_("no word met"), "muted"),),))
    chief = max(dict.fromkeys(methods), key=methods.count)
    said = _("{method}, {words}").format(
        method=method_word(chief), words=plural(len(methods), "{n} word", "{n} words")
    )
    return InlineCell(((Text(said),),))


PAIR_COLUMNS: tuple[TableColumn[HitPair], ...] = (
    TableColumn(N_("No."), lambda row: InlineCell(((Text(str(row.number), "muted"),),)), width=36),
    TableColumn(
        N_("Party name"),
        lambda row: InlineCell(((Text(row.match.name, bold=row.number == 1),),)),
        fixed=True,
    ),
    TableColumn(
        N_("Name on the list"),
        lambda row: InlineCell(((Text(row.match.matched_name),),)),
        width=230,
    ),
    TableColumn(N_("Method"), _method, width=170),
    TableColumn(
        N_("Pair"),
        lambda row: InlineCell(((Text(shown_score(row.match.score), whole=True),),), right=True),
        value=lambda row: row.match.score,
        width=54,
        right=True,
    ),
)


class NamePairs(Card):
    """Which names were compared, and of the one under the cursor which words met."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Words that met"), parent=parent)
        self.model: RowModel[HitPair] = RowModel(PAIR_COLUMNS, key=lambda row: row.number)
        self.list = ListView(self.model)
        self.words = WordAlignment()
        self.sum = MarkLabel(wrap=True)
        self.add(self.list)
        self.add(column(self.words, self.sum, gap=6, margins=(12, 8, 12, 8)))
        self.explained: Match | None = None
        """The pair under the cursor."""
        self._view: HitView | None = None
        self.list.shown.connect(self._explain)

    def show_view(self, view: HitView) -> None:
        self._view = view
        pairs = view.pairs or (view.hit.match,)
        rows = tuple(HitPair(number, match) for number, match in enumerate(pairs, start=1))
        self.model.show_rows(rows)
        self.list.setFixedHeight(fonts.px(HEAD + min(MOST_ROWS, len(rows)) * ROW + 6))
        self._explain(rows[0])

    def _explain(self, pair: HitPair) -> None:
        if self._view is None:
            return
        self.name(
            _("Words that met"),
            _("{pairs} compared, pair {number} explained").format(
                pairs=plural(self.model.rowCount(), "{n} name pair", "{n} name pairs"),
                number=pair.number,
            ),
        )
        self.explained = pair.match
        self.words.show_words(pair.match.words, self._view.readings)
        self.sum.show_lines((Text(_weights(pair.match), "text2"),))


def _weights(match: Match) -> str:
    """How much of each side's weight met; what a side leaves out is an omission alone."""
    left = [pair for pair in match.words if pair.query]
    right = [pair for pair in match.words if pair.listed]
    met = sum(pair.weight for pair in left if pair.listed)
    said = _(
        "Matched weight {left} of {left_all} on the left, {right} of {right_all} on the right."
    )
    both = {bool(pair.query) for pair in match.words if not (pair.query and pair.listed)}
    kind = {
        0: "",
        1: _("What one name leaves out is an omission, not a contradiction."),
        2: _("Both names have words of their own: a contradiction."),
    }[len(both)]
    figures = said.format(
        left=_weight(met),
        left_all=_weight(sum(pair.weight for pair in left)),
        right=_weight(sum(pair.weight for pair in right if pair.query)),
        right_all=_weight(sum(pair.weight for pair in right)),
    )
    return f"{figures} {kind}".strip()


def _weight(thousandths: int) -> str:
    return shown_score(thousandths, 1)


class SpeaksAgainst(Card):
    """What speaks against the hit, one line each; that nothing does is said too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What speaks against it"), parent=parent)
        self._said = MarkLabel(wrap=True)
        self.add(column(self._said, margins=(12, 8, 12, 8)))

    def show_reasons(self, reasons: tuple[Against, ...]) -> None:
        self.name(_("What speaks against it"), str(len(reasons)) if reasons else "")
        if not reasons:
            nothing = _("Nothing that was compared. What was not compared proves nothing.")
            self._said.show_lines((Text(nothing, "muted"),))
            return
        self._said.show_lines(
            *((Glyph("cross", 10, "high"), Gap(6), Text(one.said)) for one in reasons)
        )


class EqualHits(Card):
    """Hits of the very same pair on other cases; those that are ticked are judged with this one."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.all = ActButton(_("All of them"), keys="E", small=True)
        super().__init__(_("Equal hits"), acts=(self.all,), parent=parent)
        self.boxes: dict[str, TickBox] = {}
        self._rows: QBoxLayout = column(gap=4, margins=(12, 8, 12, 8))
        self.add(self._rows)
        self.all.clicked.connect(self.toggle)
        self.hide()

    def show_hits(self, hits: tuple[EqualHit, ...]) -> None:
        """What was ticked of a hit that is still there stays ticked."""
        ticked = set(self.chosen)
        clear(self._rows)
        self.boxes = {}
        note = _("Same party as declared or same entity, same listing, judged by nobody yet.")
        self._rows.addWidget(label(note, "muted", size=Size.SMALL, wrap=True))
        for hit in hits:
            self.boxes[hit.hit_id] = box = TickBox(_row(hit))
            box.setChecked(hit.hit_id in ticked)
            box.toggled.connect(lambda _on: self._tell())
            self._rows.addWidget(box)
        self.setVisible(bool(hits))
        self._tell()

    @property
    def chosen(self) -> tuple[str, ...]:
        """Identities of the hits that are judged with this one."""
        return tuple(hit_id for hit_id, box in self.boxes.items() if box.isChecked())

    def toggle(self) -> None:
        """All of them, or none where all were ticked."""
        wanted = len(self.chosen) < len(self.boxes)
        for box in self.boxes.values():
            box.setChecked(wanted)

    def forget(self) -> None:
        for box in self.boxes.values():
            box.setChecked(False)

    def _tell(self) -> None:
        said = _("{chosen} of {all} judged with it").format(
            chosen=len(self.chosen), all=len(self.boxes)
        )
        self.name(_("Equal hits"), said)
        self.changed.emit()


def _row(hit: EqualHit) -> str:
    return _("{reference}, {role}: {party}, {score}").format(
        reference=hit.reference,
        role=low(hit.role),
        party=hit.party or _("no name stated"),
        score=shown_score(hit.score),
    )
