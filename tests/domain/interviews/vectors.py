"""The vectors of `vectors.csv`: what every figure of the shipped pack must say of given values.

One line with `order` 0 names the values that meet a way; then one line per figure names up to three
values of its parameter, and what the way says of each: T meets, F does not, ? cannot be told. The
last letter stands for no value at all, in the interview and for a flag (`?T`).
"""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tests.domain.packs import shipped

from landwaiter.domain.interviews import criterion
from landwaiter.domain.interviews.interview import InterviewVerdict, StatedValue, interview
from landwaiter.domain.interviews.parameter import QUESTIONS
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import Row

PACK = shipped("deciding_parameters")
_LETTERS = {
    InterviewVerdict.MEETS: "T",
    InterviewVerdict.DOES_NOT_MEET: "F",
    InterviewVerdict.CANNOT_TELL: "?",
}
_FLAG_LETTERS = {True: "T", False: "F", None: "?"}
_DAY = date(2026, 3, 2)
Key = tuple[str, str]


@dataclass(frozen=True)
class Vector:
    """One figure: values of its parameter and what its way says of each."""

    entry: str
    way: str
    order: int
    parameter: str
    base: Mapping[str, Any]
    values: tuple[Any, ...]
    expected: str
    """One letter per value."""
    absent: str
    """Without a value: the interview's letter, then the flag's."""


@cache
def vectors() -> tuple[Vector, ...]:
    with Path(__file__).with_name("vectors.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_read(csv.DictReader(file)))


def _read(lines: Iterator[dict[str, str]]) -> Iterator[Vector]:
    base: dict[str, Any] = {}
    for line in lines:
        if line["order"] == "0":
            base = json.loads(line["values"])
            continue
        yield Vector(
            line["entry"],
            line["way"],
            int(line["order"]),
            line["parameter"],
            base,
            tuple(json.loads(line["values"])),
            line["expected"],
            line["absent"],
        )


@cache
def rows_of_ways() -> Mapping[Key, tuple[Row, ...]]:
    found: dict[Key, list[Row]] = {}
    for row in PACK.rows:
        if row["head"]:
            found.setdefault((row["entry"], row["way"]), []).append(row)
    return {key: tuple(rows) for key, rows in found.items()}


@cache
def _questions() -> Mapping[str, Row]:
    return {row["parameter"]: row for row in PACK.rows if row["test"] in QUESTIONS}


def pack_of(rows: tuple[Row, ...]) -> Pack:
    """A pack that holds one way alone, and how its parameters are asked for."""
    names = {row["parameter"] for row in rows}
    names |= {part.split()[0] for row in rows for part in row["where"].split(";") if part}
    asked = tuple(_questions()[name] for name in sorted(names))
    return Pack("deciding_parameters", "deciding_parameters", "test", "", "", "", PACK.trust, "",
                (*asked, *rows))  # fmt: skip


def says(pack: Pack, params: Mapping[str, Any]) -> str:
    """What the interview says of the one way: T, F or ?."""
    stated = {
        name: StatedValue(value, str(value), "data_sheet", "sheet", _DAY, "Ana")
        for name, value in params.items()
    }
    return _LETTERS[interview(pack, _head(pack), stated).verdict]


def flags(pack: Pack, params: Mapping[str, Any]) -> str:
    """What a flag would be raised on."""
    return _FLAG_LETTERS[criterion.meets(pack, _head(pack), params)]


def _head(pack: Pack) -> str:
    return pack.rows[-1]["head"]


def failures(vector: Vector, pack: Pack) -> list[str]:
    """Which of a vector's expectations do not hold on a pack of its way."""
    found = []
    for value, expected in zip(vector.values, vector.expected, strict=True):
        said = says(pack, {**vector.base, vector.parameter: value})
        if said != expected:
            found.append(f"{vector.parameter} = {value}: {said}, not {expected}")
    without = {name: value for name, value in vector.base.items() if name != vector.parameter}
    said = says(pack, without) + flags(pack, without)
    if said != vector.absent:
        found.append(f"no {vector.parameter}: {said}, not {vector.absent}")
    return found
