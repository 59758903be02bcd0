"""Gates of the rules about what the goods are for, and about research."""

from typing import Final

from landwaiter.domain.flags.gates.gate import (
    RuleGate,
    has_hits,
    is_interviewed,
    is_known,
    is_stated,
)
from landwaiter.domain.flags.rules.enduse import end_uses
from landwaiter.domain.flags.view import View
from landwaiter.domain.intake.case_kind import CaseKind

_RESEARCH: Final = frozenset(
    {CaseKind.INTANGIBLE, CaseKind.RESEARCH, CaseKind.TECHNICAL_ASSISTANCE}
)


def is_military_user(view: View) -> bool:
    """The name of an end user has a word of the military vocabulary."""
    return bool(view.words("military", *view.end_user_names))


def is_service(view: View) -> bool:
    """The name of an end user has a word of police, interior or intelligence."""
    return bool(view.words("security_services", *view.end_user_names))


def says_wmd(view: View) -> bool:
    """An end use or a description has a word of weapons of mass destruction."""
    texts = (*end_uses(view), *(line.description for line in view.goods))
    return bool(view.words("wmd", *texts))


def is_repression_in_question(view: View) -> bool:
    """A line goes to a country of the set and has a word of the rule, or any code at all."""
    members = view.country_set("repression_destination") or ()
    return any(
        view.destination_of(line) in members
        and bool(view.codes(line) or view.words("internal_repression", line.description))
        for line in view.goods
    )


def is_of_research(view: View) -> bool:
    return view.case.kind in _RESEARCH


def has_project(view: View) -> bool:
    return bool(view.case.project)


MILITARY: Final = RuleGate(((is_stated("end_use"), is_interviewed, is_military_user),))
"""RF-E01: by words of an end use, by an answer of an interview, or by words of a user's name."""

WMD: Final = RuleGate(((says_wmd,),))
"""RF-E02: both facts of which one must be True are True only where these words are met."""

END_USE: Final = RuleGate(((is_stated("end_use"),),))
"""RF-E03: it looks at statements of an end use alone."""

REPRESSION: Final = RuleGate(((is_repression_in_question,),))
"""RF-E04: of one line, the destination in the set and a word or a code; the codes of the rule are
among those of the line."""

SERVICES: Final = RuleGate(((is_service,),))
"""RF-E05: `end_user.name` is a condition, True only where these words are met in the name."""

OLD_CONTRACT: Final = RuleGate(((is_known("contract.military_items"),),))
"""RF-E06: the contract is marked military, which nothing else says."""

SITE: Final = RuleGate(((is_known("end_use.site"),),))
"""RF-E07: without a site nothing is compared."""

RESEARCH: Final = RuleGate(((has_hits,), (is_of_research,)))
"""RF-S01: a finding that may hold is made of a hit, and the kind of case is a condition."""

PROJECT: Final = RuleGate(((has_project,),))
"""RF-S02 and S03: medium and funding are read from the project."""
