"""Whether saying that somebody is away would begin roles of others."""

from landwaiter.storage.people import deputies
from landwaiter.trust.registry import Registry


def may_begin(registry: Registry, by: str, user_id: str) -> bool:
    """Whether saying that a person is away would begin roles of others, and not those of who says
    it; ids of people."""
    person = registry.people[user_id]
    is_own = by == user_id or user_id not in registry.people[by].deputises
    return is_own and not person.away and bool(deputies.deputies_of(registry, user_id))
