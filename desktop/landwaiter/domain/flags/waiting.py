"""What a rule that could not be decided waits for: the officer, customs, or the office."""

from functools import cache
from typing import Final

from landwaiter.domain.cases.case import Waits
from landwaiter.domain.flags.rule import ANY, Need

_OF_OFFICE: Final = ("pack:", "list:", "register:", "base:", "setting:", "threshold:")
_FIGURES: Final = "exports."
"""Figures of trade: the office's own, but in an audit, which is about them."""
_BY_JUDGEMENT: Final = frozenset(
    {"hits.judgement", "items.classification", "items.classification.confirmed", "items.params"}
)
_LATER: Final = frozenset({"exit_messages", "released_at"})


@cache
def waits_for(
    missing: tuple[str, ...], alternatives: tuple[Need, ...] = (), *, is_audit: bool = False
) -> Waits:
    """Who can do something about what is missing; `alternatives` are those of the rule.

    It is the office where nothing that an officer enters would decide the rule: something of the
    office's own is missing, and no other fact could raise the rule in its place.
    """
    replaceable = {name for need in alternatives for name in need.names}
    of_office = [name for name in missing if is_of_office(name, is_audit=is_audit)]
    if len(of_office) == len(missing) or not replaceable.issuperset(of_office):
        return Waits.OFFICE
    own = set(missing).difference(of_office)
    if own <= _LATER:
        return Waits.LATER
    return Waits.JUDGE if own <= _BY_JUDGEMENT else Waits.ASK


def is_of_office(names: str, *, is_audit: bool = False) -> bool:
    """Whether only the office, and no officer on a case, can supply an input or its likes."""
    return all(
        name.startswith(_OF_OFFICE) or (name.startswith(_FIGURES) and not is_audit)
        for name in names.split(ANY)
    )
