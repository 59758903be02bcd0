"""Who holds the parties of a case: stakes that its enrichment states, and what the casebook states
of the entities behind its parties, as one graph on the day of the case.

A name of the enrichment is the party of that name; where the party is linked to an entity, it is
that entity. A name that is only equal to the name of an entity further up joins them as a doubtful
identity, unless both state the same holder of the same firm.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from landwaiter.domain.cases.case import CaseParty
from landwaiter.domain.entities.ownership.graph import Graph, graph_on
from landwaiter.domain.entities.ownership.paths import Path
from landwaiter.domain.entities.ownership.stated import (
    ASSESSED,
    LISTED,
    UNCONFIRMED,
    Holder,
    HolderMark,
    HoldingStatement,
    OwnershipStatements,
)
from landwaiter.domain.entities.ownership.words import line_text
from landwaiter.domain.flags.evidence import at, of_hit
from landwaiter.domain.flags.hit_claims import claim_of, claim_of_mark, ground_of
from landwaiter.domain.flags.rules.party import equals
from landwaiter.domain.flags.view import View, as_date, judged
from landwaiter.domain.law.word_lists import folded
from landwaiter.domain.lists.listing import Hit, JudgementValue

ENRICHED: Final = "enrichment"
_ASSESSING: Final = "institutions"


@dataclass(frozen=True, slots=True)
class Net:
    """The graph of a case's parties, with what lists say of the holders in it."""

    known: OwnershipStatements
    graph: Graph
    firms: Mapping[str, str]
    """Identity of a party → its holder in the graph."""
    hits: Mapping[str, tuple[tuple[CaseParty, Hit], ...]]
    """Holder → hits of the parties that it is, which nobody judged different."""

    def evidence_of(self, mark: HolderMark) -> tuple[str, ...]:
        """The listing behind a mark: by the hit of the case, else by its list and edition."""
        for party, hit in self.hits.get(mark.holder, ()):
            if (hit.list_id, hit.listing.listing_id) == (mark.list_id, mark.listing_id):
                return of_hit(party, hit)
        return (at(mark.place, mark.told_name),)

    def claim_of(self, mark: HolderMark) -> str:
        """What may be said of the holder for a mark, as one sentence."""
        for party, hit in self.hits.get(mark.holder, ()):
            if (hit.list_id, hit.listing.listing_id) == (mark.list_id, mark.listing_id):
                return claim_of(party, hit)
        return claim_of_mark(self.graph.name(mark.holder), mark)


def net_of(view: View) -> Net:
    """Everything that is stated of who holds the parties, as it stood on the day of the case."""
    stated = view.facts.ownership or OwnershipStatements()
    names = _Names(view, stated)
    rows = tuple(names.rows())
    hits = names.hits()
    known = OwnershipStatements(
        holders=(*stated.holders, *names.added()),
        stated=(*stated.stated, *rows),
        marks=(*stated.marks, *_marks(hits)),
        beyond=stated.beyond,
    )
    firms = {party.id: names.node_of(party) for party in view.case.parties}
    return Net(known, graph_on(known, view.day), firms, hits)


def entries(value: Any) -> tuple[Mapping[str, Any], ...]:
    """One mapping or a list of them."""
    if isinstance(value, Mapping):
        return (value,)
    return tuple(one for one in value or () if isinstance(one, Mapping))


def path_text(net: Net, path: Path) -> str:
    """The chain from the party upwards: Aurora ← Boreal (51 %) ← Ivan Petrov (100 %)."""
    return line_text(net.graph, path)


def path_evidence(net: Net, path: Path) -> tuple[str, ...]:
    """Each step by where it is stated."""
    return tuple(
        at(_place(row), line_text(net.graph, (step,))) for step in path for row in step.rows
    )


def _place(row: HoldingStatement) -> str:
    return "enrichment/ownership" if row.origin == ENRICHED else f"{row.origin}/{row.id}"


