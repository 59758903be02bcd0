"""Who is behind an entity, as the casebook states it and lists know it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.services.office import ADMIN, ANALYST, Office, write_csv

from landwaiter.domain.entities import Carried
from landwaiter.domain.ownership.judging import Claim, Standing, Verdict
from landwaiter.errors import Invalid, NotFound
from landwaiter.resources import root
from landwaiter.services import entity_deeds, lists, packs, rules
from landwaiter.services.ownership import OwnershipView, ownership

DAY = date(2026, 3, 27)
FIRM, HOLDING, OWNER, OTHER = "Aurora Import", "Boreal Holding", "Ivan Sokolov", "Pavel Orlov"
REGISTER = "company register"


def make(office: Office, name: str, *, kind: str = "organisation", country: str = "") -> None:
    entity_deeds.make_entity(
        office.session(ANALYST), name, kind=kind, country=country or None, source=REGISTER
    )


def hold(office: Office, owner: str, firm: str, percent: str | None, **carried: Any) -> str:
    done = entity_deeds.link_entities(
        office.session(ANALYST),
        owner,
        carried.pop("kind", "owns"),
        firm,
        Carried(REGISTER, **carried),
        percent=percent,
    )
    return done.id


@pytest.fixture
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
    head = lists.ListHead(list_id, kind="asset_freeze", edition="2026-03")
    assert not lists.import_list_file(office.session(ADMIN), file, head).rejected


def look(office: Office, name: str = FIRM, **asked: Any) -> OwnershipView:
    return ownership(office.session(ANALYST), name, on=asked.pop("on", DAY), **asked)


def standing(view: OwnershipView, claim: Claim = Claim.BY_PATH, rule: str = "eu") -> Standing:
    (found,) = [one for one in view.standings if one.claim is claim and one.rule.id == rule]
    return found


def test_the_holders_at_the_top_are_told_with_what_they_hold(built: Office) -> None:
    view = look(built)
    held = {
        view.graph.name(one.holder): (one.least * 100, one.most * 100)
        for one in view.interests.holders
    }
    assert held == {OWNER: (50, 70), OTHER: (30, 50)}
    assert view.interests.unknown * 100 == 20


def test_a_chain_to_somebody_who_only_resembles_a_listing_stays_unconfirmed(built: Office) -> None:
    with_rules(built)
    with_list(built, {"id": "L1", "schema": "Person", "name": OWNER, "countries": "ru"})
    view = look(built)
    assert standing(view).marks == ()
    assert standing(view, Claim.UNCONFIRMED_IDENTITY).verdict is Verdict.SETTING_OPEN


def test_an_ended_link_counts_no_longer(built: Office) -> None:
    row = hold(built, OTHER, FIRM, "10")
    entity_deeds.end_statement(built.session(ANALYST), row, reason="sold")
    assert all(step.owned != step.owner for path in look(built).chains.paths for step in path)
    assert not any(len(path) == 1 for path in look(built).chains.paths)


def test_a_merged_holder_is_one_with_the_one_that_was_kept(built: Office) -> None:
    make(built, "Boreal Holdings")
    hold(built, "Boreal Holdings", "Aurora Import", None)
    entity_deeds.merge_entities(built.session(ANALYST), HOLDING, "Boreal Holdings", reason="same")
    (holding,) = look(built).graph.of(look(built).entity.id)
    assert (holding.share.least, len(holding.rows)) == (1, 1)


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
    rules.set_threshold(
        built.session(ADMIN), "RF-P18", "ownership_operator", ">= (guidance of 2024)", "as advised"
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
