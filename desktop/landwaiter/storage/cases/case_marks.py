"""Flags and tags of a case in one column, which stands in each index of the list of cases.

Without it each case that is passed would be looked up among all flags and tags. A tag is a few
digits of a hash: who looks for one asks its table of those that are left.
"""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, func

from landwaiter.canonical import sha256_hex
from landwaiter.storage.finding.tag_rows import tag_key
from landwaiter.storage.schema import tables as t

_DIGITS = 6


def marks_of(rules: Iterable[str], tags: Iterable[str]) -> str:
    """What the column says of a case with these flags raised, and with these tags."""
    marks = sorted({*rules, *map(_tag, tags)})
    return f" {' '.join(marks)} " if marks else ""


def is_flagged(rule: str) -> ColumnElement[bool]:
    """Whether a rule is raised on the case."""
    return _has(rule)


def may_be_tagged(tag: str) -> ColumnElement[bool]:
    """No is sure, yes is not."""
    return _has(_tag(tag))


def _tag(name: str) -> str:
    return f"#{sha256_hex(tag_key(name).encode())[:_DIGITS]}"


def _has(mark: str) -> ColumnElement[bool]:
    return func.instr(t.case_file.c.marks, f" {mark} ") > 0
