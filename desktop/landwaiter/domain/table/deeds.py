"""Every deed there is, subject by subject, and what else the audit trail tells."""

from collections.abc import Mapping
from typing import Any

from landwaiter.domain.audit import deeds as audit
from landwaiter.domain.casebook import deeds as casebook
from landwaiter.domain.cases import deeds as cases
from landwaiter.domain.cases import (
    deeds_between_people,
    deeds_in_court,
    deeds_on_evidence,
    deeds_on_findings,
    deeds_on_goods,
    deeds_on_tracks,
)
from landwaiter.domain.cases.deed_on_case import CaseDeed
from landwaiter.domain.deeds import four_eyes, motion_deeds
from landwaiter.domain.deeds.shape import Deed
from landwaiter.domain.entities import deeds as entities
from landwaiter.domain.evidence import deeds as evidence
from landwaiter.domain.finding import deeds as finding
from landwaiter.domain.flags import deeds as flags
from landwaiter.domain.incidents import deeds as incidents
from landwaiter.domain.intake import deeds as intake
from landwaiter.domain.law import deeds as law
from landwaiter.domain.letters import deeds as letters
from landwaiter.domain.letters import deeds_on_letters
from landwaiter.domain.listings import deeds as listings
from landwaiter.domain.lists import deeds as lists
from landwaiter.domain.monitoring import deeds as monitoring
from landwaiter.domain.office import deeds as office
from landwaiter.domain.people import deeds as people
from landwaiter.domain.registers import deeds as registers
from landwaiter.domain.relations import deeds as relations
from landwaiter.domain.reports import deeds as reports
from landwaiter.domain.retention import access_deeds, privacy_deeds
from landwaiter.domain.retention import deeds as retention
from landwaiter.domain.statistics import deeds as statistics
from landwaiter.domain.trade import again_deeds as trade_again
from landwaiter.domain.trade import deeds as trade
from landwaiter.domain.trade import erasure_deeds

_SUBJECTS = (
    intake,
    trade,
    trade_again,
    erasure_deeds,
    cases,
    deeds_on_goods,
    deeds_on_tracks,
    deeds_in_court,
    deeds_on_letters,
    deeds_on_findings,
    deeds_on_evidence,
    deeds_between_people,
    finding,
    entities,
    relations,
    incidents,
    listings,
    lists,
    law,
    flags,
    registers,
    evidence,
    reports,
    statistics,
    monitoring,
    retention,
    access_deeds,
    privacy_deeds,
    audit,
    people,
    casebook,
    office,
    letters,
    four_eyes,
    motion_deeds,
)
DEEDS: tuple[Deed[Any, Any], ...] = tuple(deed for one in _SUBJECTS for deed in one.DEEDS)
BY_ARGS: Mapping[type[Any], Deed[Any, Any]] = {deed.args: deed for deed in DEEDS}
BY_NAME: Mapping[str, Deed[Any, Any]] = {deed.name: deed for deed in DEEDS}
ON_CASE: Mapping[str, CaseDeed[Any]] = {
    deed.act: deed for deed in DEEDS if isinstance(deed, CaseDeed)
}
"""Deeds on a case by what they are called there, in the order of their work."""
EVENTS: Mapping[str, str] = {name: title for one in _SUBJECTS for name, title in one.EVENTS.items()}
"""What else is noted in the audit chain → its title in the audit trail."""
TITLES: Mapping[str, str] = {
    **EVENTS,
    **{deed.entry: deed.told or deed.title for deed in DEEDS if not deed.audited},
}
"""Name in the audit chain → title in the audit trail."""
