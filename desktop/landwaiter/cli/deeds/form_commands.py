"""`--form FILE` of the acts that record a reply or an answer: a form that came back filled in."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.progress import progress_bar
from landwaiter.cli.base.values import path_of
from landwaiter.i18n import N_, _

if TYPE_CHECKING:
    from landwaiter.services.reports.filled_forms import FilledForm

FORM_FILE = Annotated[
    str | None,
    typer.Option(
        "--form",
        metavar="FILE",
        help=N_(
            "The reply form as it came back: shown, and nothing recorded, until you say what it "
            "is; then it is taken in as evidence."
        ),
    ),
]
CONFIRMED_BY: Mapping[str, str] = {"record_answer": "action", "record_reply": "outcome"}
"""Act that a form is read for → the argument by which a person says what the form is."""


def shown_form(call: Call, act: str, file: str, action: str) -> CommandAnswer:
    """What the form says, and how it would be recorded; nothing is."""
    from landwaiter.services.cases.case_reads import case_view

    session = call.session()
    form = read_form(call, file, action)
    case = case_view(session, call.reference).case
    told = tuple(_lines(form, act))
    data = {
        "reference": case.reference,
        "act": act,
        "stage": case.stage,
        "revision": case.revision,
        "said": told,
        "waits": False,
        "form": _as_json(form),
    }
    return CommandAnswer(data, told)


def read_form(call: Call, file: str, action: str) -> "FilledForm":
    """What a file says as a form on the case that was named."""
    from landwaiter.domain.cases.deeds_on_tracks import read_action
    from landwaiter.services.reports.filled_forms import form_in_file

    named = read_action(action) if action else ""
    return form_in_file(call.session(), call.reference, path_of(file), action=named)


def said_with_form(call: Call, said: Any, form: "FilledForm", file: str) -> Any:
    """What is recorded, with the form as its evidence."""
    from landwaiter.services.deeds.handler import untold
    from landwaiter.services.reports.filled_forms import with_form

    with progress_bar() as tell:
        return with_form(call.session(), said, form, path_of(file), tell or untold)


def _as_json(form: "FilledForm") -> dict[str, Any]:
    return {
        "file": form.file,
        "sha256": form.sha256,
        "report": form.report,
        "questions": form.questions,
        "asked": form.asked,
        "action": form.action.id,
        "outcome": form.outcome,
        "reason": form.reason,
        "date": form.day,
        "remarks": form.remarks,
    }


def _lines(form: "FilledForm", act: str) -> Iterator[str]:
    yield _("{file}: reply form of {report}, to {addressee}.").format(
        file=form.file, report=form.report, addressee=form.action.addressee
    )
    yield from form.asked
    yield from form.reason.splitlines()
    yield from form.remarks
    day = f" --date {form.day.isoformat()}" if form.day else ""
    confirm = f"--action {form.action.id}"
    if CONFIRMED_BY[act] == "outcome":
        confirm = f"--outcome {form.outcome.value if form.outcome else 'OUTCOME'}"
    yield _("Nothing is recorded. To record it, say what it is: {options}").format(
        options=f"{confirm}{day}"
    )
