"""Carries out the deeds on reference data."""

from landwaiter.domain.deeds import law as deeds
from landwaiter.domain.deeds.law import ENDS, EndTask
from landwaiter.domain.deeds.shape import SHORTEST_REASON
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _
from landwaiter.services.deeds.handler import Account, Doing, Handler
from landwaiter.storage import edition_tasks as stored
from landwaiter.storage.edition_tasks import EditionTask


def task(doing: Doing, said: EndTask) -> EditionTask:
    """The task that the deed names, open or ended."""
    found = stored.tasks(doing.conn, only_open=False, task_id=said.task.strip())
    if not found:
        raise NotFound(
            _("There is no such task."),
            field="task",
            value=said.task,
            remedy=_("List the tasks to see them."),
        )
    return found[0]


def end_task(doing: Doing, said: EndTask, row: EditionTask) -> Account:
    """What was found on the case stays as it is."""
    if said.state not in ENDS:
        raise Invalid(
            _("A task ends done or dismissed."),
            field="state",
            value=said.state,
            remedy=_("Use one of {known}.").format(known=", ".join(ENDS)),
        )
    work, why = doing.work, said.reason.strip()
    if said.state == "dismissed" and len(why) < SHORTEST_REASON:
        raise Invalid(
            _("The reason has fewer than {least} characters.").format(least=SHORTEST_REASON),
            field="reason",
            value=said.reason,
            remedy=_("Say why the new edition does not matter for this case."),
        )
    stored.end_task(
        work.conn,
        id=work.new_id(),
        task_id=row.id,
        state=said.state,
        reason=why,
        author=work.actor,
        at=work.now,
    )
    payload = {
        "reference": row.reference,
        "pack": row.pack_id,
        "edition": row.edition,
        "state": said.state,
        "reason": why,
    }
    return Account(f"case/{row.case_id}/task/{row.id}", payload, (row.case_id,))


_END_TASK: Handler[EndTask, EditionTask] = Handler(deeds.END_TASK, end_task, task)
HANDLERS = (_END_TASK,)
