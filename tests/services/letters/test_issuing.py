"""A letter that goes out: numbered, kept, logged, evidence; and it stays as it is."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete, update
from tests.services.act_examples import DECIDED, ON_TRACK_L, PROPOSED
from tests.services.letters.letter_office import (
    DECIDED_SO,
    INTENDED,
    QUESTION,
    drafted,
    issued,
    text_of,
    with_evidence,
    with_texts,
)
from tests.services.sample_office import ADMIN, ANALYST, REASON, REF, REVIEWER, Office

from landwaiter.canonical import sha256_hex
from landwaiter.domain.cases.case import ActionKind, Stage
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.errors import NotAllowed
from landwaiter.services.retention.disclosures import disclosures_of
from landwaiter.storage.schema.letters import letter_out

INFORMATION, HEARING = LetterKind.INFORMATION, LetterKind.HEARING


def test_it_gets_a_number_and_is_kept_logged_and_evidence(office: Office, tmp_path: Path) -> None:
    with_texts(office)
    ON_TRACK_L(office)
    pdf = tmp_path / "hold.pdf"
    assert issued(office, LetterKind.HOLD, pdf).number(REF) == f"{REF}/1"
    (kept,) = office.case().letters
    sha256 = sha256_hex(pdf.read_bytes())
    assert (kept.kind, kept.recipient, kept.pdf_sha256) == ("hold", "Obrabiarki Wisla", sha256)
    (told,) = disclosures_of(office.session(ANALYST), REF)
    assert (told.recipient, told.basis, told.sha256) == (
        "Obrabiarki Wisla",
        "UCC Art. 188",
        sha256,
    )
    (piece,) = office.case().evidence
    assert (piece.sha256, piece.id) == (sha256, kept.evidence_id)
    said = [str(row.sentence) for row in office.view().history]
    assert any(f"Letter {REF}/1 to Obrabiarki Wisla issued" in one for one in said)


def test_its_questions_open_one_request_that_a_reminder_then_names(
    office: Office, tmp_path: Path
) -> None:
    with_texts(office)
    letter = issued(office, INFORMATION, tmp_path / "one.pdf", rows=(QUESTION, "Where is it used?"))
    (request,) = office.case().actions
    assert (request.id, request.kind) == (letter.action_id, ActionKind.INFORMATION_REQUEST)
    assert (request.addressee, request.due) == ("Obrabiarki Wisla", date(2026, 4, 14))
    assert request.question == f"{QUESTION}\nWhere is it used?"
    with pytest.raises(NotAllowed, match="asks the same already"):
        issued(office, INFORMATION, tmp_path / "two.pdf", rows=(QUESTION, "Where is it used?"))
    again = issued(office, INFORMATION, tmp_path / "three.pdf")
    assert (again.no, again.action_id, len(office.case().actions)) == (2, request.id, 1)
    assert "1 | Who is the end user? | flag RF-P08 | contract" in text_of(
        drafted(office, INFORMATION)
    )
    office.clock.move(days=30)
    assert f"Reminder of our letter {REF}/2" in text_of(drafted(office, LetterKind.REMINDER))
    reminder = issued(office, LetterKind.REMINDER, tmp_path / "four.pdf")
    assert (reminder.no, reminder.action_id) == (3, request.id)


def test_a_hearing_is_opened_with_its_grounds_and_no_day_is_due_before_service(
    office: Office, tmp_path: Path
) -> None:
    with_texts(office)
    with_evidence(office, tmp_path)
    listed = ("E-01",)
    letter = issued(office, HEARING, tmp_path / "a.pdf", say=INTENDED, exhibits=listed)
    (hearing,) = office.case().actions
    assert (hearing.id, hearing.kind, hearing.due) == (letter.action_id, ActionKind.HEARING, None)
    assert (hearing.question, hearing.period) == ("No authorisation.", "30d")
    again = issued(office, HEARING, tmp_path / "b.pdf", say=INTENDED, exhibits=listed)
    assert (again.action_id, len(office.case().actions)) == (hearing.id, 1)


def test_the_hearing_that_is_open_waits_for_service_once_its_letter_is_issued(
    office: Office, tmp_path: Path
) -> None:
    with_texts(office)
    with_evidence(office, tmp_path)
    office.act(ANALYST, "hear", to="the exporter", reason="No authorisation was shown.")
    assert office.case().actions[0].due == date(2026, 4, 29)
    issued(office, HEARING, tmp_path / "a.pdf", say=INTENDED[:1], exhibits=("E-01",))
    (hearing,) = office.case().actions
    assert (hearing.due, hearing.remind) == (None, None)


def test_a_named_last_day_of_a_hearing_stays(office: Office, tmp_path: Path) -> None:
    with_texts(office)
    with_evidence(office, tmp_path)
    day = date(2026, 5, 20)
    office.act(ANALYST, "hear", to="the exporter", reason="No authorisation.", date=day)
    issued(office, HEARING, tmp_path / "a.pdf", say=INTENDED[:1], exhibits=("E-01",))
    assert office.case().actions[0].due == day


def test_a_decision_goes_out_once_it_is_decided_and_its_approval_stands(
    office: Office, tmp_path: Path
) -> None:
    with_texts(office)
    for step in DECIDED:
        step(office)
    letter = issued(office, LetterKind.DECISION, tmp_path / "decision.pdf", say=DECIDED_SO)
    view = office.view()
    assert view.case.decision is not None
    assert letter.decision_id == view.case.decision.id
    assert (view.case.stage, view.approved_valid, len(view.case.evidence)) == (
        Stage.DECIDED,
        True,
        1,
    )


def test_what_goes_out_during_review_leaves_the_proposal_as_it_is(
    office: Office, tmp_path: Path
) -> None:
    with_texts(office)
    ON_TRACK_L(office)
    for step in PROPOSED:
        step(office)
    issued(office, LetterKind.HOLD, tmp_path / "hold.pdf")
    assert office.case().stage is Stage.DECISION_REVIEW
    office.act(REVIEWER, "approve")
    assert office.view().approved_valid


def test_what_is_not_so_is_not_issued_and_leaves_nothing(office: Office, tmp_path: Path) -> None:
    with_texts(office)
    pdf = tmp_path / "hold.pdf"
    with pytest.raises(NotAllowed, match="No goods of this case are held"):
        issued(office, LetterKind.HOLD, pdf)
    ON_TRACK_L(office)
    with pytest.raises(NotAllowed):
        issued(office, LetterKind.HOLD, pdf, who=ADMIN)
    office.act(ANALYST, "declare_conflict", to=ANALYST, reason=REASON)
    with pytest.raises(NotAllowed, match="conflict of interest"):
        issued(office, LetterKind.HOLD, pdf)
    assert office.case().letters == ()
    assert not list(tmp_path.glob("*.pdf*"))
    assert not office.case().evidence


@pytest.mark.parametrize("change", [update(letter_out).values(kind="release"), delete(letter_out)])
def test_the_casebook_changes_no_letter(office: Office, tmp_path: Path, change: object) -> None:
    with_texts(office)
    ON_TRACK_L(office)
    issued(office, LetterKind.HOLD, tmp_path / "hold.pdf")
    session = office.session(ANALYST)
    with (
        pytest.raises(NotAllowed, match="never changed"),
        session.writing("letter.issued") as work,
    ):
        work.conn.execute(change)  # type: ignore[call-overload]
