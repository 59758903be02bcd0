"""Control codes: grammar vectors, canonical spelling, ladder of likeness."""

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest
from tests.domain.packs import shipped

from landwaiter.domain.law.control_codes import (
    Likeness,
    compare,
    head_of,
    is_open,
    is_under,
    likeness,
    number_or_code,
    order_of,
    parse,
    recognise,
    spelled_in,
    was_made_a_number,
    with_paragraphs,
)
from landwaiter.domain.law.pack_index import rows_by
from landwaiter.errors import Invalid

with (Path(__file__).parents[1] / "vectors" / "code_vectors.csv").open(encoding="utf-8") as _file:
    VECTORS = tuple(csv.DictReader(_file))
HEADS = frozenset(rows_by(shipped("annex1"), "code"))
GOOD = tuple((v["kind"], v["input"], v["normalised"]) for v in VECTORS if v["valid"] != "n")
BAD = tuple((v["kind"], v["input"]) for v in VECTORS if v["valid"] == "n")


@pytest.mark.parametrize(("list_id", "text", "code"), GOOD)
def test_a_good_vector_gets_its_canonical_spelling(list_id: str, text: str, code: str) -> None:
    assert parse(text, list_id).code == code


@pytest.mark.parametrize(("list_id", "text"), BAD)
def test_a_bad_vector_is_refused(list_id: str, text: str) -> None:
    with pytest.raises(Invalid) as fault:
        parse(text, list_id)
    assert fault.value.value == text


def test_a_code_without_head_in_the_edition_is_unknown_and_not_invalid() -> None:
    assert parse("2B999", "eu", heads=HEADS).known_head is False
    assert parse("2B001.b", "eu", heads=HEADS).known_head is True
    assert parse("2B001.b", "eu").known_head is None


@pytest.mark.parametrize("text", ["2B001..a", "2B0011", "2B001.aa", "2B001.b-2", ""])
def test_broken_levels_are_refused(text: str) -> None:
    with pytest.raises(Invalid):
        parse(text, "eu")


def test_an_unknown_list_is_refused() -> None:
    with pytest.raises(Invalid, match="no such control list"):
        parse("2B001", "wassenaar")


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("2B001.b.2", "2B001.b.2", Likeness.EQUAL),
        ("2B001.b", "2B001.b.2", Likeness.PREFIX),
        ("2B001.b.2", "2B001.b", Likeness.PREFIX),
        ("1C350.1", "1C350.14", Likeness.HEAD),
        ("2B001", "2B001.b", Likeness.HEAD),
        ("2B001.a", "2B001.b", Likeness.HEAD),
        ("2B001", "2B201", Likeness.NONE),
    ],
)
def test_likeness_climbs_the_ladder(one: str, other: str, likeness: Likeness) -> None:
    assert compare(parse(one, "eu"), parse(other, "eu")) is likeness


@pytest.mark.parametrize(("list_id", "text", "code"), GOOD)
def test_the_head_of_a_canonical_spelling_is_that_of_its_parts(
    list_id: str, text: str, code: str
) -> None:
    assert head_of(code) == parse(text, list_id).head


def test_entries_of_annex_vii_meet_by_their_whole_head() -> None:
    assert likeness("X.A.III.101.b", "X.A.III.101.b.1") is Likeness.PREFIX
    assert likeness("X.A.III.101", "X.A.III.101.b") is Likeness.HEAD
    assert likeness("X.A.III.101", "X.A.IV.101") is Likeness.NONE


def test_a_code_is_under_an_entry_or_leaves_it_open() -> None:
    assert is_under("2B001.b.2", "2B001.b")
    assert is_under("2B001.b", "2B001.b")
    assert not is_under("1C350.14", "1C350.1")
    assert is_open("2B001", "2B001.b")
    assert not is_open("2B001.b", "2B001.b")
    assert not is_open("1C350.1", "1C350.14")


def test_the_same_string_of_two_lists_is_not_alike() -> None:
    assert compare(parse("5A002", "eu"), parse("5A002", "us")) is Likeness.NONE


@pytest.mark.parametrize(
    ("text", "list_id"),
    [
        ("2B350i", "eu"),
        ("5A902", "national"),
        ("EAR99", "us"),
        ("ML15.d", "cml"),
        ("X.A.III.101.b.1", "ru-annex-vii"),
    ],
)
def test_a_code_is_recognised_in_its_list(text: str, list_id: str) -> None:
    found = recognise(text, heads=HEADS)
    assert found is not None
    assert found.list == list_id


def test_words_are_no_code() -> None:
    assert recognise("machine tool", heads=HEADS) is None


def test_every_code_of_the_correlation_pack_parses_and_has_its_head() -> None:
    for row in shipped("hs_control").rows:
        heads = HEADS if row["list"] == "eu" else None
        assert parse(row["control_code"], row["list"], heads=heads).known_head is not False


@pytest.mark.parametrize(
    ("text", "list_id"),
    [
        ("ML9", "cml"),
        ("ml 15.d", "cml"),
        ("X.A.III.101", "ru-annex-vii"),
        ("2B001.b.2", "eu"),
        ("9E003", "eu"),
        ("ML23", "eu"),
        ("drill", "eu"),
    ],
)
def test_a_code_that_one_list_alone_can_have_names_that_list(text: str, list_id: str) -> None:
    assert spelled_in(text) == list_id


def test_a_code_is_parsed_in_the_list_of_its_spelling_where_none_is_named() -> None:
    assert parse("ml9b3") == parse("ML9.b.3", "cml")
    assert parse("9E003").list == "eu"


@pytest.mark.parametrize("code", ["9E003", "1E001", "3E230", "9e003"])
def test_a_code_that_looks_like_a_number_is_none(code: str) -> None:
    assert json.loads(f'["{code}", {code}]', parse_float=number_or_code) == [code, code]


@pytest.mark.parametrize("number", ["1.5e3", "0.1", "2E-5", "9E+03", "1e5"])
def test_a_number_of_a_json_text_is_exact(number: str) -> None:
    assert json.loads(number, parse_float=number_or_code) == Decimal(number)


@pytest.mark.parametrize("text", ["9E+03", "9.00E+03", "9,00e+03", "3E+230"])
def test_what_a_spreadsheet_makes_of_a_code_is_told(text: str) -> None:
    assert was_made_a_number(text)


@pytest.mark.parametrize("text", ["9E003", "2B001", "9000", "ML9.b"])
def test_a_code_as_text_is_not_taken_for_a_made_number(text: str) -> None:
    assert not was_made_a_number(text)


def test_codes_are_ordered_by_their_figures() -> None:
    codes = ["ML10", "ML9.b", "ML9", "2B350.a.10", "2B350.a.2", "9E003"]
    assert sorted(codes, key=order_of) == [
        "2B350.a.2", "2B350.a.10", "9E003", "ML9", "ML9.b", "ML10",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "codes", "shown"),
    [
        ("2B350", ("2B350.a",), "2B350 (a)"),
        ("ML9", ("ML9.b.3", "ML9.b.4"), "ML9 (b.3, b.4)"),
        ("X.A.III.101", ("X.A.III.101.a",), "X.A.III.101 (a)"),
        ("2B001", (), "2B001"),
    ],
)
def test_paragraphs_stand_in_brackets_behind_the_head(
    head: str, codes: tuple[str, ...], shown: str
) -> None:
    assert with_paragraphs(head, codes) == shown
