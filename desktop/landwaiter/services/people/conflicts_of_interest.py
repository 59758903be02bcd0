"""Conflicts of interest: declared by anybody who knows, lifted by a head with a reason."""

from landwaiter.domain.cases.acts import ENDED
from landwaiter.errors import Conflict, NotAllowed, NotFound
from landwaiter.i18n import _
from landwaiter.services.cases.act_in_progress import ActDoing, Payload
from landwaiter.services.hits.findings import reasoned
from landwaiter.storage.base import records


def declare(deed: ActDoing) -> Payload:
    """From now on this user decides nothing here; a case that was theirs is given back."""
    reason, name = reasoned(deed), str(deed.stated("to")).strip()
    people = deed.session.registry(deed.work.conn).people.values()
    person = next((one for one in people if one.name == name), None)
    if person is None:
        raise NotFound(
            _("There is no user with this name."),
            field="to",
            value=name,
            remedy=_("List the users of the casebook."),
        )
    if any(one.user_id == person.user_id for one in deed.case.conflicts):
        raise Conflict(_("This is declared already."), field="to", value=name)
    records.add(
        deed.work.conn,
        "conflict_of_interest",
        id=deed.work.new_id(),
        case_id=deed.case.id,
        user_id=person.user_id,
        user=person.name,
        reason=reason,
        author=deed.actor.name,
        at=deed.work.now,
    )
    payload = {"user": person.name, "reason": reason}
    if deed.case.assignee == person.name and deed.case.stage not in ENDED:
        deed.work.say(_("The case has nobody now: assign it to another person."))
        return {**payload, "assignee": [person.name, None]}
    return payload


def lift(deed: ActDoing) -> Payload:
    """A head says why the person may act here after all; never the person itself."""
    reason, name = reasoned(deed), str(deed.stated("to")).strip()
    found = next((one for one in deed.case.conflicts if one.user == name), None)
    if found is None:
        raise NotFound(_("No conflict of interest of this user stands."), field="to", value=name)
    if found.user_id == deed.actor.id:
        raise NotAllowed(_("Nobody lifts the own conflict of interest."))
    records.end(
        deed.work.conn,
        "conflict_of_interest",
        found.id,
        lifted_at=deed.work.now,
        lifted_by=deed.actor.name,
        lift_reason=reason,
    )
    return {"user": name, "reason": reason}
