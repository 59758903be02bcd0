"""Guards of every table that hangs on a case: its rows go with a removal alone, all of them.

A step of the schema that makes such a table ends with `run(removal_guards())`: a test fails for
a table that was forgotten.
"""

from collections.abc import Iterator
from typing import Any

from alembic import op

STAYS = ("case_removal", "case_regime", "proceedings_end", "legal_hold", "disclosure")
"""What answers for a case after its removal: what was done with its data, and why."""
DECIDED = ("decision", "decision_end", "approval", "countersignature")
"""Stays where the office keeps the signed decision."""

OF_PARENT = "(SELECT {case} FROM {parent} AS p WHERE p.{key} = {{row}}.{column})"

ERASED_ONLY = """
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
WHEN NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = {case}{but})
BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of {table} are never changed or removed'); END
"""

NOTHING_AFTER = """
CREATE TRIGGER {table}_not_of_removed BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM case_removal AS r WHERE r.case_id = {case})
BEGIN SELECT RAISE(ABORT, 'landwaiter: a case that was removed takes nothing more'); END
"""


def removal_guards() -> Iterator[str]:
    """The guards that are missing yet, for whatever tables there are at this step."""
    for table, owner in sorted(_of_cases().items()):
        if f"{table}_not_of_removed" not in _triggers():
            yield from _guards(table, owner)


def _guards(table: str, owner: str) -> Iterator[str]:
    """The guards of a table that hangs on a case; `owner` names its case, `{row}` the row."""
    if f"{table}_no_delete" not in _triggers():
        return  # of the moment only: who looks at what, which flags are raised
    yield f"DROP TRIGGER {table}_no_delete"
    yield ERASED_ONLY.format(table=table, case=owner.format(row="OLD"), but=_but(table))
    yield NOTHING_AFTER.format(table=table, case=owner.format(row="NEW"))


def _but(table: str) -> str:
    return " AND r.keeps_decision = 0" if table in DECIDED else ""


def _of_cases() -> dict[str, str]:
    """Table → SQL that gives the case of a row, for all that hang on a case and do not stay."""
    found = {
        table: "{row}.case_id"
        for table in _names("table")
        if "case_id" in _columns(table) and table not in STAYS
    }
    while new := {
        table: owner
        for table in _names("table")
        if table not in found and table not in STAYS and (owner := _through(table, found))
    }:
        found |= new
    return found


def _through(table: str, found: dict[str, str]) -> str:
    """By a reference to a row that has a case; the first such that every row must have."""
    columns = _columns(table)
    # SQLite lists the references of a table from the last to the first.
    for _id, _seq, parent, column, key, *_rest in reversed(_pragma(f"foreign_key_list({table})")):
        if parent in found and columns[column]:
            case = found[parent].format(row="p")
            return OF_PARENT.format(case=case, parent=parent, key=key, column=column)
    return ""


def _columns(table: str) -> dict[str, bool]:
    """Name → whether it must be given."""
    return {row[1]: bool(row[3] or row[5]) for row in _pragma(f"table_info({table})")}


def _triggers() -> frozenset[str]:
    return frozenset(_names("trigger"))


def _names(kind: str) -> list[str]:
    rows = op.get_bind().exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = ? ORDER BY name", (kind,)
    )
    return [str(name) for (name,) in rows]


def _pragma(what: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in op.get_bind().exec_driver_sql(f"PRAGMA {what}")]
