"""Previews of evidence: one page drawn by a process of its own, which holds no key.

The original is never touched: it is read from the vault, chunk by authenticated chunk, and goes
through a pipe to a process that may open nothing and ends after one page. What comes back is
bounded and taken as pixels and plain text alone, so that no decoder in this process sees it.
"""

import contextlib
import itertools
import json
import struct
import subprocess
import threading
import zlib
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from landwaiter.domain.case import Case, Evidence
from landwaiter.errors import Fault, Unavailable
from landwaiter.formats.file_kinds import HEAD, kind_of
from landwaiter.i18n import _
from landwaiter.services import own_process
from landwaiter.services.evidence import case_of, piece_of, refuse_taken
from landwaiter.services.own_process import surroundings
from landwaiter.services.program_arguments import DRAW_PREVIEW
from landwaiter.services.session import Session
from landwaiter.storage import audit
from landwaiter.whole_file import whole_file

LARGEST = 96 << 20
"""Bytes of an image or PDF that is previewed."""
_TEXT_BYTES = 512 << 10
_MOST_ANSWER = 64 << 20
_LONGEST_LINE = 4096
TIMEOUT_S = 20.0
_POLL_S = 0.05
_PARTING_S = 1.0
_NEVER_BEGAN = frozenset({1, 2, 3})
"""Exit codes of a program that did not load, and of one that could not be confined."""

VIEWED = "case.evidence_viewed"

Tell = Callable[[], None]
"""Called while the process works; what it raises ends the process and the preview."""


@dataclass(frozen=True, slots=True)
class Preview:
    """One page: RGB pixels row by row (three bytes each), or plain text."""

    piece: Evidence
    page: int
    pages: int
    width: int = 0
    height: int = 0
    pixels: bytes = b""
    text: str = ""
    note: str = ""
    """What the picture does not say: that the text goes on, that its encoding was guessed."""


@dataclass(frozen=True, slots=True)
class _Answer:
    width: int
    height: int
    pages: int
    cut: bool
    guessed: bool
    body: bytes


_WHY: Mapping[str, str] = {
    "damaged": "The file cannot be shown: its content is not what such a file holds.",
    "empty": "The file cannot be shown: it has no page.",
    "encrypted": "The file cannot be shown: it is protected with a password.",
    "page": "The file has no such page.",
    "too_large": "The file cannot be shown: it needs more memory than a preview is given.",
}


def preview(
    session: Session,
    reference: str,
    number: int,
    *,
    page: int = 1,
    box: tuple[int, int] = (1200, 1600),
    tell: Tell = lambda: None,
) -> Preview:
    """One page of a piece of evidence, no larger than `box`; that it was viewed is audited.

    Unavailable, in one sentence, for what cannot be shown: nothing else comes of a hostile file.
    """
    with session.reading() as conn:
        case = case_of(session, conn, reference)
    piece = piece_of(case, number)
    _note_look(session, case, piece)
    kind, chunks = _content(session, piece)
    asked = {"kind": kind, "page": page, "width": box[0], "height": box[1]}
    try:
        return _preview(piece, page, kind, _drawn(asked, chunks, tell))
    except Unavailable as fault:
        fault.file = fault.file or piece.name
        raise


def _note_look(session: Session, case: Case, piece: Evidence) -> None:
    """In the audit chain, once a day for each person and piece: who saw what, and no flood."""
    about = f"case/{case.id}/evidence/{piece.id}"
    with session.reading() as conn:
        known = audit.entries(
            conn,
            object=about,
            actor=session.casebook.user.name,
            deed=VIEWED,
            since=session.midnight(),
            limit=1,
        )
    if known:
        return
    facts = {
        "reference": case.reference,
        "evidence": piece.label,
        "name": piece.name,
        "sha256": piece.sha256,
    }
    with session.writing("view_evidence") as work:
        work.audit(VIEWED, about, facts)


