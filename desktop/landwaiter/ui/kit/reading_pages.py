"""The further pages of a list in a dialog, read as it is scrolled."""

from collections.abc import Callable
from typing import TypeVar

from landwaiter.errors import Fault
from landwaiter.services.warm.views import Page
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.kit.table import PageModel

Row = TypeVar("Row")


def read_more(
    bench: Bench,
    dialog: Pane,
    model: PageModel[Row],
    page: Callable[[str], Callable[[], Page[Row]]],
    *,
    slot: str,
) -> None:
    """Read each page that the list asks for: `page(after)` gives what a reader does.

    Under the slot of the first page: reading that anew drops what was asked for the old list.
    """

    def read(after: str) -> None:
        bench.read(
            dialog,
            page(after),
            model.add_page,
            at_rest(dialog, model),
            bar=dialog.bar,
            slot=slot,
        )

    model.more_asked.connect(read)


def at_rest(dialog: Pane, model: PageModel[Row]) -> Callable[[Fault], None]:
    """Says in the dialog why a page could not be read; the list may ask for it again."""

    def refused(fault: Fault) -> None:
        model.rest()
        dialog.show_fault(fault)

    return refused
