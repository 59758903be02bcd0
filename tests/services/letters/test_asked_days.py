"""A question that asks by a past day in its own words: who writes is told of it."""

from datetime import date

import pytest
from tests.services.letters.letter_office import drafted, with_texts
from tests.services.sample_office import Office

from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.services.letters.asked_days import past_terms

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    "question",
    [
        "Send it by 20 November 2026",
        "Send it by the 20th November 2026, please",
        "Send it no later than Nov 20, 2026",
        "Send it before 2026-11-20",
        "Bitte bis zum 20. November 2026",
        "bis 20.11.2026",
        "Prosimy do dnia 20 listopada 2026 r.",
        "Envoyez-le avant le 20 novembre 2026",
        "Envíelo antes del 20 de noviembre de 2026",
        "Entro il 20 novembre 2026",
    ],
)
def test_a_term_that_is_past_is_told_with_its_words(question: str) -> None:
    (told,) = past_terms((("3", question, "", ""),), TODAY)
    assert told.startswith("Question 3 says “")
    assert "20" in told


@pytest.mark.parametrize(
    "question",
    [
        "The invoice of 20 November 2026",
        "Send it by 30 November 2026",
        "Send it by 20 November",
        "Send it by 31 November 2026",
        "standby 20 November 2026",
        "by 12 pieces",
    ],
)
def test_another_day_is_not(question: str) -> None:
    assert past_terms((("1", question, "", ""),), TODAY) == ()


def test_it_is_told_beside_the_letter_and_not_in_it(office: Office) -> None:
    with_texts(office)
    row = "Send the contract by 20 March 2026 | | contract"
    draft = drafted(office, LetterKind.INFORMATION, rows=(row,))
    (told,) = draft.remarks
    assert "by 20 March 2026" in told
    assert told not in draft.notes
