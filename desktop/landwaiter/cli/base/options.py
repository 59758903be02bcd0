"""Options that every command takes, before and after its name."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, Final

import typer

from landwaiter import __version__
from landwaiter.cli.base.answer import Outcome
from landwaiter.cli.base.call import Call
from landwaiter.i18n import _


def _show_version(value: bool) -> None:
    if value:
        typer.echo(f"landwaiter {__version__}")
        raise typer.Exit


_CASEBOOK = Annotated[
    str | None,
    typer.Option(
        "--casebook", metavar="PATH", help="Folder of the casebook, or LANDWAITER_CASEBOOK."
    ),
]
_USER = Annotated[
    str | None, typer.Option("--user", metavar="NAME", help="Who signs in, or LANDWAITER_USER.")
]
_PASSWORD_FILE = Annotated[
    str | None,
    typer.Option(
        "--password-file",
        metavar="FILE",
        help="File with the password; else LANDWAITER_PASSWORD, else it is asked for.",
    ),
]
_LANGUAGE = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="CODE",
        help="Language of what is said, such as pl, or LANDWAITER_LANGUAGE.",
    ),
]
_JSON = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
_VERSION = Annotated[
    bool,
    typer.Option("--version", is_eager=True, callback=_show_version, help="Print the version."),
]
_SHARED = {
    "casebook": (_CASEBOOK, None),
    "user": (_USER, None),
    "password_file": (_PASSWORD_FILE, None),
    "language": (_LANGUAGE, None),
    "json": (_JSON, False),
    "version": (_VERSION, False),
}


def limit_option(about: str = "At most so many.", *, most: int = 10_000) -> Any:
    """`--limit`: from one to so many, whatever the list."""
    return typer.Option("--limit", metavar="N", help=about, min=1, max=most)


Limit = Annotated[int, limit_option()]
_LARGEST: Final = 2**63 - 1
"""A database keeps no larger number."""

WITH_VALUE = frozenset({"--casebook", "--user", "--password-file", "--language"})
"""Those that a word follows."""
OWN_LANGUAGE = frozenset(
    {
        *(("letter", kind) for kind in ("hold", "information", "reminder", "hearing")),
        *(("letter", kind) for kind in ("decision", "release", "advice")),
        ("template", "propose"),
        ("template", "withdraw"),
    }
)
"""Commands whose `--language` is that of a letter: what is said is in the language that stands
before the command's name, or in LANDWAITER_LANGUAGE."""


def _noted(call: Call, given: dict[str, Any]) -> None:
    """What stands nearer to the end of the command line wins.

    The language was chosen before: what is wrong with the command line is said in it too.
    """
    for name in ("casebook", "user", "password_file"):
        if given[name] is not None:
            setattr(call, name, given[name])
    call.json = call.json or given["json"]


def _refuse_too_large(ctx: typer.Context, given: dict[str, Any]) -> None:
    """Wrong usage for a number that nothing could be kept or looked up by."""
    for param in ctx.command.params:
        value = given.get(param.name or "")
        for one in value if isinstance(value, list) else (value,):
            if type(one) is int and abs(one) > _LARGEST:
                raise typer.BadParameter(
                    _("the number is too large"), ctx=ctx, param_hint=max(param.opts, key=len)
                )


def with_options(deed: Callable[..., Outcome | None]) -> Callable[..., Outcome | None]:
    """`deed(call, …)` as typer reads it: the shared options are taken out into the call.

    A command may have one of them as an option of its own, as a letter has its language.
    """
    own = list(inspect.signature(deed, eval_str=True).parameters.values())[1:]
    kept = {parameter.name for parameter in own} & _SHARED.keys()

    @wraps(deed)
    def run(ctx: typer.Context, **given: Any) -> Outcome | None:
        call = ctx.ensure_object(Call)
        _noted(call, {name: given[name] for name in _SHARED})
        for name in _SHARED.keys() - kept:
            given.pop(name)
        _refuse_too_large(ctx, given)
        call.subcommand = ctx.invoked_subcommand
        call.command = ctx.command_path.partition(" ")[2]
        return deed(call, **given)

    keyword = inspect.Parameter.KEYWORD_ONLY
    shared = [
        inspect.Parameter(name, keyword, annotation=kind, default=default)
        for name, (kind, default) in _SHARED.items()
        if name not in kept
    ]
    context = inspect.Parameter("ctx", keyword, annotation=typer.Context)
    named = [parameter.replace(kind=keyword) for parameter in own]
    run.__signature__ = inspect.Signature([context, *named, *shared])  # type: ignore[attr-defined]
    run.__annotations__ = {"ctx": typer.Context}
    return run


def command(app: typer.Typer, name: str) -> Callable[[Callable[..., Outcome | None]], Any]:
    """Register `deed(call, …)` under `name`, with the shared options."""

    def register(deed: Callable[..., Outcome | None]) -> Any:
        return app.command(name, help=inspect.getdoc(deed))(with_options(deed))

    return register


def group(
    app: typer.Typer,
    name: str,
    help_text: str,
    *,
    about: Callable[..., Outcome | None] | None = None,
    **how: Any,
) -> typer.Typer:
    """A group of commands that takes the shared options too.

    `about(call, …)` takes what stands before the command's name, `how` is typer's.
    """

    def nothing(call: Call) -> None:
        return None

    made = typer.Typer(no_args_is_help=True, rich_markup_mode=None, **how)
    made.callback()(with_options(about or nothing))
    app.add_typer(made, name=name, help=help_text)
    return made


def known_group(app: typer.Typer, name: str) -> typer.Typer:
    """A group that another module has made, so that more commands can join it."""
    groups = (one.typer_instance for one in app.registered_groups if one.name == name)
    made = next(groups, None)
    if made is None:
        raise LookupError(name)
    return made


def is_group(app: typer.Typer, name: str) -> bool:
    """Whether a module has made a group of this name."""
    return any(one.name == name for one in app.registered_groups)


def is_known(app: typer.Typer, name: str) -> bool:
    """Whether the group has a command, or a group, of this name."""
    commands = (one.name for one in app.registered_commands)
    return name in commands or is_group(app, name)
