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


def seconded(motion: str) -> str:
    """The condition that a motion `m` was seconded and is being carried out in this very deed."""
    return (
        "EXISTS (SELECT 1 FROM motion AS m JOIN motion_second AS s ON s.motion_id = m.id "  # noqa: S608
        f"WHERE {motion} "
        "AND NOT EXISTS (SELECT 1 FROM motion_end AS e WHERE e.motion_id = m.id))"
    )


CRITICAL_STANDS = """EXISTS (
    SELECT 1 FROM flag_raised AS f WHERE f.case_id = {case} AND f.severity = 'critical'
      AND NOT EXISTS (
        SELECT 1 FROM flag_review AS r JOIN motion_end AS e ON e.motion_id = r.motion_id
        WHERE r.case_id = f.case_id AND r.rule = f.rule
          AND r.state = 'dismissed' AND e.state = 'carried_out'))"""
"""Whether a critical flag is raised on a case that no two persons have dismissed."""


def run(statements: Iterable[str]) -> None:
    """Each statement as it stands: text() would read a colon in a literal as a parameter."""
    for statement in statements:
        op.get_bind().exec_driver_sql(statement)
