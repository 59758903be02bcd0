"""What a statement says in SQLite's own words: another engine says it in others."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Function,
    Index,
    Insert,
    Integer,
    Select,
    Table,
    and_,
    false,
    func,
    literal_column,
    or_,
    select,
    text,
    true,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.selectable import NamedFromClause


def asked_last(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """The same condition, of which no index is searched: the planner does not know how few rows
    the others leave, and would begin with the many that fulfil this one.
    """
    return func.iif(condition, true(), false()).is_(true())


def json_text(column: ColumnElement[Any], path: str) -> Function[Any]:
    """What stands in a JSON text under a path such as `law.legal`; NULL where nothing does.

    The path is written out: an index on an expression is used for the very same text alone.
    """
    return func.json_extract(column, literal_column(f"'$.{path}'"))


def json_length(column: ColumnElement[Any]) -> Function[Any]:
    """How many values a JSON array has."""
    return func.json_array_length(column)


def json_says(document: str, path: str, value: str) -> ColumnElement[bool]:
    """Whether an array in a JSON text that is kept as bytes, such as `motion.text`, has a value."""
    said: Select[Any] = select(literal_column("1")).select_from(
        text(values_of(document, path, "said"))
    )
    return said.where(literal_column("said.value") == value).exists()


def values_of(document: str, path: str, name: str) -> str:
    """For a written statement: `name.value` is each value of an array in a JSON text in bytes."""
    return f"json_each(CAST({document} AS TEXT), '$.{path}') AS {name}"


def json_values(parameter: str, name: str) -> str:
    """A source of rows for a written statement: `name.value` is each value of a JSON array."""
    return f"json_each({parameter}) AS {name}"


def is_json(column: str) -> str:
    """Text of a check: the column holds JSON."""
    return f"json_valid({column})"


def text_of(document: str, path: str) -> str:
    """For a written statement: what stands in a JSON text under a path, as text."""
    return f"{document} ->> '$.{path}'"


def value_of(document: str, path: str) -> str:
    """For a written statement: what stands in a JSON text that is kept as bytes."""
    return f"json_extract(CAST({document} AS TEXT), '$.{path}')"


def count_of(document: str, path: str) -> str:
    """For a written statement: how many values an array in a JSON text has."""
    return f"json_array_length({document}, '$.{path}')"


def text_at(document: str, path: str) -> str:
    """For a written statement: what `json_text` finds."""
    return f"json_extract({document}, '$.{path}')"


def one_where(condition: str) -> str:
    """For a written statement: 1 where the condition holds, else 0."""
    return f"iif({condition}, 1, 0)"


def part_before(value: str, mark: str) -> str:
    """For a written statement: a text up to the first mark in it, all of it where there is none."""
    return f"substr({value}, 1, instr({value} || '{mark}', '{mark}') - 1)"


def partial_index(name: str, *columns: ColumnElement[Any], where: str) -> Index:
    """An index of the rows alone for which the condition holds."""
    return Index(name, *columns, sqlite_where=text(where))


def birth_order(table: NamedFromClause) -> ColumnElement[int]:
    """A number that is greater for each new row of a table, whatever it is called there."""
    return literal_column(f"{table.name}.rowid", Integer)


def has_digit(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a figure from 0 to 9 stands in a text."""
    return func.glob("*[0-9]*", column) == 1


def may_say(column: ColumnElement[Any], word: str) -> ColumnElement[bool]:
    """Whether a text may hold a word, whatever the case of its letters: no is sure, yes is not.

    The engine folds Latin letters without accents alone: a text with others is let through, and so
    is each text where the word has none of them.
    """
    runs = re.findall(r"[a-z0-9]+", word, re.IGNORECASE | re.ASCII)
    holds = (column.contains(run, autoescape=True) for run in runs)
    return or_(func.glob("*[^ -~]*", column) == 1, and_(true(), *holds))


def insert_or_ignore(table: str, names: Sequence[str], rows: str = "") -> str:
    """Text for the driver: new rows, but for those that are there already.

    `rows` selects them; without it the value of each name is given.
    """
    given = f"VALUES ({', '.join('?' * len(names))})"
    return f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) {rows or given}"


def some_has(array: Column[Any], name: str, value: str) -> ColumnElement[bool]:
    """Whether an object in the JSON array of a column has this value under a name."""
    one = func.json_each(array).table_valued("value", name="one")
    found: Select[Any] = select(literal_column("1")).select_from(one).correlate(array.table)
    return found.where(func.json_extract(one.c.value, f"$.{name}") == value).exists()


def has_some(told: Column[Any], name: str) -> ColumnElement[bool]:
    """Whether the JSON object of a column has an array under a name that is not empty."""
    return func.json_array_length(told, f"$.{name}") > 0


def together(numbers: Select[tuple[int]]) -> Select[Any]:
    """How many numbers a query finds, and all of them as one value, which `in_numbers` takes."""
    (number,) = numbers.subquery("gathered").c
    return select(func.count(number), func.json_group_array(number))


def in_numbers(column: ColumnElement[int], numbers: Sequence[int] | str) -> ColumnElement[bool]:
    """Whether it is one of many numbers, which are given as one value."""
    said = numbers if isinstance(numbers, str) else json.dumps(list(numbers))
    given = func.json_each(said).table_valued("value")
    return column.in_(select(given.c.value))


def in_texts(column: ColumnElement[Any], texts: Sequence[str]) -> ColumnElement[bool]:
    """The same of texts."""
    given = func.json_each(json.dumps(list(texts))).table_valued("value")
    return column.in_(select(given.c.value))


def in_ranges(column: ColumnElement[int], ranges: Sequence[tuple[int, int]]) -> ColumnElement[bool]:
    """Whether it lies in one of many ranges, first and last of each, given as one value."""
    given = func.json_each(json.dumps(list(ranges))).table_valued("value")
    first, last = (func.json_extract(given.c.value, place) for place in ("$[0]", "$[1]"))
    return select(given.c.value).where(column.between(first, last)).exists()


class SayingHints(sqlite.dialect.statement_compiler):  # type: ignore[misc, name-defined]  # typed as any
    """Says which index is meant: what SQLAlchemy has for SQLite leaves such hints out."""

    def get_from_hint_text(self, table: Any, text: str) -> str:
        return text


def by_index(query: Select[Any], table: Table, index: str) -> Select[Any]:
    """The query by this index and no other; without a name by the number of the row alone."""
    return query.with_hint(table, f"INDEXED BY {index}" if index else "NOT INDEXED", "sqlite")


def upsert(
    table: Table,
    key: Mapping[str, Any],
    values: Mapping[str, Any],
    *,
    at_first: Mapping[str, Any] | None = None,
) -> Insert:
    """A new row; where one has the key, that gets the values, and keeps what it had `at_first`."""
    row = sqlite.insert(table).values(**key, **values, **(at_first or {}))
    return row.on_conflict_do_update(index_elements=list(key), set_=dict(values))


def added_up(table: Table, key: Sequence[str], values: Sequence[str]) -> Insert:
    """A new row of sums; where one has the key, the values are added to what it has."""
    row = sqlite.insert(table)
    sums = {name: table.c[name] + row.excluded[name] for name in values}
    return row.on_conflict_do_update(index_elements=list(key), set_=sums)
