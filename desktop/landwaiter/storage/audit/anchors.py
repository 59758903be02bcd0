"""Anchors: heads of the audit chain written down where the casebook cannot change them."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from landwaiter.canonical import canonical_bytes
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _
from landwaiter.storage.audit.chain import Anchor, Head
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.keys.place import write_durably
from landwaiter.storage.schema.audit import anchor
from landwaiter.user_file import file_bytes

_FORMAT = "landwaiter anchor"
_VERSION = "1"


def add_anchor(
    work: UnitOfWork, casebook_id: str, head: Head, *, kind: str, note: str = ""
) -> Anchor:
    """Remember that a head went out: `kind` is report, backup or file; `note` says which."""
    made = Anchor(casebook_id, head.seq, head.sha256, work.now, kind, note)
    work.conn.execute(
        anchor.insert().values(
            id=work.new_id(),
            casebook_id=made.casebook_id,
            seq=made.seq,
            sha256=made.sha256,
            at=made.at,
            kind=kind,
            note=note,
        )
    )
    return made


def known_anchors(connection: Reader) -> tuple[Anchor, ...]:
    """The anchors the casebook itself remembers, oldest first."""
    return tuple(made for _id, made in anchor_rows(connection))


def anchor_rows(connection: Reader) -> Iterator[tuple[str, Anchor]]:
    """The same, each with the identity of its row."""
    columns = anchor.c
    query = select(
        columns.id,
        columns.casebook_id,
        columns.seq,
        columns.sha256,
        columns.at,
        columns.kind,
        columns.note,
    ).order_by(columns.seq, columns.id)
    for row_id, *made in connection.execute(query):
        yield str(row_id), Anchor(*made)


def anchored_to(connection: Reader) -> int:
    """The last entry of which a head went out; 0: none."""
    return int(connection.execute(select(func.max(anchor.c.seq))).scalar() or 0)


def newest_anchor(connection: Reader, kind: str) -> Anchor | None:
    """The last one of a kind that went out, None before the first."""
    return next((made for made in reversed(known_anchors(connection)) if made.kind == kind), None)


def anchor_bytes(made: Anchor) -> bytes:
    """An anchor as its file holds it; time-stamps are about the hash of these bytes."""
    content = {
        "format": _FORMAT,
        "version": _VERSION,
        "casebook_id": made.casebook_id,
        "seq": str(made.seq),
        "sha256": made.sha256,
        "at": made.at,
        "kind": made.kind,
        "note": made.note,
    }
    return canonical_bytes(content) + b"\n"


def write_anchor_file(path: Path, made: Anchor) -> None:
    """Write an anchor as a small file, to be kept away from the casebook."""
    write_durably(path, anchor_bytes(made))


_MOST_BYTES = 1 << 20


def read_anchor_file(path: Path) -> Anchor:
    """The anchor in a file; NotFound or Invalid."""
    try:
        content = json.loads(file_bytes(path, most=_MOST_BYTES))
        if content["format"] != _FORMAT or content["version"] != _VERSION:
            raise ValueError("another format")
        return Anchor(
            casebook_id=str(content["casebook_id"]),
            seq=int(content["seq"]),
            sha256=str(content["sha256"]),
            at=datetime.fromisoformat(content["at"]),
            kind=str(content["kind"]),
            note=str(content["note"]),
        )
    except NotFound:
        raise NotFound(_("There is no anchor file in this place."), file=str(path)) from None
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Invalid(_("This is not an anchor file of Landwaiter."), file=str(path)) from error
