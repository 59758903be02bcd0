"""XML from outside: what is refused before anything is read."""

import pytest

from landwaiter.errors import Invalid
from landwaiter.formats.base import xml_document
from landwaiter.formats.base.xml_document import looks_like_xml, parse_xml
from landwaiter.formats.intake.declarations import read_declarations

DOCTYPE = '<!DOCTYPE CC515C [<!ENTITY a "b">]>'
BODY = "<CC515C><ExportOperation><LRN>&a;</LRN></ExportOperation></CC515C>"


@pytest.mark.parametrize(
    "data",
    [
        (DOCTYPE + BODY).encode(),
        ('<?xml version="1.0"?>\n' + DOCTYPE + BODY).encode(),
        ("\ufeff" + DOCTYPE + BODY).encode(),
        ("\n\t  " + DOCTYPE + BODY).encode(),
        ("<!-- -- <x> -->".replace(" -- ", " ") + DOCTYPE + BODY).encode(),
        ('<?xml version="1.0" encoding="UTF-16"?>' + DOCTYPE + BODY).encode("utf-16"),
        (DOCTYPE + BODY).encode("utf-16-le"),
        (DOCTYPE + BODY).encode("utf-16-be"),
        ("<!DOCTYPE CC515C SYSTEM 'file:///etc/passwd'>" + BODY).encode(),
        b'<?xml version="1.0" encoding="UTF-7"?>+ADw-+ACE-DOCTYPE x+AD4-<x/>',
        ("<!--" + "x" * 2_000_000 + "-->" + DOCTYPE + "<CC515C/>").encode(),
    ],
)
def test_any_doctype_is_refused(data: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        read_declarations(data, file="bad.xml")
    assert refused.value.file == "bad.xml"
    assert "DOCTYPE" in refused.value.message or "not well-formed" in refused.value.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_doctype_is_named_as_the_reason(encoding: str) -> None:
    with pytest.raises(Invalid, match="DOCTYPE"):
        read_declarations((DOCTYPE + BODY).encode(encoding), file="bad.xml")


def test_a_doctype_is_refused_before_anything_in_it_is_read() -> None:
    with pytest.raises(Invalid, match="DOCTYPE"):
        parse_xml(b"<!-- x --><?p?>\n<!DOCTYPE a [ <!ENTITY b", file="a.xml")


def test_a_doctype_inside_a_comment_is_no_doctype() -> None:
    root = parse_xml(b"<!-- <!DOCTYPE x> --><a/>", file="a.xml")
    assert root.tag == "a"


def test_an_entity_that_nobody_declared_is_not_well_formed() -> None:
    with pytest.raises(Invalid, match="not well-formed"):
        parse_xml(BODY.encode(), file="a.xml")


def test_a_cut_off_file_is_refused_with_line_and_column() -> None:
    with pytest.raises(Invalid) as refused:
        parse_xml(b"<a>\n<b>\n", file="a.xml")
    assert str(refused.value.row).startswith("line 3, column")


def test_an_encoding_that_does_not_exist_is_refused() -> None:
    with pytest.raises(Invalid, match="not well-formed"):
        parse_xml(b'<?xml version="1.0" encoding="klingon"?><a/>', file="a.xml")


def test_bytes_that_are_not_of_the_encoding_are_refused() -> None:
    with pytest.raises(Invalid, match="not well-formed"):
        parse_xml(b"<a>\xff\xfe</a>", file="a.xml")


def test_too_deep_a_nesting_is_refused() -> None:
    with pytest.raises(Invalid, match="not well-formed"):
        parse_xml(b"<a>" * 5000 + b"</a>" * 5000, file="a.xml")


def test_too_large_a_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_document, "MAX_BYTES", 1024 * 1024)
    with pytest.raises(Invalid, match="larger than 1 MB"):
        parse_xml(b"<a>" + b" " * 1024 * 1024 + b"</a>", file="a.xml")


@pytest.mark.parametrize(
    ("data", "is_xml"),
    [
        (b"<a/>", True),
        (b"\xef\xbb\xbf \n<a/>", True),
        ("<a/>".encode("utf-16"), True),
        ("<a/>".encode("utf-32"), True),
        (b"mrn,cn8\n", False),
        (b"", False),
        (b"%PDF-1.7 <a>", False),
    ],
)
def test_xml_is_told_by_its_first_sign(data: bytes, is_xml: bool) -> None:
    assert looks_like_xml(data) is is_xml
