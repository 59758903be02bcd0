"""The structure of a document as objects of its PDF, and its bookmarks.

A register has 100,000 elements: they are written as text behind the pages, which a library that
makes them one by one would take several times as long for.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final, NamedTuple

import pikepdf

from landwaiter.reports.dossier.dossier import Blank
from landwaiter.reports.paper.marks import (
    Bookmark,
    DocumentMarks,
    FieldPlace,
    PageMark,
    SignaturePlace,
    StructureElement,
)
from landwaiter.reports.paper.pdf_digest import hash_of, said_by

_PLAIN: Final = re.compile(r"[ !#-'*-\[\]-~]*\Z")
"""Text that stands in parentheses as it is."""
FIELD_KINDS: Final[Mapping[Blank, str]] = {
    Blank.TICK: "Btn",
    Blank.LINE: "Tx",
    Blank.AREA: "Tx",
}
"""What a PDF calls a field that is ticked or written into."""
_START: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")


class WrittenField(NamedTuple):
    """A field of the form: the number of its object, and what it is."""

    number: int
    place: FieldPlace | SignaturePlace

    @property
    def page(self) -> int:
        """From 0; a signature is of the first one."""
        return self.place.page if isinstance(self.place, FieldPlace) else 0


@dataclass(frozen=True, slots=True)
class StructureUpdate:
    """Pages with their structure behind them: the number of its root, and the form's fields."""

    data: bytes
    root: int
    fields: tuple[WrittenField, ...]
    sha256: str
    """Of the structure, as `pdf_seal` defines it."""


def with_structure(pages: bytes, marks: DocumentMarks) -> StructureUpdate:
    """`pages` with the structure that is marked on them."""
    with pikepdf.open(io.BytesIO(pages)) as pdf:
        places = [page.obj.objgen[0] for page in pdf.pages]
        root, size = pdf.trailer["/Root"].objgen[0], int(pdf.trailer["/Size"])
    written = _StructureText(places, size)
    sha256 = written.add_tree(marks)
    data = pages + written.update(pages, root)
    return StructureUpdate(data, size, tuple(written.fields), sha256)


class _ObjectText(NamedTuple):
    """An object as it is written, and its hash (`pdf_digest`)."""

    text: str
    sha256: str


@cache
def _name(text: str) -> _ObjectText:
    return _ObjectText(f"/{text}", hash_of(f"/{text}".encode()))


@lru_cache(1 << 12)
def _number(number: str) -> _ObjectText:
    return _ObjectText(number, hash_of(said_by(Decimal(number))))


def _string(text: str) -> _ObjectText:
    """A text as a PDF has it: as it is, or in UTF-16."""
    if _PLAIN.match(text):
        return _ObjectText(f"({text})", hash_of(b"(" + text.encode("ascii")))
    data = b"\xfe\xff" + text.encode("utf-16-be")
    return _ObjectText(f"<{data.hex().upper()}>", hash_of(b"(" + data))


def _array(items: Sequence[_ObjectText]) -> _ObjectText:
    return _ObjectText(
        f"[{' '.join(item.text for item in items)}]",
        hash_of(b"[" + "".join(item.sha256 for item in items).encode()),
    )


def _dictionary(entries: Mapping[str, _ObjectText], around: str = "") -> _ObjectText:
    """`around` is written besides, and does not count: what leads back to where one came from."""
    names = sorted(entries)
    hashes = "".join(_name(name).sha256 + entries[name].sha256 for name in names)
    return _ObjectText(
        f"<<{' '.join(f'/{name} {entries[name].text}' for name in names)}{around}>>",
        hash_of(b"<" + hashes.encode()),
    )


