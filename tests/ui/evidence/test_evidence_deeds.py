"""Evidence at the desk: taken in with what was said, previewed, exported, asked to be wiped."""

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from tests.ui.desk_office import ANALYST, PASSWORD, Answers, Hands, a_declaration
from tests.ui.hands import press

from landwaiter.domain.cases.case import Reply, TrackLetter
from landwaiter.domain.cases.deeds_on_tracks import Consult, OpenTrack, RequestInformation
from landwaiter.domain.cases.life_cycle import MailJudgement
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.deeds.handler import untold
from landwaiter.services.deeds.motions import waiting
from landwaiter.storage.keys.vault import Vault
from landwaiter.ui.cases.case_tab import CaseTab
from landwaiter.ui.evidence.evidence_screen import EvidenceCard

Key = Qt.Key
REF = "PL1-2026-000001"
SAID = {"source": "exporter", "date": "2026-03-27", "seal": "PL-0071", "grade": "B2"}


def png(path: Path) -> Path:
    file = io.BytesIO()
    Image.new("RGB", (300, 200), "red").save(file, "PNG")
    path.write_bytes(file.getvalue())
    return path


@pytest.fixture
def tab(hands: Hands, answers: Answers, tmp_path: Path) -> CaseTab:
    """A case in front, with a photograph as its evidence."""
    answers.files = (a_declaration(tmp_path),)
    hands.type(PASSWORD)
    hands.press(Key.Key_Return)
    hands.press(Key.Key_I)
    hands.room.to_case(REF)
    hands.settle()
    answers.files, answers.answers = (png(tmp_path / "photo.png"),), SAID
    hands.press(Key.Key_E)
    found = hands.room.desk.view
    assert isinstance(found, CaseTab)
    return found


def card_of(tab: CaseTab) -> EvidenceCard:
    assert tab.screen.page.evidence is not None
    return tab.screen.page.evidence


def test_what_was_said_with_a_file_stands_under_the_list(tab: CaseTab) -> None:
    said = card_of(tab).told.words()
    assert f"27 Mar 2026: received from exporter, seal PL-0071; entered by {ANALYST}" in said
    assert "B2: source usually reliable" in said


def test_space_draws_the_picture_and_the_chain_says_who_looked(tab: CaseTab, hands: Hands) -> None:
    press(card_of(tab).table, Key.Key_Space)
    hands.settle()
    assert card_of(tab).pane.picture.accessibleName() == "Picture of photo.png"
    tab.reload()
    hands.settle()
    assert tab.screen.view is not None
    assert tab.screen.view.history[0].deed == "Evidence viewed"


