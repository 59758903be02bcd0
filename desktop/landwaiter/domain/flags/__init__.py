"""Red flags: rules as data, small predicates, one evaluator."""

from landwaiter.domain.flags.evaluate import NEEDS_COMPANY, TAKES_THE_PLACE_OF, evaluate
from landwaiter.domain.flags.registry import RULES
from landwaiter.domain.flags.rule import Rule, rules_of

SETTING_PACKS = ("flag_rules", "vocabulary", "countries", "code_sets", "deciding_parameters")
"""Packs that hold choices of the office rather than law; always loaded beside the pinned ones."""

__all__ = [
    "NEEDS_COMPANY",
    "RULES",
    "SETTING_PACKS",
    "TAKES_THE_PLACE_OF",
    "Rule",
    "evaluate",
    "rules_of",
]
