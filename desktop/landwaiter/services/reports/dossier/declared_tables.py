"""Tables at the end of a case report: the declaration as it was declared, nothing left out."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from landwaiter.domain.base.facts import MORE, Content, Fact, content_of, declared, stated
from landwaiter.domain.cases.tracks import own_items
from landwaiter.domain.goods.facts import ITEM, PACKAGES
from landwaiter.domain.intake.consignment_facts import CONTAINER, DOCUMENT, PARTY, TRANSPORT
from landwaiter.domain.intake.declaration import (
    Address,
    Declaration,
    DeclaredParty,
    Document,
    Money,
    Role,
    TransportMeans,
)
from landwaiter.domain.intake.facts import DECLARATION
from landwaiter.i18n import _, joined
from landwaiter.reports.dossier.dossier import (
    Cell,
    CellMark,
    CellType,
    DossierColumn,
    Table,
    TableForm,
)
from landwaiter.services.base.facts_shown import as_declared, cell_said
from landwaiter.services.cases.case_view import CaseView


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


def _facts(declaration: Declaration) -> Table:
    said = tuple(stated(declared(DECLARATION), declaration))
    return Table(
        id="declared",
        title=_("The declaration as declared"),
        subtitle=_("what it states, unchanged"),
        columns=(
            DossierColumn("fact", _("Fact"), Content.OPEN, width=24),
            DossierColumn("value", _("Value"), Content.OPEN, width=60),
        ),
        rows=tuple((_(fact.title), as_declared(fact, value)) for fact, value in said),
        form=TableForm.FACTS,
        contents=tuple((None, fact.content) for fact, _value in said),
    )


def _for(item_no: int | None) -> str:
    return _("item {no}").format(no=item_no) if item_no else _("all")


def _parties(parties: Iterable[DeclaredParty], *, contacts: bool) -> Table | None:
    told = PARTY if contacts else _CALLED_AT_NONE
    return _table(
        "declared_parties",
        _("Parties as declared"),
        (
            _column(PARTY, "role", _("Role"), width=20),
            _column(PARTY, "for", _("For"), width=10),
            _column(PARTY, "name", _("Name"), width=34),
            _column(
                PARTY,
                "identifier",
                _("Identifier"),
                CellType.CODE,
                width=26,
            ),
            _column(PARTY, "address", _("Address"), width=40),
            _column(
                told,
                MORE,
                _("Contact, code beside the role") if contacts else _("Code beside the role"),
                width=30,
            ),
        ),
        (
            (
                *_row(PARTY, party, "role"),
                _for(party.item_no),
                *_row(PARTY, party, "name", "identifier"),
                address_said(party.address) or "–",
                *_row(told, party, MORE),
            )
            for party in parties
        ),
    )


_CALLED_AT_NONE = tuple(fact for fact in PARTY if fact.name != "contact")


def address_said(address: Address) -> str:
    """Street, postcode, city and country, as far as they are stated."""
    return cell_said(PARTY, DeclaredParty(Role.EXPORTER, address=address), "address", ", ")


def _row(facts: Iterable[Fact[Any]], subject: Any, *cells: str) -> Iterator[str]:
    """The cells of these columns; what is not stated is a dash."""
    return (cell_said(facts, subject, cell) or "–" for cell in cells)


def declared_goods(view: CaseView) -> Table | None:
    """Each item of the case with everything that is declared of it."""
    return _table(
        "declared_goods",
        _("Goods as declared"),
        (
            _column(ITEM, "item", _("Item"), width=12),
            _column(ITEM, "goods", _("Code, goods"), width=32),
            _column(ITEM, "countries", _("Origin, destination"), width=23),
            _column(ITEM, "net", _("Net mass"), CellType.NUMBER, width=20),
            _column(ITEM, "gross", _("Gross mass"), CellType.NUMBER, width=20),
            _column(ITEM, "units", _("Supplementary units"), CellType.NUMBER, width=28),
            _column(ITEM, "statistical", _("Statistical value"), CellType.NUMBER, width=26),
            _column(ITEM, "invoiced", _("Invoiced value"), CellType.NUMBER, width=26),
            _column(PACKAGES, "packages", _("Packages"), width=18),
            _column(ITEM, MORE, _("Procedure, codes, references"), width=30),
        ),
        (
            (
                CellMark(str(item.no), strong=True),
                cell_said(ITEM, item, "goods", ", "),
                *_row(ITEM, item, "countries"),
                _figure(item.net_mass_kg, "kg"),
                _figure(item.gross_mass_kg, "kg"),
                _figure(item.supplementary_units),
                _money(item.statistical_value),
                _money(item.invoice_value),
                joined("\n", (cell_said(PACKAGES, one, "packages", " ") for one in item.packages))
                or "–",
                *_row(ITEM, item, MORE),
            )
            for item in own_items(view.case)
        ),
    )


def _figure(value: Decimal | None, unit: str = "") -> Cell:
    """A declared figure with all its places; None where it is not stated."""
    return None if value is None else CellMark(format(value, "f"), unit=unit)


def _money(value: Money | None) -> Cell:
    return None if value is None else _figure(value.amount, value.currency)


def _documents(documents: Iterable[Document]) -> Table | None:
    return _table(
        "declared_documents",
        _("Documents as declared"),
        (
            _column(DOCUMENT, "kind", _("Kind"), width=26),
            _column(DOCUMENT, "for", _("For"), width=10),
            _column(DOCUMENT, "code", _("Code"), CellType.CODE, width=12),
            _column(
                DOCUMENT,
                "reference",
                _("Reference"),
                CellType.CODE,
                width=40,
            ),
            _column(DOCUMENT, "text", _("Text"), width=36),
            _column(
                DOCUMENT,
                MORE,
                _("Issuer, validity, status, quantity"),
                width=40,
            ),
        ),
        (
            (
                *_row(DOCUMENT, one, "kind"),
                _for(one.item_no),
                *_row(DOCUMENT, one, "code", "reference", "text", MORE),
            )
            for one in documents
        ),
    )


def _transport(means: Iterable[TransportMeans]) -> Table | None:
    return _table(
        "declared_transport",
        _("Means of transport as declared"),
        (
            _column(TRANSPORT, "stage", _("Where"), width=20),
            _column(TRANSPORT, "mode", _("Mode"), CellType.CODE, width=10),
            _column(TRANSPORT, "type", _("Kind of number"), CellType.CODE, width=16),
            _column(TRANSPORT, "number", _("Number"), CellType.CODE, width=36),
            _column(
                TRANSPORT,
                "nationality",
                _("Flag"),
                CellType.CODE,
                width=10,
            ),
            _column(TRANSPORT, "name", _("Name"), width=40),
        ),
        (
            tuple(_row(TRANSPORT, one, "stage", "mode", "type", "number", "nationality", "name"))
            for one in means
        ),
    )


def _containers(declaration: Declaration) -> Table | None:
    return _table(
        "declared_containers",
        _("Containers as declared"),
        (
            _column(
                CONTAINER,
                "container",
                _("Container"),
                CellType.CODE,
                width=40,
            ),
            _column(CONTAINER, "seals", _("Seals"), CellType.CODE, width=100),
        ),
        (tuple(_row(CONTAINER, one, "container", "seals")) for one in declaration.containers),
    )


def _column(  # a row of a table of columns
    facts: Iterable[Fact[Any]], key: str, title: str, kind: CellType = CellType.TEXT, width: int = 0
) -> DossierColumn:
    """A column of what facts say; who may read it is told by them."""
    return DossierColumn(key, title, content_of(facts, key), kind, width)


def _table(
    table_id: str, title: str, columns: tuple[DossierColumn, ...], rows: Iterable[tuple[Cell, ...]]
) -> Table | None:
    """None without rows: what was not declared needs no table."""
    found = tuple(rows)
    return Table(id=table_id, title=title, columns=columns, rows=found) if found else None
