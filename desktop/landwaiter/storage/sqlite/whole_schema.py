"""A schema as SQLite writes it: tables, indexes and guards as statements."""

from collections.abc import Iterator
from functools import cache

from sqlalchemy import MetaData, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from landwaiter.storage.guard import Guard
from landwaiter.storage.sqlite.full_text import is_words, words_statement
from landwaiter.storage.sqlite.guards import trigger

_DIALECT = sqlite.dialect()


@cache
def statements(metadata: MetaData, guards: tuple[Guard, ...]) -> tuple[str, ...]:
    """What makes the schema, in an order in which each finds what it refers to."""
    made = [statement for table in metadata.sorted_tables for statement in _of_table(table)]
    return (*made, *map(trigger, guards))


def _of_table(table: Table) -> Iterator[str]:
    if is_words(table):
        yield words_statement(table)
        return
    made = str(CreateTable(table).compile(dialect=_DIALECT)).strip()
    yield f"{made} STRICT{', WITHOUT ROWID' if table.info.get('key_ordered') else ''}"
    for index in sorted(table.indexes, key=lambda index: str(index.name)):
        yield str(CreateIndex(index).compile(dialect=_DIALECT))
