"""Users and their roles. Experts and border officers are contacts, not users."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from landwaiter.i18n import _


class UserRole(StrEnum):
    ANALYST = "analyst"
    REVIEWER = "reviewer"
    HEAD = "head"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    SERVICE = "service"
    """A program that takes declarations in, and no person: it holds no other role."""


def roles_said(roles: Iterable[str]) -> str:
    """“head or reviewer”, in the language that is spoken."""
    return _(" or ").join(_(str(role)) for role in sorted(roles))


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does a deed: always who is signed in, never a parameter of an import."""

    id: str
    name: str
    roles: frozenset[UserRole]
    alone: bool = False
    """In an office that one person founded: there is no other whose assent would count."""
    service: bool = False
    """No person, also while its role still waits for a second one."""
    shut_out: bool = False
    """Who goes on though signed in no more: no role is missing, the person is."""

    @property
    def is_service(self) -> bool:
        """Whether it is a program that takes declarations in, and no person."""
        return self.service or UserRole.SERVICE in self.roles

    def has(self, *roles: UserRole) -> bool:
        return not self.roles.isdisjoint(roles)


def shut_out_said(actor: Actor) -> str:
    """What is said to somebody who was shut out while signed in."""
    return _("{name} was shut out of this casebook.").format(name=actor.name)
