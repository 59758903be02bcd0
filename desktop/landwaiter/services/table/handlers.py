"""Which function carries each deed out: every row of the table with its handler."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from landwaiter.services.audit import deeds as audit_deeds
from landwaiter.services.casebook import deeds as casebook_deeds
from landwaiter.services.cases import (
    control_results,
    goods_status,
    proceedings,
    remarks,
    requests,
    seconding,
    seizure_record,
    stages,
)
from landwaiter.services.cases.deeds_on_cases import DeedOnCase
from landwaiter.services.cases.refresh import screen_anew
from landwaiter.services.deeds import deeds as motion_deeds
from landwaiter.services.deeds.case_handler import CaseHandler
from landwaiter.services.deeds.handler import AnyHandler, Handler
from landwaiter.services.entities import deeds as entity_deeds
from landwaiter.services.evidence import deeds as evidence_deeds
from landwaiter.services.evidence import evidence_acts
from landwaiter.services.finding import deeds as finding_deeds
from landwaiter.services.flags import catch_all
from landwaiter.services.flags import deeds as flag_deeds
from landwaiter.services.hits import deeds as hit_deeds
from landwaiter.services.hits import findings
from landwaiter.services.incidents import deeds as incident_deeds
from landwaiter.services.intake import deeds as intake_deeds
from landwaiter.services.intake import merging
from landwaiter.services.interviews import answers
from landwaiter.services.law import deeds as law_deeds
from landwaiter.services.letters import deeds as letter_deeds
from landwaiter.services.listings import deeds as listing_deeds
from landwaiter.services.lists import deeds as list_deeds
from landwaiter.services.monitoring import deeds as monitoring_deeds
from landwaiter.services.office import deeds as office_deeds
from landwaiter.services.office import embargo_practice, four_eyes_settings
from landwaiter.services.people import assignment, conflicts_of_interest
from landwaiter.services.people import deeds as people_deeds
from landwaiter.services.registers import deeds as register_deeds
from landwaiter.services.relations import deeds as relation_deeds
from landwaiter.services.relations import grounds
from landwaiter.services.reports import deeds as report_deeds
from landwaiter.services.retention import access_deeds, privacy, privacy_notices
from landwaiter.services.retention import deeds as retention_deeds
from landwaiter.services.review import reading
from landwaiter.services.statistics import deeds as statistic_deeds
from landwaiter.services.trade import again_deeds as trade_again_deeds
from landwaiter.services.trade import deeds as trade_deeds
from landwaiter.services.trade import erasure_deeds

_SUBJECTS = (
    assignment,
    stages,
    remarks,
    merging,
    goods_status,
    seizure_record,
    control_results,
    requests,
    proceedings,
    findings,
    grounds,
    answers,
    catch_all,
    evidence_acts,
    conflicts_of_interest,
    finding_deeds,
    seconding,
    reading,
    audit_deeds,
    casebook_deeds,
    entity_deeds,
    relation_deeds,
    incident_deeds,
    listing_deeds,
    flag_deeds,
    embargo_practice,
    law_deeds,
    list_deeds,
    hit_deeds,
    monitoring_deeds,
    register_deeds,
    retention_deeds,
    four_eyes_settings,
    motion_deeds,
    evidence_deeds,
    intake_deeds,
    trade_deeds,
    trade_again_deeds,
    erasure_deeds,
    office_deeds,
    people_deeds,
    report_deeds,
    statistic_deeds,
    letter_deeds,
    access_deeds,
    privacy,
    privacy_notices,
)


def _as_asked(handler: Any) -> AnyHandler:
    if isinstance(handler, CaseHandler):
        return DeedOnCase(handler)
    return replace(handler, screen=screen_anew) if isinstance(handler, Handler) else handler


HANDLERS: Mapping[type[Any], AnyHandler] = {
    one.deed.args: _as_asked(one) for subject in _SUBJECTS for one in subject.HANDLERS
}
