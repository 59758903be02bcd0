"""What the office itself has set: practices, thresholds that a verdict counted by, rules off."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from landwaiter.domain.base.zones import local_date
from landwaiter.domain.flags.embargo.matrix import matrix
from landwaiter.domain.flags.rule import rules_of
from landwaiter.domain.flags.view import PRACTICE
from landwaiter.domain.law.arms_embargo import embargoes_of, policy_name
from landwaiter.domain.law.pack import Pack
from landwaiter.i18n import _
from landwaiter.services.base.setting_history import changes_of
from landwaiter.services.base.wording import shown_country, shown_date
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.flags.embargo_practice import POLICY, answers_of
from landwaiter.services.flags.rule_settings import ON, key_of
from landwaiter.services.law.verdict_packs import packs_of_verdict
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.review.verdicts import newest_grounds

RULES = "flag_rules"


@dataclass(frozen=True, slots=True)
class OfficeSetting:
    """One thing the office decides for all its cases."""

    what: str
    value: str
    """Empty: not set, and never assumed."""
    stated: str = ""
    """What the edition itself says; empty where it leaves the question to the office."""
    said: str = ""
    """Who set it, when and why; empty where nobody did."""


def office_settings(session: Session, view: CaseView) -> tuple[OfficeSetting, ...]:
    """Practices on embargoes, thresholds that are not the edition's, and rules that are off.

    Thresholds are those that the verdict counted by.
    """
    with session.reading() as conn:
        packs = packs_of_verdict(session.references, conn, view.case)
        counted = newest_grounds(conn, view.case.id).settings
        return (
            *_practices(conn, view, packs),
            *_thresholds(conn, view, packs, counted),
            *_off(view),
        )


def _practices(conn: Reader, view: CaseView, packs: Mapping[str, Pack]) -> Iterator[OfficeSetting]:
    state = view.case.member_state
    for country, embargo in embargoes_of(view.policy).items():
        if embargo.by_law:
            continue
        value = embargo.counts
        what = _("{country} as arms embargo, Art. 4(1)(b) Reg. 2021/821")
        yield OfficeSetting(
            what.format(country=shown_country(country)),
            "" if value is None else _("yes") if value else _("no"),
            said=_set_by(conn, f"{POLICY}{policy_name(country)}", state),
        )
    asked = {cell.practice: cell for cell in matrix(packs, answers_of(conn)) if cell.practice}
    for key, cell in asked.items():
        what = _("{title}: {group} to {country}")
        yield OfficeSetting(
            what.format(
                title=cell.title, group=cell.group_title, country=shown_country(cell.destination)
            ),
            _(cell.standing.value) if cell.is_set else "",
            said=_set_by(conn, key, state),
        )


def _thresholds(
    conn: Reader, view: CaseView, packs: Mapping[str, Pack], counted: Mapping[str, str]
) -> Iterator[OfficeSetting]:
    pack = packs.get(RULES)
    rules = rules_of(pack) if pack else ()
    stated = {f"{rule.id}.{name}": own for rule in rules for name, own in rule.thresholds.items()}
    for key, value in sorted(counted.items()):
        rule, _dot, name = key.partition(".")
        if name == ON or key.startswith(PRACTICE) or value == stated.get(key, ""):
            continue
        yield OfficeSetting(
            _("Threshold {name} of {rule}").format(name=name.replace("_", " "), rule=rule),
            value,
            stated.get(key, ""),
            _set_by(conn, key_of(rule, name), view.case.member_state),
        )


def _off(view: CaseView) -> Iterator[OfficeSetting]:
    for one in view.rules_off:
        said = _said(one.by, shown_date(one.at.date()), one.reason) if one.at else ""
        yield OfficeSetting(f"{one.id}, {one.name}", _("off"), _("on"), said)


def _set_by(conn: Reader, key: str, state: str) -> str:
    changes = changes_of(conn, key)
    if not changes:
        return ""
    return _said(changes[0].by, shown_date(local_date(changes[0].at, state)), changes[0].reason)


def _said(by: str, day: str, reason: str) -> str:
    return _("{by}, {day}: {reason}").format(by=by, day=day, reason=reason or _("no reason stated"))
