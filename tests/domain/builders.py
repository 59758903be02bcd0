"""Builders: a plain, clean export case, and what a test changes about it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from tests.domain.packs import shipped

from landwaiter.domain.cases.case import (
    Action,
    ActionKind,
    Case,
    CaseParty,
    Classification,
    ClassificationState,
    DeclarationVersion,
    Enrichment,
    Evaluation,
    FlagResult,
    Stage,
)
from landwaiter.domain.flags.evaluate import evaluate
from landwaiter.domain.flags.inputs_of_rules import Bases, Facts, Registers, TradeHistory
from landwaiter.domain.flags.prefilter import raised_of
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.declaration import (
    Address,
    Container,
    Declaration,
    Document,
    DocumentKind,
    Item,
    Money,
    Role,
    TransportMeans,
)
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.lists.listing import (
    Hit,
    Judgement,
    JudgementValue,
    ListEdition,
    Listing,
    Match,
)

NOON = datetime(2026, 3, 27, 12, 0, tzinfo=UTC)
DEFAULT_PACKS = (
    "annex1",
    "hs_control",
    "chpl",
    "prc_entities",
    "flag_rules",
    "trade_words",
    "vocabulary",
    "countries",
    "code_sets",
    "deciding_parameters",
)


def an_item(no: int = 1, **changes: Any) -> Item:
    """A machining centre, fully described."""
    plain = Item(
        no=no,
        cn="84571010",
        description="5-axis CNC machining centre",
        net_mass_kg=Decimal(9800),
        gross_mass_kg=Decimal(10400),
        statistical_value=Money(Decimal(412000), "EUR"),
    )
    return replace(plain, **changes)


def a_document(code: str, *, item_no: int | None = 1, **changes: Any) -> Document:
    return replace(Document(DocumentKind.SUPPORTING, code, item_no=item_no), **changes)


def a_party(role: Role, name: str, country: str | None = "CN", **changes: Any) -> CaseParty:
    plain = CaseParty(
        id=f"{role.value}-{name}",
        role=role,
        name=name,
        country=country,
        identifier=None,
        address=Address(country=country),
        origin="declaration",
    )
    return replace(plain, **changes)


def learned(field: str, value: Any, source: str = "exporter_answer", **changes: Any) -> Enrichment:
    plain = Enrichment(
        id=f"{field}-{source}",
        field=field,
        value=value,
        source=source,
        date=date(2026, 3, 27),
        author="analyst",
        at=NOON,
    )
    return replace(plain, **changes)


def a_declaration(**changes: Any) -> Declaration:
    plain = Declaration(
        format="cc515c",
        mrn="26PL302010E10001A8",
        accepted=NOON,
        office_export="PL302010",
        office_exit="PL322080",
        country_destination="CN",
        country_routing=("PL", "DE", "CN"),
        items=(an_item(),),
        documents=(a_document("Y901"),),
    )
    return replace(plain, **changes)


def a_version(declaration: Declaration, version: int = 1) -> DeclarationVersion:
    return DeclarationVersion(version, declaration, "d.xml", "0" * 64, NOON, "analyst")


def a_case(*, declaration: Declaration | None = None, **changes: Any) -> Case:
    """A machining centre to a Chinese service company, nothing learned yet."""
    plain = Case(
        id="case",
        reference="PL1-2026-000001",
        kind=CaseKind.EXPORT,
        stage=Stage.ASSESSMENT,
        title="",
        member_state="PL",
        source="risk-engine hit",
        received=date(2026, 3, 27),
        created_at=NOON,
        created_by="analyst",
        assignee=None,
        revision=1,
        versions=(a_version(declaration or a_declaration()),),
        parties=(
            a_party(Role.EXPORTER, "Obrabiarki Wisla", "PL", identifier="PL526100001900000"),
            a_party(Role.CONSIGNEE, "Huarui Education Technology"),
        ),
    )
    return replace(plain, **changes)


def a_request(due: date, **changes: Any) -> Action:
    plain = Action(
        id="request",
        kind=ActionKind.INFORMATION_REQUEST,
        addressee="exporter",
        sent_at=NOON,
        author="analyst",
        due=due,
    )
    return replace(plain, **changes)


def a_finding(code: str, state: ClassificationState, list_id: str = "eu") -> Classification:
    return Classification(
        id=code,
        item_no=1,
        list=list_id,
        code=code,
        edition="test",
        state=state,
        basis="data sheet",
        reason="",
        author="analyst",
        at=NOON,
    )


def a_hit(
    party: CaseParty,
    list_id: str,
    kind: str,
    *,
    programme: str = "",
    judgement: JudgementValue | None = None,
    score: int = 950,
    name_equal: bool = False,
    identifier_equal: bool = False,
    country_equal: bool | None = None,
    name: str = "",
    addresses: tuple[str, ...] = (),
) -> Hit:
    """A hit of `party` on a listing of its own name, unless told otherwise."""
    listed = name or party.name
    programmes = (programme,) if programme else ()
    return Hit(
        id=f"{party.id}-{list_id}",
        party_id=party.id,
        list_id=list_id,
        list_kind=kind,
        edition="test",
        edition_sha256="",
        listing=Listing("1", "Organization", listed, programmes=programmes, addresses=addresses),
        match=Match(
            "1", score, party.name, listed, (), (), name_equal, identifier_equal, country_equal
        ),
        threshold=800,
        engine="test",
        found_at=NOON,
        judgement=Judgement("j", judgement, "same name", "analyst", NOON) if judgement else None,
    )


def a_list(list_id: str, kind: str) -> ListEdition:
    return ListEdition(list_id, list_id, kind, "test", "", "test", "test", "official", 1, NOON)


def some_facts(
    case: Case | None = None,
    *,
    packs: Mapping[str, Pack] | None = None,
    without: tuple[str, ...] = (),
    lists: tuple[ListEdition, ...] = (),
    registers: Registers | None = None,
    policy: Mapping[str, bool | None] | None = None,
    settings: Mapping[str, str] | None = None,
    trade: TradeHistory | None = None,
    bases: Bases | None = None,
    today: date = date(2026, 3, 28),
) -> Facts:
    """Facts with the shipped packs, no list and no register."""
    loaded = {pack_id: shipped(pack_id) for pack_id in DEFAULT_PACKS if pack_id not in without}
    return Facts(
        case=case or a_case(),
        today=today,
        packs={**loaded, **(packs or {})},
        lists={edition.list_id: edition for edition in lists},
        registers=registers or Registers(),
        policy=policy or {},
        settings=settings or {},
        trade=trade,
        bases=bases or Bases(),
    )


def evaluated(facts: Facts) -> tuple[FlagResult, ...]:
    """What the rules find; the raised flags of it are the same where gates are asked first."""
    found = evaluate(facts)
    assert raised_of(facts) == tuple(r for r in found if r.evaluation is Evaluation.RAISED)
    return found


def result_of(rule: str, facts: Facts) -> FlagResult:
    return next(result for result in evaluated(facts) if result.rule == rule)


def raised_in(facts: Facts) -> frozenset[str]:
    return frozenset(r.rule for r in evaluated(facts) if r.evaluation is Evaluation.RAISED)


def not_evaluated_in(facts: Facts) -> frozenset[str]:
    return frozenset(r.rule for r in evaluated(facts) if r.evaluation is Evaluation.NOT_EVALUATED)


def a_container(identifier: str) -> Container:
    return Container(identifier)


def a_ship(imo: str, name: str = "TEST VESSEL") -> TransportMeans:
    return TransportMeans("border", "1", "10", imo, None, name)
