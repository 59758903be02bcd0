"""Watch lists: the OpenSanctions table in both layouts, and our own plain one."""

import csv
import io
from pathlib import Path

import pytest
from tests.formats.lists.list_file import ListFile, read_list

from landwaiter.domain.lists.listing import Listing
from landwaiter.errors import Invalid

OLD = "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails"
TAIL = "dataset,first_seen,last_seen,last_change"


def simple(*rows: tuple[str, ...], header: str = f"{OLD},program_ids,{TAIL}") -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return text.getvalue().encode()


def a_row(**changed: str) -> tuple[str, ...]:
    row = {
        "id": "X-1",
        "schema": "Person",
        "name": "Primer Ivanov",
        "aliases": 'Иванов Пример;"Ivanov; ""Primer"""',
        "birth_date": "1970-01-18;1971",
        "countries": "ru;suhh",
        "addresses": "Fictional Street 1, Moscow",
        "identifiers": "IMO9074729;770000000000",
        "sanctions": '""',
        "phones": "",
        "emails": "",
        "program_ids": "P-1;P-2",
        "dataset": "Sample set",
        "first_seen": "",
        "last_seen": "",
        "last_change": "",
    }
    return tuple((row | changed).values())


def read(*rows: tuple[str, ...]) -> ListFile:
    return read_list(simple(*rows), "targets.simple.csv")


def test_a_listing_is_read_with_everything_it_says() -> None:
    file = read(a_row())
    assert (file.format, file.title, file.rejected) == ("opensanctions-simple", "Sample set", ())
    assert file.listings == (
        Listing(
            listing_id="X-1",
            schema="Person",
            name="Primer Ivanov",
            aliases=("Иванов Пример", 'Ivanov; "Primer"'),
            birth_dates=("1970-01-18", "1971"),
            countries=("RU", "SUHH"),
            addresses=("Fictional Street 1, Moscow",),
            identifiers=("IMO9074729", "770000000000"),
            programmes=("P-1", "P-2"),
            sanctions=(),
            dataset="Sample set",
        ),
    )


def test_the_layout_before_programme_ids_is_read() -> None:
    row = a_row()
    file = read_list(simple((*row[:11], *row[12:]), header=f"{OLD},{TAIL}"), "old.csv")
    assert file.listings[0].name == "Primer Ivanov"
    assert file.listings[0].programmes == ()


def test_the_order_of_columns_does_not_matter() -> None:
    header = f"{TAIL},program_ids," + ",".join(reversed(OLD.split(",")))
    row = a_row()
    moved = (*row[12:], row[11], *reversed(row[:11]))
    assert read_list(simple(moved, header=header), "x.csv").listings == read(row).listings


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("id", ""),
        ("name", ""),
        ("schema", ""),
        ("schema", "some person"),
        ("birth_date", "18.1.1970"),
        ("countries", "Russia!"),
    ],
)
def test_a_malformed_row_is_refused_with_row_field_and_value(column: str, value: str) -> None:
    file = read(a_row(id="X-0"), a_row(**{column: value}))
    assert [listing.listing_id for listing in file.listings] == ["X-0"]
    (row,) = file.rejected
    assert (row.row, row.field) == (3, column)
    assert (row.value or "").lower() == value.lower()
    assert row.remedy


def test_a_row_of_another_width_is_refused() -> None:
    (row,) = read(a_row(), ("X-2", "Person", "B")).rejected
    assert row.row == 3


def test_an_id_given_twice_is_refused() -> None:
    (row,) = read(a_row(), a_row(name="Other")).rejected
    assert (row.row, row.field, row.value) == (3, "id", "X-1")


def test_an_export_list_of_name_list_and_country_is_read(samples: Path) -> None:
    file = read_list((samples / "export_list.csv").read_bytes(), "export_list.csv")
    assert (file.format, file.title) == ("plain-list", "Sample export list")
    first = file.listings[0]
    assert first.name == "Sample Institute of Fluid Dynamics"
    assert (first.countries, first.programmes) == (("CN",), ("Sample export list",))


