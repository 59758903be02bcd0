"""The members of a bundle as they lie in its zip, within limits; nothing is unpacked."""

import io
import re
import stat
import zipfile
from collections.abc import Mapping
from typing import Final

from landwaiter.errors import Invalid
from landwaiter.formats.law.pack_zip import UNREADABLE
from landwaiter.i18n import _, plural

MOST_BYTES: Final = 256 << 20
MOST_MEMBERS: Final = 1_000
MOST_METADATA: Final = 1 << 20
MOST_PACK: Final = 64 << 20
TIMESTAMP, SNAPSHOT, TARGETS = "timestamp.json", "snapshot.json", "targets.json"
_NAMES: Final = re.compile(
    r"timestamp\.json|snapshot\.json|targets\.json|root/[1-9][0-9]{0,5}\.root\.json|"
    r"publishers/[a-z0-9][a-z0-9_-]{0,60}\.json|packs/[A-Za-z0-9][A-Za-z0-9_-]{0,60}\.zip"
)
NEEDED: Final = frozenset({TIMESTAMP, SNAPSHOT, TARGETS})


def members_of(data: bytes, *, file: str) -> Mapping[str, bytes]:
    """Content by name; Invalid for what is no bundle, or holds anything but what one holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            # A pack at the end of a file that was cut off is a zip too, which begins later.
            if min((entry.header_offset for entry in entries), default=0):
                raise zipfile.BadZipFile(_("it does not begin where it should"))
            _refuse_many(entries, file)
            for entry in entries:
                _refuse_odd(entry, file)
            found = {entry.filename: _content(archive, entry, file) for entry in entries}
    except UNREADABLE as error:
        raise Invalid(
            _("This is no bundle: {reason}.").format(reason=str(error).rstrip(".")),
            file=file,
            remedy=_("Copy the file from its publisher again."),
        ) from None
    if len(found) != len(entries):
        raise _odd(_("The bundle holds a file twice."), file, "")
    lacking = sorted(NEEDED - found.keys())
    if lacking:
        raise _odd(_("The bundle lacks a file."), file, ", ".join(lacking))
    return found


def _refuse_many(entries: list[zipfile.ZipInfo], file: str) -> None:
    size = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_MEMBERS or size > MOST_BYTES:
        raise Invalid(
            _("The bundle holds more than a bundle does."),
            file=file,
            value=plural(
                len(entries),
                "{n} file, {size}",
                "{n} files, {size}",
                size=plural(size, "{n} byte", "{n} bytes"),
            ),
            remedy=_("Copy the file from its publisher again."),
        )


def _refuse_odd(entry: zipfile.ZipInfo, file: str) -> None:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise _odd(_("A member of the bundle is a link, and no file."), file, entry.filename)
    if not _NAMES.fullmatch(entry.filename):
        raise _odd(_("The bundle holds a file that belongs in none."), file, entry.filename)
    if entry.compress_type != zipfile.ZIP_STORED or entry.compress_size != entry.file_size:
        raise _odd(_("A member of the bundle is packed; all lie open."), file, entry.filename)
    most = MOST_PACK if entry.filename.startswith("packs/") else MOST_METADATA
    if entry.file_size > most:
        raise _odd(_("A member of the bundle is too large."), file, entry.filename)


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, file: str) -> bytes:
    # The size in the directory may lie: never read more than it says.
    with archive.open(entry) as stream:
        content = stream.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise _odd(_("A member of the bundle is not as long as it says."), file, entry.filename)
    return content


def _odd(said: str, file: str, name: str) -> Invalid:
    return Invalid(
        said,
        file=file,
        field=name[:120] or None,
        remedy=_("Nothing of it was taken in. Copy the file from its publisher again."),
    )
