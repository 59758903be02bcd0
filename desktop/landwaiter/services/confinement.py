"""What the process that reads hostile files may do: compute a while in bounded memory, no more.

The process takes its own rights away before it reads anything. On Linux and macOS these are
resource limits: no new file, socket or pipe can be opened, nothing be written to a file, no process
be started. Memory is bounded by the system on Linux; macOS accepts that limit and does not keep it.
Windows has no such limits: a job object bounds memory, time and processes there, and files and
network stay as open to the process as to its user.
"""

import sys

MEMORY = 1 << 30
"""Bytes of address space."""
CPU_S = 15


def confine() -> None:
    """Take the rights away for good; OSError where the system does not do it."""
    if sys.platform == "win32":
        _by_job_object()
    else:
        _by_limits()


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _LIMIT_PROCESS_TIME, _LIMIT_ACTIVE_PROCESS, _LIMIT_PROCESS_MEMORY = 0x2, 0x8, 0x100
    _DIE_ON_UNHANDLED_EXCEPTION = 0x400
    _EXTENDED_LIMIT_INFORMATION = 9

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

    def _by_job_object() -> None:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
        limits = _Extended()
        limits.BasicLimitInformation.LimitFlags = (
            _LIMIT_PROCESS_TIME
            | _LIMIT_ACTIVE_PROCESS
            | _LIMIT_PROCESS_MEMORY
            | _DIE_ON_UNHANDLED_EXCEPTION
        )
        limits.BasicLimitInformation.PerProcessUserTimeLimit = CPU_S * 10_000_000  # of 100 ns
        limits.BasicLimitInformation.ActiveProcessLimit = 1
        limits.ProcessMemoryLimit = MEMORY
        size = ctypes.sizeof(limits)
        told = kernel.SetInformationJobObject(
            job, _EXTENDED_LIMIT_INFORMATION, ctypes.byref(limits), size
        )
        own = wintypes.HANDLE(kernel.GetCurrentProcess())
        if not told or not kernel.AssignProcessToJobObject(job, own):
            raise ctypes.WinError(ctypes.get_last_error())
else:
    import resource

    _LIMITS = (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, CPU_S),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_NOFILE, 0),
    )

    def _by_limits() -> None:
        for which, most in _LIMITS:
            try:
                resource.setrlimit(which, (most, most))
            except ValueError as error:
                raise OSError(str(error)) from error
