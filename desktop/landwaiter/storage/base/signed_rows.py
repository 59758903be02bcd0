"""Rows that hold what one person signed."""

from collections.abc import Mapping
from typing import Any

from landwaiter.trust.signed import Signed


def signed_row(row: Mapping[str, Any]) -> Signed:
    """What was signed, from the columns key, statement and signature."""
    return Signed(row["statement"], ((row["key"], row["signature"].hex()),))
