"""The dossier keeps its bytes."""

import json
from dataclasses import replace

import pytest
from tests.reports.builders import a_dossier, a_rich_dossier, a_table

from landwaiter.canonical import sha256_hex
from landwaiter.domain.base.facts import Content
from landwaiter.errors import Invalid
from landwaiter.reports.dossier.dossier import CellType, Dossier, classed_as


def test_a_stored_dossier_comes_back_equal_and_with_the_same_bytes() -> None:
    dossier = a_rich_dossier()
    again = Dossier.from_bytes(dossier.canonical())
    assert again == dossier
    assert again.canonical() == dossier.canonical()


def test_fields_that_hold_their_default_are_not_in_the_bytes() -> None:
    plain = json.loads(a_dossier().canonical())
    assert "closing" not in plain
    assert plain["v"] == 1


def test_the_hash_is_that_of_the_canonical_bytes() -> None:
    dossier = a_dossier()
    assert dossier.sha256() == sha256_hex(dossier.canonical())


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"v": 2}, "v"),
        ({"made_at": "2026-04-14T09:10:00"}, "made_at"),
        ({"made_at": 5}, "made_at"),
        ({"sample": "yes"}, "sample"),
        ({"colour": "red"}, "colour"),
        ({"tables": {}}, "tables"),
        ({"tables": [{"id": "t", "title": "T", "columns": [{"key": 1, "title": "K"}]}]}, None),
        ({"audit_head": None}, "audit_head"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_field(
    change: dict[str, object], field: str | None
) -> None:
    plain = {**json.loads(a_dossier().canonical()), **change}
    with pytest.raises(Invalid) as caught:
        Dossier.from_plain(plain)
    assert caught.value.field == (field or "tables[0].columns[0].key")


def test_a_missing_field_is_refused_with_its_name() -> None:
    plain = json.loads(a_dossier().canonical())
    del plain["marking"]
    with pytest.raises(Invalid, match="missing") as caught:
        Dossier.from_plain(plain)
    assert caught.value.field == "marking"


def test_a_row_with_too_few_cells_is_refused_with_table_and_row() -> None:
    plain = json.loads(a_rich_dossier().canonical())
    plain["tables"][0]["rows"][1].pop()
    with pytest.raises(Invalid) as caught:
        Dossier.from_plain(plain)
    assert (caught.value.field, caught.value.row) == (plain["tables"][0]["id"], 2)


def test_a_dossier_that_is_not_canonical_is_refused() -> None:
    with pytest.raises(Invalid, match="canonical form"):
        Dossier.from_bytes(a_dossier().canonical() + b" ")


@pytest.mark.parametrize("title", ['"\\ud800"', '"a"'])
def test_what_no_canonical_json_can_hold_is_refused(title: str) -> None:
    plain = json.loads(a_dossier().canonical())
    plain["audit_head"]["seq"] = 2**60
    data = json.dumps(plain).replace(json.dumps(plain["title"]), title)
    with pytest.raises(Invalid, match="canonical JSON"):
        Dossier.from_bytes(data.encode())


@pytest.mark.parametrize("data", [b"", b"{", b"[" * 100_000, b"[]", b"\xff"])
def test_bytes_that_are_no_dossier_are_refused(data: bytes) -> None:
    with pytest.raises(Invalid):
        Dossier.from_bytes(data)


def test_who_may_read_a_column_or_cell_stands_in_no_bytes() -> None:
    table = a_table((("x", "y"),), CellType.TEXT, CellType.CODE)
    graver = replace(
        table,
        columns=tuple(replace(one, content=Content.PERSONAL) for one in table.columns),
        contents=((Content.SOURCE, None),),
    )
    plain, told = a_dossier(tables=(table,)), a_dossier(tables=(graver,))
    assert told.canonical() == plain.canonical()
    assert Dossier.from_bytes(told.canonical()) == plain
    assert (graver.content_of(0, 0), graver.content_of(0, 1)) == (
        Content.SOURCE,
        Content.PERSONAL,
    )


def test_a_dossier_that_states_a_class_in_its_bytes_is_refused() -> None:
    plain = json.loads(a_dossier(tables=(a_table((("x",),)),)).canonical())
    plain["tables"][0]["columns"][0]["content"] = "O"
    with pytest.raises(Invalid):
        Dossier.from_bytes(json.dumps(plain).encode())


def test_a_dossier_made_from_another_takes_over_its_classes() -> None:
    table = a_table((("x",),))
    graver = replace(table, contents=((Content.SOURCE,),))
    before = a_dossier(tables=(graver,))
    again = classed_as(Dossier.from_bytes(before.canonical()), before)
    assert again.tables[0].content_of(0, 0) is Content.SOURCE
