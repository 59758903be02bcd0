"""Landlock: the process opens, makes, changes and removes no file, and reaches no TCP port.

Linux, landlock(7): a ruleset names the rights that it handles; what no rule gives back is refused.
This one has no rule. It takes every right that the kernel knows of, by the version (ABI) that the
kernel reports. What is open already stays open: the pipes.
"""

import ctypes
import os
from collections.abc import Mapping

from landwaiter.services.base.linux_calls import gain_no_privileges, system_call

_CREATE_RULESET, _RESTRICT_SELF = 444, 446
"""Numbers of the system calls, the same on every machine."""
_ASK_VERSION = 1

Rights = tuple[int, int, int]
"""Bits: on files, on the network, and what may be reached outside (scopes)."""
_SINCE: Mapping[int, Rights] = {
    1: ((1 << 13) - 1, 0, 0),  # from LANDLOCK_ACCESS_FS_EXECUTE to …_FS_MAKE_SYM
    2: (1 << 13, 0, 0),  # …_FS_REFER: linking and renaming between folders
    3: (1 << 14, 0, 0),  # …_FS_TRUNCATE
    4: (0, 0b11, 0),  # …_NET_BIND_TCP, …_NET_CONNECT_TCP
    5: (1 << 15, 0, 0),  # …_FS_IOCTL_DEV
    6: (0, 0, 0b11),  # LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET, …_SCOPE_SIGNAL
}
"""The version of Landlock → the rights that it brought."""


def rights_of(version: int) -> Rights:
    """Every right that can be taken away under this version of Landlock."""
    files = network = scopes = 0
    for since, (on_files, on_network, on_scopes) in _SINCE.items():
        if since <= version:
            files, network, scopes = files | on_files, network | on_network, scopes | on_scopes
    return files, network, scopes


class _Attributes(ctypes.Structure):
    """An older kernel takes the longer structure as long as it has zeros where it knows nothing."""

    _fields_ = (
        ("handled_access_fs", ctypes.c_uint64),
        ("handled_access_net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


def apply() -> None:
    """Take the rights away for good; OSError where the kernel has no Landlock, or has it off."""
    version = system_call(_CREATE_RULESET, None, 0, _ASK_VERSION)
    attributes = _Attributes(*rights_of(version))
    size = ctypes.sizeof(attributes)
    ruleset = system_call(_CREATE_RULESET, ctypes.byref(attributes), size, 0)
    try:
        gain_no_privileges()
        system_call(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)
