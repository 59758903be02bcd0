"""Who owns or controls a party, step by step, as the enrichment `ownership` states it.

`ownership` is a stake or a list of stakes `{owner, owned, percent?, control?, since?, until?}`;
the newest statement on the same owner and the same firm counts. A path holds where each of its
steps does: shares of different steps are not multiplied, and stakes are not added together.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from landwaiter.domain.case import CaseParty
from landwaiter.domain.flags.evidence import of_enrichment, of_hit, of_party
from landwaiter.domain.flags.finding import Finding, any_of, judge, unknown
from landwaiter.domain.flags.party import EU_AND_UN, equals, is_on, no_hit, role_name
from landwaiter.domain.flags.rule import Rule, number, stated
from landwaiter.domain.flags.view import View, as_date, judged
from landwaiter.domain.listing import Hit, JudgementValue
from landwaiter.domain.words import folded, same_name
from landwaiter.i18n import _

OPERATORS: Final[Mapping[str, Callable[[Decimal, Decimal], bool]]] = {
    ">": lambda percent, least: percent > least,
    ">=": lambda percent, least: percent >= least,
}


@dataclass(frozen=True, slots=True)
class Stake:
    """One owner's stake in one firm."""

    owner: str
    owned: str
    percent: Decimal | None
    control: str
    """The test of control that is met, in the words of the office's setting; empty: none."""

    @property
    def told(self) -> str:
        share = f"{self.percent} %" if self.percent is not None else self.control or "?"
        return _("{owner} ({share})").format(owner=self.owner, share=share)


Path = tuple[Stake, ...]
"""From the party upwards: the last stake names the owner at the top."""
Test = Callable[[Stake], bool | None]


def stakes(view: View) -> tuple[Stake, ...]:
    """Stakes on the day of the case; the newest statement on owner and firm counts."""
    found: dict[tuple[str, str], Mapping[str, Any]] = {}
    for row in view.enriched("ownership"):
        for entry in entries(row.value):
            if entry.get("owner") and entry.get("owned"):
                found[folded(str(entry["owner"])), folded(str(entry["owned"]))] = entry
    return tuple(_stake(entry) for entry in found.values() if _on(entry, view.day))


def entries(value: Any) -> Iterable[Mapping[str, Any]]:
    """One mapping or a list of them."""
    if isinstance(value, Mapping):
        return (value,)
    return tuple(one for one in value or () if isinstance(one, Mapping))


def _on(entry: Mapping[str, Any], day: date) -> bool:
    since, until = as_date(entry.get("since")), as_date(entry.get("until"))
    return (since is None or since <= day) and (until is None or until >= day)


def _stake(entry: Mapping[str, Any]) -> Stake:
    return Stake(
        str(entry["owner"]),
        str(entry["owned"]),
        _percent(entry.get("percent")),
        str(entry.get("control") or ""),
    )


def _percent(value: Any) -> Decimal | None:
    try:
        return None if value is None else Decimal(str(value).strip().removesuffix("%").strip())
    except InvalidOperation:
        return None


def paths(found: tuple[Stake, ...], firm: str, below: Path = ()) -> Iterator[Path]:
    """Every chain of stakes upwards from a firm; a ring is walked once."""
    known = {folded(firm), *(folded(one.owned) for one in below)}
    for stake in found:
        if same_name(stake.owned, firm) and folded(stake.owner) not in known:
            path = (*below, stake)
            yield path
            yield from paths(found, stake.owner, path)


def holds(path: Path, test: Test) -> bool | None:
    """Whether each step holds; False beats not known."""
    answers = [test(stake) for stake in path]
    if False in answers:
        return False
    return None if None in answers else True


def path_text(party: CaseParty, path: Path) -> str:
    """The chain from the party upwards: Aurora ← Boreal (51 %) ← Ivan Petrov (100 %)."""
    return " ← ".join((party.name, *(stake.told for stake in path)))


def path_evidence(path: Path) -> tuple[str, ...]:
    return tuple(of_enrichment("ownership", f"{s.owned} ← {s.told}") for s in path)


def hits_of(view: View, name: str) -> tuple[tuple[CaseParty, Hit], ...]:
    """Hits of every party with this name, shareholders too, that nobody judged different."""
    named = {p.role for p in view.case.parties if same_name(p.name, name)}
    return tuple((p, hit) for p, hit in view.hits(*named) if same_name(p.name, name))


def owned_by_listed(view: View, rule: Rule) -> Finding:
    """RF-P18: by the office's operator; `control_tests` names the tests that count."""
    if not view.enriched("ownership"):
        return unknown("ownership")
    found, test = stakes(view), _by_office(rule)
    return any_of(
        [
            *(
                _path_to_listed(view, rule, party, path, test)
                for party in view.parties()
                for path in paths(found, party.name)
            ),
            no_hit(view, EU_AND_UN),
        ]
    )


