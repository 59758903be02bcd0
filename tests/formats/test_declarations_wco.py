"""WCO declarations: our sample, and every file of the published export examples."""

from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.formats.wco_paths import PARTY_PATHS

from landwaiter.domain.intake.declaration import Declaration, DocumentKind, RequestKind, Role
from landwaiter.errors import Invalid
from landwaiter.formats.intake.declarations import DeclarationFile, read_declarations

ITEM = "GoodsShipment/GovernmentAgencyGoodsItem"
DOCUMENT_PATHS = (
    f"{ITEM}/AdditionalDocument",
    f"{ITEM}/PreviousDocument",
    f"{ITEM}/AdditionalInformation",
    "GoodsShipment/PreviousDocument",
    "AdditionalInformation",
)
EQUIPMENT = "GoodsShipment/Consignment/TransportEquipment"


@pytest.fixture(scope="module")
def folder(testdata: Path) -> Path:
    return testdata / "customs" / "hmrc_cds_export"


@pytest.fixture(scope="module")
def read(folder: Path) -> dict[str, DeclarationFile]:
    """Every file that is well-formed, by name."""
    return {
        path.name: read_declarations(path.read_bytes(), file=path.name)
        for path in sorted(folder.glob("*.xml"))
        if not path.name.startswith("TT_EX002a")
    }


@pytest.fixture(scope="module")
def walked(folder: Path) -> list[ElementTree.Element]:
    """The Declaration elements of the same files, without name spaces, by another parser."""
    found: list[ElementTree.Element] = []
    for path in sorted(folder.glob("*.xml")):
        try:
            root = ElementTree.parse(path).getroot()  # noqa: S314  # files of the tests
        except ElementTree.ParseError:
            continue
        for element in root.iter():
            element.tag = element.tag.rpartition("}")[2]
        found += root.iter("Declaration")
    return found


@pytest.fixture(scope="module")
def originals(walked: list[ElementTree.Element]) -> list[ElementTree.Element]:
    return [element for element in walked if element.findtext("FunctionCode") == "9"]


@pytest.fixture(scope="module")
def declarations(read: dict[str, DeclarationFile]) -> list[Declaration]:
    return [d.declaration for file in read.values() for d in file.declarations]


def count(elements: list[ElementTree.Element], *paths: str) -> int:
    return sum(len(element.findall(path)) for element in elements for path in paths)


def texts(elements: list[ElementTree.Element], path: str) -> Counter[str]:
    return Counter(
        (found.text or "").strip() for element in elements for found in element.findall(path)
    )


def test_all_48_files_are_there_and_47_are_read(
    folder: Path, read: dict[str, DeclarationFile]
) -> None:
    assert len(list(folder.glob("*.xml"))) == 48
    assert len(read) == 47
    assert {file.format for file in read.values()} == {"wco"}
    assert [row for file in read.values() for row in file.rejected] == []


def test_every_declaration_of_the_files_is_read(
    originals: list[ElementTree.Element], declarations: list[Declaration]
) -> None:
    assert len(declarations) == len(originals) == 44


def test_the_file_that_is_not_well_formed_is_refused_with_line_and_column(folder: Path) -> None:
    name = "TT_EX002a__TT_EX002a.xml"
    with pytest.raises(Invalid) as refused:
        read_declarations((folder / name).read_bytes(), file=name)
    assert refused.value.file == name
    assert refused.value.row == "line 72, column 8"
    assert refused.value.remedy


def test_items_and_their_values_are_those_of_the_xml(
    originals: list[ElementTree.Element], declarations: list[Declaration]
) -> None:
    items = [item for declaration in declarations for item in declaration.items]
    assert len(items) == count(originals, ITEM) == 47
    values = [item.statistical_value for item in items if item.statistical_value]
    assert Counter(str(value.amount) for value in values) == texts(
        originals, f"{ITEM}/StatisticalValueAmount"
    )
    assert {value.currency for value in values} == {"GBP"}
    assert sum(item.invoice_value is not None for item in items) == count(
        originals, f"{ITEM}/Commodity/InvoiceLine/ItemChargeAmount"
    )
    totals = [d.invoice_total for d in declarations if d.invoice_total]
    assert Counter(str(total.amount) for total in totals) == texts(originals, "InvoiceAmount")


def test_masses_and_quantities_are_those_of_the_xml(
    originals: list[ElementTree.Element], declarations: list[Declaration]
) -> None:
    items = [item for declaration in declarations for item in declaration.items]
    measure = f"{ITEM}/Commodity/GoodsMeasure"
    for attribute, name in (
        ("net_mass_kg", "NetNetWeightMeasure"),
        ("gross_mass_kg", "GrossMassMeasure"),
        ("supplementary_units", "TariffQuantity"),
    ):
        declared = Counter(str(v) for item in items if (v := getattr(item, attribute)) is not None)
        assert declared == texts(originals, f"{measure}/{name}"), name


