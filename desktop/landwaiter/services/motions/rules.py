"""Thresholds of rules and rules that are off: settings of the office, each with its reason."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from landwaiter.domain.flags.rule import Rule, rules_of
from landwaiter.errors import Conflict, Invalid, NotFound
from landwaiter.i18n import _
from landwaiter.services.motions.office_deeds import written
from landwaiter.services.session import Session
from landwaiter.storage import settings
from landwaiter.storage.unit_of_work import UnitOfWork

Given = Mapping[str, Any]
DEED: Final = "set_rule"
PREFIX: Final = "rule."
ON: Final = "on"
"""Name of the setting that switches a rule: true or false; empty: as the edition has it."""
OPERATING_POINT, VALUE_THRESHOLDS = "operating_point", "value_thresholds"


def key_of(rule: str, name: str) -> str:
    return f"{PREFIX}{rule}.{name}"


def rule_title(args: Given, facts: Given) -> str:
    if args["name"] == ON and args["value"] == "false":
        return _("Switch {rule} off").format(rule=args["rule"])
    if args["name"] == ON:
        return _("Switch {rule} on").format(rule=args["rule"])
    return _("Set {name} of {rule} from {before} to {after}").format(
        name=args["name"],
        rule=args["rule"],
        before=facts["before"] or _("the edition's"),
        after=args["value"] or _("the edition's"),
    )


def rule_object(args: Given) -> str:
    return f"setting/{key_of(str(args['rule']), str(args['name']))}"


def rule_facts(session: Session, conn: Any, args: Given) -> Given:
    """The value before; Invalid or NotFound for what the edition of the rules does not know."""
    rule = _rule(session, conn, str(args["rule"]))
    check(rule, str(args["name"]), str(args["value"]))
    before = settings.setting(conn, key_of(rule.id, str(args["name"]))) or ""
    if before and before == args["value"]:
        raise Conflict(
            _("{rule}: {name} is {value} already.").format(
                rule=rule.id, name=args["name"], value=before
            ),
            remedy=_("Nothing needs to be done."),
        )
    return {"before": before}


def carry_out_rule(session: Session, work: UnitOfWork, args: Given, motion_id: str) -> Given:
    """Write the value; the payload of the audit entry."""
    return written(work, key_of(str(args["rule"]), str(args["name"])), str(args["value"]))


def _rule(session: Session, conn: Any, rule_id: str) -> Rule:
    pack = session.references.packs(conn, session.today()).get("flag_rules")
    found = {rule.id: rule for rule in rules_of(pack)} if pack else {}
    if rule_id not in found:
        raise NotFound(
            _("There is no such rule."),
            field="rule",
            value=rule_id,
            remedy=_("Rules are named as in “rules list”, for example RF-P12."),
        )
    return found[rule_id]


def check(rule: Rule, name: str, value: str) -> None:
    """Invalid unless the rule has such a threshold and the value reads like the edition's own."""
    if name == ON:
        if value not in {"true", "false", ""}:
            raise Invalid(_("A rule is on (true) or off (false)."), field=name, value=value)
        return
    if name == VALUE_THRESHOLDS and f"setting:{name}" in map(str, rule.needs):
        return
    if name not in rule.thresholds:
        raise Invalid(
            _("The rule {rule} has no such threshold.").format(rule=rule.id),
            field="name",
            value=name,
            remedy=_("It has: {names}.").format(names=", ".join(rule.thresholds) or _("none")),
        )
    own = rule.thresholds[name]
    for reads, what in ((_is_day, _("a date, such as 2022-02-24")), (_is_number, _("a number"))):
        if value and reads(own) and not reads(value):
            raise Invalid(
                _("The threshold {name} of {rule} is {what}.").format(
                    name=name, rule=rule.id, what=what
                ),
                field=name,
                value=value,
                remedy=_("The edition says {value}.").format(value=own),
            )


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False