def _content(session: Session, piece: Evidence) -> tuple[str, Iterator[bytes]]:
    """What kind of file it is, and as much of it as a preview needs."""
    vault = session.casebook.vault
    chunks = vault.chunks(vault.name_of(piece.sha256))
    first = next(chunks, b"")
    kind = kind_of(first[:HEAD])
    if not kind:
        chunks.close()
        raise Unavailable(
            _("There is no preview of this kind of file."),
            file=piece.name,
            remedy=_("Export it, and open it where hostile files do no harm."),
        )
    if kind != "text" and piece.size > LARGEST:
        chunks.close()
        raise Unavailable(
            _("The file is larger than {most} MiB, too large for a preview.").format(
                most=LARGEST >> 20
            ),
            file=piece.name,
            remedy=_("Export it, and open it where hostile files do no harm."),
        )
    return kind, _bounded(first, chunks, _TEXT_BYTES if kind == "text" else LARGEST)


def _bounded(first: bytes, rest: Generator[bytes, None, None], most: int) -> Iterator[bytes]:
    """At most so many bytes, then nothing, piece after piece to the end: there the vault proves
    that it was the file of this name."""
    with contextlib.closing(rest):
        left = most
        for piece in itertools.chain((first,), rest):
            yield piece[: max(0, left)]
            left -= len(piece)


def words_of(
    kind: str,
    content: Iterator[bytes],
    tell: Tell = lambda: None,
    *,
    within_s: float = TIMEOUT_S,
) -> tuple[str, bool]:
    """The words of a file, and whether it has more of them than are taken.

    `kind` is what the process is asked for (`formats.extraction.EXTRACTED`). Unavailable, in one
    sentence, where the file gives none.
    """
    answer = _drawn({"kind": kind}, content, tell, within_s)
    return answer.body.decode("utf-8", errors="replace"), answer.cut


def command(argument: str = DRAW_PREVIEW) -> list[str]:
    """How this program starts the process that draws, or another of its own."""
    return own_process.command(argument)


def _drawn(
    asked: Mapping[str, Any], content: Iterator[bytes], tell: Tell, within_s: float = TIMEOUT_S
) -> _Answer:
    """Give the file to a process of its own and take its answer; it never outlives this."""
    line = json.dumps(asked).encode() + b"\n"
    process = subprocess.Popen(  # noqa: S603  # this very program, with a fixed argument
        command(),
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
                raise Unavailable(_("The preview took longer than {most} s.").format(most=within_s))
        with contextlib.suppress(subprocess.TimeoutExpired):
            ended = process.wait(_PARTING_S)
    finally:
        process.kill()
        talk.end()
    if ended in _NEVER_BEGAN:
        raise Unavailable(
            _("The process that draws previews did not start."),
            remedy=_("Run “landwaiter --self-test”; it says what is missing."),
        )
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

    def answer(self) -> _Answer:
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


def _parsed(said: bytes) -> _Answer:
    """The answer, held against what it may be: the process may have been taken over."""
    head, _newline, body = said.partition(b"\n")
    try:
        line = json.loads(head[:_LONGEST_LINE])
        if "not_shown" in line:
            raise Unavailable(_(_WHY[line["not_shown"]]))
        answer = _Answer(
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
        raise Unavailable(_(_WHY["too_large"])) from None
    return answer


def _preview(piece: Evidence, page: int, kind: str, answer: _Answer) -> Preview:
    if kind == "text":
        notes = []
        if answer.cut or piece.size > _TEXT_BYTES:
            notes.append(_("Only the beginning is shown."))
        if answer.guessed:
            notes.append(_("The text is not Unicode: letters beyond ASCII may be others."))
        text = answer.body.decode("utf-8", errors="replace")
        return Preview(piece, 1, 1, text=text, note=" ".join(notes))
    if not answer.width:
        raise Unavailable(_(_WHY["damaged"]))
    return Preview(piece, page, answer.pages, answer.width, answer.height, answer.body)


def png_of(preview: Preview) -> bytes:
    """The picture as a PNG file, written by this program from the pixels alone."""
    row = 3 * preview.width
    lines = (preview.pixels[at : at + row] for at in range(0, len(preview.pixels), row))
    head = struct.pack(">IIBBBBB", preview.width, preview.height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"".join(b"\x00" + line for line in lines))
    parts = ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(kind, content) for kind, content in parts)


def _part(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


def save_preview(preview: Preview, target: Path) -> None:
    """Write the picture to a new file; none is overwritten."""
    refuse_taken(target)
    with whole_file(target) as aside:
        aside.write_bytes(png_of(preview))
