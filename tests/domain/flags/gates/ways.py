"""Ways to raise a rule that no other example of this folder takes alone.

Each condition of a gate is another way to raise the rule, or it could be left out. So each has an
example in which it is the only one of its clause that holds (`test_gates`): those that the examples
of the rules themselves do not show are here, as an adversary would write them.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from tests.domain.builders import (
    a_case,
    a_container,
    a_declaration,
    a_document,
    a_finding,
    a_hit,
    a_list,
    a_party,
    a_request,
    a_version,
    an_item,
    learned,
    some_facts,
)
from tests.domain.flags.example import Example, fires
from tests.domain.packs import inline, shipped

from landwaiter.domain.cases.case import Candidate, ClassificationState
from landwaiter.domain.entities.ownership.stated import (
    ASSESSED,
    LISTED,
    Holder,
    HolderMark,
    HoldingStatement,
    OwnershipStatements,
)
from landwaiter.domain.flags.inputs_of_rules import (
    Bases,
    Denial,
    Facts,
    Licence,
    LicenceItem,
    Registers,
)
from landwaiter.domain.goods.classification.seen import PartFinding
from landwaiter.domain.intake.declaration import Address, Item, Role
from landwaiter.domain.law.pack import Pack

EXPORTER = a_party(Role.EXPORTER, "Obrabiarki Wisla", "PL", identifier="PL526100001900000")
BUYER = a_party(Role.CONSIGNEE, "Aurora Trading", "BR")
OTHER = a_party(Role.NOTIFY, "Boreal Shipping", "BR")
HALL = Address(street="Rua Augusta 9", city="Sao Paulo", country="BR")
SOAP = an_item(cn="34029090", description="industrial cleaning agent in drums")
BEARINGS = an_item(cn="84821010", description="ball bearings")
MEMORIES = an_item(cn="85423290", description="memories in reels")
FREEZE = a_list("eu_fsf", "asset_freeze")


def declared(*items: Item, to: str = "BR", **changes: Any) -> Any:
    """Goods on the direct way to a country about which nothing is odd."""
    plain: dict[str, Any] = {"items": items or (SOAP,), "documents": (), "country_routing": ()}
    return a_declaration(country_destination=to, **{**plain, **changes})


def given(*items: Item, to: str = "BR", **changes: Any) -> Facts:
    """A case of these goods; `of_` is of the declaration, what `some_facts` knows is of the facts,
    and the rest of the case."""
    of_facts = {n: changes.pop(n) for n in FACTS if n in changes}
    of_declaration = {n[3:]: changes.pop(n) for n in tuple(changes) if n.startswith("of_")}
    plain: dict[str, Any] = {"parties": (EXPORTER, BUYER)}
    case = a_case(declaration=declared(*items, to=to, **of_declaration), **{**plain, **changes})
    return some_facts(case, **of_facts)


FACTS = ("packs", "without", "lists", "registers", "settings", "bases", "today")


def owned(by: HolderMark, *, since: str = "") -> OwnershipStatements:
    """The buyer is an entity, and the marked holder has 60 percent of it."""
    stake = HoldingStatement(
        "s", "holder", "buyer", percent="60", since=since, origin="entity_link"
    )
    holders = (Holder("buyer", "Aurora Trading"), Holder("holder", "Northern Holding"))
    return OwnershipStatements(holders, (stake,), (by,), parties=((BUYER.id, "buyer"),))


def mark(claim: str, kind: str, **more: Any) -> HolderMark:
    return HolderMark(
        "holder",
        claim,
        "eu_fsf" if claim == LISTED else "prc_entities",
        kind,
        "test",
        "1",
        "Northern Holding",
        **more,
    )


def holding(statements: OwnershipStatements, **changes: Any) -> Facts:
    return replace(given(**changes), ownership=statements)


def nomenclature() -> Pack:
    rows = (
        {"hs4": "8708", "description": "parts and accessories of motor vehicles"},
        {"hs4": "9014", "description": "gyroscopes and compasses for navigation"},
    )
    return inline("hs_nomenclature", "nomenclature", *rows)


def annexes(pack_id: str, **row: str) -> dict[str, Pack]:
    return {pack_id: inline(pack_id, "goods_annex", row)}


def unstated_entry() -> dict[str, Pack]:
    """A table of deciding values with an entry that goods meet of which nothing is stated."""
    table = shipped("deciding_parameters")
    known = {
        **dict.fromkeys(table.rows[0], ""),
        "head": "2B001",
        "entry": "2B001.z",
        "way": "1",
        "order": "1",
        "parameter": "machine_kind",
        "test": "includes",
        "value": "milling",
        "unanswered": "holds",
        "dated": "2021-10-20",
        "trust": "own knowledge",
    }
    return {table.id: inline(table.id, table.kind, *map(dict, table.rows), known)}


def candidate(**changes: Any) -> Candidate:
    plain: dict[str, Any] = {
        "item_no": 1,
        "list": "eu",
        "code": "2B001",
        "title": "machine tools",
        "score": 950,
        "reasons": (),
        "missing": (),
        "trust": "own knowledge",
        "edition": "test",
        "words": 950,
        "kinds": ("code",),
    }
    return Candidate(**{**plain, **changes})


def matrix() -> dict[str, Pack]:
    return {name: shipped(name) for name in ("embargo_matrix", "item_groups")}


Y901 = (a_document("Y901"),)
MACHINE = an_item()
SEEN = PartFinding("QX-7781-B", "PL1-2025-000007", 1, "eu", "3A001", confirmed=True)
CHIP = an_item(cn="85423190", description="FPGA QX-7781-B")


def about(*facts: Any, **more: Any) -> dict[str, Any]:
    return {"enrichment": facts, **more}


def shares(detail: str, value: str) -> Facts:
    known = {"consignee": value, "notify": value}
    return given(
        parties=(EXPORTER, BUYER, OTHER),
        enrichment=(learned(f"parties.{detail}", known, "company_register"),),
    )


def listed_at_hall() -> Facts:
    """The consignee stands on a list whose entry gives the address at which another party is."""
    hit = a_hit(
        BUYER,
        "us_csl",
        "export_list",
        name_equal=True,
        country_equal=True,
        addresses=("Rua Augusta 9 Sao Paulo BR",),
    )
    return given(
        parties=(EXPORTER, BUYER, replace(OTHER, address=HALL)),
        hits=(hit,),
        lists=(a_list("us_csl", "export_list"),),
    )


def amended(**changes: Any) -> Facts:
    """Two versions, the second after the release."""
    first, second = declared(), declared(to="KZ")
    released = learned("released_at", "2026-03-20")
    versions = (a_version(first, 1), a_version(second, 2))
    return given(versions=versions, enrichment=(released,), **changes)


SEAT = {"firm": "x", "person": BUYER.name, "date": "2026-02-01", "listed": "2026-01-01"}
NEW = learned("consignee.incorporated", "2022-05-01", "company_register")
TRADER = learned("consignee.kind", "trader", "company_register")

WAYS: tuple[Example, ...] = (
    fires(
        "RF-P07",
        "the buyer is owned by a group, and nobody of the case has a hit",
        holding(owned(mark(ASSESSED, "institutions", programmes=("defence-soe",)))),
        "medium",
    ),
    fires(
        "RF-P08",
        "the intermediary is new, and nothing is known of the consignee",
        given(MEMORIES, to="KZ", **about(learned("intermediary.incorporated", "2022-05-01"))),
        "high",
    ),
    fires(
        "RF-P15",
        "a seat changed hands after the listing, as an officer states",
        given(
            parties=(EXPORTER, BUYER),
            hits=(a_hit(BUYER, "eu_fsf", "asset_freeze", identifier_equal=True),),
            lists=(FREEZE,),
            **about(
                learned(
                    "ownership.changes",
                    SEAT,
                )
            ),
        ),
        "medium",
    ),
    fires(
        "RF-P15",
        "a stake changed hands after the listing, as entities say",
        holding(
            owned(mark(LISTED, "asset_freeze", listed_on="2026-01-01"), since="2026-02-01"),
            lists=(FREEZE,),
        ),
        "medium",
    ),
    fires(
        "RF-P18",
        "an officer states who owns the buyer",
        given(
            parties=(EXPORTER, BUYER, a_party(Role.SHAREHOLDER, "Northern Holding")),
            hits=(
                a_hit(
                    a_party(Role.SHAREHOLDER, "Northern Holding"),
                    "eu_fsf",
                    "asset_freeze",
                    identifier_equal=True,
                ),
            ),
            lists=(FREEZE,),
            settings={"RF-P18.ownership_operator": ">="},
            **about(
                learned(
                    "ownership", {"owner": "Northern Holding", "owned": BUYER.name, "percent": 60}
                )
            ),
        ),
        "high",
    ),
    fires(
        "RF-P18",
        "entities say who owns the buyer",
        holding(
            owned(mark(LISTED, "asset_freeze")),
            lists=(FREEZE,),
            settings={"RF-P18.ownership_operator": ">="},
        ),
        "high",
    ),
    fires(
        "RF-E01",
        "an answer says that the engine is for a navy",
        given(
            an_item(cn="84081011", description="marine diesel engine"),
            **about(learned("params", {"for_navy": "yes"}, item_no=1)),
        ),
        "high",
    ),
    fires(
        "RF-R01",
        "the goods go to a hub, the consignee is elsewhere",
        given(MEMORIES, to="KZ", without=("code_sets",), **about(TRADER)),
        "medium",
    ),
    fires(
        "RF-R01",
        "an annex names the goods, the list of priority does not",
        given(
            to="KZ",
            packs=annexes("eu_833_annexes", annex="VII", heading="340290"),
            **about(TRADER),
        ),
        "medium",
    ),
    fires(
        "RF-R01",
        "the consignee is in a hub, the goods go elsewhere",
        given(
            MEMORIES,
            parties=(EXPORTER, a_party(Role.CONSIGNEE, "Aurora Trading", "KZ")),
            **about(TRADER),
        ),
        "low",
    ),
    fires(
        "RF-R01",
        "the firm is new, and nothing else is known of it",
        given(BEARINGS, to="KZ", **about(NEW)),
        "medium",
    ),
    fires(
        "RF-R01",
        "a request was not answered in time, and nothing else is known",
        given(BEARINGS, to="KZ", actions=(a_request(date(2026, 3, 1)),)),
        "medium",
    ),
    fires(
        "RF-R02",
        "the firm is new, and nothing else is known of it",
        given(MEMORIES, to="KZ", **about(NEW)),
        "high",
    ),
    fires(
        "RF-R02",
        "the end user was asked for and not named",
        given(MEMORIES, to="KZ", **about(learned("end_user", None))),
        "high",
    ),
    fires(
        "RF-R02",
        "a request was not answered in time, and nothing else is known",
        given(MEMORIES, to="KZ", actions=(a_request(date(2026, 3, 1)),)),
        "high",
    ),
    fires(
        "RF-R02",
        "delivery is in a free zone",
        given(MEMORIES, to="KZ", of_delivery_place="Khorgos free zone"),
        "high",
    ),
    fires(
        "RF-R04",
        "the table knows no way through a country, and no office of exit is stated",
        given(
            of_country_routing=("PL", "AM"),
            of_office_exit=None,
            packs={
                "route_table": inline(
                    "route_table", "route_table", {"destination": "BR", "country": "ES"}
                )
            },
        ),
        "medium",
    ),
    fires(
        "RF-R05",
        "a message of exit shows another country",
        given(**about(learned("exit_messages", {"message": "518", "destination": "RU"}))),
        "high",
    ),
    fires(
        "RF-R05",
        "a transport document shows another country",
        given(**about(learned("transport_document", {"destination": "RU"}))),
        "high",
    ),
    fires("RF-R05", "it was amended after the release", amended(), "high"),
    fires(
        "RF-R06",
        "released, and messages hold no exit",
        given(**about(learned("exit_messages", []), learned("released_at", "2025-11-01"))),
        "medium",
    ),
    fires(
        "RF-R10",
        "the matrix prohibits what the words say, no goods annex is there",
        given(an_item(cn="87059080", description="water cannon"), to="SY", packs=matrix()),
        "high",
    ),
    fires(
        "RF-G02",
        "an entry is met by goods of which nothing is stated",
        given(MACHINE, of_documents=Y901, packs=unstated_entry()),
        "high",
    ),
    fires(
        "RF-G02",
        "the part was confirmed in another case",
        given(
            CHIP,
            of_documents=Y901,
            bases=Bases(parts=(SEEN,)),
        ),
        "high",
    ),
    fires(
        "RF-G02",
        "the same entry was denied to the buyer",
        given(
            MACHINE,
            of_documents=Y901,
            registers=Registers(denials=(Denial("d", "2B001", {}, BUYER.name),)),
        ),
        "high",
    ),
    fires(
        "RF-G02",
        "the same entry was licensed to the buyer",
        given(
            MACHINE,
            of_documents=Y901,
            registers=Registers(
                licence_issuers=("PL",),
                licences=(
                    Licence(
                        "l",
                        "PL",
                        "individual",
                        consignee="AURORA-TRADING",
                        items=(LicenceItem("2B001.b"),),
                    ),
                ),
            ),
        ),
        "high",
    ),
    fires(
        "RF-G02",
        "a person confirmed the entry, nothing else speaks for it",
        given(
            an_item(cn="34029090"),
            of_documents=Y901,
            classifications=(a_finding("2B001", ClassificationState.CONFIRMED),),
        ),
        "high",
    ),
    fires(
        "RF-G06",
        "gyroscopes declared as parts of cars",
        given(
            an_item(cn="87089997", description="ring laser gyroscopes for navigation"),
            packs={"hs_nomenclature": nomenclature()},
        ),
        "low",
    ),
    fires(
        "RF-G08",
        "an entry is met by goods of which nothing is stated",
        given(MACHINE, packs=unstated_entry()),
        "high",
    ),
    fires(
        "RF-G09",
        "an annex of firearms names the heading, no word says so",
        given(packs=annexes("annex_258_2012", heading="3402")),
        "high",
    ),
    fires(
        "RF-G12",
        "papers name the controls of the United States, no origin is stated",
        given(settings={"RF-G12.on": "true"}, **about(learned("evidence.text", "ECCN 3A001"))),
        "low",
    ),
    fires(
        "RF-G14",
        "a code is written in the declaration",
        given(MACHINE, to="IN", candidates=(candidate(),), packs=matrix()),
        "high",
    ),
    fires(
        "RF-D02",
        "the contract is older than the measure",
        given(
            packs=annexes(
                "embargo_annexes",
                heading="3402",
                country="BR",
                measure_from="2024-01-01",
                wind_down_to="2024-06-01",
            ),
            **about(learned("contract.date", "2023-01-01"), learned("delivery.date", "2026-01-01")),
        ),
        "high",
    ),
    fires(
        "RF-D02",
        "a claim of an exemption says so",
        given(
            packs=annexes(
                "embargo_annexes",
                heading="3402",
                country="BR",
                measure_from="2024-01-01",
                wind_down_to="2024-06-01",
            ),
            **about(
                learned(
                    "exemption_claim",
                    {"contract_date": "2023-01-01", "last_delivery": "2026-01-01"},
                ),
            ),
        ),
        "high",
    ),
    fires(
        "RF-D04",
        "a licence number has not the pattern of the office",
        given(
            an_item(cn="34029090", licence_ref="77"),
            of_mrn=None,
            settings={"RF-D04.licence_pattern": "PL-[0-9]+"},
        ),
        "low",
    ),
    fires(
        "RF-D08",
        "somebody else pays, from nobody knows where",
        given(**about(learned("payment.payer", "Meridian Capital"))),
        "medium",
    ),
    fires(
        "RF-D08",
        "payment comes from elsewhere, nobody knows who pays",
        given(**about(learned("payment.country", "HK"))),
        "medium",
    ),
    fires(
        "RF-V03",
        "the check digit is right and the owner is nobody",
        given(
            of_containers=(a_container("MSCU6639870"),),
            packs={"bic": inline("bic", "container_owners", {"code": "XYZ"})},
        ),
        "medium",
    ),
    fires(
        "RF-V04", "an import shows a gap", given(**about(learned("ais", {"gap": "true"}))), "medium"
    ),
    fires("RF-C02", "the listing of one gives the address of the other", listed_at_hall(), "high"),
    fires("RF-C02", "one director", shares("directors", "Ivan Petrov"), "medium"),
    fires(
        "RF-C02",
        "one address, stated and on no declaration",
        shares("address", "Rua Augusta 9"),
        "medium",
    ),
    fires("RF-C02", "one phone", shares("phone", "+55 11 9000"), "medium"),
    fires("RF-C02", "one domain", shares("domain", "aurora.example"), "medium"),
)
