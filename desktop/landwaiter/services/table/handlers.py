"""Which function carries each deed out: every row of the table with its handler."""

from collections.abc import Mapping
from typing import Any

from landwaiter.services.audit import deeds as audit_deeds
from landwaiter.services.casebook import deeds as casebook_deeds
from landwaiter.services.deeds.handler import Handler, Job, MotionForm, Mover
from landwaiter.services.evidence import deeds as evidence_deeds
from landwaiter.services.intake import deeds as intake_deeds
from landwaiter.services.office import deeds as office_deeds
from landwaiter.services.people import deeds as people_deeds
from landwaiter.services.reports import deeds as report_deeds
from landwaiter.services.retention import access_deeds
from landwaiter.services.retention import deeds as retention_deeds
from landwaiter.services.table.seconded_deeds import OLD_FORMS

_SUBJECTS = (
    access_deeds,
    audit_deeds,
    casebook_deeds,
    evidence_deeds,
    intake_deeds,
    office_deeds,
    people_deeds,
    report_deeds,
    retention_deeds,
)
HANDLERS: Mapping[type[Any], Handler[Any, Any] | Mover[Any, Any] | Job[Any]] = {
    one.deed.args: one for subject in _SUBJECTS for one in subject.HANDLERS
}
FORMS: Mapping[str, MotionForm] = {
    **OLD_FORMS,
    **{one.deed.motion: one.form for one in HANDLERS.values() if isinstance(one, Mover)},
}
"""Name of a motion → how it is moved and carried out."""
