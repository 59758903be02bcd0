"""Windows: bounded memory, time and processes, no privilege, and the lowest integrity level.

**Not tried**: written from the documentation of the system. Until somebody tries it, the program
says on screen that nothing is kept from the process (`confinement`).

A process that runs cannot take reading of files or the network away from itself: an AppContainer
and a restricted token are given to a process when it is started, and in an AppContainer the program
could not read its own files where a person installed it for themselves alone. So files that the
person may read, and the network, stay open. At the integrity level *untrusted* it may change
nothing that is labelled higher, which is nearly every file, key and process (Mandatory Integrity
Control). A job object bounds it; restrictions on clipboard and windows are not set, because a job
that has them cannot be nested in the one that a terminal or a service may have started us in
(AssignProcessToJobObject). Where the job cannot be had the process ends; privileges and integrity,
for which nothing is claimed, are taken where the system takes them.
"""

import sys

if sys.platform == "win32":
    import ctypes
    from contextlib import suppress
    from ctypes import wintypes
    from typing import Any

    _LIMIT_PROCESS_TIME, _LIMIT_ACTIVE_PROCESS, _LIMIT_PROCESS_MEMORY = 0x2, 0x8, 0x100
    _DIE_ON_UNHANDLED_EXCEPTION = 0x400
    _EXTENDED_LIMIT_INFORMATION = 9
    _ADJUST_TOKEN = 0x8 | 0x20 | 0x80
    """TOKEN_QUERY, TOKEN_ADJUST_PRIVILEGES, TOKEN_ADJUST_DEFAULT."""
    _TOKEN_PRIVILEGES, _TOKEN_INTEGRITY = 3, 25
    _PRIVILEGE_REMOVED, _GROUP_INTEGRITY = 0x4, 0x20
    _UNTRUSTED = bytes((1, 1, 0, 0, 0, 0, 0, 16, 0, 0, 0, 0))
    """The identifier S-1-16-0."""

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        _fields_ = (
            ("BasicLimitInformation", _Basic),
            ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    class _Privilege(ctypes.Structure):
        _fields_ = (
            ("LowPart", wintypes.DWORD),
            ("HighPart", wintypes.LONG),
            ("Attributes", wintypes.DWORD),
        )

    class _Label(ctypes.Structure):
        _fields_ = (("Sid", ctypes.c_char_p), ("Attributes", wintypes.DWORD))

    def apply(*, memory: int, cpu_s: int) -> None:
        """Give the rights away for good; OSError where there is no job object."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        own = wintypes.HANDLE(kernel.GetCurrentProcess())
        _join_job(kernel, own, memory, cpu_s)
        with suppress(OSError):
            _lower_token(own)

    def _lower_token(own: wintypes.HANDLE) -> None:
        token = wintypes.HANDLE()
        advapi = ctypes.WinDLL("advapi32", use_last_error=True)
        _asked(advapi.OpenProcessToken(own, _ADJUST_TOKEN, ctypes.byref(token)))
        _remove_privileges(advapi, token)
        label = _Label(_UNTRUSTED, _GROUP_INTEGRITY)
        size = ctypes.sizeof(label) + len(_UNTRUSTED)
        _asked(advapi.SetTokenInformation(token, _TOKEN_INTEGRITY, ctypes.byref(label), size))

    def _asked(done: int) -> None:
        if not done:
            raise ctypes.WinError(ctypes.get_last_error())

    def _join_job(kernel: Any, own: wintypes.HANDLE, memory: int, cpu_s: int) -> None:
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
        limits = _Extended()
        limits.BasicLimitInformation.LimitFlags = (
            _LIMIT_PROCESS_TIME
            | _LIMIT_ACTIVE_PROCESS
            | _LIMIT_PROCESS_MEMORY
            | _DIE_ON_UNHANDLED_EXCEPTION
        )
        limits.BasicLimitInformation.PerProcessUserTimeLimit = cpu_s * 10_000_000  # of 100 ns
        limits.BasicLimitInformation.ActiveProcessLimit = 1
        limits.ProcessMemoryLimit = memory
        size = ctypes.sizeof(limits)
        _asked(
            kernel.SetInformationJobObject(
                job, _EXTENDED_LIMIT_INFORMATION, ctypes.byref(limits), size
            )
        )
        _asked(kernel.AssignProcessToJobObject(job, own))

    def _remove_privileges(advapi: Any, token: wintypes.HANDLE) -> None:
        """All of them: a privilege that is removed cannot be enabled again."""
        size = wintypes.DWORD()
        advapi.GetTokenInformation(token, _TOKEN_PRIVILEGES, None, 0, ctypes.byref(size))
        held = ctypes.create_string_buffer(size.value)
        _asked(advapi.GetTokenInformation(token, _TOKEN_PRIVILEGES, held, size, ctypes.byref(size)))
        count = wintypes.DWORD.from_buffer(held).value
        start = ctypes.sizeof(wintypes.DWORD)
        for privilege in (_Privilege * count).from_buffer(held, start):
            privilege.Attributes = _PRIVILEGE_REMOVED
        _asked(advapi.AdjustTokenPrivileges(token, False, held, 0, None, None))
