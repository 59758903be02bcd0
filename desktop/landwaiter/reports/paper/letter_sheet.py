"""A letter as it is set: its words in order, and in which of the layouts of offices."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from landwaiter.domain.letters.letter_paragraphs import LetterParagraph


class SheetLayout(Enum):
    """Where address, date and reference stand on the first page."""

    WINDOW = auto()
    """DIN 5008 form B: the address in a window at 20 and 45 mm, what it is about at the right."""
    POLISH = auto()
    """Place and date at the right, the reference at the left, the addressee at the right."""
    PLAIN = auto()


LAYOUTS: Mapping[str, SheetLayout] = {
    "AT": SheetLayout.WINDOW,
    "DE": SheetLayout.WINDOW,
    "PL": SheetLayout.POLISH,
}
"""By the state of the office; others are plain."""


@dataclass(frozen=True, slots=True)
class SheetTable:
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class LetterSheet:
    """Every word of a letter; what is empty is not set."""

    layout: SheetLayout
    language: str
    title: str
    office: str
    sender: str
    reference: str
    """With its label."""
    dated: str
    """The day of the letter, as its language writes it."""
    address: tuple[str, ...]
    salutation: str
    paragraphs: tuple[LetterParagraph, ...]
    tables: Mapping[str, SheetTable]
    notes: tuple[str, ...]
    closing: str
    author: str
    banner: str
    """At the top of each page: that it is a draft, that its data are samples."""
    page: str
    """With {page} and {pages}."""
