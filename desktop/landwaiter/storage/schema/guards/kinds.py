"""Guards that many tables have: rows that stay as they are, and rows that go with their case."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Table

from landwaiter.storage.guard import Guard


def append_only(table: Table) -> tuple[Guard, Guard]:
    """Rows only come."""
    return never_changed(table), never_removed(table)


def never_changed(table: Table) -> Guard:
    return Guard(f"{table.name}_no_update", table.name, "update", _stays(table.name))


def never_removed(table: Table) -> Guard:
    return Guard(f"{table.name}_no_delete", table.name, "delete", _stays(table.name))


def goes_with_case(owner: Column[Any], *, and_decision: bool = False) -> tuple[Guard, Guard]:
    """Rows are removed with their case alone, and none comes afterwards.

    `owner` names the case, or the row of a table that names it. `and_decision` spares them where
    the office keeps the signed decision.
    """
    table = owner.table.name
    removed = _removed("OLD", owner) + (" AND r.keeps_decision = 0" if and_decision else "")
    return (
        Guard(
            f"{table}_no_delete",
            table,
            "delete",
            _stays(table),
            f"NOT EXISTS (SELECT 1 FROM case_removal AS r WHERE {removed})",
        ),
        nothing_of_removed(owner),
    )


def nothing_of_removed(owner: Column[Any]) -> Guard:
    """No row comes to a case that was removed, whatever becomes of those that there are."""
    table = owner.table.name
    return Guard(
        f"{table}_not_of_removed",
        table,
        "insert",
        "a case that was removed takes nothing more",
        f"EXISTS (SELECT 1 FROM case_removal AS r WHERE {_removed('NEW', owner)})",
    )


def append_only_of_case(owner: Column[Any], *, and_decision: bool = False) -> Iterator[Guard]:
    """Rows only come, until their case is removed."""
    yield never_changed(owner.table)
    yield from goes_with_case(owner, and_decision=and_decision)


def append_only_of_sifted(owner: Column[Any]) -> tuple[Guard, Guard]:
    """Rows only come, until two persons erase the declaration of the trade store they are about.

    `owner` names the declaration by its number.
    """
    table = owner.table.name
    return (
        never_changed(owner.table),
        Guard(
            f"{table}_no_delete",
            table,
            "delete",
            _stays(table),
            f"""NOT EXISTS (
    SELECT 1 FROM trade_erased AS x WHERE x.declaration_id = OLD.{owner.name})""",
        ),
    )


def _stays(table: str) -> str:
    return f"rows of {table} are never changed or removed"


def _removed(row: str, owner: Column[Any]) -> str:
    case = f"{row}.{owner.name}"
    if owner.name != "case_id":
        (key,) = owner.foreign_keys
        parent = key.column
        case = f"(SELECT p.case_id FROM {parent.table.name} AS p WHERE p.{parent.name} = {case})"
    return f"r.case_id = {case}"
