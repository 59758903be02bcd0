"""How wide the columns of a table are: hinted or measured, with room for words and long texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from itertools import islice
from math import fsum
from typing import Final, Protocol

from reportlab.lib.pagesizes import A4

from landwaiter.reports.dossier.cells import words
from landwaiter.reports.dossier.dossier import Cell, CellType, DossierColumn
from landwaiter.reports.paper.typesetting.style import Style
from landwaiter.reports.paper.typesetting.typeset import natural_width, word_width

PAGE_WIDTH: Final = A4[0] - 73.0
GAP: Final = 6.0
LABEL_KEY: Final = "\x00label"
_SAMPLED: Final = 200
"""Rows measured for the widths of columns: enough to be typical, cheap for any register."""
_WIDEST_WORD: Final = 110.0
"""Points: German has labels and heads of one long word."""


class ColumnStyles(Protocol):
    """In which styles a report is set."""

    @property
    def zone(self) -> tzinfo:
        """Of instants."""

    @property
    def head(self) -> Style:
        """Of the titles of columns."""

    @property
    def muted(self) -> Style:
        """Of labels."""

    def style(self, cell: Cell, column: DossierColumn) -> Style:
        """Of a cell."""


@dataclass(frozen=True)
class ShapedTable:
    """A table as it stands on paper."""

    id: str
    title: str
    columns: tuple[DossierColumn, ...]
    rows: Sequence[tuple[Cell, ...]]
    spare: frozenset[int] = frozenset()


def column_widths(paper: ColumnStyles, shaped: ShapedTable) -> tuple[float, ...]:
    """Points per column, together the width of the page."""
    hints = [column.width for column in shaped.columns]
    if any(hints):
        hinted = [PAGE_WIDTH * hint / fsum(hints) for hint in hints]
        return _with_room(paper, shaped, _whole_words(paper, shaped, hinted))
    least, natural = zip(
        *(_measure(paper, shaped, place) for place in range(len(shaped.columns))), strict=True
    )
    return _shared(least, natural)


_MUCH: Final = 3.0
"""Lines: a text of more is given the room that other columns leave empty."""


def _with_room(
    paper: ColumnStyles, shaped: ShapedTable, widths: Sequence[float]
) -> tuple[float, ...]:
    """Columns of long texts with what others leave empty, whatever their hints say."""
    wholes = [_measure_whole(paper, shaped, at) for at in range(len(widths))]
    wants = [
        whole if whole > _MUCH * width else 0.0 for whole, width in zip(wholes, widths, strict=True)
    ]
    if not any(wants):
        return tuple(widths)
    kept = [min(width, whole) for whole, width in zip(wholes, widths, strict=True)]
    spare = fsum(widths) - fsum(kept)
    return tuple(
        width + spare * want / fsum(wants) for width, want in zip(kept, wants, strict=True)
    )


def _measure_whole(paper: ColumnStyles, shaped: ShapedTable, place: int) -> float:
    """Points that a column takes whose texts stay on one line, and whose words stay whole."""
    if place in shaped.spare:
        return 12.0
    column = shaped.columns[place]
    texts = [natural_width(column.title, paper.head)]
    for row in islice(shaped.rows, _SAMPLED):
        if place < len(row):
            said = words(row[place], column.type, paper.zone)
            texts.append(natural_width(said, paper.style(row[place], column)))
    return max(texts) + GAP


def _whole_words(
    paper: ColumnStyles, shaped: ShapedTable, widths: Sequence[float]
) -> tuple[float, ...]:
    """As wide as their longest word, within bounds; others give room.

    Where there is no room for all words, for those of heads and of labels of facts.
    """
    heads = [min(_need(paper, shaped, at), _WIDEST_WORD) for at in range(len(widths))]
    cells = [max(one, _longest_word(paper, shaped, at)) for at, one in enumerate(heads)]
    needs = cells if fsum(cells) <= fsum(widths) else heads
    short = fsum(max(0.0, need - width) for need, width in zip(needs, widths, strict=True))
    slack = [max(0.0, width - need) for need, width in zip(needs, widths, strict=True)]
    if not short or short > fsum(slack):
        return tuple(widths)
    share = short / fsum(slack)
    return tuple(
        max(width, need) - spare * share
        for width, need, spare in zip(widths, needs, slack, strict=True)
    )


def _longest_word(paper: ColumnStyles, shaped: ShapedTable, place: int) -> float:
    """What it takes in the cells of a column, with its gap; what must be cut anyway, left out."""
    column = shaped.columns[place]
    if place in shaped.spare or column.type is CellType.BLANK:
        return 0.0
    said = (
        (words(row[place], column.type, paper.zone), paper.style(row[place], column))
        for row in islice(shaped.rows, _SAMPLED)
        if place < len(row)
    )
    wide = (GAP + word_width(text, style) for text, style in said)
    return max((one for one in wide if one <= _WIDEST_WORD), default=0.0)


def _need(paper: ColumnStyles, shaped: ShapedTable, place: int) -> float:
    """What the longest word of a head takes, or of the labels in its column, with its gap."""
    if place in shaped.spare:
        return 0.0
    column = shaped.columns[place]
    if column.key != LABEL_KEY:
        return word_width(column.title, paper.head) + GAP
    said = (words(row[place], column.type, paper.zone) for row in shaped.rows if place < len(row))
    return max((word_width(one, paper.muted) for one in said), default=0.0) + GAP


def _measure(paper: ColumnStyles, shaped: ShapedTable, place: int) -> tuple[float, float]:
    """Least and natural width of a column, its gap included."""
    if place in shaped.spare:
        return 12.0, 12.0
    column = shaped.columns[place]
    least = word_width(column.title, paper.head)
    natural = natural_width(column.title, paper.head)
    for row in islice(shaped.rows, _SAMPLED):
        text = words(row[place], column.type, paper.zone)
        style = paper.style(row[place], column)
        least = max(least, word_width(text, style))
        natural = max(natural, natural_width(text, style))
    return min(least, PAGE_WIDTH * 0.3) + GAP, min(natural, PAGE_WIDTH * 0.7) + GAP


def _shared(least: Sequence[float], natural: Sequence[float]) -> tuple[float, ...]:
    """All natural widths and a share of what is left, or the least ones and a share of it."""
    if fsum(natural) <= PAGE_WIDTH:
        spare = PAGE_WIDTH - fsum(natural)
        # Squared: room goes to sentences, and codes stay beside what they name.
        squares = [width * width for width in natural]
        return tuple(
            width + spare * square / fsum(squares)
            for width, square in zip(natural, squares, strict=True)
        )
    if fsum(least) >= PAGE_WIDTH:
        return tuple(PAGE_WIDTH * width / fsum(least) for width in least)
    spare = PAGE_WIDTH - fsum(least)
    wants = [most - few for few, most in zip(least, natural, strict=True)]
    return tuple(few + spare * want / fsum(wants) for few, want in zip(least, wants, strict=True))
