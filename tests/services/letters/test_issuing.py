"""A letter that goes out: numbered, kept, logged, evidence; and it stays as it is."""

from pathlib import Path

import pytest
from sqlalchemy import delete, update
from tests.services.act_examples import ON_TRACK_L
from tests.services.letters.letter_office import drafted, text_of, with_texts
from tests.services.sample_office import ADMIN, ANALYST, REF, Office

from landwaiter.canonical import sha256_hex
from landwaiter.domain.letters.deeds import IssueLetter
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.errors import NotAllowed
from landwaiter.services.deeds.engine import run
from landwaiter.services.letters.issuing import letters_of
from landwaiter.services.retention.disclosures import disclosures_of
from landwaiter.storage.schema.letters import letter_out


def issue(
    office: Office, kind: LetterKind, pdf: Path, *, who: str = ANALYST, rows: tuple[str, ...] = ()
) -> str:
    said = IssueLetter(kind, REF, "exporter", "UCC Art. 188", pdf, "en", rows=rows)
    return str(run(office.session(who), said).number)


def test_it_gets_a_number_and_is_kept_logged_and_evidence(office: Office, tmp_path: Path) -> None:
    with_texts(office)
    ON_TRACK_L(office)
    pdf = tmp_path / "hold.pdf"
    assert issue(office, LetterKind.HOLD, pdf) == f"{REF}/1"
    (kept,) = letters_of(office.session(ANALYST), REF)
    sha256 = sha256_hex(pdf.read_bytes())
    assert (kept.kind, kept.recipient, kept.pdf_sha256) == ("hold", "Obrabiarki Wisla", sha256)
    (told,) = disclosures_of(office.session(ANALYST), REF)
    assert (told.recipient, told.basis, told.sha256) == (
        "Obrabiarki Wisla",
        "UCC Art. 188",
        sha256,
    )
    (piece,) = office.case().evidence
    assert piece.sha256 == sha256
    said = [str(row.sentence) for row in office.view().history]
    assert any(f"Letter {REF}/1 to Obrabiarki Wisla issued" in one for one in said)


def test_a_reminder_names_the_number_of_the_letter_that_asked(
    office: Office, tmp_path: Path
) -> None:
    with_texts(office)
    office.act(ANALYST, "request_information", to="the exporter", reason="Who uses it?")
    assert issue(office, LetterKind.INFORMATION, tmp_path / "one.pdf") == f"{REF}/1"
    office.clock.move(days=30)
    assert f"Reminder of our letter {REF}/1" in text_of(drafted(office, LetterKind.REMINDER))
    assert issue(office, LetterKind.REMINDER, tmp_path / "two.pdf") == f"{REF}/2"


def test_what_is_not_so_is_not_issued_and_leaves_nothing(office: Office, tmp_path: Path) -> None:
    with_texts(office)
    pdf = tmp_path / "hold.pdf"
    with pytest.raises(NotAllowed, match="No goods of this case are held"):
        issue(office, LetterKind.HOLD, pdf)
    with pytest.raises(NotAllowed, match="what a request on the case asks"):
        issue(office, LetterKind.INFORMATION, pdf, rows=("Who?",))
    ON_TRACK_L(office)
    with pytest.raises(NotAllowed):
        issue(office, LetterKind.HOLD, pdf, who=ADMIN)
    assert letters_of(office.session(ANALYST), REF) == ()
    assert not list(tmp_path.glob("*.pdf*"))
    assert not office.case().evidence


@pytest.mark.parametrize("change", [update(letter_out).values(kind="release"), delete(letter_out)])
def test_the_casebook_changes_no_letter(office: Office, tmp_path: Path, change: object) -> None:
    with_texts(office)
    ON_TRACK_L(office)
    issue(office, LetterKind.HOLD, tmp_path / "hold.pdf")
    session = office.session(ANALYST)
    with (
        pytest.raises(NotAllowed, match="never changed"),
        session.writing("letter.issued") as work,
    ):
        work.conn.execute(change)  # type: ignore[call-overload]
