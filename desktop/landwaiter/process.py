"""What this process keeps from others of the same user: its memory, and secrets handed to it.

Linux: no core dump, and neither `ptrace` nor `/proc/PID/mem`, `environ` or `maps` for other
processes of the user (prctl(2), PR_SET_DUMPABLE). macOS: no core dump, no debugger attaches
(ptrace(2), PT_DENY_ATTACH). Windows: no dialog and no memory of the heap in an error report
(WerSetFlags); another program of the same user can read the memory there. Nothing of this holds
against an administrator of the machine.
"""

import ctypes
import os
import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4
_PT_DENY_ATTACH = 31
_WER_NO_HEAP = 1
_FAIL_SILENTLY = 0x0001 | 0x0002 | 0x8000
"""SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SEM_NOOPENFILEERRORBOX."""


def shield() -> None:
    """Shut other processes of the user out, as far as this system can; never fails."""
    with suppress(OSError, AttributeError, ValueError):
        _SHIELDS.get(sys.platform, _no_core)()


def take_secret(name: str) -> str | None:
    """The value of a variable, taken out of the environment: no child and no listing has it."""
    value = os.environ.get(name)
    if value is None:
        return None
    _overwrite(name)
    del os.environ[name]
    return value or None


def _no_core() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  # POSIX only

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _shield_linux() -> None:
    _no_core()
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _shield_macos() -> None:
    _no_core()
    ctypes.CDLL(None, use_errno=True).ptrace(_PT_DENY_ATTACH, 0, None, 0)


def _shield_windows() -> None:
    if sys.platform == "win32":
        ctypes.windll.kernel32.SetErrorMode(_FAIL_SILENTLY)
        ctypes.windll.wer.WerSetFlags(_WER_NO_HEAP)


def _overwrite(name: str) -> None:
    """Removing a variable leaves its text where the system put it when the process started."""
    if sys.platform == "win32":
        return
    getenv = ctypes.CDLL(None).getenv
    getenv.restype, getenv.argtypes = ctypes.c_void_p, (ctypes.c_char_p,)
    address = getenv(os.fsencode(name))
    if address:
        ctypes.memset(address, 0, len(ctypes.string_at(address)))


_SHIELDS = {"linux": _shield_linux, "darwin": _shield_macos, "win32": _shield_windows}
