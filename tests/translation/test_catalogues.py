"""The catalogues have the texts of today, all of them, and no other."""

import ast
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from installer.translations import catalogues, compiled, faults, read, write
from tests.translation import said
from tests.translation.said import missed

from landwaiter.domain.base.terms import low
from landwaiter.i18n import _, catalogue_of, plural, speaking
from landwaiter.services.base.wording import shown_status


@pytest.fixture(scope="module")
def wanted(today: Catalog) -> frozenset[tuple[str, ...]]:
    return _ids(today)


def _ids(catalog: Catalog) -> frozenset[tuple[str, ...]]:
    """Of each message, with both of what counts."""
    return frozenset(
        (one.id,) if isinstance(one.id, str) else tuple(one.id) for one in catalog if one.id
    )


@pytest.mark.parametrize("path", tuple(catalogues()), ids=lambda path: path.parts[-3])
def test_a_catalogue_has_the_texts_of_today(path: Path, wanted: frozenset[tuple[str, ...]]) -> None:
    """`python -m installer.translations extract` brings it up to date."""
    assert _ids(read(path)) == wanted


@pytest.mark.parametrize("path", tuple(catalogues()), ids=lambda path: path.parts[-3])
def test_a_catalogue_is_whole(path: Path, today: Catalog) -> None:
    """Nothing is missing or fuzzy, places are those of English, labels are short enough."""
    assert list(faults(read(path), today)) == []


def _other(one: Message, text: str) -> Catalog:
    """A catalogue for a message alone, translated so."""
    made = Catalog(locale="pl")
    made.add(one.id, (text,) * 3 if isinstance(one.id, tuple) else text)
    return made


@pytest.mark.parametrize(
    ("ids", "text", "fault"),
    [
        ("Held since {day}.", "", "missing"),
        ("Held since {day}.", "Od dnia.", "other places"),
        ("Held since {day}.", "Od {day}. ", "other blanks"),
        ("Open…", "Otwórz to natychmiast i bez zwłoki…", "characters"),
        (("{n} hit", "{n} hits"), "trafienia", "other places"),
    ],
)
def test_what_is_wrong_with_a_translation_is_told(
    ids: str | tuple[str, str], text: str, fault: str
) -> None:
    one = Message(ids)
    only = Catalog()
    only.add(ids)
    found = list(faults(_other(one, text), only))
    assert any(fault in said for said in found), found


def test_a_fuzzy_translation_is_told() -> None:
    only, made = Catalog(), Catalog(locale="pl")
    only.add("Hits")
    made.add("Hits", "Trafienia", flags=["fuzzy"])
    assert [one for one in faults(made, only) if one.startswith("fuzzy")] == ["fuzzy: 'Hits'"]


def test_a_compiled_catalogue_has_countries_figures_and_counts(tmp_path: Path) -> None:
    folder = tmp_path / "pl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    made = Catalog(locale="pl")
    made.add("No hits.", "Brak trafień.")
    made.add(("{n} hit", "{n} hits"), ("{n} trafienie", "{n} trafienia", "{n} trafień"))
    write(made, folder / "landwaiter.po")
    (folder / "landwaiter.mo").write_bytes(compiled(folder / "landwaiter.po"))
    polish = catalogue_of(folder / "landwaiter.mo")
    with speaking(polish):
        assert _("No hits.") == "Brak trafień."
        assert _("Germany") == "Niemcy"
        said = [plural(n, "{n} hit", "{n} hits") for n in (1, 2, 5, 22, 12345)]
        assert said == [
            "1 trafienie", "2 trafienia", "5 trafień", "22 trafienia", "12\u00a0345 trafień"
        ]  # fmt: skip


def test_what_is_said_and_not_gathered_is_noted() -> None:
    shown_status("a_term_that_nobody_gathered", date(2026, 2, 3))
    assert list(missed()) == ["a term that nobody gathered"]


def test_what_is_gathered_is_not_noted() -> None:
    low("not_presented")
    assert not missed()


def test_what_counts_has_one_text_for_many_to_a_text_for_one() -> None:
    """A catalogue knows it by the first: another second one would never be found in it."""
    many: dict[str, set[str]] = {}
    for file in Path(said.PACKAGE).rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or getattr(call.func, "id", "") != "plural":
                continue
            texts = [str(one.value) for one in call.args if isinstance(one, ast.Constant)]
            if len(texts) > 1:
                many.setdefault(texts[-2], set()).add(texts[-1])
    assert many
    assert {one: texts for one, texts in many.items() if len(texts) > 1} == {}