def test_classifications_become_commodity_and_additional_codes(
    originals: list[ElementTree.Element], declarations: list[Declaration]
) -> None:
    items = [item for declaration in declarations for item in declaration.items]
    codes = Counter(
        (found.findtext("IdentificationTypeCode"), found.findtext("ID"))
        for element in originals
        for found in element.findall(f"{ITEM}/Commodity/Classification")
    )
    assert Counter(item.cn for item in items if item.cn) == Counter(
        {code: n for (kind, code), n in codes.items() if kind == "TSP"}
    )
    assert sum(len(item.additional_codes) for item in items) == sum(
        n for (kind, _), n in codes.items() if kind in ("TRA", "GN")
    )


def test_every_party_is_read_with_its_name_identifier_and_country(
    originals: list[ElementTree.Element], declarations: list[Declaration]
) -> None:
    parties = [party for declaration in declarations for party in declaration.parties]
    assert len(parties) == count(originals, *PARTY_PATHS) == 223
    for attribute, leaf in (("identifier", "ID"), ("name", "Name")):
        wanted: Counter[str] = Counter()
        for path in PARTY_PATHS:
            wanted += texts(originals, f"{path}/{leaf}")
        assert Counter(v for p in parties if (v := getattr(p, attribute))) == wanted
    countries: Counter[str] = Counter()
    for path in PARTY_PATHS:
        countries += texts(originals, f"{path}/Address/CountryCode")
    assert Counter(p.address.country for p in parties if p.address.country) == countries


def test_parties_of_an_item_carry_its_number(
    originals: list[ElementTree.Element], declarations: list[Declaration]
) -> None:
    own = [p for d in declarations for p in d.parties if p.item_no is not None]
    assert len(own) == count(originals, f"{ITEM}/Consignee") == 4
    assert {party.role for party in own} == {Role.CONSIGNEE}


def test_every_document_is_read_with_its_joined_code(
    originals: list[ElementTree.Element], declarations: list[Declaration]
) -> None:
    documents = [document for d in declarations for document in d.documents]
    assert len(documents) == count(originals, *DOCUMENT_PATHS) == 177
    wanted = Counter(
        (found.findtext("CategoryCode") or "") + (found.findtext("TypeCode") or "")
        for element in originals
        for found in element.findall(f"{ITEM}/AdditionalDocument")
    )
    kinds = (DocumentKind.SUPPORTING, DocumentKind.ADDITIONAL_REFERENCE)
    assert Counter(d.code for d in documents if d.kind in kinds) == wanted
    assert "Y901" in wanted


def test_exemption_codes_and_write_offs_are_kept(
    originals: list[ElementTree.Element], declarations: list[Declaration]
) -> None:
    documents = [
        document
        for d in declarations
        for document in d.documents
        if document.kind in (DocumentKind.SUPPORTING, DocumentKind.ADDITIONAL_REFERENCE)
    ]
    path = f"{ITEM}/AdditionalDocument"
    assert Counter(d.status for d in documents if d.status) == texts(
        originals, f"{path}/LPCOExemptionCode"
    )
    assert Counter(str(d.quantity) for d in documents if d.quantity) == texts(
        originals, f"{path}/WriteOff/QuantityQuantity"
    )


def test_every_container_and_seal_is_read(
    originals: list[ElementTree.Element], declarations: list[Declaration]
) -> None:
    containers = [container for d in declarations for container in d.containers]
    assert Counter(c.identifier for c in containers) == texts(originals, f"{EQUIPMENT}/ID")
    assert Counter(seal for c in containers for seal in c.seals) == texts(
        originals, f"{EQUIPMENT}/Seal/ID"
    )
    assert len(containers) == 39


def test_every_routing_country_is_read_in_order(
    originals: list[ElementTree.Element], declarations: list[Declaration]
) -> None:
    wanted = [
        tuple(found.text for found in element.findall("Consignment/Itinerary/RoutingCountryCode"))
        for element in originals
    ]
    assert [d.country_routing for d in declarations] == wanted
    assert sum(len(countries) for countries in wanted) == 83


def test_offices_packages_transport_and_warehouses_are_read(
    originals: list[ElementTree.Element], declarations: list[Declaration]
) -> None:
    for attribute, path in (
        ("office_exit", "ExitOffice/ID"),
        ("supervising_office", "SupervisingOffice/ID"),
        ("total_packages", "TotalPackageQuantity"),
        ("declared_item_count", "GoodsItemQuantity"),
        ("functional_reference", "FunctionalReferenceID"),
        ("country_destination", "GoodsShipment/Destination/CountryCode"),
        ("country_export", "GoodsShipment/ExportCountry/ID"),
        ("freight_payment", "Consignment/Freight/PaymentMethodCode"),
    ):
        declared = Counter(str(v) for d in declarations if (v := getattr(d, attribute)) is not None)
        assert declared == texts(originals, path), attribute
    means = [means for d in declarations for means in d.transport]
    assert len(means) == count(
        originals,
        "BorderTransportMeans",
        "GoodsShipment/Consignment/DepartureTransportMeans",
    )
    assert sum(d.warehouse is not None for d in declarations) == count(
        originals, "GoodsShipment/Warehouse"
    )
    assert sum(d.accepted is not None for d in declarations) == count(
        originals, "AcceptanceDateTime"
    )


