"""What happens on entering a casebook: its keys are looked over, and failures are told."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from landwaiter.canonical import instant
from landwaiter.errors import NotAllowed, Unavailable
from landwaiter.i18n import _
from landwaiter.storage import key_change, throttle
from landwaiter.storage.key_file import KEY_FILE, UserSlot
from landwaiter.storage.session import RECOVERY, Casebook
from landwaiter.storage.throttle import Failures


def require_vouched(casebook: Casebook, vouched: str) -> None:
    """The recovery key, and the one that opened the casebook, is the one that is signed for."""
    if vouched not in casebook.recovery_keys:
        raise _foreign_recovery_key(casebook)
    casebook.recovery_key = vouched
    if casebook.user == RECOVERY and casebook.public_key != vouched:
        raise NotAllowed(
            _("This recovery key is not in force: it was renewed, or waits for confirmation."),
            remedy=_("Use the one that is in force."),
        )


def renew_slot(casebook: Casebook, slot: UserSlot | None, now: datetime) -> None:
    """Put the person's slot in version 2; where somebody is writing, the next sign-in does it."""
    if slot is None:
        return
    with suppress(Unavailable), casebook.write("renew_slot", now=now) as work:
        work.audit("user.slot_renewed", f"user/{slot.user_id}", {"sealing_key": slot.sealing_key})
        known = replace(slot, sealing_key="", vouched="")
        key_change.replace_key_file(
            work, casebook, lambda keys: keys.with_user(slot) if known in keys.users else keys
        )


def tell_failures(casebook: Casebook, who: str, failures: Failures, now: datetime) -> None:
    """Audit the attempts that failed, then forget them; next time, where somebody is writing."""
    if not failures.count:
        return
    since = instant(failures.since) if failures.since and failures.known else ""
    payload = {"failed_attempts": failures.count if failures.known else None, "since": since}
    with suppress(Unavailable):
        with casebook.write("sign_in", now=now) as work:
            work.audit("user.attempts_failed", f"user/{casebook.user.id or who}", payload)
        throttle.forget(casebook.path, who)


def _foreign_recovery_key(casebook: Casebook) -> NotAllowed:
    return NotAllowed(
        _(
            "The recovery key in keys.json is not one that an administrator signed: "
            "the file was changed."
        ),
        file=str(casebook.path / KEY_FILE),
        remedy=_("Copy keys.json from the newest backup into the folder."),
    )
