"""What the rows of one declaration in a table come to: items, parties, documents, transport."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from landwaiter.domain.goods.facts import ITEM, PACKAGES
from landwaiter.domain.intake.consignment_facts import PARTY, TRANSPORT
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
from landwaiter.domain.intake.table_mapping import Mend
from landwaiter.formats.base.readers import nested, own
from landwaiter.formats.intake.csv_columns import PARTY_ROLES, MemberColumns
from landwaiter.formats.intake.document_codes import kind_of
from landwaiter.formats.intake.transport_means import ship_name

FORMAT = "csv"
"""Of declarations from any table: the same rows in a workbook are the same declaration."""
WORKBOOK = "xlsx"
OPEN_DOCUMENT = "ods"
TABLE_FORMATS = (FORMAT, WORKBOOK, OPEN_DOCUMENT)
"""Of files whose columns a mapping names."""

IDENTITY = ("mrn", "declarant_eori", "exporter_eori")

Values = Mapping[str, Any]
"""Column → value as its column reads it."""

_OF_DECLARATION: Final = MemberColumns.of(DECLARATION)
_OF_ITEM: Final = MemberColumns.of(ITEM)
_OF_PACKAGES: Final = MemberColumns.of(PACKAGES)
_OF_PARTIES: Final = tuple((role, MemberColumns.of(PARTY, role.value)) for role in PARTY_ROLES)
_OF_TRANSPORT: Final = MemberColumns.of(TRANSPORT)


@dataclass(slots=True, eq=False)
class Draft:
    """The rows of one declaration as they come together."""

    row: int
    common: dict[str, Any] = field(default_factory=dict)
    items: dict[int, Item] = field(default_factory=dict)
    """By item number."""
    documents: list[Document] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    faulty: bool = False
    identity: dict[str, str] = field(default_factory=dict)
    """MRN, declarant and exporter as far as its rows state them."""
    rows: list[int] = field(default_factory=list)
    numbered: list[int] = field(default_factory=list)
    """Those of its rows that state the MRN."""
    boxed: dict[int, str] = field(default_factory=dict)
    """Those of its rows that state containers, with the cell."""
    mends: list[Mend] = field(default_factory=list)
    fault: str = ""
    """The first thing that was wrong, with its row."""

    def goes_with(self, raw: Mapping[str, str]) -> bool:
        """Whether a row with the same reference may belong here: nothing stated differs."""
        return all(raw.get(name, value) == value for name, value in self.identity.items())

    def learn(self, raw: Mapping[str, str]) -> None:
        for name in IDENTITY:
            if name in raw:
                self.identity.setdefault(name, raw[name])


def csv_item(no: int, values: Values, value: Money | None) -> Item:
    packages = Packages(**_OF_PACKAGES.stated(values))
    return Item(
        no=no,
        **{**_OF_ITEM.stated(values), "statistical_value": value},
        packages=(packages,) if packages != Packages() else (),
    )


def csv_document(text: str, item_no: int | None) -> Document:
    code, _colon, reference = (part.strip() for part in text.partition(":"))
    return Document(kind_of(code.upper()), code.upper(), reference or None, item_no=item_no)


def csv_declaration(draft: Draft) -> Declaration:
    common = draft.common
    return Declaration(
        format=FORMAT,
        **_OF_DECLARATION.stated(common),
        parties=_parties(common),
        items=tuple(draft.items.values()),
        documents=(
            *(csv_document(text, None) for text in common.get("declaration_docs", ())),
            *draft.documents,
        ),
        containers=tuple(_container(text) for text in common.get("container", ())),
        transport=_transport(common),
    )


def _parties(common: Values) -> tuple[DeclaredParty, ...]:
    stated = ((role, columns.stated(common)) for role, columns in _OF_PARTIES)
    found = (
        DeclaredParty(role, **own(said), address=Address(**nested(said, "address")))
        for role, said in stated
        if said
    )
    return tuple(party for party in found if party != DeclaredParty(party.role))


def _container(text: str) -> Container:
    identifier, _colon, seals = text.partition(":")
    return Container(
        identifier.strip(), tuple(seal.strip() for seal in seals.split("+") if seal.strip())
    )


def _transport(common: Values) -> tuple[TransportMeans, ...]:
    stated = _OF_TRANSPORT.stated(common)
    name = stated.pop("name", None) or ship_name(stated.get("id_type"), stated.get("identifier"))
    means = TransportMeans("border", **stated, name=name)
    return (means,) if means != TransportMeans("border") else ()
