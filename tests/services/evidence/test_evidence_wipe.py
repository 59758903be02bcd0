"""Wiping of evidence: by two persons, never of what is held or needed, always with a tombstone."""

import json
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError
from tests.services.sample_office import ADMIN, ANALYST, REASON, REF, REVIEWER, Office, two_items

from landwaiter.domain.casebook.deeds import BackUp
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.evidence.deeds import AddFile, ExportEvidence, WipeEvidence
from landwaiter.domain.evidence.piece import Evidence
from landwaiter.errors import Fault, NotAllowed
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.evidence.evidence_files import evidence_list, verify_evidence
from landwaiter.services.evidence.evidence_words import told_evidence
from landwaiter.services.reports.freezing import freeze
from landwaiter.storage.base import records
from landwaiter.storage.evidence import evidence_rows as stored
from landwaiter.storage.keys.vault import Vault

WHY = "it shows a person who has nothing to do with the case"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"\xff\xd8\xff a photograph of crate 7")
    return path


@pytest.fixture
def wanted(office: Office, photo: Path) -> str:
    """A motion of the analyst to wipe the only piece of evidence."""
    run(office.session(ANALYST), AddFile(REF, photo, received_from="exporter"))
    return moved(office)


def moved(office: Office) -> str:
    asked = do(office.session(ANALYST), WipeEvidence(REF, 1, WHY))
    return str(asked.motion_id)


def vault_of(office: Office) -> Vault:
    return office.session(ANALYST).casebook.vault


def piece_of(office: Office) -> Evidence:
    return office.case().evidence[0]


def is_there(office: Office) -> bool:
    return vault_of(office).has(vault_of(office).name_of(piece_of(office).sha256))


def test_a_wipe_waits_for_a_second_person_and_says_what_goes(office: Office, wanted: str) -> None:
    assert is_there(office)
    assert piece_of(office).wipe is None
    with pytest.raises(Fault):
        do(office.session(ANALYST), SecondOpenMotions((wanted,)))
    assert is_there(office)


def test_a_seconded_wipe_removes_the_file_and_leaves_the_row_with_its_hash(
    office: Office, wanted: str
) -> None:
    before = piece_of(office)
    do(office.session(REVIEWER), SecondOpenMotions((wanted,)))
    after = piece_of(office)
    assert not is_there(office)
    assert (after.sha256, after.name, after.size) == (before.sha256, before.name, before.size)
    assert after.wipe is not None
    assert (after.wipe.author, after.wipe.seconded_by, after.wipe.reason) == (
        ANALYST,
        REVIEWER,
        WHY,
    )


def test_a_tombstone_is_told_and_no_check_misses_the_file(
    office: Office, wanted: str, tmp_path: Path
) -> None:
    do(office.session(REVIEWER), SecondOpenMotions((wanted,)))
    session = office.session(ANALYST)
    (piece,) = evidence_list(session, REF)
    tombstone = f"E-01 was wiped on 30 Mar 2026 by {ANALYST}, seconded by {REVIEWER}: {WHY}"
    assert tombstone in told_evidence(piece, state="PL")
    assert verify_evidence(session) == (0, ())
    report = casebooks.check(office.session(ADMIN))
    assert report.sound, report.findings
    table = next(t for t in freeze(session, REF).report.closing if t.id == "evidence")
    assert table.rows[0][1] == "photo.jpg, wiped"
    assert table.rows[0][-1] == piece.sha256
    assert tombstone in table.notes
    with pytest.raises(NotAllowed, match="was wiped on"):
        run(session, ExportEvidence(REF, 1, tmp_path / "out.jpg"))


def test_a_backup_and_its_restoration_know_tombstones(
    office: Office, wanted: str, tmp_path: Path
) -> None:
    do(office.session(REVIEWER), SecondOpenMotions((wanted,)))
    admin = office.session(ADMIN)
    run(admin, BackUp(tmp_path / "backup.lwb"))
    casebooks.restore(
        tmp_path / "backup.lwb",
        tmp_path / "restored",
        user=ADMIN,
        password="a sentence that is long enough",
    )
    assert (tmp_path / "restored" / "casebook.db").exists()


def test_the_file_stays_while_another_case_needs_it(office: Office, photo: Path) -> None:
    office.take_in(*two_items(lrn="LW-2"))
    for reference in (REF, "PL1-2026-000002"):
        run(office.session(ANALYST), AddFile(reference, photo))
    do(office.session(REVIEWER), SecondOpenMotions((moved(office),)))
    assert piece_of(office).wipe is not None
    assert is_there(office)
    asked = do(office.session(ANALYST), WipeEvidence("PL1-2026-000002", 1, WHY))
    do(office.session(REVIEWER), SecondOpenMotions((str(asked.motion_id),)))
    assert not is_there(office)


def test_a_motion_whose_file_is_needed_elsewhere_meanwhile_is_moved_anew(
    office: Office, wanted: str, photo: Path
) -> None:
    office.take_in(*two_items(lrn="LW-2"))
    run(office.session(ANALYST), AddFile("PL1-2026-000002", photo))
    with pytest.raises(Fault, match="has changed"):
        do(office.session(REVIEWER), SecondOpenMotions((wanted,)))
    assert piece_of(office).wipe is None


def test_a_wiped_file_may_come_back_as_a_new_piece(
    office: Office, wanted: str, photo: Path
) -> None:
    do(office.session(REVIEWER), SecondOpenMotions((wanted,)))
    assert run(office.session(ANALYST), AddFile(REF, photo)).no == 2
    assert is_there(office)
    assert verify_evidence(office.session(ANALYST)) == (1, ())


