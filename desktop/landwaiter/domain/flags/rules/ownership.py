"""Who owns or controls a party, as the enrichment `ownership` and statements on entities say it.

`ownership` is a stake or a list of stakes `{owner, owned, percent?, control?, since?, until?}`;
the newest statement on the same owner and the same firm counts. How shares carry over several
steps and whether those of several owners add up is said by the pack `ownership_rules`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from landwaiter.domain.cases.case import CaseParty
from landwaiter.domain.entities.ownership.changes import HoldingChange, changes_after, months_after
from landwaiter.domain.entities.ownership.graph import Control
from landwaiter.domain.entities.ownership.judging import Claim, FirmStanding, FirmVerdict, standings
from landwaiter.domain.entities.ownership.paths import Path, PathStep, paths_to
from landwaiter.domain.entities.ownership.rules import (
    EU_RULE,
    PACK,
    STEPS,
    OwnershipRule,
    rules_on,
    word_of,
)
from landwaiter.domain.entities.ownership.shares import WHOLE, share_of
from landwaiter.domain.entities.ownership.stated import ASSESSED, HolderMark, first_day
from landwaiter.domain.flags.evidence import at, of_enrichment, of_hit, of_party
from landwaiter.domain.flags.finding import Finding, any_of, judge, unknown
from landwaiter.domain.flags.hit_claims import claim_of, claim_of_mark, role_name
from landwaiter.domain.flags.holders import Net, entries, net_of, path_evidence, path_text
from landwaiter.domain.flags.inputs import means
from landwaiter.domain.flags.rule import Rule, number, stated
from landwaiter.domain.flags.rules.party import EU_AND_UN, equals, is_on, no_hit
from landwaiter.domain.flags.view import View, as_date
from landwaiter.domain.law.word_lists import same_name
from landwaiter.domain.lists.listing import Hit
from landwaiter.i18n import _, joined, plural


def hits_of(view: View, name: str) -> tuple[tuple[CaseParty, Hit], ...]:
    """Hits of every party with this name, shareholders too, that nobody judged different."""
    named = {p.role for p in view.case.parties if same_name(p.name, name)}
    return tuple((p, hit) for p, hit in view.hits(*named) if same_name(p.name, name))


def owned_by_listed(view: View, rule: Rule) -> Finding:
    """RF-P18: by the office's operator; `control_tests` names the tests that count."""
    net = net_of(view)
    if not net.known.stated:
        return unknown("ownership")
    read = european(view, rule)
    return any_of(
        [
            *(
                _by_standing(net, rule, party, standing)
                for party in view.parties()
                for standing in standings(
                    net.graph, net.firms[party.id], (read,), net.known.marks, means
                )
                if standing.marks
            ),
            no_hit(view, EU_AND_UN),
        ]
    )


def european(view: View, rule: Rule) -> OwnershipRule:
    """The European rule of the pack in force, else what the flag's thresholds alone say of it."""
    office = word_of(rule.thresholds)
    found = rules_on(view.packs.get(PACK), view.day, office)
    return next((one for one in found if one.id == EU_RULE), None) or OwnershipRule(
        id=EU_RULE,
        name=rule.name,
        percent=_least(rule),
        operator=office.operator,
        aggregate=None,
        carries=STEPS,
        tests=office.tests,
        lists=EU_AND_UN,
        state="in_force",
        basis=rule.basis,
        source="",
        trust="",
        edition="",
    )


def _by_standing(net: Net, rule: Rule, party: CaseParty, standing: FirmStanding) -> Finding:
    """What the rule makes of one party, by one claim; a likeness nobody judged is not known."""
    marks = tuple({mark.holder: mark for mark in reversed(standing.marks)}.values())
    paths = standing.counting
    return judge(
        {
            _open_setting(standing): _owned_or_controlled(standing),
            "hits.judgement": True if standing.claim is Claim.BY_PATH else None,
        },
        _(
            "The {role} {name} is owned or controlled by {owners}: {path}; operator of the office: "
            "{operator}. {claims}"
        ).format(
            role=role_name(party),
            name=party.name,
            owners=", ".join(dict.fromkeys(net.graph.name(mark.holder) for mark in marks)),
            path=joined("; ", (path_text(net, path) for path in paths)),
            operator=rule.thresholds.get("ownership_operator") or _("not set"),
            claims=joined(" ", dict.fromkeys(net.claim_of(mark) for mark in marks)),
        ),
        evidence=(
            of_party(party),
            *(place for path in paths for place in path_evidence(net, path)),
            *(place for mark in marks for place in net.evidence_of(mark)),
        ),
    )


def _owned_or_controlled(standing: FirmStanding) -> bool | None:
    if standing.is_owned or standing.is_controlled:
        return True
    is_open = standing.verdict in (FirmVerdict.SETTING_OPEN, FirmVerdict.SHARE_OPEN)
    return None if is_open or standing.is_controlled is None else False


def _open_setting(standing: FirmStanding) -> str:
    """What an undecided chain waits for."""
    if standing.waits_for:
        return standing.waits_for[0]
    if standing.is_controlled is None and standing.rule.tests is None:
        return "setting:control_tests"
    return "ownership"


def _least(rule: Rule) -> Fraction:
    """The threshold as a part of the whole."""
    share = share_of(str(number(rule.thresholds, "ownership_percent")))
    return share.least if share else WHOLE


