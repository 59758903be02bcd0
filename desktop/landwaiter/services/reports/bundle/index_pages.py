"""On which page each part of a bundle begins: known once its pages are laid out."""

from dataclasses import replace
from typing import Final

from landwaiter.reports.dossier.characters import visible
from landwaiter.reports.dossier.dossier import Dossier, Table
from landwaiter.reports.dossier.wording import worded_in
from landwaiter.services.reports.bundle.contents import INDEX, INDEX_PAGE

_GAP: Final = "\xa0\xa0"
"""Between the title of a table and its subtitle."""


def with_pages(dossier: Dossier) -> Dossier:
    """Its index with page numbers; `dossier` brings the words along in which it is printed."""
    from landwaiter.reports.paper.pdf import bare_pages  # noqa: PLC0415  # slow to import

    printed = Dossier.from_bytes(_numbered(dossier, {}).canonical())
    with worded_in(printed.spoken()):
        headings = bare_pages(printed).marks.headings
        index = next(one for one in printed.tables if one.id == INDEX)
        heads = [visible(str(row[1])) for row in index.rows]
    pages: dict[int, int] = {}
    for heading in headings:  # a part begins after the one before it
        place = len(pages)
        if place < len(heads) and _is_head(heading.text, heads[place]):
            pages[place] = heading.page + 1
    return _numbered(dossier, pages)


def _is_head(text: str, title: str) -> bool:
    """A head is its title, behind which its subtitle may stand."""
    return text == title or text.startswith(f"{title}{_GAP}")


def _numbered(dossier: Dossier, pages: dict[int, int]) -> Dossier:
    """A page that is not known yet takes the room of one."""
    return replace(
        dossier,
        tables=tuple(
            _with_column(one, pages) if one.id == INDEX else one for one in dossier.tables
        ),
    )


def _with_column(index: Table, pages: dict[int, int]) -> Table:
    place = [column.key for column in index.columns].index(INDEX_PAGE)
    return replace(
        index,
        rows=tuple(
            (*row[:place], str(pages.get(number, 0)), *row[place + 1 :])
            for number, row in enumerate(index.rows)
        ),
    )
