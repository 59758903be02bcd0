"""Names taken apart."""

import pytest

from landwaiter.screening import normalised
from landwaiter.screening.name import parse
from landwaiter.screening.rarity import Rarity


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Romashka Ltd", ("ltd",)),
        ("Romashka Co., Limited", ("ltd",)),
        ("ООО Ромашка", ("llc",)),
        ("Общество с ограниченной ответственностью «Ромашка»", ("llc",)),
        ("Romashka Limited Liability Company", ("llc",)),
        ("Romashka Limited Liabilty Company", ("llc",)),
        ("АО Ромашка", ("jsc",)),
        ("Romashka PJSC", ("jsc",)),
        ("Romashka S.A.", ("sa",)),
        ("Romashka Sp. z o.o.", ("spzoo",)),
        ("Romashka G.m.b.H.", ("gmbh",)),
        ("Romashka A/S", ("as",)),
        ("罗马什卡有限公司", ("ltd",)),
    ],
)
def test_legal_forms_become_classes(name: str, forms: tuple[str, ...]) -> None:
    parsed = parse(name, "organisation")
    assert parsed.legal == forms
    assert len(parsed.words) == 1


def test_a_person_has_no_legal_form() -> None:
    assert parse("Sa Ab", "person").legal == ()


def test_normalised_sorts_the_words_of_a_person_only() -> None:
    assert normalised("Smith, John", "person") == normalised("JOHN SMITH", "person")
    assert normalised("Bank of Acme", "organisation") != normalised("Acme of Bank", "organisation")


def test_normalised_leaves_out_legal_forms_and_spells_out_abbreviations() -> None:
    assert normalised("Acme Tech. Univ., Ltd.", "organisation") == "acme technology university"


def test_a_cyrillic_letter_with_breve_keeps_its_sound() -> None:
    assert normalised("Андре\u0438\u0306", "person") == "andrey"


def test_names_run_together_are_parted() -> None:
    assert normalised("ГОРОБЦОВ ГеннадийВасильевич", None) == "gorobtsov gennadiy vasilevich"


def test_surnames_of_two_characters_stay_whole() -> None:
    assert normalised("欧阳娜娜", "person") == "nana ouyang"


def test_words_seen_often_weigh_less_and_never_more_than_the_prior() -> None:
    rare, common, generic = parse("qazplus zemlya trading", "organisation").words
    rarity = Rarity({"qazplus": 1, "zemlya": 900, "trading": 1}, names=1_000_000)
    assert rarity.weight(rare) == 1000
    assert 400 < rarity.weight(common) < 600
    assert rarity.weight(generic) == Rarity().weight(generic) < 200
