"""The text of a file, line by line: no more of it is held than a line and a piece."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from landwaiter.errors import Invalid
from landwaiter.formats.base.csv_table import FOREIGN, save_as_text
from landwaiter.formats.base.marked_file import MarkedFile
from landwaiter.i18n import _

LONGEST_LINE: Final = 256 << 20
"""Characters: a file that is one line is no table, and would have to be held."""
UTF_16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LITTLE, _BIG = "utf-16-le", "utf-16-be"


@dataclass(frozen=True, slots=True)
class EncodedText:
    """A file whose bytes are known to be text in an encoding."""

    file: MarkedFile
    codec: str
    start: int
    """Bytes before the text: the mark of the encoding."""

    def lines(self, at: int | None = None) -> "TextLines":
        """Lines with their ends as they stand, from a byte on that begins one."""
        return TextLines(self, self.start if at is None else at)

    def bytes_of(self, line: str) -> int:
        if self.codec in (_LITTLE, _BIG):
            return len(line.encode(self.codec))
        return len(line) if self.codec != "utf-8" or line.isascii() else len(line.encode())


class TextLines:
    """An iterator of lines that says at which byte the next one begins."""

    def __init__(self, text: EncodedText, at: int) -> None:
        self.at = at
        self._text = text
        self._lines = _lines(text, at)

    def __iter__(self) -> "TextLines":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.at += self._text.bytes_of(line)
        return line


def encoded_text(file: MarkedFile, encoding: str = "utf-8") -> EncodedText:
    """The text of a file; Invalid names row and byte that is none in the encoding.

    Of UTF-8 what no text file holds is refused besides: the first bytes of other kinds of file,
    and zero bytes.
    """
    if encoding == "utf-8":
        _refuse_foreign(file)
        start = len(codecs.BOM_UTF8) if file.head.startswith(codecs.BOM_UTF8) else 0
        return _verified(EncodedText(file, "utf-8", start), encoding)
    if encoding != "utf-16":
        return _verified(EncodedText(file, encoding, 0), encoding)
    big = file.head.startswith(codecs.BOM_UTF16_BE)
    mark = codecs.BOM_UTF16_BE if big else codecs.BOM_UTF16_LE
    marks = 0
    # A second mark is a sign of the text that no column begins with.
    while marks < 2 and file.head.startswith(mark, marks * len(mark)):
        marks += 1
    return _verified(EncodedText(file, _BIG if big else _LITTLE, marks * len(mark)), encoding)


def is_utf8(file: MarkedFile) -> bool:
    """Whether all of it can be read so."""
    return _not_decoded(file, "utf-8", 0) is None


def _refuse_foreign(file: MarkedFile) -> None:
    for signature, kind in FOREIGN:
        if file.head.startswith(signature):
            raise Invalid(
                _("The file is not text; by its first bytes it is one of: {kind}.").format(
                    kind=kind
                ),
                file=file.file,
                remedy=save_as_text(),
            )


@dataclass(frozen=True, slots=True)
class _NoText:
    at: int
    row: int
    value: int


def _verified(text: EncodedText, encoding: str) -> EncodedText:
    found = _not_decoded(text.file, text.codec, text.start)
    if found is not None:
        raise _not_in(text.file, found, encoding)
    if text.codec == "utf-8" and (row := _row_of_zero(text.file)):
        raise Invalid(
            _("The file holds zero bytes: it is not a text file."),
            file=text.file.file,
            row=row,
            remedy=save_as_text(),
        )
    return text


def _not_decoded(file: MarkedFile, codec: str, start: int) -> _NoText | None:
    """The first byte that is no text."""
    decoder = codecs.getincrementaldecoder(codec)()
    begun, newlines, pending = start, 0, b""
    for piece in _and_end(file.pieces(start)):
        try:
            decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            whole = pending + piece
            row = newlines + whole.count(b"\n", 0, error.start) + 1
            return _NoText(begun + error.start, row, whole[error.start])
        whole, pending = pending + piece, decoder.getstate()[0]
        begun += len(whole) - len(pending)
        newlines += whole.count(b"\n", 0, len(whole) - len(pending))
    return None


def _and_end(pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield from pieces
    yield b""


def _not_in(file: MarkedFile, found: _NoText, encoding: str) -> Invalid:
    if encoding == "utf-8":
        return Invalid(
            _("Byte {position} is not UTF-8 text.").format(position=found.at + 1),
            file=file.file,
            row=found.row,
            value=f"0x{found.value:02X}",
            remedy=save_as_text(),
        )
    return Invalid(
        _("Byte {position} is no text in {encoding}.").format(
            position=found.at + 1, encoding=encoding
        ),
        file=file.file,
        field="encoding",
        value=f"0x{found.value:02X}",
        remedy=_("Say another encoding in the mapping."),
    )


def _row_of_zero(file: MarkedFile) -> int:
    newlines = 0
    for piece in file.pieces():
        if (at := piece.find(b"\0")) >= 0:
            return newlines + piece.count(b"\n", 0, at) + 1
        newlines += piece.count(b"\n")
    return 0


def _lines(text: EncodedText, at: int) -> Iterator[str]:
    """As a text stream gives them that translates no ends: after CR, LF, or both together."""
    decoder = codecs.getincrementaldecoder(text.codec)()
    held: list[str] = []
    length = 0
    for piece in text.file.pieces(at):
        part = decoder.decode(piece)
        is_ended = "\n" in part or "\r" in part or (held and held[-1].endswith("\r"))
        if not is_ended:
            held.append(part)
            length += len(part)
            if length > LONGEST_LINE:
                raise csv.Error(_("a line is too long"))
            continue
        *whole, last = io.StringIO("".join((*held, part)), newline="")
        yield from whole
        # What has no end yet, and a CR that a LF may follow, waits for the next piece.
        held = [last]
        length = len(last)
        if last.endswith("\n"):
            yield last
            held, length = [], 0
    yield from io.StringIO("".join(held), newline="")
