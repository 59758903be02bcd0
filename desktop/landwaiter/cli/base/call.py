"""One call of the program: its options, its clock, and the casebook it opens on demand."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

import getpass
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from landwaiter.cli.base.answer import WrongUsage
from landwaiter.cli.base.values import path_of
from landwaiter.errors import Invalid, NotAllowed
from landwaiter.i18n import _
from landwaiter.process import take_secret
from landwaiter.user_file import file_bytes

if TYPE_CHECKING:
    from landwaiter.services.demo.self_test import Grab
    from landwaiter.services.warm.session import Session

PASSWORD = "LANDWAITER_PASSWORD"  # noqa: S105 (the name of a variable)
NEW_PASSWORD = "LANDWAITER_NEW_PASSWORD"  # noqa: S105 (the name of a variable)
CERTIFICATE_PASSWORD = "LANDWAITER_CERTIFICATE_PASSWORD"  # noqa: S105 (a variable's name)
KEY_PASSWORD = "LANDWAITER_KEY_PASSWORD"  # noqa: S105 (the name of a variable)
_LONGEST_PASSWORD_FILE = 4096
_OF_SERVICE = frozenset({"intake", "sift", "watch"})
"""Commands in which a service user may sign in; what reads is for persons."""


@dataclass(slots=True)
class Call:
    """Options given anywhere on the command line, the last one winning, and what they open."""

    casebook: str | None = None
    user: str | None = None
    password_file: str | None = None
    json: bool = False
    language: str | None = None
    """ISO 639-1; the system's where it is None."""
    now: Callable[[], datetime] | None = None
    """The wall clock when None."""
    grab: "Grab | None" = None
    """How the self-test gets a picture of the window: this side knows no Qt."""
    command: str = ""
    """Its words, such as `casebook check`."""
    subcommand: str | None = None
    reference: str = ""
    """Of the case that the commands of a group are about."""
    given_password: str | None = field(default=None, repr=False)
    """From the environment, which no longer has it."""
    given_new_password: str | None = field(default=None, repr=False)
    if_cancelled: str = ""
    """What is said when the person cancels from now on; empty: that nothing was saved."""
    sessions: "list[Session]" = field(default_factory=list)
    stack: ExitStack = field(default_factory=ExitStack)
    """Closed after the answer was printed."""

    @classmethod
    def of_environment(cls, *, now: Callable[[], datetime] | None, grab: "Grab | None") -> "Call":
        """What the environment says, before any option is read."""
        return cls(
            casebook=_from_environment("LANDWAITER_CASEBOOK"),
            user=_from_environment("LANDWAITER_USER"),
            language=_from_environment("LANDWAITER_LANGUAGE"),
            now=now,
            grab=grab,
            given_password=take_secret(PASSWORD),
            given_new_password=take_secret(NEW_PASSWORD),
        )

    def goes_on_with(self, command: str) -> None:
        """Who cancels from now on is told that what was done stays, and what to type."""
        self.if_cancelled = _(
            "Cancelled. What was done stays done: go on with “{command}”."
        ).format(command=command)

    def said_by_environment(self) -> tuple[str, ...]:
        """What is known before any option is read."""
        said = (self.casebook, self.user, self.language, self.given_password)
        return tuple(one for one in (*said, self.given_new_password) if one)

    def folder(self) -> Path:
        """The casebook named, or wrong usage."""
        if not self.casebook:
            raise WrongUsage(
                _("No casebook is named: give --casebook PATH or set LANDWAITER_CASEBOOK.")
            )
        return path_of(self.casebook)

    def name(self) -> str:
        """The user named, or wrong usage."""
        if not self.user:
            raise WrongUsage(_("No user is named: give --user NAME or set LANDWAITER_USER."))
        return self.user

    def has_casebook(self) -> bool:
        return bool(self.casebook)

    def clock(self) -> Callable[[], datetime]:
        from landwaiter.services.warm.session import wall_clock

        return self.now or wall_clock

    def session(self) -> "Session":
        """The user signed in; stays open until the answer was printed."""
        from landwaiter.services.deeds.engine import signed_in
        from landwaiter.services.table.sessions import open_casebook

        folder, name = self.folder(), self.name()
        session = open_casebook(
            folder,
            user=name,
            password=self.password(),
            now=self.clock(),
            takes_in=self.command in _OF_SERVICE,
        )
        self.stack.callback(session.casebook.close)
        if signed_in(session).is_service:
            self.require_private_password()
        self.sessions.append(session)
        session.speak_as_office()
        return session

    def require_private_password(self) -> None:
        """A service user signs in by a file that its owner alone reads: nobody types it, and what
        stands in an environment is inherited."""
        from landwaiter.private_file import require_private

        if not self.password_file:
            raise NotAllowed(
                _("A service user signs in with a password file."),
                remedy=_("Use --password-file FILE, which its owner alone can read."),
            )
        require_private(path_of(self.password_file))

    def screening_session(self) -> "Session":
        """The same for what screens: an index that is missing is made first, with a bar."""
        from landwaiter.cli.base.progress import progress_bar
        from landwaiter.services.lists.index_making import ensure_indexes

        session = self.session()
        with progress_bar() as tell:
            ensure_indexes(session, tell)
        return session

    def parting_words(self) -> Iterator[str]:
        """After a deed: what the person should know beside it; writes an anchor that is due."""
        from landwaiter.services.audit.anchoring import keep_anchor
        from landwaiter.services.deeds.engine import signed_in

        for session in self.sessions:
            overdue = "" if signed_in(session).is_service else keep_anchor(session)
            yield from session.notices
            if overdue:
                yield overdue

    def password(self, *, twice: bool = False) -> str:
        """From the file, the environment, or asked for without echo."""
        if self.password_file:
            return _from_file(path_of(self.password_file))
        return self.given_password or _asked(
            _("Password of {user}: ").format(user=self.name()),
            _("No password is given: use --password-file FILE or LANDWAITER_PASSWORD."),
            twice=twice,
        )

    def new_password(self, name: str) -> str:
        """A password that is to be set: from the environment, or asked for twice."""
        return self.given_new_password or _asked(
            _("New password of {user}: ").format(user=name),
            _("No new password is given: set LANDWAITER_NEW_PASSWORD."),
            twice=True,
        )


