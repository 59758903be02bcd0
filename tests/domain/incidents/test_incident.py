"""Statements on incidents: moments in UTC, places, and that nothing is surer than it was said."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.entities.entity import EntityFact, Link, TypedStatement
from landwaiter.domain.entities.vessel_flags import Behind
from landwaiter.domain.incidents.incident import (
    CONFIRMING,
    SUREST,
    AttributionGrade,
    IncidentPlace,
    StatementKind,
    checked_attribution,
    checked_of_incident,
    checked_place,
)
from landwaiter.domain.incidents.moments import moment, shown_span
from landwaiter.domain.incidents.vessel_on_day import vessel_on_day
from landwaiter.errors import Invalid

AT = datetime(2026, 3, 30, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 30)
PRESS = TypedStatement("a newspaper", "c3", since="2026-03-27", read_on=TODAY)
SURENESS = tuple(Certainty)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2023", "2023"),
        ("2023-10", "2023-10"),
        ("2023-10-08", "2023-10-08"),
        ("2023-10-08T01", "2023-10-08T01"),
        ("2023-10-08T01:20Z", "2023-10-08T01:20"),
        ("2023-10-08 01:20 UTC", "2023-10-08T01:20"),
        ("", None),
    ],
)
def test_a_moment_keeps_the_precision_it_is_known_at(typed: str, kept: str | None) -> None:
    assert moment(typed, "since") == kept


@pytest.mark.parametrize(
    "typed", ["2023-13", "8.10.2023", "2023-10-08T25", "2023-10-08T01:20+02:00", "2023Z"]
)
def test_what_is_no_moment_in_utc_is_refused_with_the_field(typed: str) -> None:
    with pytest.raises(Invalid) as caught:
        moment(typed, "since")
    assert (caught.value.field, caught.value.value) == ("since", typed)


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2100, 1, 1)))
def test_a_moment_typed_as_it_is_kept_stays_the_same(when: datetime) -> None:
    said = when.isoformat()[:16]
    for length in (4, 7, 10, 13, 16):
        assert moment(said[:length], "since") == said[:length]


def test_a_span_is_told_with_its_zone_only_where_a_time_is_known() -> None:
    assert (
        shown_span("2023-10-08T01:20", "2023-10-08T02")
        == "8 Oct 2023, 01:20 UTC to 8 Oct 2023, 02 h UTC"
    )
    assert shown_span("2023-10", None) == "Oct 2023"
    assert shown_span(None, None) == ""


def test_an_incident_does_not_end_before_it_begins() -> None:
    with pytest.raises(Invalid) as caught:
        checked_of_incident(
            StatementKind.HAPPENED,
            {},
            replace(PRESS, since="2023-10-08", until="2023-10-07"),
        )
    assert caught.value.field == "until"


@given(st.sampled_from(AttributionGrade), st.sampled_from(Certainty))
def test_no_attribution_is_surer_than_it_was_said(
    grade: AttributionGrade, certainty: Certainty
) -> None:
    value = {"by": "somebody", "wording": "they did it", "attribution": grade.value}
    if SURENESS.index(certainty) < SURENESS.index(SUREST[grade]):
        with pytest.raises(Invalid) as caught:
            checked_attribution(value, PRESS, certainty)
        assert caught.value.field == "certainty"
    else:
        kept = checked_attribution(value, PRESS, certainty)
        assert (kept.certainty, kept.grade) == (certainty, "C3")
        assert kept.value["wording"] == "they did it"


@pytest.mark.parametrize("grade", sorted(CONFIRMING))
@pytest.mark.parametrize("hedge", ["most likely", "Probably", "in our assessment", "perhaps"])
def test_a_hedged_wording_confirms_nothing(grade: AttributionGrade, hedge: str) -> None:
    value = {"by": "somebody", "wording": f"{hedge} they did it", "attribution": grade.value}
    with pytest.raises(Invalid, match="confirms nothing") as caught:
        checked_attribution(value, PRESS, SUREST[grade])
    assert caught.value.field == "attribution"


def test_a_court_confirms_on_a_day() -> None:
    grade = AttributionGrade.CONFIRMED_BY_COURT
    value = {"by": "a court", "wording": "it was unlikely an accident", "attribution": grade.value}
    with pytest.raises(Invalid) as caught:
        checked_attribution(value, replace(PRESS, since=None), SUREST[grade])
    assert caught.value.field == "day"
    assert checked_attribution(value, replace(PRESS, since="2026-10-05"), SUREST[grade])


def test_what_is_likely_is_never_established() -> None:
    assert SUREST[AttributionGrade.ASSESSED_LIKELY] is Certainty.ASSESSED


@pytest.mark.parametrize("typed", ["north", "91, 0", "12", "1, 2, 3", "nan, nan"])
def test_coordinates_are_degrees(typed: str) -> None:
    with pytest.raises(Invalid) as caught:
        checked_place(IncidentPlace("there", coordinates=typed))
    assert caught.value.field == "coordinates"


def flag(country: str, since: str | None = None, until: str | None = None) -> EntityFact:
    return EntityFact(
        id=f"flag-{country}",
        entity_id="v",
        kind="flag",
        value={"country": country},
        since=since,
        until=until,
        source="ship register",
        grade="A1",
        author="Ana",
        at=AT,
    )


def owner(name: str, since: str | None = None, until: str | None = None) -> Behind:
    link = Link(
        id=f"owner-{name}",
        from_id=name,
        to_id="v",
        kind="owns",
        since=since,
        until=until,
        source="trade register",
        grade="",
        author="Ana",
        at=AT,
    )
    return Behind(link, name, "AE")


def test_the_flag_is_that_of_the_day_and_not_of_today() -> None:
    flags = [flag("MH", "2020", "2024-02"), flag("PA", "2024-03")]
    owners = [owner("Grey Heron", "2021"), owner("Old Heron", "2015", "2020")]
    found = vessel_on_day(flags, owners, ("2023-10-08T01:20", None), TODAY)
    assert found.flag_text == "Flag on 8 Oct 2023, 01:20 UTC: MH (ship register, A1)."
    assert found.owner_text == "Owner on 8 Oct 2023, 01:20 UTC: Grey Heron, AE (trade register)."
    assert [one.said for one in (*found.flags_now, *found.owners_now)] == ["PA", "Grey Heron, AE"]
    assert found.flag_now_text == "Flag today: PA (ship register, A1)."


def test_what_is_told_of_the_day_is_no_surer_than_the_statement() -> None:
    flags = [replace(flag("MH", "2020"), certainty=Certainty.ALLEGED)]
    held = owner("Grey Heron", "2021")
    owners = [replace(held, link=replace(held.link, certainty=Certainty.REPORTED))]
    found = vessel_on_day(flags, owners, ("2023-10-08", None), TODAY)
    assert found.flag_text == "Flag on 8 Oct 2023: MH (alleged; ship register, A1)."
    assert found.owner_text == "Owner on 8 Oct 2023: Grey Heron, AE (reported; trade register)."
    assert not found.flag_now_text


def test_what_is_unknown_of_the_day_is_said_to_be_unknown() -> None:
    found = vessel_on_day([flag("PA", "2024-03")], (), ("2023-10-08", None), TODAY)
    assert found.flag_text == "Flag on 8 Oct 2023: not known."
    assert found.owner_text == "Owner on 8 Oct 2023: not known."
    assert not found.flag_differs
    unknown = vessel_on_day([flag("PA")], (), (None, None), TODAY)
    assert unknown.flag_text == "Flag of that day: not known, as nobody states the day."


def test_a_flag_without_a_first_day_is_told_so() -> None:
    found = vessel_on_day([flag("PA")], (), ("2023-10-08", None), TODAY)
    assert "since when is not stated" in found.flag_text


def test_a_day_known_to_the_year_has_every_flag_of_the_year() -> None:
    flags = [flag("MH", "2020", "2023-05"), flag("PA", "2023-06")]
    found = vessel_on_day(flags, (), ("2023", None), TODAY)
    assert [one.said for one in found.flags] == ["MH", "PA"]
