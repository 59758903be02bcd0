"""The day on which somebody is reminded of a letter, and the letter as it was kept."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.attacks.scene import unguarded
from tests.services.act_examples import ON_TRACK_L
from tests.services.letters.letter_office import (
    INTENDED,
    QUESTION,
    drafted,
    issued,
    text_of,
    with_evidence,
    with_texts,
)
from tests.services.sample_office import ANALYST, REASON, REF, REVIEWER, Office

from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.letters.letter_state import reminded_on
from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.letters.letters_kept import facts_told, kept_letter, letters_of
from landwaiter.services.people.owed import owed_entries

FRIDAY = date(2026, 4, 3)


@pytest.fixture
def worded(office: Office, tmp_path: Path) -> Office:
    """Goods are held, and there is a contract that a hearing can list; today is 30 March 2026."""
    with_texts(office)
    ON_TRACK_L(office)
    with_evidence(office, tmp_path)
    return office


def owed(office: Office, who: str = ANALYST) -> list[tuple[date, str]]:
    """What the case asks for on which day, without its hold."""
    session = office.session(who)
    with session.reading() as conn:
        return [
            (one.day, str(one.what))
            for one in owed_entries(session, conn, who)
            if one.reference == REF and one.kind == "own"
        ]


def remind(office: Office, day: date | None, letter: int = 1) -> None:
    office.act(ANALYST, "remind_of_letter", letter=letter, on=day)


def test_a_letter_without_a_request_reminds_on_its_own_day(worded: Office, tmp_path: Path) -> None:
    letter = issued(worded, LetterKind.HOLD, tmp_path / "hold.pdf", remind=FRIDAY)
    assert reminded_on(worded.case(), letter) == FRIDAY
    said = f"remind: letter {REF}/1 to Obrabiarki Wisla"
    assert owed(worded) == [(FRIDAY, said)]
    worded.clock.move(days=9)
    today = FRIDAY + timedelta(days=5)
    assert owed(worded) == [(today, said)]
    remind(worded, today + timedelta(days=1))
    assert owed(worded) == [(today + timedelta(days=1), said)]
    remind(worded, None)
    assert owed(worded) == []
    assert reminded_on(worded.case(), worded.case().letters[0]) is None
    told = [str(row.sentence) for row in worded.view().history]
    assert any(f"Reminder of letter {REF}/1 on" in one for one in told)
    assert any(f"No reminder of letter {REF}/1 any more" in one for one in told)


def test_the_day_of_a_request_is_the_day_of_its_clock(worded: Office, tmp_path: Path) -> None:
    asked: dict[str, Any] = {"rows": (QUESTION,), "by": date(2026, 4, 10), "remind": FRIDAY}
    letter = issued(worded, LetterKind.INFORMATION, tmp_path / "asked.pdf", **asked)
    (action,) = worded.case().actions
    assert (action.due, action.remind, letter.due) == (date(2026, 4, 10), FRIDAY, action.due)
    assert owed(worded) == [
        (date(2026, 4, 10), "answer due: Obrabiarki Wisla"),
        (FRIDAY, "remind: Obrabiarki Wisla"),
    ]
    remind(worded, date(2026, 4, 8))
    assert worded.case().actions[0].remind == date(2026, 4, 8)
    worded.act(ANALYST, "record_answer", action="information_request", reason="It came.")
    assert owed(worded) == []
    assert reminded_on(worded.case(), worded.case().letters[0]) is None
    with pytest.raises(NotAllowed, match=f"the letter {REF}/1 asks is answered"):
        remind(worded, date(2026, 4, 9))


def test_a_question_that_is_open_already_takes_the_day_too(worded: Office, tmp_path: Path) -> None:
    worded.act(ANALYST, "request_information", to="the exporter", reason="Who uses it?")
    before = worded.case().actions[0].remind
    issued(worded, LetterKind.INFORMATION, tmp_path / "asked.pdf", remind=FRIDAY)
    assert (before == FRIDAY, worded.case().actions[0].remind) == (False, FRIDAY)


def test_a_reminder_asks_by_a_day_of_its_own(worded: Office, tmp_path: Path) -> None:
    issued(worded, LetterKind.INFORMATION, tmp_path / "asked.pdf", rows=(QUESTION,))
    worded.clock.move(days=20)
    by, on = date(2026, 4, 30), date(2026, 4, 28)
    letter = issued(worded, LetterKind.REMINDER, tmp_path / "again.pdf", by=by, remind=on)
    assert (letter.due, worded.case().actions[0].due) == (by, date(2026, 4, 14))
    assert (by, "answer due: Obrabiarki Wisla") in owed(worded)
    assert (on, f"remind: letter {REF}/2 to Obrabiarki Wisla") in owed(worded)
    worded.act(ANALYST, "withdraw_letter", letter=2, reason=REASON)
    assert [words for _day, words in owed(worded)] == ["no answer: Obrabiarki Wisla"]


def test_the_wish_stays_when_the_period_of_a_hearing_begins(worded: Office, tmp_path: Path) -> None:
    given: dict[str, Any] = {"say": INTENDED, "exhibits": ("E-01",), "remind": date(2026, 4, 20)}
    issued(worded, LetterKind.HEARING, tmp_path / "heard.pdf", **given)
    assert owed(worded) == [(date(2026, 4, 20), "remind: Obrabiarki Wisla")]
    served: dict[str, Any] = {"letter": 1, "date": worded.clock.at.date(), "how": "by hand"}
    worded.act(ANALYST, "serve_letter", **served)
    (action,) = worded.case().actions
    assert (action.remind, action.due) == (date(2026, 4, 20), date(2026, 4, 29))
    remind(worded, None)
    worded.act(ANALYST, "serve_letter", **served, reason="the hour was wrong")
    assert worded.case().actions[0].remind is None


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 4, 15)])
def test_nobody_is_reminded_before_today_or_after_the_answer_is_due(
    worded: Office, tmp_path: Path, day: date
) -> None:
    def ask(folder: str) -> None:
        pdf = tmp_path / f"{folder}.pdf"
        issued(worded, LetterKind.INFORMATION, pdf, rows=(QUESTION,), remind=day)

    with pytest.raises(Invalid, match="Nobody can be reminded on this day") as refused:
        ask("asked")
    assert refused.value.field == "remind"
    assert (worded.case().letters, worded.case().actions) == ((), ())
    issued(worded, LetterKind.INFORMATION, tmp_path / "then.pdf", rows=(QUESTION,))
    with pytest.raises(Invalid) as refused:
        remind(worded, day)
    assert refused.value.field == "on"
    assert worded.case().letters[0].steps == ()


def test_a_letter_that_was_kept_is_read_word_for_word(worded: Office, tmp_path: Path) -> None:
    issued(worded, LetterKind.INFORMATION, tmp_path / "asked.pdf", rows=(QUESTION,))
    served: dict[str, Any] = {"letter": 1, "how": "registered post"}
    day = worded.clock.at.date()
    worded.act(ANALYST, "serve_letter", date=day, evidence=1, **served)
    worded.clock.move(days=1)
    later = day + timedelta(days=1)
    worded.act(ANALYST, "serve_letter", date=later, reason="the receipt says so", **served)
    worded.act(
        ANALYST, "record_answer", action="information_request", reason="It came.", evidence=1
    )
    kept = kept_letter(worded.session(REVIEWER), REF, 1)
    assert "1 | Who is the end user? | flag RF-P08 | contract" in kept.lines
    assert f"Our reference: {REF}/1" in kept.lines
    said = dict(facts_told(kept.facts))
    assert said["Issued"] == "30 Mar 2026, Ana"
    assert said["Served"] == "31 Mar 2026, registered post"
    assert said["Earlier day of service"] == "30 Mar 2026, corrected by Ana: the receipt says so"
    assert said["What it opened"] == (
        "information request to Obrabiarki Wisla: Who is the end user? | flag RF-P08 | contract"
    )
    assert (said["Answer by"], said["Answered"]) == ("14 Apr 2026", "31 Mar 2026")
    assert said["Reply"] == "E-01, contract.txt: answers in full"
    with pytest.raises(NotFound, match="No letter with this number") as refused:
        kept_letter(worded.session(ANALYST), REF, 7)
    assert refused.value.remedy == "Give one of: 1."


@pytest.mark.parametrize("kind", [LetterKind.HOLD, LetterKind.INFORMATION, LetterKind.HEARING])
def test_what_was_kept_says_what_the_draft_said(
    worded: Office, tmp_path: Path, kind: LetterKind
) -> None:
    """Its number takes the place of what a draft says of its own; nothing else differs."""
    worded.act(ANALYST, "request_information", to="the exporter", reason="Who uses it?")
    is_heard = kind is LetterKind.HEARING
    more: dict[str, Any] = {"say": INTENDED, "exhibits": ("E-01",)} if is_heard else {}
    draft = text_of(drafted(worded, kind, **more))
    issued(worded, kind, tmp_path / "letter.pdf", **more)
    lines = kept_letter(worded.session(ANALYST), REF, 1).lines
    kept = "\n".join(lines).replace("\u00a0", " ")
    told, _blank, rest = draft.partition("\n\n")
    assert told == "DRAFT: not issued, without a number"
    rest = rest.replace(f"Our reference: {REF}", f"Our reference: {REF}/1")
    assert rest.replace("of the final letter", f"{REF}/1") == kept


def test_a_changed_body_is_told_and_never_shown(worded: Office, tmp_path: Path) -> None:
    issued(worded, LetterKind.HOLD, tmp_path / "hold.pdf")
    session = worded.session(ANALYST)
    with unguarded(session) as connection:
        connection.execute("UPDATE letter_out SET body = CAST(replace(body, 'PL1', 'PL2') AS BLOB)")
    with pytest.raises(Conflict, match="is not what was issued"):
        kept_letter(session, REF, 1)


def test_a_letter_that_asks_nothing_has_no_day_and_no_answer(
    worded: Office, tmp_path: Path
) -> None:
    issued(worded, LetterKind.HOLD, tmp_path / "hold.pdf")
    issued(worded, LetterKind.HEARING, tmp_path / "h.pdf", say=INTENDED, exhibits=("E-01",))
    hearing, hold = letters_of(case_view(worded.session(ANALYST), REF).case)
    told = dict(facts_told(hold))
    assert (told["Answer by"], told["Answered"], told["Served"]) == ("", "", "not yet served")
    told = dict(facts_told(hearing))
    assert (told["Answer by"], told["Answered"]) == (
        "runs from the day of service",
        "no answer yet",
    )
