"""Who is behind an entity, as the casebook states it and lists know it."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.services.prepared import prepared
from tests.services.sample_office import ADMIN, ANALYST, REF, Office, declared, write_csv

from landwaiter.domain.cases.case import Evaluation, FlagResult
from landwaiter.domain.entities.deeds import EndStatement, LinkEntities, MakeEntity, MergeEntities
from landwaiter.domain.entities.entity import TypedStatement
from landwaiter.domain.entities.ownership.judging import Claim, FirmStanding, FirmVerdict
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.flags.deeds import SetThreshold
from landwaiter.domain.lists.deeds import ImportList
from landwaiter.errors import Invalid, NotFound
from landwaiter.resources import root
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.entities.entity_page import entity_view
from landwaiter.services.entities.ownership import OwnershipView, ownership
from landwaiter.services.law import packs
from landwaiter.services.lists import list_imports
from landwaiter.services.reports.dossier.entity import _ended
from landwaiter.services.reports.dossier.owner_tables import holders_table, ownership_table

DAY = date(2026, 3, 27)
FIRM, HOLDING, OWNER, OTHER = "Aurora Import", "Boreal Holding", "Ivan Sokolov", "Pavel Orlov"
REGISTER = "company register"


def make(office: Office, name: str, *, kind: str = "organisation", country: str = "") -> None:
    do(
        office.session(ANALYST),
        MakeEntity(name=name, kind=kind, country=country or None, source=REGISTER),
    )


def hold(office: Office, owner: str, firm: str, percent: str | None, **carried: Any) -> str:
    kind, test = carried.pop("kind", "owns"), carried.pop("test", "")
    done = do(
        office.session(ANALYST),
        LinkEntities(
            entity=owner,
            kind=kind,
            other=firm,
            **asdict(TypedStatement(REGISTER, **carried)),
            percent=percent,
            test=test,
        ),
    )
    return done.made


@prepared
def built(office: Office) -> Office:
    """Aurora belongs to Boreal, of which two persons hold half and a third."""
    for name in (FIRM, HOLDING):
        make(office, name)
    for name in (OWNER, OTHER):
        make(office, name, kind="person", country="RU")
    hold(office, HOLDING, FIRM, "100")
    hold(office, OWNER, HOLDING, "50", since="2021-03")
    hold(office, OTHER, HOLDING, "30")
    return office


def with_rules(office: Office) -> None:
    shipped = {pack.id: pack for pack in packs.shipped_packs(root())}
    packs.import_packs(office.session(ADMIN), [shipped["ownership_rules"]])


def with_list(office: Office, *rows: dict[str, Any], list_id: str = "eu_fsf") -> None:
    file = write_csv(Path(office.path.parent) / f"{list_id}.csv", rows)
    head = list_imports.ListHead(list_id, kind="asset_freeze", edition="2026-03")
    assert not run(office.session(ADMIN), ImportList(files=(file,), **asdict(head)))[0].rejected


def look(office: Office, name: str = FIRM, **asked: Any) -> OwnershipView:
    return ownership(office.session(ANALYST), name, on=asked.pop("on", DAY), **asked)


def standing(view: OwnershipView, claim: Claim = Claim.BY_PATH, rule: str = "eu") -> FirmStanding:
    (found,) = [one for one in view.standings if one.claim is claim and one.rule.id == rule]
    return found


def test_the_holders_at_the_top_are_told_with_what_they_hold(built: Office) -> None:
    view = look(built)
    held = {
        view.graph.name(one.holder): (int(one.least * 100), int(one.most * 100))
        for one in view.interests.holders
    }
    assert held == {OWNER: (50, 70), OTHER: (30, 50)}
    assert view.interests.unknown * 100 == 20


def test_a_chain_to_somebody_who_only_resembles_a_listing_stays_unconfirmed(built: Office) -> None:
    with_rules(built)
    with_list(built, {"id": "L1", "schema": "Person", "name": OWNER, "countries": "ru"})
    view = look(built)
    assert standing(view).marks == ()
    assert standing(view, Claim.UNCONFIRMED_IDENTITY).verdict is FirmVerdict.SETTING_OPEN


def test_an_ended_link_counts_no_longer(built: Office) -> None:
    row = hold(built, OTHER, FIRM, "10")
    do(built.session(ANALYST), EndStatement(statement=row, reason="it was sold"))
    assert all(step.owned != step.owner for path in look(built).chains.paths for step in path)
    assert not any(len(path) == 1 for path in look(built).chains.paths)


def test_a_merged_holder_is_one_with_the_one_that_was_kept(built: Office) -> None:
    make(built, "Boreal Holdings")
    hold(built, "Boreal Holdings", "Aurora Import", None)
    do(
        built.session(ANALYST),
        MergeEntities(kept=HOLDING, gone="Boreal Holdings", reason="the same number"),
    )
    (holding,) = look(built).graph.of(look(built).entity.id)
    assert (int(holding.share.least), len(holding.rows)) == (1, 1)


def test_the_day_decides(built: Office) -> None:
    view = look(built, on=date(2020, 1, 1))
    assert {view.graph.name(one.holder) for one in view.interests.holders} == {OTHER}


def test_an_entity_nobody_knows_is_refused_with_a_remedy(built: Office) -> None:
    with pytest.raises(NotFound) as refused:
        look(built, "Nobody")
    assert refused.value.remedy


def test_a_rule_that_is_not_there_is_refused(built: Office) -> None:
    with_rules(built)
    with pytest.raises(Invalid):
        look(built, rule="un")


def test_the_office_says_whether_half_is_enough(built: Office) -> None:
    with_rules(built)
    do(
        built.session(ADMIN),
        SetThreshold(
            rule="RF-P18",
            name="ownership_operator",
            value=">= (guidance of 2024)",
            reason="as advised",
        ),
    )
    view = look(built, rule="EU")
    assert [rule.operator for rule in view.rules] == [">="]


def test_a_rule_is_told_as_it_stands_on_the_day(built: Office) -> None:
    with_rules(built)
    states = {
        day: {rule.id: rule.state for rule in look(built, on=date.fromisoformat(day)).rules}
        for day in ("2025-10-01", "2026-03-27", "2026-11-10")
    }
    assert [found["us_affiliates"] for found in states.values()] == [
        "in_force",
        "suspended",
        "unknown",
    ]


def linked(office: Office) -> None:
    """The consignee of the sample case is Aurora; the analyst links it."""
    office.act(ANALYST, "link", party="consignee", to=FIRM, basis="company register")


def flag(office: Office, rule: str) -> FlagResult:
    return next(one for one in office.case().flags if one.rule == rule)


def judged_same(office: Office, name: str, *, entity: str = "") -> None:
    """In another case the person is a party, linked to the entity, and judged the same."""
    result = office.take_in(
        declared(
            lrn=f"LW {name}", consignee_name=name, consignee_country="RU", country_destination="RU"
        )
    )
    (reference,) = result.cases
    office.act(
        ANALYST, "link", reference=reference, party="consignee", to=entity or name, basis="passport"
    )
    for hit in office.case(reference).hits:
        if hit.list_id == "eu_fsf":
            office.act(
                ANALYST,
                "judge",
                reference=reference,
                hit=hit.id,
                outcome="same",
                reason="the passport is the same",
            )


def test_a_link_between_entities_is_a_fact_of_the_case_at_once(built: Office) -> None:
    with_rules(built)
    with_list(built, {"id": "L1", "schema": "Person", "name": OWNER, "countries": "ru"})
    do(
        built.session(ADMIN),
        SetThreshold(
            rule="RF-P18",
            name="ownership_operator",
            value=">= (guidance of 2024)",
            reason="as advised",
        ),
    )
    linked(built)
    hold(built, OWNER, FIRM, "20")
    assert "hits.judgement" in flag(built, "RF-P18").missing


def test_a_chain_to_a_holder_judged_the_same_raises_the_flag(built: Office) -> None:
    with_rules(built)
    with_list(built, {"id": "L1", "schema": "Person", "name": OWNER, "countries": "ru"})
    judged_same(built, OWNER)
    linked(built)
    hold(built, OWNER, HOLDING, "51", since="2022")
    found = flag(built, "RF-P18")
    assert found.evaluation is Evaluation.RAISED
    assert f"{HOLDING} (100 %) ← {OWNER} (51 %)" in found.explanation


def test_two_listed_holders_together_have_enough(built: Office) -> None:
    with_rules(built)
    rows = (
        {"id": name, "schema": "Person", "name": name, "countries": "ru"} for name in (OWNER, OTHER)
    )
    with_list(built, *rows)
    judged_same(built, OWNER)
    judged_same(built, OTHER)
    assert standing(look(built)).verdict is FirmVerdict.OWNED


def test_a_person_judged_another_is_no_mark(built: Office) -> None:
    with_rules(built)
    with_list(built, {"id": "L1", "schema": "Person", "name": OWNER, "countries": "ru"})
    assert [mark.claim for mark in look(built).marks] == ["unconfirmed_identity"]
    judged_same(built, OWNER)
    assert [mark.claim for mark in look(built).marks] == ["listed"]


def test_who_was_judged_the_same_is_listed_under_whatever_name_the_entity_stands(
    built: Office,
) -> None:
    with_rules(built)
    other_name = "Zhdan Velikorodny"
    with_list(built, {"id": "L1", "schema": "Person", "name": other_name, "countries": "ru"})
    judged_same(built, other_name, entity=OWNER)
    linked(built)
    hold(built, OWNER, HOLDING, "51", since="2022")
    assert [(mark.claim, mark.name) for mark in look(built).marks] == [("listed", other_name)]
    assert flag(built, "RF-P18").evaluation is Evaluation.RAISED


def test_ending_the_link_lowers_the_flag(built: Office) -> None:
    with_rules(built)
    with_list(built, {"id": "L1", "schema": "Person", "name": OWNER, "countries": "ru"})
    judged_same(built, OWNER)
    linked(built)
    row = hold(built, OWNER, HOLDING, "51", since="2022")
    assert flag(built, "RF-P18").evaluation is Evaluation.RAISED
    do(built.session(ANALYST), EndStatement(statement=row, reason="it never was"))
    assert flag(built, "RF-P18").evaluation is not Evaluation.RAISED


def test_a_band_counts_between_its_ends_and_is_told_so(office: Office) -> None:
    for name in (FIRM, OWNER):
        make(office, name)
    hold(office, OWNER, FIRM, "25 – 50 %", since="2021-03")
    view = look(office)
    (held,) = view.interests.holders
    assert (int(held.least * 100), int(held.most * 100)) == (25, 100)
    assert [row.percent for row in view.stated_of] == ["25-50"]
    assert [step.told for path in view.chains.paths for step in path] == ["25 to 50 %"]


@pytest.mark.parametrize(
    ("share", "verdict"),
    [
        ("over 50", FirmVerdict.OWNED),
        ("at least 50", FirmVerdict.SETTING_OPEN),
        ("25-50", FirmVerdict.SHARE_OPEN),
    ],
)
def test_over_half_is_owned_whatever_the_office_says_of_half(
    built: Office, share: str, verdict: FirmVerdict
) -> None:
    with_rules(built)
    with_list(built, {"id": "L1", "schema": "Person", "name": OTHER, "countries": "ru"})
    judged_same(built, OTHER)
    make(built, "Cedar Import")
    hold(built, OTHER, "Cedar Import", share)
    assert standing(look(built, "Cedar Import")).verdict is verdict


def test_control_without_shares_counts_by_its_test_and_not_by_the_note(built: Office) -> None:
    with_rules(built)
    with_list(built, {"id": "L1", "schema": "Person", "name": OTHER, "countries": "ru"})
    judged_same(built, OTHER)
    session = built.session(ADMIN)
    do(
        session,
        SetThreshold(
            rule="RF-P18", name="control_tests", value="golden share", reason="as advised"
        ),
    )
    linked(built)
    hold(built, OTHER, FIRM, None, kind="controls", test="golden share", note="articles of 2019")
    assert standing(look(built)).is_controlled is True
    assert f"{FIRM} ← {OTHER} (golden share)" in flag(built, "RF-P18").explanation
    (row,) = [one for one in look(built).stated_of if one.kind == "controls"]
    do(built.session(ANALYST), EndStatement(statement=row.id, reason="given back"))
    assert standing(look(built)).is_controlled is False


@pytest.mark.parametrize(
    ("percent", "carried", "field"),
    [
        ("101 %", {}, "percent"),
        ("50-25", {}, "percent"),
        ("51", {"kind": "directs"}, "percent"),
        ("51", {"test": "veto"}, "test"),
        ("51", {"since": "2024-05", "until": "2023"}, "until"),
        ("51", {"evidence": "the letter"}, "evidence"),
        ("51", {"grade": "G1"}, "grade"),
    ],
)
def test_what_is_wrong_with_a_holding_is_named(
    built: Office, percent: str, carried: dict[str, str], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        hold(built, OTHER, FIRM, percent, **carried)
    assert refused.value.field == field
    assert refused.value.remedy


def test_a_firm_is_told_where_its_own_shares_are_stated(built: Office) -> None:
    with pytest.raises(Invalid, match="itself") as refused:
        hold(built, FIRM, FIRM, "10")
    assert "enrichment" in (refused.value.remedy or "")


def test_a_holding_rests_on_a_piece_of_evidence_that_is_there(built: Office) -> None:
    paper = Path(built.path.parent) / "extract.txt"
    paper.write_text("extract of the register")
    run(built.session(ANALYST), AddFile(REF, paper))
    row = hold(built, OTHER, FIRM, "10", evidence=f"{REF.lower()} / 1")
    (link,) = [one.link for one in entity_view(built.session(ANALYST), FIRM).links
               if one.link.id == row]  # fmt: skip
    assert link.evidence == f"{REF}/E-01"
    with pytest.raises(NotFound) as refused:
        hold(built, OTHER, FIRM, "10", evidence=f"{REF}/E-02")
    assert (refused.value.field, refused.value.remedy) == ("evidence", "It has E-01.")


def test_a_withdrawn_holding_stays_readable_with_its_share_and_reason(built: Office) -> None:
    row = hold(built, OTHER, FIRM, "over 50")
    do(built.session(ANALYST), EndStatement(statement=row, reason="another firm"))
    view = entity_view(built.session(ANALYST), FIRM)
    assert [one.told for one in view.ended_links] == [f"is owned by {OTHER} (over 50 %)"]
    assert [one.ended for one in view.timeline if one.ended] == ["another firm"]
    dossier_rows = [cell for table in _ended(view) for cells in table.rows for cell in cells]
    assert f"is owned by {OTHER} (over 50 %)" in dossier_rows


def test_a_stake_sold_after_the_listing_is_a_pattern(built: Office) -> None:
    with_rules(built)
    listed = {"id": "L1", "schema": "Person", "name": OWNER, "countries": "ru"}
    with_list(built, {**listed, "listed_on": "2022-02-25"})
    hold(built, OWNER, FIRM, "60", until="2022-03-11")
    hold(built, "Pavel Orlov", FIRM, "60", since="2022-03-11")
    assert {(one.day, one.began) for one in look(built).changes} == {
        ("2022-03-11", False),
        ("2022-03-11", True),
    }


@pytest.mark.parametrize(
    ("sold", "judged", "evaluation"),
    [
        ("2022-08-25", True, Evaluation.RAISED),
        ("2022-08-26", True, Evaluation.NOT_RAISED),
        ("2022-02-24", True, Evaluation.NOT_RAISED),
        ("2022-03-11", False, Evaluation.NOT_EVALUATED),
        ("2022", True, Evaluation.NOT_EVALUATED),
    ],
)
def test_a_stated_sale_raises_the_flag_within_the_window_alone(
    built: Office, sold: str, judged: bool, evaluation: Evaluation
) -> None:
    """RF-P15 on statements about entities: six months, both days counted; 2022 may lie outside."""
    with_rules(built)
    listed = {"id": "L1", "schema": "Person", "name": OWNER, "countries": "ru"}
    with_list(built, {**listed, "listed_on": "2022-02-25"})
    if judged:
        judged_same(built, OWNER)
    linked(built)
    hold(built, OWNER, FIRM, "60", until=sold)
    found = flag(built, "RF-P15")
    assert found.evaluation is evaluation
    assert (f"stake or seat of {OWNER} in {FIRM}" in found.explanation) == (
        evaluation is Evaluation.RAISED
    )


def test_case_and_report_say_who_is_behind_a_party(built: Office) -> None:
    with_rules(built)
    with_list(built, {"id": "L1", "schema": "Person", "name": OWNER, "countries": "ru"})
    judged_same(built, OWNER)
    linked(built)
    (owners,) = built.view().owners
    assert [(one.name, one.least, one.most) for one in owners.held_by] == [
        (OWNER, "50", "70"),
        (OTHER, "30", "50"),
    ]
    answer = next(one for one in owners.answers if one.owners)
    assert (answer.claim, answer.verdict) == ("by_path", "setting_not_made")
    tables = [holders_table(built.view()), ownership_table(built.view())]
    said = [str(cell) for table in tables if table for row in table.rows for cell in row]
    assert any(f"{OWNER} holds 50 % of {HOLDING}" in text for text in said)
    assert "not known to whom" in said


def test_a_case_without_holders_has_no_table_of_them(office: Office) -> None:
    assert holders_table(office.view()) is None
    assert ownership_table(office.view()) is None
