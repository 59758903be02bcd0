"""A table as columns of a sheet: each of one type, its unit in the head, its remarks beside it.

A column that holds nothing but days, amounts or items is one of days, amounts or items, whatever it
is on paper. What does not fit stands in the last column, as does what is not stated, so that a cell
of a column of numbers is a number or empty.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import NamedTuple

from landwaiter.domain.base.facts import Content
from landwaiter.reports.dossier.cells import mark_of, words
from landwaiter.reports.dossier.characters import visible
from landwaiter.reports.dossier.dossier import (
    Cell,
    CellMark,
    CellType,
    DossierColumn,
    Table,
    TableForm,
)
from landwaiter.reports.dossier.wording import _
from landwaiter.reports.workbook.cell_values import (
    TypedValue,
    first_day,
    first_of_two,
    is_not_stated,
    is_nothing,
    is_word,
    value_of,
    value_told,
)

Value = str | Decimal | datetime | date | None
_TEXTS = frozenset({CellType.TEXT, CellType.CODE, CellType.SEVERITY, CellType.BLANK})
_OF_FACTS = frozenset({TableForm.FACTS, TableForm.FIELDS})
"""Forms of tables of what and value, in which each row is of a type of its own."""
_ITEM = "item"
"""Key of the columns that name an item by its number."""
_ENDS = frozenset({"ends", "reply_by"})
"""Keys of columns of texts each of which tells a day by which something is due."""


class SheetCell(NamedTuple):
    """One cell to write: value, weight."""

    value: Value
    strong: bool = False


_NOTHING = SheetCell(None)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the table, and what it is in the sheet."""

    own: DossierColumn
    type: CellType
    is_item: bool = False
    is_mixed: bool = False
    """Of facts, each of which is of its own type."""
    unit: str = ""
    """That of all its numbers, which stands in its head."""
    has_units: bool = False
    """They differ: they stand in a column beside it."""
    has_instants: bool = False


