"""The goals for trade lines: top five from the description alone, and with a commodity code."""

import csv
from pathlib import Path

import pytest
from tests.benchmarks.classification.strata import LINES, SECOND_LINES, THIRD_LINES, trade_lines
from tests.domain.packs import shipped

from landwaiter.domain.goods.candidates import classify

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


OF_OTHER_TRADES = (
    *("footballs", "Ball bearings of steel, greased", "ball pens", "6 mm BB", "tubes 155 mm"),
    *("vegetable seeds", "toy pistols", "cable 5.56 mm2", "venetian blinds", "army boots"),
    *("toner cartridges", "cement mortar", "grenades fruits frais", "green tea, gunpowder"),
    *("Bleistiftminen", "Druckerpatronen", "cartouches d'encre", "granaty świeże, owoc"),
    *("minas para lápices", "bombas de agua", "гранатовый сок", "спортивный снаряд", "打印机墨盒"),
    *("fire-extinguishing grenades", "silencers for exhausts", "wooden blinds", "bath bomb"),
)
"""Goods whose names are words of arms in another trade, another language or another unit."""
OF_ARMS = frozenset(
    {"2829", "3601", "3602", "8408", "8411", "8525", "8540", "8710", "8805", "8806", "8807", "8906"}
    | {"9005", "9013", *(f"93{number:02}" for number in range(1, 8))}
)
"""Headings whose own words name what the military list may mean, judged one by one."""


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


@pytest.mark.parametrize("text", OF_OTHER_TRADES)
def test_goods_of_another_trade_are_no_arms(text: str) -> None:
    found = [one for one in classify(text, PACKS) if one.list in {"cml", "atr"}]
    assert all(one.score < 500 for one in found), found


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("155 mm artillery shells", "ML3"),
        ("rounds 5.56 mm, ball", "ML3"),
        ("Ctg 9x19 FMJ", "ML3"),
        ("balles 9 mm, munition", "ML3"),
        ("mortars 81 mm with base plate", "ML2"),
        ("hand grenades, fragmentation", "ML4"),
        ("silencer for rifle", "ML1"),
        ("véhicule blindé 4x4", "ML6"),
        ("U-Boot, gebraucht", "ML9"),
    ],
)
def test_arms_called_by_such_words_are_still_met(text: str, head: str) -> None:
    assert [one.code for one in classify(text, PACKS) if one.score >= 500][:1] == [head]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Towed hydrophone streamer section, solid, 150 m", "6A001"),
        ("сейсмокоса буксируемая", "6A001"),
        ("Uncooled VOx LWIR camera core 640x512, 12 um", "6A003"),
        ("非制冷红外机芯 640", "6A003"),
        ("detektor mikrobolometryczny niechłodzony", "6A002"),
        ("FOG AHRS unit with RS-422", "7A103"),
        ("centrale inertielle à fibre optique", "7A003"),
        ("XCVU9P-2FLGA2104I, 40 pcs", "3A001"),
        ("rebreather CCR, 3 l", "8A002"),
        ("drogue parachute assy", "ML10"),
        ("Schleudersitz, überholt", "ML10"),
        ("spadochron hamujący", "ML10"),
    ],
)
def test_types_of_goods_are_met_as_the_trade_calls_them(text: str, head: str) -> None:
    assert head in [one.code for one in classify(text, PACKS)[:3]]


def test_of_the_nomenclature_only_headings_of_arms_read_like_arms(testdata: Path) -> None:
    with (testdata / "codes/hs2022_harmonized-system.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] == "6"]
    found = {
        row["hscode"][:4]
        for row in rows[::3]
        if any(
            one.list in {"cml", "atr"} and one.score >= 500
            for one in classify(row["description"], PACKS)
        )
    }
    assert found <= OF_ARMS, found - OF_ARMS
    assert len({"9301", "9302", "9303", "9305", "9306", "8710"} & found) >= 3


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
