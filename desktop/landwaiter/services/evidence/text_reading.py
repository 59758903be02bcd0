"""The text of evidence, read once in the confined process and kept to be found.

What cannot be read is kept too, with why: nobody takes a piece for searched that was not.
"""

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import chain

from landwaiter.domain.finding.place import FilePart, PartKind
from landwaiter.errors import Fault, Unavailable
from landwaiter.formats.base.file_kinds import HEAD, kind_of
from landwaiter.formats.base.kinds_with_words import IN_PARTS, OFFICE_HEAD
from landwaiter.i18n import N_, _, joined, plural
from landwaiter.services.base.decoding import DecodingRefusal, NoDecodingProcess, parts_of
from landwaiter.services.deeds.handler import Tell
from landwaiter.services.warm.session import Session
from landwaiter.storage.finding import text_rows as stored
from landwaiter.storage.finding.text_rows import UnreadPiece

LARGEST = 96 << 20
"""Bytes of a file whose text is read."""
READ, IN_PART, NOT_READ = "read", "in_part", "not_read"
_CAUSES: Mapping[str, str] = {
    "damaged": N_("Its content is not what such a file holds."),
    "empty": N_("There is no text in it."),
    "encrypted": N_("It is protected with a password."),
    "page": N_("There is no text in it."),
    "slow": N_("Reading it took too long."),
    "too_large": N_("It needs more memory than reading is given."),
}


@dataclass(frozen=True, slots=True)
class ReadingCount:
    """What became of reading: pieces read whole, in part, and not at all."""

    read: int
    in_part: int
    not_read: int

    def sentence(self) -> str:
        """What was done, and what is left for a person to look at."""
        total = self.read + self.in_part + self.not_read
        said = plural(
            total,
            "The text of {n} piece of evidence was looked at.",
            "The texts of {n} pieces of evidence were looked at.",
        )
        left = self.in_part + self.not_read
        if not left:
            return said
        told = plural(
            left,
            "{n} could not be read, or not all of it.",
            "{n} could not be read, or not all of them.",
        )
        return joined(" ", (said, told))


@dataclass(frozen=True, slots=True)
class _Reading:
    """What came of one piece."""

    parts: tuple[FilePart, ...] = ()
    state: str = READ
    why: str = ""


def read_texts(session: Session, tell: Tell, reference: str = "") -> ReadingCount:
    """Read every piece that nobody tried to read, or those of one case.

    What `tell` raises stops it between two; what was read until then stays.
    """
    with session.reading() as conn:
        unread = stored.unread(conn)
    pieces = [one for one in unread if reference in ("", one.reference)]
    states: list[str] = []
    for number, piece in enumerate(pieces):
        said = f"{piece.reference} {piece.name}"
        tell(number, len(pieces), said)
        found = _read(session, piece, lambda: tell(number, len(pieces), said))  # noqa: B023  # called at once
        if _keep(session, piece, found):
            states.append(found.state)
    return ReadingCount(*(states.count(state) for state in (READ, IN_PART, NOT_READ)))


def read_new_texts(session: Session, reference: str, tell: Tell) -> ReadingCount:
    """The same after evidence was added, which stands whether or not it can be read here.

    Where the process does not start, the pieces stay unread, and each search says so.
    """
    try:
        return read_texts(session, tell, reference)
    except NoDecodingProcess:
        return ReadingCount(0, 0, 0)


def _keep(session: Session, piece: UnreadPiece, found: _Reading) -> bool:
    """False where it was read, wiped or removed meanwhile."""
    with session.writing("read_texts") as work:
        work.quiet()
        if not stored.is_unread(work.conn, piece.id):
            return False
        stored.keep_reading(
            work.conn, piece, found.parts, state=found.state, why=found.why, at=work.now
        )
    return True


def _read(session: Session, piece: UnreadPiece, tell: Callable[[], None]) -> _Reading:
    try:
        return _judged(*_parts(session, piece, tell))
    except NoDecodingProcess:
        raise
    except DecodingRefusal as refused:
        return _Reading(state=NOT_READ, why=_(_CAUSES[refused.cause]))
    except Fault as fault:
        return _Reading(state=NOT_READ, why=fault.message)


def _parts(
    session: Session, piece: UnreadPiece, tell: Callable[[], None]
) -> tuple[tuple[FilePart, ...], bool]:
    if piece.size > LARGEST:
        raise Unavailable(
            _("The file is larger than {most} MiB.").format(most=LARGEST >> 20), file=piece.name
        )
    with closing(session.casebook.vault.chunks(piece.vault_name)) as chunks:
        first = next(chunks, b"")
        kind = "office" if first.startswith(OFFICE_HEAD) else kind_of(first[:HEAD])
        if kind not in IN_PARTS:
            raise Unavailable(_unreadable(kind, first), file=piece.name)
        try:
            parts, cut = parts_of(IN_PARTS[kind], chain((first,), chunks), tell)
        except DecodingRefusal as refused:
            if kind != "compound" or refused.cause != "damaged":
                raise
            parts, cut = (), False
    if kind == "compound" and not any(part.text.strip() for part in parts):
        # Of compound files mails alone are read.
        raise Unavailable(_unreadable(kind, first), file=piece.name)
    return parts, cut


def _unreadable(kind: str, first: bytes) -> str:
    if not first:
        return _("There is no text in it.")
    if kind == "image":
        return _("It is a picture: its letters are not read.")
    if kind == "compound":
        return _("It is an office file of an old kind, or one with a password.")
    return _("It is no kind of file whose text is read.")


def _judged(parts: tuple[FilePart, ...], cut: bool) -> _Reading:
    blank = sum(not part.text.strip() for part in parts)
    if blank == len(parts):
        pages = any(part.kind is PartKind.PAGE for part in parts)
        said = _("There is no text in it: it seems to be scanned.")
        return _Reading(state=NOT_READ, why=said if pages else _("There is no text in it."))
    whys = []
    if cut:
        whys.append(_("It has more words than are searched."))
    if blank:
        whys.append(
            plural(
                blank,
                "{n} page or part of {total} has no text.",
                "{n} pages or parts of {total} have no text.",
                total=len(parts),
            )
        )
    return _Reading(parts, IN_PART if whys else READ, joined(" ", whys))
