"""What is written by hand of every deed, held against the rows of the table."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.who_may import told

from landwaiter.domain.base.people import Actor, UserRole
from landwaiter.domain.deeds.shape import Deed
from landwaiter.domain.table.deeds import EVENTS

Rows = Iterable[Deed[Any, Any]]


def other_roles(deeds: Rows) -> Iterator[tuple[str, UserRole]]:
    """Deeds that a role may do and who_may.csv denies it, or the other way round."""
    for deed in deeds:
        for role in UserRole:
            actor = Actor("1", "Somebody", frozenset({role}))
            if (deed.why_not(actor, None) == "") is not (role in told("deed")[deed.name]):
                yield deed.name, role


def other_four_eyes(deeds: Rows) -> set[tuple[str, ...]]:
    """Lines of four eyes that only the rows state, or only four_eyes.csv."""
    stated = {
        (deed.name, line.condition, " ".join(sorted(line.roles)), line.who_may_not, line.setting)
        for deed in deeds
        for line in deed.second
    }
    return stated ^ {tuple(row.values()) for row in _by_hand("four_eyes.csv")}


def other_titles(deeds: Rows) -> set[tuple[str, str]]:
    """Titles of the audit trail that only the table gives, or only titles.csv."""
    given = {(deed.entry, deed.told or deed.title) for deed in deeds if not deed.audited}
    written = {(row["name"], row["title"]) for row in _by_hand("titles.csv")}
    return (given | EVENTS.items()) ^ written


def _by_hand(file: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
