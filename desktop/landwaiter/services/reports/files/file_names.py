"""Which names the files of a report may have."""

from pathlib import Path

from landwaiter.errors import Conflict, Invalid, NotFound, Unavailable
from landwaiter.i18n import _
from landwaiter.user_file import open_file


def refuse_annex_names(order: int | None, annex: Path | None, *others: Path | None) -> None:
    """An annex has an order and a file of its own; Invalid where one is missing."""
    if annex is not None and order is None:
        raise Invalid(
            _("An annex under seal is made on the order of a court alone."),
            field="order",
            remedy=_("Record the order: landwaiter report order; then name it with --order."),
        )
    if order is not None and annex is None:
        raise Invalid(
            _("An order of a court is named, and no file for the annex under seal."),
            field="annex",
            remedy=_("Name the file: --annex FILE.pdf."),
        )
    if annex is None:
        return
    if annex in others:
        raise Invalid(_("The annex under seal needs a name of its own."), file=str(annex))
    refuse_other_file(annex, b"%PDF-")


def refuse_names(pdf: Path | None, xlsx: Path | None) -> None:
    """At least one file is named, and none that is another file already."""
    if pdf is None and xlsx is None:
        raise Invalid(
            _("A report is written as PDF, Excel or both."), remedy=_("Name at least one file.")
        )
    if pdf == xlsx:
        raise Invalid(_("PDF and Excel need two names."), file=str(pdf))
    refuse_other_file(pdf, b"%PDF-")
    refuse_other_file(xlsx, b"PK")


def refuse_other_file(path: Path | None, head: bytes) -> None:
    """A report takes the place of an earlier report of its kind, never of another file."""
    if path is None:
        return
    try:
        with open_file(path) as file:
            there = file.read(len(head))
    except (NotFound, Unavailable):
        return  # not there, or not readable: writing says why
    if there and there != head:
        raise Conflict(
            _("Another kind of file has this name."),
            file=str(path),
            remedy=_("Choose another name; nothing was written."),
        )
