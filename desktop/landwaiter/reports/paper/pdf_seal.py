"""Dossier, page manifest and signature inside a PDF, and reading them back.

The manifest holds one hash per page and one for what pages share (fonts, drawing resources). A
page hash covers everything reachable from the page but the shared resources and its parent, so
that an annotation laid over a page changes it as much as a changed text does.

The hash of an object is SHA-256, in hexadecimal figures, of what it says:

    null, true, false   the word
    number              # and its decimal without needless zeros: 612, -0.5; 1.0 is 1
    name                its UTF-8 with the slash: /Type
    string              ( and its bytes
    array               [ and the hashes of its entries
    dictionary          < and, by the order of the names, the hashes of each name and its value;
                        what is null, /Parent and /P are left out
    stream              { and its entries as those of a dictionary, /Parent and /P among them, then
                        the SHA-256 of its bytes. Unpacked, if it is packed with Flate alone:
                        /Length, /Filter, /DecodeParms and /DL are left out. Packed otherwise it
                        counts as it is: /Length and /DL are left out
    reference           the hash of what it leads to; of an object around it: of the word circle

The hash of a page is that of a dictionary with its entries, those that it inherits among them,
but without /Parent and /Resources. What pages share is the SHA-256 of the hashes of each page's
/Resources, in their order, and of the /Outlines of the catalogue (an empty dictionary where there
are none). All of it is hashed in this order: what pages share first, then the pages, and each
object that is referred to once. `docs/verify_report.py` does the same without this program.
"""

import hashlib
import io
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import pikepdf

from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.reports.dossier.signing import ReportSeal, ReportSigner, seal

PDF_LAYOUT: Final = 2
"""Counts every change that gives the pages of an older dossier other bytes, fonts and library among
them: whether the pages of another layout are those of their dossier is not known."""
_PARTS = {"dossier": "dossier.json", "manifest": "manifest.json", "signature": "signature.bin"}
_MOST_STREAM = 128 * 1024 * 1024
_DEPTH = 40
# How a stream is stored is not what it says.
_STORAGE = frozenset({"/Length", "/DL"})
_PACKING = frozenset({"/Filter", "/DecodeParms"})
_AROUND = frozenset({"/Parent", "/P"})
_CIRCLE: Final = hashlib.sha256(b"circle").hexdigest()
_BEYOND = re.compile(rb"> <([0-9A-F]{5,6})>")
_CATALOG = frozenset({"/Type", "/Pages", "/Names", "/AF", "/Lang", "/PageMode", "/Outlines"})
_NAMES = frozenset({"/EmbeddedFiles"})
_FILE_ENTRIES = frozenset({"/Type", "/F", "/UF", "/EF", "/AFRelationship"})
"""Of an attachment of ours; a description or a related file is not among them."""


@dataclass(frozen=True, slots=True)
class PageHashes:
    pages: tuple[str, ...]
    shared: str
    extras: tuple[str, ...]
    """What the file holds beside pages and our attachments, such as /OpenAction."""


