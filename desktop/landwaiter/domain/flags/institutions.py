"""Rules about assessed institutions: an assessment is no listing and is worded so.

A hit counts once a person judged it the same; an unjudged one leaves the rule not evaluated.
"""

from collections.abc import Mapping
from typing import Final

from landwaiter.domain.case import CaseParty, Severity
from landwaiter.domain.declaration import Role
from landwaiter.domain.flags.finding import Finding, any_of, judge
from landwaiter.domain.flags.party import evidence_of, role_name
from landwaiter.domain.flags.rule import Rule
from landwaiter.domain.flags.view import View, judged
from landwaiter.domain.listing import Hit, JudgementValue
from landwaiter.domain.pack_index import rows_by
from landwaiter.i18n import _

END_USERS: Final = (Role.END_USER, Role.CONSIGNEE, Role.PROJECT_PARTNER, Role.OWNER)
ARMED_FORCES: Final = frozenset({"pla-academy", "university-seven-sons", "weapons-institute"})
CIVIL_DEFENCE: Final = frozenset({"university-civil-defence-lab"})
DEFENCE_INDUSTRY: Final = frozenset({"defence-soe", "defence-subsidiary-or-company"})
DUAL_USE_CATEGORIES: Final = frozenset("235679")
KINDS_OF_INSTITUTION: Final[Mapping[str, str]] = {
    "university-seven-sons": "one of the Seven Sons of National Defence",
    "pla-academy": "an academy of the armed forces",
    "weapons-institute": "a weapons institute",
    "university-civil-defence-lab": "a civil university with defence credentials",
    "defence-soe": "a state group of the defence industry",
    "defence-subsidiary-or-company": "a company of the defence industry",
}


def institution_finding(
    view: View,
    types: frozenset[str],
    roles: tuple[Role, ...],
    also: Mapping[str, bool | None] | None = None,
    severity: Severity | None = None,
) -> Finding:
    """Parties in `roles` judged same as an institution of these types; unjudged is not known."""
    if "prc_entities" not in view.packs:
        return judge({"pack:prc_entities": None, **(also or {})}, "")
    if not view.parties(*roles):
        return judge({"parties.name": None, **(also or {})}, "")
    found = [
        _institution(view, party, hit, also or {}, severity)
        for party, hit in view.hits(*roles)
        if hit.list_kind == "institutions" and institution_type(view, hit) in types
    ]
    return any_of([*found, Finding(False, against=("hits.judgement",))])


def institution_type(view: View, hit: Hit) -> str:
    """The type column of the assessed institution behind a hit."""
    if hit.listing.programmes:
        return hit.listing.programmes[0]
    rows = rows_by(view.packs["prc_entities"], "name_en").get(hit.listing.name, ())
    return rows[0]["type"] if rows else ""


def _institution(
    view: View,
    party: CaseParty,
    hit: Hit,
    also: Mapping[str, bool | None],
    severity: Severity | None,
) -> Finding:
    same = True if judged(hit) is JudgementValue.SAME else None
    text = _("{role} {name} is judged the same as {listed}, {kind} (an assessment, no listing).")
    kind = KINDS_OF_INSTITUTION.get(institution_type(view, hit), institution_type(view, hit))
    return judge(
        {"hits.judgement": same, **also},
        text.format(role=role_name(party), name=party.name, listed=hit.listing.name, kind=_(kind)),
        severity=severity,
        evidence=evidence_of(party, hit),
    )


def armed_forces_end_user(view: View, rule: Rule) -> Finding:
    """RF-P05."""
    return institution_finding(view, ARMED_FORCES, END_USERS)


def civil_university(view: View, rule: Rule) -> Finding:
    """RF-P06: with an item of category 2, 3, 5, 6, 7 or 9, candidate or confirmed."""
    return institution_finding(
        view, CIVIL_DEFENCE, tuple(Role), {"items.classification": _in_categories(view)}
    )


def _in_categories(view: View) -> bool | None:
    codes = [code for line in view.goods for code in view.codes(line) if code.list == "eu"]
    technology = str((view.case.project or {}).get("technology") or "")
    if technology[:1] in DUAL_USE_CATEGORIES:
        return True
    if any(code.code[0] in DUAL_USE_CATEGORIES for code in codes):
        return True
    return False if view.classified else None


def defence_group(view: View, rule: Rule) -> Finding:
    """RF-P07: a state group of the defence industry, or a company with a path to one."""
    correlating = any(view.correlates(line) for line in view.goods)
    severity = Severity.HIGH if correlating else None
    found = institution_finding(view, DEFENCE_INDUSTRY, tuple(Role), severity=severity)
    return found if found.holds is not True or _has_path(view) else Finding(False)


def _has_path(view: View) -> bool:
    """One judged party is a group itself, or a company whose parent is a group of the pack."""
    return any(
        judged(hit) is JudgementValue.SAME
        and hit.list_kind == "institutions"
        and (institution_type(view, hit) == "defence-soe" or _parent_is_group(view, hit))
        for _party, hit in view.hits()
    )


def _parent_is_group(view: View, hit: Hit) -> bool:
    pack = view.packs["prc_entities"]
    rows = rows_by(pack, "name_en").get(hit.listing.name, ())
    groups = rows_by(pack, "type").get("defence-soe", ())
    names = {name for row in groups for name in (row["name_en"], *row["aliases"].split(";"))}
    return any(row["parent"] in names for row in rows)
