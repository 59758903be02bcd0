"""XML from outside: parsed without entities, network or DTD, then read by local names."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import IO, Any, Final, TypeVar

from lxml import etree

from landwaiter.errors import Invalid
from landwaiter.formats.base.declaration_file import Findings, excerpt
from landwaiter.formats.base.values import UnreadableValue
from landwaiter.i18n import _

MAX_BYTES = 64 * 1024 * 1024
"""Beyond this the tree no longer fits an office PC; libxml2 caps depth (256) and texts (10 MB)."""

T = TypeVar("T")

_PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_HEAD = 1024 * 1024
_BLOCK = 1 << 16

_STRICT: Final[Mapping[str, Any]] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
"""What every parser of a file of others keeps from it."""

SIBLINGS_COUNTED = 1000
"""Paths number no further, so that a file of many faulty messages is still read in one go."""


def looks_like_xml(data: bytes) -> bool:
    """Whether the first sign is a `<`, in UTF-8, UTF-16 or UTF-32."""
    return _plain_head(data[:4096]).startswith("<")


def refuse_too_large(size: int, *, file: str) -> None:
    """Invalid for more bytes than a tree may be made of."""
    if size > MAX_BYTES:
        raise Invalid(
            _("The file is larger than {limit} MB.").format(limit=MAX_BYTES // 2**20),
            file=file,
            remedy=_("Split it into smaller files."),
        )


def parse_xml(data: bytes, *, file: str) -> etree._Element:
    """The root element; comments and processing instructions are gone.

    Raises Invalid for a DOCTYPE, for a file that is too large or nested too deeply, and with
    line and column for one that is not well-formed.
    """
    refuse_too_large(len(data), file=file)
    _refuse_doctype(data[:_HEAD], file)
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise _not_well_formed(error, file) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _doctype(file)
    return root


def elements_of(
    stream: IO[bytes], *names: str, file: str
) -> Iterator[tuple[etree._Element, etree._Element]]:
    """Each element of these local names with the root; emptied when the next is asked for.

    Memory stays flat however long the document is. Raises Invalid as `parse_xml` does.
    """
    head = stream.read(_HEAD)
    _refuse_doctype(head, file)
    parser = etree.XMLPullParser(
        events=("end",),
        tag=[f"{{*}}{name}" for name in names],
        **_STRICT,
    )
    try:
        block = head
        while block:
            parser.feed(block)
            yield from _ended(parser, file)
            block = stream.read(_BLOCK)
        parser.close()
        yield from _ended(parser, file)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise _not_well_formed(error, file) from None


def _ended(
    parser: "etree.XMLPullParser", file: str
) -> Iterator[tuple[etree._Element, etree._Element]]:
    for _event, element in parser.read_events():
        if not isinstance(element, etree._Element):
            continue
        tree = element.getroottree()
        if tree.docinfo.internalDTD is not None:
            raise _doctype(file)
        yield element, tree.getroot()
        element.clear()
        above = element.getparent()
        while above is not None and element.getprevious() is not None:
            del above[0]


def local_name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def local_path(element: etree._Element, *names: str) -> str:
    """`Message/Group[2]/leaf`: local names from the root, numbered where a name repeats."""
    steps = [_step(element), *(_step(above) for above in element.iterancestors())]
    return "/".join([*reversed(steps), *names])


class XmlNode:
    """An element, or the lack of one, whose children and values are asked for by local name.

    A value that cannot be read becomes a rejected row of the findings, and None here.
    """

    __slots__ = ("_children", "element", "findings")

    def __init__(self, element: etree._Element | None, findings: Findings) -> None:
        self.element = element
        self.findings = findings
        self._children: dict[str, list[etree._Element]] | None = None

    def __bool__(self) -> bool:
        return self.element is not None

    @property
    def name(self) -> str:
        return local_name(self.element) if self.element is not None else ""

    @property
    def line(self) -> int | None:
        line = getattr(self.element, "sourceline", None)
        return line if isinstance(line, int) else None

    def all(self, name: str) -> list["XmlNode"]:
        """Children of that name, in document order."""
        return [XmlNode(child, self.findings) for child in self._by_name().get(name, ())]

    def one(self, *path: str) -> "XmlNode":
        """The first descendant along the path; an empty node where there is none."""
        node = self
        for name in path:
            children = node._by_name().get(name)
            node = XmlNode(children[0] if children else None, self.findings)
        return node

    def text(self, *path: str) -> str | None:
        """The text of the element along the path without outer blanks; None when empty."""
        element = self.one(*path).element
        if element is None or not element.text:
            return None
        return element.text.strip() or None

    def attribute(self, name: str) -> str | None:
        if self.element is None:
            return None
        for key, value in self.element.attrib.items():
            if str(key).rpartition("}")[2] == name:
                return str(value).strip() or None
        return None

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of all children of that name that are not empty."""
        return tuple(text for child in self.all(name) if (text := child.text()))

    def value(self, read: Callable[[str], T], *path: str) -> T | None:
        """The value along the path as `read` gives it."""
        text = self.text(*path)
        return None if text is None else self.one(*path).parsed(read, text)

    def parsed(self, read: Callable[[str], T], text: str) -> T | None:
        """`text` as `read` gives it; what it cannot read is put on record at this element."""
        try:
            return read(text)
        except UnreadableValue as fault:
            self.reject(fault.message, value=text, remedy=fault.remedy)
            return None

    def reject(self, message: str, *, value: str | None = None, remedy: str | None = None) -> None:
        """Put a fault at this element on record."""
        self.findings.reject(
            message,
            row=f"line {self.line}" if self.line else None,
            field=local_path(self.element) if self.element is not None else None,
            value=value,
            remedy=remedy,
        )

    def leaves(self) -> Iterator[tuple[str, str]]:
        """Path below this element and text of every element that has a text and no children."""
        if self.element is not None:
            yield from _leaves(self.element, "")

    def _by_name(self) -> dict[str, list[etree._Element]]:
        if self._children is None:
            self._children = {}
            for child in self.element if self.element is not None else ():
                self._children.setdefault(local_name(child), []).append(child)
        return self._children


