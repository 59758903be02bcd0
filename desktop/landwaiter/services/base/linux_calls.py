"""Calls of the Linux kernel that Python has no name for; OSError where the kernel refuses one."""

import ctypes
import os
from typing import Any

_PR_SET_NO_NEW_PRIVS = 38


def system_call(number: int, *values: Any) -> int:
    """What it gives; whole numbers are passed as wide as a register (syscall(2))."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    wide = [ctypes.c_long(value) if isinstance(value, int) else value for value in values]
    given = int(libc.syscall(ctypes.c_long(number), *wide))
    if given < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return given


def gain_no_privileges() -> None:
    """Neither this process nor one it becomes may gain any; without this the kernel confines only
    who is an administrator (prctl(2), PR_SET_NO_NEW_PRIVS)."""
    libc = ctypes.CDLL(None, use_errno=True)
    one, none = ctypes.c_ulong(1), ctypes.c_ulong(0)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, one, none, none, none):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
