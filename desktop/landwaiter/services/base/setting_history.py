"""A setting of the office is set; who set it, when, from what to what, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from landwaiter.storage.audit import chain
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import settings
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_json

_SHOWN: Final = 200
"""Changes of one setting that are shown."""


@dataclass(frozen=True, slots=True)
class SettingChange:
    """One change of one setting; an empty value is none."""

    name: str
    """The setting's key, or its name within a rule."""
    at: datetime
    by: str
    before: str
    after: str
    reason: str


def written(work: UnitOfWork, key: str, value: str) -> Mapping[str, Any]:
    """Set a setting of the office; its value before and after, as the audit entry keeps them."""
    before = settings.setting(work.conn, key)
    settings.set_setting(work.conn, key, value, by=work.actor, at=work.now)
    work.changed("settings", key)
    return {"value": [before, value]}


def changes_of(conn: Reader, key: str, *, name: str = "") -> tuple[SettingChange, ...]:
    """Every change of a setting, newest first; what was moved and not yet seconded is none."""
    rows = chain.entries(conn, object=f"setting/{key}", limit=_SHOWN, newest_first=True)
    changes = (_change(name or key, row) for row in rows)
    return tuple(change for change in changes if change is not None)


def _change(name: str, row: chain.AuditRow) -> SettingChange | None:
    facts = from_json(row.payload, dict[str, Any]) if row.payload else {}
    value = facts.get("value")
    if not isinstance(value, list):
        return None
    before, after = (str(one or "") for one in value)
    return SettingChange(name, row.at, row.actor, before, after, str(facts.get("reason") or ""))
