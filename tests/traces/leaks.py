"""What must be noticed: the program as it would be without one of its protections each."""

import os
from pathlib import Path
from typing import Any
from unittest import mock

from openpyxl import Workbook
from tests.faults.deed import Deed, Step
from tests.services.sample_office import ANALYST, CONSIGNEE, REF, Office
from tests.traces.file_deeds import NAMES, REPORT, SCREENED, _given

from landwaiter.cli.base import bug_log
from landwaiter.ui.kit.window_settings import Settings, save_settings, settings_file


def _with(target: str, put: Any, run: Step) -> Step:
    """The deed with one thing of the program replaced."""

    def step(office: Office) -> None:
        with mock.patch(target, put):
            run(office)

    return step


def _spooled(page: Any) -> None:
    """As openpyxl would do it: through a temporary file."""
    page._get_writer()


def _saved(book: Workbook, out: Any) -> None:
    book.save(out)


def _everybodys(name: str, flags: int) -> int:
    return os.open(name, flags)


def _in_place(path: Path) -> Path:
    return path


def _with_words(error: BaseException) -> str:
    return str(error)


def _logged(office: Office) -> None:
    bug_log.write_down(RuntimeError(f"{CONSIGNEE} {REF}"))


def _remembered(office: Office) -> None:
    save_settings(Settings().opened(Path(f"/cases/{REF}"), ANALYST), settings_file())


LEAKS: tuple[Deed, ...] = (
    Deed(
        "sheets through temporary files",
        _with(
            "landwaiter.reports.workbook.sheet_xml.in_memory",
            _spooled,
            _with("landwaiter.reports.workbook.xlsx.write_workbook", _saved, REPORT),
        ),
    ),
    Deed(
        "a table through temporary files",
        _with(
            "landwaiter.reports.workbook.sheet_xml.in_memory",
            _spooled,
            _with("landwaiter.reports.workbook.typed_tables.write_workbook", _saved, SCREENED),
        ),
        before=(_given("names.csv", NAMES.encode()),),
    ),
    Deed(
        "files that everybody may read",
        _with("landwaiter.whole_file.owner_alone", _everybodys, REPORT),
    ),
    Deed(
        "a bug log with the words of the error",
        _with("landwaiter.cli.base.bug_log.report_of", _with_words, _logged),
    ),
    Deed("settings that name a case", _remembered),
)
"""Each is one fault, at the least, of those that the judgement is about."""
