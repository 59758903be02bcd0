"""Who can do something about what a rule lacks."""

import pytest
from tests.domain.builders import a_case, a_declaration, result_of, some_facts

from landwaiter.domain.cases.case import Evaluation, Waits
from landwaiter.domain.flags.evaluate import evaluate
from landwaiter.domain.flags.rule import needs_of
from landwaiter.domain.flags.waiting import waits_for
from landwaiter.domain.intake.case_kind import CaseKind


@pytest.mark.parametrize(
    ("missing", "waits"),
    [
        (("end_use",), Waits.ASK),
        (("hits.judgement",), Waits.JUDGE),
        (("items.classification", "hits.judgement"), Waits.JUDGE),
        (("hits.judgement", "end_use"), Waits.ASK),
        (("exit_messages", "released_at"), Waits.LATER),
        (("list:eu_fsf|list:un",), Waits.OFFICE),
        (("base:price_lines", "setting:value_thresholds"), Waits.OFFICE),
        (("pack:hs_control|end_use",), Waits.ASK),
        (("exports.history", "exports.coverage"), Waits.OFFICE),
    ],
)
def test_a_rule_waits_for_who_can_do_something(missing: tuple[str, ...], waits: Waits) -> None:
    assert waits_for(missing) is waits


def test_what_an_officer_enters_does_not_help_while_a_list_is_missing() -> None:
    assert waits_for(("ownership", "list:eu_fsf")) is Waits.OFFICE


def test_it_helps_where_the_list_is_one_of_several_facts() -> None:
    needs = needs_of("pack:chpl||pack:eu_833_annexes")
    missing = ("contract.date", "pack:eu_833_annexes")
    assert waits_for(missing, needs) is Waits.ASK
    assert waits_for(missing[1:], needs) is Waits.OFFICE


def test_in_an_audit_the_figures_are_asked_for() -> None:
    assert waits_for(("exports.history",), is_audit=True) is Waits.ASK
    audit = some_facts(a_case(kind=CaseKind.AUDIT, declaration=a_declaration()))
    assert result_of("RF-R07", audit).waits_for is Waits.ASK
    assert result_of("RF-R07", some_facts()).waits_for is Waits.OFFICE


def test_only_rules_that_are_on_and_open_wait_for_somebody() -> None:
    off = {"RF-G11", "RF-G12"}
    for result in evaluate(some_facts()):
        is_open = result.evaluation is Evaluation.NOT_EVALUATED and result.rule not in off
        assert (result.waits_for is not None) is is_open, result.rule
