"""The rules as the office uses them: thresholds with history, switched off with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from landwaiter.domain.flags.rule import Rule, rules_of
from landwaiter.errors import NotFound
from landwaiter.i18n import _
from landwaiter.services.base.setting_history import SettingChange, changes_of
from landwaiter.services.flags.rule_settings import ON, PREFIX, key_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.base import settings
from landwaiter.storage.base.reader import Reader


@dataclass(frozen=True, slots=True)
class RuleOff:
    """A rule that the office switched off, with who did it and why."""

    id: str
    name: str
    by: str = ""
    at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Threshold:
    """One threshold: the edition's value, and the office's own where it set one."""

    name: str
    stated: str
    own: str = ""

    @property
    def counts(self) -> str:
        return self.own or self.stated


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule as people read it."""

    id: str
    name: str
    group: str
    text: str
    basis: str
    severity: str
    example: str
    inputs: tuple[str, ...]
    thresholds: tuple[Threshold, ...]
    on: bool
    on_by_default: bool
    edition: str


def rules(session: Session) -> tuple[RuleRow, ...]:
    """Every rule of the edition in force, in its order."""
    with session.reading() as conn:
        pack = session.references.packs(conn, session.today()).get("flag_rules")
        own = settings.settings_with(conn, PREFIX)
    if pack is None:
        raise NotFound(
            _("No flag rules are in force today."), remedy=_("Import a flag_rules pack.")
        )
    examples = {row["id"]: row.get("example", "") for row in pack.rows}
    edition = f"{pack.id}@{pack.edition}"
    return tuple(_row(rule, own, examples[rule.id], edition) for rule in rules_of(pack))


def _row(rule: Rule, own: Mapping[str, str], example: str, edition: str) -> RuleRow:
    switched = own.get(f"{rule.id}.{ON}", "")
    return RuleRow(
        id=rule.id,
        name=rule.name,
        group=rule.group,
        text=rule.text,
        basis=rule.basis,
        severity=rule.severity.value,
        example=example,
        inputs=tuple(f"{need}{'?' if need.for_a_part else ''}" for need in rule.needs),
        thresholds=tuple(
            Threshold(name, value, own.get(f"{rule.id}.{name}", ""))
            for name, value in rule.thresholds.items()
        ),
        on=switched == "true" if switched else rule.on,
        on_by_default=rule.on,
        edition=edition,
    )


def rule(session: Session, rule_id: str) -> RuleRow:
    """One rule by its id, however it is typed."""
    wanted = rule_id.strip().upper()
    found = next((row for row in rules(session) if row.id == wanted), None)
    if found is None:
        raise NotFound(
            _("There is no such rule."),
            field="rule",
            value=rule_id,
            remedy=_("Rules are named as in “rules list”, for example RF-P12."),
        )
    return found


def rule_history(session: Session, rule_id: str) -> tuple[SettingChange, ...]:
    """Every change of a rule's settings, newest first."""
    row = rule(session, rule_id)
    names = (ON, *(one.name for one in row.thresholds))
    with session.reading() as conn:
        found = [change for name in names for change in _changes(conn, row.id, name)]
    return tuple(sorted(found, key=lambda change: change.at, reverse=True))


def _changes(conn: Reader, rule_id: str, name: str) -> tuple[SettingChange, ...]:
    return changes_of(conn, key_of(rule_id, name), name=name)


def switched_off(conn: Reader, names: Mapping[str, str]) -> tuple[RuleOff, ...]:
    """Rules that the office itself switched off now; `names` are those of the edition."""
    own = settings.settings_with(conn, PREFIX)
    found = []
    for key, value in sorted(own.items()):
        rule_id, _dot, name = key.partition(".")
        if name == ON and value == "false":
            changes = _changes(conn, rule_id, ON)
            last = changes[0] if changes else None
            called = names.get(rule_id, rule_id)
            found.append(
                RuleOff(rule_id, called, last.by, last.at, last.reason)
                if last
                else RuleOff(rule_id, called)
            )
    return tuple(found)
