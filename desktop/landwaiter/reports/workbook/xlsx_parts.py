"""The parts of a workbook beside its cells: which a re-saved report may have, and which not.

What another program adds on its own when it saves (shared strings, printer settings, an empty
drawing per sheet) is allowed by name and by relationship; anything else may show or run something
that was never signed.
"""

import io
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from lxml import etree

from landwaiter.i18n import _
from landwaiter.reports.dossier.change import ReportChange

_PARTS = re.compile(
    r"""
    \[Content_Types\]\.xml
    | (?:xl/(?:worksheets/)?)?_rels/[\w.-]*\.rels
    | docProps/(?:app|core|custom)\.xml
    | docMetadata/LabelInfo\.xml
    | xl/(?:workbook|styles|sharedStrings|calcChain)\.xml
    | xl/theme/theme\d+\.xml
    | xl/worksheets/sheet\d+\.xml
    | xl/printerSettings/printerSettings\d+\.bin
    | xl/drawings/drawing\d+\.xml
    """,
    re.VERBOSE,
)
_DRAWING = re.compile(r"xl/drawings/")
_RELATIONS = frozenset(
    {
        "officeDocument", "core-properties", "extended-properties", "custom-properties",
        "classificationlabels", "worksheet", "styles", "theme", "sharedStrings", "calcChain",
        "printerSettings", "drawing",
    }
)  # fmt: skip
"""Last words of the types of relationships, ECMA-376 part 1."""
_ELEMENTS = frozenset(
    {
        "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "sheetCalcPr", "sheetProtection",
        "cols", "sheetData", "autoFilter", "sortState", "phoneticPr", "printOptions",
        "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "ignoredErrors",
        "drawing",
    }
)  # fmt: skip
"""Of a sheet, ECMA-376 part 1, 18.3.1.99; the rest formats by condition, merges, links, draws."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TEXT = frozenset({"t", "r", "rPh", "phoneticPr"})
_INSIDE: Mapping[str, frozenset[str]] = {
    "sheets": frozenset({"sheet"}),
    "sst": frozenset({"si"}),
    "si": _TEXT,
    "sheetData": frozenset({"row"}),
    "row": frozenset({"c"}),
    "c": frozenset({"f", "v", "is"}),
    "is": _TEXT,
    "r": frozenset({"rPr", "t"}),
    "rPh": frozenset({"t"}),
}
"""What may stand in elements that hold sheets, cells and texts. The library takes others for cells
and texts too, which no program shows."""
_PARENTS = {"row": "sheetData", "c": "row", "is": "c", "si": "sst", "sheetData": "worksheet"}
_MANY = frozenset({"sheet", "si", "row", "c", "r", "rPh"})
"""What may stand there more than once."""
_OWN = frozenset({*_PARENTS, "sheets", "sheet", "numFmts", "numFmt", "cellXfs", "xf"})
"""What counts in the namespace of workbooks alone; the library asks for no namespace."""
_NESTED = re.compile(r"xl/(?:workbook|styles|sharedStrings)\.xml")
_VIEWS = {"showZeros": False, "showFormulas": True}
"""Attributes of a view which hide zeros, or numbers behind their formulas, at these values."""
_FONT_CODE = re.compile(r'&"[^"]*"')
"""A font named in a page head, which some programs add."""
_LEAST_HEIGHT = 4.0
"""Points; a lower row shows nothing."""
_LEAST_WIDTH = 1.0
"""Characters; a narrower column shows nothing."""
_TRUE = frozenset({"1", "true", "on"})
SAFE: Mapping[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "remove_comments": True,
    "remove_pis": True,
}


def part_changes(data: bytes) -> Iterator[ReportChange]:
    """Parts that were added, and links to what no report links to."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith("/"):
                continue
            drawn = _DRAWING.match(name)
            if not _PARTS.fullmatch(name) or (drawn and len(_root(archive.read(name)))):
                yield ReportChange(name, _("it was added to the file."))
            elif name.endswith(".rels"):
                yield from _link_changes(name, archive.read(name))
            elif _NESTED.fullmatch(name):
                with archive.open(name) as source:
                    yield from _strange(name, source)


def _link_changes(name: str, data: bytes) -> Iterator[ReportChange]:
    for link in _root(data):
        kind = str(link.get("Type", "")).rpartition("/")[2]
        if kind not in _RELATIONS or link.get("TargetMode") == "External":
            what = _("a link was added, to {target}.").format(target=link.get("Target", "")[:80])
            yield ReportChange(name, what)


