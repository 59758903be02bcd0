"""A form of a report is filled in on the screen: named, typed, ticked, and told as filled in."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pikepdf import String
from tests.reports.paper.blanks import LETTERS, TYPED, filled, reply, signed_reply
from tests.reports.received import checked
from tests.test_verify_report import alone

from landwaiter.errors import Invalid
from landwaiter.reports.paper.pdf_field import SIGNATURE_FIELD
from landwaiter.reports.proof.verify import State

_PAGE = 1
"""Of the form, from 0."""


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def fields(pdf: pikepdf.Pdf) -> list[Any]:
    return list(pdf.Root.AcroForm.Fields)


def middle(field: Any) -> tuple[float, float]:
    left, low, right, top = (float(edge) for edge in field.Rect)
    return (left + right) / 2, (low + top) / 2


def typed_into(data: bytes, text: str) -> bytes:
    """As a reader's program leaves it in which somebody clicks into each field and types."""
    with opened(data) as pdf:
        places = [(middle(one), str(one.FT) == "/Tx") for one in fields(pdf)]
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    page, form = document[_PAGE], document.formenv.raw
    for (x, y), takes_text in places:
        pdfium.FORM_OnMouseMove(form, page.raw, 0, x, y)
        pdfium.FORM_OnLButtonDown(form, page.raw, 0, x, y)
        pdfium.FORM_OnLButtonUp(form, page.raw, 0, x, y)
        for letter in text if takes_text else "":
            pdfium.FORM_OnChar(form, page.raw, ord(letter), 0)
    pdfium.FORM_ForceToKillFocus(form)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def flattened(data: bytes) -> str:
    """What its page says when its fields are printed on it."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    document[_PAGE].flatten()
    out = io.BytesIO()
    document.save(out)
    return str(pypdfium2.PdfDocument(out.getvalue())[_PAGE].get_textpage().get_text_range())


def test_fields_say_what_they_are_for_and_follow_the_order_of_reading() -> None:
    with opened(reply()) as pdf:
        found = [(str(one.FT), str(one.T), str(one.TU)) for one in fields(pdf)]
        page = pdf.pages[_PAGE].obj
        assert (str(page.Tabs), list(page.Annots)) == ("/S", fields(pdf))
    begin = "Reply form, question 1: "
    assert found == [
        ("/Btn", "reply_form_1-2-tick", f"{begin}The goods are listed. Entry:"),
        ("/Tx", "reply_form_1-2-words", f"{begin}The goods are listed. Entry:"),
        ("/Btn", "reply_form_1-3-tick", f"{begin}The goods are not listed."),
        ("/Tx", "reply_form_1-4-words", f"{begin}Reasons"),
        ("/Tx", "reply_form_1-5-words", f"{begin}Date"),
    ]


def test_each_field_is_of_an_element_form_in_its_cell() -> None:
    with opened(reply()) as pdf:
        nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        owners = {int(nums[at]): nums[at + 1] for at in range(0, len(nums), 2)}
        for field in fields(pdf):
            owner = owners[int(field.StructParent)]
            assert (str(owner.S), str(owner.P.S)) == ("/Form", "/TD")
            assert owner.K.Obj.objgen == field.objgen
            assert str(owner.Alt) == str(field.TU)


@pytest.mark.parametrize("text", [TYPED, *LETTERS.split()])
def test_what_is_typed_is_read_from_the_page_and_drawn_in_the_font_of_the_file(text: str) -> None:
    data = typed_into(reply(), text)
    assert flattened(data).count(text) == 3
    with opened(data) as pdf:
        for field in fields(pdf):
            if str(field.FT) == "/Tx":
                assert str(field.V) == text
                drawn = pikepdf.parse_content_stream(field.AP.N)
                used = {str(one.operands[0]) for one in drawn if str(one.operator) == "Tf"}
                assert used == {"/Webdings"}
                assert "/FontFile2" in field.AP.N.Resources.Font["/Webdings"].FontDescriptor
            else:
                assert (str(field.V), str(field.AS)) == ("/Yes", "/Yes")


def test_a_form_asks_for_no_font_of_the_reader_and_runs_nothing() -> None:
    for data in (reply(), signed_reply()):
        with opened(data) as pdf:
            form = pdf.Root.AcroForm
            assert not {"/NeedAppearances", "/XFA"} & set(form.keys())
            assert not [one for one in fields(pdf) if "/A" in one]
            for one in pdf.objects:
                if isinstance(one, pikepdf.Dictionary):
                    assert not {"/JS", "/AA"} & set(one.keys())
                    if one.get("/Type") == "/FontDescriptor":
                        assert "/FontFile2" in one


@pytest.mark.parametrize("made", [reply, signed_reply])
def test_a_form_nobody_filled_in_is_proven_by_both_verifiers(tmp_path: Path, made: Any) -> None:
    found = checked(tmp_path, made(), "r.pdf")
    assert (found.state, found.changes) == (State.UNCHANGED, ())
    assert alone.Report("r.pdf", made()).changes == []


def test_a_signed_form_keeps_its_fields_and_the_one_of_the_signature() -> None:
    with opened(signed_reply()) as pdf:
        names = [str(one.T) for one in fields(pdf)]
        assert pdf.Root.AcroForm.SigFlags == 3
    assert names[-1] == SIGNATURE_FIELD
    assert len(names) == 6


ALONE = "they were filled in; nothing else was changed."
NOT_ALONE = "they were filled in, and that is not all."


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = io.BytesIO()
    with opened(data) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def told_by_both(folder: Path, data: bytes) -> list[str]:
    """Every change, as both verifiers tell it."""
    found = checked(folder, data, "r.pdf")
    assert found.state is State.CHANGED
    told = [f"{one.place}: {one.what}" for one in found.changes]
    assert alone.Report("r.pdf", data).changes == told
    return told


@pytest.mark.parametrize("made", [reply, signed_reply])
@pytest.mark.parametrize("how", [filled, typed_into])
def test_a_form_that_was_filled_in_is_told_as_that_by_both_verifiers(
    tmp_path: Path, made: Any, how: Any
) -> None:
    assert told_by_both(tmp_path, how(made(), TYPED)) == [f"form fields: {ALONE}"]


def _ask_for_looks(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.NeedAppearances = True


def test_looks_that_a_program_leaves_to_the_reader_are_part_of_filling_in(tmp_path: Path) -> None:
    data = changed(filled(reply(), TYPED), _ask_for_looks)
    assert told_by_both(tmp_path, data) == [f"form fields: {ALONE}"]


def _text(pdf: pikepdf.Pdf) -> Any:
    return next(one for one in fields(pdf) if str(one.FT) == "/Tx")


def _other_words(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[_PAGE]
    page.contents_add(b"q 1 0 0 rg 0 0 99 99 re f Q")


def _other_question(pdf: pikepdf.Pdf) -> None:
    _text(pdf).TU = String("Reply form, question 1: The goods are released.")


def _moved(pdf: pikepdf.Pdf) -> None:
    _text(pdf).Rect = pikepdf.Array([0, 0, 595, 842])


def _script(pdf: pikepdf.Pdf) -> None:
    _text(pdf).AA = pikepdf.Dictionary(
        K=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=String("x"))
    )


def _read_only(pdf: pikepdf.Pdf) -> None:
    _text(pdf).Ff = 1


def _one_more(pdf: pikepdf.Pdf) -> None:
    more = pikepdf.Dictionary(
        FT=pikepdf.Name.Tx, T=String("more"), V=String("yes"), Rect=pikepdf.Array([0, 0, 9, 9])
    )
    pdf.Root.AcroForm.Fields.append(pdf.make_indirect(more))


def _one_less(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AcroForm.Fields[0]
    del pdf.pages[_PAGE].obj.Annots[0]


def _second_form(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp/>")


def _other_tick(pdf: pikepdf.Pdf) -> None:
    tick = next(one for one in fields(pdf) if str(one.FT) == "/Btn")
    tick.AP.N.Off.write(b"1 0 0 rg 0 0 9 9 re f")


def _other_font(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.DR.Font["/Webdings"].FontDescriptor.Flags = 4


BESIDES = (
    *(_other_words, _other_question, _moved, _script, _read_only, _one_more, _one_less),
    *(_second_form, _other_tick, _other_font),
)


@pytest.mark.parametrize("change", BESIDES, ids=lambda one: one.__name__)
def test_what_is_changed_beside_what_was_filled_in_is_told(tmp_path: Path, change: Any) -> None:
    told = told_by_both(tmp_path, changed(filled(reply(), TYPED), change))
    assert told[0] == f"form fields: {NOT_ALONE}"
    assert len(told) > 1


def _drawn_over(pdf: pikepdf.Pdf) -> None:
    look = _text(pdf).AP.N
    look.write(b"BT /Webdings 9 Tf (released) Tj ET")


def test_words_that_are_drawn_in_a_field_that_says_nothing_are_told(tmp_path: Path) -> None:
    told = told_by_both(tmp_path, changed(reply(), _drawn_over))
    assert told[0].startswith("page 2: ")
    assert not any(one.startswith("form fields") for one in told)


@pytest.mark.parametrize("edges", [[], [0, 0, 9], ["a", "b", "c", "d"]])
def test_a_field_whose_place_is_no_place_is_a_damage(tmp_path: Path, edges: list[Any]) -> None:
    def broken(pdf: pikepdf.Pdf) -> None:
        _text(pdf).Rect = pikepdf.Array([String(one) if str(one) == one else one for one in edges])

    data = changed(filled(reply(), TYPED), broken)
    with pytest.raises(Invalid, match="damaged or cut off"):
        checked(tmp_path, data, "r.pdf")
    with pytest.raises(alone.DAMAGED):
        alone.Report("r.pdf", data)
