"""Every deed there is, subject by subject, and what else the audit trail tells."""

from collections.abc import Mapping
from typing import Any

from landwaiter.domain.audit import deeds as audit
from landwaiter.domain.casebook import deeds as casebook
from landwaiter.domain.deeds.shape import Deed
from landwaiter.domain.evidence import deeds as evidence
from landwaiter.domain.intake import deeds as intake
from landwaiter.domain.office import deeds as office
from landwaiter.domain.people import deeds as people
from landwaiter.domain.reports import deeds as reports
from landwaiter.domain.retention import access_deeds
from landwaiter.domain.retention import deeds as retention

_SUBJECTS = (access_deeds, audit, casebook, evidence, intake, office, people, reports, retention)
DEEDS: tuple[Deed[Any, Any], ...] = tuple(deed for one in _SUBJECTS for deed in one.DEEDS)
BY_ARGS: Mapping[type[Any], Deed[Any, Any]] = {deed.args: deed for deed in DEEDS}
BY_NAME: Mapping[str, Deed[Any, Any]] = {deed.name: deed for deed in DEEDS}
TITLES: Mapping[str, str] = {
    **{name: title for one in _SUBJECTS for name, title in one.EVENTS.items()},
    **{deed.entry: deed.told or deed.title for deed in DEEDS},
}
"""Name in the audit chain → title in the audit trail."""