class _StructureText:
    """Objects from a number on, the root of the structure first."""

    def __init__(self, places: Sequence[int], first: int) -> None:
        self._places = places
        self._first = first
        self._bodies: list[str] = []
        self._elements: dict[StructureElement, _ObjectText] = {}
        self._owners: list[StructureElement] = []
        self.fields: list[WrittenField] = []

    def add_tree(self, marks: DocumentMarks) -> str:
        """Root, elements, and the tree that leads from marks to elements; the hash of it."""
        self._bodies.append("")
        top = self._element(marks.root, self._first)
        rows = [self._row(row) for row in marks.owners[: len(self._places)]]
        rows += [self._elements[owner] for owner in self._owners]
        nums = [part for key, row in enumerate(rows) for part in (_number(str(key)), row)]
        root = _dictionary(
            {
                "K": top,
                "ParentTree": self._added(_dictionary({"Nums": _array(nums)})),
                "ParentTreeNextKey": _number(str(len(rows))),
                "Type": _name("StructTreeRoot"),
            }
        )
        self._bodies[0] = root.text
        return root.sha256

    def _added(self, said: _ObjectText) -> _ObjectText:
        """A reference to a new object."""
        self._bodies.append(said.text)
        return _ObjectText(f"{self._first + len(self._bodies) - 1} 0 R", said.sha256)

    def _row(self, owners: Sequence[StructureElement]) -> _ObjectText:
        return self._added(_array([self._elements[owner] for owner in owners]))

    def _element(self, element: StructureElement, parent: int) -> _ObjectText:
        self._bodies.append("")
        at = len(self._bodies) - 1
        number = self._first + at
        pages = {kid[0] for kid in element.kids if isinstance(kid, tuple)}
        page = next(iter(pages)) if len(pages) == 1 else None
        kids = [self._kid(kid, element, number, page) for kid in element.kids]
        entries = {"S": _name(element.tag), **dict(_attributes(element))}
        if page is not None:
            entries["Pg"] = self._page(page)
        if kids:
            entries["K"] = kids[0] if len(kids) == 1 else _array(kids)
        said = _dictionary(entries, f" /P {parent} 0 R")
        self._bodies[at] = said.text
        self._elements[element] = _ObjectText(f"{number} 0 R", said.sha256)
        return self._elements[element]

    def _page(self, page: int) -> _ObjectText:
        return _ObjectText(f"{self._places[page]} 0 R", hash_of(f"page{page}".encode()))

    def _kid(
        self,
        kid: StructureElement | SignaturePlace | FieldPlace | PageMark,
        owner: StructureElement,
        number: int,
        page: int | None,
    ) -> _ObjectText:
        if isinstance(kid, StructureElement):
            return self._element(kid, number)
        if isinstance(kid, SignaturePlace | FieldPlace):
            return self._field(kid, owner)
        mark = _number(str(kid[1]))
        if page is not None:
            return mark
        return _dictionary({"Type": _name("MCR"), "Pg": self._page(kid[0]), "MCID": mark})

    def _field(self, field: SignaturePlace | FieldPlace, owner: StructureElement) -> _ObjectText:
        """A field on its page, and the element's reference to it.

        A signature has no size and stands on the first page.
        """
        if isinstance(field, FieldPlace):
            page, kind, flags = self._page(field.page), FIELD_KINDS[field.kind], "4"
            box = [_number(f"{edge:.2f}") for edge in field.box]
        else:
            page, kind, flags = self._page(0), "Sig", "132"
            box = [_number("0")] * 4
        widget = {
            "F": _number(flags),
            "FT": _name(kind),
            "Rect": _array(box),
            "StructParent": _number(str(len(self._places) + len(self._owners))),
            "Subtype": _name("Widget"),
            "T": _string(field.name),
            "TU": _string(field.label),
            "Type": _name("Annot"),
        }
        self._owners.append(owner)
        added = self._added(_dictionary(widget, f" /P {page.text}"))
        self.fields.append(WrittenField(self._first + len(self._bodies) - 1, field))
        return _dictionary({"Obj": added, "Pg": page, "Type": _name("OBJR")})

    def update(self, pages: bytes, root: int) -> bytes:
        """The objects as an addition to a file that ends with `pages` (ISO 32000-1, 7.5.6)."""
        before = _START.findall(pages[-100:])[0]
        out = io.BytesIO()
        out.write(b"\n")
        table = []
        for number, body in enumerate(self._bodies, start=self._first):
            table.append(b"%010d 00000 n \n" % (len(pages) + out.tell()))
            out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body.encode("ascii")))
        start = len(pages) + out.tell()
        out.write(b"xref\n%d %d\n%s" % (self._first, len(table), b"".join(table)))
        size = self._first + len(table)
        out.write(b"trailer\n<</Size %d /Root %d 0 R /Prev %s>>\n" % (size, root, before))
        out.write(b"startxref\n%d\n%%%%EOF\n" % start)
        return out.getvalue()


def _attributes(element: StructureElement) -> Iterator[tuple[str, _ObjectText]]:
    if element.scope:
        yield "A", _dictionary({"O": _name("Table"), "Scope": _name(element.scope)})
    if element.box is not None:
        box = _array([_number(f"{edge:.2f}") for edge in element.box])
        yield "A", _dictionary({"O": _name("Layout"), "BBox": box, "Placement": _name("Block")})
    if element.language:
        yield "Lang", _string(element.language)
    if element.alt:
        yield "Alt", _string(element.alt)
    if element.actual:
        yield "ActualText", _string(element.actual)


def outlines(
    pdf: pikepdf.Pdf, headings: Sequence[Bookmark], places: Sequence[pikepdf.Object]
) -> pikepdf.Object:
    """The bookmarks: every heading under the last one above it."""
    top = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Outlines))
    above: list[tuple[int, pikepdf.Object]] = [(0, top)]
    for heading in headings:
        while above[-1][0] >= heading.level:
            above.pop()
        parent = above[-1][1]
        item = pdf.make_indirect(
            pikepdf.Dictionary(
                Title=pikepdf.String(heading.text),
                Parent=parent,
                Dest=pikepdf.Array(
                    [places[heading.page], pikepdf.Name.XYZ, 0, round(heading.top, 2), 0]
                ),
            )
        )
        last = parent.get("/Last")
        if last is None:
            parent["/First"] = item
        else:
            last["/Next"], item["/Prev"] = item, last
        parent["/Last"] = item
        for _level, one in above:
            one["/Count"] = int(one.get("/Count", 0)) + 1
        above.append((heading.level, item))
    return top
