"""Carries out the deeds on red flags of the office."""

import random

from landwaiter.domain.flags import deeds
from landwaiter.domain.flags.deeds import (
    DrawSample,
    RecordSampleCase,
    SetThreshold,
    Switch,
    SwitchRule,
)
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _
from landwaiter.services.deeds.handler import Account, Doing, Handler, Mover
from landwaiter.services.deeds.motion_form import MotionForm, Plain
from landwaiter.services.flags import rule_settings
from landwaiter.services.flags.calibration import MOST_SAMPLED
from landwaiter.storage.base.records import add
from landwaiter.storage.flags import calibration as stored


def threshold(doing: Doing, said: SetThreshold, _none: None) -> Plain:
    return _rule(said.rule, said.name, said.value)


def switched(doing: Doing, said: SwitchRule, _none: None) -> Plain:
    return _rule(said.rule, rule_settings.ON, "true" if said.switch is Switch.ON else "false")


def _rule(rule: str, name: str, value: str) -> Plain:
    return {"rule": rule.strip().upper(), "name": name.strip(), "value": value.strip()}


def draw_sample(doing: Doing, said: DrawSample, _none: None) -> Account:
    if not 1 <= said.size <= MOST_SAMPLED:
        raise Invalid(
            _("A sample has 1 to {most} cases.").format(most=MOST_SAMPLED),
            field="size",
            value=str(said.size),
        )
    work = doing.work
    population = stored.unflagged(work.conn)
    if not population:
        raise NotFound(_("There is no case without a flag."))
    seed = work.head.seq if said.seed is None else said.seed
    drawn = random.Random(seed).sample(population, min(said.size, len(population)))  # noqa: S311  # a sample, no secret
    sample_id = work.new_id()
    content = {
        "seed": seed,
        "population": len(population),
        "seq": work.head.seq,
        "sha256": work.head.sha256,
    }
    add(work.conn, "calibration_sample", id=sample_id, **content, author=work.actor, at=work.now)
    for case_id in drawn:
        add(work.conn, "sampled_case", id=work.new_id(), sample_id=sample_id, case_id=case_id)
    payload = {name: str(value) for name, value in content.items()}
    return Account(f"sample/{sample_id}", {**payload, "cases": str(len(drawn))}, made=sample_id)


def record_sampled(doing: Doing, said: RecordSampleCase, _none: None) -> Account:
    work, why = doing.work, said.reason.strip()
    drawn = stored.newest_sample(work.conn)
    cases = stored.sampled(work.conn, drawn["id"]) if drawn else ()
    found = next((one for one in cases if one["reference"] == said.reference), None)
    if found is None:
        raise NotFound(
            _("This case is not in the newest sample."), field="reference", value=said.reference
        )
    missed = _known(doing, said)
    add(
        work.conn,
        "sampled_verdict",
        id=work.new_id(),
        sampled_id=found["id"],
        missed=",".join(missed),
        reason=why,
        author=work.actor,
        at=work.now,
    )
    return Account(f"case/{found['case_id']}", {"missed": list(missed), "reason": why})


def _known(doing: Doing, said: RecordSampleCase) -> tuple[str, ...]:
    session = doing.session
    wanted = tuple(sorted({one.strip().upper() for one in said.rules}))
    pack = session.references.packs(doing.conn, session.today()).get("flag_rules")
    known = {row["id"] for row in pack.rows} if pack else set()
    for one in wanted:
        if one not in known:
            raise NotFound(_("There is no such rule."), field="missed", value=one)
    return wanted


_RULE = MotionForm(
    rule_settings.rule_title,
    rule_settings.rule_object,
    rule_settings.rule_facts,
    rule_settings.carry_out_rule,
)
_SET_THRESHOLD: Mover[SetThreshold, None] = Mover(deeds.SET_THRESHOLD, threshold, _RULE)
_SWITCH_RULE: Mover[SwitchRule, None] = Mover(deeds.SWITCH_RULE, switched, _RULE)
_DRAW_SAMPLE: Handler[DrawSample, None] = Handler(deeds.DRAW_SAMPLE, draw_sample)
_RECORD_SAMPLED: Handler[RecordSampleCase, None] = Handler(deeds.RECORD_SAMPLED, record_sampled)
HANDLERS = (_SET_THRESHOLD, _SWITCH_RULE, _DRAW_SAMPLE, _RECORD_SAMPLED)
