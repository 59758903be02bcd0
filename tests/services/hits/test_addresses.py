"""An address on both sides of a hit is compared, or said not to be."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from tests.services.sample_office import ANALYST, REF, Office, hit_of, party_of

from landwaiter.domain.cases.case import CaseParty
from landwaiter.domain.intake.declaration import Address, Role
from landwaiter.domain.lists.listing import Listing
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.deeds.engine import run
from landwaiter.services.hits.addresses import AddressAnswer, AddressCheck, compared
from landwaiter.services.hits.hit_sides import against
from landwaiter.services.reports.dossier.case_tables import parties_table

SAME, PARTLY = AddressAnswer.SAME, AddressAnswer.PARTLY
NONE, NOT_COMPARED = AddressAnswer.NONE, AddressAnswer.NOT_COMPARED


def check(street: str, city: str, *listed: str, country: str = "CN") -> AddressCheck:
    address = Address(street or None, None, city or None, country)
    party = CaseParty("p", Role.CONSIGNEE, "Heron Institute", country, None, address, "declaration")
    return compared(party, Listing("L-1", "Company", "Heron", countries=("CN",), addresses=listed))


@pytest.mark.parametrize(
    ("street", "city", "listed", "answer", "common"),
    [
        (
            "12 Nanhai Road",
            "Qingdao",
            "No. 12, Nanhai Rd., Qingdao, China",
            SAME,
            "12 nanhai qingdao",
        ),
        ("12 Nanhai Road", "Qingdao", "88 Nanhai Road, Shenzhen", PARTLY, "nanhai"),
        ("", "Shanghai", "Room 5, 100 Fuzhou Road, Shanghai", PARTLY, "shanghai"),
        ("1 Bags Avenue", "New York", "16 Kolymskaya Street, Omsk", NONE, ""),
        ("5 Industrial Park", "Xi’an", "High Tech Industrial Zone, Chengdu", NONE, ""),
        ("ул. Ленина 10", "Москва", "Lenina 10, Moskva", SAME, "lenina 10 moskva"),
        ("ul. Łódzka 3", "Żary", "Lodzka 3, Zary, Poland", SAME, "lodzka 3 zary"),
        ("友谊西路127号", "西安", "陕西省西安市友谊西路127号", PARTLY, "友谊西路127号"),
        ("西安市友谊西路127号", "", "陕西省西安市友谊西路127号", SAME, "西安市友谊西路127号"),
        ("中山路1号", "青岛", "北京市海淀区学院路37号", NONE, ""),
        ("12 Nanhai Road", "Qingdao", "12 Kolymskaya, Omsk", NONE, ""),
        ("Nanhai 266071", "", "PO 88, 266071", PARTLY, "266071"),
        ("友谊西路127号", "Xian", "127 Youyi Xilu, Xian, Shaanxi", PARTLY, "xian"),
    ],
)
def test_words_are_compared_without_those_of_any_address(
    street: str, city: str, listed: str, answer: AddressAnswer, common: str
) -> None:
    found = check(street, city, listed)
    assert (found.answer, " ".join(found.common)) == (answer, common)


@pytest.mark.parametrize(
    ("street", "city", "listed", "why"),
    [
        ("", "", ("1 Main Street, Omsk",), "the party states none"),
        ("1 Bags Avenue", "New York", (), "the list states none"),
        ("127 Youyi West Road", "Xi’an", ("西安市友谊西路127号",), "in different scripts"),
        ("شارع ١٢", "دبي", ("12 Street, Dubai",), "in different scripts"),
        ("12 Nanhai Road", "Qingdao", ("China",), "no more than a country"),
    ],
)
def test_what_cannot_be_compared_says_why(
    street: str, city: str, listed: tuple[str, ...], why: str
) -> None:
    found = check(street, city, *listed)
    assert found.answer is NOT_COMPARED
    assert found.said.startswith("address not compared: ")
    assert why in found.said


def test_of_several_listed_addresses_the_one_that_fits_best_is_named() -> None:
    found = check(
        "12 Nanhai Road", "Qingdao", "1 Main, Omsk", "中山路1号", "12 Nanhai Road, Qingdao"
    )
    assert (found.answer, found.listed) == (SAME, "12 Nanhai Road, Qingdao")


def test_a_country_alone_makes_no_address_alike() -> None:
    found = check("7 China Lane", "Leeds", "9 Chang Road, Wuhan, China", country="GB")
    assert found.answer is NONE


def with_addresses(office: Office, *, confidential: bool = False) -> CaseView:
    """The sample case, its consignee and the listing that it resembles at addresses."""
    view = office.view()
    party, hit = party_of(view.case, Role.CONSIGNEE), hit_of(view.case)
    there = replace(party, address=Address("12 Nanhai Road", "266071", "Qingdao", "CN"))
    listed = replace(hit.listing, addresses=("88 Nanhai Road, Qingdao, China",))
    found = replace(hit, listing=listed, confidential=confidential)
    parties = tuple(there if one.id == party.id else one for one in view.case.parties)
    return replace(view, case=replace(view.case, parties=parties, hits=(found,)))


COMMON = "address: in common with the list’s: nanhai, qingdao"


def results(view: CaseView) -> str:
    table = parties_table(view, ())
    at = [column.key for column in table.columns].index("result")
    return "\n".join(str(row[at]) for row in table.rows)


def test_a_report_says_what_became_of_the_addresses_of_a_hit(office: Office) -> None:
    assert COMMON in results(with_addresses(office))


def test_of_a_confidential_entry_the_report_says_nothing_of_its_address(office: Office) -> None:
    assert "address" not in results(with_addresses(office, confidential=True))


def test_of_a_party_without_a_hit_the_address_is_said_not_to_be_compared(office: Office) -> None:
    view = with_addresses(office)
    free = replace(view, case=replace(view.case, hits=()))
    assert "no hit; address not compared" in results(free)
    without = replace(office.view(), case=replace(office.case(), hits=()))
    assert "address" not in results(without)


def test_addresses_without_a_word_in_common_speak_against_the_hit(office: Office) -> None:
    view = with_addresses(office)
    (hit,) = view.case.hits
    far = replace(hit, listing=replace(hit.listing, addresses=("16 Kolymskaya, Omsk",)))
    party = party_of(view.case, Role.CONSIGNEE)
    said = [one.said for one in against(far, party) if one.what == "address"]
    assert said == [
        "No word of the addresses is the same: 12 Nanhai Road, 266071, Qingdao for the party, "
        "16 Kolymskaya, Omsk on the list."
    ]
    assert not any(one.what == "address" for one in against(hit, party))


def test_the_excel_file_of_a_real_report_says_it_too(office: Office, tmp_path: Path) -> None:
    book = tmp_path / "case.xlsx"
    run(office.session(ANALYST), ReportCase(CaseReport("case"), REF, xlsx=book))
    cells = [
        str(cell)
        for row in openpyxl.load_workbook(book)["Parties and screening"].iter_rows(values_only=True)
        for cell in row
    ]
    assert any("address not compared: the party states none" in cell for cell in cells)
