"""What is drawn under which element of the document's structure (ISO 32000-1, 14.7 and 14.8).

Whoever hears a page instead of seeing it gets its text in this order and with these roles. Nothing
is drawn outside a mark: what says nothing of its own is marked as an artifact.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from landwaiter.reports.dossier.dossier import Blank
from landwaiter.reports.paper.typesetting.glyphs import FontCodes
from landwaiter.reports.paper.typesetting.lines import OneText, runs_leftward

_LONGEST: Final = 32_765
"""Bytes of a text in PDF/A, without its mark of order (ISO 19005-3, 6.1.12)."""
PageMark = tuple[int, int]
"""Page, from 0, and number of the mark on it."""


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """A field for a signature that is seen nowhere; it must be there before somebody signs."""

    name: str
    label: str
    """What it is for, to who hears the document."""


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """A field to be filled in, and where it stands."""

    name: str
    label: str
    """What is to be filled in, to who hears the document."""
    kind: Blank
    page: int
    """From 0."""
    box: tuple[float, float, float, float]
    """Left, low, right and top, in points."""


@dataclass(slots=True, eq=False)
class StructureElement:
    """An element of the structure; what it holds are other elements and marks on pages."""

    tag: str
    scope: str = ""
    """Of a table's head: Column or Row."""
    alt: str = ""
    """What a figure shows, in words."""
    actual: str = ""
    """Its text where what is drawn is in another order."""
    box: tuple[float, float, float, float] | None = None
    """Left, low, right and top of a figure, in points."""
    language: str = ""
    """ISO 639-1, where it is another than that of the document."""
    kids: "list[StructureElement | SignaturePlace | FieldPlace | PageMark]" = field(
        default_factory=list
    )

    def add(self, tag: str, *, scope: str = "", alt: str = "") -> "StructureElement":
        """A new element at the end of it."""
        kid = StructureElement(tag, scope, alt)
        self.kids.append(kid)
        return kid

    def in_language(self, language: str) -> "StructureElement":
        """Its part in another language than the document's, to which more may be added."""
        last = self.kids[-2] if len(self.kids) > 1 else None
        for kid in (last, *self.kids[-1:]):
            if isinstance(kid, StructureElement) and kid.language == language:
                return kid
        kid = self.add("Span")
        kid.language = language
        return kid


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the bookmarks: where it leads to."""

    level: int
    text: str
    page: int
    top: float


@dataclass(slots=True)
class DocumentMarks:
    """The structure of one document, the marks of its pages, and the codes of its fonts."""

    root: StructureElement = field(default_factory=lambda: StructureElement("Document"))
    codes: FontCodes = field(default_factory=FontCodes)
    owners: list[list[StructureElement]] = field(default_factory=lambda: [[]])
    """Of each page, the element of each mark."""
    headings: list[Bookmark] = field(default_factory=list)


class TextOnPage(Protocol):
    """Text that is drawn, and what it is to a reader that hears it."""

    text: str
    heard: str
    """Its words where they are not what is drawn."""
    tag: str
    width: float
    height: float
    whole: OneText | None
    """Of a text that may go on on the next page."""


class MarkCanvas(Canvas):
    """A canvas on which everything is drawn inside a mark."""

    def __init__(self, *args: Any, marks: DocumentMarks, **kwargs: Any) -> None:
        self.marks = marks
        self._is_marking = False
        self._marked: StructureElement | None = None
        """What is drawn now belongs to it."""
        self._language = ""
        super().__init__(*args, **kwargs)

    def _make_preamble(self) -> None:
        # WORKAROUND(reportlab): its own selects Helvetica on each page, which is not embedded.
        self._preamble = "1 0 0 1 0 0 cm"

    def setFont(self, *font: Any, **how: Any) -> None:  # noqa: N802 (reportlab's name)
        """Nothing: text selects its own font; a drawing of reportlab selects one without text."""

    def write(self, operators: str) -> None:
        """Put operators of the page description on the page."""
        self._code.append(operators)  # type: ignore[attr-defined]  # the stubs leave it out

    def join_operators(self) -> None:
        """Make one text of those on the page, which takes a fraction of their memory."""
        code: list[str] = self._code  # type: ignore[attr-defined]  # the stubs leave it out
        code[:] = ["\n".join(code)]

    @contextmanager
    def marked(
        self, element: StructureElement | None, actual: str = "", *, heard: str = ""
    ) -> Iterator[None]:
        """What is drawn is of `element`; None: an artifact. A mark within a mark is the outer's.

        `actual` is what is drawn, in the order of reading; `heard` what is said in its place.
        """
        if self._is_marking:
            yield
            return
        self.write(self._opened(element))
        said = heard or (actual if runs_leftward(actual) else "")
        if element is not None and said and len(said.encode("utf-16-be")) < _LONGEST:
            element.actual = said
        self._is_marking, self._marked, self._language = True, element, ""
        yield
        self._is_marking, self._marked = False, None
        self.write("EMC")

    def speak(self, language: str) -> None:
        """What is drawn next within the mark is in this language; empty: in the document's."""
        if self._marked is None or language == self._language:
            return
        self._language = language
        element = self._marked.in_language(language) if language else self._marked
        self.write("EMC")
        self.write(self._opened(element))

    def _opened(self, element: StructureElement | None) -> str:
        if element is None:
            return "/Artifact BMC"
        owners = self.marks.owners[-1]
        element.kids.append((len(self.marks.owners) - 1, len(owners)))
        owners.append(element)
        return f"/{element.tag} <</MCID {len(owners) - 1}>> BDC"

    def marked_text(self, text: TextOnPage, low: float = 0.0) -> AbstractContextManager[None]:
        """Text outside any mark is an element of its own; a heading is a bookmark, too."""
        if self._is_marking:
            return nullcontext()
        if text.whole is not None and text.whole.element is not None:
            return self.marked(text.whole.element, text.text, heard=text.heard)
        if text.tag[0] == "H":
            page = len(self.marks.owners) - 1
            top = self.absolutePosition(0, low + text.height)[1]
            self.marks.headings.append(Bookmark(int(text.tag[1:]), text.text, page, top))
        element = self.marks.root.add(text.tag)
        if text.whole is not None:
            text.whole.element = element
        return self.marked(element, text.text, heard=text.heard)

    def next_page(self) -> None:
        """Count marks anew."""
        self.marks.owners.append([])


class MarkPiece(Flowable):
    """What is drawn on a canvas that marks it."""

    canv: MarkCanvas
