"""Entities: stated, linked, ended, merged and taken apart again; found under every name."""

from dataclasses import asdict
from datetime import date

import pytest
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    CONSIGNEE,
    LISTED,
    REF,
    REVIEWER,
    Office,
    declared,
    write_list,
)

from landwaiter.domain.entities.deeds import (
    EndStatement,
    LinkEntities,
    MakeEntity,
    MergeEntities,
    StateFact,
    TellApart,
    UnmergeEntity,
)
from landwaiter.domain.entities.entity import TypedStatement
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.lists.deeds import ImportList
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.services.audit import viewing
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.deeds.handler import Result
from landwaiter.services.entities import party_entities
from landwaiter.services.entities.entity_names import ship_name
from landwaiter.services.entities.entity_page import entity_view
from landwaiter.services.lists import list_imports
from landwaiter.storage.retention.removal_rows import entity_facts

REGISTER = TypedStatement("trade register, extract of 2 Mar 2026", "B2")
WHY = "the same number in two registers"


def made(office: Office, name: str, kind: str = "organisation", country: str | None = None) -> str:
    session = office.session(ANALYST)
    return do(session, MakeEntity(name=name, kind=kind, country=country, source="a letter")).made


def stated(
    office: Office, entity: str, what: str, *carried: TypedStatement, **value: str
) -> Result:
    carried = carried or (REGISTER,)
    return do(
        office.session(ANALYST),
        StateFact(entity=entity, kind=what, field=value, **asdict(carried[0])),
    )


def linked(office: Office, *, to: str = "") -> str:
    """The consignee of the sample case linked to an entity."""
    office.act(ANALYST, "link", party="consignee", basis="the same number", to=to or None)
    found = next(p for p in office.case().parties if p.role is Role.CONSIGNEE).link
    assert found is not None
    return found.entity_id


def test_what_is_stated_is_shown_with_source_and_grading(office: Office) -> None:
    one = made(office, "Harbour Gears")
    stated(office, one, "name", text="Портовые шестерни", kind="alias")
    view = entity_view(office.session(ANALYST), one)
    name = view.names[1]
    assert (name.text, name.kind, name.script) == ("Портовые шестерни", "alias", "cyrillic")
    assert name.fact is not None
    assert (name.fact.source, name.fact.grade) == (REGISTER.source, "B2")


def test_an_identifier_is_normalised_and_a_wrong_digit_is_told(office: Office) -> None:
    one = made(office, "Harbour Gears")
    done = stated(office, one, "identifier", kind="LEI", number="5493 0012 3456 7890 1234")
    assert done.outcome.warnings
    (found,) = entity_view(office.session(ANALYST), one).identifiers
    assert found.number == "54930012345678901234"
    assert found.problem


@pytest.mark.parametrize(
    ("kind", "value", "field"),
    [
        ("name", {}, "text"),
        ("identifier", {"kind": "IMO", "number": "12"}, "number"),
        ("flag", {"country": "PA"}, "kind"),
        ("address", {"text": "Quay 1", "country": "Panama"}, "country"),
        ("nickname", {"text": "x"}, "kind"),
        ("born", {"date": "March"}, "date"),
    ],
)
def test_wrong_input_names_its_field(
    office: Office, kind: str, value: dict[str, str], field: str
) -> None:
    one = made(office, "Harbour Gears")
    with pytest.raises(Invalid) as found:
        do(
            office.session(ANALYST),
            StateFact(entity=one, kind=kind, field=value, **asdict(REGISTER)),
        )
    assert found.value.field == field
    assert found.value.remedy


def test_a_statement_that_ends_before_it_begins_is_refused(office: Office) -> None:
    one = made(office, "Harbour Gears")
    with pytest.raises(Invalid) as found:
        stated(
            office, one, "name", TypedStatement("x", since="2020-05", until="2019"), text="Gears"
        )
    assert found.value.field == "until"


def test_an_ended_statement_counts_no_more_and_stays_readable(office: Office) -> None:
    one = made(office, "Harbour Gears")
    fact = stated(office, one, "address", text="Quay 1, Gdynia", country="PL").made
    do(office.session(REVIEWER), EndStatement(statement=fact, reason="they moved away"))
    view = entity_view(office.session(ANALYST), one)
    assert view.of_kind("address") == ()
    assert [one.end.reason for one in view.ended if one.end] == ["they moved away"]
    with pytest.raises(NotAllowed, match="already"):
        do(office.session(REVIEWER), EndStatement(statement=fact, reason="once more, by mistake"))


def test_a_link_is_read_from_both_ends(office: Office) -> None:
    owner, owned = made(office, "Grey Heron Holding"), made(office, "Harbour Gears")
    do(
        office.session(ANALYST),
        LinkEntities(entity=owner, kind="owns", other=owned, **asdict(REGISTER), percent="51.0"),
    )
    (forth,) = entity_view(office.session(ANALYST), owner).links
    (back,) = entity_view(office.session(ANALYST), owned).links
    assert (forth.words, forth.other_name, forth.link.percent) == ("owns", "Harbour Gears", "51")
    assert (back.words, back.other_name) == ("is owned by", "Grey Heron Holding")


