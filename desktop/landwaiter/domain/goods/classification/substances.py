"""Leads from numbers of substances: CAS in the text, UN and CUS in the declaration or the text."""

import re
from collections.abc import Iterable
from typing import Final

from landwaiter.domain.goods.classification.leads import Lead, LeadSource, Packs
from landwaiter.domain.law.pack_index import Row, rows_by
from landwaiter.i18n import _

_CAS: Final = re.compile(r"(?<![\d-])(\d{2,7})-(\d{2})-(\d)(?![\d-])")
_UN: Final = re.compile(r"\bUN[ .-]?(?:NO\.?|NR\.?)?[ .:]?(\d{4})\b", re.IGNORECASE)
_CUS: Final = re.compile(r"(?<![\w-])(\d{7}-\d)(?![\w-])")
"""Met only by a row of the pack, so it needs no word before it; no CAS number has that form."""
_HOLDS_A_NUMBER: Final = re.compile(r"\d\d")
"""In each of them; most descriptions have none."""
_CAS_SCORE: Final = 900
_CUS_SCORE: Final = 850
_UN_SCORE: Final = 650
"""A UN number is shared by several substances, so it says less."""


def cas_numbers(text: str) -> tuple[str, ...]:
    """CAS numbers of `text` whose check digit is right (sum of figures times place, mod 10)."""
    found = (match.groups() for match in _CAS.finditer(text))
    return tuple(dict.fromkeys(f"{a}-{b}-{c}" for a, b, c in found if _checks(a + b, c)))


def _checks(figures: str, digit: str) -> bool:
    total = sum(int(one) * place for place, one in enumerate(reversed(figures), start=1))
    return total % 10 == int(digit)


def by_substance(
    text: str, packs: Packs, *, un_numbers: Iterable[str] = (), cus_code: str | None = None
) -> Iterable[Lead]:
    """Entries that a substance named by its number stands under."""
    pack = packs.get("substances")
    if pack is None:
        return
    if not _HOLDS_A_NUMBER.search(text):
        text = ""
    un = dict.fromkeys(filter(None, (*un_numbers, *_UN.findall(text))))
    cus = dict.fromkeys(filter(None, (cus_code, *_CUS.findall(text))))
    asked = (
        *(("cas", number, _CAS_SCORE) for number in cas_numbers(text)),
        *(("cus", number, _CUS_SCORE) for number in cus),
        *(("un", number, _UN_SCORE) for number in un),
    )
    for column, number, value in asked:
        for row in rows_by(pack, column).get(number, ()):
            list_id = "cml" if row["head"].startswith("ML") else "eu"
            reason = _reason(column, number, row, _(pack.trust.value))
            is_own = column != "un"
            yield Lead(list_id, row["head"], value, reason, pack, LeadSource.NUMBER, firm=is_own)


def _reason(column: str, number: str, row: Row, trust: str) -> str:
    return _("{kind} {number} is {substance}, which stands under {code} ({trust}).").format(
        kind=column.upper(),
        number=number,
        substance=row["substance"],
        code=row["head"],
        trust=trust,
    )
