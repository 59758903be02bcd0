"""`office setup`: what an office does first, and what works already."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.output import table
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.services.people.first_steps import FirstSteps


def setup(call: Call) -> CommandAnswer:
    """What is ready of the office and what is not, each with its command and who may do it."""
    from landwaiter.services.people.first_steps import first_steps

    found = first_steps(call.session())
    data = {**asdict(found), "done": found.done, "of": len(found.steps)}
    return CommandAnswer(data, _lines(found))


def _lines(found: "FirstSteps") -> Iterator[str]:
    from landwaiter.services.people.first_steps import works_said

    yield from table(
        (_("Step"), _("Done"), _("How it stands"), _("Command")),
        (
            (one.title, _("yes") if one.done else "–", one.says, "" if one.done else one.command)
            for one in found.steps
        ),
    )
    for one in found.steps:
        if not one.done and one.why_not:
            yield f"{one.title}: {one.why_not}. {one.who}"
    yield works_said(found)
