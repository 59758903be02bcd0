"""Rows that hold what one person signed."""

from collections.abc import Mapping
from typing import Any

from landwaiter.trust.signed import SignedContent


def signed_row(row: Mapping[str, Any]) -> SignedContent:
    """What was signed, from the columns key, statement and signature."""
    return SignedContent(row["statement"], ((row["key"], row["signature"].hex()),))
