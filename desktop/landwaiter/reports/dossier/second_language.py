"""A form in a second language beside the first, for whoever signs or gets it.

The second language is written into the dossier as it is read: what was handed over stays word for
word, whatever a later catalogue says.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from string import Formatter
from typing import Any, Final, NamedTuple

from landwaiter.i18n import Catalogue, Words, form_of, joined
from landwaiter.message import worded
from landwaiter.reports.dossier.dossier import (
    Cell,
    CellMark,
    Dossier,
    DossierColumn,
    Table,
    TableForm,
)
from landwaiter.reports.dossier.wording import text_of

_BESIDE: Final = " · "
_LABELLED: Final = frozenset({TableForm.FIELDS, TableForm.LINES, TableForm.SIGNATURES})
"""Forms of tables whose first column are labels."""
_LONGEST: Final = 60
"""Characters of a text that has the other beside it; a longer one has it below."""


_BETWEEN: Final = frozenset({_BESIDE, "\n"})
_second: ContextVar[str] = ContextVar("second language of the form at hand", default="")


@contextmanager
def beside(language: str) -> Iterator[None]:
    """Within it, `parts_by_language` knows the second language of the form; empty: it has none."""
    token = _second.set(language)
    try:
        yield
    finally:
        _second.reset(token)


class SpokenPart(NamedTuple):
    """A part of a text, in the order of reading."""

    text: str
    language: str
    """ISO 639-1, where it is another than that of the form."""


def parts_by_language(text: Words) -> tuple[SpokenPart, ...]:
    """A text parted where its language changes: a label as `in_two_languages` makes them."""
    form, language = form_of(text), _second.get()
    if not language or not isinstance(form, dict) or "j" not in form:
        return (SpokenPart(text, ""),)
    return tuple(_parted(form, language))


def _parted(form: Any, language: str) -> Iterator[SpokenPart]:
    if not isinstance(form, dict) or "j" not in form:
        yield SpokenPart(worded(form, text_of), "")
        return
    between, parts = worded(form["s"], text_of), form["j"]
    if between in _BETWEEN and _is_pair(parts):
        yield SpokenPart(f"{worded(parts[0], text_of)}{between}", "")
        yield SpokenPart(parts[1], language)
        return
    for number, part in enumerate(parts):
        if number:
            yield SpokenPart(between, "")
        yield from _parted(part, language)


def _is_pair(parts: Any) -> bool:
    """A message and a text as it is: what it says in the second language."""
    return len(parts) == 2 and isinstance(parts[0], dict) and isinstance(parts[1], str)


@dataclass(frozen=True, slots=True)
class _TwoLanguages:
    first: Catalogue
    second: Catalogue

    def label(self, text: str) -> str:
        """The text with the same in the second language; alone where both say the same."""
        form = form_of(text)
        if isinstance(form, str):
            return text
        said = worded(form, self.first.text), worded(form, self.second.text)
        if said[0] == said[1]:
            return text
        between = "\n" if max(map(len, said)) > _LONGEST else _BESIDE
        return joined(between, (text, "".join(said[1])))

    def value(self, cell: Cell) -> Cell:
        """A value that the program says in words; days, figures and what a person wrote stay."""
        text = cell.text if isinstance(cell, CellMark) else cell
        if text is None or not self._is_said(text):
            return cell
        return (
            replace(cell, text=self.label(text)) if isinstance(cell, CellMark) else self.label(text)
        )

    def _is_said(self, text: str) -> bool:
        form = form_of(text)
        if not isinstance(form, dict) or "m" not in form:
            return False
        said = self.first.text(form["m"]), self.second.text(form["m"])
        return said[0] != said[1] and any(_has_words(one) for one in said)


def _has_words(template: str) -> bool:
    """Whether it says something beside what is put into it."""
    return any(sign.isalpha() for part, *_rest in Formatter().parse(template) for sign in part)


def in_two_languages(dossier: Dossier, first: Catalogue, second: Catalogue) -> Dossier:
    """The form with title, headings, labels, notes and fixed answers in both languages."""
    both = _TwoLanguages(first, second)
    return replace(
        dossier,
        report_type=both.label(dossier.report_type),
        title=both.label(dossier.title),
        second_language=second.language,
        tables=tuple(_table(one, both) for one in dossier.tables),
    )


def _table(table: Table, both: _TwoLanguages) -> Table:
    said = both.label
    is_labelled = table.form in _LABELLED
    return replace(
        table,
        title=said(table.title),
        subtitle=said(table.subtitle),
        columns=tuple(_column(one, said) for one in table.columns),
        rows=tuple(_row(row, both) for row in table.rows) if is_labelled else table.rows,
        notes=tuple(map(said, table.notes)),
        empty=said(table.empty),
    )


def _column(column: DossierColumn, said: Callable[[str], str]) -> DossierColumn:
    return replace(column, title=said(column.title))


def _row(row: tuple[Cell, ...], both: _TwoLanguages) -> tuple[Cell, ...]:
    what, *values = row
    label = what if what is None or isinstance(what, CellMark) else both.label(what)
    return (label, *map(both.value, values))
