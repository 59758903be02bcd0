"""What the columns of a table may be, and what a person still has to say of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from landwaiter.domain.intake.table_mapping import TableMapping


@dataclass(frozen=True, slots=True)
class HeadingLook:
    """One column of the file, what it may be, and how many of its cells can be read as that."""

    heading: str
    column: str
    """Ours; empty: it is left out, or to be chosen."""
    why: str
    samples: tuple[str, ...]
    filled: int
    fits: int


@dataclass(frozen=True, slots=True)
class ReadingDoubt:
    """A value with two readings that nothing in its column settles: a person says which."""

    heading: str
    option: str
    """What is to be stated: `date_order` or `decimal`."""
    value: str
    readings: Mapping[str, str]
    """Value of the option → what is read then."""


@dataclass(frozen=True, slots=True)
class TableProposal:
    """A table with a mapping for it, and what a person still has to say."""

    file: str
    mapping: TableMapping
    columns: tuple[HeadingLook, ...]
    rows: int
    """Rows below the head that were looked at."""
    words: tuple[str, ...]
    """Words of the file that show whether the encoding is right."""
    doubts: tuple[ReadingDoubt, ...]
    missing: tuple[str, ...]
    """Of each group of columns that is needed and lacks, our names."""
    sheets: tuple[str, ...] = ()

    @property
    def is_ready(self) -> bool:
        return not (self.doubts or self.missing)
