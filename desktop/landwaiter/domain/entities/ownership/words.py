"""Ownership in sentences: who holds what through whom, since when and by which source."""

from landwaiter.domain.base.days import told_day
from landwaiter.domain.entities.ownership.changes import HoldingChange
from landwaiter.domain.entities.ownership.graph import Control, Graph
from landwaiter.domain.entities.ownership.interests import Interests
from landwaiter.domain.entities.ownership.judging import Claim, FirmStanding, FirmVerdict
from landwaiter.domain.entities.ownership.paths import Path, PathStep
from landwaiter.domain.entities.ownership.rules import AT_LEAST, MORE, OwnershipRule
from landwaiter.domain.entities.ownership.shares import ceiling_text, floor_text, is_over
from landwaiter.domain.entities.ownership.stated import LISTED, HolderMark, HoldingStatement
from landwaiter.i18n import _, joined, plural


def state_text(rule: OwnershipRule) -> str:
    """Whether the rule counts on the day."""
    return {
        "in_force": _("in force"),
        "suspended": _("suspended on that day"),
        "unknown": _("not known whether in force on that day"),
    }.get(rule.state, rule.state)


def source_text(row: HoldingStatement) -> str:
    """`company register, A2, since 2021-03`."""
    parts = [row.source.replace("_", " ") or _("no source")]
    if row.grade:
        parts.append(row.grade)
    if row.certainty:
        parts.append(_(row.certainty))
    if row.since:
        parts.append(_("since {day}").format(day=told_day(row.since)))
    if row.until:
        parts.append(_("until {day}").format(day=told_day(row.until)))
    if not row.is_certain:
        parts.append(_("by its name alone"))
    return joined(", ", parts)


def step_text(graph: Graph, step: PathStep) -> str:
    """`Ivan Petrov holds 51 % of Boreal Holding (company register, since 2021-03)`."""
    return _first(step).format(
        owner=graph.name(step.owner),
        owned=graph.name(step.owned),
        what=step.told,
        sources=joined("; ", dict.fromkeys(source_text(row) for row in step.rows)),
    )


def _first(step: PathStep) -> str:
    if isinstance(step, Control):
        return _("{owner} controls {owned} by {what} ({sources})")
    if step.share.is_exact:
        return _("{owner} holds {what} of {owned} ({sources})")
    return _("{owner} holds a part of {owned}: {what} ({sources})")


def _next(step: PathStep) -> str:
    if isinstance(step, Control):
        return _("{before}, which controls {owned} by {what} ({sources})")
    if step.share.is_exact:
        return _("{before}, which holds {what} of {owned} ({sources})")
    return _("{before}, which holds a part of {owned}: {what} ({sources})")


def chain_text(graph: Graph, path: Path) -> str:
    """One sentence from the holder at the top down to the firm, without a full stop."""
    top, *below = reversed(path)
    said = step_text(graph, top)
    for step in below:
        said = _next(step).format(
            before=said,
            owned=graph.name(step.owned),
            what=step.told,
            sources=joined("; ", dict.fromkeys(source_text(row) for row in step.rows)),
        )
    return said


def line_text(graph: Graph, path: Path) -> str:
    """`Aurora Import ← Boreal Holding (100 %) ← Ivan Petrov (51 %)`."""
    firm = path[0].owned
    steps = (joined("", (graph.name(step.owner), " (", step.told, ")")) for step in path)
    return joined(" ← ", (graph.name(firm), *steps))


def mark_text(mark: HolderMark) -> str:
    """`listed on eu_fsf, edition 2026-03, as Ivan Petrov since 2022-02-25`."""
    since = _(" since {day}").format(day=told_day(mark.listed_on)) if mark.listed_on else ""
    template = {
        LISTED: _("listed on {list}, edition {edition}, as {name}{since}"),
        "assessment": _("assessed in {list}, edition {edition}, as {name}: no listing"),
    }.get(mark.claim, _("resembles {name} on {list}, edition {edition}: identity not confirmed"))
    return template.format(
        list=mark.told_list, edition=mark.told_edition, name=mark.told_name, since=since
    )


def bounds_text(standing: FirmStanding) -> str:
    """`51 %`, or `at least 30 %, at most 75 %`."""
    least, most = floor_text(standing.least), ceiling_text(standing.most)
    if is_over(standing.least):
        return _("over {least} %, at most {most} %").format(least=least, most=most)
    if standing.verdict is FirmVerdict.SETTING_OPEN:
        return _("{percent} % of it by the stricter reading").format(percent=least)
    if standing.least == standing.most:
        return _("{percent} %").format(percent=least)
    return _("at least {least} %, at most {most} %").format(least=least, most=most)


