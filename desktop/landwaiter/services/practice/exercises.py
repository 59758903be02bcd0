"""The exercises as they are shipped, read strictly: a field that nobody knows is an error."""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any, TypeVar, get_type_hints

import msgspec

from landwaiter.domain.practice.exercise import POINT_KINDS, Exercise, Point
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _
from landwaiter.resources import root

T = TypeVar("T")
KIND = "kind"


def practice_folder() -> Traversable:
    """Where casebook, cases and expectations of the training casebook are described."""
    return root() / "samples" / "practice"


@cache
def exercises() -> tuple[Exercise, ...]:
    """Every shipped exercise in order; Invalid where a file is not as it must be."""
    folder = practice_folder() / "expected"
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    found = [read_exercise(file.name, file.read_text(encoding="utf-8")) for file in files]
    return tuple(sorted(found, key=lambda one: one.number))


def exercise_named(number: int) -> Exercise:
    """The exercise with this number; NotFound names those that there are."""
    for one in exercises():
        if one.number == number:
            return one
    raise NotFound(
        _("There is no such exercise."),
        field="exercise",
        value=str(number),
        remedy=_("There are {count}.").format(count=len(exercises())),
    )


def read_exercise(file: str, text: str) -> Exercise:
    """One file of `expected/`; Invalid names file, field and value of what does not fit."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Invalid(_("This file cannot be read: {why}.").format(why=error), file=file) from error
    listed = told.get("points", [])
    points = tuple(_point(file, number, row) for number, row in enumerate(listed, start=1))
    if not points:
        raise Invalid(_("An exercise expects something."), file=file, field="points")
    brief = told.get("brief")
    if isinstance(brief, str):
        told["brief"] = " ".join(brief.split())  # lines of the file are no lines of the window
    return _record(Exercise, {**told, "points": points}, file, row=None)


def _point(file: str, number: int, told: Mapping[str, Any]) -> Point:
    kind = told.get(KIND, "")
    if kind not in POINT_KINDS:
        raise Invalid(
            _("There is no such kind of point."),
            file=file,
            row=number,
            field=KIND,
            value=str(kind),
            remedy=_("Use one of {known}.").format(known=", ".join(POINT_KINDS)),
        )
    given = {name: value for name, value in told.items() if name != KIND}
    return _record(POINT_KINDS[kind], given, file, row=number)


def _record(kind: type[T], given: Mapping[str, Any], file: str, row: int | None) -> T:
    columns = {one.name: one for one in fields(kind)}  # type: ignore[arg-type]  # records alone
    for name, value in given.items():
        if name not in columns:
            raise Invalid(
                _("This field is not known."),
                file=file,
                row=row,
                field=name,
                value=str(value),
                remedy=_("Use one of {known}.").format(known=", ".join(columns)),
            )
    for name, column in columns.items():
        if name not in given and column.default is MISSING:
            raise Invalid(_("This field is missing."), file=file, row=row, field=name)
    values = {
        name: value if name == "points" else _fitting(kind, name, value, file, row)
        for name, value in given.items()
    }
    return kind(**values)


def _fitting(kind: type[Any], name: str, value: Any, file: str, row: int | None) -> Any:
    try:
        fitting = msgspec.convert(value, get_type_hints(kind)[name])
    except msgspec.ValidationError as error:
        raise Invalid(
            _("This value does not fit: {why}.").format(why=error),
            file=file,
            row=row,
            field=name,
            value=str(value),
        ) from error
    if fitting in ("", ()) and name in ("why", "source", "brief", "lesson", "title"):
        raise Invalid(_("This field is empty."), file=file, row=row, field=name)
    return fitting
