"""What an exported entry carries besides itself: the seal that ends with it, and what it names."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from sqlalchemy import select

from landwaiter.storage.audit.statements import stored_statements
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import plain_rows
from landwaiter.storage.base.signed_rows import signed_row
from landwaiter.storage.schema import deeds as t
from landwaiter.storage.schema.deeds import countersignature, motion, motion_second
from landwaiter.trust.signed import SignedContent

_NAMED = re.compile(r"(?<!/motion)/([0-9a-f]{64})\Z")
"""An erasure names a motion that was signed elsewhere."""
_SIGNED_ROWS = (t.decision, t.approval, countersignature, motion, motion_second)


class Proofs:
    """Seals, statements and signed deeds of a casebook, as lines of an export have them."""

    def __init__(self, connection: Reader) -> None:
        self._connection = connection

    def seal_at(self, seq: int) -> Mapping[str, str] | None:
        """The seal whose last entry this is."""
        row = self._connection.exec_driver_sql(
            "SELECT key, signature FROM seal WHERE last = ?", (seq,)
        ).first()
        return None if row is None else {"key": row[0].hex(), "signature": row[1].hex()}

    def signed_as(self, object: str) -> Mapping[str, Any] | None:
        """Text and signatures of what an entry names at the end of its object."""
        named = _NAMED.search(object)
        made = self._signed.get(named[1]) if named else None
        if made is None:
            return None
        return {
            "text": made.text.decode(),
            "signatures": [list(one) for one in made.signatures],
            "motion": self._motions.get(made.sha256),
        }

    @cached_property
    def _motions(self) -> Mapping[str, str]:
        """What was moved, by the hash of what its mover signed: an erasure rests on it."""
        rows = plain_rows(self._connection, select(motion))
        return {signed_row(row).sha256: row["text"].decode() for row in rows}

    @cached_property
    def _signed(self) -> Mapping[str, SignedContent]:
        found = list(stored_statements(self._connection))
        for table in _SIGNED_ROWS:
            query = select(table.c.key, table.c.statement, table.c.signature)
            found += [signed_row(row) for row in plain_rows(self._connection, query)]
        return {one.sha256: one for one in found}
