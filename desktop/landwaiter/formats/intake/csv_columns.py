"""The columns of our CSV of declarations: those of the facts it states, and a few of its own.

A fact whose value fills one cell is read by what the catalogue says of it and by nothing else.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Any

from landwaiter.domain.base.facts import Fact, ValueKind
from landwaiter.domain.goods.facts import ITEM, PACKAGES
from landwaiter.domain.intake.consignment_facts import PARTY, TRANSPORT
from landwaiter.domain.intake.declaration import Money, Role
from landwaiter.domain.intake.facts import DECLARATION
from landwaiter.formats.base.readers import READERS
from landwaiter.formats.base.values import read_currency, read_decimal, read_item_number

SEPARATOR = "|"
"""Between several values in one cell."""


class ColumnLevel(Enum):
    """Whether a column speaks of the whole declaration or of the row's goods item."""

    DECLARATION = "declaration"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class CsvColumn:
    name: str
    holds: str
    level: ColumnLevel = ColumnLevel.DECLARATION
    read: Callable[..., Any] = str
    aliases: tuple[str, ...] = ()
    several: bool = False
    """Several values may stand in the cell; rows of one declaration add up."""


def columns_of(
    facts: Iterable[Fact[Any]], level: ColumnLevel, role: str = ""
) -> Iterator[CsvColumn]:
    """The column of each fact that has one; behind an amount that of its currency."""
    for fact in facts:
        csv = fact.csv
        if csv is None:
            continue
        name = column_of(fact, role)
        yield CsvColumn(
            name,
            csv.holds.format(role=role),
            level,
            READERS[fact.kind],
            tuple(alias.format(role=role) for alias in csv.aliases),
            fact.several,
        )
        if csv.currency:
            yield CsvColumn(csv.currency, f"currency of {name}", level, read_currency)


def column_of(fact: Fact[Any], role: str = "") -> str:
    name = fact.column
    return name.format(role=role) if "{" in name else name


@dataclass(frozen=True, slots=True)
class MemberColumns:
    """The members of a subject that a row or its declaration may state, each with its column."""

    _plain: tuple[tuple[str, str], ...]
    _amounts: tuple[tuple[str, str, str], ...]
    """With the column of the currency."""

    @classmethod
    def of(cls, facts: Iterable[Fact[Any]], role: str = "") -> "MemberColumns":
        found = [(one.name, column_of(one, role), one.csv, one.kind) for one in facts if one.csv]
        return cls(
            tuple((name, at) for name, at, _csv, kind in found if kind is not ValueKind.MONEY),
            tuple(
                (name, at, csv.currency) for name, at, csv, kind in found if kind is ValueKind.MONEY
            ),
        )

    def stated(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Member → its value, of those that are stated."""
        found = {name: values[at] for name, at in self._plain if values.get(at) is not None}
        for name, at, currency in self._amounts:
            if values.get(at) is not None and values.get(currency):
                found[name] = Money(values[at], values[currency])
        return found


PARTY_ROLES = (
    Role.EXPORTER,
    Role.DECLARANT,
    Role.REPRESENTATIVE,
    Role.CONSIGNOR,
    Role.CONSIGNEE,
    Role.CARRIER,
    Role.BUYER,
)

COLUMNS: tuple[CsvColumn, ...] = (
    CsvColumn("declaration", "any text that is the same in all rows of one declaration"),
    *columns_of(DECLARATION, ColumnLevel.DECLARATION),
    *(
        column
        for role in PARTY_ROLES
        for column in columns_of(PARTY, ColumnLevel.DECLARATION, role.value)
    ),
    CsvColumn(
        "container",
        "container numbers; seals may follow: MSCU6639870:SEAL1+SEAL2",
        aliases=("containers", "container_no"),
        several=True,
    ),
    *columns_of(TRANSPORT, ColumnLevel.DECLARATION),
    CsvColumn("declaration_docs", "documents of the whole declaration, as in docs", several=True),
    CsvColumn(
        "item_no",
        "number of the goods item",
        ColumnLevel.ITEM,
        read_item_number,
        ("no", "item", "goods_item"),
    ),
    *columns_of(ITEM, ColumnLevel.ITEM),
    CsvColumn("value_eur", "statistical value in euro", ColumnLevel.ITEM, read_decimal),
    CsvColumn(
        "docs",
        "documents: CODE or CODE:reference",
        ColumnLevel.ITEM,
        aliases=("documents",),
        several=True,
    ),
    *columns_of(PACKAGES, ColumnLevel.ITEM),
)

BY_NAME: Mapping[str, CsvColumn] = MappingProxyType(
    {
        **{alias: column for column in COLUMNS for alias in column.aliases},
        **{column.name: column for column in COLUMNS},
    }
)

REQUIRED: tuple[tuple[str, ...], ...] = (
    ("mrn", "lrn", "functional_reference"),
    ("cn8", "description"),
)
"""Of each group at least one column must be there."""
