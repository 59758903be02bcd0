"""Conflicts of interest: declared by anybody who knows, lifted by a head with a reason."""

from landwaiter.domain.cases.deeds_between_people import (
    DECLARE_CONFLICT,
    LIFT_CONFLICT,
    DeclareConflict,
    LiftConflict,
)
from landwaiter.domain.cases.stages import ENDED
from landwaiter.errors import Conflict, NotAllowed, NotFound
from landwaiter.i18n import _
from landwaiter.services.deeds.case_handler import CaseDoing, CaseHandler, Payload
from landwaiter.storage.base import records


def declare(doing: CaseDoing[DeclareConflict]) -> Payload:
    """From now on this user decides nothing here; a case that was theirs is given back."""
    reason, name = doing.said.reason.strip(), doing.said.to.strip()
    people = doing.session.registry(doing.work.conn).people.values()
    person = next((one for one in people if one.name == name), None)
    if person is None:
        raise NotFound(
            _("There is no user with this name."),
            field="to",
            value=name,
            remedy=_("List the users of the casebook."),
        )
    if any(one.user_id == person.user_id for one in doing.case.conflicts):
        raise Conflict(_("This is declared already."), field="to", value=name)
    records.add(
        doing.work.conn,
        "conflict_of_interest",
        id=doing.work.new_id(),
        case_id=doing.case.id,
        user_id=person.user_id,
        user=person.name,
        reason=reason,
        author=doing.actor.name,
        at=doing.work.now,
    )
    payload = {"user": person.name, "reason": reason}
    if doing.case.assignee == person.name and doing.case.stage not in ENDED:
        doing.work.say(_("The case has nobody now: assign it to another person."))
        return {**payload, "assignee": [person.name, None]}
    return payload


def lift(doing: CaseDoing[LiftConflict]) -> Payload:
    """A head says why the person may act here after all; never the person itself."""
    reason, name = doing.said.reason.strip(), doing.said.to.strip()
    found = next((one for one in doing.case.conflicts if one.user == name), None)
    if found is None:
        raise NotFound(_("No conflict of interest of this user stands."), field="to", value=name)
    if found.user_id == doing.actor.id:
        raise NotAllowed(_("Nobody lifts their own conflict of interest."))
    records.end(
        doing.work.conn,
        "conflict_of_interest",
        found.id,
        lifted_at=doing.work.now,
        lifted_by=doing.actor.name,
        lift_reason=reason,
    )
    return {"user": name, "reason": reason}


HANDLERS = (
    CaseHandler(DECLARE_CONFLICT, declare),
    CaseHandler(LIFT_CONFLICT, lift),
)
