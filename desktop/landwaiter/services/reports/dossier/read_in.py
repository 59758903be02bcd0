"""Which editions a table was read from, as a note under it."""

from collections.abc import Iterable

from landwaiter.i18n import _, joined
from landwaiter.services.cases.case_view import CaseView


def read_in(view: CaseView, packs: Iterable[str]) -> tuple[str, ...]:
    """Those of the packs that the case's verdict rests on; nothing where it names none of them."""
    said = joined("; ", (view.told_by[name] for name in packs if name in view.told_by))
    return (_("Read in: {editions}.").format(editions=said),) if said else ()