class _Nesting:
    """Follows the elements of a part, and knows one that stands where no report has it."""

    def __init__(self) -> None:
        self._path: list[tuple[str, set[str]]] = []

    def __len__(self) -> int:
        return len(self._path)

    def enter(self, element: Any) -> bool:
        """Whether the element is strange in this place."""
        tag = str(element.tag)
        name = tag.removeprefix(_MAIN)
        parent, before = self._path[-1] if self._path else ("", set())
        allowed = _INSIDE.get(parent)
        is_strange = (
            (allowed is not None and (name not in allowed or (name in before - _MANY)))
            or _PARENTS.get(name, parent) != parent
            or (name == tag and _tag(element) in _OWN)
        )
        before.add(name)
        self._path.append((name, set()))
        return is_strange

    def leave(self) -> None:
        self._path.pop()


def _strange(part: str, source: Any) -> Iterator[ReportChange]:
    """Elements of a part that stand where no report has them."""
    nesting = _Nesting()
    for event, element in etree.iterparse(source, ("start", "end"), **SAFE):
        if event == "start":
            if nesting.enter(element):
                yield ReportChange(part, _("“{element}” was added.").format(element=_tag(element)))
        else:
            nesting.leave()
            _forget(element)


def sheet_changes(
    book: Any, data: bytes, *, names: Collection[str], marking: str
) -> Iterator[ReportChange]:
    """Of the sheets `names`: what is hidden, what lies over cells, and another page head."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for page in book.worksheets:
            if page.title not in names:
                continue
            if page.sheet_state != "visible":
                yield ReportChange(page.title, _("the sheet was hidden."))
            with archive.open(page._worksheet_path.lstrip("/")) as source:
                yield from _sheet(page.title, source, marking)


def _sheet(title: str, source: Any, marking: str) -> Iterator[ReportChange]:
    nesting, number, head = _Nesting(), 0, ""
    for event, element in etree.iterparse(source, ("start", "end"), **SAFE):
        if event == "end":
            nesting.leave()
            if _tag(element) == "oddHeader":
                head = element.text or ""
            _forget(element)
            continue
        tag = _tag(element)
        is_root_child = len(nesting) == 1
        if nesting.enter(element) or (is_root_child and tag not in _ELEMENTS):
            yield ReportChange(title, _("“{element}” was added to the sheet.").format(element=tag))
        number += tag == "row"
        what = _HIDDEN.get(tag, _nothing)(element, number)
        if what:
            yield ReportChange(title, what)
    if _FONT_CODE.sub("", head).removeprefix("&C") != marking:
        yield ReportChange(title, _("the marking in its page head was changed."))


def _forget(element: Any) -> None:
    """Lets go of what was read, so that a long sheet does not stay in memory."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _row(element: Any, number: int) -> str:
    hidden = _true(element, "hidden") or _below(element, "ht", _LEAST_HEIGHT)
    return _("row {row} was hidden.").format(row=element.get("r", number)) if hidden else ""


def _column(element: Any, _number: int) -> str:
    hidden = _true(element, "hidden") or _below(element, "width", _LEAST_WIDTH)
    if not hidden:
        return ""
    return _("columns {first} to {last} were hidden.").format(
        first=element.get("min"), last=element.get("max")
    )


def _defaults(element: Any, _number: int) -> str:
    hidden = (
        _true(element, "zeroHeight")
        or _below(element, "defaultRowHeight", _LEAST_HEIGHT)
        or _below(element, "defaultColWidth", _LEAST_WIDTH)
    )
    return _("its rows or columns were hidden.") if hidden else ""


def _view(element: Any, _number: int) -> str:
    changed = any(
        name in element.attrib and _true(element, name) is value for name, value in _VIEWS.items()
    )
    return _("it no longer shows its values as they are.") if changed else ""


def _heads(element: Any, _number: int) -> str:
    others = _true(element, "differentFirst") or _true(element, "differentOddEven")
    return _("some pages have another head.") if others else ""


def _nothing(_element: Any, _number: int) -> str:
    return ""


_HIDDEN = {
    "row": _row,
    "col": _column,
    "sheetFormatPr": _defaults,
    "sheetView": _view,
    "headerFooter": _heads,
}


def _true(element: Any, name: str) -> bool:
    return element.get(name, "").strip().lower() in _TRUE


def _below(element: Any, name: str, least: float) -> bool:
    try:
        return float(element.get(name, least)) < least
    except ValueError:
        return True


def _tag(element: Any) -> str:
    return str(etree.QName(element).localname)


def _root(data: bytes) -> Any:
    """The root element; its children are elements alone."""
    return etree.fromstring(data, etree.XMLParser(**SAFE))
