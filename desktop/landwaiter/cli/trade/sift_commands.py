"""`sift`: declarations judged without a case each."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from landwaiter.cli.base.answer import CommandAnswer, WrongUsage
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command
from landwaiter.cli.base.output import table
from landwaiter.cli.base.progress import progress_bar
from landwaiter.cli.base.restricted import restricted_lines
from landwaiter.cli.intake.intake_commands import files_in, rejected_lines
from landwaiter.cli.intake.mapping_commands import mapping_named
from landwaiter.domain.trade.deeds import Sift
from landwaiter.errors import Invalid
from landwaiter.i18n import N_, _, plural

if TYPE_CHECKING:
    from landwaiter.services.trade.runs.sift_file import SiftResult


def register(app: typer.Typer) -> None:
    command(app, "sift")(sift)


def sift(
    call: Call,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE…", help="A folder stands for its files, sorted by name."),
    ] = None,
    *,
    mapping: Annotated[
        str | None,
        typer.Option(
            "--mapping", metavar="M", help="A TOML or JSON file, else a mapping the office keeps."
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen.")] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with files that were broken off.")
    ] = False,
    prove: Annotated[
        str | None,
        typer.Option(
            "--prove", metavar="MRN", help="Prove a declaration by the seal of its batch."
        ),
    ] = None,
) -> CommandAnswer:
    """Judge declarations without a case each; what has a reason becomes one."""
    if prove is not None:
        if files or mapping or dry_run or resume:
            raise WrongUsage(
                _("--prove stands alone: it proves what is sifted, and takes no file.")
            )
        return _prove(call, prove)
    if not files:
        raise Invalid(
            _("No file is named."), field="FILE", remedy=_("Name one, or a folder of files.")
        )
    from landwaiter.services.deeds.engine import run
    from landwaiter.services.deeds.handler import untold

    session = call.session()
    told = mapping_named(session, mapping) if mapping else None
    said = Sift(tuple(files_in(files)), told, dry_run=dry_run, resume=resume)
    if not dry_run:
        call.goes_on_with("sift --resume")
    with progress_bar() as tell:
        results: tuple[SiftResult, ...] = run(session, said, tell or untold)
    bad = sum(bool(one.rejected) for one in results)
    complaint = plural(
        len(results),
        "{bad} of {n} file has rejected rows; nothing in it was saved.",
        "{bad} of {n} files have rejected rows; nothing in these files was saved.",
        bad=bad,
    )
    return CommandAnswer(results, _lines(results, dry_run=dry_run), complaint if bad else "")


def _lines(results: "Sequence[SiftResult]", *, dry_run: bool) -> Iterable[str]:
    from landwaiter.domain.trade.sift_reasons import reasons_said
    from landwaiter.services.intake.later_versions import ended_said

    if dry_run:
        yield _("Nothing was saved: this is what would happen.")
    heads = (
        N_("File"),
        N_("Read from the file"),
        N_("Sifted"),
        N_("Opened"),
        N_("Waiting"),
        N_("Drawn as a sample"),
        N_("Amended"),
        N_("Duplicates"),
        N_("Messages"),
        N_("Rejected"),
    )
    yield from table(
        [_(head) for head in heads],
        [
            (
                one.file,
                one.read,
                one.sifted,
                one.opened,
                one.waiting,
                one.sample,
                one.amended,
                one.duplicates,
                one.messages_new,
                len(one.rejected),
            )
            for one in results
        ],
    )
    for one in results:
        yield from (f"{case.reference}: {reasons_said(case.reasons)}" for case in one.cases)
        yield from earlier_lines(one)
        if one.sifted_before:
            yield plural(
                one.sifted_before,
                "{file}: {n} declaration was sifted by the run that was broken off.",
                "{file}: {n} declarations were sifted by the run that was broken off.",
                file=one.file,
            )
        yield from _message_lines(one)
        yield from (ended_said(ended, dry_run=dry_run) for ended in one.voided)
        yield from (f"{one.file}: {_('warning')}: {text}" for text in one.warnings)
        yield from restricted_lines(one.restricted, one.restricted_first)
        yield from rejected_lines(one.file, one.rejected)


def _message_lines(one: "SiftResult") -> Iterable[str]:
    """What became of messages on declarations."""
    if one.messages:
        yield plural(
            one.messages,
            "{file}: {n} message: {kept} kept with their declarations, {cases} on cases, "
            "{waiting} waiting for their declarations.",
            "{file}: {n} messages: {kept} kept with their declarations, {cases} on cases, "
            "{waiting} waiting for their declarations.",
            file=one.file,
            kept=one.messages_kept,
            cases=one.messages_on_cases,
            waiting=one.messages_waiting,
        )
    if one.messages_found:
        yield plural(
            one.messages_found,
            "{file}: {n} message had waited for its declaration, and waits no more.",
            "{file}: {n} messages had waited for their declarations, and wait no more.",
            file=one.file,
        )


def earlier_lines(one: "SiftResult") -> Iterable[str]:
    """Cases of what earlier files brought."""
    from landwaiter.domain.trade.sift_reasons import reasons_said

    if one.opened_earlier:
        yield plural(
            one.opened_earlier,
            "{n} case was opened of what earlier files brought:",
            "{n} cases were opened of what earlier files brought:",
        )
    for case in one.cases_earlier:
        why = reasons_said(case.reasons) or _("its amendment had waited for it")
        yield _("{case}: {why} ({number}, {file})").format(
            case=case.reference, why=why, number=case.number, file=case.file
        )


def _prove(call: Call, number: str) -> CommandAnswer:
    from landwaiter.services.trade.proving import DRAWN_WORDS, prove

    call.command = "sift --prove"  # what reads is for persons
    found = prove(call.session(), number)
    lines = list[str]()
    for one in found.versions:
        lines.append(
            one.problem
            or _("{number}: batch {batch}, sealed by entry {entry}; proved.").format(
                number=number, batch=one.batch, entry=one.entry
            )
        )
        if not one.problem:
            words = _(DRAWN_WORDS[one.draw.drawn])
            lines.append(words.format(n=one.draw.one_in, name=one.draw.name))
    return CommandAnswer(found, lines, found.problem)