@dataclass(frozen=True, slots=True)
class GroupPath:
    """A chain from a party up to an assessed group."""

    party: CaseParty
    mark: HolderMark
    path: str
    evidence: tuple[str, ...]
    holds: bool | None


def group_path(
    view: View, rule: Rule, is_group: Callable[[HolderMark], bool]
) -> Iterator[GroupPath]:
    """Chains to an assessed group, each step at least `ownership_percent`, with whether it holds.

    A likeness that nobody judged the same leaves the chain unknown.
    """
    least = _least(rule)
    net = net_of(view)
    groups = {mark.holder: mark for mark in net.known.marks if is_group(mark)}
    if not groups:
        return
    for party in view.parties():
        for path in paths_to(net.graph, net.firms[party.id], groups).paths:
            mark = groups[path[-1].owner]
            step = _each_at_least(path, least)
            is_settled = mark.claim == ASSESSED and all(one.is_certain for one in path)
            yield GroupPath(
                party,
                mark,
                path_text(net, path),
                (of_party(party), *path_evidence(net, path), *net.evidence_of(mark)),
                False if step is False else True if step and is_settled else None,
            )


def _each_at_least(path: Path, least: Fraction) -> bool | None:
    answers = {_at_least(step, least) for step in path}
    if False in answers:
        return False
    return None if None in answers else True


def _at_least(step: PathStep, least: Fraction) -> bool | None:
    if isinstance(step, Control):
        return None
    if step.share.least >= least:
        return True
    return False if step.share.most < least else None


def changed_after_listing(view: View, rule: Rule) -> Finding:
    """RF-P15: `ownership.changes` {firm, person, date, role?, to?, listed?} after a listing.

    The day of the listing is the list's own, else the one stated with the change.
    """
    changes = [one for row in view.enriched("ownership.changes") for one in entries(row.value)]
    known = view.facts.ownership
    if not changes and known is None:
        return unknown("ownership.changes")
    months = int(stated(rule.thresholds, "months"))
    seen = changes_after(known, months) if known else ()
    return any_of(
        [
            *(_change(view, one, months) for one in changes),
            *(_seen(view, one, months) for one in seen if _is_of_eu(one.mark)),
            no_hit(view, ("eu_fsf",)),
        ]
    )


def _is_of_eu(mark: HolderMark) -> bool:
    return means("eu_fsf", mark.list_id, mark.list_kind)


def _seen(view: View, change: HoldingChange, months: int) -> Finding:
    """What statements on entities themselves say changed, above the parties of the case."""
    known = view.facts.ownership
    names = {one.id: one.name for one in known.holders} if known else {}
    row, mark = change.row, change.mark
    day = change.day
    is_past = (first_day(day) or view.day) <= view.day
    return judge(
        {
            "ownership.changes": is_past,
            "hits.judgement": True if change.is_sure else None,
        },
        plural(
            months,
            (
                "On {day} a stake or seat of {person} in {firm} changed hands, within {n} month "
                "after the entry {listed} was made on {list} on {listing_day}. {claim}"
            ),
            (
                "On {day} a stake or seat of {person} in {firm} changed hands, within {n} months "
                "after the entry {listed} was made on {list} on {listing_day}. {claim}"
            ),
            claim=claim_of_mark(names.get(row.owner, row.owner), mark),
            day=day,
            person=names.get(row.owner, row.owner),
            firm=names.get(row.owned, row.owned),
            listed=mark.told_name,
            list=mark.told_list,
            listing_day=mark.listed_on,
        ),
        evidence=(
            at(f"{row.origin}/{row.id}", f"{names.get(row.owner, row.owner)}, {day}"),
            at(mark.place, mark.told_name),
        ),
    )


def _change(view: View, change: Mapping[str, Any], months: int) -> Finding:
    person, changed = str(change.get("person")), as_date(change.get("date"))
    found = [(p, hit) for p, hit in hits_of(view, person) if is_on(("eu_fsf",), hit)]
    return any_of(
        (_change_after(change, changed, months, party, hit) for party, hit in found),
    )


def _is_listed(hit: Hit) -> bool | None:
    """The owner is the listed person; an unjudged likeness is not known."""
    return True if equals(hit) else None


def _change_after(
    change: Mapping[str, Any], changed: date | None, months: int, party: CaseParty, hit: Hit
) -> Finding:
    listed = as_date(hit.listing.listed_on) or as_date(change.get("listed"))
    soon = None
    if changed and listed:
        soon = listed <= changed <= months_after(listed, months)
    return judge(
        {"ownership.changes": soon, "hits.judgement": _is_listed(hit)},
        plural(
            months,
            (
                "On {day} a stake or seat of {person} in {firm} changed hands, within {n} month "
                "after the entry {listed} was made on {list} on {listing_day}. {claim}"
            ),
            (
                "On {day} a stake or seat of {person} in {firm} changed hands, within {n} months "
                "after the entry {listed} was made on {list} on {listing_day}. {claim}"
            ),
            claim=claim_of(party, hit),
            day=changed,
            person=party.name,
            firm=change.get("firm") or _("a firm not named"),
            listed=hit.told_listing,
            list=hit.told_list,
            listing_day=listed,
        ),
        evidence=(
            of_enrichment("ownership.changes", f"{party.name}, {changed}"),
            *of_hit(party, hit),
        ),
    )
