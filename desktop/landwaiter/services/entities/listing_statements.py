"""What is stated of an entity, for proposals that it be listed: what may enter, what changed."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from landwaiter.domain.entities.entity import (
    FACT_KINDS,
    EntityFact,
    EntityStatement,
    said_of,
)
from landwaiter.domain.entities.listing_proposals import why_not_proposed
from landwaiter.i18n import _
from landwaiter.services.entities.entity_views import EntityView, LinkRow


@dataclass(frozen=True, slots=True)
class StatementForListing:
    """One statement that stands: a fact or a link, in words."""

    stated: EntityFact | LinkRow
    told: str
    why_not: str
    """Why it may not stand in a proposal; empty: it may."""


def statements_of_view(view: EntityView) -> tuple[StatementForListing, ...]:
    """Every fact and link of the entity that stands, and what others state with its name.

    Names and identifiers say who it is and are no reasons: they are not among them.
    """
    others = (fact for fact, _name in view.channels_of_others)
    return (
        *(
            StatementForListing(fact, said_of(fact), why_not_proposed(fact))
            for fact in (*view.facts, *others)
        ),
        *(StatementForListing(row, row.told, why_not_proposed(row.link)) for row in view.links),
    )


def standing_ids(view: EntityView) -> tuple[str, ...]:
    """Identities of every statement that stands: names and identifiers too."""
    return tuple(sorted(_standing(view)))


def changed_since(view: EntityView, then: Collection[str]) -> tuple[str, ...]:
    """What was stated or ended since these statements stood, each as a sentence.

    What is stated of others with its name counts as well; of one of those that ended its identity
    alone is known here.
    """
    now, ended = _standing(view), dict(_ended(view))
    added = (_("Stated since: {said}").format(said=now[one]) for one in now if one not in then)
    gone = (
        _("Ended since: {said}").format(
            said=ended.get(one) or _("a statement, {id}").format(id=one)
        )
        for one in then
        if one not in now
    )
    return (*added, *gone)


def _standing(view: EntityView) -> dict[str, str]:
    facts = (
        *(one.fact for one in view.names if one.fact),
        *(one.fact for one in view.identifiers if one.fact),
        *view.facts,
        *(fact for fact, _name in view.channels_of_others),
    )
    return {
        **{fact.id: _titled(fact) for fact in facts},
        **{row.link.id: _with_certainty(row.told, row.link) for row in view.links},
    }


def _ended(view: EntityView) -> Iterator[tuple[str, str]]:
    said = _("{told}, because {reason}")
    for fact in view.ended:
        if fact.end is not None:
            yield fact.id, said.format(told=_titled(fact), reason=fact.end.reason)
    for row in view.ended_links:
        if row.link.end is not None:
            yield row.link.id, said.format(told=row.told, reason=row.link.end.reason)


def _titled(fact: EntityFact) -> str:
    title = _(FACT_KINDS[fact.kind].title) if fact.kind in FACT_KINDS else fact.kind
    return _with_certainty(_("{kind}: {said}").format(kind=title, said=said_of(fact)), fact)


def _with_certainty(told: str, stated: EntityStatement) -> str:
    return f"{told} ({stated.sure})" if stated.sure else told