def _refuse_doctype(beginning: bytes, file: str) -> None:
    head = _plain_head(beginning)
    prolog = _PROLOG.match(head)
    if prolog and head[prolog.end() :].startswith("<!"):
        raise _doctype(file)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        **_STRICT,
    )


def _plain_head(data: bytes) -> str:
    # Without zero bytes and marks the ASCII signs of UTF-8, UTF-16 and UTF-32 look the same,
    # which is all that telling a DOCTYPE from an element needs.
    text = data.replace(b"\x00", b"").decode("latin-1")
    return text.removeprefix("\xef\xbb\xbf").lstrip("\xff\xfe").lstrip()


def _leaves(element: etree._Element, above: str) -> Iterator[tuple[str, str]]:
    counts = Counter(local_name(child) for child in element)
    seen: Counter[str] = Counter()
    for child in element:
        name = local_name(child)
        seen[name] += 1
        path = above + (f"{name}[{seen[name]}]" if counts[name] > 1 else name)
        if len(child):
            yield from _leaves(child, f"{path}/")
        elif child.text and child.text.strip():
            yield path, child.text.strip()


def _step(element: etree._Element) -> str:
    name = local_name(element)
    above = list(islice(element.itersiblings(preceding=True), SIBLINGS_COUNTED + 1))
    if len(above) > SIBLINGS_COUNTED:
        return name
    before = sum(local_name(sibling) == name for sibling in above)
    following = element.getnext()
    repeats = before or (following is not None and local_name(following) == name)
    return f"{name}[{before + 1}]" if repeats else name


def _doctype(file: str) -> Invalid:
    return Invalid(
        _("The file has a document type declaration (DOCTYPE), which is not accepted."),
        file=file,
        field="DOCTYPE",
        remedy=_("Export it again without one; customs messages have none."),
    )


def _not_well_formed(error: Exception, file: str) -> Invalid:
    line, column = getattr(error, "position", (0, 0))
    reason = str(getattr(error, "msg", None) or error).split(", line ")[0]
    return Invalid(
        _("The file is not well-formed XML: {reason}.").format(
            reason=(excerpt(reason) or "").rstrip(".")
        ),
        file=file,
        row=_("line {line}, column {column}").format(line=line, column=column) if line else None,
        remedy=_("Ask the sender for a correct file, or correct it at that place."),
    )
