"""Facts of an acceptance scenario, built straight from its input.

Screening is played by equality of folded names and of IMO numbers, which is all the scenarios
ask of it; the whole product is driven in `tests/acceptance`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from tests.domain import builders as b
from tests.domain.packs import inline, shipped

from landwaiter.domain.cases.case import Action, ActionKind, CaseParty, Enrichment
from landwaiter.domain.flags.inputs_of_rules import Denial, Facts, Licence, Registers, TradeHistory
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.declaration import Declaration, Document, Item, Money, Role
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.word_lists import same_name
from landwaiter.domain.lists.listing import Hit, JudgementValue, ListEdition

Input = Mapping[str, Any]
KINDS = {"audit": CaseKind.AUDIT, "intangible": CaseKind.INTANGIBLE, "export": CaseKind.EXPORT}
SETTING_PACKS = (
    "flag_rules",
    "trade_words",
    "vocabulary",
    "countries",
    "code_sets",
    "deciding_parameters",
)
"""Packs that hold choices of the office rather than law; always loaded beside the pinned ones."""
LIST_KINDS = {"export list": "export_list", "vessel list": "vessel_list"}


def facts_of(scenario: Mapping[str, Any], *, today: date | None = None) -> Facts:
    """The facts as they stand after the scenario's last entry."""
    given: Input = scenario["input"]
    declaration = _declaration(given.get("declaration"))
    parties = tuple(_parties(given))
    received = _day(given["intake"]["received"])
    enrichment = tuple(_enrichment(row) for row in given.get("enrichment") or ())
    case = replace(
        b.a_case(),
        kind=KINDS[given.get("case_type", "export")],
        member_state=scenario["member_state"],
        received=received,
        versions=(b.a_version(declaration),) if declaration else (),
        parties=parties,
        enrichment=enrichment,
        actions=tuple(_actions(given.get("events") or ())),
        hits=tuple(_hits(given, parties)),
        project=given.get("project"),
    )
    days = [received, *(row.date for row in enrichment)]
    return Facts(
        case=case,
        today=today or max(days),
        packs=_packs(given["packs"]),
        lists={row["id"]: _list(row) for row in given["lists"]},
        registers=_registers(given.get("registers") or {}),
        policy=given.get("policy") or {},
        trade=_trade(given.get("exports"), given.get("last_export_year")),
    )


def _day(text: str) -> date:
    return datetime.fromisoformat(text).date()


def _declaration(row: Input | None) -> Declaration | None:
    if row is None:
        return None
    transport = row.get("transport")
    return Declaration(
        format="manual",
        mrn=row.get("mrn"),
        lrn=row.get("lrn"),
        accepted=datetime.fromisoformat(row["accepted"]),
        office_export=row.get("office_export"),
        office_exit=row.get("office_exit"),
        country_destination=row.get("country_destination"),
        country_routing=tuple(row.get("country_routing") or ()),
        delivery_place=row.get("delivery_place"),
        items=tuple(_item(item) for item in row["items"]),
        documents=tuple(_documents(row["items"])),
        containers=tuple(b.a_container(number) for number in row.get("container") or ()),
        transport=(b.a_ship(transport["id"], transport["name"]),) if transport else (),
    )


def _item(row: Input) -> Item:
    return Item(
        no=row["no"],
        cn=row["cn8"],
        description=row["description"],
        net_mass_kg=Decimal(str(row["net_mass_kg"])),
        gross_mass_kg=Decimal(str(row["gross_mass_kg"])),
        statistical_value=Money(Decimal(str(row["value_eur"])), "EUR"),
        licence_ref=row.get("licence_ref"),
    )


def _documents(items: Iterable[Input]) -> Iterable[Document]:
    for row in items:
        for code in row["docs"]:
            yield b.a_document(code, item_no=row["no"], reference=row.get("licence_ref"))


def _parties(given: Input) -> Iterable[CaseParty]:
    declared = given.get("declaration") or {}
    if exporter := declared.get("exporter"):
        yield b.a_party(Role.EXPORTER, exporter["name"], None, identifier=exporter.get("eori"))
    if consignee := declared.get("consignee"):
        yield b.a_party(Role.CONSIGNEE, consignee["name"], consignee["country"])
    if project := given.get("project"):
        yield b.a_party(Role.PROJECT_PARTNER, project["partner"], project["partner_country"])
    if transport := declared.get("transport"):
        yield b.a_party(Role.VESSEL, transport["name"], None, identifier=transport["id"])
    for row in given.get("enrichment") or ():
        if row["field"] == "end_user" and row["value"]:
            yield b.a_party(Role.END_USER, row["value"]["name"], row["value"]["country"])


