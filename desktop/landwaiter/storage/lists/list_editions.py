"""Watch lists in the casebook: editions stay, listings that do not change are stored once."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, Final, TypeVar

import msgspec
from sqlalchemy import Select, func, select

from landwaiter.canonical import sha256_hex
from landwaiter.domain.lists.listing import ListEdition, Listing
from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.base.records import add, columns, from_json, from_plain, plain_rows
from landwaiter.storage.schema import lists as t
from landwaiter.storage.schema.lists import list_return
from landwaiter.storage.sqlite.dialect import insert_or_ignore, json_values

T = TypeVar("T")
_BATCH: Final = 5_000
_REQUIRED: Final = frozenset({"listing_id", "schema", "name"})


@dataclass(frozen=True, slots=True)
class StoredEdition:
    """An edition of a list as it stands in the casebook."""

    row: str
    edition: ListEdition
    removed: bool = False


def add_list_edition(
    conn: Writer, edition: ListEdition, listings: Iterable[Listing], *, row_id: str
) -> int:
    """Keep an edition with all its listings; returns how many. Raises nothing half-way saved.

    Invalid where two of them have the same identifier.
    """
    number = conn.execute(select(func.coalesce(func.max(t.list_edition.c.number), 0))).scalar_one()
    values = {name: getattr(edition, name) for name in edition.__dataclass_fields__}
    conn.execute(t.list_edition.insert(), columns({"id": row_id, "number": number + 1, **values}))
    total = 0
    for batch in _batches(listings):
        rows = [_body(edition.list_id, one) for one in batch]
        conn.exec_driver_sql(_ADD_BODY, rows)
        conn.exec_driver_sql(_ADD_TO_EDITION, [(number + 1, *row[:3]) for row in rows])
        total += len(batch)
    _refuse_repeated(conn, edition.list_id, number + 1, total)
    return total


_ADD_BODY: Final = insert_or_ignore("listing_body", ("list_id", "listing_id", "sha256", "body"))
_ADD_TO_EDITION: Final = insert_or_ignore(
    "edition_listing",
    ("number", "body_id"),
    "SELECT ?, id FROM listing_body WHERE list_id = ? AND listing_id = ? AND sha256 = ?",
)
_IDENTIFIERS: Final = """SELECT count(DISTINCT b.listing_id) FROM edition_listing AS e
    JOIN listing_body AS b ON b.id = e.body_id WHERE e.number = ?"""


def _refuse_repeated(conn: Reader, list_id: str, number: int, total: int) -> None:
    if conn.exec_driver_sql(_IDENTIFIERS, (number,)).scalar_one() != total:
        raise Invalid(
            _("The list {list} holds the same entry twice.").format(list=list_id),
            field="id",
            remedy=_("Have each entry once, or leave its identifier out."),
        )


def _batches(things: Iterable[T], size: int = _BATCH) -> Iterator[list[T]]:
    left = iter(things)
    while batch := list(islice(left, size)):
        yield batch


def _body(list_id: str, listing: Listing) -> tuple[str, str, str, str]:
    """List, identifier, hash and text of a listing.

    Fields that say nothing are left out: a field that a later version reads changes no hash of
    entries that have nothing in it.
    """
    fields = msgspec.to_builtins(listing)
    said = {k: v for k, v in fields.items() if k in _REQUIRED or v not in (None, "", [], ())}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return list_id, listing.listing_id, sha256_hex(text.encode()), text


def listings_sha256(conn: Reader, list_id: str, sha256: str) -> str:
    """The hash over what the listings of an edition say, each by itself: its entry seals it."""
    digest = hashlib.sha256()
    for listing_id, body in conn.exec_driver_sql(_SAID_BY_EDITION, (list_id, sha256)):
        said = f"{listing_id}\n{sha256_hex(body.encode())}\n"
        digest.update(said.encode())
    return digest.hexdigest()


_SAID_BY_EDITION: Final = """SELECT b.listing_id, b.body FROM list_edition AS l
    JOIN edition_listing AS e ON e.number = l.number JOIN listing_body AS b ON b.id = e.body_id
    WHERE l.list_id = ? AND l.sha256 = ? ORDER BY b.listing_id"""


def known_edition(conn: Reader, list_id: str, sha256: str) -> StoredEdition | None:
    """The edition of a list with this hash, removed or not."""
    edition = t.list_edition.c
    found = _kept(conn, _all().where(edition.list_id == list_id, edition.sha256 == sha256))
    return found[0] if found else None


def list_edition_known(conn: Reader, list_id: str, sha256: str) -> bool:
    """True when this very edition stands in the casebook and is not removed."""
    found = known_edition(conn, list_id, sha256)
    return found is not None and not found.removed


def standing_lists(conn: Reader) -> Mapping[str, tuple[StoredEdition, ...]]:
    """List id → its editions that are not removed, from the oldest to the newest.

    An edition is as old as its publication, else its import; of two of one day the one imported
    last is newer.
    """
    found: dict[str, list[StoredEdition]] = {}
    standing = _all().where(t.list_edition.c.removed_at.is_(None))
    for kept in _kept(conn, standing.order_by(t.list_edition.c.number)):
        found.setdefault(kept.edition.list_id, []).append(kept)
    return {
        name: tuple(sorted(of_list, key=lambda kept: kept.edition.dated))
        for name, of_list in sorted(found.items())
    }


def current_lists(conn: Reader) -> list[tuple[str, ListEdition]]:
    """Row and edition of each list screened against: the newest that is not removed."""
    newest = (editions[-1] for editions in standing_lists(conn).values())
    return [(kept.row, kept.edition) for kept in newest]


def all_lists(conn: Reader) -> list[tuple[str, ListEdition]]:
    """Row and edition of every list edition there ever was, newest import first."""
    return [(kept.row, kept.edition) for kept in kept_lists(conn)]


def kept_lists(conn: Reader) -> list[StoredEdition]:
    """Every list edition there ever was, the removed ones too, newest import first."""
    return _kept(conn, _all().order_by(t.list_edition.c.number.desc()))


def _all() -> Select[Any]:
    return select(t.list_edition)


def _kept(conn: Reader, query: Select[Any]) -> list[StoredEdition]:
    return [
        StoredEdition(row["id"], from_plain(row, ListEdition), row["removed_at"] is not None)
        for row in plain_rows(conn, query)
    ]


_OF_EDITION: Final = """SELECT b.body FROM listing_body AS b CROSS JOIN edition_listing AS e
        ON e.number = :number AND e.body_id = b.id
    WHERE b.list_id = :list ORDER BY b.listing_id"""
"""Walks the bodies of the list in the order of their identifiers, so that nothing is sorted."""


def listings_of(conn: Reader, edition_row: str) -> Iterator[Listing]:
    """All listings of an edition, in the order of their identifiers."""
    for body in bodies_of(conn, edition_row):
        yield from_json(body, Listing)


def bodies_of(conn: Reader, edition_row: str) -> Iterator[str]:
    """The JSON of all listings of an edition, in the order of their identifiers."""
    for (body,) in conn.exec_driver_sql(_OF_EDITION, _head(conn, edition_row)):
        yield str(body)


def holds(conn: Reader, edition_row: str) -> bool:
    """True when the casebook has this row of an edition, removed or not."""
    found = conn.execute(select(t.list_edition.c.id).where(t.list_edition.c.id == edition_row))
    return found.first() is not None


_BY_IDENTIFIER: Final = f"""SELECT b.listing_id, b.body FROM list_edition AS l
    CROSS JOIN {json_values("?2", "asked")}
    CROSS JOIN listing_body AS b ON b.list_id = l.list_id AND b.listing_id = asked.value
    CROSS JOIN edition_listing AS e ON e.number = l.number AND e.body_id = b.id
    WHERE l.id = ?1"""  # noqa: S608  # no value is put in
"""One text for any number of identifiers: it is looked up for every name that is screened."""


def listings_by_id(
    conn: Reader, edition_row: str, identifiers: Collection[str]
) -> Mapping[str, Listing]:
    """Some listings of an edition by their identifiers; those it has not are left out."""
    asked = json.dumps(sorted(set(identifiers)))
    return {
        str(name): from_json(body, Listing)
        for name, body in conn.exec_driver_sql(_BY_IDENTIFIER, (edition_row, asked))
    }


def _head(conn: Reader, edition_row: str) -> dict[str, Any]:
    edition = t.list_edition.c
    query = select(edition.number, edition.list_id).where(edition.id == edition_row)
    number, list_id = conn.execute(query).one()
    return {"number": int(number), "list": str(list_id)}


_ONLY_IN: Final = """SELECT b.listing_id, b.body FROM edition_listing AS e
    JOIN listing_body AS b ON b.id = e.body_id
    WHERE e.number = ? AND NOT EXISTS (
        SELECT 1 FROM edition_listing AS o WHERE o.number = ? AND o.body_id = e.body_id)
    ORDER BY b.listing_id"""


def only_in(conn: Reader, edition_row: str, other_row: str) -> Mapping[str, Listing]:
    """Listings of an edition that the other one has not, or words differently, by identifier."""
    numbers = (_head(conn, edition_row)["number"], _head(conn, other_row)["number"])
    return {
        str(name): from_json(body, Listing)
        for name, body in conn.exec_driver_sql(_ONLY_IN, numbers)
    }


def remove_list(conn: Writer, list_id: str, *, at: str, row: str | None = None) -> int:
    """Screen no longer against the list, or this edition of it; all stays readable.

    Returns how many editions ended.
    """
    edition = t.list_edition
    query = edition.update().where(edition.c.list_id == list_id, edition.c.removed_at.is_(None))
    if row is not None:
        query = query.where(edition.c.id == row)
    return conn.execute(query.values(removed_at=at)).rowcount


def return_edition(
    conn: Writer, kept: StoredEdition, head: ListEdition, *, row_id: str, author: str, at: Any
) -> None:
    """A removed edition counts again, with what is said of it now; its name stays.

    Verdicts and reports name editions by it.
    """
    add(conn, "list_return", id=row_id, edition_id=kept.row, head=head, author=author, at=at)
    named = ("title", "kind", "source", "licence", "trust", "published", "confidential")
    conn.execute(
        t.list_edition.update()
        .where(t.list_edition.c.id == kept.row)
        .values(columns({"removed_at": None, **{name: getattr(head, name) for name in named}}))
    )


def counted_since(conn: Reader, list_id: str) -> Mapping[str, datetime]:
    """Row of each edition of a list → when it began to count: its import, or its last return."""
    edition = t.list_edition.c
    back = select(func.max(list_return.c.at)).where(list_return.c.edition_id == edition.id)
    query = select(
        edition.id, func.coalesce(back.scalar_subquery(), edition.imported_at).label("at")
    ).where(edition.list_id == list_id)
    return {row["id"]: datetime.fromisoformat(row["at"]) for row in plain_rows(conn, query)}


def returns(conn: Reader, list_id: str) -> int:
    """How often a removed edition of a list came back."""
    query = (
        select(func.count())
        .select_from(list_return)
        .join(t.list_edition, t.list_edition.c.id == list_return.c.edition_id)
        .where(t.list_edition.c.list_id == list_id)
    )
    return int(conn.execute(query).scalar_one())
