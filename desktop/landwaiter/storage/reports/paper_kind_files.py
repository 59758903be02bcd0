"""The table of kinds of document that is shipped, read once."""

import tomllib
from collections.abc import Collection, Mapping

from landwaiter.domain.reports.paper_kinds import PaperKind, paper_kinds_of
from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.resources import root

FILE = "paper_kinds.toml"


def read_paper_kinds(known: Collection[str]) -> Mapping[str, PaperKind]:
    """Every kind by its name; Invalid where the table is not as it must be."""
    text = (root() / "kinds" / FILE).read_text(encoding="utf-8")
    try:
        return paper_kinds_of(tomllib.loads(text), FILE, known)
    except tomllib.TOMLDecodeError as error:
        raise Invalid(
            _("This file of the program cannot be read: {why}.").format(why=error),
            file=FILE,
            remedy=_("Install Landwaiter again."),
        ) from error