def rule_text(rule: OwnershipRule) -> str:
    """`more than 50 %, shares of several listed owners added, each step by itself`."""
    percent = floor_text(rule.percent)
    least = {
        MORE: _("more than {percent} %"),
        AT_LEAST: _("{percent} % or more"),
    }.get(
        rule.operator, _("more than {percent} %, or {percent} % and more: the office has not said")
    )
    sums = {
        True: _("shares of several listed owners added"),
        False: _("each listed owner alone"),
        None: _("whether shares are added is not known"),
    }[rule.aggregate]
    carries = (
        _("shares of several steps multiplied")
        if rule.carries == "product"
        else _("each step by itself")
    )
    return joined("; ", (least.format(percent=percent), sums, carries))


def _said(verdict: FirmVerdict) -> str:
    return {
        FirmVerdict.OWNED: _("{firm} counts as owned by {owners}: {bounds} ({rule})."),
        FirmVerdict.SETTING_OPEN: _(
            "Whether {firm} counts as owned by {owners} depends on a setting of the office: "
            "{bounds} ({rule})."
        ),
        FirmVerdict.SHARE_OPEN: _(
            "Whether {firm} counts as owned by {owners} depends on shares that are not stated: "
            "{bounds} ({rule})."
        ),
        FirmVerdict.REMAINDER_OPEN: _(
            "{firm} does not count as owned by {owners} by what is stated; who holds the rest of "
            "the shares is not known: {bounds} ({rule})."
        ),
        FirmVerdict.NOT_OWNED: _("{firm} does not count as owned by {owners}: {bounds} ({rule})."),
    }[verdict]


def verdict_text(graph: Graph, firm: str, standing: FirmStanding) -> str:
    """One sentence: what the rule makes of the firm, by which part, under which reading."""
    owners = dict.fromkeys(graph.name(mark.holder) for mark in standing.marks)
    if not owners:
        return _no_owner(graph.name(firm), standing)
    said = _said(standing.verdict).format(
        firm=graph.name(firm),
        owners=", ".join(owners),
        bounds=bounds_text(standing),
        rule=rule_text(standing.rule),
    )
    if standing.claim is Claim.UNCONFIRMED_IDENTITY:
        return _("If an identity that nobody has confirmed is the right one: {said}").format(
            said=said
        )
    return said


def _no_owner(firm: str, standing: FirmStanding) -> str:
    if not standing.most:
        return _("No holder who is stated above {firm} is on a list of this rule.").format(
            firm=firm
        )
    return _(
        "No holder who is stated above {firm} is on a list of this rule; up to {most} % of the "
        "shares may belong to somebody who is not stated."
    ).format(firm=firm, most=ceiling_text(standing.most))


def control_text(graph: Graph, firm: str, standing: FirmStanding) -> str:
    """One sentence on control other than by shares; empty where nothing is stated."""
    if standing.is_controlled is False or not standing.controls:
        return ""
    tests = joined("; ", (step_text(graph, one) for one in standing.controls))
    said = (
        _("{firm} counts as controlled: {tests}.")
        if standing.is_controlled
        else _("Whether {firm} counts as controlled is not settled: {tests}.")
    )
    return said.format(firm=graph.name(firm), tests=tests)


def change_text(graph: Graph, change: HoldingChange) -> str:
    """One sentence on a stake that changed hands after a listing."""
    template = (
        _("On {day} {owner} came into {firm}")
        if change.began
        else _("On {day} the stake or seat of {owner} in {firm} ended")
    )
    said = template.format(
        day=told_day(change.day),
        owner=graph.name(change.row.owner),
        firm=graph.name(change.row.owned),
    )
    told = _("{said}, after {name} was listed on {list} on {listed} ({source}).").format(
        said=said,
        name=change.mark.told_name,
        list=change.mark.told_list,
        listed=told_day(change.mark.listed_on),
        source=source_text(change.row),
    )
    if change.is_sure:
        return told
    return _("{told} Identity or days are not settled.").format(told=told)


def caution_texts(graph: Graph, found: Interests) -> tuple[str, ...]:
    """What a reader should mind: contradictions, closed rings, own shares, where looking ended."""
    said = [
        _("The shares stated of {firm} add to {percent} %: sources contradict each other.").format(
            firm=graph.name(firm), percent=floor_text(total)
        )
        for firm, total in sorted(graph.contradictions.items())
    ]
    said += [
        _("{firms} hold each other whole; nobody outside is stated to hold them.").format(
            firms=", ".join(sorted(map(graph.name, ring)))
        )
        for ring in found.rings
    ]
    said += [
        _("{firm} holds {share} of itself; shares are counted without them.").format(
            firm=graph.name(firm), share=share.told
        )
        for firm, share in sorted(graph.treasury.items())
    ]
    if graph.beyond:
        said.append(
            plural(
                len(graph.beyond),
                "Looking ended at {n} holder; those above count as not known.",
                "Looking ended at {n} holders; those above them count as not known.",
            )
        )
    return tuple(said)
