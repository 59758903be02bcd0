"""Rules about assessed institutions: an assessment is no listing and is worded so.

A hit counts once a person judged it the same; an unjudged one leaves the rule not evaluated.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from landwaiter.domain.cases.case import CaseParty, Severity
from landwaiter.domain.entities.ownership.stated import HolderMark
from landwaiter.domain.flags.evidence import of_cn, of_codes, of_hit, of_project
from landwaiter.domain.flags.finding import Finding, any_of, either_strict, judge, unknown
from landwaiter.domain.flags.hit_claims import (
    ASSESSING,
    claim_of,
    institution_type,
    kind_of_institution,
    role_name,
)
from landwaiter.domain.flags.inputs import is_known
from landwaiter.domain.flags.rule import Rule, several
from landwaiter.domain.flags.rules.ownership import group_path
from landwaiter.domain.flags.view import Goods, View, judged
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.law.pack_index import rows_by
from landwaiter.domain.lists.listing import Hit, JudgementValue
from landwaiter.i18n import _

END_USERS: Final = (Role.END_USER, Role.CONSIGNEE, Role.PROJECT_PARTNER, Role.OWNER)
ARMED_FORCES: Final = frozenset({"pla-academy", "university-seven-sons", "weapons-institute"})
CIVIL_DEFENCE: Final = frozenset({"university-civil-defence-lab"})
GROUPS: Final = frozenset({"defence-soe"})
COMPANIES: Final = frozenset({"defence-subsidiary-or-company"})
DUAL_USE: Final = ("eu", "national")


def institution_finding(
    view: View,
    types: frozenset[str],
    roles: tuple[Role, ...] = (),
    *,
    also: Mapping[str, bool | None] | None = None,
    used: tuple[str, ...] = (),
    severity: Severity | None = None,
) -> Finding:
    """Parties in `roles` judged same as an institution of these types; unjudged is not known.

    `also` are further conditions, `used` the places that they rest on.
    """
    conditions = also or {}
    if "prc_entities" not in view.packs:
        return judge({"pack:prc_entities": None, **conditions}, "")
    if not view.parties(*roles):
        return judge({"parties.name": None, **conditions}, "")
    found = [
        _institution(view, party, hit, conditions, used, severity)
        for party, hit in view.hits(*roles)
        if is_institution(hit, types)
    ]
    return any_of([*found, Finding(False, against=("hits.judgement",))])


def is_institution(hit: Hit, types: frozenset[str]) -> bool:
    """Whether a hit is an assessed institution of one of these types."""
    return hit.list_kind == ASSESSING and institution_type(hit) in types


def _institution(  # noqa: PLR0917  # what one finding is made of
    view: View,
    party: CaseParty,
    hit: Hit,
    also: Mapping[str, bool | None],
    used: tuple[str, ...],
    severity: Severity | None,
) -> Finding:
    same = True if judged(hit) is JudgementValue.SAME else None
    return judge(
        {"hits.judgement": same, **also},
        claim_of(party, hit),
        severity=severity,
        evidence=(*of_hit(party, hit), *used),
    )


def armed_forces_end_user(view: View, rule: Rule) -> Finding:
    """RF-P05: open while nobody is named as end user; the consignee alone may pass the goods on."""
    found = institution_finding(view, ARMED_FORCES, END_USERS)
    is_named = bool(view.end_user_names or (view.case.project or {}).get("partner"))
    return found if is_named else any_of((found, unknown("end_user.name|project.partner")))


def civil_university(view: View, rule: Rule) -> Finding:
    """RF-P06: with an item of one of the rule's categories, candidate or confirmed."""
    categories = several(rule.thresholds, "categories")
    answers = [_in_categories(view, line, categories) for line in view.goods]
    answers.append(_technology_in(view, categories))
    used = [place for line in view.goods for place in _codes_in(view, line, categories)]
    return institution_finding(
        view,
        CIVIL_DEFENCE,
        also={"items.classification": either_strict(*answers)},
        used=(*used, of_project("technology", (view.case.project or {}).get("technology"))),
    )


def _in_categories(view: View, line: Goods, categories: tuple[str, ...]) -> bool | None:
    if _codes_in(view, line, categories):
        return True
    return False if view.is_classified(line) else None


def _codes_in(view: View, line: Goods, categories: tuple[str, ...]) -> tuple[str, ...]:
    """Codes of dual-use lists in these categories, with the heading they come from."""
    codes = [c for c in view.codes(line) if c.list in DUAL_USE and c.code.startswith(categories)]
    return (of_cn(line), *of_codes(line, codes)) if codes else ()


def _technology_in(view: View, categories: tuple[str, ...]) -> bool | None:
    """What a project claims to transfer; a case with goods needs none."""
    technology = (view.case.project or {}).get("technology")
    if technology:
        return str(technology).startswith(categories)
    return False if view.goods else None


def defence_group(view: View, rule: Rule) -> Finding:
    """RF-P07: a state group of the defence industry, or a party with a path to one."""
    lines = [line for line in view.goods if view.correlates(line)]
    severity = Severity.HIGH if lines else None
    used = tuple(
        place for line in lines for place in (of_cn(line), *of_codes(line, view.codes(line)))
    )
    itself = institution_finding(view, GROUPS, used=used, severity=severity)
    return any_of(
        [
            itself,
            *_daughters(view, used, severity),
            *_owned(view, rule, used, severity),
            *(() if is_known("ownership", view) else (unknown("ownership"),)),
        ]
    )


def _daughters(view: View, used: tuple[str, ...], severity: Severity | None) -> Iterable[Finding]:
    """Parties judged the same as a company whose parent in the pack is a group."""
    if "prc_entities" not in view.packs:
        return ()
    return (
        _institution(view, party, hit, {}, used, severity)
        for party, hit in view.hits()
        if is_institution(hit, COMPANIES) and _parent_is_group(view, hit)
    )


def _parent_is_group(view: View, hit: Hit) -> bool:
    pack = view.packs["prc_entities"]
    rows = rows_by(pack, "name_en").get(hit.listing.name, ())
    groups = rows_by(pack, "type").get("defence-soe", ())
    names = {name for row in groups for name in (row["name_en"], *row["aliases"].split(";"))}
    return any(row["parent"] in names for row in rows)


def _owned(
    view: View, rule: Rule, used: tuple[str, ...], severity: Severity | None
) -> Iterable[Finding]:
    """Parties with a chain of stakes up to a group."""
    if "prc_entities" not in view.packs:
        return
    text = _(
        "The {role} {name} is owned by {listed}, which {list} assesses as {kind} (no listing): "
        "{path}."
    )
    for found in group_path(view, rule, _is_group):
        yield judge(
            {"ownership": found.holds},
            text.format(
                role=role_name(found.party),
                name=found.party.name,
                listed=found.mark.told_name,
                list=found.mark.told_list,
                kind=kind_of_institution(next(iter(found.mark.programmes), "")),
                path=found.path,
            ),
            severity=severity,
            evidence=(*found.evidence, *used),
        )


def _is_group(mark: HolderMark) -> bool:
    """Whether a mark is that of an assessed group."""
    return mark.list_kind == ASSESSING and next(iter(mark.programmes), "") in GROUPS
