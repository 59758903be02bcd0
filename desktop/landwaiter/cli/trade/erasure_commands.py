"""`trade erase` and what goes with it: period, holds and restrictions, notes."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer, WrongUsage
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command
from landwaiter.cli.base.output import table
from landwaiter.cli.base.progress import progress_bar
from landwaiter.cli.deeds.commands import add_deeds, said_in_short
from landwaiter.domain.deeds.shape import SHORTEST_REASON
from landwaiter.domain.trade import erasure_deeds as deeds
from landwaiter.i18n import N_, _

if TYPE_CHECKING:
    from landwaiter.services.trade.erasure import ErasurePreview, ErasureResult

_DEEDS = (
    deeds.SET_TRADE_PERIOD,
    deeds.RESTRICT_TRADE,
    deeds.LIFT_RESTRICTION,
    deeds.RECTIFY_TRADE,
)


def add_to(app: typer.Typer, trade: typer.Typer) -> None:
    """Put them into the group `trade`."""
    command(trade, "erase")(erase)
    command(trade, "keeping")(keeping)
    command(trade, "restrictions")(restrictions)
    for deed in _DEEDS:
        add_deeds(app, deed)


def erase(
    call: Call,
    *,
    before: Annotated[
        int | None,
        typer.Option("--before", metavar="YYYY", help="What was accepted before this year."),
    ] = None,
    number: Annotated[
        list[str] | None,
        typer.Option("--number", metavar="N", help="MRN or reference; may be given again."),
    ] = None,
    of_removed_cases: Annotated[
        bool, typer.Option("--of-removed-cases", help="Those whose case was removed.")
    ] = False,
    reason: Annotated[str | None, typer.Option("--reason", metavar="T", help="Why.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen.")] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Carry out what two persons agreed to.")
    ] = False,
) -> CommandAnswer:
    """Erase declarations without a case: one person moves it, another agrees, then it is done."""
    if resume:
        return _resume(call)
    said = deeds.EraseTrade(
        reason=reason or "",
        before=before,
        numbers=tuple(number or ()),
        removed_cases=of_removed_cases,
    )
    if dry_run:
        from landwaiter.services.trade.erasure import preview

        call.command = "trade erase --dry-run"
        found = preview(call.session(), said)
        return CommandAnswer(found, _preview_lines(found))
    if len(said.reason.strip()) < SHORTEST_REASON:
        raise WrongUsage(_("Say why, with --reason: another person judges by it."))
    from landwaiter.services.deeds.engine import do

    session = call.session()
    return said_in_short(session, said, do(session, said))


def _resume(call: Call) -> CommandAnswer:
    from landwaiter.services.deeds.engine import run
    from landwaiter.services.deeds.handler import untold

    session = call.session()
    call.goes_on_with("trade erase --resume")
    with progress_bar() as tell:
        done: tuple[ErasureResult, ...] = run(session, deeds.CarryOutErasure(), tell or untold)
    heads = (
        N_("Erasing"),
        N_("Declarations"),
        N_("Lines"),
        N_("Parties"),
        N_("Messages"),
        N_("Audit entries"),
        N_("Files"),
        N_("Files that stay"),
        N_("Left"),
    )
    rows = [
        (
            one.no,
            one.declarations,
            one.items,
            one.parties,
            one.messages,
            one.entries,
            one.files,
            one.files_that_stay,
            one.left,
        )
        for one in done
    ]
    lines = table([_(head) for head in heads], rows)
    return CommandAnswer(done, lines if rows else [_("Nothing that was agreed to is left to do.")])


def _preview_lines(found: "ErasurePreview") -> list[str]:
    from landwaiter.domain.trade.erasure import STAYING_WORDS

    lines = [
        _("Nothing was moved: this is what would happen."),
        _("Of {wanted} declarations {erased} would be erased.").format(
            wanted=found.wanted, erased=found.erased
        ),
    ]
    if found.unlooked:
        lines.append(
            _("Of these {count} have a reason, and nobody has looked at them.").format(
                count=found.unlooked
            )
        )
    return lines + [f"{number}: {_(STAYING_WORDS[why])}" for why, number in found.stay.items()]


def keeping(call: Call) -> CommandAnswer:
    """How long the store keeps what has no case, what it holds of each year, what was erased."""
    from landwaiter.services.trade.keeping import store_keeping

    found = store_keeping(call.session())
    rows: list[tuple[Any, ...]] = [
        (
            _("Years that a declaration without a case is kept"),
            f"{found.period.years}; {found.period.source}" if found.period else _("not set"),
        )
    ]
    rows += [
        (year, _("{count}; the period is over").format(count=count) if year in found.due else count)
        for year, count in found.years.items()
    ]
    rows += [
        (
            _("Erasing {number}").format(number=one.no),
            _("{done} of {agreed}").format(
                done=one.counts.get("declarations", 0), agreed=one.declarations
            ),
        )
        for one in found.erasures
    ]
    rows.append((_("Held or restricted"), len(found.restrictions)))
    return CommandAnswer(found, table([_("What"), _("How many")], rows))


def restrictions(call: Call) -> CommandAnswer:
    """Holds and restrictions in the store, those that were lifted too."""
    from landwaiter.domain.trade.erasure import EFFECT_WORDS
    from landwaiter.services.trade.keeping import restrictions as every

    found = every(call.session())
    heads = (N_("Restriction"), N_("Effect"), N_("On"), N_("Basis"), N_("By"), N_("Lifted"))
    rows = [
        (one.id, _(EFFECT_WORDS[one.effect]), one.on, one.basis, one.author, one.ended_at[:10])
        for one in found
    ]
    return CommandAnswer(found, table([_(head) for head in heads], rows))
