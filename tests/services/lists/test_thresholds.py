"""Thresholds per list and kind: what they bring is counted first, then they count."""

import pytest
from tests.services.sample_office import ANALYST, CONSIGNEE, HEAD, Office, hit_of

from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.services.deeds.engine import do
from landwaiter.services.hits.screening_jobs import NameQuery, screen_names
from landwaiter.services.law.counting_thresholds import Points
from landwaiter.services.lists.thresholds import (
    as_setting,
    expected_load,
    history_lines,
    load_lines,
)
from landwaiter.services.warm.session import Session


def set_point(session: Session, list_id: str, kind: str | None, threshold: int | None) -> None:
    do(session, as_setting(session, list_id, kind, threshold))


def list_of(office: Office) -> str:
    return hit_of(office.case()).list_id


MISSPELT = CONSIGNEE.replace("Lathe", "Lahte")


def scores(office: Office) -> list[int]:
    (result,) = screen_names(office.session(ANALYST), (NameQuery(MISSPELT, country="CN"),))
    return [hit.match.score for hit in result.hits if hit.list == list_of(office)]


def score_of(office: Office) -> int:
    (score,) = scores(office)
    return score


def found(office: Office) -> int:
    return len(scores(office))


def test_the_load_counts_the_names_of_the_casebook(office: Office) -> None:
    load = expected_load(office.session(HEAD), list_of(office))
    assert load.asked > 1
    assert load.at(load.now).names == 1
    assert load.at(load.now).per_thousand(load.asked) == 1000 // load.asked
    assert [point.names for point in load.points] == sorted(
        (point.names for point in load.points), reverse=True
    )


def test_the_load_is_told_before_anything_is_saved(office: Office) -> None:
    session, name = office.session(HEAD), list_of(office)
    lines = load_lines(expected_load(session, name, also=990), wanted=990)
    assert any(line.startswith("0.990") and line.endswith("(to be set)") for line in lines)
    assert not expected_load(session, name).own


def test_a_threshold_of_a_list_counts_from_then_on(office: Office) -> None:
    assert found(office) == 1
    set_point(office.session(HEAD), list_of(office), None, score_of(office) + 1)
    assert found(office) == 0
    set_point(office.session(HEAD), list_of(office), None, None)
    assert found(office) == 1


def test_a_threshold_of_a_kind_leaves_the_list_alone(office: Office) -> None:
    session, name = office.session(HEAD), list_of(office)
    set_point(session, name, "person", 990)
    assert found(office) == 1
    assert expected_load(session, name, kind="person").now == 990
    assert expected_load(session, name).now < 990


def test_a_search_asks_for_the_least_of_all_thresholds() -> None:
    assert Points(990, {"organisation": 600}).least == 600


def test_who_changed_a_threshold_is_kept(office: Office) -> None:
    session, name = office.session(HEAD), list_of(office)
    set_point(session, name, "person", 800)
    set_point(session, name, "person", 850)
    lines = history_lines(expected_load(session, name, kind="person"))
    assert ["0.85" in lines[0], "0.8" in lines[1], HEAD in lines[0]] == [True, True, True]


def test_an_analyst_sets_no_threshold(office: Office) -> None:
    with pytest.raises(NotAllowed):
        set_point(office.session(ANALYST), list_of(office), None, 800)


def test_a_threshold_that_everybody_reaches_is_refused(office: Office) -> None:
    with pytest.raises(Invalid, match="threshold"):
        set_point(office.session(HEAD), list_of(office), None, 200)


def test_an_unknown_list_and_kind_are_told(office: Office) -> None:
    with pytest.raises(NotFound):
        expected_load(office.session(HEAD), "no_such_list")
    with pytest.raises(Invalid):
        expected_load(office.session(HEAD), list_of(office), kind="spaceship")


def test_points_of_a_schema_that_leaves_the_kind_open_are_those_of_the_list() -> None:
    points = Points(700, {"person": 800})
    assert [points.of(one) for one in ("Person", "LegalEntity", "Company")] == [800, 700, 700]
    assert points.least == 700
