"""Declarations of the sift's queue by what they and their parties are called.

Only what ever had a reason or was drawn is indexed: three or four of a hundred.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.base.word_hints import few_of, folded
from landwaiter.storage.schema import trade as t
from landwaiter.storage.sqlite.dialect import in_numbers
from landwaiter.storage.sqlite.full_text import TRIGRAM, erasing, words_any

_SERIAL = t.trade_search.c.serial


def keep(conn: Writer, numbers: Sequence[int]) -> None:
    """What these declarations are found by from now on; those that are, stay as they are."""
    wanted = sorted(set(numbers) - set(_kept(conn, numbers)))
    declared, role, party = t.trade_declaration.c, t.trade_role.c, t.trade_party.c
    own = select(declared.id, declared.mrn, declared.local_reference).where(
        in_numbers(declared.id, wanted)
    )
    of_parties = (
        select(role.declaration_id, party.name, party.identifier)
        .join(t.trade_party, party.id == role.party_id)
        .where(in_numbers(role.declaration_id, wanted))
    )
    said: dict[int, dict[str, None]] = {}
    for query in (own, of_parties):
        for number, *names in conn.execute(query):
            said.setdefault(int(number), {}).update(dict.fromkeys(filter(None, names)))
    rows = [{"serial": number, "words": words_of(names)} for number, names in said.items()]
    if rows:
        conn.execute(t.trade_search.insert(), rows)


def words_of(names: Iterable[str]) -> str:
    """What a declaration is found by that has these names and numbers."""
    return _plain("\n".join(names))


def among(conn: Reader, ways: Iterable[str]) -> str | None:
    """Among which are all of the queue that say it in one of these ways; None: among all."""
    words = [_plain(way.partition("\0")[0]) for way in ways]
    if any(len(word) < TRIGRAM for word in words):
        return None
    return few_of(conn, select(_SERIAL).where(words_any(t.trade_search, words)))


def erase(conn: Writer, numbers: Sequence[int]) -> None:
    """After it nothing finds them."""
    for statement in erasing(t.trade_search, *_kept(conn, numbers)):
        conn.execute(statement)


def _kept(conn: Reader, numbers: Sequence[int]) -> Sequence[int]:
    found = select(_SERIAL).where(in_numbers(_SERIAL, numbers))
    return [int(one) for one in conn.execute(found).scalars()]


def _plain(text: str) -> str:
    """What follows a zero would not be indexed."""
    return folded(text).replace("\0", "\n")
