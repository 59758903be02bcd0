"""Files of others given to a process of its own that may do nothing else, and its answer.

The process may open nothing and ends after one file. What comes back is bounded and taken as pixels
and plain text alone, so that no decoder in this process sees it.
"""

import contextlib
import json
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from time import monotonic
from typing import Any

from landwaiter.domain.finding.place import FilePart, PartKind
from landwaiter.errors import Fault, Unavailable
from landwaiter.i18n import N_, _
from landwaiter.services.base import own_process
from landwaiter.services.base.confinement import PROTECTION_NAMES, Confinement, not_confined
from landwaiter.services.base.own_process import surroundings
from landwaiter.services.base.program_arguments import DRAW_PREVIEW

_MOST_ANSWER = 64 << 20
_LONGEST_LINE = 4096
_LONGEST_NAME = 80
TIMEOUT_S = 20.0
_POLL_S = 0.05
_PARTING_S = 1.0
_NEVER_BEGAN = frozenset({1, 2, 3})
"""Exit codes of a program that did not load, and of one that could not be confined."""

Tell = Callable[[], None]
"""Called while the process works; what it raises ends the process and the decoding."""


@dataclass(frozen=True, slots=True)
class DecodingAnswer:
    """What the process gave: RGB pixels row by row, or text in UTF-8; and what held for it."""

    holds: Confinement
    width: int
    height: int
    pages: int
    cut: bool
    guessed: bool
    body: bytes


WHY: Mapping[str, str] = {
    "damaged": N_("The file cannot be shown: its content is not what such a file holds."),
    "empty": N_("The file cannot be shown: it has no page."),
    "encrypted": N_("The file cannot be shown: it is protected with a password."),
    "page": N_("The file has no such page."),
    "too_large": N_("The file cannot be shown: it needs more memory than a preview is given."),
}


class DecodingRefusal(Unavailable):
    """The process gives nothing of the file; `cause` is one of `WHY`, or `slow`."""

    def __init__(self, cause: str, message: str = "") -> None:
        super().__init__(message or _(WHY[cause]))
        self.cause = cause


class NoDecodingProcess(Unavailable):
    """The process did not start on this system: no file is to blame."""

    def __init__(self) -> None:
        super().__init__(
            _("The process that draws previews did not start."),
            remedy=_("Run “landwaiter --self-test”; it says what is missing."),
        )


def words_of(
    kind: str,
    content: Iterator[bytes],
    tell: Tell = lambda: None,
    *,
    within_s: float = TIMEOUT_S,
    task: str = "",
) -> tuple[str, bool]:
    """The words of a file, and whether it has more of them than are taken.

    `kind` is what the process is asked for (`formats.base.kinds_with_words.EXTRACTED`).
    Unavailable, in one sentence, where the file gives none.
    """
    answer = decoded({"kind": kind}, content, tell, within_s, task=task)
    return answer.body.decode("utf-8", errors="replace"), answer.cut


def parts_of(kind: str, content: Iterator[bytes], tell: Tell) -> tuple[tuple[FilePart, ...], bool]:
    """The words of a file part by part, and whether it has more of them than are taken.

    `kind` is one of `formats.base.kinds_with_words.IN_PARTS`. Unavailable where the file gives
    none.
    """
    text, cut = words_of(kind, content, tell)
    try:
        parts = tuple(
            FilePart(PartKind(part), str(name)[:_LONGEST_NAME], int(line), str(words))
            for part, name, line, words in json.loads(text)
        )
    except (ValueError, TypeError):
        # The process may have been taken over: what it says is held against what it may be.
        raise DecodingRefusal("damaged") from None
    return parts, cut


def confinement() -> Confinement:
    """What is kept from the process on this system, as such a process said; asked for once."""
    try:
        return _said_by_a_process()
    except Unavailable:
        return not_confined("process")


@cache
def _said_by_a_process() -> Confinement:
    asked = {"kind": "text", "page": 1, "width": 1, "height": 1}
    return decoded(asked, iter(()), lambda: None).holds


def command(argument: str = DRAW_PREVIEW) -> list[str]:
    """How this program starts the process that draws, or another of its own."""
    return own_process.command(argument)


