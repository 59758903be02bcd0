"""Rules about research cooperation and intangible transfer."""

from typing import Final

from landwaiter.domain.case import CaseKind
from landwaiter.domain.declaration import Role
from landwaiter.domain.flags.evidence import of_project
from landwaiter.domain.flags.finding import Finding, judge, unknown
from landwaiter.domain.flags.institutions import ARMED_FORCES, institution_finding
from landwaiter.domain.flags.licensing import licensed_buyer
from landwaiter.domain.flags.rule import Rule
from landwaiter.domain.flags.view import View
from landwaiter.i18n import _

_RESEARCH: Final = frozenset(
    {CaseKind.INTANGIBLE, CaseKind.RESEARCH, CaseKind.TECHNICAL_ASSISTANCE}
)
_PHYSICAL: Final = frozenset({"paper", "device", "goods", "carrier medium", "post"})


def research_partner(view: View, rule: Rule) -> Finding:
    """RF-S01: only where the case is about technology, a joint project or a visit."""
    subject = view.case.kind in _RESEARCH or view.case.project is not None
    roles = (Role.PROJECT_PARTNER, Role.END_USER, Role.CONSIGNEE)
    return institution_finding(view, ARMED_FORCES, roles, {"project.partner": subject})


def intangible_transfer(view: View, rule: Rule) -> Finding:
    """RF-S02: technology (group E) by electronic or oral means without an authorisation."""
    project = view.case.project or {}
    medium, technology = project.get("medium"), str(project.get("technology") or "")
    registered = view.facts.registers.licence_issuers is not None
    text = _(
        "Technology {code} is to be transferred by {medium} to {partner}; no authorisation "
        "is recorded."
    )
    return judge(
        {
            "project.medium": None if medium is None else str(medium).casefold() not in _PHYSICAL,
            "project.technology": None if not technology else technology[1:2] == "E",
            "register:licences": not licensed_buyer(view) if registered else None,
        },
        text.format(code=technology, medium=medium, partner=project.get("partner")),
        evidence=(f"project.technology: {technology}", f"project.medium: {medium}"),
    )


def military_funding(view: View, rule: Rule) -> Finding:
    """RF-S03."""
    funding = (view.case.project or {}).get("funding")
    words = view.words("defence_programme", str(funding) if funding else None)
    if words is None:
        return unknown("pack:vocabulary" if funding else "project.funding")
    return judge(
        {"project.funding": bool(words)},
        _("The project is funded by “{funding}”.").format(funding=funding),
        evidence=(of_project("funding", funding),),
    )
