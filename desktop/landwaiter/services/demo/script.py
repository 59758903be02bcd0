"""What the sample office is and does, read from `resources/samples/demo`."""

import csv
import io
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources.abc import Traversable
from typing import Any

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SamplePerson:
    key: str
    name: str
    roles: tuple[str, ...]
    password: str


@dataclass(frozen=True, slots=True)
class SampleList:
    file: str
    id: str
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class SampleStep:
    """One thing that a person does on a case at a time such as `-12 09:05` or `now`."""

    case: str
    at: str
    do: str
    by: str
    given: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Opening:
    """A case without a declaration."""

    case: str
    at: str
    kind: str
    source: str
    title: str
    project: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SampleProgramme:
    """A monitoring programme that is begun and run; its rules as they are typed."""

    name: str
    reason: str
    rules: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SampleRegister:
    """A register of an issuer as the office has it: its entries, values as they are typed."""

    register: str
    issuer: str
    source: str
    reason: str
    entries: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Script:
    code: str
    member_state: str
    created: str
    main_case: str
    """The case that goes the whole way; empty where none does."""
    settings: Mapping[str, str]
    people: tuple[SamplePerson, ...]
    lists: tuple[SampleList, ...]
    declarations: Mapping[str, tuple[Row, ...]]
    """Case → its goods items; the first row also holds what the whole declaration states."""
    openings: tuple[Opening, ...]
    steps: tuple[SampleStep, ...]
    programmes: tuple[SampleProgramme, ...] = ()
    registers: tuple[SampleRegister, ...] = ()

    def person(self, key: str) -> SamplePerson:
        return next(person for person in self.people if person.key == key)


def read_script(folder: Traversable) -> Script:
    """The whole script; the order of cases and steps is that of the files."""
    office = _toml(folder / "office.toml")
    files = sorted((folder / "cases").iterdir(), key=lambda file: file.name)
    cases = {key: case for file in files for key, case in _toml(file).items()}
    return Script(
        code=office["code"],
        member_state=office["member_state"],
        created=office["created"],
        main_case=office.get("main_case", ""),
        settings=office["settings"],
        people=tuple(
            SamplePerson(one["key"], one["name"], tuple(one["roles"]), one["password"])
            for one in office["people"]
        ),
        lists=tuple(SampleList(**one) for one in office["lists"]),
        declarations=_declarations(folder / "declarations.csv"),
        openings=tuple(_opening(key, case) for key, case in cases.items() if "opened" in case),
        steps=tuple(_step(key, step) for key, case in cases.items() for step in case["steps"]),
        programmes=tuple(SampleProgramme(**one) for one in office.get("programmes", ())),
        registers=tuple(SampleRegister(**one) for one in office.get("registers", ())),
    )


def _toml(file: Traversable) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)


def _declarations(file: Traversable) -> dict[str, tuple[Row, ...]]:
    found: dict[str, tuple[Row, ...]] = {}
    for row in csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))):
        found[row["case"]] = (*found.get(row["case"], ()), row)
    return found


def _opening(key: str, case: Mapping[str, Any]) -> Opening:
    return Opening(
        key, case["opened"], case["kind"], case["source"], case["title"], case["project"]
    )


_OF_THE_STEP = frozenset({"at", "do", "by"})


def _step(key: str, step: Mapping[str, Any]) -> SampleStep:
    given = {name: value for name, value in step.items() if name not in _OF_THE_STEP}
    return SampleStep(key, step["at"], step["do"], step.get("by", "analyst"), given)