def _enrichment(row: Input) -> Enrichment:
    return b.learned(
        row["field"],
        row["value"],
        row["source"],
        date=_day(row["date"]),
        item_no=row.get("item"),
    )


def _actions(events: Iterable[Input]) -> Iterable[Action]:
    answered = next((e["at"] for e in events if e["event"] == "answered"), None)
    for event in events:
        if event["event"] == "information_requested":
            yield replace(
                b.a_request(_day(event["due"])),
                kind=ActionKind.INFORMATION_REQUEST,
                sent_at=datetime.fromisoformat(event["at"]).astimezone(UTC),
                answered_at=datetime.fromisoformat(answered) if answered else None,
            )


def _hits(given: Input, parties: tuple[CaseParty, ...]) -> Iterable[Hit]:
    for edition in given["lists"]:
        for row in edition.get("rows") or ():
            yield from _listed(edition, row, parties)
    judged = {(j["party"], j["entity"]): j["judgement"] for j in given.get("judgements") or ()}
    for row in shipped("prc_entities").rows:
        for party in parties:
            if same_name(party.name, row["name_en"]):
                label = party.role.value.replace("project_partner", "project.partner")
                value = judged.get((label, row["name_en"]))
                yield b.a_hit(
                    party,
                    "prc_entities",
                    "institutions",
                    programme=row["type"],
                    judgement=JudgementValue(value) if value else None,
                    name_equal=True,
                )


def _listed(edition: Input, row: Input, parties: tuple[CaseParty, ...]) -> Iterable[Hit]:
    kind = LIST_KINDS[edition["kind"]]
    for party in parties:
        by_number = bool(row.get("imo")) and party.identifier == row.get("imo")
        if by_number or same_name(party.name, row["name"]):
            yield b.a_hit(
                party,
                edition["id"],
                kind,
                programme=row.get("list") or row.get("basis") or "",
                name_equal=True,
                identifier_equal=by_number,
                country_equal=party.country == row["country"] if row.get("country") else None,
            )


def _packs(rows: Iterable[Input]) -> dict[str, Pack]:
    packs = {pack_id: shipped(pack_id) for pack_id in SETTING_PACKS}
    for row in rows:
        if row.get("rows"):
            texts = ({k: str(v) for k, v in one.items()} for one in row["rows"])
            packs[row["id"]] = inline(row["id"], row["kind"], *texts)
        else:
            packs[row["id"]] = shipped(row["id"])
    return packs


def _list(row: Input) -> ListEdition:
    return b.a_list(row["id"], LIST_KINDS[row["kind"]])


def _registers(rows: Input) -> Registers:
    licences, denials = rows.get("licences"), rows.get("denials")
    return Registers(
        licence_issuers=tuple(licences["issuers_loaded"]) if licences else None,
        licences=tuple(_licence(row) for row in licences["entries"]) if licences else (),
        denials=tuple(_denial(row) for row in denials["entries"]) if denials else None,
    )


def _licence(row: Input) -> Licence:
    return Licence(
        ref=row["ref"],
        issuer=row["issuer"],
        type=row["type"],
        valid_to=_day(row["valid_to"]),
        consignee=row.get("consignee"),
        quantity=Decimal(row["quantity"]),
        used=Decimal(row["used"]),
        conditions=tuple(row.get("conditions") or ()),
    )


def _denial(row: Input) -> Denial:
    return Denial(
        id=row["id"],
        item=row["item"],
        params=row.get("params") or {},
        end_user=row["end_user"],
        notified=_day(row["notified"]),
        revoked=bool(row["revoked"]),
    )


def _trade(row: Input | None, last: Mapping[str, int] | None) -> TradeHistory | None:
    if row is None:
        return None
    return TradeHistory(
        exporter=row["exporter"],
        hs6=row["hs6"],
        destination=row["destination"],
        coverage=row.get("coverage"),
        history_eur={key: Decimal(value) for key, value in row["history_eur"].items()},
        last_export_year=last or {},
    )
