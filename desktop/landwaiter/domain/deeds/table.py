"""Every deed there is, subject by subject, and what else the audit trail tells."""

from collections.abc import Mapping
from typing import Any

from landwaiter.domain.deeds import (
    access,
    audit,
    casebook,
    evidence,
    intake,
    office,
    people,
    reports,
    retention,
)
from landwaiter.domain.deeds.shape import Deed

_SUBJECTS = (access, audit, casebook, evidence, intake, office, people, reports, retention)
DEEDS: tuple[Deed[Any, Any], ...] = tuple(deed for one in _SUBJECTS for deed in one.DEEDS)
BY_ARGS: Mapping[type[Any], Deed[Any, Any]] = {deed.args: deed for deed in DEEDS}
BY_NAME: Mapping[str, Deed[Any, Any]] = {deed.name: deed for deed in DEEDS}
TITLES: Mapping[str, str] = {
    **{name: title for one in _SUBJECTS for name, title in one.EVENTS.items()},
    **{deed.entry: deed.told or deed.title for deed in DEEDS},
}
"""Name in the audit chain → title in the audit trail."""
