"""Control lists as trees: paths, order, search, and lists that are never mixed up."""

import json
from pathlib import Path

import pytest
from tests.domain.packs import inline, shipped

from landwaiter.domain.law.control_codes import Likeness, compare, parse
from landwaiter.domain.law.control_tree import path_of, search, trees

ANNEX, MILITARY = shipped("annex1"), shipped("cml")
TEXT = inline(
    "annex1_text",
    "control_text",
    {"list": "eu", "code": "2B001", "kind": "entry", "text": "Machine tools"},
    {"list": "eu", "code": "2B001.b", "kind": "entry", "text": "for milling, with axes"},
    {"list": "eu", "code": "2B001.b.2", "kind": "entry", "text": "five axes or more"},
    {"list": "eu", "code": "2B001", "kind": "note", "text": "Spectacle frames are elsewhere."},
)
US = inline(
    "us_ccl",
    "control_text",
    {"list": "us", "code": "2B001", "title": "Machine tools of another list", "text": ""},
    {"list": "us", "code": "3A991", "title": "Electronic devices", "text": ""},
)
PACKS = {pack.id: pack for pack in (ANNEX, MILITARY, TEXT, US)}


@pytest.mark.parametrize(
    ("name", "code", "path"),
    [
        ("eu", "2B001", ("2", "2B")),
        ("eu", "2B001.b.2", ("2", "2B", "2B001", "2B001.b")),
        ("cml", "ML9", ()),
        ("cml", "ML9.a.1", ("ML9", "ML9.a")),
        ("ru-annex-vii", "X.A.III.101.b", ("X.A.III.101",)),
    ],
)
def test_a_code_knows_what_stands_above_it(name: str, code: str, path: tuple[str, ...]) -> None:
    assert path_of(name, code) == path


def test_every_entry_is_reached_from_the_top_once() -> None:
    for tree in trees(PACKS).values():
        reached: list[str] = []
        waiting = [*tree.below[""]]
        while waiting:
            code = waiting.pop()
            reached.append(code)
            waiting += tree.below.get(code, ())
        assert sorted(reached) == sorted(tree.nodes)


def test_a_text_is_laid_over_the_heads_with_its_notes() -> None:
    node = trees(PACKS)["eu"].nodes["2B001"]
    assert node.title == next(row["title"] for row in ANNEX.rows if row["code"] == "2B001")
    assert (node.text, node.notes) == ("Machine tools", ("Spectacle frames are elsewhere.",))


def test_figures_are_ordered_as_figures() -> None:
    below = trees(PACKS)["cml"].below[""]
    assert below.index("ML9") < below.index("ML10")


def test_the_same_string_on_two_lists_is_two_entries() -> None:
    found = search(trees(PACKS).values(), "2B001")
    assert {(one.list, one.code) for one in found[:2]} == {("eu", "2B001"), ("us", "2B001")}
    assert found[0].title != found[1].title


@pytest.mark.parametrize("text", ["2b001 b", "2B001b", "2B001.b"])
def test_a_code_is_found_however_it_is_spelled(text: str) -> None:
    assert search([trees(PACKS)["eu"]], text)[0].code == "2B001.b"


def test_a_paragraph_that_no_row_has_is_answered_with_what_stands_above_it() -> None:
    found = search(trees({name: shipped(name) for name in ("annex1", "cml")}).values(), "ML9.b")
    assert [(one.list, one.code) for one in found] == [("cml", "ML9")]


def test_every_word_must_be_met_and_titles_come_first() -> None:
    found = search([trees(PACKS)["eu"]], "machine tools")
    titles = ["machine tools" in one.title.casefold() for one in found]
    assert titles == sorted(titles, reverse=True)
    assert "2B001" in {one.code for one in found}
    assert search([trees(PACKS)["eu"]], "machine unicorns") == ()
    assert search([trees(PACKS)["eu"]], "  ") == ()


def test_notes_are_searched_too() -> None:
    assert [one.code for one in search([trees(PACKS)["eu"]], "spectacle frames")] == ["2B001"]


def test_codes_of_annex_1_and_of_the_us_list_never_compare(testdata: Path) -> None:
    """On every code that both have: 2B001 of one is not 2B001 of the other."""
    whole = (testdata / "controls" / "us_ccl_parsed_full.json").read_text(encoding="utf-8")
    heads = {row["code"] for row in ANNEX.rows}
    shared = {code for code in heads if f'"{code}"' in whole}
    assert len(shared) > 200
    assert isinstance(json.loads(whole), list)
    for code in heads:
        assert compare(parse(code, "eu"), parse(code, "us")) is Likeness.NONE
        assert compare(parse(code, "eu"), parse(f"{code}.a", "eu")) is Likeness.HEAD
