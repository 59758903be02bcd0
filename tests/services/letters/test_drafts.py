"""What letters say of a case: from its records, or not at all."""

from datetime import date, timedelta

import pytest
from tests.services.act_examples import CONSULTED, DECIDED, HELD, ON_TRACK_L
from tests.services.letters.letter_office import QUESTION, drafted, order, text_of, with_texts
from tests.services.sample_office import ANALYST, NOW, REASON, REF, Office

from landwaiter.domain.base.facts import Content
from landwaiter.domain.cases.case import TrackLetter
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.services.letters.letter_draft import draft_letter, letters_now

WHY_NOT = {
    LetterKind.HOLD: "No goods of this case are held.",
    LetterKind.REMINDER: "No request for information of this case is overdue.",
    LetterKind.DECISION: "No decision of this case is approved.",
    LetterKind.RELEASE: "No goods of this case are released and still here.",
    LetterKind.ADVICE: "No advice against a cooperation is approved on this case.",
}


def test_nothing_is_made_of_what_is_not_recorded(office: Office) -> None:
    with_texts(office)
    for kind, why in WHY_NOT.items():
        with pytest.raises(NotAllowed) as refused:
            drafted(office, kind)
        assert refused.value.message == why
        assert f"letter kinds {REF}" in str(refused.value.remedy)
    told = {one.kind: one.why_not for one in letters_now(office.session(ANALYST), REF)}
    assert {kind: why for kind, why in told.items() if why} == WHY_NOT


def test_a_hold_notice_names_goods_track_and_the_offices_target(office: Office) -> None:
    with_texts(office)
    ON_TRACK_L(office)
    said = text_of(drafted(office, LetterKind.HOLD))
    assert "DRAFT: not issued, without a number" in said
    assert "Since 30 March 2026, 11:00 the goods below are held" in said
    assert "1 | 5-axis CNC machining centre | 8457 10 10 | 9,800 kg | not stated" in said
    assert "Articles 188 and 194(1)" in said
    assert "Article 21(3)(a)" not in said
    assert "[office.remedy_hold in en]" in said
    assert "Obrabiarki Wisla" in said


def test_a_held_item_that_no_track_holds_has_no_reason(office: Office) -> None:
    with_texts(office)
    HELD(office)
    with pytest.raises(NotAllowed, match="No track says why item 1 is held"):
        drafted(office, LetterKind.HOLD)


def test_a_consultation_is_told_with_its_day_and_how_it_is_counted(office: Office) -> None:
    with_texts(office)
    for step in CONSULTED:
        step(office)
    with pytest.raises(Invalid) as refused:
        drafted(office, LetterKind.HOLD)
    assert refused.value.field == "licence.number"  # the declaration states none


def test_a_period_that_ran_out_does_not_read_as_running(office: Office) -> None:
    with_texts(office)
    for step in CONSULTED:
        step(office)
    office.clock.move(days=20)
    with pytest.raises(NotAllowed, match="asks for the release of item 1"):
        drafted(office, LetterKind.HOLD)
    office.act(ANALYST, "open_track", track=TrackLetter.L, item=1, basis="UCC 188")
    said = text_of(drafted(office, LetterKind.HOLD, say=["hold.target=2026-06-01"]))
    assert "1 June 2026" in said
    assert "Article 21(3)(a)" not in said


def test_an_empty_text_of_the_office_makes_no_letter_and_is_named(office: Office) -> None:
    with_texts(office, without="office.remedy_hold")
    ON_TRACK_L(office)
    with pytest.raises(Invalid) as refused:
        drafted(office, LetterKind.HOLD)
    assert refused.value.field == "office.remedy_hold"


def test_a_text_of_another_language_takes_no_place(office: Office) -> None:
    with_texts(office, "en")
    ON_TRACK_L(office)
    with pytest.raises(Invalid) as refused:
        drafted(office, LetterKind.HOLD, language="pl")
    assert "office.remedy_hold" in str(refused.value.field)
    assert refused.value.message.startswith("The letter cannot be made")


def test_the_language_is_that_of_the_recipients_state_and_a_translation_says_so(
    office: Office,
) -> None:
    with_texts(office, "pl")
    with_texts(office, "de")
    ON_TRACK_L(office)
    polish = drafted(office, LetterKind.HOLD, language="")
    assert (polish.language.code, polish.notes) == ("pl", ())
    assert "30 marca 2026 r." in text_of(polish)
    german = drafted(office, LetterKind.HOLD, language="de")
    assert german.language.is_translation
    assert "Polnisch" in german.notes[0]


def test_an_information_request_says_the_last_day_and_how_it_is_counted(office: Office) -> None:
    with_texts(office)
    draft = drafted(office, LetterKind.INFORMATION, rows=[QUESTION])
    said = text_of(draft)
    assert "by 14 April 2026, 24:00 (Tuesday; 10 working days, calendar PL)" in said
    assert "1 | Who is the end user? | flag RF-P08 | contract" in said
    classes = {one.path: one.content for one in draft.fields}
    assert classes["request.due"] is Content.OPEN
    assert classes["exporter.name"] is Content.PERSONAL


