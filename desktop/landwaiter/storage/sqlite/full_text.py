"""The words of things, found by any three letters in them: FTS5 with trigrams."""

from sqlalchemy import (
    Column,
    ColumnElement,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    delete,
    insert,
    select,
)

from landwaiter.storage.base.reader import Writer

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


def index_words(conn: Writer, table: Table, serial: int, words: str) -> None:
    """What a thing is found by, in place of what was there."""
    conn.execute(delete(table).where(table.c.serial == serial))
    conn.execute(insert(table).values(serial=serial, words=words))


def erase_words(conn: Writer, table: Table, serial: int) -> None:
    """Nothing finds the thing any more; older segments would keep its words otherwise."""
    conn.exec_driver_sql(
        f"INSERT INTO {table.name} ({table.name}, rank) VALUES ('secure-delete', 1)"  # noqa: S608  # a name of the schema
    )
    conn.execute(delete(table).where(table.c.serial == serial))
