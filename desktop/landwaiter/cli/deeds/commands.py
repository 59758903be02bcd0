"""A command for each deed of the table: its options are the arguments of its class."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

import datetime as dt
import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer, WrongUsage
from landwaiter.cli.base.call import Call, certificate_password
from landwaiter.cli.base.options import command, is_group, is_known, known_group
from landwaiter.cli.base.values import path_of
from landwaiter.domain.cases.deed_on_case import CaseDeed
from landwaiter.domain.deeds.shape import Argument, Deed, arguments, named_as
from landwaiter.errors import Invalid
from landwaiter.i18n import _, joined

if TYPE_CHECKING:
    from pathlib import Path

    from landwaiter.services.deeds.handler import Result
    from landwaiter.services.warm.session import Session

Shown = Callable[["Session", Any, Any], CommandAnswer]
"""What is printed once a deed is done: of the session, what was said, and what came of it."""
_NO_DEFAULT = inspect.Parameter.empty
_PASSWORD_FILE = "certificate_password_file"  # noqa: S105  # the name of an option
PasswordFile = Annotated[
    str | None,
    typer.Option(
        "--certificate-password-file",
        metavar="FILE",
        help="Else LANDWAITER_CERTIFICATE_PASSWORD, else it is asked for.",
    ),
]
"""What opens the office's certificate, of a command that signs with it."""


def add_deeds(
    app: typer.Typer,
    *deeds: Deed[Any, Any],
    shown: Shown | None = None,
    screens: bool = False,
    seals: bool = False,
) -> None:
    """Put deeds under their words; without `shown` the sentence of the row is printed.

    Before what `screens`, an index that is missing is made. What `seals` a file asks for the
    password of the office's certificate.
    """
    for deed in deeds:
        for words, fixed in named_as(deed):
            where, name = _place(app, words)
            run = _run(deed, fixed, shown or said_in_short, screens=screens, seals=seals)
            command(where, name)(run)


def register(app: typer.Typer) -> None:
    """A command for each row whose words no module has put in: stands last of all."""
    from landwaiter.domain.table.deeds import DEEDS

    for deed in DEEDS:
        if isinstance(deed, CaseDeed):
            continue
        for words, fixed in named_as(deed):
            said = words.partition(" -")[0]  # a flag may tell it from another
            if not is_group(app, said.partition(" ")[0]):
                continue  # another word was asked for, and its group alone was made
            where, name = _place(app, said)
            if not is_known(where, name):
                command(where, name)(_run(deed, fixed, said_in_short, screens=False))


def _place(app: typer.Typer, words: str) -> tuple[typer.Typer, str]:
    """The group that a command stands in, and its own name there."""
    *groups, name = words.split()
    for one in groups:
        app = known_group(app, one)
    return app, name


def _run(
    deed: Deed[Any, Any],
    fixed: Mapping[str, Any],
    shown: Shown,
    *,
    screens: bool,
    seals: bool = False,
) -> Callable[..., CommandAnswer]:
    asked = [one for one in arguments(deed.args) if one.name not in fixed]

    def run(call: Call, **given: Any) -> CommandAnswer:
        from landwaiter.cli.base.progress import progress_bar
        from landwaiter.services.deeds.engine import run as run_deed
        from landwaiter.services.deeds.handler import untold

        values = {**_read(asked, given), **fixed}
        session = call.screening_session() if screens else call.session()
        if seals:
            values |= _seal(session, values.get("certificate"), given[_PASSWORD_FILE])
        said = deed.args(**values)
        with progress_bar() as tell:
            done = run_deed(session, said, tell or untold)
        return shown(session, said, done)

    positional = inspect.Parameter.POSITIONAL_OR_KEYWORD
    parameters = [inspect.Parameter("call", positional)]
    parameters += [parameter for one in asked if (parameter := _parameter(one)) is not None]
    if seals:
        keyword = inspect.Parameter.KEYWORD_ONLY
        parameters.append(
            inspect.Parameter(_PASSWORD_FILE, keyword, annotation=PasswordFile, default=None)
        )
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__doc__ = inspect.getdoc(deed.args)
    return run


def _seal(session: "Session", named: "Path | None", file: str | None) -> Mapping[str, Any]:
    """The certificate named, else the office's own, with what opens it."""
    from landwaiter.services.reports.files.rendering import certificate_path

    path = named or certificate_path(session)
    return {"certificate": path, "password": certificate_password(path, file) if path else ""}


def said_in_short(session: "Session", said: Any, result: "Result") -> CommandAnswer:
    """What the row says of a deed that is done, or that it waits for a second person."""
    from landwaiter.domain.table.deeds import BY_ARGS

    deed = BY_ARGS[type(said)]
    data = {
        "deed": deed.name,
        "done": result.done,
        "motion": result.motion_id,
        "made": result.made or None,
        "said": result.changes.said,
    }
    moved = _("{title}: moved, not yet done.").format(title=_(deed.title))
    return CommandAnswer(data, (_(deed.done) if result.done else moved, *result.changes.said))


