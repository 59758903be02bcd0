"""Deeds on the casebook as a whole: its recovery key, authorities, an older state, backups."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from landwaiter.domain.base.facts import Content
from landwaiter.domain.deeds.shape import ANY_SECOND, EVERYBODY, Ask, Deed, FileUse
from landwaiter.i18n import N_

SUBJECT = "casebook"


@dataclass(frozen=True, slots=True)
class SetRecovery:
    """New halves of the recovery key, each made by its holder with their own password."""

    passwords: Annotated[Mapping[str, str], Ask("Passwords", secret=True)] = field(repr=False)


@dataclass(frozen=True, slots=True)
class NameAuthority:
    """Let the word of an authority count as two confirmations: one asks, another agrees."""

    key: Annotated[str, Ask("Key", Content.OPEN, hint="Its public key, 64 figures.", given=True)]
    name: Annotated[str, Ask("Name", Content.OPEN, hint="Such as the ministry.")]


@dataclass(frozen=True, slots=True)
class AnswerForAuthority:
    """Confirm a key of another casebook with your own, having compared it with the person."""

    file: Annotated[Path, Ask("Key request", Content.INTERNAL, given=True, file=FileUse.READ)]
    out: Annotated[
        Path,
        Ask(
            "Answer",
            Content.INTERNAL,
            hint="A file that is not there yet.",
            given=True,
            file=FileUse.WRITTEN,
        ),
    ]


@dataclass(frozen=True, slots=True)
class TakeAnswer:
    """Take in what an authority confirmed."""

    file: Annotated[Path, Ask("Answer", Content.INTERNAL, given=True, file=FileUse.READ)]


@dataclass(frozen=True, slots=True)
class AcceptOlder:
    """Go on with a casebook older than what this machine has seen: one asks, another agrees."""


@dataclass(frozen=True, slots=True)
class BackUp:
    """Everything in one file, verified by opening it."""

    file: Annotated[Path, Ask("File", Content.INTERNAL, given=True, file=FileUse.WRITTEN)]


_USERS = ("users",)
SET_RECOVERY: Deed[SetRecovery, None] = Deed(
    SetRecovery,
    name="casebook.recovery_made",
    subject=SUBJECT,
    title="New recovery key",
    done="The former halves open nothing any more.",
    told="Recovery key made",
    command="casebook recovery renew",
    roles=EVERYBODY,
    topics=_USERS,
)
NAME_AUTHORITY: Deed[NameAuthority, None] = Deed(
    NameAuthority,
    name="office.authority_asked",
    subject=SUBJECT,
    title="Name an authority",
    done="The word of the authority counts from now on.",
    told="Authority proposed",
    command="casebook authority name",
    # An administrator asks; who of these agrees, the statements say.
    roles=ANY_SECOND,
    topics=_USERS,
)
ANSWER_FOR_AUTHORITY: Deed[AnswerForAuthority, None] = Deed(
    AnswerForAuthority,
    name="office.confirmed_outside",
    subject=SUBJECT,
    title="Confirm a key of another casebook",
    done="The answer is written.",
    told="Key of another casebook confirmed",
    command="casebook authority answer",
    roles=EVERYBODY,
    topics=(),
)
TAKE_ANSWER: Deed[TakeAnswer, None] = Deed(
    TakeAnswer,
    name="user.key_confirmed_outside",
    subject=SUBJECT,
    title="Take in what an authority confirmed",
    done="The key is confirmed by an authority.",
    told="Key confirmed",
    audited="user.key_confirmed",
    command="casebook authority take",
    roles=EVERYBODY,
    topics=_USERS,
)
ACCEPT_OLDER: Deed[AcceptOlder, None] = Deed(
    AcceptOlder,
    name="casebook.rollback_asked",
    subject=SUBJECT,
    title="Go on with the older casebook",
    done="The older casebook is accepted.",
    told="An older state is to be gone on with",
    command="casebook accept",
    # An administrator asks; who of these agrees, the statements say.
    roles=ANY_SECOND,
    topics=_USERS,
)
BACK_UP: Deed[BackUp, None] = Deed(
    BackUp,
    name="casebook.backed_up",
    subject=SUBJECT,
    title="Back up",
    done="The backup is made.",
    told="Casebook backed up",
    command="casebook backup",
    roles=EVERYBODY,
    topics=("audit",),
)
DEEDS = (SET_RECOVERY, NAME_AUTHORITY, ANSWER_FOR_AUTHORITY, TAKE_ANSWER, ACCEPT_OLDER, BACK_UP)
EVENTS = {
    "office.authority_named": N_("Authority named"),
    "casebook.founded": N_("Casebook founded"),
    "casebook.created": N_("Casebook created"),
    "casebook.marked_as_sample": N_("Casebook marked as sample"),
    "casebook.keys_changed": N_("Key file changed"),
    "casebook.backup_failed": N_("Backup failed"),
    "casebook.old_backups_removed": N_("Old backups removed"),
    "casebook.rekeyed": N_("New data key made"),
    "casebook.rollback_accepted": N_("An older state is gone on with"),
}
"""What else stands in the audit trail of this subject, and its title."""
