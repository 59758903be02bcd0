"""Files of one list, read together: their forms, their listings one after the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from landwaiter.domain.lists.column_mapping import ColumnMapping
from landwaiter.domain.lists.listing import Listing
from landwaiter.errors import Invalid
from landwaiter.formats.base.file_source import Tell, untold
from landwaiter.formats.lists.form import Form
from landwaiter.formats.lists.mapped import mapped_form
from landwaiter.formats.lists.part import ListPart, Notes
from landwaiter.formats.lists.registry import form_of
from landwaiter.i18n import _, plural

MOST_LISTINGS = 20_000_000


@dataclass(frozen=True, slots=True)
class FileGroup:
    """Files that are read together, and their form."""

    form: Form
    parts: tuple[ListPart, ...]

    @property
    def main(self) -> ListPart:
        """The file that stands for the group."""
        mains = (part for part in self.parts if self.form.is_main(part.beginning))
        return next(mains, self.parts[0])


def groups_of(
    parts: Sequence[ListPart], mapping: ColumnMapping | None = None
) -> tuple[FileGroup, ...]:
    """Files by their forms; those of a form that is a set of files make one group.

    Invalid where a file is no list, or where files of several publishers are given as one.
    """
    forms = [mapped_form(mapping) if mapping else form_of(part) for part in parts]
    others = [part for part, form in zip(parts, forms, strict=True) if form.name != forms[0].name]
    if others:
        raise Invalid(
            _("The files are not of one list: {one} is {form}, and this one is not.").format(
                one=parts[0].file, form=forms[0].title
            ),
            file=others[0].file,
            remedy=_("Import each list by itself."),
        )
    if forms and forms[0].several:
        return (FileGroup(forms[0], tuple(parts)),)
    return tuple(FileGroup(form, (part,)) for form, part in zip(forms, parts, strict=True))


def listings_of(group: FileGroup, tell: Tell = untold) -> Iterator[Listing]:
    """The listings of a group; faults go to the notes of its files, which begin anew.

    Invalid for a file that holds none, where its form does not allow it.
    """
    for part in group.parts:
        part.notes = Notes()
    count = 0
    for count, listing in enumerate(group.form.read(group.parts, tell), start=1):
        if count > MOST_LISTINGS:
            raise Invalid(
                plural(
                    MOST_LISTINGS,
                    "The list has more than {n} entry.",
                    "The list has more than {n} entries.",
                ),
                file=group.parts[0].file,
                remedy=_("Check that this is the file you mean."),
            )
        yield listing
    if not count and not any(part.notes.rejected for part in group.parts):
        if not group.form.empty:
            raise Invalid(
                _("The list has a header and no rows."),
                file=group.main.file,
                row=1,
                remedy=_("Download or export it again."),
            )
        group.main.notes.warn(_("The file names nobody today."))
