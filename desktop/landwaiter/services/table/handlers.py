"""Which function carries each deed out: every row of the table with its handler."""

from collections.abc import Mapping
from typing import Any

from landwaiter.services.cases import goods_status, remarks, requests, seizure_record, stages
from landwaiter.services.cases.act_in_progress import CaseHandler
from landwaiter.services.deeds.handler import Handler, Job, MotionForm, Mover
from landwaiter.services.evidence import evidence_acts
from landwaiter.services.flags import catch_all
from landwaiter.services.hits import findings
from landwaiter.services.intake import merging
from landwaiter.services.interviews import answers
from landwaiter.services.people import assignment, conflicts_of_interest
from landwaiter.services.retention import deeds
from landwaiter.services.table import seconding
from landwaiter.services.table.seconded_deeds import OLD_FORMS

_SUBJECTS = (
    assignment,
    stages,
    remarks,
    merging,
    goods_status,
    seizure_record,
    requests,
    findings,
    answers,
    catch_all,
    evidence_acts,
    conflicts_of_interest,
    seconding,
    deeds,
)
HANDLERS: Mapping[type[Any], Handler[Any, Any] | Mover[Any, Any] | Job[Any] | CaseHandler[Any]] = {
    one.deed.args: one for subject in _SUBJECTS for one in subject.HANDLERS
}
FORMS: Mapping[str, MotionForm] = {
    **OLD_FORMS,
    **{one.deed.motion: one.form for one in HANDLERS.values() if isinstance(one, Mover)},
}
"""Name of a motion → how it is moved and carried out."""
