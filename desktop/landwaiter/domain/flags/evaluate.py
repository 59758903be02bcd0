"""Every rule of the pack on one case: not applicable, raised, not raised, or not evaluated.

In this order: off, not applicable by a known fact, decided by the rule's predicate, else not
evaluated with what is missing.
"""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import replace
from functools import cache
from typing import Final, NamedTuple

from landwaiter.domain.cases.case import Evaluation, FlagResult, Severity, Waits
from landwaiter.domain.flags.absence.absence import AbsenceFact
from landwaiter.domain.flags.applicable import not_applicable
from landwaiter.domain.flags.finding import ORDER, Finding, unknown
from landwaiter.domain.flags.inputs import known_of, list_ids, missing_inputs
from landwaiter.domain.flags.inputs_of_rules import Facts
from landwaiter.domain.flags.registry import RULES
from landwaiter.domain.flags.rule import (
    ANY,
    EVERY,
    MissingThresholdError,
    Rule,
    rules_by_id,
    rules_of,
)
from landwaiter.domain.flags.rules.embargoed import PACKS as ANNEX_PACKS
from landwaiter.domain.flags.view import View
from landwaiter.domain.flags.waiting import waits_for
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import Memory, derived
from landwaiter.domain.lists.listing import ListEdition
from landwaiter.errors import NotFound
from landwaiter.i18n import Catalogue, _, joined, spoken

TAKES_THE_PLACE_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "RF-R02": ("RF-R01", "RF-G01"),
    "RF-R01": ("RF-G01",),
}
"""One fact, one flag: the raised rule on the left silences those on the right."""

GIVES_WAY: Final[Mapping[str, tuple[str, ...]]] = {
    "RF-G14": ("RF-G13", "RF-G08", "RF-G02", "RF-P02", "RF-R10"),
    "RF-G03": ("RF-G14",),
}
"""The rule on the left leaves those items alone for which one on the right is raised; judged after
all others, in this order."""
OF_AN_ANNEX: Final = "RF-R10"
"""Others give way to it only where a goods annex names the goods."""

NEEDS_COMPANY: Final[Mapping[str, Severity]] = {"RF-G01": Severity.MEDIUM}
"""A tag that is a flag only beside another flag of at least this severity on the same goods."""
NO_COMPANY: Final = frozenset(
    {"RF-G06", "RF-G07", "RF-D03", "RF-D04", "RF-V02", "RF-V03", "RF-W03", "RF-W04"}
)
"""Flags of how a declaration was filled in: beside them a tag stays a tag."""

Results = dict[str, FlagResult]


def evaluate(facts: Facts) -> tuple[FlagResult, ...]:
    """One result per rule of the pack `flag_rules`, in its order; NotFound without the pack."""
    pack = facts.packs.get("flag_rules")
    if pack is None:
        raise NotFound(
            _("No flag rules are in force on {day}.").format(day=facts.day),
            field="pack",
            value="flag_rules",
            remedy=_("Import a flag_rules pack that is valid on this day."),
        )
    view = View(facts)
    rules = derived(rules_of, pack)
    results = {rule.id: _result(view, rule) for rule in rules if rule.id not in GIVES_WAY}
    known = derived(rules_by_id, pack)
    for rule_id in GIVES_WAY:
        if rule_id in known:
            results[rule_id] = _giving_way(view, known[rule_id], results)
    _displace(results)
    for rule_id in NEEDS_COMPANY:
        if rule_id in known:
            _leave_alone(view, known[rule_id], results)
    return tuple(results[rule.id] for rule in rules)


def _giving_way(view: View, rule: Rule, results: Results) -> FlagResult:
    """The rule on the items that no rule it gives way to has raised."""
    taken = {
        no: other for other in GIVES_WAY[rule.id] for no in _items_raised(view, results.get(other))
    }
    result = _result_without(view, rule, frozenset(taken))
    is_settled = result.evaluation in (Evaluation.RAISED, Evaluation.NOT_APPLICABLE)
    if not taken or is_settled or any(line.no not in taken for line in view.goods):
        return result
    why = _("{rule} takes its place.").format(rule=", ".join(dict.fromkeys(taken.values())))
    return replace(
        result,
        evaluation=Evaluation.NOT_RAISED,
        explanation=why,
        missing=(),
        not_met=(),
        waits_for=None,
    )


