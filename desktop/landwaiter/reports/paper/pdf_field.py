"""What a PAdES signature adds to page and catalogue, taken off to see the report itself."""

from typing import Any

import pikepdf

_FIELD_ENTRIES = frozenset({"/F", "/FT", "/P", "/Rect", "/Subtype", "/T", "/Type", "/V"})
_FORM_ENTRIES = frozenset({"/Fields", "/SigFlags"})
_EXTENSIONS = frozenset({"/ESIC", "/ISO_"})


def take_field_off(pdf: pikepdf.Pdf) -> None:
    """Undo in memory what signing adds to page and catalogue, if it is nothing else.

    A field that shows something, acts, or stands beside another one stays, and is told as a change.
    """
    form = pdf.Root.get("/AcroForm")
    field = _only_field(form)
    if field is None or not pdf.pages:
        return
    page = pdf.pages[0].obj
    annotations = list(page.get("/Annots", pikepdf.Array()))
    others = [one for one in annotations if one.objgen != field.objgen]
    if len(annotations) - len(others) != 1:
        return
    if others:
        page["/Annots"] = pikepdf.Array(others)
    else:
        del page["/Annots"]
    del pdf.Root["/AcroForm"]
    if frozenset(pdf.Root.get("/Extensions", pikepdf.Dictionary()).keys()) <= _EXTENSIONS:
        for name in ("/Extensions", "/Version"):
            if name in pdf.Root:
                del pdf.Root[name]


def _only_field(form: Any) -> Any:
    """The invisible signature field of a form that has nothing else; None of any other form."""
    if not isinstance(form, pikepdf.Dictionary) or not set(form.keys()) <= _FORM_ENTRIES:
        return None
    fields = form.get("/Fields")
    if not isinstance(fields, pikepdf.Array) or len(fields) != 1:
        return None
    field = fields[0]
    plain = (
        isinstance(field, pikepdf.Dictionary)
        and set(field.keys()) <= _FIELD_ENTRIES
        and field.get("/FT") == pikepdf.Name.Sig
        and [float(edge) for edge in field.get("/Rect", pikepdf.Array())] == [0.0] * 4
    )
    return field if plain else None
