"""How the rules that are not decided are told: short, by what can be done about them."""

from landwaiter.domain.cases.case import Evaluation, FlagResult, Severity, Waits
from landwaiter.services.base.wording import shown_missing
from landwaiter.services.flags.undecided import by_fact, lacks_said, of_officer, undecided


def lacking(rule: str, waits: Waits, *missing: str, not_met: tuple[str, ...] = ()) -> FlagResult:
    return FlagResult(
        rule,
        Evaluation.NOT_EVALUATED,
        Severity.HIGH,
        "",
        "",
        missing=missing,
        not_met=not_met,
        waits_for=waits,
    )


def absent(rule: str, fact: str) -> FlagResult:
    return FlagResult(rule, Evaluation.NOT_APPLICABLE, Severity.HIGH, fact, "")


ASKED = lacking("RF-E01", Waits.ASK, "end_use", not_met=("end_user.name",))
FOUND = undecided(
    (
        ASKED,
        lacking("RF-P05", Waits.JUDGE, "hits.judgement"),
        lacking("RF-R05", Waits.LATER, "exit_messages"),
        lacking("RF-P18", Waits.OFFICE, "ownership", "list:eu_fsf|list:un"),
        lacking("RF-P01", Waits.OFFICE, "list:eu_fsf|list:un"),
    ),
    (
        absent("RF-V02", "By road."),
        absent("RF-D07", "None was sent."),
        absent("RF-V01", "By road."),
    ),
)


def test_what_the_officer_can_do_stands_rule_by_rule() -> None:
    assert [flag.rule for flag in FOUND.own] == ["RF-E01", "RF-P05"]
    assert of_officer((*FOUND.own, *FOUND.absent)) == FOUND.own


def test_one_line_says_what_waits_for_the_office_and_one_for_customs() -> None:
    assert FOUND.waiting == (
        "Waits for messages of customs: exit messages (RF-R05).",
        "Waits for the office: the EU asset-freeze list or the UN list (RF-P01, RF-P18).",
    )


def test_what_is_not_applicable_is_counted_and_told_by_its_facts() -> None:
    assert FOUND.absent_said == "Not applicable (3): RF-D07, RF-V01, RF-V02."
    assert FOUND.facts_said == ("None was sent. (RF-D07)", "By road. (RF-V01, RF-V02)")
    assert FOUND.absent_told == (
        "Not applicable (3): None was sent. (RF-D07) By road. (RF-V01, RF-V02)"
    )
    assert by_fact(FOUND.absent)["By road."] == ("RF-V01", "RF-V02")


def test_nothing_is_said_of_nothing() -> None:
    empty = undecided((), ())
    assert (empty.own, empty.waiting, empty.absent_said, empty.absent_told) == ((), (), "", "")


def test_known_facts_that_do_not_meet_it_are_said() -> None:
    assert lacks_said(ASKED) == "not met by the end user's name; open: the end use"
    assert lacks_said(FOUND.own[1]) == shown_missing("hits.judgement")


def test_alternatives_are_shown_by_what_they_mean() -> None:
    assert shown_missing("end_use|mrn") == "the end use or the MRN"
    assert shown_missing("end_use||mrn") == "each of the end use, the MRN"
