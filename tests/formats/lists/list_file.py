"""A list that is small, read as a whole."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from landwaiter.domain.lists.column_mapping import ColumnMapping
from landwaiter.domain.lists.listing import Listing
from landwaiter.formats.base.declaration_file import RejectedRow
from landwaiter.formats.base.file_source import FileSource
from landwaiter.formats.lists.part import ListPart
from landwaiter.formats.lists.reading import groups_of, listings_of


@dataclass(frozen=True, slots=True)
class ListFile:
    """What stood in it, and what was refused."""

    format: str
    listings: tuple[Listing, ...]
    rejected: tuple[RejectedRow, ...]
    title: str
    warnings: tuple[str, ...]
    kind: str
    published: date | None


def part_of(data: bytes, file: str) -> ListPart:
    return ListPart(FileSource(file, lambda: BytesIO(data), len(data)))


def read_list(data: bytes, file: str, mapping: ColumnMapping | None = None) -> ListFile:
    """Every listing of a file and every row that was refused."""
    part = part_of(data, file)
    (group,) = groups_of((part,), mapping)
    listings, notes = tuple(listings_of(group)), part.notes
    return ListFile(
        format=group.form.name,
        listings=listings,
        rejected=tuple(notes.rejected),
        title=notes.title,
        warnings=tuple(notes.warnings),
        kind=notes.kind or group.form.kind,
        published=notes.published,
    )