def _by_office(rule: Rule) -> Test:
    """Owned by the office's operator, or controlled by a test that the office counts.

    A share that both operators read alike needs no setting.
    """
    least = number(rule.thresholds, "ownership_percent")
    operator = re.match(r"\s*(>=?)", rule.thresholds.get("ownership_operator", ""))
    counted = rule.thresholds.get("control_tests") or None

    def owned(stake: Stake) -> bool | None:
        if stake.percent is None:
            return None if not stake.control else False
        if operator:
            return OPERATORS[operator.group(1)](stake.percent, least)
        readings = {compare(stake.percent, least) for compare in OPERATORS.values()}
        return readings.pop() if len(readings) == 1 else None

    def controlled(stake: Stake) -> bool | None:
        if not stake.control:
            return False
        tests = None if counted is None else {folded(one) for one in counted.split("|")}
        return None if tests is None else folded(stake.control) in tests

    def test(stake: Stake) -> bool | None:
        answers = owned(stake), controlled(stake)
        if True in answers:
            return True
        return None if None in answers else False

    return test


def _path_to_listed(view: View, rule: Rule, party: CaseParty, path: Path, test: Test) -> Finding:
    waits_for = _open_setting(rule)
    return any_of(
        judge(
            {
                waits_for: holds(path, test),
                "hits.judgement": _is_listed(hit),
            },
            _(
                "The {role} {name} is owned or controlled by {listed}, who meets {list} (edition "
                "{edition}): {path}; operator of the office: {operator}."
            ).format(
                role=role_name(party),
                name=party.name,
                listed=hit.listing.name,
                list=hit.list_id,
                edition=hit.edition,
                path=path_text(party, path),
                operator=rule.thresholds.get("ownership_operator") or _("not set"),
            ),
            evidence=(of_party(party), *path_evidence(path), *of_hit(owner, hit)),
        )
        for owner, hit in hits_of(view, path[-1].owner)
        if is_on(EU_AND_UN, hit)
    )


def _open_setting(rule: Rule) -> str:
    """What an undecided path waits for; the operator, where it is not set, is missing anyway."""
    tests = rule.thresholds.get("control_tests")
    return "setting:ownership_operator" if tests else "setting:control_tests"


def _is_listed(hit: Hit) -> bool | None:
    """The owner is the listed person; an unjudged likeness is not known."""
    return True if equals(hit) else None


def group_path(
    view: View, rule: Rule, is_group: Callable[[Hit], bool]
) -> Iterator[tuple[CaseParty, Path, CaseParty, Hit, bool | None]]:
    """Chains to an assessed group, each step at least `ownership_percent`, with whether it holds.

    A hit that nobody judged the same leaves the chain unknown.
    """
    least = number(rule.thresholds, "ownership_percent")
    found = stakes(view)
    for party in view.parties():
        for path in paths(found, party.name):
            step = holds(path, lambda s: None if s.percent is None else s.percent >= least)
            for owner, hit in hits_of(view, path[-1].owner):
                if is_group(hit):
                    same = judged(hit) is JudgementValue.SAME
                    answer = False if step is False else True if step and same else None
                    yield party, path, owner, hit, answer


def changed_after_listing(view: View, rule: Rule) -> Finding:
    """RF-P15: `ownership.changes` {firm, person, date, role?, to?, listed?} after a listing.

    The day of the listing is the list's own, else the one stated with the change.
    """
    changes = [one for row in view.enriched("ownership.changes") for one in entries(row.value)]
    if not changes:
        return unknown("ownership.changes")
    months = int(stated(rule.thresholds, "months"))
    return any_of([*(_change(view, one, months) for one in changes), no_hit(view, ("eu_fsf",))])


def _change(view: View, change: Mapping[str, Any], months: int) -> Finding:
    person, changed = str(change.get("person")), as_date(change.get("date"))
    found = [(p, hit) for p, hit in hits_of(view, person) if is_on(("eu_fsf",), hit)]
    return any_of(
        (_change_after(change, changed, months, party, hit) for party, hit in found),
    )


def _change_after(
    change: Mapping[str, Any], changed: date | None, months: int, party: CaseParty, hit: Hit
) -> Finding:
    listed = as_date(hit.listing.listed_on) or as_date(change.get("listed"))
    soon = None
    if changed and listed:
        soon = listed <= changed <= months_after(listed, months)
    return judge(
        {"ownership.changes": soon, "hits.judgement": _is_listed(hit)},
        _(
            "On {day} a stake or seat of {person} in {firm} changed hands, within {months} "
            "months after the listing of {listed} on {list} on {listing_day}."
        ).format(
            day=changed,
            person=party.name,
            firm=change.get("firm") or _("a firm not named"),
            months=months,
            listed=hit.listing.name,
            list=hit.list_id,
            listing_day=listed,
        ),
        evidence=(
            of_enrichment("ownership.changes", f"{party.name}, {changed}"),
            *of_hit(party, hit),
        ),
    )


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in range(day.day, 0, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")
