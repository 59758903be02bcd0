"""Every rule of the pack on one case: what each comes to by itself, and which gives way."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from landwaiter.domain.cases.case import Evaluation, FlagResult, Severity
from landwaiter.domain.flags.finding import ORDER
from landwaiter.domain.flags.inputs_of_rules import Facts
from landwaiter.domain.flags.result import result_of
from landwaiter.domain.flags.rule import Rule, rules_by_id, rules_of
from landwaiter.domain.flags.rules.embargoed import PACKS as ANNEX_PACKS
from landwaiter.domain.flags.view import View
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import derived
from landwaiter.errors import NotFound
from landwaiter.i18n import _

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
    results = settled(View(facts), rules_in_force(facts))
    return tuple(results[rule.id] for rule in derived(rules_of, rules_in_force(facts)))


def rules_in_force(facts: Facts) -> Pack:
    """The pack `flag_rules`; NotFound without it."""
    pack = facts.packs.get("flag_rules")
    if pack is None:
        raise NotFound(
            _("No flag rules are in force on {day}.").format(day=facts.day),
            field="pack",
            value="flag_rules",
            remedy=_("Import a flag_rules pack that is valid on this day."),
        )
    return pack


def _every_rule(_view: View, _rule: Rule) -> bool:
    return True


def settled(
    view: View, pack: Pack, is_asked: Callable[[View, Rule], bool] = _every_rule
) -> Results:
    """What the rules that are asked come to beside each other.

    Only what is raised changes what another comes to: a rule that cannot be raised need not be
    asked where no other result is wanted than the raised ones.
    """
    rules = derived(rules_of, pack)
    results = {
        rule.id: result_of(view, rule)
        for rule in rules
        if rule.id not in GIVES_WAY and is_asked(view, rule)
    }
    known = derived(rules_by_id, pack)
    for rule_id in GIVES_WAY:
        if rule_id in known and is_asked(view, known[rule_id]):
            results[rule_id] = _giving_way(view, known[rule_id], results)
    _displace(results)
    for rule_id in NEEDS_COMPANY:
        if rule_id in known:
            _leave_alone(view, known[rule_id], results)
    return results


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
        return result_of(view, rule)
    finally:
        view.given_way = frozenset()


def _items_raised(view: View, result: FlagResult | None) -> Iterator[int]:
    """Items that the evidence of a raised flag names."""
    if result is None or not is_raised(result):
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


def _displace(results: Results) -> None:
    for rule_id, silenced in TAKES_THE_PLACE_OF.items():
        if is_raised(results.get(rule_id)):
            for other in silenced:
                _silence(results, other, _("{rule} takes its place.").format(rule=rule_id))


def _leave_alone(view: View, rule: Rule, results: Results) -> None:
    """A tag is raised on the goods that another flag concerns, and on no others."""
    if not is_raised(results.get(rule.id)):
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
    if concerned and is_raised(together):
        results[rule.id] = together
        return
    text = _("A tag only: no other flag of {severity} or higher is raised on these goods.")
    _silence(results, rule.id, text.format(severity=least.value))


def _is_company(result: FlagResult, least: Severity) -> bool:
    is_grave = ORDER.index(result.severity) >= ORDER.index(least)
    return is_raised(result) and is_grave and result.rule not in NO_COMPANY


def _silence(results: Results, rule_id: str, why: str) -> None:
    result = results.get(rule_id)
    if result and is_raised(result):
        results[rule_id] = replace(
            result, evaluation=Evaluation.NOT_RAISED, explanation=why, evidence=()
        )


def is_raised(result: FlagResult | None) -> bool:
    """Whether there is a result and it is raised."""
    return result is not None and result.evaluation is Evaluation.RAISED
