"""The record of a seizure or detention: what an officer enters beside the case.

What nobody entered is printed as a line to fill in by hand, never made up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from landwaiter.errors import Invalid
from landwaiter.i18n import _


@dataclass(frozen=True, slots=True)
class RecordField:
    """One thing that the record says."""

    name: str
    title: str
    part: str
    """Under which heading it is printed."""
    of_item: bool = False
    lines: int = 1
    """Blank lines printed where nobody entered it."""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """What somebody entered; the newest per field and item counts, the others stay."""

    id: str
    field: str
    value: str
    author: str
    at: datetime
    item_no: int | None = None


@dataclass(frozen=True, slots=True)
class RecordForm:
    """The fields in the order in which they are printed, and the titles of their parts."""

    fields: tuple[RecordField, ...]
    parts: Mapping[str, str]

    def named(self, name: str) -> RecordField:
        """The field of this name; Invalid where the record has none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise Invalid(
            _("The record has no such field."),
            field="field",
            value=name,
            remedy=_("It has {fields}.").format(fields=", ".join(f.name for f in self.fields)),
        )


def form_of(table: Mapping[str, Any], file: str) -> RecordForm:
    """The form as read; Invalid where a field names a part that there is not."""
    parts = {name: str(title) for name, title in table["parts"].items()}
    fields = tuple(RecordField(**row) for row in table["fields"])
    for field in fields:
        if field.part not in parts:
            raise Invalid(
                _("The record has no such part."),
                file=file,
                field=field.name,
                value=field.part,
                remedy=_("Correct the table."),
            )
    return RecordForm(fields, parts)


def entered(entries: Iterable[RecordEntry]) -> Mapping[tuple[str, int | None], RecordEntry]:
    """The entry that counts by field and item; one that was emptied counts no more."""
    newest = {(entry.field, entry.item_no): entry for entry in entries}
    return {key: entry for key, entry in newest.items() if entry.value}
