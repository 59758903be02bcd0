"""The words of a formatted text of others: nothing in it is loaded or run."""

import re
from html.parser import HTMLParser

_MOST_HTML = 2 << 20
"""Characters that are looked at."""


class _Words(HTMLParser):
    """The words between the tags, a line for each block; scripts and styles are left out."""

    _BREAKS = frozenset(
        {"blockquote", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p"}
        | {"pre", "table", "tr", "ul"}
    )
    _SILENT = frozenset({"script", "style", "title", "template"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._silent and tag in self._SILENT:
            self._silent = tag
        elif tag in self._BREAKS:
            self.words.append("\n")
        elif tag in {"td", "th"}:
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        elif tag in self._BREAKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(re.sub(r"\s+", " ", data))


def words_of_html(html: str) -> str:
    """The words of a formatted text, without anything that it would load or run."""
    parser = _Words()
    parser.feed(html[:_MOST_HTML])
    parser.close()
    lines = (line.strip() for line in "".join(parser.words).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
