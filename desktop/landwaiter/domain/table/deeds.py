"""Every deed there is, subject by subject, and what else the audit trail tells."""

from collections.abc import Mapping
from typing import Any

from landwaiter.domain.cases import deeds as case_stages
from landwaiter.domain.cases import (
    deeds_between_people,
    deeds_on_evidence,
    deeds_on_findings,
    deeds_on_goods,
    deeds_on_tracks,
)
from landwaiter.domain.cases.deed_on_case import CaseDeed
from landwaiter.domain.deeds.shape import Deed
from landwaiter.domain.retention import deeds as retention

_SUBJECTS = (
    case_stages,
    deeds_on_goods,
    deeds_on_tracks,
    deeds_on_findings,
    deeds_on_evidence,
    deeds_between_people,
    retention,
)
DEEDS: tuple[Deed[Any, Any], ...] = tuple(deed for one in _SUBJECTS for deed in one.DEEDS)
BY_ARGS: Mapping[type[Any], Deed[Any, Any]] = {deed.args: deed for deed in DEEDS}
BY_NAME: Mapping[str, Deed[Any, Any]] = {deed.name: deed for deed in DEEDS}
ON_CASE: Mapping[str, CaseDeed[Any]] = {
    deed.act: deed for deed in DEEDS if isinstance(deed, CaseDeed)
}
"""Deeds on a case by what they are called there, in the order of their work."""
TITLES: Mapping[str, str] = {
    **{name: title for one in _SUBJECTS for name, title in one.EVENTS.items()},
    **{deed.event: deed.told or deed.title for deed in DEEDS},
}
"""Name in the audit chain → title in the audit trail."""
