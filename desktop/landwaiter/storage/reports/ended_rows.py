"""Rows of a case that are numbered on it and may be ended, each read with its end."""

from sqlalchemy import Select, Table, func, select

from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import plain_rows


def rows_with_ends(
    conn: Reader, table: Table, end: Table, key: str, case_id: str
) -> list[dict[str, object]]:
    """Every row there ever was on a case, by its number; `key` is the column of its end that names
    it. What says of an end is empty where there is none."""
    return plain_rows(conn, _with_ends(table, end, key).where(table.c.case_id == case_id))


def _with_ends(table: Table, end: Table, key: str) -> Select[tuple[object, ...]]:
    shown = [column for column in table.c if column.name != "case_id"]
    ended = [
        func.coalesce(end.c[name], "").label(called)
        for name, called in (("author", "ended_by"), ("at", "ended_at"), ("reason", "end_reason"))
    ]
    return (
        select(*shown, *ended)
        .join_from(table, end, end.c[key] == table.c.id, isouter=True)
        .order_by(table.c.no)
    )


def cases_with(conn: Reader, table: Table) -> tuple[str, ...]:
    """The cases on which there ever was such a row."""
    row = table.c.case_id
    return tuple(conn.execute(select(row).distinct().order_by(row)).scalars())
