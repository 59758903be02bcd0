"""A person's request finds them in what is stated of entities, and their roles."""

from dataclasses import asdict

from tests.services.entities.test_entities import made, stated
from tests.services.sample_office import ANALYST, HEAD, READ, Office

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.entities.deeds import LinkEntities, MergeEntities
from landwaiter.domain.entities.entity import TypedStatement
from landwaiter.domain.incidents.deeds import LinkIncident, MakeIncident
from landwaiter.domain.incidents.incident import IncidentKind
from landwaiter.domain.listings.deeds import GiveReason, ProposeListing
from landwaiter.domain.retention.access_deeds import FindPerson
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.reports import access_answer
from landwaiter.services.retention.access_requests import AccessAnswer

PERSON = "Sergei Ivanov"


def asked(office: Office, name: str = PERSON) -> AccessAnswer:
    head = office.session(HEAD)
    return access_answer.answer(head, run(head, FindPerson(name)).no)


def texts(found: AccessAnswer, kind: str) -> list[str]:
    return [entry.text for entry in found.entries if entry.kind == kind]


def test_a_name_that_is_stated_in_another_script_is_found(office: Office) -> None:
    stated(office, made(office, "S. I.", "person"), "name", text="Сергей Иванов")
    assert any("Сергей Иванов" in text for text in texts(asked(office), "entity_fact"))


def test_the_roles_of_the_person_are_found_with_them(office: Office) -> None:
    person, firm = made(office, PERSON, "person"), made(office, "Harbour Gears")
    carried = TypedStatement("trade register", since="2020")
    do(
        office.session(ANALYST),
        LinkEntities(entity=person, kind="directs", other=firm, **asdict(carried)),
    )
    (text,) = texts(asked(office), "entity_link")
    assert text == "Sergei Ivanov directs Harbour Gears (2020; trade register)"


def test_a_share_of_the_person_is_told_as_it_is_stated(office: Office) -> None:
    person, firm = made(office, PERSON, "person"), made(office, "Harbour Gears")
    session = office.session(ANALYST)
    do(
        session,
        LinkEntities(
            entity=person,
            kind="owns",
            other=firm,
            **asdict(TypedStatement("trade register")),
            percent="over 50",
        ),
    )
    (text,) = texts(asked(office), "entity_link")
    assert text == "Sergei Ivanov owns Harbour Gears (over 50 %; trade register)"


def test_a_proposal_that_the_person_be_listed_is_found(office: Office) -> None:
    made(office, PERSON, "person")
    session = office.session(ANALYST)
    do(session, ProposeListing(PERSON, "an act", "Art. 2(1)"))
    sure = Certainty.REPORTED
    do(session, GiveReason(PERSON, True, "Procures for a plant.", certainty=sure, source="a paper"))
    (text,) = texts(asked(office), "listing_part")
    assert text == "Sergei Ivanov, proposed for a listing: Procures for a plant. (reported)"


def test_others_at_the_same_firm_are_not_given_their_roles(office: Office) -> None:
    made(office, PERSON, "person")
    other, firm = made(office, "Anna Nowak", "person"), made(office, "Harbour Gears")
    do(
        office.session(ANALYST),
        LinkEntities(
            entity=other, kind="directs", other=firm, **asdict(TypedStatement("trade register"))
        ),
    )
    assert texts(asked(office), "entity_link") == []


def test_a_firm_behind_a_party_is_blacked_out_under_every_name(office: Office) -> None:
    office.act(ANALYST, "link", party="consignee", basis="the same number")
    link = next(p.link for p in office.case().parties if p.link)
    stated(office, link.entity_id, "name", text="Dawn Lathe")
    gone = made(office, "Old Lathe")
    do(
        office.session(ANALYST),
        MergeEntities(kept=link.entity_id, gone=gone, reason="the same number"),
    )
    office.act(ANALYST, "note", reason=f"{PERSON} of Dawn Lathe and Old Lathe called at noon")
    (note,) = [entry for entry in asked(office).entries if entry.kind == "note"]
    assert {"Dawn Lathe", "Old Lathe"} <= set(note.others)
    assert "Dawn" not in note.shown_text


def test_the_parts_of_the_person_in_incidents_are_found(office: Office) -> None:
    person, session = made(office, PERSON, "person"), office.session(ANALYST)
    happened = (IncidentKind.SMUGGLING, "2026-01", "a newspaper", Certainty.REPORTED)
    incident = do(session, MakeIncident("Crates without papers", *happened, **READ)).made
    do(session, LinkIncident(incident, "a newspaper", Certainty.ALLEGED, person, **READ))
    (text,) = texts(asked(office), "incident_statement")
    assert text == ("Sergei Ivanov, linked to “Crates without papers” (alleged; a newspaper)")
