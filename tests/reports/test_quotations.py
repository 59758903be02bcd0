"""A stored text is found where it is quoted, whatever the quotation does to its ends."""

import pytest

from landwaiter.domain.base.facts import Content
from landwaiter.i18n import capitalised, message
from landwaiter.reports.dossier.paper_reader import QuotedText
from landwaiter.reports.dossier.quotations import QuotedSearch, SaidText

NOTE, NAME = "goods left by the night gate", "Hold"


def classes(said: str, *texts: str) -> list[Content]:
    search = QuotedSearch(QuotedText(one, Content.DELIBERATION) for one in texts)
    return list(search.classes_in(said))


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        (NOTE, capitalised(NOTE)),
        (NOTE, NOTE.upper()),
        (NOTE, f"so “{NOTE}.”"),
        (NOTE, f"{NOTE}; and more"),
        (NOTE, "Goods left\n  by the\u00a0night gate."),
        (f"{NOTE}.", f"the {NOTE} again"),
        (f"“{NOTE}.”", NOTE),
        ("the ‘blue’ crate", "the 'blue' crate"),
        ("gate – by night", "gate - by night"),
        ("Größe der Kiste", "GRÖßE DER KISTE"),
        ("§ 5 of the act", "by § 5 of the Act"),
        ("deliberated", "Deliberated."),
        (NAME, "seen by HOLD"),
        ("ΟΔΟΣ ΕΡΜΟΥ", "οδος Ερμου"),
    ],
)
def test_a_text_is_found_where_it_is_quoted(stored: str, said: str) -> None:
    assert classes(said, stored) == [Content.DELIBERATION]
    assert SaidText(said).says(stored)


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        (NOTE, "goods left by the night gates"),
        (NOTE, "goods left by night"),
        (NAME, "the hold of the ship"),
        (NAME, "Holders"),
        ("…", "and so on …"),
        ("", "anything"),
    ],
)
def test_other_words_are_not(stored: str, said: str) -> None:
    assert classes(said, stored) == []


def test_of_two_that_begin_alike_the_whole_one_is_found() -> None:
    search = QuotedSearch(
        (QuotedText("the blue crate", Content.INTERNAL), QuotedText("the blue", Content.LEGAL))
    )
    assert list(search.classes_in("The blue crate; THE BLUE")) == [Content.INTERNAL, Content.LEGAL]


def test_a_source_is_found_within_a_longer_text_and_at_its_beginning() -> None:
    search = QuotedSearch(
        (
            QuotedText("bought at the blue yard by night", Content.BUSINESS),
            QuotedText("the blue yard", Content.SOURCE),
            QuotedText("bought at", Content.SOURCE),
        )
    )
    assert list(search.classes_in("Bought at the blue yard by night")) == [
        Content.BUSINESS,
        Content.SOURCE,
        Content.SOURCE,
    ]


def test_no_text_runs_across_a_part_that_is_let_out() -> None:
    search = QuotedSearch((QuotedText("goods left early", Content.INTERNAL),))
    assert list(search.classes_in("goods left quite early", ("quite",))) == []
    assert list(search.classes_in("Goods left early", ("quite",))) == [Content.INTERNAL]


def test_a_sentence_of_the_program_is_looked_through_in_both_its_languages() -> None:
    said = message({"m": "{x} again", "a": {"x": NOTE}})
    assert classes(said, NOTE) == [Content.DELIBERATION]
