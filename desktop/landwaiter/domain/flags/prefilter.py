"""The raised flags of a declaration that nobody opened: rules that cannot be raised are not asked.

What is not raised or not evaluated is told when somebody opens it, by `evaluate`. Why a rule cannot
be raised where its gate is shut stands with each gate (`gates`).
"""

from landwaiter.domain.cases.case import FlagResult
from landwaiter.domain.flags.evaluate import is_raised, rules_in_force, settled
from landwaiter.domain.flags.inputs_of_rules import Facts
from landwaiter.domain.flags.registry import RULES
from landwaiter.domain.flags.result import switched_off
from landwaiter.domain.flags.rule import Rule, rules_of
from landwaiter.domain.flags.view import View
from landwaiter.domain.law.pack_index import derived


def raised_of(facts: Facts) -> tuple[FlagResult, ...]:
    """The raised results of `evaluate(facts)`, the same to the byte; NotFound without the pack."""
    pack = rules_in_force(facts)
    results = settled(View(facts), pack, may_be_raised)
    found = (results.get(rule.id) for rule in derived(rules_of, pack))
    return tuple(one for one in found if one is not None and is_raised(one))


def may_be_raised(view: View, rule: Rule) -> bool:
    """False where the rule has no predicate, is off, or its gate is shut."""
    decider = RULES.get(rule.id)
    return decider is not None and decider.gate.is_open(view) and not switched_off(view, rule)
