"""Pages as a whole file for archives and for readers that speak: PDF/A-3a (ISO 19005-3) and
PDF/UA-1 (ISO 14289-1)."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from landwaiter.reports.paper.form_fields import form_of
from landwaiter.reports.paper.marks import DocumentMarks, FieldPlace
from landwaiter.reports.paper.srgb import srgb_profile
from landwaiter.reports.paper.structure import outlines, with_structure


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What a reader's program shows of a document beside its pages."""

    title: str
    author: str
    subject: str
    language: str
    made_at: datetime
    tool: str
    """The program that made it, with its version."""


@dataclass(frozen=True, slots=True)
class PaperDocument:
    """A whole document that is not written yet; to be closed."""

    pdf: pikepdf.Pdf
    structure_sha256: str | None
    """Of its structure, as `pdf_seal` defines it; None: fields were added to it since."""


def archived(pages: bytes, marks: DocumentMarks, facts: DocumentFacts) -> PaperDocument:
    """The whole document; deterministic."""
    written = with_structure(pages, marks)
    pdf = pikepdf.open(io.BytesIO(written.data))
    fonts = pdf.make_indirect(marks.codes.fonts(pdf))
    places = [page.obj for page in pdf.pages]
    for number, page in enumerate(places):
        page.Resources.Font = fonts
        page.StructParents, page.Tabs = number, Name.S
    root = pdf.Root
    root.StructTreeRoot = pdf.get_object(written.root, 0)
    root.MarkInfo = Dictionary(Marked=True)
    root.Lang = String(facts.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.OutputIntents = Array([_intent(pdf)])
    root.Metadata = pdf.make_stream(xmp_of(facts).encode(), Type=Name.Metadata, Subtype=Name.XML)
    # WORKAROUND(pikepdf): it lays out the metadata anew with each file that it saves, always alike.
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False):
        pass
    if "/Outlines" in root:
        del root["/Outlines"]
    if marks.headings:
        root.Outlines = outlines(pdf, marks.headings, places)
        root.PageMode = Name.UseOutlines
    if written.fields:
        root.AcroForm = form_of(pdf, written.fields)
    _set_information(pdf, facts)
    has_blanks = any(isinstance(one.place, FieldPlace) for one in written.fields)
    return PaperDocument(pdf, None if has_blanks else written.sha256)


def packed(pdf: pikepdf.Pdf) -> bytes:
    """The bytes of a file; compressed anew, so that no other program's compressor has a say.

    The version of the format is that of the pages: asked for one, the library would write it into
    the metadata.
    """
    out = io.BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        compress_streams=True,
        recompress_flate=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return out.getvalue().replace(b"\r\n" + _END, b"\r" + end_of_line(b"\r") + _END)


_END: Final = b"endstream\nendobj"


def end_of_line(stream: bytes) -> bytes:
    """What stands between the last bytes of a stream and `endstream`.

    A line feed behind a stream that happens to end in a carriage return would look like one end of
    line, and the stream a byte shorter than it says (ISO 19005-3, 6.1.7.1). A carriage return ends
    a line too, and is as long: every place in the file stays.
    """
    return b"\r" if stream.endswith(b"\r") else b"\n"


def pdf_date(moment: datetime) -> str:
    """An instant as PDF writes it, in UTC."""
    return f"D:{moment.astimezone(UTC):%Y%m%d%H%M%S}Z"


def _set_information(pdf: pikepdf.Pdf, facts: DocumentFacts) -> None:
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    made = pdf_date(facts.made_at)
    entries = {
        "/Title": facts.title,
        "/Author": facts.author,
        "/Subject": facts.subject,
        "/Creator": facts.tool,
        "/Producer": facts.tool,
        "/CreationDate": made,
        "/ModDate": made,
    }
    for key, text in entries.items():
        if text:
            pdf.docinfo[key] = String(text)


def _intent(pdf: pikepdf.Pdf) -> Dictionary:
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        DestOutputProfile=pdf.make_stream(srgb_profile(), N=3),
    )


_SPACES: Final = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
# PDF/A knows no `pdfuaid`: a file that has it says what it is (ISO 19005-3, 6.6.2.3).
_EXTENSION: Final = (
    '<rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    f"<pdfaSchema:namespaceURI>{_SPACES['pdfuaid']}</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag>"
)


def xmp_of(facts: DocumentFacts) -> str:
    """The metadata of a document (XMP), which say the same as its other facts."""
    made = f"{facts.made_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    said = {
        "dc:title": _in_any_language(facts.title),
        "dc:creator": f"<rdf:Seq>{_item(facts.author)}</rdf:Seq>" if facts.author else "",
        "dc:description": _in_any_language(facts.subject) if facts.subject else "",
        "dc:language": f"<rdf:Bag>{_item(facts.language)}</rdf:Bag>",
        "xmp:CreatorTool": escape(facts.tool),
        "pdf:Producer": escape(facts.tool),
        "xmp:CreateDate": made,
        "xmp:ModifyDate": made,
        "pdfaid:part": "3",
        "pdfaid:conformance": "A",
        "pdfuaid:part": "1",
        "pdfaExtension:schemas": _EXTENSION,
    }
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in _SPACES.items())
    entries = "".join(f"<{name}>{text}</{name}>" for name, text in said.items() if text)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_SPACES["rdf"]}">'
        f'<rdf:Description rdf:about="" {spaces}>{entries}</rdf:Description></rdf:RDF></x:xmpmeta>'
        '<?xpacket end="w"?>'
    )


def _in_any_language(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'


def _item(text: str) -> str:
    return f"<rdf:li>{escape(text)}</rdf:li>"
