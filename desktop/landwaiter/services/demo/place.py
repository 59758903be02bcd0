"""Where the sample casebook goes: a folder of its own, beside what is there already."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import platformdirs

from landwaiter.errors import Unavailable
from landwaiter.i18n import _

NAME = "Landwaiter demo"


def default_folder(name: str = NAME) -> Path:
    """Among the documents of the person, or with the data of programs where there are none."""
    documents = platformdirs.user_documents_path()
    home = documents if documents.is_dir() else platformdirs.user_data_path("landwaiter")
    return home / name


def new_folder(wanted: Path | None, name: str = NAME) -> Path:
    """A folder that this call made: the one wanted, or the first of “… 2”, “… 3” not there yet."""
    first = wanted or default_folder(name)
    for number in count(1):
        folder = first if number == 1 else first.with_name(f"{first.name} {number}")
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            folder.mkdir(mode=0o700)
        except FileExistsError:
            if not folder.parent.is_dir():
                raise _refused(folder, _("a file is in its way")) from None
            continue
        except OSError as error:
            raise _refused(folder, error.strerror or str(error)) from error
        return folder
    raise AssertionError("counting has no end")


@contextmanager
def made_whole(wanted: Path | None, name: str = NAME) -> Iterator[Path]:
    """The same; where what is done in it fails, all that it made is removed again."""
    place = new_folder(wanted, name)
    try:
        yield place
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise


def _refused(folder: Path, reason: str) -> Unavailable:
    return Unavailable(
        _("The folder of the sample casebook cannot be made: {reason}.").format(reason=reason),
        file=str(folder),
        remedy=_("Name another folder, on a disk that can be written."),
    )


def write(path: Path, text: str) -> Path:
    """A new text file of the sample, with the folders it needs."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise Unavailable(
            _("A file of the sample casebook cannot be written: {reason}.").format(
                reason=error.strerror or str(error)
            ),
            file=str(path),
            remedy=_("Make room on the disk, or name another folder."),
        ) from error
    return path
