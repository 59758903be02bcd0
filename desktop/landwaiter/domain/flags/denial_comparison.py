"""A transaction held against the denials of the register, point by point (Art. 2(22) of Reg. (EU)
2021/821: essentially identical parameters, and the same end user or consignee)."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from landwaiter.domain.flags.inputs_of_rules import Denial
from landwaiter.domain.flags.rules.denials import same_entry, same_value, standing_denials
from landwaiter.domain.flags.view import Goods, View
from landwaiter.domain.law.word_lists import same_name


class ComparedWhat(StrEnum):
    """What of two transactions is held side by side."""

    ENTRY = "entry"
    PARAMETER = "parameter"
    BUYER = "buyer"
    """End user or consignee: one that is the same is enough."""


@dataclass(frozen=True, slots=True)
class DenialPoint:
    """One point of a transaction beside the same of a denial."""

    what: ComparedWhat
    name: str
    """Of a parameter; else empty."""
    here: tuple[str, ...]
    """As it is known on the case; empty: not stated."""
    denied: tuple[str, ...]
    is_same: bool | None
    """None: it cannot be told yet."""


@dataclass(frozen=True, slots=True)
class DenialComparison:
    """An item of a case and a standing denial that is not known to be another transaction."""

    denial: Denial
    item: int
    points: tuple[DenialPoint, ...]

    @property
    def is_identical(self) -> bool | None:
        """True where every point is the same; None while one cannot be told."""
        answers = {one.is_same for one in self.points}
        if False in answers:
            return False
        return None if None in answers else True


@dataclass(frozen=True, slots=True)
class ComparedDenials:
    """What of the register may be of the same transaction, and how much of it is known."""

    found: tuple[DenialComparison, ...] = ()
    is_kept: bool = False
    """False: no register of denials is loaded, and nothing was compared."""
    is_partial: bool = False
    """It is only begun: what does not stand in it is not known."""


def compared_denials(view: View) -> ComparedDenials:
    """Item by item; denials of which a point is known to differ are left out."""
    registers = view.facts.registers
    found = (
        DenialComparison(denial, line.no, tuple(_points(view, denial, line)))
        for line in view.goods
        for denial in standing_denials(view)
    )
    return ComparedDenials(
        tuple(one for one in found if one.is_identical is not False),
        registers.denials is not None,
        "denials" in registers.partial,
    )


def _points(view: View, denial: Denial, line: Goods) -> Iterator[DenialPoint]:
    codes = tuple(dict.fromkeys(code.code for code in view.codes(line)))
    entry = same_entry(view, line, denial.item)
    yield DenialPoint(ComparedWhat.ENTRY, "", codes, (denial.item,), entry)
    params = view.params(line)
    for name, value in denial.params.items():
        stated = params.get(name)
        yield DenialPoint(
            ComparedWhat.PARAMETER, name, _said(stated), _said(value), same_value(stated, value)
        )
    yield DenialPoint(
        ComparedWhat.BUYER, "", view.buyers, denial.counterparties, _same_buyer(view, denial)
    )


def _said(value: Any) -> tuple[str, ...]:
    return () if value is None else (str(value),)


def _same_buyer(view: View, denial: Denial) -> bool | None:
    if any(same_name(one, name) for one in denial.counterparties for name in view.buyers):
        return True
    partner = (view.case.project or {}).get("partner")
    known = partner or (view.consignee_names and view.end_user_names)
    return False if known else None
