"""Users and their roles. Experts and border officers are contacts, not users."""

from dataclasses import dataclass
from enum import StrEnum


class UserRole(StrEnum):
    ANALYST = "analyst"
    REVIEWER = "reviewer"
    HEAD = "head"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does a deed: always the signed-in person, never a parameter of an import."""

    id: str
    name: str
    roles: frozenset[UserRole]
    alone: bool = False
    """In an office that one person founded: there is no other whose assent would count."""

    def has(self, *roles: UserRole) -> bool:
        return not self.roles.isdisjoint(roles)
