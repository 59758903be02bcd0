"""Transit declarations: T1 opens a case of transit, and messages on it find it."""

from pathlib import Path

import pytest
from tests.services.intake.message_files import (
    TRANSIT_MRN,
    consignment,
    on_declaration,
    transit,
    transit_item,
)
from tests.services.sample_office import ANALYST, Office
from tests.taking_in import taken_in

from landwaiter.domain.cases.case import Evaluation
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.trade.deeds import OpenTradeCase, Sift
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.intake.taking_in import IntakeResult
from landwaiter.services.trade.comparison import compared_named

FIRST = "PL1-2026-000002"


def takes(office: Office, *messages: str) -> IntakeResult:
    path = Path(office.path.parent / "transit.xml")
    path.write_text(f"<all>{''.join(messages)}</all>", encoding="utf-8")
    (result,) = taken_in(office.session(ANALYST), TakeIn((path,)))
    return result


@pytest.mark.parametrize(
    ("kind", "items", "opened"),
    [
        ("T1", ("",), CaseKind.TRANSIT),
        ("T", ("T2", "T1"), CaseKind.TRANSIT),
        ("T2", ("",), CaseKind.EXPORT),
        ("T", ("T2", "T2"), CaseKind.EXPORT),
    ],
)
def test_a_case_of_transit_opens_where_an_item_is_non_union_goods(
    office: Office, kind: str, items: tuple[str, ...], opened: CaseKind
) -> None:
    goods = "".join(transit_item(no, one) for no, one in enumerate(items, start=1))
    result = takes(office, transit(kind=kind, content=consignment(goods)))
    assert (result.created, result.cases) == (1, (FIRST,))
    assert office.case(FIRST).kind is opened


@pytest.mark.parametrize(
    ("kind", "items", "opened"),
    [
        ("T1", ("",), CaseKind.TRANSIT),
        ("T", ("T2", "T1"), CaseKind.TRANSIT),
        ("T", ("T2F", "T2"), CaseKind.EXPORT),
        ("T2", ("",), CaseKind.EXPORT),
        ("TIR", ("",), CaseKind.EXPORT),
    ],
)
def test_what_was_sifted_opens_a_case_of_the_same_kind(
    office: Office, kind: str, items: tuple[str, ...], opened: CaseKind
) -> None:
    goods = "".join(transit_item(no, one) for no, one in enumerate(items, start=1))
    path = office.path.parent / "transit.xml"
    path.write_text(transit(kind=kind, content=consignment(goods)), encoding="utf-8")
    (result,) = run(office.session(ANALYST), Sift((path,)))
    assert result.sifted == 1
    references = [one.reference for one in result.cases]
    if not references:
        said = OpenTradeCase("LW-T-1", "a look at goods in transit")
        references = [do(office.session(ANALYST), said).made]
    assert office.case(references[0]).kind is opened
    assert compared_named(office.session(ANALYST), "LW-T-1").is_same


def test_the_life_of_a_transit_stands_on_its_case(office: Office) -> None:
    takes(office, transit())
    for code in ("CC028C", "CC060C", "CC029C", "CC182C", "CC043C", "CC044C", "CC045C"):
        result = takes(office, on_declaration(code, TRANSIT_MRN, lrn=_lrn(code)))
        assert (result.updated, result.cases) == (1, (FIRST,)), code
    case = office.case(FIRST)
    learned = {row.field: 0 for row in case.enrichment}
    for row in case.enrichment:
        learned[row.field] += 1
    assert learned == {"customs_messages": 3, "exit_messages": 4}
    history = [row.deed for row in office.view(FIRST).history]
    assert history.count("Message of customs attached") == 3


def _lrn(code: str) -> str:
    return "LW-T-1" if code in ("CC028C", "CC029C") else ""


def test_a_release_opens_the_case_where_none_has_its_mrn(office: Office) -> None:
    result = takes(office, on_declaration("CC029C", TRANSIT_MRN, lrn="LW-T-7"))
    assert (result.created, result.updated, result.waiting) == (1, 1, 0)
    case = office.case(FIRST)
    assert case.kind is CaseKind.TRANSIT
    assert case.declaration is not None
    assert case.declaration.mrn == TRANSIT_MRN
    again = takes(office, on_declaration("CC029C", TRANSIT_MRN, lrn="LW-T-7"))
    assert (again.created, again.updated, again.duplicates) == (0, 0, 1)


def test_an_amendment_of_a_transit_is_a_version_and_its_invalidation_a_request(
    office: Office,
) -> None:
    takes(office, transit())
    takes(office, on_declaration("CC028C", TRANSIT_MRN, lrn="LW-T-1"))
    changed = transit(mrn=TRANSIT_MRN, lrn="", code="CC013C").replace("CNC lathe", "Lathe")
    takes(office, changed)
    takes(office, on_declaration("CC014C", TRANSIT_MRN))
    case = office.case(FIRST)
    assert [v.declaration.items[0].description for v in case.versions] == ["CNC lathe", "Lathe"]
    kinds = [request.kind for request in case.requests]
    assert kinds == ["customs_message", "correction", "invalidation"]


def test_another_destination_at_the_unloading_raises_the_rule(office: Office) -> None:
    takes(office, transit(mrn=TRANSIT_MRN))
    takes(office, on_declaration("CC043C", TRANSIT_MRN).replace(">BY<", ">RU<", 1))
    flags = {flag.rule: flag.evaluation for flag in office.case(FIRST).flags}
    assert flags["RF-R05"] is Evaluation.RAISED
