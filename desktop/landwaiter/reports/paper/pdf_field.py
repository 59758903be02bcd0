"""The field of a PAdES signature, and what signing adds to it and to the catalogue.

The field is there before the signature, with a name and a place in the structure of the document,
so that who hears the document learns of it. What signing adds is taken off to see the report.
"""

from typing import Any, Final

import pikepdf

from landwaiter.i18n import _
from landwaiter.reports.paper.marks import SignaturePlace

SIGNATURE_FIELD: Final = "OfficeSignature"
_FIELD_ENTRIES = frozenset(
    {"/F", "/FT", "/P", "/Rect", "/StructParent", "/Subtype", "/T", "/TU", "/Type", "/V"}
)
_FORM_ENTRIES = frozenset({"/DA", "/DR", "/Fields", "/SigFlags"})
_EXTENSIONS = frozenset({"/ESIC", "/ISO_"})


def signature_place() -> SignaturePlace:
    """The field as it is put into a document that is signed."""
    return SignaturePlace(SIGNATURE_FIELD, signature_label())


def signature_label() -> str:
    """What the field is for, to who hears the document."""
    return str(_("Signature of the office"))


def take_signature_off(pdf: pikepdf.Pdf) -> None:
    """Undo in memory what signing adds to field and catalogue, if it is nothing else.

    A signature's field that shows something, acts, or stands beside another one stays, and is told
    as a change. Fields to be filled in are none of its matter: the manifest knows them.
    """
    field = _signature_field(pdf.Root.get("/AcroForm"))
    if field is None:
        return
    if "/V" in field:
        del field["/V"]
    if frozenset(pdf.Root.get("/Extensions", pikepdf.Dictionary()).keys()) <= _EXTENSIONS:
        for name in ("/Extensions", "/Version"):
            if name in pdf.Root:
                del pdf.Root[name]


def _signature_field(form: Any) -> Any:
    """The invisible field of the one signature that a form has; None of any other form."""
    if not isinstance(form, pikepdf.Dictionary) or not set(form.keys()) <= _FORM_ENTRIES:
        return None
    fields = form.get("/Fields")
    if not isinstance(fields, pikepdf.Array):
        return None
    signatures = [
        one
        for one in fields
        if isinstance(one, pikepdf.Dictionary) and one.get("/FT") == pikepdf.Name.Sig
    ]
    if len(signatures) != 1:
        return None
    (field,) = signatures
    plain = (
        set(field.keys()) <= _FIELD_ENTRIES
        and [float(edge) for edge in field.get("/Rect", pikepdf.Array())] == [0.0] * 4
    )
    return field if plain else None
