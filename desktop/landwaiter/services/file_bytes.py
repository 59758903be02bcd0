"""What a file holds that somebody chose."""

from pathlib import Path

from landwaiter.errors import Invalid, NotFound, Unavailable
from landwaiter.i18n import _


def file_bytes(path: Path, *, most: int) -> bytes:
    """The bytes of a file; one that is not there, too large or closed to us is refused."""
    try:
        if path.stat().st_size > most:
            raise Invalid(
                _("The file is larger than {limit} MB.").format(limit=most >> 20),
                file=path.name,
                remedy=_("Split it into smaller files."),
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NotFound(_("There is no such file."), file=str(path)) from error
    except OSError as error:
        raise Unavailable(
            _("The file cannot be read: {reason}.").format(reason=error.strerror or str(error)),
            file=str(path),
        ) from error
