"""Identity holds under order, absent defaults and JSON, and tells what is different apart."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.properties.length import LONGER

from landwaiter.canonical import canonical_bytes, stated
from landwaiter.domain.intake.declaration import (
    Address,
    Container,
    Declaration,
    DeclaredParty,
    Document,
    DocumentKind,
    Item,
    Money,
    Packages,
    Role,
)
from landwaiter.services.base.content_forms import identity
from landwaiter.storage.base.records import from_json, to_json

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=6)
MAYBE = st.none() | TEXT
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=0, max_value=9999)
MONEY = st.builds(Money, NUMBERS, st.sampled_from(("EUR", "PLN")))
ADDRESSES = st.builds(Address, street=MAYBE, postcode=MAYBE, city=MAYBE, country=MAYBE)
PARTIES = st.builds(
    DeclaredParty,
    role=st.sampled_from(Role),
    name=MAYBE,
    identifier=MAYBE,
    address=ADDRESSES,
    item_no=st.none() | st.integers(1, 3),
    contact=MAYBE,
)
ITEMS = st.builds(
    Item,
    no=st.integers(0, 9),
    cn=MAYBE,
    description=MAYBE,
    net_mass_kg=st.none() | NUMBERS,
    statistical_value=st.none() | MONEY,
    additional_codes=st.lists(TEXT, max_size=2).map(tuple),
    packages=st.lists(
        st.builds(Packages, kind=MAYBE, number=st.none() | st.integers(0, 9)), max_size=2
    ).map(tuple),
)
DOCUMENTS = st.builds(
    Document,
    kind=st.sampled_from(DocumentKind),
    code=TEXT,
    reference=MAYBE,
    valid_to=st.none() | st.dates(),
    quantity=st.none() | NUMBERS,
)
DECLARATIONS = st.builds(
    Declaration,
    format=st.sampled_from(("csv", "wco")),
    mrn=MAYBE,
    lrn=MAYBE,
    gross_mass_kg=st.none() | NUMBERS,
    total_packages=st.none() | st.integers(0, 2),
    invoice_total=st.none() | MONEY,
    container_indicator=st.none() | st.booleans(),
    parties=st.lists(PARTIES, max_size=2).map(tuple),
    items=st.lists(ITEMS, max_size=2).map(tuple),
    documents=st.lists(DOCUMENTS, max_size=2).map(tuple),
    containers=st.lists(st.builds(Container, identifier=TEXT), max_size=1).map(tuple),
)


def shuffled(value: Any, draw: Any) -> Any:
    """The same JSON with the members of every object in another order."""
    if isinstance(value, dict):
        names = draw(st.permutations(list(value)))
        return {name: shuffled(value[name], draw) for name in names}
    return [shuffled(one, draw) for one in value] if isinstance(value, list) else value


def spoken(value: Any) -> Any:
    """What two contents must agree in to be the same: nothing, in any of its forms, is nothing.

    Written without looking at the form: only what has an empty default may be said in two ways.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return tuple((one.name, _member(one, getattr(value, one.name))) for one in fields(value))
    if isinstance(value, tuple):
        return tuple(spoken(one) for one in value)
    return (type(value).__name__, str(value))


def _member(one: Any, value: Any) -> Any:
    if one.default in {None, "", ()} and value in (None, "", ()):
        return "nothing"
    return spoken(value)


@given(DECLARATIONS, st.data())
def test_the_order_of_members_changes_nothing(declaration: Declaration, data: Any) -> None:
    told = shuffled(json.loads(to_json(declaration)), data.draw)
    assert identity(from_json(json.dumps(told), Declaration)) == identity(declaration)


@given(DECLARATIONS)
def test_a_round_trip_through_json_changes_nothing(declaration: Declaration) -> None:
    again = from_json(to_json(declaration), Declaration)
    assert identity(again) == identity(declaration)


