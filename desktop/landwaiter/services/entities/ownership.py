"""Who is behind a firm: what entities are stated to hold, and what lists say of the holders.

Holders are looked up level by level up to `MOST_ENTITIES`; whoever stands at that edge counts as
somebody whose own holders are not known, so that “at least” and “at most” stay true.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from landwaiter.domain.entities.ownership.changes import HoldingChange, changes_after
from landwaiter.domain.entities.ownership.graph import Graph, graph_on
from landwaiter.domain.entities.ownership.interests import Interests, interests
from landwaiter.domain.entities.ownership.judging import FirmStanding, standings
from landwaiter.domain.entities.ownership.paths import OwnershipPaths, PathStep, paths_to
from landwaiter.domain.entities.ownership.rules import PACK, OwnershipRule, rules_on, word_of
from landwaiter.domain.entities.ownership.stated import Holder, HolderMark, HoldingStatement
from landwaiter.domain.flags.inputs import means
from landwaiter.domain.law.pack import Pack
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _
from landwaiter.services.audit.viewing import note_entity_opened
from landwaiter.services.entities.holder_marks import MOST_SCREENED, marked
from landwaiter.services.entities.holders import CHANGE_RULE, MOST_ENTITIES, RULE, thresholds_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.entities import ownership as stored
from landwaiter.storage.entities.entity_rows import by_id_or_name
from landwaiter.storage.entities.entity_statements import merges_of


@dataclass(frozen=True, slots=True)
class OwnershipView:
    """Everything on who holds one entity, on one day."""

    entity: Holder
    day: date
    graph: Graph
    marks: tuple[HolderMark, ...]
    """Of the entity and of everybody above it."""
    interests: Interests
    chains: OwnershipPaths
    """To whoever stands at the top."""
    standings: tuple[FirmStanding, ...]
    rules: tuple[OwnershipRule, ...]
    changes: tuple[HoldingChange, ...]
    months: int
    """The window after a listing."""
    below: tuple[HoldingStatement, ...]
    """What the entity itself is stated to hold or control."""
    below_names: Mapping[str, str]
    screened: int
    """Holders held against the lists of the day."""

    @property
    def stated_of(self) -> tuple[HoldingStatement, ...]:
        """The statements on the entity itself that count on the day, shares first."""
        graph, own = self.graph, self.entity.id
        held: tuple[PathStep, ...] = (*graph.of(own), *graph.controls.get(own, ()))
        return tuple(row for one in held for row in one.rows)

    def marks_on(self, holder: str) -> tuple[HolderMark, ...]:
        return tuple(mark for mark in self.marks if mark.holder == holder)


def ownership(
    session: Session, wanted: str, *, on: date | None = None, rule: str = ""
) -> OwnershipView:
    """Who holds an entity, named by name or identity, on a day or today; its view is recorded."""
    day = on or session.today()
    with session.reading() as conn:
        found = by_id_or_name(conn, wanted)
        if found is None:
            raise NotFound(
                _("There is no such entity."),
                field="entity",
                value=wanted,
                remedy=_("“entity list” shows the entities of the casebook."),
            )
        view = _view(session, conn, found[0], day, rule)
    note_entity_opened(session, found[0], through="ownership")
    return view


def _view(session: Session, conn: Reader, entity_id: str, day: date, rule: str) -> OwnershipView:
    merges = merges_of(conn)
    around = stored.above(conn, (entity_id,), merges, most=MOST_ENTITIES)
    known = marked(session.references, conn, around, day)
    packs = session.references.packs(conn, day)
    rules = _chosen(rules_of_day(conn, packs, day), rule)
    down = stored.below(conn, entity_id, merges, most=MOST_ENTITIES)
    graph, months = graph_on(known, day), months_of(conn, packs)
    on_lists = [mark.holder for mark in known.marks]
    found = interests(graph, entity_id, of=on_lists)
    tops = [one.holder for one in found.holders]
    return OwnershipView(
        entity=graph.holders[entity_id],
        day=day,
        graph=graph,
        marks=known.marks,
        interests=found,
        chains=paths_to(graph, entity_id, tops),
        standings=standings(graph, entity_id, rules, known.marks, means),
        rules=rules,
        changes=changes_after(known, months),
        months=months,
        below=down.stated,
        below_names={one.id: one.name for one in down.holders},
        screened=min(MOST_SCREENED, len(around.holders)),
    )


def _chosen(rules: tuple[OwnershipRule, ...], wanted: str) -> tuple[OwnershipRule, ...]:
    if not wanted:
        return rules
    found = tuple(one for one in rules if one.id == wanted.strip().lower())
    if not found:
        raise Invalid(
            _("There is no such rule of ownership on that day."),
            field="rule",
            value=wanted,
            remedy=_("Use one of {rules}.").format(rules=", ".join(one.id for one in rules))
            if rules
            else _("Import a pack “{pack}”.").format(pack=PACK),
        )
    return found


def rules_of_day(conn: Reader, packs: Mapping[str, Pack], day: date) -> tuple[OwnershipRule, ...]:
    """The rules of the pack in force on the day, with what the office says."""
    return rules_on(packs.get(PACK), day, word_of(thresholds_of(conn, packs, RULE)))


def months_of(conn: Reader, packs: Mapping[str, Pack]) -> int:
    """The window after a listing: the threshold of RF-P15; 0 where no rules are loaded."""
    return int(thresholds_of(conn, packs, CHANGE_RULE).get("months") or 0)
