"""The trade register of arms transfers: its banner, blank names, short rows, Latin letters."""

import pytest
from tests.formats.official.official_files import content, faults, read

from landwaiter.errors import Invalid
from landwaiter.formats.law.registry import recognised

BANNER = (
    "Transfers of major conventional arms\n\nSource: SIPRI Arms Transfers Database (c) SIPRI.\n"
)
HEADER = (
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,"
    "Number delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,"
    "SIPRI TIV for total order,SIPRI TIV of delivered weapons\n"
)
DEAL = "Norway,Sweden,1999,?,4,,Otter,tug,4,?,2001; 2002,New,For the coast,0.5,2,2\n"


def register(*rows: str, encoding: str = "utf-8") -> bytes:
    return "".join((BANNER, HEADER, *rows)).encode(encoding)


def test_a_deal_has_its_states_with_codes_and_what_is_uncertain() -> None:
    (row,) = read("arms_transfers", register(DEAL)).rows
    assert (row["recipient_code"], row["supplier_code"], row["ordered"]) == ("NO", "SE", "1999")
    assert (row["ordered_uncertain"], row["number_ordered_uncertain"]) == ("?", "")


def test_a_row_without_its_empty_end_is_whole() -> None:
    (row,) = read("arms_transfers", register("Norway,Sweden,1999,,4,,Otter,tug,4,,2001,New\n")).rows
    assert (row["status"], row["comments"], row["tiv_unit"]) == ("New", "", "")


def test_latin_letters_of_the_publisher_are_read() -> None:
    data = register(DEAL.replace("Otter", "Blåhval"), encoding="latin-1")
    (row,) = read("arms_transfers", data).rows
    assert row["designation"] == "Blåhval"


def test_latin_letters_of_others_are_refused() -> None:
    with pytest.raises(Invalid, match="UTF-8"):
        content("Name\nBlåhval\n".encode("latin-1"), "names.csv")


def test_a_state_of_the_past_has_no_code() -> None:
    (row,) = read("arms_transfers", register(DEAL.replace("Sweden", "Soviet Union"))).rows
    assert row["supplier_code"] == ""


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (DEAL.replace("1999", "99"), "ordered"),
        (DEAL.replace(",?,4,", ",!,4,"), "ordered_uncertain"),
        (DEAL.replace("2001; 2002", "soon"), "delivery_years"),
        (DEAL.replace("Norway", ""), "recipient"),
        ("Norway,Sweden,19\n", None),
    ],
)
def test_a_wrong_row_is_refused_with_its_place(row: str, field: str | None) -> None:
    reading = read("arms_transfers", register(DEAL, row))
    assert [(found[0], found[1]) for found in faults(reading)] == [(6, field)]


def test_a_register_without_deals_is_refused() -> None:
    assert read("arms_transfers", register()).rejected


def test_another_table_is_none() -> None:
    assert not recognised(content(b"Recipient,Supplier\nNorway,Sweden\n", "table.csv"))
