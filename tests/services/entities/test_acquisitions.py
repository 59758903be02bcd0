"""Certainty, channels of acquisition, owners before and after, what may be proposed for a list."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.services.sample_office import ANALYST, READ, Office, an_office

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.chart.chart_network import link_edge, told_edge
from landwaiter.domain.entities.acquisition import owners_then, why_no_owners
from landwaiter.domain.entities.deeds import (
    EndStatement,
    LinkEntities,
    MakeEntity,
    MergeEntities,
    StateFact,
)
from landwaiter.domain.entities.entity import LINK_KINDS
from landwaiter.domain.entities.stated_values import CHANNELS
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.errors import Invalid, NotFound
from landwaiter.services.cases.kinds import kind_of
from landwaiter.services.deeds.engine import do
from landwaiter.services.entities.entity_page import entity_view
from landwaiter.services.entities.listing_statements import statements_of_view
from landwaiter.services.entities.ownership import ownership
from landwaiter.services.reports.entity_report import freeze_entity
from landwaiter.services.warm.session import Session
from landwaiter.storage.entities.ownership import KINDS as HOLDING

SOURCE, WHY = "a newspaper", "it was another firm"
TARGET, BUYER, FOUNDER = "Optik Nord", "Boreal Holding", "Anna Berg"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    office: Office = an_office(tmp_path)
    session = office.session(ANALYST)
    for name, kind in ((TARGET, "organisation"), (BUYER, "organisation"), (FOUNDER, "person")):
        do(session, MakeEntity(name, kind, SOURCE))
    yield session
    office.close()


def channel(session: Session, of: str = TARGET, **fields: str) -> str:
    """An acquisition by the buyer that a source reports."""
    said: dict[str, Any] = {"acquirer": BUYER, "channel": "industrial_espionage", **fields}
    fact = StateFact(of, "channel", SOURCE, field=said, certainty=Certainty.REPORTED, **READ)
    return do(session, fact).made


def owns(session: Session, owner: str, percent: str, since: str = "", until: str = "") -> str:
    link = LinkEntities(
        owner, "owns", TARGET, SOURCE, percent=percent, since=since or None, until=until or None
    )
    return do(session, link).made


@pytest.mark.parametrize("certainty", [*Certainty, None])
def test_a_statement_says_how_sure_it_is_or_that_nobody_said(
    session: Session, certainty: Certainty | None
) -> None:
    do(session, StateFact(TARGET, "activity", SOURCE, "lenses", certainty=certainty))
    do(session, LinkEntities(BUYER, "supplies", TARGET, SOURCE, certainty=certainty, **READ))
    view = entity_view(session, TARGET)
    assert [fact.certainty for fact in view.facts] == [certainty]
    assert [row.link.certainty for row in view.links] == [certainty]
    assert {moment.certainty for moment in view.timeline} == {certainty}


@pytest.mark.parametrize("kind", [one.name for one in LINK_KINDS.values() if one.needs_certainty])
def test_what_accuses_is_not_stated_without_saying_how_sure(session: Session, kind: str) -> None:
    with pytest.raises(Invalid) as refused:
        do(session, LinkEntities(BUYER, kind, TARGET, SOURCE))
    assert refused.value.field == "certainty"
    assert "alleged" in (refused.value.remedy or "")


def test_a_channel_is_not_stated_without_saying_how_sure(session: Session) -> None:
    with pytest.raises(Invalid) as refused:
        do(session, StateFact(TARGET, "channel", SOURCE, "hacking", field={"acquirer": BUYER}))
    assert refused.value.field == "certainty"


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("supplies", {"item": "turbine", "entry": "9E003"}),
        ("licensed_from", {"item": "AS 365"}),
        ("cooperates", {"project": "Polar"}),
        ("acquired", {"channel": "minority_stake"}),
    ],
)
def test_a_link_carries_what_its_kind_has(
    session: Session, kind: str, field: dict[str, str]
) -> None:
    sure = Certainty.REPORTED
    do(session, LinkEntities(BUYER, kind, TARGET, SOURCE, field=field, certainty=sure, **READ))
    (row,) = entity_view(session, TARGET).links
    assert row.link.value == field
    assert all(text.replace("_", " ") in row.told for text in field.values())


@pytest.mark.parametrize(
    ("kind", "field", "named"),
    [
        ("owns", {"item": "turbine"}, "item"),
        ("supplies", {"entry": "no code"}, ""),
        ("acquired", {"channel": "magic"}, "channel"),
    ],
)
def test_what_a_link_does_not_carry_is_refused_by_its_field(
    session: Session, kind: str, field: dict[str, str], named: str
) -> None:
    sure = Certainty.REPORTED
    with pytest.raises(Invalid) as refused:
        do(session, LinkEntities(BUYER, kind, TARGET, SOURCE, field=field, certainty=sure, **READ))
    assert not named or refused.value.field == named


def test_persons_alone_belong_to_a_group_and_are_trained_at_institutions(session: Session) -> None:
    with pytest.raises(Invalid) as refused:
        do(session, LinkEntities(BUYER, "studied_under", FOUNDER, SOURCE))
    assert refused.value.field == "kind"
    do(session, LinkEntities(FOUNDER, "trained_at", BUYER, SOURCE, field={"course": "optics"}))
    (row,) = entity_view(session, BUYER).links
    assert row.told == "trained Anna Berg (optics)"


@pytest.mark.parametrize(
    ("kind", "certainty", "solid"),
    [
        ("owns", None, True),
        ("owns", Certainty.REPORTED, True),
        ("owns", Certainty.ALLEGED, False),
        ("acquired", Certainty.ALLEGED, False),
        ("stole_from", Certainty.ALLEGED, False),
        ("stole_from", Certainty.REPORTED, False),
        ("stole_from", Certainty.ASSESSED, False),
        ("stole_from", Certainty.ESTABLISHED, True),
        ("copied_from", Certainty.ASSESSED, False),
    ],
)
def test_an_accusation_is_drawn_solid_only_where_it_is_established(
    session: Session, kind: str, certainty: Certainty | None, solid: bool
) -> None:
    do(session, LinkEntities(BUYER, kind, TARGET, SOURCE, certainty=certainty, **READ))
    (row,) = entity_view(session, TARGET).links
    assert row.link.is_solid is solid
    edge = link_edge(row.link, "entity/a", "entity/b")
    assert edge.is_solid is solid
    assert edge.label.startswith(f"{certainty}: ") is not solid


def test_ownership_reads_the_kinds_that_it_always_read(session: Session) -> None:
    assert HOLDING == ("owns", "controls", "directs", "manages", "family")
    for kind in ("acquired", "joint_venture"):
        sure = Certainty.ESTABLISHED
        do(session, LinkEntities(BUYER, kind, TARGET, SOURCE, percent="83", certainty=sure, **READ))
    assert ownership(session, TARGET).stated_of == ()


def test_a_channel_names_its_entities_and_stands_on_the_pages_of_all(session: Session) -> None:
    channel(session, entry="6e001", technology="infrared lenses")
    (fact,) = entity_view(session, TARGET).of_kind("channel")
    assert fact.value["acquirer_name"] == BUYER
    ((seen, of),) = entity_view(session, BUYER).channels_of_others
    assert (seen, of) == (fact, TARGET)
    assert entity_view(session, FOUNDER).channels_of_others == ()
    told = "industrial espionage, acquirer Boreal Holding, infrared lenses, 6E001"
    assert any(told in moment.text for moment in entity_view(session, BUYER).timeline)


def test_a_channel_follows_an_entity_that_was_merged(session: Session) -> None:
    channel(session)
    do(session, MakeEntity("Boreal Group", "organisation", SOURCE))
    do(session, MergeEntities("Boreal Group", BUYER, "one and the same firm"))
    assert len(entity_view(session, "Boreal Group").channels_of_others) == 1


def test_an_acquirer_that_is_no_entity_is_told_by_its_field(session: Session) -> None:
    with pytest.raises(NotFound) as refused:
        channel(session, acquirer="Nobody at all")
    assert (refused.value.field, refused.value.value) == ("acquirer", "Nobody at all")


@pytest.mark.parametrize("lacking", ["currency", "basis"])
def test_a_figure_is_not_stated_without_currency_and_basis(session: Session, lacking: str) -> None:
    given = {"amount": "100000000000", "currency": "usd", "basis": "a year, estimate"}
    with pytest.raises(Invalid) as refused:
        channel(session, **{name: text for name, text in given.items() if name != lacking})
    assert refused.value.field == lacking
    channel(session, **given)
    (row,) = statements_of_view(entity_view(session, TARGET))
    assert row.told.endswith("100,000,000,000 USD (a year, estimate)")


def test_the_owners_before_and_after_the_day_of_an_acquisition(session: Session) -> None:
    owns(session, FOUNDER, "100", since="2010", until="2022-03-31")
    owns(session, BUYER, "83", since="2022-04-01")
    channel(session, channel="company_acquisition")
    sure = Certainty.ESTABLISHED
    link = LinkEntities(
        BUYER, "acquired", TARGET, SOURCE, since="2022-04-01", certainty=sure, **READ
    )
    do(session, link)
    undated, dated = entity_view(session, TARGET).acquisitions
    assert list(owners_then(undated)) == []
    assert "day is not stated" in why_no_owners(undated)
    assert [(then, one.name, one.doubt) for then, one in owners_then(dated)] == [
        ("before", FOUNDER, ""),
        ("after", BUYER, ""),
    ]
    assert entity_view(session, BUYER).acquisitions == ()


def test_an_owner_without_a_first_day_is_shown_on_both_sides_in_doubt(session: Session) -> None:
    owns(session, FOUNDER, "17")
    owns(session, BUYER, "83", since="2022")
    sure = Certainty.REPORTED
    do(
        session,
        LinkEntities(BUYER, "acquired", TARGET, SOURCE, since="2022-04", certainty=sure, **READ),
    )
    (deal,) = entity_view(session, TARGET).acquisitions
    assert [(then, one.name, bool(one.doubt)) for then, one in owners_then(deal)] == [
        ("before", FOUNDER, True),
        ("before", BUYER, True),
        ("after", FOUNDER, True),
        ("after", BUYER, True),
    ]


def test_what_is_alleged_or_unsaid_or_ended_never_enters_a_proposal(session: Session) -> None:
    for certainty in (*Certainty, None):
        said = str(certainty)
        do(session, StateFact(TARGET, "activity", SOURCE, said, certainty=certainty))
    ended = channel(session)
    do(session, EndStatement(ended, WHY))
    alleged = LinkEntities(TARGET, "stole_from", BUYER, SOURCE, certainty=Certainty.ALLEGED, **READ)
    do(session, alleged)
    found = {row.told: row.why_not for row in statements_of_view(entity_view(session, TARGET))}
    may = {told for told, why in found.items() if not why}
    assert may == {"established", "assessed", "reported"}
    assert found["took technology from Boreal Holding"] == "it is alleged"
    assert not any("espionage" in told for told in found)


def test_a_case_of_an_acquisition_asks_for_one_of_the_same_channels() -> None:
    field = kind_of(CaseKind.ACQUISITION).named("channel")
    assert field.required
    assert field.choices == CHANNELS


@pytest.mark.parametrize(
    ("kind", "certainty", "forth", "back"),
    [
        ("supplies", None, "supplies", "is supplied by"),
        ("stole_from", Certainty.ALLEGED, "alleged: took technology from",
         "alleged: lost technology to"),
        ("owns", Certainty.ALLEGED, "alleged: owns", "alleged: is owned by"),
    ],
)  # fmt: skip
def test_a_link_in_words_is_no_surer_from_either_end(
    session: Session, kind: str, certainty: Certainty | None, forth: str, back: str
) -> None:
    do(session, LinkEntities(BUYER, kind, TARGET, SOURCE, certainty=certainty, **READ))
    (row,) = entity_view(session, TARGET).links
    edge = link_edge(row.link, "entity/a", "entity/b")
    assert told_edge(edge) == forth
    assert told_edge(edge, forth=False) == back


def test_the_dossier_prints_each_word_as_it_was_stated_and_what_it_means(session: Session) -> None:
    channel(session, channel="company_acquisition")
    sure = Certainty.ALLEGED
    do(
        session,
        LinkEntities(BUYER, "acquired", TARGET, SOURCE, since="2022-04", certainty=sure, **READ),
    )
    do(session, StateFact(TARGET, "activity", SOURCE, "lenses"))
    dossier = freeze_entity(session, TARGET)
    tables = {one.id: one for one in (*dossier.tables, *dossier.closing)}
    words = [column.key for column in tables["links"].columns]
    (link,) = tables["links"].rows
    assert str(link[words.index("certainty")]) == "alleged"
    stated = [str(row[-2]) for row in tables["statements"].rows]
    assert stated == ["reported", "not said"]
    assert "Optik Nord" not in str(tables["acquisitions"].rows)
    assert [str(row[0]) for row in tables["certainties"].rows] == list(Certainty)
    assert any("how sure they are: 1." in str(line) for line in dossier.not_checked)
