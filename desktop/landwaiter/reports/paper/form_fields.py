"""The fields of a form: their letters, what they look like before they are filled in, their pages.

What is written into a field is drawn by the program of who writes it, in the font that the file
names: one byte for each letter (ISO 32000-1, 12.7.3.3). The font holds every letter that these
bytes can say, so that it is typed without a font of the reader's machine. No script runs.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from landwaiter.reports.dossier.dossier import Blank
from landwaiter.reports.paper.filled_form import FORM_FONT, drawn, empty_look, field_size
from landwaiter.reports.paper.marks import FieldPlace, SignaturePlace
from landwaiter.reports.paper.structure import WrittenField
from landwaiter.reports.paper.typesetting.fonts import load_faces
from landwaiter.reports.paper.typesetting.glyphs import Face, to_unicode

_APPEARANCE: Final = f"0.078 0.094 0.114 rg {FORM_FONT} 9 Tf"
_FIRST, _LAST = 32, 255
_POLISH: Final[Mapping[int, tuple[str, str]]] = {
    127: ("Ą", "Aogonek"),
    129: ("ą", "aogonek"),
    134: ("Ć", "Cacute"),
    135: ("ć", "cacute"),
    136: ("Ę", "Eogonek"),
    141: ("ę", "eogonek"),
    143: ("Ł", "Lslash"),
    144: ("ł", "lslash"),
    152: ("Ń", "Nacute"),
    157: ("ń", "nacute"),
    164: ("Ś", "Sacute"),
    166: ("ś", "sacute"),
    169: ("Ź", "Zacute"),
    172: ("ź", "zacute"),
    174: ("Ż", "Zdotaccent"),
    137: ("ż", "zdotaccent"),
}
"""Letters of Polish that WinAnsi lacks, in places that it leaves empty or gives to signs that
nobody types into a form (daggers, per mille, signs of copyright and of currencies as such)."""
_MULTILINE: Final = 1 << 12
_SIGNED: Final = 3
"""A signature is there or to come, and what follows is only added (12.7.2)."""


def form_of(pdf: pikepdf.Pdf, fields: Sequence[WrittenField]) -> pikepdf.Object:
    """The form of a document; each field is put on its page."""
    form = Dictionary(Fields=Array([pdf.get_object(one.number, 0) for one in fields]))
    if any(isinstance(one.place, SignaturePlace) for one in fields):
        form.SigFlags = _SIGNED
    blanks = [one for one in fields if isinstance(one.place, FieldPlace)]
    if blanks:
        font = _font(pdf, load_faces().regular[0])
        form.DA = String(_APPEARANCE)
        form.DR = Dictionary(Font=Dictionary({FORM_FONT: font}))
        for one in blanks:
            if isinstance(one.place, FieldPlace):
                _dress(pdf, pdf.get_object(one.number, 0), one.place, font)
    for number, page in enumerate(pdf.pages):
        own = [pdf.get_object(one.number, 0) for one in fields if one.page == number]
        if own:
            page.obj.Annots = Array(own)
    return form


def _dress(
    pdf: pikepdf.Pdf, widget: pikepdf.Object, place: FieldPlace, font: pikepdf.Object
) -> None:
    """Give a field its look: nothing, and of a tick what it is when it is set."""
    if place.kind is Blank.TICK:
        size = field_size(widget)
        widget.AP = Dictionary(
            N=Dictionary(
                Yes=drawn(pdf, size, _tick(*map(float, size)).encode("ascii")),
                Off=drawn(pdf, size, b"q Q"),
            )
        )
        widget.AS = widget.V = Name.Off
        return
    widget.AP = Dictionary(N=empty_look(pdf, widget, font))
    widget.DA = String(_APPEARANCE)
    if place.kind is Blank.AREA:
        widget.Ff = _MULTILINE


def _tick(wide: float, high: float) -> str:
    points = [(0.2, 0.5), (0.42, 0.24), (0.8, 0.78)]
    way = [f"{x * wide:.2f} {y * high:.2f}" for x, y in points]
    return f"0.078 0.094 0.114 RG 1.4 w {way[0]} m {way[1]} l {way[2]} l S"


def _letters() -> dict[int, str]:
    """The letter of each code."""
    found = {}
    for code in range(_FIRST, _LAST + 1):
        letter = bytes([code]).decode("cp1252", errors="replace")
        if letter not in {"\ufffd", "\x7f"}:
            found[code] = letter.replace("\xad", "-")  # so ISO 32000-1, annex D
    return {**found, **{code: letter for code, (letter, _name) in _POLISH.items()}}


def _font(pdf: pikepdf.Pdf, face: Face) -> pikepdf.Object:
    """A font of one byte for each letter.

    Its name has no mark of a subset: programs refuse to write with a font that has one.
    """
    letters = _letters()
    data = face.cut_to("".join(letters.values()))
    name = Name(f"/{face.name}-Form")
    differences: list[int | Name] = []
    for code, (_letter, glyph) in sorted(_POLISH.items()):
        differences += [code, Name(f"/{glyph}")]
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        FontFile2=pdf.make_stream(data, Length1=len(data)),
        **{**face.descriptor(), "Flags": 32},
    )
    widths = [
        round(face.advance(face.glyph_of(letters[code])), 2) if code in letters else 0
        for code in range(_FIRST, _LAST + 1)
    ]
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=name,
            FirstChar=_FIRST,
            LastChar=_LAST,
            Widths=Array(widths),
            Encoding=Dictionary(
                Type=Name.Encoding,
                BaseEncoding=Name.WinAnsiEncoding,
                Differences=Array(differences),
            ),
            FontDescriptor=pdf.make_indirect(descriptor),
            ToUnicode=pdf.make_stream(to_unicode(sorted(letters.items()), digits=2)),
        )
    )
