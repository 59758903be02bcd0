"""Deeds on reference data: packs, bundles and their roots, tasks that a new edition sets."""

from dataclasses import dataclass
from typing import Annotated, Protocol

from landwaiter.domain.deeds.shape import WORKERS, Ask, Deed
from landwaiter.domain.people import Actor
from landwaiter.i18n import _

SUBJECT = "law"
ENDS = ("done", "dismissed")
"""How a task ends."""


class Waiting(Protocol):
    """A task of a new edition."""

    @property
    def state(self) -> str: ...
    @property
    def ended_by(self) -> str: ...


def _over(task: Waiting, actor: Actor) -> str:
    if task.state == "open":
        return ""
    return _("This task was ended by {person} already.").format(person=task.ended_by)


@dataclass(frozen=True, slots=True)
class EndTask:
    """The case was looked at: the task is done, or dismissed with a reason."""

    task: Annotated[str, Ask("Task", hint="As “pack tasks” shows it.", given=True)]
    state: Annotated[str, Ask("State", among=ENDS, free=True, option="as")] = "done"
    reason: Annotated[str, Ask("Reason", hint="Needed to dismiss it.", long=True)] = ""


END_TASK: Deed[EndTask, Waiting] = Deed(
    EndTask,
    name="task.ended",
    subject=SUBJECT,
    title="End the task",
    done="The task is ended.",
    told="Task of a new edition ended",
    command="pack end-task",
    roles=WORKERS,
    topics=("cases",),
    refuses=_over,
)
DEEDS = (END_TASK,)
EVENTS = {"task.opened": "New edition to look at"}
"""What else stands in the audit trail of this subject, and its title."""
