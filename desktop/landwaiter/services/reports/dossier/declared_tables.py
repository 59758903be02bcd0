"""Tables at the end of a case report: the declaration as it was declared, nothing left out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from landwaiter.canonical import instant
from landwaiter.domain.cases.tracks import own_items
from landwaiter.domain.intake.declaration import (
    Address,
    Declaration,
    DeclaredParty,
    Document,
    Item,
    Money,
    Packages,
    TransportMeans,
)
from landwaiter.i18n import _, joined
from landwaiter.reports.dossier.dossier import (
    Cell,
    CellMark,
    CellType,
    DossierColumn,
    Table,
    TableForm,
)
from landwaiter.services.base.wording import shown_code, shown_money
from landwaiter.services.warm.views import CaseView

_FACTS: Final[Mapping[str, str]] = {
    "format": "Format of the file",
    "mrn": "MRN",
    "lrn": "Local reference",
    "functional_reference": "Functional reference",
    "type": "Type",
    "additional_type": "Additional type",
    "accepted": "Accepted",
    "issued": "Issued",
    "office_export": "Office of export",
    "office_presentation": "Office of presentation",
    "office_exit": "Office of exit",
    "supervising_office": "Supervising office",
    "country_export": "Country of export",
    "country_destination": "Country of destination",
    "country_routing": "Countries of routing",
    "delivery_terms": "Terms of delivery",
    "delivery_place": "Place of delivery",
    "delivery_locode": "Place of delivery, UN/LOCODE",
    "goods_location": "Location of the goods",
    "gross_mass_kg": "Gross mass in kg",
    "total_packages": "Packages",
    "declared_item_count": "Items declared",
    "invoice_total": "Invoiced in all",
    "exchange_rate": "Exchange rate",
    "nature_of_transaction": "Nature of the transaction",
    "container_indicator": "In containers at the border",
    "ucr": "UCR",
    "freight_payment": "Payment of the freight",
    "warehouse": "Warehouse",
}
"""Fields of the whole declaration → what they are called."""


def declared_tables(view: CaseView, *, contacts: bool = True) -> tuple[Table | None, ...]:
    """Facts, parties, goods, documents, transport and containers; nothing without a declaration.

    `contacts` False leaves out whom to call at a party.
    """
    declaration = view.case.declaration
    if declaration is None:
        return ()
    own = {item.no for item in view.case.items}
    of_case = _OfCase(own)
    return (
        _facts(declaration),
        _parties(filter(of_case.holds, declaration.parties), contacts=contacts),
        declared_goods(view),
        _documents(filter(of_case.holds, declaration.documents)),
        _transport(declaration.transport),
        _containers(declaration),
    )


class _OfCase:
    """What was split off with its items is another case's."""

    def __init__(self, own: set[int]) -> None:
        self._own = own

    def holds(self, one: DeclaredParty | Document) -> bool:
        return one.item_no is None or one.item_no in self._own


def _said(value: Any) -> str:
    """A declared value as it stands: nothing rounded, nothing translated."""
    for kind, says in _SAYS:
        if isinstance(value, kind):
            return says(value)
    return str(value)


_SAYS: Final[tuple[tuple[type, Callable[[Any], str]], ...]] = (
    (bool, lambda value: _("yes") if value else _("no")),
    (datetime, lambda value: instant(value)),  # noqa: PLW0108  # one of a table
    (date, lambda value: value.isoformat()),
    (Decimal, lambda value: format(value, "f")),
    (Money, lambda value: shown_money(value)),  # noqa: PLW0108  # one of a table
    (tuple, lambda value: joined(", ", map(_said, value))),
)
"""The first kind that fits: truth values before numbers, instants before dates."""


def _joined(*values: Any, by: str = ", ") -> str:
    return by.join(_said(value) for value in values if value not in {None, ""} and value != ())


def _facts(declaration: Declaration) -> Table:
    stated = ((title, getattr(declaration, name)) for name, title in _FACTS.items())
    return Table(
        id="declared",
        title=_("The declaration as declared"),
        subtitle=_("what it states, unchanged"),
        columns=(
            DossierColumn("fact", _("Fact"), width=24),
            DossierColumn("value", _("Value"), width=60),
        ),
        rows=tuple(
            (_(title), _said(value)) for title, value in stated if value is not None and value != ()
        ),
        form=TableForm.FACTS,
    )


def _for(item_no: int | None) -> str:
    return _("item {no}").format(no=item_no) if item_no else _("all")


def _parties(parties: Iterable[DeclaredParty], *, contacts: bool) -> Table | None:
    return _table(
        "declared_parties",
        _("Parties as declared"),
        (
            DossierColumn("role", _("Role"), width=20),
            DossierColumn("for", _("For"), width=10),
            DossierColumn("name", _("Name"), width=34),
            DossierColumn("identifier", _("Identifier"), CellType.CODE, width=26),
            DossierColumn("address", _("Address"), width=40),
            DossierColumn(
                "more",
                _("Contact, code beside the role") if contacts else _("Code beside the role"),
                width=30,
            ),
        ),
        (
            (
                party.role.value.replace("_", " "),
                _for(party.item_no),
                party.name or "–",
                party.identifier or "–",
                address_said(party.address) or "–",
                joined("\n", filter(None, (party.contact if contacts else "", party.qualifier)))
                or "–",
            )
            for party in parties
        ),
    )