def test_corrections_and_invalidations_are_requests_on_the_mrn_they_name(
    read: dict[str, DeclarationFile],
) -> None:
    requests = [r.request for file in read.values() for r in file.requests]
    assert Counter((r.kind, r.mrn) for r in requests) == Counter(
        {
            (RequestKind.CORRECTION, "24GB0YVJ3EXXES8AA0"): 1,
            (RequestKind.INVALIDATION, "24GBDIRIGZ7QLCPAA8"): 1,
            (RequestKind.INVALIDATION, "25GB53T2CGAY90LAA1"): 1,
        }
    )
    correction = next(r for r in requests if r.kind is RequestKind.CORRECTION)
    assert correction.reason_code == "25"
    assert correction.changes[0] == "42A[1]/67A[1]/68A[1]/02A[1]/360"
    assert any("LPCOExemptionCode = EP" in change for change in correction.changes)
    assert correction.statement == "Amending Status code on licence to EP"


def test_codes_of_commodity_and_taric_are_joined(sample: bytes) -> None:
    item = only(sample).items[0]
    assert item.cn == "9014202090"
    assert item.cn8 == "90142020"


def test_type_and_additional_type_come_from_one_code(sample: bytes) -> None:
    declaration = only(sample)
    assert (declaration.type, declaration.additional_type) == ("EX", "A")


def test_an_acceptance_keeps_its_offset(sample: bytes) -> None:
    accepted = only(sample).accepted
    assert accepted
    assert accepted.isoformat() == "2026-05-11T10:15:00+01:00"


def test_an_amount_without_a_currency_is_kept_without_one_and_warned_of(sample: bytes) -> None:
    changed = sample.replace(
        b'<StatisticalValueAmount currencyID="GBP">', b"<StatisticalValueAmount>"
    )
    (read,) = read_declarations(changed, file="a.xml").declarations
    value = read.declaration.items[0].statistical_value
    assert value
    assert value.currency == "XXX"
    assert any("StatisticalValueAmount" in warning for warning in read.warnings)


def test_a_bare_declaration_without_envelope_is_read(sample: bytes) -> None:
    start, end = sample.index(b"<Declaration>"), sample.index(b"</md:MetaData>")
    assert only(sample[start:end]).functional_reference == "LW-WCO-0001"


@pytest.mark.parametrize(
    ("old", "new", "field", "value"),
    [
        (b">18400</Stat", b">18,400</Stat", "StatisticalValueAmount", "18,400"),
        (
            b"<CountryCode>AE</CountryCode></Dest",
            b"<CountryCode>UAE</CountryCode></Dest",
            "Destination/CountryCode",
            "UAE",
        ),
        (
            b"20260511101500+01",
            b"20261311101500+01",
            "AcceptanceDateTime/DateTimeString",
            "20261311101500+01",
        ),
        (b"<ID>90142020</ID>", b"<ID>9014</ID>", "Classification[1]/ID", "9014"),
        (b"<SequenceNumeric>1</Seq", b"<SequenceNumeric>one</Seq", "SequenceNumeric", "one"),
    ],
)
def test_a_wrong_value_rejects_the_declaration_with_its_place(
    sample: bytes, old: bytes, new: bytes, field: str, value: str
) -> None:
    read = read_declarations(sample.replace(old, new), file="a.xml")
    assert read.declarations == ()
    (row,) = read.rejected
    assert row.field
    assert row.field.startswith("MetaData/Declaration/")
    assert row.field.endswith(field)
    assert row.value == value
    assert str(row.row).startswith("line ")
    assert row.remedy


def test_a_declaration_without_any_reference_is_rejected_by_name(sample: bytes) -> None:
    changed = sample.replace(b"<FunctionalReferenceID>LW-WCO-0001</FunctionalReferenceID>", b"")
    (row,) = read_declarations(changed, file="a.xml").rejected
    assert "FunctionalReferenceID" in row.message


def test_an_unknown_function_code_is_rejected(sample: bytes) -> None:
    changed = sample.replace(b"<FunctionCode>9<", b"<FunctionCode>5<")
    (row,) = read_declarations(changed, file="a.xml").rejected
    assert row.value == "5"


def test_a_request_without_an_mrn_is_rejected(sample: bytes) -> None:
    changed = sample.replace(b"<FunctionCode>9<", b"<FunctionCode>13<").replace(b">EXA<", b">INV<")
    (row,) = read_declarations(changed, file="a.xml").rejected
    assert "MRN" in row.message


def only(data: bytes) -> Declaration:
    (read,) = read_declarations(data, file="sample.xml").declarations
    return read.declaration


@pytest.fixture
def sample(samples: Path) -> bytes:
    return (samples / "wco_declaration.xml").read_bytes()
