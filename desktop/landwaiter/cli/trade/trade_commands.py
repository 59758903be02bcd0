"""`trade …`: declarations that have no case: what waits, why, and what was found of one."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import Limit, command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.deeds.commands import add_deeds, said_in_short
from landwaiter.cli.trade import again_commands, erasure_commands, figure_commands
from landwaiter.domain.trade import deeds
from landwaiter.domain.trade.erasure import EFFECT_WORDS, Effect
from landwaiter.domain.trade.sift_marks import BECAME_WORDS
from landwaiter.domain.trade.sift_reasons import REASON_WORDS, SiftReason
from landwaiter.i18n import N_, _, joined

if TYPE_CHECKING:
    from landwaiter.services.trade.trade_view import QueueLine, TradePage

_DEEDS = (deeds.SET_ASIDE, deeds.SET_SIFT_REASON, deeds.SET_SIFT_SAMPLE)


def register(app: typer.Typer) -> None:
    trade = group(app, "trade", "The trade store: declarations that were judged without a case.")
    command(trade, "list")(list_waiting)
    command(trade, "show")(show)
    command(trade, "figures")(figures)
    command(trade, "policy")(policy)
    command(trade, "compare")(compare)
    command(trade, "again")(again_commands.again)
    figure_commands.register(trade)
    command(trade, "mark")(mark)
    command(trade, "marks")(marks)
    command(trade, "seal")(seal)
    command(trade, "open")(open_cases)
    for deed in _DEEDS:
        add_deeds(app, deed)
    erasure_commands.add_to(app, trade)


def list_waiting(
    call: Call,
    *,
    reason: Annotated[
        SiftReason | None, typer.Option("--reason", help="Only what waits for this reason.")
    ] = None,
    limit: Limit = 100,
) -> CommandAnswer:
    """Declarations that wait for a person, by their reasons, the oldest first."""
    from landwaiter.services.trade.trade_view import queue
    from landwaiter.services.trade.views import note_list_viewed

    session = call.session()
    rows = queue(session, reason, limit=limit)
    note_list_viewed(session, [row.id for row in rows], through="trade list")
    return CommandAnswer(rows, queue_lines(rows))


def queue_lines(rows: "Sequence[QueueLine]") -> Iterator[str]:
    """Declarations as a table."""
    from landwaiter.domain.trade.sift_reasons import reasons_said

    heads = (
        N_("Declaration"),
        N_("Day"),
        N_("Exporter"),
        N_("Consignee"),
        N_("Goods"),
        N_("To"),
        N_("EUR"),
        N_("Reasons"),
    )
    cells = [
        (
            row.number,
            row.day,
            row.exporter,
            row.consignee,
            row.goods,
            row.destination,
            row.value,
            _("{reasons}; restricted").format(reasons=reasons_said(row.reasons))
            if row.restricted
            else reasons_said(row.reasons),
        )
        for row in rows
    ]
    yield from table([_(head) for head in heads], cells)


def show(
    call: Call, number: Annotated[str, typer.Argument(metavar="NUMBER", help="MRN or reference.")]
) -> CommandAnswer:
    """One declaration of the store, with what was found of it and what became of it."""
    from landwaiter.services.base.wording import shown_missing
    from landwaiter.services.intake.waiting_messages import message_said
    from landwaiter.services.trade.sift_desk import NOT_LOOKED_AT, not_evaluated
    from landwaiter.services.trade.trade_view import declaration_shown, why_lines
    from landwaiter.services.trade.views import note_declaration_viewed

    session = call.session()
    found = declaration_shown(session, number)
    rules = not_evaluated(session, found.line.id)
    found = replace(
        found, not_evaluated=tuple({"rule": rule, "missing": what} for rule, what in rules)
    )
    note_declaration_viewed(session, found.line.id, found.line.number, through="trade show")
    line, verdict = found.line, found.verdict
    lines = [
        f"{line.number}, {line.day}: {line.goods}, {line.exporter} → {line.consignee}, "
        f"{line.destination}",
        _("Batch {batch}, version {version}.").format(batch=found.batch, version=found.version),
        *why_lines(found),
        _("Hits {hits}, candidates {candidates}, flags {flags}.").format(
            hits=len(verdict["hits"]),
            candidates=", ".join(dict.fromkeys(one["code"] for one in verdict["candidates"])) or 0,
            flags=", ".join(one["rule"] for one in verdict["raised"]) or 0,
        ),
        _(NOT_LOOKED_AT),
    ]
    if rules:
        missing = dict.fromkeys(one for _rule, what in rules for one in what)
        lines.append(
            _("Not evaluated: {rules}. Missing: {missing}.").format(
                rules=", ".join(rule for rule, _what in rules),
                missing="; ".join(map(shown_missing, missing)),
            )
        )
    lines += [
        _("Watched by the programme {name}, version {version}.").format(
            name=one.name, version=one.version
        )
        for one in found.programmes
    ]
    lines += [line for one in found.again for line in again_commands.later_lines(one)]
    lines += [message_said(one) for one in found.messages]
    if found.waits:
        lines.append(_("It was not yet judged with what counts now: “trade again”."))
    lines += [_mark_said(found, one) for one in found.marks]
    lines += [
        _("Put right by {author} on {day}: {note}").format(
            author=one["author"], day=one["at"][:10], note=one["note"]
        )
        for one in found.notes
    ]
    lines += [
        _("{effect}. {basis}").format(
            effect=_(EFFECT_WORDS[Effect(one["effect"])]), basis=one["basis"]
        )
        for one in found.restrictions
    ]
    return CommandAnswer(found, lines)


def _mark_said(found: "TradePage", mark: "Mapping[str, Any]") -> str:
    """Who did what with it and when; and why, as far as the sift had not found that itself."""
    from landwaiter.domain.trade.sift_reasons import reasons_said

    own = [one for one in mark["reasons"].split() if one not in found.line.reasons]
    words = (mark["at"], f"{mark['author']}:", _(BECAME_WORDS[mark["mark"]]), mark["reason"])
    became = " ".join(word for word in words if word)
    return joined("; ", (part for part in (became, reasons_said(own)) if part))


def figures(call: Call) -> CommandAnswer:
    """What the store holds, what became of it, and what the sample tells."""
    from landwaiter.services.trade.trade_view import figures as of_store

    found = of_store(call.session())
    said: list[tuple[Any, ...]] = [
        (_("Declarations"), found.declarations),
        (_("Opened"), found.opened),
        (_("Were set aside"), found.aside),
        (_("Waiting for a person"), found.waiting),
        (_("No reason found; not “clear”"), found.without_reason),
        (_("Waiting for lists, packs, rules or programmes"), found.waiting_for_lists),
        (_("Sample: drawn"), found.sample.drawn),
        (_("Sample: looked at"), found.sample.looked),
        (_("Sample: should have had a reason"), found.sample.opened),
    ]
    if found.sample.looked:
        most = _("at most {percent} %").format(percent=f"{found.most_missed / 10:g}")
        said.append((_("So of the rest, at 95 %"), most))
    said += [
        (
            _(REASON_WORDS[SiftReason(one.reason)]),
            _("{waiting} waiting, {opened} opened, {aside} set aside").format(
                waiting=one.waiting, opened=one.opened, aside=one.aside
            ),
        )
        for one in found.reasons
    ]
    return CommandAnswer(found, table([_("What"), _("How many")], said))


def policy(call: Call) -> CommandAnswer:
    """Which reasons open cases, how many a day each, and how much of the rest is drawn."""
    from landwaiter.services.trade.trade_view import policy_shown

    number, found = policy_shown(call.session())
    rows: list[tuple[Any, ...]] = [(_(REASON_WORDS[rule.reason]), rule.cap) for rule in found.rules]
    rows.append((_("Sample of the rest: one in"), found.one_in or _("none")))
    data = {"policy": number, "rules": found.rules, "one_in": found.one_in}
    return CommandAnswer(data, table([_("Reason"), _("Cases a day")], rows))


def mark(
    call: Call,
    numbers: Annotated[list[str], typer.Argument(metavar="NUMBER…", help="MRN or reference.")],
    said: Annotated[
        str, typer.Argument(metavar="MARK", help="open, aside or later; none takes it away.")
    ],
) -> CommandAnswer:
    """Mark declarations as a draft of your own: nothing is sealed."""
    from landwaiter.domain.trade.sift_marks import SiftMark
    from landwaiter.errors import Invalid
    from landwaiter.i18n import plural
    from landwaiter.services.trade.sift_marks import mark_named

    known = {one.value: one for one in SiftMark}
    if said not in {*known, _NO_MARK}:
        ways = ", ".join((*known, _NO_MARK))
        raise Invalid(
            _("There is no such mark."),
            field="MARK",
            value=said,
            remedy=_("Give one of {ways}.").format(ways=ways),
        )
    mark_named(call.session(), numbers, known.get(said))
    done = plural(len(numbers), "{n} declaration is marked.", "{n} declarations are marked.")
    return CommandAnswer({"numbers": numbers, "mark": said}, [done])


_NO_MARK = "none"


def marks(call: Call) -> CommandAnswer:
    """Your own marks, the group each is sealed with, and what keeps one from being sealed."""
    from landwaiter.domain.trade.sift_marks import MARK_WORDS
    from landwaiter.services.trade.sift_marks import marked_rows

    rows = marked_rows(call.session())
    cells = [
        (row.number, _(MARK_WORDS[row.mark]), _(REASON_WORDS[row.group]), row.problem)
        for row in rows
    ]
    heads = (_("Declaration"), _("Mark"), _("Reason"), _("Problem"))
    return CommandAnswer(rows, table(heads, cells))


def seal(
    call: Call,
    *,
    reason: Annotated[
        str, typer.Option("--reason", metavar="T", help="Why, of every mark that is sealed.")
    ],
    group: Annotated[
        str | None,
        typer.Option("--group", metavar="MARK:REASON", help="Only this, such as aside:other_hit."),
    ] = None,
) -> CommandAnswer:
    """Seal your marks: open cases and set aside, each declaration by itself."""
    from landwaiter.cli.base.progress import progress_bar
    from landwaiter.errors import Invalid
    from landwaiter.i18n import plural
    from landwaiter.services.deeds.handler import untold
    from landwaiter.services.trade import sift_marks

    session = call.session()
    found = sift_marks.groups(sift_marks.marked_rows(session))
    names = {f"{said.value}:{why.value}": (said, why) for said, why in found}
    if group is not None and group not in names:
        raise Invalid(
            _("Nothing is marked so."),
            field="--group",
            value=group,
            remedy=_("Marked are: {groups}.").format(groups=", ".join(names) or _("none")),
        )
    if not names:
        raise Invalid(
            _("Nothing is marked."), remedy=_("Mark declarations first, with “trade mark”.")
        )
    chosen = [names[group]] if group is not None else list(names.values())
    call.goes_on_with("trade seal")
    with progress_bar() as tell:
        report = sift_marks.seal(session, dict.fromkeys(chosen, reason), tell or untold)
    data = {
        "opened": report.opened,
        "aside": report.aside,
        "cases": report.cases,
        "refused": report.refused,
    }
    lines = [
        plural(report.opened, "{n} case opened.", "{n} cases opened."),
        plural(report.aside, "{n} set aside.", "{n} set aside."),
        *report.cases,
        *(f"{one.number}: {one.why}" for one in report.refused),
    ]
    kept = plural(len(report.refused), "{n} keeps its mark.", "{n} keep their marks.")
    return CommandAnswer(data, lines, kept if report.refused else "")


def open_cases(
    call: Call,
    numbers: Annotated[list[str], typer.Argument(metavar="NUMBER…", help="MRN or reference.")],
    *,
    reason: Annotated[str, typer.Option("--reason", metavar="T", help="Why.")],
) -> CommandAnswer:
    """Open cases from declarations of the trade store, each by itself."""
    from landwaiter.errors import Conflict, NotAllowed, NotFound
    from landwaiter.i18n import plural
    from landwaiter.services.deeds.engine import do

    session, named = call.session(), tuple(dict.fromkeys(numbers))
    if len(named) == 1:
        said = deeds.OpenTradeCase(named[0], reason)
        return said_in_short(session, said, do(session, said))
    opened: list[dict[str, str]] = []
    refused: list[dict[str, str]] = []
    call.goes_on_with("trade open")
    for number in named:
        try:
            made = do(session, deeds.OpenTradeCase(number, reason)).made
        except (Conflict, NotAllowed, NotFound) as fault:
            refused.append({"number": number, "why": fault.sentence()})
        else:
            opened.append({"number": number, "reference": made})
    lines = [
        plural(len(opened), "{n} case opened.", "{n} cases opened."),
        *(f"{one['number']}: {one['reference']}" for one in opened),
        *(f"{one['number']}: {one['why']}" for one in refused),
    ]
    left = plural(len(refused), "{n} was refused.", "{n} were refused.")
    return CommandAnswer({"opened": opened, "refused": refused}, lines, left if refused else "")


def compare(
    call: Call, number: Annotated[str, typer.Argument(metavar="NUMBER", help="MRN or reference.")]
) -> CommandAnswer:
    """Hold the verdict of a declaration against the exact path, to the byte."""
    from landwaiter.services.trade.comparison import compared_named

    found = compared_named(call.session(), number)
    if found.is_same:
        lines = [_("The exact path finds the same, to the byte.")]
    elif found.grounds_changed:
        lines = [_("Other editions or settings count now: the exact path finds something else.")]
    else:
        lines = []
    fault = _("The exact path finds something else from byte {at} on: {now}").format(
        at=found.at, now=found.now
    )
    return CommandAnswer(found, lines, fault if found.is_fault else "")
