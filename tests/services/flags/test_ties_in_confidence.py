"""Whom an entry of a confidential list is tied to counts for the rules and is named to nobody."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.services.entities.test_ownership import flag, with_rules
from tests.services.hits.test_confidence import OUR_LIST
from tests.services.hits.test_rescreening import again, listed
from tests.services.prepared import prepared
from tests.services.sample_office import ADMIN, ANALYST, CONSIGNEE, REASON, REF, Office

from landwaiter.cli.entities.ownership_commands import _data, _lines
from landwaiter.domain.cases.case import Evaluation
from landwaiter.domain.entities.deeds import MakeEntity
from landwaiter.domain.flags.deeds import SetThreshold
from landwaiter.domain.lists.listing import ListEdition, Tie
from landwaiter.services.cases.search import find
from landwaiter.services.chart.chart_export import write_ftm, write_graphml
from landwaiter.services.chart.chart_network import opened
from landwaiter.services.chart.charts import ChartView, chart_view
from landwaiter.services.deeds.engine import do
from landwaiter.services.entities.entity_page import entity_view
from landwaiter.services.entities.ownership import ownership
from landwaiter.services.hits.confidential_lists import words_in_confidence
from landwaiter.services.hits.waiting_hits import hit_view
from landwaiter.services.lists.list_imports import import_list
from landwaiter.services.reports.entity_report import freeze_entity
from landwaiter.services.reports.freezing import freeze

OWNER, ENTRY = "Quiet Harbour Holding", "raid-2"


@prepared
def told(office: Office) -> Office:
    """The consignee is judged the same as an entry, which the list says is owned by another one."""
    with_rules(office)
    do(
        office.session(ADMIN),
        SetThreshold(
            rule="RF-P18", name="ownership_operator", value=">= (guidance)", reason="as advised"
        ),
    )
    head = ListEdition(
        list_id="eu_fsf", title=OUR_LIST, kind="asset_freeze", edition="raid-7",
        sha256="d" * 64, source="the office", licence="", trust="own knowledge", listings=2,
        imported_at=office.clock(), confidential=True,
    )  # fmt: skip
    tie = Tie("owned_by", OWNER, ENTRY, "60", note="seen at the raid")
    control = Tie("controlled_by", OWNER, ENTRY, note="seen at the raid")
    same = replace(listed("raid-1", CONSIGNEE), ties=(tie, control))
    import_list(office.session(ADMIN), head, (same, listed(ENTRY, OWNER)))
    again(office)
    office.act(ANALYST, "link", party="consignee", basis="the same number")
    hit = next(one for one in office.case().hits if one.list_id == "eu_fsf")
    office.act(ANALYST, "judge", hit=hit.id, outcome="same", reason=REASON)
    return office


def entity_of(office: Office) -> str:
    return next(party.link.entity_id for party in office.case().parties if party.link)


def holders(office: Office) -> str:
    view = ownership(office.session(ANALYST), entity_of(office))
    assert [int(one.least * 100) for one in view.interests.holders] == [60]
    return "\n".join(_lines(view))


def holders_as_json(office: Office) -> str:
    return str(_data(ownership(office.session(ANALYST), entity_of(office))))


def case_report(office: Office) -> str:
    return freeze(office.session(ANALYST), REF).report.canonical().decode()


def entity_report(office: Office) -> str:
    return freeze_entity(office.session(ANALYST), entity_of(office)).canonical().decode()


def opened_chart(office: Office) -> ChartView:
    """The chart of the case, with the entry opened on it."""
    session = office.session(ANALYST)
    view = chart_view(session, REF)
    (entry,) = [one for one in view.chart.nodes if one.id == "listing/eu_fsf/raid-1"]
    brought = opened(session, entry, root=REF, day=view.day).chart
    assert len([one for one in brought.nodes if one.kind == "listing"]) == 2
    return replace(view, grown=view.grown.with_opened(entry.id, brought))


def chart(office: Office) -> str:
    return str(opened_chart(office).chart)


def chart_as_graphml(office: Office) -> str:
    file = office.path.parent / "out.graphml"
    write_graphml(office.session(ANALYST), opened_chart(office), file)
    return file.read_text("utf-8")


def chart_as_ftm(office: Office) -> str:
    file = office.path.parent / "out.ftm.json"
    write_ftm(office.session(ANALYST), opened_chart(office), file)
    return file.read_text("utf-8")


def page_and_case(office: Office) -> str:
    session = office.session(ANALYST)
    return str((entity_view(session, entity_of(office)).links, office.view(REF).owners))


def flags(office: Office) -> str:
    found = flag(office, "RF-P18")
    assert found.evaluation is Evaluation.RAISED, "it counts all the same"
    return str(found)


def answers(office: Office) -> str:
    found = [find(office.session(ANALYST), text) for text in (OWNER, ENTRY, "Quiet")]
    return str(found)


@pytest.mark.parametrize(
    "shown",
    [holders, holders_as_json, case_report, entity_report, chart, chart_as_graphml, chart_as_ftm,
     page_and_case, flags, answers],
)  # fmt: skip
def test_the_other_end_of_a_tie_in_confidence_is_named_nowhere(
    told: Office, shown: Callable[[Office], str]
) -> None:
    text = shown(told)
    for word in (OWNER, ENTRY, "seen at the raid"):
        assert word not in text


@pytest.mark.parametrize(
    "given_out",
    [holders, holders_as_json, case_report, entity_report, chart_as_graphml, chart_as_ftm, flags],
)
def test_nor_is_the_list_in_what_is_given_out(
    told: Office, given_out: Callable[[Office], str]
) -> None:
    text = given_out(told)
    for word in (OUR_LIST, "raid-7"):
        assert word not in text


def test_what_somebody_typed_of_the_other_end_is_blacked_out(told: Office) -> None:
    told.act(ANALYST, "note", reason=f"{OWNER} may be behind it")
    assert OWNER not in case_report(told)


def test_whom_the_casebook_knows_besides_is_no_secret(told: Office) -> None:
    with told.session(ANALYST).reading() as conn:
        assert OWNER in words_in_confidence(conn)
    do(told.session(ANALYST), MakeEntity(name=OWNER, kind="organisation", source="trade register"))
    with told.session(ANALYST).reading() as conn:
        assert OWNER not in words_in_confidence(conn)


def test_who_judges_sees_the_entry_as_the_list_has_it_and_nobody_else(told: Office) -> None:
    hit = next(one for one in told.case().hits if one.list_id == "eu_fsf")
    assert OWNER in str(hit_view(told.session(ANALYST), hit.id))
    assert OWNER not in str(hit_view(told.session(ADMIN), hit.id))
