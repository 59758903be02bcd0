"""A file of names: checked whole, screened in parts, gone on with, written out, swept."""

import csv
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import func, select
from tests.services.sample_office import ADMIN, ANALYST, LISTED, Office, write_list

from landwaiter.domain.lists.deeds import ImportList
from landwaiter.errors import Invalid, NotFound
from landwaiter.services.deeds.engine import run
from landwaiter.services.hits import name_batches as batches
from landwaiter.services.hits.batch_files import write_xlsx
from landwaiter.services.hits.name_batches import Batch, FileQuery, screen_file
from landwaiter.services.hits.name_files import read_names
from landwaiter.services.hits.screening_output import result_json
from landwaiter.services.lists.list_imports import ListHead
from landwaiter.storage.schema.hits import batch_part, batch_run

NAMES = ("Morning Lathe Trading", "Nobody at All", "Baltic Dredging", "Ivan Petrov")


class Stopped(BaseException):
    """Somebody cancelled."""


def a_file(folder: Path, count: int, *, delimiter: str = ",") -> Path:
    path = folder / "names.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(("Name", "id", "kind", "country", "identifier", "born"))
        for number in range(count):
            writer.writerow((f"{NAMES[number % 4]} {number % 7}", number, "", "CN", "", ""))
    return path


def shown(batch: Batch) -> str:
    return json.dumps([result_json(result) for result in batch.results()])


