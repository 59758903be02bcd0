"""The filter of system calls, run as data: what it says on every number of both machines."""

import re
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from landwaiter.services.base.seccomp import ALLOW, END, MACHINES, REFUSE, Machine, filter_of

NAMES = sorted(MACHINES)
EXECUTABLE, WRITABLE = 7, 3
"""PROT_READ | PROT_WRITE, with and without PROT_EXEC."""
HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}
DANGEROUS = re.findall(
    r"\w+",
    """
open openat openat2 creat unlink unlinkat rename renameat renameat2 link linkat symlink mkdir
mkdirat mknod chmod fchmod chown truncate ftruncate stat newfstatat statx access readlink
getdents64 chdir chroot mount socket socketpair connect bind listen accept sendto sendmsg
recvmsg fork vfork clone clone3 execve execveat ptrace process_vm_readv process_vm_writev kill
tkill tgkill pidfd_open pidfd_getfd prctl prlimit64 setrlimit seccomp io_uring_setup
io_uring_enter bpf perf_event_open userfaultfd memfd_create shmget shmat ioctl fcntl dup dup2
pipe pipe2 pkey_mprotect personality keyctl add_key setns unshare splice sendfile
open_by_handle_at
""",
)


def steps(program: bytes) -> list[tuple[int, int, int, int]]:
    return list(struct.iter_unpack("<HBBI", program))


def verdict(machine: Machine, number: int, *, third: int = 0, architecture: int = 0) -> int:
    """What the filter returns: the five instructions of the classic BPF that it is made of."""
    data = struct.pack(
        "<IIQ6Q", number, architecture or machine.architecture, 0, 0, 0, third, 0, 0, 0
    )
    program, at, held = steps(filter_of(machine)), 0, 0
    while True:
        code, yes, no, value = program[at]
        at += 1
        if code == 0x20:
            (held,) = struct.unpack_from("<I", data, value)
        elif code == 0x15:
            at += yes if held == value else no
        elif code == 0x35:
            at += yes if held >= value else no
        elif code == 0x45:
            at += yes if held & value else no
        else:
            assert code == 0x06
            return value


def numbers_in(header: Path) -> Iterator[tuple[str, int]]:
    pattern = r"#define __NR(?:3264)?_(\w+) (\d+)\b"
    yield from ((name, int(number)) for name, number in re.findall(pattern, header.read_text()))


@pytest.mark.parametrize("name", NAMES)
def test_only_what_is_listed_is_let_through(name: str) -> None:
    machine = MACHINES[name]
    let = {number for number in range(2048) if verdict(machine, number) == ALLOW}
    assert let == {*machine.allowed.values(), *machine.without_code.values()}
    refused = {verdict(machine, number) for number in range(2048) if number not in let}
    assert refused == {REFUSE}


@pytest.mark.parametrize("name", NAMES)
def test_memory_that_can_be_run_is_refused(name: str) -> None:
    machine = MACHINES[name]
    for number in machine.without_code.values():
        assert verdict(machine, number, third=WRITABLE) == ALLOW
        assert verdict(machine, number, third=EXECUTABLE) == REFUSE
        assert verdict(machine, number, third=(1 << 40) | EXECUTABLE) == REFUSE


@pytest.mark.parametrize("name", NAMES)
def test_a_call_in_another_convention_ends_the_process(name: str) -> None:
    machine = MACHINES[name]
    others = {one.architecture for one in MACHINES.values()} - {machine.architecture}
    for architecture in (*others, 0x40000003, 0x40000028, 1):  # of 32 bits: i386, ARM
        for number in (*range(512), 0x40000000, 0xFFFFFFFF):
            assert verdict(machine, number, architecture=architecture) == END


def test_no_call_of_x32_is_let_through() -> None:
    machine = MACHINES["x86_64"]
    for number in range(1024):
        assert verdict(machine, 0x40000000 | number) == END
    assert verdict(machine, 0xFFFFFFFF) == END


@pytest.mark.parametrize("name", NAMES)
def test_every_jump_stays_within_the_filter_and_every_way_ends(name: str) -> None:
    program = steps(filter_of(MACHINES[name]))
    assert len(program) < 4096  # BPF_MAXINSNS
    assert program[-1][0] == 0x06
    for at, (code, yes, no, _value) in enumerate(program[:-1]):
        assert code in (0x20, 0x06) or at + 1 + max(yes, no) < len(program)


@pytest.mark.parametrize("name", NAMES)
def test_numbers_are_those_of_the_headers_of_the_kernel(name: str) -> None:
    if not HEADERS[name].is_file():
        pytest.skip("the headers of the kernel are not installed")
    known = dict(numbers_in(HEADERS[name]))
    machine = MACHINES[name]
    listed = {**machine.allowed, **machine.without_code, "seccomp": machine.seccomp}
    assert listed == {call: known[call] for call in listed}
    for call in DANGEROUS:
        if call in known:
            assert verdict(machine, known[call]) == REFUSE, call


def test_both_machines_allow_the_same() -> None:
    one, other = MACHINES.values()
    assert one.allowed.keys() == other.allowed.keys()
    assert one.without_code.keys() == other.without_code.keys()
