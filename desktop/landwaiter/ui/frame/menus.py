"""The menus of the window as a table: menu, title, deed, keys."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from landwaiter.i18n import _


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One line of a menu; an empty title is a separator."""

    menu: str
    title: str = ""
    deed: str = ""
    keys: str = ""
    """Shown beside it; the shortcut itself belongs to the screen."""


ENTRIES: tuple[MenuEntry, ...] = (
    MenuEntry("Casebook", "Take in declarations…", "take_in"),
    MenuEntry("Casebook"),
    MenuEntry("Casebook", "Back up…", "backup"),
    MenuEntry("Casebook", "Check the casebook", "check"),
    MenuEntry("Casebook", "Retention…", "retention"),
    MenuEntry("Casebook", "Requests for access…", "access"),
    MenuEntry("Casebook", "Waiting for a second person…", "motions", "Ctrl+M"),
    MenuEntry("Casebook", "Users…", "users"),
    MenuEntry("Casebook", "Four eyes…", "four_eyes"),
    MenuEntry("Casebook", "Settings of the office…", "office_settings"),
    MenuEntry("Casebook", "Calendars…", "calendars"),
    MenuEntry("Casebook", "Registers…", "registers"),
    MenuEntry("Casebook", "Key sheet for recipients…", "key_sheet"),
    MenuEntry("Casebook", "Recovery key…", "recovery"),
    MenuEntry("Casebook", "New data key…", "rekey"),
    MenuEntry("Casebook", "Go on with the older casebook…", "accept_older"),
    MenuEntry("Casebook", "Name a deputy…", "name_deputy"),
    MenuEntry("Casebook", "Somebody is away…", "begin_absence"),
    MenuEntry("Casebook", "Somebody is back…", "end_absence"),
    MenuEntry("Casebook", "Name an authority…", "name_authority"),
    MenuEntry("Casebook", "Ask an authority to confirm a key…", "ask_authority"),
    MenuEntry("Casebook", "Confirm a key of another casebook…", "answer_for_authority"),
    MenuEntry("Casebook", "Take in what an authority confirmed…", "take_answer"),
    MenuEntry("Casebook"),
    MenuEntry("Casebook", "Lock, or let the next user sign in", "lock", "Ctrl+L"),
    MenuEntry("Casebook", "Close the casebook", "close_casebook"),
    MenuEntry("Casebook", "Quit", "quit", "Ctrl+Q"),
    MenuEntry("Edit", "Find…", "find", "Ctrl+K"),
    MenuEntry("Edit", "Copy the row", "copy", "Ctrl+C"),
    MenuEntry("View", "Light", "light"),
    MenuEntry("View", "Dark", "dark"),
    MenuEntry("View", "As the system", "system"),
    MenuEntry("View"),
    MenuEntry("View", "Read anew", "refresh", "F5"),
    MenuEntry("View", "Next tab", "next_tab", "Ctrl+Tab"),
    MenuEntry("View", "Close the tab", "close_tab", "Ctrl+W"),
    MenuEntry("Case", "New case…", "new_case"),
    MenuEntry("Case", "Acts on this case…", "acts"),
    MenuEntry("Case"),
    MenuEntry("Case", "Duty and handover", "duty"),
    MenuEntry("Case", "Link chart…", "chart"),
    MenuEntry("Case", "Control lists…", "controls"),
    MenuEntry("Case", "Rules…", "rules"),
    MenuEntry("Case", "Sample of cases without a flag…", "sample"),
    MenuEntry("Case", "Embargo matrix…", "embargoes"),
    MenuEntry("Case", "Exemption of an old contract…", "exemption"),
    MenuEntry("Case", "What the embargo depends on…", "embargo_condition"),
    MenuEntry("Screening", "Judge hits", "judge"),
    MenuEntry("Screening", "Screen a name", "go_screening"),
    MenuEntry("Screening", "Import a watch list…", "import_list"),
    MenuEntry("Screening", "Import a pack…", "import_pack"),
    MenuEntry("Screening", "Reference bundle…", "bundle"),
    MenuEntry("Screening", "Import entities and links…", "import_entities"),
    MenuEntry("Reports", "Case report…", "report"),
    MenuEntry("Reports", "Referral to the licensing authority…", "report_referral"),
    MenuEntry("Reports", "Seizure or detention record…", "report_seizure"),
    MenuEntry("Reports", "Report to the ministry…", "report_ministry"),
    MenuEntry("Reports", "Audit report…", "report_audit"),
    MenuEntry("Reports", "Hold or release slip…", "slip"),
    MenuEntry("Reports"),
    MenuEntry("Reports", "Monitoring programmes", "monitoring"),
    MenuEntry("Reports"),
    MenuEntry("Reports", "Verify a report…", "verify_report"),
    MenuEntry("Reports", "Verify the audit chain", "verify_audit"),
    MenuEntry("Help", "All keys", "keys", "F1"),
    MenuEntry("Help", "About Landwaiter", "about"),
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

    def _action(self, entry: MenuEntry, menu: QMenu) -> QAction:
        action = QAction(_(entry.title) + (f"\t{entry.keys}" if entry.keys else ""), menu)
        action.triggered.connect(lambda _checked=False: self._deeds[entry.deed]())
        self._actions.append((entry.deed, action))
        return action

    def offer(self, deeds: Mapping[str, Callable[[], object]]) -> None:
        """What can be done now; a deed nobody offers is greyed."""
        self._deeds = deeds
        for deed, action in self._actions:
            action.setEnabled(deed in deeds)
