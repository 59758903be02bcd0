"""Tables of publishers nobody knows: what their columns may be, and mappings kept by name."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from landwaiter.domain.lists.column_mapping import (
    FIELDS,
    NAMING,
    ColumnMapping,
    ColumnProposal,
    mapping_from,
)
from landwaiter.domain.lists.listing import Listing
from landwaiter.formats.lists.columns import look_at
from landwaiter.formats.lists.reading import groups_of, listings_of
from landwaiter.formats.lists.registry import FORMS, known_form
from landwaiter.i18n import _
from landwaiter.services.base.intake_fault import IntakeFault
from landwaiter.services.deeds.kept_mappings import KeptMappings
from landwaiter.services.lists.list_files import FIRST, part_of
from landwaiter.services.warm.session import Session

MAPPINGS: Final = KeptMappings("list_mapping.", mapping_from)


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """A table with what its columns may be, and how its first rows would read."""

    file: str
    form: str
    """The known form the file is of anyway; empty where it needs a mapping."""
    mapping: ColumnMapping
    columns: tuple[ColumnProposal, ...]
    first: tuple[Listing, ...]
    rejected: tuple[IntakeFault, ...]
    """Rows among the first ones that would be refused."""
    words: tuple[str, ...]
    """Of the file, by which a person sees whether its encoding is right."""


@dataclass(frozen=True, slots=True)
class ListForm:
    """A form of list that is read without a mapping."""

    name: str
    title: str
    publisher: str
    kind: str
    licence: str


def list_forms() -> tuple[ListForm, ...]:
    """Every form that is read by its content."""
    return tuple(
        ListForm(
            one.name, _(one.title), _(one.publisher) if one.publisher else "", one.kind, one.licence
        )
        for one in FORMS
    )


def form_title(path: Path) -> str:
    """What a file is in words; empty where it is of no known form, or a table in another
    encoding than UTF-8: a person looks at its letters first.

    Invalid for what is no file of a list by its first bytes, or holds assessments.
    """
    part = part_of(path)
    form = known_form(part)
    if form is None or (form.is_table and not part.grid and not part.is_utf8()):
        return ""
    return _(form.title)


def fields() -> Mapping[str, str]:
    """The fields a column can be, with what they are."""
    return {name: words() for name, words in FIELDS.items()}


def look_at_columns(
    path: Path, mapping: ColumnMapping | None = None, encoding: str = ""
) -> ColumnLook:
    """What the columns of a table may be, or are by a mapping; how its first rows would read.

    The encoding is the one that is said, else that of the mapping, else the likely one.

    Invalid for a file that is no table.
    """
    part = part_of(path, mapping)
    form = known_form(part)
    look = look_at(part, encoding or (mapping.encoding if mapping else ""))
    used = replace(mapping, encoding=look.mapping.encoding) if mapping else look.mapping
    columns = _as_mapped(look.columns, used) if mapping else look.columns
    first, rejected = _first(path, used)
    return ColumnLook(
        path.name, form.name if form else "", used, columns, first, rejected, look.words
    )


def _as_mapped(
    columns: tuple[ColumnProposal, ...], mapping: ColumnMapping
) -> tuple[ColumnProposal, ...]:
    field_of = {column: field for field, ours in mapping.fields.items() for column in ours}
    return tuple(
        ColumnProposal(
            one.column,
            field_of.get(one.column, ""),
            _("as you said") if one.column in field_of else "",
            one.samples,
            one.filled,
        )
        for one in columns
    )


def _first(
    path: Path, mapping: ColumnMapping
) -> tuple[tuple[Listing, ...], tuple[IntakeFault, ...]]:
    """The first listings; none where no column is a name yet."""
    if not any(name in mapping.fields for name in NAMING):
        return (), ()
    part = part_of(path, mapping)
    (group,) = groups_of((part,), mapping)
    found = []
    for listing in listings_of(group):
        found.append(listing)
        if len(found) >= FIRST:
            break
    rejected = (
        IntakeFault(one.row, one.field, one.value, one.message, one.remedy)
        for one in part.notes.rejected
    )
    return tuple(found), tuple(rejected)


def mapping_of(data: Mapping[str, Any]) -> ColumnMapping:
    """A mapping as a person wrote it; Invalid where a field or an option is none."""
    return mapping_from(data)


def mappings(session: Session) -> Mapping[str, ColumnMapping]:
    """Every mapping the office keeps, by its name."""
    with session.reading() as conn:
        return MAPPINGS.all(conn)


def named_mapping(session: Session, name: str) -> ColumnMapping:
    """The mapping kept under a name; NotFound where there is none."""
    with session.reading() as conn:
        return MAPPINGS.named(conn, name)
