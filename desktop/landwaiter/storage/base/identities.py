"""The newest identity in the casebook: other processes gave some, and theirs came before ours."""

from functools import cache

from sqlalchemy import Select, Text, func, select, union_all

from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema import cases as tables

_ABOVE = "1"
"""A UUIDv7 of the next thousands of years begins with 0; other identities are left out."""


def newest_id(conn: Reader) -> str:
    """The greatest UUIDv7 of any table; empty before the first.

    One step into the index of each table. Rows are read in the order of their identities, so
    what is written later must be greater, whichever process writes it and whatever its clock says.
    """
    return str(conn.execute(_query()).scalar() or "")


@cache
def _query() -> Select[tuple[str]]:
    greatest = [
        select(func.max(table.c.id).label("id")).where(table.c.id < _ABOVE)
        for table in tables.case_file.metadata.tables.values()
        if "id" in table.c and isinstance(table.c.id.type, Text) and not table.info.get("virtual")
    ]
    each = union_all(*greatest).subquery()
    return select(func.max(each.c.id))
