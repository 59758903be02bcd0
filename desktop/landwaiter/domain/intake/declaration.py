"""The customs document as declared: what every format is read into, never rewritten.

Field names follow the EU customs data model (Annex B to the UCC delegated and implementing
acts); a reader that does not find a value leaves None or an empty tuple, never a guess.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class Role(StrEnum):
    """The capacity in which a party stands on a declaration or a case."""

    EXPORTER = "exporter"
    DECLARANT = "declarant"
    REPRESENTATIVE = "representative"
    CONSIGNOR = "consignor"
    CONSIGNEE = "consignee"
    CARRIER = "carrier"
    BUYER = "buyer"
    SUPPLY_CHAIN_ACTOR = "supply_chain_actor"
    AUTHORISATION_HOLDER = "authorisation_holder"
    SUBMITTER = "submitter"
    END_USER = "end_user"
    INTERMEDIARY = "intermediary"
    NOTIFY = "notify"
    BANK = "bank"
    OWNER = "owner"
    SHAREHOLDER = "shareholder"
    """Somebody up a chain of ownership or a former owner: screened, but no party to the deal."""
    PROJECT_PARTNER = "project_partner"
    PERSON = "person"
    """Somebody who takes part in a project or an assistance."""
    TARGET = "target"
    """The company whose shares change hands."""
    VESSEL = "vessel"


@dataclass(frozen=True, slots=True)
class Address:
    street: str | None = None
    postcode: str | None = None
    city: str | None = None
    country: str | None = None
    """ISO 3166-1 alpha-2 as declared."""


@dataclass(frozen=True, slots=True)
class DeclaredParty:
    role: Role
    name: str | None = None
    identifier: str | None = None
    """EORI or another identification number, as declared."""
    address: Address = Address()
    item_no: int | None = None
    """The goods item it belongs to; None for the whole declaration."""
    qualifier: str | None = None
    """Code beside the role: supply chain actor role, authorisation type, representative status."""
    contact: str | None = None


class DocumentKind(StrEnum):
    SUPPORTING = "supporting"
    PREVIOUS = "previous"
    TRANSPORT = "transport"
    ADDITIONAL_REFERENCE = "additional_reference"
    AUTHORISATION = "authorisation"
    ADDITIONAL_INFORMATION = "additional_information"


@dataclass(frozen=True, slots=True)
class Document:
    kind: DocumentKind
    code: str
    """Document or statement code (Y901, X060, N380, 00400); WCO category and type joined."""
    reference: str | None = None
    text: str | None = None
    issuer: str | None = None
    valid_to: date | None = None
    status: str | None = None
    """Status or exemption code where the format has one (UK: LPCO exemption)."""
    quantity: Decimal | None = None
    item_no: int | None = None


@dataclass(frozen=True, slots=True)
class Money:
    amount: Decimal
    currency: str
    """ISO 4217."""


@dataclass(frozen=True, slots=True)
class Packages:
    kind: str | None = None
    number: int | None = None
    marks: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A goods line. Masses in kilograms."""

    no: int
    cn: str | None = None
    """Commodity code as declared: digits only, 6, 8 or 10 of them."""
    description: str | None = None
    net_mass_kg: Decimal | None = None
    gross_mass_kg: Decimal | None = None
    supplementary_units: Decimal | None = None
    statistical_value: Money | None = None
    invoice_value: Money | None = None
    additional_codes: tuple[str, ...] = ()
    cus_code: str | None = None
    un_numbers: tuple[str, ...] = ()
    origin: str | None = None
    region_of_dispatch: str | None = None
    """Region of the state of export that the goods are sent from, as numbered there."""
    destination: str | None = None
    """Country of destination of this item where it differs from the declaration's."""
    procedure: str | None = None
    """Requested and previous procedure joined, e.g. 1040."""
    additional_procedures: tuple[str, ...] = ()
    packages: tuple[Packages, ...] = ()
    ucr: str | None = None
    licence_ref: str | None = None
    transit_type: str | None = None
    """Of a declaration of transit whose items differ: T1, T2 or another type, of this item."""

    @property
    def cn8(self) -> str | None:
        return self.cn[:8] if self.cn and len(self.cn) >= 8 else None

    @property
    def hs6(self) -> str | None:
        return self.cn[:6] if self.cn and len(self.cn) >= 6 else None


