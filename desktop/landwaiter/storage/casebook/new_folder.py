"""A folder that is filled aside and takes its place whole, or not at all."""

import contextlib
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from landwaiter.errors import Conflict, Unavailable
from landwaiter.i18n import _
from landwaiter.storage.keys import lock
from landwaiter.storage.keys.folder_links import is_link
from landwaiter.storage.sqlite.faults import translated
from landwaiter.whole_file import sync_folder

_ABANDONED_S = 3600.0


def refuse_occupied(path: Path) -> None:
    """Conflict unless nothing or an empty folder is at `path`, and no link, wherever it leads."""
    if is_link(path):
        raise Conflict(
            _("{name} is a link to another place, and a casebook lies in a folder itself.").format(
                name=path.name
            ),
            file=str(path),
            remedy=_("Name the folder that the link leads to, or a new one."),
        )
    if path.is_file() or (path.is_dir() and any(path.iterdir())):
        raise Conflict(
            _("The folder is not empty."),
            file=str(path),
            remedy=_("Name a new or an empty folder for the casebook."),
        )


@contextmanager
def built_aside(path: Path) -> Iterator[Path]:
    """A folder beside `path` that takes its place once filled: never half a casebook."""
    with translated(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        folder = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
        folder.mkdir(mode=0o700)
        try:
            yield folder
            refuse_occupied(path)
            if path.is_dir():
                path.rmdir()
            folder.rename(path)
            sync_folder(path.parent)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise


def _sweep(path: Path) -> None:
    """Remove what a killed process left of an earlier attempt; a younger folder may be in use."""
    oldest = time.time() - _ABANDONED_S
    for folder in path.parent.glob(f".{path.name}.*.new"):
        with contextlib.suppress(OSError, Unavailable):
            if max(entry.stat().st_mtime for entry in (folder, *folder.rglob("*"))) < oldest:
                lock.release(lock.share(folder))
                shutil.rmtree(folder, ignore_errors=True)