def kept(office: Office) -> tuple[int, int]:
    """Runs and parts in the casebook."""
    with office.session(ANALYST).reading() as conn:
        counts = [
            conn.execute(select(func.count()).select_from(t)) for t in (batch_run, batch_part)
        ]
        return tuple(int(one.scalar_one()) for one in counts)  # type: ignore[return-value]


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten names a part."""
    monkeypatch.setattr(batches, "PART", 10)


def stopping_at(names: int) -> Any:
    def progress(done: int, _total: int, _what: str) -> None:
        if done >= names:
            raise Stopped

    return progress


def test_every_name_has_its_result_in_the_order_of_the_file(office: Office) -> None:
    path = a_file(office.path.parent, 7)
    batch = screen_file(office.session(ANALYST), FileQuery(path))
    results = list(batch.results())
    assert [result.query.id for result in results] == [str(number) for number in range(7)]
    assert [bool(result.hits) for result in results[:2]] == [True, False]
    assert (batch.names, batch.with_hits) == (7, sum(1 for one in results if one.hits))


@pytest.mark.usefixtures("parts")
def test_a_screening_that_was_cancelled_goes_on_with_an_equal_result(office: Office) -> None:
    path, session = a_file(office.path.parent, 64), office.session(ANALYST)
    whole = shown(screen_file(session, FileQuery(path)))
    with pytest.raises(Stopped):
        screen_file(session, FileQuery(path), progress=stopping_at(30))
    assert kept(office) == (1, 3)
    resumed = screen_file(session, FileQuery(path, resume=True))
    assert resumed.resumed == 30
    assert shown(resumed) == whole


@pytest.mark.usefixtures("parts")
def test_without_resume_it_begins_anew_and_leaves_nothing_behind(office: Office) -> None:
    path, session = a_file(office.path.parent, 64), office.session(ANALYST)
    with pytest.raises(Stopped):
        screen_file(session, FileQuery(path), progress=stopping_at(30))
    anew = screen_file(session, FileQuery(path))
    assert anew.resumed == 0
    assert kept(office) == (1, 7)
    anew.discard()
    assert kept(office) == (0, 0)


@pytest.mark.usefixtures("parts")
@pytest.mark.parametrize("what", ["file", "list", "threshold", "person"])
def test_nothing_is_gone_on_with_that_would_end_otherwise(office: Office, what: str) -> None:
    path, session = a_file(office.path.parent, 64), office.session(ANALYST)
    with pytest.raises(Stopped):
        screen_file(session, FileQuery(path), progress=stopping_at(30))
    asked = FileQuery(path, resume=True)
    if what == "file":
        path.write_text(path.read_text() + "One More,,,,,\n")
    elif what == "list":
        newer = write_list(office.path.parent / "watched.csv", LISTED, "Ivan Petrov")
        head = ListHead("watched", kind="export_list", edition="2026-05")
        assert not run(office.session(ADMIN), ImportList(files=(newer,), **asdict(head)))[
            0
        ].rejected
    elif what == "threshold":
        asked = FileQuery(path, threshold=900, resume=True)
    else:
        session = office.session(ADMIN)
    assert screen_file(session, asked).resumed == 0


@pytest.mark.usefixtures("parts")
def test_what_nobody_went_on_with_goes_after_a_week(office: Office) -> None:
    path, session = a_file(office.path.parent, 64), office.session(ANALYST)
    with pytest.raises(Stopped):
        screen_file(session, FileQuery(path), progress=stopping_at(30))
    office.clock.move(days=8)
    other = office.path.parent / "other.txt"
    other.write_text("Somebody\n" * 11)
    screen_file(office.session(ADMIN), FileQuery(other)).discard()
    assert kept(office) == (0, 0)


def test_of_a_file_of_one_part_nothing_is_kept(office: Office) -> None:
    batch = screen_file(office.session(ANALYST), FileQuery(a_file(office.path.parent, 7)))
    assert kept(office) == (0, 0)
    assert len(list(batch.results())) == 7


def test_two_processes_find_what_one_finds(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    path, session = a_file(office.path.parent, 90), office.session(ANALYST)
    monkeypatch.setattr(batches, "PART", 20)
    alone = shown(screen_file(session, FileQuery(path)))
    monkeypatch.setattr(batches, "PAYS_FROM", 1)
    monkeypatch.setattr(batches, "processors", lambda: 2)
    assert shown(screen_file(session, FileQuery(path))) == alone


def watched_processes(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """From now on every process that screens names, as it is started."""
    started: list[Any] = []
    made = subprocess.Popen

    def watched(*args: Any, **given: Any) -> Any:
        started.append(made(*args, **given))
        return started[-1]

    monkeypatch.setattr("landwaiter.services.base.line_process.subprocess.Popen", watched)
    return started


def test_a_cancelled_screening_leaves_no_process(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = watched_processes(monkeypatch)
    monkeypatch.setattr(batches, "PAYS_FROM", 1)
    monkeypatch.setattr(batches, "PART", 10)
    monkeypatch.setattr(batches, "processors", lambda: 2)
    path = a_file(office.path.parent, 200)
    with pytest.raises(Stopped):
        screen_file(office.session(ANALYST), FileQuery(path), progress=stopping_at(20))
    assert [process.poll() is not None for process in started] == [True, True]


@pytest.mark.thorough
def test_a_process_is_replaced_before_it_remembers_too_much(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, session = a_file(office.path.parent, 60), office.session(ANALYST)
    monkeypatch.setattr(batches, "PART", 10)
    alone = shown(screen_file(session, FileQuery(path)))
    started = watched_processes(monkeypatch)
    monkeypatch.setattr("landwaiter.services.hits.name_worker.PARTS_OF_A_LIFE", 1)
    monkeypatch.setattr(batches, "PAYS_FROM", 1)
    monkeypatch.setattr(batches, "processors", lambda: 2)
    assert shown(screen_file(session, FileQuery(path))) == alone
    assert len(started) == 6
    assert all(process.poll() is not None for process in started)


def test_no_key_stands_in_an_argument_or_the_environment_of_a_process(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    made = subprocess.Popen

    def watched(words: list[str], **given: Any) -> Any:
        seen.extend((*words, *given["env"].values()))
        return made(words, **given)

    monkeypatch.setattr("landwaiter.services.base.line_process.subprocess.Popen", watched)
    monkeypatch.setattr(batches, "PAYS_FROM", 1)
    monkeypatch.setattr(batches, "processors", lambda: 2)
    session = office.session(ANALYST)
    screen_file(session, FileQuery(a_file(office.path.parent, 12)))
    key = session.casebook.keys.database.hex()
    assert seen
    assert not any(key in word for word in seen)


KILLED = """
import sys
from pathlib import Path
from tests.services.sample_office import ANALYST, Office
from landwaiter.services.hits import name_batches as batch
batch.PART = 10
def told(done, total, what):
    print(done, flush=True)
session = Office(Path(sys.argv[1])).session(ANALYST)
batch.screen_file(session, batch.FileQuery(Path(sys.argv[2])), progress=told)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
@pytest.mark.usefixtures("parts")
def test_a_screening_that_was_killed_goes_on_with_an_equal_result(office: Office) -> None:
    path = a_file(office.path.parent, 400)
    whole = shown(screen_file(office.session(ANALYST), FileQuery(path, limit=5)))
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(office.path), str(path)], stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    for line in process.stdout:
        if int(line) >= 50:
            break
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    resumed = screen_file(office.session(ANALYST), FileQuery(path, resume=True))
    assert 50 <= resumed.resumed <= 400
    assert [json.loads(whole)[n]["hits"][:5] for n in range(400)] == [
        one["hits"][:5] for one in json.loads(shown(resumed))
    ]


WRONG = (
    ("name,kind\nA Firm,\nB Firm,spaceship\n", 3, "kind", "spaceship"),
    ("name,country\nA Firm,China\n", 2, "country", "China"),
    ("name,id\n,7\n", 2, "name", None),
    ("name,born\nIvan Petrov,12/70\n", 2, "born", "12/70"),
    ("name,id\nA Firm\n", 2, None, None),
    ("id,title\n1,A Firm\n", 1, "name", None),
)