def test_a_file_that_cannot_be_shown_costs_one_sentence(
    tab: CaseTab, hands: Hands, answers: Answers, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 nothing of the kind")
    answers.files = (bad,)
    hands.press(Key.Key_E)
    card_of(tab).table.selectRow(1)
    press(card_of(tab).table, Key.Key_Space)
    hands.settle()
    pane = card_of(tab).pane
    assert pane.sentence() == "The file cannot be shown: its content is not what such a file holds."


def test_a_preview_that_nobody_looks_at_any_more_is_given_up(
    tab: CaseTab, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[bool] = []

    def endless(*given: object, tell: object, **named: object) -> None:
        assert callable(tell)
        try:
            while True:
                tell()
        finally:
            ended.append(True)

    monkeypatch.setattr("landwaiter.services.evidence.previews.preview", endless)
    press(card_of(tab).table, Key.Key_Space)
    press(card_of(tab).table, Key.Key_Escape)
    hands.settle()
    assert ended == [True]


def test_an_export_is_the_original(
    tab: CaseTab, hands: Hands, answers: Answers, tmp_path: Path
) -> None:
    target = tmp_path / "out.png"
    answers.saved, answers.answers = [target], {"reason": "for the prosecutor"}
    card_of(tab).buttons["export_evidence"].click()
    hands.settle()
    assert target.read_bytes() == (tmp_path / "photo.png").read_bytes()


def test_a_wipe_becomes_a_motion_of_the_person(
    tab: CaseTab, hands: Hands, answers: Answers
) -> None:
    answers.answers = {"reason": "it shows a person who has nothing to do with it"}
    card_of(tab).buttons["wipe_evidence"].click()
    hands.settle()
    (row,) = waiting(hands.room.desk.known_session)
    assert (row.motion.deed, row.motion.author) == ("wipe_evidence", ANALYST)
    assert "photo.png" in row.motion.title


def test_custody_is_recorded_by_the_form_of_its_act(tab: CaseTab, hands: Hands) -> None:
    card_of(tab).buttons["record_custody"].click()
    hands.settle()
    assert tab.acting.form is not None


def a_letter(folder: Path) -> Path:
    path = folder / "letter.eml"
    head = f"From: Acme Export <jan@acme.example>\nDate: today\nSubject: Re: {REF}\n"
    path.write_text(f"{head}\nThe end user is a university.", encoding="utf-8")
    return path


def test_a_mail_is_shown_and_the_request_that_it_may_answer_is_proposed(
    tab: CaseTab, hands: Hands, answers: Answers, tmp_path: Path
) -> None:
    session = hands.room.desk.known_session
    do(session, RequestInformation(REF, "Acme Export", "who is the end user?"))
    tab.reload()
    hands.settle()
    answers.files, answers.answers = (a_letter(tmp_path),), {"source": ANALYST}
    hands.press(Key.Key_E)
    card = card_of(tab)
    card.table.selectRow(1)
    told = card.told.words()
    assert "Sender as stated, not proven: Acme Export <jan@acme.example>" in told
    press(card.table, Key.Key_Space)
    hands.settle()
    assert "The end user is a university." in card_of(tab).pane.text.toPlainText()
    assert tab.screen.view is not None
    assert tab.screen.view.case.actions[0].answered_at is None
    card_of(tab).buttons["judge_mail"].click()
    hands.settle()
    assert tab.acting.form is not None
    values = tab.acting.form.fields.answers()
    assert values["action"] == tab.screen.view.case.actions[0].id
    assert not values.get("outcome")


@pytest.mark.parametrize("judgement", MailJudgement)
def test_the_strip_over_the_list_opens_the_form_with_what_was_pressed(
    tab: CaseTab, hands: Hands, answers: Answers, tmp_path: Path, judgement: MailJudgement
) -> None:
    session = hands.room.desk.known_session
    do(session, RequestInformation(REF, "Acme Export", "who is the end user?"))
    tab.reload()
    hands.settle()
    assert card_of(tab).strips == ()
    answers.files, answers.answers = (a_letter(tmp_path),), {"source": ANALYST}
    hands.press(Key.Key_E)
    (strip,) = card_of(tab).strips
    assert "Does E-02 answer the request to Acme Export" in strip.accessibleName()
    strip.buttons[judgement].click()
    hands.settle()
    assert tab.acting.form is not None
    values = tab.acting.form.fields.answers()
    assert (values["evidence"], values["outcome"]) == ("2", judgement.value)
    assert tab.screen.view is not None
    assert tab.screen.view.case.mail_answers == ()


def test_what_is_no_mail_answers_nothing(tab: CaseTab) -> None:
    card_of(tab).buttons["judge_mail"].click()
    assert tab.acting.form is None


def test_a_file_given_up_in_the_tray_leaves_nothing(
    tab: CaseTab, hands: Hands, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = tmp_path / "disk.img"
    large.write_bytes(bytes(4 << 20))
    vault = hands.room.desk.known_session.casebook.vault
    before = vault.names()

    def cancelled(_vault: Vault, _size: int) -> None:
        (job,) = hands.room.desk.jobs.running
        job.cancel()

    monkeypatch.setattr(Vault, "require_room", cancelled)
    answers.files, answers.answers = (large,), SAID
    hands.press(Key.Key_E)
    assert vault.names() == before
    assert list(vault.folder.glob("*.part")) == []
    assert tab.screen.view is not None
    assert len(tab.screen.view.case.evidence) == 1


def a_reply_form(tab: CaseTab, hands: Hands, folder: Path) -> Path:
    """The form of a referral to the authority that was asked, filled in."""
    session, path = hands.room.desk.known_session, folder / "reply.pdf"
    do(session, OpenTrack(REF, TrackLetter.L, 1, "UCC 188"))
    do(session, Consult(REF, "licensing authority", "Is it listed?", track=TrackLetter.L))
    run(session, ReportCase(CaseReport.REFERRAL, REF, pdf=path), untold)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if str(field.T).startswith("reply_form_1-") and str(field.TU).endswith("reasons"):
                field.V = pikepdf.String("It is listed.")
            if str(field.TU).endswith("Decision and date:") and str(field.FT) == "/Btn":
                field.V = field.AS = pikepdf.Name.Yes
        pdf.save(path)
    tab.reload()
    hands.settle()
    return path


def test_a_reply_form_fills_the_form_of_the_reply_which_a_person_confirms(
    tab: CaseTab, hands: Hands, answers: Answers, tmp_path: Path
) -> None:
    answers.files = (a_reply_form(tab, hands, tmp_path),)
    answers.answers = {"source": "licensing authority"}
    hands.press(Key.Key_E)
    card = card_of(tab)
    card.table.selectRow(1)
    card.buttons["reply_form"].click()
    hands.settle()
    assert tab.acting.form is not None
    values = tab.acting.form.fields.answers()
    assert (values["outcome"], values["evidence"]) == ("acts", "2")
    assert "It is listed." in values["reason"]
    assert tab.screen.view is not None
    (action,) = tab.screen.view.case.actions
    assert values["action"] == action.id
    assert action.answered_at is None
    tab.acting.form.give()
    hands.settle()
    hands.room.desk.undo.settle()
    hands.settle()
    (action,) = tab.screen.view.case.actions
    assert action.reply is Reply.ACTS
    assert "It is listed." in action.answer


def test_what_is_no_reply_form_says_why(
    tab: CaseTab, hands: Hands, answers: Answers, tmp_path: Path
) -> None:
    card = card_of(tab)
    card.buttons["reply_form"].click()
    hands.settle()
    assert tab.acting.form is None
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"%PDF-1.7 no more")
    answers.files, answers.answers = (path,), {"source": ANALYST}
    do(hands.room.desk.known_session, RequestInformation(REF, "Acme Export", "who?"))
    hands.press(Key.Key_E)
    card_of(tab).table.selectRow(1)
    card_of(tab).buttons["reply_form"].click()
    hands.settle()
    assert tab.acting.form is None
    assert "not a readable PDF" in hands.room.desk.shell.notice.text
