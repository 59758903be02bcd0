"""What happens on entering a casebook: its keys are looked over, and failures are told."""

from contextlib import suppress
from datetime import datetime

from landwaiter.canonical import instant
from landwaiter.errors import NotAllowed, Unavailable
from landwaiter.i18n import _
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.keys import throttle
from landwaiter.storage.keys.key_file import KEY_FILE, KeyFile
from landwaiter.storage.keys.sealing import commitment
from landwaiter.storage.keys.throttle import Failures
from landwaiter.storage.people.open_casebook import Casebook
from landwaiter.trust.registry import Registry


def require_in_force(casebook: Casebook, keys: KeyFile, registry: Registry) -> None:
    """NotAllowed unless the keys that opened the casebook are those that the statements name.

    An older key file with its password opens an older key, which signs nothing any more.
    """
    person = registry.people.get(casebook.user.id)
    if person is None or person.disabled:
        raise NotAllowed(
            _("The user {user} is disabled.").format(user=casebook.user.name),
            remedy=_("Ask an administrator of the casebook."),
        )
    if commitment(casebook.data_key) != registry.data_key or keys.casebook_id != registry.casebook:
        raise _exchanged(casebook)
    held = {half.user_id: half.public_key for half in keys.recovery.halves}
    if held != registry.recovery or keys.recovery.needed != registry.recovery_needs:
        raise _foreign_recovery_key(casebook)


def require_own_key(casebook: Casebook, registry: Registry) -> None:
    """NotAllowed for a signing key, or a first password, that is not in force any more."""
    person = registry.people[casebook.user.id]
    if casebook.makes_key:
        in_force = person.ticket.public if person.ticket else ""
    else:
        key = registry.key_of(person.user_id)
        in_force = key.public if key else ""
    if casebook.public_key != in_force:
        raise _exchanged(casebook)


def tell_failures(casebook: Casebook, who: str, failures: Failures, now: datetime) -> None:
    """Audit the attempts that failed, then forget them; next time, where somebody is writing.

    Who is signed in only to make a key writes nothing before that: `note_failures` does it there.
    """
    if not failures.count or casebook.makes_key:
        return
    with suppress(Unavailable), casebook.write("sign_in", now=now) as work:
        note_failures(work, casebook, who, failures)


def note_failures(work: UnitOfWork, casebook: Casebook, who: str, failures: Failures) -> None:
    """Audit in a deed the attempts that failed before it, and forget them with its commit."""
    if not failures.count:
        return
    since = instant(failures.since) if failures.since and failures.known else ""
    payload = {"failed_attempts": failures.count if failures.known else None, "since": since}
    about = who if who == throttle.RECOVERY_KEY else casebook.user.id
    work.audit("user.attempts_failed", f"user/{about}", payload)
    work.after_commit(lambda: throttle.forget(casebook.path, who))


def _exchanged(casebook: Casebook) -> NotAllowed:
    return NotAllowed(
        _(
            "This password opens a key that is no longer in force: keys.json is an older file, or "
            "was changed."
        ),
        file=str(casebook.path / KEY_FILE),
        remedy=_("Sign in with the newest password, or copy keys.json from the newest backup."),
    )


def _foreign_recovery_key(casebook: Casebook) -> NotAllowed:
    return NotAllowed(
        _(
            "The recovery key in keys.json is not the one that its holders signed for: "
            "the file was changed."
        ),
        file=str(casebook.path / KEY_FILE),
        remedy=_("Copy keys.json from the newest backup into the folder."),
    )
