"""A letter's pieces as paragraphs: the plain marks of its template are read, those of values not.

`# ` begins the subject, `> ` a quotation, `1. ` and `- ` a point of a list, `**` bold words. An
empty line ends a paragraph; a single end of a line is a space.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from landwaiter.domain.letters.letter_content import BlockPiece, LetterPiece, ProsePiece
from landwaiter.domain.letters.letter_marks import BOLD

_LEAD: Final = re.compile(r"(#|>|-|\d{1,3}\.) ")


class ParagraphForm(Enum):
    TEXT = auto()
    SUBJECT = auto()
    QUOTATION = auto()
    POINT = auto()
    TABLE = auto()


_FORMS: Final = {"#": ParagraphForm.SUBJECT, ">": ParagraphForm.QUOTATION}


@dataclass(frozen=True, slots=True)
class LetterRun:
    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class LetterParagraph:
    form: ParagraphForm
    runs: tuple[LetterRun, ...] = ()
    point: str = ""
    """Before a point of a list: its number, or a dash."""
    block: BlockPiece | None = None
    """Of a table."""


def letter_paragraphs(pieces: Iterable[LetterPiece]) -> tuple[LetterParagraph, ...]:
    """The paragraphs in order; what is empty is none."""
    reading = _ParagraphReading()
    for piece in pieces:
        if isinstance(piece, BlockPiece):
            reading.end()
            reading.done.append(LetterParagraph(ParagraphForm.TABLE, block=piece))
        elif isinstance(piece, ProsePiece):
            reading.prose(piece.text)
        else:
            reading.words(piece.text)
            reading.after_value = True
    reading.end()
    return tuple(reading.done)


class _ParagraphReading:
    def __init__(self) -> None:
        self.done: list[LetterParagraph] = []
        self._begin("")

    def _begin(self, lead: str) -> None:
        self.form = _FORMS.get(lead, ParagraphForm.POINT if lead else ParagraphForm.TEXT)
        self.point = lead if self.form is ParagraphForm.POINT else ""
        self.runs: list[LetterRun] = []
        self.bold = False
        self.fresh = True
        """Nothing stands on this line yet."""
        self.after_value = False
        """The newest words are a value or a provision."""

    def end(self) -> None:
        if self.runs:
            self.done.append(LetterParagraph(self.form, tuple(self.runs), self.point))
        self._begin("")

    def prose(self, text: str) -> None:
        first, *others = text.split("\n")
        self._marked(first)
        for line in others:
            if self.fresh:
                self.end()
            self.fresh = True
            self._marked(line)

    def _marked(self, line: str) -> None:
        lead = _LEAD.match(line) if self.fresh else None
        if lead:
            self.end()
            self._begin(lead[1])
            line = line[lead.end() :]
        first, *others = line.split(BOLD)
        self.words(first)
        for words in others:
            self.bold = not self.bold
            self.words(words)

    def words(self, text: str) -> None:
        """Words as they are, after a space where they begin another line of the paragraph."""
        if self.fresh:
            text = text.lstrip()
            if text and self.runs:
                text = f" {text}"
        if self.after_value and text.startswith(".") and self.runs[-1].text.endswith("."):
            text = text[1:]  # a day in Polish ends with a full stop, and the sentence with it
        if not text:
            return
        self.after_value = False
        self.fresh = False
        if self.runs and self.runs[-1].bold == self.bold:
            text = self.runs.pop().text + text
        self.runs.append(LetterRun(text, self.bold))
