"""Declarations from a file, whatever its name: AES XML, WCO XML or a table, told by content."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from lxml import etree

from landwaiter.domain.base.identifiers import check
from landwaiter.domain.intake.customs_messages import (
    is_of_other_version,
    message_named,
)
from landwaiter.domain.intake.declaration import Declaration
from landwaiter.domain.intake.table_mapping import TableInstructions, TableMapping
from landwaiter.errors import Invalid
from landwaiter.formats.base.declaration_file import (
    DeclarationFile,
    Findings,
    ReadDeclaration,
    ReadRequest,
    RejectedRow,
    refuse_too_many,
)
from landwaiter.formats.base.encoded_text import UTF_16_MARKS
from landwaiter.formats.base.marked_file import Beat, MarkedFile
from landwaiter.formats.base.open_document import is_open_document
from landwaiter.formats.base.xml_document import (
    XmlNode,
    local_name,
    looks_like_xml,
    parse_xml,
    refuse_too_large,
)
from landwaiter.formats.intake import cc515c, ncts, wco
from landwaiter.formats.intake.csv_draft import OPEN_DOCUMENT
from landwaiter.formats.intake.customs_messages import read_message, refuse_version
from landwaiter.formats.intake.declaration_stream import (
    DeclarationTableStream,
    TableFaults,
    table_stream,
)
from landwaiter.formats.intake.declaration_table import (
    Known,
    TableSource,
    known_by,
    text_source,
    workbook_source,
)
from landwaiter.formats.intake.mapped_columns import mapped_columns
from landwaiter.formats.law.content import CellGrid
from landwaiter.i18n import _

__all__ = [
    "DeclarationFile",
    "ReadDeclaration",
    "ReadRequest",
    "RejectedRow",
    "read_declarations",
]


@dataclass(frozen=True, slots=True)
class XmlMessage:
    """An XML message that is understood, by the local name of its element."""

    format: str
    """What the file is called when it is taken in: a message by its own name."""
    read: Callable[[XmlNode], ReadDeclaration | ReadRequest | None]
    marks: tuple[str, ...] = ()
    """At least one of these children must be there, where the name alone says too little."""


MESSAGES: Mapping[str, XmlMessage] = MappingProxyType(
    {
        "CC515C": XmlMessage(cc515c.FORMAT, cc515c.read_declaration),
        "CC513C": XmlMessage("cc513c", cc515c.read_amendment),
        "CC514C": XmlMessage("cc514c", cc515c.read_invalidation),
        "CC015C": XmlMessage(ncts.FORMAT, ncts.read_declaration),
        "CC013C": XmlMessage("cc013c", ncts.read_amendment),
        "CC014C": XmlMessage("cc014c", ncts.read_invalidation),
        "Declaration": XmlMessage(
            wco.FORMAT, wco.read_declaration, marks=("FunctionCode", "GoodsShipment")
        ),
    }
)


_AS_OURS = TableInstructions()


def read_declarations(
    data: bytes,
    *,
    file: str,
    instructions: TableInstructions = _AS_OURS,
    grids: Sequence[CellGrid] = (),
) -> DeclarationFile:
    """Every declaration and request in the file; what has a fault is rejected with its place.

    `instructions` say how a table is read that is not written as ours, `grids` are the sheets of
    a workbook, which the confined process has read. Raises Invalid when the file as a whole cannot
    be read: unknown content, not well-formed, a DOCTYPE, no text in the encoding it should be in.
    """
    stream = declaration_stream(
        MarkedFile.of_bytes(data, file), instructions=instructions, grids=grids
    )
    found = tuple(stream.declarations())
    return replace(stream.told, declarations=found)


@dataclass(slots=True)
class DeclarationStream:
    """The declarations of one file in their order, given as often as they are asked for.

    Those of a table are read from their rows each time, those of a message are held.
    """

    file: MarkedFile
    told: DeclarationFile
    """What the file holds beside them: complete once they were given to their end."""
    _of: DeclarationTableStream | tuple[ReadDeclaration, ...]

    def declarations(self, beat: Beat = lambda: None) -> Iterator[ReadDeclaration]:
        """Each that is not refused; Invalid where the file as a whole cannot be read.

        Conflict where the file is no longer the one that it was.
        """
        if isinstance(self._of, tuple):
            yield from self._of
            return
        faults = TableFaults()
        yield from map(_with_oddities, self._of.declarations(faults, beat))
        self.told = replace(
            self.told, rejected=faults.rejected, warnings=faults.warnings, out=faults.out
        )


def declaration_stream(
    file: MarkedFile,
    *,
    instructions: TableInstructions = _AS_OURS,
    grids: Sequence[CellGrid] = (),
) -> DeclarationStream:
    """The same of a file of any length, which is not held where it is a table of text."""
    if is_blank(file):
        raise Invalid(_("The file is empty."), file=file.file, remedy=expected_content())
    if looks_like_xml(file.head) and not grids:
        refuse_too_large(file.size, file=file.file)
        read = _read_xml(file.whole(), file.file)
        declarations = tuple(map(_with_oddities, read.declarations))
        asked = (request.request.mrn for request in read.requests)
        odd = tuple(text for mrn in asked for text in _problem(mrn))
        return DeclarationStream(file, replace(read, declarations=(), warnings=odd), declarations)
    mapping = instructions.mapping or TableMapping()
    known = known_by(mapped_columns(mapping, file.file))
    table = table_stream(table_source(file, mapping, known, grids=grids), instructions)
    form = OPEN_DOCUMENT if is_open_document(file.head) else table.format
    return DeclarationStream(file, DeclarationFile(form), table)


def is_blank(file: MarkedFile) -> bool:
    """Whether it holds nothing but white space."""
    return not any(piece.strip() for piece in file.pieces())


def table_source(
    file: MarkedFile, mapping: TableMapping, known: Known, *, grids: Sequence[CellGrid] = ()
) -> TableSource:
    """The rows of a table, of whatever kind of file; Invalid where it is none."""
    if grids:
        return workbook_source(grids, mapping, file.file, known)
    if b"\x00" in file.head and not file.head.startswith(UTF_16_MARKS):
        raise Invalid(
            _("The file is not text: it may be a picture or another kind of file."),
            file=file.file,
            remedy=expected_content(),
        )
    return text_source(file, mapping, known)


def _with_oddities(declared: ReadDeclaration) -> ReadDeclaration:
    """With what is odd about its identity; nothing is rejected for that (MRN check digits)."""
    odd = _oddities(declared.declaration)
    return replace(declared, warnings=(*declared.warnings, *odd)) if odd else declared


def _oddities(declaration: Declaration) -> tuple[str, ...]:
    if declaration.mrn or declaration.declarant_eori:
        return _problem(declaration.mrn)
    return (
        _(
            "Without an MRN and without an EORI of declarant or exporter the reference alone "
            "identifies the declaration."
        ),
    )


def _problem(mrn: str | None) -> tuple[str, ...]:
    problem = check("MRN", mrn).problem if mrn else ""
    return (problem,) if problem else ()


def expected_content() -> str:
    """What the reader understands, as the remedy of a file that it does not."""
    return _(
        "Give a message of AES or NCTS (such as CC515C, CC529C or CC015C), a WCO declaration, or a "
        "table with named columns (CSV, Excel workbook, OpenDocument)."
    )


def _read_xml(data: bytes, file: str) -> DeclarationFile:
    root = parse_xml(data, file=file)
    declarations: list[ReadDeclaration] = []
    requests: list[ReadRequest] = []
    rejected: list[RejectedRow] = []
    formats: list[str] = []
    for element, message in _messages(root):
        findings = Findings(file)
        read = message.read(XmlNode(element, findings))
        formats.append(message.format)
        if read is None:
            rejected += findings.rejected
            refuse_too_many(rejected, file)
        elif isinstance(read, ReadDeclaration):
            declarations.append(read)
        else:
            requests.append(read)
    if not formats:
        raise Invalid(
            _("The XML message {name} is not one that is read here.").format(name=local_name(root)),
            file=file,
            field=local_name(root),
            remedy=expected_content(),
        )
    return DeclarationFile(formats[0], tuple(declarations), tuple(requests), tuple(rejected))


def _messages(root: etree._Element) -> Iterator[tuple[etree._Element, XmlMessage]]:
    """The messages understood, outermost first; nothing inside one is looked at again."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        message = _message_of(local_name(element))
        if message and _carries(element, message.marks):
            yield element, message
        else:
            waiting.extend(reversed(element))


def _message_of(name: str) -> XmlMessage | None:
    """The message of that element: one that opens or changes a declaration, or tells of one."""
    found = MESSAGES.get(name)
    if found is None and is_of_other_version(name):
        return XmlMessage("", refuse_version)
    known = message_named(name) if found is None else None
    if known is None:
        return found
    return XmlMessage(name.lower(), read_message)


def _carries(element: etree._Element, marks: tuple[str, ...]) -> bool:
    return not marks or any(local_name(child) in marks for child in element)