def _parameter(one: Argument) -> inspect.Parameter | None:
    """The argument as typer reads it; a secret is asked for and never stands on a command line."""
    return _typed(one) if one.is_typed else None


def _typed(one: Argument) -> inspect.Parameter:
    kind, how, default = _as_typed(one)
    annotation = Annotated[kind, how]  # type: ignore[valid-type]  # it is one at run time
    return inspect.Parameter(
        one.name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default
    )


def optional(one: Argument) -> inspect.Parameter:
    """An argument whose absence the deed itself refuses, with the words that it has for it."""
    return _typed(replace(one, needed=False))


def _as_typed(one: Argument) -> tuple[Any, Any, Any]:
    if one.kind is bool:
        return bool, typer.Option(_flags(one), help=_help(one)), _flag_default(one)
    repeated = (one.many and not one.ask.parted) or one.is_record or one.is_each
    kind: Any = list[str] if repeated else str
    absent: Any = list[str] | None if repeated else str | None
    if one.ask.given:
        how: Any = typer.Argument(metavar=one.option.upper().replace("-", "_"), help=_help(one))
    else:
        how = typer.Option(f"--{one.option}", metavar=_metavar(one), help=_help(one))
    return (kind, how, _NO_DEFAULT) if one.needed else (absent, how, None)


def _flags(one: Argument) -> str:
    yes, no = one.ask.yes_no or (one.option, "")
    return f"--{yes}/--{no}" if no else f"--{yes}"


def _flag_default(one: Argument) -> Any:
    return _NO_DEFAULT if one.needed else bool(one.default)


def _metavar(one: Argument) -> str:
    if one.is_record:
        return "NAME=TEXT;…" if one.many else "NAME=TEXT"
    if one.is_each:
        return "N=VALUE" if one.ask.among or one.ask.lookup else "KIND=REASON"
    return one.option.upper().replace("-", "_")


def _help(one: Argument) -> str:
    choices = joined(", ", [str(choice) for choice in one.choices()])
    unit = _(one.ask.unit) if one.ask.unit else ""
    sample = one.sample if one.kind in (dt.date, dt.datetime) else ""
    parts = (_(one.ask.title), unit, choices, sample, _(one.ask.hint) if one.ask.hint else "")
    return joined(". ", [part.removesuffix(".") for part in parts if part])


def _read(asked: Iterable[Argument], given: Mapping[str, Any]) -> Mapping[str, Any]:
    """The arguments that were given, as values of their types; what was left out stays out."""
    return {
        one.name: _usual(one, text) for one in asked if (text := given.get(one.name)) is not None
    }


def read_given(asked: Iterable[Argument], given: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same; Invalid for what does not fit, and for what is needed and missing."""
    found = {}
    for one in asked:
        text = given.get(one.name)
        if text is not None:
            found[one.name] = _value(one, text)
        elif one.needed:
            raise one.missing()
    return found


def _value(one: Argument, text: Any) -> Any:
    if one.is_record:
        if not one.many:
            return _pairs(text, one.option)
        return tuple(_pairs(line.split(";"), one.option) for line in text)
    if one.kind is bool:
        return text
    if one.is_each:
        return {number: value for part in text for number, value in one.read(part).items()}
    if one.ask.parted:
        return one.parts(text)
    return tuple(_one(one, part) for part in text) if one.many else _one(one, text)


def _usual(one: Argument, text: Any) -> Any:
    """A word that is none of the choices is a fault of the command line."""
    try:
        return _value(one, text)
    except Invalid as fault:
        if one.choices() or one.kind is int:
            raise WrongUsage(
                _("{option}: {sentence}").format(
                    option=one.option.upper() if one.ask.given else f"--{one.option}",
                    sentence=Invalid(
                        fault.message, value=fault.value, remedy=fault.remedy
                    ).sentence(),
                )
            ) from None
        raise


def _one(one: Argument, text: str) -> "Path | Any":
    return path_of(text) if one.ask.file else one.read(text)


def _pairs(given: Iterable[str], field: str) -> dict[str, str]:
    """`ref=DE-1` → {"ref": "DE-1"}."""
    found = {}
    for text in given:
        name, sign, value = text.partition("=")
        if not sign or not name.strip():
            raise Invalid(
                _("This is no name with its text."),
                field=field,
                value=text,
                remedy=_("Write it as ref=DE-2026-1."),
            )
        found[name.strip().lower().replace("-", "_")] = value.strip()
    return found
