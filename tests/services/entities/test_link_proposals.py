"""A party whose identifier an entity carries already is offered to be joined with it."""

from pathlib import Path

from tests.deeds.said import said
from tests.taking_in import taken_in

from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.services.casebook import casebooks
from landwaiter.services.cases import case_reads
from landwaiter.services.deeds.engine import do
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session

PASSWORD = "a sentence that is long enough"
HEADER = (
    "lrn,exporter_name,exporter_eori,consignee_name,country_destination,item_no,cn8,description\n"
)
ROW = "{lrn},Obrabiarki Wisla,PL526100001900000,Harbour Trade,NO,1,84571010,machining centre\n"


def _office(folder: Path) -> Session:
    path = folder / "casebook"
    sessions.create_casebook(
        path,
        office=sessions.CasebookOffice("PL1", "PL"),
        user="Admin",
        password=PASSWORD,
        founders=[casebooks.Founder("Marta", ("analyst",), PASSWORD)],
    ).session.casebook.close()
    return sessions.open_casebook(path, user="Marta", password=PASSWORD)


def test_the_same_identifier_proposes_joining_and_nothing_is_joined_by_itself(
    tmp_path: Path,
) -> None:
    session = _office(tmp_path)
    file = tmp_path / "two.csv"
    file.write_text(HEADER + ROW.format(lrn="A1") + ROW.format(lrn="A2"), encoding="utf-8")
    (result,) = taken_in(session, TakeIn((file,)))
    first, second = result.cases
    assert case_reads.case_view(session, first).link_proposals == ()
    do(session, said("link", reference=first, party="exporter", basis="same EORI"))
    (proposal,) = case_reads.case_view(session, second).link_proposals
    assert proposal.name == "Obrabiarki Wisla"
    assert "EORI" in proposal.why
    assert all(party.link is None for party in case_reads.case_view(session, second).case.parties)
    do(
        session,
        said("link", reference=second, party="exporter", basis=proposal.why, to=proposal.entity_id),
    )
    assert case_reads.case_view(session, second).link_proposals == ()
