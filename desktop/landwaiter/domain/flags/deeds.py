"""Deeds on red flags and embargoes: thresholds, rules that are off, practices, samples."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from landwaiter.domain.base.facts import Content
from landwaiter.domain.cases.four_eyes import PRACTICE_BY_TWO, RULES_BY_TWO
from landwaiter.domain.deeds.shape import OFFICE, WORKERS, Ask, Deed, Reason, Second

SUBJECT = "flags"
RULE, PRACTICE = "set_rule", "set_practice"
"""Motions: whatever changes a rule of the office is one, and so is a practice."""
_IF_WANTED = "where the office wants it: {value}"


class Switch(StrEnum):
    ON = "on"
    OFF = "off"


RuleName = Annotated[str, Ask("Rule", Content.OPEN, hint="Such as RF-P12.", given=True)]


@dataclass(frozen=True, slots=True)
class SetThreshold:
    """Set a threshold for the office; it may wait for a second person."""

    rule: RuleName
    name: Annotated[str, Ask("Name", Content.OPEN, given=True)]
    value: Annotated[
        str,
        Ask(
            "Value", Content.INTERNAL, hint="Empty: as the edition has it.", given=True, blank=True
        ),
    ]
    reason: Reason


@dataclass(frozen=True, slots=True)
class SwitchRule:
    """Switch a rule on or off for the office; every report says so."""

    switch: Annotated[Switch, Ask("The rule is")]
    rule: RuleName
    reason: Reason


@dataclass(frozen=True, slots=True)
class SetPractice:
    """How the state of the office reads an embargo; it may wait for a second person."""

    key: Annotated[
        str,
        Ask("Practice of the state", Content.OPEN, hint="As `embargo show` names it.", given=True),
    ]
    value: Annotated[
        str, Ask("Value", Content.INTERNAL, hint="Empty: not set.", given=True, blank=True)
    ]
    reason: Reason


@dataclass(frozen=True, slots=True)
class DrawSample:
    """Draw cases at random from those without a flag, to be looked at by hand."""

    size: Annotated[int, Ask("Number of cases", given=True, option="n")]
    seed: Annotated[int | None, Ask("Seed", hint="The same seed draws the same.")] = None


@dataclass(frozen=True, slots=True)
class RecordSampleCase:
    """What a person found in a sampled case: rules that should have been raised, or none."""

    reference: Annotated[str, Ask("Case", Content.OPEN, given=True, option="ref")]
    reason: Reason
    missed: Annotated[str, Ask("Flags missed", Content.OPEN, hint="RULE[,RULE]")] = ""

    @property
    def rules(self) -> tuple[str, ...]:
        return tuple(part for part in self.missed.split(",") if part.strip())


_RULE_BY_TWO = Second(
    "Threshold of a rule, or a rule off",
    _IF_WANTED,
    OFFICE,
    "its mover",
    setting=RULES_BY_TWO,
    motion=RULE,
)
SET_THRESHOLD: Deed[SetThreshold, None] = Deed(
    SetThreshold,
    name="rule.set",
    subject=SUBJECT,
    title="Set a threshold",
    done="Changed.",
    told="Rule of the office changed",
    command="rules set",
    roles=OFFICE,
    topics=("settings",),
    second=(_RULE_BY_TWO,),
)
SWITCH_RULE: Deed[SwitchRule, None] = Deed(
    SwitchRule,
    name="rule.switched",
    subject=SUBJECT,
    title="Switch a rule on or off",
    done="Changed.",
    told="Rule of the office changed",
    command="rules {switch}",
    roles=OFFICE,
    topics=("settings",),
    second=(_RULE_BY_TWO,),
)
SET_PRACTICE: Deed[SetPractice, None] = Deed(
    SetPractice,
    name="set_practice",
    subject=SUBJECT,
    title="Set the practice on an embargo",
    done="The practice is set.",
    told="Practice on an embargo set",
    command="embargo practice",
    roles=OFFICE,
    topics=("settings",),
    second=(
        Second(
            "Practice of the state on an embargo",
            _IF_WANTED,
            OFFICE,
            "its mover",
            setting=PRACTICE_BY_TWO,
        ),
    ),
)
DRAW_SAMPLE: Deed[DrawSample, None] = Deed(
    DrawSample,
    name="calibration.drawn",
    subject=SUBJECT,
    title="Draw a sample",
    done="The sample is drawn.",
    told="Sample drawn",
    command="rules sample",
    roles=WORKERS,
    topics=("rules",),
)
RECORD_SAMPLED: Deed[RecordSampleCase, None] = Deed(
    RecordSampleCase,
    name="calibration.recorded",
    subject=SUBJECT,
    title="Record a sampled case",
    done="It is recorded.",
    told="Sampled case looked at",
    command="rules record",
    roles=WORKERS,
    topics=("rules",),
)
DEEDS = (SET_PRACTICE, SET_THRESHOLD, SWITCH_RULE, DRAW_SAMPLE, RECORD_SAMPLED)
EVENTS: Mapping[str, str] = {}
