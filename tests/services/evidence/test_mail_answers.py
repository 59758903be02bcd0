"""What a mail answers: proposed from what it states, and said by a person alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.services.letters.letter_office import issued, with_texts
from tests.services.sample_office import ANALYST, REASON, REF, Office

from landwaiter.domain.cases.mail_answers import proposed_answers
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.services.deeds.engine import run

Mails = Callable[..., Any]


@pytest.fixture
def mails(office: Office, tmp_path: Path) -> Mails:
    def add(subject: str = "Papers", sender: str = "a@b.example", more: str = "") -> Any:
        path = tmp_path / "letter.eml"
        head = f"From: {sender}\nDate: today\nSubject: {subject}\n{more}\n"
        path.write_text(f"{head}See.", encoding="utf-8")
        return run(office.session(ANALYST), AddFile(REF, path))

    return add


def asked(office: Office, to: str = "Acme Export sp. z o.o.") -> str:
    office.act(ANALYST, "request_information", to=to, reason="who is the end user?")
    return office.case().actions[-1].id


def judged(office: Office, outcome: str, **given: Any) -> None:
    said = {"evidence": 1, "action": "information_request", "outcome": outcome, **given}
    office.act(ANALYST, "judge_mail", **said)


def test_a_mail_whose_subject_names_the_case_is_proposed(office: Office, mails: Mails) -> None:
    action = asked(office)
    entered = mails(subject=f"Re: {REF.lower()} end user")
    (proposed,) = entered.proposals
    assert (proposed.action, proposed.evidence) == (action, 1)
    assert proposed.why == (f"its subject names {REF}",)
    assert "E-01 may answer the request to Acme Export" in " ".join(entered.sentences())
    assert office.case().actions[0].answered_at is None


def test_the_request_to_the_sender_as_stated_is_proposed(office: Office, mails: Mails) -> None:
    action = asked(office)
    asked(office, to="another office")
    mails(subject=REF, sender='"ACME Export sp. z o.o." <jan@acme.example>')
    (proposed,) = proposed_answers(office.case())
    assert proposed.action == action
    assert proposed.why[0] == "its sender, as stated, is Acme Export sp. z o.o."


def test_the_request_of_the_letter_that_the_subject_names_is_proposed(
    office: Office, mails: Mails, tmp_path: Path
) -> None:
    with_texts(office)
    questions = ("Who uses it?", "Where is it?")
    for number, question in enumerate(questions):
        issued(office, LetterKind.INFORMATION, tmp_path / f"{number}.pdf", rows=(question,))
    first, second = office.case().actions
    assert mails(subject=f"Re: {REF}/12").proposals[0].action == second.id
    (proposed,) = mails(subject=f"Re: request {REF.lower()}/1, answer").proposals
    assert proposed.action == first.id
    assert proposed.why[0] == f"its subject names the letter {REF}/1"


def test_a_reply_to_what_answered_in_part_is_proposed(office: Office, mails: Mails) -> None:
    first = asked(office)
    asked(office, to="another office")
    mails(more="Message-ID: <1@acme>\n")
    judged(office, "in_part", action=first, reason="the end user is missing")
    mails(more="Message-ID: <2@acme>\nIn-Reply-To: <1@acme>\n")
    (proposed,) = proposed_answers(office.case())
    assert (proposed.evidence, proposed.action) == (2, first)


@pytest.mark.parametrize(("subject", "sender"), [("Papers", "a@b.example"), ("", "")])
def test_what_speaks_for_nothing_is_not_proposed(
    office: Office, mails: Mails, subject: str, sender: str
) -> None:
    asked(office)
    assert mails(subject=subject, sender=sender).proposals == ()


def test_nothing_is_proposed_where_no_request_is_open(office: Office, mails: Mails) -> None:
    assert mails(subject=REF).proposals == ()


@pytest.mark.parametrize("outcome", ["in_part", "nothing"])
def test_what_is_no_whole_answer_leaves_the_request_open(
    office: Office, mails: Mails, outcome: str
) -> None:
    asked(office)
    mails(subject=REF)
    judged(office, outcome, reason="the end user is missing")
    case = office.case()
    assert case.actions[0].answered_at is None
    assert case.mail_answers[0].judgement == outcome
    assert proposed_answers(case) == ()


def test_a_whole_answer_ends_the_request_and_names_the_piece(office: Office, mails: Mails) -> None:
    asked(office)
    mails(subject="Papers")
    judged(office, "in_full")
    (action,) = office.case().actions
    assert action.answered_at is not None
    assert action.answer == "E-01: Papers"


def test_an_answer_in_part_says_what_it_answers(office: Office, mails: Mails) -> None:
    asked(office)
    mails()
    with pytest.raises(Invalid, match="needs “reason”"):
        judged(office, "in_part")


def test_a_reply_of_an_authority_is_recorded_as_such(office: Office, mails: Mails) -> None:
    office.act(ANALYST, "suspend", item=1, track="A", reason=REASON)
    office.act(ANALYST, "consult", to="licensing authority")
    mails()
    with pytest.raises(NotAllowed, match="meaning in law"):
        judged(office, "in_full", action="consultation")
    judged(office, "in_part", action="consultation", reason="they ask for drawings")


def test_only_a_mail_is_judged_and_only_for_an_open_request(
    office: Office, mails: Mails, tmp_path: Path
) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8\xff")
    asked(office)
    mails()
    run(office.session(ANALYST), AddFile(REF, photo))
    with pytest.raises(NotAllowed, match="E-02 is no mail"):
        judged(office, "in_full", evidence=2)
    with pytest.raises(NotFound, match="No open request"):
        judged(office, "in_full", action="hearing")
