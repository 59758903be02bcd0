"""The correlation of commodity codes and control entries.

An official table stands beside our own; both only say what to check (DOMAIN: a heading that
correlates is not a controlled item).
"""

from collections.abc import Iterable, Mapping
from typing import Final

from landwaiter.domain.goods.classification.leads import Lead, LeadSource, Packs
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import Row, is_part, rows_by
from landwaiter.i18n import N_, _

CONFIDENCE: Final[Mapping[str, int]] = {"H": 700, "M": 500, "L": 300, "": 800}
"""Score in thousandths of a correlation by its confidence; an official table states none."""
_GRADES: Final[Mapping[str, str]] = {"H": N_("high"), "M": N_("medium"), "L": N_("low")}
_OF_A_PART: Final = CONFIDENCE["M"]
"""At most, where the entry correlates with a part of the heading only (`ex 8479 89 97`)."""
_TABLES: Final = ("correlation_official", "hs_control")


def by_heading(cn: str | None, packs: Packs) -> Iterable[Lead]:
    """A lead for each entry that the commodity code correlates with."""
    for pack, row in _correlations(cn, packs):
        reason = _reason(row).format(
            heading=spaced(row.get("cn") or row["hs6"]),
            code=row["control_code"],
            confidence=_(_GRADES.get(row.get("confidence", ""), "not graded")),
            trust=_(pack.trust.value),
        )
        value = CONFIDENCE.get(row.get("confidence", ""), CONFIDENCE["L"])
        if is_part(row):
            value = min(value, _OF_A_PART)
        list_id = row.get("list", "eu")
        yield Lead(list_id, row["control_code"], value, reason, pack, LeadSource.HEADING)


def _reason(row: Row) -> str:
    if is_part(row):
        return _("A part of {heading} correlates with {code} (confidence {confidence}, {trust}).")
    return _("{heading} correlates with {code} (confidence {confidence}, {trust}).")


def correlated_codes(cn: str | None, packs: Packs) -> tuple[Row, ...]:
    """Correlation rows `{list, control_code, confidence …}` for a commodity code."""
    return tuple(row for _pack, row in _correlations(cn, packs))


def _correlations(cn: str | None, packs: Packs) -> tuple[tuple[Pack, Row], ...]:
    return tuple(
        (packs[pack_id], row)
        for pack_id in _TABLES
        if cn and len(cn) >= 6 and pack_id in packs
        for row in _rows_of_heading(packs[pack_id], cn)
    )


def _rows_of_heading(pack: Pack, cn: str) -> tuple[Row, ...]:
    """Rows at six figures, and those at eight or ten that the code lies under."""
    finer = (row for length in (8, 10) for row in rows_by(pack, "cn").get(cn[:length], ()))
    return (*rows_by(pack, "hs6").get(cn[:6], ()), *finer)


def spaced(heading: str) -> str:
    """A commodity code as tariffs print it: 8457 10 10."""
    return " ".join(part for part in (heading[:4], heading[4:6], heading[6:8], heading[8:]) if part)
