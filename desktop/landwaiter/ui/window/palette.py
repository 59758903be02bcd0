"""What the command palette offers beside the casebook's own answers, and where answers lead."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from PySide6.QtCore import QObject

from landwaiter.domain.base.people import Actor
from landwaiter.domain.base.terms import low
from landwaiter.domain.law.control_codes import spelled_in
from landwaiter.domain.table.deeds import BY_NAME as DEEDS
from landwaiter.i18n import _
from landwaiter.services.audit import viewing
from landwaiter.services.cases.search import PaletteRow
from landwaiter.ui.deeds.begin import DeskDeeds
from landwaiter.ui.frame.palette_box import REFUSED
from landwaiter.ui.frame.rail import PLACES
from landwaiter.ui.window.offer_table import ASKED, BEGUN_AT, BY_NAME, OFFERS
from landwaiter.ui.window.window_routes import Room


class Palette(QObject):
    """Acts come from the view in front; `actor` is who is signed in, once that was read,
    and `practice` whether this is a training casebook."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room, self._desk = room, room.desk
        self._deeds = DeskDeeds(room.desk)
        self.actor: Actor | None = None
        self.practice = False
        room.shell.acts = self.entries
        room.shell.found.connect(self.follow)

    def entries(self) -> tuple[PaletteRow, ...]:
        """Acts of the view in front, lines of the window, places of the rail, deeds by their row.

        What the person may not comes last, with the reason.
        """
        if self._desk.session is None:
            return ()
        view = self._desk.view
        own = tuple(view.acts()) if view is not None else ()
        every = (*own, *self._offers(), *_places(), *self._rows())
        return tuple(sorted(every, key=lambda entry: entry.kind == REFUSED))

    def follow(self, entry: PaletteRow) -> None:
        """Go where an answer leads, or do it."""
        ways: Mapping[str, Callable[[PaletteRow], object]] = {
            "case": lambda entry: self._room.to_case(entry.key),
            "review": lambda entry: self._room.to_review(entry.key),
            "hits": lambda _entry: self._room.to_hits(),
            "entity": self._open_entity,
            "incident": lambda entry: self._room.to_incident(entry.key, entry.title),
            "place": lambda entry: self._room.to_place(entry.key),
            "code": lambda entry: self._room.to_entry(spelled_in(entry.key), entry.key),
            "deed": self._begin,
            "act": self._act,
            REFUSED: self._say_why_not,
        }
        ways[entry.kind](entry)

    def _say_why_not(self, entry: PaletteRow) -> None:
        said = _("{title}: {why}.").format(title=entry.title, why=entry.detail)
        self._desk.warn(said)

    def _offers(self) -> Iterable[PaletteRow]:
        for one in OFFERS:
            if one.found and (self.practice or not one.practice):
                yield _row(one.name, one.words, _(one.about), one.why_not(self.actor))

    def _rows(self) -> Iterable[PaletteRow]:
        for deed in ASKED:
            why_not = deed.why_no_role(self.actor) if self.actor else ""
            yield _row(f"{ROW}{deed.name}", _(deed.title), low(deed.subject), why_not)

    def _begin(self, entry: PaletteRow) -> None:
        """A line of the window; a deed where its button stands, else by the form of its row."""
        name = entry.key.removeprefix(ROW)
        line = BY_NAME.get(entry.key) or BEGUN_AT.get(name)
        if line is not None:
            line.begin(self._room)
        else:
            self._deeds.begin(DEEDS[name], self._room.in_front)

    def _open_entity(self, entry: PaletteRow) -> None:
        self._desk.note_view(
            partial(viewing.note_entity_opened, entity=entry.key, through="search")
        )
        self._room.to_entity(entry.key)

    def _act(self, entry: PaletteRow) -> None:
        if self._desk.view is not None:
            self._desk.view.act(entry.key)


ROW = "row:"
"""A deed by its row, not a line of the window."""


def _row(key: str, title: str, detail: str, why_not: str) -> PaletteRow:
    return PaletteRow(REFUSED if why_not else "deed", key, title, why_not or detail)


def _places() -> Iterable[PaletteRow]:
    return (PaletteRow("place", place.key, _(place.title), "") for place in PLACES)