def password_of(name: str, file: str, option: str, *, twice: bool) -> str:
    """Of a colleague who is here too: from a file, or typed without echo by that person."""
    if file:
        return _from_file(path_of(file))
    return _asked(
        _("Password of {user}: ").format(user=name),
        _("No password of {user} is given: use {option}.").format(user=name, option=option),
        twice=twice,
    )


def certificate_password(path: Path, file: str | None) -> str:
    """What opens the office's certificate: from a file, the environment, or asked for."""
    return _opening(
        file,
        CERTIFICATE_PASSWORD,
        _("Password of the certificate {name}: ").format(name=path.name),
        _(
            "No password of the certificate is given: use --certificate-password-file FILE or "
            "LANDWAITER_CERTIFICATE_PASSWORD."
        ),
    )


def key_password(path: Path, file: str, *, twice: bool) -> str:
    """What opens a publisher's key: from a file, the environment, or asked for."""
    return _opening(
        file,
        KEY_PASSWORD,
        _("Password of the key {name}: ").format(name=path.name),
        _(
            "No password of the key is given: use --key-password-file FILE or "
            "LANDWAITER_KEY_PASSWORD."
        ),
        twice=twice,
    )


def _opening(
    file: str | None, variable: str, prompt: str, otherwise: str, *, twice: bool = False
) -> str:
    if file:
        return _from_file(path_of(file))
    return _from_environment(variable) or _asked(prompt, otherwise, twice=twice)


def secret_of(path: Path, what: str) -> str:
    """A secret kept in a file, one line feed at its end taken off."""
    too_long = _("The file is too long for a {what}.").format(what=what)
    data = file_bytes(path, most=_LONGEST_PASSWORD_FILE, refused=too_long)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Invalid(_("The file is not UTF-8 text."), file=str(path)) from error
    return text.removesuffix("\n").removesuffix("\r")


def _from_file(path: Path) -> str:
    return secret_of(path, _("password"))


def _from_environment(name: str) -> str | None:
    return os.environ.get(name) or None


def can_ask() -> bool:
    """True when somebody sits at a terminal."""
    return sys.stdin is not None and sys.stdin.isatty()


def _asked(prompt: str, otherwise: str, *, twice: bool) -> str:
    if not can_ask():
        raise WrongUsage(otherwise)
    first = getpass.getpass(prompt, stream=sys.stderr)
    if twice and getpass.getpass(_("Once more: "), stream=sys.stderr) != first:
        raise Invalid(_("The two passwords are not the same."), remedy=_("Try again."))
    return first
