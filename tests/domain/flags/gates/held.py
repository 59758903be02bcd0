"""What a gate promises, asked of any facts."""

from landwaiter.domain.cases.case import Evaluation, FlagResult
from landwaiter.domain.flags.evaluate import evaluate
from landwaiter.domain.flags.inputs_of_rules import Facts
from landwaiter.domain.flags.prefilter import raised_of
from landwaiter.domain.flags.registry import RULES
from landwaiter.domain.flags.result import result_of
from landwaiter.domain.flags.rule import rules_of
from landwaiter.domain.flags.view import View
from landwaiter.domain.law.pack_index import derived


def raised(facts: Facts) -> tuple[FlagResult, ...]:
    """The raised flags without any gate."""
    return tuple(one for one in evaluate(facts) if one.evaluation is Evaluation.RAISED)


def hidden(facts: Facts) -> tuple[str, ...]:
    """Rules that are raised by themselves behind a shut gate, and flags that differ; none may."""
    asked, alone = View(facts), View(facts)
    shut = tuple(
        rule.id
        for rule in derived(rules_of, facts.packs["flag_rules"])
        if rule.id in RULES
        and not RULES[rule.id].gate.is_open(asked)
        and result_of(alone, rule).evaluation is Evaluation.RAISED
    )
    differing = set(raised(facts)) ^ set(raised_of(facts))
    is_same = raised(facts) == raised_of(facts)
    return (*shut, *(one.rule for one in differing), *(() if is_same else ("order",)))
