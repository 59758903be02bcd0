"""Texts that are found by their words: of what kind, about which record, and where inside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from landwaiter.i18n import N_, _


class TextKind(StrEnum):
    """What a text is; the names are those of the command line."""

    CASES = "cases"
    NOTES = "notes"
    EVIDENCE = "evidence"
    DECISIONS = "decisions"
    ANSWERS = "answers"
    REMARKS = "remarks"
    CALLS = "calls"


KIND_WORDS: Final[Mapping[TextKind, str]] = {
    TextKind.CASES: N_("Case"),
    TextKind.NOTES: N_("Note"),
    TextKind.EVIDENCE: N_("Evidence"),
    TextKind.DECISIONS: N_("Decision"),
    TextKind.ANSWERS: N_("Request and answer"),
    TextKind.REMARKS: N_("Remark"),
    TextKind.CALLS: N_("Call"),
}


class PartKind(StrEnum):
    """How a file is divided."""

    WHOLE = ""
    LINES = "lines"
    PARAGRAPHS = "paragraphs"
    PAGE = "page"
    SHEET = "sheet"
    SLIDE = "slide"


@dataclass(frozen=True, slots=True)
class FilePart:
    """A part of a file as it was read: a page, a sheet, or lines."""

    kind: PartKind
    name: str
    """Number of a page or slide, name of a sheet."""
    first_line: int
    """Number of its first line or row, counted from 1."""
    text: str


@dataclass(frozen=True, slots=True)
class CaseText:
    """A text that stands in a row of a case."""

    kind: TextKind
    source: str
    """Identity of the row."""
    text: str
    author: str
    at: datetime


def place_words(part: PartKind, name: str, line: int) -> str:
    """Where a match stands inside a file, as people say it."""
    if part is PartKind.PAGE:
        return _("page {page}").format(page=name)
    if part is PartKind.SLIDE:
        return _("slide {slide}").format(slide=name)
    if part is PartKind.SHEET:
        return _("sheet {sheet}, row {row}").format(sheet=name, row=line)
    if part is PartKind.PARAGRAPHS:
        return _("paragraph {paragraph}").format(paragraph=line)
    return _("line {line}").format(line=line)
