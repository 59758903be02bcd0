"""A folder that is filled aside and takes its place whole, or not at all."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from landwaiter.errors import Conflict
from landwaiter.i18n import _
from landwaiter.storage.place import sync_folder
from landwaiter.storage.sqlite.faults import translated


def refuse_occupied(path: Path) -> None:
    """Conflict unless nothing or an empty folder is at `path`."""
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
