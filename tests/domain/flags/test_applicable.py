"""Rules without a subject: by a known fact, and open again where the same fact is not known."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
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
    not_evaluated_in,
    result_of,
    some_facts,
)
from tests.domain.packs import inline, shipped

from landwaiter.domain.cases.case import Candidate, ClassificationState, Evaluation, Waits
from landwaiter.domain.cases.kinds import FieldType, Kind, KindField
from landwaiter.domain.flags.applicable import ABSENT
from landwaiter.domain.flags.inputs_of_rules import Facts, Licence, Registers
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.declaration import Declaration, Item, Role, TransportMeans
from landwaiter.domain.lists.listing import JudgementValue

CHEESE = an_item(cn="04069078", description="Gouda cheese in wheels")
MACHINE = an_item()
MEMORIES = an_item(cn="85423290")
CHAIRS = an_item(cn="94036000", description="chairs of bent wood")
CONFIRMED, REJECTED = ClassificationState.CONFIRMED, ClassificationState.REJECTED
EXPORTER = a_party(Role.EXPORTER, "Obrabiarki Wisla", "PL", identifier="PL526100001900000")
BUYER = a_party(Role.CONSIGNEE, "Aurora Import", "BR")
USER = a_party(Role.END_USER, "Plant 4", "BR")
STRANGER = a_party(Role.END_USER, "Plant 4", None)
ROAD = TransportMeans("border", "3", "30", "PO 12345", None, None)
BARGE = TransportMeans("departure", "8", "80", None, None, None)
SHIP = TransportMeans("border", "1", "80", None, None, None)


def declared(*items: Any, **changes: Any) -> Declaration:
    return a_declaration(items=items or (CHEESE,), documents=(), **changes)


def goods(*items: Any, facts: dict[str, Any] | None = None, **changes: Any) -> Facts:
    """An export of cheese, unless told otherwise."""
    return some_facts(a_case(declaration=declared(*items, **changes)), **(facts or {}))


def of_kind(kind: CaseKind, **project: Any) -> Facts:
    """A case without a declaration."""
    partner = a_party(Role.PROJECT_PARTNER, "Northern Institute", "BR")
    case = a_case(kind=kind, versions=(), parties=(partner,), project=project or None)
    return some_facts(case)


def stating(field: str, value: Any, *items: Any, **changes: Any) -> Facts:
    """The export of cheese with one statement beside it."""
    case = a_case(declaration=declared(*items, **changes), enrichment=(learned(field, value),))
    return some_facts(case)


def among(*parties: Any, enrichment: Any = (), item: Any = CHEESE, **changes: Any) -> Facts:
    case = a_case(
        declaration=declared(item, country_destination="BR", country_routing=("PL", "BR")),
        parties=(EXPORTER, *parties),
        enrichment=enrichment,
    )
    return some_facts(replace(case, **changes))


def found(*findings: Any, candidates: Any = (), item: Any = CHAIRS, **facts: Any) -> Facts:
    """Chairs, which correlate with nothing, and what a person found on them."""
    case = a_case(
        declaration=declared(item), classifications=tuple(findings), candidates=candidates
    )
    return some_facts(case, **facts)


def by_water(*means: TransportMeans, **changes: Any) -> Facts:
    return goods(transport=means, **changes)


NOT_LISTED = found(a_finding("2B001", REJECTED))
NOBODY_LOOKED = found()
RESEARCH, INTANGIBLE = of_kind(CaseKind.RESEARCH), of_kind(CaseKind.INTANGIBLE)
EXPORT = goods()
UNDECLARED = some_facts(a_case(versions=()))
"""An export of which the declaration is not there yet: goods there are, and none is known."""
HINT = Candidate(1, "eu", "6A001", "Acoustics", "glossary@1", 600, ("a word",), (), "own")
EVERY_ANNEX = {
    name: inline(name, "goods_annex", {"annex": "VII", "cn": "9031"})
    for name in ("eu_833_annexes", "annex_258_2012")
}
PART_OF_7 = {
    "eu_833_annexes": inline("eu_833_annexes", "goods_annex", {"annex": "VII", "cn": "9403"})
}
EMBARGO = inline(
    "embargo_annexes",
    "goods_annex",
    {"country": "IR", "regulation": "267/2012", "hs6": "940360", "measure_from": "2022-06-03"},
)
UNDATED = inline(
    "embargo_annexes", "goods_annex", {"country": "IR", "regulation": "267/2012", "hs6": "940360"}
)
OFFICIAL = inline(
    "correlation_official", "correlation", {"cn": "84571010", "control_code": "2B001"}
)
LISTED = Registers(denials=())
STAKES = [
    {"owner": "Ana Silva", "owner_country": "BR", "owned": one.name}
    for one in (EXPORTER, BUYER, USER)
]
OWNER = a_party(Role.SHAREHOLDER, "Ana Silva", "BR")
WITHOUT_END_USE = Kind("acquisition", "Acquisition", "", "", (), 1)
WITH_END_USE = replace(WITHOUT_END_USE, fields=(KindField("end_use", "End use", FieldType.LONG),))


def acquired(kind: Kind) -> Facts:
    facts = of_kind(CaseKind.ACQUISITION)
    return replace(facts, case=replace(facts.case, of_kind=kind))


def licensed_goods(**changes: Any) -> Facts:
    declaration = a_declaration(documents=(a_document("X060"),), **changes)
    return some_facts(a_case(declaration=declaration))


def transit(non_union: str | None) -> Facts:
    facts = licensed_goods()
    project = {"non_union": non_union}
    return replace(facts, case=replace(facts.case, kind=CaseKind.TRANSIT, project=project))


def audited(facts: Facts) -> Facts:
    return replace(facts, case=replace(facts.case, kind=CaseKind.AUDIT))


def released(day: str, today: date = date(2026, 3, 28)) -> Facts:
    return replace(stating("released_at", day), today=today)


def licensed(*conditions: str, ref: str = "PL-1") -> Facts:
    entry = Licence("PL-1", "PL", "individual", conditions=conditions)
    document = a_document("X060", reference=ref)
    case = a_case(declaration=a_declaration(documents=(document,)))
    registers = Registers(licence_issuers=("PL",), licences=(entry,))
    return some_facts(case, registers=registers)


def contracted(day: str | None, pack: Any = EMBARGO) -> Facts:
    facts = stating("contract", {"date": day} if day else {}, CHAIRS, country_destination="IR")
    return replace(facts, packs={**facts.packs, "embargo_annexes": pack})


@dataclass(frozen=True)
class Row:
    """A rule, the fact that leaves it without a subject, and the same fact not known."""

    rule: str
    says: str
    known: Facts
    unknown: Facts

    def __str__(self) -> str:
        return f"{self.rule} {self.says}"


def rows(rules: str, says: str, known: Facts, unknown: Facts) -> tuple[Row, ...]:
    return tuple(Row(f"RF-{rule}", says, known, unknown) for rule in rules.split())


OF_GOODS = "P08 P09 P10 P11 P12 E04 E05 E06 E07 R01 R02 R03 R04 R07 R08 R10"
OF_GOODS_TOO = "G01 G08 G09 G10 G13 G14 W02 D01 D02 V01 V02 V03 V04"
OF_DECLARATION = "P13 R05 R06 R09 G02 G03 G04 G05 G06 G07 W01 W03 W04 D03 D04 D05 D06"
ROWS = (
    *rows(OF_GOODS, "a kind without goods", RESEARCH, UNDECLARED),
    *rows(OF_GOODS_TOO, "a kind without goods", INTANGIBLE, UNDECLARED),
    *rows(OF_DECLARATION, "a kind without a declaration", RESEARCH, UNDECLARED),
    *rows(
        "R05 R09 G06 G07 D03", "brokering is not declared", of_kind(CaseKind.BROKERING), UNDECLARED
    ),
    *rows("P02 P11 E06 G08 G13 G14", "a person found it not listed", NOT_LISTED, NOBODY_LOOKED),
    *rows(
        "P02 P11 E06 G08 G13 G14",
        "a candidate of words alone is left",
        NOT_LISTED,
        found(a_finding("2B001", REJECTED), candidates=(HINT,)),
    ),
    *rows(
        "P02 P11 E06 G08 G13 G14",
        "the official table has no entry for it",
        found(packs={"correlation_official": OFFICIAL}),
        found(packs={"correlation_official": OFFICIAL}, item=replace(CHAIRS, cn="940360")),
    ),
    *rows(
        "P02",
        "a row of Annex VII may cover it",
        NOT_LISTED,
        found(a_finding("2B001", REJECTED), packs=PART_OF_7),
    ),
    *rows(
        "P02 S02",
        "the project is about goods of the list",
        of_kind(CaseKind.RESEARCH, technology="1C010", medium="a visit"),
        of_kind(CaseKind.RESEARCH, medium="a visit"),
    ),
    *rows("P05 P06", "nobody is near an institution", among(BUYER, USER), among(BUYER, STRANGER)),
    *rows("P05 P06", "nor is the end user unknown", among(BUYER, USER), among(BUYER)),
    *rows("P05 P06", "nor is the consignee unknown", among(BUYER, USER), among(USER)),
    *rows(
        "P07",
        "and the owners of each are stated",
        among(BUYER, USER, OWNER, enrichment=(learned("ownership", STAKES),)),
        among(BUYER, USER, OWNER, enrichment=(learned("ownership", STAKES[:2]),)),
    ),
    *rows(
        "P06",
        "classified, of another category",
        found(a_finding("1C210", CONFIRMED), item=an_item(cn="94036000")),
        found(a_finding("1C210", ClassificationState.INSUFFICIENT), item=CHAIRS),
    ),
    *rows(
        "P08 G01 W02",
        "not on the high-priority list",
        EXPORT,
        goods(facts={"without": ("chpl",)}),
    ),
    *rows(
        "P08 R01",
        "no hub anywhere",
        among(BUYER, item=MACHINE),
        among(a_party(Role.CONSIGNEE, "Aurora Import", None), item=MACHINE),
    ),
    *rows(
        "P08 R01",
        "nor on the way",
        some_facts(
            a_case(
                declaration=declared(
                    an_item(), country_destination="BR", country_routing=("PL", "BR")
                ),
                parties=(BUYER,),
            )
        ),
        some_facts(
            a_case(
                declaration=declared(an_item(), country_destination="BR", country_routing=()),
                parties=(BUYER,),
            )
        ),
    ),
    *rows(
        "P12",
        "a public authority",
        stating("consignee.kind", "public authority"),
        stating("consignee.kind", None),
    ),
    *rows(
        "P13",
        "no authorisation, one version",
        EXPORT,
        some_facts(a_case(versions=(a_version(declared()), a_version(declared(), 2)))),
    ),
    *rows(
        "P13 D05 D06",
        "a number is an authorisation too",
        EXPORT,
        goods(replace(CHEESE, licence_ref="PL-77")),
    ),
    *rows("P13 D05 D06 G04 G05", "no such code", EXPORT, goods(facts={"without": ("code_sets",)})),
    *rows(
        "P15",
        "nobody is tied to a listed person",
        replace(
            among(BUYER, enrichment=(learned("ownership", STAKES),)),
            lists={"eu_fsf": a_list("eu_fsf", "asset_freeze")},
        ),
        among(BUYER, enrichment=(learned("ownership", STAKES),)),
    ),
    *rows("E03", "the kind asks for no end use", acquired(WITHOUT_END_USE), acquired(WITH_END_USE)),
    *rows("E04", "neither goods nor user there", among(BUYER, USER), among(BUYER, STRANGER)),
    *rows(
        "E06",
        "another destination",
        goods(CHEESE, country_destination="BR"),
        goods(CHEESE, country_destination=None),
    ),
    *rows(
        "E07",
        "the end user is a person",
        stating("end_user", {"name": "Ana Silva", "kind": "natural person"}),
        stating("end_user", {"name": "Ana Silva"}),
    ),
    *rows(
        "R01",
        "on neither list",
        goods(facts={"packs": EVERY_ANNEX}),
        goods(facts={"packs": {}}),
    ),
    *rows("R02", "no first tier", EXPORT, goods(facts={"without": ("chpl",)})),
    *rows(
        "R02 G01",
        "another destination",
        goods(MEMORIES, country_destination="NO"),
        goods(MEMORIES, country_destination=None),
    ),
    *rows(
        "R04",
        "an audit states no way",
        audited(goods(country_routing=(), office_exit=None)),
        goods(country_routing=(), office_exit=None),
    ),
    *rows("R06", "nothing is released", EXPORT, audited(EXPORT)),
    *rows(
        "R06",
        "released ninety days ago",
        released("2026-01-01", date(2026, 4, 1)),
        released("2026-01-01", date(2026, 4, 2)),
    ),
    *rows(
        "G01 D01",
        "in the Union",
        goods(an_item(cn="85423190"), country_destination="DE"),
        goods(an_item(cn="85423190"), country_destination=None),
    ),
    *rows("G02", "Y901 nowhere", EXPORT, goods(facts={"without": ("code_sets",)})),
    *rows(
        "G02",
        "Y901 on an item that is not listed",
        replace(
            NOT_LISTED,
            case=replace(NOT_LISTED.case, versions=(a_version(a_declaration(items=(CHAIRS,))),)),
        ),
        some_facts(a_case(declaration=a_declaration(items=(CHAIRS,)))),
    ),
    *rows("G03 G04 G13 G14", "non-Union goods in transit", transit("yes"), transit(None)),
    *rows(
        "G03 G04 G13 G14",
        "declared as T1",
        licensed_goods(type="T1"),
        licensed_goods(type="T2"),
    ),
    *rows(
        "G07",
        "the substance is named by number",
        goods(replace(CHEESE, description="thionyl chloride 7719-09-7")),
        goods(replace(CHEESE, description="thionyl chloride 7719-09-8")),
    ),
    *rows(
        "G11",
        "classified, of another category",
        replace(found(a_finding("1C210", CONFIRMED), item=CHAIRS), settings={"RF-G11.on": "true"}),
        replace(NOBODY_LOOKED, settings={"RF-G11.on": "true"}),
    ),
    *rows(
        "G12",
        "nothing of the United States",
        replace(
            stating("us_content", "no", replace(CHEESE, origin="NL")),
            settings={"RF-G12.on": "true"},
        ),
        replace(stating("us_content", "no"), settings={"RF-G12.on": "true"}),
    ),
    *rows(
        "G12",
        "nothing of the United States is in it",
        replace(
            stating("us_content", "no", replace(CHEESE, origin="NL")),
            settings={"RF-G12.on": "true"},
        ),
        replace(goods(replace(CHEESE, origin="NL")), settings={"RF-G12.on": "true"}),
    ),
    *rows("W01", "no commercial value", stating("value", "none"), EXPORT),
    *rows(
        "W03",
        "the office has no threshold",
        replace(EXPORT, settings={"RF-W03.value_thresholds": "none"}),
        EXPORT,
    ),
    *rows(
        "D01",
        "outside all annexes of the article",
        goods(facts={"packs": EVERY_ANNEX}),
        goods(facts={"packs": {"eu_833_annexes": EVERY_ANNEX["eu_833_annexes"]}}),
    ),
    *rows("D01", "an exempt heading", goods(an_item()), goods(an_item(cn=None))),
    *rows(
        "D01",
        "a public contract",
        stating("contract", {"public_contract": True}),
        stating("contract", {"date": "2025-02-01"}),
    ),
    *rows("D02", "a contract after the measure", contracted("2022-06-03"), contracted(None)),
    *rows(
        "D02",
        "after a measure whose day is known",
        contracted("2022-06-03"),
        contracted("2022-06-03", UNDATED),
    ),
    *rows("D03", "no invoice by nature", stating("invoice", "none"), EXPORT),
    *rows(
        "D06",
        "no condition asks for a statement",
        licensed("use within the Union"),
        licensed("use within the Union", ref="PL-2"),
    ),
    *rows("D08", "no payment takes place", stating("payment", "none"), EXPORT),
    *rows(
        "S01 S02 S03",
        "an export",
        EXPORT,
        of_kind(CaseKind.RESEARCH, partner="Northern Institute"),
    ),
    *rows("V01 V02 V04", "by road", by_water(ROAD), by_water(replace(ROAD, mode=None))),
    *rows("V01 V02 V04", "not by sea", by_water(ROAD), by_water(SHIP)),
    *rows(
        "V01 V02 V04",
        "not inland by water",
        by_water(ROAD),
        by_water(ROAD, BARGE),
    ),
    *rows("V03", "no container by road", by_water(ROAD), by_water(replace(ROAD, mode="2"))),
    *rows("V03", "declared as in none", goods(container_indicator=False), EXPORT),
    *rows(
        "C01",
        "denials are loaded, and it is not listed",
        replace(NOT_LISTED, registers=LISTED),
        NOT_LISTED,
    ),
    *rows(
        "C01",
        "denials are loaded, and it is found not listed",
        replace(NOT_LISTED, registers=LISTED),
        replace(found(candidates=(HINT,)), registers=LISTED),
    ),
    *rows(
        "C02",
        "all of the exporter's own side",
        among(BUYER, enrichment=(learned("exporter.affiliates", ["Aurora Import"]),)),
        among(BUYER),
    ),
    *rows("C03", "no payment passes a bank", stating("payment", "no bank"), EXPORT),
    *rows(
        "C04",
        "no exporter of the Union",
        some_facts(a_case(parties=(a_party(Role.EXPORTER, "Sun Works", "CN"), BUYER))),
        some_facts(a_case(parties=(a_party(Role.EXPORTER, "Sun Works", None), BUYER))),
    ),
)
NEVER_UNKNOWN = {"RF-D07"}
"""The office knows whether it sent a request."""


def test_every_rule_of_the_table_is_tried() -> None:
    assert {row.rule for row in ROWS} == ABSENT.keys() - NEVER_UNKNOWN
    assert ABSENT.keys() <= {row["id"] for row in shipped("flag_rules").rows}


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_known_fact_leaves_a_rule_without_a_subject(row: Row) -> None:
    result = result_of(row.rule, row.known)
    assert result.evaluation is Evaluation.NOT_APPLICABLE, result.explanation
    assert result.explanation
    assert (result.missing, result.waits_for) == ((), None)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_where_the_fact_is_not_known_the_rule_is_open(row: Row) -> None:
    result = result_of(row.rule, row.unknown)
    assert result.evaluation is not Evaluation.NOT_APPLICABLE, result.explanation


def test_a_request_that_was_sent_gives_its_rule_a_subject() -> None:
    asked = some_facts(a_case(actions=(a_request(date(2026, 4, 9)),)))
    assert result_of("RF-D07", some_facts()).evaluation is Evaluation.NOT_APPLICABLE
    assert result_of("RF-D07", asked).evaluation is Evaluation.NOT_RAISED


def test_a_rule_that_is_off_says_so_first() -> None:
    off = replace(by_water(ROAD), settings={"RF-V01.on": "false"})
    assert result_of("RF-V01", off).evaluation is Evaluation.NOT_EVALUATED
    assert result_of("RF-V01", off).missing == ("switched off in this office",)


def test_it_is_decided_before_packs_and_lists_are_missed() -> None:
    """Annex II is not loaded, nor a list of vessels: no general authorisation, and no ship."""
    bare = by_water(ROAD, facts={"without": ("chpl", "hs_control")})
    assert result_of("RF-G05", bare).evaluation is Evaluation.NOT_APPLICABLE
    assert result_of("RF-V01", bare).evaluation is Evaluation.NOT_APPLICABLE


def test_a_ship_that_is_named_is_a_subject_whatever_the_mode() -> None:
    named = by_water(ROAD, TransportMeans("border", None, "10", "1234560", None, "MOON"))
    assert result_of("RF-V02", named).evaluation is Evaluation.RAISED


def test_a_container_that_is_stated_is_a_subject_whatever_the_indicator() -> None:
    stated = goods(container_indicator=False, containers=(a_container("MSCU6639871"),))
    assert result_of("RF-V03", stated).evaluation is Evaluation.RAISED


def test_a_fact_that_changes_opens_the_rule_again() -> None:
    """A finding is another thing a day later: the code is confirmed after all."""
    case = NOT_LISTED.case
    again = replace(
        NOT_LISTED,
        case=replace(
            case,
            classifications=(
                *case.classifications,
                a_finding("2B001", CONFIRMED),
            ),
        ),
    )
    assert result_of("RF-G13", NOT_LISTED).evaluation is Evaluation.NOT_APPLICABLE
    assert result_of("RF-G13", again).evaluation is Evaluation.NOT_EVALUATED


def test_an_open_hit_on_an_institution_is_a_subject() -> None:
    hit = a_hit(USER, "prc_entities", "institutions", programme="pla-academy")
    assert result_of("RF-P05", among(BUYER, USER, hits=(hit,))).missing == ("hits.judgement",)
    other = replace(
        hit,
        judgement=a_hit(
            USER, "prc_entities", "institutions", judgement=JudgementValue.DIFFERENT
        ).judgement,
    )
    judged = among(BUYER, USER, hits=(other,))
    assert result_of("RF-P05", judged).evaluation is Evaluation.NOT_APPLICABLE


def test_the_fact_names_the_values_and_where_they_stand() -> None:
    result = result_of("RF-V01", by_water(ROAD))
    assert result.explanation == "The goods do not go by water: road."
    assert result.evidence == ("declaration/transport: 3",)
    found_out = result_of("RF-G13", NOT_LISTED)
    assert found_out.evidence == ("classifications/1/2B001: rejected",)
    assert "analyst" in found_out.explanation


CHEESE_TO_CHINA = goods(transport=(ROAD,), country_routing=("PL", "KZ", "CN"))
"""Acceptance: Gouda cheese in wheels, CN 0406 90, to China by road, nothing else known."""


def test_cheese_by_road_waits_for_little_that_an_officer_can_do() -> None:
    by_waits: dict[Waits | None, set[str]] = {}
    for rule in not_evaluated_in(CHEESE_TO_CHINA):
        by_waits.setdefault(result_of(rule, CHEESE_TO_CHINA).waits_for, set()).add(rule)
    own = by_waits[Waits.ASK] | by_waits.get(Waits.JUDGE, set())
    assert len(own) <= 21
    assert not {rule for rule in own if rule.startswith("RF-V")}
    assert {"RF-P01", "RF-P16", "RF-G03", "RF-C01"} <= by_waits[Waits.OFFICE]


def test_of_cheese_by_road_nothing_that_is_open_is_without_a_subject() -> None:
    """What is open is open by its own missing inputs: each of them may still come to be known."""
    open_rules = not_evaluated_in(CHEESE_TO_CHINA)
    idle = {"RF-G01", "RF-G02", "RF-G04", "RF-G05", "RF-P08", "RF-R02", "RF-W02", "RF-P13"}
    idle |= {"RF-D05", "RF-D06", "RF-D07", "RF-R06", "RF-S01", "RF-S02", "RF-S03"}
    idle |= {"RF-V01", "RF-V02", "RF-V03", "RF-V04"}
    assert not idle & open_rules
    for rule in idle:
        assert result_of(rule, CHEESE_TO_CHINA).evaluation is Evaluation.NOT_APPLICABLE


TO_BISHKEK = {"country_destination": "KG", "country_routing": ("PL", "KG")}


@pytest.mark.parametrize(
    ("rule", "item"),
    [("RF-R01", an_item(description="used 5-axis machining centre")), ("RF-R02", MEMORIES)],
    ids=["a machine of tier 4.B", "memories of tier 1"],
)
@pytest.mark.parametrize(
    ("place", "also"), [("Bishkek", ()), (None, ("delivery_place",))], ids=["stated", "blank"]
)
def test_a_delivery_place_clears_nothing_of_what_is_not_known(
    rule: str, item: Item, place: str | None, also: tuple[str, ...]
) -> None:
    """Acceptance: goods of the high-priority list to Bishkek, to a buyer whom nobody knows."""
    declaration = a_declaration(items=(item,), delivery_place=place, **TO_BISHKEK)
    result = result_of(rule, some_facts(a_case(declaration=declaration)))
    assert result.evaluation is Evaluation.NOT_EVALUATED
    expected = ("consignee.kind", "consignee.incorporated", "end_user.name", *also)
    assert result.missing == expected
    assert result.not_met == (("delivery_place",) if place else ())
