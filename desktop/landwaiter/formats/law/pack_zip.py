"""The files of a zipped pack, read within limits; names inside are keys and never paths."""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

from landwaiter.errors import Invalid
from landwaiter.i18n import _, plural

UNREADABLE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
)
"""What reading a damaged, locked or hostile archive raises."""
MAX_FILE = 64 * 1024 * 1024
MAX_ENTRIES = 50
MAX_RATIO = 200
"""Text packs deflate to a tenth; more than this is a bomb."""


def zipped_files(data: bytes, *, file: str) -> dict[str, bytes]:
    """Content by bare file name, of the files in the root or in the one folder of the zip.

    Raises Invalid for an archive that is damaged, encrypted, too large or oddly built.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            refuse_oversize(entries, _bounds(), file=file)
            _refuse_methods(entries, file)
            folder = _folder(entries, file)
            return {
                entry.filename.removeprefix(folder): _content(archive, entry, file)
                for entry in entries
            }
    except UNREADABLE as error:
        raise Invalid(
            _("The archive cannot be read: {reason}.").format(reason=str(error).rstrip(".")),
            file=file,
            remedy=_("Give the pack as a plain zip file or as a folder."),
        ) from None


@dataclass(frozen=True, slots=True)
class ZipBounds:
    """What is read of an archive at the most, and what is said where it holds more."""

    entries: int
    size: int
    """Bytes of all its files together, unpacked."""
    refusal: str
    remedy: str


def refuse_oversize(entries: list[zipfile.ZipInfo], bounds: ZipBounds, *, file: str) -> None:
    """Invalid where the files are too many, too large, or deflate as no text does."""
    packed = sum(entry.compress_size for entry in entries)
    size = sum(entry.file_size for entry in entries)
    is_bomb = size > MAX_RATIO * max(packed, 1)
    if len(entries) > bounds.entries or size > bounds.size or is_bomb:
        raise Invalid(
            bounds.refusal,
            file=file,
            value=plural(
                len(entries),
                "{n} file, {size} from {packed}",
                "{n} files, {size} from {packed}",
                size=plural(size, "{n} byte", "{n} bytes"),
                packed=packed,
            ),
            remedy=bounds.remedy,
        )


def _bounds() -> ZipBounds:
    return ZipBounds(
        MAX_ENTRIES,
        MAX_FILE,
        _("The archive holds more than a pack does."),
        _("Give the pack as a folder, with pack.toml and its data file."),
    )


def _refuse_methods(entries: list[zipfile.ZipInfo], file: str) -> None:
    for entry in entries:
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Invalid(
                _("The archive is packed in a way that is not read here."),
                file=file,
                field=entry.filename[:120],
                remedy=_("Give the pack as a plain zip file or as a folder."),
            )


def _folder(entries: list[zipfile.ZipInfo], file: str) -> str:
    """The folder that all files share, with its slash; empty when they lie in the root."""
    folders = {entry.filename.rpartition("/")[0] for entry in entries}
    if len(folders) > 1 or any("/" in folder or folder == ".." for folder in folders):
        raise Invalid(
            _("The files of the archive do not lie in one folder."),
            file=file,
            value=", ".join(sorted(folders))[:120],
            remedy=_("Put pack.toml and its data file side by side."),
        )
    return next((f"{folder}/" for folder in folders if folder), "")


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, file: str) -> bytes:
    # The size in the directory may lie: never unpack more than it says.
    with archive.open(entry) as stream:
        content = stream.read(entry.file_size + 1)
    if len(content) > entry.file_size:
        raise Invalid(
            _("A file of the archive is larger than it says."),
            file=file,
            field=entry.filename[:120],
            remedy=_("Give the pack as a plain zip file or as a folder."),
        )
    return content
