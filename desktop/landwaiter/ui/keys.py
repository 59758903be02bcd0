"""Which key does what: one table per screen, for shortcuts, hints in the status bar and F1."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from landwaiter.i18n import _


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a screen: what is pressed, the deed by name, and its words."""

    keys: str
    deed: str
    words: str
    hinted: bool = False
    """Shown in the status bar."""
    by_widget: bool = False
    """A list or field handles it itself; it stands here for F1."""
    extra: str = ""
    """A second sequence, for use while a text field has focus."""


EVERYWHERE: tuple[Key, ...] = (
    Key("Ctrl+K", "find", "find a case, entity, code or act"),
    Key("Ctrl+1…7", "go", "to the places of the rail", by_widget=True),
    Key("Ctrl+Tab", "next_tab", "next tab"),
    Key("Ctrl+Shift+Tab", "previous_tab", "previous tab"),
    Key("Ctrl+W", "close_tab", "close the tab"),
    Key("J", "down", "next row", by_widget=True),
    Key("K", "up", "previous row", by_widget=True),
    Key("Enter", "open", "open", by_widget=True),
    Key("Esc", "back", "back to the list", by_widget=True),
    Key("F5", "refresh", "read anew"),
    Key("Ctrl+M", "motions", "what waits for a second person"),
    Key("Ctrl+L", "lock", "lock, next user"),
    Key("Ctrl+Q", "quit", "quit"),
    Key("F1", "keys", "all keys", hinted=True),
)

SCREENS: Mapping[str, tuple[Key, ...]] = {
    "today": (
        Key("Enter", "open", "open", hinted=True, by_widget=True),
        Key("H", "judge", "judge hits", hinted=True),
        Key("V", "reviews", "reviews", hinted=True),
        Key("D", "deadlines", "deadlines", hinted=True),
        Key("I", "take_in", "take in declarations"),
        Key("U", "duty", "duty and handover", hinted=True),
    ),
    "duty": (
        Key("Enter", "open", "handover sheet of the person", hinted=True, by_widget=True),
        Key("N", "absence", "enter an absence", hinted=True),
        Key("Ctrl+P", "print", "print the sheet", hinted=True),
    ),
    "monitoring": (
        Key("Enter", "open", "open the case", hinted=True, by_widget=True),
        Key("N", "new", "new programme", hinted=True),
        Key("C", "change", "change the rules", hinted=True),
        Key("R", "run", "run it", hinted=True),
        Key("A", "again", "the newest run once more"),
        Key("E", "end", "end the programme"),
        Key("Ctrl+P", "export", "report of the run", hinted=True),
    ),
    "cases": (
        Key("Enter", "open", "open", hinted=True, by_widget=True),
        Key("Space", "tick", "check", hinted=True, by_widget=True),
        Key("A", "assign", "assign", hinted=True),
        Key("/", "filter", "filter", hinted=True),
        Key("P", "preview", "preview"),
        Key("Esc", "clear", "clear the checks"),
        Key("PgDown", "page", "next 50", by_widget=True),
        Key("Ctrl+G", "go_to", "go to a reference"),
    ),
    "case": (
        Key("J", "next_section", "next section"),
        Key("K", "previous_section", "previous section"),
        Key("A", "acts", "every act", hinted=True),
        Key("T", "open_track", "open a proposed track"),
        Key("C", "classify", "classify the next candidate"),
        Key("I", "interview", "ask what decides an entry"),
        Key("H", "judge", "judge the hits of the case"),
        Key("R", "record_reply", "record reply", hinted=True),
        Key("F", "flags", "flags", hinted=True),
        Key("E", "evidence", "add evidence", hinted=True),
        Key("V", "evidence_list", "evidence, Space previews"),
        Key("Space", "preview", "preview the evidence", by_widget=True),
        Key("P", "propose", "propose a decision", hinted=True),
        Key("S", "substantiate", "substantiate a flag"),
        Key("X", "dismiss_flag", "dismiss a flag"),
        Key("M", "answer_remark", "answer a remark"),
        Key("N", "note", "add a note"),
        Key("Ctrl+P", "report", "make the case report"),
        Key("D", "as_of", "as of another day", hinted=True),
        Key("G", "recheck", "recheck the evaluation"),
    ),
    "chart": (
        Key("Arrows", "move", "to the neighbour there", hinted=True, by_widget=True),
        Key("N", "next_node", "next node, B the one before", by_widget=True),
        Key("Enter", "open", "open the node", hinted=True, by_widget=True),
        Key("C", "fold", "fold it again", hinted=True),
        Key("G", "go", "go to the case or entity"),
        Key("W", "ways", "a way begins, ends here", hinted=True),
        Key("R", "anew", "lay out anew"),
        Key("]", "next_way", "next way"),
        Key("[", "previous_way", "way before"),
        Key("L", "list", "to the list", hinted=True),
        Key("H", "drawing", "to the drawing"),
        Key("/", "day", "only in a period"),
        Key(",", "year_before", "the year before"),
        Key(".", "year_after", "the year after"),
        Key("A", "any_day", "any day again"),
        Key("F6", "next_part", "next part, Shift+F6 the one before"),
        Key("Shift+F6", "part_before", "part before"),
        Key("Esc", "leave", "cancel, or back to the drawing"),
        Key("0", "fit", "fit", by_widget=True),
        Key("+", "larger", "larger, - smaller"),
        Key("Ctrl+E", "export", "export"),
    ),
    "hit": (
        Key("1", "same", "same", hinted=True, extra="Alt+1"),
        Key("2", "different", "different", hinted=True, extra="Alt+2"),
        Key("3", "unsure", "unsure", hinted=True, extra="Alt+3"),
        Key("N", "skip", "skip", hinted=True),
        Key("E", "equal", "all equal hits"),
        Key("O", "open_case", "open the case", hinted=True),
        Key("G", "open_entity", "open the entity of the party"),
        Key("Up", "previous_pair", "name pair before", by_widget=True),
        Key("Down", "next_pair", "next name pair", by_widget=True),
        Key("Ctrl+Return", "judge", "judge and next"),
    ),
    "review": (
        Key("C", "next_change", "next change", hinted=True),
        Key("E", "open_evidence", "open evidence", hinted=True),
        Key("L", "next_claim", "next claim", hinted=True),
        Key("N", "unchecked", "not checked, Space ticks"),
        Key("S", "similar", "similar cases"),
        Key("Enter", "open", "go where it stands", by_widget=True),
        Key("M", "remark", "remark here", hinted=True),
        Key("T", "text", "read the text that is signed"),
        Key("B", "bytes", "show the bytes"),
        Key("Ctrl+Return", "approve", "approve and sign", hinted=True),
        Key("Ctrl+R", "return", "return", hinted=True),
        Key("Ctrl+Shift+Return", "countersign", "countersign"),
    ),
    "entity": (
        Key("S", "state", "state something", hinted=True),
        Key("H", "holding", "who holds it, by which share"),
        Key("L", "link", "link to another", hinted=True),
        Key("E", "end", "end the statement"),
        Key("O", "owners", "who is behind it", hinted=True),
        Key("M", "merge", "merge another into it", hinted=True),
        Key("U", "unmerge", "take a merge back"),
        Key("T", "apart", "tell apart from another"),
        Key("D", "duplicates", "those that may be the same"),
        Key("C", "cases", "cases, hits, evidence"),
        Key("Enter", "open", "open the other entity, or the case", by_widget=True),
        Key("Ctrl+P", "report", "report", hinted=True),
    ),
    "entities": (
        Key("/", "filter", "filter", hinted=True),
        Key("N", "new", "new entity", hinted=True),
        Key("D", "duplicates", "those that may be the same", hinted=True),
        Key("S", "mark", "sensitive or not", hinted=True),
    ),
    "screening": (Key("Ctrl+Return", "screen", "screen", hinted=True),),
    "reference": (
        Key("I", "import_pack", "import a pack", hinted=True),
        Key("L", "import_list", "import a watch list", hinted=True),
        Key("G", "registers", "registers", hinted=True),
        Key("C", "compare", "compare with the edition before", hinted=True),
        Key("A", "age", "age limit of a list"),
        Key("T", "threshold", "threshold of a list", hinted=True),
        Key("R", "rescreen", "screen open cases again"),
    ),
    "audit": (
        Key("Ctrl+Return", "verify", "verify the chain", hinted=True),
        Key("/", "filter", "filter", hinted=True),
    ),
    "sign_in": (
        Key("Enter", "sign_in", "sign in", hinted=True, by_widget=True),
        Key("Esc", "back", "back to the start", hinted=True),
    ),
    "start": (
        Key("Ctrl+N", "create", "create", hinted=True),
        Key("Ctrl+O", "open", "open", hinted=True),
        Key("Ctrl+D", "sample", "sample data", hinted=True),
    ),
}

