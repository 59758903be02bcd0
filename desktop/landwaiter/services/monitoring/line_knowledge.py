"""What the packs of a day say of a line of trade, as far as programmes ask."""

from collections.abc import Iterable, Mapping
from typing import Final

from landwaiter.domain.goods.candidates import correlated_codes
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import rows_by
from landwaiter.domain.monitoring.programme import TradeLine

PACKS: Final = ("correlation_official", "hs_control", "chpl")
"""Packs that the rules read: correlations of control entries, and the high priority list."""


def codes_of(packs: Mapping[str, Pack], line: TradeLine) -> Iterable[str]:
    """Control entries that the code of the line is correlated with."""
    return [row["control_code"] for row in correlated_codes(line.cn, packs)]


def tier_of(pack: Pack | None, line: TradeLine) -> str:
    """The tier of the heading on the day; empty where it is on no list, or not yet on it."""
    if pack is None or not line.cn:
        return ""
    rows = rows_by(pack, "hs6").get(line.cn[:6], ())
    since = ((row.get("in_annex_XL_from", ""), row["tier"]) for row in rows)
    return next((tier for first, tier in since if not first or first <= line.day.isoformat()), "")