def test_nothing_is_wiped_that_a_proposal_in_review_rests_on(office: Office, photo: Path) -> None:
    run(office.session(ANALYST), AddFile(REF, photo))
    office.act(ANALYST, "assess")
    office.act(ANALYST, "propose", outcome="release", reason=REASON)
    with pytest.raises(NotAllowed, match="waits for its reviewer"):
        moved(office)


def test_an_old_approval_reads_the_same_after_the_wipe(office: Office, photo: Path) -> None:
    run(office.session(ANALYST), AddFile(REF, photo))
    office.act(ANALYST, "assess")
    office.act(ANALYST, "propose", outcome="release", reason=REASON)
    office.act(REVIEWER, "approve")
    before = office.case().decision
    do(office.session(REVIEWER), SecondOpenMotions((moved(office),)))
    assert piece_of(office).wipe is not None
    assert office.view().approved_valid
    assert office.case().decision == before


def hold(office: Office) -> None:
    with office.session(ADMIN).writing("hold") as work:
        records.add(
            work.conn,
            "legal_hold",
            id=work.new_id(),
            case_id=piece_case(office),
            act="court order",
            reason="file 7 K 12/26",
            author=ADMIN,
            at=work.now,
        )
        work.quiet()


def piece_case(office: Office) -> str:
    return office.case().id


def test_nothing_of_a_case_under_a_legal_hold_is_wiped(office: Office, wanted: str) -> None:
    hold(office)
    with pytest.raises(NotAllowed, match="legal hold"):
        moved(office)
    with pytest.raises(NotAllowed, match="legal hold"):
        do(office.session(REVIEWER), SecondOpenMotions((wanted,)))
    assert is_there(office)


def tombstone_by_sql(office: Office, motion: str, author: str = ANALYST) -> None:
    with office.session(ANALYST).writing("x") as work:
        records.add(
            work.conn,
            "evidence_wipe",
            evidence_id=piece_of(office).id,
            motion_id=motion,
            reason=WHY,
            author=author,
            at=work.now,
        )
        work.quiet()


def test_plain_sql_writes_no_tombstone_without_a_second_person(office: Office, wanted: str) -> None:
    with pytest.raises((DBAPIError, Fault), match="second person"):
        tombstone_by_sql(office, wanted)
    assert piece_of(office).wipe is None


def test_a_second_for_another_piece_counts_for_nothing(
    office: Office, wanted: str, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("another")
    run(office.session(ANALYST), AddFile(REF, other))
    asked = do(office.session(ANALYST), WipeEvidence(REF, 2, WHY))
    do(office.session(REVIEWER), SecondOpenMotions((str(asked.motion_id),)))
    with pytest.raises((DBAPIError, Fault), match="second person"):
        tombstone_by_sql(office, str(asked.motion_id))


def test_a_process_killed_between_commit_and_removal_leaves_the_file_to_the_next_opening(
    office: Office, wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(stored, "remove_wiped", lambda *given, **named: 0)
        do(office.session(REVIEWER), SecondOpenMotions((wanted,)))
    assert piece_of(office).wipe is not None
    assert is_there(office)
    office.another_session(REVIEWER)
    assert not is_there(office)


def test_a_deed_that_fails_before_its_commit_wipes_nothing(
    office: Office, wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(stored, "moved_by", lambda *given: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            do(office.session(REVIEWER), SecondOpenMotions((wanted,)))
    assert piece_of(office).wipe is None
    assert is_there(office)


def test_a_file_that_cannot_be_removed_now_does_not_undo_the_deed(
    office: Office, wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_self: Vault, _name: str) -> None:
        raise PermissionError(13, "used by another process")

    with monkeypatch.context() as patch:
        patch.setattr(Vault, "destroy", busy)
        do(office.session(REVIEWER), SecondOpenMotions((wanted,)))
    assert piece_of(office).wipe is not None
    assert is_there(office)


def test_what_is_left_of_a_destroyed_file_opens_with_no_key(
    office: Office, wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = vault_of(office)
    name = vault.name_of(piece_of(office).sha256)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", lambda self, missing_ok=False: None)
        vault.destroy(name)
    assert not vault.has(name)
    (left,) = vault.folder.glob("*.part")
    left.rename(vault.folder / name)
    assert "damaged" in vault.fault(name)


def test_a_file_whose_destruction_was_killed_is_swept(
    office: Office, wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = vault_of(office)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", lambda self, missing_ok=False: None)
        vault.destroy(vault.name_of(piece_of(office).sha256))
    assert vault.sweep_parts() == 1
    assert not list(vault.folder.glob("*.part"))


def test_a_tombstone_that_no_signature_carries_is_none_and_the_check_names_it(
    office: Office, wanted: str
) -> None:
    session = office.session(ANALYST)
    with session.reading() as conn:
        text = conn.exec_driver_sql(
            "SELECT text_sha256 FROM motion WHERE id = ?", (wanted,)
        ).scalar_one()
    forged = json.dumps({"motion": wanted, "motion_sha256": text, "deed": "second"})
    with session.writing("x") as work:
        records.add(
            work.conn,
            "motion_second",
            id=work.new_id(),
            motion_id=wanted,
            seconder=REVIEWER,
            seconder_id=office.session(REVIEWER).casebook.user.id,
            role="reviewer",
            key=office.session(REVIEWER).casebook.public_key,
            statement=forged.encode(),
            signature=bytes(64),
            at=work.now,
        )
        work.quiet()
    tombstone_by_sql(office, wanted)
    office.another_session(REVIEWER)
    assert piece_of(office).wipe is None
    assert is_there(office)
    assert verify_evidence(session) == (1, ())
    found = casebooks.check(office.session(ADMIN)).findings
    assert any("no second person wanted that" in finding.message for finding in found)
