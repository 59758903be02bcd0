"""A table read row by row gives what it gives when all of it is held, wherever its rows stand."""

import csv
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.tables.whole_reading import held, read_whole, without_oddities
from tests.properties.length import LONGER

from landwaiter.domain.intake.table_mapping import Mend, TableInstructions, TableMapping
from landwaiter.errors import Conflict, Invalid
from landwaiter.formats.base import marked_file
from landwaiter.formats.base.declaration_file import DeclarationFile
from landwaiter.formats.base.encoded_text import encoded_text
from landwaiter.formats.base.marked_file import MarkedFile, PieceReader
from landwaiter.formats.intake import row_marks
from landwaiter.formats.intake.declarations import declaration_stream, read_declarations

COLUMNS = (
    "declaration", "mrn", "lrn", "functional_reference", "declarant_eori", "exporter_eori",
    "cn8", "description", "net_mass_kg", "container", "item_no",
)  # fmt: skip
VALUES = {
    "declaration": ("", "", "", "D1", "D2"),
    "mrn": ("", "26PL302010E10001A8", "26PL302010E1A004A1", "26PL302010E10001A0"),
    "lrn": ("", "R1", "R2", "R3"),
    "functional_reference": ("", "", "R1", "R4"),
    "declarant_eori": ("", "PL1", "PL2"),
    "exporter_eori": ("", "", "PL1", "DE5"),
    "cn8": ("", "84571010", "8457"),
    "description": ("", "lathe", "Größe\n2", 'a "b"', "total", "Summe"),
    "net_mass_kg": ("", "12.5", "much"),
    "container": ("", "", "MSCU6639870", "MSCU6639871"),
    "item_no": ("", "", "1", "2"),
}
ROWS = st.lists(
    st.one_of(
        st.tuples(*(st.sampled_from(VALUES[name]) for name in COLUMNS)),
        st.sampled_from(((), ("R1",), ("Summe", "", "5"), ("", " ", ""))),
    ),
    max_size=14,
)
MENDS = st.lists(
    st.builds(
        Mend,
        st.integers(2, 9),
        st.sampled_from(("mrn", "lrn", "cn8")),
        st.sampled_from(("R1", "84571010", "26PL302010E1A004A1")),
    ),
    max_size=2,
)


def text_of(rows: list[tuple[str, ...]], end: str) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator=end)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(row)
    return out.getvalue()


@pytest.fixture(autouse=True)
def small_pieces() -> Iterator[None]:
    """So small that lines, letters and ends of lines lie across their borders."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(marked_file, "PIECE", 61)
        yield


@settings(max_examples=150 * LONGER, deadline=None)
@given(
    ROWS,
    MENDS,
    st.sampled_from(("\n", "\r\n", "\r")),
    st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "windows-1252")),
)
def test_rows_that_stand_apart_come_together_as_if_all_were_held(
    rows: list[tuple[str, ...]], mends: list[Mend], end: str, encoding: str
) -> None:
    text = text_of(rows, end)
    mapping = TableMapping(encoding=encoding) if encoding == "windows-1252" else None
    told = TableInstructions(mapping, tuple(mends))
    data = text.encode(encoding)

    def whole() -> DeclarationFile:
        return read_whole(held(text, ",", "t.csv"), told)

    def streamed() -> DeclarationFile:
        return read_declarations(data, file="t.csv", instructions=told)

    assert outcome(streamed) == outcome(whole)


def outcome(read: Callable[[], DeclarationFile]) -> object:
    """What was read, or the sentence with which the file was refused."""
    try:
        return without_oddities(read())
    except Invalid as fault:
        return fault.sentence()


def test_a_stream_gives_the_same_as_often_as_it_is_asked() -> None:
    rows = [("", "", f"R{n % 3}", "", "PL1", "", "84571010", *[""] * 4) for n in range(9)]
    stream = declaration_stream(MarkedFile.of_bytes(text_of(rows, "\n").encode(), "t.csv"))
    first = list(stream.declarations())
    assert [one.row for one in first] == [2, 3, 4]
    assert [len(one.declaration.items) for one in first] == [3, 3, 3]
    assert list(stream.declarations()) == first


def test_rows_joined_by_a_hash_that_two_numbers_share_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(row_marks, "hash", lambda _value: 7, raising=False)
    data = text_of([("", "", one, *[""] * 3, "84571010", *[""] * 4) for one in ("R1", "R2")], "\n")
    with pytest.raises(Conflict, match="changed"):
        read_declarations(data.encode(), file="t.csv")


def test_a_file_that_changes_between_two_readings_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    rows = [("", "", f"R{number}", *[""] * 3, "84571010", *[""] * 4) for number in range(9)]
    text = text_of(rows, "\n")
    path.write_text(text)
    stream = declaration_stream(MarkedFile.of(path, most=1 << 20, refused="", remedy=""))
    before = list(stream.declarations())
    path.write_text(text.replace("R7", "R5"))
    stream.file.forget()
    with pytest.raises(Conflict, match="changed"):
        list(stream.declarations())
    path.write_text(text)
    assert list(stream.declarations()) == before
    os.truncate(path, len(text) - 3)
    stream.file.forget()
    with pytest.raises(Conflict, match="changed"):
        list(stream.declarations())


def test_a_file_larger_than_any_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"x" * 100)
    with pytest.raises(Invalid, match="too large"):
        MarkedFile.of(path, most=99, refused="too large", remedy="split")


def test_a_file_is_given_as_a_stream_in_whatever_sizes() -> None:
    data = bytes(range(256)) * 3
    reader = PieceReader(MarkedFile.of_bytes(data, "x"))
    parts = iter(lambda: reader.read(50), b"")
    assert b"".join(parts) == data


@settings(max_examples=100 * LONGER, deadline=None)
@given(
    st.text(st.sampled_from("a;\n\ré€😀\x0b\u2028"), max_size=300),
    st.sampled_from(("utf-8", "utf-16-le", "utf-16-be")),
)
def test_lines_and_their_places_are_those_of_the_text(text: str, codec: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(codec, b"")
    file = MarkedFile.of_bytes(mark + text.encode(codec), "t.txt")
    read = encoded_text(file, "utf-16" if mark else "utf-8")
    lines = read.lines()
    whole = list(io.StringIO(text, newline=""))
    places = []
    for line in whole:
        places.append(lines.at)
        assert next(lines) == line
    assert next(lines, None) is None
    assert [next(read.lines(place)) for place in places] == whole


@pytest.mark.parametrize(
    ("data", "row", "value"),
    [
        (b"a,b\n" * 40 + b"\xff\n", 41, "0xFF"),
        (b"mrn\n" + b"x" * 70 + b"\n\xe2\x82", 3, "0xE2"),
        (b"\xef\xbb\xbfmrn\n" + "é".encode() * 60 + b"\xc3(", 2, "0xC3"),
    ],
)
def test_a_byte_that_is_no_text_is_named_with_its_row(data: bytes, row: int, value: str) -> None:
    with pytest.raises(Invalid) as refused:
        encoded_text(MarkedFile.of_bytes(data, "t.csv"))
    at = data.index(bytes.fromhex(value[2:]), 20)
    assert (refused.value.row, refused.value.value) == (row, value)
    if value != "0xC3":
        assert f"Byte {at + 1} " in refused.value.message
