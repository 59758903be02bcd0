"""Previews of evidence: one page drawn by a process of its own, which holds no key.

The original is never touched: it is read from the vault, chunk by authenticated chunk, and goes
through a pipe to a process that may open nothing and ends after one page. What comes back is
bounded and taken as pixels and plain text alone, so that no decoder in this process sees it.
"""

import contextlib
import itertools
import struct
import zlib
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from landwaiter.domain.evidence.custody import label
from landwaiter.domain.evidence.piece import Evidence
from landwaiter.errors import Unavailable
from landwaiter.formats.base.file_kinds import HEAD, kind_of
from landwaiter.formats.base.mail_answer import MAIL_HEAD
from landwaiter.i18n import _, joined
from landwaiter.services.base.confinement_words import caution
from landwaiter.services.base.decoding import WHY, DecodingAnswer, Tell, decoded
from landwaiter.services.evidence.evidence_files import case_of, piece_of, refuse_taken
from landwaiter.services.evidence.mail_files import MAILS, parsed
from landwaiter.services.evidence.mail_words import told_mail, told_notes
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import chain
from landwaiter.storage.base.reader import Reader
from landwaiter.whole_file import whole_file

LARGEST = 96 << 20
"""Bytes of an image or PDF that is previewed."""
_TEXT_BYTES = 512 << 10

VIEWED = "case.evidence_viewed"


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
    """What the picture does not say: that the text goes on, that its encoding was guessed, that
    the process that drew it was not fully confined."""


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
    seen = PieceLook(case.id, case.reference, piece.id, piece.no, piece.name, piece.sha256)
    note_looks(session, (seen,))
    kind, chunks = _content(session, piece)
    if kind in MAILS:
        return _mail_preview(piece, chunks, tell)
    asked = {"kind": kind, "page": page, "width": box[0], "height": box[1]}
    try:
        return _preview(piece, page, kind, decoded(asked, chunks, tell))
    except Unavailable as fault:
        fault.file = fault.file or piece.name
        raise


@dataclass(frozen=True, slots=True)
class PieceLook:
    """A piece of evidence that somebody looked at, as the audit chain says it."""

    case_id: str
    reference: str
    piece_id: str
    no: int
    name: str
    sha256: str

    @property
    def object(self) -> str:
        return f"case/{self.case_id}/evidence/{self.piece_id}"


def note_looks(session: Session, seen: Iterable[PieceLook]) -> None:
    """In the audit chain, once a day for each person and piece: who saw what, and no flood."""
    with session.reading() as conn:
        new = [one for one in seen if not _is_noted(session, conn, one)]
    if not new:
        return
    with session.writing("view_evidence") as work:
        for one in new:
            facts = {
                "reference": one.reference,
                "evidence": label(one.no),
                "name": one.name,
                "sha256": one.sha256,
            }
            work.audit(VIEWED, one.object, facts)


def _is_noted(session: Session, conn: Reader, seen: PieceLook) -> bool:
    known = chain.entries(
        conn,
        object=seen.object,
        actor=session.casebook.user.name,
        deed=VIEWED,
        since=session.midnight(),
        limit=1,
    )
    return bool(known)


def _content(session: Session, piece: Evidence) -> tuple[str, Iterator[bytes]]:
    """What kind of file it is, and as much of it as a preview needs."""
    vault = session.casebook.vault
    chunks = vault.chunks(vault.name_of(piece.sha256))
    first = next(chunks, b"")
    kind = kind_of(first[:HEAD])
    if not kind:
        chunks.close()
        raise _no_preview(piece)
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


def _no_preview(piece: Evidence) -> Unavailable:
    return Unavailable(
        _("There is no preview of this kind of file."),
        file=piece.name,
        remedy=_("Export it, and open it where hostile files do no harm."),
    )


def _bounded(first: bytes, rest: Generator[bytes, None, None], most: int) -> Iterator[bytes]:
    """At most so many bytes, then nothing, piece after piece to the end: there the vault proves
    that it was the file of this name."""
    with contextlib.closing(rest):
        left = most
        for piece in itertools.chain((first,), rest):
            yield piece[: max(0, left)]
            left -= len(piece)


def _mail_preview(piece: Evidence, chunks: Iterator[bytes], tell: Tell) -> Preview:
    """Head, text and names of what is attached; the head says what nobody proved."""
    try:
        answer = decoded({"kind": MAIL_HEAD}, chunks, tell)
        if not answer.body:
            raise _no_preview(piece)
        mail = parsed(answer.body, with_parts=False)
    except Unavailable as fault:
        fault.file = fault.file or piece.name
        raise
    notes = (*told_notes(mail.head), caution(answer.holds))
    return Preview(piece, 1, 1, text=told_mail(mail), note=joined(" ", filter(None, notes)))


def _preview(piece: Evidence, page: int, kind: str, answer: DecodingAnswer) -> Preview:
    unconfined = caution(answer.holds)
    if kind == "text":
        notes = []
        if answer.cut or piece.size > _TEXT_BYTES:
            notes.append(_("Only the beginning is shown."))
        if answer.guessed:
            notes.append(_("The text is not Unicode: letters beyond ASCII may be others."))
        text = answer.body.decode("utf-8", errors="replace")
        note = " ".join(filter(None, (*notes, unconfined)))
        return Preview(piece, 1, 1, text=text, note=note)
    if not answer.width:
        raise Unavailable(_(WHY["damaged"]))
    return Preview(
        piece,
        page,
        answer.pages,
        answer.width,
        answer.height,
        answer.body,
        note=unconfined,
    )


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
