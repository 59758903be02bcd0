"""docs/manual/screens.md, made from the pages of the help.

python -m tests.ui.help.manual_page            prints it
python -m tests.ui.help.manual_page --write    writes it
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from landwaiter.ui.help.help_page import HelpPage
from landwaiter.ui.help.screen_pages import PAGES
from landwaiter.ui.kit import keys

PAGE = Path(__file__).parents[3] / "docs" / "manual" / "screens.md"


def text() -> str:
    """The page of the manual."""
    lines = [
        "# Screens",
        "",
        "F1 opens the page of the screen in front, in the language of who reads, with a drawing of",
        "where its parts stand. This is the same in English, made from the same table;",
        "[keys](keys.md) says what a key may do, and which count everywhere.",
    ]
    for name, page in PAGES.items():
        lines += ["", f"## {keys.TITLES[name]}", "", *_section(page, keys.SCREENS[name])]
    return "\n".join(lines) + "\n"


def _section(page: HelpPage, table: Sequence[keys.ScreenKey]) -> Iterator[str]:
    yield page.purpose
    yield ""
    for number, part in enumerate(page.parts, start=1):
        yield f"{number}. {part.words}"
    for question in page.questions:
        yield from ("", f"**{question.asked}** {question.answer}")
    yield from ("", "| key | what it does |", "|---|---|")
    for key in table:
        pressed = " or ".join(f"`{keys.said(each)}`" for each in (key.keys, key.extra) if each)
        yield f"| {pressed} | {keys.words(key)} |"
    links = (f"[{keys.TITLES[name]}](#{_anchor(keys.TITLES[name])})" for name in page.see)
    yield from ("", f"See also: {', '.join(links)}.")


def _anchor(title: str) -> str:
    return title.lower().replace(" ", "-")


def main(arguments: Sequence[str]) -> int:
    if "--write" in arguments:
        PAGE.write_text(text(), encoding="utf-8")
    else:
        sys.stdout.write(text())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
