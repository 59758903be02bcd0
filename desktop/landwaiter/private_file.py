"""A file that its owner alone reads: what signs a service user in, without a person beside it.

POSIX: the mode of the file that is open, and whose it is; an access list that lets others in shows
as rights of the group. Windows: its access list, as `advapi32` writes it out.
"""

import ctypes
import os
import re
import stat
import sys
from pathlib import Path
from typing import Final

from landwaiter.errors import NotAllowed
from landwaiter.i18n import _
from landwaiter.user_file import open_file

_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_LET_IN: Final = frozenset({"SY", "BA", "OW", "CO", "S-1-5-18", "S-1-5-32-544", "S-1-3-4"})
"""The system, administrators and the owner, as an access list abbreviates them: nobody keeps a
file from these."""
_FILE_OBJECT, _OWNER, _ACCESS = 1, 1, 4
_FIRST_REVISION = 1


def require_private(path: Path) -> None:
    """NotAllowed for a file that others than its owner may read, or that is another's, and for one
    that others can put another in the place of.

    A link is judged by what it points to, and by the folders of both: services are handed their
    secrets by links, and who can turn one can write into its folder.
    """
    with open_file(path) as file:
        found = os.fstat(file.fileno())
    if sys.platform == "win32":
        said, remedy = _of_windows(path), _remedy(path)
    else:
        said, remedy = why_not_private(found), _remedy(path)
        if not said and (folder := _open_folder(path)):
            said = _("Others can put another file in its place: the mode of {folder} is {mode}.")
            said = said.format(folder=folder, mode=f"{stat.S_IMODE(folder.stat().st_mode):04o}")
            remedy = _("Let nobody else write in the folder: chmod go-w {folder}").format(
                folder=folder
            )
    if said:
        raise NotAllowed(said, file=str(path), remedy=remedy)


def _open_folder(path: Path) -> Path | None:
    """A folder on the way to the file in which others can rename what is there.

    In one with the sticky bit, as /tmp has it, only the owner of a file can.
    """
    named = Path(os.path.abspath(path))  # noqa: PTH100  # links stay as they are named
    way = dict.fromkeys((*named.parents, *path.resolve().parents))
    near = {named.parent, path.resolve().parent}
    for folder in way:
        mode = folder.stat().st_mode
        others = stat.S_IWOTH | (stat.S_IWGRP if folder in near else 0)
        if mode & others and not mode & stat.S_ISVTX:
            return folder
    return None


def why_not_private(found: os.stat_result) -> str:
    """Why it is not, by owner and mode; empty where it is."""
    if found.st_uid != os.geteuid():
        return _("The password file is another user’s.")
    if found.st_mode & _OTHERS:
        return _("Others can read the password file, or write it: its mode is {mode}.").format(
            mode=f"{stat.S_IMODE(found.st_mode):04o}"
        )
    return ""


def _remedy(path: Path) -> str:
    if sys.platform == "win32":
        return _(
            "Let its owner alone in: icacls {file} /inheritance:r /grant:r %USERNAME%:R"
        ).format(file=path.name)
    return _("Make it its owner’s alone: chmod 600 {file}").format(file=path.name)


def others_let_in(descriptor: str) -> tuple[str, ...]:
    """Whom a security descriptor, in the words of SDDL, lets in besides its owner, the system and
    administrators; `everybody` where it has no access list."""
    owner = re.search(r"O:(S-[0-9-]+|[A-Z]{2})", descriptor)
    listed = re.search(r"D:[A-Z]*((?:\([^)]*\))*)", descriptor)
    if listed is None or "NO_ACCESS_CONTROL" in descriptor:
        return ("everybody",)
    known = _LET_IN | ({owner[1]} if owner else set())
    entries = (one.split(";") for one in re.findall(r"\(([^)]*)\)", listed[1]))
    return tuple(one[5] for one in entries if one[0] in ("A", "XA", "OA") and one[5] not in known)


def _of_windows(path: Path) -> str:
    """Not tried: nobody of us has a Windows at hand."""
    let_in = others_let_in(_descriptor(path))
    if not let_in:
        return ""
    return _("Others can read the password file: {people}.").format(people=", ".join(let_in))


def _descriptor(path: Path) -> str:
    """Owner and access list of a file; empty where the system does not tell."""
    if sys.platform != "win32":
        return ""
    security, text = ctypes.c_void_p(), ctypes.c_wchar_p()
    security_of = ctypes.windll.advapi32.GetNamedSecurityInfoW
    worded = ctypes.windll.advapi32.ConvertSecurityDescriptorToStringSecurityDescriptorW
    none, wanted = None, _OWNER | _ACCESS
    if security_of(str(path), _FILE_OBJECT, wanted, none, none, none, none, ctypes.byref(security)):
        return ""
    try:
        if not worded(security, _FIRST_REVISION, wanted, ctypes.byref(text), none):
            return ""
        return str(text.value)
    finally:
        ctypes.windll.kernel32.LocalFree(text)
        ctypes.windll.kernel32.LocalFree(security)
