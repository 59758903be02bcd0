"""The halves of the recovery key made anew, each by its holder: nobody ever knows two of them."""

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.keys import casebook_keys as key_ring
from landwaiter.storage.keys.casebook_keys import NewHalf
from landwaiter.storage.keys.key_file import Recovery
from landwaiter.storage.keys.recovery_key import KeyShare, printed
from landwaiter.storage.people.key_change import replace_key_file
from landwaiter.storage.people.new_statements import state
from landwaiter.storage.people.open_casebook import Casebook

_TWO = 2
MOST_HALVES = 3
"""Of three halves any two open: one may be lost, or its holder away."""


@dataclass(frozen=True, slots=True)
class PrintedHalf:
    """A half as it is shown to its holder, once and to nobody else."""

    holder: str
    """Name of the person."""
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class HalfHolder:
    """Who makes a half, with the own signing key: the person types the own password for it."""

    user_id: str
    name: str
    signing_key: bytes


def needed_of(holders: Collection[str]) -> int:
    """How many halves open together: one of one, else two."""
    return min(_TWO, len(holders))


def checked_holders(chosen: Sequence[str], people: Sequence[str]) -> tuple[str, ...]:
    """The names of who makes a half each; without a choice the first two of the people.

    Invalid for a name that is none of theirs or comes twice, for one where there are two people,
    and for more than three.
    """
    known = {key_ring.name_key(name): name for name in people}
    names = [known.get(key_ring.name_key(name), "") for name in chosen] or list(people[:_TWO])
    least = min(_TWO, len(people))
    sound = all(names) and len({*names}) == len(names)
    if not sound or not least <= len(names) <= MOST_HALVES:
        raise Invalid(
            _(
                "The recovery key is in halves as soon as there are two people: two or three of "
                "them hold one each."
            ),
            field="holder",
            value=", ".join(chosen),
            remedy=_("Name people of this casebook: {people}.").format(people=", ".join(people)),
        )
    return tuple(names)


def printed_halves(halves: Sequence[NewHalf], needed: int) -> tuple[PrintedHalf, ...]:
    """Each half as its holder keeps it."""
    return tuple(
        PrintedHalf(half.user, printed(KeyShare(half.secret, needed, number)))
        for number, half in enumerate(halves, start=1)
    )


def set_recovery(
    work: UnitOfWork, casebook: Casebook, *, holders: Sequence[HalfHolder]
) -> tuple[PrintedHalf, ...]:
    """New halves, signed for by every holder and every half; the former ones open nothing more."""
    halves = [key_ring.new_half(one.user_id, one.name, os.urandom) for one in holders]
    needed = needed_of([one.user_id for one in holders])
    made: Recovery = key_ring.new_recovery(
        casebook.id, halves, needed=needed, data_key=casebook.data_key, entropy=os.urandom
    )
    content = {
        "halves": {half.user_id: half.public_key for half in halves},
        "recovery_needs": str(needed),
    }
    keys = [one.signing_key for one in holders] + [half.signing_key for half in halves]
    state(
        work,
        "recovery_set",
        content,
        [key_ring.private(key) for key in keys],
        audited="casebook.recovery_made",
        payload={**content, "holders": [one.name for one in holders]},
    )
    replace_key_file(work, casebook, lambda keys: replace(keys, recovery=made))
    work.changed("users")
    return printed_halves(halves, needed)
