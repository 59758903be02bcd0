"""What the command palette offers beside the casebook's own answers, and where answers lead."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from PySide6.QtCore import QObject

from landwaiter.domain.law.control_codes import spelled_in
from landwaiter.i18n import _
from landwaiter.services.audit import viewing
from landwaiter.services.cases.search import PaletteRow
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.navigation import Ways
from landwaiter.ui.frame.rail import PLACES
from landwaiter.ui.frame.shell import Deeds


class Palette(QObject):
    """`deeds` gives what the window can do now; acts come from the view in front."""

    def __init__(self, desk: Desk, ways: Ways, deeds: Callable[[], Deeds]) -> None:
        super().__init__(desk)
        self._desk, self._ways, self._deeds = desk, ways, deeds
        desk.shell.acts = self.entries
        desk.shell.found.connect(self.follow)

    def entries(self) -> tuple[PaletteRow, ...]:
        """Acts of the view in front, deeds of the window, places of the rail."""
        if self._desk.session is None:
            return ()
        view = self._desk.view
        own = tuple(view.acts()) if view is not None else ()
        return (*own, *_window_deeds(), *_places())

    def follow(self, entry: PaletteRow) -> None:
        """Go where an answer leads, or do it."""
        ways: Mapping[str, Callable[[PaletteRow], object]] = {
            "case": lambda entry: self._ways.to_case(entry.key),
            "entity": self._open_entity,
            "place": lambda entry: self._ways.to_place(entry.key),
            "code": lambda entry: self._ways.to_entry(spelled_in(entry.key), entry.key),
            "deed": lambda entry: self._deeds()[entry.key](),
            "act": self._act,
        }
        ways[entry.kind](entry)

    def _open_entity(self, entry: PaletteRow) -> None:
        self._desk.note_view(
            partial(viewing.note_entity_opened, entity=entry.key, through="search")
        )
        self._ways.to_entity(entry.key)

    def _act(self, entry: PaletteRow) -> None:
        if self._desk.view is not None:
            self._desk.view.act(entry.key)


def _places() -> Iterable[PaletteRow]:
    return (PaletteRow("place", place.key, _(place.title), "") for place in PLACES)


def _window_deeds() -> Iterable[PaletteRow]:
    titles = {
        "take_in": _("Take in declarations"),
        "new_case": _("New case without a declaration"),
        "judge": _("Judge my hits"),
        "import_list": _("Import a watch list"),
        "import_pack": _("Import a pack"),
        "bundle": _("Reference bundle: take one in, accept a root"),
        "motions": _("What waits for a second person"),
        "four_eyes": _("Four eyes: which deed waits for whom"),
        "chart": _("Links of this case, and the way of its goods"),
        "rules": _("Rules: thresholds, which are off, how they do"),
        "sample": _("Sample of cases without a flag"),
        "controls": _("Control lists: tree, search, entries"),
        "embargoes": _("Embargo matrix and the practice of the state"),
        "exemption": _("Claim an exemption for an old contract on this case"),
        "embargo_condition": _("Answer what an embargo on this case depends on"),
        "monitoring": _("Monitoring programmes and their figures"),
        "users": _("Users"),
        "backup": _("Back up"),
        "retention": _("Retention: what is due, what is held"),
        "access": _("Requests of persons for their data"),
        "check": _("Check the casebook"),
        "office_settings": _("Settings of the office"),
        "verify_report": _("Verify a report"),
        "key_sheet": _("Write the key sheet for recipients"),
        "recovery": _("Recovery key: who keeps it, new halves"),
        "rekey": _("Make a new data key"),
        "accept_older": _("Go on with a casebook older than this machine has seen"),
        "name_deputy": _("Name a deputy who holds roles while somebody is away"),
        "begin_absence": _("Say that somebody is away"),
        "end_absence": _("Say that somebody is back"),
        "name_authority": _("Name an authority whose word confirms keys"),
        "ask_authority": _("Ask an authority to confirm a key"),
        "answer_for_authority": _("Confirm a key of another casebook, as an authority"),
        "take_answer": _("Take in what an authority confirmed"),
        "verify_audit": _("Verify the audit chain"),
        "lock": _("Lock, or let the next user sign in"),
        "close_casebook": _("Close the casebook"),
    }
    return (PaletteRow("deed", name, title, "") for name, title in titles.items())
