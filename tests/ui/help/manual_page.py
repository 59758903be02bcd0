"""docs/manual/screens.md, made from the pages of the help.

python -m tests.ui.help.manual_page            prints it
python -m tests.ui.help.manual_page --write    writes it
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from landwaiter.services.help import screen_keys
from landwaiter.services.help.help_page import TopicPage
from landwaiter.services.help.screen_pages import PAGES, page_of_screen

PAGE = Path(__file__).parents[3] / "docs" / "manual" / "screens.md"


def text() -> str:
    """The page of the manual."""
    lines = [
        "# Screens",
        "",
        "F1 opens the page of the screen in front, in the language of who reads, with a drawing of",
        "where its parts stand. This is the same in English, made from the same table, with",
        "pictures of fictional cases (`python -m tests.ui.help.pictures --write`);",
        "[keys](keys.md) says what a key may do, and which count everywhere.",
        "In a form F1 opens the page of its deed, in a dialog its own; `landwaiter help TOPIC`",
        "prints each of them.",
    ]
    for name in PAGES:
        page = page_of_screen(name)
        shown = f"![{page.title}, its parts numbered](pictures/{name}.png)"
        lines += ["", f"## {page.title}", "", *_section(page, shown)]
    return "\n".join(lines) + "\n"


def _section(page: TopicPage, shown: str) -> Iterator[str]:
    yield from (page.purpose, "", shown, "")
    for number, words in enumerate(page.parts, start=1):
        yield f"{number}. {words}"
    for question in page.questions:
        yield from ("", f"**{question.about}** {question.words}")
    if page.keys:
        yield from ("", "| key | what it does |", "|---|---|")
    for key in page.keys:
        caps = " or ".join(f"`{cap}`" for cap in screen_keys.pressed(key))
        yield f"| {caps} | {screen_keys.words(key)} |"
    titles = (page_of_screen(name).title for name in page.see)
    links = (f"[{title}](#{_anchor(title)})" for title in titles)
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
