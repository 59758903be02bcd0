"""Beginning a deed from a screen: its form is asked for, then the desk does it and tells."""

from collections.abc import Callable, Mapping
from typing import Any

from landwaiter.domain.deeds.shape import Deed
from landwaiter.i18n import _
from landwaiter.services.deeds.engine import do
from landwaiter.services.deeds.handler import Result
from landwaiter.ui.deeds.form import Offers, fields_of, said_of
from landwaiter.ui.frame.desk import Desk

_NOTHING: Mapping[str, Any] = {}
_NO_OFFERS: Offers = {}


def begin_at(
    desk: Desk,
    deed: Deed[Any, Any],
    chosen: Mapping[str, Any],
    on_done: Callable[[Result], None],
    *,
    stands: Mapping[str, Any] = _NOTHING,
    offers: Offers = _NO_OFFERS,
    title: str = "",
    button: str = "",
    note: str = "",
) -> None:
    """Ask for what is not `chosen` yet, do the deed, tell the views, then `on_done`."""
    asked = title or _(deed.title)
    fields = fields_of(deed, None, chosen, stands=stands, offers=offers)
    answers = desk.prompts.ask(asked, button or asked, fields, note=note)
    if answers is None:
        return

    def done(result: Result) -> None:
        desk.tell(result.changes)
        on_done(result)

    desk.write(lambda session: do(session, said_of(deed, answers, chosen)), done)
