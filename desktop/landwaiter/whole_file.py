"""A file that a person asked for: the whole of it or none."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from landwaiter.errors import Invalid, Unavailable
from landwaiter.i18n import _
from landwaiter.user_file import kind_of


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Where to write it meanwhile; it takes its name once the block has ended well.

    Invalid for the name of a pipe, device or socket, whose place a file would take; Unavailable
    where it cannot be written. Nothing is left of a file that was not finished.
    """
    _refuse_special(path)
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with writable(path):
            yield aside
            with aside.open("rb+") as file:
                os.fsync(file.fileno())
            aside.replace(path)
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def _refuse_special(path: Path) -> None:
    with suppress(OSError):
        if kind := kind_of(path.stat().st_mode):
            raise Invalid(
                _("This is {kind}, not a file.").format(kind=kind),
                file=str(path),
                remedy=_("Choose another name; nothing was written."),
            )


@contextmanager
def writable(path: Path) -> Iterator[None]:
    """A fault of the disk as Unavailable that names the file."""
    try:
        yield
    except OSError as error:
        raise Unavailable(
            _("The file cannot be written: {reason}.").format(reason=error.strerror or str(error)),
            file=str(path),
            remedy=_("Choose another folder, or make room on the disk."),
        ) from error
