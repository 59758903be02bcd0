"""A training casebook is thrown away: that one alone, and no other ever."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from landwaiter.errors import Unavailable
from landwaiter.i18n import _
from landwaiter.services.casebook.casebooks import forget_here
from landwaiter.services.practice.grades import is_practice, no_practice
from landwaiter.services.warm.session import Session
from landwaiter.storage.keys import lock
from landwaiter.storage.keys.key_file import KEY_FILE
from landwaiter.storage.people.open_casebook import DATABASE


def throw_away(session: Session) -> Path:
    """Close the training casebook that is open and remove its folder, which is returned.

    NotAllowed, with nothing closed or removed, where it is none: the mark of a sample, which
    nobody can set later, and its exercises say so. Unavailable while it is open elsewhere too.
    """
    if not is_practice(session):
        raise no_practice()
    casebook = session.casebook
    folder, user, now = casebook.path, casebook.user.name, session.now()
    casebook.close()
    with _told(folder):
        with lock.owned(folder, user=user, deed=_("throw the training casebook away"), now=now):
            # What opens it goes first: a removal that stops half-way leaves nothing that looks
            # whole. The file of the lock goes last: Windows removes none that is open.
            (folder / KEY_FILE).unlink()
            (folder / DATABASE).unlink()
        shutil.rmtree(folder)
    forget_here(session)
    return folder


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Unavailable for what the system refuses."""
    try:
        yield
    except OSError as error:
        raise Unavailable(
            _("The training casebook cannot be removed: {reason}.").format(
                reason=error.strerror or str(error)
            ),
            file=str(folder),
            remedy=_("Close what has files of it open, then delete the folder."),
        ) from error