def _result_without(view: View, rule: Rule, items: frozenset[int]) -> FlagResult:
    view.given_way = items
    try:
        return _result(view, rule)
    finally:
        view.given_way = frozenset()


def _items_raised(view: View, result: FlagResult | None) -> Iterator[int]:
    """Items that the evidence of a raised flag names."""
    if result is None or not _is_raised(result):
        return
    if result.rule == OF_AN_ANNEX and not _names_an_annex(result):
        return
    yield from _items_named(view, result)


def _items_named(view: View, result: FlagResult) -> Iterator[int]:
    for line in view.goods:
        places = (f"items/{line.no}/", f"classifications/{line.no}/")
        if any(one.startswith(places) for one in result.evidence):
            yield line.no


def _names_an_annex(result: FlagResult) -> bool:
    annexes = tuple(f"packs/{name}@" for name in ANNEX_PACKS)
    return any(one.startswith(annexes) for one in result.evidence)


def _result(view: View, rule: Rule) -> FlagResult:
    switched_off = _switched_off(view, rule)
    if switched_off:
        return _not_evaluated(view, rule, _Open((switched_off,)))
    tuned = _tuned(view, rule)
    absent = not_applicable(view, tuned)
    if absent is not None:
        return _absent(view, tuned, absent)
    finding = _finding(view, tuned)
    return _OUTCOMES[finding.holds](view, tuned, finding)


def _switched_off(view: View, rule: Rule) -> str | None:
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
    result = memory.get(key)
    if result is None:
        missing = _missing(rule, frozenset(known), finding.missing)
        not_met = _not_met(rule, frozenset(known), missing)
        who = waits_for(missing, rule.alternatives, is_audit=is_audit)
        result = _not_evaluated(view, rule, _Open(missing, not_met, who))
        memory.put(key, result)
    return result


def _memory(_rules: Pack) -> Memory[FlagResult]:
    """By rule, what its predicate waits for, what is known, kind of case, editions and language."""
    return Memory()


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


def _displace(results: Results) -> None:
    for rule_id, silenced in TAKES_THE_PLACE_OF.items():
        if _is_raised(results.get(rule_id)):
            for other in silenced:
                _silence(results, other, _("{rule} takes its place.").format(rule=rule_id))


def _leave_alone(view: View, rule: Rule, results: Results) -> None:
    """A tag is raised on the goods that another flag concerns, and on no others."""
    if not _is_raised(results.get(rule.id)):
        return
    least = NEEDS_COMPANY[rule.id]
    concerned = {
        no
        for one in results.values()
        if one.rule != rule.id and _is_company(one, least)
        for no in (tuple(_items_named(view, one)) or (line.no for line in view.goods))
    }
    others = frozenset(line.no for line in view.goods) - concerned
    together = _result_without(view, rule, others) if others and concerned else results[rule.id]
    if concerned and _is_raised(together):
        results[rule.id] = together
        return
    text = _("A tag only: no other flag of {severity} or higher is raised on these goods.")
    _silence(results, rule.id, text.format(severity=least.value))


def _is_company(result: FlagResult, least: Severity) -> bool:
    is_grave = ORDER.index(result.severity) >= ORDER.index(least)
    return _is_raised(result) and is_grave and result.rule not in NO_COMPANY


def _silence(results: Results, rule_id: str, why: str) -> None:
    result = results.get(rule_id)
    if result and _is_raised(result):
        results[rule_id] = replace(
            result, evaluation=Evaluation.NOT_RAISED, explanation=why, evidence=()
        )


def _is_raised(result: FlagResult | None) -> bool:
    return result is not None and result.evaluation is Evaluation.RAISED
