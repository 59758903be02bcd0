"""The embargo matrix: what speaks on a day, whose practice decides, and which answer counts."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.domain.builders import a_case, a_declaration, an_item, some_facts
from tests.domain.packs import inline, shipped

from landwaiter.domain.flags.annexes import act_number
from landwaiter.domain.flags.embargo.item_groups import groups_of
from landwaiter.domain.flags.embargo.item_standings import ItemStanding, item_standings
from landwaiter.domain.flags.embargo.matrix import (
    MatrixCell,
    Standing,
    matrix,
    practice_key,
    strictest,
)
from landwaiter.domain.flags.view import View
from landwaiter.domain.intake.declaration import Item
from landwaiter.domain.law.pack import Pack

PACKS = {name: shipped(name) for name in ("embargo_matrix", "item_groups")}
CHINA = practice_key("CN-1989", "CN", "military")


def cells_of(instrument: str, on: date, **practice: str) -> list[MatrixCell]:
    return [one for one in matrix(PACKS, practice, on) if one.instrument == instrument]


def view_of(country: str, *annexes: Pack, item: Item | None = None, **changes: Any) -> View:
    declared = a_declaration(country_destination=country, items=(item or an_item(),), **changes)
    packs = {**PACKS, **{annex.id: annex for annex in annexes}}
    return View(some_facts(a_case(declaration=declared), packs=packs))


def standing(country: str, **changes: Any) -> ItemStanding:
    (found,) = item_standings(view_of(country, **changes), {})
    return found


def test_a_declaration_says_nothing_before_its_day() -> None:
    assert not cells_of("CN-1989", date(1989, 6, 26))
    assert cells_of("CN-1989", date(1989, 6, 27))


def test_hong_kong_is_scrutinised_from_its_day_and_never_forbidden() -> None:
    assert not cells_of("HK-2020", date(2020, 7, 27))
    found = {cell.standing for cell in cells_of("HK-2020", date(2020, 7, 28))}
    assert found == {Standing.CASE_BY_CASE}


def test_a_practice_that_nobody_stated_is_unstated() -> None:
    (cell,) = (c for c in cells_of("CN-1989", date(2026, 1, 1)) if c.practice == CHINA)
    assert (cell.standing, cell.is_set) == (Standing.UNSTATED, False)


@pytest.mark.parametrize("answer", ["prohibited", "case by case", "permitted"])
def test_the_practice_of_the_state_decides_its_cell_alone(answer: str) -> None:
    cells = cells_of("CN-1989", date(2026, 1, 1), **{CHINA: answer})
    said = {cell.practice: cell for cell in cells}
    assert (said[CHINA].standing, said[CHINA].is_set) == (Standing(answer), True)
    assert all(not cell.is_set for key, cell in said.items() if key != CHINA)


def test_where_two_speak_the_stricter_counts() -> None:
    cells = [*cells_of("HK-2020", date(2026, 1, 1)), *cells_of("REG-833-2014", date(2026, 1, 1))]
    assert strictest(cells) is Standing.PROHIBITED


def test_what_nothing_speaks_of_is_unstated_and_never_permitted() -> None:
    assert strictest(()) is Standing.UNSTATED


def test_an_annex_1_item_to_russia_is_prohibited_and_elsewhere_case_by_case() -> None:
    assert standing("RU").standing is Standing.PROHIBITED
    assert standing("CN").standing is Standing.CASE_BY_CASE
    assert [group.id for group in standing("CN").groups] == ["dual_use", "high_priority"]


def test_transit_counts_by_the_countries_on_the_way() -> None:
    through = standing("KZ", country_routing=("PL", "RU", "KZ"))
    assert through.standing is Standing.PROHIBITED
    assert {cell.way for cell in through.cells} == {"export", "transit"}
    assert standing("KZ").standing is Standing.CASE_BY_CASE


def test_of_non_union_goods_in_transit_an_act_speaks_by_its_own_row_alone() -> None:
    found = standing("RU", type="T1")
    by_way = {(cell.title, cell.way): cell for cell in found.cells}
    export = by_way["Reg. (EU) 2021/821", "export"]
    assert (export.standing, export.source) == (Standing.NOT_APPLICABLE, "Art. 3(1)")
    own = by_way["Reg. (EU) 2021/821", "transit T1"]
    assert (own.standing, own.source) == (Standing.CASE_BY_CASE, "Art. 7(1) to (3)")
    assert export.absent_because.endswith(own.note)
    other = by_way["Reg. (EU) No 833/2014 (Russia)", "export"]
    assert (other.standing, other.absent_because) == (Standing.PROHIBITED, "")
    assert found.standing is Standing.PROHIBITED


def test_the_row_on_non_union_goods_is_silent_on_an_export() -> None:
    assert {cell.way for cell in standing("CN").cells} == {"export"}
    assert all(cell.standing is not Standing.NOT_APPLICABLE for cell in standing("CN").cells)


def test_what_is_not_applicable_counts_for_nothing() -> None:
    (cell, *_others) = (c for c in standing("CN", type="T1").cells if c.absent_because)
    assert strictest([cell]) is Standing.UNSTATED


def test_goods_in_no_group_are_unstated() -> None:
    found = standing("RU", item=an_item(cn="94036000", description="wooden garden chairs"))
    assert (found.standing, found.groups, found.cells) == (Standing.UNSTATED, (), ())


def test_a_loaded_goods_annex_speaks_from_its_day() -> None:
    annex = inline(
        "embargo_annexes",
        "goods_annex",
        {
            "instrument": "REG-267-2012",
            "annex": "I",
            "heading": "8457 10",
            "cn": "845710",
            "destination": "BR",
            "standing": "prohibited",
            "valid_from": "2026-03-01",
        },
    )
    view = view_of("BR", annex)
    (found,) = item_standings(view, {})
    assert found.standing is Standing.PROHIBITED
    early = View(replace(view.facts, as_of=date(2026, 2, 28)))
    assert item_standings(early, {})[0].standing is not Standing.PROHIBITED


def annex_with_part(standing: str = "prohibited") -> Pack:
    return inline(
        "embargo_annexes",
        "goods_annex",
        {
            "instrument": "REG-267-2012",
            "annex": "I",
            "description": "with five axes",
            "cn8": "84571010",
            "destination": "BR",
            "standing": standing,
            "part": "y",
        },
    )


def test_a_part_of_a_heading_does_not_make_the_whole_heading_prohibited() -> None:
    whole = replace(annex_with_part(), rows=({**annex_with_part().rows[0], "part": ""},))
    assert item_standings(view_of("BR", whole), {})[0].standing is Standing.PROHIBITED
    (found,) = item_standings(view_of("BR", annex_with_part()), {})
    assert found.standing is not Standing.PROHIBITED
    (cell,) = (one for one in found.cells if one.instrument == "REG-267-2012")
    assert (cell.standing, cell.note) == (
        Standing.UNSTATED,
        "Only a part of heading 84571010; of that part the act says: prohibited. with five axes",
    )


def test_whether_a_line_is_in_an_annex_that_names_a_part_of_its_heading_is_open() -> None:
    view = view_of("BR", annex_with_part())
    (line,) = view.goods
    assert view.in_annex(line, "embargo_annexes") is None
    assert view.may_be_in_annex(line, "embargo_annexes") is True
    assert view.in_annex(line, "embargo_annexes", "II") is False


def test_every_row_names_its_source_and_how_far_it_was_read() -> None:
    for cell in matrix(PACKS, {}):
        assert cell.source
        assert cell.trust in {"transcribed", "secondary source", "own knowledge", "not read"}


ANNEX_VII = {"annex": "VII", "hs6": "845710", "valid_from": "2022-03-01"}


def annex_vii(pack: str, instrument: str) -> Pack:
    return inline(pack, "goods_annex", {"instrument": instrument, **ANNEX_VII})


@pytest.mark.parametrize("written", ["833/2014", "Regulation (EU) No 833/2014", "REG-833-2014", ""])
def test_an_annex_answers_for_its_own_act_however_the_act_is_written(written: str) -> None:
    view = view_of("RU", annex_vii("eu_833_annexes", written), item=an_item(cn="84571010"))
    assert "advanced_technology" in {group.id for group in groups_of(view, view.goods[0])}


def test_annex_vii_of_one_act_never_answers_for_that_of_another() -> None:
    view = view_of("RU", annex_vii("embargo_annexes", "2017/1509"), item=an_item(cn="84571010"))
    assert "advanced_technology" not in {group.id for group in groups_of(view, view.goods[0])}


def test_every_group_by_an_annex_names_the_act_as_well() -> None:
    named = [row["value"] for row in PACKS["item_groups"].rows if row["by"] == "annex"]
    assert named
    assert all(act_number(value) for value in named)