def test_an_administrator_states_nothing(office: Office) -> None:
    with pytest.raises(NotAllowed):
        do(office.session(ADMIN), MakeEntity(name="X", kind="person", source="a letter"))


def test_a_ship_under_another_flag_than_its_owner_is_a_pattern(office: Office) -> None:
    ship = made(office, "Sea Heron", "vessel")
    owner = made(office, "Grey Heron Holding")
    stated(office, owner, "country", country="HK")
    stated(office, ship, "flag", TypedStatement("register", since="2023"), country="PA")
    do(
        office.session(ANALYST),
        LinkEntities(
            entity=owner,
            kind="owns",
            other=ship,
            **asdict(TypedStatement("register", since="2024")),
        ),
    )
    (pattern,) = entity_view(office.session(ANALYST), ship).patterns
    assert pattern.text == "Under the flag of PA, owned by Grey Heron Holding of HK."
    assert pattern.since == "2024"


def test_a_flag_that_ended_before_the_owner_came_is_none(office: Office) -> None:
    ship = made(office, "Sea Heron", "vessel")
    owner = made(office, "Grey Heron Holding", country="HK")
    stated(
        office, ship, "flag", TypedStatement("register", since="2019", until="2022"), country="PA"
    )
    do(
        office.session(ANALYST),
        LinkEntities(
            entity=owner,
            kind="owns",
            other=ship,
            **asdict(TypedStatement("register", since="2024")),
        ),
    )
    assert entity_view(office.session(ANALYST), ship).patterns == ()


def test_a_party_is_screened_under_every_name_of_its_entity(office: Office) -> None:
    other = write_list(office.path.parent / "other.csv", "Портовые шестерни")
    head = list_imports.ListHead("other", kind="export_list", edition="1")
    assert not run(office.session(ANALYST), ImportList(files=(other,), **asdict(head)))[0].rejected
    one = linked(office)
    assert {hit.list_id for hit in office.case().hits} == {"watched"}
    done = stated(office, one, "name", text="Портовые шестерни", kind="former")
    assert done.outcome.screened == (REF,)
    assert {hit.list_id for hit in office.case().hits} == {"watched", "other"}


def test_ending_a_name_takes_its_hits_away(office: Office) -> None:
    other = write_list(office.path.parent / "other.csv", "Портовые шестерни")
    head = list_imports.ListHead("other", kind="export_list", edition="1")
    assert not run(office.session(ANALYST), ImportList(files=(other,), **asdict(head)))[0].rejected
    fact = stated(office, linked(office), "name", text="Портовые шестерни").made
    do(office.session(ANALYST), EndStatement(statement=fact, reason="it is another firm"))
    assert {hit.list_id for hit in office.case().hits} == {"watched"}


def test_the_merged_entity_resolves_to_the_kept_one_everywhere(office: Office) -> None:
    gone = linked(office)
    kept = made(office, "Morning Lathe Group", country="HK")
    owner = made(office, "Grey Heron Holding")
    do(
        office.session(ANALYST),
        LinkEntities(entity=owner, kind="owns", other=gone, **asdict(REGISTER)),
    )
    do(office.session(ANALYST), MergeEntities(kept=kept, gone=gone, reason=WHY))
    session = office.session(ANALYST)
    link = next(p for p in office.case().parties if p.role is Role.CONSIGNEE).link
    assert link is not None
    assert (link.entity_id, link.entity_name) == (kept, "Morning Lathe Group")
    assert entity_view(session, gone).id == kept
    assert [case.reference for case in entity_view(session, kept).cases] == [REF]
    assert [row.other_id for row in entity_view(session, owner).links] == [kept]
    assert CONSIGNEE not in {row.name for row in party_entities.list_entities(session).rows}
    (found,) = party_entities.list_entities(session, text=CONSIGNEE).rows
    assert (found.id, found.cases, found.stands_for) == (kept, 1, 1)


def test_an_approved_text_still_names_the_entity_that_was_linked(office: Office) -> None:
    gone = linked(office)
    do(office.session(ANALYST), MergeEntities(kept=made(office, "Kept"), gone=gone, reason=WHY))
    link = next(p for p in office.case().parties if p.role is Role.CONSIGNEE).link
    assert link is not None
    assert link.linked_id == gone


def test_unmerging_restores_both_as_they_were(office: Office) -> None:
    gone, kept = linked(office), made(office, "Kept")
    session = office.session(ANALYST)
    before = entity_view(session, gone), entity_view(session, kept)
    do(session, MergeEntities(kept=kept, gone=gone, reason=WHY))
    do(session, UnmergeEntity(gone=gone, reason="two after all"))
    assert (entity_view(session, gone), entity_view(session, kept)) == before


def test_an_entity_is_merged_once(office: Office) -> None:
    one, two, three = (made(office, name) for name in ("One", "Two", "Three"))
    session = office.session(ANALYST)
    do(session, MergeEntities(kept=one, gone=two, reason=WHY))
    with pytest.raises(NotAllowed):
        do(session, MergeEntities(kept=three, gone=two, reason=WHY))
    with pytest.raises(NotAllowed):
        do(session, MergeEntities(kept=one, gone=one, reason=WHY))


