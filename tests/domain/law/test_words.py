"""Word lists: whole words, endings, Chinese phrases, harmless phrases."""

import pytest
from tests.domain.packs import inline, shipped

from landwaiter.domain.law.word_lists import folded, found_words, has_han, only_words_of, same_name

PACK = inline(
    "vocabulary",
    "vocabulary",
    {"set": "wmd", "language": "en", "word": "virus"},
    {"set": "wmd", "language": "en", "word": "nuclear*"},
    {"set": "wmd", "language": "zh", "word": "重水"},
    {"set": "wmd", "language": "en", "word": "gas centrifuge*"},
    {"set": "wmd_false", "language": "en", "word": "nuclear medicine"},
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Virus samples", ("virus",)),
        ("antivirus software", ()),
        ("nuclear medicine", ()),
        ("nuclear medicine and nuclear fuel", ("nuclear",)),
        ("gas-centrifuges", ("gas centrifuges",)),
        ("生产重水的设备", ("重水",)),
        ("", ()),
        (None, ()),
    ],
)
def test_words_are_met_whole(text: str | None, words: tuple[str, ...]) -> None:
    assert found_words(PACK, "wmd", text) == words


def test_an_unknown_list_meets_nothing() -> None:
    assert found_words(PACK, "military", "navy") == ()


def test_a_text_of_listed_words_alone_is_told() -> None:
    assert only_words_of(PACK, "wmd", "Virus, VIRUS")
    assert not only_words_of(PACK, "wmd", "virus culture")


def test_names_are_the_same_but_for_case_and_marks() -> None:
    assert same_name("Sp. z o.o. Wisła", "SP Z O O  wisła")
    assert not same_name("Wisła", "Wisla")
    assert not same_name(None, None)


def test_full_width_letters_fold() -> None:
    assert folded("ＡＢＣ－１") == "abc 1"


def test_han_is_told_from_other_scripts() -> None:
    assert has_han("A 水")
    assert not has_han("вода")


def test_every_listed_phrase_is_met_in_a_sentence() -> None:
    """The quick look at the words of a text never hides a phrase that is there."""
    vocabulary = shipped("vocabulary")
    for row in vocabulary.rows:
        if row["set"].endswith("_false"):
            continue
        phrase = row["word"].replace("*", "ing")
        alone = found_words(vocabulary, row["set"], f"12 pcs {phrase}, lot 7")
        harmless = f"{row['set']}_false" in {one["set"] for one in vocabulary.rows}
        assert alone or harmless, phrase


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("free_zone", "Bishkek free economic zone", ("free economic zone",)),
        ("free_zone", "СЭЗ «Бишкек»", ("сэз",)),
        ("free_zone", "Zone 4, Bishkek", ()),
        (
            "internal_repression",
            "Patrol boats for marine police",
            ("patrol boats", "marine police"),
        ),
        ("firearms", "airsoft pistols, 6 mm BB", ()),
        ("firearms", "toy pistol", ()),
        ("firearms", "airsoft pistol and hunting rifle", ("hunting rifle",)),
    ],
)
def test_the_shipped_lists_meet_what_they_mean(
    name: str, text: str, words: tuple[str, ...]
) -> None:
    assert found_words(shipped("vocabulary"), name, text) == words
