"""What the steps of the schema share: guards that refuse, and the run of their statements."""

from collections.abc import Iterable

from alembic import op


def refusal(table: str, act: str) -> str:
    """The trigger that refuses UPDATE or DELETE on a table."""
    return (
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'landwaiter: rows of {table} are never changed or removed'); "
        "END"
    )


def never_changed(*tables: str) -> tuple[str, ...]:
    """The triggers of tables whose rows only come."""
    return tuple(refusal(table, act) for table in tables for act in ("UPDATE", "DELETE"))


def never_deleted(*tables: str) -> tuple[str, ...]:
    """The triggers of tables whose rows change and stay."""
    return tuple(refusal(table, "DELETE") for table in tables)


def run(statements: Iterable[str]) -> None:
    """Each statement as it stands: text() would read a colon in a literal as a parameter."""
    for statement in statements:
        op.get_bind().exec_driver_sql(statement)