@given(DECLARATIONS)
def test_what_is_left_out_comes_back_as_it_was(declaration: Declaration) -> None:
    again = from_json(canonical_bytes(stated(declaration)), Declaration)
    assert identity(again) == identity(declaration)
    assert spoken(again) == spoken(declaration)


@settings(max_examples=100 * LONGER)
@given(DECLARATIONS, DECLARATIONS)
def test_two_contents_have_one_identity_exactly_where_they_say_the_same(
    one: Declaration, other: Declaration
) -> None:
    assert (identity(one) == identity(other)) == (spoken(one) == spoken(other))


def changed(value: Any, draw: Any) -> Any:
    """The same content with one member changed, however deep it lies."""
    name = draw(st.sampled_from([one.name for one in fields(value)]))
    held = getattr(value, name)
    if is_dataclass(held) and not isinstance(held, type):
        return replace(value, **{name: changed(held, draw)})
    if isinstance(held, tuple) and held and is_dataclass(held[0]):
        place = draw(st.integers(0, len(held) - 1))
        inner = (*held[:place], changed(held[place], draw), *held[place + 1 :])
        return replace(value, **{name: inner})
    return replace(value, **{name: draw(_others(held))})


def _others(held: Any) -> st.SearchStrategy[Any]:
    if isinstance(held, tuple):
        return st.lists(TEXT, max_size=2).map(tuple)
    if isinstance(held, Decimal):
        return NUMBERS
    if isinstance(held, bool):
        return st.none() | st.booleans()
    if isinstance(held, int):
        return st.none() | st.integers(0, 9)
    return MAYBE


@settings(max_examples=100 * LONGER)
@given(DECLARATIONS, st.data())
def test_one_member_that_says_something_else_is_another_identity(
    declaration: Declaration, data: Any
) -> None:
    other = changed(declaration, data.draw)
    assume(spoken(other) != spoken(declaration))
    assert identity(other) != identity(declaration)


@dataclass(frozen=True, slots=True)
class Anything:
    """Members with each kind of default."""

    needed: str | None
    named: str = "full"
    counted: int = 0
    certain: bool = True
    perhaps: bool | None = None
    text: str = ""
    more: str | None = None
    many: tuple[str, ...] = ()
    by_name: Mapping[str, str | None] = field(default_factory=dict)
    inner: Address = field(default_factory=lambda: Address(country="PL"))


ANYTHING = st.builds(
    Anything,
    needed=MAYBE,
    named=st.sampled_from(("full", "", "short")),
    counted=st.integers(0, 1),
    certain=st.booleans(),
    perhaps=st.none() | st.booleans(),
    text=st.sampled_from(("", "a")),
    more=st.sampled_from((None, "", "a")),
    many=st.lists(TEXT, max_size=2).map(tuple),
    by_name=st.dictionaries(st.sampled_from(("a", "b")), MAYBE, max_size=2),
    inner=st.builds(Address, country=st.sampled_from((None, "", "PL", "DE"))),
)


def members(one: Anything) -> Iterator[Any]:
    for name in ("needed", "named", "counted", "certain", "perhaps", "text", "many"):
        yield getattr(one, name)
    yield one.more or None
    yield dict(one.by_name)
    yield one.inner.country or None


@settings(max_examples=130 * LONGER)
@given(ANYTHING, ANYTHING)
def test_empty_members_are_the_same_only_where_both_are_the_default(
    one: Anything, other: Anything
) -> None:
    same = canonical_bytes(stated(one)) == canonical_bytes(stated(other))
    assert same == (list(members(one)) == list(members(other)))


def test_nothing_is_told_from_its_default_only_where_the_default_is_something() -> None:
    assert stated(Anything(None)) == {"needed": None}
    assert stated(Anything("", more="")) == {"needed": ""}
    assert stated(Anything("", named="", certain=False)) == {
        "needed": "",
        "named": "",
        "certain": False,
    }
    assert stated(Anything("", inner=Address())) == {"needed": "", "inner": {}}
    assert stated(Anything("", by_name={"a": None})) == {"needed": "", "by_name": {"a": None}}
