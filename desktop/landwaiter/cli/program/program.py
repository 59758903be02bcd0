"""The program: all commands, their exit codes, and what is said when one refuses."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from landwaiter import i18n
from landwaiter.cli.base import bug_log
from landwaiter.cli.base.answer import CommandAnswer, Outcome, Window, WrongUsage
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.help_texts import translated, usage_sentence
from landwaiter.cli.base.options import OWN_LANGUAGE, WITH_VALUE, with_options
from landwaiter.cli.base.output import (
    complain,
    complain_of_usage,
    prepare_streams,
    print_json,
    print_lines,
    print_raw,
)
from landwaiter.errors import Conflict, Fault, Invalid, Unavailable
from landwaiter.i18n import _
from landwaiter.user_file import is_text

if TYPE_CHECKING:
    from landwaiter.services.demo.self_test import Grab

DONE, REFUSED, WRONG_USAGE, UNPROVEN = 0, 1, 2, 3
_INTERRUPTED = 130
"""What typer makes of a keyboard interrupt; the contract knows no such code."""


def _program(
    call: Call,
    *,
    self_test: Annotated[
        bool, typer.Option("--self-test", help="Try everything once, in a folder of its own.")
    ] = False,
    start: Annotated[
        bool, typer.Option("--start", help="Open the window at its start screen.")
    ] = False,
) -> Outcome | None:
    """Landwaiter: an offline, encrypted casebook for customs analysts of strategic trade.

    Without a command the window opens.
    """
    if call.subcommand is not None:
        return None
    if self_test:
        from landwaiter.cli.casebook.sample_commands import self_test as run_self_test

        return run_self_test(call)
    return Window(call.folder() if call.has_casebook() else None, call.user, at_start=start)


class _ProgramOnDemand(TyperGroup):
    """The program of which a command is made once its word is named, and all once they are listed:
    the window needs none."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        from landwaiter.cli.program.command_table import WORDS

        if not self.commands and cmd_name in WORDS:
            return _made(cmd_name)[cmd_name]
        self._make()
        return super().get_command(ctx, cmd_name)

    def list_commands(self, ctx: Any) -> list[str]:
        self._make()
        return super().list_commands(ctx)

    def _make(self) -> None:
        if not self.commands:
            self.commands = _made()


def _made(word: str | None = None) -> dict[str, Any]:
    made: dict[str, Any] = translated(commands(word)).commands
    return made


def build(word: str | None = None) -> typer.Typer:
    """The program with all its commands, or with those that begin with a word."""
    from landwaiter.cli.program.command_table import registering

    app = _without_commands(TyperGroup)
    for register in registering(word):
        register(app)
    return app


def _without_commands(kind: type[TyperGroup]) -> typer.Typer:
    app = typer.Typer(
        name="landwaiter",
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        invoke_without_command=True,
    )
    app.callback(help=_program.__doc__, invoke_without_command=True, cls=kind)(
        with_options(_program)
    )
    return app


def commands(word: str | None = None) -> Any:
    """Commands as typer reads them: all, or those that begin with a word."""
    return typer.main.get_command(build(word))


def run(
    argv: Sequence[str] | None = None,
    *,
    grab: "Grab | None" = None,
    now: Callable[[], datetime] | None = None,
) -> int | Window:
    """The exit code, or the wish for the window. `now` replaces the wall clock in tests."""
    prepare_streams()
    arguments = list(sys.argv[1:] if argv is None else argv)
    call = Call.of_environment(now=now, grab=grab)
    # Known before the command line was understood, so that its faults are told so, too.
    call.json = "--json" in arguments
    call.language = _language(arguments) or call.language
    try:
        return _outcome(arguments, call)
    finally:
        _let_go_of_output()


def _outcome(arguments: list[str], call: Call) -> int | Window:
    """The answer printed, or the refusal: whatever is raised ends here in a sentence."""
    try:
        with call.stack:
            return _answered(arguments, call)
    except BrokenPipeError:
        return DONE
    except (KeyboardInterrupt, typer.Abort):
        fault: Fault = Unavailable(call.if_cancelled or _("Cancelled; nothing was saved."))
    except typer.TyperException as wrong:
        return _wrong_usage(wrong, call)
    except Fault as refused:
        fault = refused
    except OSError as error:
        fault = _system_refusal(error)
    except Exception as bug:  # noqa: BLE001 (the last net: no traceback ever reaches a user)
        fault = _told(bug)
    return _refused(fault, call)


