"""What a form says that came back, read in the process that may do nothing else.

The file comes from anybody. Nothing in it is run or drawn: values are taken as text, within bounds,
and what it could run is told. With them go the hashes of its pages and parts as they were before
anybody wrote into the fields, so that who made the report can see whether anything else is changed.
"""

import hashlib
import io
import json
from collections.abc import Iterator
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from landwaiter.reports.paper.filled_form import take_entries_off
from landwaiter.reports.paper.pdf_digest import stream_bytes
from landwaiter.reports.paper.pdf_field import take_signature_off
from landwaiter.reports.paper.pdf_seal import DOSSIER_NAME, MANIFEST_NAME, page_hashes

LONGEST_VALUE: Final = 4000
"""Characters of one field: several pages of it, more than anybody writes by hand."""
MOST_FIELDS: Final = 500
_MOST_PARTS: Final = 2_000_000
_MOST_MANIFEST: Final = 4 << 20
_ACTIONS: Final = frozenset(
    {
        "/ImportData",
        "/JavaScript",
        "/Launch",
        "/Rendition",
        "/RichMediaExecute",
        "/SubmitForm",
    }
)
"""Of what a reader's program may do (ISO 32000-1, 12.6.4), what is more than showing a place."""


def form_answer(data: bytes) -> str:
    """JSON of what it says; a fault of the library where it is no PDF that can be read."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found: dict[str, Any] = {
            "dossier": _dossier(pdf),
            "manifest": _manifest(pdf),
            "fields": list(_values(pdf)),
            "runs": _runs(pdf),
            "xfa": "/XFA" in _form(pdf),
        }
        take_signature_off(pdf)
        take_entries_off(pdf)
        hashes = page_hashes(pdf)
        found["pages"] = list(hashes.pages)
        found["shared"] = hashes.shared
        found["parts"] = dict(hashes.parts)
        return json.dumps(found)


def _dossier(pdf: pikepdf.Pdf) -> str:
    """SHA-256 of the dossier that is attached; empty: none is."""
    if DOSSIER_NAME not in pdf.attachments:
        return ""
    return hashlib.sha256(stream_bytes(pdf.attachments[DOSSIER_NAME].get_file().obj)).hexdigest()


def _manifest(pdf: pikepdf.Pdf) -> str:
    """What the report says of itself; who signed it stands there, and is printed on its pages."""
    if MANIFEST_NAME not in pdf.attachments:
        return ""
    data = stream_bytes(pdf.attachments[MANIFEST_NAME].get_file().obj)[:_MOST_MANIFEST]
    return data.decode("utf-8", errors="replace")


def _form(pdf: pikepdf.Pdf) -> Any:
    form = pdf.Root.get("/AcroForm")
    return form if isinstance(form, Dictionary) else Dictionary()


def _values(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    """Name and value of each field that says something: its text, or “Yes” of a tick."""
    fields = _form(pdf).get("/Fields")
    for field in list(fields)[:MOST_FIELDS] if isinstance(fields, Array) else ():
        if not isinstance(field, Dictionary):
            continue
        value = field.get("/V")
        if field.get("/FT") == Name.Btn and isinstance(value, Name) and value != Name.Off:
            yield str(field.get("/T", "")), str(value).lstrip("/")
        elif field.get("/FT") == Name.Tx and value is not None:
            # One more than is allowed: whoever reads it sees that it is too long.
            yield str(field.get("/T", "")), _text(value)[: LONGEST_VALUE + 1]


def _text(value: Any) -> str:
    if isinstance(value, Stream):
        return stream_bytes(value).decode("utf-8", errors="replace")
    return str(value) if isinstance(value, String) else ""


def _runs(pdf: pikepdf.Pdf) -> bool:
    """Whether anything in the file would act in the program of who opens it."""
    if "/OpenAction" in pdf.Root or "/JavaScript" in pdf.Root.get("/Names", Dictionary()):
        return True
    return any(_acts(one) for one in _parts(pdf))


def _acts(entries: Any) -> bool:
    return "/JS" in entries or "/AA" in entries or str(entries.get("/S", "")) in _ACTIONS


def _parts(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Each dictionary of the file, those within others too."""
    count = 0
    for top in pdf.objects:
        waiting = [top]
        while waiting:
            count += 1
            if count > _MOST_PARTS:
                raise ValueError("too many objects")
            one = waiting.pop()
            if isinstance(one, Stream):
                yield one.stream_dict
                waiting += _direct(one.stream_dict.as_dict().values())
            elif isinstance(one, Dictionary):
                yield one
                waiting += _direct(one.as_dict().values())
            elif isinstance(one, Array):
                waiting += _direct(one.as_list())


def _direct(values: Any) -> list[Any]:
    """Those that stand here themselves; what is referred to is looked at in its own turn."""
    return [one for one in values if isinstance(one, pikepdf.Object) and not one.is_indirect]
