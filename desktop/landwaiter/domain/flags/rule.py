"""A red-flag rule as data: a row of the pack `flag_rules`, its inputs parsed once.

Inputs: `;` = and; `a|b` = one of them serves for all; `a||b` = each could raise the rule by itself,
so that *not raised* needs all of them; a trailing `?` = for one part of the rule only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from landwaiter.domain.cases.case import Severity
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import Row

ANY: Final = "|"
EVERY: Final = "||"


@dataclass(frozen=True, slots=True)
class Need:
    """One input, or alternatives."""

    names: tuple[str, ...]
    for_a_part: bool
    every: bool = False
    """Each could raise the rule: all of them are needed for *not raised*; else one is enough."""

    def __str__(self) -> str:
        return (EVERY if self.every else ANY).join(self.names)


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    name: str
    group: str
    text: str
    basis: str
    severity: Severity
    needs: tuple[Need, ...]
    on: bool
    thresholds: Mapping[str, str]
    packs: tuple[str, ...] = ()
    """Packs among the inputs."""
    lists: tuple[str, ...] = ()
    """Lists among the inputs, by the names rules use."""
    alternatives: tuple[Need, ...] = ()
    """Needs of which each could raise the rule."""
    inputs: tuple[str, ...] = ()
    """Every name among the inputs, each once."""


def needs_of(inputs: str) -> tuple[Need, ...]:
    """`a;b|c;d||e;f?` as needs."""
    return tuple(_need(part) for part in inputs.split(";") if part)


def _need(part: str) -> Need:
    every = EVERY in part
    names = part.removesuffix("?").split(EVERY if every else ANY)
    return Need(tuple(names), part.endswith("?"), every)


def rules_of(pack: Pack) -> tuple[Rule, ...]:
    """The pack's rules in its own order."""
    return tuple(_rule(row) for row in pack.rows)


def rules_by_id(pack: Pack) -> Mapping[str, Rule]:
    return {rule.id: rule for rule in rules_of(pack)}


def _rule(row: Row) -> Rule:
    needs = needs_of(row["inputs"])
    return Rule(
        id=row["id"],
        name=row["name"],
        group=row["group"],
        text=row["rule"],
        basis=row["basis"],
        severity=Severity(row["severity"]),
        needs=needs,
        on=row["default"] == "on",
        thresholds=_thresholds(row.get("thresholds", "")),
        packs=_named(needs, "pack:"),
        lists=_named(needs, "list:"),
        alternatives=tuple(need for need in needs if need.every),
        inputs=tuple(dict.fromkeys(name for need in needs for name in need.names)),
    )


def _named(needs: tuple[Need, ...], prefix: str) -> tuple[str, ...]:
    names = (name for need in needs for name in need.names if name.startswith(prefix))
    return tuple(name.removeprefix(prefix) for name in names)


def _thresholds(text: str) -> Mapping[str, str]:
    pairs = (part.partition("=") for part in text.split(";") if part)
    return {name: value for name, _equals, value in pairs}


class MissingThresholdError(KeyError):
    """The edition of the rules does not state a threshold: the rule is not evaluated."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def stated(thresholds: Mapping[str, str], name: str) -> str:
    """A threshold as it is written; MissingThresholdError where the edition has none."""
    value = thresholds.get(name)
    if value is None:
        raise MissingThresholdError(name)
    return value


def number(thresholds: Mapping[str, str], name: str) -> Decimal:
    return Decimal(stated(thresholds, name))


def day(thresholds: Mapping[str, str], name: str) -> date:
    return date.fromisoformat(stated(thresholds, name))


def several(thresholds: Mapping[str, str], name: str) -> tuple[str, ...]:
    """A threshold that lists words, with commas between."""
    return tuple(part.strip() for part in stated(thresholds, name).split(",") if part.strip())
