"""Facets of a case: what the list is narrowed by and has few values, as bits of one number.

The database reckons them of the columns they are of, so that they never say otherwise. They stand
in each index of the list. Numbers of stages and kinds are their places, from 1; 0 is any other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from landwaiter.domain.cases.case import GoodsStatus, Stage
from landwaiter.domain.cases.stages import OPEN_STAGES
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.storage.sqlite.dialect import one_where, text_at

_FOUR: Final = 0b1111
_STAGE, _KIND, _GOODS = 0, 4, 8
_CLOCK, _LEGAL, _HELD, _UNAUTHORISED = (_GOODS + len(GoodsStatus) + at for at in range(4))


@dataclass(frozen=True, slots=True)
class FacetBits:
    """Bits of the number, and the values of them that are asked for."""

    mask: int
    wanted: frozenset[int]

    def fits(self, facets: int) -> bool:
        return facets & self.mask in self.wanted


def stages(wanted: Iterable[str]) -> FacetBits:
    return FacetBits(_FOUR << _STAGE, frozenset(_number(Stage, one) << _STAGE for one in wanted))


def kind(wanted: str) -> FacetBits:
    return FacetBits(_FOUR << _KIND, frozenset({_number(CaseKind, wanted) << _KIND}))


def goods(status: str) -> FacetBits:
    """Of a status that some item has."""
    return _set(_GOODS + list(GoodsStatus).index(GoodsStatus(status)))


LEGAL: Final = FacetBits(1 << _LEGAL, frozenset({1 << _LEGAL}))
UNAUTHORISED: Final = FacetBits(1 << _UNAUTHORISED, frozenset({1 << _UNAUTHORISED}))
CLOCKLESS: Final = FacetBits(1 << _CLOCK, frozenset({0}))
UNHELD: Final = FacetBits(1 << _HELD, frozenset({0}))


def _set(bit: int) -> FacetBits:
    return FacetBits(1 << bit, frozenset({1 << bit}))


def each_asked() -> tuple[FacetBits, ...]:
    """Whatever one filter can ask."""
    return (
        *(stages([one]) for one in Stage),
        *map(kind, CaseKind),
        *map(goods, GoodsStatus),
        *(LEGAL, UNAUTHORISED, CLOCKLESS, UNHELD),
    )


def _number(known: Iterable[str], one: str) -> int:
    named = [str(each) for each in known]
    return named.index(one) + 1 if one in named else 0


def _numbered(column: str, known: Iterable[str]) -> str:
    ways = " ".join(f"WHEN '{one}' THEN {no}" for no, one in enumerate(known, start=1))
    return f"(CASE {column} {ways} ELSE 0 END)"


def _all() -> str:
    legal = " OR ".join(one_where(f"{text_at('clock', at)} = 1") for at in ("law.legal", "legal"))
    bits = {
        **{
            _GOODS + at: one_where(f"{text_at('goods', status.value)} > 0")
            for at, status in enumerate(GoodsStatus)
        },
        _CLOCK: one_where("clock IS NOT NULL"),
        _LEGAL: f"({legal})",
        _HELD: one_where("assignee IS NOT NULL"),
        _UNAUTHORISED: one_where(
            "candidate_code IS NOT NULL AND candidate_authorised IS DISTINCT FROM 1"
        ),
    }
    numbers = (
        f"{1 << _STAGE} * {_numbered('stage', Stage)}",
        f"{1 << _KIND} * {_numbered('kind', CaseKind)}",
        *(f"{1 << bit} * {said}" for bit, said in bits.items()),
    )
    return " + ".join(numbers)


FACETS: Final = _all()
_OPEN = ", ".join(f"'{stage}'" for stage in OPEN_STAGES)
LIVE: Final = one_where(f"stage IN ({_OPEN}) OR clock IS NOT NULL")
"""1 of a case on which somebody has still to do something, or a clock stands: few of all."""
