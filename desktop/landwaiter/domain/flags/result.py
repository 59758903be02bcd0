"""What a rule comes to on a case, in words: not applicable, raised, not raised, or not evaluated.

In this order: off, not applicable by a known fact, decided by the rule's predicate, else not
evaluated with what is missing.
"""

from collections.abc import Callable, Mapping, Set
from dataclasses import replace
from functools import cache
from typing import Final, NamedTuple

from landwaiter.domain.base.memory import Memory
from landwaiter.domain.cases.case import Evaluation, FlagResult, Waits
from landwaiter.domain.flags.absence.absence import AbsenceFact
from landwaiter.domain.flags.applicable import not_applicable
from landwaiter.domain.flags.finding import Finding, unknown
from landwaiter.domain.flags.inputs import known_of, list_ids, missing_inputs
from landwaiter.domain.flags.registry import RULES
from landwaiter.domain.flags.rule import ANY, EVERY, MissingThresholdError, Rule
from landwaiter.domain.flags.view import View
from landwaiter.domain.flags.waiting import waits_for
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import derived
from landwaiter.domain.lists.listing import ListEdition
from landwaiter.i18n import Catalogue, _, joined, spoken

_MOST_KEPT: Final = 1 << 12
"""Results kept of rules that wait for something."""


def result_of(view: View, rule: Rule) -> FlagResult:
    """The rule by itself, whatever others are raised beside it."""
    why_off = switched_off(view, rule)
    if why_off:
        return _not_evaluated(view, rule, _Open((why_off,)))
    tuned = _tuned(view, rule)
    absent = not_applicable(view, tuned)
    if absent is not None:
        return _absent(view, tuned, absent)
    finding = _finding(view, tuned)
    return _OUTCOMES[finding.holds](view, tuned, finding)


def switched_off(view: View, rule: Rule) -> str | None:
    """Why the rule is off: by default, or by the office; None when it is on."""
    settings = view.facts.settings
    setting = settings.get(f"{rule.id}.on") if settings else None
    if not setting:
        return None if rule.on else _("off by default in this office")
    return None if setting == "true" else _("switched off in this office")


def _tuned(view: View, rule: Rule) -> Rule:
    """The rule with the office's own thresholds in the place of the pack's."""
    if not rule.thresholds or not view.facts.settings:
        return rule
    own = {name: view.setting(f"{rule.id}.{name}") for name in rule.thresholds}
    if not any(own.values()):
        return rule
    thresholds = {name: own[name] or value for name, value in rule.thresholds.items()}
    return replace(rule, thresholds=thresholds)


def _finding(view: View, rule: Rule) -> Finding:
    decider = RULES.get(rule.id)
    try:
        return decider.predicate(view, rule) if decider else unknown()
    except MissingThresholdError as error:
        return unknown(f"threshold:{error.name}")


def _absent(view: View, rule: Rule, fact: AbsenceFact) -> FlagResult:
    return FlagResult(
        rule=rule.id,
        evaluation=Evaluation.NOT_APPLICABLE,
        severity=rule.severity,
        explanation=fact.text,
        basis=rule.basis,
        evidence=fact.evidence,
        editions=_editions(view, rule),
    )


def _raised(view: View, rule: Rule, finding: Finding) -> FlagResult:
    return FlagResult(
        rule=rule.id,
        evaluation=Evaluation.RAISED,
        severity=finding.severity or rule.severity,
        explanation=finding.text,
        basis=rule.basis,
        evidence=finding.evidence,
        editions=_editions(view, rule),
    )


def _not_raised(view: View, rule: Rule, finding: Finding) -> FlagResult:
    return FlagResult(
        rule=rule.id,
        evaluation=Evaluation.NOT_RAISED,
        severity=rule.severity,
        explanation=_decided(finding),
        basis=rule.basis,
        editions=_editions(view, rule),
    )


def _decided(finding: Finding) -> str:
    """What decides that a rule does not hold, and what it was not held against."""
    if not finding.against:
        return _("Nothing on file meets the rule.")
    text = (
        _("Decided by: {inputs}; not looked at: {open}.")
        if finding.missing
        else _("Decided by: {inputs}.")
    )
    return text.format(inputs=joined(", ", finding.against), open=joined(", ", finding.missing))


class _Open(NamedTuple):
    """What keeps a rule from being decided."""

    missing: tuple[str, ...]
    not_met: tuple[str, ...] = ()
    """What is known of facts that each could raise the rule, where others of them are missing."""
    waits_for: Waits | None = None


