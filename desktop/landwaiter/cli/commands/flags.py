"""`flags`: the red flags of one case, with what could not be evaluated."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from typing import Annotated

import typer

from landwaiter.cli.answer import Answer, not_available_yet
from landwaiter.cli.call import Call
from landwaiter.cli.options import command
from landwaiter.cli.values import date_of


def register(app: typer.Typer) -> None:
    command(app, "flags")(flags)


def flags(
    call: Call,
    reference: Annotated[str, typer.Argument(metavar="REF")],
    *,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Day whose editions count.")
    ] = None,
) -> Answer:
    """Rules raised and rules that could not be evaluated, as of the day of the declaration."""
    from landwaiter.cli.case_json import flag_object, not_evaluated_object
    from landwaiter.cli.case_text import flag_lines
    from landwaiter.services.cases import case_view
    from landwaiter.services.viewing import note_case_opened

    day = date_of(as_of, "as-of")
    session = call.session()
    note_case_opened(session, reference, through="flags")
    view = case_view(session, reference)
    if day not in (None, view.case.judged_as_of):
        raise not_available_yet("flags --as-of")
    data = {
        "reference": view.case.reference,
        "as_of": view.case.judged_as_of,
        "flags": [flag_object(flag) for flag in view.raised],
        "not_evaluated": [not_evaluated_object(flag) for flag in view.not_evaluated],
        "not_raised": view.not_raised,
        "off": view.off,
    }
    return Answer(data, flag_lines(view.raised, view.not_evaluated))
