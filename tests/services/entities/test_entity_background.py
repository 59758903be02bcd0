"""Background on relations between states: shown with its meaning, and never judged by."""

from datetime import date

from tests.formats.official.test_arms_transfers import DEAL, register
from tests.services.sample_office import ADMIN, ANALYST, Office

from landwaiter.canonical import canonical_bytes
from landwaiter.domain.entities.deeds import MakeEntity
from landwaiter.services.deeds.engine import do
from landwaiter.services.entities.entity_background import (
    background_of,
    disclaimer,
)
from landwaiter.services.entities.entity_page import entity_view
from landwaiter.services.entities.entity_views import Background
from landwaiter.services.flags.evaluation import facts_of, judged, verdict_of
from landwaiter.services.law import official_files


def taken_in(office: Office) -> None:
    path = office.path.parent / "register.csv"
    path.write_bytes(register(DEAL, DEAL.replace("1999", "2004"), DEAL.replace("Norway", "China")))
    head = official_files.OfficialHead(edition="2025", valid_from=date(2025, 3, 13))
    assert office.official_by_two(path, head, mover=ADMIN).row


def background(office: Office, *countries: str) -> tuple[Background, ...]:
    session = office.session(ANALYST)
    with session.reading() as conn:
        return background_of(session, conn, countries)


def verdict(office: Office) -> bytes:
    session = office.session(ANALYST)
    with session.reading() as conn:
        facts = facts_of(conn, office.case(), session.references, session.today())
        return canonical_bytes(verdict_of(judged(facts)))


def test_the_deals_of_a_country_are_told_with_source_and_years(office: Office) -> None:
    taken_in(office)
    (line,) = background(office, "NO")
    assert line.text == "Norway (NO) ordered from Sweden: 2 deals."
    assert line.years == "ordered 1999 to 2004"
    assert "SIPRI" in line.source


def test_an_entity_shows_the_background_of_its_countries(office: Office) -> None:
    taken_in(office)
    session = office.session(ANALYST)
    one = do(
        session,
        MakeEntity(name="Fjord Works", kind="organisation", country="NO", source="a letter"),
    )
    assert [line.country for line in entity_view(session, one.made).background] == ["NO"]


def test_it_says_that_it_accuses_nobody(office: Office) -> None:
    assert "nothing of any party" in disclaimer()


def test_no_verdict_knows_of_it(office: Office) -> None:
    before = verdict(office)
    taken_in(office)
    assert verdict(office) == before


def test_without_a_pack_there_is_none(office: Office) -> None:
    assert background(office, "NO", "CN") == ()
