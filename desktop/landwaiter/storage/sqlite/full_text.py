"""The words of things, found by any three letters in them: FTS5 with trigrams."""

from sqlalchemy import (
    Column,
    ColumnElement,
    Executable,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    delete,
    insert,
    select,
    text,
)

TRIGRAM = 3
"""Letters that a word must have to be found by the index."""


def words_table(name: str, metadata: MetaData) -> Table:
    """A full-text table: the words of a thing, whose serial number the row has."""
    return Table(
        name,
        metadata,
        Column("rowid", Integer, primary_key=True, key="serial"),
        Column("words", Text, nullable=False),
        info={"virtual": True},
    )


def is_words(table: Table) -> bool:
    return bool(table.info.get("virtual"))


def words_statement(table: Table) -> str:
    """What makes a full-text table."""
    return (
        f"CREATE VIRTUAL TABLE {table.name} "
        "USING fts5 (words, tokenize = 'trigram remove_diacritics 1')"
    )


def words_match(table: Table, word: str) -> Select[int]:
    """Serial numbers of what has the word, or has it in a word; shorter ones take a look at all."""
    words = table.c.words
    if len(word) < TRIGRAM:
        found: ColumnElement[bool] = words.contains(word, autoescape=True)
    else:
        found = words.op("MATCH")('"{}"'.format(word.replace('"', '""')))
    return select(table.c.serial).where(found)


def indexing(table: Table, serial: int, words: str) -> tuple[Executable, ...]:
    """What makes words find a thing, in place of what was there."""
    return (
        delete(table).where(table.c.serial == serial),
        insert(table).values(serial=serial, words=words),
    )


def erasing(table: Table, serial: int) -> tuple[Executable, ...]:
    """After it nothing finds the thing any more; older segments would keep its words otherwise."""
    name = table.name
    secure = f"INSERT INTO {name} ({name}, rank) VALUES ('secure-delete', 1)"  # noqa: S608  # a name of the schema
    return text(secure), delete(table).where(table.c.serial == serial)
