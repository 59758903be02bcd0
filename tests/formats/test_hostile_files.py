"""Whatever the bytes, a reader gives a result or one of the five faults."""

import zipfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.lists.list_file import read_list

from landwaiter.canonical import canonical_bytes
from landwaiter.errors import Fault, Invalid
from landwaiter.formats.intake.csv_columns import BY_NAME
from landwaiter.formats.intake.declarations import read_declarations
from landwaiter.formats.law.pack_folder import read_pack
from landwaiter.formats.law.pack_zip import zipped_files
from landwaiter.resources import root

CALM = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
SAMPLES = sorted(
    (file.name, file.read_bytes())
    for file in (root() / "samples").iterdir()
    if file.name.endswith((".xml", ".csv"))
)
TOKENS = st.sampled_from(
    [b"<", b">", b"&", b'"', b",", b";", b"\n", b"\x00", b"\xff", b"|", b"<!DOCTYPE a>", b"0", b"-"]
)


def is_read_or_refused(data: bytes) -> None:
    """Both readers; what is read also has a canonical form, as everything stored must."""
    with suppress(Fault):
        canonical_bytes(read_declarations(data, file="x"))
    with suppress(Fault):
        canonical_bytes(read_list(data, "x"))


def changed(data: bytes, edits: Sequence[tuple[int, int, bytes]]) -> bytes:
    """`data` with stretches cut out and other bytes put in, at places modulo its length."""
    for place, length, new in edits:
        start = place % max(len(data), 1)
        data = data[:start] + new + data[start + length :]
    return data


EDITS = st.lists(
    st.tuples(st.integers(0, 20_000), st.integers(0, 60), TOKENS | st.binary(max_size=8)),
    min_size=1,
    max_size=4,
)


@CALM
@given(st.binary(max_size=400))
def test_random_bytes_are_read_or_refused(data: bytes) -> None:
    is_read_or_refused(data)


@CALM
@given(st.text(max_size=300))
def test_random_text_is_read_or_refused(text: str) -> None:
    is_read_or_refused(text.encode("utf-8", "surrogatepass"))


@CALM
@given(st.sampled_from(SAMPLES), EDITS)
def test_samples_with_damage_are_read_or_refused(
    sample: tuple[str, bytes], edits: list[tuple[int, int, bytes]]
) -> None:
    is_read_or_refused(changed(sample[1], edits))


@CALM
@given(st.data())
def test_tables_of_our_columns_with_any_cells_are_read_or_refused(data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(sorted(BY_NAME)), min_size=2, unique=True))
    cell = st.text(max_size=12) | st.sampled_from(["CN", "1", "84571010", "2026-03-27", "EUR"])
    rows = data.draw(st.lists(st.lists(cell, min_size=len(names), max_size=len(names)), max_size=4))
    quoted = [",".join('"' + text.replace('"', '""') + '"' for text in row) for row in rows]
    is_read_or_refused("\n".join([",".join(names), *quoted]).encode("utf-8", "surrogatepass"))


@CALM
@given(st.sampled_from([data for name, data in SAMPLES if name.endswith(".xml")]), st.data())
def test_messages_with_any_text_in_any_element_are_read_or_refused(
    sample: bytes, data: st.DataObject
) -> None:
    parts = sample.split(b"</")
    place = data.draw(st.integers(0, len(parts) - 2))
    text = data.draw(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=20))
    before, _open, _old = parts[place].rpartition(b">")
    parts[place] = before + b">" + text.replace("<", "").replace("&", "").encode()
    is_read_or_refused(b"</".join(parts))


@CALM
@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_as_a_zip_are_refused(data: bytes, marked: bool) -> None:
    with pytest.raises(Invalid):
        zipped_files((b"PK\x03\x04" if marked else b"") + data, file="x.zip")


@CALM
@given(st.binary(max_size=200), st.binary(max_size=200))
def test_any_bytes_as_a_pack_are_refused(
    tmp_path_factory: pytest.TempPathFactory, manifest: bytes, data: bytes
) -> None:
    folder = tmp_path_factory.getbasetemp() / "any"
    folder.mkdir(exist_ok=True)
    (folder / "pack.toml").write_bytes(manifest)
    (folder / "data.csv").write_bytes(data)
    with pytest.raises(Fault):
        read_pack(folder)


@CALM
@given(edits=EDITS)
def test_damaged_zips_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[int, int, bytes]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "damaged.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pack.toml", 'id = "x"\n')
        archive.writestr("data.csv", "a,b\n1,2\n")
    with suppress(Fault):
        zipped_files(changed(path.read_bytes(), edits), file="x.zip")


@CALM
@given(choice=st.integers(0, 10_000), edits=EDITS)
def test_real_files_with_damage_are_read_or_refused(
    testdata: Path, choice: int, edits: list[tuple[int, int, bytes]]
) -> None:
    paths = sorted((testdata / "customs" / "hmrc_cds_export").glob("*.xml"))
    is_read_or_refused(changed(paths[choice % len(paths)].read_bytes(), edits))


@CALM
@given(edits=EDITS)
def test_a_real_list_with_damage_is_read_or_refused(
    testdata: Path, edits: list[tuple[int, int, bytes]]
) -> None:
    data = (testdata / "opensanctions" / "ftm_small" / "targets.simple.csv").read_bytes()
    is_read_or_refused(changed(data, edits))
