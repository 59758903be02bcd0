"""A sentence that two persons released stands for one passage, and for no other."""

from pathlib import Path

import pytest
from tests.services.sample_office import ANALYST, HEAD, REASON, REF, REVIEWER, Office

from landwaiter.domain.base.facts import Content
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.domain.reports.gist_deeds import ReleaseGist, WithdrawGist
from landwaiter.domain.reports.profiles import Profile
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.services.audit.audit_history import audit_page
from landwaiter.services.casebook import rows_by_two
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.reports import freezing
from landwaiter.services.reports.gists import gists_known
from landwaiter.services.reports.paper_readers import ReportReader
from landwaiter.services.reports.reporting import ReportResult
from landwaiter.storage.base import records
from landwaiter.storage.sqlite.engine import connect

SOURCE = "Zbigniew Wierzbicki"
GIST = "Somebody in the trade of the goods showed the order to the office."


@pytest.fixture
def told(office: Office, tmp_path: Path) -> Office:
    """A case with a letter of somebody who spoke in confidence."""
    letter = tmp_path / "order of the buyer.txt"
    letter.write_text("an order", encoding="utf-8")
    run(office.session(ANALYST), AddFile(REF, letter, SOURCE, in_confidence=True))
    return office


def made(office: Office, folder: Path, profile: Profile = Profile.MINISTRY) -> ReportResult:
    to = "Gamma Logistics" if profile is Profile.PARTY else ""
    said = ReportCase(CaseReport.CASE, REF, xlsx=folder / "r.xlsx", reader=profile, to=to)
    result: ReportResult = run(office.session(ANALYST), said)
    return result


def frozen(office: Office, profile: Profile, report_type: str = "case") -> Dossier:
    return freezing.freeze(
        office.session(ANALYST), REF, report_type=report_type, reader=ReportReader(profile)
    ).report


PLACE = "evidence/1/from"
"""Where a report says who gave the letter."""


def moved(office: Office, dossier: str, place: str, text: str = GIST, who: str = ANALYST) -> str:
    motion = do(office.session(who), ReleaseGist(dossier, place, text, REASON)).motion_id
    assert motion is not None
    return motion


def released(
    office: Office, folder: Path, profile: Profile = Profile.MINISTRY, place: str = PLACE
) -> None:
    """A gist of two persons stands for what a report of now withholds there."""
    dossier = made(office, folder, profile).dossier
    do(office.session(REVIEWER), SecondOpenMotions((moved(office, dossier, place),)))


def test_what_one_person_wrote_stands_once_another_releases_it(
    told: Office, tmp_path: Path
) -> None:
    dossier = made(told, tmp_path).dossier
    motion = moved(told, dossier, PLACE)
    assert GIST.encode() not in frozen(told, Profile.MINISTRY).canonical()
    with pytest.raises(NotAllowed):
        do(told.session(ANALYST), SecondOpenMotions((motion,)))
    do(told.session(REVIEWER), SecondOpenMotions((motion,)))
    found = frozen(told, Profile.MINISTRY)
    frame = f"[S: source in confidence; gist released by {REVIEWER}: {GIST}]"
    assert any(str(cell) == frame for table in found.closing for row in table.rows for cell in row)
    assert SOURCE.encode() not in found.canonical()
    assert found.redaction is not None
    (mark,) = (one for one in found.redaction.withheld if one.gist)
    assert (mark.place, mark.content) == (PLACE, Content.SOURCE)
    (row,) = gists_known(told.session(HEAD), REF)
    assert (row.stands, row.released_by, row.gist.author) == (True, REVIEWER, ANALYST)


def test_withheld_passages_with_a_gist_are_counted_apart(told: Office, tmp_path: Path) -> None:
    released(told, tmp_path)
    (table,) = (one for one in frozen(told, Profile.MINISTRY).closing if one.id == "redaction")
    rows = [tuple(map(str, row)) for row in table.rows if str(row[0]) == "S"]
    assert [row[3] for row in rows] == [
        "no gist of it was released",
        "a gist of it stands in its place",
    ]
    assert rows[1][2] == "1"


