"""Rules about research cooperation and intangible transfer."""

import re
from typing import Any, Final

from landwaiter.domain.flags.evidence import of_project
from landwaiter.domain.flags.finding import Finding, judge, unknown
from landwaiter.domain.flags.rule import Rule
from landwaiter.domain.flags.rules.denials import has_licences, recorded_authorisation
from landwaiter.domain.flags.rules.institutions import ARMED_FORCES, institution_finding
from landwaiter.domain.flags.view import View
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.i18n import _

_RESEARCH: Final = frozenset(
    {CaseKind.INTANGIBLE, CaseKind.RESEARCH, CaseKind.TECHNICAL_ASSISTANCE}
)
CODE: Final = re.compile(r"[0-9][A-E][0-9]{3}")
"""How an entry of the dual-use list begins: the letter is its group."""


def research_partner(view: View, rule: Rule) -> Finding:
    """RF-S01: only where the kind of case is technology, a joint project or a visit."""
    partner = (view.case.project or {}).get("partner")
    return institution_finding(
        view,
        ARMED_FORCES,
        also={"project.partner": view.case.kind in _RESEARCH},
        used=(of_project("partner", partner),),
    )


def intangible_transfer(view: View, rule: Rule) -> Finding:
    """RF-S02: technology (group E) by electronic or oral means without an authorisation."""
    project = view.case.project or {}
    medium, technology = project.get("medium"), str(project.get("technology"))
    text = _(
        "Technology {code} is to be transferred by {medium} to {partner}; no authorisation "
        "is recorded."
    )
    return judge(
        {
            "project.medium": _is_intangible(view, medium),
            "project.technology": _is_technology(technology),
            "register:licences": False
            if recorded_authorisation(view)
            else True
            if has_licences(view)
            else None,
        },
        text.format(code=technology, medium=medium, partner=project.get("partner")),
        evidence=(
            of_project("technology", technology),
            of_project("medium", medium),
            of_project("partner", project.get("partner")),
        ),
    )


def _is_intangible(view: View, medium: Any) -> bool | None:
    """By the words of the vocabulary: any electronic or oral one decides; none of either, unknown.

    A project states several media in one text: a lecture and papers is oral too.
    """
    stated = str(medium) if medium else None
    if view.words("intangible_medium", stated):
        return True
    return False if view.words("tangible_medium", stated) else None


def _is_technology(code: str) -> bool | None:
    """Group E of a code such as 2E003; None where no code is stated."""
    return code[1:2] == "E" if CODE.match(code) else None


def military_funding(view: View, rule: Rule) -> Finding:
    """RF-S03."""
    funding = (view.case.project or {}).get("funding")
    words = view.words("defence_programme", str(funding) if funding else None)
    if words is None:
        return unknown("pack:vocabulary", "project.funding")
    return judge(
        {"project.funding": bool(words)},
        _("The project is funded by “{funding}”.").format(funding=funding),
        evidence=(of_project("funding", funding),),
    )
