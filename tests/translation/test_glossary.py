"""The glossary: each term in each language, with its article where it has one, and its trust."""

import csv
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from landwaiter import i18n

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "glossary"
LANGUAGES = ("pl", "de", "fr", "es", "it")
LEAST = 250
"""Terms of law and customs, each with its article."""
Row = Mapping[str, str]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    with (FOLDER / "terms.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_it_has_the_languages_of_the_program(rows: list[Row]) -> None:
    assert {"en", *LANGUAGES} == set(i18n.languages())
    assert set(LANGUAGES) < rows[0].keys()


def test_enough_terms_have_their_article(rows: list[Row]) -> None:
    of_law = [row for row in rows if any(sign.isalpha() for sign in row["article"])]
    assert len(of_law) >= LEAST


def test_each_term_has_a_word_in_each_language_and_its_trust(rows: list[Row]) -> None:
    for row in rows:
        assert [one for one in ("term", *LANGUAGES) if not row[one].strip()] == [], row["term"]
        assert row["trust"] == "own knowledge", row["term"]


def test_no_term_stands_twice_in_one_sense(rows: list[Row]) -> None:
    counted = Counter((row["term"], row["context"]) for row in rows)
    assert [one for one, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("page", ["glossary/README.md", "manual/languages.md"])
def test_the_manual_says_that_they_are_own_knowledge(page: str) -> None:
    said = (FOLDER.parent / page).read_text(encoding="utf-8")
    assert "own knowledge" in said
