"""What a signing key is still short of, and by whom it is made good: in words for everybody."""

from typing import Protocol

from landwaiter.i18n import _

_GROUP = 4


class KeyStanding(Protocol):
    """Of a user, what the statements say of the signing key."""

    @property
    def active(self) -> bool: ...
    @property
    def key(self) -> str: ...
    @property
    def key_counts(self) -> bool: ...
    @property
    def approves(self) -> bool: ...
    @property
    def signs_in_first(self) -> bool: ...
    @property
    def may_confirm(self) -> tuple[str, ...]: ...


def fingerprint(public_key: str) -> str:
    """The key in groups of four, as its owner shows it."""
    return " ".join(public_key[at : at + _GROUP] for at in range(0, len(public_key), _GROUP))


def missing(user: KeyStanding) -> str:
    """What is missing until the key signs everything, as a sentence; empty where nothing is."""
    if not user.active:
        return ""
    if user.signs_in_first:
        return _("The first sign-in is missing.")
    people = _(" or ").join(user.may_confirm)
    if not people:
        unseen = _("The key does not count, and nobody here can confirm it.")
        return "" if user.key_counts else unseen
    return _said(user).format(people=people)


def _said(user: KeyStanding) -> str:
    if not user.key_counts:
        return _("The key counts once {people} has confirmed it.")
    if user.approves:
        return _(
            "Who gave out the first password pairs with this key once {people} has confirmed it."
        )
    return _("The key approves once {people} has confirmed it too.")
