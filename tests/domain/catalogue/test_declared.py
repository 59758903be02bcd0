"""What a declaration can say and what the catalogue knows of it are the same."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from landwaiter.domain.base.facts import Fact, ValueKind, declared
from landwaiter.domain.goods.facts import ITEM, PACKAGES
from landwaiter.domain.intake.consignment_facts import CONTAINER, DOCUMENT, PARTY, TRANSPORT
from landwaiter.domain.intake.declaration import (
    Address,
    Container,
    Declaration,
    DeclaredParty,
    Document,
    Item,
    Money,
    Packages,
    TransportMeans,
)
from landwaiter.domain.intake.facts import DECLARATION

SUBJECTS: tuple[tuple[type[Any], tuple[Fact[Any], ...]], ...] = (
    (Declaration, DECLARATION),
    (Item, ITEM),
    (Packages, PACKAGES),
    (DeclaredParty, PARTY),
    (Document, DOCUMENT),
    (TransportMeans, TRANSPORT),
    (Container, CONTAINER),
)
IDS = [subject.__name__ for subject, _facts in SUBJECTS]
TEXTS = frozenset(
    {ValueKind.TEXT, ValueKind.CODE, ValueKind.COMMODITY, ValueKind.COUNTRY, ValueKind.CHOICE}
)
KINDS: dict[type[Any], frozenset[ValueKind]] = {
    str: TEXTS,
    int: frozenset({ValueKind.COUNT}),
    Decimal: frozenset({ValueKind.NUMBER, ValueKind.MASS}),
    Money: frozenset({ValueKind.MONEY}),
    bool: frozenset({ValueKind.YES_NO}),
    date: frozenset({ValueKind.DAY}),
    datetime: frozenset({ValueKind.INSTANT}),
}


def members(subject: type[Any], head: str = "") -> Iterator[tuple[str, type[Any], bool]]:
    """Name, type and whether there are several, of each member; those of an address apart.

    What has facts of its own is a subject, and no member.
    """
    own = {one for one, _facts in SUBJECTS}
    hints = get_type_hints(subject)
    for field in fields(subject):
        kind, several = hints[field.name], False
        if get_origin(kind) is UnionType:
            (kind,) = (one for one in get_args(kind) if one is not type(None))
        if get_origin(kind) is tuple:
            kind, several = get_args(kind)[0], True
        if kind is Address:
            yield from members(Address, f"{field.name}.")
        elif kind not in own:
            yield f"{head}{field.name}", kind, several


@pytest.mark.parametrize(("subject", "facts"), SUBJECTS, ids=IDS)
def test_each_member_is_a_fact_and_each_declared_fact_a_member(
    subject: type[Any], facts: Iterable[Fact[Any]]
) -> None:
    assert sorted(fact.name for fact in declared(facts)) == sorted(
        name for name, _kind, _several in members(subject)
    )


@pytest.mark.parametrize(("subject", "facts"), SUBJECTS, ids=IDS)
def test_a_fact_is_of_the_kind_of_its_member(
    subject: type[Any], facts: Iterable[Fact[Any]]
) -> None:
    known = {fact.name: fact for fact in facts}
    for name, kind, several in members(subject):
        fits = {ValueKind.CHOICE} if issubclass(kind, Enum) else KINDS[kind]
        assert known[name].kind in fits, name
        assert known[name].several is several, name


@pytest.mark.parametrize(("subject", "facts"), SUBJECTS, ids=IDS)
def test_no_two_facts_of_a_subject_have_one_name(
    subject: type[Any], facts: Iterable[Fact[Any]]
) -> None:
    assert is_dataclass(subject)
    names = [fact.name for fact in facts]
    assert len(set(names)) == len(names)
