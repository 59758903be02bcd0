"""`intake waiting` and `intake messages`: what waits for its declaration, and what is read."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from typing import Annotated

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import Limit, command
from landwaiter.cli.base.output import table
from landwaiter.domain.base.terms import low
from landwaiter.domain.intake.customs_messages import CUSTOMS_MESSAGES, message_named
from landwaiter.domain.intake.customs_standing import STATUS_WORDS, stated_by
from landwaiter.i18n import N_, _, plural

_SHOWN = 200


def register(app: typer.Typer) -> None:
    command(app, "waiting")(waiting)
    command(app, "messages")(messages)


def waiting(
    call: Call,
    *,
    limit: Limit = _SHOWN,
    after: Annotated[
        str, typer.Option("--after", metavar="ID", help="Those that came before this one.")
    ] = "",
) -> CommandAnswer:
    """Messages whose declaration is not in the casebook; they are attached when it comes."""
    from landwaiter.services.intake.waiting_messages import waiting_list

    found = waiting_list(call.session(), limit=limit, before=after)
    header = [
        _(name)
        for name in (
            N_("Message"),
            N_("What it is"),
            N_("MRN or reference"),
            N_("Day"),
            N_("File"),
            N_("Since"),
        )
    ]
    rows = [
        (
            one.message or low(one.kind),
            message_title(one.message) or low(one.kind),
            one.mrn or one.local_reference,
            one.happened,
            one.file,
            one.at,
        )
        for one in found.rows
    ]
    said = plural(
        found.total,
        "{n} message waits for its declaration.",
        "{n} messages wait for their declarations.",
    )
    return CommandAnswer(
        {"waiting": found.rows, "total": found.total}, [*table(header, rows), said]
    )


def message_title(name: str) -> str:
    """What a message is called; empty for one without a name."""
    known = message_named(name)
    return _(known.title) if known else ""


def messages(call: Call) -> CommandAnswer:
    """The messages of customs that are read, what each does, and how that is known."""
    header = [
        _(name)
        for name in (
            N_("Message"),
            N_("System"),
            N_("What it is"),
            N_("From"),
            N_("Effect"),
            N_("States"),
            N_("Known"),
        )
    ]
    known = CUSTOMS_MESSAGES.values()
    rows = [
        (
            one.code,
            one.system,
            _(one.title),
            _(one.sender),
            low(one.effect),
            _(STATUS_WORDS[states]) if (states := stated_by(one.code)) else None,
            low(one.trust),
        )
        for one in known
    ]
    plain = [
        {
            "message": one.code,
            "system": one.system,
            "title": _(one.title),
            "sender": _(one.sender),
            "effect": one.effect,
            "states": stated_by(one.code),
            "trust": one.trust,
        }
        for one in known
    ]
    return CommandAnswer(plain, table(header, rows))
