"""Tables of senders taken in: mapping and mends stay with what was read, and say who mended."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.formats.tables.national_tables import MRN_1, MRN_2, POLISH
from tests.services.act_examples import PROPOSED
from tests.services.sample_office import ANALYST, REF, Office, two_items
from tests.taking_in import taken_in

from landwaiter.domain.intake.deeds import ForgetTableMapping, KeepTableMapping, TakeIn
from landwaiter.domain.intake.table_mapping import Mend, TableMapping, table_mapping_from
from landwaiter.errors import Invalid, NotFound
from landwaiter.formats.base.marked_file import MarkedFile
from landwaiter.services.base.wording import told_mends
from landwaiter.services.deeds.engine import do
from landwaiter.services.intake import table_mappings
from landwaiter.services.intake.table_files import grids_of
from landwaiter.services.intake.table_mappings import propose_mapping, write_left_out
from landwaiter.services.intake.taking_in import IntakeResult
from landwaiter.services.reports.dossier.case_tables import declarations_table


def table(office: Office, text: str, name: str = "table.csv") -> Path:
    path = office.path.parent / name
    path.write_text(text, encoding="utf-8")
    return path


def taken(
    office: Office, path: Path, mapping: TableMapping | None, **options: object
) -> IntakeResult:
    (result,) = taken_in(office.session(ANALYST), TakeIn((path,), mapping, **options))  # type: ignore[arg-type]
    return result


BAD = "MRN;Kod CN;Opis\n{mrn};8482109O;Łożyska\n{other};84821090;Śruby\n"
MAPPING = TableMapping({"mrn": "MRN", "cn8": "Kod CN", "description": "Opis"})


def bad_table(office: Office) -> Path:
    return table(office, BAD.format(mrn=MRN_1, other=MRN_2))


def test_a_national_table_opens_cases_as_it_was_proposed(office: Office) -> None:
    path = office.path.parent / "zgloszenia.csv"
    path.write_bytes(POLISH.data)
    found = propose_mapping(path)
    assert found.is_ready
    result = taken(office, path, found.mapping)
    assert (result.created, result.rejected) == (2, ())
    assert [one.row for one in result.out] == [8]
    declared = office.case(result.cases[0]).declaration
    assert declared
    assert declared.items[0].description == "Łożyska kulkowe, śr. wewn. 30 mm"


def test_the_same_table_again_is_known_and_read_again_as_it_was_read(office: Office) -> None:
    path = office.path.parent / "zgloszenia.csv"
    path.write_bytes(POLISH.data)
    mapping = propose_mapping(path).mapping
    taken(office, path, mapping)
    assert taken(office, path, mapping).duplicates == 2
    path.write_bytes(POLISH.data + b"\r\n")
    again = taken(office, path, mapping)
    assert (again.duplicates, again.updated) == (2, 0)


def test_a_bad_row_has_a_guess_and_the_number_of_its_declaration(office: Office) -> None:
    (fault,) = taken(office, bad_table(office), MAPPING).rejected
    assert (fault.row, fault.field, fault.value) == (2, "cn8", "8482109O")
    assert (fault.guess, fault.declaration) == ("84821090", MRN_1)


def test_a_guess_is_never_taken_by_itself(office: Office) -> None:
    result = taken(office, bad_table(office), MAPPING, partial=True)
    assert (result.created, len(result.rejected)) == (1, 1)


def test_a_mended_value_stands_beside_the_file_with_a_name(office: Office) -> None:
    path = bad_table(office)
    before = path.read_bytes()
    result = taken(office, path, MAPPING, mends=(Mend(2, "cn8", "84821090"),))
    assert (result.created, len(result.mended), result.rejected) == (2, 1, ())
    assert path.read_bytes() == before
    mended, whole = (office.case(reference).versions[0] for reference in result.cases)
    assert mended.mends == (Mend(2, "cn8", "84821090", "8482109O"),)
    (said,) = told_mends(mended)
    assert all(word in str(said) for word in ("8482109O", "84821090", ANALYST))
    assert whole.mends == ()


def test_a_correction_of_the_sender_is_offered_and_never_taken_by_itself(office: Office) -> None:
    learned = MAPPING.learned((Mend(2, "cn8", "84821091", "8482109O"), Mend(2, "mrn", "A", "B")))
    assert learned.corrections == {"cn8": {"8482109O": "84821091"}}
    assert table_mapping_from(learned.as_json()) == learned
    result = taken(office, bad_table(office), learned)
    assert [(one.last_time, one.guess) for one in result.rejected] == [("84821091", "84821090")]
    assert result.created == 0
    mends = (Mend(2, "cn8", "84821091"),)
    taken(office, bad_table(office), learned, mends=mends)
    assert taken(office, bad_table(office), MAPPING, mends=mends).duplicates == 2


def test_what_was_mended_stands_in_the_report(office: Office) -> None:
    result = taken(office, bad_table(office), MAPPING, mends=(Mend(2, "cn8", "84821090"),))
    told = declarations_table(office.view(result.cases[0]))
    assert told
    assert any("8482109O" in str(cell) for row in told.rows for cell in row)
    other = declarations_table(office.view(result.cases[1]))
    assert other
    assert len(other.rows) == 1


def test_a_mended_table_again_is_known(office: Office) -> None:
    path, mends = bad_table(office), (Mend(2, "cn8", "84821090"),)
    taken(office, path, MAPPING, mends=mends)
    again = taken(office, path, MAPPING, mends=mends)
    assert (again.created, again.duplicates) == (0, 2)


def test_a_dry_run_says_whose_proposal_an_amendment_would_end(office: Office) -> None:
    for step in PROPOSED:
        step(office)
    (voided,) = office.take_in(*two_items(net_mass_kg=9900), dry_run=True).voided
    assert (voided.case, voided.state, voided.by) == (REF, "proposed", ANALYST)
    assert office.case().decision is not None
    assert office.case().decision.state == "proposed"  # type: ignore[union-attr]
    assert office.take_in(*two_items(net_mass_kg=9900)).voided == (voided,)
    assert office.take_in(*two_items(net_mass_kg=9901)).voided == ()


def test_rows_that_stay_out_are_written_with_why_and_without_formulas(office: Office) -> None:
    path = table(office, BAD.format(mrn=MRN_1, other=MRN_2) + "=1+1;nonsense;x\nRazem;;\n")
    result = taken(office, path, MAPPING, partial=True)
    to = office.path.parent / "left-out.csv"
    assert write_left_out(path, to, MAPPING, result.out) == 3
    head, *rows = to.read_text(encoding="utf-8-sig").splitlines()
    assert head.split(";")[-1] == "landwaiter_why"
    assert rows[0].startswith(f"2;{MRN_1};8482109O;Łożyska;")
    assert rows[1].startswith("4;'=1+1;")
    assert all(row.split(";")[-1] for row in rows)


def test_a_mapping_is_kept_for_a_sender_and_named_in_the_chain(office: Office) -> None:
    session = office.session(ANALYST)
    do(session, KeepTableMapping("agency", MAPPING))
    assert table_mappings.mapping_kept(session, "agency") == MAPPING
    assert list(table_mappings.mappings(session)) == ["agency"]
    do(session, ForgetTableMapping("agency"))
    with pytest.raises(NotFound):
        table_mappings.mapping_kept(session, "agency")


@pytest.mark.parametrize(
    ("name", "mapping"),
    [("No Name!", MAPPING), ("agency", TableMapping({"colour": "x"}))],
)
def test_a_mapping_without_a_name_or_with_a_strange_column_is_not_kept(
    office: Office, name: str, mapping: TableMapping
) -> None:
    with pytest.raises(Invalid):
        do(office.session(ANALYST), KeepTableMapping(name, mapping))


# Workbooks, in the confined process


def a_workbook(office: Office, *rows: tuple[object, ...]) -> Path:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    path = office.path.parent / "table.xlsx"
    book.save(path)
    return path


def test_a_workbook_is_taken_in_like_a_table(office: Office) -> None:
    rows = (("MRN", "Kod CN", "Opis"), (MRN_1, 84821090, "Łożyska"), ("Razem", None, None))
    result = taken(office, a_workbook(office, *rows), MAPPING)
    assert (result.created, result.format, len(result.out)) == (1, "xlsx", 1)
    assert taken(office, a_workbook(office, *rows), MAPPING).updated == 0


def test_a_number_cell_is_mended_like_any_other(office: Office) -> None:
    rows = (("MRN", "Kod CN", "Opis"), (MRN_1, 1012100, "Konie"))
    path = a_workbook(office, *rows)
    (fault,) = taken(office, path, MAPPING).rejected
    assert (fault.value, fault.guess) == ("1012100", "01012100")
    result = taken(office, path, MAPPING, mends=(Mend(2, "cn8", "01012100"),))
    (mend,) = office.case(result.cases[0]).versions[0].mends
    assert (mend.was, mend.value) == ("1012100", "01012100")


def test_a_zip_bomb_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (100 << 20))
    with pytest.raises(Invalid) as refused:
        grids_of(MarkedFile.of_bytes(out.getvalue(), "bomb.xlsx"))
    assert refused.value.file == "bomb.xlsx"
    assert refused.value.remedy


def test_a_workbook_with_a_password_is_refused() -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2048)
    with pytest.raises(Invalid, match="password"):
        grids_of(MarkedFile.of_bytes(locked, "locked.xlsx"))


def test_an_empty_workbook_is_refused(office: Office) -> None:
    with pytest.raises(Invalid, match="no rows"):
        propose_mapping(a_workbook(office))


@pytest.mark.parametrize("data", [b"", b"  \n", b"<CC515C/>", b"\x00\x01\x02\x03" * 9, b"%PDF-1.7"])
def test_what_is_no_table_has_no_columns(office: Office, data: bytes) -> None:
    path = office.path.parent / "thing"
    path.write_bytes(data)
    with pytest.raises(Invalid) as refused:
        propose_mapping(path)
    assert refused.value.remedy
