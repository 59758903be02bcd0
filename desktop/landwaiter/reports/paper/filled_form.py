"""What was written into the fields of a form, and the form as it was before.

Who fills in a form writes a value into each field and draws what it looks like; their program may
add fonts for that. Nothing else of a report is changed by filling it in.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

# WORKAROUND(pdfium): it writes what WinAnsi has not in a font of its machine, unless the file calls
# its own by the name of a font of pictures.
FORM_FONT: Final = "/Webdings"
_EMPTY: Final = b"/Tx BMC EMC"
_CENT: Final = Decimal("0.01")


def take_entries_off(pdf: pikepdf.Pdf) -> bool:
    """Undo in memory what filling in adds to the fields and the form; False: nothing was filled in.

    A field that says nothing stays as it is: what was drawn there is told as a change.
    """
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, Dictionary):
        return False
    filled = [one for one in _fields(form) if _is_filled(one)]
    if not filled:
        return False
    if "/NeedAppearances" in form:
        del form["/NeedAppearances"]
    font = _only_font(form)
    for field in filled:
        if field.get("/FT") == Name.Btn:
            field.V = field.AS = Name.Off
            continue
        del field["/V"]
        if font is not None:
            field.AP = Dictionary(N=empty_look(pdf, field, font))
    return True


def _fields(form: Any) -> Iterator[Any]:
    fields = form.get("/Fields")
    if isinstance(fields, Array):
        yield from (one for one in fields if isinstance(one, Dictionary))


def _is_filled(field: Any) -> bool:
    kind = field.get("/FT")
    if kind == Name.Btn:
        return any(field.get(name) != Name.Off for name in ("/V", "/AS"))
    return bool(kind == Name.Tx) and "/V" in field


def _only_font(form: Any) -> Any:
    """The font of the form; those that a program added are taken off. None where it is gone."""
    resources = form.get("/DR")
    fonts = resources.get("/Font") if isinstance(resources, Dictionary) else None
    if not isinstance(fonts, Dictionary):
        return None
    for name in set(fonts.keys()) - {FORM_FONT}:
        del fonts[name]
    return fonts.get(FORM_FONT)


def field_size(field: Any) -> tuple[Decimal, Decimal]:
    """Width and height of a field, in points."""
    left, low, right, top = (Decimal(str(edge)).quantize(_CENT) for edge in field.Rect)
    return right - left, top - low


def empty_look(pdf: pikepdf.Pdf, field: Any, font: Any) -> Any:
    """What a field looks like into which nobody has written."""
    return drawn(pdf, field_size(field), _EMPTY, Dictionary(Font=Dictionary({FORM_FONT: font})))


def drawn(
    pdf: pikepdf.Pdf,
    size: tuple[Decimal, Decimal],
    operators: bytes,
    resources: Dictionary | None = None,
) -> Any:
    """A look of this size, drawn by these operators."""
    return pdf.make_stream(
        operators,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, *size]),
        Resources=resources or Dictionary(),
    )
