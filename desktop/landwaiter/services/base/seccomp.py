"""seccomp: of the kernel the process may ask memory, the time, and its own pipes; nothing else.

Linux, seccomp(2): a filter, a program of the classic BPF, looks at each system call before the
kernel does. What decoding needs was measured with strace(1) for every kind of file; it is let
through. Anything else fails with EPERM, as if it were not permitted, because decoders look for
fonts and are content without. So are C libraries that ask newfstatat(2) for fstat: it would also
say of any file whether it is there. A call in another convention (32 bits, x32), by which a filter
of numbers is evaded, ends the process.
"""

import ctypes
import errno
import os
import struct
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from landwaiter.services.base.linux_calls import gain_no_privileges, system_call

ALLOW, REFUSE, END = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x80000000
"""SECCOMP_RET_ALLOW, SECCOMP_RET_ERRNO with its number, SECCOMP_RET_KILL_PROCESS."""
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
"""BPF_LD|BPF_W|BPF_ABS, BPF_JMP|BPF_JEQ, …|BPF_JGE, …|BPF_JSET, each |BPF_K, and BPF_RET|BPF_K."""
_NUMBER, _ARCHITECTURE, _THIRD = 0, 4, 32
"""Where in `struct seccomp_data`; the third argument is 64 bits wide, its low half comes first."""
_PROT_EXEC = 4
_X32 = 0x40000000
"""Set in the numbers of the convention x32 of an x86-64 kernel."""
_SET_FILTER, _ALL_THREADS = 1, 1
"""SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC."""


@dataclass(frozen=True, slots=True)
class Machine:
    """How a kind of machine calls its kernel; numbers of calls as in its <asm/unistd.h>."""

    architecture: int
    """AUDIT_ARCH_… of <linux/audit.h>."""
    seccomp: int
    has_x32: bool
    allowed: Mapping[str, int]
    without_code: Mapping[str, int]
    """Allowed unless the memory is to be run as code (PROT_EXEC in the third argument)."""


MACHINES: Mapping[str, Machine] = {
    "x86_64": Machine(
        architecture=0xC000003E,
        seccomp=317,
        has_x32=True,
        allowed={
            "read": 0,
            "write": 1,
            "close": 3,
            "fstat": 5,
            "lseek": 8,
            "munmap": 11,
            "brk": 12,
            "rt_sigaction": 13,
            "rt_sigprocmask": 14,
            "rt_sigreturn": 15,
            "sched_yield": 24,
            "mremap": 25,
            "madvise": 28,
            "getpid": 39,
            "exit": 60,
            "gettimeofday": 96,
            "sigaltstack": 131,
            "gettid": 186,
            "futex": 202,
            "restart_syscall": 219,
            "clock_gettime": 228,
            "clock_getres": 229,
            "exit_group": 231,
            "getrandom": 318,
        },
        without_code={"mmap": 9, "mprotect": 10},
    ),
    "aarch64": Machine(
        architecture=0xC00000B7,
        seccomp=277,
        has_x32=False,
        allowed={
            "read": 63,
            "write": 64,
            "close": 57,
            "fstat": 80,
            "lseek": 62,
            "munmap": 215,
            "brk": 214,
            "rt_sigaction": 134,
            "rt_sigprocmask": 135,
            "rt_sigreturn": 139,
            "sched_yield": 124,
            "mremap": 216,
            "madvise": 233,
            "getpid": 172,
            "exit": 93,
            "gettimeofday": 169,
            "sigaltstack": 132,
            "gettid": 178,
            "futex": 98,
            "restart_syscall": 128,
            "clock_gettime": 113,
            "clock_getres": 114,
            "exit_group": 94,
            "getrandom": 278,
        },
        without_code={"mmap": 222, "mprotect": 226},
    ),
}
"""What `os.uname` calls the machine → its calls."""


class _Program(ctypes.Structure):
    """`struct sock_fprog`."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def filter_of(machine: Machine) -> bytes:
    """The filter as the kernel takes it: eight bytes for each instruction."""
    return b"".join(_instructions(machine))


def _instructions(machine: Machine) -> Iterable[bytes]:
    yield _step(_LOAD, _ARCHITECTURE)
    yield _step(_EQUAL, machine.architecture, no=0, yes=1)
    yield _step(_RETURN, END)
    yield _step(_LOAD, _NUMBER)
    if machine.has_x32:
        yield _step(_AT_LEAST, _X32, yes=0, no=1)
        yield _step(_RETURN, END)
    for number in machine.allowed.values():
        yield _step(_EQUAL, number, yes=0, no=1)
        yield _step(_RETURN, ALLOW)
    for number in machine.without_code.values():
        yield _step(_EQUAL, number, yes=0, no=4)
        yield _step(_LOAD, _THIRD)
        yield _step(_ANY_BIT, _PROT_EXEC, yes=0, no=1)
        yield _step(_RETURN, REFUSE)
        yield _step(_RETURN, ALLOW)
    yield _step(_RETURN, REFUSE)


def _step(code: int, value: int, *, yes: int = 0, no: int = 0) -> bytes:
    """`struct sock_filter`: `yes` and `no` say how many instructions are skipped."""
    return struct.pack("<HBBI", code, yes, no, value)


def apply() -> None:
    """Filter every further call, of every thread, for good; OSError where this cannot be."""
    machine = _this_machine()
    if machine is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    gain_no_privileges()
    content = filter_of(machine)
    program = _Program(len(content) // 8, content)
    left = system_call(machine.seccomp, _SET_FILTER, _ALL_THREADS, ctypes.byref(program))
    if left:  # a thread that could not be brought under the filter
        raise OSError(errno.ESRCH, os.strerror(errno.ESRCH))


def _this_machine() -> Machine | None:
    """None for a machine whose calls are not listed, and for a program of 32 bits on one."""
    if sys.platform == "win32" or sys.maxsize <= 1 << 32:
        return None
    return MACHINES.get(os.uname().machine)
