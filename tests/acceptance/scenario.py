"""The form of a scenario, field by field: an unknown field is an error, never ignored."""

from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml


class _Strict(msgspec.Struct, forbid_unknown_fields=True):
    pass


POLICIES = Literal["china_arms_embargo_triggers_art4", "hong_kong_arms_embargo_triggers_art4"]


class Source(_Strict):
    source: str
    received: str


class Exporter(_Strict):
    name: str
    eori: str | None = None


class Consignee(_Strict):
    name: str
    country: str | None = None


class Item(_Strict):
    no: int
    cn8: str | None = None
    description: str | None = None
    net_mass_kg: float | int | None = None
    gross_mass_kg: float | int | None = None
    value_eur: float | int | None = None
    docs: list[str] | None = None
    licence_ref: str | None = None


class Transport(_Strict):
    mode_border: str | None = None
    id_type: int | str | None = None
    id: str | None = None
    name: str | None = None


class Declaration(_Strict):
    mrn: str | None = None
    lrn: str | None = None
    accepted: str | None = None
    type: str | None = None
    additional_type: str | None = None
    office_export: str | None = None
    office_exit: str | None = None
    country_destination: str | None = None
    country_routing: list[str] | None = None
    exporter: Exporter | None = None
    consignee: Consignee | None = None
    items: list[Item] = []
    container: list[str] | None = None
    transport: Transport | None = None
    delivery_place: str | None = None


class EndUser(_Strict):
    name: str
    country: str | None = None


class Contract(_Strict):
    date: str | None = None
    no_re_export_clause: bool | None = None
    public_contract: bool | None = None
    military_items: Any = None


VALUES = {
    "end_user": EndUser | None,
    "end_use": str | None,
    "consignee.incorporated": str | None,
    "consignee.kind": str | None,
    "contract": Contract | None,
    "documents": list[str] | str | None,
    "params": dict[str, Any] | None,
}
"""What a field of the form holds; null: asked for, not known."""


class Enrichment(_Strict):
    field: str
    value: Any
    source: str
    date: str
    item: int | None = None

    def __post_init__(self) -> None:
        msgspec.convert(self.value, type=VALUES.get(self.field, Any), strict=True)


class Judgement(_Strict):
    party: str
    list: str
    entity: str
    judgement: str
    reason: str
    by: str


class Pack(_Strict):
    id: str
    edition: str | int
    kind: str | None = None
    rows: list[dict[str, Any]] | None = None


class WatchList(_Strict):
    id: str
    edition: str | int
    kind: str | None = None
    rows: list[dict[str, Any]] = []


class Licence(_Strict):
    ref: str
    issuer: str
    type: str | None = None
    valid_to: str | None = None
    consignee: str | None = None
    quantity: float | int | None = None
    used: float | int | None = None
    conditions: list[str] | None = None


class Licences(_Strict):
    issuers_loaded: list[str] = []
    entries: list[Licence] = []


class Denial(_Strict):
    id: str
    item: str
    params: dict[str, Any] | None = None
    end_user: str | None = None
    notified: str | None = None
    revoked: bool | None = None


class Denials(_Strict):
    entries: list[Denial] = []


class Registers(_Strict):
    licences: Licences | None = None
    denials: Denials | None = None


class Event(_Strict):
    at: str
    event: str
    items: list[int] | None = None
    due: str | None = None
    value: str | None = None
    note: str | None = None

    @property
    def said(self) -> str:
        return self.note or ""


class Project(_Strict):
    partner: str
    partner_country: str | None = None
    topic: str | None = None
    technology: str | None = None
    medium: str | None = None
    start: str | None = None


CASE_TYPES = Literal[
    "export",
    "transit",
    "brokering",
    "technical_assistance",
    "intangible",
    "research",
    "acquisition",
    "audit",
    "incident",
]


class Exports(_Strict):
    exporter: str | None = None
    hs6: str | list[str] | None = None
    destination: str | list[str] | None = None
    coverage: str | None = None
    history_eur: dict[str, float | int] = {}


class Input(_Strict):
    intake: Source
    declaration: Declaration | None = None
    case_type: CASE_TYPES = "export"
    enrichment: list[Enrichment] = []
    project: Project | None = None
    judgements: list[Judgement] = []
    policy: dict[POLICIES, bool | None] = {}
    packs: list[Pack] = []
    lists: list[WatchList] = []
    registers: Registers = msgspec.field(default_factory=Registers)
    exports: Exports | None = None
    last_export_year: int | None = None
    events: list[Event] = []


class Track(_Strict):
    track: str
    basis: str
    items: list[int]
    clock: Any = None
    only_if: POLICIES | None = None


class Clock(_Strict):
    track: str
    basis: str
    items: list[int]
    start_event: str
    holiday_calendar: str
    holidays: list[str]
    due_10_working_days: str
    cap_30_working_days: str
    calendar_of: str = "consulted authority"
    only_if: POLICIES | None = None
    at_expiry: str | None = None
    reply: str | None = None
    ended: str | None = None


class ExpectedItem(_Strict):
    no: int
    goods_status: str
    outcome: str | None = None


REPORTS = {
    "referral": "referral",
    "ministry": "ministry",
    "seizure": "seizure",
    "detention": "seizure",
    "audit": "audit",
    "case": "case",
    "none": "",
}
"""A word in what a scenario calls a report → its type; empty: none is made."""


class Report(_Strict):
    type: str
    must_match: list[str] = []

    def __post_init__(self) -> None:
        if self.word not in REPORTS:
            raise ValueError(f"there is no report of the type {self.type!r}")
        if self.must_match and not self.made:
            raise ValueError("no report is made, so nothing can be searched in it")

    @property
    def made(self) -> str:
        """The type as the program names it; empty: none is made."""
        return REPORTS[self.word]

    @property
    def word(self) -> str:
        """The first word of REPORTS that stands in what the report is called; empty: none."""
        said = self.type.lower().split()
        return next((word for word in REPORTS if word in said), "")


class Expected(_Strict):
    flags: list[str]
    clock: Clock | None = None
    not_evaluated_must_include: list[str] = []
    candidate_controls: list[str] = []
    tracks: list[Track] = []
    items: list[ExpectedItem] = []
    exporter_record_duty_until: str | None = None
    report: Report | None = None
    decision: Any = None
    next: Any = None
    hearing: Any = None
    note: Any = None
    retention: Any = None
    legal_regime: Any = None


class Scenario(_Strict):
    id: str
    title: str
    member_state: str
    input: Input
    expected: Expected


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one in C where it is built: every worker reads all scenarios for each of their tests."""


def raw_scenarios(folder: Path) -> list[dict[str, Any]]:
    """The plain values of every YAML file of `folder`, by the name of the file."""
    files = sorted(folder.glob("*.yaml"))
    texts = (file.read_bytes() for file in files)
    return [one for text in texts for one in yaml.load(text, _LOADER)]  # noqa: S506


def read_scenarios(folder: Path) -> tuple[Scenario, ...]:
    """Every scenario of `folder`; a field that is not listed here is refused."""
    return tuple(msgspec.convert(one, type=Scenario, strict=True) for one in raw_scenarios(folder))