class _Names:
    """Which holder a name of the case means."""

    def __init__(self, view: View, stated: OwnershipStatements) -> None:
        self._view = view
        linked = dict(stated.parties)
        self._parties = {
            folded(party.name): linked.get(party.id, f"name/{folded(party.name)}")
            for party in reversed(view.case.parties)
            if party.name
        }
        self._linked = linked
        self._entities = {folded(one.name): one.id for one in reversed(stated.holders)}
        self._pairs = {(row.owner, row.owned) for row in stated.stated}
        self._holders = {one.id for one in stated.holders}
        self._shown: dict[str, str] = {}

    def node_of(self, party: CaseParty) -> str:
        return self._linked.get(party.id) or self._parties.get(folded(party.name), "")

    def rows(self) -> Iterator[HoldingStatement]:
        """The newest statement on each owner and firm, as shares and as control."""
        newest: dict[tuple[str, str], tuple[Mapping[str, Any], str]] = {}
        for row in self._view.enriched("ownership"):
            for entry in entries(row.value):
                if entry.get("owner") and entry.get("owned"):
                    key = folded(str(entry["owner"])), folded(str(entry["owned"]))
                    newest[key] = entry, row.source
        for number, (entry, source) in enumerate(newest.values()):
            yield from self._stated(str(number), entry, source)

    def _stated(
        self, number: str, entry: Mapping[str, Any], source: str
    ) -> Iterator[HoldingStatement]:
        owner, owned = str(entry["owner"]), str(entry["owned"])
        one, other, is_certain = self._ends(owner, owned)
        row = HoldingStatement(
            id=number,
            owner=one,
            owned=other,
            percent=_text(entry.get("percent")),
            since=_day(entry.get("since")),
            until=_day(entry.get("until")),
            source=source,
            origin=ENRICHED,
            is_certain=is_certain,
        )
        control = _text(entry.get("control"))
        if row.percent or not control:
            yield row
        if control:
            yield replace(row, id=f"{number}c", kind="controls", percent="", test=control)

    def _ends(self, owner: str, owned: str) -> tuple[str, str, bool]:
        one, is_sure = self._node(owner)
        other, is_firm_sure = self._node(owned)
        is_stated = (one, other) in self._pairs
        for node, name in ((one, owner), (other, owned)):
            if node not in self._holders:
                self._shown.setdefault(node, name)
        return one, other, is_stated or (is_sure and is_firm_sure)

    def _node(self, name: str) -> tuple[str, bool]:
        plain = folded(name)
        found = self._parties.get(plain)
        if found in self._holders:
            return found or "", True
        entity = self._entities.get(plain)
        if entity is not None:
            return entity, False
        return found or f"name/{plain}", True

    def added(self) -> tuple[Holder, ...]:
        """Names that are no entity, as they are written."""
        shown = dict(self._shown)
        for party in self._view.case.parties:
            node = self.node_of(party)
            if node and node not in self._holders:
                shown[node] = party.name
        return tuple(Holder(node, name) for node, name in shown.items())

    def hits(self) -> dict[str, tuple[tuple[CaseParty, Hit], ...]]:
        """Hits of every party, shareholders too, that nobody judged different, by holder."""
        found: dict[str, list[tuple[CaseParty, Hit]]] = {}
        roles = tuple({party.role for party in self._view.case.parties})
        for party, hit in self._view.hits(*roles):
            node = self._linked.get(party.id) or (self._node(party.name)[0] if party.name else "")
            found.setdefault(node, []).append((party, hit))
        return {node: tuple(some) for node, some in found.items()}


def _marks(hits: Mapping[str, tuple[tuple[CaseParty, Hit], ...]]) -> Iterator[HolderMark]:
    for holder, some in hits.items():
        for _party, hit in some:
            yield HolderMark(
                holder=holder,
                claim=_claim(hit),
                list_id=hit.list_id,
                list_kind=hit.list_kind,
                edition=hit.edition,
                listing_id=hit.listing.listing_id,
                name=hit.listing.name,
                listed_on=hit.listing.listed_on,
                programmes=(*hit.listing.programmes, hit.listing.dataset),
                confidential=hit.confidential,
                ground=ground_of(hit).value,
            )


def _claim(hit: Hit) -> str:
    """As RF-P01 takes it: name and country are a listing until somebody judges otherwise; an
    assessment wants a judgement."""
    if hit.list_kind == _ASSESSING:
        return ASSESSED if judged(hit) is JudgementValue.SAME else UNCONFIRMED
    return LISTED if equals(hit) else UNCONFIRMED


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _day(value: Any) -> str:
    found = as_date(value)
    return found.isoformat() if found else ""
