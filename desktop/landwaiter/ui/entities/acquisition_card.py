"""Owners of an entity before and after each acquisition of which it is the target."""

from collections.abc import Iterator

from landwaiter.domain.entities.acquisition import Acquisition, OwnerOnDay, why_no_owners
from landwaiter.i18n import _
from landwaiter.ui.kit import marks
from landwaiter.ui.kit.cards import Card, column, panel
from landwaiter.ui.kit.inline import Gap, Line, Text
from landwaiter.ui.kit.label import MarkLabel


def acquisition_card(acquisitions: tuple[Acquisition, ...]) -> Card:
    """Each acquisition with its day and certainty, then who is stated to own on either side."""
    lines = [line for one in acquisitions for line in _lines(one)]
    holder = panel("base")
    holder.setLayout(column(MarkLabel(*lines, wrap=True), margins=(12, 8, 12, 8)))
    return Card(_("Owners before and after"), head=30).add(holder)


def _lines(one: Acquisition) -> Iterator[Line]:
    day = one.day or _("no day known")
    sure = (Gap(8), *marks.certainty(one.certainty)) if one.stated else ()
    yield (Text(day, "text2", whole=True), *sure)
    yield (Text(one.told, bold=True),)
    if why := why_no_owners(one):
        yield (Text(why, "muted"),)
        return
    yield from _side(_("Before"), one.before)
    yield from _side(_("After"), one.after)


def _side(title: str, owners: tuple[OwnerOnDay, ...]) -> Iterator[Line]:
    yield (Text(title, "text2"),)
    if not owners:
        yield (Text(_("no owner is stated"), "muted"),)
    for owner in owners:
        doubt = (Gap(8), Text(owner.doubt, "med")) if owner.doubt else ()
        sure = marks.certainty(owner.link.certainty)
        yield (Text(owner.name), Gap(6), Text(owner.link.how), Gap(8), *sure, *doubt)
