"""`notices`: what waits for a person."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.services.people.notices import NoticeRow


def register(app: typer.Typer) -> None:
    command(app, "notices")(notices)


def notices(call: Call) -> CommandAnswer:
    """What waits for you, what presses most first."""
    from landwaiter.services.people import notices as people

    found = people.notices(call.session())
    return CommandAnswer({"notices": found}, _lines(found))


def _lines(found: "tuple[NoticeRow, ...]") -> Iterator[str]:
    if not found:
        yield _("Nothing waits for you.")
    for one in found:
        yield f"{one.title}. {one.text}"
