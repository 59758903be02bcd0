"""Forms of one word in the language of a term."""

import pytest

from landwaiter.domain.goods.classification.inflection import may_be_forms


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("balls", "ball", "en"),
        ("lenses", "lens", "en"),
        ("balles", "balle", "fr"),
        ("boote", "boot", "de"),
        ("minen", "mine", "de"),
        ("bomb", "bomba", "pl"),
        ("bombe", "bomba", "it"),
        ("минами", "мина", "ru"),
        ("ball", "ball", "fr"),
    ],
)
def test_inflected_forms_are_one_word(one: str, other: str, language: str) -> None:
    assert may_be_forms(one, other, language)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("ball", "balle", "fr"),
        ("balls", "balle", "fr"),
        ("blinds", "blinde", "fr"),
        ("bales", "bala", "es"),
        ("granaty", "granate", "de"),
        ("mine", "mina", "es"),
    ],
)
def test_what_no_ending_of_the_language_explains_is_another_word(
    one: str, other: str, language: str
) -> None:
    assert not may_be_forms(one, other, language)
