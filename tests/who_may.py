"""Who may do what, as written by hand in who_may.csv: services, window and commands are held to it.

Acts on a case and deeds of the office, each with each role; a person has one role here.
"""

import csv
from functools import cache
from pathlib import Path

from landwaiter.domain.base.people import UserRole

TABLE = Path(__file__).with_suffix(".csv")


@cache
def told(kind: str) -> dict[str, frozenset[str]]:
    """Deed → the roles that may do it."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {
            row["deed"]: frozenset(role for role in UserRole if row[role] == "yes")
            for row in csv.DictReader(file)
            if row["kind"] == kind
        }
