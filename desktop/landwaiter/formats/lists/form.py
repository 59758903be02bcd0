"""A form of watch list: by what it is told and how it is read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from landwaiter.domain.lists.listing import Listing
from landwaiter.formats.base.file_source import Tell
from landwaiter.formats.lists.part import Beginning, ListPart

Read = Callable[[Sequence[ListPart], Tell], Iterator[Listing]]
"""The listings of the files that belong together; faults go to the notes of each file."""


@dataclass(frozen=True, slots=True)
class Form:
    """One row of the table of forms."""

    name: str
    title: str
    publisher: str
    recognises: Callable[[Beginning], bool]
    read: Read
    kind: str = ""
    """Kind of the list where the form says it."""
    licence: str = ""
    several: bool = False
    """Whether files of this form are read together: main file, further names, addresses."""
    is_main: Callable[[Beginning], bool] = lambda _beginning: True
    """Of files read together, whether this is the one whose rows are the entries."""
    is_table: bool = False
    """Whether anybody writes such tables, in any encoding: no publisher says it."""
    empty: bool = False
    """Whether a file may hold no entry beside others that do."""
