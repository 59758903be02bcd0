"""Lines of the register of cases."""

from datetime import date
from typing import Any

from sqlalchemy import select

from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import plain_rows
from landwaiter.storage.schema.cases import case_file


def received(conn: Reader, first: date, last: date) -> list[dict[str, Any]]:
    """Cases that were received from `first` to `last`, by reference; merged ones are there too."""
    row = case_file.c
    query = (
        select(
            row.id,
            row.reference,
            row.received,
            row.stage,
            row.mrn,
            row.exporter,
            row.destination,
            row.value,
            row.currency,
        )
        .where(row.received >= first.isoformat(), row.received <= last.isoformat())
        .order_by(row.reference)
    )
    return plain_rows(conn, query)
