"""What an importer is, and what reading a file with it gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from landwaiter.domain.law.pack import Trust
from landwaiter.formats.base.declaration_file import RejectedRow
from landwaiter.formats.law.content import OfficialContent

Row = Mapping[str, str]
Tell = Callable[[int, int], None]
"""Rows done, rows there are; what it raises ends the reading."""


@dataclass(frozen=True, slots=True)
class TableChoices:
    """What the person said about the table."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    """Our column → the file's own."""
    sheet: str = ""
    """The one to read where several would do."""


@dataclass(frozen=True, slots=True)
class OfficialReading:
    """Every row of a file, or what is wrong with it: with one rejected row nothing is kept."""

    rows: tuple[Row, ...]
    read: int
    """Rows or records of the file itself, which may come to fewer or more rows of the pack."""
    rejected: tuple[RejectedRow, ...] = ()
    warnings: tuple[str, ...] = ()


Read = Callable[[OfficialContent, TableChoices, Tell], OfficialReading]


@dataclass(frozen=True, slots=True)
class Importer:
    """One kind of official file."""

    name: str
    """What it is asked for by, and the id of the pack it makes."""
    kind: str
    """Kind of that pack."""
    title: str
    """English; a key of the catalogue."""
    about: str
    """Which file of whom it reads; a key of the catalogue."""
    trust: Trust
    licence: str
    read: Read
    recognises: Callable[[OfficialContent], bool]
    template: tuple[str, ...] = ()
    """Columns of its empty table; none where the form is the publisher's alone."""
    id_of: Callable[[tuple[Row, ...]], str] | None = None
    """Id of the pack by its rows, where one form serves several lists."""
    part_of: str = ""
    """The pack of which it replaces one set, where it is no pack of its own."""