@dataclass(frozen=True, slots=True)
class Container:
    identifier: str
    seals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TransportMeans:
    stage: str
    """`border` (active at the border) or `departure`."""
    mode: str | None = None
    """1 sea, 2 rail, 3 road, 4 air, 5 post, 7 fixed, 8 inland water, 9 own propulsion."""
    id_type: str | None = None
    """10 IMO number, 11 ship name, 20 wagon, 30 road vehicle, 40 flight, 41 aircraft, 80 ENI."""
    identifier: str | None = None
    nationality: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Declaration:
    """One declaration in one version."""

    format: str
    """`cc515c`, `wco`, `ncts`, `csv` or `manual`."""
    mrn: str | None = None
    lrn: str | None = None
    functional_reference: str | None = None
    type: str | None = None
    additional_type: str | None = None
    accepted: datetime | None = None
    issued: datetime | None = None
    office_export: str | None = None
    office_presentation: str | None = None
    office_exit: str | None = None
    supervising_office: str | None = None
    country_export: str | None = None
    country_destination: str | None = None
    country_routing: tuple[str, ...] = ()
    delivery_terms: str | None = None
    delivery_place: str | None = None
    delivery_locode: str | None = None
    """UN/LOCODE of the place of delivery."""
    goods_location: str | None = None
    gross_mass_kg: Decimal | None = None
    total_packages: int | None = None
    declared_item_count: int | None = None
    invoice_total: Money | None = None
    exchange_rate: Decimal | None = None
    """From the currency of the invoice into that of the statistical values."""
    nature_of_transaction: str | None = None
    container_indicator: bool | None = None
    ucr: str | None = None
    freight_payment: str | None = None
    warehouse: str | None = None
    parties: tuple[DeclaredParty, ...] = ()
    items: tuple[Item, ...] = ()
    documents: tuple[Document, ...] = ()
    """All documents; `item_no` None means the whole declaration."""
    containers: tuple[Container, ...] = ()
    transport: tuple[TransportMeans, ...] = ()
    office_departure: str | None = None
    office_destination: str | None = None
    offices_transit: tuple[str, ...] = ()
    """Of a declaration of transit, in the order in which the goods pass them."""

    def parties_in(self, role: Role) -> tuple[DeclaredParty, ...]:
        return tuple(party for party in self.parties if party.role is role)

    def documents_of(self, item_no: int) -> tuple[Document, ...]:
        """Documents that cover the item: its own and those of the whole declaration."""
        return tuple(d for d in self.documents if d.item_no in (None, item_no))

    @property
    def local_reference(self) -> str | None:
        """The declarant's own reference: LRN in AES, functional reference in WCO."""
        return self.lrn or self.functional_reference

    @property
    def is_t1(self) -> bool:
        """True for goods that are all declared for transit as non-Union goods."""
        types = {_type(item.transit_type) or _type(self.type) for item in self.items}
        return (types or {_type(self.type)}) == {NON_UNION_TRANSIT}

    @property
    def has_t1(self) -> bool:
        """True where an item at least is declared for transit as non-Union goods."""
        types = {_type(self.type), *(_type(item.transit_type) for item in self.items)}
        return NON_UNION_TRANSIT in types

    @property
    def declarant_eori(self) -> str | None:
        for role in (Role.DECLARANT, Role.EXPORTER):
            for party in self.parties_in(role):
                if party.identifier:
                    return party.identifier
        return None


NON_UNION_TRANSIT = "T1"


def _type(declared: str | None) -> str:
    return (declared or "").strip().upper()


class RequestKind(StrEnum):
    CORRECTION = "correction"
    INVALIDATION = "invalidation"
    EXIT_MESSAGE = "exit_message"
    """Of customs: released, or left; it asks for nothing."""
    CUSTOMS_MESSAGE = "customs_message"
    """Any other word of customs or of the declarant on a declaration; it asks for nothing."""


TELLING = frozenset({RequestKind.EXIT_MESSAGE, RequestKind.CUSTOMS_MESSAGE})
"""What only tells: it is learned, and unsettles nothing that was proposed or decided."""


@dataclass(frozen=True, slots=True)
class DeclarationRequest:
    """A message on an earlier declaration, such as a correction or an exit; never one itself."""

    kind: RequestKind
    format: str
    mrn: str | None = None
    local_reference: str | None = None
    declarant_eori: str | None = None
    issued: datetime | None = None
    reason_code: str | None = None
    statement: str | None = None
    changes: tuple[str, ...] = ()
    """Pointers to what changes, as text in the format's own words."""

    @property
    def given_mrn(self) -> str | None:
        """The MRN that customs gave to what was declared under a reference of the declarant."""
        return self.mrn if self.kind in TELLING and self.local_reference else None
