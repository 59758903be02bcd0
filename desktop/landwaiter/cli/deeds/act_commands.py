"""`case act REF ACT`: every deed on a case, each with options of its own, made when asked for."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.help_texts import translated
from landwaiter.cli.base.options import command, group
from landwaiter.cli.deeds.commands import optional, read_given
from landwaiter.cli.deeds.form_commands import (
    CONFIRMED_BY,
    FORM_FILE,
    read_form,
    said_with_form,
    shown_form,
)
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import N_, _

if TYPE_CHECKING:
    from landwaiter.domain.cases.deed_on_case import CaseDeed
    from landwaiter.services.warm.session import Session

_EQUAL = Annotated[
    list[str] | None,
    typer.Option(
        "--equal", metavar="ID", help=N_("An equal hit, as “case hit” lists it; repeatable.")
    ),
]
_REVISION = Annotated[
    int | None,
    typer.Option("--revision", metavar="N", help=N_("Refuse when the case has a newer one.")),
]


class Acts(TyperGroup):
    """The deeds on the case that was named; none is built before it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [name.replace("_", "-") for name, deed in _known().items() if _is_here(deed)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        deed = _named(cmd_name)
        return None if deed is None else _built(deed)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        place = next((place for place, word in enumerate(args) if _named(word)), 0)
        name, *rest = args[place], *args[:place], *args[place + 1 :]
        if name == "--help":
            typer.echo(ctx.get_help())
            raise typer.Exit
        deed = _named(name)
        if deed is None:
            raise NotFound(
                _("There is no such act."),
                field="act",
                value=name,
                remedy=_("There are: {acts}.").format(acts=", ".join(_known())),
            )
        if not _is_here(deed):
            raise Invalid(
                _("This act has a command of its own."),
                field="act",
                value=name,
                remedy=_("Use “landwaiter {command}”.").format(command=f"{deed.command} REF FILE"),
            )
        return deed.act, _built(deed), rest


def _known() -> "Mapping[str, CaseDeed[Any]]":
    from landwaiter.domain.table.deeds import ON_CASE

    return ON_CASE


def _named(word: str) -> "CaseDeed[Any] | None":
    return _known().get(word.strip().lower().replace("-", "_"))


def _is_here(deed: "CaseDeed[Any]") -> bool:
    return deed.command.startswith("case act")


def register(cases: typer.Typer) -> None:
    """Put the deeds under `case act`."""
    group(
        cases,
        "act",
        "Do one act on a case: move it, judge a hit, classify, enrich, propose, approve …",
        about=_on_case,
        cls=Acts,
        subcommand_metavar="ACT …",
    )


def _on_case(
    call: Call,
    reference: Annotated[str, typer.Argument(metavar="REF", help="Such as PL1-2026-000412.")],
) -> None:
    call.reference = reference


def _built(deed: "CaseDeed[Any]") -> Any:
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    command(app, deed.act.replace("_", "-"))(_run(deed))
    return translated(get_command(app))


def _run(deed: "CaseDeed[Any]") -> Callable[..., CommandAnswer]:
    from landwaiter.domain.cases.deeds_on_findings import JUDGE
    from landwaiter.domain.deeds.shape import arguments

    asked = [one for one in arguments(deed.args) if not one.ask.given]

    def run(call: Call, **given: Any) -> CommandAnswer:
        file, action = given.get("form"), given.get("action") or ""
        if file and given.get(CONFIRMED_BY[deed.act]) is None:
            return shown_form(call, deed.act, file, action)
        form = read_form(call, file, action) if file else None
        if form is not None:
            given["reason"] = given.get("reason") or form.reason
        said = deed.args(call.reference, **read_given(asked, given))
        if form is not None:
            said = said_with_form(call, said, form, str(file))
        return _answer(call, deed, said, given.get("equal") or [], given["revision"])

    keyword = inspect.Parameter.KEYWORD_ONLY
    parameters = [inspect.Parameter("call", inspect.Parameter.POSITIONAL_OR_KEYWORD)]
    parameters += [optional(one) for one in asked]
    if deed is JUDGE:
        parameters.append(inspect.Parameter("equal", keyword, annotation=_EQUAL, default=None))
    if deed.act in CONFIRMED_BY:
        parameters.append(inspect.Parameter("form", keyword, annotation=FORM_FILE, default=None))
    parameters.append(inspect.Parameter("revision", keyword, annotation=_REVISION, default=None))
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__doc__ = inspect.getdoc(deed.args)
    return run


def _answer(
    call: Call, deed: "CaseDeed[Any]", said: Any, equal: "list[str]", revision: int | None
) -> CommandAnswer:
    from landwaiter.services.cases.case_reads import case_view
    from landwaiter.services.people.presence import others_on, sentence

    session = call.screening_session() if deed.screens else call.session()
    changes = _done(session, said, equal, revision)
    case = case_view(session, said.reference).case
    others = sentence(session, others_on(session, said.reference))
    told = (*changes.said, others) if others else changes.said
    data = {
        "reference": case.reference,
        "act": deed.act,
        "stage": case.stage,
        "revision": case.revision,
        "said": told,
        "waits": changes.waits,
    }
    moved = _("{reference}: {act}: moved, not yet done. Stage: {stage}.")
    done = moved if changes.waits else _("{reference}: {act}: done. Stage: {stage}.")
    return CommandAnswer(data, (done.format(**data), *told))


def _done(session: "Session", said: Any, equal: "list[str]", revision: int | None) -> Any:
    """What was touched and said."""
    from landwaiter.services.deeds.engine import do
    from landwaiter.services.hits.waiting_hits import judge_equal

    if equal:
        return judge_equal(session, said, equal, seen=revision)
    return do(session, said, seen=revision).changes
