"""Messages of customs: named by their root element, on one declaration, with what they say."""

import pytest
from tests.services.intake.message_files import (
    INVENTED,
    MRN,
    TRANSIT_MRN,
    consignment,
    message,
    on_declaration,
    transit,
    transit_item,
)

from landwaiter.domain.intake.customs_messages import (
    CUSTOMS_MESSAGES,
    MessageEffect,
    message_named,
)
from landwaiter.domain.intake.declaration import DocumentKind, RequestKind, Role
from landwaiter.errors import Invalid
from landwaiter.formats.base.declaration_file import DeclarationFile, ReadRequest
from landwaiter.formats.intake.declarations import read_declarations


def read(text: str | bytes) -> DeclarationFile:
    return read_declarations(text.encode() if isinstance(text, str) else text, file="message.xml")


def the_request(text: str | bytes) -> ReadRequest:
    (found,) = read(text).requests
    return found


@pytest.mark.parametrize("code", sorted(CUSTOMS_MESSAGES))
def test_each_message_of_the_table_is_read_by_its_root(code: str) -> None:
    effect = CUSTOMS_MESSAGES[code].effect
    if effect is MessageEffect.DECLARATION and code != "CC015C":
        return  # CC515C has tests of its own
    found = read(on_declaration(code, TRANSIT_MRN))
    assert not found.rejected
    assert len(found.declarations) == (effect is MessageEffect.DECLARATION)
    for request in found.requests:
        assert request.request.mrn in (TRANSIT_MRN, None)
        assert request.request.mrn or request.request.local_reference


def test_what_it_says_is_told_under_its_names() -> None:
    assert the_request(on_declaration("CC051C", TRANSIT_MRN)).shown == {
        "message": "CC051C",
        "date": "2026-03-30",
        "submitted": "2026-03-27T08:00:00",
        "reason_code": "G1",
        "reason": "Goods are controlled",
    }
    control = the_request(on_declaration("CC060C", TRANSIT_MRN)).shown
    assert control["controls"] == "10; 50 X-ray"
    assert control["documents_asked_for"] == "N380 Invoice"
    incident = the_request(on_declaration("CC182C", TRANSIT_MRN)).shown
    assert incident["incidents"] == "3 Lorry broke down LT"
    assert incident["transhipped_to"] == "30 ABC 123 LT"


def test_the_type_that_a_message_says_of_itself_is_not_looked_at() -> None:
    text = on_declaration("CC051C", TRANSIT_MRN).replace(">CC051C<", ">CD094C<")
    assert the_request(text).shown["message"] == "CC051C"


@pytest.mark.parametrize("code", [*INVENTED, "CC548C", "CC584C", "CC591C"])
def test_a_number_without_established_meaning_is_kept_and_says_nothing(code: str) -> None:
    found = the_request(on_declaration(code, MRN))
    assert found.request.kind is RequestKind.CUSTOMS_MESSAGE
    assert set(found.shown) == {"message", "date"}
    known = message_named(code)
    assert known is not None
    assert known.effect is MessageEffect.KEPT


@pytest.mark.parametrize("code", ["CC051C", "CC014C", "CC013C", "CC551C", "CC999C"])
def test_a_message_that_names_no_declaration_is_refused(code: str) -> None:
    found = read(on_declaration(code, "").replace("<LRN>LW-T-1</LRN>", ""))
    row = found.rejected[0]
    assert not found.requests
    assert "neither an MRN nor an LRN" in row.message
    assert (row.field, bool(row.remedy)) == (code, True)


@pytest.mark.parametrize("code", ["CC051C", "CC014C", "CC551C", "CC999C", "CC015C"])
def test_a_message_that_names_two_declarations_is_refused(code: str) -> None:
    second = f"<MRN>{TRANSIT_MRN}</MRN><MRN>{MRN}</MRN>"
    text = on_declaration(code, TRANSIT_MRN).replace(f"<MRN>{TRANSIT_MRN}</MRN>", second)
    found = read(text)
    assert not found.requests
    assert not found.declarations
    row = found.rejected[0]
    assert (row.value, row.message) == (
        MRN,
        "The message names two declarations, and is on one alone.",
    )


def test_the_same_number_twice_is_one() -> None:
    twice = f"<MRN>{MRN}</MRN><MRN> {MRN.lower()} </MRN>"
    text = on_declaration("CC551C", MRN).replace(f"<MRN>{MRN}</MRN>", twice)
    assert the_request(text).request.mrn == MRN


def test_a_message_of_another_version_is_refused_by_its_name() -> None:
    (row,) = read("<all><CC015B><LRN>1</LRN></CC015B></all>").rejected
    assert "CC015B is of another version" in row.message
    assert "CC015C" in str(row.remedy)


def test_the_name_space_of_another_version_makes_no_difference() -> None:
    for space in ("http://ncts.dgtaxud.ec/2031", "urn:national"):
        text = on_declaration("CC051C", TRANSIT_MRN).replace("http://ncts.dgtaxud.ec", space)
        assert the_request(text).shown["reason_code"] == "G1"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_message_in_utf_16_is_read_or_refused_with_its_remedy(encoding: str) -> None:
    text = on_declaration("CC051C", TRANSIT_MRN)
    try:
        shown = the_request(text.encode(encoding)).shown
    except Invalid as refused:
        assert refused.remedy  # noqa: PT017  # either will do
    else:
        assert shown["reason_code"] == "G1"