def test_those_told_apart_are_not_merged(office: Office) -> None:
    one, two = made(office, "One"), made(office, "Two")
    session = office.session(ANALYST)
    do(session, TellApart(entity=one, other=two, reason="other founders"))
    with pytest.raises(NotAllowed, match="two"):
        do(session, MergeEntities(kept=two, gone=one, reason=WHY))


def test_a_merged_entity_is_as_sensitive_as_the_one_that_is_gone(office: Office) -> None:
    kept, gone = made(office, "Kept"), made(office, "A. Person", "person")
    do(office.session(ANALYST), MergeEntities(kept=kept, gone=gone, reason=WHY))
    assert entity_view(office.session(ANALYST), kept).sensitive == "a person"
    assert viewing.note_entity_opened(office.session(ANALYST), kept, through="test") == 1


def test_a_name_of_several_entities_must_be_told_by_identity(office: Office) -> None:
    first, second = made(office, "Twin"), made(office, "Twin")
    with pytest.raises(NotFound) as found:
        entity_view(office.session(ANALYST), "Twin")
    assert first in (found.value.remedy or "")
    assert entity_view(office.session(ANALYST), second).id == second


def test_entities_of_one_name_are_paged_without_loss(office: Office) -> None:
    ids = {made(office, "Twin") for _number in range(3)}
    session, seen, after = office.session(ANALYST), set(), None
    while True:
        page = party_entities.list_entities(session, text="Twin", after=after, limit=1)
        seen |= {row.id for row in page.rows}
        after = page.after
        if after is None:
            break
    assert seen == ids


def test_the_timeline_is_in_order_with_cases_and_hits(office: Office) -> None:
    one = linked(office)
    stated(office, one, "name", TypedStatement("register", since="2019-04"), text="Dawn Lathe")
    moments = entity_view(office.session(ANALYST), one).timeline
    assert [m.day for m in moments] == sorted(m.day for m in moments)
    assert {"name", "case", "hit"} <= {m.kind for m in moments}
    assert LISTED in " ".join(m.text for m in moments)


def test_a_party_of_a_known_number_is_proposed_the_kept_entity(office: Office) -> None:
    one, two = made(office, "Wisla Works"), made(office, "Other")
    stated(office, one, "identifier", kind="EORI", number="PL526100001900000")
    do(office.session(ANALYST), MergeEntities(kept=two, gone=one, reason=WHY))
    assert {proposal.entity_id for proposal in office.view().link_proposals} == {two}


def a_ship(office: Office) -> str:
    """A ship that a register names otherwise than its declarations do, since 2024."""
    ship = made(office, "Amber Coast", "vessel")
    stated(office, ship, "identifier", kind="IMO", number="9074729")
    carried = TypedStatement("ship register", since="2024")
    stated(office, ship, "name", carried, text="Sea Heron", kind="official")
    return ship


def test_a_ship_declared_under_another_name_than_stated_raises_the_rule(office: Office) -> None:
    a_ship(office)
    means = {"transport_mode": 1, "transport_id_type": 10, "transport_id": "9074729"}
    office.take_in(declared(lrn="LW-9", transport_name="Amber Coast", **means))
    (flag,) = [one for one in office.view("PL1-2026-000002").raised if one.rule == "RF-V02"]
    assert "known as Sea Heron" in flag.explanation


def test_a_ship_declared_under_its_stated_name_raises_nothing(office: Office) -> None:
    a_ship(office)
    means = {"transport_mode": 1, "transport_id_type": 10, "transport_id": "9074729"}
    office.take_in(declared(lrn="LW-9", transport_name="SEA HERON", **means))
    assert "RF-V02" not in {one.rule for one in office.view("PL1-2026-000002").raised}


def test_a_name_that_did_not_hold_on_the_day_is_none(office: Office) -> None:
    a_ship(office)
    with office.session(ANALYST).reading() as conn:
        assert ship_name(conn, "IMO 9074729", date(2023, 3, 27)) is None
        assert ship_name(conn, "IMO 9074729", date(2026, 3, 27)) == "Sea Heron"


def test_an_entity_is_of_the_kind_that_was_stated_last(office: Office) -> None:
    one = made(office, "A. Nowak")
    fact = stated(office, one, "kind", kind="person").made
    view = entity_view(office.session(ANALYST), one)
    assert (view.kind, view.sensitive) == ("person", "a person")
    assert stated(office, one, "position", text="chair of the board")
    do(office.session(ANALYST), EndStatement(statement=fact, reason="it is a firm after all"))
    assert entity_view(office.session(ANALYST), one).kind == "organisation"


def test_the_review_of_what_is_due_counts_the_cases_of_those_merged(office: Office) -> None:
    gone, kept = linked(office), made(office, "Kept")
    do(office.session(ANALYST), MergeEntities(kept=kept, gone=gone, reason=WHY))
    with office.session(ANALYST).reading() as conn:
        (found,) = entity_facts(conn)
    assert (found["id"], found["name"], len(found["cases"])) == (kept, "Kept", 1)
