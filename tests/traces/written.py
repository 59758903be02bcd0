"""What is opened for writing, made or renamed: as Python tells it, and as the system is asked."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@dataclass(frozen=True, slots=True)
class Written:
    """One call during a deed; `rights` is None where the call names none."""

    deed: int
    call: str
    path: str
    rights: int | None = None


def _opened(path: Any, mode: Any, flags: Any) -> Any:
    writes = bool(set(mode or "") & set("wax+")) or bool(int(flags or 0) & WRITING)
    return path if writes else None


_EVENTS: Final[Mapping[str, Callable[..., Any]]] = {
    "open": _opened,
    "os.link": lambda _source, target, *_more: target,
    "os.mkdir": lambda path, *_more: path,
    "os.rename": lambda _source, target, *_more: target,
    "os.symlink": lambda _source, target, *_more: target,
    "os.truncate": lambda path, _length: path,
    "shutil.copyfile": lambda _source, target: target,
    "shutil.copytree": lambda _source, target: target,
    "shutil.make_archive": lambda base, *_more: base,
    "shutil.move": lambda _source, target: target,
    "sqlite3.connect": lambda path: path,
    "tempfile.mkdtemp": lambda path: path,
    "tempfile.mkstemp": lambda path: path,
}
"""Audit event → what of its arguments is written."""


@dataclass(slots=True)
class Watch:
    """Everything that Python writes while a deed is done (PEP 578); it cannot be taken off."""

    deed: int = -1
    """The number of the deed that is done now; -1: none."""
    seen: list[Written] = field(default_factory=list)

    def begin(self) -> None:
        sys.addaudithook(self._hook)

    def _hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.deed < 0 or event not in _EVENTS:
            return
        path = _EVENTS[event](*arguments)
        if isinstance(path, str | bytes | os.PathLike):
            self.seen.append(Written(self.deed, event, _whole(os.fsdecode(path))))


def _whole(path: str) -> str:
    """The path from the root on; links are not followed, for that would ask the system."""
    return os.path.normpath(str(Path.cwd() / path))


MARK: Final = "/landwaiter-deed"
"""Asking for a file of this name, which is not there, is seen in the trace."""
TRACED: Final = (
    "?open,?openat,?openat2,?creat,?mkdir,?mkdirat,?mknod,?mknodat,?rename,?renameat,?renameat2,"
    "?link,?linkat,?symlink,?symlinkat,?truncate,?access,?faccessat,?faccessat2"
)
STRACE: Final = ("strace", "-f", "--seccomp-bpf", "-s", "4096", "-e", f"trace={TRACED}")
_LINE: Final = re.compile(r"\d+ +(\w+)\((.*)")
_TEXT: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')
_OPEN: Final = re.compile(r'", \{?(?:flags=)?(O_[A-Z_|]+)(?:, (?:mode=)?(0[0-7]*))?')
_RIGHTS: Final = re.compile(r'", (0[0-7]*)')
_READS: Final = ("access", "faccessat", "faccessat2")


def mark(number: int) -> None:
    """The deed of this number begins; -1: none is done any more."""
    os.access(f"{MARK}/{number}", os.F_OK)


def traced(lines: Iterable[str]) -> Iterator[Written]:
    """What a trace says was written during the deeds that were marked in it."""
    deed = -1
    for line in lines:
        found = _LINE.match(line)
        if found is None or (" = -1 E" in line and MARK not in line):
            continue
        call, arguments = found.groups()
        texts = _TEXT.findall(arguments)
        if call in _READS:
            if texts and texts[0].startswith(MARK):
                deed = int(texts[0].rpartition("/")[2])
        elif deed >= 0 and texts and (rights := _rights(call, arguments)) is not None:
            yield Written(deed, call, _whole(texts[-1]), rights or None)


def _rights(call: str, arguments: str) -> int | None:
    """The rights that a call asks for, 0 where it names none; None where it only reads."""
    if call in {"open", "openat", "openat2"}:
        found = _OPEN.search(arguments)
        if found is None or not {"O_WRONLY", "O_RDWR", "O_CREAT"} & set(found[1].split("|")):
            return None
        return int(found[2] or "0", 8)
    named = _RIGHTS.search(arguments)
    return int(named[1], 8) if named and call.startswith(("mk", "creat")) else 0
