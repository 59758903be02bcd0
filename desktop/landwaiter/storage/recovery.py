"""The recovery key made anew: signed by an administrator, confirmed by a second person.

Until it is confirmed the former one opens the casebook; from then on only the new one does. The
key file holds both meanwhile, and what counts are the statements: a process killed between the two
leaves nobody shut out.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from landwaiter.errors import Conflict, Invalid, NotAllowed
from landwaiter.i18n import _
from landwaiter.storage import keys as key_ring
from landwaiter.storage.key_change import replace_key_file
from landwaiter.storage.key_file import read_key_file
from landwaiter.storage.recovery_key import printed
from landwaiter.storage.registry import RenewedRecovery
from landwaiter.storage.session import Casebook
from landwaiter.storage.unit_of_work import UnitOfWork
from landwaiter.storage.user_rows import add_statement
from landwaiter.storage.user_statements import load_registry
from landwaiter.storage.users import checked_name, require_administrator, require_counting_key

_TWO = 2
_LEAST_SHOWN = 16


@dataclass(frozen=True, slots=True, repr=False)
class RenewedKey:
    """Each share is to be shown to its holder alone; `public_key` tells keys apart."""

    shares: tuple[str, ...]
    public_key: str


def checked_holders(holders: Sequence[str]) -> tuple[str, ...]:
    """The names of who keeps a share each: none for a key in one share, or two persons."""
    names = tuple(checked_name(holder) for holder in holders)
    if names and (len(names) != _TWO or len({key_ring.name_key(name) for name in names}) != _TWO):
        raise Invalid(
            _("A recovery key in two shares needs the names of the two persons who keep them."),
            field="holder",
            value=", ".join(names),
        )
    return names


def renew_recovery(work: UnitOfWork, casebook: Casebook, *, holders: Sequence[str]) -> RenewedKey:
    """A new recovery key in two shares, or in one without `holders`; administrators only.

    It waits for `confirm_recovery` by somebody else, where there is anybody else.
    """
    require_administrator(work, casebook)
    holders = checked_holders(holders)
    slot, shares = key_ring.new_recovery_slot(
        (casebook.roots.casebook_id, casebook.roots.root_key),
        slot_id=work.new_id(),
        data_key=casebook.data_key,
        entropy=os.urandom,
        shares=max(1, len(holders)),
    )
    content = {"recovery_key": slot.public_key, "holders": list(holders)}
    add_statement(work, casebook, "recovery_renewed", casebook.user.id, content)
    work.audit("casebook.recovery_renewed", f"casebook/{casebook.id}", content)
    replace_key_file(work, casebook, lambda keys: replace(keys, recovery_next=slot))
    work.changed("users")
    return RenewedKey(tuple(printed(share) for share in shares), slot.public_key)


def confirm_recovery(work: UnitOfWork, casebook: Casebook, *, public_key: str) -> None:
    """Say, as a second person, that the new recovery key is the one that was handed out.

    `public_key` is what stands on the sheet of each share; the first 16 figures or more.
    """
    registry = load_registry(work.conn, casebook.roots)
    renewed = registry.recovery_next
    if renewed is None:
        raise Conflict(_("No recovery key waits for confirmation."))
    if len(public_key) < _LEAST_SHOWN or not renewed.public_key.startswith(public_key.lower()):
        raise Invalid(
            _("This is not the recovery key that waits for confirmation."),
            field="key",
            value=public_key,
            remedy=_("Compare it with what stands on the sheets of the holders."),
        )
    key = registry.keys.get(casebook.public_key)
    if renewed.user_id == casebook.user.id or (key and renewed.user in key.vouchers):
        raise NotAllowed(
            _("A new recovery key is confirmed by somebody else than who made it."),
            remedy=_("Ask a colleague to confirm it."),
        )
    require_counting_key(registry, casebook, work.now)
    content = {"recovery_key": renewed.public_key}
    add_statement(work, casebook, "recovery_confirmed", casebook.user.id, content)
    work.audit("casebook.recovery_confirmed", f"casebook/{casebook.id}", content)
    work.changed("users")


def settle_recovery(casebook: Casebook, *, now: datetime) -> None:
    """Take the former recovery slot out of the key file, once the new key is in force."""
    with casebook.read() as connection:
        in_force = load_registry(connection, casebook.roots).recovery_key
    keys = read_key_file(casebook.path)
    casebook.recovery_key = in_force
    if keys.settled(in_force) == keys:
        return
    with casebook.write("settle_recovery", now=now) as work:
        work.quiet()
        replace_key_file(work, casebook, lambda keys: keys.settled(in_force))


def waiting_recovery(casebook: Casebook) -> RenewedRecovery | None:
    """The recovery key that waits for a second person."""
    with casebook.read() as connection:
        return load_registry(connection, casebook.roots).recovery_next
