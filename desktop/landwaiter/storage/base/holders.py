"""Whose a case is, as a condition of a query that begins with something else."""

from sqlalchemy import ColumnElement, or_

from landwaiter.storage.schema import tables as t
from landwaiter.storage.sqlite.dialect import asked_last


def at_hand_of(person: str) -> ColumnElement[bool]:
    """The person holds the case, or nobody does; and of nobody there may be many."""
    holder = t.case_file.c.assignee
    return asked_last(or_(holder == person, holder.is_(None)))
