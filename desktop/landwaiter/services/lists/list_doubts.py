"""Whether a file of a list may have been cut between two entries, which looks like a shorter list.

XML, archives and the files of OFAC say where they end, and are refused where they do not. CSV and
JSON lines say nothing: what is left are signs, and a person answers for them before the import.
"""

from collections.abc import Iterator
from typing import Final

from landwaiter.errors import Invalid
from landwaiter.i18n import _, figure, plural
from landwaiter.services.lists.list_files import ReadFiles

FEWER_OF_TEXT: Final = 20
"""Entries in a thousand fewer than in the newest edition from which a text without an end is asked
about: what publishers take off a list from one day to the next is far less."""
FEWER: Final = 100
"""The same for a file that says where it ends: it is whole, but may be another list."""


def doubts(read: ReadFiles, *, before: int, stated: int | None) -> tuple[str, ...]:
    """What has to be answered before the files are imported; `before` entries has the newest
    edition. Where the publisher's own count was stated, it is the answer.

    Invalid where the files name another number than stated.
    """
    if stated is None:
        return tuple(_doubts(read, before))
    if stated != read.count:
        raise Invalid(
            plural(
                read.count,
                "The list names {n} entry, and its publisher {stated}.",
                "The list names {n} entries, and its publisher {stated}.",
                stated=figure(stated),
            ),
            file=read.results[0].file,
            field="count",
            value=str(stated),
            remedy=_("Fetch the files again, and compare their size with the publisher's."),
        )
    return ()


def _doubts(read: ReadFiles, before: int) -> Iterator[str]:
    share = FEWER_OF_TEXT if read.is_open_ended else FEWER
    if read.count * 1000 < before * (1000 - share):
        yield _("The newest edition names {before}, this one {count}: is the file whole?").format(
            before=figure(before), count=figure(read.count)
        )
    for name in read.cut_lines:
        yield _("The last line of {file} has no end: is the file whole?").format(file=name)
