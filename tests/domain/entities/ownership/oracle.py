"""Ownership worked out another way: by following every walk, and by trying completions.

Nothing of `landwaiter.domain.entities.ownership` is used here.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

Parts = Mapping[str, Mapping[str, Fraction]]
"""Firm → holder → part."""
STRANGER = "somebody else"


def walked(parts: Parts, firm: str, owner: str, *, rounds: int) -> tuple[Fraction, Fraction]:
    """What walks of at most `rounds` steps from the firm up to the owner carry, and what is left.

    The owner keeps what reaches it. The whole interest lies between the first figure and the sum
    of both.
    """
    carried = {firm: Fraction(1)}
    arrived = Fraction(0)
    for _round in range(rounds):
        passed: dict[str, Fraction] = {}
        for one, weight in carried.items():
            for holder, part in parts.get(one, {}).items():
                if holder == owner:
                    arrived += weight * part
                else:
                    passed[holder] = passed.get(holder, Fraction(0)) + weight * part
        carried = {one: weight for one, weight in passed.items() if one in parts}
    return arrived, sum(carried.values(), Fraction(0))


def completions(
    parts: Parts, unstated: frozenset[tuple[str, str]], owner: str, firms: tuple[str, ...]
) -> Iterator[Parts]:
    """Every way to give each firm's missing part to one taker: the owner, a holder without a
    share, or somebody else. Extremes of what shares can do lie at such corners."""
    takers = [
        [STRANGER, owner, *(h for h, f in unstated if f == firm and h != firm)] for firm in firms
    ]
    for chosen in product(*takers):
        complete = {}
        for firm, taker in zip(firms, chosen, strict=True):
            row = dict(parts.get(firm, {}))
            missing = 1 - sum(row.values(), Fraction(0))
            if missing:
                row[taker] = row.get(taker, Fraction(0)) + missing
            complete[firm] = row
        yield complete


def owned(parts: Parts, firm: str, owner: str, *, strict: bool) -> bool:
    """Whether the firm counts as the owner's, half step by half step."""
    counted = {owner}
    for _round in range(len(parts) + 1):
        for one, held in parts.items():
            total = sum((p for h, p in held.items() if h in counted), Fraction(0))
            if total > Fraction(1, 2) or (total == Fraction(1, 2) and not strict):
                counted.add(one)
    return firm in counted
