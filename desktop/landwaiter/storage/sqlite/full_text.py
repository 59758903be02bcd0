"""The words of things, found by FTS5: by any three letters in them, or as whole words.

Parts of words are what a list is narrowed by while somebody types; whole words are what texts are
searched for, ranked. `docs/decisions/0020-texts-are-found-by-words.md` compares them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Executable,
    FromClause,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    and_,
    delete,
    func,
    insert,
    literal_column,
    select,
    text,
    true,
)

TRIGRAM = 3
"""Letters that a word must have to be found by the index."""
PARTS_OF_WORDS = "trigram remove_diacritics 1"
FOLDED_PARTS = "trigram case_sensitive 1"
"""Of words that were folded before: any three letters of them."""
WHOLE_WORDS = "ascii"
"""Of words that were folded before (`domain.finding.words`): white space alone parts them."""
HINTS = "hints"
"""Of letters in a row (`hints_of`) it is known alone that they stand in a text, not where: it says
which rows may have a word, and who asks looks at these."""


def words_table(
    name: str,
    metadata: MetaData,
    *more: Column[str],
    info: dict[str, Any],
    words: str = PARTS_OF_WORDS,
) -> Table:
    """A full-text table: the words of a thing, whose serial number the row has.

    `info` is what the column of words says of itself; `more` columns are found by `sign`.
    """
    return Table(
        name,
        metadata,
        Column("rowid", Integer, primary_key=True, key="serial"),
        Column("words", Text, nullable=False, info=info),
        *more,
        info={"virtual": True, "words": words},
    )


def is_words(table: Table) -> bool:
    return bool(table.info.get("virtual"))


def words_statement(table: Table) -> str:
    """What makes a full-text table."""
    kind = table.info["words"]
    if kind == HINTS:
        said = f"content = '', detail = none, prefix = '1 2', tokenize = '{WHOLE_WORDS}'"
    else:
        said = f"tokenize = '{kind}'"
    names = ", ".join(column.name for column in table.c if not column.primary_key)
    return f"CREATE VIRTUAL TABLE {table.name} USING fts5 ({names}, {said})"


def words_match(table: Table, word: str) -> Select[int]:
    """Serial numbers of what has the word, or has it in a word; shorter ones take a look at all."""
    words = table.c.words
    if len(word) < TRIGRAM:
        found: ColumnElement[bool] = words.contains(word, autoescape=True)
    else:
        found = words.op("MATCH")(_quoted(word))
    return select(table.c.serial).where(found)


def words_all(table: FromClause, words: Sequence[str]) -> ColumnElement[bool]:
    """Rows that have each of the words, or have it in a word; found in the order of their numbers.

    Short ones are looked for in the rows that have the others, or in all.
    """
    column, long = table.c.words, [word for word in words if len(word) >= TRIGRAM]
    said = " AND ".join(map(_quoted, long))
    match = (column.op("MATCH")(said),) if long else ()
    short = (column.contains(one, autoescape=True) for one in words if len(one) < TRIGRAM)
    return and_(*match, *short)


def words_and_signs(
    table: Table, words: Sequence[str], signs: Sequence[Sequence[str]]
) -> ColumnElement[bool]:
    """The same of the rows that may have one sign of each group: what is left out has none."""
    long = [f"words : {_quoted(word)}" for word in words if len(word) >= TRIGRAM]
    groups = ["({})".format(" OR ".join(map(_quoted, group))) for group in signs]
    if not groups:
        return words_all(table, words)
    short = (table.c.words.contains(one, autoescape=True) for one in words if len(one) < TRIGRAM)
    match = literal_column(table.name).op("MATCH")(" AND ".join((*long, *groups)))
    return and_(match, *short)


def sign(thing: str) -> str:
    """What stands for a thing in a column beside words: it is found as three letters are, at once.

    Few texts have such letters. Two things may have one sign: who asks looks closer.
    """
    number = int.from_bytes(sha256(thing.encode()).digest()[:4])
    first, number = number % len(_FIRST), number // len(_FIRST)
    then, last = number % len(_THEN), number // len(_THEN) % len(_THEN)
    return f"{_FIRST[first]}{_THEN[then]}{_THEN[last]}"


_FIRST = "".join(chr(code) for code in range(0x01, 0x20) if chr(code) not in "\t\n\r")
_THEN = "".join(map(chr, range(0x80, 0xA0)))
"""Control characters; signs follow each other, and no three letters across two of them are one."""


def _quoted(word: str) -> str:
    return '"{}"'.format(word.replace('"', '""'))


def words_any(table: Table, words: Sequence[str]) -> ColumnElement[bool]:
    """Rows that have one of the words, each of three letters and more."""
    return table.c.words.op("MATCH")(" OR ".join(map(_quoted, words)))


def words_held(table: Table, serial: Column[int], words: Sequence[str]) -> ColumnElement[bool]:
    """The same of one thing, by its own words: the index is not asked for all that have them.

    Among letters without accents LIKE and the index find the same; another text is asked for in
    the index, by its number.
    """
    own, deep = table.alias("own"), table.alias("deep")
    holds = and_(*(own.c.words.contains(one, autoescape=True) for one in words))
    found: Select[Any] = select(literal_column("1")).where(
        deep.c.serial == own.c.serial, words_all(deep, words)
    )
    in_index = found.correlate(own).exists()
    if all(len(one) < TRIGRAM for one in words):
        told: ColumnElement[bool] = holds
    elif all(one.isascii() for one in words):
        told = func.iif(func.glob(_OTHER_LETTER, own.c.words), in_index, holds).is_(true())
    else:
        told = in_index
    mine: Select[Any] = select(literal_column("1")).where(own.c.serial == serial, told)
    return mine.correlate(serial.table).exists()


_OTHER_LETTER = "*[^\n -~]*"


def hints_of(text: str, group: str = "") -> str:
    """A folded text as a row of `HINTS` takes it: what stands at each place of it; its group."""
    plain = text.translate(_AS_LETTERS)
    each = dict.fromkeys(plain[at : at + TRIGRAM] for at in range(len(plain)))
    return " ".join((*each, *([_named(group)] if group else [])))


def may_have(table: Table, words: Sequence[str], group: str = "") -> ColumnElement[bool]:
    """Rows of `HINTS` that may have each of the folded words; what is left out has not."""
    said: dict[str, None] = {f'"{_named(group)}"': None} if group else {}
    for word in words:
        # LIKE ends at a zero.
        plain = word.partition("\0")[0].translate(_AS_LETTERS)
        if len(plain) < TRIGRAM:
            said |= {f'"{plain}"*': None} if plain else {}
            continue
        at_each = range(len(plain) - TRIGRAM + 1)
        said |= dict.fromkeys(f'"{plain[at : at + TRIGRAM]}"' for at in at_each)
    return literal_column(table.name).op("MATCH")(" AND ".join(said)) if said else true()


def _named(group: str) -> str:
    return f"\1{group}".translate(_AS_LETTERS)


_AS_LETTERS = {code: code + 0x100 for code in range(0x80)}
"""ASCII alone parts words: none is left. What comes to be the same is looked at by who asks."""


@dataclass(frozen=True, slots=True)
class WantedWords:
    """Folded words in a row, each way in which they may be written; whether the last may go on."""

    ways: tuple[str, ...]
    begins: bool = False

    def said(self) -> str:
        on = " *" if self.begins else ""
        return "({})".format(" OR ".join(f'"{words}"{on}' for words in self.ways))


def having(
    table: Table, terms: Sequence[WantedWords], *, any_of: bool = False
) -> ColumnElement[bool]:
    """Rows that have every term, or at least one."""
    return table.c.words.op("MATCH")(
        (" OR " if any_of else " AND ").join(one.said() for one in terms)
    )


def rank_of(table: Table) -> ColumnElement[float]:
    """How well a row answers, to two figures: the lower, the better.

    Rounded, so that of what answers alike the newest comes first.
    """
    return func.round(literal_column(f"bm25({table.name})"), 2)


def indexing(
    table: Table, serial: int, words: str, *, is_new: bool = False, **more: str
) -> tuple[Executable, ...]:
    """What makes words find a thing, in place of what was there; nothing was of one that is new."""
    made = insert(table).values(serial=serial, words=words, **more)
    return (made,) if is_new else (delete(table).where(table.c.serial == serial), made)


def erasing(table: Table, *serials: int) -> tuple[Executable, ...]:
    """After it nothing finds the things any more; older segments would keep their words else."""
    name = table.name
    secure = f"INSERT INTO {name} ({name}, rank) VALUES ('secure-delete', 1)"  # noqa: S608  # a name of the schema
    return text(secure), *(delete(table).where(table.c.serial == one) for one in serials)
