"""What the window tells when files were taken in or sifted."""

from landwaiter.services.intake.readings import VoidedDecision
from landwaiter.services.intake.taking_in import IntakeResult
from landwaiter.services.trade.runs.sift_file import SiftResult
from landwaiter.ui.frame.file_deeds import MOST_WARNINGS, intake_summary, sift_summary


def test_messages_that_wait_and_that_had_waited_are_told() -> None:
    said = intake_summary(
        [IntakeResult("a.xml", "ncts", waiting=2), IntakeResult("b.xml", "ncts", attached=1)]
    )
    assert "2 messages wait for their declarations." in said
    assert "1 message that had waited is attached." in said


def test_where_nothing_waits_nothing_is_told_of_it() -> None:
    assert "wait" not in intake_summary([IntakeResult("a.xml", "ncts", created=1)])


def test_what_is_odd_and_what_ended_is_told_in_words() -> None:
    odd = tuple(f"LW-{no}: this version was accepted before." for no in range(MOST_WARNINGS + 1))
    ended = VoidedDecision("PL1-2026-000012", "proposed", "Ana")
    said = intake_summary([IntakeResult("a.xml", "ncts", warnings=odd, voided=(ended,))])
    assert "PL1-2026-000012: the amendment ended the decision of Ana (proposed)." in said
    assert [one in said for one in odd] == [True] * MOST_WARNINGS + [False]


def test_what_the_sift_opens_of_earlier_files_is_told_apart() -> None:
    said = sift_summary([SiftResult("a.csv", 1, 1), SiftResult("b.csv", 1, 1, opened_earlier=2)])
    assert "0 cases opened." in said
    assert "2 cases opened of what earlier files brought." in said
