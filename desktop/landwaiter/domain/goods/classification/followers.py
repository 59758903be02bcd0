"""Entries of software and technology follow the goods they belong to.

A line that names software or technology outright ("source code for inertial navigation") speaks
for nDx.. or nEx.. of the category and regime of the goods it names, and less for the goods.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

CLAIMS: Final = frozenset({"D", "E"})
"""Groups of software and technology, which are also the heads of their words in the glossary."""
_GOODS: Final = ("A", "B", "C")
_GOODS_BESIDE: Final = 450
"""Thousandths left of goods where the line is about their software or technology."""
_UNCLAIMED: Final = 500
"""What is left of a software or technology entry where the line speaks of neither."""
_GENERAL: Final = 800
"""What the first two entries of a regime, which cover its goods at large, take over."""
_SPECIAL: Final = 550


@dataclass(frozen=True, slots=True)
class HeadSum:
    head: str
    value: int
    follows: str = ""


def followed_goods(
    sums: Mapping[str, int], *, claims: frozenset[str], heads: tuple[str, ...]
) -> tuple[HeadSum, ...]:
    """Sums of weights by head with software and technology in place; `heads` are all there are."""
    beside = _GOODS_BESIDE if claims else 1000
    found = []
    for head, value in sums.items():
        group = _group(head)
        if group not in CLAIMS:
            found.append(HeadSum(head, value * (beside if group else 1000) // 1000))
        elif group not in claims:
            found.append(HeadSum(head, value * _UNCLAIMED // 1000))
    if not claims:
        return tuple(found)
    best = _best_goods(sums)
    claimed = (_claimed(head, sums, best) for head in heads if _group(head) in claims)
    return (*found, *(one for one in claimed if one.value))


def _claimed(head: str, sums: Mapping[str, int], best: Mapping[str, tuple[int, str]]) -> HeadSum:
    own = sums.get(head, 0)
    value, source = best.get(_regime(head), (0, ""))
    taken = value * (_GENERAL if head[-1] in "12" else _SPECIAL) // 1000
    return HeadSum(head, max(own, taken) + min(own, taken) // 2, source if taken > own else "")


def _best_goods(sums: Mapping[str, int]) -> Mapping[str, tuple[int, str]]:
    """Category and regime → the value and head of the goods that count most there."""
    best: dict[str, tuple[int, str]] = {}
    for head, value in sums.items():
        if _group(head) in _GOODS:
            best[_regime(head)] = max(best.get(_regime(head), (0, "")), (value, head))
    return best


@lru_cache(maxsize=4096)
def _group(head: str) -> str:
    """The group of an entry of Annex I; none for the military list and for claims."""
    return head[1] if len(head) > 1 and not head.startswith("ML") else ""


def _regime(head: str) -> str:
    return head[0] + head[2]
