"""Packs in the casebook: editions stay, the newest one in force is used."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select

from landwaiter.domain.law.pack import Pack, Trust, Warrant
from landwaiter.storage.base.reader import Reader, Writer, seldom
from landwaiter.storage.base.records import columns, from_plain, plain_rows, structure
from landwaiter.storage.schema import law as t
from landwaiter.storage.sqlite.dialect import json_length


def pack_known(conn: Reader, pack: Pack) -> bool:
    """True when the very same edition is there already."""
    there = conn.execute(
        select(t.pack_edition.c.id).where(
            t.pack_edition.c.pack_id == pack.id, t.pack_edition.c.sha256 == pack.sha256
        )
    ).scalar()
    return there is not None


def add_pack(conn: Writer, pack: Pack, warrant: Warrant, *, row_id: str, imported_at: str) -> Trust:
    """Keep this edition, which is not there yet; how far it is trusted.

    It is official where a publisher's signature says so, and nowhere else.
    """
    trust = warrant.trust(pack.trust)
    values = {
        name: getattr(pack, name)
        for name in (
            "kind",
            "edition",
            "title",
            "source",
            "licence",
            "sha256",
            "rows",
            "valid_from",
            "valid_to",
        )
    }
    came = {
        "trust": trust,
        "trust_said": "" if trust is pack.trust else pack.trust,
        "origin": warrant.origin,
        "origin_id": warrant.origin_id,
        "imported_at": imported_at,
    }
    conn.execute(
        t.pack_edition.insert(), columns({"id": row_id, "pack_id": pack.id, **came, **values})
    )
    return trust


def pack_marks(conn: Reader, on: date) -> dict[str, str]:
    """Pack id → row of the edition in force on the day; the one imported last wins."""
    pack = t.pack_edition.c
    day = on.isoformat()
    query = (
        select(pack.pack_id, func.max(pack.id))
        .where(or_(pack.valid_from.is_(None), pack.valid_from <= day))
        .where(or_(pack.valid_to.is_(None), pack.valid_to >= day))
        .group_by(pack.pack_id)
    )
    return {str(pack_id): str(row_id) for pack_id, row_id in conn.execute(query)}


_MARK = """SELECT (SELECT max(id) FROM pack_edition), (SELECT max(id) FROM list_edition),
    (SELECT count(removed_at) FROM list_edition), (SELECT count(*) FROM list_return)"""


def newest_mark(conn: Reader) -> tuple[object, ...]:
    """Changes whenever a pack or list is imported or a list removed, by whatever process."""
    return seldom(conn, _mark)


def _mark(conn: Reader) -> tuple[object, ...]:
    return tuple(conn.exec_driver_sql(_MARK).one())


def newest_edition(conn: Reader, pack_id: str) -> str | None:
    """The row of a pack imported last, whether it is in force or not."""
    pack = t.pack_edition.c
    found = conn.execute(select(func.max(pack.id)).where(pack.pack_id == pack_id)).scalar()
    return str(found) if found else None


@dataclass(frozen=True, slots=True)
class EditionHead:
    """An edition of a pack without its rows."""

    row: str
    edition: str
    valid_from: date | None
    valid_to: date | None

    def in_force(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


def editions_of(conn: Reader, pack_id: str) -> tuple[EditionHead, ...]:
    """Every edition of a pack in the order of import."""
    pack = t.pack_edition.c
    query = (
        select(pack.id.label("row"), pack.edition, pack.valid_from, pack.valid_to)
        .where(pack.pack_id == pack_id)
        .order_by(pack.id)
    )
    return from_plain(plain_rows(conn, query), tuple[EditionHead, ...])


def load_pack(conn: Reader, row_id: str) -> Pack:
    """One edition of a pack with its rows."""
    query = select(t.pack_edition).where(t.pack_edition.c.id == row_id)
    found = plain_rows(conn, query)[0]
    return from_plain({**found, "rows": structure(found["rows"]), "id": found["pack_id"]}, Pack)


def pack_ids(conn: Reader) -> frozenset[str]:
    """Every pack of which there is an edition."""
    return frozenset(map(str, conn.execute(select(t.pack_edition.c.pack_id)).scalars()))


def pack_heads(conn: Reader, pack_id: str | None = None) -> list[dict[str, str]]:
    """Every edition of every pack, or of one, without its rows, newest import first.

    Without what `pack_sizes` tells, too: it is read through the rows.
    """
    pack = t.pack_edition.c
    query = select(
        pack.id.label("row_id"),
        pack.pack_id.label("id"),
        pack.kind,
        pack.edition,
        pack.title,
        pack.source,
        pack.licence,
        pack.trust,
        pack.trust_said,
        pack.origin,
        pack.origin_id,
        pack.sha256,
        pack.valid_from,
        pack.valid_to,
    ).order_by(pack.id.desc())
    return plain_rows(conn, query if pack_id is None else query.where(pack.pack_id == pack_id))


def pack_sizes(conn: Reader, row_ids: Collection[str]) -> dict[str, tuple[int, str]]:
    """Row → how many rows an edition has, and when it was imported."""
    pack = t.pack_edition.c
    size = json_length(pack.rows)
    query = select(pack.id, size, pack.imported_at).where(pack.id.in_(row_ids))
    return {str(row_id): (int(rows), str(at)) for row_id, rows, at in conn.execute(query)}
