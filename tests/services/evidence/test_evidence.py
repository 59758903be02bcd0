"""Evidence: custody, grading, sources in confidence, duplicates, large files, exports."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    NOW,
    REASON,
    REF,
    REVIEWER,
    Office,
    two_items,
)

from landwaiter.domain.evidence.custody import CustodyKind
from landwaiter.domain.evidence.deeds import AddFile, ExportEvidence
from landwaiter.domain.evidence.piece import Evidence
from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound, Unavailable
from landwaiter.services.casebook.casebooks import check
from landwaiter.services.deeds.engine import run
from landwaiter.services.evidence import adding_evidence
from landwaiter.services.evidence.evidence_files import evidence_list, verify_evidence
from landwaiter.services.evidence.evidence_words import custody_lines, source_of, told_evidence
from landwaiter.services.reports.freezing import freeze

SECRET = "a warehouseman in Gdansk"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"\xff\xd8\xff a photograph of crate 7")
    return path


def only(office: Office) -> Evidence:
    (piece,) = office.case().evidence
    return piece


def test_how_a_file_came_is_the_first_link_of_its_chain(office: Office, photo: Path) -> None:
    run(
        office.session(ANALYST),
        AddFile(
            REF,
            photo,
            received_from="border guard",
            date=date(2026, 3, 27),
            place="Medyka",
            seal="PL-0071",
            grade="B2",
        ),
    )
    piece = only(office)
    (received,) = piece.custody
    assert (received.kind, received.party, received.place, received.seal) == (
        CustodyKind.RECEIVED,
        "border guard",
        "Medyka",
        "PL-0071",
    )
    assert (received.at.date(), received.entered_at, received.author) == (
        date(2026, 3, 27),
        NOW,
        ANALYST,
    )
    assert piece.grade == "B2"


def test_custody_is_told_in_the_order_in_which_it_happened(office: Office, photo: Path) -> None:
    run(office.session(ANALYST), AddFile(REF, photo, received_from="exporter"))
    office.act(
        ANALYST,
        "record_custody",
        evidence=1,
        outcome="handed_over",
        to="laboratory",
        reason="assay",
    )
    office.act(
        REVIEWER,
        "record_custody",
        evidence=1,
        outcome="sealed",
        seal="PL-0071",
        date=date(2026, 3, 20),
    )
    lines = custody_lines(only(office), state="PL")
    assert lines == (
        f"20 Mar 2026: sealed, seal PL-0071; entered by {REVIEWER}",
        f"30 Mar 2026: received from exporter; entered by {ANALYST}",
        f"30 Mar 2026: handed over to laboratory, assay; entered by {ANALYST}",
    )


@pytest.mark.parametrize(
    ("outcome", "missing"),
    [("handed_over", "to"), ("given_back", "to"), ("sealed", "seal"), ("moved", "place")],
)
def test_what_a_link_of_the_chain_cannot_do_without_is_named(
    office: Office, photo: Path, outcome: str, missing: str
) -> None:
    run(office.session(ANALYST), AddFile(REF, photo))
    with pytest.raises(Invalid) as caught:
        office.act(ANALYST, "record_custody", evidence=1, outcome=outcome)
    assert caught.value.field == missing


def test_custody_that_lies_ahead_is_refused(office: Office, photo: Path) -> None:
    with pytest.raises(Invalid, match="lies ahead"):
        run(
            office.session(ANALYST),
            AddFile(REF, photo, received_from="exporter", date=date(2026, 4, 2)),
        )
    assert office.case().evidence == ()


def test_custody_of_a_piece_that_is_not_there_names_those_that_are(
    office: Office, photo: Path
) -> None:
    run(office.session(ANALYST), AddFile(REF, photo))
    with pytest.raises(NotFound) as caught:
        office.act(ANALYST, "record_custody", evidence=7, outcome="opened")
    assert "E-01" in str(caught.value.remedy)


def test_a_second_grading_needs_a_reason_and_stands_beside_the_first(
    office: Office, photo: Path
) -> None:
    run(office.session(ANALYST), AddFile(REF, photo, grade="C3"))
    with pytest.raises(Invalid, match="reason"):
        office.act(REVIEWER, "grade_evidence", evidence=1, outcome="B2")
    office.act(REVIEWER, "grade_evidence", evidence=1, outcome="B2", reason=REASON)
    piece = only(office)
    assert [(one.grade, one.author) for one in piece.gradings] == [
        ("C3", ANALYST),
        ("B2", REVIEWER),
    ]
    assert piece.grade == "B2"


def test_a_grading_of_another_system_is_refused(office: Office, photo: Path) -> None:
    session = office.session(ANALYST)
    files = session.casebook.vault.names()
    with pytest.raises(Invalid, match="A to F"):
        run(session, AddFile(REF, photo, grade="G7"))
    assert session.casebook.vault.names() == files


def test_a_source_in_confidence_never_prints(office: Office, photo: Path) -> None:
    session = office.session(ANALYST)
    run(session, AddFile(REF, photo, received_from=SECRET, place=SECRET, in_confidence=True))
    office.act(
        ANALYST, "record_custody", evidence=1, outcome="given_back", to=SECRET, reason=SECRET
    )
    piece = only(office)
    assert source_of(piece) == "source in confidence"
    assert SECRET in " ".join(custody_lines(piece, state="PL"))
    assert SECRET not in " ".join(custody_lines(piece, state="PL", for_report=True))
    assert SECRET not in str(freeze(session, REF).report)


def test_a_source_confided_later_prints_no_more_and_again_only_with_a_reason(
    office: Office, photo: Path
) -> None:
    session = office.session(ANALYST)
    run(session, AddFile(REF, photo, received_from=SECRET))
    assert SECRET in str(freeze(session, REF).report)
    office.act(ANALYST, "confide_source", evidence=1, outcome="in_confidence")
    assert SECRET not in str(freeze(session, REF).report)
    with pytest.raises(Invalid, match="reason"):
        office.act(ANALYST, "confide_source", evidence=1, outcome="open")
    office.act(ANALYST, "confide_source", evidence=1, outcome="open", reason=REASON)
    assert SECRET in str(freeze(session, REF).report)


def test_the_same_file_on_another_case_is_told_and_kept_once(office: Office, photo: Path) -> None:
    session = office.session(ANALYST)
    office.take_in(*two_items(lrn="LW-2"))
    assert run(session, AddFile(REF, photo)).elsewhere == ()
    files = session.casebook.vault.names()
    entered = run(session, AddFile("PL1-2026-000002", photo))
    assert [(same.reference, same.no) for same in entered.elsewhere] == [(REF, 1)]
    assert f"{REF} (E-01); it is kept once" in " ".join(entered.sentences())
    assert session.casebook.vault.names() == files


def test_a_redacted_copy_points_to_its_original(
    office: Office, photo: Path, tmp_path: Path
) -> None:
    session = office.session(ANALYST)
    run(session, AddFile(REF, photo))
    copy = tmp_path / "photo-redacted.jpg"
    copy.write_bytes(b"\xff\xd8\xff a photograph, faces blackened")
    run(session, AddFile(REF, copy, redacts=1))
    original, redacted = evidence_list(session, REF)
    assert (original.redacts, redacted.redacts) == (None, 1)
    assert "A redacted copy of E-01." in told_evidence(redacted, state="PL")


def test_a_redacted_copy_of_nothing_is_refused_before_it_is_copied(
    office: Office, photo: Path
) -> None:
    session = office.session(ANALYST)
    files = session.casebook.vault.names()
    with pytest.raises(NotFound, match="no evidence with this number"):
        run(session, AddFile(REF, photo, redacts=9))
    assert session.casebook.vault.names() == files


def test_who_may_not_enter_a_file_is_told_before_it_is_read(office: Office, photo: Path) -> None:
    told: list[int] = []
    with pytest.raises(NotAllowed, match="needs the role"):
        run(office.session(ADMIN), AddFile(REF, photo), lambda done, total, what: told.append(done))
    assert told == []


def test_a_file_for_which_there_is_no_room_is_refused_in_one_sentence(
    office: Office, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = office.session(ANALYST)
    before = session.casebook.vault.names()
    full = type("Usage", (), {"free": 5 << 20})
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: full)
    with pytest.raises(Unavailable, match=r"needs 65 MiB .* which has 5"):
        run(session, AddFile(REF, photo))
    assert session.casebook.vault.names() == before


def test_a_file_larger_than_the_largest_is_refused(
    office: Office, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding_evidence, "LARGEST", 10)
    with pytest.raises(Invalid, match="larger than"):
        run(office.session(ANALYST), AddFile(REF, photo))


class Enough(BaseException):
    """What a window raises out of the telling when the person cancels."""


def test_a_file_whose_entry_is_cancelled_leaves_nothing(office: Office, tmp_path: Path) -> None:
    session, large = office.session(ANALYST), tmp_path / "disk.img"
    large.write_bytes(bytes(5 << 20))
    before = sorted(session.casebook.vault_folder.iterdir())

    def cancel(done: int, total: int, what: str) -> None:
        assert (total, what) == (5 << 20, "disk.img")
        if done >= 3 << 20:
            raise Enough

    with pytest.raises(Enough):
        run(session, AddFile(REF, large), cancel)
    assert sorted(session.casebook.vault_folder.iterdir()) == before
    assert office.case().evidence == ()


def test_progress_grows_to_the_whole_file(office: Office, tmp_path: Path) -> None:
    large, told = tmp_path / "disk.img", []
    large.write_bytes(bytes((3 << 20) + 17))
    run(office.session(ANALYST), AddFile(REF, large), lambda done, total, what: told.append(done))
    assert told == [1 << 20, 2 << 20, 3 << 20, (3 << 20) + 17]


def test_a_folder_is_no_evidence(office: Office, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        run(office.session(ANALYST), AddFile(REF, tmp_path))


def test_an_export_is_the_original_and_the_chain_says_who_took_it(
    office: Office, photo: Path, tmp_path: Path
) -> None:
    session, target = office.session(REVIEWER), tmp_path / "out" / "photo.jpg"
    target.parent.mkdir()
    run(office.session(ANALYST), AddFile(REF, photo))
    run(session, ExportEvidence(REF, 1, target, "for the prosecutor"))
    assert target.read_bytes() == photo.read_bytes()
    entry = office.view().history[0]
    assert (entry.deed, entry.actor) == ("Evidence exported", REVIEWER)
    assert "for the prosecutor" in entry.text
    with pytest.raises(Conflict, match="of this name already"):
        run(session, ExportEvidence(REF, 1, target))


def test_a_damaged_original_is_not_exported(office: Office, photo: Path, tmp_path: Path) -> None:
    session, target = office.session(ANALYST), tmp_path / "out.jpg"
    run(session, AddFile(REF, photo))
    file = session.casebook.vault_folder / session.casebook.vault.name_of(only(office).sha256)
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    before = office.view().audit_seq
    with pytest.raises(Unavailable, match="damaged"):
        run(session, ExportEvidence(REF, 1, target))
    assert not target.exists()
    assert list(tmp_path.glob(".out*")) == []
    assert office.view().audit_seq == before


def test_an_export_into_a_folder_that_is_not_there_is_one_sentence(
    office: Office, photo: Path, tmp_path: Path
) -> None:
    run(office.session(ANALYST), AddFile(REF, photo))
    with pytest.raises(Unavailable, match="cannot be written"):
        run(office.session(ANALYST), ExportEvidence(REF, 1, tmp_path / "nowhere" / "photo.jpg"))


def test_grading_and_custody_leave_an_approval_as_it_is(office: Office, photo: Path) -> None:
    run(office.session(ANALYST), AddFile(REF, photo))
    office.act(ANALYST, "assess")
    office.act(ANALYST, "propose", outcome="release", reason=REASON)
    office.act(REVIEWER, "approve")
    office.act(ANALYST, "grade_evidence", evidence=1, outcome="B2")
    office.act(ANALYST, "record_custody", evidence=1, outcome="opened")
    assert office.view().approved_valid
    assert verify_evidence(office.session(ANALYST)) == (1, ())
    assert check(office.session(ADMIN)).sound


def statements(session: Any, *tables: str) -> list[str]:
    found = []
    for table in tables:
        for verb in (f"UPDATE {table} SET author = 'x'", f"DELETE FROM {table}"):  # noqa: S608
            with (
                pytest.raises(Exception, match="never changed") as caught,
                session.writing("x") as w,
            ):
                w.conn.exec_driver_sql(verb)
            found.append(str(caught.value))
    return found


def test_no_statement_changes_what_was_recorded(office: Office, photo: Path) -> None:
    session = office.session(ANALYST)
    run(session, AddFile(REF, photo, received_from="exporter", grade="B2", in_confidence=True))
    tables = ("custody_event", "evidence_grading", "evidence_confidence")
    assert len(statements(session, *tables)) == 6
