"""Rows of the pack `deciding_parameters` as the rules read them.

A *parameter* is what is asked for; a *figure* is one test of the text with where it was read; a
*way* is a set of figures that must all hold for a sub-entry; ways are alternatives.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from landwaiter.domain.interviews.units import converted, is_unit
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import Row, derived, rows_by


class ParameterKind(StrEnum):
    """How a parameter is answered."""

    NUMBER = "number"
    AXES = "axes"
    """A number, or one per axis."""
    YES_NO = "yes_no"
    CHOICE = "choice"
    """One or more of given words."""
    TEXT = "text"
    DATE = "date"
    """A day, such as 1985-03-01."""


class NoAnswer(StrEnum):
    """What stands for an answer that nobody has given yet."""

    OPEN = ""
    """Nothing does: it cannot be told."""
    HOLDS = "holds"
    """It counts as met until somebody states otherwise: an exception that nobody claims."""
    FAILS = "fails"
    """A flag is not raised on it; the interview still asks."""
    FIRST = "first"
    """Nothing does, and nothing else of the way is asked before it."""


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    label: str
    unit: str
    kind: ParameterKind
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Where:
    """A figure counts for those axes on which another parameter compares so."""

    parameter: str
    test: str
    bound: Fraction


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: a test, and the paragraph, edition and trust of what it was read from."""

    head: str
    entry: str
    way: str
    parameter: str
    test: str
    value: str
    """As the row has it, in `unit`."""
    unit: str
    where: tuple[Where, ...]
    where_text: str
    unanswered: NoAnswer
    path: str
    edition: str
    dated: date | None
    """The day of that edition."""
    trust: str
    bound: Fraction | None
    """The value in the parameter's unit, where it is one number."""

    @property
    def reads(self) -> tuple[str, ...]:
        """Names of the parameters that it needs."""
        return (self.parameter, *dict.fromkeys(one.parameter for one in self.where))


EntryWay = tuple[Figure, ...]
QUESTIONS: Final = tuple(ParameterKind)
"""Tests of rows that only say how a parameter is asked for."""
NO_EDITION: Final = "own-knowledge"
"""The edition of figures that were read in none."""
KIND_OF_GOODS: Final = "includes"
"""The test that says what the thing is."""


def parameters_in(pack: Pack) -> Mapping[str, Parameter]:
    """Every parameter of the pack by name, in pack order."""
    return derived(_parameters, pack)


def ways_of(pack: Pack, head: str) -> tuple[EntryWay, ...]:
    """The alternative sets of figures for a head, in pack order; empty when it has none."""
    return derived(_ways, pack).get(head, ())


def heads_in(pack: Pack) -> tuple[str, ...]:
    """Heads of entries that the pack has figures for."""
    return tuple(derived(_ways, pack))


def _parameters(pack: Pack) -> Mapping[str, Parameter]:
    asked = {row["parameter"]: _asked(row) for row in pack.rows if row["test"] in QUESTIONS}
    plain = (row for row in pack.rows if row["head"])
    return asked | {row["parameter"]: _plain(row) for row in plain if row["parameter"] not in asked}


def _asked(row: Row) -> Parameter:
    choices = tuple(one.strip() for one in row["value"].split(";") if one.strip())
    return Parameter(
        row["parameter"], row["label"], row["unit"], ParameterKind(row["test"]), choices
    )


def _plain(row: Row) -> Parameter:
    """A row of an edition that has no rows for questions: label and unit stand in the test."""
    kind = ParameterKind.TEXT if row["test"] in ("one_of", "asked") else ParameterKind.AXES
    unit = row["unit"] if is_unit(row["unit"]) else ""
    return Parameter(row["parameter"], row.get("label") or row["parameter"], unit, kind)


def _ways(pack: Pack) -> Mapping[str, tuple[EntryWay, ...]]:
    asked = _parameters(pack)
    heads: dict[str, dict[tuple[str, str], list[Figure]]] = {}
    for head, rows in rows_by(pack, "head").items():
        for row in rows if head else ():
            if row["test"] not in QUESTIONS:
                ways = heads.setdefault(head, {})
                ways.setdefault((row["entry"], row["way"]), []).append(_figure(pack, row, asked))
    return {head: tuple(tuple(way) for way in ways.values()) for head, ways in heads.items()}


def _figure(pack: Pack, row: Row, asked: Mapping[str, Parameter]) -> Figure:
    dated = row.get("dated")
    return Figure(
        head=row["head"],
        entry=row["entry"],
        way=row["way"],
        parameter=row["parameter"],
        test=row["test"],
        value=row["value"],
        unit=row["unit"],
        where=tuple(_where(part, asked) for part in (row.get("where") or "").split(";") if part),
        where_text=row.get("where") or "",
        unanswered=NoAnswer(row.get("unanswered") or ""),
        path=row.get("path") or row["entry"],
        edition=row.get("edition") or pack.edition,
        dated=date.fromisoformat(dated) if dated else None,
        trust=row.get("trust") or pack.trust.value,
        bound=_bound(row, asked[row["parameter"]]),
    )


def _bound(row: Row, parameter: Parameter) -> Fraction | None:
    try:
        value = Fraction(row["value"])
    except ValueError:
        return None
    stated = row["unit"]
    return converted(value, stated, parameter.unit) if stated and parameter.unit else value


def _where(text: str, asked: Mapping[str, Parameter]) -> Where:
    """`travel_mm below 1 m`."""
    name, test, value, *unit = text.split()
    bound = Fraction(value)
    return Where(name, test, converted(bound, unit[0], asked[name].unit) if unit else bound)