def test_the_audit_trail_names_neither_source_nor_passage(told: Office, tmp_path: Path) -> None:
    released(told, tmp_path)
    texts = [one.text for one in audit_page(told.session(HEAD)).rows]
    assert any(text.startswith("Gist G-01 released") for text in texts)
    assert not any(SOURCE in text or "order of the buyer" in text for text in texts[:3])


@pytest.mark.parametrize("profile", [one for one in Profile if one is not Profile.MINISTRY])
def test_it_stands_for_the_reader_that_it_was_released_for(
    told: Office, tmp_path: Path, profile: Profile
) -> None:
    released(told, tmp_path)
    assert GIST.encode() not in frozen(told, profile).canonical()


def test_it_stands_in_reports_of_its_type(told: Office, tmp_path: Path) -> None:
    released(told, tmp_path)
    assert GIST.encode() not in frozen(told, Profile.MINISTRY, "audit").canonical()


def test_who_released_it_is_not_told_to_a_party(told: Office, tmp_path: Path) -> None:
    released(told, tmp_path, Profile.PARTY)
    found = frozen(told, Profile.PARTY).canonical().decode()
    assert "gist released by a second person: {gist}" in found
    assert GIST in found
    assert REVIEWER not in found


def test_of_another_passage_in_that_place_nothing_is_printed(told: Office, tmp_path: Path) -> None:
    """The source was named after all: who gave the letter is something else to say."""
    released(told, tmp_path)
    assert GIST.encode() in frozen(told, Profile.MINISTRY).canonical()
    told.act(ANALYST, "confide_source", evidence=1, outcome="open", reason=REASON)
    result = made(told, tmp_path)
    assert result.lapsed == (PLACE,)
    assert result.lapsed_said == f"1 gist is not printed, since its passage changed: {PLACE}."


def test_the_same_words_about_another_piece_are_another_passage(
    told: Office, tmp_path: Path
) -> None:
    """Both rows say “a source in confidence”: what was second is third, and another is second."""
    other = tmp_path / "another.txt"
    other.write_text("another letter", encoding="utf-8")
    run(told.session(ANALYST), AddFile(REF, other, "Halina Mroczek", in_confidence=True))
    place = "custody/2/what"
    released(told, tmp_path, place=place)
    assert GIST.encode() in frozen(told, Profile.MINISTRY).canonical()
    told.act(
        ANALYST, "record_custody", evidence=1, outcome="received", to=SOURCE, date="2026-03-30"
    )
    result = made(told, tmp_path)
    found = frozen(told, Profile.MINISTRY)
    (custody,) = (one for one in found.tables + found.closing if one.id == "custody")
    assert len(custody.rows) == 3
    assert result.lapsed == (place,)
    assert GIST.encode() not in found.canonical()


def test_a_withdrawn_gist_is_printed_no_more(told: Office, tmp_path: Path) -> None:
    released(told, tmp_path)
    assert GIST.encode() in frozen(told, Profile.MINISTRY).canonical()
    do(told.session(ANALYST), WithdrawGist(REF, 1, REASON))
    assert GIST.encode() not in frozen(told, Profile.MINISTRY).canonical()
    assert made(told, tmp_path).lapsed == ()
    with pytest.raises(NotAllowed, match="withdrawn already"):
        do(told.session(ANALYST), WithdrawGist(REF, 1, REASON))
    with pytest.raises(NotFound, match="no gist with this number"):
        do(told.session(ANALYST), WithdrawGist(REF, 2, REASON))


@pytest.mark.parametrize(
    "named",
    [
        "What Zbigniew Wierzbicki said of the order.",
        "The order came from Wierzbickiego.",
        "The order came from Збигнев Вержбицкий.",
        "Ask zbigniew.wierzbicki@example.test about the order.",
        "See the file order of the buyer.txt.",
    ],
)
def test_a_gist_that_names_the_source_is_refused(told: Office, tmp_path: Path, named: str) -> None:
    dossier = made(told, tmp_path).dossier
    with pytest.raises(Invalid, match="may name who spoke in confidence"):
        moved(told, dossier, PLACE, named)


