"""What is stated of an entity, each with why it may not stand in a proposal for a list."""

from dataclasses import dataclass

from landwaiter.domain.entities.entity import EntityFact, said_of
from landwaiter.domain.entities.listing_proposals import why_not_proposed
from landwaiter.services.entities.entity_page import read_entity
from landwaiter.services.entities.entity_views import LinkRow
from landwaiter.services.warm.session import Session


@dataclass(frozen=True, slots=True)
class StatementForListing:
    """One statement that stands: a fact or a link, in words."""

    stated: EntityFact | LinkRow
    told: str
    why_not: str
    """Why it may not stand in a proposal; empty: it may."""


def statements_for_listing(session: Session, entity: str) -> tuple[StatementForListing, ...]:
    """Every fact and link of the entity that stands, and what others state with its name.

    Names and identifiers say who it is and are no reasons: they are not among them.
    """
    with session.reading() as conn:
        view = read_entity(session, conn, entity)
    others = (fact for fact, _name in view.channels_of_others)
    return (
        *(
            StatementForListing(fact, said_of(fact), why_not_proposed(fact))
            for fact in (*view.facts, *others)
        ),
        *(StatementForListing(row, row.told, why_not_proposed(row.link)) for row in view.links),
    )
