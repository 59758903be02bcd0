"""Paragraphs of a structured text whose own entry cannot be told: kept at the entry above.

Annex I numbers its levels in turn: letters under a head or a number, numbers under a letter or,
throughout, under a head. A list inside a note that was torn from its note breaks that order, or
comes to a code that is taken; neither reading of such a code can be trusted.
"""

from collections import Counter
from collections.abc import Mapping

from landwaiter.formats.base.declaration_file import Findings
from landwaiter.formats.law.importer import Row
from landwaiter.i18n import _

ENTRY, UNPLACED = "entry", "unplaced"
STEP = 4
"""Signs of a path for each level of the tree."""

Paths = Mapping[str, Row]
"""Path in the tree → paragraph, in the order of the tree."""


def without_ambiguous(rows: Paths, findings: Findings) -> tuple[Row, ...]:
    """The paragraphs; those whose code cannot be told are `unplaced`, and so is what is under
    them.
    """
    lost = _out_of_turn(rows)
    lost |= _twice({path: row for path, row in rows.items() if not _above(path, lost)})
    if lost:
        codes = sorted({rows[path]["code"] for path in lost})
        findings.warn(
            _("Paragraphs whose code cannot be told were kept at the entry above: {codes}.").format(
                codes=", ".join(codes)
            )
        )
    return tuple(_kept(path, rows, lost) for path in rows)


def _entries(rows: Paths) -> dict[str, Row]:
    return {path: row for path, row in rows.items() if row["kind"] == ENTRY}


def _out_of_turn(rows: Paths) -> set[str]:
    """Numbers among letters, or letters among numbers, under one entry."""
    entries = _entries(rows)
    families: dict[str, dict[bool, list[str]]] = {}
    for path, row in entries.items():
        if len(path) > STEP:
            family = families.setdefault(path[:-STEP], {True: [], False: []})
            family[_is_number(row)].append(path)
    return {
        path
        for above, family in families.items()
        if family[True] and family[False]
        for path in family[_is_number(entries[above]) or len(above) == STEP]
    }


def _is_number(row: Row) -> bool:
    return row["label"].rstrip(".").isdigit()


def _twice(rows: Paths) -> set[str]:
    entries = _entries(rows)
    times = Counter(row["code"] for row in entries.values())
    return {path for path, row in entries.items() if times[row["code"]] > 1}


def _above(path: str, lost: set[str]) -> str:
    """The uppermost lost path on the way down to this one; empty where there is none."""
    steps = (path[:end] for end in range(STEP, len(path) + 1, STEP))
    return next((step for step in steps if step in lost), "")


def _kept(path: str, rows: Paths, lost: set[str]) -> Row:
    row, lost_at = rows[path], _above(path, lost)
    if not lost_at:
        return row
    kind = UNPLACED if row["kind"] == ENTRY else row["kind"]
    return {**row, "code": rows[lost_at[:-STEP]]["code"], "kind": kind}
