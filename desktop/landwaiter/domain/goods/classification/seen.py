"""Part numbers in descriptions, and what the office found of the same part before."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from landwaiter.domain.goods.classification.leads import Lead, LeadSource, Packs
from landwaiter.i18n import _

_PART: Final = re.compile(r"[0-9A-Za-z]+(?:[-/.][0-9A-Za-z]+)*")
_SHORTEST: Final = 5
_CONFIRMED: Final = 880
_REJECTED: Final = 0


@dataclass(frozen=True, slots=True)
class PartFinding:
    """A finding of the office on an item whose description names the same part."""

    part: str
    reference: str
    item_no: int
    list: str
    code: str
    confirmed: bool
    """False: found not to be listed there."""


def part_numbers(text: str) -> tuple[str, ...]:
    """Words of `text` that look like part numbers: letters and at least two figures."""
    found = (match.group().upper() for match in _PART.finditer(text))
    return tuple(dict.fromkeys(word for word in found if _is_part(word)))


def _is_part(word: str) -> bool:
    figures = sum(char.isdigit() for char in word)
    letters = sum(char.isalpha() for char in word)
    return len(word) >= _SHORTEST and figures >= 2 and letters >= 1


def by_part(text: str, seen: Iterable[PartFinding], packs: Packs) -> Iterable[Lead]:
    """What was found of the same part elsewhere; a rejection is told and adds nothing."""
    annex, known = packs.get("annex1"), tuple(seen)
    if annex is None or not known:
        return
    parts = part_numbers(text)
    for one in known:
        if one.part in parts:
            template = (
                _("The part {part} was found to be {code} in {reference}, item {no}.")
                if one.confirmed
                else _("The part {part} was found not to be {code} in {reference}, item {no}.")
            )
            reason = template.format(
                part=one.part, code=one.code, reference=one.reference, no=one.item_no
            )
            value = _CONFIRMED if one.confirmed else _REJECTED
            yield Lead(one.list, one.code, value, reason, annex, LeadSource.SEEN)
