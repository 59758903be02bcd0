"""Thresholds of rules and rules that are off: settings of the office, each with its reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from landwaiter.domain.flags.absence.absence import NONE
from landwaiter.domain.flags.rule import Rule, rules_of
from landwaiter.errors import Conflict, Invalid, NotFound
from landwaiter.i18n import _
from landwaiter.services.base.setting_history import written
from landwaiter.services.base.wording import suggestion
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import settings
from landwaiter.storage.base.reader import Reader

Given = Mapping[str, Any]
PREFIX: Final = "rule."
ON: Final = "on"
"""Name of the setting that switches a rule: true or false; empty: as the edition has it."""
OPERATING_POINT, VALUE_THRESHOLDS = "operating_point", "value_thresholds"
PERCENT: Final = "percent"
_MOST, _LONGEST = 10**9, 500


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


def rule_facts(session: Session, conn: Reader, args: Given) -> Given:
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


def _rule(session: Session, conn: Reader, rule_id: str) -> Rule:
    pack = session.references.packs(conn, session.today()).get("flag_rules")
    found = {rule.id: rule for rule in rules_of(pack)} if pack else {}
    if rule_id not in found:
        raise NotFound(
            _("There is no such rule."),
            field="rule",
            value=rule_id,
            remedy=suggestion(rule_id, found)
            + _("Rules are named as in “rules list”, for example RF-P12."),
        )
    return found[rule_id]


def check(rule: Rule, name: str, value: str) -> None:
    """Invalid unless the rule has such a setting and the value reads like the edition's own."""
    names = names_of(rule)
    if name not in names:
        raise Invalid(
            _("The rule {rule} has no such setting.").format(rule=rule.id),
            field=f"{rule.id}.{name}",
            value=value,
            remedy=suggestion(name, names) + _("It has: {names}.").format(names=", ".join(names)),
        )
    forms = _FORMS.get(name) or _as_stated(name, rule.thresholds[name])
    if value and not forms.fit(value):
        raise Invalid(
            _("This is no value of {name} of {rule}.").format(name=name, rule=rule.id),
            field=f"{rule.id}.{name}",
            value=value,
            remedy=_(forms.says).format(own=rule.thresholds.get(name, "")),
        )


def names_of(rule: Rule) -> tuple[str, ...]:
    """What an office can set of a rule: whether it is on, and its thresholds."""
    asked = VALUE_THRESHOLDS if f"setting:{VALUE_THRESHOLDS}" in map(str, rule.needs) else ""
    return (ON, *rule.thresholds, *([asked] if asked else []))


def _as_stated(name: str, own: str) -> "ValueForm":
    """The form of a threshold, as the edition's own value is written."""
    if _is_day(own):
        return _DAY
    if _is_number(own):
        return _PERCENT if name.endswith(PERCENT) else _NUMBER
    return _WORDS


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_number(text: str) -> bool:
    """A figure as editions write it; no threshold is below nothing."""
    try:
        return Decimal(text).is_finite() and 0 <= Decimal(text) <= _MOST
    except InvalidOperation:
        return False


def _is_percent(text: str) -> bool:
    return _is_number(text) and Decimal(text) <= 100


def _are_amounts(text: str) -> bool:
    """Amounts with commas between, or that there are none; what is unreadable decides nothing."""
    parts = [part.strip() for part in text.split(",")]
    return text.strip().casefold() == NONE or all(map(_is_number, parts))


def _are_words(text: str) -> bool:
    return len(text) <= _LONGEST and text.isprintable()


@dataclass(frozen=True, slots=True)
class ValueForm:
    """How the value of a setting of a rule is written."""

    fit: Callable[[str], bool]
    says: str


_DAY: Final = ValueForm(_is_day, "Give a date; the edition says {own}.")
_NUMBER: Final = ValueForm(_is_number, "Give a number, 0 or more; the edition says {own}.")
_PERCENT: Final = ValueForm(_is_percent, "Give a number from 0 to 100; the edition says {own}.")
_WORDS: Final = ValueForm(_are_words, "Give it in one short line; the edition says {own}.")
_FORMS: Final[Mapping[str, ValueForm]] = {
    ON: ValueForm(lambda value: value in {"true", "false"}, "Give true (on) or false (off)."),
    VALUE_THRESHOLDS: ValueForm(
        _are_amounts, "Give amounts in EUR with commas between, such as 1000, 5000; or none."
    ),
}
