"""Columns of dossiers, made of the facts that stand in them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from landwaiter.domain.base.facts import Fact, ValueKind
from landwaiter.i18n import _
from landwaiter.reports.dossier.dossier import CellType, DossierColumn

_CELLS: Final[Mapping[ValueKind, CellType]] = {
    ValueKind.CODE: CellType.CODE,
    ValueKind.NUMBER: CellType.NUMBER,
    ValueKind.MASS: CellType.NUMBER,
    ValueKind.MONEY: CellType.NUMBER,
    ValueKind.DAY: CellType.DATE,
    ValueKind.INSTANT: CellType.INSTANT,
}
"""What is no text."""
_AS_TEXT: Final = frozenset({"SHA-256"})
"""Titles that dossiers hold as text and not as a message."""


def columns_of(facts: Iterable[Fact[Any]], widths: Mapping[str, int]) -> tuple[DossierColumn, ...]:
    """A column for each key, in this order, with the width given for it."""
    known = {fact.cell: fact for fact in facts}
    return tuple(_column(known[key], width) for key, width in widths.items())


def figures_of(facts: Iterable[Fact[Any]], widths: Mapping[str, int]) -> tuple[DossierColumn, ...]:
    """The same of figures: a count is a number of the workbook, which can be added up."""
    known = {fact.cell: fact for fact in facts}
    return tuple(
        replace(column, type=CellType.NUMBER)
        if known[column.key].kind is ValueKind.COUNT
        else column
        for column in columns_of(known.values(), widths)
    )


def _column(fact: Fact[Any], width: int) -> DossierColumn:
    title = fact.title if fact.title in _AS_TEXT else _(fact.title)
    return DossierColumn(
        fact.cell, title, fact.content, _CELLS.get(fact.kind, CellType.TEXT), width=width
    )