@pytest.mark.parametrize(("text", "row", "field", "value"), WRONG)
def test_a_wrong_row_is_refused_by_row_and_field_and_nothing_is_screened(
    office: Office, text: str, row: int, field: str | None, value: str | None
) -> None:
    path = office.path.parent / "wrong.csv"
    path.write_text(text)
    with pytest.raises(Invalid) as refused:
        screen_file(office.session(ANALYST), FileQuery(path))
    assert (refused.value.row, refused.value.field, refused.value.value) == (row, field, value)
    assert kept(office) == (0, 0)


def test_a_file_that_is_not_there_is_refused(office: Office) -> None:
    with pytest.raises(NotFound):
        screen_file(office.session(ANALYST), FileQuery(office.path.parent / "none.csv"))


def a_workbook(path: Path, rows: Iterator[tuple[Any, ...]]) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            if value is not None:
                page.cell(number, place, value)
    book.save(path)
    return path


def test_a_workbook_is_read_like_a_table_and_its_rows_keep_their_numbers(tmp_path: Path) -> None:
    rows = iter([("Name", "id", "born"), ("A Firm", 7, None), (None,), ("Ivan", 8, 1970)])
    file = read_names(a_workbook(tmp_path / "names.xlsx", rows))
    assert [(row, query.name, query.id, query.born) for row, query in file.rows()] == [
        (2, "A Firm", "7", None),
        (4, "Ivan", "8", "1970"),
    ]


def test_a_formula_in_a_workbook_is_refused(tmp_path: Path) -> None:
    rows = iter([("name",), ("=A1&B1",)])
    with pytest.raises(Invalid, match="formula") as refused:
        read_names(a_workbook(tmp_path / "names.xlsx", rows))
    assert (refused.value.row, refused.value.field) == (2, "name")


def test_the_workbook_of_results_holds_texts_and_numbers(
    office: Office,
) -> None:
    path = office.path.parent / "names.txt"
    path.write_text("=1+1\nMorning Lathe Trading\n+49 30 Holding\n")
    batch = screen_file(office.session(ANALYST), FileQuery(path))
    out = office.path.parent / "out.xlsx"
    assert write_xlsx(batch, out) == 3
    book = load_workbook(out)
    assert book.sheetnames == ["Read me", "Hits", "Screened against"]
    cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    rows = list(book["Hits"].iter_rows(min_row=2, values_only=True))
    assert [row[2] for row in rows] == ["=1+1", "Morning Lathe Trading", "+49 30 Holding"]
    assert [row[0] for row in rows] == [1, 2, 3]
    assert [(row[7], row[-1]) for row in rows] == [(None, "no hit"), (1, None), (None, "no hit")]
    assert isinstance(rows[1][13], int | float)
    assert rows[1][11] == LISTED


def test_a_table_too_long_for_a_sheet_goes_on_in_another(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("landwaiter.reports.workbook.typed_tables.MOST_ROWS", 5)
    batch = screen_file(office.session(ANALYST), FileQuery(a_file(office.path.parent, 9)))
    out = office.path.parent / "out.xlsx"
    write_xlsx(batch, out)
    book = load_workbook(out)
    assert [name for name in book.sheetnames if "Hits" in name] == ["Hits", "Hits 2", "Hits 3"]
    names = [
        row[2]
        for page in book.worksheets
        if "Hits" in page.title
        for row in page.iter_rows(min_row=2, values_only=True)
    ]
    assert names == [f"{NAMES[number % 4]} {number % 7}" for number in range(9)]


def test_files_of_results_name_nothing_of_a_confidential_list(office: Office) -> None:
    secret = "Morning Lathe Trading Quiet Branch"
    head = ListHead("raid", kind="export_list", edition="raid-7", confidential=True)
    made = write_list(office.path.parent / "raid.csv", secret)
    assert not run(office.session(ADMIN), ImportList(files=(made,), **asdict(head)))[0].rejected
    path, out = office.path.parent / "names.txt", office.path.parent / "out.xlsx"
    path.write_text(f"{secret}\n")
    batch = screen_file(office.session(ANALYST), FileQuery(path))
    assert any(hit.name == secret for result in batch.results() for hit in result.hits)
    write_xlsx(batch, out)
    cells = [
        str(cell.value)
        for page in load_workbook(out)
        for row in page.iter_rows()
        for cell in row
        if cell.value and cell.column != 3
    ]
    assert "an entry in confidence" in cells
    assert not any(word in cell for cell in cells for word in (secret, "raid"))
