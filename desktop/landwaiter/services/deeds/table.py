"""Which function carries each deed out: every row of the table with its handler."""

from collections.abc import Mapping
from typing import Any

from landwaiter.services import retention_deeds
from landwaiter.services.acts import (
    answers,
    catch_all,
    evidence,
    findings,
    goods,
    handing,
    interests,
    merging,
    record,
    remarks,
    requests,
    seconding,
    stages,
)
from landwaiter.services.acts.deed import CaseHandler
from landwaiter.services.deeds.handler import Handler, Job, MotionForm, Mover
from landwaiter.services.motions.deeds import OLD_FORMS

_SUBJECTS = (
    handing,
    stages,
    remarks,
    merging,
    goods,
    record,
    requests,
    findings,
    answers,
    catch_all,
    evidence,
    interests,
    seconding,
    retention_deeds,
)
HANDLERS: Mapping[type[Any], Handler[Any, Any] | Mover[Any, Any] | Job[Any] | CaseHandler[Any]] = {
    one.deed.args: one for subject in _SUBJECTS for one in subject.HANDLERS
}
FORMS: Mapping[str, MotionForm] = {
    **OLD_FORMS,
    **{one.deed.motion: one.form for one in HANDLERS.values() if isinstance(one, Mover)},
}
"""Name of a motion → how it is moved and carried out."""