def sealed_pdf(pages: bytes, dossier: Dossier, *, signer: ReportSigner) -> bytes:
    """`pages` with the three attachments; deterministic if `signer` is."""
    with pikepdf.open(io.BytesIO(pages)) as pdf:
        _mend_to_unicode(pdf)
        hashes = page_hashes(pdf)
        contents: dict[str, Any] = {
            "layout": PDF_LAYOUT,
            "pages": list(hashes.pages),
            "shared": hashes.shared,
        }
        if signer.certificate:
            contents["certificate"] = signer.certificate
        sealed = seal(dossier, file_kind="pdf", contents=contents, signer=signer)
        for part, name in _PARTS.items():
            pdf.attachments[name] = pikepdf.AttachedFileSpec(
                pdf, getattr(sealed, part), filename=name, mime_type=_mime(name)
            )
        out = io.BytesIO()
        # Compressed anew, so that no other program's compressor has a say in the bytes.
        pdf.save(
            out,
            deterministic_id=True,
            compress_streams=True,
            recompress_flate=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()


def read_seal(pdf: pikepdf.Pdf, *, file: str) -> ReportSeal:
    """The three parts; Invalid if one is missing or too large."""
    return ReportSeal(**{part: _attachment(pdf, name, file) for part, name in _PARTS.items()})


def page_hashes(pdf: pikepdf.Pdf) -> PageHashes:
    """The hashes of each page, of what pages share, and what else stands in the catalogue."""
    digest = _Digest()
    shared = hashlib.sha256()
    for page in pdf.pages:
        shared.update(digest.of(_resources(page)).encode())
    shared.update(digest.of(pdf.Root.get("/Outlines", pikepdf.Dictionary())).encode())
    return PageHashes(
        pages=tuple(digest.of_page(page.obj) for page in pdf.pages),
        shared=shared.hexdigest(),
        extras=_extras(pdf),
    )


def document_facts(pdf: pikepdf.Pdf) -> Mapping[str, str]:
    """What a reader's program shows of the document beside its pages; "" where it says nothing."""
    return {
        "title": str(pdf.docinfo.get("/Title", "")),
        "author": str(pdf.docinfo.get("/Author", "")),
        "subject": str(pdf.docinfo.get("/Subject", "")),
        "language": str(pdf.Root.get("/Lang", "")),
    }


def attachment_names(pdf: pikepdf.Pdf) -> Sequence[str]:
    """The names of all attachments. To be asked first: reading one joins those of one name."""
    tree = pdf.Root.get("/Names", pikepdf.Dictionary()).get("/EmbeddedFiles")
    return () if tree is None else tuple(str(name) for name in pikepdf.NameTree(tree))


def altered_attachments(pdf: pikepdf.Pdf, names: Sequence[str]) -> tuple[str, ...]:
    """Our attachments that are shown twice, under another name or with another content beside it.

    `names` are those of all attachments.
    """
    return tuple(
        name for name in _PARTS.values() if names.count(name) != 1 or not _as_attached(pdf, name)
    )


def _as_attached(pdf: pikepdf.Pdf, name: str) -> bool:
    spec = pdf.attachments[name].obj
    files = dict(spec["/EF"].items())
    return (
        set(spec.keys()) <= _FILE_ENTRIES
        and {str(spec.get(key, name)) for key in ("/F", "/UF")} == {name}
        and files.keys() <= {"/F", "/UF"}
        and len({_stream_bytes(held) for held in files.values()}) == 1
        and all(held.get("/Subtype") == f"/{_mime(name)}" for held in files.values())
    )


def _mend_to_unicode(pdf: pikepdf.Pdf) -> None:
    """Characters beyond U+FFFF as surrogate pairs in the tables that make text searchable."""
    # WORKAROUND(reportlab): it writes <20BDA> where ISO 32000-1, 9.10.3 wants UTF-16, <D842DFDA>.
    for page in pdf.pages:
        for font in _resources(page).get("/Font", pikepdf.Dictionary()).values():
            table = font.get("/ToUnicode")
            if table is not None and _BEYOND.search(table.read_bytes()):
                table.write(_BEYOND.sub(_as_utf16, table.read_bytes()))


def _as_utf16(found: re.Match[bytes]) -> bytes:
    pair = chr(int(found.group(1), 16)).encode("utf-16-be").hex().upper()
    return f"> <{pair}>".encode()


def _extras(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    names = pdf.Root.get("/Names", pikepdf.Dictionary())
    attached = {spec.obj.objgen for spec in pdf.attachments.values()}
    associated = {getattr(spec, "objgen", None) for spec in pdf.Root.get("/AF", pikepdf.Array())}
    return tuple(
        sorted(
            (set(pdf.Root.keys()) - _CATALOG)
            | (set(names.keys()) - _NAMES)
            | (set(pdf.attachments.keys()) - set(_PARTS.values()))
            | ({"/AF"} if associated - attached else set())
        )
    )


def _mime(name: str) -> str:
    return "application/json" if name.endswith(".json") else "application/octet-stream"


def _attachment(pdf: pikepdf.Pdf, name: str, file: str) -> bytes:
    try:
        return _stream_bytes(pdf.attachments[name].get_file().obj)
    except KeyError as error:
        raise Invalid(
            _(
                "The file carries no {name}: it is no report of Landwaiter, or it was removed."
            ).format(name=name),
            file=file,
            remedy=_("Ask the sender for the original file."),
        ) from error


def _stream_bytes(stream: Any) -> bytes:
    """What a stream unpacks to, within limits; of other packings than ours the packed bytes."""
    raw = bytes(stream.read_raw_bytes())
    if "/Filter" not in stream or not _is_flate(stream):
        return raw
    unpacker = zlib.decompressobj()
    data = unpacker.decompress(raw, _MOST_STREAM)
    if unpacker.unconsumed_tail:
        raise Invalid(_("A part of the PDF unpacks to more than 128 MiB."))
    return data


def _is_flate(stream: Any) -> bool:
    """Whether it is packed with Flate alone, or not at all."""
    packing = stream.get("/Filter", pikepdf.Name.FlateDecode)
    return bool(packing == pikepdf.Name.FlateDecode) and "/DecodeParms" not in stream


def _resources(page: pikepdf.Page) -> Any:
    return page.obj.get("/Resources", pikepdf.Dictionary())


class _Digest:
    """SHA-256 of PDF objects by what they say, each shared object hashed once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], str] = {}

    def of_page(self, page: Any) -> str:
        """The page without its parent, its resources and what they share."""
        return _sha(b"<" + self._entries(page, 0, frozenset({"/Parent", "/Resources"})))

    def of(self, value: Any, depth: int = 0) -> str:
        if depth > _DEPTH:
            raise Invalid(_("The PDF is nested too deeply."))
        place = getattr(value, "objgen", (0, 0)) if isinstance(value, pikepdf.Object) else (0, 0)
        if place == (0, 0):
            return _sha(self._said(value, depth))
        if place not in self._known:
            self._known[place] = _CIRCLE
            self._known[place] = _sha(self._said(value, depth))
        return self._known[place]

    def _said(self, value: Any, depth: int) -> bytes:
        if isinstance(value, pikepdf.Array):
            return b"[" + "".join(self.of(item, depth + 1) for item in value).encode()
        if isinstance(value, pikepdf.Stream):
            stored = _STORAGE | _PACKING if _is_flate(value) else _STORAGE
            entries = self._entries(value.stream_dict, depth, stored)
            return b"{" + entries + _sha(_stream_bytes(value)).encode()
        if isinstance(value, pikepdf.Dictionary):
            return b"<" + self._entries(value, depth, _AROUND)
        return _plain(value)

    def _entries(self, entries: Any, depth: int, skipped: frozenset[str]) -> bytes:
        """Hashes of one length, so that no name can say what another entry says."""
        return "".join(
            _sha(key.encode()) + self.of(entries[key], depth + 1)
            for key in sorted(set(entries.keys()) - skipped)
        ).encode()


def _plain(value: Any) -> bytes:
    """What an object says that has no parts."""
    if value is None:
        return b"null"
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if isinstance(value, int | Decimal):
        return b"#" + _number(value).encode()
    if isinstance(value, pikepdf.Name):
        return str(value).encode()
    if isinstance(value, pikepdf.String):
        return b"(" + bytes(value)
    raise TypeError(type(value).__name__)  # nothing else stands outside of page contents


def _number(value: int | Decimal) -> str:
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
