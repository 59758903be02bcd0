"""`flags`: the red flags of one case, with what could not be evaluated, as of any day."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command
from landwaiter.cli.base.values import date_of
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.services.cases.as_of import AsOf
    from landwaiter.services.cases.case_view import CaseView


def register(app: typer.Typer) -> None:
    command(app, "flags")(flags)


def flags(
    call: Call,
    reference: Annotated[str, typer.Argument(metavar="REF")],
    *,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="DATE", help="Judge by the law of this day; nothing is stored."
        ),
    ] = None,
) -> CommandAnswer:
    """Rules raised and rules that could not be evaluated, as of the day of the declaration."""
    from landwaiter.cli.cases.case_text import flag_lines
    from landwaiter.services.audit.viewing import note_case_opened
    from landwaiter.services.cases.as_of import case_as_of
    from landwaiter.services.cases.case_reads import case_view

    day = date_of(as_of, "as-of")
    session = call.session() if day is None else call.screening_session()
    note_case_opened(session, reference, through="flags")
    if day is None:
        view = case_view(session, reference)
        data = {**_found(view), "as_of": view.case.judged_as_of, "stored": True}
        return CommandAnswer(data, flag_lines(view))
    found = case_as_of(session, reference, day)
    return CommandAnswer(_as_of_object(found), _as_of_lines(found))


def _found(view: "CaseView") -> dict[str, Any]:
    from landwaiter.cli.cases.case_json import (
        flag_object,
        not_applicable_object,
        not_evaluated_object,
    )

    return {
        "reference": view.case.reference,
        "flags": [flag_object(flag) for flag in view.raised],
        "not_evaluated": [not_evaluated_object(flag) for flag in view.not_evaluated],
        "not_applicable": [not_applicable_object(flag) for flag in view.not_applicable],
        "not_raised": view.not_raised,
        "off": view.off,
    }


def _as_of_object(found: "AsOf") -> dict[str, Any]:
    from landwaiter.cli.goods.classify_commands import candidate

    return {
        **_found(found.view),
        "as_of": found.day,
        "declared": found.declared,
        "stored": False,
        "sha256": found.sha256,
        "candidates": [
            {"item": one.item_no, **candidate(one)} for one in found.view.case.candidates
        ],
        "editions": found.editions,
        "differs": found.differs,
        "grounds": found.grounds,
    }


def _as_of_lines(found: "AsOf") -> Iterable[str]:
    from landwaiter.cli.cases.case_text import flag_lines
    from landwaiter.services.cases.as_of import heading, sentences

    yield heading(found)
    yield from flag_lines(found.view)
    yield ""
    yield from sentences(found)
    yield _("SHA-256 of this verdict: {sha256}").format(sha256=found.sha256)