def test_entities_are_refused_and_never_looked_up() -> None:
    attack = '<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + on_declaration(
        "CC051C", TRANSIT_MRN
    ).replace("Goods are controlled", "&x;")
    with pytest.raises(Invalid) as refused:
        read(attack)
    assert (refused.value.field, bool(refused.value.remedy)) == ("DOCTYPE", True)


@pytest.mark.parametrize("text", ["", "  \n", "<CC051C", "<CC051C/>"])
def test_an_empty_or_broken_file_is_refused(text: str) -> None:
    try:
        (row,) = read(text).rejected
    except Invalid as refused:
        assert refused.file  # noqa: PT017  # the file as a whole, or its message
        assert refused.remedy  # noqa: PT017
    else:
        assert row.remedy


def test_a_huge_text_is_told_short() -> None:
    text = on_declaration("CC051C", TRANSIT_MRN).replace("Goods are controlled", "x" * 2_000_000)
    assert len(the_request(text).shown["reason"]) == 500


def test_a_message_of_the_wrong_country_or_day_is_refused_with_its_place() -> None:
    wrong = on_declaration("CC043C", TRANSIT_MRN).replace(">BY<", ">Belarus<", 1)
    (row,) = read(wrong).rejected
    assert str(row.field).endswith("countryOfDestination")
    (row,) = read(on_declaration("CC045C", TRANSIT_MRN).replace("2026-04-03", "soon")).rejected
    assert (str(row.field).endswith("writeOffDate"), row.value) == (True, "soon")


def test_a_transit_declaration_is_read_with_its_parties_items_and_offices() -> None:
    (found,) = read(transit()).declarations
    declared = found.declaration
    assert (declared.format, declared.lrn, declared.type, declared.mrn) == (
        "ncts",
        "LW-T-1",
        "T1",
        None,
    )
    assert (declared.office_departure, declared.office_destination) == ("PL445000", "LT000001")
    assert declared.offices_transit == ("LT000002",)
    assert (declared.country_export, declared.country_destination) == ("CN", "BY")
    assert declared.declarant_eori == "PL526100001900000"
    names = {party.role: party.name for party in declared.parties}
    assert names[Role.CONSIGNEE] == "Machine Works Minsk"
    (item,) = declared.items
    assert (item.no, item.cn, item.description) == (1, "84581120", "CNC lathe")
    assert str(item.net_mass_kg) == "980"
    (means,) = declared.transport
    assert (means.stage, means.mode, means.identifier) == ("departure", "3", "WZ 12345")


def test_what_a_house_states_counts_for_its_items_where_there_are_several() -> None:
    house = "<Consignee><name>Second Works</name></Consignee>"
    document = (
        "<SupportingDocument><sequenceNumber>1</sequenceNumber><type>N380</type>"
        "<referenceNumber>INV 7</referenceNumber></SupportingDocument>"
    )
    second = (
        "<HouseConsignment><sequenceNumber>2</sequenceNumber>"
        f"<countryOfDestination>KZ</countryOfDestination>{house}{document}{transit_item(2)}"
        f"{transit_item(3)}</HouseConsignment></Consignment>"
    )
    text = transit(content=consignment().replace("</Consignment>", second))
    (found,) = read(text).declarations
    declared = found.declaration
    assert [p.item_no for p in declared.parties if p.name == "Second Works"] == [2, 3]
    assert [
        (d.code, d.item_no) for d in declared.documents if d.kind is DocumentKind.SUPPORTING
    ] == [("N380", 2), ("N380", 3)]
    assert [item.destination for item in declared.items] == [None, "KZ", "KZ"]


def test_t1_is_told_of_all_items_or_of_some() -> None:
    def types(kind: str, *of_items: str) -> tuple[bool, bool]:
        items = "".join(transit_item(no, one) for no, one in enumerate(of_items, start=1))
        (found,) = read(transit(kind=kind, content=consignment(items))).declarations
        return found.declaration.has_t1, found.declaration.is_t1

    assert types("T1", "") == (True, True)
    assert types("T", "T1", "T2") == (True, False)
    assert types("T", "T1", "T1") == (True, True)
    assert types("T2", "") == (False, False)


def test_an_amendment_states_the_declaration_as_it_shall_read() -> None:
    found = the_request(transit(mrn=TRANSIT_MRN, lrn="", code="CC013C"))
    assert found.request.kind is RequestKind.CORRECTION
    assert found.amended is not None
    assert found.amended.items[0].cn == "84581120"


def test_many_messages_in_one_envelope_are_read_in_order() -> None:
    texts = [on_declaration(code, MRN) for code in ("CC528C", "CC560C", "CC529C")]
    found = read(f"<all>{''.join(texts)}</all>")
    codes = [one.shown["message"] for one in found.requests]
    assert codes == ["CC528C", "CC560C", "CC529C"]


def test_an_envelope_without_a_message_is_refused_by_its_name() -> None:
    with pytest.raises(Invalid) as refused:
        read("<Envelope><Something/></Envelope>")
    assert refused.value.field == "Envelope"
    assert message("CC999C", "") != ""
