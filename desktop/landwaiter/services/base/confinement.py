"""What the process that reads hostile files may do: compute a while in bounded memory, no more.

The process takes its own rights away before it reads anything, and says what holds. On Linux three
things do it, each by itself: Landlock (`landlock`), resource limits (setrlimit(2)), and a filter of
system calls (`seccomp`). A kernel or a container may offer fewer; what remains is used, and what is
missing is told. macOS has the limits alone, and does not keep that of memory: its sandbox_init(3)
is deprecated, with nothing in its place for a program of this kind. Windows is in `job_object`.

What nobody tried on a system is told as not holding there.
"""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from landwaiter.services.base import job_object, landlock, seccomp

MEMORY = 1 << 30
"""Bytes of address space."""
CPU_S = 15


@dataclass(frozen=True, slots=True)
class Confinement:
    """What is kept from the process for certain; each claim is false where in doubt."""

    files: bool
    """It opens, makes, changes and removes none."""
    network: bool
    processes: bool
    """It starts none, becomes no other program, and signals none."""
    memory: bool
    missing: tuple[str, ...] = ()
    """Protections that do not hold here, of `PROTECTION_NAMES`."""

    @property
    def is_complete(self) -> bool:
        return self.files and self.network and self.processes and self.memory


_OF_LINUX = ("landlock", "limits", "seccomp")
PROTECTION_NAMES = (*_OF_LINUX, "macos", "windows", "process")
"""The last one for a process that did not even start."""
Protections = Mapping[str, Callable[[], None]]
"""Name → what sets it up, in the order in which they still can be; OSError where it cannot be."""


def confine(protections: Protections | None = None) -> Confinement:
    """Take the rights away for good, and what holds; OSError where not even limits can be set."""
    return _confine(PROTECTIONS if protections is None else protections)


def not_confined(why: str) -> Confinement:
    """Nothing is kept from the process for certain."""
    return Confinement(files=False, network=False, processes=False, memory=False, missing=(why,))


def kept(held: frozenset[str], *, is_administrator: bool) -> Confinement:
    """What these protections of Linux keep from a process.

    An administrator may raise limits again, and start processes beyond them.
    """
    no_descriptor = "limits" in held and not is_administrator
    return Confinement(
        files=not held.isdisjoint({"landlock", "seccomp"}),
        network="seccomp" in held or no_descriptor,
        processes="seccomp" in held,
        memory="limits" in held and ("seccomp" in held or not is_administrator),
        missing=tuple(name for name in _OF_LINUX if name not in held),
    )


if sys.platform == "win32":
    PROTECTIONS: Protections = {}

    def _confine(_protections: Protections) -> Confinement:
        job_object.apply(memory=MEMORY, cpu_s=CPU_S)
        return not_confined("windows")
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

    # Landlock takes a descriptor while it is set up; after seccomp no limit can be set.
    PROTECTIONS = {"landlock": landlock.apply, "limits": _by_limits, "seccomp": seccomp.apply}
    if sys.platform == "darwin":
        PROTECTIONS = {"limits": _by_limits}

    def _confine(protections: Protections) -> Confinement:
        held = set()
        for name, protect in protections.items():
            try:
                protect()
            except OSError:
                if name == "limits":
                    raise
            else:
                held.add(name)
        if sys.platform == "darwin":
            return not_confined("macos")
        return kept(frozenset(held), is_administrator=os.geteuid() == 0)
