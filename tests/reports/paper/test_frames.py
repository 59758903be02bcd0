"""What is withheld stands on paper as a box with letter and word of its class, and is heard."""

import io
from itertools import count, pairwise
from pathlib import Path

import pikepdf
from tests.reports.builders import a_dossier, a_rich_dossier, a_signer
from tests.reports.paper.marks_check import elements
from tests.reports.test_pdf import text_of

from landwaiter.domain.base.facts import Content
from landwaiter.domain.reports.profiles import Profile
from landwaiter.i18n import N_, _, joined, message
from landwaiter.reports.dossier.dossier import Dossier, DossierColumn, Table
from landwaiter.reports.dossier.frames import frame_of, framed_parts
from landwaiter.reports.dossier.paper_reader import PaperReader
from landwaiter.reports.dossier.redaction import redacted
from landwaiter.reports.paper.pdf import render_pdf

NOTE = "[I: internal note]"
SHORT, LONG = "no", "The driver said that he had never seen this consignee. " * 30
SAID = N_("Key confirmed by {name}, on the day before.")


def a_note(text: str) -> Table:
    columns = (
        DossierColumn("what", "What", Content.OPEN),
        DossierColumn("note", "Note", Content.INTERNAL),
    )
    return Table("notes", "Notes", columns, (("first", text), ("second", "–")))


def for_public(*tables: Table) -> Dossier:
    numbers = count()
    reader = PaperReader(Profile.PUBLIC)
    return redacted(a_dossier(tables=tables), reader, salt=lambda: f"{next(numbers):064x}").dossier


def pdf_of(dossier: Dossier) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(render_pdf(dossier, signer=a_signer())))


def boxes_of(dossier: Dossier) -> list[tuple[float, ...]]:
    """Left, low, width and height of what is filled and outlined in one: boxes of frames alone."""
    with pdf_of(dossier) as pdf:
        drawn = [one for page in pdf.pages for one in pikepdf.parse_content_stream(page)]
    return [
        tuple(float(part) for part in before.operands)
        for before, one in pairwise(drawn)
        if str(one.operator) == "B" and str(before.operator) == "re"
    ]


def heard_in(dossier: Dossier) -> list[str]:
    with pdf_of(dossier) as pdf:
        found = [one.get("/ActualText") for one in elements(pdf.Root.StructTreeRoot)]
        return [str(one) for one in found if one is not None]


def test_a_frame_is_as_large_whatever_stood_there() -> None:
    short, long = for_public(a_note(SHORT)), for_public(a_note(LONG))
    assert len(boxes_of(short)) == 2, "the title is of somebody, and the note"
    assert boxes_of(short) == boxes_of(long)


def test_what_is_not_withheld_has_no_box() -> None:
    assert boxes_of(a_rich_dossier()) == []


def test_who_hears_the_page_is_told_of_each_frame() -> None:
    dossier = for_public(a_note(LONG))
    assert heard_in(dossier) == ["[P: personal data]", NOTE]


def test_the_page_has_letter_and_word_in_place_of_brackets(
    tmp_path: Path,
) -> None:
    text = text_of(for_public(a_note(LONG)), tmp_path)
    assert "I: internal note" in text
    assert NOTE not in text
    assert "driver" not in text


def test_who_types_brackets_draws_no_frame() -> None:
    columns = (DossierColumn("says", "Says", Content.OPEN),)
    dossier = a_dossier(tables=(Table("t", "T", columns, ((NOTE,),)),))
    assert boxes_of(dossier) == []
    assert heard_in(dossier) == []
    assert framed_parts(f"\ufdd0{NOTE}\ufdd1") == ()


def test_a_frame_within_a_sentence_is_a_box_in_its_line() -> None:
    said = _(SAID).format(name=frame_of(Content.PERSONAL))
    columns = (DossierColumn("says", "Says", Content.OPEN),)
    dossier = a_dossier(tables=(Table("t", "T", columns, ((said,),)),))
    assert len(boxes_of(dossier)) == 1
    assert heard_in(dossier) == ["Key confirmed by [P: personal data], on the day before."]
    assert [one.text for one in framed_parts(said) if one.is_frame] == ["P: personal data"]


def test_a_gist_stands_in_the_frame_and_two_frames_are_two() -> None:
    gist = frame_of(Content.SOURCE, "Somebody showed it.", "B. Nowak")
    both = joined("; ", (gist, frame_of(Content.BUSINESS)))
    assert [one.text for one in framed_parts(both)] == [
        "S: source in confidence; gist released by B. Nowak: Somebody showed it.",
        "; ",
        "T: business secret",
    ]


def test_what_is_put_into_a_sentence_is_no_frame_by_its_name() -> None:
    """An argument may be called as the id of a message is, whatever it is."""
    inner = {"m": "{m} is held", "a": {"m": {"m": "all of it"}}}
    assert framed_parts(message(inner)) == ()
    assert framed_parts(message({"m": "{m} is held", "a": {"m": "[{letter}: {word}]"}})) == ()


def test_a_frame_speaks_the_language_of_the_report(tmp_path: Path) -> None:
    words = {"internal note": "interne Notiz"}
    columns = (DossierColumn("says", "Says", Content.OPEN),)
    table = Table("t", "T", columns, ((frame_of(Content.INTERNAL),),))
    plain = a_dossier(tables=(table,), language="de", words=words)
    dossier = Dossier.from_bytes(plain.canonical())
    assert heard_in(dossier) == ["[I: interne Notiz]"]
    assert "I: interne Notiz" in text_of(dossier, tmp_path)
    assert len(boxes_of(dossier)) == 1


def test_a_frame_does_not_reach_over_the_edge_of_its_column() -> None:
    columns = tuple(
        DossierColumn(f"c{number}", f"C{number}", Content.OPEN, width=10) for number in range(16)
    )
    row = tuple(frame_of(content) for content in Content) * 2
    boxes = boxes_of(a_dossier(tables=(Table("t", "T", columns, (row,)),)))
    assert len(boxes) == 16
    ends = [left + wide for left, _low, wide, _high in boxes]
    assert all(end <= box[0] for end, box in zip(ends, boxes[1:], strict=False))


def test_what_is_heard_fits_into_a_text_of_a_pdf() -> None:
    """A longer one would be no PDF/A: then what is drawn is read, word for word."""
    said = frame_of(Content.SOURCE, "word " * 4_000)
    columns = (DossierColumn("says", "Says", Content.OPEN),)
    dossier = a_dossier(tables=(Table("t", "T", columns, ((said,),)),))
    assert heard_in(dossier) == []
    assert boxes_of(dossier)
