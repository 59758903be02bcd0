"""What the window tells when files were taken in."""

from landwaiter.services.intake.taking_in import IntakeResult
from landwaiter.ui.frame.file_deeds import intake_summary


def test_messages_that_wait_and_that_had_waited_are_told() -> None:
    said = intake_summary(
        [IntakeResult("a.xml", "ncts", waiting=2), IntakeResult("b.xml", "ncts", attached=1)]
    )
    assert "2 messages wait for their declarations." in said
    assert "1 message that had waited is attached." in said


def test_where_nothing_waits_nothing_is_told_of_it() -> None:
    assert "wait" not in intake_summary([IntakeResult("a.xml", "ncts", created=1)])
