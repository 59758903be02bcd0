"""Who is behind each party of a case, in sentences, by every rule of ownership of its day."""

from collections.abc import Mapping
from dataclasses import dataclass

from landwaiter.domain.entities.ownership.graph import Graph
from landwaiter.domain.entities.ownership.interests import (
    MOST_HOLDERS,
    Interest,
    Interests,
    interests,
)
from landwaiter.domain.entities.ownership.judging import FirmStanding, standings
from landwaiter.domain.entities.ownership.rules import PACK, OwnershipRule, rules_on, word_of
from landwaiter.domain.entities.ownership.shares import ceiling_text, floor_text
from landwaiter.domain.entities.ownership.words import (
    caution_texts,
    chain_text,
    control_text,
    mark_text,
    rule_text,
    state_text,
    verdict_text,
)
from landwaiter.domain.flags.holders import Net, net_of
from landwaiter.domain.flags.inputs import means
from landwaiter.domain.flags.view import View
from landwaiter.i18n import _, joined


@dataclass(frozen=True, slots=True)
class PartyHolder:
    """Somebody at the top of a party's chains, or on a list, with what is held in the end."""

    name: str
    least: str
    """Percent, cut after two decimals."""
    most: str
    lists: str
    """What lists and assessments say; empty: nothing."""


@dataclass(frozen=True, slots=True)
class RuleAnswer:
    """What one rule makes of a party, for one claim."""

    rule: str
    state: str
    reading: str
    claim: str
    """`by_path` or `unconfirmed_identity`."""
    verdict: str
    owners: tuple[str, ...]
    """Listed holders above the party that the rule is about; none: the claim is empty."""
    sentence: str
    control: str
    """One sentence; empty where no control other than by shares is stated."""
    chains: tuple[str, ...]
    """Sentences with sources and dates."""
    basis: str
    trust: str
    edition: str


@dataclass(frozen=True, slots=True)
class PartyOwners:
    """Who is behind one party."""

    party_id: str
    role: str
    name: str
    held_by: tuple[PartyHolder, ...]
    more: int
    """Holders left out."""
    unknown: str
    """Percent of the party that leads to nobody who is stated."""
    answers: tuple[RuleAnswer, ...]
    cautions: tuple[str, ...]


def party_owners(view: View, thresholds: Mapping[str, str]) -> tuple[PartyOwners, ...]:
    """Every party of which a holder is stated; `thresholds` are those of RF-P18."""
    net = net_of(view)
    if not net.known.stated:
        return ()
    rules = rules_on(view.packs.get(PACK), view.day, word_of(thresholds))
    found: dict[str, PartyOwners] = {}
    for party in view.parties():
        firm = net.firms[party.id]
        if firm not in found and len(net.graph.upstream(firm)) > 1:
            found[firm] = _owners(net, firm, (party.id, party.role.value, party.name), rules)
    return tuple(found.values())


def _owners(
    net: Net, firm: str, party: tuple[str, str, str], rules: tuple[OwnershipRule, ...]
) -> PartyOwners:
    held = interests(net.graph, firm, of=[mark.holder for mark in net.known.marks])
    party_id, role, name = party
    return PartyOwners(
        party_id=party_id,
        role=role,
        name=name,
        held_by=tuple(_held(net, one) for one in held.holders[:MOST_HOLDERS]),
        more=max(0, len(held.holders) - MOST_HOLDERS),
        unknown=ceiling_text(held.unknown),
        answers=tuple(
            _answer(net.graph, firm, one)
            for one in standings(net.graph, firm, rules, net.known.marks, means)
        ),
        cautions=_cautions(net.graph, firm, held),
    )


def _cautions(graph: Graph, firm: str, held: Interests) -> tuple[str, ...]:
    if graph.contradictions.keys() & set(graph.upstream(firm)) or held.rings or graph.beyond:
        return caution_texts(graph, held)
    return ()


def _held(net: Net, one: Interest) -> PartyHolder:
    marks = {m for m in net.known.marks if m.holder == one.holder}
    return PartyHolder(
        net.graph.name(one.holder),
        floor_text(one.least),
        ceiling_text(one.most),
        joined("; ", sorted(map(mark_text, marks))),
    )


def _answer(graph: Graph, firm: str, one: FirmStanding) -> RuleAnswer:
    return RuleAnswer(
        rule=one.rule.name,
        state=state_text(one.rule),
        reading=rule_text(one.rule),
        claim=one.claim.value,
        verdict=one.verdict.value,
        owners=tuple(dict.fromkeys(graph.name(mark.holder) for mark in one.marks)),
        sentence=verdict_text(graph, firm, one),
        control=control_text(graph, firm, one),
        chains=tuple(_("{chain}.").format(chain=chain_text(graph, path)) for path in one.counting),
        basis=one.rule.basis,
        trust=one.rule.trust,
        edition=one.rule.edition,
    )
