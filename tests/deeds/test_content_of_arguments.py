"""Who may read on paper what a deed is told: each argument says it, or its kind does."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, make_dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import pytest

from landwaiter.domain.base.facts import Content
from landwaiter.domain.deeds.shape import Ask, Lookup, arguments
from landwaiter.domain.table.deeds import BY_NAME, DEEDS


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Confess:
    """A deed whose class forgot who may read what it says."""

    text: Annotated[str, Ask("What happened")]


def silent(args: type[Any]) -> Iterator[str]:
    """The arguments whose class neither they nor their kind say."""
    for one in arguments(args):
        try:
            _said = one.content
        except TypeError:
            yield one.name


def an_argument(kind: Any, ask: Ask) -> type[Any]:
    return make_dataclass("Said", [("said", Annotated[kind, ask])], frozen=True)


def test_every_argument_of_every_deed_has_a_class() -> None:
    assert len(DEEDS) > 100
    found = [
        f"{deed.name}({name})"
        for deed in DEEDS
        for name in silent(deed.args)
        if not {one.name: one for one in arguments(deed.args)}[name].ask.secret
    ]
    assert found == []


def test_a_text_without_a_class_is_noticed() -> None:
    assert list(silent(Confess)) == ["text"]
    (one,) = arguments(Confess)
    with pytest.raises(TypeError, match="text: say the class"):
        _said = one.content


@pytest.mark.parametrize("kind", [str, str | None, Any, Decimal, Path, Mapping[str, str]])
def test_no_text_figure_or_file_has_a_class_by_its_kind(kind: Any) -> None:
    assert list(silent(an_argument(kind, Ask("Said")))) == ["said"]


def test_choices_that_may_be_typed_or_come_from_the_case_have_none() -> None:
    free = Ask("Said", among=("a", "b"), free=True)
    offered = Ask("Said", offered=lambda _case: (("a", "A"),))
    assert list(silent(an_argument(str, free))) == ["said"]
    assert list(silent(an_argument(str, offered))) == ["said"]


@pytest.mark.parametrize("kind", [Colour, dt.date, dt.datetime | None, int, bool])
def test_what_holds_no_words_is_open(kind: Any) -> None:
    (one,) = arguments(an_argument(kind, Ask("Said")))
    assert one.content is Content.OPEN


def test_who_works_here_is_a_person() -> None:
    (one,) = arguments(an_argument(str, Ask("Who", lookup=Lookup.PEOPLE)))
    assert one.content is Content.PERSONAL


@pytest.mark.parametrize(
    ("deed", "argument", "content"),
    [
        ("case.note", "reason", Content.INTERNAL),
        ("case.opened", "source", Content.SOURCE),
        ("evidence.file_added", "received_from", Content.SOURCE),
    ],
)
def test_known_arguments_have_their_class(deed: str, argument: str, content: Content) -> None:
    (one,) = (one for one in arguments(BY_NAME[deed].args) if one.name == argument)
    assert one.content is content
