"""One example of a rule: the facts, and what the rule must find on them."""

from dataclasses import dataclass

from landwaiter.domain.cases.case import Evaluation, Severity
from landwaiter.domain.flags.inputs_of_rules import Facts


@dataclass(frozen=True)
class Example:
    rule: str
    says: str
    facts: Facts
    evaluation: Evaluation
    severity: Severity | None = None
    """Asserted for raised flags."""
    missing: str = ""
    """An input that must be among the missing ones, or several with `||` between."""


def fires(rule: str, says: str, facts: Facts, severity: str) -> Example:
    return Example(rule, says, facts, Evaluation.RAISED, Severity(severity))


def spares(rule: str, says: str, facts: Facts) -> Example:
    return Example(rule, says, facts, Evaluation.NOT_RAISED)


def skips(rule: str, says: str, facts: Facts) -> Example:
    """The case has no subject for the rule."""
    return Example(rule, says, facts, Evaluation.NOT_APPLICABLE)


def waits(rule: str, says: str, facts: Facts, missing: str) -> Example:
    return Example(rule, says, facts, Evaluation.NOT_EVALUATED, missing=missing)