def address_said(address: Address) -> str:
    """Street, postcode, city and country, as far as they are stated."""
    return _joined(address.street, address.postcode, address.city, address.country)


def declared_goods(view: CaseView) -> Table | None:
    """Each item of the case with everything that is declared of it."""
    return _table(
        "declared_goods",
        _("Goods as declared"),
        (
            DossierColumn("item", _("Item"), width=8),
            DossierColumn("goods", _("Code, goods"), width=36),
            DossierColumn("countries", _("Origin, destination"), width=22),
            DossierColumn("masses", _("Net, gross, units"), width=24),
            DossierColumn("values", _("Statistical and invoiced value"), width=26),
            DossierColumn("packages", _("Packages"), width=24),
            DossierColumn("more", _("Procedure, codes, references"), width=40),
        ),
        (
            (
                CellMark(str(item.no), strong=True),
                _joined(shown_code(item.cn) if item.cn else None, item.description),
                joined("\n", _countries(item)) or "–",
                joined("\n", _masses(item)) or "–",
                _joined(item.statistical_value, item.invoice_value, by="\n") or "–",
                joined("\n", map(_packages, item.packages)) or "–",
                joined("\n", _codes(item)) or "–",
            )
            for item in own_items(view.case)
        ),
    )


def _named(pairs: Iterable[tuple[str, Any]]) -> Iterator[str]:
    for template, value in pairs:
        if value is not None and value != ():
            yield _(template).format(value=_said(value))


def _countries(item: Item) -> Iterator[str]:
    return _named(
        (
            ("from {value}", item.origin),
            ("region of dispatch {value}", item.region_of_dispatch),
            ("to {value}", item.destination),
        )
    )


def _masses(item: Item) -> Iterator[str]:
    return _named(
        (
            ("{value} kg net", item.net_mass_kg),
            ("{value} kg gross", item.gross_mass_kg),
            ("{value} supplementary units", item.supplementary_units),
        )
    )


def _packages(one: Packages) -> str:
    return _joined(one.number, one.kind, one.marks, by=" ")


def _codes(item: Item) -> Iterator[str]:
    return _named(
        (
            ("procedure {value}", item.procedure),
            ("additional procedures {value}", item.additional_procedures),
            ("additional codes {value}", item.additional_codes),
            ("CUS {value}", item.cus_code),
            ("UN {value}", item.un_numbers),
            ("UCR {value}", item.ucr),
            ("licence {value}", item.licence_ref),
        )
    )


def _documents(documents: Iterable[Document]) -> Table | None:
    return _table(
        "declared_documents",
        _("Documents as declared"),
        (
            DossierColumn("kind", _("Kind"), width=26),
            DossierColumn("for", _("For"), width=10),
            DossierColumn("code", _("Code"), CellType.CODE, width=12),
            DossierColumn("reference", _("Reference"), CellType.CODE, width=40),
            DossierColumn("text", _("Text"), width=36),
            DossierColumn("more", _("Issuer, validity, status, quantity"), width=40),
        ),
        (
            (
                one.kind.value.replace("_", " "),
                _for(one.item_no),
                one.code or "–",
                one.reference or "–",
                one.text or "–",
                joined("\n", _about(one)) or "–",
            )
            for one in documents
        ),
    )


def _about(document: Document) -> Iterator[str]:
    return _named(
        (
            ("issued by {value}", document.issuer),
            ("valid to {value}", document.valid_to),
            ("status {value}", document.status),
            ("quantity {value}", document.quantity),
        )
    )


def _transport(means: Iterable[TransportMeans]) -> Table | None:
    return _table(
        "declared_transport",
        _("Means of transport as declared"),
        (
            DossierColumn("stage", _("Where"), width=20),
            DossierColumn("mode", _("Mode"), CellType.CODE, width=10),
            DossierColumn("type", _("Kind of number"), CellType.CODE, width=16),
            DossierColumn("number", _("Number"), CellType.CODE, width=36),
            DossierColumn("nationality", _("Flag"), CellType.CODE, width=10),
            DossierColumn("name", _("Name"), width=40),
        ),
        (
            (
                one.stage,
                one.mode or "–",
                one.id_type or "–",
                one.identifier or "–",
                one.nationality or "–",
                one.name or "–",
            )
            for one in means
        ),
    )


def _containers(declaration: Declaration) -> Table | None:
    return _table(
        "declared_containers",
        _("Containers as declared"),
        (
            DossierColumn("container", _("Container"), CellType.CODE, width=40),
            DossierColumn("seals", _("Seals"), CellType.CODE, width=100),
        ),
        ((one.identifier, ", ".join(one.seals) or "–") for one in declaration.containers),
    )


def _table(
    table_id: str, title: str, columns: tuple[DossierColumn, ...], rows: Iterable[tuple[Cell, ...]]
) -> Table | None:
    """None without rows: what was not declared needs no table."""
    found = tuple(rows)
    return Table(id=table_id, title=title, columns=columns, rows=found) if found else None
