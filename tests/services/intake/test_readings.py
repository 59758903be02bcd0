"""A declaration that comes again: known by bytes or content, read otherwise, or amended."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.services.act_examples import DECIDED
from tests.services.sample_office import ANALYST, REF, Office, two_items, write_csv
from tests.taking_in import taken_in

from landwaiter.domain.cases.case import Stage
from landwaiter.domain.intake.declaration import Declaration
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.intake.table_mapping import TableMapping
from landwaiter.formats.base.declaration_file import DeclarationFile
from landwaiter.formats.base.marked_file import MarkedFile
from landwaiter.formats.intake import declarations as formats
from landwaiter.formats.intake.declarations import DeclarationStream
from landwaiter.services.base.content_forms import FORMS, identity
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.intake import readings, staged_files
from landwaiter.services.intake.taking_in import IntakeResult

Change = Callable[[Declaration], Declaration]


def a_later_reader(patch: pytest.MonkeyPatch, change: Change) -> None:
    """From now on every declaration is read with this change, whichever file it is in."""

    def read(data: bytes, file: str, instructions: Any) -> DeclarationFile:
        found = formats.read_declarations(data, file=file, instructions=instructions)
        changed = (replace(d, declaration=change(d.declaration)) for d in found.declarations)
        return replace(found, declarations=tuple(changed))

    def stream(file: MarkedFile, instructions: Any, *_beat: object) -> DeclarationStream:
        return streamed(file, read(file.whole(), file.file, instructions))

    patch.setattr(staged_files, "stream_of", stream)
    patch.setattr(readings, "read_file", read)


def streamed(file: MarkedFile, found: DeclarationFile) -> DeclarationStream:
    """What a reader read at once, as one that reads it piece by piece gives it."""
    return DeclarationStream(file, replace(found, declarations=()), found.declarations)


def reads_the_warehouse(declaration: Declaration) -> Declaration:
    return replace(declaration, warehouse="W-1")


def first(office: Office) -> Path:
    """The file that the sample case came from, byte for byte."""
    return write_csv(office.path.parent / "first.csv", two_items())


def other_bytes(office: Office, **changes: Any) -> Path:
    path = write_csv(office.path.parent / "other.csv", two_items(**changes))
    path.write_bytes(path.read_bytes() + b"\r\n")
    return path


def taken(office: Office, path: Path, **options: Any) -> IntakeResult:
    (result,) = taken_in(office.session(ANALYST), TakeIn((path,), **options))
    assert not result.rejected
    return result


def counts(result: IntakeResult) -> tuple[int, int, int]:
    return result.created, result.updated, result.duplicates


def deeds(office: Office) -> list[str]:
    return [row.deed for row in office.view().history]


def test_known_bytes_are_a_duplicate_whatever_is_read_from_them_now(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = deeds(office)
    a_later_reader(monkeypatch, reads_the_warehouse)
    assert counts(taken(office, first(office))) == (0, 0, 1)
    assert len(office.case().versions) == 1
    assert deeds(office) == before


def test_known_bytes_are_a_duplicate_even_where_other_numbers_are_read_from_them(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_later_reader(monkeypatch, lambda declaration: replace(declaration, lrn="LW-ONE"))
    assert counts(taken(office, first(office))) == (0, 0, 1)
    assert len(list_cases(office.session(ANALYST)).rows) == 1


def test_other_bytes_of_the_same_content_are_a_duplicate(office: Office) -> None:
    assert counts(taken(office, other_bytes(office))) == (0, 0, 1)
    assert "Declaration read again" not in deeds(office)


def test_what_only_the_reader_reads_otherwise_is_noted_and_reopens_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for step in DECIDED:
        step(office)
    a_later_reader(monkeypatch, reads_the_warehouse)
    result = taken(office, other_bytes(office))
    assert counts(result) == (0, 0, 1)
    assert any("nothing was reopened" in warning for warning in result.warnings)
    view = office.view()
    assert view.case.stage is Stage.DECIDED
    assert view.approved_valid
    assert len(view.case.versions) == 1
    noted = view.history[0]
    assert noted.deed == "Declaration read again"
    assert "was not stated, is W-1" in noted.text


def test_what_the_declarant_changed_is_an_amendment_with_any_reader(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_later_reader(monkeypatch, reads_the_warehouse)
    assert counts(taken(office, other_bytes(office, net_mass_kg=9900))) == (0, 1, 0)
    assert len(office.case().versions) == 2


def test_a_file_that_cannot_be_read_again_makes_an_amendment(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = office.session(ANALYST).casebook.vault
    for name in vault.names():
        (vault.folder / name).unlink()
    a_later_reader(monkeypatch, reads_the_warehouse)
    assert counts(taken(office, other_bytes(office))) == (0, 1, 0)


def test_an_older_content_in_a_new_file_is_an_amendment_back_to_it(office: Office) -> None:
    taken(office, other_bytes(office, net_mass_kg=9900))
    assert counts(taken(office, other_bytes(office))) == (0, 1, 0)
    assert len(office.case().versions) == 3


def mapped(office: Office, column: str) -> tuple[Path, TableMapping]:
    """A table whose masses are in two columns of the sender's own."""
    rows = [{**row, "weight": 1, "tara": 2} for row in two_items()]
    for row in rows:
        del row["net_mass_kg"]
    return write_csv(office.path.parent / "mapped.csv", rows), TableMapping({"net_mass_kg": column})


