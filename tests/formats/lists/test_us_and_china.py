"""Lists of other states as they publish them: whole, with programme and kind."""

from functools import cache
from pathlib import Path

import pytest
from tests.formats.lists.list_file import ListFile, read_list

from landwaiter.errors import Invalid

CSL = (
    "_id,source,entity_number,type,programs,name,addresses,federal_register_notice,start_date,"
    "license_policy,alt_names,dates_of_birth,nationalities,source_list_url,ids\n"
)
DPL = (
    "Name\tStreet_Address\tCity\tState\tCountry\tEffective_Date\tExpiration_Date\t"
    "Standard_Order\tFR_Citation\n"
)


def csl(*rows: str) -> bytes:
    return (CSL + "".join(f"{row}\n" for row in rows)).encode()


BANK = (
    "7,Capta List (CAP) - Treasury Department,7,Entity,RUSSIA; UKRAINE,BANK A,"
    '"1 Street, Minsk, BY",'
    '80 FR 1,2022-02-25,,"BANK B; BANK C",,,http://x,"RU, 7736640919, Tax ID No.; Male, Gender"'
)


def test_an_entry_of_the_consolidated_list_has_its_list_as_first_programme() -> None:
    (one,) = read_list(csl(BANK), "csl.csv").listings
    assert one.programmes == ("Capta List (CAP) - Treasury Department", "RUSSIA", "UKRAINE")
    assert one.aliases == ("BANK B", "BANK C")
    assert one.countries == ("BY",)
    assert one.identifiers == ("7736640919",)
    assert one.listed_on == "2022-02-25"


def test_the_same_number_on_two_of_the_lists_is_two_entries() -> None:
    other = BANK.replace("Capta List (CAP)", "Sectoral Sanctions Identifications List (SSI)")
    found = read_list(csl(BANK, other, BANK), "csl.csv").listings
    assert [one.listing_id for one in found] == ["7/CAP", "7/SSI", "7/CAP#2"]


def test_a_header_in_the_middle_is_rejected_with_its_row() -> None:
    read = read_list(csl(BANK, CSL.strip()), "csl.csv")
    assert [(one.row, one.field, one.value) for one in read.rejected] == [(3, "type", "type")]


def test_a_denied_person_is_of_an_export_list_with_the_days_of_the_order() -> None:
    row = "JAN EXAMPLE\t1 Street\tGDANSK\t\tPL\t06/19/2003\t06/29/2056\tY\t68 F.R. 1\n"
    read = read_list((DPL + row).encode(), "dpl.txt")
    assert (read.format, read.kind) == ("us-dpl", "export_list")
    assert read.listings[0].sanctions == ("2003-06-19/2056-06-29",)
    assert "Denied Persons List" in read.listings[0].programmes[0]


def test_a_denied_person_with_a_day_that_is_none_is_rejected() -> None:
    row = "JAN EXAMPLE\t1 Street\tGDANSK\t\tPL\t2003-06-19\t\tY\t68 F.R. 1\n"
    read = read_list((DPL + row).encode(), "dpl.txt")
    assert [(one.row, one.field) for one in read.rejected] == [(2, "effective_date")]


@cache
def read_file(testdata: Path, name: str) -> ListFile:
    return read_list((testdata / name).read_bytes(), name)


@pytest.mark.parametrize(
    ("name", "form", "kind", "count"),
    [
        ("lists/bis_denied_persons_dpl.txt", "us-dpl", "export_list", 665),
        ("lists/us_csl_consolidated.csv.gz", "us-csl", "export_list", 14_160),
        ("china/cn_countersanctions_opensanctions.csv", "cn-countermeasures", "other", 610),
    ],
)
def test_the_real_list_is_read_whole(
    testdata: Path, name: str, form: str, kind: str, count: int
) -> None:
    read = read_file(testdata, name)
    assert (read.format, read.kind) == (form, kind)
    assert (len(read.listings), len(read.rejected)) == (count, 0)
    assert len({one.listing_id for one in read.listings}) == count


def test_the_programmes_of_the_real_list_are_counted_as_published(testdata: Path) -> None:
    read = read_file(testdata, "lists/us_csl_consolidated.csv.gz")
    counts = {
        part: sum(part in one.programmes[0] for one in read.listings)
        for part in ("(SDN)", "Entity List", "(UVL)", "(MEU)", "(CMIC)", "(DPL)")
    }
    assert counts == {
        "(SDN)": 10_026,
        "Entity List": 2_001,
        "(UVL)": 201,
        "(MEU)": 71,
        "(CMIC)": 68,
        "(DPL)": 462,
    }


def test_the_real_list_that_is_cut_off_is_refused_whole_with_row_and_reason(
    testdata: Path,
) -> None:
    with pytest.raises(Invalid) as refused:
        read_list((testdata / "lists/us_csl_old_2019.csv").read_bytes(), "us_csl_old_2019.csv")
    assert refused.value.row == 4_229
    assert "unexpected end of data" in refused.value.message