def test_only_what_has_a_gist_by_the_table_gets_one(told: Office, tmp_path: Path) -> None:
    for profile in (Profile.COURT, Profile.PUBLIC, Profile.PARTNER_STATE):
        dossier = made(told, tmp_path, profile).dossier
        with pytest.raises(NotAllowed, match="gets no gist"):
            moved(told, dossier, PLACE)
    result = made(told, tmp_path)
    assert result.redaction is not None
    other = next(o.place for o in result.redaction.withheld if o.content is not Content.SOURCE)
    with pytest.raises(NotAllowed, match="gets no gist of the class"):
        moved(told, result.dossier, other)


def test_what_is_not_there_is_refused(told: Office, tmp_path: Path) -> None:
    dossier = made(told, tmp_path).dossier
    for name, place in ((dossier, "facts/99/value"), ("PL1-2026-000001-D99", "facts/1/value")):
        with pytest.raises(NotFound, match="Nothing is withheld there"):
            moved(told, name, place)
    with pytest.raises(Invalid, match="at most 300"):
        moved(told, dossier, PLACE, "a b " * 200)
    with pytest.raises(Invalid, match="at least 10"):
        moved(told, dossier, PLACE, "short")


def _edited(office: Office, column: str, value: str) -> None:
    """An insider changes the row behind the program's back."""
    casebook = office.session(ANALYST).casebook
    connection = connect(casebook.database, casebook.keys.database, wait_s=1.0)
    connection.execute("DROP TRIGGER gist_no_update")
    connection.execute(f"UPDATE gist SET {column} = ?", (value,))  # noqa: S608
    connection.close()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("text", "The office made it all up, and nobody told it anything."),
        ("profile", "party"),
        ("report_type", "audit"),
        ("place", "evidence/1/name"),
        ("context", "0" * 64),
    ],
)
def test_a_row_that_two_persons_did_not_sign_is_not_printed(
    told: Office, tmp_path: Path, column: str, value: str
) -> None:
    released(told, tmp_path)
    _edited(told, column, value)
    for profile in (Profile.MINISTRY, Profile.PARTY):
        said = frozen(told, profile).canonical().decode()
        assert GIST not in said
        assert "gist released by" not in said
    (row,) = gists_known(told.session(HEAD), REF)
    assert (row.stands, row.why_not) == (False, "not what two persons signed")
    assert _named_by_the_check(told) == [
        ("It is not what two persons signed.", f"gist G-01 of {REF}", REF)
    ]


def _named_by_the_check(office: Office) -> list[tuple[str, str, str]]:
    session = office.session(HEAD)
    with session.reading() as conn:
        found = rows_by_two.by_one(session.casebook, conn)
        return [(one.message, one.object, one.case) for one in found]


def test_the_check_of_the_casebook_names_no_gist_of_two_persons(
    told: Office, tmp_path: Path
) -> None:
    released(told, tmp_path)
    do(told.session(ANALYST), WithdrawGist(REF, 1, REASON))
    assert len(gists_known(told.session(HEAD), REF)) == 1
    assert _named_by_the_check(told) == []


def test_no_gist_comes_into_the_casebook_past_a_second_person(told: Office, tmp_path: Path) -> None:
    motion = moved(told, made(told, tmp_path).dossier, PLACE)
    with pytest.raises(NotAllowed, match="released only by a second person"):
        _inserted(told, motion)


def _inserted(office: Office, motion: str) -> None:
    held = "0" * 64
    with office.session(REVIEWER).writing("attack") as work:
        records.add(
            work.conn,
            "gist",
            id="x",
            case_id=office.case().id,
            no=1,
            report_type="case",
            profile="ministry",
            place=PLACE,
            content="S",
            salt="aa",
            commitment=held,
            context=held,
            text=GIST,
            motion_id=motion,
            author=ANALYST,
            at=work.now,
        )