def test_the_same_bytes_with_columns_named_otherwise_are_read_as_a_person_wants(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, mapping = mapped(office, "weight")
    assert counts(taken(office, path, mapping=mapping)) == (0, 1, 0)
    assert counts(taken(office, path, mapping=mapping)) == (0, 0, 1)
    a_later_reader(monkeypatch, reads_the_warehouse)
    path.write_bytes(path.read_bytes() + b"\r\n")
    assert counts(taken(office, path, mapping=mapping)) == (0, 0, 1)  # read again as it was read
    path, mapping = mapped(office, "tara")
    assert counts(taken(office, path, mapping=mapping)) == (0, 1, 0)
    assert office.case().versions[-1].declaration.items[0].net_mass_kg == 2


def test_a_message_is_known_by_its_bytes_whatever_is_read_from_them_now(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = office.path.parent / "invalidation.xml"
    path.write_text(
        "<CC514C><ExportOperation><LRN>LW-1</LRN></ExportOperation>"
        "<Invalidation><justification>cancelled</justification></Invalidation>"
        "<Declarant><identificationNumber>PL526100001900000</identificationNumber></Declarant>"
        "</CC514C>",
        encoding="utf-8",
    )
    assert counts(taken(office, path)) == (0, 1, 0)

    def stream(file: MarkedFile, instructions: Any, *_beat: object) -> DeclarationStream:
        data = file.whole()
        found = formats.read_declarations(data, file=file.file, instructions=instructions)
        told = (replace(r, request=replace(r.request, reason_code="9")) for r in found.requests)
        return streamed(file, replace(found, requests=tuple(told)))

    monkeypatch.setattr(staged_files, "stream_of", stream)
    assert counts(taken(office, path)) == (0, 0, 1)
    assert len(office.case().requests) == 1


def test_what_is_kept_names_its_form_and_is_compared_in_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def form_2(declaration: Declaration) -> Any:
        return {"meant otherwise": FORMS["declaration"][1](declaration)}

    monkeypatch.setitem(FORMS["declaration"], 2, form_2)
    assert counts(taken(office, other_bytes(office))) == (0, 0, 1)
    taken(office, other_bytes(office, net_mass_kg=9900))
    with office.session(ANALYST).reading() as conn:
        query = "SELECT form, content_sha256 FROM declaration ORDER BY version"
        old, new = conn.exec_driver_sql(query)
    first_version, second = (one.declaration for one in office.case(REF).versions)
    assert tuple(old) == ("declaration/1", identity(first_version, "declaration/1"))
    assert tuple(new) == ("declaration/2", identity(second))
    assert identity(second, "declaration/1") != identity(second)
