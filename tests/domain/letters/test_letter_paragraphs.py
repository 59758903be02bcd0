"""Marks of the template become paragraphs and bold words; those of a value stay signs."""

import pytest

from landwaiter.domain.letters.letter_content import (
    BlockPiece,
    LetterPiece,
    ProsePiece,
    ProvisionPiece,
    ValuePiece,
)
from landwaiter.domain.letters.letter_marks import check_marks
from landwaiter.domain.letters.letter_paragraphs import (
    LetterParagraph,
    LetterRun,
    ParagraphForm,
    letter_paragraphs,
)
from landwaiter.domain.letters.letter_parser import parse_letter
from landwaiter.errors import Invalid

TABLE = BlockPiece("outcome", ("item", "outcome"))


def value(text: str) -> ValuePiece:
    return ValuePiece("hold.at", text)


def text(*runs: str | LetterRun) -> LetterParagraph:
    return LetterParagraph(
        ParagraphForm.TEXT,
        tuple(LetterRun(one) if isinstance(one, str) else one for one in runs),
    )


@pytest.mark.parametrize(
    ("pieces", "paragraphs"),
    [
        ((ProsePiece("one\ntwo\n\nthree"),), (text("one two"), text("three"))),
        ((ProsePiece("\n\n\none\n \n\n"),), (text("one"),)),
        ((ProsePiece("a **b** c"),), (text("a ", LetterRun("b", bold=True), " c"),)),
        (
            (ProsePiece("by **"), value("28 **April**"), ProsePiece("**.")),
            (text("by ", LetterRun("28 **April**", bold=True), "."),),
        ),
        ((ProsePiece("a "), value("# b"), ProsePiece(" c")), (text("a # b c"),)),
        ((value("> no quotation"), ProsePiece("\n\nb")), (text("> no quotation"), text("b"))),
        ((ProsePiece("a\n"), value("b")), (text("a b"),)),
        ((ProsePiece("("), ProvisionPiece("Article 1"), ProsePiece(")")), (text("(Article 1)"),)),
        ((ProsePiece("**a\n\nb"),), (text(LetterRun("a", bold=True)), text("b"))),
        (
            (ProsePiece("a"), TABLE, ProsePiece("\n\nb")),
            (text("a"), LetterParagraph(ParagraphForm.TABLE, block=TABLE), text("b")),
        ),
        (
            (ProsePiece("# S\n\n> q\nmore\n1. x\n12. y\n- z"),),
            (
                LetterParagraph(ParagraphForm.SUBJECT, (LetterRun("S"),)),
                LetterParagraph(ParagraphForm.QUOTATION, (LetterRun("q more"),)),
                LetterParagraph(ParagraphForm.POINT, (LetterRun("x"),), "1."),
                LetterParagraph(ParagraphForm.POINT, (LetterRun("y"),), "12."),
                LetterParagraph(ParagraphForm.POINT, (LetterRun("z"),), "-"),
            ),
        ),
        (
            (ProsePiece("1. "), value("1. x")),
            (LetterParagraph(ParagraphForm.POINT, (LetterRun("1. x"),), "1."),),
        ),
    ],
)
def test_pieces_become_paragraphs(
    pieces: tuple[LetterPiece, ...], paragraphs: tuple[LetterParagraph, ...]
) -> None:
    assert letter_paragraphs(pieces) == paragraphs


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("a **b", 1),
        ("a\n\n\nb **c\nd\n\ne", 4),
        ("**a{{if track.A}} b** {{else}}c{{end}}", 1),
        ("{{if track.A}}\n\nx **y{{end}}", 3),
        ("**a\n\nb**", 1),
    ],
)
def test_bold_words_end_in_their_paragraph_and_branch(body: str, line: int) -> None:
    with pytest.raises(Invalid) as caught:
        check_marks(parse_letter(body))
    assert caught.value.row == f"line {line}"
    assert "**" in str(caught.value.remedy)


@pytest.mark.parametrize("body", ["**a {{hold.at}}** b", "a **{{if track.A}}x{{end}}** c", ""])
def test_bold_words_may_hold_fields_and_whole_conditions(body: str) -> None:
    check_marks(parse_letter(body))