def test_an_open_request_is_what_the_letter_asks(office: Office) -> None:
    with_texts(office)
    with pytest.raises(NotAllowed, match="state what is asked"):
        drafted(office, LetterKind.INFORMATION)
    office.act(ANALYST, "request_information", to="the exporter", reason="Who uses it?\nWhere?")
    said = text_of(drafted(office, LetterKind.INFORMATION))
    assert "1 | Who uses it? |  | " in said
    assert "2 | Where? |  | " in said


def test_a_reminder_is_of_what_is_overdue_and_asks_for_a_day_to_come(office: Office) -> None:
    with_texts(office)
    office.act(ANALYST, "request_information", to="the exporter", reason="Who uses it?")
    with pytest.raises(NotAllowed):
        drafted(office, LetterKind.REMINDER, say=["earlier.number=PL1-000001/1"])
    office.clock.move(days=30)
    said = text_of(drafted(office, LetterKind.REMINDER, say=["earlier.number=PL1-000001/1"]))
    assert "of 30 March 2026" in said
    assert "we asked you to answer by 14 April 2026. The day has passed." in said
    assert "No answer is recorded here." in said
    say, by = ["earlier.number=PL1-000001/1"], date(2026, 4, 20)
    with pytest.raises(Invalid, match="20 Apr 2026 is past") as refused:
        drafted(office, LetterKind.REMINDER, say=say, by=by)
    assert refused.value.field == "by"
    asked = text_of(drafted(office, LetterKind.REMINDER, say=say, by=date(2026, 5, 6)))
    assert "by 6 May 2026, 24:00" in asked


def test_the_day_by_which_it_asks_is_named_where_a_letter_asks_by_one(office: Office) -> None:
    with_texts(office)
    by = date(2026, 4, 9)
    said = text_of(drafted(office, LetterKind.INFORMATION, rows=[QUESTION], by=by))
    assert "by 9 April 2026, 24:00 (Thursday; 7 working days, calendar PL)" in said
    for kind, remedy in ((LetterKind.HEARING, "counts from its service"), (LetterKind.HOLD, "out")):
        with pytest.raises(Invalid, match="asks for no answer by a day") as refused:
            order(kind, by=by)
        assert (refused.value.field, remedy in str(refused.value.remedy)) == ("by", True)
    with pytest.raises(Invalid, match="does not say this") as refused:
        order(LetterKind.INFORMATION, say=["request.due=2026-04-09"])
    assert "--by" in str(refused.value.remedy)


def test_what_an_open_request_asks_is_asked_by_its_own_day(office: Office) -> None:
    with_texts(office)
    office.act(ANALYST, "request_information", to="the exporter", reason="Who uses it?")
    with pytest.raises(Invalid, match="is due on 14 Apr 2026") as refused:
        drafted(office, LetterKind.INFORMATION, by=date(2026, 4, 9))
    assert refused.value.field == "by"
    same = drafted(office, LetterKind.INFORMATION, by=date(2026, 4, 14))
    assert "by 14 April 2026" in text_of(same)


def test_a_hearing_lists_its_evidence_and_gives_no_last_day_before_service(
    office: Office,
) -> None:
    with_texts(office)
    say = ["decision.intended=Release is refused.", "decision.grounds=No authorisation."]
    with pytest.raises(Invalid) as refused:
        drafted(office, LetterKind.HEARING, say=say)
    assert refused.value.field == "relied_on"
    with pytest.raises(NotFound, match="no such evidence"):
        drafted(office, LetterKind.HEARING, say=say, exhibits=("E-07",))


def test_a_decision_says_who_decided_and_why_nobody_was_heard(office: Office) -> None:
    with_texts(office)
    for step in DECIDED:
        step(office)
    say = [f"decision.{one}=Text." for one in ("facts", "law", "consequences")]
    said = text_of(drafted(office, LetterKind.DECISION, say=say))
    assert "Decided by Ana, approved by Rev, on 30 March 2026." in said
    assert "We did not hear you first. Legal basis: " in said
    assert REASON not in said, "why the office saw it so is its own"
    assert "Served on: ____________" in said
    with pytest.raises(NotAllowed, match="The case is decided"):
        drafted(office, LetterKind.HEARING)


def test_what_a_writer_says_is_among_the_fields_of_the_letter(office: Office) -> None:
    with_texts(office)
    for wrong in ("office.remedy=mine", "hold.target", "hold.target=tomorrow"):
        with pytest.raises(Invalid):
            order(LetterKind.HOLD, say=[wrong])
    with pytest.raises(Invalid, match="no row of the table"):
        order(LetterKind.HOLD, rows=["a | b"])
    ON_TRACK_L(office)
    with pytest.raises(NotFound, match="whom this office writes to"):
        drafted(office, LetterKind.HOLD, to="consignee")


@pytest.mark.parametrize("back", [1, 3, 400])
def test_no_letter_asks_for_a_day_that_is_past(office: Office, back: int) -> None:
    with_texts(office)
    ON_TRACK_L(office)
    day = (NOW - timedelta(days=back)).date().isoformat()
    targeted = order(LetterKind.HOLD, say=[f"hold.target={day}"])
    asked = order(LetterKind.INFORMATION, by=date.fromisoformat(day), rows=[QUESTION])
    for wanted, field in ((targeted, "hold.target"), (asked, "by")):
        with pytest.raises(Invalid) as refused:
            draft_letter(office.session(ANALYST), wanted)
        assert refused.value.field == field
