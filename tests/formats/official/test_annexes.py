"""Goods annexes and other tables of our own form, from their templates."""

import pytest
from tests.formats.official.official_files import faults, read

from landwaiter import resources
from landwaiter.domain.flags.annexes import heading_of
from landwaiter.domain.flags.embargo.matrix import Standing
from landwaiter.formats.law.annexes import STANDINGS
from landwaiter.formats.law.registry import IMPORTERS, TEMPLATES

ANNEXES = ("eu_833_annexes", "eu_765_annexes", "annex_258_2012", "annex_2019_125")


def filled(kind: str, **cells: str) -> bytes:
    """The template of a kind with one row."""
    columns = IMPORTERS[kind].template
    assert set(cells) <= set(columns)
    row = ",".join(cells.get(name, "") for name in columns)
    return f"{','.join(columns)}\n{row}\n".encode()


def annex(kind: str = "eu_833_annexes", **cells: str) -> bytes:
    destination = {"destination": "IR"} if kind == "embargo_annexes" else {}
    return filled(kind, **{"instrument": "833/2014", "annex": "XXIII", **destination, **cells})


@pytest.mark.parametrize("kind", TEMPLATES)
def test_the_shipped_template_has_the_columns_that_are_read(kind: str) -> None:
    shipped = (resources.root() / "templates" / f"{kind}.csv").read_text(encoding="utf-8")
    assert shipped == ",".join(IMPORTERS[kind].template) + "\n"


def test_every_shipped_template_is_of_a_kind() -> None:
    shipped = {one.name for one in (resources.root() / "templates").iterdir()}
    assert shipped == {f"{kind}.csv" for kind in TEMPLATES}


@pytest.mark.parametrize("kind", [*ANNEXES, "embargo_annexes"])
@pytest.mark.parametrize(
    ("written", "column", "heading"),
    [
        ("8457", "hs4", "8457"),
        ("8457 10", "hs6", "845710"),
        ("8457.10.10", "cn8", "84571010"),
        ("8457 10 10 90", "cn10", "8457101090"),
        ("ex 8457 10", "hs6", "845710"),
    ],
)
def test_a_heading_stands_in_the_column_of_its_length(
    kind: str, written: str, column: str, heading: str
) -> None:
    (row,) = read(kind, annex(kind, heading=written)).rows
    assert row[column] == heading
    assert heading_of(row) == heading


def test_an_entry_of_annex_vii_needs_no_heading() -> None:
    (row,) = read("eu_833_annexes", annex(annex="VII", code="X.A.III.101.b.1")).rows
    assert (row["list"], row["code"]) == ("ru-annex-vii", "X.A.III.101.b.1")


def test_an_entry_of_annex_vii_that_is_none_is_rejected() -> None:
    reading = read("eu_833_annexes", annex(annex="VII", code="X.Z.III.101"))
    assert faults(reading) == [(2, "code", "X.Z.III.101")]


def test_a_row_without_heading_and_entry_is_rejected() -> None:
    assert faults(read("eu_833_annexes", annex())) == [(2, "heading, code", None)]


def test_one_table_holds_many_annexes_and_the_same_heading_in_each() -> None:
    data = annex(heading="845710") + b"833/2014,XL,845710,,,,,\n"
    assert [row["annex"] for row in read("eu_833_annexes", data).rows] == ["XXIII", "XL"]


def test_the_same_row_from_another_day_on_is_no_repetition() -> None:
    data = (
        annex(heading="845710", valid_from="2023-12-19", valid_to="2024-06-24")
        + b"833/2014,XXIII,845710,,,2024-06-25,,\n"
    )
    assert read("eu_833_annexes", data).rejected == ()


def test_a_row_that_ends_before_it_begins_is_rejected() -> None:
    data = annex(heading="845710", valid_from="25.06.2024", valid_to="19/12/2023")
    assert faults(read("eu_833_annexes", data)) == [(2, "valid_to", "2023-12-19")]


def test_an_embargo_annex_says_against_whom_and_what_holds() -> None:
    data = annex("embargo_annexes", heading="845710", standing="Prohibited")
    (row,) = read("embargo_annexes", data).rows
    assert (row["destination"], row["standing"]) == ("IR", "prohibited")


def test_the_words_for_what_holds_are_those_of_the_embargo_matrix() -> None:
    of_a_case = {Standing.PROHIBITED_IF, Standing.PERMITTED_BY_ACT, Standing.NOT_APPLICABLE}
    assert set(STANDINGS) == {one.value for one in Standing if one not in of_a_case}


def test_an_embargo_annex_without_a_state_is_rejected() -> None:
    data = annex("embargo_annexes", destination="", heading="845710")
    assert faults(read("embargo_annexes", data)) == [(2, "destination", None)]


def test_a_destination_of_a_general_authorisation_is_covered_unless_said_otherwise() -> None:
    data = filled("annex2", authorisation="EU005", destination="CN")
    assert [row["covered"] for row in read("annex2", data).rows] == ["y"]


def test_excluded_items_of_a_general_authorisation_are_rows_of_their_own() -> None:
    data = filled("annex2", authorisation="EU001", excluded="2B001 and 7A117")
    rows = read("annex2", data).rows
    assert [(row["excluded"], row["covered"]) for row in rows] == [("2B001", "n"), ("7A117", "n")]


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"authorisation": "EU009", "destination": "CN"}, "authorisation"),
        ({"authorisation": "EU001", "destination": "China"}, "destination"),
        ({"authorisation": "EU001"}, "destination"),
        ({"authorisation": "EU001", "destination": "CN", "covered": "perhaps"}, "covered"),
        ({"authorisation": "EU001", "destination": "CN", "free_zone": "maybe"}, "free_zone"),
    ],
)
def test_a_general_authorisation_that_says_nothing_sound_is_rejected(
    cells: dict[str, str], field: str
) -> None:
    assert [name for _row, name, _value in faults(read("annex2", filled("annex2", **cells)))] == [
        field
    ]


def test_a_route_may_hold_for_every_state_of_export() -> None:
    data = filled("route_table", export="*", destination="CL", country="PA")
    (row,) = read("route_table", data).rows
    assert (row["export"], row["destination"], row["country"]) == ("*", "CL", "PA")


def test_partners_are_the_set_of_annex_viii() -> None:
    data = filled("annex_viii_partners", country="jp", basis="Reg. (EU) 2024/1745")
    (row,) = read("annex_viii_partners", data).rows
    assert (row["set"], row["country"]) == ("annex_viii", "JP")
