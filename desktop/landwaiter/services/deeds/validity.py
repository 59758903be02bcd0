"""Whether the approval of the decision that stands counts now."""

import json
from datetime import datetime

from landwaiter.canonical import canonical_bytes, stated
from landwaiter.domain.cases.case import Case, Decision, Stage
from landwaiter.domain.cases.decision import (
    SUBSTANCE_FORMS,
    changed_parts,
    form_of,
    needs_countersignature,
    substance,
    unsaid_since,
)
from landwaiter.i18n import _, joined

FINAL_STAGES = (Stage.DECIDED, Stage.EXECUTED, Stage.CLOSED)
"""Stages that only an approved decision leads to."""


def final(case: Case) -> bool:
    return case.stage in FINAL_STAGES


def _why_not_countersigned(decision: Decision) -> str:
    """What the text wants beside the approval; empty where it wants nothing, or has it."""
    if not needs_countersignature(decision.text):
        return ""
    if decision.countersignature is None:
        return _("The approval waits for the countersignature of a head.")
    return decision.countersignature.why_not


def _changed(case: Case, decision: Decision, form: str, approved: datetime) -> tuple[str, ...]:
    """Parts of the substance that are not as in the approved text, in the form of that text."""
    then = json.loads(decision.text)["substance"]
    now = json.loads(canonical_bytes(stated(substance(case, form))))
    return (*changed_parts(then, now), *unsaid_since(case, form, approved))


def why_not_valid(case: Case) -> str:
    """Why the approval of the decision that stands does not count; empty when it does or none is.

    Beside the signature, the case must still have the substance of the approved text.
    """
    decision = case.decision
    if decision is None or decision.approval is None:
        return _("The case stands as decided without an approval.") if final(case) else ""
    if not decision.approval.stands:
        return decision.approval.why_not
    if missing := _why_not_countersigned(decision):
        return missing
    form = form_of(decision.text)
    if form not in SUBSTANCE_FORMS:
        return _(
            "The approved text is in the form {form}, which this version does not know."
        ).format(form=form or _("not stated"))
    parts = _changed(case, decision, form, decision.approval.at)
    if not parts:
        reopened = not final(case) or decision.state != "approved"
        return _("The case was reopened since the approval.") if reopened else ""
    return _("The case changed since the approval: {parts}.").format(parts=joined(", ", parts))
