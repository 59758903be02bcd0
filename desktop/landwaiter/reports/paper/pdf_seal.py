"""Dossier, page manifest and signature inside a PDF, and reading them back.

The manifest holds one hash per page, one for what pages share (fonts, drawing resources), and one
for each other part of the document: its structure, metadata, bookmarks, form, colours and settings.
A page hash covers everything reachable from the page but the shared resources and its parent, so
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
/Resources, in their order. All of it is hashed in this order: what pages share first, then the
pages, and each object that is referred to once.

Then, each object anew, the other parts, in the order of `PARTS`. Here the hash of a page that is
referred to is that of the word page and its /StructParents, such as page0. Structure, metadata,
form and colours are the entries of the catalogue: null where there is none. The settings are a
dictionary of those entries that `_SETTINGS` names. The program is the dictionary of facts without
title, author and subject, which are held against the dossier. Of the bookmarks, from the top down
and each before those below it, the depth of each, from 0 of their root, and the hash of a
dictionary of its entries without /Parent, /Prev, /Next, /First and /Last: SHA-256 of all of them.
`docs/verify_report.py` does the same without this program.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import budoux
import pikepdf
import reportlab
import uharfbuzz as hb

from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.reports.dossier.bundled import StatedFile, stated_files
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.reports.dossier.signing import ReportSeal, ReportSigner, seal
from landwaiter.reports.paper.archive import PaperDocument, packed, pdf_date
from landwaiter.reports.paper.pdf_digest import PdfDigest, stream_bytes

PDF_LAYOUT: Final = 4
"""Counts every change that gives the pages of an older dossier other bytes, fonts and library among
them: whether the pages of another layout are those of their dossier is not known."""
PDF_ENGINE: Final = (
    f"reportlab {reportlab.Version}, HarfBuzz {hb.version_string()}, budoux {budoux.__version__}"
)
"""What lays out, shapes and parts words: of another version, the bytes of pages may be others."""
PARTS: Final = (
    "structure",
    "metadata",
    "bookmarks",
    "form",
    "colours",
    "settings",
    "program",
)
"""Of a document beside its pages, as the manifest names them."""
_ENTRIES: Final = {
    "structure": "/StructTreeRoot",
    "metadata": "/Metadata",
    "form": "/AcroForm",
    "colours": "/OutputIntents",
}
_SETTINGS: Final = ("/MarkInfo", "/PageMode", "/ViewerPreferences")
_FACTS: Final = frozenset({"/Title", "/Author", "/Subject"})
DOSSIER_NAME: Final = "dossier.json"
MANIFEST_NAME: Final = "manifest.json"
_PARTS = {"dossier": DOSSIER_NAME, "manifest": MANIFEST_NAME, "signature": "signature.bin"}
_CATALOG = frozenset(
    {"/Type", "/Pages", "/Names", "/AF", "/Lang", "/Outlines", *_SETTINGS, *_ENTRIES.values()}
)
_NAMES = frozenset({"/EmbeddedFiles"})
_FILE_ENTRIES = frozenset({"/Type", "/F", "/UF", "/EF", "/AFRelationship"})
"""Of an attachment of ours; a description or a related file is not among them."""


@dataclass(frozen=True, slots=True)
class PageHashes:
    pages: tuple[str, ...]
    shared: str
    parts: Mapping[str, str]
    """Of each of `PARTS`."""
    extras: tuple[str, ...]
    """What the file holds beside pages and our attachments, such as /OpenAction."""


def sealed_pdf(
    document: PaperDocument,
    dossier: Dossier,
    *,
    signer: ReportSigner,
    files: Sequence[StatedFile] = (),
) -> bytes:
    """The document with the three attachments; deterministic if `signer` is.

    `files` are those that will be attached besides: the manifest states them.
    """
    with document.pdf as pdf:
        hashes = page_hashes(pdf, structure=document.structure_sha256)
        contents: dict[str, Any] = {
            "layout": PDF_LAYOUT,
            "engine": PDF_ENGINE,
            "pages": list(hashes.pages),
            "shared": hashes.shared,
            "parts": dict(hashes.parts),
            **stated_files(files),
        }
        if signer.certificate:
            contents["certificate"] = signer.certificate
        sealed = seal(dossier, file_kind="pdf", contents=contents, signer=signer)
        for part, name in _PARTS.items():
            pdf.attachments[name] = pikepdf.AttachedFileSpec(
                pdf,
                getattr(sealed, part),
                filename=name,
                mime_type=_mime(name),
                relationship=pikepdf.Name(_relation(name)),
                creation_date=pdf_date(dossier.made_at),
                mod_date=pdf_date(dossier.made_at),
            )
        pdf.Root.AF = pikepdf.Array([pdf.attachments[name].obj for name in _PARTS.values()])
        return packed(pdf)


def read_seal(pdf: pikepdf.Pdf, *, file: str) -> ReportSeal:
    """The three parts; Invalid if one is missing or too large."""
    return ReportSeal(**{part: _attachment(pdf, name, file) for part, name in _PARTS.items()})


def page_hashes(pdf: pikepdf.Pdf, *, structure: str | None = None) -> PageHashes:
    """The hashes of each page, of what pages share, and what else stands in the catalogue.

    `structure` is that of the structure, where whoever wrote it knows it: it takes as long as
    everything else.
    """
    digest = PdfDigest()
    shared = hashlib.sha256()
    for page in pdf.pages:
        shared.update(digest.of(_resources(page)).encode())
    return PageHashes(
        pages=tuple(digest.of_page(page.obj) for page in pdf.pages),
        shared=shared.hexdigest(),
        parts=_part_hashes(pdf, structure),
        extras=_extras(pdf),
    )


def _part_hashes(pdf: pikepdf.Pdf, structure: str | None) -> Mapping[str, str]:
    """Of each of `PARTS`."""
    digest = PdfDigest(pages_by_place=True)
    found: dict[str, str] = {}
    for part in PARTS:
        if part == "structure" and structure is not None:
            found[part] = structure
        elif part in _ENTRIES:
            found[part] = digest.of(pdf.Root.get(_ENTRIES[part]))
        elif part == "bookmarks":
            found[part] = digest.of_bookmarks(pdf.Root.get("/Outlines"))
        elif part == "settings":
            found[part] = digest.of_entries(pdf.Root, set(_SETTINGS) & set(pdf.Root.keys()))
        else:
            found[part] = digest.of_entries(pdf.docinfo, set(pdf.docinfo.keys()) - _FACTS)
    return found


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
        and spec.get("/AFRelationship") == _relation(name)
        and {str(spec.get(key, name)) for key in ("/F", "/UF")} == {name}
        and files.keys() <= {"/F", "/UF"}
        and len({stream_bytes(held) for held in files.values()}) == 1
        and all(held.get("/Subtype") == f"/{_mime(name)}" for held in files.values())
    )


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


def _relation(name: str) -> str:
    """What an attachment is to the pages: what they were made from, or more about them."""
    return "/Source" if name == _PARTS["dossier"] else "/Supplement"


def _mime(name: str) -> str:
    return "application/json" if name.endswith(".json") else "application/octet-stream"


def _attachment(pdf: pikepdf.Pdf, name: str, file: str) -> bytes:
    try:
        return stream_bytes(pdf.attachments[name].get_file().obj)
    except KeyError as error:
        raise Invalid(
            _(
                "The file carries no {name}: it is no report of Landwaiter, or it was removed."
            ).format(name=name),
            file=file,
            remedy=_("Ask the sender for the original file."),
        ) from error


def _resources(page: pikepdf.Page) -> Any:
    return page.obj.get("/Resources", pikepdf.Dictionary())