class TypedTable:
    """The columns of a sheet and its rows, each made when it is asked for."""

    def __init__(
        self, table: Table, zone: tzinfo, time_zone: str, *, in_words: bool = False
    ) -> None:
        """`in_words`: each cell is the text that it is on paper."""
        self._table, self._zone, self._time_zone = table, zone, time_zone
        self._in_words = in_words
        facts = table.form in _OF_FACTS and len(table.columns) == 2
        self._columns = tuple(
            self._column(place, column, is_mixed=facts and place == 1)
            for place, column in enumerate(table.columns)
        )
        noted = any(note for _entries, note in map(self._row, table.rows))
        self._has_notes = noted or not table.rows
        self.heads = tuple(self._heads())
        self.columns = tuple(self._titles())

    def rows(self) -> Iterator[list[SheetCell]]:
        """The rows below the head; where the table has none, the sentence that says so."""
        if not self._table.rows:
            blank = [_NOTHING] * (len(self.heads) - 1)
            yield [*blank, SheetCell(visible(self._table.empty or _("None.")))]
        for row in self._table.rows:
            entries, note = self._row(row)
            yield [*entries, SheetCell(note or None)] if self._has_notes else entries

    def _titles(self) -> Iterator[DossierColumn]:
        for column in self._columns:
            yield replace(column.own, type=CellType.TEXT if column.is_mixed else column.type)
            if column.has_units:
                yield DossierColumn("unit", _("Unit"), Content.OPEN)
        if self._has_notes:
            yield DossierColumn("note", self._note_head(), Content.OPEN)

    def _heads(self) -> Iterator[str]:
        for column in self._columns:
            yield self._head(column)
            if column.has_units:
                yield _("Unit")
        if self._has_notes:
            yield self._note_head()

    def _note_head(self) -> str:
        """Another word where the table has notes of its own."""
        note = _("Note")
        return _("Remark") if any(one.title == note for one in self._table.columns) else note

    def _head(self, column: _Column) -> str:
        title = visible(_("Item") if column.is_item else column.own.title)
        if column.has_instants:
            return _("{title} ({time_zone})").format(title=title, time_zone=self._time_zone)
        if column.unit:
            return _("{title} ({unit})").format(title=title, unit=visible(column.unit))
        return title

    def _column(self, place: int, own: DossierColumn, *, is_mixed: bool) -> _Column:
        """What a column holds, by all of its cells."""
        column = _Column(own, own.type, is_mixed=is_mixed)
        if self._in_words:
            return column
        if is_mixed:
            found = [self._told(cell) for cell in self._cells(place)]
            stands_alone = all(one.type is not CellType.INSTANT for one in found if one)
            return replace(
                column,
                has_units=any(one and one.unit for one in found),
                has_instants=not stands_alone,
            )
        if own.type is CellType.TEXT:
            column = self._inferred(place, column)
        if column.type is CellType.INSTANT:
            return replace(column, has_instants=True)
        return self._measured(place, column) if column.type is CellType.NUMBER else column

    def _cells(self, place: int) -> Iterator[CellMark]:
        """What is told in a column."""
        for row in self._table.rows:
            mark = mark_of(row[place])
            if mark is not None and not is_nothing(mark.text):
                yield mark

    def _inferred(self, place: int, column: _Column) -> _Column:
        """A column of texts all of which are of one type, or items and words beside them."""
        if column.own.key in _ENDS:
            return replace(column, type=CellType.DATE)
        types, are_items, words_beside = set(), False, False
        for mark in self._cells(place):
            found = self._in_text(column.own, mark)
            if found is None:
                if not is_word(mark.text):
                    return column
                words_beside = True
                continue
            types.add(found.type)
            are_items = are_items or found.is_item
        names_items = are_items or column.own.key == _ITEM
        if words_beside and names_items and types <= {CellType.NUMBER}:
            return replace(column, type=CellType.NUMBER, is_item=True)
        if len(types) != 1 or words_beside:
            return column
        return replace(column, type=types.pop(), is_item=are_items)

    def _in_text(self, own: DossierColumn, mark: CellMark) -> TypedValue | None:
        if own.key in _ENDS:
            return first_day(mark.text)
        if own.key == _ITEM and mark.text.isdecimal():
            found = value_of(mark.text, CellType.NUMBER, self._zone)
            return found and found._replace(is_item=True)
        return value_told(mark.text, self._zone)

    def _measured(self, place: int, column: _Column) -> _Column:
        """With the unit of its numbers, if they have one; each its own if they differ."""
        units = set()
        for mark in self._cells(place):
            found = self._typed(column, mark)
            if found is not None:
                units.add(found.unit)
        if len(units) == 1:
            return replace(column, unit=units.pop())
        return replace(column, has_units=bool(units))

    def _told(self, mark: CellMark) -> TypedValue | None:
        return value_told(mark.text, self._zone) or first_of_two(mark.text, self._zone)

    def _typed(self, column: _Column, mark: CellMark) -> TypedValue | None:
        if column.is_mixed:
            found = self._told(mark)
        elif column.own.type is CellType.TEXT and column.type is not CellType.TEXT:
            found = self._in_text(column.own, mark)
        else:
            found = value_of(mark.text, column.type, self._zone)
        return found._replace(unit=mark.unit) if found and mark.unit else found

    def _row(self, row: Sequence[Cell]) -> tuple[list[SheetCell], str]:
        """The cells of a row, and what is to be noted of them."""
        entries: list[SheetCell] = []
        notes: list[str] = []
        for column, cell in zip(self._columns, row, strict=True):
            if isinstance(cell, str) and (self._in_words or _is_code(column, cell)):
                entries.append(SheetCell(visible(cell) or None))
                continue
            entry, unit, note = self._cell(column, cell)
            entries.append(entry)
            if column.has_units:
                entries.append(SheetCell(visible(unit) or None))
            if note:
                alone = column.is_mixed or column.is_item
                title = column.own.title
                said = note if alone else _("{name}: {said}").format(name=title, said=note)
                notes.append(visible(said))
        return entries, "; ".join(notes)

    def _cell(self, column: _Column, cell: Cell) -> tuple[SheetCell, str, str]:
        """A cell, its unit where that has a column, and what is to be noted."""
        mark = mark_of(cell)
        if mark is None or is_not_stated(mark.text):
            return _NOTHING, "", _("not stated")
        if is_nothing(mark.text):
            return _NOTHING, "", ""
        found = self._typed(column, mark) if column.is_mixed or column.type not in _TEXTS else None
        if found is not None:
            return SheetCell(found.value, mark.strong), found.unit, found.rest
        said = words(mark, column.own.type, self._zone)
        if column.is_mixed or column.type in _TEXTS:
            return SheetCell(visible(said), mark.strong), "", ""
        return _NOTHING, "", said


def _is_code(column: _Column, cell: str) -> bool:
    return column.own.type is CellType.CODE and not is_nothing(cell)
