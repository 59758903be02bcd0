"""`rules …`: red flags as the office uses them, and how they do on its casebook."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.deeds.commands import add_deeds
from landwaiter.domain.flags import deeds
from landwaiter.domain.flags.deeds import (
    DrawSample,
    RecordSampleCase,
    SetThreshold,
    Switch,
    SwitchRule,
)
from landwaiter.i18n import _, figure, plural

if TYPE_CHECKING:
    from landwaiter.domain.flags.calibration import CalibrationShare
    from landwaiter.services.deeds.handler import Result
    from landwaiter.services.flags.calibration import Calibration
    from landwaiter.services.flags.rules_in_use import RuleRow
    from landwaiter.services.warm.session import Session

_RULE = Annotated[str, typer.Argument(metavar="RULE", help="Such as RF-P12.")]


def register(app: typer.Typer) -> None:
    rules = group(app, "rules", "Red flags: thresholds, rules that are off, how they do.")
    command(rules, "list")(list_rules)
    command(rules, "show")(show)
    command(rules, "history")(history)
    command(rules, "calibration")(calibration)
    add_deeds(app, deeds.SET_THRESHOLD, shown=_set)
    add_deeds(app, deeds.SWITCH_RULE, shown=_switched)
    add_deeds(app, deeds.DRAW_SAMPLE, shown=_drawn)
    add_deeds(app, deeds.RECORD_SAMPLED, shown=_recorded)


def list_rules(call: Call) -> CommandAnswer:
    """Every rule with its severity, whether it is on, and its thresholds."""
    from landwaiter.services.flags.rules_in_use import rules

    found = rules(call.session())
    head = (_("Rule"), _("Severity"), _("On"), _("Name"), _("Thresholds"))
    rows = [
        (
            row.id,
            _(row.severity),
            _("yes") if row.on else _("no"),
            row.name,
            "; ".join(f"{one.name}={one.counts or _('not set')}" for one in row.thresholds),
        )
        for row in found
    ]
    return CommandAnswer(found, table(head, rows))


def show(call: Call, rule: _RULE) -> CommandAnswer:
    """One rule: what it says, its inputs, thresholds, basis and an example."""
    from landwaiter.services.flags.rules_in_use import rule as one_rule

    found = one_rule(call.session(), rule)
    return CommandAnswer(found, list(_lines(found)))


def _lines(row: "RuleRow") -> Iterable[str]:
    yield f"{row.id}  {row.name} ({_(row.severity)})" + ("" if row.on else _(", off"))
    yield row.text
    yield _("Basis: {basis}").format(basis=row.basis)
    yield _("Inputs: {inputs}").format(inputs="; ".join(row.inputs))
    for one in row.thresholds:
        own = _(" (the edition says {value})").format(value=one.stated) if one.own else ""
        counts = one.counts or _("not set")
        yield _("Threshold {name} = {value}").format(name=one.name, value=counts) + own
    if row.example:
        yield _("Example: {example}").format(example=row.example)
    yield _("Edition {edition}").format(edition=row.edition)


def _asked(result: "Result", done: str) -> CommandAnswer:
    said = result.changes.said or (done,)
    return CommandAnswer({"motion": result.motion_id, "said": said}, said)


def _set(_session: "Session", said: SetThreshold, result: "Result") -> CommandAnswer:
    return _asked(result, f"{said.rule}.{said.name} = {said.value}")


def _switched(_session: "Session", said: SwitchRule, result: "Result") -> CommandAnswer:
    sentence = (
        _("{rule} is on in this office.")
        if said.switch is Switch.ON
        else _("{rule} is off in this office; every report says so.")
    )
    return _asked(result, sentence.format(rule=said.rule))


def history(call: Call, rule: _RULE) -> CommandAnswer:
    """Every change of a rule's settings: when, by whom, from what to what, and why."""
    from landwaiter.services.flags.rules_in_use import rule_history

    found = rule_history(call.session(), rule)
    head = (_("When"), _("Who"), _("What"), _("Before"), _("After"), _("Why"))
    rows = [
        (one.at, one.by, one.name, one.before or "–", one.after or "–", one.reason) for one in found
    ]
    return CommandAnswer(found, table(head, rows))


def calibration(call: Call) -> CommandAnswer:
    """How often each rule is raised here, what share was substantiated, and which are noise."""
    from landwaiter.services.flags.calibration import calibration as figures

    found = figures(call.session())
    return CommandAnswer(found, list(_figures(found)))


def _figures(found: "Calibration") -> Iterable[str]:
    head = (
        _("Rule"),
        _("Evaluated"),
        _("Raised"),
        _("Substantiated"),
        _("Flags dismissed"),
        _("Share, 95 %"),
    )
    rows = [
        (
            one.rule,
            one.evaluated,
            one.raised,
            one.substantiated,
            one.dismissed,
            _share(one.precision),
        )
        for one in found.records
        if one.raised
    ]
    yield from table(head, rows)
    yield plural(
        found.cases,
        "{n} case, at audit entry {seq}.",
        "{n} cases, at audit entry {seq}.",
        seq=found.audit_seq,
    )
    noise = ", ".join(found.noise) or _("none")
    said = _("Only noise (at least {least} reviewed, at most {most} right): {rules}.")
    yield said.format(least=found.least_reviewed, most=_percent(found.most_precision), rules=noise)
    if found.sample:
        text = _("Sample of cases without a flag (seed {seed}): something was missed in {share}.")
        yield text.format(seed=found.sample.seed, share=_share(found.sample.missed))
        yield from (
            f"  {one.reference}  "
            + (_("open") if one.missed is None else ", ".join(one.missed) or _("nothing missed"))
            for one in found.sample.cases
        )


def _share(share: "CalibrationShare") -> str:
    if share.point is None:
        return _("nothing reviewed")
    said = _("{met} of {of}: {point} [{low} to {high}]")
    return said.format(
        met=share.met,
        of=share.of,
        point=_percent(share.point),
        low=_percent(share.low),
        high=_percent(share.high),
    )


def _percent(thousandths: int) -> str:
    return _("{figure} %").format(figure=figure(Decimal(thousandths) / 10))


def _drawn(session: "Session", _said: DrawSample, _result: "Result") -> CommandAnswer:
    from landwaiter.services.flags.calibration import calibration as figures

    found = figures(session).sample
    lines = [f"{one.reference}  {one.title}" for one in found.cases] if found else []
    return CommandAnswer(found, lines)


def _recorded(_session: "Session", said: RecordSampleCase, _result: "Result") -> CommandAnswer:
    sentence = _("Recorded for {reference}.").format(reference=said.reference)
    return CommandAnswer({"reference": said.reference, "missed": said.rules}, (sentence,))
