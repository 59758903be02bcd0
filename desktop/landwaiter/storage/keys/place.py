"""Where a casebook may lie: on a local disk that can be written, readable by its owner only."""

import contextlib
import os
import re
import secrets
import sys
import time
from pathlib import Path

from landwaiter.errors import Unavailable
from landwaiter.i18n import _
from landwaiter.whole_file import new_file, sync_folder

_FUSE = (
    "fuse.davfs2",
    "fuse.glusterfs",
    "fuse.gvfsd-fuse",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.sshfs",
)
_CLUSTER = ("beegfs", "ceph", "gfs", "gfs2", "glusterfs", "lustre", "ocfs2")
_SHARES = ("afp", "afs", "cifs", "coda", "davfs", "ncpfs", "nfs", "nfs4", "smb", "smb3", "smbfs")
# 9p and virtiofs are not here: virtual machines and sandboxes have their local disks on them.
NETWORK_SYSTEMS = frozenset((*_FUSE, *_CLUSTER, *_SHARES))
_SYNCHRONISED = {
    "OneDrive": r"onedrive( - .+)?",
    "Dropbox": r"dropbox( \(.+\))?",
    "Nextcloud": r"nextcloud\d*",
    "ownCloud": r"owncloud\d*",
    "iCloud": r"icloud ?drive|mobile documents|com~apple~clouddocs",
    "Google Drive": r"google ?drive|my drive|googledrive-.+",
}
_ABANDONED_S = 3600.0
_MOUNTS = Path("/proc/self/mountinfo")
_OCTAL = re.compile(r"\\([0-7]{3})")


def file_system(path: Path, mounts: str) -> str:
    """The kind of file system `path` lies on, from the text of /proc/self/mountinfo; "" unknown."""
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 5 or "-" not in fields:
            continue
        point = _OCTAL.sub(lambda match: chr(int(match[1], 8)), fields[4])
        inside = str(path) == point or str(path).startswith(point.rstrip("/") + "/")
        # Later lines cover earlier ones at the same point.
        if inside and len(point) >= len(best):
            best, kind = point, fields[fields.index("-") + 1]
    return kind


def _windows_remote(path: Path) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes  # noqa: PLC0415  # its windll exists on Windows only

    drive_remote = 4
    text = str(path)
    return text.startswith("\\\\") or (
        ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == drive_remote
    )


def refuse_network(path: Path, *, mounts: str | None = None) -> None:
    """Unavailable where the system names a network file system (WAL is unsafe on one)."""
    real = Path(os.path.realpath(path))
    if mounts is None:
        mounts = _MOUNTS.read_text(encoding="utf-8") if _MOUNTS.exists() else ""
    kind = file_system(real, mounts)
    if kind in NETWORK_SYSTEMS or _windows_remote(real):
        raise Unavailable(
            _(
                "The folder lies on a network file system ({kind}), which can damage a casebook."
            ).format(kind=kind or _("network drive")),
            file=str(path),
            remedy=_(
                "Keep the casebook on a local disk; a shared office uses one terminal server."
            ),
        )


def warnings_about(path: Path) -> tuple[str, ...]:
    """Sentences about a place that is allowed but not good: synchronised, or without rights."""
    parts = Path(os.path.realpath(path)).parts
    synchronised = (
        _(
            "The casebook lies in a folder of {service}; two computers at once can damage it."
        ).format(service=service)
        for service, pattern in _SYNCHRONISED.items()
        if any(re.fullmatch(pattern, part.lower()) for part in parts)
    )
    shared = _("Other people on this computer can copy the encrypted files of the casebook.")
    return (*synchronised, *([shared] if _others_may_read(path) else []))


def _others_may_read(path: Path) -> bool:
    return sys.platform != "win32" and path.is_dir() and bool(path.stat().st_mode & 0o077)


def require_writable(path: Path) -> None:
    """Unavailable unless files can be made in the folder."""
    if not os.access(path, os.W_OK | os.X_OK):
        raise Unavailable(
            _("The casebook cannot be written: its folder or disk is read-only."),
            file=str(path),
            remedy=_("Make the folder writable for you."),
        )


def sweep_temporaries(folder: Path) -> None:
    """Remove what was left by who was killed while it was written; a younger file may be in use.

    Besides what `write_durably` leaves, a copy of the database with what SQLite kept beside it.
    """
    oldest = time.time() - _ABANDONED_S
    for temporary in (*folder.glob(".*.tmp"), *folder.glob(".*.tmp-*")):
        with contextlib.suppress(OSError):
            if temporary.stat().st_mtime < oldest:
                temporary.unlink()


def write_durably(path: Path, data: bytes) -> None:
    """Replace a file at once or not at all: temporary, fsync, rename, fsync of the folder.

    Nobody can guess the temporary name: files are also written outside the casebook.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}.tmp")
    file = new_file(temporary)
    try:
        with file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
