"""Watch lists from their files: editions, looks before an import, mappings kept by name."""

import gzip
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest
from tests.formats.lists.samples import data_of, journal_row
from tests.services.sample_office import ANALYST, Office

from landwaiter.domain.audit.deeds import ExportChain
from landwaiter.domain.lists.column_mapping import ColumnMapping
from landwaiter.domain.lists.deeds import ForgetMapping, ImportList, KeepMapping
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.law.edition_row import EditionRow
from landwaiter.services.lists import column_mappings, list_files, list_imports
from landwaiter.services.lists.list_imports import ListHead, preview_list_files
from landwaiter.services.warm.session import Session

TABLE = "Lfd Nr;Bezeichnung;Staat;Anschrift;Ort\n1;Müller GmbH;Deutschland;Hauptstr. 1;Köln\n"


@pytest.fixture
def session(office: Office) -> Session:
    return office.session(ANALYST)


def edition_of(session: Session, list_id: str) -> EditionRow | None:
    return next((row for row in list_imports.list_editions(session) if row.id == list_id), None)


def written(folder: Path, form: str) -> list[Path]:
    """The sample files of a form."""
    paths = []
    for at, data in enumerate(data_of(form)):
        paths.append(folder / f"{form}-{at}.dat")
        paths[-1].write_bytes(data)
    return paths


def a_plain_list(folder: Path, count: int, name: str = "names.csv") -> Path:
    file = folder / name
    rows = "".join(f"{at},Firm {at} Trading\n" for at in range(count))
    file.write_text(f"id,name\n{rows}", encoding="utf-8")
    return file


def test_an_edition_has_the_day_kind_source_and_licence_its_file_says(
    session: Session, tmp_path: Path
) -> None:
    (result,) = run(
        session, ImportList(files=tuple(written(tmp_path, "eu-fsf")), **asdict(ListHead("eu")))
    )
    assert (result.format, result.listings, result.edition) == ("eu-fsf", 1, "2026-03-02")
    row = edition_of(session, "eu")
    assert row is not None
    assert (row.kind, row.edition, row.rows) == ("asset_freeze", "2026-03-02", 1)
    assert row.source == "European Commission"


def test_what_is_said_of_a_list_counts_more_than_its_file(session: Session, tmp_path: Path) -> None:
    head = ListHead("eu", kind="vessel_list", edition="E", published=date(2026, 1, 1))
    (result,) = run(session, ImportList(files=tuple(written(tmp_path, "eu-fsf")), **asdict(head)))
    assert result.edition == "E"
    row = edition_of(session, "eu")
    assert row is not None
    assert row.kind == "vessel_list"


def test_a_set_of_files_is_one_edition_in_whatever_order(session: Session, tmp_path: Path) -> None:
    paths = written(tmp_path, "us-ofac-csv")
    results = run(session, ImportList(files=tuple(paths), **asdict(ListHead("ofac"))))
    assert [one.listings for one in results] == [0, 1, 0, 0]
    again = preview_list_files(session, paths[::-1], ListHead("ofac"))
    assert again.listings == 1
    with pytest.raises(Exception, match="in the casebook already"):
        run(session, ImportList(files=tuple(paths[::-1]), **asdict(ListHead("ofac"))))


def test_a_look_keeps_nothing(session: Session, tmp_path: Path) -> None:
    found = preview_list_files(session, written(tmp_path, "uk-conlist"), ListHead("uk"))
    assert (found.listings, found.kind, found.published) == (1, "asset_freeze", date(2026, 4, 27))
    assert found.schemas == (("Person", 1),)
    assert found.first[0].name == "Ivan EXÄMPLE"
    assert edition_of(session, "uk") is None


def cut(path: Path, rows: int) -> Path:
    """A file that ends exactly behind so many lines."""
    lines = path.read_bytes().splitlines(keepends=True)
    made = path.with_name(f"cut-{path.name}")
    made.write_bytes(b"".join(lines[:rows]))
    return made


def test_a_file_cut_between_two_rows_is_asked_about_and_not_saved(
    session: Session, tmp_path: Path
) -> None:
    whole = a_plain_list(tmp_path, 100)
    run(session, ImportList(files=(whole,), **asdict(ListHead("n"))))
    shorter = cut(whole, 98)
    found = preview_list_files(session, [shorter], ListHead("n"))
    (result,) = run(session, ImportList(files=(shorter,), **asdict(ListHead("n"))))
    assert found.doubts == result.doubts
    assert result.doubts == ("The newest edition names 100, this one 97: is the file whole?",)
    row = edition_of(session, "n")
    assert row is not None
    assert row.rows == 100, "nothing was saved"
    (sure,) = run(session, ImportList(files=(shorter,), **asdict(ListHead("n")), sure=True))
    assert (sure.doubts, sure.warnings[-1]) == ((), result.doubts[0])
    assert any("is the file whole" in line for line in do(session, ExportChain()).outcome), (
        "on record"
    )