def decoded(
    asked: Mapping[str, Any],
    content: Iterator[bytes],
    tell: Tell,
    within_s: float = TIMEOUT_S,
    *,
    task: str = "",
) -> DecodingAnswer:
    """Give the file to a process of its own and take its answer; it never outlives this.

    `task` is the argument by which the process is another than the one that draws.
    """
    line = json.dumps(asked).encode() + b"\n"
    process = subprocess.Popen(  # noqa: S603  # this very program, with a fixed argument
        command(task) if task else command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=surroundings(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    talk = _Talk(process, line, content)
    ended: int | None = None
    try:
        talk.begin()
        until = monotonic() + within_s
        while talk.goes_on():
            tell()
            if monotonic() > until:
                told = _("The preview took longer than {most} s.").format(most=within_s)
                raise DecodingRefusal("slow", told)
        with contextlib.suppress(subprocess.TimeoutExpired):
            ended = process.wait(_PARTING_S)
    finally:
        process.kill()
        talk.end()
    if ended in _NEVER_BEGAN:
        raise NoDecodingProcess
    return talk.answer()


class _Talk:
    """The two ends of the pipes, each in a thread of its own: neither side waits for the other."""

    def __init__(
        self, process: "subprocess.Popen[bytes]", line: bytes, content: Iterator[bytes]
    ) -> None:
        self._process, self._line, self._content = process, line, content
        self._fault: BaseException | None = None
        self._said = b""
        self._threads = [threading.Thread(target=run) for run in (self._give, self._take)]

    def begin(self) -> None:
        for thread in self._threads:
            thread.start()

    def goes_on(self) -> bool:
        """Wait a moment; False once the process has said everything."""
        self._threads[1].join(_POLL_S)
        return self._threads[1].is_alive()

    def end(self) -> None:
        for thread in self._threads:
            thread.join()
        self._process.wait()

    def answer(self) -> DecodingAnswer:
        """What the process said; the vault's fault where the file in it is damaged."""
        if self._fault is not None:
            raise self._fault
        return _parsed(self._said)

    def _give(self) -> None:
        stdin: Any = self._process.stdin
        # The process may end, or be ended, before it has read everything.
        with contextlib.suppress(BrokenPipeError, ConnectionError), stdin:
            try:
                stdin.write(self._line)
                for piece in self._content:
                    if self._process.poll() is not None:
                        return
                    stdin.write(piece)
            except Fault as fault:
                self._fault = fault

    def _take(self) -> None:
        stdout: Any = self._process.stdout
        with stdout:
            self._said = stdout.read(_MOST_ANSWER)


def _parsed(said: bytes) -> DecodingAnswer:
    """The answer, held against what it may be: the process may have been taken over."""
    first, _newline, rest = said.partition(b"\n")
    head, _newline, body = rest.partition(b"\n")
    try:
        holds = _holds(json.loads(first[:_LONGEST_LINE]))
        line = json.loads(head[:_LONGEST_LINE])
        if "not_shown" in line:
            raise DecodingRefusal(line["not_shown"])
        answer = DecodingAnswer(
            holds,
            width=int(line["width"]),
            height=int(line["height"]),
            pages=int(line["pages"]),
            cut=line["cut"] is True,
            guessed=line["guessed"] is True,
            body=body,
        )
        fits = not answer.width or len(body) == 3 * answer.width * answer.height
        if not fits or len(body) != line["bytes"] or min(answer.width, answer.height) < 0:
            raise ValueError("not what was announced")
    except (ValueError, KeyError, TypeError):
        # It was ended by its limits, or said something else than it should.
        raise DecodingRefusal("too_large") from None
    return answer


def _holds(line: Mapping[str, Any]) -> Confinement:
    missing = tuple(line["missing"])
    if not set(PROTECTION_NAMES).issuperset(missing):
        raise ValueError("a protection that nobody knows")
    return Confinement(
        files=line["files"] is True,
        network=line["network"] is True,
        processes=line["processes"] is True,
        memory=line["memory"] is True,
        missing=missing,
    )