def _answered(arguments: list[str], call: Call) -> int | Window:
    if not all(map(is_text, arguments)):
        raise WrongUsage(_("An argument is not text in this system's encoding."))
    if not all(map(is_text, call.said_by_environment())):
        raise WrongUsage(_("A LANDWAITER_ variable is not text in this system’s encoding."))
    _speak(call)
    read: Any = translated(typer.main.get_command(_without_commands(_ProgramOnDemand)))
    answer = read(arguments, prog_name="landwaiter", standalone_mode=False, obj=call)
    if isinstance(answer, Window):
        return replace(answer, language=call.language)
    if isinstance(answer, CommandAnswer):
        return _printed(answer, call)
    if answer == _INTERRUPTED:
        raise KeyboardInterrupt
    return int(answer or DONE)


def _language(arguments: Sequence[str]) -> str | None:
    """What `--language` says last; None where it is not given.

    Behind a command that has a language of its own, as a letter has, it is that one's.
    """
    found, words, rest = None, list[str](), iter(arguments)
    for argument in rest:
        name, equals, value = argument.partition("=")
        if not name.startswith("-"):
            words.append(name)
            if tuple(words[:2]) in OWN_LANGUAGE:
                break
        elif name in WITH_VALUE:
            said = value if equals else next(rest, None)
            found = said if name == "--language" else found
    return found


def _speak(call: Call) -> None:
    """The language that was asked for, from here on; wrong usage for one that is not spoken.

    In the words of the program: those of an office are known once somebody has signed in.
    """
    i18n.supply({})
    i18n.choose(None)
    try:
        i18n.choose(call.language)
    except Invalid as refused:
        raise WrongUsage(refused.sentence()) from None


def _printed(answer: CommandAnswer, call: Call) -> int | Window:
    if answer.raw:
        print_raw(answer.text)
    elif call.json:
        print_json(answer.data, answer.text)
    else:
        print_lines(answer.text)
    for sentence in call.parting_words():
        complain(_("Warning: {sentence}").format(sentence=sentence))
    if answer.complaint:
        complain(answer.complaint)
        return REFUSED
    if answer.is_unproven:
        return UNPROVEN
    return replace(answer.window, language=call.language) if answer.window else DONE


def _refused(fault: Fault, call: Call) -> int:
    complain(fault.sentence())
    for one in fault.collisions if isinstance(fault, Conflict) else ():
        said = _("{field}: you saw “{base}”, {by} wrote “{theirs}”, you gave “{mine}”.")
        complain(said.format(**asdict(one)))
    if call.json:
        _print_error(fault.as_json(), fault.sentence())
    return REFUSED


def _wrong_usage(wrong: typer.TyperException, call: Call) -> int:
    """The sentence about what is wrong with the command line; a bare group shows its help."""
    message = usage_sentence(wrong.format_message())
    complain_of_usage(message)
    if call.json:
        first = i18n.in_english(message).splitlines()[0]
        _print_error({**Fault(first).as_json(), "kind": "usage"}, message)
    return getattr(wrong, "exit_code", WRONG_USAGE)


def _print_error(error: Any, text: str) -> None:
    with suppress(BrokenPipeError):
        print_json({"error": error}, text.splitlines())


def _system_refusal(error: OSError) -> Fault:
    """What the system refused and nobody nearer to it has put into words."""
    bug_log.write_down(error)
    name = error.filename
    return Unavailable(
        _("The system refused: {reason}.").format(reason=error.strerror or _("no reason given")),
        file=os.fsdecode(name) if isinstance(name, str | bytes) else None,
    )


def _told(bug: Exception) -> Fault:
    """What is said of a mistake in the program itself."""
    file = bug_log.write_down(bug)
    return Unavailable(
        _("Landwaiter made a mistake and stopped; nothing was saved."),
        remedy=_("Send {file} to whoever keeps Landwaiter in your office.").format(file=file)
        if file
        else None,
    )


def _let_go_of_output() -> None:
    """Flush now; what nobody reads any more goes to nowhere instead of failing at exit."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
