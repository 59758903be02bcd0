"""EU AES messages: our samples, whatever prefix, order or envelope."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from landwaiter.domain.intake.declaration import (
    Container,
    Declaration,
    DocumentKind,
    Money,
    Packages,
    RequestKind,
    Role,
)
from landwaiter.errors import Invalid
from landwaiter.formats.intake.declarations import read_declarations


@pytest.fixture
def sample(samples: Path) -> bytes:
    return (samples / "aes_cc515c.xml").read_bytes()


@pytest.fixture
def declaration(sample: bytes) -> Declaration:
    return only(sample)


def only(data: bytes) -> Declaration:
    read = read_declarations(data, file="sample.xml")
    assert read.format == "cc515c"
    assert read.rejected == ()
    (found,) = read.declarations
    return found.declaration


def test_identity_type_and_offices_are_read(declaration: Declaration) -> None:
    assert (declaration.mrn, declaration.lrn) == (None, "LW-2026-0001")
    assert (declaration.type, declaration.additional_type) == ("EX", "A")
    assert declaration.office_export == "PL302010"
    assert declaration.office_presentation == "PL302020"
    assert declaration.office_exit == "PL322080"


def test_countries_terms_and_consignment_are_read(declaration: Declaration) -> None:
    assert (declaration.country_export, declaration.country_destination) == ("PL", "CN")
    assert declaration.country_routing == ("PL", "SG", "CN")
    assert (declaration.delivery_terms, declaration.delivery_place) == ("CIF", "Shanghai")
    assert declaration.goods_location == "B Y PLTST302010-0004"
    assert declaration.gross_mass_kg == Decimal("10920.5")
    assert declaration.invoice_total == Money(Decimal("512500.00"), "EUR")
    assert declaration.nature_of_transaction == "11"
    assert declaration.container_indicator is True
    assert declaration.ucr == "6PL111222333300000-0001"
    assert declaration.freight_payment == "D"
    assert declaration.warehouse == "U PLWH0001"


def test_every_party_is_read_in_its_role(declaration: Declaration) -> None:
    assert [party.role for party in declaration.parties] == [
        Role.EXPORTER,
        Role.DECLARANT,
        Role.REPRESENTATIVE,
        Role.SUPPLY_CHAIN_ACTOR,
        Role.CARRIER,
        Role.CONSIGNEE,
        Role.AUTHORISATION_HOLDER,
    ]
    (exporter,) = declaration.parties_in(Role.EXPORTER)
    assert exporter.name == "Przykładowe Obrabiarki Sp. z o.o."
    assert exporter.identifier == "PL111222333300000"
    assert (exporter.address.street, exporter.address.country) == ("ul. Zmyślona 12", "PL")
    (consignee,) = declaration.parties_in(Role.CONSIGNEE)
    assert consignee.name
    assert "上海" in consignee.name
    (actor,) = declaration.parties_in(Role.SUPPLY_CHAIN_ACTOR)
    assert actor.qualifier == "FW"
    (declarant,) = declaration.parties_in(Role.DECLARANT)
    assert declarant.contact == "Anna Wzorowa, +48 000 000 000, anna@example.invalid"


def test_items_are_read_with_joined_code_and_national_currency(declaration: Declaration) -> None:
    first, second = declaration.items
    assert (first.cn8, second.cn8) == ("84571010", "34029090")
    assert first.statistical_value == Money(Decimal("1751000.00"), "PLN")
    assert (first.net_mass_kg, first.gross_mass_kg) == (Decimal(9800), Decimal(10400))
    assert first.procedure == "1000"
    assert first.additional_procedures == ("F75",)
    assert first.additional_codes == ("4099",)
    assert first.packages == (Packages("CS", 4, "LW 1-4"),)
    assert (first.origin, second.origin) == ("PL", "DE")
    assert (second.cus_code, second.un_numbers) == ("0012345-6", ("1993",))
    assert first.supplementary_units == Decimal(1)


def test_documents_are_read_at_their_level(declaration: Declaration) -> None:
    found = {(d.kind, d.code, d.item_no) for d in declaration.documents}
    assert found == {
        (DocumentKind.AUTHORISATION, "C521", None),
        (DocumentKind.PREVIOUS, "NMRN", None),
        (DocumentKind.SUPPORTING, "N380", None),
        (DocumentKind.ADDITIONAL_INFORMATION, "00400", None),
        (DocumentKind.TRANSPORT, "N705", None),
        (DocumentKind.SUPPORTING, "X060", 1),
        (DocumentKind.ADDITIONAL_REFERENCE, "Y920", 1),
        (DocumentKind.ADDITIONAL_REFERENCE, "Y901", 2),
    }


def test_a_licence_document_gives_its_item_the_licence_reference(declaration: Declaration) -> None:
    licence = next(d for d in declaration.documents if d.code == "X060")
    assert licence.issuer == "Sample licensing authority"
    assert licence.valid_to == date(2027, 12, 31)
    assert declaration.items[0].licence_ref == "PL-DU-2026-0007"
    assert declaration.items[1].licence_ref is None


def test_containers_seals_and_means_of_transport_are_read(declaration: Declaration) -> None:
    assert declaration.containers == (
        Container("LWTU1000010", ("SEAL-A1", "SEAL-A2")),
        Container("LWTU1000026"),
    )
    border, departure = declaration.transport
    assert (border.stage, border.mode, border.id_type) == ("border", "1", "11")
    assert (border.name, border.nationality) == ("SAMPLE STAR", "MT")
    assert (departure.stage, departure.mode) == ("departure", "3")
    assert (departure.identifier, departure.nationality) == ("XX 12345", "PL")


def test_an_instant_without_offset_is_local_time_of_the_export_office(
    declaration: Declaration,
) -> None:
    assert declaration.issued
    assert declaration.issued.astimezone(UTC) == datetime(2026, 3, 27, 11, 5, tzinfo=UTC)


def test_prefix_envelope_and_order_do_not_matter(samples: Path) -> None:
    data = (samples / "aes_cc515c_envelope.xml").read_bytes()
    first, second = (r.declaration for r in read_declarations(data, file="e.xml").declarations)
    assert (first.mrn, first.lrn) == ("26DE460000C2009XA1", "LW-2026-0002")
    assert first.accepted
    assert first.accepted.astimezone(UTC) == datetime(2026, 4, 2, 7, 30, tzinfo=UTC)
    assert first.items[0].cn == "84137000"
    assert first.items[0].net_mass_kg == Decimal(1200)
    assert first.country_routing == ("DE", "TR")
    assert first.parties_in(Role.CONSIGNEE)[0].name == "Örnek Pompa Ticaret A.Ş."
    assert (second.lrn, second.items[0].cn) == ("LW-2026-0003", "848180")


def test_a_message_with_every_prefix_changed_reads_the_same(sample: bytes) -> None:
    text = sample.decode()
    for name in ("CC515C", "ExportOperation", "GoodsShipment", "GoodsItem", "Commodity", "LRN"):
        text = text.replace(f"<{name}>", f"<n1:{name}>").replace(f"</{name}>", f"</n1:{name}>")
    text = text.replace(
        '<CC515C xmlns="http://ncts.dgtaxud.ec/CC515C">',
        '<n1:CC515C xmlns:n1="urn:other" xmlns="http://ncts.dgtaxud.ec/CC515C">',
    )
    assert only(text.encode()) == only(sample)


def test_the_message_is_read_in_utf_16_as_well(sample: bytes) -> None:
    text = sample.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    assert only(text.encode("utf-16")) == only(sample)


def test_the_value_is_in_the_currency_of_the_state_where_none_is_stated(sample: bytes) -> None:
    start, end = sample.index(b"<CurrencyExchange>"), sample.index(b"</CurrencyExchange>")
    without = sample[:start] + sample[end + len(b"</CurrencyExchange>") :]
    value = only(without).items[0].statistical_value
    assert value
    assert value.currency == "PLN"
    german = only(without.replace(b"PL302010<", b"DE004600<")).items[0].statistical_value
    assert german
    assert german.currency == "EUR"


def test_an_amendment_is_a_correction_that_carries_the_amended_declaration(samples: Path) -> None:
    data = (samples / "aes_cc513c_amendment.xml").read_bytes()
    read = read_declarations(data, file="a.xml")
    assert read.declarations == ()
    (found,) = read.requests
    assert found.request.kind is RequestKind.CORRECTION
    assert found.request.mrn == "26DE460000C2009XA1"
    assert found.request.declarant_eori == "DE999000333"
    assert found.amended
    assert found.amended.items[0].net_mass_kg == Decimal(1250)


def test_an_invalidation_names_its_declaration_and_reason(samples: Path) -> None:
    data = (samples / "aes_cc514c_invalidation.xml").read_bytes()
    (found,) = read_declarations(data, file="i.xml").requests
    assert found.request.kind is RequestKind.INVALIDATION
    assert found.request.mrn == "26DE460000C2009XA1"
    assert found.request.statement == "The buyer has cancelled the order."
    assert found.request.issued == datetime(2026, 4, 3, 8, 10, tzinfo=UTC)


def test_a_request_that_names_no_declaration_is_rejected(samples: Path) -> None:
    data = (samples / "aes_cc514c_invalidation.xml").read_bytes()
    changed = data.replace(b"<MRN>26DE460000C2009XA1</MRN>", b"<MRN/>")
    read = read_declarations(changed, file="i.xml")
    assert read.requests == ()
    (row,) = read.rejected
    assert "MRN" in row.message


def test_a_wrong_mrn_check_digit_warns_and_is_read(samples: Path) -> None:
    data = (samples / "aes_cc515c_envelope.xml").read_bytes()
    changed = data.replace(b"26DE460000C2009XA1", b"26DE460000C2009XA7")
    first, second = read_declarations(changed, file="e.xml").declarations
    assert first.declaration.mrn == "26DE460000C2009XA7"
    assert any("check digit" in warning for warning in first.warnings)
    assert second.warnings == ()


def test_a_faulty_declaration_leaves_the_others_of_the_file(samples: Path) -> None:
    data = (samples / "aes_cc515c_envelope.xml").read_bytes()
    changed = data.replace(b">86000<", b">86.000,00<")
    read = read_declarations(changed, file="e.xml")
    (other,) = read.declarations
    assert other.declaration.lrn == "LW-2026-0003"
    (row,) = read.rejected
    assert row.field == "Envelope/Body/Batch/CC515C[1]/GoodsShipment/GoodsItem/statisticalValue"
    assert row.value == "86.000,00"
    line = changed[: changed.index(b">86.000,00<")].count(b"\n") + 1
    assert row.row == f"line {line}"


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        (b"<LRN>LW-2026-0001</LRN>", b"", "CC515C/ExportOperation"),
        (b">845710<", b">8457.1<", "harmonizedSystemSubHeadingCode"),
        (b"Number>2</declarationGoodsItemNumber>", b"Number>1</declarationGoodsItemNumber>",
         "GoodsItem[2]/declarationGoodsItemNumber"),
        (b"<validityDate>2027-12-31", b"<validityDate>2027-02-30", "validityDate"),
        (b"<country>SG</country>", b"<country>Singapore</country>", "[2]/country"),
        (b"2026-03-27T12:05:00", b"2026-03-27T25:05:00", "preparationDateAndTime"),
        (b"<numberOfPackages>4<", b"<numberOfPackages>four<", "numberOfPackages"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_rejected_with_its_path(
    sample: bytes, old: bytes, new: bytes, field: str
) -> None:
    assert old in sample
    read = read_declarations(sample.replace(old, new), file="a.xml")
    assert read.declarations == ()
    (row,) = read.rejected
    assert row.field
    assert row.field.endswith(field)
    assert row.remedy


def test_a_declaration_without_items_is_rejected(sample: bytes) -> None:
    changed = sample.replace(b"GoodsItem>", b"Nothing>")
    (row,) = read_declarations(changed, file="a.xml").rejected
    assert "no goods item" in row.message


def test_another_message_is_refused_by_its_name() -> None:
    with pytest.raises(Invalid) as refused:
        read_declarations(b'<Invoice xmlns="urn:x"><LRN>1</LRN></Invoice>', file="t.xml")
    assert refused.value.field == "Invoice"
    assert refused.value.remedy
    assert "CC515C" in refused.value.remedy