def test_what_publishers_take_off_a_list_from_day_to_day_is_no_question(
    session: Session, tmp_path: Path
) -> None:
    run(session, ImportList(files=(a_plain_list(tmp_path, 100),), **asdict(ListHead("n"))))
    (result,) = run(
        session, ImportList(files=(a_plain_list(tmp_path, 98, "b.csv"),), **asdict(ListHead("n")))
    )
    assert (result.doubts, result.warnings) == ((), ())


@pytest.mark.parametrize("name", ["names.csv", "names.jsonl"])
def test_a_last_line_without_an_end_is_asked_about_even_the_first_time(
    session: Session, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    line = '{"DATA_SOURCE": "X", "RECORD_ID": "%s", "RECORD_TYPE": "PERSON", "NAME_FULL": "Ann %s"}'
    lines = [line % (n, n) for n in "ab"] if name.endswith("l") else ["id,name", "1,A", "2,B"]
    path.write_text("\n".join(lines), encoding="utf-8")
    (result,) = run(session, ImportList(files=(path,), **asdict(ListHead("n"))))
    assert result.doubts == (f"The last line of {name} has no end: is the file whole?",)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (result,) = run(session, ImportList(files=(path,), **asdict(ListHead("n"))))
    assert (result.doubts, result.listings) == ((), 2)


def test_a_file_that_says_where_it_ends_is_asked_about_only_where_much_is_gone(
    session: Session, tmp_path: Path
) -> None:
    run(session, ImportList(files=(a_plain_list(tmp_path, 100),), **asdict(ListHead("n"))))
    packed = tmp_path / "names.csv.gz"
    for count, asked in ((92, False), (82, True)):
        packed.write_bytes(gzip.compress(a_plain_list(tmp_path, count).read_bytes()))
        (result,) = run(session, ImportList(files=(packed,), **asdict(ListHead("n"))))
        assert bool(result.doubts) is asked


def test_the_publishers_own_count_is_the_answer(session: Session, tmp_path: Path) -> None:
    whole = a_plain_list(tmp_path, 100)
    run(session, ImportList(files=(whole,), **asdict(ListHead("n"))))
    shorter = cut(whole, 51)
    with pytest.raises(Invalid, match="names 50 entries, and its publisher 100") as refused:
        run(session, ImportList(files=(shorter,), **asdict(ListHead("n", count=100)), sure=True))
    assert (refused.value.field, refused.value.value) == ("count", "100")
    (result,) = run(session, ImportList(files=(shorter,), **asdict(ListHead("n", count=50))))
    assert (result.doubts, result.listings) == ((), 50)


def test_a_list_too_long_to_hold_is_read_twice_and_saved_whole(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_files, "HELD", 5)
    (result,) = run(
        session, ImportList(files=(a_plain_list(tmp_path, 12),), **asdict(ListHead("n")))
    )
    assert result.listings == 12
    row = edition_of(session, "n")
    assert row is not None
    assert row.rows == 12


def test_a_file_that_changes_while_it_is_read_is_not_saved(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_files, "HELD", 5)
    file = a_plain_list(tmp_path, 12)

    def tell(_done: int, _total: int, what: str) -> None:
        if what.startswith("saving"):
            a_plain_list(tmp_path, 11)

    read = list_files.read_files([file], "n")
    a_plain_list(tmp_path, 11)
    with pytest.raises(Invalid, match="changed while it was read"):
        list(read.listings(tell))
    assert edition_of(session, "n") is None


class Stopped(BaseException):
    """As the window leaves a job that is cancelled."""


def test_an_import_that_is_cancelled_saves_nothing(session: Session, tmp_path: Path) -> None:
    told: list[str] = []

    def tell(_done: int, _total: int, what: str) -> None:
        told.append(what)
        if what.startswith("saving"):
            raise Stopped

    with pytest.raises(Stopped):
        run(
            session,
            ImportList(files=(a_plain_list(tmp_path, 2_500),), **asdict(ListHead("n"))),
            tell,
        )
    assert any(what.startswith("reading") for what in told)
    assert edition_of(session, "n") is None


def test_files_of_two_publishers_are_refused_whole(session: Session, tmp_path: Path) -> None:
    paths = [*written(tmp_path, "eu-fsf"), *written(tmp_path, "un-consolidated")]
    results = run(session, ImportList(files=tuple(paths), **asdict(ListHead("x"))))
    assert [bool(one.rejected) for one in results] == [False, True]
    assert "not of one list" in results[1].rejected[0].message


def test_files_with_nobody_in_them_are_no_list(session: Session, tmp_path: Path) -> None:
    header = data_of("eu-journal")[0].split(b"\r\n")[0] + b"\r\n"
    file = tmp_path / "empty.csv"
    file.write_bytes(header)
    (result,) = run(session, ImportList(files=(file,), **asdict(ListHead("x"))))
    assert "names nobody" in result.rejected[0].message


def test_an_empty_annex_joins_the_others(session: Session, tmp_path: Path) -> None:
    (full,) = written(tmp_path, "eu-journal")
    empty = tmp_path / "empty.csv"
    empty.write_bytes(data_of("eu-journal")[0].split(b"\r\n")[0] + b"\r\n")
    results = run(
        session,
        ImportList(
            files=(
                full,
                empty,
            ),
            **asdict(ListHead("eu")),
        ),
    )
    assert [one.listings for one in results] == [1, 0]
    assert "nobody today" in results[1].warnings[0]


def test_a_table_of_a_stranger_is_proposed_kept_and_imported(
    session: Session, tmp_path: Path
) -> None:
    file = tmp_path / "liste.csv"
    file.write_bytes(TABLE.encode("cp1252"))
    look = column_mappings.look_at_columns(file)
    assert {one.column: one.field for one in look.columns} == {
        "Lfd Nr": "id",
        "Bezeichnung": "name",
        "Staat": "country",
        "Anschrift": "address",
        "Ort": "address",
    }
    assert (look.mapping.encoding, look.words) == ("windows-1252", ("Müller", "Köln"))
    assert look.first[0].addresses == ("Hauptstr. 1, Köln",)
    assert look.first[0].countries == ("DE",)
    do(session, KeepMapping(name="ministry", mapping=look.mapping))
    kept = column_mappings.named_mapping(session, "ministry")
    assert kept == look.mapping
    (result,) = run(session, ImportList(files=(file,), **asdict(ListHead("m")), mapping=kept))
    assert (result.format, result.listings) == ("mapped-table", 1)


POLISH = "Lp;Nazwa;Kraj;Adres\r\n1;Źródło Łódź;PL;ul. Święta 3\r\n2;Gęśla Ćma;PL;Żary\r\n"


@pytest.mark.parametrize(
    ("written", "encoding", "delimiter"),
    [
        (POLISH.encode("cp1250"), "windows-1250", ";"),
        (POLISH.encode("iso-8859-2"), "iso-8859-2", ";"),
        (POLISH.encode("utf-16"), "utf-16", ";"),
        (b"\xfe\xff" + POLISH.encode("utf-16-be"), "utf-16", ";"),
        (POLISH.replace(";", "|").encode("cp1250"), "windows-1250", "|"),
    ],
)
def test_a_table_in_another_encoding_is_read_with_its_letters(
    session: Session, tmp_path: Path, written: bytes, encoding: str, delimiter: str
) -> None:
    file = tmp_path / "lista.csv"
    file.write_bytes(written)
    look = column_mappings.look_at_columns(file)
    assert (look.mapping.encoding, look.mapping.delimiter) == (encoding, delimiter)
    assert look.words == ("Źródło", "Łódź", "Święta", "Gęśla")
    told = ImportList(files=(file,), **asdict(ListHead("pl")), mapping=look.mapping)
    (result,) = run(session, told)
    assert (result.rejected, result.listings) == ((), 2)
    assert [one.name for one in look.first] == ["Źródło Łódź", "Gęśla Ćma"]


def test_letters_whose_half_is_the_end_of_a_line_end_no_line(tmp_path: Path) -> None:
    file = tmp_path / "wide.csv"
    file.write_bytes("Name;Kraj\nĊapital ਅ;PL\n".encode("utf-16"))
    assert [one.name for one in column_mappings.look_at_columns(file).first] == ["Ċapital ਅ"]


def test_a_table_as_ours_in_another_encoding_is_looked_at_first(
    session: Session, tmp_path: Path
) -> None:
    file = tmp_path / "ours.csv"
    file.write_bytes("name;country\nŻółć;PL\n".encode("cp1250"))
    assert column_mappings.form_title(file) == ""
    (result,) = run(session, ImportList(files=(file,), **asdict(ListHead("pl"))))
    assert "list columns" in (result.rejected[0].remedy or "")
    file.write_text("name;country\nŻółć;PL\n", encoding="utf-8")
    assert column_mappings.form_title(file)


def test_a_byte_that_the_stated_encoding_lacks_is_refused_with_its_place(
    session: Session, tmp_path: Path
) -> None:
    file = tmp_path / "lista.csv"
    file.write_bytes(POLISH.encode("cp1250") + b"3;A\x81;PL;B\r\n")
    mapping = replace(column_mappings.mapping_of({"name": "Nazwa"}), encoding="windows-1250")
    (result,) = run(session, ImportList(files=(file,), **asdict(ListHead("pl")), mapping=mapping))
    assert [(one.row, one.value) for one in result.rejected] == [(4, "0x81")]
    file.write_bytes(POLISH.encode("utf-16")[:-1])
    wide = replace(mapping, encoding="utf-16")
    (result,) = run(session, ImportList(files=(file,), **asdict(ListHead("pl")), mapping=wide))
    assert result.rejected[0].row == 3


def test_the_same_file_read_otherwise_is_another_edition(session: Session, tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("A,B\nFirm,Plant\n", encoding="utf-8")
    for column in ("A", "B"):
        mapping = ColumnMapping({"name": (column,)})
        head = ListHead("t", edition=column)
        assert (
            run(session, ImportList(files=(file,), **asdict(head), mapping=mapping))[0].listings
            == 1
        )


def test_a_mapping_that_names_no_column_of_the_file_is_refused_by_name(
    session: Session, tmp_path: Path
) -> None:
    mapping = ColumnMapping({"name": ("Bezeichnung",)})
    file = a_plain_list(tmp_path, 2)
    (result,) = run(session, ImportList(files=(file,), **asdict(ListHead("t")), mapping=mapping))
    (rejected,) = result.rejected
    assert (rejected.field, rejected.value) == ("name", "Bezeichnung")
    assert "id, name" in (rejected.remedy or "")


def test_a_mapping_is_replaced_and_forgotten(session: Session) -> None:
    do(session, KeepMapping(name="m", mapping=ColumnMapping({"name": ("A",)})))
    do(session, KeepMapping(name="m", mapping=ColumnMapping({"name": ("B",)})))
    assert column_mappings.named_mapping(session, "m").fields == {"name": ("B",)}
    do(session, ForgetMapping(name="m"))
    with pytest.raises(NotFound):
        column_mappings.named_mapping(session, "m")


def test_a_mapping_without_a_name_is_not_kept(session: Session) -> None:
    with pytest.raises(Invalid):
        do(session, KeepMapping(name="m", mapping=ColumnMapping({"country": ("A",)})))
    with pytest.raises(Invalid):
        do(session, KeepMapping(name="No Name!", mapping=ColumnMapping({"name": ("A",)})))


def test_an_auditor_keeps_no_mapping(office: Office) -> None:
    office.add("Udo", "auditor")
    with pytest.raises(NotAllowed):
        do(office.session("Udo"), KeepMapping(name="m", mapping=ColumnMapping({"name": ("A",)})))


def test_a_workbook_is_proposed_and_read_by_the_confined_process(
    session: Session, tmp_path: Path
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["A list"], ["No", "Entity", "DOB"], [1, "Firm One", date(1970, 1, 18)]):
        book.active.append(row)
    file = tmp_path / "list.xlsx"
    book.save(file)
    look = column_mappings.look_at_columns(file)
    assert look.mapping.header_row == 2
    assert look.first[0].birth_dates == ("1970-01-18",)
    (result,) = run(
        session, ImportList(files=(file,), **asdict(ListHead("w")), mapping=look.mapping)
    )
    assert result.listings == 1


def test_the_entries_of_one_annex_are_a_list_of_their_own(session: Session, tmp_path: Path) -> None:
    file = tmp_path / "act.csv"
    columns = data_of("eu-journal")[0].split(b"\r\n")[0].decode() + "\r\n"
    said = {"celex": "32099R0001", "recordId": "1", "measure": "Export control"}
    rows = (
        journal_row(**said, annex=annex, schema="Company", name=f"Firm {annex}")
        for annex in ("I", "IV")
    )
    file.write_text(columns + "".join(rows), encoding="utf-8", newline="")
    head = ListHead("eu_annex_iv", kind="export_list", only="32099R0001 iv")
    assert run(session, ImportList(files=(file,), **asdict(head)))[0].listings == 1
    whole = preview_list_files(session, [file], ListHead("all"))
    assert whole.listings == 2
    (refused,) = run(session, ImportList(files=(file,), **asdict(ListHead("x", only="V"))))
    assert "32099R0001 IV" in (refused.rejected[0].remedy or "")