def _waiting(view: View, rule: Rule, finding: Finding) -> FlagResult:
    known = known_of(_asked(rule.id, rule.inputs, finding.missing), view)
    is_audit = view.case.kind is CaseKind.AUDIT
    # Half of the rules wait on most cases, and few cases differ in what a rule waits for.
    key = (rule.id, finding.missing, known, is_audit, _editions(view, rule), spoken())
    memory = derived(_memory, view.packs["flag_rules"])
    result = memory[key]
    if result is None:
        missing = _missing(rule, frozenset(known), finding.missing)
        not_met = _not_met(rule, frozenset(known), missing)
        who = waits_for(missing, rule.alternatives, is_audit=is_audit)
        result = _not_evaluated(view, rule, _Open(missing, not_met, who))
        memory.put(key, result)
    return result


def _memory(_rules: Pack) -> Memory[tuple[object, ...], FlagResult]:
    """By rule, what its predicate waits for, what is known, kind of case, editions and language."""
    return Memory(_MOST_KEPT)


@cache
def _asked(rule_id: str, inputs: tuple[str, ...], missing: tuple[str, ...]) -> tuple[str, ...]:
    """All names of which being known decides what a rule is said to wait for."""
    packs = (f"pack:{name}" for name in _reads(rule_id))
    parts = (part for name in _parted(missing) for part in name.split(ANY))
    return tuple(dict.fromkeys((*inputs, *packs, *parts)))


def _parted(missing: tuple[str, ...]) -> list[str]:
    """Inputs that a predicate waits for, alternatives one by one."""
    return [name for names in missing for name in names.split(EVERY)]


def _reads(rule_id: str) -> tuple[str, ...]:
    return RULES[rule_id].reads if rule_id in RULES else ()


def _missing(rule: Rule, known: Set[str], awaited: tuple[str, ...]) -> tuple[str, ...]:
    """Inputs of the rule that are not known, packs it reads, and what its predicate waits for."""
    still_open = _parted(awaited)
    packs = (f"pack:{name}" for name in _reads(rule.id))
    needed = [*missing_inputs(rule, known, still_open), *(one for one in packs if one not in known)]
    if needed and not set(still_open).difference(needed):
        return tuple(dict.fromkeys(needed))
    covered = {name for need in needed for name in need.split(ANY)}
    also = [name for name in still_open if not set(name.split(ANY)) <= covered]
    unknown_too = [name for name in also if known.isdisjoint(name.split(ANY))]
    groups = (names.split(EVERY) for names in awaited)
    alternatives = [name for group in groups if len(group) > 1 for name in group]
    missing = [*needed, *alternatives, *unknown_too] or also or [_("this version cannot judge it")]
    return tuple(dict.fromkeys(missing))


def _not_met(rule: Rule, known: Set[str], missing: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        name
        for need in rule.alternatives
        if not set(need.names).isdisjoint(missing)
        for name in need.names
        if name not in missing and name in known
    )


def _not_evaluated(view: View, rule: Rule, found: _Open) -> FlagResult:
    return FlagResult(
        rule=rule.id,
        evaluation=Evaluation.NOT_EVALUATED,
        severity=rule.severity,
        explanation=_lacking(spoken(), found.missing, found.not_met),
        basis=rule.basis,
        missing=found.missing,
        not_met=found.not_met,
        waits_for=found.waits_for,
        editions=_editions(view, rule),
    )


@cache
def _lacking(_words: Catalogue, missing: tuple[str, ...], not_met: tuple[str, ...]) -> str:
    """By what is spoken as well: a sentence is kept in the language it was said in."""
    text = (
        _("Not evaluated; not met by {known}; open: {missing}.")
        if not_met
        else _("Not evaluated; missing: {missing}.")
    )
    return text.format(known=joined(", ", not_met), missing=joined(", ", missing))


_OUTCOMES: Final[Mapping[bool | None, Callable[[View, Rule, Finding], FlagResult]]] = {
    True: _raised,
    False: _not_raised,
    None: _waiting,
}


def _editions(view: View, rule: Rule) -> tuple[str, ...]:
    """`id@edition` of every loaded pack and list that the rule may have read."""
    told, lists = view.editions, view.facts.lists
    found = [told[name] for name in _read_by(rule.id, rule.packs) if name in told]
    if not lists:
        return tuple(found)
    found += [
        told_edition(lists[list_id]) for name in rule.lists for list_id in list_ids(view, name)
    ]
    return tuple(dict.fromkeys(found))


def told_edition(edition: ListEdition) -> str:
    """`id@edition`; of a confidential list its hash alone, as the text goes out with reports."""
    if edition.confidential:
        return f"confidential@{edition.sha256[:12]}"
    return f"{edition.list_id}@{edition.edition}"


@cache
def _read_by(rule_id: str, packs: tuple[str, ...]) -> tuple[str, ...]:
    """Packs that a rule may read, each once."""
    return tuple(dict.fromkeys(("flag_rules", *packs, *_reads(rule_id))))
