"""A ship with owners, flags and hits; every name is invented."""

from datetime import UTC, date, datetime

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.entities.acquisition import acquisition
from landwaiter.domain.entities.entity import End, EntityFact, Link
from landwaiter.domain.entities.entity_merges import Merge
from landwaiter.domain.entities.vessel_flags import Pattern
from landwaiter.services.entities.entity_views import (
    Background,
    CaseOf,
    EntityView,
    EvidenceOf,
    HitOf,
    IdentifierRow,
    LinkRow,
    MergedEntity,
    Moment,
    NameRow,
)

AT = datetime(2026, 4, 2, 9, 30, tzinfo=UTC)
REGISTER = "ship register, extract of 2 Mar 2026"


def fact(row_id: str, kind: str, grade: str = "B2", **value: str) -> EntityFact:
    return EntityFact(
        id=row_id, entity_id="ent-3", kind=kind, value=value, source=REGISTER, grade=grade,
        author="Marta Zielińska", at=AT, since="2023-11",
    )  # fmt: skip


NAME = EntityFact(
    id="f-1", entity_id="ent-3", kind="name", source=REGISTER, grade="B2", author="M. Zielińska",
    value={"text": "Янтарный берег", "kind": "former", "script": "cyrillic"}, at=AT,
    since="2014", until="2023-10",
)  # fmt: skip
OWNS = Link(
    id="l-1", from_id="ent-9", to_id="ent-3", kind="owns", percent="100", since="2023-11-04",
    source="press report of 4 November 2023", grade="C3", author="M. Zielińska", at=AT,
    certainty=Certainty.REPORTED,
)  # fmt: skip
OWNED = Link(
    id="l-3", from_id="ent-6", to_id="ent-3", kind="owns", percent="100", since="2014",
    until="2023-11-03", source=REGISTER, grade="B2", author="M. Zielińska", at=AT,
    certainty=Certainty.ESTABLISHED,
)  # fmt: skip
ACQUIRED = Link(
    id="l-4", from_id="ent-9", to_id="ent-3", kind="acquired", percent="100", since="2023-11-04",
    source="press report of 4 November 2023", grade="C3", author="M. Zielińska", at=AT,
    certainty=Certainty.ALLEGED, value={"channel": "company_acquisition"},
)  # fmt: skip
OWNERS = (
    LinkRow(OWNS, False, "is owned by", "ent-9", "Bright Harbour Shipping Ltd 亮港航運",
            "organisation", "HK"),
    LinkRow(OWNED, False, "is owned by", "ent-6", "Amber Lines AS", "organisation", "NO"),
)  # fmt: skip
BOUGHT = LinkRow(ACQUIRED, False, "was acquired by", "ent-9",
                 "Bright Harbour Shipping Ltd 亮港航運", "organisation", "HK")  # fmt: skip
MANAGES = Link(
    id="l-2", from_id="ent-8", to_id="ent-3", kind="manages", since="2024",
    source=REGISTER, grade="B2", author="M. Zielińska", at=AT,
)  # fmt: skip
ENDED = EntityFact(
    id="f-9", entity_id="ent-3", kind="phone", value={"text": "+852 0000 0000"}, source="web page",
    grade="E5", author="M. Zielińska", at=AT, end=End("it is another firm’s", "K. Nowak", AT),
)  # fmt: skip
VIEW = EntityView(
    id="ent-3",
    name="MV Amber Coast",
    kind="vessel",
    country="LR",
    author="M. Zielińska",
    at=AT,
    sensitive="marked by the office",
    names=(
        NameRow("MV Amber Coast", "own", "latin"),
        NameRow("AMBER COAST I", "merged", "latin"),
        NameRow("Янтарный берег", "former", "cyrillic", NAME),
    ),
    identifiers=(
        IdentifierRow("IMO", "9074729", ""),
        IdentifierRow("MMSI", "636012345", "", fact("f-2", "identifier")),
    ),
    facts=(
        fact("f-3", "flag", country="LR"),
        fact("f-4", "address", "", text="Unit 1203, 88 Harbour Road, Wan Chai", country="HK"),
    ),
    ended=(ENDED,),
    links=(
        *OWNERS,
        BOUGHT,
        LinkRow(MANAGES, False, "is managed by", "ent-8", "Levant Ship Management FZE",
                "organisation", "AE"),
    ),
    cases=(
        CaseOf("c-1", "PL1-2026-000412",
               "Five-axis machining centre to Xi’an Huarui Education Technology", "assessment",
               date(2026, 3, 27), "CN", "vessel", "AMBER COAST", "the same IMO number", "M. Z.",
               AT),
    ),
    hits=(
        HitOf("h-1", "PL1-2026-000412", "eu_vessels", "vessel_list", "2026-03-18", "AMBER COAST I",
              "AMBER COAST I", 984, "listed", "same", "K. Nowak", AT, AT),
        HitOf("h-2", "PL1-2026-000412", "watched", "export_list", "2026-03", "Amber Coast Trading",
              "Amber Coast Trading", 812, "unconfirmed_identity", "", "", AT, None),
        HitOf("h-3", "PL1-2026-000412", "prc_entities", "institutions", "2026-01",
              "Coastal Vessel Research Institute", "Coastal Vessel Institute", 803, "assessment",
              "", "", AT, None),
    ),
    evidence=(EvidenceOf("PL1-2026-000412", "E-01", "bill of lading.pdf", "B2", AT),),
    merged=(MergedEntity(Merge("m-1", "ent-3", "ent-7", "the same IMO number", "M. Z.", AT),
                         "AMBER COAST I"),),
    apart=(),
    patterns=(
        Pattern("flag_owns", "Under the flag of LR, owned by Bright Harbour Shipping Ltd of HK.",
                "2023-11-04", None, ("f-3", "l-1")),
    ),
    timeline=(
        Moment("2014", "2023-10", "name", "Name: Янтарный берег", REGISTER, "B2"),
        Moment("2023-11", "", "flag", "Flag: LR", REGISTER, "B2"),
        Moment("2023-11-04", "", "owns", "is owned by Bright Harbour Shipping Ltd (100 %)",
               "press report", "C3", Certainty.REPORTED),
        Moment("2026-03-27", "", "case", "vessel in PL1-2026-000412: Five-axis machining centre",
               case="PL1-2026-000412"),
        Moment("2026-04-02", "", "hit", "listed: AMBER COAST I on eu_vessels, edition 2026-03-18",
               case="PL1-2026-000412"),
        Moment("", "", "phone", "Phone: +852 0000 0000", "web page", "E5",
               ended="it is another firm’s"),
    ),
    acquisitions=(acquisition(ACQUIRED, BOUGHT.told, OWNERS),),
    background=(
        Background("CN", "Norland", "China (CN) ordered from Norland: 12 deals.",
                   "ordered 1989 to 2011", "register of transfers", "2025"),
    ),
)  # fmt: skip
