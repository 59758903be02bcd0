"""What becomes of a letter once it is issued: served, withdrawn, replaced; its periods follow."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, update
from tests.services.act_examples import DECIDED, ON_TRACK_L
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
from tests.services.sample_office import ADMIN, ANALYST, HEAD, NOW, REASON, REF, Office
from tests.settings import change_settings

from landwaiter.domain.cases.appeals import PERIOD
from landwaiter.domain.cases.clocks import Clock
from landwaiter.domain.cases.court import AppealLaw, AppealStep
from landwaiter.domain.cases.hearings import is_heard, why_not_heard
from landwaiter.domain.letters.deeds_on_letters import ServeLetter, WithdrawLetter
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.letters.letter_state import letter_state
from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound
from landwaiter.services.cases.clocks import APPEAL_DAYS
from landwaiter.services.deeds.engine import do
from landwaiter.storage.schema.letters import letter_step

TODAY = NOW.date()
POST = "registered post"
Issued = Callable[..., Any]


@pytest.fixture
def worded(office: Office, tmp_path: Path) -> Office:
    with_texts(office)
    with_evidence(office, tmp_path)
    return office


def a_hearing(office: Office, folder: Path) -> None:
    """A letter of hearing under its next number."""
    name = f"hearing-{len(office.case().letters)}.pdf"
    issued(office, LetterKind.HEARING, folder / name, say=INTENDED, exhibits=("E-01",))


def serve(office: Office, letter: int = 1, *, who: str = ANALYST, **more: Any) -> tuple[str, ...]:
    """What who recorded the service is told."""
    said = {"date": office.clock.at.date(), "how": POST, **more}
    return tuple(do(office.session(who), ServeLetter(REF, letter, **said)).changes.said)


def appeal_clocks(office: Office) -> list[Clock]:
    return [one for one in office.view().clocks if one.kind == PERIOD]


def hearing_clock(office: Office) -> Clock | None:
    return next((one for one in office.view().clocks if one.kind == "hearing"), None)


def test_the_period_of_a_hearing_counts_from_the_day_of_service(
    worded: Office, tmp_path: Path
) -> None:
    a_hearing(worded, tmp_path)
    assert hearing_clock(worded) is None
    assert "not yet served" in why_not_heard(worded.case(), date(2027, 1, 1))
    assert not is_heard(worded.case().actions[0], date(2027, 1, 1))
    worded.clock.move(days=5)
    serve(worded, date=date(2026, 4, 2), evidence=1, who=HEAD)
    clock = hearing_clock(worded)
    assert clock is not None
    assert (clock.start, clock.due) == (date(2026, 4, 2), date(2026, 5, 4))  # 2 May is a Saturday
    (letter,) = worded.case().letters
    assert letter.service is not None
    assert (letter.service.how, letter.service.author) == (POST, HEAD)
    assert letter.service.evidence_id == worded.case().evidence[0].id
    assert letter_state(worded.case(), letter) == "served on 2 Apr 2026"
    said = [str(row.sentence) for row in worded.view().history]
    assert any("Service of letter PL1-2026-000001/1 on" in one and POST in one for one in said)


def test_a_wrong_day_of_service_is_corrected_with_a_reason(worded: Office, tmp_path: Path) -> None:
    a_hearing(worded, tmp_path)
    worded.clock.move(days=5)
    serve(worded, date=date(2026, 4, 2))
    with pytest.raises(Invalid, match="reason"):
        serve(worded, date=date(2026, 4, 3))
    serve(worded, date=date(2026, 4, 3), reason="the receipt says the third", who=HEAD)
    clock = hearing_clock(worded)
    assert clock is not None
    assert (clock.start, clock.due) == (date(2026, 4, 3), date(2026, 5, 4))
    assert len(worded.case().letters[0].steps) == 2


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"date": TODAY + timedelta(days=1)}, "date"),
        ({"date": TODAY - timedelta(days=1)}, "date"),
        ({"evidence": 9}, "evidence"),
        ({"letter": 7}, "no"),
        ({"how": " "}, "how"),
        ({"at": datetime(2026, 4, 9, 12)}, "at"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_recorded(
    worded: Office, tmp_path: Path, said: dict[str, Any], field: str
) -> None:
    a_hearing(worded, tmp_path)
    with pytest.raises((Invalid, NotFound)) as refused:
        serve(worded, **said)
    assert refused.value.field == field
    assert worded.case().letters[0].steps == ()


def test_a_period_in_hours_counts_from_the_hour_of_service(worded: Office, tmp_path: Path) -> None:
    worded.act(
        ANALYST,
        "hear",
        to="the exporter",
        reason="No authorisation.",
        period="24h",
        law=AppealLaw.NATIONAL,
        basis="the national act",
    )
    a_hearing(worded, tmp_path)
    worded.clock.move(days=1)
    with pytest.raises(Invalid, match="hour of service") as refused:
        serve(worded)
    assert refused.value.field == "at"
    hour = datetime(2026, 3, 31, 9, 30)  # in Poland; the hour that has begun is not counted
    serve(worded, at=hour)
    due = worded.case().actions[0].due_at
    assert due is not None
    assert due.isoformat() == "2026-04-01T08:00:00+00:00"


def test_of_two_letters_the_one_that_stands_counts(worded: Office, tmp_path: Path) -> None:
    a_hearing(worded, tmp_path)
    serve(worded)
    worded.clock.move(days=3)
    a_hearing(worded, tmp_path)
    worded.act(HEAD, "replace_letter", letter=1, successor=2, reason=REASON)
    assert hearing_clock(worded) is None
    first, second = worded.case().letters
    assert letter_state(worded.case(), first) == f"served on 30 Mar 2026; replaced by {REF}/2"
    assert letter_state(worded.case(), second) == "not yet served"
    serve(worded, 2)
    clock = hearing_clock(worded)
    assert clock is not None
    assert clock.start == date(2026, 4, 2)
    worded.act(ANALYST, "withdraw_letter", letter=2, reason=REASON)
    assert hearing_clock(worded) is None
    assert letter_state(worded.case(), worded.case().letters[1]).endswith("; withdrawn")


def test_nothing_becomes_of_a_letter_that_is_withdrawn_or_replaced(
    worded: Office, tmp_path: Path
) -> None:
    for _number in range(3):
        a_hearing(worded, tmp_path)
    worded.act(ANALYST, "replace_letter", letter=1, successor=2, reason=REASON)
    acts: tuple[tuple[str, dict[str, Any]], ...] = (
        ("serve_letter", {"date": TODAY, "how": POST}),
        ("withdraw_letter", {"reason": REASON}),
        ("replace_letter", {"successor": 3, "reason": REASON}),
    )
    for act, said in acts:
        with pytest.raises(NotAllowed, match=f"replaced by {REF}/2"):
            worded.act(HEAD, act, letter=1, **said)
    worded.act(ANALYST, "withdraw_letter", letter=3, reason=REASON)
    with pytest.raises(NotAllowed, match="was withdrawn"):
        worded.act(HEAD, "withdraw_letter", letter=3, reason=REASON)


def test_a_letter_is_replaced_by_a_later_one_of_its_kind(worded: Office, tmp_path: Path) -> None:
    for _number in range(2):
        a_hearing(worded, tmp_path)
    ON_TRACK_L(worded)
    issued(worded, LetterKind.HOLD, tmp_path / "hold.pdf")
    for letter, successor in ((2, 1), (1, 1), (1, 3)):
        with pytest.raises(Invalid, match="later one of the same kind") as refused:
            worded.act(ANALYST, "replace_letter", letter=letter, successor=successor, reason=REASON)
        assert refused.value.field == "by"
    with pytest.raises(NotFound):
        worded.act(ANALYST, "replace_letter", letter=1, successor=9, reason=REASON)


def test_the_service_of_its_letter_is_that_of_the_decision(worded: Office, tmp_path: Path) -> None:
    for step in DECIDED:
        step(worded)
    issued(worded, LetterKind.DECISION, tmp_path / "decision.pdf", say=DECIDED_SO)
    worded.clock.move(days=4)
    serve(worded, date=date(2026, 4, 1))
    (service,) = worded.case().appeals
    assert (service.step, service.day, service.number) == (
        AppealStep.SERVED,
        date(2026, 4, 1),
        f"{REF}/1",
    )
    assert worded.view().approved_valid
    serve(worded, date=date(2026, 4, 1), how="handed over", reason=REASON)
    assert len(worded.case().appeals) == 1


def test_a_wrong_day_of_service_of_a_decision_is_mended_and_the_period_counted_anew(
    worded: Office, tmp_path: Path
) -> None:
    for step in DECIDED:
        step(worded)
    change_settings(worded.session(ADMIN), dict.fromkeys(APPEAL_DAYS.values(), "30"))
    issued(worded, LetterKind.DECISION, tmp_path / "decision.pdf", say=DECIDED_SO)
    worded.clock.move(days=9)
    serve(worded, date=date(2026, 4, 8))
    assert [(one.start, one.due) for one in appeal_clocks(worded)] == [
        (date(2026, 4, 8), date(2026, 5, 8))
    ]
    with pytest.raises(Invalid, match="reason"):
        serve(worded, date=date(2026, 4, 7))
    assert len(worded.case().appeals) == 1
    said = serve(worded, date=date(2026, 4, 7), reason="the receipt says the seventh")
    assert [(one.start, one.due) for one in appeal_clocks(worded)] == [
        (date(2026, 4, 7), date(2026, 5, 7))
    ]
    assert [one.day for one in worded.case().appeals] == [date(2026, 4, 8), date(2026, 4, 7)]
    assert "ends on 7 May 2026, not on 8 May 2026" in said[0]
    assert "became shorter" in said[1]
    told = " ".join(str(row.sentence) for row in worded.view().history)
    assert "in place of 8 Apr 2026" in told
    worded.act(ANALYST, "lodge_appeal", by="the exporter", number="A 1/26")
    with pytest.raises(NotAllowed, match="After “appeal lodged” the day of service stays"):
        serve(worded, date=date(2026, 4, 3), reason=REASON)
    assert len(worded.case().letters[0].steps) == 2


def test_a_decision_that_was_served_by_other_means_keeps_its_day(
    worded: Office, tmp_path: Path
) -> None:
    for step in DECIDED:
        step(worded)
    issued(worded, LetterKind.DECISION, tmp_path / "decision.pdf", say=DECIDED_SO)
    worded.clock.move(days=4)
    worded.act(ANALYST, "serve_decision", to="the exporter", date=date(2026, 4, 1))
    with pytest.raises(NotAllowed, match="served on 1 Apr 2026"):
        serve(worded, date=date(2026, 4, 2))
    serve(worded, date=date(2026, 4, 1))
    assert len(worded.case().appeals) == 1


def test_a_period_that_a_mended_day_shortens_is_told(worded: Office, tmp_path: Path) -> None:
    a_hearing(worded, tmp_path)
    worded.clock.move(days=10)
    assert serve(worded, date=date(2026, 4, 8)) == ()
    longer = serve(worded, date=date(2026, 4, 9), reason="the receipt says the ninth")
    assert [str(one) for one in longer] == [
        "The period is counted anew: it ends on 11 May 2026, not on 8 May 2026."
    ]
    shorter = serve(worded, date=date(2026, 4, 7), reason="it says the seventh")
    assert "ends on 7 May 2026, not on 11 May 2026" in shorter[0]
    assert "became shorter" in shorter[1]
    sentences = " ".join(str(row.sentence) for row in worded.view().history)
    assert "due Thu 7 May 2026, before Mon 11 May 2026" in sentences
    assert "in place of 9 Apr 2026" in sentences


def test_a_letter_that_came_after_its_day_is_told(worded: Office, tmp_path: Path) -> None:
    issued(worded, LetterKind.INFORMATION, tmp_path / "a.pdf", rows=(QUESTION,))
    worded.clock.move(days=30)
    said = ServeLetter(REF, 1, worded.clock.at.date(), POST)
    assert do(worded.session(ANALYST), said).changes.said == (
        "It was served after 14 Apr 2026, the day by which it asks for an answer.",
    )
    assert worded.case().actions[0].due == date(2026, 4, 14)
    assert "29 April 2026" in text_of(drafted(worded, LetterKind.REMINDER))


def test_who_may_not_is_refused(worded: Office, tmp_path: Path) -> None:
    a_hearing(worded, tmp_path)
    with pytest.raises(NotAllowed, match="needs the role"):
        serve(worded, who=ADMIN)
    with pytest.raises(NotAllowed):
        worded.act(ADMIN, "withdraw_letter", letter=1, reason=REASON)
    with pytest.raises(Invalid):
        worded.act(ANALYST, "withdraw_letter", letter=1, reason="no")


def test_two_who_say_something_of_one_letter_meet(worded: Office, tmp_path: Path) -> None:
    a_hearing(worded, tmp_path)
    seen = worded.case().revision
    serve(worded)
    with pytest.raises(Conflict):
        do(worded.session(HEAD), WithdrawLetter(REF, 1, REASON), seen=seen)


@pytest.mark.parametrize("change", [update(letter_step).values(how="by hand"), delete(letter_step)])
def test_the_casebook_changes_no_step(worded: Office, tmp_path: Path, change: object) -> None:
    a_hearing(worded, tmp_path)
    serve(worded)
    session = worded.session(ANALYST)
    with (
        pytest.raises(NotAllowed, match="never changed"),
        session.writing("case.serve_letter") as work,
    ):
        work.conn.execute(change)  # type: ignore[call-overload]


def test_the_casebook_ends_no_letter_twice(worded: Office, tmp_path: Path) -> None:
    a_hearing(worded, tmp_path)
    worded.act(ANALYST, "withdraw_letter", letter=1, reason=REASON)
    (letter,) = worded.case().letters
    row = {"id": "1", "case_id": worded.case().id, "letter_id": letter.id, "step": "withdrawn"}
    session = worded.session(ANALYST)
    with (
        pytest.raises(NotAllowed, match="nothing becomes of a letter"),
        session.writing("case.withdraw_letter") as work,
    ):
        work.conn.execute(letter_step.insert(), {**row, "author": ANALYST, "at": "2026-04-01"})


def test_the_paper_that_came_back_is_named_by_the_answer(worded: Office, tmp_path: Path) -> None:
    letter = issued(worded, LetterKind.INFORMATION, tmp_path / "a.pdf", rows=(QUESTION,))
    said: dict[str, Any] = {"action": letter.action_id, "reason": "the school uses it"}
    with pytest.raises(NotFound):
        worded.act(ANALYST, "record_answer", evidence=9, **said)
    worded.act(ANALYST, "record_answer", evidence=1, **said)
    (answer,) = worded.case().mail_answers
    assert (answer.evidence_id, answer.action_id) == (
        worded.case().evidence[0].id,
        letter.action_id,
    )
    assert answer.judgement == "in_full"
    assert worded.case().actions[0].answered_at is not None
