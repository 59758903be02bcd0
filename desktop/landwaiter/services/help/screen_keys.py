"""Which key does what: one table per screen, for the window, its help and the manual.

A key moves, shows, opens a form, marks a draft or leaves; none does a deed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from landwaiter.i18n import N_, _

SUBMIT = "Ctrl+Return"
_CAPS = {"Return": "Enter"}


class KeyKind(StrEnum):
    """What a key may do. There is no kind for a deed: no key does one."""

    MOVE = "move"
    SHOW = "show"
    OPEN = "open"
    """It opens a form, a dialog, a file: nothing is done before that is handed over."""
    MARK = "mark"
    """It changes a draft or a tick."""
    SUBMIT = "submit"
    """It hands over the form in front."""
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class ScreenKey:
    """One key of a screen: what is pressed, its name, what it may do, and its words."""

    keys: str
    name: str
    kind: KeyKind
    words: str
    hinted: bool = False
    """Shown in the status bar."""
    by_widget: bool = False
    """A list or field handles it itself; it stands here for F1."""
    extra: str = ""
    """A second sequence, for use while a text field has focus."""

    @property
    def single(self) -> bool:
        """A letter, figure or sign alone: it rests wherever somebody may be typing."""
        return is_single(self.keys)


def is_single(sequence: str) -> bool:
    return len(sequence) == 1


_MOVE, _SHOW, _OPEN, _MARK = KeyKind.MOVE, KeyKind.SHOW, KeyKind.OPEN, KeyKind.MARK

EVERYWHERE: tuple[ScreenKey, ...] = (
    ScreenKey("Ctrl+K", "find", _OPEN, "find a case, entity, code or act"),
    ScreenKey("Ctrl+Shift+F", "find_texts", _MOVE, "find in texts"),
    ScreenKey("F10", "menu", _SHOW, "the menus"),
    ScreenKey("Ctrl+1…7", "go", _MOVE, "to the places of the rail", by_widget=True),
    ScreenKey("Ctrl+Tab", "next_tab", _MOVE, "next tab"),
    ScreenKey("Ctrl+Shift+Tab", "previous_tab", _MOVE, "previous tab"),
    ScreenKey("Ctrl+W", "close_tab", KeyKind.LEAVE, "close the tab"),
    ScreenKey("J", "down", _MOVE, "next row", by_widget=True),
    ScreenKey("K", "up", _MOVE, "previous row", by_widget=True),
    ScreenKey("Enter", "open", _MOVE, "open it", by_widget=True),
    ScreenKey("Esc", "back", _MOVE, "back to the list", by_widget=True),
    ScreenKey("F5", "refresh", _SHOW, "read anew"),
    ScreenKey("F6", "next_part", _MOVE, "next part, Shift+F6 the one before"),
    ScreenKey("Shift+F6", "part_before", _MOVE, "part before"),
    ScreenKey("Ctrl+Z", "undo", _MARK, "undo what is not sealed yet"),
    ScreenKey("Ctrl+M", "motions", _OPEN, "what waits for a second person"),
    ScreenKey("Ctrl+L", "lock", KeyKind.LEAVE, "lock, next user"),
    ScreenKey("Ctrl+Q", "quit", KeyKind.LEAVE, "quit"),
    ScreenKey("F1", "help", _SHOW, "help", hinted=True),
)

SCREENS: Mapping[str, tuple[ScreenKey, ...]] = {
    "today": (
        ScreenKey("Enter", "open", _MOVE, "open it", hinted=True, by_widget=True),
        ScreenKey("H", "judge", _MOVE, "judge hits", hinted=True),
        ScreenKey("V", "reviews", _MOVE, "reviews", hinted=True),
        ScreenKey("D", "deadlines", _MOVE, "deadlines", hinted=True),
        ScreenKey("I", "take_in", _OPEN, "take in declarations"),
        ScreenKey("U", "duty", _MOVE, "duty and handover", hinted=True),
        ScreenKey("O", "on_call", _MOVE, "on call"),
        ScreenKey("S", "sift", _MOVE, "sift"),
    ),
    "intake": (
        ScreenKey("Alt+Left", "back", _MOVE, "a step back", hinted=True),
        ScreenKey("Ctrl+D", "rehearse", _SHOW, "dry run", hinted=True),
        ScreenKey(SUBMIT, "next", KeyKind.SUBMIT, "next step, or take in", hinted=True),
        ScreenKey("Esc", "leave", KeyKind.LEAVE, "leave, nothing saved", hinted=True),
    ),
    "duty": (
        ScreenKey(
            "Enter", "open", _SHOW, "handover sheet of the person", hinted=True, by_widget=True
        ),
        ScreenKey("N", "absence", _OPEN, "enter an absence", hinted=True),
        ScreenKey("O", "on_call", _MOVE, "on call", hinted=True),
        ScreenKey("Ctrl+P", "print", _OPEN, "print the sheet", hinted=True),
        ScreenKey("Ctrl+D", "report", _OPEN, "sheet for the next shift", hinted=True),
    ),
    "on_call": (
        ScreenKey("Enter", "open", _MOVE, "open the case", hinted=True, by_widget=True),
        ScreenKey("R", "release", _OPEN, "release it", hinted=True),
        ScreenKey("H", "keep", _OPEN, "keep held", hinted=True),
        ScreenKey("N", "next", _MOVE, "next hold", hinted=True),
        ScreenKey("O", "case", _MOVE, "open the case"),
        ScreenKey("A", "every", _SHOW, "also within office hours"),
        ScreenKey("U", "duty", _MOVE, "duty and handover"),
    ),
    "monitoring": (
        ScreenKey("Enter", "open", _MOVE, "open the case", hinted=True, by_widget=True),
        ScreenKey("N", "new", _OPEN, "new programme", hinted=True),
        ScreenKey("C", "change", _OPEN, "change the rules", hinted=True),
        ScreenKey("R", "run", _OPEN, "run it", hinted=True),
        ScreenKey("A", "again", _SHOW, "the newest run once more"),
        ScreenKey("L", "store", _SHOW, "sifted declarations that it watches"),
        ScreenKey("E", "end", _OPEN, "end the programme"),
        ScreenKey("Ctrl+P", "export", _OPEN, "report of the run", hinted=True),
    ),
    "sift": (
        ScreenKey("1", "open_case", _MARK, "mark to open", hinted=True),
        ScreenKey("2", "aside", _MARK, "mark aside", hinted=True),
        ScreenKey("3", "later", _MARK, "mark for later", hinted=True),
        ScreenKey("S", "seal", _OPEN, "seal the marks", hinted=True),
        ScreenKey("A", "sample", _SHOW, "the sample of the rest"),
        ScreenKey("/", "filter", _MOVE, "filter", hinted=True),
        ScreenKey("F", "files", _OPEN, "sift files"),
        ScreenKey("R", "reasons", _OPEN, "reasons of the sift"),
    ),
    "statistics": (
        ScreenKey("Enter", "open", _MOVE, "open the case", hinted=True, by_widget=True),
        ScreenKey("Ctrl+P", "report", _OPEN, "report of the period", hinted=True),
        ScreenKey("Ctrl+D", "register", _OPEN, "register of its cases"),
    ),
    "letter": (
        ScreenKey("Ctrl+T", "kind", _MOVE, "which letter", hinted=True),
        ScreenKey("Ctrl+P", "save", _OPEN, "save the draft", hinted=True),
        ScreenKey("Ctrl+PgDown", "on", _MOVE, "the pages, on"),
        ScreenKey("Ctrl+PgUp", "back", _MOVE, "the pages, back"),
        ScreenKey(SUBMIT, "issue", KeyKind.SUBMIT, "issue it", hinted=True),
        ScreenKey("Esc", "leave", KeyKind.LEAVE, "leave, keep the draft", hinted=True),
    ),
    "cases": (
        ScreenKey("Enter", "open", _MOVE, "open it", hinted=True, by_widget=True),
        ScreenKey("Space", "tick", _MARK, "tick", hinted=True, by_widget=True),
        ScreenKey("A", "assign", _OPEN, "assign", hinted=True),
        ScreenKey("/", "filter", _MOVE, "filter", hinted=True),
        ScreenKey("P", "preview", _SHOW, "preview"),
        ScreenKey("Ctrl+E", "export", _OPEN, "as a file", hinted=True),
        ScreenKey("Ctrl+P", "print", _OPEN, "print"),
        ScreenKey("Esc", "clear", _MARK, "clear the checks"),
        ScreenKey("PgDown", "page", _MOVE, "next 50", by_widget=True),
        ScreenKey("Ctrl+G", "go_to", _OPEN, "go to a reference"),
    ),
    "finding": (
        ScreenKey(
            "Enter", "open", _MOVE, "open the case at the place", hinted=True, by_widget=True
        ),
        ScreenKey("/", "words", _MOVE, "words", hinted=True),
        ScreenKey("S", "save", _OPEN, "save the search", hinted=True),
        ScreenKey("L", "saved", _MOVE, "own searches", hinted=True),
        ScreenKey("R", "read", _OPEN, "read what is not read yet"),
    ),
    "case": (
        ScreenKey("J", "next_section", _MOVE, "next section"),
        ScreenKey("K", "previous_section", _MOVE, "previous section"),
        ScreenKey("A", "acts", _SHOW, "every act", hinted=True),
        ScreenKey("C", "classify", _OPEN, "classify the next candidate"),
        ScreenKey("I", "interview", _OPEN, "ask what decides an entry"),
        ScreenKey("H", "judge", _MOVE, "judge the hits of the case"),
        ScreenKey("R", "first", _OPEN, "first act", hinted=True),
        ScreenKey("F", "flags", _MOVE, "flags", hinted=True),
        ScreenKey("E", "evidence", _OPEN, "add evidence", hinted=True),
        ScreenKey("V", "evidence_list", _MOVE, "evidence, Space previews"),
        ScreenKey("Space", "preview", _SHOW, "preview the evidence", by_widget=True),
        ScreenKey("P", "propose", _OPEN, "propose a decision", hinted=True),
        ScreenKey("S", "substantiate", _OPEN, "substantiate a flag"),
        ScreenKey("X", "dismiss_flag", _OPEN, "dismiss a flag"),
        ScreenKey("M", "answer_remark", _OPEN, "answer a remark"),
        ScreenKey("N", "note", _OPEN, "add a note"),
        ScreenKey("L", "letter", _OPEN, "write a letter"),
        ScreenKey("Ctrl+P", "report", _OPEN, "make the case report"),
        ScreenKey("D", "as_of", _OPEN, "as of another day", hinted=True),
        ScreenKey("G", "recheck", _SHOW, "recheck the evaluation"),
        ScreenKey("F7", "side", _SHOW, "history", hinted=True),
    ),
    "chart": (
        ScreenKey("Arrows", "move", _MOVE, "to the neighbour there", hinted=True, by_widget=True),
        ScreenKey("N", "next_node", _MOVE, "next node, B the one before", by_widget=True),
        ScreenKey("Enter", "open", _SHOW, "open the node", hinted=True, by_widget=True),
        ScreenKey("C", "fold", _SHOW, "fold it again", hinted=True),
        ScreenKey("G", "go", _MOVE, "go to the case or entity"),
        ScreenKey("W", "ways", _SHOW, "a way begins, ends here", hinted=True),
        ScreenKey("R", "anew", _SHOW, "lay out anew"),
        ScreenKey("]", "next_way", _SHOW, "next way"),
        ScreenKey("[", "previous_way", _SHOW, "way before"),
        ScreenKey("L", "list", _MOVE, "to the list", hinted=True),
        ScreenKey("H", "drawing", _MOVE, "to the drawing"),
        ScreenKey("/", "day", _MOVE, "only in a period"),
        ScreenKey(",", "year_before", _SHOW, "the year before"),
        ScreenKey(".", "year_after", _SHOW, "the year after"),
        ScreenKey("A", "any_day", _SHOW, "any day again"),
        ScreenKey("Esc", "leave", KeyKind.LEAVE, "cancel, or back to the drawing"),
        ScreenKey("0", "fit", _SHOW, "fit", by_widget=True),
        ScreenKey("+", "larger", _SHOW, "larger, - smaller"),
        ScreenKey("Ctrl+E", "export", _OPEN, "as a file"),
    ),
    "hit": (
        ScreenKey("1", "same", _MARK, "same", hinted=True, extra="Alt+1"),
        ScreenKey("2", "different", _MARK, "different", hinted=True, extra="Alt+2"),
        ScreenKey("3", "unsure", _MARK, "unsure", hinted=True, extra="Alt+3"),
        ScreenKey("N", "skip", _MOVE, "skip", hinted=True),
        ScreenKey("E", "equal", _MARK, "all equal hits"),
        ScreenKey("O", "open_case", _MOVE, "open the case", hinted=True),
        ScreenKey("G", "open_entity", _MOVE, "open the entity of the party"),
        ScreenKey("Up", "previous_pair", _MOVE, "name pair before", by_widget=True),
        ScreenKey("Down", "next_pair", _MOVE, "next name pair", by_widget=True),
        ScreenKey(SUBMIT, "judge", KeyKind.SUBMIT, "judge and next"),
    ),
    "review": (
        ScreenKey("C", "next_change", _MOVE, "next change", hinted=True),
        ScreenKey("E", "open_evidence", _MOVE, "open evidence", hinted=True),
        ScreenKey("L", "next_claim", _MOVE, "next claim", hinted=True),
        ScreenKey("N", "unread", _MOVE, "next to be read", hinted=True),
        ScreenKey("S", "similar", _MOVE, "similar cases"),
        ScreenKey("Enter", "open", _MOVE, "go where it stands", by_widget=True),
        ScreenKey("M", "remark", _OPEN, "remark here", hinted=True),
        ScreenKey("T", "text", _SHOW, "read the text that is signed"),
        ScreenKey("B", "bytes", _SHOW, "show the bytes"),
        ScreenKey("Alt+A", "approve", _OPEN, "approve and sign", hinted=True),
        ScreenKey("Alt+R", "return", _OPEN, "return", hinted=True),
        ScreenKey("Alt+K", "countersign", _OPEN, "countersign"),
    ),
    "entity": (
        ScreenKey("S", "state", _OPEN, "state something", hinted=True),
        ScreenKey("H", "holding", _OPEN, "who holds it, by which share"),
        ScreenKey("L", "link", _OPEN, "link to another", hinted=True),
        ScreenKey("E", "end", _OPEN, "end the statement"),
        ScreenKey("O", "owners", _SHOW, "who is behind it", hinted=True),
        ScreenKey("Y", "history", _SHOW, "its exports"),
        ScreenKey("M", "merge", _OPEN, "merge another into it", hinted=True),
        ScreenKey("U", "unmerge", _OPEN, "take a merge back"),
        ScreenKey("T", "apart", _OPEN, "tell apart from another"),
        ScreenKey("P", "propose", _OPEN, "propose for a listing"),
        ScreenKey("R", "proposals", _SHOW, "the proposal that it be listed"),
        ScreenKey("D", "duplicates", _SHOW, "those that may be the same"),
        ScreenKey("C", "cases", _MOVE, "cases, hits, evidence"),
        ScreenKey("Enter", "open", _MOVE, "open the other entity, or the case", by_widget=True),
        ScreenKey("Ctrl+P", "report", _OPEN, "report", hinted=True),
    ),
    "entities": (
        ScreenKey("/", "filter", _MOVE, "filter", hinted=True),
        ScreenKey("N", "new", _OPEN, "new entity", hinted=True),
        ScreenKey("D", "duplicates", _SHOW, "those that may be the same", hinted=True),
        ScreenKey("S", "mark", _OPEN, "sensitive or not", hinted=True),
    ),
    "screening": (
        ScreenKey("Alt+1", "name", _SHOW, "a name"),
        ScreenKey("Alt+2", "pair", _SHOW, "two names"),
        ScreenKey("Alt+3", "file", _SHOW, "a file"),
        ScreenKey("Alt+4", "lists", _SHOW, "lists"),
        ScreenKey("H", "hits", _MOVE, "judge hits"),
        ScreenKey("L", "import_list", _OPEN, "import a watch list"),
        ScreenKey("Ctrl+O", "choose", _OPEN, "choose a file of names"),
        ScreenKey(SUBMIT, "screen", KeyKind.SUBMIT, "screen now", hinted=True),
    ),
    "reports": (
        ScreenKey("P", "pdf", _OPEN, "PDF again"),
        ScreenKey("X", "xlsx", _OPEN, "Excel again"),
        ScreenKey("G", "gists", _OPEN, "gists"),
        ScreenKey("C", "consent", _OPEN, "owner's consent"),
        ScreenKey("S", "sheet", _OPEN, "write the key sheet"),
        ScreenKey("V", "verification", _MOVE, "verify a report", hinted=True),
        ScreenKey("Ctrl+O", "choose", _OPEN, "choose reports"),
        ScreenKey(SUBMIT, "verify", KeyKind.SUBMIT, "verify", hinted=True),
    ),
    "reference": (
        ScreenKey("I", "import_pack", _OPEN, "import a pack", hinted=True),
        ScreenKey("L", "import_list", _OPEN, "import a watch list", hinted=True),
        ScreenKey("B", "bundle", _OPEN, "reference bundle", hinted=True),
        ScreenKey("G", "registers", _OPEN, "registers", hinted=True),
        ScreenKey("C", "compare", _SHOW, "compare with the edition before", hinted=True),
        ScreenKey("A", "age", _OPEN, "age limit of a list"),
        ScreenKey("T", "threshold", _OPEN, "threshold of a list", hinted=True),
        ScreenKey("R", "rescreen", _OPEN, "screen open cases again"),
        ScreenKey("S", "sift_again", _OPEN, "sift again"),
    ),
    "audit": (
        ScreenKey("V", "verify", _SHOW, "verify the chain", hinted=True),
        ScreenKey("/", "filter", _MOVE, "filter", hinted=True),
    ),
    "settings": (),
    "sign_in": (
        ScreenKey("Enter", "sign_in", _OPEN, "sign in", hinted=True, by_widget=True),
        ScreenKey("Esc", "back", KeyKind.LEAVE, "back to the start", hinted=True),
    ),
    "start": (
        ScreenKey("Ctrl+N", "create", _MOVE, "create", hinted=True),
        ScreenKey("Ctrl+O", "open", _OPEN, "open it", hinted=True),
        ScreenKey("Ctrl+D", "sample", _OPEN, "sample data", hinted=True),
        ScreenKey("Ctrl+P", "practice", _OPEN, "practice", hinted=True),
    ),
}

TITLES: Mapping[str, str] = {
    "today": N_("Today"),
    "intake": N_("Take in declarations"),
    "duty": N_("Duty"),
    "on_call": N_("On call"),
    "monitoring": N_("Monitoring"),
    "sift": N_("Sift"),
    "statistics": N_("Statistics"),
    "letter": N_("Letter"),
    "cases": N_("Cases"),
    "finding": N_("Find in texts"),
    "case": N_("Case"),
    "chart": N_("Link chart"),
    "hit": N_("Hit"),
    "review": N_("Review"),
    "entities": N_("Entities"),
    "entity": N_("Entity"),
    "screening": N_("Screening"),
    "reference": N_("Reference data"),
    "reports": N_("Reports"),
    "audit": N_("Audit"),
    "start": N_("Start"),
    "sign_in": N_("Sign in"),
    "settings": N_("Settings"),
}


def said(keys: str) -> str:
    """The key as its cap reads."""
    for name, cap in _CAPS.items():
        keys = keys.replace(name, cap)
    return keys


def pressed(key: ScreenKey) -> tuple[str, ...]:
    """What is pressed for it, each way as its cap reads."""
    return tuple(said(each) for each in (key.keys, key.extra) if each)


def words(key: ScreenKey) -> str:
    """What the key does; an ellipsis where a form opens first."""
    return f"{_(key.words)}…" if key.kind is KeyKind.OPEN else _(key.words)
