"""Reference packs from folders and zips."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from landwaiter.domain.law.pack import Trust
from landwaiter.errors import Fault, Invalid, NotFound
from landwaiter.formats.law.pack_folder import read_pack

MANIFEST = """id = "sample"
kind = "control_list"
edition = "2026-01"
title = "Sample list"
source = "made for this test"
licence = "EUPL-1.2"
trust = "own knowledge"
valid_from = 2026-01-01
valid_to = 2026-12-31
data = "data.csv"
"""
DATA = 'code,title\n2B001,Machine tools\n3A001,"Electronics,\nline two"\n'


def a_pack(folder: Path, manifest: str = MANIFEST, data: str = DATA) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "pack.toml").write_bytes(manifest.encode())
    (folder / "data.csv").write_bytes(data.encode())
    return folder


def a_zip(path: Path, files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_a_folder_is_read_with_everything_it_says(tmp_path: Path) -> None:
    pack = read_pack(a_pack(tmp_path / "p"))
    assert (pack.id, pack.kind, pack.edition) == ("sample", "control_list", "2026-01")
    assert pack.trust is Trust.OWN_KNOWLEDGE
    assert (pack.valid_from, pack.valid_to) == (date(2026, 1, 1), date(2026, 12, 31))
    assert pack.rows == (
        {"code": "2B001", "title": "Machine tools"},
        {"code": "3A001", "title": "Electronics,\nline two"},
    )


def test_the_hash_is_that_of_the_content_whatever_the_line_ends(tmp_path: Path) -> None:
    unix = read_pack(a_pack(tmp_path / "a"))
    windows = read_pack(
        a_pack(
            tmp_path / "b",
            MANIFEST.replace("\n", "\r\n"),
            "\ufeff" + DATA.replace("\n", "\r\n"),
        )
    )
    assert windows.sha256 == unix.sha256
    assert len(unix.sha256) == 64


@pytest.mark.parametrize(
    ("old", "new"),
    [("2026-01-01", "2026-01-02"), ("own knowledge", "official"), ("Machine", "Machining")],
)
def test_the_hash_changes_with_any_content(tmp_path: Path, old: str, new: str) -> None:
    before = read_pack(a_pack(tmp_path / "a")).sha256
    after = read_pack(
        a_pack(tmp_path / "b", MANIFEST.replace(old, new), DATA.replace(old, new))
    ).sha256
    assert before != after


@pytest.mark.parametrize("inside", ["", "sample/"])
def test_a_zip_reads_as_its_folder_does(tmp_path: Path, inside: str) -> None:
    path = a_zip(
        tmp_path / "p.zip",
        {f"{inside}pack.toml": MANIFEST.encode(), f"{inside}data.csv": DATA.encode()},
    )
    assert read_pack(path) == read_pack(a_pack(tmp_path / "p"))


def test_a_pack_inside_a_zipped_program_is_read(tmp_path: Path) -> None:
    path = a_zip(
        tmp_path / "program.zip",
        {"packs/p/pack.toml": MANIFEST.encode(), "packs/p/data.csv": DATA.encode()},
    )
    with zipfile.ZipFile(path) as archive:
        shipped = read_pack(zipfile.Path(archive, "packs/p/"))
    assert shipped == read_pack(a_pack(tmp_path / "p"))


def test_dates_may_be_texts_and_may_be_missing(tmp_path: Path) -> None:
    manifest = MANIFEST.replace("2026-01-01", '"2026-01-01"').replace("valid_to = 2026-12-31\n", "")
    pack = read_pack(a_pack(tmp_path / "p", manifest))
    assert (pack.valid_from, pack.valid_to) == (date(2026, 1, 1), None)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('trust = "own knowledge"', 'trust = "hearsay"', "trust"),
        ("valid_from = 2026-01-01", 'valid_from = "1 January"', "valid_from"),
        ("valid_to = 2026-12-31", "valid_to = 2025-12-31", "valid_to"),
        ('id = "sample"\n', "", "id"),
        ('licence = "EUPL-1.2"', "licence = 12", "licence"),
        ('source = "made for this test"', 'source = " "', "source"),
        ('data = "data.csv"', 'data = "../data.csv"', "data"),
        ('data = "data.csv"', 'data = "C:data.csv"', "data"),
        ('data = "data.csv"', 'data = "/etc/passwd"', "data"),
        ('title = "', 'subtitle = "x"\ntitle = "', "subtitle"),
    ],
)
def test_a_manifest_that_cannot_be_accepted_names_its_field(
    tmp_path: Path, old: str, new: str, field: str
) -> None:
    assert old in MANIFEST
    with pytest.raises(Invalid) as refused:
        read_pack(a_pack(tmp_path / "p", MANIFEST.replace(old, new)))
    assert refused.value.file == "p/pack.toml"
    assert refused.value.field == field
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("data", "row"),
    [
        ("code,title\n2B001,A\n2B001,B\n", 3),
        ("code,title\n2B001,A,more\n", 2),
        ('code,title\n2B001,"A\n', 2),
        ("code,title\n", None),
        ("code,code\n1,2\n", 1),
    ],
)
def test_data_that_cannot_be_accepted_names_its_row(
    tmp_path: Path, data: str, row: int | None
) -> None:
    with pytest.raises(Invalid) as refused:
        read_pack(a_pack(tmp_path / "p", data=data))
    assert refused.value.file == "p/data.csv"
    assert refused.value.row == row


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("correlation", "control_code"),
        ("high_priority_list", "hs6"),
        ("licence_register", "issuer"),
        ("denial_register", "id"),
    ],
)
def test_a_table_without_a_column_of_its_kind_is_refused(
    tmp_path: Path, kind: str, missing: str
) -> None:
    manifest = MANIFEST.replace('"control_list"', f'"{kind}"')
    with pytest.raises(Invalid) as caught:
        read_pack(a_pack(tmp_path / "p", manifest))
    assert caught.value.field == missing


def test_a_broken_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="not TOML"):
        read_pack(a_pack(tmp_path / "p", "id = \n"))


@pytest.mark.parametrize("missing", ["pack.toml", "data.csv"])
def test_a_missing_file_is_named(tmp_path: Path, missing: str) -> None:
    folder = a_pack(tmp_path / "p")
    (folder / missing).unlink()
    with pytest.raises(NotFound) as refused:
        read_pack(folder)
    assert refused.value.file == missing


def test_a_path_without_a_pack_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_pack(tmp_path / "nothing")


def test_paths_inside_a_zip_are_never_followed(tmp_path: Path) -> None:
    path = a_zip(tmp_path / "p.zip", {"pack.toml": MANIFEST.encode(), "../data.csv": DATA.encode()})
    with pytest.raises(Invalid, match="one folder"):
        read_pack(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = a_zip(
        tmp_path / "p.zip", {"pack.toml": MANIFEST.encode(), "data.csv": b"0" * 50_000_000}
    )
    with pytest.raises(Invalid, match="more than a pack"):
        read_pack(path)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(tmp_path: Path, method: int) -> None:
    path = a_zip(
        tmp_path / "p.zip",
        {"pack.toml": MANIFEST.encode(), "data.csv": DATA.encode()},
        method,
    )
    with pytest.raises(Invalid, match="not read here"):
        read_pack(path)


def test_a_damaged_zip_is_refused(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pack.toml", MANIFEST)
        archive.writestr("data.csv", DATA)
    whole = stream.getvalue()
    path = tmp_path / "p.zip"
    for cut in range(0, len(whole), 7):
        path.write_bytes(whole[:cut])
        with pytest.raises(Fault):
            read_pack(path)
        path.write_bytes(whole[:cut] + bytes([whole[cut] ^ 0xFF]) + whole[cut + 1 :])
        try:
            read_pack(path)
        except Fault:
            continue


def test_every_shipped_pack_is_read(samples: Path) -> None:
    packs = samples.parent / "packs"
    folders = sorted(path.parent for path in packs.glob("*/pack.toml"))
    assert folders
    assert [read_pack(folder).id for folder in folders] == [folder.name for folder in folders]


DAY = "date,name\n2026-01-01,New Year\n"
CALENDAR = MANIFEST.replace('"control_list"', '"calendar"').replace('"sample"', '"calendar_PL"')


@pytest.mark.parametrize(
    ("manifest", "data", "field"),
    [
        (CALENDAR.replace("valid_from = 2026-01-01\n", ""), DAY, "valid_from"),
        (CALENDAR.replace("valid_to = 2026-12-31\n", ""), DAY, "valid_to"),
        (CALENDAR, "date,name\n2026-02-30,No day\n", "date"),
        (CALENDAR, "day,name\n2026-02-03,A day\n", "date"),
    ],
)
def test_a_calendar_that_would_stop_the_clocks_is_refused(
    tmp_path: Path, manifest: str, data: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        read_pack(a_pack(tmp_path / "calendar_PL", manifest, data))
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("data", "field", "value"),
    [
        ("head,language,term,kind\n3A228,en,krytron,brand\n", "kind", "brand"),
        ("head,language,term,kind,controlled\n3A228,en,krytron,name,ever\n", "controlled", "ever"),
        ("head,term,kind\n3A228,krytron,name\n", "language", None),
    ],
)
def test_a_glossary_with_another_word_is_refused_with_its_place(
    tmp_path: Path, data: str, field: str, value: str | None
) -> None:
    manifest = MANIFEST.replace('kind = "control_list"', 'kind = "glossary"')
    with pytest.raises(Invalid) as refused:
        read_pack(a_pack(tmp_path / "p", manifest, data))
    assert (refused.value.field, refused.value.value) == (field, value)
    assert refused.value.row == (1 if value is None else 2)