def test_a_vessel_list_of_imo_name_and_basis_is_read(samples: Path) -> None:
    file = read_list((samples / "vessel_list.csv").read_bytes(), "vessel_list.csv")
    assert {listing.schema for listing in file.listings} == {"Vessel"}
    assert [listing.identifiers for listing in file.listings] == [("IMO9074729",), ("IMO1234567",)]
    assert file.listings[0].note == "Sample annex of vessels"


def test_every_column_of_the_plain_form_is_read(samples: Path) -> None:
    file = read_list((samples / "watch_list.csv").read_bytes(), "watch_list.csv")
    person, company = file.listings
    assert (person.listing_id, person.schema) == ("LW-1", "Person")
    assert person.aliases == ("Ivanov Primer", "Iwanow Primer")
    assert (person.birth_dates, person.identifiers) == (("1970-01-18",), ("770000000000",))
    assert person.addresses == ("1 Fictional Street, Moscow",)
    assert (company.schema, company.countries) == ("Company", ("AE", "RU"))


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("name,kind\nA,robot\n", "kind", "robot"),
        ("name,imo\nA,12\n", "imo", "12"),
        ("name,born\nA,1.1.1970\n", "born", "1.1.1970"),
        ("name,country\nA,China!\n", "country", "CHINA!"),
        ("name,country\n,CN\n", "name", ""),
    ],
)
def test_a_wrong_value_of_the_plain_form_is_refused(text: str, field: str, value: str) -> None:
    (row,) = read_list(text.encode(), "p.csv").rejected
    assert (row.row, row.field, row.value) == (2, field, value)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"mrn,cn8\n1,2\n",
        b"<sanctions/>",
        b"name,a,b,c,d\nx,1,2,3,4\n",
        b"name,country\n",
        b"\xff\xfe\x00",
        b'name,country\n"A,CN\n',
    ],
)
def test_anything_else_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        read_list(data, "other.csv")
    assert refused.value.file == "other.csv"
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("name", "rows"),
    [("targets.simple_ua.csv", 5600), ("ftm_small/targets.simple.csv", None)],
)
def test_published_lists_are_read_whole(testdata: Path, name: str, rows: int | None) -> None:
    path = testdata / "opensanctions" / name
    with path.open(encoding="utf-8", newline="") as stream:
        wanted = list(csv.DictReader(stream))
    file = read_list(path.read_bytes(), path.name)
    assert file.rejected == ()
    assert len(file.listings) == len(wanted) == (rows or len(wanted))
    assert [listing.name for listing in file.listings] == [row["name"].strip() for row in wanted]
    assert sum(len(listing.countries) for listing in file.listings) == sum(
        len(set(row["countries"].split(";"))) for row in wanted if row["countries"]
    )
    assert [listing.schema for listing in file.listings] == [row["schema"] for row in wanted]


def test_an_entry_without_an_id_is_the_same_whatever_rows_stand_above_it() -> None:
    rows = [b"name,kind,note\n", b"Grey Pier,company,\n", b"Long Quay,company,\n"]
    first = read_list(b"".join(rows), "a.csv").listings
    later = read_list(b"".join([rows[0], b"New Dock,company,\n", rows[2]]), "a.csv").listings
    assert first[1].listing_id == later[1].listing_id
    assert len({one.listing_id for one in (*first, *later)}) == 3


def test_two_entries_of_one_name_without_ids_are_two() -> None:
    data = b"name,country\nGrey Pier,CN\nGrey Pier,RU\n"
    one, other = read_list(data, "a.csv").listings
    assert other.listing_id == f"{one.listing_id}#2"


def test_two_rows_with_one_id_of_their_own_are_refused() -> None:
    found = read_list(b"id,name\n7,Grey Pier\n7,Long Quay\n", "a.csv")
    assert [row.field for row in found.rejected] == ["id"]
