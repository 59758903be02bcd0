"""What the flag rules may look at: one case and the reference data in force on its day.

`None` for a register, pack or list means *not loaded*, and the rules that need it are not
evaluated; an empty one that is loaded is an answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from landwaiter.domain.cases.case import Case
from landwaiter.domain.entities.ownership.stated import OwnershipStatements
from landwaiter.domain.goods.classification.seen import PartFinding
from landwaiter.domain.law.pack import Pack, UsedEdition
from landwaiter.domain.lists.listing import ListEdition


@dataclass(frozen=True, slots=True)
class LicenceItem:
    """One line of a licence: what may leave, how much of it, and what left already."""

    code: str
    """Control entry, or commodity code in figures."""
    quantity: Decimal | None = None
    unit: str = ""
    """`kg` is held against the net mass, anything else against supplementary units."""
    value: Decimal | None = None
    currency: str = ""
    used: Decimal = Decimal(0)
    """Quantity that other exports took up to the day of the evaluation."""
    used_value: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Licence:
    ref: str
    issuer: str
    type: str
    valid_to: date | None = None
    holder: str | None = None
    consignee: str | None = None
    destination: str | None = None
    quantity: Decimal | None = None
    used: Decimal | None = None
    conditions: tuple[str, ...] = ()
    valid_from: date | None = None
    holder_eori: str | None = None
    end_user: str | None = None
    items: tuple[LicenceItem, ...] = ()
    """Empty: the register does not say which items the licence covers."""
    value: Decimal | None = None
    """Authorised for the licence as a whole, in `currency`."""
    used_value: Decimal | None = None
    unit: str = ""
    currency: str = ""
    revoked: date | None = None
    """From this day on it is annulled, revoked or suspended (Art. 16 of Reg. 2021/821)."""
    recorded_at: datetime | None = None
    """When the office wrote it into its register; None where a pack holds it."""

    def valid_on(self, day: date) -> bool:
        """Whether it is in force on the day; what is not stated does not bound it."""
        return (
            (self.valid_from is None or self.valid_from <= day)
            and (self.valid_to is None or day <= self.valid_to)
            and (self.revoked is None or day < self.revoked)
        )


@dataclass(frozen=True, slots=True)
class Denial:
    id: str
    item: str
    """Control entry."""
    params: Mapping[str, Any]
    end_user: str
    notified: date | None = None
    revoked: bool = False
    """On the day of the evaluation; without a revocation it stays valid (Art. 16(2))."""
    issuer: str = ""
    consignee: str = ""
    destination: str = ""
    reviewed: date | None = None
    recorded_at: datetime | None = None

    @property
    def counterparties(self) -> tuple[str, ...]:
        """End user and consignee, as far as they are stated."""
        return tuple(name for name in (self.end_user, self.consignee) if name)


@dataclass(frozen=True, slots=True)
class Registers:
    """Office registers as they stand on a day; None means not loaded."""

    licence_issuers: tuple[str, ...] | None = None
    """Issuers whose licence register is loaded; None: no licence register at all."""
    licences: tuple[Licence, ...] = ()
    denials: tuple[Denial, ...] | None = None
    informed_exporters: tuple[Mapping[str, Any], ...] | None = None
    findings: tuple[Mapping[str, Any], ...] | None = None
    partial: frozenset[str] = frozenset()
    """`licences`, `denials` … of which there are entries, but no issuer's register is loaded: what
    stands in them is a fact, what does not stand in them is not known."""
    editions: tuple[UsedEdition, ...] = ()
    """The state of each issuer's register in the casebook; packs are named as packs."""


@dataclass(frozen=True, slots=True)
class TradeHistory:
    """Exports of one HS6 by one exporter to one destination (audit cases)."""

    exporter: str
    hs6: str
    destination: str
    coverage: str | None
    history_eur: Mapping[str, Decimal]
    """`CC_YYYY` → EUR."""
    last_export_year: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PriceLine:
    """Prices (EUR) of one CN8 in the casebook, per kilogram or per supplementary unit."""

    lines: int
    p01: Decimal
    median: Decimal
    p99: Decimal
    own_lines: int = 0
    """Those of the exporter of the case among them."""
    own_median: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Bases:
    """What the casebook itself has seen; None means that it does not hold enough to say."""

    addresses: Mapping[str, int] | None = None
    """Address as one folded line → number of entities there."""
    prices: Mapping[str, PriceLine] | None = None
    """CN8 → its prices per kilogram."""
    vessels: Mapping[str, str] | None = None
    """IMO number → vessel name."""
    unit_prices: Mapping[str, PriceLine] | None = None
    """CN8 → its prices per supplementary unit."""
    shipments: tuple["Shipment", ...] = ()
    """Other consignments of this exporter to this consignee that the casebook has seen."""
    parts: tuple[PartFinding, ...] = ()
    """Findings on items of other cases that name a part which an item of this one names."""


@dataclass(frozen=True, slots=True)
class Shipment:
    """Another consignment between the same parties."""

    reference: str
    day: date
    """Acceptance of its declaration."""
    value_eur: Decimal


@dataclass(frozen=True, slots=True)
class Facts:
    case: Case
    today: date
    """The date of evaluation; the law is that of `case.judged_as_of`."""
    packs: Mapping[str, Pack]
    """Pack id → the edition in force."""
    lists: Mapping[str, ListEdition]
    """List id → the edition screened against."""
    registers: Registers = Registers()
    policy: Mapping[str, bool | None] = field(default_factory=dict)
    """Policies on arms embargoes by name, as `arms_embargo` reads them; None: not set."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """Office settings that change a threshold, by rule: `RF-P12.n` → `5`."""
    trade: TradeHistory | None = None
    bases: Bases = Bases()
    as_of: date | None = None
    """Another day whose law applies; None: the day of the declaration."""
    newer_lists: Mapping[str, ListEdition] = field(default_factory=dict)
    """List id → the newest edition, where that of the day is an older one."""

    ownership: OwnershipStatements | None = None
    """What is stated of who holds the entities behind the parties; None: nothing is."""

    @property
    def day(self) -> date:
        """The day whose law applies."""
        return self.as_of or self.case.judged_as_of
