"""The goals for trade lines: top five from the description alone, and with a commodity code."""

from pathlib import Path

import pytest
from tests.benchmarks.classification.strata import LINES, SECOND_LINES, THIRD_LINES, trade_lines
from tests.domain.packs import shipped

from landwaiter.domain.candidates import classify

PACKS = {
    pack_id: shipped(pack_id)
    for pack_id in (*("annex1", "cml", "hs_control", "glossary"), *("trade_words", "substances"))
}
LANGUAGES = ("de", "en", "fr", "pl", "ru", "zh")
MORE_LANGUAGES = ("cs", "es", "it", "nl")
EVERYDAY = (
    *(
        "cotton t-shirts size L",
        "wooden kitchen table",
        "toy drone for children",
        "Schokolade 100 g",
    ),
    *("laser printer toner cartridge", "roulement de roue vélo", "детская игрушка", "儿童玩具"),
    *("cartuccia toner per stampante", "pistola giocattolo", "bomba de agua de cocina"),
    *("inktpatronen voor printer", "speelgoed tank", "dětské jízdní kolo", "úhlová bruska"),
)


def recall(lines: list[tuple[str, str | None, tuple[str, ...]]]) -> float:
    hits = sum(
        bool({one.code for one in classify(text, PACKS, cn=cn)[:5]} & set(heads))
        for text, cn, heads in lines
    )
    return hits / len(lines)


@pytest.mark.parametrize(
    ("path", "language"),
    [
        *((path, language) for path in (LINES, SECOND_LINES) for language in LANGUAGES),
        *((THIRD_LINES, language) for language in (*LANGUAGES, *MORE_LANGUAGES)),
    ],
    ids=lambda one: one.stem if isinstance(one, Path) else one,
)
def test_the_goal_from_the_description_alone_holds_in_each_language(
    path: Path, language: str
) -> None:
    lines = [one for one in trade_lines(path) if one.language == language]
    assert recall([(one.text, None, one.heads) for one in lines]) >= 0.85


@pytest.mark.parametrize("path", [LINES, THIRD_LINES], ids=lambda one: one.stem)
def test_the_goal_with_a_commodity_code_holds(path: Path) -> None:
    lines = [one for one in trade_lines(path) if one.cn]
    assert recall([(one.text, one.cn, one.heads) for one in lines]) >= 0.97


@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_goods_are_no_strong_candidates(text: str) -> None:
    assert all(one.score < 600 for one in classify(text, PACKS))


def test_every_head_has_terms() -> None:
    heads = {row["code"] for pack_id in ("annex1", "cml") for row in PACKS[pack_id].rows}
    named = {row["head"] for row in PACKS["glossary"].rows if row["kind"] != "not"}
    assert heads <= named


def test_the_heads_of_goods_have_terms_in_six_languages() -> None:
    languages: dict[str, set[str]] = {}
    for row in PACKS["glossary"].rows:
        languages.setdefault(row["head"], set()).add(row["language"])
    goods = {row["code"] for row in PACKS["annex1"].rows if row["group"] in "ABC"}
    assert {head for head in goods if not set(LANGUAGES) <= languages[head]} == set()
