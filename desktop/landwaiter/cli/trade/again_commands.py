"""`trade again`: what was sifted, judged again where lists, packs, rules or programmes changed."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.progress import progress_bar
from landwaiter.cli.base.restricted import restricted_lines
from landwaiter.domain.trade.again_deeds import SiftAgain
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.services.trade.sifting_again import AgainResult
    from landwaiter.services.trade.trade_view import LaterVerdict


def again(
    call: Call,
    *,
    list_id: Annotated[
        str, typer.Option("--list", metavar="NAME", help="Only what waits for this list.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen.")] = False,
    every: Annotated[
        bool,
        typer.Option("--every", help="Judge every declaration, whatever its parties are like."),
    ] = False,
) -> CommandAnswer:
    """Judge again what was sifted with other lists, packs, rules or programmes than count now."""
    from landwaiter.services.deeds.engine import run
    from landwaiter.services.deeds.handler import untold
    from landwaiter.services.trade.again_words import sentences

    if not dry_run:
        call.goes_on_with("trade again")
    said = SiftAgain(list_id=list_id, dry_run=dry_run, every=every)
    with progress_bar() as tell:
        found: AgainResult = run(call.session(), said, tell or untold)
    return CommandAnswer(found, _lines(found, tuple(sentences(found)), dry_run=dry_run))


def _lines(found: "AgainResult", said: tuple[str, ...], *, dry_run: bool) -> Iterator[str]:
    from landwaiter.domain.trade.sift_reasons import reasons_said

    if dry_run:
        yield _("Nothing was saved: this is what would happen.")
    yield from said
    yield from (f"{case.reference}: {reasons_said(case.reasons)}" for case in found.cases)
    yield from restricted_lines(found.restricted, found.restricted_first)


def later_lines(one: "LaterVerdict") -> Iterator[str]:
    """A declaration judged again, and what is new by which editions."""
    from landwaiter.canonical import instant
    from landwaiter.domain.trade.sift_reasons import reasons_said

    yield _("Judged again, number {again}, {at}: {reasons}").format(
        again=one.again, at=instant(one.at), reasons=reasons_said(one.reasons) or _("no reason")
    )
    yield from (
        _("  new hit by {list}, edition {edition}").format(list=hit["list"], edition=hit["edition"])
        for hit in one.hits
    )
    if one.why_back:
        yield f"  {one.why_back}"
