"""Dossier, page manifest and signature inside a PDF, and reading them back.

The manifest holds one hash per page and one for what pages share (fonts, drawing resources). A
page hash covers everything reachable from the page but the shared resources and its parent, so
that an annotation laid over a page changes it as much as a changed text does.
"""

import hashlib
import io
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf

from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.reports.dossier import Dossier
from landwaiter.reports.signing import Seal, Signer, seal

_PARTS = {"dossier": "dossier.json", "manifest": "manifest.json", "signature": "signature.bin"}
_MOST_STREAM = 128 * 1024 * 1024
_DEPTH = 40
# How a stream is stored is not what it says.
_STORAGE = frozenset({"/Length", "/Filter", "/DecodeParms", "/DL"})
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


def sealed_pdf(pages: bytes, dossier: Dossier, *, signer: Signer) -> bytes:
    """`pages` with the three attachments; deterministic if `signer` is."""
    with pikepdf.open(io.BytesIO(pages)) as pdf:
        _mend_to_unicode(pdf)
        hashes = page_hashes(pdf)
        contents: dict[str, Any] = {"pages": list(hashes.pages), "shared": hashes.shared}
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


def read_seal(pdf: pikepdf.Pdf, *, file: str) -> Seal:
    """The three parts; Invalid if one is missing or too large."""
    return Seal(**{part: _attachment(pdf, name, file) for part, name in _PARTS.items()})


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


def altered_attachments(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """Our attachments that are shown under another name, described, or hold a second content."""
    return tuple(name for name in _PARTS.values() if not _as_attached(pdf, name))


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
    packing = stream.get("/Filter")
    if packing is None:
        return raw
    if packing != pikepdf.Name.FlateDecode or "/DecodeParms" in stream:
        return f"{packing!s}:".encode() + raw
    unpacker = zlib.decompressobj()
    data = unpacker.decompress(raw, _MOST_STREAM)
    if unpacker.unconsumed_tail:
        raise Invalid(_("A part of the PDF unpacks to more than 128 MiB."))
    return data


def _resources(page: pikepdf.Page) -> Any:
    return page.obj.get("/Resources", pikepdf.Dictionary())


class _Digest:
    """SHA-256 of PDF objects by what they say, each shared object hashed once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], str] = {}

    def of_page(self, page: Any) -> str:
        """The page without its parent, its resources and what they share."""
        skipped = {"/Parent", "/Resources"}
        entries = {key: value for key, value in page.items() if key not in skipped}
        joined = "".join(f"{key}={self.of(entries[key])};" for key in sorted(entries))
        return _sha(joined.encode())

    def of(self, value: Any, depth: int = 0) -> str:
        if depth > _DEPTH:
            raise Invalid(_("The PDF is nested too deeply."))
        place = getattr(value, "objgen", (0, 0)) if isinstance(value, pikepdf.Object) else (0, 0)
        if place == (0, 0):
            return _sha("".join(self._said(value, depth)).encode())
        if place not in self._known:
            self._known[place] = "circle"
            self._known[place] = _sha("".join(self._said(value, depth)).encode())
        return self._known[place]

    def _said(self, value: Any, depth: int) -> Iterator[str]:
        if isinstance(value, pikepdf.Array):
            yield "["
            yield from (self.of(item, depth + 1) for item in value)
        elif isinstance(value, pikepdf.Stream):
            yield from self._entries(value.stream_dict, depth, _STORAGE)
            yield _sha(_stream_bytes(value))
        elif isinstance(value, pikepdf.Dictionary):
            yield from self._entries(value, depth, frozenset({"/Parent", "/P"}))
        else:
            yield f"{type(value).__name__}:{value!s}"

    def _entries(self, entries: Any, depth: int, skipped: frozenset[str]) -> Iterator[str]:
        yield "<"
        for key in sorted(set(entries.keys()) - skipped):
            yield f"{key}={self.of(entries[key], depth + 1)};"


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
