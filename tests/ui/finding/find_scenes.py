"""Find in texts with fictional rows.

QT_QPA_PLATFORM=offscreen python -m tests.ui.finding.find_scenes FOLDER [NAME …]
"""

import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget
from tests.ui.grab import grab
from tests.ui.signed_in import signed_in

from landwaiter.domain.finding.place import FilePart, PartKind, TextKind
from landwaiter.domain.finding.words import asked, snippet
from landwaiter.domain.people.preferences import Mode
from landwaiter.services.base.page import Page
from landwaiter.services.finding.find import FindQuery, Gaps, TextMatch, UnsearchedPiece
from landwaiter.services.finding.saved_searches import SavedSearch
from landwaiter.ui.finding.find_screen import FindAnswer, FindScreen
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.frame.tabs import Tab
from landwaiter.ui.kit.window_settings import Settings
from landwaiter.ui.window.app import make_application

WORDS = "maraging Łódź"
QUERY = FindQuery(WORDS)


def a_match(
    number: int,
    text: str,
    kind: TextKind = TextKind.NOTES,
    *,
    name: str = "",
    part: FilePart | None = None,
) -> TextMatch:
    place = part or FilePart(PartKind.WHOLE, "", 1, "")
    return TextMatch(
        kind=kind,
        reference=f"PL1-2026-{number:06d}",
        title="Five-axis machining centre to Xi’an",
        stage="assessment",
        case_id=f"case-{number}",
        source=f"source-{number}",
        at="2026-04-07T08:30:00Z",
        author="M. Zielińska",
        evidence=2 if name else None,
        evidence_name=name,
        part=place.kind,
        part_name=place.name,
        line=place.first_line,
        snippet=snippet(text, asked(WORDS)),
    )


ROWS = (
    a_match(
        412,
        "The declarant spoke of a rod of maraging steel, turned in Łódź by a firm that makes dies; "
        "grade and strength are not known, and the drawing is with the maker.",
    ),
    a_match(
        398,
        "Delivered were 12 bars, maraging 350, ex works Łódź, Incoterms 2020",
        TextKind.EVIDENCE,
        name="contract with the maker of 3 March 2026.pdf",
        part=FilePart(PartKind.PAGE, "7", 1, ""),
    ),
    a_match(
        398,
        "Maraging bars | 12 | Łódź | 7228 30 20",
        TextKind.EVIDENCE,
        name="packing list.xlsx",
        part=FilePart(PartKind.SHEET, "Łódź, lot 2", 118, ""),
    ),
    a_match(
        377,
        "<b>Łódź</b> says that the maraging steel never left",
        TextKind.CALLS,
    ),
)
ORDINARY = (*ROWS[:3], a_match(377, "Łódź says that the maraging steel never left", TextKind.CALLS))
"""Without what looks like a mark of HTML."""
SAVED = (
    SavedSearch("Steel of Łódź", QUERY),
    SavedSearch("Refusals on valves", FindQuery('valve "end user"', (TextKind.DECISIONS,))),
)
GAPS = Gaps(
    12,
    (
        UnsearchedPiece(
            "PL1-2026-000398", 4, "tender.pdf", "not_read", "It is protected with a password."
        ),
        UnsearchedPiece(
            "PL1-2026-000377", 1, "scan.pdf", "in_part", "2 pages or parts of 9 have no text."
        ),
    ),
    1,
)


def found(shell: Shell, rows: tuple[TextMatch, ...] = ROWS) -> FindScreen:
    screen = empty(shell)
    screen.words.setText(WORDS)
    screen.show_tags(("machine tools", "Łódź lathes"))
    screen.show_saved(SAVED)
    screen.show_answer(FindAnswer(QUERY, Page(rows, None, len(rows)), GAPS))
    return screen


def empty(shell: Shell) -> FindScreen:
    signed_in(shell)
    screen = FindScreen(date(2026, 4, 9))
    tab = Tab("finding", "Find in texts", "search")
    shell.open_tab(tab, lambda: screen, screen="finding", place="cases")
    return screen


SCENES: Mapping[str, Callable[[Shell], QWidget]] = {"find": found, "find_empty": empty}


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    application = make_application(["grab"], Settings(Mode.LIGHT))
    for name in arguments[1:] or list(SCENES):
        grab(name, SCENES[name], folder, application)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
