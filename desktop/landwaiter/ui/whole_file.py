"""A text file that a person asked for: the whole of it or none."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from landwaiter.errors import Unavailable
from landwaiter.i18n import _


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A file to write lines to; it takes its name once the block has ended well.

    Unavailable where it cannot be written. Nothing is left of a file that was not finished.
    """
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with aside.open("x", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        raise Unavailable(
            _("The file cannot be written: {reason}.").format(reason=error.strerror or str(error)),
            file=str(path),
            remedy=_("Choose another folder, or make room on the disk."),
        ) from error
    finally:
        aside.unlink(missing_ok=True)
