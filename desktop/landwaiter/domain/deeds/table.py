"""Every deed there is, subject by subject, and what else the audit trail tells."""

from collections.abc import Mapping
from typing import Any

from landwaiter.domain.deeds import (
    case_evidence,
    case_findings,
    case_goods,
    case_people,
    case_stages,
    case_tracks,
    retention,
)
from landwaiter.domain.deeds.on_case import CaseDeed
from landwaiter.domain.deeds.shape import Deed

_SUBJECTS = (
    case_stages,
    case_goods,
    case_tracks,
    case_findings,
    case_evidence,
    case_people,
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
