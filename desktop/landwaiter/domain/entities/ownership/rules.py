"""By which rules a firm counts as its owner's: rows of a pack, and the office's word.

A row says from when to when it stands so; the operator and the tests of control that the European
rule leaves to the office are those of the office, and where it has not said them, both readings are
followed and told apart.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Final

from landwaiter.domain.entities.ownership.shares import WHOLE
from landwaiter.domain.entities.ownership.stated import HolderMark
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import Row, rows_by

PACK: Final = "ownership_rules"
MORE, AT_LEAST = ">", ">="
EU_RULE: Final = "eu"
OFFICE: Final = "office"
"""In a cell: the office says it."""
STEPS, PRODUCT = "steps", "product"
"""How shares carry over several steps: each by itself, or multiplied."""
_ANSWERS: Final[Mapping[str, bool]] = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class RuleReading:
    """One way to read a rule."""

    operator: str
    aggregate: bool
    percent: Fraction
    carries: str

    def met(self, part: Fraction) -> bool:
        return part > self.percent if self.operator == MORE else part >= self.percent


@dataclass(frozen=True, slots=True)
class OwnershipRule:
    """One rule as it stands on a day, with where it comes from."""

    id: str
    name: str
    percent: Fraction
    """From 0 to 1."""
    operator: str
    """`>` or `>=`; empty: the office has not said."""
    aggregate: bool | None
    """Whether shares of several listed owners add up; None: not known."""
    carries: str
    tests: tuple[str, ...] | None
    """Tests of control that count; None: the office has not said."""
    lists: tuple[str, ...]
    """Whoever stands on one of these lists is an owner the rule is about; `us_csl:(SDN)` means the
    listings of a programme alone."""
    state: str
    """`in_force`, `suspended` or `unknown`."""
    basis: str
    source: str
    trust: str
    edition: str

    @property
    def readings(self) -> tuple[RuleReading, ...]:
        """Every way to read it that the office has not excluded."""
        operators = (self.operator,) if self.operator else (MORE, AT_LEAST)
        sums = (True, False) if self.aggregate is None else (self.aggregate,)
        return tuple(
            RuleReading(operator, aggregate, self.percent, self.carries)
            for operator, aggregate in product(operators, sums)
        )

    @property
    def is_open(self) -> tuple[str, ...]:
        """Settings the office has not made."""
        waits = (
            (not self.operator, "setting:ownership_operator"),
            (self.aggregate is None, "pack:ownership_rules"),
        )
        return tuple(name for is_missing, name in waits if is_missing)


def concerns(rule: OwnershipRule, mark: HolderMark, means: Callable[[str, str, str], bool]) -> bool:
    """Whether the rule is about whoever this mark names; `means(name, list_id, kind)` knows which
    list a rule calls by a name."""
    for one in rule.lists:
        name, colon, programme = one.partition(":")
        is_meant = mark.list_id == name or means(name, mark.list_id, mark.list_kind)
        if is_meant and (not colon or _is_under(mark, programme)):
            return True
    return False


def _is_under(mark: HolderMark, programme: str) -> bool:
    word = re.compile(rf"(?<!\w){re.escape(programme)}(?!\w)")
    return any(word.search(one) for one in mark.programmes)


@dataclass(frozen=True, slots=True)
class OfficeWord:
    """What the office says where the pack leaves it to the office."""

    operator: str = ""
    percent: Fraction | None = None
    tests: tuple[str, ...] | None = None


def word_of(thresholds: Mapping[str, str]) -> OfficeWord:
    """Operator, share and tests of control as the thresholds of RF-P18 say them."""
    operator = thresholds.get("ownership_operator", "").strip()
    tests = thresholds.get("control_tests", "")
    percent = thresholds.get("ownership_percent", "")
    return OfficeWord(
        operator=next((sign for sign in (AT_LEAST, MORE) if operator.startswith(sign)), ""),
        percent=Fraction(percent) / 100 if percent else None,
        tests=tuple(one.strip() for one in tests.split("|") if one.strip()) if tests else None,
    )


def rules_on(pack: Pack | None, day: date, office: OfficeWord) -> tuple[OwnershipRule, ...]:
    """The rules of the pack as they stand on a day, in its order."""
    if pack is None:
        return ()
    return tuple(
        _rule(rows[-1], f"{pack.id}@{pack.edition}", pack.trust, office)
        for _id, rows in _standing(pack, day)
    )


def _standing(pack: Pack, day: date) -> Iterator[tuple[str, list[Row]]]:
    for rule_id, rows in rows_by(pack, "id").items():
        on = sorted((row for row in rows if _stands(row, day)), key=lambda row: row["since"])
        if on:
            yield rule_id, on


def _stands(row: Row, day: date) -> bool:
    told = day.isoformat()
    return row["since"] <= told and (not row["until"] or told <= row["until"])


def _rule(row: Row, edition: str, trust: str, office: OfficeWord) -> OwnershipRule:
    stated = Fraction(row["percent"]) / 100
    is_office = row["operator"] == OFFICE
    return OwnershipRule(
        id=row["id"],
        name=row["name"],
        percent=min(WHOLE, office.percent or stated) if is_office else stated,
        operator=office.operator if is_office else row["operator"],
        aggregate=_ANSWERS.get(row["aggregate"]),
        carries=row["carries"],
        tests=office.tests if row["control"] == OFFICE else _words(row["control"]),
        lists=_words(row["lists"]),
        state=row["state"],
        basis=row["basis"],
        source=row["source"],
        trust=row["trust"] or trust,
        edition=edition,
    )


def _words(cell: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in cell.split("|") if word.strip())
