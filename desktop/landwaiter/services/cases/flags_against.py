"""Flags that stand against what is moved: a second person sees them in the motion."""

from typing import Any

from landwaiter.domain.cases.four_eyes import standing_flags
from landwaiter.services.deeds.case_handler import CaseDoing


def standing(doing: CaseDoing[Any]) -> list[list[Any]]:
    """Each flag with its finding and its review, as a motion rests on it."""
    return [
        [flag.rule, flag.severity, flag.explanation, flag.review, flag.review_reason]
        for flag in standing_flags(doing.case)
    ]


def rules_of(flags: list[list[Any]]) -> str:
    """Their rules, as a title names them."""
    return ", ".join(str(rule) for rule, *_rest in flags)
