"""A form of a report is filled in on the screen: named, typed, ticked, and told as filled in."""

import io
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from tests.reports.paper.blanks import LETTERS, TYPED, filled, reply, signed_reply
from tests.reports.received import checked
from tests.test_verify_report import alone

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


@pytest.mark.parametrize("made", [reply, signed_reply])
def test_a_form_that_was_filled_in_is_told_by_both_verifiers(tmp_path: Path, made: Any) -> None:
    data = filled(made(), TYPED)
    found = checked(tmp_path, data, "r.pdf")
    assert found.state is State.CHANGED
    assert "form and its fields" in [one.place for one in found.changes]
    told = [said.partition(":")[0] for said in alone.Report("r.pdf", data).changes]
    assert told == [one.place for one in found.changes]
