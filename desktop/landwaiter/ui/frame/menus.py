"""The menus of the window as a table: menu, title, deed, keys."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from landwaiter.i18n import _


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu; an empty title is a separator."""

    menu: str
    title: str = ""
    deed: str = ""
    keys: str = ""
    """Shown beside it; the shortcut itself belongs to the screen."""


ENTRIES: tuple[Entry, ...] = (
    Entry("Casebook", "Take in declarations…", "take_in"),
    Entry("Casebook"),
    Entry("Casebook", "Back up…", "backup"),
    Entry("Casebook", "Check the casebook", "check"),
    Entry("Casebook", "Retention…", "retention"),
    Entry("Casebook", "Requests for access…", "access"),
    Entry("Casebook", "Waiting for a second person…", "motions", "Ctrl+M"),
    Entry("Casebook", "Users…", "users"),
    Entry("Casebook", "Four eyes…", "four_eyes"),
    Entry("Casebook", "Settings of the office…", "office_settings"),
    Entry("Casebook", "Calendars…", "calendars"),
    Entry("Casebook", "Registers…", "registers"),
    Entry("Casebook", "Key sheet for recipients…", "key_sheet"),
    Entry("Casebook", "Recovery key…", "recovery"),
    Entry("Casebook", "New data key…", "rekey"),
    Entry("Casebook", "Go on with the older casebook…", "accept_older"),
    Entry("Casebook", "Name a deputy…", "name_deputy"),
    Entry("Casebook", "Somebody is away…", "begin_absence"),
    Entry("Casebook", "Somebody is back…", "end_absence"),
    Entry("Casebook", "Name an authority…", "name_authority"),
    Entry("Casebook", "Ask an authority to confirm a key…", "ask_authority"),
    Entry("Casebook", "Confirm a key of another casebook…", "answer_for_authority"),
    Entry("Casebook", "Take in what an authority confirmed…", "take_answer"),
    Entry("Casebook"),
    Entry("Casebook", "Lock, or let the next user sign in", "lock", "Ctrl+L"),
    Entry("Casebook", "Close the casebook", "close_casebook"),
    Entry("Casebook", "Quit", "quit", "Ctrl+Q"),
    Entry("Edit", "Find…", "find", "Ctrl+K"),
    Entry("Edit", "Copy the row", "copy", "Ctrl+C"),
    Entry("View", "Light", "light"),
    Entry("View", "Dark", "dark"),
    Entry("View", "As the system", "system"),
    Entry("View"),
    Entry("View", "Read anew", "refresh", "F5"),
    Entry("View", "Next tab", "next_tab", "Ctrl+Tab"),
    Entry("View", "Close the tab", "close_tab", "Ctrl+W"),
    Entry("Case", "New case…", "new_case"),
    Entry("Case", "Acts on this case…", "acts"),
    Entry("Case"),
    Entry("Case", "Duty and handover", "duty"),
    Entry("Case", "Link chart…", "chart"),
    Entry("Case", "Control lists…", "controls"),
    Entry("Case", "Rules…", "rules"),
    Entry("Case", "Sample of cases without a flag…", "sample"),
    Entry("Case", "Embargo matrix…", "embargoes"),
    Entry("Case", "Exemption of an old contract…", "exemption"),
    Entry("Case", "What the embargo depends on…", "embargo_condition"),
    Entry("Screening", "Judge hits", "judge"),
    Entry("Screening", "Screen a name", "go_screening"),
    Entry("Screening", "Import a watch list…", "import_list"),
    Entry("Screening", "Import a pack…", "import_pack"),
    Entry("Screening", "Reference bundle…", "bundle"),
    Entry("Screening", "Import entities and links…", "import_entities"),
    Entry("Reports", "Case report…", "report"),
    Entry("Reports", "Referral to the licensing authority…", "report_referral"),
    Entry("Reports", "Seizure or detention record…", "report_seizure"),
    Entry("Reports", "Report to the ministry…", "report_ministry"),
    Entry("Reports", "Audit report…", "report_audit"),
    Entry("Reports", "Hold or release slip…", "slip"),
    Entry("Reports"),
    Entry("Reports", "Monitoring programmes", "monitoring"),
    Entry("Reports"),
    Entry("Reports", "Verify a report…", "verify_report"),
    Entry("Reports", "Verify the audit chain", "verify_audit"),
    Entry("Help", "All keys", "keys", "F1"),
    Entry("Help", "About Landwaiter", "about"),
)


class Menus(QObject):
    """The menus of a bar, made once; which deeds are offered changes with every tab."""

    def __init__(self, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._deeds: Mapping[str, Callable[[], object]] = {}
        self._actions: list[tuple[str, QAction]] = []
        menus = {title: bar.addMenu(_(title)) for title in dict.fromkeys(e.menu for e in ENTRIES)}
        for entry in ENTRIES:
            menu = menus[entry.menu]
            if entry.title:
                menu.addAction(self._action(entry, menu))
            else:
                menu.addSeparator()

    def _action(self, entry: Entry, menu: QMenu) -> QAction:
        action = QAction(_(entry.title) + (f"\t{entry.keys}" if entry.keys else ""), menu)
        action.triggered.connect(lambda _checked=False: self._deeds[entry.deed]())
        self._actions.append((entry.deed, action))
        return action

    def offer(self, deeds: Mapping[str, Callable[[], object]]) -> None:
        """What can be done now; a deed nobody offers is greyed."""
        self._deeds = deeds
        for deed, action in self._actions:
            action.setEnabled(deed in deeds)