TITLES: Mapping[str, str] = {
    "today": "Today",
    "duty": "Duty",
    "monitoring": "Monitoring",
    "cases": "Cases",
    "case": "Case",
    "chart": "Link chart",
    "hit": "Hit",
    "review": "Review",
    "entities": "Entities",
    "entity": "Entity",
    "screening": "Screening",
    "reference": "Reference",
    "audit": "Audit",
    "start": "Start",
    "sign_in": "Sign in",
}


def said(keys: str) -> str:
    """The key as its cap reads."""
    return keys.replace("Return", "Enter")


def hints(screen: str) -> tuple[Key, ...]:
    """What the status bar shows for a screen."""
    return tuple(key for key in (*SCREENS.get(screen, ()), *EVERYWHERE) if key.hinted)


def bind(screen: str, widget: QWidget, deeds: Mapping[str, Callable[[], object]]) -> None:
    """Make the shortcuts of a screen on its widget; a deed without a callable is refused."""
    table = EVERYWHERE if screen == "window" else SCREENS[screen]
    for key in table:
        if key.by_widget:
            continue
        if key.deed in deeds:
            for sequence in filter(None, (key.keys, key.extra)):
                _shortcut(sequence, widget, deeds[key.deed])


def _shortcut(sequence: str, widget: QWidget, deed: Callable[[], object]) -> None:
    """Qt's text fields claim single letters before a shortcut sees them, so these rest there."""
    shortcut = QShortcut(QKeySequence(sequence), widget)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(deed)


def words(key: Key) -> str:
    return _(key.words)
